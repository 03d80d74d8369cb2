//! Growth and decline: `вырос на 17%`, `рост составил 17 процентов`, `на 30% больше, чем годом ранее`.

use super::{Page, Place};
use crate::document::{Amount, Change, Direction, Kind, MentionId, UnitKind, Value};
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

/// The change that a figure states.
pub(super) fn change(page: &Page<'_>, place: &Place<'_>, amount: &Amount) -> Option<Change> {
    let context = page.context;
    let direction = after(context, place).or_else(|| before(context, place, amount))?;
    Some(Change { direction, base: base(page, place) })
}

/// The `на` or `в` before a figure that says by how much.
pub(super) fn preposition(context: &Context<'_>, place: &Place<'_>) -> Option<usize> {
    place.before().filter(|&at| matches!(context.key(at), "на" | "в"))
}

/// `на 30% больше`, `в 2 раза ниже`.
fn after(context: &Context<'_>, place: &Place<'_>) -> Option<Direction> {
    preposition(context, place)?;
    let skipped = usize::from(matches!(context.key(place.tokens.1), "раз" | "раза"));
    find(COMPARATIVES, context.key(place.tokens.1 + skipped))
}

/// `вырос на 17%`, `рост к 2023 году составил 17 процентов`, `вырос в 1,5 раза`.
fn before(context: &Context<'_>, place: &Place<'_>, amount: &Amount) -> Option<Direction> {
    let by = preposition(context, place).map(|at| context.key(at));
    let is_percent = amount.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Percent);
    let is_times = is_ratio(context, place) || amount.unit.as_ref().is_some_and(|unit| unit.code == "раз");
    let is_by = by == Some("на") || (by == Some("в") && is_times) || is_fold(context, place);
    if !is_by && !is_percent {
        return None;
    }
    let compared =
        preposition(context, place).and_then(|at| find(COMPARATIVES, context.key(at.checked_sub(1)?)));
    if is_by && compared.is_some() {
        return compared;
    }
    let from = place.tokens.0.saturating_sub(REACH).max(place.sentence.0);
    let words = (from..place.tokens.0).rev();
    let near = words.take_while(|&at| !matches!(context.token(at), ";" | "(" | ":"));
    let mut cues = near.filter_map(|at| Some((at, trend::direction(context.key(at))?)));
    // A share after `составил` is a change only if its subject is one.
    let (at, direction) = cues.next()?;
    let is_noun = context.key(at).starts_with(NOUN_STARTS);
    (is_by || is_noun).then_some(direction)
}

/// Nouns of change, whose figure needs no preposition: `рост составил 17%`.
const NOUN_STARTS: [char; 6] = ['р', 'п', 'с', 'у', 'в', 'з'];

/// Whether a figure says how many times: `в 13 раз`, `вдвое`, `два раза`.
pub(super) fn is_ratio(context: &Context<'_>, place: &Place<'_>) -> bool {
    matches!(context.key(place.tokens.1), "раз" | "раза" | "разу" | "разам" | "разами")
        || is_fold(context, place)
}

/// `вдвое`, `втрое`, where the numeral itself is the ratio.
fn is_fold(context: &Context<'_>, place: &Place<'_>) -> bool {
    let key = context.key(place.tokens.0);
    place.tokens.1 == place.tokens.0 + 1
        && key.starts_with('в')
        && (key.ends_with("ое") || key.ends_with("ро"))
}

fn find(list: &[(&str, Direction)], key: &str) -> Option<Direction> {
    list.iter().find(|(word, _)| *word == key).map(|(_, direction)| *direction)
}

/// The date that the figure is compared with: `к 2023 году`, `чем годом ранее`, `по сравнению с 2020 годом`.
fn base(page: &Page<'_>, place: &Place<'_>) -> Option<MentionId> {
    let sentence = page.context.sentences.get(place.number)?;
    let first = page.mentions.partition_point(|mention| mention.span.start() < sentence.start());
    let here = page.mentions.get(first..)?.iter().take_while(|mention| mention.span.start() < sentence.end());
    let mut dates =
        here.filter(|mention| mention.kind == Kind::Date && matches!(mention.value, Some(Value::Date(_))));
    dates.find(|mention| is_base(page.context, mention.span.start())).map(|mention| mention.id)
}

/// Whether the words before a date compare with it.
pub(super) fn is_base(context: &Context<'_>, start: u32) -> bool {
    let at = context.token_at(start);
    let key = |back: usize| at.checked_sub(back).map_or("", |at| context.key(at));
    let own = context.key(at);
    let is_earlier = matches!(own, "годом" | "месяцем" | "неделей" | "кварталом");
    let is_compared = own == "с" && (key(1) == "сравнению" || key(1) == "сравнении");
    is_compared || is_earlier || matches!(key(1), "к" | "чем" | "против" | "относительно")
}
