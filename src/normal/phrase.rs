//! Dictionary forms of phrases: the head noun and what agrees with it go to the nominative, the rest stays.
//!
//! Департамента инвестиционной политики города Москвы → Департамент инвестиционной политики города Москвы.

use std::collections::HashMap;

use super::around::Evidence;
use super::letters::written_like;
use super::rewritten;
use crate::document::{Kind, TokenKind};
use crate::morph::{Case, Gender, Name, Number, Part, Reading};
use crate::span::Span;
use crate::tag::Context;

/// Most words before the head of a phrase.
const BEFORE_HEAD: usize = 6;
/// How much likelier a word belongs to the noun after it than stands alone, where both can be.
const ATTRIBUTE: f32 = 3.0;
/// How much likelier an unknown word stands in the nominative than its ending says.
const UNKNOWN_NOMINATIVE: f32 = 2.0;
/// Nouns whose proper name follows in the same case: в городе Москве.
const APPOSED: &[&str] =
    &["город", "деревня", "село", "поселок", "столица", "станица", "хутор", "аул", "река"];

/// A word of a phrase: a token, or several that hyphens join.
#[derive(Debug, Clone, Copy)]
struct Word {
    first: usize,
    last: usize,
    /// The part that declines.
    head: usize,
}

/// A way to read the beginning of a phrase.
#[derive(Debug, Clone)]
struct Parse {
    /// Place of the head in the list of words; equal to their number where all are attributes.
    head: usize,
    case: Case,
    number: Number,
    gender: Option<Gender>,
    score: f32,
}

/// The dictionary form of a phrase; `None` where it cannot be told or stays as it is.
pub(super) fn normal(context: &Context<'_>, span: Span, kind: Kind) -> Option<String> {
    let first = context.token_at(span.start());
    let end = context.token_at(span.end());
    let words = words(context, first, end);
    let quoted = first.checked_sub(1).is_some_and(|before| is_quote(context, before));
    if words.is_empty() || (quoted && words.len() > 1) {
        return None;
    }
    let evidence = Evidence::of_phrase(context, first, end.max(first + 1) - 1);
    let parse = parses(context, &words, &evidence)
        .into_iter()
        .reduce(|best, next| if next.score > best.score { next } else { best })?;
    if quoted && may_be_nominative(context, words[0]) {
        return None;
    }
    Some(render(context, span, &words, &parse, kind))
}

fn is_quote(context: &Context<'_>, at: usize) -> bool {
    matches!(context.key(at), "«" | "»" | "\"" | "“" | "”" | "„")
}

fn may_be_nominative(context: &Context<'_>, word: Word) -> bool {
    context.readings(word.head).iter().any(|r| r.case == Some(Case::Nominative) || !r.known)
}

/// The words from the beginning of a phrase to the first other mark.
fn words(context: &Context<'_>, first: usize, end: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = first;
    while at < end && words.len() < BEFORE_HEAD && context.tokens[at].kind == TokenKind::Word {
        let word = word(context, at, end);
        words.push(word);
        at = word.last + 1;
    }
    words
}

fn word(context: &Context<'_>, first: usize, end: usize) -> Word {
    let mut word = Word { first, last: first, head: first };
    let mut closed = false;
    while word.last + 2 < end
        && context.is_joined(word.last)
        && matches!(context.key(word.last + 1), "-" | "‑")
        && context.is_joined(word.last + 1)
        && context.tokens[word.last + 2].kind == TokenKind::Word
    {
        word.last += 2;
        // Ростов-на-Дону: what follows the preposition belongs to it.
        closed |= context.readings(word.last).first().is_some_and(|r| r.part == Part::Preposition);
        if !closed {
            word.head = word.last;
        }
    }
    word
}

/// Every way to read the beginning of a phrase.
fn parses(context: &Context<'_>, words: &[Word], evidence: &Evidence) -> Vec<Parse> {
    let mut found = Vec::new();
    let mut open: Vec<Parse> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let readings = context.readings(word.head);
        for reading in readings.iter().filter(|reading| is_head(reading)) {
            let Some(case) = reading.case else { continue };
            let number = reading.number.unwrap_or(Number::Singular);
            let agreeing = if at == 0 { 1.0 } else { agreement(&open, case, number, reading.gender) };
            let unknown = if !reading.known && case == Case::Nominative { UNKNOWN_NOMINATIVE } else { 1.0 };
            let score = agreeing * reading.score * unknown * evidence.of(case, None);
            found.push(Parse { head: at, case, number, gender: reading.gender, score });
        }
        let attributes = attributes(readings);
        open = if at == 0 { attributes } else { joined(&open, &attributes) };
        if open.is_empty() {
            return found;
        }
    }
    found.extend(open.into_iter().map(|parse| Parse {
        head: words.len(),
        score: parse.score * evidence.of(parse.case, None),
        ..parse
    }));
    found
}

fn is_head(reading: &Reading) -> bool {
    reading.part == Part::Noun && reading.name != Some(Name::Middle)
}

