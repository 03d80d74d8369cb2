//! Ages and anniversaries: `52 года`, `старше 70 лет`, `на 97-м году`, `75-й годовщине`.

use super::amount::{self, Figure};
use super::ordinal;
use crate::document::{Kind, TokenKind, Value};
use crate::morph::Part;
use crate::tag::Context;

/// An age in the text.
pub(super) struct Age {
    /// First token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) value: Option<Value>,
    pub(super) rule: &'static str,
}

/// The greatest number of years that is an age.
const OLDEST: i64 = 130;

/// Reads the age that begins at a token.
pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Age> {
    year_of_life(context, at).or_else(|| anniversary(context, at)).or_else(|| years(context, at))
}

/// `на 97-м году жизни`
fn year_of_life(context: &Context<'_>, at: usize) -> Option<Age> {
    let (end, value) = ordinal::any(context, at + 1).filter(|_| context.key(at) == "на")?;
    let is_age = context.key(end) == "году" && context.key(end + 1) == "жизни";
    let value = Some(Value::Ordinal(value));
    is_age.then_some(Age { first: at, end: end + 1, kind: Kind::Age, value, rule: "age.year_of_life" })
}

/// `75-я годовщина`
fn anniversary(context: &Context<'_>, at: usize) -> Option<Age> {
    let (end, value) = ordinal::any(context, at)?;
    let is_digits = context.tokens.get(at)?.kind == TokenKind::Number;
    let is_age = is_digits && context.key(end).starts_with("годовщин");
    let value = Some(Value::Ordinal(value));
    is_age.then_some(Age { first: at, end: end + 1, kind: Kind::Age, value, rule: "age.anniversary" })
}

/// `52 года`, where the words around say that somebody is that old.
fn years(context: &Context<'_>, at: usize) -> Option<Age> {
    let than = than(context, at);
    let start = than.unwrap_or(at);
    let key = context.key(start);
    let is_start = context.tokens.get(start)?.kind == TokenKind::Number
        || matches!(key, "до" | "от" | "с" | "около" | "более" | "менее" | "не" | "примерно" | "почти")
        || super::words::WORDS.cardinal(key).is_some();
    if !is_start {
        return None;
    }
    let figure = amount::read(context, start).filter(is_age_like)?;
    let is_age = than.is_some() || has_cue_after(context, figure.end) || has_cue_before(context, at, &figure);
    if !is_age {
        return None;
    }
    let value = figure.amount.map(Value::Amount);
    Some(Age { first: at, end: figure.end, kind: Kind::Age, value, rule: "age.years" })
}

/// One past `старше`, `не младше` and the like.
fn than(context: &Context<'_>, at: usize) -> Option<usize> {
    let start = at + usize::from(context.key(at) == "не");
    matches!(context.key(start), "старше" | "младше" | "моложе").then_some(start + 1)
}

fn is_age_like(figure: &Figure) -> bool {
    figure.amount.as_ref().is_some_and(|amount| {
        let is_year = amount.unit.as_ref().is_some_and(|unit| unit.code == "a");
        is_year && amount.amount <= OLDEST.into() && amount.amount.is_sign_positive()
    })
}

/// `85 лет со дня рождения`
fn has_cue_after(context: &Context<'_>, end: usize) -> bool {
    context.key(end) == "со" && context.key(end + 1) == "дня"
}

/// Words that may stand between the cue and the figure.
const FILLERS: [&str; 9] = ["уже", "всего", "только", "лишь", "бы", "сейчас", "тогда", "ровно", "сегодня"];

fn has_cue_before(context: &Context<'_>, at: usize, figure: &Figure) -> bool {
    let mut before = at.checked_sub(1);
    while before.is_some_and(|at| FILLERS.contains(&context.key(at))) {
        before = before.and_then(|at| at.checked_sub(1));
    }
    let Some(before) = before else { return false };
    let key = context.key(before);
    let after = context.token(figure.end);
    let is_bare = figure.first == figure.bare;
    match key {
        "было" | "ему" | "ей" | "мне" | "им" | "которому" | "которой" | "будет" => {
            true
        }
        "(" => after == ")",
        "," => matches!(after, "," | ")" | "—") && is_bare && is_name(context, before.wrapping_sub(1)),
        "в" | "с" => is_bare && figure.bare == at && !is_term(context, figure.end) && is_whole(context, at),
        _ if key.starts_with("возраст") || key.starts_with("исполн") || key.starts_with("дожи") => {
            true
        }
        _ if context.key(at) == "до" => before_bound(context, before),
        _ => is_person(context, before) && !is_term(context, figure.end),
    }
}

/// `в 24 года` says an age, `в 5 лет тюрьмы` a length.
fn is_whole(context: &Context<'_>, at: usize) -> bool {
    context.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number)
}

/// Words after a figure that make it a length of time.
fn is_term(context: &Context<'_>, end: usize) -> bool {
    matches!(
        context.key(end),
        "назад"
            | "тюрьмы"
            | "лишения"
            | "колонии"
            | "спустя"
            | "подряд"
            | "ранее"
            | "тюремного"
            | "до"
            | "после"
    )
}

/// `женщин до 60 лет`, `возраст выхода на пенсию повысится до 65 лет`.
fn before_bound(context: &Context<'_>, before: usize) -> bool {
    const NEAR: usize = 8;
    let near = before.saturating_sub(NEAR)..=before;
    is_person(context, before) || near.into_iter().any(|at| context.key(at).starts_with("возраст"))
}

/// Whether a token is a name or a word for a person.
fn is_person(context: &Context<'_>, at: usize) -> bool {
    let readings = context.readings(at);
    is_name(context, at) || readings.first().is_some_and(|r| r.part == Part::Noun && r.animate)
}

fn is_name(context: &Context<'_>, at: usize) -> bool {
    let is_inner =
        at > 0 && !matches!(context.token(at - 1), "." | "!" | "?") && !context.is_line_end(at - 1);
    let is_capital = context.token(at).starts_with(char::is_uppercase);
    let readings = context.readings(at);
    is_capital && is_inner && (readings.is_empty() || readings.iter().any(|r| r.name.is_some() || r.animate))
}
