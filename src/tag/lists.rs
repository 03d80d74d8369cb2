//! The lists of `seeds/lexicon`: one file a kind, each phrase with the measured share of its matches that are
//! right, and for other names of a thing its usual name.

use std::sync::LazyLock;

use super::names::{begins_sentence, is_capital};
use super::phrases::{Match, Phrases};
use super::{Candidate, Context, Rule, grammar};
use crate::document::Kind;
use crate::morph::{Part, Reading};
use crate::seeds;
use crate::span::Span;

pub(super) const RULES: &[Rule] = &[Rule { name: "lexicon.phrase", find: find_phrases }];

/// What a phrase of a list names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    /// The share of its matches that are right, 0 to 1.
    pub(crate) score: f32,
    /// The usual name of the thing: `Россия` for `РФ` and for `российский`.
    pub(crate) name: &'static str,
    /// Whether the list says so, rather than only having the words in their dictionary forms.
    pub(crate) is_named: bool,
}

macro_rules! lists {
    ($($kind:ident $file:literal)*) => {
        /// Kind and name of each list.
        const LISTS: &[(Kind, &str)] = &[$((Kind::$kind, $file)),*];
    };
}

lists! {
    Award "award" City "city" Country "country" Crime "crime" Disease "disease" District "district"
    Event "event" Facility "facility" Family "family" Ideology "ideology" Language "language" Law "law"
    Location "location" Nationality "nationality" Organization "organization" Penalty "penalty"
    Person "person" Product "product" Profession "profession" Religion "religion"
    StateOrProvince "state_or_province" WorkOfArt "work_of_art"
}

static PHRASES: LazyLock<Phrases<Entry>> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    for &(kind, file) in LISTS {
        for (phrase, score, name) in seeds::list(file).lines().filter_map(row) {
            let (name, is_named) = (name.unwrap_or(phrase), name.is_some());
            phrases.add(phrase, Entry { kind, score, name, is_named });
        }
    }
    phrases
});

/// Phrase, score and, where it has one, name of a line; `None` for comments.
fn row(line: &str) -> Option<(&str, f32, Option<&str>)> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = line.split('\t');
    let phrase = fields.next()?;
    let percent = seeds::number(fields.next()?)?;
    Some((phrase, percent / 100.0, fields.next()))
}

/// The phrases of the lists that begin at a token.
pub(crate) fn at(context: &Context<'_>, first: usize) -> Vec<Match<Entry>> {
    PHRASES.at(context, first)
}

/// What a list knows about the whole of a span; a name rather than none.
pub(crate) fn exactly(context: &Context<'_>, span: Span, kind: Kind) -> Option<Entry> {
    let first = context.token_at(span.start());
    let fits =
        |found: &Match<Entry>| found.what.kind == kind && context.tokens[found.last].span.end() == span.end();
    at(context, first).into_iter().filter(fits).map(|found| found.what).max_by_key(|entry| entry.is_named)
}

/// `в Казани`: a name that is also a common word or a surname is a place after such a word.
const BEFORE_PLACES: &[&str] = &["в", "во", "из", "под", "город", "города", "городе", "г"];

/// Proposes every phrase but professions, which have a rule of their own.
fn find_phrases(context: &Context<'_>, found: &mut Vec<Candidate>) {
    for first in 0..context.tokens.len() {
        for phrase in plausible(context, first).filter(|phrase| phrase.what.kind != Kind::Profession) {
            let mut push = |kind, rule, score, last| {
                found.push(Candidate {
                    span: context.span(phrase.first, last),
                    kind,
                    value: None,
                    rule,
                    score,
                });
            };
            let (kind, score) = (phrase.what.kind, phrase.what.score);
            match adjective_of(context, &phrase) {
                Some(Of::Language) => push(Kind::Language, "lexicon.language", 0.85, phrase.last),
                Some(Of::Person) => push(Kind::Nationality, "lexicon.adjective_of_person", 0.65, phrase.last),
                None => push(kind, rule_of(kind), score, phrase.last),
            }
        }
    }
}

/// What the adjective of a country or a people belongs to, where that changes its kind.
enum Of {
    /// "русский язык"
    Language,
    /// "российский боксёр"
    Person,
}