fn attributes(readings: &[Reading]) -> Vec<Parse> {
    let attributes = readings.iter().filter(|reading| reading.is_attribute());
    attributes
        .filter_map(|reading| {
            let number = reading.number.unwrap_or(Number::Singular);
            Some(Parse {
                head: 0,
                case: reading.case?,
                number,
                gender: reading.gender,
                score: reading.score * ATTRIBUTE,
            })
        })
        .collect()
}

fn joined(before: &[Parse], attributes: &[Parse]) -> Vec<Parse> {
    let agreeing = attributes.iter().map(|attribute| {
        let score = attribute.score * agreement(before, attribute.case, attribute.number, attribute.gender);
        Parse { score, ..attribute.clone() }
    });
    agreeing.filter(|parse| parse.score > 0.0).collect()
}

fn agreement(attributes: &[Parse], case: Case, number: Number, gender: Option<Gender>) -> f32 {
    let agrees = |a: &&Parse| {
        a.case == case
            && a.number == number
            && (number == Number::Plural || a.gender.is_none() || gender.is_none() || a.gender == gender)
    };
    attributes.iter().filter(agrees).map(|a| a.score).sum()
}

fn render(context: &Context<'_>, span: Span, words: &[Word], parse: &Parse, kind: Kind) -> String {
    let mut written = HashMap::new();
    let head = words.get(parse.head).and_then(|word| head_reading(context.readings(word.head), parse));
    let number = dictionary_number(context, head, parse, kind);
    let gender = match head {
        Some(head) if number == Number::Singular => singular_gender(context, head),
        Some(_) => None,
        None => Some(Gender::Masculine),
    };
    for (at, word) in words.iter().enumerate().take(parse.head + 1) {
        for part in (word.first..=word.last).step_by(2) {
            let declines = part == word.head || (part < word.head && parse.case != Case::Nominative);
            let readings = context.readings(part);
            let reading = if at == parse.head {
                head_reading(readings, parse)
            } else {
                attribute_reading(readings, parse)
            };
            let Some(reading) = reading.filter(|reading| declines && (part == word.head || reading.known))
            else {
                continue;
            };
            let gender = if at == parse.head { reading.gender } else { gender };
            let form = context.lexicon.morphology.decline_as(reading, Case::Nominative, number, gender);
            if let Some(form) = form {
                written.insert(part, written_like(&form, context.token(part)));
            }
        }
    }
    if let Some(word) = words.get(parse.head + 1)
        && head.is_some_and(|head| APPOSED.contains(&head.lemma.as_str()))
    {
        append_apposition(context, *word, parse, &mut written);
    }
    rewritten(context, span, &written)
}

/// Roles and peoples are listed in the singular; names keep their number.
fn dictionary_number(context: &Context<'_>, head: Option<&Reading>, parse: &Parse, kind: Kind) -> Number {
    let singular = match head {
        Some(head) => {
            matches!(kind, Kind::Profession | Kind::Nationality)
                && context.lexicon.decline(head, Case::Nominative, Number::Singular).is_some()
        }
        None => true,
    };
    if singular { Number::Singular } else { parse.number }
}

/// The gender of a noun in the singular; a plural form of some words does not tell.
fn singular_gender(context: &Context<'_>, head: &Reading) -> Option<Gender> {
    let same = context.lexicon.readings(&head.lemma);
    let noun = same.iter().find(|r| r.part == Part::Noun && r.lemma == head.lemma && r.gender.is_some());
    head.gender.or(noun.and_then(|noun| noun.gender))
}

fn head_reading<'r>(readings: &'r [Reading], parse: &Parse) -> Option<&'r Reading> {
    readings.iter().find(|reading| {
        is_head(reading)
            && reading.case == Some(parse.case)
            && reading.number.is_none_or(|number| number == parse.number)
            && (parse.gender.is_none() || reading.gender == parse.gender)
    })
}

fn attribute_reading<'r>(readings: &'r [Reading], parse: &Parse) -> Option<&'r Reading> {
    readings.iter().find(|reading| {
        reading.is_attribute()
            && reading.case == Some(parse.case)
            && reading.number.is_none_or(|number| number == parse.number)
            && (parse.number == Number::Plural
                || parse.gender.is_none()
                || reading.gender == parse.gender
                || reading.gender.is_none())
    })
}

fn append_apposition(context: &Context<'_>, word: Word, parse: &Parse, written: &mut HashMap<usize, String>) {
    let place = context.readings(word.head).iter().find(|reading| {
        reading.name == Some(Name::Place)
            && reading.case == Some(parse.case)
            && parse.case != Case::Nominative
    });
    let form = place.and_then(|reading| {
        let number = reading.number.unwrap_or(Number::Singular);
        context.lexicon.decline(reading, Case::Nominative, number)
    });
    if let Some(form) = form {
        written.insert(word.head, written_like(&form, context.token(word.head)));
    }
}
