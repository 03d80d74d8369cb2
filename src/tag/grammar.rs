//! Noun phrases by agreement: what the rules for organisations and professions grow from.

use super::Context;
use super::names::{compound, is_capital};
use crate::document::TokenKind;
use crate::morph::{Case, Form, Part, Reading};

/// Whether a token can be a noun in a case; names of people do not count.
pub(super) fn is_noun(context: &Context<'_>, at: usize, case: Case) -> bool {
    context.readings(at).iter().any(|reading| {
        reading.part == Part::Noun
            && (reading.case == Some(case) || reading.case.is_none())
            && reading.score > 0.02
    })
}

/// Whether a token can be an adjective or participle in a case.
pub(super) fn is_adjective(context: &Context<'_>, at: usize, case: Case) -> bool {
    context
        .readings(at)
        .iter()
        .any(|reading| is_attribute(reading) && reading.case == Some(case) && reading.score > 0.02)
}

fn is_attribute(reading: &Reading) -> bool {
    matches!(reading.part, Part::Adjective | Part::Participle) && reading.form == Form::Full
}

/// The lemmas of a token's noun readings.
pub(super) fn noun_lemmas<'c>(context: &'c Context<'_>, at: usize) -> impl Iterator<Item = &'c str> {
    let nouns =
        context.readings(at).iter().filter(|reading| reading.part == Part::Noun && reading.score > 0.02);
    nouns.map(|reading| reading.lemma.as_str())
}

/// Whether two words can agree: an adjective before its noun.
fn agree(adjective: &Reading, noun: &Reading) -> bool {
    let same_gender = adjective.gender.is_none() || noun.gender.is_none() || adjective.gender == noun.gender;
    let plural = noun.number == Some(crate::morph::Number::Plural);
    adjective.case == noun.case && adjective.number == noun.number && (plural || same_gender)
}

/// Whether the adjective at one token can belong to the noun at another.
pub(super) fn agrees(context: &Context<'_>, adjective: usize, noun: usize) -> bool {
    agrees_with(context, adjective, noun, |_| true)
}

/// Whether the adjective at one token can belong to a certain reading of the noun at another.
pub(super) fn agrees_with(
    context: &Context<'_>,
    adjective: usize,
    noun: usize,
    wanted: fn(&Reading) -> bool,
) -> bool {
    let nouns =
        || context.readings(noun).iter().filter(|reading| reading.part == Part::Noun && wanted(reading));
    let adjectives = context.readings(adjective).iter().filter(|reading| is_attribute(reading));
    adjectives.into_iter().any(|adjective| nouns().any(|noun| agree(adjective, noun)))
}

/// The last token of a noun phrase in a case that begins at a token: adjectives (joined by commas and "и") and a
/// noun. Capitalised adjectives may stand in it, names of people and marks may not.
pub(super) fn noun_phrase(context: &Context<'_>, first: usize, case: Case) -> Option<usize> {
    let mut at = first;
    for _ in 0..6 {
        if context.tokens.get(at)?.kind != TokenKind::Word || (at > first && context.breaks_before(at)) {
            return None;
        }
        let last = compound(context, at);
        if is_adjective(context, last, case) && continues(context, last + 1, case) {
            at = last + 1;
            if matches!(context.token(at), "," | "и") {
                at += 1;
            }
        } else if is_noun(context, last, case) && !is_person(context, last) {
            return Some(last);
        } else {
            return None;
        }
    }
    None
}

/// Whether a noun phrase goes on after an adjective.
fn continues(context: &Context<'_>, at: usize, case: Case) -> bool {
    let next = if matches!(context.token(at), "," | "и") { at + 1 } else { at };
    let last = compound(context, next);
    is_adjective(context, last, case) || (next == at && is_noun(context, last, case))
}

/// Whether a capitalised token is likelier a person's name than anything else.
pub(super) fn is_person(context: &Context<'_>, at: usize) -> bool {
    use crate::morph::Name::{First, Last, Middle};
    is_capital(context, at)
        && context
            .readings(at)
            .iter()
            .take(1)
            .any(|reading| matches!(reading.name, Some(First | Middle | Last)))
}

/// The last token of what completes a noun from a token on: phrases in the genitive ("развития экспорта,
/// промышленности и инвестиций"), "по делам беженцев", "в сфере связи", "имени М. В. Ломоносова".
pub(super) fn complement(context: &Context<'_>, first: usize) -> Option<usize> {
    let mut end = None;
    let mut at = first;
    while let Some(last) =
        phrase(context, at).or_else(|| prepositional(context, at)).or_else(|| named(context, at))
    {
        end = Some(last);
        at = last + 1;
    }
    end
}

/// "по делам", "в сфере", "за оборотом", "с коррупцией".
fn prepositional(context: &Context<'_>, at: usize) -> Option<usize> {
    if context.breaks_before(at) {
        return None;
    }
    let case = match (context.token(at), context.key(at + 1)) {
        ("по", next) if !matches!(next, "делу" | "итогам" | "словам" | "мнению" | "данным") => {
            Case::Dative
        }
        ("при", _) | ("в", "сфере" | "области") => Case::Prepositional,
        _ => return None,
    };
    noun_phrase(context, at + 1, case).filter(|&last| !is_capital(context, last))
}

/// "имени" with a name.
fn named(context: &Context<'_>, at: usize) -> Option<usize> {
    let first = match (context.token(at), context.token(at + 1)) {
        ("имени", _) => at + 1,
        ("им", ".") => at + 2,
        _ => return None,
    };
    let is_name = |at: &usize| is_capital(context, *at) || matches!(context.token(*at), "." | "-");
    (first..first + 7).take_while(is_name).filter(|&at| is_capital(context, at)).last()
}

/// A further genitive phrase, perhaps after "и", or after a comma where an "и" follows.
fn phrase(context: &Context<'_>, at: usize) -> Option<usize> {
    let small = |first: usize| {
        noun_phrase(context, first, Case::Genitive).filter(|&last| {
            !is_capital(context, last) && !context.breaks_before(first) && !is_verb_like(context, first)
        })
    };
    match context.token(at) {
        "и" => small(at + 1),
        "," => {
            let last = small(at + 1)?;
            (context.token(last + 1) == "и" && small(last + 2).is_some()).then_some(last)
        }
        _ => small(at),
    }
}

/// Whether the likeliest reading of a token is a verb or a function word.
fn is_verb_like(context: &Context<'_>, at: usize) -> bool {
    context.readings(at).first().is_some_and(|reading| {
        !matches!(reading.part, Part::Noun | Part::Adjective | Part::Participle | Part::Numeral)
    })
}
