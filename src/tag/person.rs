//! People: given names, patronymics, surnames and initials that stand together, and surnames that the text
//! has introduced.

use std::collections::HashSet;

use super::names::{NamePart, NameWord, begins_sentence, is_capital, is_roman, runs, stem};
use super::{Candidate, Context, Rule};
use crate::document::Kind;
use crate::morph::{Form, Part};

use NamePart::{Common, First, Initial, Last, Latin, Middle, Particle, Unknown};

pub(super) const RULES: &[Rule] = &[Rule { name: "person", find }];

/// A shape of a name: the parts it is made of, with a name for the rule and its precision on NEREL's
/// training texts.
struct Shape {
    rule: &'static str,
    parts: &'static [&'static [NamePart]],
    score: f32,
}

const SURNAME: &[NamePart] = &[Last, Unknown];
const GIVEN: &[NamePart] = &[First, Unknown];
const ANY: &[NamePart] = &[Last, Unknown, First, Common];

/// The first that fits is taken.
const SHAPES: &[Shape] = &[
    Shape { rule: "person.first_middle_last", parts: &[GIVEN, &[Middle], ANY], score: 0.97 },
    Shape { rule: "person.last_first_middle", parts: &[SURNAME, &[First], &[Middle]], score: 0.95 },
    Shape { rule: "person.initials_last", parts: &[&[Initial], &[Initial], ANY], score: 0.95 },
    Shape { rule: "person.last_initials", parts: &[SURNAME, &[Initial], &[Initial]], score: 0.9 },
    Shape { rule: "person.first_initial_last", parts: &[GIVEN, &[Initial], SURNAME], score: 0.95 },
    Shape { rule: "person.particles", parts: &[ANY, &[Particle], &[Particle], ANY], score: 0.9 },
    Shape { rule: "person.particle_three", parts: &[&[First], SURNAME, &[Particle], ANY], score: 0.9 },
    Shape {
        rule: "person.particle_four",
        parts: &[&[First], &[Particle], ANY, &[Particle], ANY],
        score: 0.9,
    },
    Shape { rule: "person.particle", parts: &[&[First, Last, Unknown], &[Particle], ANY], score: 0.9 },
    Shape { rule: "person.four", parts: &[&[First], GIVEN, GIVEN, SURNAME], score: 0.9 },
    Shape { rule: "person.three", parts: &[&[First], ANY, SURNAME], score: 0.9 },
    Shape { rule: "person.first_last", parts: &[&[First], SURNAME], score: 0.98 },
    Shape { rule: "person.first_middle", parts: &[&[First], &[Middle]], score: 0.98 },
    Shape { rule: "person.three_first", parts: &[&[First], &[First, Common], &[First]], score: 0.8 },
    Shape { rule: "person.first_first", parts: &[&[First], &[First]], score: 0.83 },
    Shape { rule: "person.three_unknown", parts: &[&[Unknown], GIVEN, SURNAME], score: 0.8 },
    Shape { rule: "person.unknown_last", parts: &[&[Unknown], &[Last]], score: 0.88 },
    Shape { rule: "person.initial_last", parts: &[&[Initial], SURNAME], score: 0.97 },
    Shape { rule: "person.last_first", parts: &[SURNAME, &[First]], score: 0.5 },
    Shape { rule: "person.first_common", parts: &[&[First], &[Common]], score: 0.8 },
    Shape { rule: "person.unknown_unknown", parts: &[&[Unknown, Last], SURNAME], score: 0.7 },
    Shape { rule: "person.common_last", parts: &[&[Common], &[Last]], score: 0.5 },
];

fn find(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let mut rest: Vec<NameWord> = Vec::new();
    let mut known = Known::default();
    let quotes = super::quoted::pairs(context);
    for run in &runs(context) {
        let mut at = 0;
        while at < run.len() {
            let words = &run[at..];
            let shape = SHAPES.iter().find(|shape| fits(shape, words) && !strays(context, words));
            let Some(shape) = shape
                .filter(|shape| !(shape.parts[0] == [Common] && begins_sentence(context, words[0].first)))
            else {
                rest.push(run[at]);
                at += 1;
                continue;
            };
            let words = &run[at..at + shape.parts.len()];
            at += words.len();
            if shape.score < 0.85
                && quotes.iter().any(|pair| pair.open < words[0].first && words[0].first < pair.close)
            {
                continue;
            }
            found.push(candidate(context, words, shape.rule, shape.score));
            known.add(context, words);
        }
    }
    for word in rest {
        if let Some((rule, score)) = alone(context, word, &known) {
            found.push(candidate(context, &[word], rule, score));
        }
    }
    in_brackets(context, found);
}

