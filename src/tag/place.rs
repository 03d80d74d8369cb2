//! Places by their shape: "Пермский край", "штат Техас", "посёлок Цибулёво", "улица Лобачевского".

use super::grammar::{agrees, is_person, noun_lemmas};
use super::names::{begins_sentence, compound, hyphenated, is_acronym, is_capital};
use super::{Candidate, Context, Rule};
use crate::document::{Kind, TokenKind};

pub(super) const RULES: &[Rule] = &[Rule { name: "place", find }];

/// How a noun and a name make a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The name is an adjective before the noun: Пермский край.
    Before,
    /// The name alone is the place: (штат) Техас.
    After,
    /// Either; the noun belongs to the place: Красная площадь, площадь Победы.
    Both,
}

/// Noun, order, kind.
const NOUNS: &[(&str, Order, Kind)] = &[
    ("область", Order::Before, Kind::StateOrProvince),
    ("край", Order::Before, Kind::StateOrProvince),
    ("губерния", Order::Before, Kind::StateOrProvince),
    ("район", Order::Before, Kind::District),
    ("округ", Order::Before, Kind::District),
    ("штат", Order::After, Kind::StateOrProvince),
    ("провинция", Order::After, Kind::StateOrProvince),
    ("земля", Order::After, Kind::StateOrProvince),
    ("префектура", Order::After, Kind::StateOrProvince),
    ("графство", Order::After, Kind::StateOrProvince),
    ("кантон", Order::After, Kind::StateOrProvince),
    ("город", Order::After, Kind::City),
    ("городок", Order::After, Kind::City),
    ("село", Order::After, Kind::City),
    ("деревня", Order::After, Kind::City),
    ("поселок", Order::After, Kind::City),
    ("станица", Order::After, Kind::City),
    ("хутор", Order::After, Kind::City),
    ("улица", Order::Both, Kind::Facility),
    ("площадь", Order::Both, Kind::Facility),
    ("проспект", Order::Both, Kind::Facility),
    ("шоссе", Order::Both, Kind::Facility),
    ("бульвар", Order::Both, Kind::Facility),
    ("переулок", Order::Both, Kind::Facility),
    ("набережная", Order::Both, Kind::Facility),
    ("собор", Order::Both, Kind::Facility),
    ("храм", Order::Both, Kind::Facility),
    ("дворец", Order::Both, Kind::Facility),
    ("кладбище", Order::Both, Kind::Facility),
    ("монастырь", Order::Both, Kind::Facility),
    ("вокзал", Order::Before, Kind::Facility),
    ("аэропорт", Order::Both, Kind::Facility),
    ("мост", Order::Before, Kind::Facility),
    ("башня", Order::Both, Kind::Facility),
    ("телебашня", Order::Before, Kind::Facility),
    ("море", Order::Before, Kind::Location),
    ("океан", Order::Before, Kind::Location),
    ("залив", Order::Before, Kind::Location),
    ("полуостров", Order::Before, Kind::Location),
];

fn find(context: &Context<'_>, found: &mut Vec<Candidate>) {
    for at in 0..context.tokens.len() {
        let Some(&(_, order, kind)) =
            noun_lemmas(context, at).find_map(|lemma| NOUNS.iter().find(|(noun, ..)| *noun == lemma))
        else {
            continue;
        };
        if order != Order::After
            && let Some(first) = adjectives(context, at)
        {
            found.push(candidate(
                context,
                (first, at),
                kind,
                "place.adjective",
                if kind == Kind::Facility { 0.7 } else { 0.9 },
            ));
        } else if order != Order::Before
            && let Some(last) = name(context, at + 1)
        {
            let (first, rule) =
                if order == Order::Both { (at, "place.noun_name") } else { (at + 1, "place.name") };
            found.push(candidate(
                context,
                (first, last),
                kind,
                rule,
                if order == Order::Both { 0.6 } else { 0.7 },
            ));
        }
    }
}

fn candidate(
    context: &Context<'_>,
    (first, last): (usize, usize),
    kind: Kind,
    rule: &'static str,
    score: f32,
) -> Candidate {
    Candidate { span: context.span(first, last), kind, value: None, rule, score }
}

/// The first of the adjectives before a noun, the first of which has a capital: "Южный федеральный округ".
fn adjectives(context: &Context<'_>, noun: usize) -> Option<usize> {
    let mut first = noun;
    let mut capital = None;
    while let Some(before) = first.checked_sub(1).filter(|_| noun - first < 6) {
        if context.breaks_before(first) || !agrees(context, before, noun) {
            break;
        }
        first = hyphenated(context, before);
        if is_capital(context, first) && !is_common(context, first) {
            capital = Some(first);
        }
    }
    capital
}

/// An adjective that has its capital from the sentence alone: "Новый район".
fn is_common(context: &Context<'_>, at: usize) -> bool {
    begins_sentence(context, at)
        && !["ский", "цкий", "ской", "цкой"]
            .iter()
            .any(|ending| context.readings(at).first().is_some_and(|reading| reading.lemma.ends_with(ending)))
}

/// The last token of a capitalised name from a token on: up to three words, small letters within it only after
/// an adjective ("Тихого океана").
fn name(context: &Context<'_>, first: usize) -> Option<usize> {
    let mut last = None;
    let mut at = first;
    while at < first + 5 && is_capital(context, at) && !context.breaks_before(at) && !is_acronym(context, at)
    {
        let end = compound(context, at);
        if at > first && is_person(context, at) {
            break;
        }
        last = Some(end);
        at = end + 1;
        if context.tokens.get(at).is_none_or(|token| token.kind != TokenKind::Word) {
            break;
        }
    }
    last
}
