//! Persons' names in the nominative, with their parts.
//!
//! Every word of a name may be read in several ways; one case, gender and number holds for all of them. The
//! likeliest choice wins, given the words around and what other mentions in the document are read as.

use std::collections::HashMap;

use super::around::Evidence;
use super::eastern::{has_surname_first, read_as_foreign};
use super::hypothesis::{Hypothesis, Role, hypotheses};
use super::letters::written_like;
use crate::document::{PersonName, TokenKind};
use crate::morph::surname::case_share;
use crate::morph::{Case, Gender, Number, Reading};
use crate::span::Span;
use crate::tag::Context;

/// How often each nominative was the likely reading of a word elsewhere in the document.
#[derive(Debug, Default)]
pub(super) struct Votes(HashMap<(Role, String), f32>);

/// A name that has been read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) normal: String,
    pub(super) name: PersonName,
}

/// Words that stay as they are within names, and belong to the surname.
const PARTICLES: &[&str] = &[
    "абу", "аль", "ан", "ар", "бен", "бин", "ван", "да", "дала", "де", "дел", "дель", "ден", "дер", "ди",
    "до", "дос", "ду", "дэ", "заде", "ибн", "кызы", "ла", "ле", "ло", "оглы", "тен", "фон", "эд", "эль",
    "эс", "эт", "уль",
];

/// Stems of words in the plural that a family's name follows.
const KIN: &[&str] = &[
    "брать",
    "близнец",
    "династи",
    "родител",
    "семь",
    "сестер",
    "сестр",
    "супруг",
    "сыновь",
    "чета",
    "четы",
    "четой",
    "чету",
];

/// How many readings elsewhere weigh as much as what the word itself says.
const VOTE: f32 = 3.0;
/// The same for given names: alone they are seldom expected, unless the full name stands elsewhere.
const VOTE_FOR_FIRST: f32 = 30.0;
/// How many votes a name alone has.
const ALONE: f32 = 0.25;
/// How much likelier the nominative is where the given name does not decline.
const UNCHANGING: f32 = 2.0;
/// The score of a word that no hypothesis fits: it stays as it is.
const UNFIT: f32 = 0.002;
/// The same for what comes before the last part of a double or a long name: Жан-Полем, Чен Ына.
const UNFIT_PART: f32 = 0.05;

/// The same for what comes before the last syllable of a Korean name; it may decline or not.
const UNFIT_SYLLABLE: f32 = 0.5;

/// A word of a name: one token, or several that hyphens join.
#[derive(Debug)]
pub(super) enum Unit {
    /// `Д.`
    Initial { first: usize, last: usize },
    /// де, фон, Smith
    Fixed { first: usize, last: usize },
    /// Its parts: token, hypotheses.
    Word(Vec<(usize, Vec<Hypothesis>)>),
}

/// One choice for the whole name.
#[derive(Debug, Clone, Copy)]
struct Choice {
    pattern: &'static [Role],
    gender: Gender,
    number: Number,
    case: Case,
    score: f32,
}

const ONE: &[(&[Role], f32)] = &[(&[Role::Last], 0.8), (&[Role::First], 0.2)];
const TWO: &[(&[Role], f32)] = &[
    (&[Role::First, Role::Last], 0.8),
    (&[Role::Last, Role::First], 0.1),
    (&[Role::First, Role::Middle], 0.1),
];
const THREE: &[(&[Role], f32)] = &[
    (&[Role::First, Role::Middle, Role::Last], 0.5),
    (&[Role::Last, Role::First, Role::Middle], 0.3),
    (&[Role::First, Role::Last, Role::Last], 0.1),
    (&[Role::First, Role::First, Role::Last], 0.1),
];
const SURNAME_FIRST: &[(&[Role], f32)] =
    &[(&[Role::Last, Role::First], 1.0), (&[Role::Last, Role::First, Role::First], 1.0)];
const MORE: &[(&[Role], f32)] =
    &[(&[Role::First, Role::First, Role::Last, Role::Last, Role::Last, Role::Last], 1.0)];

const CASES: [Case; 6] = [
    Case::Nominative,
    Case::Genitive,
    Case::Dative,
    Case::Accusative,
    Case::Instrumental,
    Case::Prepositional,
];

impl Votes {
    /// Reads every name once without votes, and counts.
    pub(super) fn collect(context: &Context<'_>, spans: impl Iterator<Item = Span>) -> Self {
        let mut votes = Self::default();
        for span in spans {
            let Some((units, choices)) = weigh(context, span, &Self::default()) else { continue };
            // A full name tells more than a part of it.
            let words = units.iter().filter(|unit| matches!(unit, Unit::Word(_))).count();
            let weight = if words < 2 { ALONE } else { (words * words * words) as f32 };
            let total: f32 = choices.iter().map(|choice| choice.score).sum();
            for choice in choices.iter().filter(|choice| choice.score > 0.02 * total) {
                votes.add(&units, choice, weight * choice.score / total);
            }
        }
        votes
    }

