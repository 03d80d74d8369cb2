//! Mentions to entities, and relations between mentions.

mod alias;
mod candidate;
mod holder;
mod names;
mod office;
mod organization;
mod person;
mod relation;
mod role;
mod scene;
mod shortened;
#[doc(hidden)]
pub mod training;

use std::collections::HashMap;

use crate::document::{Entity, EntityId, Kind, Mention, MentionId};
use crate::tag::Context;

pub use relation::relations;

/// Groups the mentions of each thing into an entity and sets their `entity`. Figures and dates have none; a role
/// that means a person belongs to the person's entity.
pub fn entities(context: &Context<'_>, mentions: &mut [Mention]) -> Vec<Entity> {
    let mut groups = Groups::new(mentions.len());
    same_name(context, mentions, &mut groups);
    organization::link(context, mentions, &mut groups);
    shortened::link(context, mentions, &mut groups);
    person::link(context, mentions, &mut groups);
    let meant = role::meant(context, mentions, &mut groups);
    let mut entities: Vec<Entity> = Vec::new();
    let mut entity_of_root: HashMap<usize, EntityId> = HashMap::new();
    for at in (0..mentions.len()).filter(|&at| !mentions[at].kind.is_numeric()).collect::<Vec<_>>() {
        let kind = mentions[at].kind;
        let id = *entity_of_root.entry(groups.root(*meant.get(&at).unwrap_or(&at))).or_insert_with(|| {
            let id = EntityId(entities.len() as u32);
            entities.push(Entity { id, kind, name: String::new(), mentions: Vec::new() });
            id
        });
        mentions[at].entity = Some(id);
        entities[id.0 as usize].mentions.push(MentionId(at as u32));
    }
    for entity in &mut entities {
        let members = entity.mentions.iter().map(|id| &mentions[id.0 as usize]);
        let members: Vec<&Mention> = members.filter(|mention| mention.kind == entity.kind).collect();
        entity.name = names::fullest(context, &members);
    }
    entities
}

/// Joins the mentions of one kind whose words, whatever their case, are the same; places by the lists, which
/// know that "российский" is Россия.
fn same_name(context: &Context<'_>, mentions: &[Mention], groups: &mut Groups) {
    let mut first_of: HashMap<(Kind, String), usize> = HashMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        if !mention.kind.is_numeric() && mention.kind != Kind::Person {
            let key = (mention.kind, names::key(context, mention));
            groups.join(*first_of.entry(key).or_insert(at), at);
        }
    }
}

/// Disjoint sets of mentions.
struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    fn new(size: usize) -> Self {
        Self { parents: (0..size).collect() }
    }

    /// The earliest member of a group.
    fn root(&mut self, mut at: usize) -> usize {
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }
}
