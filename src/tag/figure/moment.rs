//! Dates and times as a text writes them: pieces that follow each other and fill one set of fields.

use jiff::civil;
use rust_decimal::prelude::ToPrimitive;

use super::amount;
use super::calendar::{Fields, Step, Year, moved, period};
use super::numeral::{self, Shape};
use super::words::{Calendar, DayPart, WORDS};
use crate::date::{Clock, Date};
use crate::document::{Amount, Comparator, Kind, TokenKind, Unit, UnitKind, Value};
use crate::tag::Context;

/// A date or a time in the text.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    /// One past the last token.
    pub(super) end: usize,
    /// [`Kind::Date`] or [`Kind::Time`].
    pub(super) kind: Kind,
    /// What it says: a date, or how long.
    pub(super) value: Value,
    /// The date that a time names, with its first token and one past its last.
    pub(super) inner: Option<(usize, usize, Option<Date>)>,
    /// Whether the date is named outright, so that `годом ранее` can refer to it.
    pub(super) is_anchor: bool,
    /// The rule that read it.
    pub(super) rule: &'static str,
}

impl Moment {
    fn new(end: usize, kind: Kind, date: Option<Date>, rule: &'static str) -> Self {
        Self { end, kind, value: Value::Date(date), inner: None, is_anchor: false, rule }
    }
}

/// What relative dates refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now<'d> {
    /// The day of publication.
    pub(super) published: Option<civil::Date>,
    /// The last date that the text named outright.
    pub(super) anchor: Option<&'d Date>,
}

/// Reads the date or time that begins at a token, its preposition included.
pub(super) fn read(context: &Context<'_>, at: usize, now: Now<'_>) -> Option<Moment> {
    let start = lead(context, at);
    if start == at && !can_begin(context, at) {
        return None;
    }
    let core = |start| {
        interval(context, start, now)
            .or_else(|| relative(context, start, now))
            .or_else(|| absolute(context, start, now, at))
            .or_else(|| duration(context, start, at))
    };
    core(start).or_else(|| if start > at { core(at) } else { None })
}

/// Whether a date can begin with the token where no preposition stands before it.
fn can_begin(context: &Context<'_>, at: usize) -> bool {
    let Some(token) = context.tokens.get(at) else { return false };
    let key = context.key(at);
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Mark => false,
        TokenKind::Word => {
            WORDS.calendar(key).is_some()
                || WORDS.cardinal(key).is_some()
                || WORDS.ordinal(key).is_some()
                || WORDS.units(key).iter().any(|unit| unit.kind == UnitKind::Duration)
                || ADVERBS.binary_search(&key).is_ok()
                || is_roman(context.token(at))
                || matches!(
                    key,
                    "рано"
                        | "поздно"
                        | "ранним"
                        | "поздним"
                        | "каждые"
                        | "каждый"
                        | "каждую"
                        | "полгода"
                        | "полвека"
                )
        }
    }
}

/// Adverbs that NEREL marks as dates, in order.
const ADVERBS: &[&str] = &["ежегодно", "ежедневно", "ежемесячно", "еженедельно"];

const PREPOSITIONS: &[&str] =
    &["c", "в", "во", "за", "до", "на", "от", "по", "после", "с", "со", "спустя", "через"];
const BOUNDS: &[&str] =
    &["более", "менее", "больше", "меньше", "около", "почти", "примерно", "приблизительно", "свыше"];

/// One past the words that may stand before a date and belong to it: `в начале`, `примерно в`, `в течение`.
fn lead(context: &Context<'_>, at: usize) -> usize {
    let mut start = at;
    let has = |at: usize, list: &[&str]| list.contains(&context.key(at));
    if has(start, BOUNDS) {
        start += 1;
    }
    if has(start, PREPOSITIONS) {
        start += 1;
    }
    if has(start, BOUNDS) {
        start += 1;
    }
    match context.key(start) {
        "течение" | "продолжение" if start > at => start += 1,
        "протяжении" if start > at => start += 1,
        _ => {}
    }
    if start > at && has(start, BOUNDS) && context.key(start - 1) == "течение" {
        start += 1;
    }
    if matches!(WORDS.calendar(context.key(start)), Some(Calendar::Phase)) {
        start += 1;
    }
    if matches!(context.key(start), "рано" | "поздно" | "ранним" | "поздним") {
        start += 1;
    }
    start
}