    fn add(&mut self, units: &[Unit], choice: &Choice, share: f32) {
        for (role, parts) in roles(units, choice) {
            for hypothesis in parts.iter().filter_map(|(_, all)| best(all, role, choice, &Self::default())) {
                *self.0.entry((role, hypothesis.nominative.clone())).or_default() += share;
            }
        }
    }

    fn factor(&self, hypothesis: &Hypothesis) -> f32 {
        let weight = if hypothesis.role == Role::First { VOTE_FOR_FIRST } else { VOTE };
        let votes = self.0.get(&(hypothesis.role, hypothesis.nominative.clone()));
        1.0 + weight * votes.copied().unwrap_or_default()
    }
}

/// Reads the name in a span; `None` where it holds no word.
pub(super) fn read(context: &Context<'_>, span: Span, votes: &Votes) -> Option<Read> {
    let (units, choices) = weigh(context, span, votes)?;
    let choice =
        choices.iter().copied().reduce(|best, next| if next.score > best.score { next } else { best })?;
    Some(render(context, span, &units, &choice, votes))
}

/// The units of a name and every choice for it.
fn weigh(context: &Context<'_>, span: Span, votes: &Votes) -> Option<(Vec<Unit>, Vec<Choice>)> {
    let first = context.token_at(span.start());
    let end = context.token_at(span.end());
    let mut units = units(context, first, end);
    let words = units.iter().filter(|unit| matches!(unit, Unit::Word(_))).count();
    let has_initials = units.iter().any(|unit| matches!(unit, Unit::Initial { .. }));
    let patterns = match words {
        0 => return None,
        2 | 3 if has_surname_first(context, &units, words) => {
            read_as_foreign(context, &mut units);
            &SURNAME_FIRST[words - 2..words - 1]
        }
        1 if has_initials => &ONE[..1],
        1 => ONE,
        2 => TWO,
        3 => THREE,
        _ => MORE,
    };
    let mut evidence = Evidence::of_person(context, first, end.max(first + 1) - 1);
    if words > 1 && begins_unchanging(context, &units) {
        evidence.favour(&[Case::Nominative], UNCHANGING);
    }
    let plural =
        if first > 0 && KIN.iter().any(|stem| context.key(first - 1).starts_with(stem)) { 0.9 } else { 0.03 };
    let mut choices = Vec::new();
    for &(pattern, share) in patterns {
        for (gender, gender_share) in [(Gender::Masculine, 0.85), (Gender::Feminine, 0.15)] {
            for (number, number_share) in [(Number::Singular, 1.0 - plural), (Number::Plural, plural)] {
                for case in CASES {
                    let score = share
                        * gender_share
                        * number_share
                        * case_share(case)
                        * evidence.of(case, Some(gender));
                    let mut choice = Choice { pattern, gender, number, case, score };
                    choice.score *= fit(&units, &choice, votes);
                    choices.push(choice);
                }
            }
        }
    }
    Some((units, choices))
}

/// Whether the first word does not decline, such as Хорхе: the language that it is from has many surnames in -а.
fn begins_unchanging(context: &Context<'_>, units: &[Unit]) -> bool {
    let first = units.iter().find_map(|unit| match unit {
        Unit::Word(parts) => parts.first(),
        _ => None,
    });
    first.is_some_and(|&(at, _)| {
        context.key(at).ends_with(['о', 'е', 'и', 'у', 'ю'])
            && !context.lexicon.is_first_name(context.key(at))
    })
}

/// How well the words fit a choice.
fn fit(units: &[Unit], choice: &Choice, votes: &Votes) -> f32 {
    let mut product = 1.0;
    let words = choice.pattern.len();
    for (nth, (role, parts)) in roles(units, choice).enumerate() {
        for (at, (_, all)) in parts.iter().enumerate() {
            let inside = at + 1 < parts.len() || (words > 2 && nth + 1 < words);
            let unfit = match () {
                () if nth + 1 < words && choice.pattern == SURNAME_FIRST[1].0 => UNFIT_SYLLABLE,
                () if inside => UNFIT_PART,
                () => UNFIT,
            };
            product *=
                best(all, role, choice, votes).map_or(unfit, |h| (h.score * votes.factor(h)).max(unfit));
        }
    }
    product
}

