//! Figures as an editor checks them: what is measured, when, and how it changed.

use crate::document::{Entity, Mention, Metric};
use crate::tag::Context;

/// Reads the metrics of a text from its numeric mentions.
pub fn metrics(_context: &Context<'_>, _mentions: &[Mention], _entities: &[Entity]) -> Vec<Metric> {
    Vec::new()
}