fn is_roman(text: &str) -> bool {
    super::ordinal::roman(text).is_some()
}

/// Dates that name their year, month, day or hour.
fn absolute(context: &Context<'_>, start: usize, now: Now<'_>, first: usize) -> Option<Moment> {
    let mut fields = Fields::default();
    let mut end = start;
    let mut dates: Option<(usize, usize)> = None;
    while let Some((next, more)) = joined_piece(context, end, start, &fields, first) {
        if (more.clock, more.part) == (fields.clock, fields.part) {
            let from = if end == start { first } else { end + usize::from(context.token(end) == ",") };
            dates = Some((dates.map_or(from, |(from, _)| from), next));
        }
        (end, fields) = (next, more);
    }
    if fields.is_empty() || is_stray_weekday(context, start, first, end, &fields) {
        return None;
    }
    let date = fields.date(now.published);
    let is_anchor = matches!(fields.year, Some(Year::Exact(_) | Year::Shift(_)));
    if !fields.is_time() {
        return Some(Moment { is_anchor, ..Moment::new(end, Kind::Date, date, "date.absolute") });
    }
    let day = Fields { clock: None, part: None, ..fields }.date(now.published);
    let inner = dates.map(|(from, to)| (from, to, day));
    Some(Moment { is_anchor, inner, ..Moment::new(end, Kind::Time, date, "time.clock") })
}

/// `охраны окружающей среды` is no Wednesday: a weekday alone needs a preposition.
fn is_stray_weekday(context: &Context<'_>, start: usize, first: usize, end: usize, fields: &Fields) -> bool {
    let is_alone = end == start + 1 && fields.weekday.is_some();
    is_alone
        && first == start
        && matches!(context.key(start), "среда" | "среды" | "среде" | "средой" | "среду")
}

/// The next piece, after a comma or a preposition where one stands.
fn joined_piece(
    context: &Context<'_>,
    at: usize,
    start: usize,
    fields: &Fields,
    first: usize,
) -> Option<(usize, Fields)> {
    if at == start {
        return piece(context, at, fields, first);
    }
    if context.is_line_end(at - 1) {
        return None;
    }
    let skipped = match context.key(at) {
        "," | "—" => 1,
        _ => 0,
    };
    let lead =
        usize::from(matches!(context.key(at + skipped), "в" | "во" | "на" | "около" | "с" | "примерно"));
    let from = at + skipped + lead;
    if context.key(at) == "," && context.is_line_end(at) {
        return None;
    }
    piece(context, from, fields, first).or_else(|| {
        // `около` after `примерно`.
        (lead == 1 && matches!(context.key(from), "около" | "ночь" | "на"))
            .then(|| piece(context, from + 1, fields, first))?
    })
}

/// One piece that fills fields which are still open.
fn piece(context: &Context<'_>, at: usize, fields: &Fields, first: usize) -> Option<(usize, Fields)> {
    let (end, found) = clock(context, at)
        .or_else(|| numeric(context, at))
        .or_else(|| day_and_month(context, at))
        .or_else(|| month(context, at))
        .or_else(|| quarter(context, at))
        .or_else(|| year(context, at, first, fields))
        .or_else(|| word(context, at))?;
    merged(fields, &found).map(|fields| (end, fields))
}

/// Both sets of fields, unless they speak of the same thing.
fn merged(a: &Fields, b: &Fields) -> Option<Fields> {
    fn either<T>(a: Option<T>, b: Option<T>) -> Option<Option<T>> {
        match (a, b) {
            (Some(_), Some(_)) => None,
            (a, b) => Some(a.or(b)),
        }
    }
    // A date after a year would be another date: `в 2012 году, 5 мая`.
    let is_late = a.year.is_some() && b.clock.is_none() && b.part.is_none() && b.weekday.is_none();
    let is_bare_year =
        a.is_time() && a.day.is_none() && b.day.is_none() && b.month.is_none() && b.year.is_some();
    if is_late || is_bare_year {
        return None;
    }
    Some(Fields {
        year: either(a.year, b.year)?,
        month: either(a.month, b.month)?,
        day: either(a.day, b.day)?,
        weekday: either(a.weekday, b.weekday)?,
        week: either(a.week, b.week)?,
        clock: either(a.clock, b.clock)?,
        part: either(a.part, b.part)?,
        shift: either(a.shift, b.shift)?,
        is_now: a.is_now || b.is_now,
    })
}

