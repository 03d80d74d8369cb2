//! Figures and dates: one pass over the tokens, which reads at each the longest thing that begins there.
//!
//! Spans follow NEREL: a comparator belongs to its figure (`более 14 млн`), a preposition to a date
//! (`в конце января`) but not to an amount of money, and a counted noun stays outside.

mod amount;
mod calendar;
mod compound;
mod moment;
mod nothing;
mod numeral;
mod ordinal;
mod words;

use crate::date::Date;
use crate::document::{Kind, UnitKind, Value};
use crate::tag::{Candidate, Context, Rule};
use amount::Figure;
use moment::{Moment, Now};
use numeral::Shape;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[Rule { name: "figure", find }];

/// Something read at a token.
struct Found {
    first: usize,
    end: usize,
    kind: Kind,
    value: Option<Value>,
    rule: &'static str,
}

/// Proposes every figure and date of a text.
fn find(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let published = context.published.and_then(Date::civil);
    let mut anchor: Option<Date> = None;
    let mut at = 0;
    while at < context.tokens.len() {
        if let Some(end) = nothing::skip(context, at) {
            at = end;
            continue;
        }
        let now = Now { published, anchor: anchor.as_ref() };
        let (mention, named) = read(context, at, now);
        anchor = named.or(anchor);
        let Some(mention) = mention else {
            at += 1;
            continue;
        };
        at = mention.end.max(at + 1);
        found.push(candidate(context, mention));
    }
}

fn candidate(context: &Context<'_>, found: Found) -> Candidate {
    Candidate {
        span: context.span(found.first, found.end - 1),
        kind: found.kind,
        value: found.value,
        score: score(found.rule),
        rule: found.rule,
    }
}

/// What begins at a token, and the date that later ones may refer to.
fn read(context: &Context<'_>, at: usize, now: Now<'_>) -> (Option<Found>, Option<Date>) {
    if let Some(compound) = compound::read(context, at) {
        let compound::Compound { end, kind, value, rule } = compound;
        return (Some(Found { first: at, end, kind, value: Some(value), rule }), None);
    }
    if let Some(moment) = moment::read(context, at, now) {
        let anchor = moment.date.clone().filter(|_| moment.is_anchor);
        let Moment { end, kind, date, rule, .. } = moment;
        return (Some(Found { first: at, end, kind, value: Some(Value::Date(date)), rule }), anchor);
    }
    if let Some((end, value)) = ordinal(context, at) {
        let value = Some(Value::Ordinal(value));
        return (Some(Found { first: at, end, kind: Kind::Ordinal, value, rule: "ordinal" }), None);
    }
    (amount::read(context, at).and_then(|figure| figure_found(context, at, figure)), None)
}

fn ordinal(context: &Context<'_>, at: usize) -> Option<(usize, u32)> {
    let roman = || {
        let value = ordinal::roman(context.token(at))?;
        let is_initial = context.token(at + 1) == "." || context.token(at).chars().count() < 2;
        (!is_initial).then_some((at + 1, value))
    };
    ordinal::words(context, at).or_else(|| ordinal::digits(context, at)).or_else(roman)
}

fn figure_found(context: &Context<'_>, at: usize, figure: Figure) -> Option<Found> {
    let (kind, rule) = kind(&figure)?;
    let is_told = matches!(kind, Kind::Date | Kind::Time);
    let first = if is_told { at } else { figure.first };
    let _ = context;
    Some(Found { first, end: figure.end, kind, value: figure.amount.map(Value::Amount), rule })
}

fn kind(figure: &Figure) -> Option<(Kind, &'static str)> {
    let is_clock = figure
        .amount
        .as_ref()
        .and_then(|amount| amount.unit.as_ref())
        .is_some_and(|unit| matches!(unit.code.as_str(), "h" | "min" | "s" | "ms"));
    Some(match (figure.kind, figure.shape) {
        (Some(UnitKind::Currency), _) => (Kind::Money, "money"),
        (Some(UnitKind::Percent), _) => (Kind::Percent, "percent"),
        (Some(UnitKind::Duration), _) if is_clock => (Kind::Time, "time.duration"),
        (Some(UnitKind::Duration), _) => (Kind::Date, "date.duration"),
        (Some(UnitKind::Measure), _) => (Kind::Quantity, "quantity"),
        (_, Shape::Vague | Shape::One) => return None,
        (_, Shape::Digits) => (Kind::Number, "number.digits"),
        (_, Shape::Fraction) => (Kind::Number, "number.fraction"),
        _ => (Kind::Number, "number.words"),
    })
}

/// The precision of a rule's spans on NEREL dev (strict).
fn score(rule: &str) -> f32 {
    match rule {
        "money" => 0.85,
        "percent" => 0.95,
        _ => 0.8,
    }
}
