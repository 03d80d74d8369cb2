//! Names in quote marks: the noun before them says what they name.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::grammar::noun_lemmas;
use super::names::{is_acronym, is_capital};
use super::{Candidate, Context, Rule};
use crate::document::Kind;
use crate::seeds;
use crate::sort;

pub(super) const RULES: &[Rule] = &[Rule { name: "quoted", find }];

/// A pair of quote marks, as positions of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Quoted {
    /// The opening mark, or the first of two apostrophes.
    pub(super) open: usize,
    /// The closing mark.
    pub(super) close: usize,
}

/// Longer contents are speech, not names.
const LONGEST_NAME: usize = 12;

/// Pairs quote marks line by line with a stack, and returns those that may hold a name.
///
/// Typists leave out a closing mark where two would meet: in "ОЭЗ «Технополис «Москва»" the mark that is left
/// open shares the closing mark of the one inside it, if only a word or two stand between them.
pub(super) fn pairs(context: &Context<'_>) -> Vec<Quoted> {
    let mut pairs = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for at in 0..context.tokens.len() {
        if context.breaks_before(at) {
            open.clear();
        }
        match context.token(at) {
            "«" | "„" => open.push(at),
            "“" | "\"" if opens(context, at, &open) => open.push(at),
            "»" | "”" | "“" | "\"" => {
                if let Some(first) = open.pop() {
                    let pair = Quoted { open: first, close: at };
                    pairs.push(shared(context, &mut open, first, at).unwrap_or(pair));
                }
            }
            _ => {}
        }
    }
    pairs.retain(|pair| (2..=LONGEST_NAME + 1).contains(&(pair.close - pair.open)));
    sort::sort(&mut pairs);
    pairs
}

/// Whether a mark that can open and close opens.
fn opens(context: &Context<'_>, at: usize, open: &[usize]) -> bool {
    let apart = at == 0 || !context.is_joined(at - 1) || context.token(at - 1) == "(";
    match open.last() {
        Some(&last) => {
            apart
                && context.is_joined(at)
                && context.token(last) != context.token(at)
                && context.token(last) != "„"
        }
        None => apart,
    }
}

/// The outer pair of "«Технополис «Москва»" where nothing closes the outer mark in its line.
fn shared(context: &Context<'_>, open: &mut Vec<usize>, inner: usize, close: usize) -> Option<Quoted> {
    let outer = *open.last()?;
    let near = inner - outer <= 3 && (outer + 1..inner).all(|at| is_capital(context, at));
    let rest = (close + 1..context.tokens.len()).take_while(|&at| !context.breaks_before(at));
    let is_closed = rest
        .clone()
        .take(40)
        .find(|&at| matches!(context.token(at), "«" | "»"))
        .is_some_and(|at| context.token(at) == "»");
    (near && !is_closed).then(|| {
        open.pop();
        Quoted { open: outer, close }
    })
}

/// Lemma → kind and precision.
static HEADS: LazyLock<HashMap<&str, (Kind, f32)>> = LazyLock::new(|| {
    let list = seeds::list("quoted_heads");
    list.lines().filter_map(head).collect()
});

fn head(line: &'static str) -> Option<(&'static str, (Kind, f32))> {
    let mut fields = line.split('\t');
    let lemma = fields.next().filter(|lemma| !lemma.starts_with('#'))?;
    let kind = Kind::from_name(fields.next()?)?;
    let percent = seeds::number(fields.next()?)?;
    Some((lemma, (kind, percent / 100.0)))
}

/// Abbreviated forms of enterprise, which stay outside of the name.
pub(super) const FORMS: &[&str] =
    &["ООО", "ОАО", "ЗАО", "ПАО", "АО", "ТОО", "ИП", "НАО", "ТК", "ТРЦ", "ТЦ", "БЦ", "ЖК", "НП", "УК"];

fn find(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let mut listed: Option<(usize, Kind, f32)> = None;
    for pair in pairs(context) {
        let reason = before(context, pair).or_else(|| in_list(context, pair, listed));
        let Some((rule, kind, score)) = reason.filter(|_| is_name(context, pair)) else { continue };
        listed = Some((pair.close, kind, score));
        let span = context.span(pair.open + 1, pair.close - 1);
        found.push(Candidate { span, kind, value: None, rule, score });
    }
}

/// Whether quote marks hold a name rather than speech or irony: it begins with a capital or a figure and does
/// not end like a sentence.
pub(super) fn is_name(context: &Context<'_>, pair: Quoted) -> bool {
    let first = context.token(pair.open + 1).chars().next().unwrap_or(' ');
    (first.is_uppercase() || first.is_ascii_digit()) && context.token(pair.close - 1) != ","
}

/// What the noun before the mark says.
fn before(context: &Context<'_>, pair: Quoted) -> Option<(&'static str, Kind, f32)> {
    let at = pair.open.checked_sub(1)?;
    if FORMS.contains(&context.token(at)) {
        return Some(("quoted.form", Kind::Organization, 0.9));
    }
    if is_acronym(context, at) || context.breaks_before(pair.open) {
        return None;
    }
    let (kind, score) = kind_of(context, at)?;
    Some(("quoted.head", kind, score))
}

/// What a noun says of the name after it: kind and precision.
pub(super) fn kind_of(context: &Context<'_>, at: usize) -> Option<(Kind, f32)> {
    noun_lemmas(context, at).find_map(|lemma| HEADS.get(lemma)).copied()
}

/// «A», «B» и «C» are of one kind; "такие компании ОЭЗ, как «A»" too.
fn in_list(
    context: &Context<'_>,
    pair: Quoted,
    listed: Option<(usize, Kind, f32)>,
) -> Option<(&'static str, Kind, f32)> {
    let between = pair.open.checked_sub(1)?;
    if let Some((close, kind, score)) = listed
        && close + 2 == pair.open
        && matches!(context.token(between), "," | "и" | "или")
    {
        return Some(("quoted.list", kind, score * 0.95));
    }
    if context.key(between) != "как" || context.token(between.checked_sub(1)?) != "," {
        return None;
    }
    let nouns = (between.saturating_sub(8)..between).rev().flat_map(|at| noun_lemmas(context, at));
    let (kind, score) = nouns.filter_map(|lemma| HEADS.get(lemma)).next()?;
    Some(("quoted.such_as", *kind, *score))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_head_reads() {
        let list = include_str!("../../seeds/lexicon/quoted_heads.tsv");
        for (line, number) in list.lines().zip(1..).filter(|(line, _)| !line.starts_with('#')) {
            assert!(head(line).is_some(), "seeds/lexicon/quoted_heads.tsv:{number}: {line:?}");
        }
    }
}