fn small(context: &Context<'_>, at: usize, most: u8) -> Option<u8> {
    let text = context.token(at);
    let is_number = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|value| is_number && *value <= most)
}

/// `09:41`, `23.20 мск`, `8 часов утра`, `14 часов 30 минут`, `полдень`.
fn clock(context: &Context<'_>, at: usize) -> Option<(usize, Fields)> {
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
    let mut end = at + 3;
    let mut second = None;
    if mark == ":" && context.token(end) == ":" && context.is_joined(end) {
        second = small(context, end + 1, 59);
        end += if second.is_some() { 2 } else { 0 };
    }
    let is_clock = match mark {
        ":" => context.token(at + 2).len() == 2 && !is_score(context, at),
        // A point is a clock's only where a zone, a part of the day or a preposition says so.
        "." => {
            let is_next = |key: &str| context.key(end) == key;
            let before = at.checked_sub(1).map_or("", |before| context.key(before));
            let has_cue = ["мск", "утра", "вечера", "дня", "ночи"].into_iter().any(is_next)
                || (is_next("по") && matches!(context.key(end + 1), "московскому" | "местному" | "москве"));
            has_cue
                || (matches!(before, "в" | "около")
                    && context.token(at + 2).ends_with(['0', '5'])
                    && context.token(at).len() == 2
                    && !context.is_unit(end))
        }
        _ => false,
    };
    is_clock.then_some((end, Clock { hour, minute, second, zone: None }))
}

/// A score has a colon as well: `со счётом 10:12`.
fn is_score(context: &Context<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| context.key(before));
    matches!(before, "счетом" | "счет" | "счете" | ":")
}

/// `8 часов`, `14 часов 30 минут`, `пять часов вечера`, `половине десятого`.
fn spoken(context: &Context<'_>, at: usize) -> Option<(usize, Clock)> {
    let clock = |hour, minute| Clock { hour, minute, second: None, zone: None };
    if matches!(context.key(at), "половине" | "половина" | "половину") {
        let hour = WORDS.ordinal(context.key(at + 1)).filter(|hour| (1..=12).contains(hour))?;
        return Some((at + 2, clock(u8::try_from(hour).ok()? - 1, 30)));
    }
    if matches!(context.key(at), "час" | "часа" | "часу") && is_part_genitive(context, at + 1) {
        return Some((at + 1, clock(1, 0)));
    }
    let numeral = numeral::read(context, at)?;
    let hour = numeral.amount?.to_u8().filter(|hour| *hour <= 24)?;
    let before = at.checked_sub(1).map_or("", |before| context.key(before));
    let is_hour = matches!(context.key(numeral.end), "часов" | "часа" | "час" | "часам" | "ч");
    let end = numeral.end + 1;
    if is_hour && is_part_genitive(context, end) {
        return Some((end, clock(hour, 0)));
    }
    if !is_hour
        && is_part_genitive(context, numeral.end)
        && matches!(before, "в" | "около" | "до" | "с" | "к")
    {
        return Some((numeral.end, clock(hour, 0)));
    }
    let minutes =
        numeral::read(context, end).filter(|_| is_hour && matches!(before, "в" | "около" | "к" | "до"));
    if let Some(minutes) = minutes
        && matches!(context.key(minutes.end), "минут" | "минуты" | "минуту" | "мин")
    {
        return Some((minutes.end + 1, clock(hour, minutes.amount?.to_u8().filter(|m| *m < 60)?)));
    }
    (is_hour && matches!(before, "в" | "к") && numeral.shape == Shape::Digits)
        .then_some((end, clock(hour, 0)))
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
        ("по", "киевскому" | "местному" | "токийскому" | "парижскому", "времени") => {
            (at + 3, None)
        }
        ("местного", "времени", _) => (at + 2, None),
        _ => (at, None),
    }
}

