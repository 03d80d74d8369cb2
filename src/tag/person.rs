//! People: given names, patronymics, surnames and initials that stand together, and surnames that the text
//! has introduced.

use std::collections::HashSet;

use super::names::{NamePart, NameWord, begins_sentence, runs, stem};
use super::{Candidate, Context, Rule};
use crate::document::Kind;
use crate::morph::{Form, Part};

use NamePart::{Common, First, Initial, Last, Middle, Particle, Unknown};

pub(super) const RULES: &[Rule] = &[Rule { name: "person", find }];

/// A shape of a name: the parts it is made of, with a name for the rule and its precision on NEREL's
/// training texts.
struct Shape {
    rule: &'static str,
    parts: &'static [&'static [NamePart]],
    score: f32,
}

const SURNAME: &[NamePart] = &[Last, Unknown];
const ANY: &[NamePart] = &[Last, Unknown, First, Common];

/// Longer shapes first; the first that fits is taken.
const SHAPES: &[Shape] = &[
    Shape { rule: "person.first_middle_last", parts: &[&[First, Unknown], &[Middle], ANY], score: 0.97 },
    Shape { rule: "person.last_first_middle", parts: &[SURNAME, &[First], &[Middle]], score: 0.95 },
    Shape { rule: "person.initials_last", parts: &[&[Initial], &[Initial], ANY], score: 0.95 },
    Shape { rule: "person.last_initials", parts: &[SURNAME, &[Initial], &[Initial]], score: 0.9 },
    Shape { rule: "person.first_initial_last", parts: &[&[First, Unknown], &[Initial], SURNAME], score: 0.95 },
    Shape { rule: "person.particle", parts: &[&[First, Last, Unknown], &[Particle], &[First, Last, Unknown]], score: 0.9 },
    Shape { rule: "person.three", parts: &[&[First], &[First, Unknown], SURNAME], score: 0.9 },
    Shape { rule: "person.first_last", parts: &[&[First], SURNAME], score: 0.95 },
    Shape { rule: "person.first_middle", parts: &[&[First], &[Middle]], score: 0.95 },
    Shape { rule: "person.first_first", parts: &[&[First], &[First]], score: 0.9 },
    Shape { rule: "person.unknown_last", parts: &[&[Unknown], &[Last]], score: 0.85 },
    Shape { rule: "person.initial_last", parts: &[&[Initial], SURNAME], score: 0.9 },
    Shape { rule: "person.last_initial", parts: &[&[Last], &[Initial]], score: 0.7 },
    Shape { rule: "person.last_first", parts: &[SURNAME, &[First]], score: 0.8 },
    Shape { rule: "person.first_common", parts: &[&[First], &[Common]], score: 0.7 },
    Shape { rule: "person.unknown_unknown", parts: &[&[Unknown, Last], &[Unknown, Last]], score: 0.6 },
];

fn find(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let runs = runs(context);
    let mut rest: Vec<NameWord> = Vec::new();
    let mut surnames: HashSet<&str> = HashSet::new();
    let mut firsts: HashSet<&str> = HashSet::new();
    for run in &runs {
        let mut at = 0;
        while at < run.len() {
            let Some(shape) = SHAPES.iter().find(|shape| fits(shape, &run[at..])) else {
                rest.push(run[at]);
                at += 1;
                continue;
            };
            let words = &run[at..at + shape.parts.len()];
            at += words.len();
            found.push(candidate(context, words, shape.rule, shape.score));
            for word in words {
                let known = if word.part == First { &mut firsts } else { &mut surnames };
                known.insert(stem(context.key(word.last)));
            }
        }
    }
    for word in rest {
        if let Some((rule, score)) = alone(context, word, &surnames, &firsts) {
            found.push(candidate(context, &[word], rule, score));
        }
    }
}

fn fits(shape: &Shape, words: &[NameWord]) -> bool {
    words.len() >= shape.parts.len()
        && shape.parts.iter().zip(words).all(|(admitted, word)| admitted.contains(&word.part))
}

fn candidate(context: &Context<'_>, words: &[NameWord], rule: &'static str, score: f32) -> Candidate {
    let (first, last) = (words[0].first, words[words.len() - 1].last);
    Candidate { span: context.span(first, last), kind: Kind::Person, value: None, rule, score }
}

/// A single word: a name that the text has introduced, a given name, or a surname that does something.
fn alone(
    context: &Context<'_>,
    word: NameWord,
    surnames: &HashSet<&str>,
    firsts: &HashSet<&str>,
) -> Option<(&'static str, f32)> {
    let key = stem(context.key(word.last));
    let starts = begins_sentence(context, word.first);
    match word.part {
        Last | Unknown | First | Common if surnames.contains(key) && !(word.part == Common && starts) => {
            Some(("person.known_surname", 0.93))
        }
        First if firsts.contains(key) => Some(("person.known_first", 0.85)),
        First => Some(("person.first", 0.6)),
        Last if acts(context, word) => Some(("person.surname_verb", 0.85)),
        Last if context.token(word.last + 1) == ":" && starts => Some(("person.surname_colon", 0.9)),
        Last if !starts => Some(("person.surname", 0.6)),
        Last => Some(("person.surname_first", 0.4)),
        Unknown if acts(context, word) => Some(("person.unknown_verb", 0.5)),
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
