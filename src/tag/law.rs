//! Laws by their shape: articles of codes, "закон о ...", and awards by theirs.

use super::grammar::{complement, noun_lemmas, noun_phrase};
use super::names::is_capital;
use super::{Candidate, Context, Rule, lists};
use crate::document::{Kind, TokenKind};
use crate::morph::Case;

pub(super) const RULES: &[Rule] = &[
    Rule { name: "law.article", find: find_articles },
    Rule { name: "law.about", find: find_about },
    Rule { name: "award", find: find_awards },
];

fn candidate(
    context: &Context<'_>,
    first: usize,
    last: usize,
    kind: Kind,
    rule: &'static str,
    score: f32,
) -> Candidate {
    Candidate { span: context.span(first, last), kind, value: None, rule, score }
}

/// "часть 2 статьи 104", "ст. 282 УК РФ", and the parts that these hold.
fn find_articles(context: &Context<'_>, found: &mut Vec<Candidate>) {
    for at in 0..context.tokens.len() {
        if let Some(last) = code(context, at) {
            found.push(candidate(context, at, last, Kind::Law, "law.code", 0.85));
        }
        if let Some(last) =
            numbered(context, at, ARTICLES).map(|last| code(context, last + 1).unwrap_or(last))
        {
            found.push(candidate(context, at, last, Kind::Law, "law.article", 0.8));
        }
        if let Some(part) = numbered(context, at, PARTS)
            && let Some(article) = numbered(context, part + 1, ARTICLES)
        {
            let last = code(context, article + 1).unwrap_or(article);
            found.push(candidate(context, at, last, Kind::Law, "law.part", 0.8));
        }
    }
}

const ARTICLES: &[&str] = &["статья", "статьи", "статье", "статью", "статьей", "ст"];
const PARTS: &[&str] = &["часть", "части", "частью", "ч"];

/// The last token of a word and its number: "ст. 20.2", "статьи 34-104".
fn numbered(context: &Context<'_>, at: usize, words: &[&str]) -> Option<usize> {
    if !words.contains(&context.key(at)) {
        return None;
    }
    let mut last = at + 1 + usize::from(context.token(at + 1) == ".");
    let is_number = |at: usize| context.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    if !is_number(last) {
        return None;
    }
    while context.is_joined(last)
        && matches!(context.token(last + 1), "." | "-")
        && context.is_joined(last + 1)
        && is_number(last + 2)
    {
        last += 2;
    }
    Some(last)
}

/// The last token of a code with its country: "УК РФ", "Уголовного кодекса Украины", "Конституции".
fn code(context: &Context<'_>, at: usize) -> Option<usize> {
    const SHORT: &[&str] = &["УК", "ГК", "НК", "ТК", "УПК", "ГПК", "АПК", "КоАП", "КОАП", "ЖК", "СК"];
    let last = if SHORT.contains(&context.token(at)) {
        at
    } else if noun_lemmas(context, at + 1).any(|lemma| lemma == "кодекс") && is_capital(context, at) {
        at + 1
    } else {
        return None;
    };
    let country = lists::at(context, last + 1).into_iter().filter(|found| found.what.kind == Kind::Country);
    let end = country.map(|found| found.last).max().filter(|_| !context.breaks_before(last + 1));
    // СК and ЖК alone are committees and houses more often than codes.
    (end.is_some() || !matches!(context.token(at), "СК" | "ЖК" | "АПК" | "ТК" | "НК"))
        .then_some(end.unwrap_or(last))
}

/// "закон о блокировке фейковых новостей".
fn find_about(context: &Context<'_>, found: &mut Vec<Candidate>) {
    const LAWS: &[&str] =
        &["закон", "законопроект", "указ", "соглашение", "договор", "конвенция", "декларация"];
    for at in 0..context.tokens.len() {
        let is_law = noun_lemmas(context, at).any(|lemma| LAWS.contains(&lemma));
        if !is_law || !matches!(context.token(at + 1), "о" | "об") {
            continue;
        }
        if let Some(end) = noun_phrase(context, at + 2, Case::Prepositional) {
            let last = complement(context, end + 1).unwrap_or(end);
            found.push(candidate(context, at, last, Kind::Law, "law.about", 0.65));
        }
    }
}

/// "орден Дружбы народов", "медаль за оборону Сталинграда", "Шукшинская литературная премия".
fn find_awards(context: &Context<'_>, found: &mut Vec<Candidate>) {
    const AWARDS: &[&str] = &["орден", "медаль", "премия"];
    for at in 0..context.tokens.len() {
        let Some(award) = noun_lemmas(context, at).find(|lemma| AWARDS.contains(lemma)) else { continue };
        let first = if award == "премия" { adjectives(context, at) } else { at };
        let last = match context.token(at + 1) {
            "за" if award == "медаль" => noun_phrase(context, at + 2, Case::Accusative),
            _ if is_capital(context, at + 1) && award != "премия" => {
                noun_phrase(context, at + 1, Case::Genitive)
                    .map(|last| complement(context, last + 1).unwrap_or(last))
            }
            _ => None,
        };
        if last.is_some() || first < at {
            let end = last.or_else(|| complement(context, at + 1)).unwrap_or(at);
            found.push(candidate(context, first, end, Kind::Award, "award", 0.7));
        }
    }
}

/// The first of the adjectives before a prize, if it has a capital.
fn adjectives(context: &Context<'_>, noun: usize) -> usize {
    let mut first = noun;
    while first > 0 && !context.breaks_before(first) && super::grammar::agrees(context, first - 1, noun) {
        first -= 1;
    }
    if is_capital(context, first) { first } else { noun }
}
