//! How long something lasts, with the words that place it: `в течение пяти лет`, `за день`, `1 год 6 месяцев`.

use rust_decimal::Decimal;

use super::amount;
use super::moment::Moment;
use super::ordinal;
use super::relative::step;
use super::words::WORDS;
use crate::document::{Amount, Comparator, Kind, Unit, UnitKind, Value};
use crate::tag::Context;

/// How long something lasts, with the words that place it: `в течение пяти лет`, `за день`, `1 год 6 месяцев`.
pub(super) fn duration(context: &Context<'_>, start: usize, first: usize) -> Option<Moment> {
    let start = start + usize::from(matches!(context.key(start), "каждые" | "каждый" | "каждую"));
    minute_of_match(context, start, first)
        .or_else(|| length(context, start))
        .or_else(|| unit_alone(context, start, first))
}

/// `на 39-й минуте`
fn minute_of_match(context: &Context<'_>, start: usize, first: usize) -> Option<Moment> {
    let (end, _) = ordinal::any(context, start).filter(|_| first < start && context.key(first) == "на")?;
    let is_minute = matches!(context.key(end), "минуте" | "минутах" | "секунде" | "минуту");
    is_minute.then(|| Moment::new(end + 1, Kind::Time, None, "time.minute"))
}

fn length(context: &Context<'_>, start: usize) -> Option<Moment> {
    let mut figure = amount::read(context, start).filter(|f| f.kind == Some(UnitKind::Duration))?;
    let kind = if is_clock(&figure) { Kind::Time } else { Kind::Date };
    let first = figure.amount.take();
    let mut end = figure.end;
    let mut value = first;
    // `1 год 6 месяцев`: the text gives two units, and the value keeps both where one is a multiple of the other.
    loop {
        let from = end + usize::from(context.key(end) == "и" || context.key(end) == ",");
        let Some(next) = amount::read(context, from) else { break };
        let is_next = next.kind == Some(UnitKind::Duration)
            && next.first == next.bare
            && (from == end || is_shorter(value.as_ref(), next.amount.as_ref()));
        if !is_next || context.is_line_end(end - 1) {
            break;
        }
        value = value.zip(next.amount).and_then(|(a, b)| sum(&a, &b));
        end = next.end;
    }
    let rule = if kind == Kind::Time { "time.duration" } else { "date.duration" };
    let value = value.map_or(Value::Date(None), Value::Amount);
    Some(Moment { value, ..Moment::new(end, kind, None, rule) })
}

/// Units of time in seconds and months, which do not convert into each other.
fn size(code: &str) -> Option<(bool, i64)> {
    Some(match code {
        "a" => (true, 12),
        "mo" => (true, 1),
        "wk" => (false, 604_800),
        "d" => (false, 86_400),
        "h" => (false, 3_600),
        "min" => (false, 60),
        "s" => (false, 1),
        _ => return None,
    })
}

fn is_shorter(long: Option<&Amount>, short: Option<&Amount>) -> bool {
    let unit = |amount: Option<&Amount>| size(&amount?.unit.as_ref()?.code);
    matches!((unit(long), unit(short)), (Some((a, long)), Some((b, short))) if (a == b && short < long) || (a && !b))
}

/// Both lengths in the shorter unit.
fn sum(long: &Amount, short: &Amount) -> Option<Amount> {
    let unit = short.unit.clone()?;
    let ((a, long_size), (b, short_size)) = (size(&long.unit.as_ref()?.code)?, size(&unit.code)?);
    let factor = Decimal::from(long_size / short_size);
    let amount = long.amount.checked_mul(factor)?.checked_add(short.amount)?.normalize();
    (a == b).then_some(Amount { amount, amount_to: None, unit: Some(unit), comparator: long.comparator })
}

fn is_clock(figure: &amount::Figure) -> bool {
    figure.code.is_some_and(|code| matches!(code, "h" | "min" | "s" | "ms"))
}

/// `за день`, `на год`, `в течение недели`, `почти полвека`.
fn unit_alone(context: &Context<'_>, start: usize, first: usize) -> Option<Moment> {
    half(context, start).or_else(|| one(context, start, first))
}

fn half(context: &Context<'_>, start: usize) -> Option<Moment> {
    let (amount, code) = match context.key(start) {
        "полгода" => (6, "mo"),
        "полвека" => (50, "a"),
        _ => return None,
    };
    let unit = Unit { code: code.to_owned(), kind: UnitKind::Duration };
    Some(exactly(amount.into(), unit, start + 1, (Kind::Date, "date.half")))
}

/// Forms of units in the singular that say a length after a preposition.
const SINGULAR: [&str; 14] = [
    "год",
    "года",
    "день",
    "дня",
    "месяц",
    "месяца",
    "минуту",
    "минуты",
    "недели",
    "неделю",
    "сутки",
    "суток",
    "час",
    "часа",
];
/// Words before them.
const PLACING: [&str; 12] = [
    "более",
    "больше",
    "за",
    "каждую",
    "каждый",
    "менее",
    "на",
    "около",
    "почти",
    "спустя",
    "течение",
    "через",
];

fn one(context: &Context<'_>, start: usize, first: usize) -> Option<Moment> {
    let step = step(context, start).filter(|_| first < start)?;
    let is_length = SINGULAR.contains(&context.key(start)) && PLACING.contains(&context.key_before(start));
    // `на день рождения`, `в час пик` are names.
    let is_name = matches!(context.key(start + 1), "рождения" | "победы" | "пик");
    let kind = if step.is_clock() { Kind::Time } else { Kind::Date };
    let unit = WORDS.units(context.key(start)).iter().find(|unit| unit.rest.is_empty())?.unit();
    (is_length && !is_name).then(|| exactly(Decimal::ONE, unit, start + 1, (kind, "date.unit")))
}

fn exactly(amount: Decimal, unit: Unit, end: usize, (kind, rule): (Kind, &'static str)) -> Moment {
    let amount = Amount { amount, amount_to: None, unit: Some(unit), comparator: Comparator::Exact };
    Moment { value: Value::Amount(amount), ..Moment::new(end, kind, None, rule) }
}
