//! The closed classes of figures and dates, from the lists in `seeds/lexicon`: numerals, units, calendar words.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::document::{Unit, UnitKind};
use crate::seeds;

/// How a numeral takes part in a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// 0 to 9.
    Unit,
    /// 10 to 19.
    Teen,
    /// 20, 30, ... 90.
    Ten,
    /// 100, 200, ... 900.
    Hundred,
    /// тысяча, млн: multiplies what stands before it.
    Scale,
    /// десяток, сотня, дюжина: as [`Class::Scale`], and in the plural an open figure.
    Group,
    /// двое, трое.
    Collective,
    /// оба: two of known things, hardly ever a figure.
    Both,
    /// полтора.
    Half,
    /// половина, треть, четверть.
    Fraction,
    /// полмиллиона: complete in itself.
    Whole,
    /// несколько, пара: a figure only before a scale or a unit.
    Vague,
    /// много, немало.
    Many,
    /// дважды, трижды.
    Times,
    /// однажды, which counts nothing.
    Once,
    /// вдвое, втрое: a ratio.
    Fold,
}

/// A cardinal numeral.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cardinal {
    pub(super) class: Class,
    /// Zero for open figures.
    pub(super) value: Decimal,
}

/// A word of a date or a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Calendar {
    /// января
    Month(u8),
    /// янв
    MonthShort(u8),
    /// январский
    MonthAdjective(u8),
    /// понедельник is 1.
    Weekday(u8),
    /// субботний
    WeekdayAdjective(u8),
    /// EDTF's seasons: весна is 21.
    Season(u8),
    /// утром
    PartOfDay(DayPart),
    /// сегодня is 0, вчера is -1.
    Day(i8),
    /// прошлый is -1, этот 0, следующий 1.
    Shift(i8),
    /// тот: the date is known from before.
    That,
    /// последние
    Last,
    /// ближайшие
    Near,
    /// начало, середина, конец
    Phase,
}

/// Parts of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Day,
    Evening,
    Night,
    Noon,
    Midnight,
}

/// A unit as a text writes it.
#[derive(Debug, Clone)]
pub(super) struct UnitPhrase {
    /// The words after the first one.
    pub(super) rest: Vec<&'static str>,
    pub(super) code: &'static str,
    pub(super) kind: UnitKind,
    /// What one of it is in units of the code: 0.01 for копейка.
    pub(super) factor: Decimal,
}

impl UnitPhrase {
    pub(super) fn unit(&self) -> Unit {
        Unit { code: self.code.to_owned(), kind: self.kind }
    }
}

/// The lists, ready to look up by folded form.
#[derive(Debug, Default)]
pub(super) struct Words {
    cardinals: HashMap<&'static str, Cardinal>,
    ordinals: HashMap<&'static str, u32>,
    stems: HashMap<&'static str, Decimal>,
    calendar: HashMap<&'static str, Calendar>,
    units: HashMap<&'static str, Vec<UnitPhrase>>,
}

/// The embedded lists.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for (file, read) in LISTS {
        for line in seeds::list(file).lines().filter(|line| !line.starts_with('#')) {
            // A bad entry is missing here; the test below names it.
            let _ = read(&mut words, &line.split('\t').collect::<Vec<_>>());
        }
    }
    words
});

impl Words {
    pub(super) fn cardinal(&self, form: &str) -> Option<Cardinal> {
        self.cardinals.get(form).copied()
    }

    pub(super) fn ordinal(&self, form: &str) -> Option<u32> {
        self.ordinals.get(form).copied()
    }

    pub(super) fn calendar(&self, form: &str) -> Option<Calendar> {
        self.calendar.get(form).copied()
    }

    /// The units that begin with a word, those of most words first.
    pub(super) fn units(&self, first: &str) -> &[UnitPhrase] {
        self.units.get(first).map_or(&[], Vec::as_slice)
    }

    /// Reads the genitive numerals that a compound begins with: `двадцатипятилетний` is 25 and `летний`.
    pub(super) fn stems<'w>(&self, word: &'w str) -> Option<(Decimal, &'w str)> {
        let mut rest = word;
        let mut sum = None;
        let mut below = Decimal::MAX;
        while let Some((value, tail)) = self.stem(rest).filter(|&(value, _)| value < below) {
            sum = Some(sum.unwrap_or(Decimal::ZERO) + value);
            below = if value >= Decimal::TEN { magnitude(value) } else { Decimal::ZERO };
            rest = tail;
        }
        sum.map(|sum| (sum, rest))
    }

    /// The longest stem at the beginning of a word.
    fn stem<'w>(&self, word: &'w str) -> Option<(Decimal, &'w str)> {
        const LONGEST: usize = 14;
        let borders: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(2).take(LONGEST).collect();
        borders.into_iter().rev().find_map(|border| {
            let (stem, rest) = word.split_at_checked(border)?;
            Some((*self.stems.get(stem)?, rest))
        })
    }
}

/// 1, 10 or 100: what the next part of a compound numeral must stay below.
fn magnitude(value: Decimal) -> Decimal {
    if value >= Decimal::ONE_HUNDRED { Decimal::ONE_HUNDRED } else { Decimal::TEN }
}

