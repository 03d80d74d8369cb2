//! Finding mentions: every rule proposes candidates, one resolution chooses among them.

mod context;

use crate::document::{Kind, Mention, MentionId, Origin, Value};
use crate::span::Span;

pub use context::{Context, fold};

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
pub const RULES: &[&[Rule]] = &[];

/// Runs every rule.
pub fn candidates(context: &Context<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for rule in RULES.iter().copied().flatten() {
        (rule.find)(context, &mut found);
    }
    found
}

/// Chooses mentions among candidates: none crosses another, and no span has one kind twice.
///
/// The order is total: score, then length, then place, then kind, then rule.
pub fn resolve(mut candidates: Vec<Candidate>) -> Vec<Mention> {
    candidates.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(b.span.len().cmp(&a.span.len()))
            .then(a.span.cmp(&b.span))
            .then(a.kind.cmp(&b.kind))
            .then(a.rule.cmp(b.rule))
    });
    let mut chosen: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let fits = chosen.iter().all(|other| {
            !candidate.span.crosses(other.span)
                && (candidate.span != other.span || candidate.kind != other.kind)
        });
        if fits {
            chosen.push(candidate);
        }
    }
    chosen.sort_by(|a, b| a.span.cmp(&b.span).then(a.kind.cmp(&b.kind)));
    chosen
        .into_iter()
        .zip(0..)
        .map(|(candidate, id)| Mention {
            id: MentionId(id),
            span: candidate.span,
            kind: candidate.kind,
            normal: None,
            value: candidate.value,
            entity: None,
            origin: Origin::Rule { name: candidate.rule.into(), score: candidate.score },
        })
        .collect()
}
