//! Mentions to entities, and relations between mentions.

use crate::document::{Entity, Mention, Relation};
use crate::tag::Context;

/// Groups the mentions of each thing into an entity and sets their `entity`.
pub fn entities(_context: &Context<'_>, _mentions: &mut [Mention]) -> Vec<Entity> {
    Vec::new()
}

/// Finds who works where and as what, and which names belong together.
pub fn relations(_context: &Context<'_>, _mentions: &[Mention], _entities: &[Entity]) -> Vec<Relation> {
    Vec::new()
}
