//! What a date says, field by field, and its resolution against the publication date.

use jiff::civil;
use jiff::{Span as Length, ToSpan};

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
    pub(super) fn date(&self, published: Option<civil::Date>) -> Option<Date> {
        let day = self.day_or_more(published);
        match (self.clock, day) {
            (Some(clock), Some(day)) => day.at(clock).or(Some(day)),
            (Some(clock), None) => Some(Date::time(clock)),
            (None, day) => day,
        }
    }

    fn day_or_more(&self, published: Option<civil::Date>) -> Option<Date> {
        if let Some(shift) = self.shift {
            return Some(Date::day(published?.checked_add(i64::from(shift).days()).ok()?));
        }
        match (self.year(published), self.month, self.day) {
            (Some(Year::Exact(year)), Some(month), Some(day)) => {
                civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Date::day)
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
    fn year(&self, published: Option<civil::Date>) -> Option<Year> {
        match self.year {
            Some(Year::Shift(shift)) => Some(Year::Exact(published?.year().checked_add(i16::from(shift))?)),
            other => other,
        }
    }

    /// The last such weekday up to the publication, or the one in the week that the text names.
    fn weekday_near(&self, published: civil::Date) -> Option<civil::Date> {
        let weekday = i64::from(self.weekday?);
        let today = i64::from(published.weekday().to_monday_one_offset());
        let days = match self.week {
            Some(week) => weekday - today + 7 * i64::from(week),
            None => -(today - weekday).rem_euclid(7),
        };
        published.checked_add(days.days()).ok()
    }
}

/// The day of a month in the year that brings it nearest to the publication.
fn nearest_day(published: Option<civil::Date>, month: u8, day: u8) -> Option<civil::Date> {
    let published = published?;
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let years = [0, -1, 1].map(|shift| published.year().saturating_add(shift));
    let days = years.into_iter().filter_map(|year| civil::Date::new(year, month, day).ok());
    days.min_by_key(|date| published.until(*date).map_or(i32::MAX, |gap| gap.get_days().abs()))
}

/// The year of a month or season without one: the nearest, the past one where both are as near.
fn nearest_year(published: civil::Date, month: u8) -> i16 {
    let middle = match month {
        1..=12 => i16::from(month),
        21..=24 => i16::from(month - 21) * 3 + 4,
        33..=36 => i16::from(month - 33) * 3 + 2,
        _ => i16::from(month.saturating_sub(40)) * 6 + 3,
    };
    let ahead = middle - i16::from(published.month());
    published.year() + if ahead >= 6 { -1 } else { i16::from(ahead < -6) }
}

/// The date `count` steps after `from` (before it, where negative), in the precision of the step.
pub(super) fn moved(from: civil::Date, count: i64, step: Step) -> Option<Date> {
    let length: Length = match step {
        Step::Year => Length::new().try_years(count).ok()?,
        Step::Half => Length::new().try_months(count.checked_mul(6)?).ok()?,
        Step::Quarter => Length::new().try_months(count.checked_mul(3)?).ok()?,
        Step::Month => Length::new().try_months(count).ok()?,
        Step::Week => Length::new().try_weeks(count).ok()?,
        Step::Day => Length::new().try_days(count).ok()?,
        Step::Hour | Step::Minute | Step::Second => return None,
    };
    let to = from.checked_add(length).ok()?;
    period(to, step)
}

/// The period of a step's size that holds a day.
pub(super) fn period(day: civil::Date, step: Step) -> Option<Date> {
    let month = day.month().unsigned_abs();
    Some(match step {
        Step::Year => Date::year(day.year()),
        Step::Half => Date::month(day.year(), 40 + (month - 1) / 6),
        Step::Quarter => Date::month(day.year(), 33 + (month - 1) / 3),
        Step::Month => Date::month(day.year(), month),
        Step::Week => {
            let monday = i64::from(day.weekday().to_monday_zero_offset());
            let first = day.checked_sub(monday.days()).ok()?;
            Date::interval(&Date::day(first), &Date::day(first.checked_add(6.days()).ok()?))?
        }
        _ => Date::day(day),
    })
}
