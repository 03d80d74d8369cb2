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
use crate::span::Span;

use neural::Tagger;

pub use context::Context;
pub(crate) use names::{is_first_name, stem};
pub use resolve::resolve;

/// The usual name of a thing that the lists know by a span: Россия for "РФ" and for "российский".
pub(crate) fn known_name(context: &Context<'_>, span: Span, kind: Kind) -> Option<&'static str> {
    lists::exactly(context, span, kind).map(|entry| entry.name)
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
    let rules = resolve(candidates(context));
    match (finders, tagger) {
        (Finders::Rules, _) | (_, None) => rules,
        (Finders::Model, Some(tagger)) => merge::alone(&tagger.tag(context, &[])),
        (Finders::Both, Some(tagger)) => merge::merge(&rules, &tagger.tag(context, &rules), tagger.seen()),
    }
}
