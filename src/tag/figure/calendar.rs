//! What a date says, field by field, and its resolution against the publication date.

use chrono::{Datelike, Months, NaiveDate, TimeDelta};

use super::words::DayPart;
use crate::date::{Clock, Date};

/// The year that a text gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// 2024
    Exact(i16),
    /// 1990-е
    Decade(i16),
    /// XXI век
    Century(u8),
    /// прошлый is -1, этот 0.
    Shift(i8),
}

/// Longer and shorter steps of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Year,
    Half,
    Quarter,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

impl Step {
    /// The step of a unit's code.
    pub(super) fn of_unit(code: &str) -> Option<Self> {
        Some(match code {
            "a" => Self::Year,
            "mo" => Self::Month,
            "wk" => Self::Week,
            "d" => Self::Day,
            "h" => Self::Hour,
            "min" => Self::Minute,
            "s" => Self::Second,
            _ => return None,
        })
    }

    /// Whether the step is shorter than a day.
    pub(super) const fn is_clock(self) -> bool {
        matches!(self, Self::Hour | Self::Minute | Self::Second)
    }
}

/// The fields of a date as the text gives them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Fields {
    pub(super) year: Option<Year>,
    /// 1 to 12, or EDTF's seasons, quarters and halves from 21.
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    /// Monday is 1.
    pub(super) weekday: Option<u8>,
    /// Weeks from now of the weekday: прошлый is -1.
    pub(super) week: Option<i8>,
    pub(super) clock: Option<Clock>,
    pub(super) part: Option<DayPart>,
    /// Days from now: вчера is -1.
    pub(super) shift: Option<i8>,
    /// Whether the text counts from its own present and not from a date named before.
    pub(super) is_now: bool,
}

impl Fields {
    /// Whether nothing is set.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the fields say a time of day.
    pub(super) fn is_time(&self) -> bool {
        self.clock.is_some() || self.part.is_some()
    }

    /// The date, as far as the text and the publication date say it.
    pub(super) fn date(&self, published: Option<NaiveDate>) -> Option<Date> {
        let day = self.day_or_more(published);
        match (self.clock, day) {
            (Some(clock), Some(day)) => day.at(clock).or(Some(day)),
            (Some(clock), None) => Some(Date::time(clock)),
            (None, day) => day,
        }
    }

    fn day_or_more(&self, published: Option<NaiveDate>) -> Option<Date> {
        if let Some(shift) = self.shift {
            return Some(Date::day(days_after(published?, i64::from(shift))?));
        }
        match (self.year(published), self.month, self.day) {
            (Some(Year::Exact(year)), Some(month), Some(day)) => {
                NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).map(Date::day)
            }
            (Some(Year::Exact(year)), Some(month), None) => Some(Date::month(year, month)),
            (Some(Year::Exact(year)), None, None) => Some(Date::year(year)),
            (Some(Year::Decade(year)), None, None) => Some(Date::decade(year)),
            (Some(Year::Century(number)), None, None) => Some(Date::century(number)),
            (None, Some(month), Some(day)) => {
                nearest_day(published, month, day).map(Date::day).or(Some(Date::month_day(month, day)))
            }
            (None, Some(month), None) => Some(Date::month(nearest_year(published?, month), month)),
            (None, None, None) => self.weekday_near(published?).map(Date::day),
            _ => None,
        }
    }

    /// The year with shifts resolved.
    fn year(&self, published: Option<NaiveDate>) -> Option<Year> {
        match self.year {
            Some(Year::Shift(shift)) => Some(Year::Exact(year_of(published?).checked_add(i16::from(shift))?)),
            other => other,
        }
    }

    /// The last such weekday up to the publication, or the one in the week that the text names.
    fn weekday_near(&self, published: NaiveDate) -> Option<NaiveDate> {
        let weekday = i64::from(self.weekday?);
        let today = i64::from(published.weekday().number_from_monday());
        let days = match self.week {
            Some(week) => weekday - today + 7 * i64::from(week),
            None => -(today - weekday).rem_euclid(7),
        };
        days_after(published, days)
    }
}

/// The day of a month in the year that brings it nearest to the publication.
fn nearest_day(published: Option<NaiveDate>, month: u8, day: u8) -> Option<NaiveDate> {
    let published = published?;
    let years = [0, -1, 1].map(|shift| published.year() + shift);
    let days = years.into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month.into(), day.into()));
    days.min_by_key(|date| published.signed_duration_since(*date).abs())
}

/// The year of a month or season without one: the nearest, the past one where both are as near.
fn nearest_year(published: NaiveDate, month: u8) -> i16 {
    let middle = match month {
        1..=12 => i16::from(month),
        21..=24 => i16::from(month - 21) * 3 + 4,
        33..=36 => i16::from(month - 33) * 3 + 2,
        _ => i16::from(month.saturating_sub(40)) * 6 + 3,
    };
    let ahead = middle - published.month() as i16;
    year_of(published) + if ahead >= 6 { -1 } else { i16::from(ahead < -6) }
}

/// The date `count` steps after `from` (before it, where negative), in the precision of the step.
pub(super) fn moved(from: NaiveDate, count: i64, step: Step) -> Option<Date> {
    let to = match step {
        Step::Year => months_after(from, count.checked_mul(12)?)?,
        Step::Half => months_after(from, count.checked_mul(6)?)?,
        Step::Quarter => months_after(from, count.checked_mul(3)?)?,
        Step::Month => months_after(from, count)?,
        Step::Week => days_after(from, count.checked_mul(7)?)?,
        Step::Day => days_after(from, count)?,
        Step::Hour | Step::Minute | Step::Second => return None,
    };
    period(to, step)
}

pub(super) fn days_after(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    day.checked_add_signed(TimeDelta::try_days(count)?).filter(has_written_year)
}

fn months_after(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let months = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    let moved = if count < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) };
    moved.filter(has_written_year)
}

/// Whether a year has the four digits that EDTF asks for.
fn has_written_year(day: &NaiveDate) -> bool {
    (0..=9999).contains(&day.year())
}

/// The year of a day that [`has_written_year`].
fn year_of(day: NaiveDate) -> i16 {
    i16::try_from(day.year()).unwrap_or_default()
}

/// The period of a step's size that holds a day.
pub(super) fn period(day: NaiveDate, step: Step) -> Option<Date> {
    let (year, month) = (year_of(day), day.month() as u8);
    Some(match step {
        Step::Year => Date::year(year),
        Step::Half => Date::month(year, 40 + (month - 1) / 6),
        Step::Quarter => Date::month(year, 33 + (month - 1) / 3),
        Step::Month => Date::month(year, month),
        Step::Week => {
            let first = days_after(day, -i64::from(day.weekday().num_days_from_monday()))?;
            Date::interval(&Date::day(first), &Date::day(days_after(first, 6)?))?
        }
        _ => Date::day(day),
    })
}
