//! Growth and decline: `вырос на 17%`, `рост составил 17 процентов`, `на 30% больше, чем годом ранее`.

use super::{Page, Place};
use crate::document::{Amount, Change, Direction, Kind, Mention, MentionId, UnitKind, Value};
use crate::morph::Part;
use crate::tag::{Context, trend};

use Direction::{Down, Up};

/// Comparatives after the figure: `на 30% больше`.
const COMPARATIVES: &[(&str, Direction)] = &[
    ("больше", Up),
    ("более", Up),
    ("выше", Up),
    ("дороже", Up),
    ("быстрее", Up),
    ("чаще", Up),
    ("дольше", Up),
    ("меньше", Down),
    ("менее", Down),
    ("ниже", Down),
    ("дешевле", Down),
    ("медленнее", Down),
    ("реже", Down),
];

/// How far from the figure, in tokens, a word of change may stand.
const REACH: usize = 12;

/// Verbs of change that take their figure without a preposition.
const DIRECT: [&str; 4] = ["прибав", "потер", "убав", "прирас"];

/// How a figure stands to the words of change around it.
enum Link {
    /// `на 17%`, `в 1,5 раза`, `вдвое`: by how much.
    By,
    /// `+8% к прошлому году`: the sign says it, and a base must follow.
    Signed(Direction),
    /// `до 15 млрд`, `с 12 до 15 млрд`: how far.
    Till,
    /// A bare share, which a noun of change may explain: `рост составил 17%`.
    Share,
}

/// The change that a figure states.
pub(super) fn change(page: &Page<'_>, place: &Place<'_>, amount: &Amount) -> Option<Change> {
    let context = page.context;
    let direction = match link(context, place, amount)? {
        Link::Signed(direction) => Some(direction),
        Link::By => comparative(context, place).or_else(|| cue(context, place).map(|(_, found)| found)),
        Link::Till => cue(context, place).map(|(_, found)| found),
        Link::Share => cue(context, place).filter(|(at, _)| explains(context, *at)).map(|(_, found)| found),
    };
    Some(Change { direction: direction?, base: base(page, place) })
}

fn link(context: &Context<'_>, place: &Place<'_>, amount: &Amount) -> Option<Link> {
    let before = place.before().map_or("", |before| context.key(before));
    let is_percent = amount.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Percent);
    let starts_with = context.key(place.tokens.0);
    match before {
        "на" => Some(Link::By),
        "в" if is_ratio(context, place) => Some(Link::By),
        "до" => Some(Link::Till),
        _ if is_fold(context, place) => Some(Link::By),
        _ if amount.amount_to.is_some() && matches!(starts_with, "с" | "со") => Some(Link::Till),
        _ if is_percent && is_compared(context, place) => signed(starts_with).map(Link::Signed),
        _ if is_percent => Some(Link::Share),
        _ => None,
    }
}

/// Whether `к` and a date follow a figure.
fn is_compared(context: &Context<'_>, place: &Place<'_>) -> bool {
    context.key(place.tokens.1) == "к" && signed(context.key(place.tokens.0)).is_some()
}

fn signed(mark: &str) -> Option<Direction> {
    match mark {
        "+" => Some(Up),
        "−" | "-" | "–" => Some(Down),
        _ => None,
    }
}

/// The `на` or `в` before a figure that says by how much.
pub(super) fn preposition(context: &Context<'_>, place: &Place<'_>) -> Option<usize> {
    place.before().filter(|&at| matches!(context.key(at), "на" | "в"))
}

/// `на 30% больше`, `вдвое ниже`, `выше в 2 раза`.
fn comparative(context: &Context<'_>, place: &Place<'_>) -> Option<Direction> {
    let skipped = usize::from(matches!(context.key(place.tokens.1), "раз" | "раза"));
    let before =
        preposition(context, place).and_then(|at| find(COMPARATIVES, context.key(at.checked_sub(1)?)));
    find(COMPARATIVES, context.key(place.tokens.1 + skipped)).or(before)
}

/// The nearest word of change before a figure, in its clause.
fn cue(context: &Context<'_>, place: &Place<'_>) -> Option<(usize, Direction)> {
    let from = place.tokens.0.saturating_sub(REACH).max(place.sentence.0);
    let words = (from..place.tokens.0).rev();
    let mut near = words.take_while(|&at| !matches!(context.token(at), ";" | "(" | ":"));
    near.find_map(|at| Some((at, trend::direction(context.key(at))?)))
}

/// The verb of change before a figure, whose subject is what changes.
pub(super) fn verb(context: &Context<'_>, place: &Place<'_>) -> Option<usize> {
    let (at, _) = cue(context, place)?;
    context.readings(at).first().is_some_and(|reading| reading.part == Part::Verb).then_some(at)
}

/// Whether a word of change explains a bare share: a noun, or a verb that takes one.
fn explains(context: &Context<'_>, at: usize) -> bool {
    let key = context.key(at);
    let is_noun = context.readings(at).first().is_some_and(|reading| reading.part == Part::Noun);
    is_noun || DIRECT.iter().any(|stem| key.starts_with(stem))
}

/// Whether a figure says how many times: `в 13 раз`, `вдвое`, `два раза`.
pub(super) fn is_ratio(context: &Context<'_>, place: &Place<'_>) -> bool {
    let after = context.key(place.tokens.1);
    matches!(after, "раз" | "раза" | "разу" | "разам" | "разами") || is_fold(context, place)
}

/// `вдвое`, `втрое`, where the numeral itself is the ratio.
fn is_fold(context: &Context<'_>, place: &Place<'_>) -> bool {
    let key = context.key(place.tokens.0);
    let is_one = place.tokens.1 == place.tokens.0 + 1;
    is_one && key.starts_with('в') && (key.ends_with("ое") || key.ends_with("ро"))
}

fn find(list: &[(&str, Direction)], key: &str) -> Option<Direction> {
    list.iter().find(|(word, _)| *word == key).map(|(_, direction)| *direction)
}

/// The date that the figure is compared with: `к 2023 году`, `чем годом ранее`, `по сравнению с 2020 годом`.
fn base(page: &Page<'_>, place: &Place<'_>) -> Option<MentionId> {
    let sentence = *page.context.sentences.get(place.number)?;
    let is_date =
        |mention: &&Mention| mention.kind == Kind::Date && matches!(mention.value, Some(Value::Date(_)));
    let mut dates = page.near(place.mention.span.start(), sentence).filter(is_date);
    dates.find(|mention| is_base(page.context, mention.span.start())).map(|mention| mention.id)
}

/// Whether the words before a date compare with it.
pub(super) fn is_base(context: &Context<'_>, start: u32) -> bool {
    let at = context.token_at(start);
    let key = |back: usize| at.checked_sub(back).map_or("", |at| context.key(at));
    let key_after = |ahead: usize| context.key(at + ahead);
    let own = context.key(at);
    let is_earlier = matches!(own, "годом" | "месяцем" | "неделей" | "кварталом");
    let is_year_on_year = matches!(key_after(1), "к" | "/");
    let is_compared = own == "с" && (key(1) == "сравнению" || key(1) == "сравнении");
    is_compared || is_earlier || is_year_on_year || matches!(key(1), "к" | "чем" | "против" | "относительно")
}
