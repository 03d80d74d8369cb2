//! Dates and times as a text writes them: pieces that follow each other and fill one set of fields.

use chrono::NaiveDate;

use super::calendar::{Fields, Year};
use super::clock::clock;
use super::comparator::comparator;
use super::day::{day_and_month, month, numeric, quarter, year};
use super::interval::interval;
use super::length::duration;
use super::ordinal;
use super::relative::{ADVERBS, relative};
use super::words::{Calendar, DayPart, WORDS};
use crate::date::{Clock, Date};
use crate::document::{Comparator, Kind, TokenKind, UnitKind, Value};
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
    pub(super) fn new(end: usize, kind: Kind, date: Option<Date>, rule: &'static str) -> Self {
        Self { end, kind, value: Value::Date(date), inner: None, is_anchor: false, rule }
    }
}

/// What relative dates refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now<'d> {
    /// The day of publication.
    pub(super) published: Option<NaiveDate>,
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
    let found = core(start).or_else(|| if start > at { core(at) } else { None });
    found.map(|found| bounded(context, found, (at, start)))
}

/// A length with what bounds it, which stands among the words that lead to it: `около двух часов`.
fn bounded(context: &Context<'_>, mut found: Moment, (first, start): (usize, usize)) -> Moment {
    let bound = (first..start).find_map(|at| comparator(context, at));
    if let (Value::Amount(amount), Some((_, bound))) = (&mut found.value, bound)
        && amount.comparator == Comparator::Exact
        && bound != Comparator::AtMost
    {
        amount.comparator = bound;
    }
    found
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
                || STARTS.contains(&key)
                || key.starts_with("пол")
        }
    }
}

/// Other words that begin a date.
const STARTS: &[&str] = &[
    "без",
    "г",
    "каждую",
    "каждые",
    "каждый",
    "между",
    "поздно",
    "поздним",
    "ранним",
    "рано",
    "выходные",
    "выходных",
];
const PREPOSITIONS: &[&str] =
    &["c", "в", "во", "за", "до", "на", "от", "по", "после", "с", "со", "спустя", "через"];
const BOUNDS: &[&str] =
    &["более", "менее", "больше", "меньше", "около", "почти", "примерно", "приблизительно", "свыше"];

const COURSES: &[&str] = &["продолжение", "протяжении", "течение"];
const EARLY_OR_LATE: &[&str] = &["поздно", "поздним", "ранним", "рано"];

/// One past the words that may stand before a date and belong to it: `в начале`, `примерно в`, `в течение`.
fn lead(context: &Context<'_>, at: usize) -> usize {
    let mut start = at;
    for list in [BOUNDS, PREPOSITIONS, BOUNDS] {
        start += usize::from(list.contains(&context.key(start)));
    }
    if start > at && COURSES.contains(&context.key(start)) {
        start += 1;
        start += usize::from(BOUNDS.contains(&context.key(start)));
    }
    start += usize::from(matches!(WORDS.calendar(context.key(start)), Some(Calendar::Phase)));
    start + usize::from(EARLY_OR_LATE.contains(&context.key(start)))
}

fn is_roman(text: &str) -> bool {
    ordinal::roman(text).is_some()
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
    // `2024-01-29T09:41`
    let is_tight = context.is_joined(at - 1) && context.is_joined(at) && fields.day.is_some();
    if is_tight && matches!(context.token(at), "T" | "Т") {
        return piece(context, at + 1, fields, first).filter(|(_, fields)| fields.clock.is_some());
    }
    let from = at + usize::from(matches!(context.key(at), "," | "—"));
    if from > at && context.is_line_end(at) {
        return None;
    }
    // Up to two small words lead on: `примерно около 18:00`, `в ночь на`.
    let is_lead = |at: usize| matches!(context.key(at), "в" | "во" | "на" | "около" | "с" | "примерно");
    let leads = (0..2).take_while(|n| is_lead(from + n)).count();
    let after_night = usize::from(leads > 0 && context.key(from + leads) == "ночь");
    piece(context, from + leads, fields, first)
        .or_else(|| (after_night > 0).then(|| piece(context, from + leads + after_night, fields, first))?)
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

/// `в понедельник`, `вчера`, `утром`, `в ночь на`.
fn word(context: &Context<'_>, at: usize) -> Option<(usize, Fields)> {
    let fields = Fields::default();
    match WORDS.calendar(context.key(at))? {
        Calendar::Weekday(day) => Some((at + 1, Fields { weekday: Some(day), ..fields })),
        Calendar::WeekdayAdjective(day) => Some((at + 1, Fields { weekday: Some(day), ..fields })),
        Calendar::Day(shift) => Some((at + 1, Fields { shift: Some(shift), is_now: true, ..fields })),
        Calendar::PartOfDay(part @ (DayPart::Noon | DayPart::Midnight)) => {
            let end = part_of_day(context, at, part)?;
            let hour = if part == DayPart::Noon { 12 } else { 0 };
            let clock = Clock { hour, minute: 0, second: None, zone: None };
            Some((end, Fields { clock: Some(clock), ..fields }))
        }
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
    let before = context.key_before(at);
    let after = context.key(at + 1);
    let is_adverb = matches!(key, "утром" | "днем" | "вечером" | "ночью");
    if key == "ночь" && before == "в" && after == "на" {
        return Some(at + 2);
    }
    let is_noon = matches!(part, DayPart::Noon | DayPart::Midnight);
    let is_led = key == "утра" && before == "с";
    (is_adverb || is_noon || is_led).then_some(at + 1)
}