/// Whether a numeric date begins at a token.
pub(super) fn is_date(context: &Context<'_>, at: usize) -> bool {
    numeric(context, at).is_some()
}

/// `12.04.2022`, `2022-04-12`, `12/04/2022`, `12.04.22`.
fn numeric(context: &Context<'_>, at: usize) -> Option<(usize, Fields)> {
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
fn day_and_month(context: &Context<'_>, at: usize) -> Option<(usize, Fields)> {
    let (end, day) = day_number(context, at)?;
    let (end, month) = month_name(context, end)?;
    let mut fields = Fields { month: Some(month), day: Some(day), ..Fields::default() };
    let end = with_year(context, end, &mut fields);
    Some((end, fields))
}

/// The number of a day with its ending.
fn day_number(context: &Context<'_>, at: usize) -> Option<(usize, u8)> {
    if let Some(day) = small(context, at, 31).filter(|day| *day > 0) {
        let is_ending = context.is_joined(at)
            && matches!(context.token(at + 1), "-" | "‑" | "–")
            && matches!(context.key(at + 2), "го" | "е" | "ое" | "му" | "м" | "ого" | "й");
        return Some((at + 1 + 2 * usize::from(is_ending), day));
    }
    let (end, ordinal) = super::ordinal::words(context, at)?;
    Some((end, u8::try_from(ordinal).ok().filter(|day| (1..=31).contains(day))?))
}

/// A month's name, in full or short, with its point.
fn month_name(context: &Context<'_>, at: usize) -> Option<(usize, u8)> {
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
fn month(context: &Context<'_>, at: usize) -> Option<(usize, Fields)> {
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
fn with_year(context: &Context<'_>, at: usize, fields: &mut Fields) -> usize {
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

fn year_number(context: &Context<'_>, at: usize) -> Option<i16> {
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
fn year_end(context: &Context<'_>, at: usize) -> usize {
    if context.is_line_end(at - 1) || !is_year_short(context, at) {
        return at;
    }
    at + 1
}

/// `I квартал 2024 года`, `в первом полугодии`.
fn quarter(context: &Context<'_>, at: usize) -> Option<(usize, Fields)> {
    let (end, number) = super::ordinal::any(context, at)?;
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

/// `2024 года`, `1990-х годов`, `2024`.
fn year(context: &Context<'_>, at: usize, first: usize, fields: &Fields) -> Option<(usize, Fields)> {
    let found = |end, year| Some((end, Fields { year: Some(year), ..Fields::default() }));
    if let Some((end, decade)) = decade(context, at) {
        return found(end, Year::Decade(decade));
    }
    let year = year_number(context, at)?;
    let mut after = at + 1;
    if matches!(context.token(after), "-" | "‑")
        && matches!(context.key(after + 1), "го" | "м" | "й" | "му")
        && context.is_joined(at)
    {
        after += 2;
    }
    let end = year_end(context, after);
    let is_said = end > after;
    let is_led = first < at
        && matches!(
            context.key(at - 1),
            "в" | "с"
                | "c"
                | "до"
                | "к"
                | "по"
                | "от"
                | "на"
                | "за"
                | "начале"
                | "конце"
                | "начала"
                | "конца"
                | "середине"
                | "после"
        );
    let is_placed = is_alone(context, at) || (is_led && !context.is_counting(at + 1)) || after > at + 1;
    let is_free = fields.is_empty() || fields.month.is_some() && fields.year.is_none();
    ((is_said || is_placed) && is_free).then(|| found(end, Year::Exact(year)))?
}

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

/// `1990-е годы`, `1980-х`, `90-х годов`.
fn decade(context: &Context<'_>, at: usize) -> Option<(usize, i16)> {
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

/// `в понедельник`, `вчера`, `утром`, `в ночь на`.
fn word(context: &Context<'_>, at: usize) -> Option<(usize, Fields)> {
    let fields = Fields::default();
    match WORDS.calendar(context.key(at))? {
        Calendar::Weekday(day) => Some((at + 1, Fields { weekday: Some(day), ..fields })),
        Calendar::WeekdayAdjective(day) => Some((at + 1, Fields { weekday: Some(day), ..fields })),
        Calendar::Day(shift) => Some((at + 1, Fields { shift: Some(shift), is_now: true, ..fields })),
        Calendar::PartOfDay(part) => {
            part_of_day(context, at, part).map(|end| (end, Fields { part: Some(part), ..fields }))
        }
        Calendar::Shift(week) => match WORDS.calendar(context.key(at + 1))? {
            Calendar::Weekday(day) => {
                Some((at + 2, Fields { weekday: Some(day), week: Some(week), ..fields }))
            }
            Calendar::Season(season) => {
                Some((at + 2, Fields { month: Some(season), year: Some(Year::Shift(week)), ..fields }))
            }
            Calendar::Month(month) => Some((at + 2, Fields { month: Some(month), ..fields })),
            _ => None,
        },
        _ => None,
    }
}

/// One past a part of the day in a form that says when: `утром`, `в ночь на`, `с утра`, `в полдень`.
fn part_of_day(context: &Context<'_>, at: usize, part: DayPart) -> Option<usize> {
    let key = context.key(at);
    let before = at.checked_sub(1).map_or("", |before| context.key(before));
    let after = context.key(at + 1);
    let is_adverb = matches!(key, "утром" | "днем" | "вечером" | "ночью");
    if key == "ночь" && before == "в" && after == "на" {
        return Some(at + 2);
    }
    let is_noon = matches!(part, DayPart::Noon | DayPart::Midnight);
    let is_led = key == "утра" && before == "с";
    (is_adverb || is_noon || is_led).then_some(at + 1)
}

impl Context<'_> {
    /// Whether a unit or a scale stands at a token, so that the number before it is an amount.
    fn is_unit(&self, at: usize) -> bool {
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

/// `с 5 по 21 августа`, `12–15 января`, `в 2009 и 2010 годах`, `2012—2013 годы`, `с 11:00 до 17:00 мск`.
fn interval(context: &Context<'_>, start: usize, now: Now<'_>) -> Option<Moment> {
    let before = start.checked_sub(1).map_or("", |before| context.key(before));
    night(context, start, now, before)
        .or_else(|| days(context, start, now, before))
        .or_else(|| years(context, start, before))
        .or_else(|| hours(context, start, before))
        .or_else(|| months(context, start, now, before))
}

/// Whether the token joins the ends of an interval, given the preposition before the first.
fn is_joint(context: &Context<'_>, at: usize, before: &str) -> bool {
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
    let from = year_number(context, start)?;
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

/// `с 11:00 до 17:00 мск`
fn hours(context: &Context<'_>, start: usize, before: &str) -> Option<Moment> {
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

/// Dates that count from the publication or from a date named before.
fn relative(context: &Context<'_>, start: usize, now: Now<'_>) -> Option<Moment> {
    shifted(context, start, now)
        .or_else(|| recent(context, start, now))
        .or_else(|| counted(context, start, now))
        .or_else(|| adverb(context, start))
}

/// The step that a word names: `году`, `неделе`.
fn step(context: &Context<'_>, at: usize) -> Option<Step> {
    match context.key(at) {
        "квартал" | "квартала" | "квартале" => return Some(Step::Quarter),
        "полугодие" | "полугодия" | "полугодии" => return Some(Step::Half),
        "г" | "ч" | "с" | "м" | "мин" | "сек" => return None,
        _ => {}
    }
    let units = WORDS.units(context.key(at));
    let unit = units.iter().find(|unit| unit.rest.is_empty() && unit.kind == UnitKind::Duration)?;
    Step::of_unit(unit.code).filter(|_| unit.factor == rust_decimal::Decimal::ONE)
}

/// `в прошлом году`, `на этой неделе`, `в тот же день`, `следующего года`.
fn shifted(context: &Context<'_>, start: usize, now: Now<'_>) -> Option<Moment> {
    let (at, shift) = match WORDS.calendar(context.key(start))? {
        Calendar::Shift(shift) => (start + 1, Some(shift)),
        Calendar::That => (start + 1 + usize::from(context.key(start + 1) == "же"), None),
        _ => return None,
    };
    let at = at + usize::from(context.key(at) == "же");
    let step = step(context, at).filter(|step| !step.is_clock())?;
    // `на следующий день` counts from the story, not from the page.
    let is_told = step == Step::Day && shift != Some(0);
    let from = now.published.filter(|_| !is_told);
    let date = shift.zip(from).and_then(|(shift, from)| moved(from, i64::from(shift), step));
    Some(Moment::new(at + 1, Kind::Date, date, "date.shifted"))
}

/// `последние четыре года`, `за последний месяц`, `в ближайшие дни`.
fn recent(context: &Context<'_>, start: usize, now: Now<'_>) -> Option<Moment> {
    let is_past = match WORDS.calendar(context.key(start))? {
        Calendar::Last => true,
        Calendar::Near => false,
        _ => return None,
    };
    let numeral = numeral::read(context, start + 1);
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
fn span(day: civil::Date, count: i64, step: Step, is_past: bool) -> Option<Date> {
    let other = moved(day, if is_past { -count } else { count }, step)?;
    let here = if step == Step::Week { Date::day(day) } else { period(day, step)? };
    if is_past { Date::interval(&other, &here) } else { Date::interval(&here, &other) }
}

/// `два года назад`, `годом ранее`, `через три месяца`, `спустя неделю`.
fn counted(context: &Context<'_>, start: usize, now: Now<'_>) -> Option<Moment> {
    let numeral = numeral::read(context, start).filter(|n| !matches!(n.shape, Shape::Times | Shape::Fold));
    let at = numeral.map_or(start, |numeral| numeral.end);
    let step = step(context, at)?;
    let before = start.checked_sub(1).map_or("", |before| context.key(before));
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
    let first = anchor.civil().or_else(|| civil::Date::new(year, month.unwrap_or(1) as i8, 1).ok())?;
    let is_finer = (month.is_none() && step != Step::Year)
        || (anchor.civil().is_none() && matches!(step, Step::Day | Step::Week));
    if is_finer { None } else { moved(first, count, step) }
}

/// `ежегодно`, `на днях`, `в выходные`.
fn adverb(context: &Context<'_>, start: usize) -> Option<Moment> {
    let open = |end| Some(Moment::new(end, Kind::Date, None, "date.adverb"));
    let before = start.checked_sub(1).map_or("", |before| context.key(before));
    match context.key(start) {
        "днях" if before == "на" => open(start + 1),
        "выходные" if before == "в" => open(start + 1),
        key if ADVERBS.binary_search(&key).is_ok() => open(start + 1),
        _ => None,
    }
}

/// How long something lasts, with the words that place it: `в течение пяти лет`, `за день`, `1 год 6 месяцев`.
fn duration(context: &Context<'_>, start: usize, first: usize) -> Option<Moment> {
    let start = start + usize::from(matches!(context.key(start), "каждые" | "каждый" | "каждую"));
    minute_of_match(context, start, first)
        .or_else(|| length(context, start))
        .or_else(|| unit_alone(context, start, first))
}

/// `на 39-й минуте`
fn minute_of_match(context: &Context<'_>, start: usize, first: usize) -> Option<Moment> {
    let (end, _) =
        super::ordinal::any(context, start).filter(|_| first < start && context.key(first) == "на")?;
    let is_minute = matches!(context.key(end), "минуте" | "минутах" | "секунде" | "минуту");
    is_minute.then(|| Moment::new(end + 1, Kind::Time, None, "time.minute"))
}

fn length(context: &Context<'_>, start: usize) -> Option<Moment> {
    let mut figure = amount::read(context, start).filter(|f| f.kind == Some(UnitKind::Duration))?;
    let kind = if is_clock(&figure) { Kind::Time } else { Kind::Date };
    let first = figure.amount.take();
    let mut end = figure.end;
    let mut value = first;
    // `1 год 6 месяцев`: the text gives two units, and the value keeps both where one is a multiple of the other.
    loop {
        let from = end + usize::from(context.key(end) == "и" || context.key(end) == ",");
        let Some(next) = amount::read(context, from) else { break };
        let is_next = next.kind == Some(UnitKind::Duration)
            && next.first == next.bare
            && (from == end || is_shorter(value.as_ref(), next.amount.as_ref()));
        if !is_next || context.is_line_end(end - 1) {
            break;
        }
        value = value.zip(next.amount).and_then(|(a, b)| sum(&a, &b));
        end = next.end;
    }
    let rule = if kind == Kind::Time { "time.duration" } else { "date.duration" };
    let value = value.map_or(Value::Date(None), Value::Amount);
    Some(Moment { value, ..Moment::new(end, kind, None, rule) })
}

/// Units of time in seconds and months, which do not convert into each other.
fn size(code: &str) -> Option<(bool, i64)> {
    Some(match code {
        "a" => (true, 12),
        "mo" => (true, 1),
        "wk" => (false, 604_800),
        "d" => (false, 86_400),
        "h" => (false, 3_600),
        "min" => (false, 60),
        "s" => (false, 1),
        _ => return None,
    })
}

fn is_shorter(long: Option<&Amount>, short: Option<&Amount>) -> bool {
    let unit = |amount: Option<&Amount>| size(&amount?.unit.as_ref()?.code);
    matches!((unit(long), unit(short)), (Some((a, long)), Some((b, short))) if (a == b && short < long) || (a && !b))
}

/// Both lengths in the shorter unit.
fn sum(long: &Amount, short: &Amount) -> Option<Amount> {
    let unit = short.unit.clone()?;
    let ((a, long_size), (b, short_size)) = (size(&long.unit.as_ref()?.code)?, size(&unit.code)?);
    let factor = rust_decimal::Decimal::from(long_size / short_size);
    let amount = long.amount.checked_mul(factor)?.checked_add(short.amount)?.normalize();
    (a == b).then_some(Amount { amount, amount_to: None, unit: Some(unit), comparator: long.comparator })
}

fn is_clock(figure: &amount::Figure) -> bool {
    figure.code.is_some_and(|code| matches!(code, "h" | "min" | "s" | "ms"))
}

/// `за день`, `на год`, `в течение недели`, `почти полвека`.
fn unit_alone(context: &Context<'_>, start: usize, first: usize) -> Option<Moment> {
    let half = match context.key(start) {
        "полгода" => Some((6, "mo")),
        "полвека" => Some((50, "a")),
        _ => None,
    };
    if let Some((amount, code)) = half {
        let unit = Unit { code: code.to_owned(), kind: UnitKind::Duration };
        let value = Value::Amount(Amount {
            amount: amount.into(),
            amount_to: None,
            unit: Some(unit),
            comparator: Comparator::Exact,
        });
        return Some(Moment { value, ..Moment::new(start + 1, Kind::Date, None, "date.half") });
    }
    let step = step(context, start).filter(|_| first < start)?;
    let is_singular = matches!(
        context.key(start),
        "год"
            | "года"
            | "месяц"
            | "месяца"
            | "неделю"
            | "недели"
            | "день"
            | "дня"
            | "сутки"
            | "суток"
            | "час"
            | "часа"
            | "минуту"
            | "минуты"
    );
    let places = [
        "за",
        "на",
        "течение",
        "через",
        "спустя",
        "каждый",
        "каждую",
        "около",
        "почти",
        "более",
        "больше",
        "менее",
    ];
    let is_placed = places.contains(&context.key(start - 1));
    // `за год` is a length, `на день рождения` and `за час до` are not to be told apart here.
    let is_other = matches!(context.key(start + 1), "рождения" | "победы" | "пик");
    let kind = if step.is_clock() { Kind::Time } else { Kind::Date };
    let unit = WORDS.units(context.key(start)).iter().find(|unit| unit.rest.is_empty())?.unit();
    let amount = Amount {
        amount: rust_decimal::Decimal::ONE,
        amount_to: None,
        unit: Some(unit),
        comparator: Comparator::Exact,
    };
    let value = Value::Amount(amount);
    (is_singular && is_placed && !is_other)
        .then(|| Moment { value, ..Moment::new(start + 1, kind, None, "date.unit") })
}
