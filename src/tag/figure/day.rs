//! Days, months and years by name or number, with the parts of a year and the longer periods.

use super::calendar::{Fields, Year};
use super::ordinal;
use super::words::{Calendar, WORDS};
use crate::document::{TokenKind, UnitKind};
use crate::tag::Context;

pub(super) fn small(context: &Context<'_>, at: usize, most: u8) -> Option<u8> {
    let text = context.token(at);
    let is_number = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|value| is_number && *value <= most)
}

/// Whether a numeric date begins at a token.
pub(super) fn is_date(context: &Context<'_>, at: usize) -> bool {
    numeric(context, at).is_some()
}

/// `12.04.2022`, `2022-04-12`, `12/04/2022`, `12.04.22`.
pub(super) fn numeric(context: &Context<'_>, at: usize) -> Option<(usize, Fields)> {
    let mark = context.token(at + 1);
    let is_tight = (at..at + 4).all(|at| context.is_joined(at));
    if !matches!(mark, "." | "-" | "/") || context.token(at + 3) != mark || !is_tight {
        return None;
    }
    let is_iso = context.token(at).len() == 4 && mark != ".";
    let (year, day) = if is_iso { (at, at + 4) } else { (at + 4, at) };
    let digits = context.token(year);
    let year: i16 = digits.parse().ok()?;
    let year = match digits.len() {
        4 if (1000..=2100).contains(&year) => year,
        2 if mark == "." => year + if year < 50 { 2000 } else { 1900 },
        _ => return None,
    };
    let (day, month) = (small(context, day, 31)?, small(context, at + 2, 12)?);
    let fields =
        Fields { year: Some(Year::Exact(year)), month: Some(month), day: Some(day), ..Fields::default() };
    fields.date(None)?;
    let end = at + 5;
    let end = end + usize::from(is_year_short(context, end));
    Some((end, fields))
}

/// `г` or `г.` after a year, `год` in any form.
fn is_year_short(context: &Context<'_>, at: usize) -> bool {
    matches!(
        context.key(at),
        "г" | "гг"
            | "год"
            | "года"
            | "году"
            | "годом"
            | "годе"
            | "годы"
            | "годов"
            | "годам"
            | "годах"
            | "годами"
    )
}

/// `29 января`, `29 Янв`, `5-го мая`, `12 и 13 января`, with the year after it.
pub(super) fn day_and_month(context: &Context<'_>, at: usize) -> Option<(usize, Fields)> {
    let (end, day) = day_number(context, at)?;
    let (end, month) = month_name(context, end)?;
    let mut fields = Fields { month: Some(month), day: Some(day), ..Fields::default() };
    let end = with_year(context, end, &mut fields);
    Some((end, fields))
}

/// The number of a day with its ending.
pub(super) fn day_number(context: &Context<'_>, at: usize) -> Option<(usize, u8)> {
    if let Some(day) = small(context, at, 31).filter(|day| *day > 0) {
        let is_ending = context.is_joined(at)
            && matches!(context.token(at + 1), "-" | "‑" | "–")
            && matches!(context.key(at + 2), "го" | "е" | "ое" | "му" | "м" | "ого" | "й");
        return Some((at + 1 + 2 * usize::from(is_ending), day));
    }
    let (end, ordinal) = ordinal::words(context, at)?;
    Some((end, u8::try_from(ordinal).ok().filter(|day| (1..=31).contains(day))?))
}

/// A month's name, in full or short, with its point.
pub(super) fn month_name(context: &Context<'_>, at: usize) -> Option<(usize, u8)> {
    match WORDS.calendar(context.key(at))? {
        Calendar::Month(month) => Some((at + 1, month)),
        Calendar::MonthShort(month) => {
            let has_point = context.token(at + 1) == "." && context.is_joined(at);
            Some((at + 1 + usize::from(has_point), month))
        }
        _ => None,
    }
}

/// `января 2024 года`, `в мае прошлого года`, `мартовском`.
pub(super) fn month(context: &Context<'_>, at: usize) -> Option<(usize, Fields)> {
    let month = match WORDS.calendar(context.key(at))? {
        Calendar::Month(month) | Calendar::Season(month) => month,
        Calendar::MonthAdjective(month) => {
            return Some((at + 1, Fields { month: Some(month), ..Fields::default() }));
        }
        _ => return None,
    };
    let mut fields = Fields { month: Some(month), ..Fields::default() };
    let end = with_year(context, at + 1, &mut fields);
    if fields.year.is_none() && is_homonym(context, at) {
        return None;
    }
    Some((end, fields))
}

