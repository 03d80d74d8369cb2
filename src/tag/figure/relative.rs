//! Dates that count from the publication, or from a date named before.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::calendar::{Step, days_after, moved, period};
use super::day::month;
use super::moment::{Moment, Now};
use super::numeral::{self, Shape};
use super::words::{Calendar, WORDS};
use crate::date::Date;
use crate::document::{Kind, UnitKind};
use crate::tag::Context;

/// Adverbs that NEREL marks as dates, in order.
pub(super) const ADVERBS: &[&str] = &["ежегодно", "ежедневно", "ежемесячно", "еженедельно"];

/// Dates that count from the publication or from a date named before.
pub(super) fn relative(context: &Context<'_>, start: usize, now: Now<'_>) -> Option<Moment> {
    phase(context, start, now)
        .or_else(|| year_on_year(context, start, now))
        .or_else(|| nth_weekday(context, start, now))
        .or_else(|| shifted(context, start, now))
        .or_else(|| recent(context, start, now))
        .or_else(|| counted(context, start, now))
        .or_else(|| adverb(context, start))
}

/// The step that a word names: `году`, `неделе`.
pub(super) fn step(context: &Context<'_>, at: usize) -> Option<Step> {
    match context.key(at) {
        "квартал" | "квартала" | "квартале" => return Some(Step::Quarter),
        "полугодие" | "полугодия" | "полугодии" => return Some(Step::Half),
        "г" | "ч" | "с" | "м" | "мин" | "сек" => return None,
        _ => {}
    }
    let units = WORDS.units(context.key(at));
    let unit = units.iter().find(|unit| unit.rest.is_empty() && unit.kind == UnitKind::Duration)?;
    Step::of_unit(unit.code).filter(|_| unit.factor == Decimal::ONE)
}

/// `год к году`: the year that this one is compared with.
fn year_on_year(context: &Context<'_>, start: usize, now: Now<'_>) -> Option<Moment> {
    let step = match (context.key(start), context.key(start + 1), context.key(start + 2)) {
        ("год", "к", "году") | ("г", "/", "г") => Step::Year,
        ("квартал", "к", "кварталу") => Step::Quarter,
        ("месяц", "к", "месяцу") => Step::Month,
        _ => return None,
    };
    let date = now.published.and_then(|day| moved(day, -1, step));
    Some(Moment::new(start + 3, Kind::Date, date, "date.counted"))
}

/// `третий вторник сентября 2014 года`, `последний понедельник марта`, `первая неделя октября`.
fn nth_weekday(context: &Context<'_>, start: usize, now: Now<'_>) -> Option<Moment> {
    let last = matches!(WORDS.calendar(context.key(start)), Some(Calendar::Last));
    let (at, nth) = if last { (start + 1, 5) } else { super::ordinal::words(context, start)? };
    let weekday = match WORDS.calendar(context.key(at)) {
        Some(Calendar::Weekday(day)) => Some(day),
        None if step(context, at) == Some(Step::Week) => None,
        _ => return None,
    };
    let (end, month) =
        month(context, at + 1).filter(|(_, fields)| fields.month.is_some_and(|month| month <= 12))?;
    let month = month.date(now.published);
    let day = || {
        let (date, weekday) = (month.as_ref()?, weekday?);
        let (year, number) = (date.first_year()?, date.first_month()?);
        let first = NaiveDate::from_ymd_opt(year.into(), number.into(), 1)?;
        let to_first = (i64::from(weekday) + 7 - i64::from(first.weekday().number_from_monday())) % 7;
        let days = (0..5).filter_map(|week| days_after(first, to_first + 7 * week));
        let days: Vec<NaiveDate> = days.filter(|day| day.month() == u32::from(number)).collect();
        let day = if last { days.last() } else { days.get(usize::try_from(nth).ok()?.checked_sub(1)?) };
        day.copied().map(Date::day)
    };
    let date = day().or(month);
    Some(Moment { is_anchor: true, ..Moment::new(end, Kind::Date, date, "date.shifted") })
}

/// Saturday and Sunday of the week of a day.
fn weekend(day: NaiveDate) -> Option<Date> {
    let saturday = days_after(day, 6 - i64::from(day.weekday().number_from_monday()))?;
    Date::interval(&Date::day(saturday), &Date::day(days_after(saturday, 1)?))
}

/// `с начала года`, `до конца месяца`: of the one that the text is written in.
fn phase(context: &Context<'_>, start: usize, now: Now<'_>) -> Option<Moment> {
    let is_phase = matches!(WORDS.calendar(context.key_before(start)), Some(Calendar::Phase));
    let is_genitive = matches!(context.key(start), "года" | "месяца" | "недели" | "квартала" | "полугодия");
    let step = step(context, start).filter(|_| is_phase && is_genitive)?;
    let date = now.published.and_then(|day| period(day, step));
    Some(Moment::new(start + 1, Kind::Date, date, "date.shifted"))
}

