//! Finding mentions: every rule proposes candidates, one resolution chooses among them.

mod context;
pub(crate) mod figure;
mod grammar;
mod latin;
mod law;
mod lists;
mod merge;
mod names;
pub mod neural;
mod organization;
mod person;
mod phrases;
mod place;
mod profession;
mod quoted;
mod resolve;
pub(crate) mod trend;

use serde::{Deserialize, Serialize};

use crate::document::{Kind, Mention, Value};
use crate::sort;
use crate::span::Span;

use neural::Tagger;

pub use context::Context;
pub(crate) use names::{is_first_name, stem};
pub use resolve::resolve;

/// The usual name of a thing that the lists know by a span: Россия for "РФ" and for "российский".
pub(crate) fn known_name(context: &Context<'_>, span: Span, kind: Kind) -> Option<&'static str> {
    lists::exactly(context, span, kind).map(|entry| entry.name)
}

/// The same for a name to be shown: several words that the list has one by one in their dictionary forms are none.
pub(crate) fn usual_name(context: &Context<'_>, span: Span, kind: Kind) -> Option<String> {
    let entry = lists::exactly(context, span, kind)?;
    let name = entry.name.replace(" - ", "-");
    (entry.is_named || !name.contains(' ')).then_some(name)
}

/// A span that a rule proposes.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Where.
    pub span: Span,
    /// What it would be.
    pub kind: Kind,
    /// What it says, read.
    pub value: Option<Value>,
    /// The rule that proposes it: `person.first_last`.
    pub rule: &'static str,
    /// The share of the rule's candidates that are right on the development data, 0 to 1.
    pub score: f32,
}

/// A named source of candidates.
#[derive(Debug)]
pub struct Rule {
    /// Family and name: `person.first_last`.
    pub name: &'static str,
    /// Proposes candidates.
    pub find: fn(&Context<'_>, &mut Vec<Candidate>),
}

/// Every rule, in the order of the families. Adding one is a file and a line here.
pub const RULES: &[&[Rule]] = &[
    figure::RULES,
    lists::RULES,
    person::RULES,
    quoted::RULES,
    organization::RULES,
    latin::RULES,
    place::RULES,
    law::RULES,
    profession::RULES,
];

/// Rules that are right less often than this cost an editor more than they give.
const LEAST_SCORE: f32 = 0.4;

/// Runs every rule.
pub fn candidates(context: &Context<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for rule in RULES.iter().copied().flatten() {
        (rule.find)(context, &mut found);
    }
    found.retain(|candidate| candidate.score >= LEAST_SCORE);
    found
}

/// Who looks for mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finders {
    /// Rules and word lists.
    Rules,
    /// The tagger, which then sees nothing of the rules.
    Model,
    /// Both.
    #[default]
    Both,
}

/// The mentions of a text; rules alone look for them where there is no tagger.
pub fn mentions(context: &Context<'_>, tagger: Option<&Tagger>, finders: Finders) -> Vec<Mention> {
    let candidates = candidates(context);
    let Some(tagger) = tagger.filter(|_| finders != Finders::Rules) else { return resolve(candidates) };
    let figures = Figures::new(&candidates);
    let mut found = if finders == Finders::Model {
        merge::alone(&tagger.tag(context, &[]))
    } else {
        let rules = resolve(candidates);
        merge::merge(&rules, &tagger.tag(context, &rules), tagger.seen())
    };
    for mention in found.iter_mut().filter(|mention| mention.value.is_none()) {
        mention.value = figures.read(mention.span, mention.kind).cloned();
    }
    found
}

/// What the rules read in figures and dates, wherever those begin and end for others.
#[derive(Debug)]
pub(crate) struct Figures(Vec<(Span, Kind, Value)>);

/// No figure begins further before its last part, in bytes.
const FIGURE_REACH: u32 = 64;

impl Figures {
    /// The candidates that have a value.
    pub(crate) fn new(candidates: &[Candidate]) -> Self {
        let read = candidates.iter().filter(|found| found.kind.is_numeric());
        let mut read: Vec<_> =
            read.filter_map(|found| Some((found.span, found.kind, found.value.clone()?))).collect();
        sort::by_key(&mut read, |(span, ..)| *span);
        Self(read)
    }

    /// What a span of a kind says: the longest candidate of that kind inside it or around it.
    pub(crate) fn read(&self, span: Span, kind: Kind) -> Option<&Value> {
        let first = self.0.partition_point(|(found, ..)| found.start() + FIGURE_REACH < span.start());
        let near = self.0[first..].iter().take_while(|(found, ..)| found.start() < span.end());
        let fits =
            near.filter(|(found, of, _)| *of == kind && (span.contains(*found) || found.contains(span)));
        fits.max_by_key(|(found, ..)| found.len()).map(|(.., value)| value)
    }
}
