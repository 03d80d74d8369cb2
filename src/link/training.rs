//! What the training tool in `tools/names` needs of the core: pairs of mentions with what the forests read of
//! them. Not part of the public interface.

use super::{alias, holder, office, role};
use crate::document::{Entity, Mention};
use crate::tag::Context;

pub use super::candidate::Candidate;

/// The people who may hold each office.
pub fn holders(context: &Context<'_>, mentions: &[Mention], entities: &[Entity]) -> Vec<Candidate> {
    let mut found = office::held(context, mentions);
    role::add(context, mentions, entities, &mut found);
    holder::candidates(context, mentions, &found)
}

/// The names that may be other names of one before.
pub fn aliases(context: &Context<'_>, mentions: &[Mention]) -> Vec<Candidate> {
    alias::candidates(context, mentions)
}

/// The kind of each mention and the lemma that it is about, of which the training tool counts rates.
pub fn heads<'c>(context: &'c Context<'c>, mentions: &'c [Mention]) -> Vec<(&'static str, &'c str)> {
    alias::heads(context, mentions)
}
