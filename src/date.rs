//! Dates with the precision that a text gives: a subset of ISO 8601-2 (EDTF).

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A date, a time or a period as an EDTF string: `2024`, `2024-06`, `2024-01-29`, `2024-01-29T09:41`,
/// `--04-01` (no year), `2021/2025`, `T09:41` (no day).
///
/// Holds valid EDTF only; [`Date::from_str`] says what is wrong with anything else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(String);

impl Date {
    /// A year.
    pub fn year(year: i16) -> Self {
        Self(format!("{year:04}"))
    }

    /// A month of a year, or one of EDTF's parts of it: seasons 21-24, quarters 33-36, halves 40-41.
    pub fn month(year: i16, month: u8) -> Self {
        Self(format!("{year:04}-{month:02}"))
    }

    /// The ten years that share the first three digits of `year`.
    pub fn decade(year: i16) -> Self {
        Self(format!("{:03}X", year / 10))
    }

    /// A century by its number: the 21st is `20XX`.
    pub fn century(number: u8) -> Self {
        Self(format!("{:02}XX", number.saturating_sub(1)))
    }

    /// A day of no particular year.
    pub fn month_day(month: u8, day: u8) -> Self {
        Self(format!("--{month:02}-{day:02}"))
    }

    /// A time of no particular day.
    pub fn time(clock: Clock) -> Self {
        Self(clock.to_string())
    }

    /// The same day with a time, where this is a day.
    pub fn at(&self, clock: Clock) -> Option<Self> {
        self.civil().filter(|_| !self.0.contains(['T', '/']))?;
        Some(Self(format!("{}{clock}", self.0)))
    }

    /// From one date to another; `None` where either is an interval already.
    pub fn interval(from: &Self, to: &Self) -> Option<Self> {
        let is_single = !from.0.contains('/') && !to.0.contains('/');
        is_single.then(|| Self(format!("{from}/{to}")))
    }

    /// The year that the date begins in, where it says one.
    pub fn first_year(&self) -> Option<i16> {
        self.0.get(..4)?.parse().ok().filter(|_| !self.0.starts_with(['-', 'T']))
    }

    /// The month that the date begins in, where it says one.
    pub fn first_month(&self) -> Option<u8> {
        self.0.get(5..7)?.parse().ok().filter(|month| (1..=12).contains(month) && self.first_year().is_some())
    }

    /// A day.
    pub fn day(date: NaiveDate) -> Self {
        Self(format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()))
    }

    /// The EDTF string.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The calendar day, where the date says one.
    pub fn civil(&self) -> Option<NaiveDate> {
        calendar_day(self.0.get(..10)?)
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 24.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: Option<u8>,
    /// Hours east of Greenwich, where the text says so (`мск` is 3).
    pub zone: Option<i8>,
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        match self.zone {
            Some(0) => f.write_str("Z"),
            Some(zone) => write!(f, "{}{:02}:00", if zone < 0 { '-' } else { '+' }, zone.abs()),
            None => Ok(()),
        }
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (from, to) = text.split_once('/').map_or((text, None), |(from, to)| (from, Some(to)));
        for end in [Some(from), to].into_iter().flatten() {
            if !is_edtf(end) {
                return Err(format!("expected a date such as 2024-01-29, 2024-06 or 2024, found {text:?}"));
            }
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One end of an interval: a day in any precision, a time, or both.
fn is_edtf(text: &str) -> bool {
    match text.split_once('T') {
        Some(("", time)) => is_time(time),
        Some((day, time)) => is_day(day) && is_time(time),
        None => is_day(text),
    }
}

fn is_day(text: &str) -> bool {
    let fields: Vec<&str> = text.trim_start_matches('-').split('-').collect();
    let leading = text.len() - text.trim_start_matches('-').len();
    let field = |at: usize, most: u8| {
        fields.get(at).is_some_and(|field| {
            field.len() == 2 && field.parse::<u8>().is_ok_and(|value| (1..=most).contains(&value))
        })
    };
    match (leading, fields.len()) {
        (0 | 1, 1) => is_year(fields[0]),
        // 21 to 41 are EDTF's seasons, quarters and halves.
        (0 | 1, 2) => is_year(fields[0]) && (field(1, 12) || (field(1, 41) && !field(1, 20))),
        (0, 3) => calendar_day(text).is_some(),
        (2, 2) => field(0, 12) && field(1, 31),
        (2, 1) => field(0, 12),
        (3, 1) => field(0, 31),
        _ => false,
    }
}

/// The day of the calendar that `2024-01-29` names.
fn calendar_day(text: &str) -> Option<NaiveDate> {
    let mut fields = text.splitn(3, '-');
    let mut number = |length: usize| {
        let field = fields.next().filter(|field| field.len() == length)?;
        field.bytes().all(|b| b.is_ascii_digit()).then(|| field.parse::<u32>().ok()).flatten()
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Four characters, the last ones possibly `X` for unspecified digits: `201X` is a decade, `20XX` a century.
fn is_year(text: &str) -> bool {
    let digits = text.trim_end_matches('X');
    text.len() == 4 && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_time(text: &str) -> bool {
    let zone = text.find(['+', '-', 'Z']).unwrap_or(text.len());
    let (clock, zone) = text.split_at(zone);
    let mut fields = clock.split(':');
    let field = |text: Option<&str>, most: u8| {
        text.is_some_and(|t| t.len() == 2 && t.parse::<u8>().is_ok_and(|value| value <= most))
    };
    let hour = field(fields.next(), 24);
    let minute = field(fields.next(), 59);
    let second = fields.next().is_none_or(|second| field(Some(second), 60));
    hour && minute && second && (zone.is_empty() || zone == "Z" || is_offset(zone))
}

fn is_offset(text: &str) -> bool {
    text.strip_prefix(['+', '-']).and_then(|t| t.split_once(':')).is_some_and(|(hour, minute)| {
        [hour, minute].iter().all(|t| t.len() == 2 && t.bytes().all(|b| b.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_precision_of_the_public_json_is_a_date() {
        for text in [
            "2024",
            "201X",
            "19XX",
            "2024-06",
            "2024-33",
            "2024-01-29",
            "2024-01-29T09:41",
            "T09:41",
            "--04-01",
            "2021/2025",
            "2024-01-29T09:41+03:00",
        ] {
            assert_eq!(text.parse::<Date>().map(String::from), Ok(text.to_owned()));
        }
    }

    #[test]
    fn nonsense_is_refused_with_an_example() {
        for text in ["", "24", "2024-13", "2024-02-30", "29.01.2024", "T25:00", "2024/"] {
            let error = text.parse::<Date>().unwrap_err();
            assert!(error.contains("expected a date such as"), "{text:?}: {error}");
        }
    }
}
