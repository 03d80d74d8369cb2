//! Intervals: `с 5 по 21 августа`, `2012—2013 годы`, `с 11:00 до 17:00 мск`.

use rust_decimal::prelude::ToPrimitive;

use super::calendar::Fields;
use super::clock::hours;
use super::day::{day_and_month, day_number, is_date, month_name, small, with_year, year_end, year_number};
use super::moment::{Moment, Now};
use super::numeral;
use crate::date::Date;
use crate::document::Kind;
use crate::tag::Context;

/// `с 5 по 21 августа`, `12–15 января`, `в 2009 и 2010 годах`, `2012—2013 годы`, `с 11:00 до 17:00 мск`.
pub(super) fn interval(context: &Context<'_>, start: usize, now: Now<'_>) -> Option<Moment> {
    let before = context.key_before(start);
    night(context, start, now, before)
        .or_else(|| days(context, start, now, before))
        .or_else(|| years(context, start, before))
        .or_else(|| hours(context, start, before))
        .or_else(|| (context.key(start) == "между").then(|| hours(context, start + 1, "между"))?)
        .or_else(|| months(context, start, now, before))
        .or_else(|| first_months(context, start, before))
}

/// Whether the token joins the ends of an interval, given the preposition before the first.
pub(super) fn is_joint(context: &Context<'_>, at: usize, before: &str) -> bool {
    match context.key(at) {
        "-" | "–" | "—" | "−" => true,
        "по" | "до" => matches!(before, "с" | "c" | "со" | "от" | "ночь"),
        "и" => true,
        _ => false,
    }
}

/// `в ночь с 18 на 19 апреля 2020 года`
fn night(context: &Context<'_>, start: usize, now: Now<'_>, before: &str) -> Option<Moment> {
    let is_night =
        before == "в" && context.key(start) == "ночь" && matches!(context.key(start + 1), "с" | "со");
    let (joint, _) = day_number(context, start + 2).filter(|_| is_night)?;
    let joint = month_name(context, joint).map_or(joint, |(joint, _)| joint);
    let (end, to) = day_and_month(context, joint + 1).filter(|_| context.key(joint) == "на")?;
    let date = to.date(now.published);
    Some(Moment { is_anchor: to.year.is_some(), ..Moment::new(end, Kind::Time, date, "time.night") })
}

/// `12 и 13 января 2013 года`, `с 1 января по 5 марта`, `с 5 по 21 августа`.
fn days(context: &Context<'_>, start: usize, now: Now<'_>, before: &str) -> Option<Moment> {
    let (mut end, from_day) = day_number(context, start)?;
    let mut from = Fields { day: Some(from_day), ..Fields::default() };
    if let Some((after, month)) = month_name(context, end) {
        from.month = Some(month);
        end = with_year(context, after, &mut from);
    }
    if !is_joint(context, end, before) || (context.key(end) == "и" && from.month.is_some()) {
        return None;
    }
    let preposition = usize::from(matches!(context.key(end + 1), "на"));
    let (end, to) = day_and_month(context, end + 1 + preposition)?;
    from.month = from.month.or(to.month);
    from.year = from.year.or(to.year);
    let date = from.date(now.published).zip(to.date(now.published));
    let date = date.and_then(|(from, to)| {
        Date::interval(&from, &to).filter(|_| from.as_str().len() == to.as_str().len())
    });
    Some(Moment { is_anchor: to.year.is_some(), ..Moment::new(end, Kind::Date, date, "date.interval") })
}

/// `2012—2013 годы`, `с 2009 по 2012 год`, `в 1994—1999 годах`, `2001-2003`.
fn years(context: &Context<'_>, start: usize, before: &str) -> Option<Moment> {
    let from = year_number(context, start).filter(|_| !is_date(context, start))?;
    if let Some(season) = season(context, start, from) {
        return Some(season);
    }
    let joint = year_end(context, start + 1);
    if !is_joint(context, joint, before) {
        return None;
    }
    let is_dash = !matches!(context.key(joint), "по" | "до" | "и");
    let short = || {
        let short = small(context, joint + 1, 99).filter(|_| is_dash && context.is_joined(joint))?;
        Some(from / 100 * 100 + i16::from(short))
    };
    let to = year_number(context, joint + 1).or_else(short).filter(|to| *to > from)?;
    let end = year_end(context, joint + 2);
    let is_said = end > joint + 2;
    let is_led = matches!(before, "в" | "с" | "c" | "(" | ",");
    if !is_said && !is_led && context.key(joint) == "и" {
        return None;
    }
    let date = Date::interval(&Date::year(from), &Date::year(to));
    Some(Moment::new(end, Kind::Date, date, "date.years"))
}

/// `сезон-2023/24`, `2023/2024 учебный год`: two years in a row.
fn season(context: &Context<'_>, start: usize, from: i16) -> Option<Moment> {
    let is_joint =
        context.token(start + 1) == "/" && context.is_joined(start) && context.is_joined(start + 1);
    let goes_on = context.is_joined(start + 2) && matches!(context.token(start + 3), "/" | "-");
    let short = || small(context, start + 2, 99).map(|short| from / 100 * 100 + i16::from(short));
    let to = year_number(context, start + 2).or_else(short)?;
    let is_next = to == from + 1 || from % 100 == 99 && to % 100 == 0;
    let date = Date::interval(&Date::year(from), &Date::year(from + 1));
    let end = year_end(context, start + 3);
    (is_joint && is_next && !goes_on)
        .then(|| Moment { is_anchor: true, ..Moment::new(end, Kind::Date, date, "date.years") })
}

/// `с января по март 2024 года`, `в январе-марте`.
fn months(context: &Context<'_>, start: usize, now: Now<'_>, before: &str) -> Option<Moment> {
    let (joint, month) = month_name(context, start)?;
    let mut from = Fields { month: Some(month), ..Fields::default() };
    let joint = with_year(context, joint, &mut from);
    if !is_joint(context, joint, before) {
        return None;
    }
    let (after, month) = month_name(context, joint + 1)?;
    let mut to = Fields { month: Some(month), ..Fields::default() };
    let end = with_year(context, after, &mut to);
    from.year = from.year.or(to.year);
    let date = from.date(now.published).zip(to.date(now.published));
    let date = date.and_then(|(from, to)| Date::interval(&from, &to));
    Some(Moment { is_anchor: to.year.is_some(), ..Moment::new(end, Kind::Date, date, "date.months") })
}

/// `за 9 месяцев 2024 года`: from January on.
fn first_months(context: &Context<'_>, start: usize, before: &str) -> Option<Moment> {
    let is_first = matches!(context.key(start), "первые" | "первых");
    let numeral =
        numeral::read(context, start + usize::from(is_first)).filter(|_| before == "за" || is_first)?;
    let count = numeral.amount?.to_u8().filter(|count| (2..=12).contains(count))?;
    let year = year_number(context, numeral.end + 1)?;
    let end = year_end(context, numeral.end + 2);
    let is_months = matches!(context.key(numeral.end), "месяца" | "месяцев") && end > numeral.end + 2;
    let date = Date::interval(&Date::month(year, 1), &Date::month(year, count));
    is_months.then(|| Moment { is_anchor: true, ..Moment::new(end, Kind::Date, date, "date.first_months") })
}
