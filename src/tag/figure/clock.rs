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
use crate::morph::Part;
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
    half(context, at)
        .or_else(|| to_hour(context, at))
        .or_else(|| past_hour(context, at))
        .or_else(|| one(context, at))
        .or_else(|| hour(context, at))
}

/// `без четверти двенадцать`, `без пяти минут три`.
fn to_hour(context: &Context<'_>, at: usize) -> Option<(usize, Clock)> {
    let start = at + 1;
    let (end, left) = match context.key(start) {
        "четверти" => (start + 1, 15),
        _ => {
            let numeral = numeral::sum(context, start)
                .or_else(|| Some((start + 1, small(context, start, 29)?.into())))?;
            (numeral.0, numeral.1.to_u8()?)
        }
    };
    let end = end + usize::from(matches!(context.key(end), "минут" | "минуты" | "минуту"));
    let named = numeral::sum(context, end).or_else(|| Some((end + 1, small(context, end, 12)?.into())));
    let (end, hour) = if context.key(end) == "час" {
        (end + 1, 1)
    } else {
        named.map(|(end, hour)| (end, hour.to_u8().unwrap_or(99)))?
    };
    let is_clock = context.key(at) == "без" && (1..30).contains(&left) && (1..=12).contains(&hour);
    is_clock.then(|| (end, whole(if hour == 1 { 12 } else { hour - 1 }, 60 - left)))
}

/// `четверть третьего`, `20 минут четвёртого`, `полтретьего`.
fn past_hour(context: &Context<'_>, at: usize) -> Option<(usize, Clock)> {
    let hour_of = |key: &str| {
        let is_genitive = key.ends_with("ого") || key.ends_with("его");
        WORDS
            .ordinal(key)
            .filter(|hour| is_genitive && (1..=12).contains(hour))
            .and_then(|hour| u8::try_from(hour).ok())
    };
    let key = context.key(at);
    let (end, minute, hour) = match key.strip_prefix("пол") {
        Some("") => (at + 2, 30, hour_of(context.key(at + 1))?),
        Some(rest) => (at + 1, 30, hour_of(rest)?),
        None if key == "четверть" => (at + 2, 15, hour_of(context.key(at + 1))?),
        None => {
            let (end, minute) = minutes(context, at)?;
            (end + 1, minute, hour_of(context.key(end))?)
        }
    };
    // `пять минут первого тайма`
    let noun = context.readings(end).first().is_some_and(|reading| reading.part == Part::Noun);
    let is_free = !noun || is_part_genitive(context, end) || context.is_line_end(end - 1);
    is_free.then(|| (end, whole(if hour == 1 { 12 } else { hour - 1 }, minute)))
}

const fn whole(hour: u8, minute: u8) -> Clock {
    Clock { hour, minute, second: None, zone: None }
}

/// `в половине десятого`
fn half(context: &Context<'_>, at: usize) -> Option<(usize, Clock)> {
    let is_half = matches!(context.key(at), "половине" | "половина" | "половину");
    let hour = WORDS.ordinal(context.key(at + 1)).filter(|hour| is_half && (1..=12).contains(hour))?;
    let hour = u8::try_from(hour).ok()?;
    Some((at + 2, whole(if hour == 1 { 12 } else { hour - 1 }, 30)))
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
        "дня" if clock.hour == 12 => 12,
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
        ("msk", ..) => (at + 1, MOSCOW),
        ("cet", ..) => (at + 1, Some(1)),
        ("z", ..) if at > 0 && context.is_joined(at - 1) => (at + 1, Some(0)),
        ("+" | "-" | "−", hour, ":")
            if at > 0 && context.is_joined(at - 1) && context.key(at + 3) == "00" =>
        {
            let hours = hour.parse::<i8>().ok().filter(|hours| *hours <= 14);
            let sign = if context.token(at) == "+" { 1 } else { -1 };
            hours.map_or((at, None), |hours| (at + 4, Some(sign * hours)))
        }
        ("по", place, "времени") if place.ends_with("ому") => (at + 3, None),
        ("местного", "времени", _) => (at + 2, None),
        _ => (at, None),
    }
}

/// `с 11:00 до 17:00 мск`
pub(super) fn hours(context: &Context<'_>, start: usize, before: &str) -> Option<Moment> {
    let (joint, mut from) = digital(context, start)?;
    if !is_joint(context, joint, before) || (context.key(joint) == "и") != (before == "между") {
        return None;
    }
    let (end, to) = digital(context, joint + 1)?;
    let (end, zone) = zone(context, end);
    from.zone = zone;
    let date = Date::interval(&Date::time(from), &Date::time(Clock { zone, ..to }));
    Some(Moment::new(end, Kind::Time, date, "time.interval"))
}