/// `в прошлом году`, `на этой неделе`, `в тот же день`, `следующего года`.
fn shifted(context: &Context<'_>, start: usize, now: Now<'_>) -> Option<Moment> {
    let (at, shift) = match WORDS.calendar(context.key(start))? {
        Calendar::Shift(shift) => (start + 1, Some(shift)),
        Calendar::That => (start + 1 + usize::from(context.key(start + 1) == "же"), None),
        _ => return None,
    };
    let at = at + usize::from(context.key(at) == "же");
    if context.key(at).starts_with("выходны") {
        let week = shift.zip(now.published).and_then(|(shift, from)| days_after(from, 7 * i64::from(shift)));
        return Some(Moment::new(at + 1, Kind::Date, week.and_then(weekend), "date.shifted"));
    }
    let step = step(context, at).filter(|step| !step.is_clock())?;
    // `на следующий день` counts from the story, not from the page.
    let is_told = step == Step::Day && shift != Some(0);
    let from = now.published.filter(|_| !is_told);
    let date = shift.zip(from).and_then(|(shift, from)| moved(from, i64::from(shift), step));
    Some(Moment::new(at + 1, Kind::Date, date, "date.shifted"))
}

/// `последние четыре года`, `за последний месяц`, `в ближайшие дни`.
fn recent(context: &Context<'_>, start: usize, now: Now<'_>) -> Option<Moment> {
    let numeral = numeral::read(context, start + 1);
    let is_past = match WORDS.calendar(context.key(start))? {
        Calendar::Last => true,
        Calendar::Near => false,
        // `следующие три года`
        Calendar::Shift(shift) if shift != 0 && numeral.is_some() => shift < 0,
        _ => return None,
    };
    let at = numeral.map_or(start + 1, |numeral| numeral.end);
    let time = matches!(context.key(at), "время" | "времени");
    let step = if time { None } else { Some(step(context, at)?) };
    let count = numeral.and_then(|numeral| numeral.amount?.to_i64());
    let date =
        now.published.zip(count).zip(step).and_then(|((from, count), step)| span(from, count, step, is_past));
    let kind = if step.is_some_and(Step::is_clock) { Kind::Time } else { Kind::Date };
    Some(Moment::new(at + 1, kind, date, "date.recent"))
}

/// The period of `count` steps up to a day, or from it on.
fn span(day: NaiveDate, count: i64, step: Step, is_past: bool) -> Option<Date> {
    let other = moved(day, if is_past { -count } else { count }, step)?;
    let here = if step == Step::Week { Date::day(day) } else { period(day, step)? };
    if is_past { Date::interval(&other, &here) } else { Date::interval(&here, &other) }
}

/// `два года назад`, `годом ранее`, `через три месяца`, `спустя неделю`.
fn counted(context: &Context<'_>, start: usize, now: Now<'_>) -> Option<Moment> {
    let numeral = numeral::read(context, start).filter(|n| !matches!(n.shape, Shape::Times | Shape::Fold));
    let at = numeral.map_or(start, |numeral| numeral.end);
    let step = step(context, at)?;
    let before = context.key_before(start);
    let (end, sign, is_told) = match (before, context.key(at + 1), context.key(at + 2)) {
        (_, "назад", _) => (at + 2, -1, false),
        (_, "тому", "назад") => (at + 3, -1, false),
        (_, "ранее" | "раньше", _) => (at + 2, -1, true),
        (_, "позже" | "позднее" | "спустя", _) => (at + 2, 1, true),
        ("через" | "спустя", ..) => (at + 1, 1, before == "спустя"),
        _ => return None,
    };
    let count = match numeral {
        Some(numeral) => numeral.amount.and_then(|amount| amount.to_i64()),
        None => Some(1),
    };
    let told = || now.anchor.and_then(|anchor| moved_date(anchor, count? * sign, step));
    let from_now = || moved(now.published?, count? * sign, step);
    let date = if is_told { told().or_else(from_now) } else { from_now() };
    let kind = if step.is_clock() { Kind::Time } else { Kind::Date };
    Some(Moment::new(end, kind, date, "date.counted"))
}

/// A date some steps from another one, no finer than both.
fn moved_date(anchor: &Date, count: i64, step: Step) -> Option<Date> {
    let year = anchor.first_year()?;
    let month = anchor.first_month();
    let first =
        anchor.civil().or_else(|| NaiveDate::from_ymd_opt(year.into(), month.unwrap_or(1).into(), 1))?;
    let is_finer = (month.is_none() && step != Step::Year)
        || (anchor.civil().is_none() && matches!(step, Step::Day | Step::Week));
    if is_finer { None } else { moved(first, count, step) }
}

/// `ежегодно`, `на днях`, `в выходные`.
fn adverb(context: &Context<'_>, start: usize) -> Option<Moment> {
    let open = |end| Some(Moment::new(end, Kind::Date, None, "date.adverb"));
    let before = context.key_before(start);
    match context.key(start) {
        "днях" if before == "на" => open(start + 1),
        "выходные" if before == "в" => open(start + 1),
        "выходных" if before == "на" => open(start + 1),
        key if ADVERBS.binary_search(&key).is_ok() => open(start + 1),
        _ => None,
    }
}