fn adjective_of(context: &Context<'_>, phrase: &Match<Entry>) -> Option<Of> {
    let is_adjective =
        context.readings(phrase.last).first().is_some_and(|reading| reading.part == Part::Adjective);
    if !is_adjective || !matches!(phrase.what.kind, Kind::Country | Kind::Nationality) {
        return None;
    }
    let next = phrase.last + 1;
    if context.key(next).starts_with("язык") {
        return Some(Of::Language);
    }
    let is_person = |found: Match<Entry>| found.what.kind == Kind::Profession && found.what.score > 0.5;
    let is_office =
        ["президент", "премьер", "министр", "лидер", "посол", "император", "корол", "монарх", "парламентар"]
            .iter()
            .any(|office| context.key(next).starts_with(office));
    (!is_office && plausible(context, next).any(is_person)).then_some(Of::Person)
}

/// The phrases that begin at a token and can be what the lists say, with their precision here.
pub(super) fn plausible(context: &Context<'_>, first: usize) -> impl Iterator<Item = Match<Entry>> {
    let phrases = at(context, first).into_iter();
    phrases
        .map(|phrase| Match { what: Entry { score: score(context, &phrase), ..phrase.what }, ..phrase })
        .filter(|phrase| is_plausible(context, phrase))
        .collect::<Vec<_>>()
        .into_iter()
}

/// Whether the words of a phrase can be what the list says: a profession names a person; a rare name that
/// begins a sentence is likelier the common word.
fn is_plausible(context: &Context<'_>, phrase: &Match<Entry>) -> bool {
    // An office says little alone ("заместитель") and much with what follows; its rule looks at that.
    if phrase.what.score < LEAST && phrase.what.kind != Kind::Profession {
        return false;
    }
    let readings = context.readings(phrase.last);
    let share = |fits: fn(&Reading) -> bool| -> f32 {
        readings.iter().filter(|reading| fits(reading)).map(|reading| reading.score).sum()
    };
    let is_single = phrase.first == phrase.last;
    let known = readings.first().is_some_and(|reading| reading.known);
    match phrase.what.kind {
        Kind::Profession if is_single && known => {
            let person = share(|reading| reading.animate || reading.part == Part::Adjective);
            let is_named = is_capital(context, phrase.last + 1);
            person > if is_named { 0.2 } else { 0.5 } && !describes_thing(context, phrase.last)
        }
        Kind::City | Kind::Country | Kind::Location | Kind::StateOrProvince
            if is_single && phrase.what.score < 0.6 =>
        {
            !known
                || !begins_sentence(context, phrase.first)
                    && share(|reading| reading.part == Part::Noun) > 0.5
        }
        _ => true,
    }
}

/// Whether the adjective before a noun agrees with it only as the name of a thing: "промышленной политики",
/// "трезвая аналитика".
fn describes_thing(context: &Context<'_>, noun: usize) -> bool {
    let Some(before) = noun.checked_sub(1).filter(|_| !context.breaks_before(noun)) else { return false };
    grammar::agrees(context, before, noun)
        && !grammar::agrees_with(context, before, noun, |noun| noun.animate)
}

/// Phrases of lower precision cost more than they give.
const LEAST: f32 = 0.4;

fn score(context: &Context<'_>, phrase: &Match<Entry>) -> f32 {
    let is_place =
        matches!(phrase.what.kind, Kind::City | Kind::Country | Kind::StateOrProvince | Kind::Location);
    let capital = context.token(phrase.first).starts_with(char::is_uppercase);
    let before = phrase.first.checked_sub(1).map_or("", |before| context.key(before));
    if is_place && capital && BEFORE_PLACES.contains(&before) {
        phrase.what.score.max(0.8)
    } else {
        phrase.what.score
    }
}

const fn rule_of(kind: Kind) -> &'static str {
    match kind {
        Kind::City | Kind::Country | Kind::StateOrProvince | Kind::Location | Kind::District => {
            "lexicon.place"
        }
        Kind::Person => "lexicon.person",
        Kind::Organization => "lexicon.organization",
        Kind::Profession => "lexicon.profession",
        Kind::Event => "lexicon.event",
        Kind::Nationality => "lexicon.nationality",
        _ => "lexicon.other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_list_reads() {
        for (_, file) in LISTS {
            for (line, number) in seeds::list(file).lines().zip(1..) {
                assert!(
                    line.starts_with('#') || row(line).is_some(),
                    "seeds/lexicon/{file}.tsv:{number}: {line:?}"
                );
            }
        }
    }

    #[test]
    fn lists_are_sorted_and_hold_no_phrase_twice() {
        for (_, file) in LISTS {
            let phrases: Vec<&str> =
                seeds::list(file).lines().filter_map(row).map(|(phrase, ..)| phrase).collect();
            for (pair, number) in phrases.windows(2).zip(3..) {
                assert!(
                    pair[0] < pair[1],
                    "seeds/lexicon/{file}.tsv:{number}: {} stands after {}",
                    pair[1],
                    pair[0]
                );
            }
        }
    }
}
