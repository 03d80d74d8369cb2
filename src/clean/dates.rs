//! Dates as news pages write them above and below an article.

use std::ops::Range;

use chrono::NaiveDate;

use crate::case::lower;
use crate::date::Date;

/// A date in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) bytes: Range<usize>,
    /// `None` where the text leaves the day open: "вчера, 18:05".
    pub(super) date: Option<Date>,
}

/// The first three letters of the months, Russian and English.
const MONTHS: [(&str, u8); 26] = [
    ("янв", 1),
    ("фев", 2),
    ("мар", 3),
    ("апр", 4),
    ("мая", 5),
    ("май", 5),
    ("июн", 6),
    ("июл", 7),
    ("авг", 8),
    ("сен", 9),
    ("окт", 10),
    ("ноя", 11),
    ("дек", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("мае", 5),
];

/// The first date of a line, with the time that stands beside it.
pub(super) fn find(line: &str) -> Option<Found> {
    let tokens = tokens(line);
    (0..tokens.len()).find_map(|at| {
        let reader = Reader { line, tokens: &tokens };
        reader
            .iso(at)
            .or_else(|| reader.numeric(at))
            .or_else(|| reader.named(at))
            .or_else(|| reader.relative(at))
    })
}

/// Whether a line is a date or a time and nothing else: `Сегодня, 7:37`, `8 апреля, 16:05`, `12.04.2022 | 09:41`.
pub(super) fn is_stamp(line: &str) -> bool {
    const BESIDE: [&str; 14] = [
        "в",
        "г",
        "года",
        "сегодня",
        "вчера",
        "мск",
        "назад",
        "час",
        "часа",
        "часов",
        "минут",
        "today",
        "yesterday",
        "ago",
    ];
    let tokens = tokens(line);
    let counts = |token: &Token<'_>| {
        let word = token.text.to_lowercase();
        token.number(1..5).is_some() || month(&word).is_some() || BESIDE.contains(&word.as_str())
    };
    let numbers = tokens.iter().filter(|token| token.number(1..5).is_some()).count();
    (2..=9).contains(&tokens.len()) && numbers > 0 && tokens.iter().all(counts)
}

/// A run of digits or of letters.
struct Token<'t> {
    bytes: Range<usize>,
    text: &'t str,
}

impl Token<'_> {
    fn number(&self, digits: Range<usize>) -> Option<u16> {
        (digits.contains(&self.text.len()) && self.text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| self.text.parse().ok())?
    }
}

fn tokens(line: &str) -> Vec<Token<'_>> {
    let class = |c: char| if c.is_ascii_digit() { 1 } else { 2 * u8::from(c.is_alphabetic()) };
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut before = 0;
    for (at, c) in line.char_indices() {
        let class = class(c);
        let end = at + c.len_utf8();
        match tokens.last_mut() {
            Some(last) if class != 0 && class == before => {
                last.bytes.end = end;
                last.text = line.get(last.bytes.clone()).unwrap_or_default();
            }
            _ if class != 0 => {
                tokens.push(Token { bytes: at..end, text: line.get(at..end).unwrap_or_default() });
            }
            _ => {}
        }
        before = class;
    }
    tokens
}

struct Reader<'r, 't> {
    line: &'t str,
    tokens: &'r [Token<'t>],
}