/// Words that are months or seasons only in the right place: `Мая`, `лета` (of age), `март` as a name.
fn is_homonym(context: &Context<'_>, at: usize) -> bool {
    let is_inner_capital = context.token(at).starts_with(char::is_uppercase)
        && at > 0
        && !matches!(context.token(at - 1), "." | "!" | "?" | "»" | ")")
        && !context.is_line_end(at - 1);
    is_inner_capital || matches!(context.key(at), "лет" | "лета" | "лету")
}

/// The year after a month: `2024 года`, `2024 г.`, `2024`, `прошлого года`.
pub(super) fn with_year(context: &Context<'_>, at: usize, fields: &mut Fields) -> usize {
    let from = at + usize::from(context.token(at) == ",");
    if let Some(year) = year_number(context, from) {
        let after = past_ending(context, from);
        let end = year_end(context, after);
        if end > from + 1 || from == at && !context.is_unit(end) {
            fields.year = Some(Year::Exact(year));
            return end;
        }
    }
    if let Some(Calendar::Shift(shift)) = WORDS.calendar(context.key(at))
        && matches!(context.key(at + 1), "года" | "г")
    {
        fields.year = Some(Year::Shift(shift));
        return at + 2;
    }
    if matches!(WORDS.calendar(context.key(at)), Some(Calendar::That))
        && context.key(at + 1) == "же"
        && context.key(at + 2) == "года"
    {
        return at + 3;
    }
    at
}

pub(super) fn year_number(context: &Context<'_>, at: usize) -> Option<i16> {
    let text = context.token(at);
    let is_year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| is_year && (1000..=2100).contains(year))
}

/// One past a year and its ending: `2014-м`.
fn past_ending(context: &Context<'_>, at: usize) -> usize {
    let is_ending = context.is_joined(at)
        && matches!(context.token(at + 1), "-" | "‑")
        && matches!(context.key(at + 2), "го" | "м" | "й" | "му");
    if is_ending { at + 3 } else { at + 1 }
}

/// One past the word `года` and its point.
pub(super) fn year_end(context: &Context<'_>, at: usize) -> usize {
    at + usize::from(!context.is_line_end(at - 1) && is_year_short(context, at))
}

/// `I квартал 2024 года`, `в первом полугодии`.
pub(super) fn quarter(context: &Context<'_>, at: usize) -> Option<(usize, Fields)> {
    // `21 век`
    let bare = || {
        Some((at + 1, u32::from(small(context, at, 22)?))).filter(|_| context.key(at + 1).starts_with("век"))
    };
    let (end, number) = ordinal::any(context, at).or_else(bare)?;
    let number = u8::try_from(number).ok()?;
    let month = match context.key(end) {
        "квартал" | "квартала" | "квартале" | "кварталу" | "кварталом" | "кв"
            if (1..=4).contains(&number) =>
        {
            32 + number
        }
        "полугодие" | "полугодия" | "полугодии" | "полугодию" | "полугодием" if (1..=2).contains(&number) => {
            39 + number
        }
        "половина" | "половины" | "половине" | "половину" if is_half_of_year(context, end, number) => {
            39 + number
        }
        "век" | "века" | "веке" | "веку" | "веком" | "столетие" | "столетия" | "столетии" | "столетию"
            if (1..=22).contains(&number) =>
        {
            return Some((end + 1, Fields { year: Some(Year::Century(number)), ..Fields::default() }));
        }
        _ => return None,
    };
    let mut fields = Fields { month: Some(month), ..Fields::default() };
    let end = end + 1;
    let end = end + usize::from(context.token(end) == "." && context.key(end - 1) == "кв");
    let end = with_year(context, end, &mut fields);
    Some((end, fields))
}

/// `первая половина 2024 года`, but not of a life or a match.
fn is_half_of_year(context: &Context<'_>, half: usize, number: u8) -> bool {
    (1..=2).contains(&number) && year_number(context, half + 1).is_some() && is_year_short(context, half + 2)
}

/// `2024 года`, `1990-х годов`, `2024`.
pub(super) fn year(
    context: &Context<'_>,
    at: usize,
    first: usize,
    fields: &Fields,
) -> Option<(usize, Fields)> {
    let found = |end, year| Some((end, Fields { year: Some(year), ..Fields::default() }));
    if let Some((end, decade)) = decade(context, at) {
        return found(end, Year::Decade(decade));
    }
    let year = year_number(context, at).or_else(|| early_year(context, at, first))?;
    let after = past_ending(context, at);
    let end = year_end(context, after);
    let is_said = end > after;
    let is_led = first < at && PLACING.contains(&context.key_before(at));
    let is_placed = is_alone(context, at) || (is_led && !context.is_counting(at + 1)) || after > at + 1;
    let is_free = fields.is_empty() || fields.month.is_some() && fields.year.is_none();
    ((is_said || is_placed) && is_free).then(|| found(end, Year::Exact(year)))?
}

