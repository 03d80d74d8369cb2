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

/// Words before a name that stay as they are: Эль-Сальвадор, Сан-Луис.
const FIXED: &[&str] =
    &["аль", "ан", "де", "ла", "лас", "ле", "лос", "нью", "сан", "санта", "сент", "эд", "эль", "эр", "эш"];
/// How much likelier a place is meant by a word that can be its name.
const PLACE: f32 = 8.0;
/// The same for a person's name where no person is meant.
const PERSON: f32 = 0.2;
/// How much rarer an unknown name is plural than its ending says.
const UNKNOWN_PLURAL: f32 = 0.15;
/// The share of the likeliest way to read quoted words that the nominative needs to be believed.
const QUOTED_NOMINATIVE: f32 = 0.02;

/// A word of a phrase: a token, or several that hyphens join.
#[derive(Debug, Clone, Copy)]
struct Word {
    first: usize,
    last: usize,
    /// The part that declines.
    head: usize,
    /// Whether it stands among attributes and stays as it is: a conjunction, a comma, a number.
    passes: bool,
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
    let marked = is_quote(context, first);
    let words = words(context, first + usize::from(marked), end);
    let quoted = marked || first.checked_sub(1).is_some_and(|before| is_quote(context, before));
    let begins = words.iter().find(|word| !word.passes)?;
    let counted = context.tokens[first].kind == TokenKind::Number && words[0].first == words[0].last;
    if counted || is_acronym(context, begins.head) {
        return None;
    }
    let evidence = Evidence::of_phrase(context, first, end.max(first + 1) - 1);
    let parses = parses(context, &words, &evidence, kind);
    let best = parses.iter().reduce(|best, next| if next.score > best.score { next } else { best })?;
    let stands =
        |parse: &Parse| parse.case == Case::Nominative && parse.score > QUOTED_NOMINATIVE * best.score;
    let unknown = context.readings(begins.head).iter().all(|reading| !reading.known);
    if quoted && (unknown || parses.iter().any(stands)) {
        return None;
    }
    Some(render(context, span, &words, best, kind))
}

/// Whether a word is written in capitals, wholly or in part, and is no name that declines: ДПНИ, БелТА.
fn is_acronym(context: &Context<'_>, at: usize) -> bool {
    let word = context.token(at);
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let short = capitals <= 5 && capitals == word.chars().count();
    let names = |reading: &Reading| {
        reading.known && (!short || matches!(reading.name, Some(Name::Place | Name::Organization)))
    };
    capitals > 1 && !context.readings(at).iter().any(names)
}

fn is_quote(context: &Context<'_>, at: usize) -> bool {
    matches!(context.key(at), "«" | "»" | "\"" | "“" | "”" | "„")
}

/// The words from the beginning of a phrase to the first mark that ends it.
fn words(context: &Context<'_>, first: usize, end: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut at = first;
    while at < end && words.len() < BEFORE_HEAD {
        let word = match context.tokens[at].kind {
            TokenKind::Word => word(context, at, end),
            TokenKind::Number => Word { passes: true, ..word(context, at, end) },
            TokenKind::Mark if context.key(at) == "," && !words.is_empty() => {
                Word { first: at, last: at, head: at, passes: true }
            }
            TokenKind::Mark => break,
        };
        words.push(word);
        at = word.last + 1;
    }
    words
}

fn word(context: &Context<'_>, first: usize, end: usize) -> Word {
    let key = context.key(first);
    let mut word = Word { first, last: first, head: first, passes: key == "и" || FIXED.contains(&key) };
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
            word.passes = false;
        }
    }
    word
}

