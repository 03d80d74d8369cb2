//! Who said what: direct and reported speech with its speaker.

use crate::document::{Entity, Mention, Quote};
use crate::tag::Context;

/// Finds direct and reported speech and who said it.
pub fn quotes(_context: &Context<'_>, _mentions: &[Mention], _entities: &[Entity]) -> Vec<Quote> {
    Vec::new()
}