/// The words of a name with their roles in a choice.
fn roles<'u>(
    units: &'u [Unit],
    choice: &Choice,
) -> impl Iterator<Item = (Role, &'u [(usize, Vec<Hypothesis>)])> + use<'u> {
    let words = units.iter().filter_map(|unit| match unit {
        Unit::Word(parts) => Some(parts.as_slice()),
        _ => None,
    });
    let pattern = choice.pattern;
    words.enumerate().map(move |(at, parts)| (pattern.get(at).copied().unwrap_or(Role::Last), parts))
}

fn best<'h>(all: &'h [Hypothesis], role: Role, choice: &Choice, votes: &Votes) -> Option<&'h Hypothesis> {
    let fits = all.iter().filter(|h| {
        h.role == role
            && h.number == choice.number
            && h.case.is_none_or(|case| case == choice.case)
            && (h.gender.is_none_or(|gender| gender == choice.gender) || h.number == Number::Plural)
    });
    fits.map(|h| (h, h.score * votes.factor(h))).reduce(|a, b| if b.1 > a.1 { b } else { a }).map(|(h, _)| h)
}

fn units(context: &Context<'_>, first: usize, end: usize) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut at = first;
    while at < end {
        let kind = context.tokens[at].kind;
        if kind != TokenKind::Word {
            at += 1;
            continue;
        }
        let last = joined_until(context, at, end);
        if last == at && is_initial(context, at, end) {
            units.push(Unit::Initial { first: at, last: at + 1 });
            at += 2;
            continue;
        }
        units.push(unit(context, at, last, at > first && last + 1 < end));
        at = last + 1;
    }
    units
}

/// The last token that hyphens or apostrophes join to the one at `at`.
fn joined_until(context: &Context<'_>, at: usize, end: usize) -> usize {
    let mut last = at;
    while last + 2 < end
        && context.is_joined(last)
        && matches!(context.key(last + 1), "-" | "‑" | "'" | "’" | "`")
        && context.is_joined(last + 1)
        && context.tokens[last + 2].kind == TokenKind::Word
    {
        last += 2;
    }
    last
}

fn is_initial(context: &Context<'_>, at: usize, end: usize) -> bool {
    let word = context.token(at);
    let letters = word.chars().count();
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let pointed = at + 1 < end && context.key(at + 1) == "." && context.is_joined(at);
    capital && pointed && letters <= 2
}

fn unit(context: &Context<'_>, first: usize, last: usize, inside: bool) -> Unit {
    let key = context.key(first);
    let russian = (first..=last).step_by(2).all(|at| context.key(at).chars().all(|c| matches!(c, 'а'..='я')));
    let small = context.token(first).chars().next().is_some_and(char::is_lowercase);
    let named =
        || inside && matches!(key, "бен" | "бин" | "де" | "дель" | "ди" | "ла" | "ле" | "фон" | "эль");
    let fixed =
        || PARTICLES.contains(&key) && small || matches!(key, "аль" | "ибн" | "кызы" | "оглы") || named();
    if !russian || (first == last && fixed()) {
        return Unit::Fixed { first, last };
    }
    // аль-Асад, ас-Сиси: an article.
    let is_article = |at: usize| {
        at < last
            && (PARTICLES.contains(&context.key(at)) || context.token(at).starts_with(char::is_lowercase))
    };
    let parts = (first..=last).step_by(2).filter(|&at| !is_article(at)).map(|at| {
        let nominative = |reading: &Reading| {
            let number = reading.number.unwrap_or(Number::Singular);
            context.lexicon.decline(reading, Case::Nominative, number)
        };
        (at, hypotheses(context.key(at), context.readings(at), context.lexicon, nominative))
    });
    Unit::Word(parts.collect())
}

fn render(context: &Context<'_>, span: Span, units: &[Unit], choice: &Choice, votes: &Votes) -> Read {
    let mut written: HashMap<usize, String> = HashMap::new();
    for (role, parts) in roles(units, choice) {
        for (at, all) in parts {
            if let Some(hypothesis) = best(all, role, choice, votes) {
                written.insert(*at, written_like(&hypothesis.nominative, context.token(*at)));
            }
        }
    }
    let normal = super::rewritten(context, span, &written);
    let text = |first: usize, last: usize| super::rewritten(context, context.span(first, last), &written);
    let mut name = PersonName::default();
    let mut words = roles(units, choice);
    for unit in units {
        match unit {
            Unit::Initial { first, last } => {
                let slot = if name.first.is_none() { &mut name.first } else { &mut name.middle };
                append(slot, text(*first, *last));
            }
            Unit::Fixed { first, last } => append(&mut name.last, text(*first, *last)),
            Unit::Word(parts) => {
                let Some((role, _)) = words.next() else { continue };
                let slot = match role {
                    Role::First => &mut name.first,
                    Role::Middle => &mut name.middle,
                    Role::Last => &mut name.last,
                };
                let (first, last) = (parts[0].0, parts[parts.len() - 1].0);
                append(slot, text(first, last));
            }
        }
    }
    Read { normal, name }
}

fn append(slot: &mut Option<String>, text: String) {
    match slot {
        Some(before) => {
            before.push(' ');
            before.push_str(&text);
        }
        None => *slot = Some(text),
    }
}