type Read = fn(&mut Words, &[&'static str]) -> Result<(), String>;

const LISTS: [(&str, Read); 4] =
    [("numerals", numeral), ("units", unit), ("currencies", currency), ("calendar", calendar)];

fn numeral(words: &mut Words, fields: &[&'static str]) -> Result<(), String> {
    let &[form, value, class] = fields else { return Err("expected form, value, class".to_owned()) };
    let value = fraction(value)?;
    let class = match class {
        "stem" => {
            words.stems.insert(form, value);
            return Ok(());
        }
        "ordinal" => {
            words.ordinals.insert(form, u32::try_from(value).map_err(|e| e.to_string())?);
            return Ok(());
        }
        "unit" => Class::Unit,
        "teen" => Class::Teen,
        "ten" => Class::Ten,
        "hundred" => Class::Hundred,
        "scale" => Class::Scale,
        "group" => Class::Group,
        "collective" => Class::Collective,
        "both" => Class::Both,
        "half" => Class::Half,
        "fraction" => Class::Fraction,
        "whole" => Class::Whole,
        "vague" => Class::Vague,
        "many" => Class::Many,
        "times" => Class::Times,
        "once" => Class::Once,
        "fold" => Class::Fold,
        other => return Err(format!("unknown class {other:?}")),
    };
    words.cardinals.insert(form, Cardinal { class, value });
    Ok(())
}

/// A decimal, `1/3`, or nothing for an open figure.
fn fraction(text: &str) -> Result<Decimal, String> {
    let decimal = |text| Decimal::from_str(text).map_err(|e| format!("{text:?}: {e}"));
    match text.split_once('/') {
        Some((upper, lower)) => Ok((decimal(upper)? / decimal(lower)?).round_dp(super::numeral::PLACES)),
        None if text.is_empty() => Ok(Decimal::ZERO),
        None => decimal(text),
    }
}

fn unit(words: &mut Words, fields: &[&'static str]) -> Result<(), String> {
    let &[phrase, code, kind, factor] = fields else {
        return Err("expected phrase, code, family, factor".to_owned());
    };
    let kind = match kind {
        "percent" => UnitKind::Percent,
        "measure" => UnitKind::Measure,
        "duration" => UnitKind::Duration,
        other => return Err(format!("unknown family {other:?}")),
    };
    words.add_unit(phrase, (code, kind), factor)
}

fn currency(words: &mut Words, fields: &[&'static str]) -> Result<(), String> {
    let &[phrase, code, factor] = fields else { return Err("expected phrase, code, factor".to_owned()) };
    words.add_unit(phrase, (code, UnitKind::Currency), factor)
}

impl Words {
    fn add_unit(
        &mut self,
        phrase: &'static str,
        (code, kind): (&'static str, UnitKind),
        factor: &str,
    ) -> Result<(), String> {
        let mut parts = phrase.split(' ').filter(|part| *part != ".");
        let first = parts.next().filter(|first| !first.is_empty()).ok_or("expected a phrase")?;
        let phrase = UnitPhrase { rest: parts.collect(), code, kind, factor: fraction(factor)? };
        let phrases = self.units.entry(first).or_default();
        phrases.insert(phrases.partition_point(|other| other.rest.len() >= phrase.rest.len()), phrase);
        Ok(())
    }
}

fn calendar(words: &mut Words, fields: &[&'static str]) -> Result<(), String> {
    let &[form, class, value] = fields else { return Err("expected form, class, value".to_owned()) };
    let small = || value.parse::<u8>().map_err(|e| format!("{value:?}: {e}"));
    let shift = || value.parse::<i8>().map_err(|e| format!("{value:?}: {e}"));
    let word = match class {
        "month" => Calendar::Month(small()?),
        "month_short" => Calendar::MonthShort(small()?),
        "month_adjective" => Calendar::MonthAdjective(small()?),
        "weekday" => Calendar::Weekday(small()?),
        "weekday_adjective" => Calendar::WeekdayAdjective(small()?),
        "season" => Calendar::Season(small()?),
        "part_of_day" => Calendar::PartOfDay(day_part(value)?),
        "day" => Calendar::Day(shift()?),
        "shift" => Calendar::Shift(shift()?),
        "that" => Calendar::That,
        "last" => Calendar::Last,
        "near" => Calendar::Near,
        "phase" => Calendar::Phase,
        other => return Err(format!("unknown class {other:?}")),
    };
    words.calendar.insert(form, word);
    Ok(())
}

fn day_part(name: &str) -> Result<DayPart, String> {
    match name {
        "morning" => Ok(DayPart::Morning),
        "day" => Ok(DayPart::Day),
        "evening" => Ok(DayPart::Evening),
        "night" => Ok(DayPart::Night),
        "noon" => Ok(DayPart::Noon),
        "midnight" => Ok(DayPart::Midnight),
        other => Err(format!("unknown part of the day {other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_read_and_in_order() {
        for (file, read) in LISTS {
            let mut words = Words::default();
            let lines: Vec<&str> = seeds::list(file).lines().collect();
            for (at, line) in lines.iter().enumerate().skip(1) {
                let fields: Vec<&'static str> = line.split('\t').collect();
                read(&mut words, &fields)
                    .unwrap_or_else(|e| panic!("seeds/lexicon/{file}.tsv:{}: {e}", at + 1));
                assert!(
                    at == 1 || lines[at - 1] < *line,
                    "seeds/lexicon/{file}.tsv:{}: out of order",
                    at + 1
                );
            }
        }
    }

    #[test]
    fn a_compound_is_split_into_numerals_and_the_rest() {
        for (word, value, rest) in [
            ("двадцатипятилетний", 25, "летний"),
            ("сорокатрехлетней", 43, "летней"),
            ("восемнадцатиэтажный", 18, "этажный"),
            ("двухсотлетие", 200, "летие"),
        ] {
            assert_eq!(WORDS.stems(word), Some((Decimal::from(value), rest)), "{word}");
        }
        assert_eq!(WORDS.stems("летний"), None);
    }
}
