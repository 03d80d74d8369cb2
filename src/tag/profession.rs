//! Professions and offices: a listed word with what stands before it (главный, вице-) and after it (an
//! organisation, a place, a complement).

use std::collections::HashMap;

use super::grammar::{agrees, complement};
use super::names::{hyphenated, is_acronym, is_capital};
use super::{Candidate, Context, Rule, lists};
use crate::document::Kind;
use crate::morph::{Case, Part};

pub(super) const RULES: &[Rule] = &[Rule { name: "profession", find }];

/// Adjectives that belong to an office; others (бывший, новый, известный) describe its holder.
const OF_OFFICE: &[&str] = &[
    "главный",
    "первый",
    "наследный",
    "федеральный",
    "инвестиционный",
    "телевизионный",
    "хоккейный",
    "окружной",
    "оперный",
    "столичный",
    "муниципальный",
    "старший",
    "младший",
    "морской",
    "частный",
    "спортивный",
    "художественный",
    "государственный",
    "цирковой",
    "газетный",
    "городской",
    "центральный",
    "театральный",
    "воздушный",
    "транспортный",
    "специальный",
    "военный",
    "верховный",
    "эстрадный",
    "кадровый",
    "генеральный",
    "исполнительный",
    "коммерческий",
    "финансовый",
    "технический",
    "музыкальный",
    "бригадный",
    "административный",
    "региональный",
    "управляющий",
    "научный",
    "творческий",
    "футбольный",
    "судебный",
    "санитарный",
    "полномочный",
    "заслуженный",
    "вице",
    "почетный",
    "пожарный",
    "уличный",
    "личный",
    "официальный",
    "политический",
    "детский",
];

/// Prefixes after which the rest is a profession of its own.
const FORMER: &[&str] = &["экс", "поп", "стендап"];

/// What starts at an offset: its last token and whether it is an organisation.
type Starts = HashMap<u32, (usize, bool)>;

fn find(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let starts = starts(context, found);
    for at in 0..context.tokens.len() {
        let phrases = lists::plausible(context, at).filter(|phrase| phrase.what.kind == Kind::Profession);
        for phrase in phrases.collect::<Vec<_>>() {
            let first = beginning(context, phrase.first, phrase.last);
            let is_noun =
                context.readings(phrase.last).first().is_none_or(|reading| reading.part == Part::Noun);
            let (end, is_organization) =
                if is_noun { ending(context, phrase.last, &starts, 0) } else { (phrase.last, false) };
            let mut push = |(first, last), rule, score| {
                found.push(Candidate {
                    span: context.span(first, last),
                    kind: Kind::Profession,
                    value: None,
                    rule,
                    score,
                });
            };
            if !is_organization {
                push((first, phrase.last), "profession.list", phrase.what.score);
            }
            if end > phrase.last {
                let rule = if is_organization { "profession.organization" } else { "profession.place" };
                push((first, end), rule, if is_organization { 0.8 } else { 0.75 });
            }
        }
    }
}

/// The organisations and places that other rules have found, by where they start; the longest of each.
fn starts(context: &Context<'_>, found: &[Candidate]) -> Starts {
    let mut starts = Starts::new();
    for candidate in found.iter().filter(|candidate| candidate.score >= 0.4) {
        let is_organization = candidate.kind == Kind::Organization;
        let is_place =
            matches!(candidate.kind, Kind::City | Kind::Country | Kind::StateOrProvince | Kind::District);
        if is_organization || is_place {
            let last = context.token_at(candidate.span.end()).saturating_sub(1);
            let entry = starts.entry(candidate.span.start()).or_insert((last, is_organization));
            *entry = (*entry).max((last, is_organization));
        }
    }
    starts
}

/// The first token of the name of an office: adjectives and prefixes are taken in.
fn beginning(context: &Context<'_>, first: usize, noun: usize) -> usize {
    let mut first = first;
    let start = hyphenated(context, first);
    if start < first && !FORMER.contains(&context.key(first - 2)) {
        first = start;
    }
    while let Some(before) = first.checked_sub(1) {
        let is_office =
            context.readings(before).iter().any(|reading| OF_OFFICE.contains(&reading.lemma.as_str()));
        if !is_office || context.breaks_before(first) || !agrees(context, before, noun) {
            break;
        }
        first = before;
    }
    first
}

/// The last token of an office, and whether an organisation follows its noun at once. Offices may follow each
/// other: "заместитель руководителя департамента".
fn ending(context: &Context<'_>, noun: usize, starts: &Starts, depth: usize) -> (usize, bool) {
    let named = |at: usize| {
        let token = context.tokens.get(at).filter(|_| !context.breaks_before(at))?;
        starts
            .get(&token.span.start())
            .copied()
            .filter(|&(last, is_organization)| is_organization || is_noun(context, last))
    };
    if let Some((last, is_organization)) = named(noun + 1).or_else(|| quoted(context, noun, &named)) {
        return (last, is_organization);
    }
    if depth < 3
        && let Some(next) = office(context, noun + 1)
    {
        return (ending(context, next, starts, depth + 1).0, false);
    }
    let body = complement(context, noun + 1).filter(|&body| !is_capital(context, body));
    let end = body.and_then(|body| named(body + 1).or_else(|| quoted(context, body, &named)));
    (end.map_or(noun, |(last, _)| last), false)
}

/// The noun of an office in the genitive that begins at a token.
fn office(context: &Context<'_>, at: usize) -> Option<usize> {
    if context.breaks_before(at) {
        return None;
    }
    let offices = lists::plausible(context, at).filter(|phrase| phrase.what.kind == Kind::Profession);
    offices
        .filter(|phrase| super::grammar::is_noun(context, phrase.last, Case::Genitive))
        .map(|phrase| phrase.last)
        .max()
}

/// "глава «Металлоинвеста»": the marks are taken in, so that they stay balanced.
fn quoted(
    context: &Context<'_>,
    noun: usize,
    named: &impl Fn(usize) -> Option<(usize, bool)>,
) -> Option<(usize, bool)> {
    if !context.opens_quote(noun + 1) {
        return None;
    }
    let (last, is_organization) = named(noun + 2)?;
    let is_closed = matches!(context.token(last + 1), "»" | "\"" | "“");
    (is_organization && is_closed).then_some((last + 1, true))
}

/// Whether a place is named by a noun: "мэр Москвы", not "мэр московского района".
fn is_noun(context: &Context<'_>, at: usize) -> bool {
    is_acronym(context, at)
        || !context
            .readings(at)
            .first()
            .is_some_and(|reading| reading.part == Part::Adjective && reading.known)
}