/// Every way to read the beginning of a phrase.
fn parses(context: &Context<'_>, words: &[Word], evidence: &Evidence, kind: Kind) -> Vec<Parse> {
    let mut found = Vec::new();
    let mut open: Option<Vec<Parse>> = None;
    for (at, word) in words.iter().enumerate().filter(|(_, word)| !word.passes) {
        let readings = context.readings(word.head);
        for reading in readings.iter().filter(|reading| is_head(reading)) {
            let Some(case) = reading.case else { continue };
            let number = reading.number.unwrap_or(Number::Singular);
            let agreeing = open.as_ref().map_or(1.0, |open| agreement(open, case, number, reading.gender));
            let next = words.get(at + 1).filter(|_| readings.iter().any(Reading::is_attribute));
            let belongs = next.is_some_and(|next| has_agreeing_noun(context.readings(next.head), reading));
            let attribute = if belongs { 1.0 / ATTRIBUTE } else { 1.0 };
            let score = agreeing * reading.score * prior(reading, kind) * evidence.of(case, None) * attribute;
            found.push(Parse { head: at, case, number, gender: reading.gender, score });
        }
        let attributes = attributes(readings);
        let joined = open.map_or(attributes.clone(), |open| joined(&open, &attributes));
        if joined.is_empty() {
            return found;
        }
        open = Some(joined);
    }
    found.extend(open.into_iter().flatten().map(|parse| {
        let score = parse.score * evidence.of(parse.case, None) * alone(&parse);
        Parse { head: words.len(), score, ..parse }
    }));
    found
}

/// Whether a word has a reading as a noun in the case, number and gender of the word before: Красной площади.
fn has_agreeing_noun(readings: &[Reading], before: &Reading) -> bool {
    readings.iter().any(|noun| {
        is_head(noun) && (noun.case, noun.number, noun.gender) == (before.case, before.number, before.gender)
    })
}

/// Adjectives that are names by themselves are seldom neuter where the form does not say so.
fn alone(parse: &Parse) -> f32 {
    let shown = matches!(parse.case, Case::Nominative | Case::Accusative);
    if parse.gender == Some(Gender::Neuter) && !shown { 0.3 } else { 1.0 }
}

/// How the kind of the mention and a word's absence from the dictionary change the likelihood of a reading.
fn prior(reading: &Reading, kind: Kind) -> f32 {
    let place =
        matches!(kind, Kind::City | Kind::Country | Kind::StateOrProvince | Kind::District | Kind::Location);
    let named = match reading.name {
        Some(Name::Place) if place => PLACE,
        Some(Name::First | Name::Last) => PERSON,
        _ => 1.0,
    };
    let unknown = match (reading.known, reading.number, reading.case) {
        (false, Some(Number::Plural), _) => UNKNOWN_PLURAL,
        (false, _, Some(Case::Nominative)) => UNKNOWN_NOMINATIVE,
        _ => 1.0,
    };
    named * unknown
}

fn is_head(reading: &Reading) -> bool {
    reading.part == Part::Noun && reading.name != Some(Name::Middle)
}

/// Surnames in -ов and -ин are old adjectives: Воробьёвы горы, Сергиев Посад.
fn is_attribute(reading: &Reading) -> bool {
    reading.is_attribute() || is_possessive(reading)
}

fn is_possessive(reading: &Reading) -> bool {
    reading.name == Some(Name::Last)
        && ["ов", "ев", "ин", "ова", "ева", "ина"].iter().any(|end| reading.lemma.ends_with(end))
}