/// Names that the text has introduced, by their stems.
#[derive(Default)]
struct Known<'c> {
    firsts: HashSet<&'c str>,
    surnames: HashSet<&'c str>,
}

impl<'c> Known<'c> {
    fn add(&mut self, context: &'c Context<'_>, words: &[NameWord]) {
        for word in words.iter().filter(|word| matches!(word.part, First | Last | Unknown | Common)) {
            let names = if word.part == First { &mut self.firsts } else { &mut self.surnames };
            names.insert(stem(context.key(word.last)));
        }
    }
}

/// Whether the first word stands before a name without being part of it: another's surname in the genitive
/// ("адвокат Савченко Марк Фейгин"), a noun that begins the sentence ("Новозеландка Валери Адамс"); where rare words
/// are lacking, any word that begins it before a surname or an initial ("Позже Собянин").
fn strays(context: &Context<'_>, words: &[NameWord]) -> bool {
    let parts: Vec<NamePart> = words.iter().take(3).map(|word| word.part).collect();
    match parts[..] {
        [Last | Unknown, First, Last | Unknown] => true,
        [Unknown, Unknown, Last | Unknown] => begins_sentence(context, words[0].first),
        [Unknown, Initial | Last, ..] => {
            !context.lexicon.has_rare_words() && begins_sentence(context, words[0].first)
        }
        _ => false,
    }
}

fn fits(shape: &Shape, words: &[NameWord]) -> bool {
    words.len() >= shape.parts.len()
        && shape.parts.iter().zip(words).all(|(admitted, word)| admitted.contains(&word.part))
}

fn candidate(context: &Context<'_>, words: &[NameWord], rule: &'static str, score: f32) -> Candidate {
    let (first, mut last) = (words[0].first, words[words.len() - 1].last);
    let mut score = score;
    if is_roman(context, last + 1) && !context.breaks_before(last + 1) {
        last += 1;
        score = score.max(0.9);
    }
    Candidate { span: context.span(first, last), kind: Kind::Person, value: None, rule, score }
}

/// The original spelling of a foreign name: "Марком Цукербергом (Mark Zuckerberg)".
fn in_brackets(context: &Context<'_>, found: &mut Vec<Candidate>) {
    for at in 0..found.len() {
        let open = context.token_at(found[at].span.end());
        let is_latin =
            |at: usize| is_capital(context, at) && context.key(at).starts_with(|c: char| c.is_ascii());
        let close =
            (open + 1..open + 6).find(|&at| !is_latin(at) && context.token(at) != "-").unwrap_or(open);
        if found[at].kind == Kind::Person
            && context.token(open) == "("
            && close > open + 1
            && context.token(close) == ")"
        {
            let span = context.span(open + 1, close - 1);
            found.push(Candidate {
                span,
                kind: Kind::Person,
                value: None,
                rule: "person.original",
                score: 0.9,
            });
        }
    }
}

/// A single word: a name that the text has introduced, a given name, or a surname that does something.
fn alone(context: &Context<'_>, word: NameWord, known: &Known<'_>) -> Option<(&'static str, f32)> {
    let key = stem(context.key(word.last));
    let starts = begins_sentence(context, word.first);
    match word.part {
        Last | Unknown | First | Common
            if known.surnames.contains(key) && !(word.part == Common && starts) =>
        {
            Some(("person.known_surname", 0.93))
        }
        First if known.firsts.contains(key) => Some(("person.known_first", 0.85)),
        First if is_roman(context, word.last + 1) => Some(("person.monarch", 0.95)),
        First => Some(("person.first", 0.55)),
        Latin => None,
        Last if acts(context, word) => Some(("person.surname_verb", 0.57)),
        Last if context.token(word.last + 1) == ":" && starts => Some(("person.surname_colon", 0.9)),
        Last if !starts => Some(("person.surname", 0.35)),
        Last => Some(("person.surname_first", 0.4)),
        Unknown if acts(context, word) => Some(("person.unknown_verb", 0.22)),
        _ => None,
    }
}

/// Whether a finite verb stands beside the word.
fn acts(context: &Context<'_>, word: NameWord) -> bool {
    let is_verb = |at: usize| {
        context.readings(at).first().is_some_and(|reading| {
            reading.part == Part::Verb && reading.form == Form::Full && reading.known && reading.score > 0.5
        })
    };
    is_verb(word.last + 1) || word.first.checked_sub(1).is_some_and(is_verb)
}
