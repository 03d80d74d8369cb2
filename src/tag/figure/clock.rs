//! Times of day: `09:41`, `23.20 мск`, `8 часов утра`, `половине десятого`.

use rust_decimal::prelude::ToPrimitive;

use super::calendar::Fields;
use super::day::small;
use super::interval::is_joint;
use super::moment::Moment;
use super::numeral::{self, Shape};
use super::words::WORDS;
use crate::date::{Clock, Date};
use crate::document::Kind;
use crate::tag::Context;

/// `09:41`, `23.20 мск`, `8 часов утра`, `14 часов 30 минут`, `полдень`.
pub(super) fn clock(context: &Context<'_>, at: usize) -> Option<(usize, Fields)> {
    let (end, clock) = digital(context, at).or_else(|| spoken(context, at))?;
    let (end, clock) = of_day(context, end, clock);
    let (end, zone) = zone(context, end);
    let clock = Clock { zone, ..clock };
    Some((end, Fields { clock: Some(clock), ..Fields::default() }))
}

fn digital(context: &Context<'_>, at: usize) -> Option<(usize, Clock)> {
    let hour = small(context, at, 24)?;
    let mark = context.token(at + 1);
    let is_tight = context.is_joined(at) && context.is_joined(at + 1);
    let minute = small(context, at + 2, 59).filter(|_| is_tight && context.token(at + 2).len() == 2)?;
    let has_second = mark == ":" && context.token(at + 3) == ":" && context.is_joined(at + 3);
    let second = small(context, at + 4, 59).filter(|_| has_second);
    let end = at + if second.is_some() { 5 } else { 3 };
    let is_clock = match mark {
        // A score has a colon as well: `со счётом 10:12`.
        ":" => !matches!(context.key_before(at), "счетом" | "счет" | "счете" | ":"),
        "." => is_pointed(context, at, end),
        _ => false,
    };
    is_clock.then_some((end, Clock { hour, minute, second, zone: None }))
}

/// Whether a point divides hours from minutes: `23.20 мск`, `в 11.30`.
fn is_pointed(context: &Context<'_>, at: usize, end: usize) -> bool {
    let is_led = matches!(context.key_before(at), "в" | "около");
    let is_round = context.token(at + 2).ends_with(['0', '5']) && context.token(at).len() == 2;
    let has_zone = zone(context, end).0 > end || is_part_genitive(context, end);
    has_zone || (is_led && is_round && !context.is_unit(end))
}

/// `8 часов`, `14 часов 30 минут`, `пять часов вечера`, `половине десятого`.
fn spoken(context: &Context<'_>, at: usize) -> Option<(usize, Clock)> {
    half(context, at).or_else(|| one(context, at)).or_else(|| hour(context, at))
}

const fn whole(hour: u8, minute: u8) -> Clock {
    Clock { hour, minute, second: None, zone: None }
}

/// `в половине десятого`
fn half(context: &Context<'_>, at: usize) -> Option<(usize, Clock)> {
    let is_half = matches!(context.key(at), "половине" | "половина" | "половину");
    let hour = WORDS.ordinal(context.key(at + 1)).filter(|hour| is_half && (1..=12).contains(hour))?;
    Some((at + 2, whole(u8::try_from(hour).ok()? - 1, 30)))
}

/// `час ночи`
fn one(context: &Context<'_>, at: usize) -> Option<(usize, Clock)> {
    let is_one = matches!(context.key(at), "час" | "часа" | "часу") && is_part_genitive(context, at + 1);
    is_one.then_some((at + 1, whole(1, 0)))
}

fn hour(context: &Context<'_>, at: usize) -> Option<(usize, Clock)> {
    let numeral = numeral::read(context, at)?;
    let hour = numeral.amount?.to_u8().filter(|hour| *hour <= 24)?;
    let before = context.key_before(at);
    if is_part_genitive(context, numeral.end) {
        let is_led = matches!(before, "в" | "около" | "до" | "с" | "к");
        return is_led.then_some((numeral.end, whole(hour, 0)));
    }
    let end = numeral.end + 1;
    if !matches!(context.key(numeral.end), "часов" | "часа" | "час" | "часам" | "ч") {
        return None;
    }
    if is_part_genitive(context, end) {
        return Some((end, whole(hour, 0)));
    }
    let is_point =
        matches!(before, "в" | "к") || matches!(before, "около" | "до") && minutes(context, end).is_some();
    match minutes(context, end) {
        Some((end, minute)) if is_point => Some((end, whole(hour, minute))),
        _ => (is_point && numeral.shape == Shape::Digits).then_some((end, whole(hour, 0))),
    }
}

/// `30 минут` after an hour.
fn minutes(context: &Context<'_>, at: usize) -> Option<(usize, u8)> {
    let numeral = numeral::read(context, at)?;
    let minute = numeral.amount?.to_u8().filter(|minute| *minute < 60)?;
    matches!(context.key(numeral.end), "минут" | "минуты" | "минуту" | "мин")
        .then_some((numeral.end + 1, minute))
}

/// `утра`, `дня`, `вечера`, `ночи` after an hour.
fn is_part_genitive(context: &Context<'_>, at: usize) -> bool {
    matches!(context.key(at), "утра" | "дня" | "вечера" | "ночи")
}

fn of_day(context: &Context<'_>, at: usize, clock: Clock) -> (usize, Clock) {
    let hour = match context.key(at) {
        "дня" | "вечера" if clock.hour < 12 => clock.hour + 12,
        "ночи" if (6..12).contains(&clock.hour) => clock.hour + 12,
        "ночи" if clock.hour == 12 => 0,
        _ => clock.hour,
    };
    (at + usize::from(is_part_genitive(context, at)), Clock { hour, ..clock })
}

/// `мск`, `по московскому времени` (+3), `по местному времени` (unknown).
fn zone(context: &Context<'_>, at: usize) -> (usize, Option<i8>) {
    const MOSCOW: Option<i8> = Some(3);
    match (context.key(at), context.key(at + 1), context.key(at + 2)) {
        ("мск", ..) => (at + 1, MOSCOW),
        ("(", "мск", ")") => (at, MOSCOW),
        ("по", "московскому" | "мск", "времени") => (at + 3, MOSCOW),
        ("по", "москве" | "московскому" | "мск", _) => (at + 2, MOSCOW),
        ("московского", "времени", _) => (at + 2, MOSCOW),
        ("по", "гринвичу", _) => (at + 2, Some(0)),
        ("gmt" | "utc", ..) => (at + 1, Some(0)),
        ("по", place, "времени") if place.ends_with("ому") => (at + 3, None),
        ("местного", "времени", _) => (at + 2, None),
        _ => (at, None),
    }
}

/// `с 11:00 до 17:00 мск`
pub(super) fn hours(context: &Context<'_>, start: usize, before: &str) -> Option<Moment> {
    let (joint, mut from) = digital(context, start)?;
    if !is_joint(context, joint, before) || context.key(joint) == "и" {
        return None;
    }
    let (end, to) = digital(context, joint + 1)?;
    let (end, zone) = zone(context, end);
    from.zone = zone;
    let date = Date::interval(&Date::time(from), &Date::time(Clock { zone, ..to }));
    Some(Moment::new(end, Kind::Time, date, "time.interval"))
}
