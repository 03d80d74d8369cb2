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
    let half = match context.key(start) {
        "полгода" => Some((6, "mo")),
        "полвека" => Some((50, "a")),
        _ => None,
    };
    if let Some((amount, code)) = half {
        let unit = Unit { code: code.to_owned(), kind: UnitKind::Duration };
        let value = Value::Amount(Amount {
            amount: amount.into(),
            amount_to: None,
            unit: Some(unit),
            comparator: Comparator::Exact,
        });
        return Some(Moment { value, ..Moment::new(start + 1, Kind::Date, None, "date.half") });
    }
    let step = step(context, start).filter(|_| first < start)?;
    let is_singular = matches!(
        context.key(start),
        "год"
            | "года"
            | "месяц"
            | "месяца"
            | "неделю"
            | "недели"
            | "день"
            | "дня"
            | "сутки"
            | "суток"
            | "час"
            | "часа"
            | "минуту"
            | "минуты"
    );
    let places = [
        "за",
        "на",
        "течение",
        "через",
        "спустя",
        "каждый",
        "каждую",
        "около",
        "почти",
        "более",
        "больше",
        "менее",
    ];
    let is_placed = places.contains(&context.key(start - 1));
    // `за год` is a length, `на день рождения` and `за час до` are not to be told apart here.
    let is_other = matches!(context.key(start + 1), "рождения" | "победы" | "пик");
    let kind = if step.is_clock() { Kind::Time } else { Kind::Date };
    let unit = WORDS.units(context.key(start)).iter().find(|unit| unit.rest.is_empty())?.unit();
    let amount =
        Amount { amount: Decimal::ONE, amount_to: None, unit: Some(unit), comparator: Comparator::Exact };
    let value = Value::Amount(amount);
    (is_singular && is_placed && !is_other)
        .then(|| Moment { value, ..Moment::new(start + 1, kind, None, "date.unit") })
}