impl<'t> Reader<'_, 't> {
    fn number(&self, at: usize, digits: Range<usize>) -> Option<u16> {
        self.tokens.get(at)?.number(digits)
    }

    fn word(&self, at: usize) -> String {
        self.tokens.get(at).map_or(String::new(), |token| lower(token.text))
    }

    /// What stands between a token and the next.
    fn between(&self, at: usize) -> &'t str {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(a), Some(b)) => self.line.get(a.bytes.end..b.bytes.start).unwrap_or_default(),
            _ => "",
        }
    }

    /// `2024-01-29`, `2024-01-29T09:41:00+03:00`, `2024/01/29`.
    fn iso(&self, at: usize) -> Option<Found> {
        let year = self.number(at, 4..5)?;
        let separator = self.between(at);
        if !matches!(separator, "-" | "/" | ".") || self.between(at + 1) != separator {
            return None;
        }
        let (month, day) = (self.number(at + 1, 1..3)?, self.number(at + 2, 1..3)?);
        self.found(at, at + 2, year, month, day)
    }

    /// `12.04.2022`, `12.04.22`, `12/04/2022`, `12-04-2022`.
    fn numeric(&self, at: usize) -> Option<Found> {
        let separator = self.between(at);
        if !matches!(separator, "." | "/" | "-") || self.between(at + 1) != separator {
            return None;
        }
        let (day, month) = (self.number(at, 1..3)?, self.number(at + 1, 1..3)?);
        let year = match self.tokens.get(at + 2)?.text.len() {
            2 if separator != "-" => 2000 + self.number(at + 2, 2..3)?,
            _ => self.number(at + 2, 4..5)?,
        };
        self.found(at, at + 2, year, month, day)
    }

    /// `29 Янв 2024`, `29 января 2024 года`, `January 29, 2024`.
    fn named(&self, at: usize) -> Option<Found> {
        if let (Some(day), Some(month)) = (self.number(at, 1..3), month(&self.word(at + 1))) {
            let year = self.number(at + 2, 4..5).filter(|_| is_loose(self.between(at + 1)))?;
            return self.found(at, at + 2, year, month, day);
        }
        let month = month(&self.word(at))?;
        let (day, year) = (self.number(at + 1, 1..3)?, self.number(at + 2, 4..5)?);
        self.found(at, at + 2, year, month, day)
    }

    /// `сегодня, 18:05`, `вчера в 9:41`.
    fn relative(&self, at: usize) -> Option<Found> {
        if !matches!(self.word(at).as_str(), "сегодня" | "вчера" | "позавчера" | "today" | "yesterday")
        {
            return None;
        }
        let (end, _) = self.time_after(at)?;
        Some(Found { bytes: self.tokens.get(at)?.bytes.start..end, date: None })
    }

    fn found(&self, first: usize, last: usize, year: u16, month: u16, day: u16) -> Option<Found> {
        let year = Some(year).filter(|year| (1900..=2100).contains(year))?;
        let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
        let mut bytes = self.tokens.get(first)?.bytes.start..self.tokens.get(last)?.bytes.end;
        let mut date = Date::day(day);
        if let Some((end, time)) = self.time_after(last) {
            bytes.end = end;
            date = timed(&date, &time);
        } else if let Some((start, time)) = self.time_before(first) {
            bytes.start = start;
            date = timed(&date, &time);
        }
        Some(Found { bytes, date: Some(date) })
    }

    /// The time after token `at`, over "в", "г.", "года", commas, bars: its end and `09:41` or `09:41+03:00`.
    fn time_after(&self, at: usize) -> Option<(usize, String)> {
        for next in at + 1..at + 4 {
            if let Some(clock) = self.clock(next) {
                return Some(self.with_zone(next + 1, clock));
            }
            if !matches!(self.word(next).as_str(), "в" | "г" | "года" | "году" | "t" | "at" | "время")
            {
                return None;
            }
        }
        None
    }

    /// Seconds are passed over; an offset such as `+03:00` is taken along.
    fn with_zone(&self, minute: usize, clock: String) -> (usize, String) {
        let second = self.between(minute) == ":" && self.number(minute + 1, 2..3).is_some();
        let last = if second { minute + 1 } else { minute };
        let end = |at: usize| self.tokens.get(at).map_or(0, |token| token.bytes.end);
        if self.between(last) == "+"
            && let (Some(hour), Some(rest)) = (self.number(last + 1, 2..3), self.number(last + 2, 2..3))
        {
            return (end(last + 2), format!("{clock}+{hour:02}:{rest:02}"));
        }
        (end(last), clock)
    }

    /// `09:41 29.01.2024`, `14:30, 29 января 2024`.
    fn time_before(&self, at: usize) -> Option<(usize, String)> {
        let hour = at.checked_sub(2)?;
        let clock = self.clock(hour).filter(|_| is_loose(self.between(hour + 1)))?;
        Some((self.tokens.get(hour)?.bytes.start, clock))
    }

    fn clock(&self, at: usize) -> Option<String> {
        let (hour, minute) = (self.number(at, 1..3)?, self.number(at + 1, 2..3)?);
        (matches!(self.between(at), ":" | ".") && hour < 24 && minute < 60)
            .then(|| format!("{hour:02}:{minute:02}"))
    }
}

/// Whether two parts of a date may stand so far apart.
fn is_loose(between: &str) -> bool {
    between
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, ',' | '|' | '.' | '/' | '-' | '–' | '—' | '(' | ')'))
}

fn month(word: &str) -> Option<u16> {
    MONTHS.iter().find(|(start, _)| word.starts_with(start)).map(|&(_, month)| u16::from(month))
}

fn timed(date: &Date, time: &str) -> Date {
    format!("{date}T{time}").parse().unwrap_or_else(|_| date.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, text: &str, date: &str) {
        let found = find(line).expect(line);
        assert_eq!(line.get(found.bytes.clone()).unwrap(), text);
        assert_eq!(found.date.map_or(String::new(), String::from), date);
    }

    #[test]
    fn dates_are_read_in_every_common_form() {
        check("Опубликовано 29 Янв 2024 в 09:41 | Текст", "29 Янв 2024 в 09:41", "2024-01-29T09:41");
        check("12.04.2022", "12.04.2022", "2022-04-12");
        check("12.04.22, 9:05", "12.04.22, 9:05", "2022-04-12T09:05");
        check("19 мая 2025 в 09:39", "19 мая 2025 в 09:39", "2025-05-19T09:39");
        check("29 января 2024 г., 18:05 МСК", "29 января 2024 г., 18:05", "2024-01-29T18:05");
        check("09:41, 29.01.2024", "09:41, 29.01.2024", "2024-01-29T09:41");
        check("2024-01-29T09:41:07+03:00", "2024-01-29T09:41:07+03:00", "2024-01-29T09:41+03:00");
        check("2024-01-29 09:41", "2024-01-29 09:41", "2024-01-29T09:41");
        check("January 29, 2024", "January 29, 2024", "2024-01-29");
    }

    #[test]
    fn a_stamp_is_a_date_or_a_time_alone() {
        for line in ["Сегодня, 7:37", "8 апреля, 16:05", "12.04.2022 | 09:41", "10:55", "2 часа назад"]
        {
            assert!(is_stamp(line), "{line}");
        }
        for line in ["Сегодня, 7:37: обзор", "5 звёзд", "В Рязани 12.04.2022", "42"] {
            assert!(!is_stamp(line), "{line}");
        }
    }

    #[test]
    fn a_day_that_the_text_leaves_open_stays_open() {
        check("Сегодня, 18:05", "Сегодня, 18:05", "");
        check("вчера в 9:41", "вчера в 9:41", "");
    }

    #[test]
    fn other_figures_are_no_dates() {
        for line in ["31.02.2024", "192.168.1.10", "29 марок 2", "более 230 компаний", "в мае", "сегодня мэр"]
        {
            assert_eq!(find(line), None, "{line}");
        }
    }
}