fn attributes(readings: &[Reading]) -> Vec<Parse> {
    let attributes = readings.iter().filter(|reading| is_attribute(reading));
    attributes
        .filter_map(|reading| {
            let number = reading.number.unwrap_or(Number::Singular);
            let score = if reading.is_attribute() { reading.score * ATTRIBUTE } else { reading.score };
            Some(Parse { head: 0, case: reading.case?, number, gender: reading.gender, score })
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
    let (number, gender) = target(context, head, parse, kind, words);
    for (at, word) in words.iter().enumerate().take(parse.head + 1) {
        if word.passes {
            write(context, word.last, ordinal_ending(context, *word, number, gender), &mut written);
            continue;
        }
        for part in (word.first..=word.head).step_by(2) {
            let readings = context.readings(part);
            // Переславль-Залесский: the first part is a noun.
            let noun = part != word.head && attribute_reading(readings, parse).is_none();
            let (reading, gender) = if at == parse.head || noun {
                (head_reading(readings, parse), None)
            } else {
                (attribute_reading(readings, parse), gender)
            };
            let declines =
                |reading: &&Reading| part == word.head || (reading.known && parse.case != Case::Nominative);
            let Some(reading) = reading.filter(declines) else { continue };
            let gender = gender.or(reading.gender);
            let form = context.lexicon.morphology.decline_as(reading, Case::Nominative, number, gender);
            write(context, part, form, &mut written);
        }
    }
    if let Some(head) = head {
        decline_apposed(context, words, parse, head, &mut written);
    }
    rewritten(context, span, &written)
}

/// The letters after the figures of an ordinal: 13-й, 13-я.
fn ordinal_ending(
    context: &Context<'_>,
    word: Word,
    number: Number,
    gender: Option<Gender>,
) -> Option<String> {
    let ordinal = context.tokens[word.first].kind == TokenKind::Number && word.last > word.first;
    let ending = match (number, gender) {
        (Number::Singular, Some(Gender::Feminine)) => "я",
        (Number::Singular, Some(Gender::Masculine)) => "й",
        _ => "е",
    };
    (ordinal && context.key(word.last).chars().count() <= 2).then(|| ending.to_owned())
}

fn write(context: &Context<'_>, at: usize, form: Option<String>, written: &mut HashMap<usize, String>) {
    if let Some(form) = form {
        written.insert(at, written_like(&form, context.token(at)));
    }
}

/// The number and the gender that the words of the dictionary form have.
///
/// Roles and peoples are listed in the singular, adjectives alone as men's; names keep what they have.
fn target(
    context: &Context<'_>,
    head: Option<&Reading>,
    parse: &Parse,
    kind: Kind,
    words: &[Word],
) -> (Number, Option<Gender>) {
    let common = matches!(kind, Kind::Profession | Kind::Nationality);
    let Some(head) = head else {
        let capital =
            words.first().is_some_and(|word| context.token(word.first).starts_with(char::is_uppercase));
        let name = capital && !common && kind != Kind::Country;
        return if name { (parse.number, parse.gender) } else { (Number::Singular, Some(Gender::Masculine)) };
    };
    let singular = common && context.lexicon.decline(head, Case::Nominative, Number::Singular).is_some();
    if singular || parse.number == Number::Singular {
        (Number::Singular, singular_gender(context, head))
    } else {
        (Number::Plural, None)
    }
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
    let agrees = |reading: &&Reading| {
        reading.case == Some(parse.case)
            && reading.number.is_none_or(|number| number == parse.number)
            && (parse.number == Number::Plural
                || parse.gender.is_none()
                || reading.gender == parse.gender
                || reading.gender.is_none())
    };
    let fitting = readings.iter().filter(|reading| is_attribute(reading)).filter(agrees);
    fitting.reduce(|best, next| if next.score > best.score { next } else { best })
}

/// A name after its kind, and a name that a conjunction joins, stand in the case of the head: в городе Казани,
/// в России и Белоруссии.
fn decline_apposed(
    context: &Context<'_>,
    words: &[Word],
    parse: &Parse,
    head: &Reading,
    written: &mut HashMap<usize, String>,
) {
    let next = if APPOSED.contains(&head.lemma.as_str()) {
        words.get(parse.head + 1)
    } else if words.get(parse.head + 1).is_some_and(|word| context.key(word.first) == "и") {
        words.get(parse.head + 2)
    } else {
        None
    };
    let Some(word) = next.filter(|_| parse.case != Case::Nominative) else { return };
    let capital = |at: usize| context.token(at).starts_with(char::is_uppercase);
    let joined = words.get(parse.head).is_some_and(|head| capital(head.head) == capital(word.head));
    let beside = context.readings(word.head).iter().find(|reading| {
        reading.part == Part::Noun
            && reading.case == Some(parse.case)
            && (reading.name == Some(Name::Place) || (joined && !APPOSED.contains(&head.lemma.as_str())))
    });
    let form = beside.and_then(|reading| {
        context.lexicon.decline(reading, Case::Nominative, reading.number.unwrap_or(Number::Singular))
    });
    write(context, word.head, form, written);
}
