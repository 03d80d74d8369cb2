//! Names in Latin letters: what the noun before them says they are, else most often organisations.

use std::collections::HashMap;

use super::names::{is_capital, is_roman};
use super::{Candidate, Context, Rule, lists, quoted};
use crate::document::{Kind, TokenKind};

pub(super) const RULES: &[Rule] = &[Rule { name: "latin", find }];

fn find(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let mut known: HashMap<&str, (Kind, f32)> = HashMap::new();
    let mut at = 0;
    while at < context.tokens.len() {
        let Some(last) = run(context, at) else {
            at += 1;
            continue;
        };
        let before = at.checked_sub(1);
        let introduced =
            before.filter(|_| !context.breaks_before(at)).and_then(|before| quoted::kind_of(context, before));
        let text = context.slice(context.span(at, last));
        let (rule, kind, score) = match (introduced, known.get(text)) {
            (Some((kind, score)), _) => {
                known.insert(text, (kind, score));
                ("latin.head", kind, score.min(0.9))
            }
            (None, Some(&(kind, _))) => ("latin.known", kind, 0.8),
            (None, None) if is_plain(context, at, last) => ("latin.plain", Kind::Organization, 0.5),
            _ => {
                at = last + 1;
                continue;
            }
        };
        found.push(Candidate { span: context.span(at, last), kind, value: None, rule, score });
        at = last + 1;
    }
}

/// The last token of a run of words in Latin letters, the first of which has a capital and stands by itself.
pub(super) fn run(context: &Context<'_>, first: usize) -> Option<usize> {
    let is_latin = |at: usize| {
        context.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
            && context
                .token(at)
                .chars()
                .all(|c| c.is_alphabetic() && !matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'))
    };
    let begins = is_latin(first)
        && !is_roman(context, first)
        && is_capital(context, first)
        && (first == 0 || !is_latin(first - 1) || context.breaks_before(first));
    if !begins {
        return None;
    }
    let mut last = first;
    while last < first + 6 && !context.breaks_before(last + 1) {
        let is_part = is_latin(last + 1)
            || matches!(context.token(last + 1), "-" | "&" | "'" | "’") && is_latin(last + 2);
        if !is_part {
            break;
        }
        last += 1;
    }
    Some(last)
}

/// Whether nothing speaks against an organisation: no list knows it, no brackets, no other writing joined to it.
fn is_plain(context: &Context<'_>, first: usize, last: usize) -> bool {
    let before = first.checked_sub(1).map_or("", |before| context.token(before));
    let goes_on = context.is_joined(last) && context.is_joined(last + 1) && context.token(last + 1) != "»";
    let is_domain =
        goes_on && context.tokens.get(last + 2).is_some_and(|token| token.kind == TokenKind::Word);
    let joined = is_domain
        || context.is_joined(last)
            && !matches!(context.token(last + 1), "." | "," | "»" | "\"" | ":" | ";" | ")" | "?" | "!");
    let long = context.token(first).chars().count() > 2;
    !matches!(before, "(" | "«" | "\"" | "'" | "“" | "." | "@" | "/")
        && !joined
        && long
        && lists::at(context, first).is_empty()
}