/// `в 988 году`
fn early_year(context: &Context<'_>, at: usize, first: usize) -> Option<i16> {
    let text = context.token(at);
    let is_early = text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    let is_said =
        matches!(context.key(at + 1), "году" | "год" | "г") && PLACING.contains(&context.key_before(at));
    text.parse().ok().filter(|_| is_early && is_said && first < at)
}

/// Words that place a year without `года` after it.
const PLACING: [&str; 19] = [
    "конец",
    "начало",
    "середина",
    "середину",
    "c",
    "в",
    "до",
    "за",
    "к",
    "конца",
    "конце",
    "на",
    "начала",
    "начале",
    "от",
    "по",
    "после",
    "с",
    "середине",
];

/// A year that stands alone in brackets or hangs on a name: `(1982)`, `ЧМ-2014`, `Мисс Америка — 2013`.
fn is_alone(context: &Context<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| context.token(before));
    let after = context.token(at + 1);
    let is_year = context.token(at).parse().is_ok_and(|year: i16| (1800..=2050).contains(&year));
    let in_brackets = matches!(before, "(" | "," | "—" | "–" | "-" | ";")
        && matches!(after, ")" | "," | "—" | "–" | "-" | ";");
    let opens = before == "(" && matches!(after, ")" | "," | "—" | "–" | "-" | ";" | ":");
    let closes = after == ")" && matches!(before, "(" | "," | "—" | "–" | "-" | ";");
    let hangs = before == "-"
        && context.is_joined(at - 1)
        && at >= 2
        && context.tokens.get(at - 2).is_some_and(|token| token.kind == TokenKind::Word);
    is_year && (opens || closes || hangs || (in_brackets && context.is_in_brackets(at)))
}

/// `восьмидесятые годы`
fn decade_in_words(context: &Context<'_>, at: usize) -> Option<(usize, i16)> {
    let key = context.key(at);
    let is_plural = ["ые", "ых", "ым", "ыми"].iter().any(|ending| key.ends_with(ending));
    let tens = WORDS.ordinal(key).filter(|tens| is_plural && (20..=90).contains(tens) && tens % 10 == 0)?;
    let end = year_end(context, at + 1);
    let is_said = end > at + 1 || super::is_whole_line(context, at, at + 1);
    // `девяностые годы девятнадцатого века`
    let century =
        ordinal::any(context, end).filter(|(after, _)| end > at + 1 && context.key(*after) == "века");
    let (end, century) = century.map_or((end, 20), |(after, century)| (after + 1, century));
    let year = i16::try_from(century * 100 + tens).ok()?.checked_sub(100)?;
    is_said.then_some((end, year))
}

/// `1990-е годы`, `1980-х`, `90-х годов`.
fn decade(context: &Context<'_>, at: usize) -> Option<(usize, i16)> {
    if let Some(found) = decade_in_words(context, at) {
        return Some(found);
    }
    let text = context.token(at);
    let value: i16 = text.parse().ok().filter(|value: &i16| value % 10 == 0)?;
    let is_ending = context.is_joined(at)
        && matches!(context.token(at + 1), "-" | "‑" | "–")
        && matches!(context.key(at + 2), "е" | "х" | "ые" | "ых" | "м" | "ми");
    if !is_ending {
        return None;
    }
    let end = year_end(context, at + 3);
    let is_said = end > at + 3;
    match text.len() {
        4 if (1000..=2100).contains(&value) && context.key(at + 2) != "м" => Some((end, value)),
        2 if is_said => Some((end, value + if value >= 30 { 1900 } else { 2000 })),
        _ => None,
    }
}

impl Context<'_> {
    /// Whether a unit or a scale stands at a token, so that the number before it is an amount.
    pub(super) fn is_unit(&self, at: usize) -> bool {
        let key = self.key(at);
        let is_scale = WORDS.cardinal(key).is_some_and(|c| c.class == super::words::Class::Scale);
        is_scale
            || WORDS.units(key).iter().any(|unit| unit.kind != UnitKind::Duration && key != "г" && key != "в")
    }

    /// Whether the number before a token counts something: a noun in the genitive plural would follow it.
    fn is_counting(&self, at: usize) -> bool {
        let is_genitive = |key: &str| {
            key.ends_with("ов") || key.ends_with("ей") || matches!(key, "человек" | "раз" | "тонн")
        };
        self.is_unit(at)
            || (self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word) && is_genitive(self.key(at)))
            || matches!(self.token(at), "%" | "₽" | "$")
    }

    /// Whether an opening bracket stands close before a token.
    fn is_in_brackets(&self, at: usize) -> bool {
        const NEAR: usize = 12;
        let from = at.saturating_sub(NEAR);
        let mark =
            (from..at).rev().map(|at| self.token(at)).find(|text| matches!(*text, "(" | ")" | "." | "\n"));
        mark == Some("(")
    }
}
