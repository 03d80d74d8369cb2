//! New ids after corrections: positions in the lists again, as the invariants ask.

use crate::document::{Document, EntityId, MentionId};
use crate::sort;

/// Puts the mentions that stand at `order` in this order, drops the others, and what refers to them.
pub(super) fn renumber(mut document: Document, order: Vec<usize>) -> Document {
    let mut mention_ids: Vec<Option<MentionId>> = vec![None; document.mentions.len()];
    for (&at, id) in order.iter().zip(0..) {
        mention_ids[at] = Some(MentionId(id));
    }
    document.mentions = order.into_iter().map(|at| document.mentions[at].clone()).collect();
    let entity_ids = entities(&mut document);
    references(&mut document, &mention_ids, &entity_ids);
    document
}

/// Lists the mentions of every entity and drops the entities without any.
fn entities(document: &mut Document) -> Vec<Option<EntityId>> {
    for entity in &mut document.entities {
        entity.mentions.clear();
    }
    for (mention, id) in document.mentions.iter_mut().zip(0..) {
        mention.id = MentionId(id);
        if let Some(entity) = mention.entity {
            document.entities[entity.0 as usize].mentions.push(mention.id);
        }
    }
    let mut ids = vec![None; document.entities.len()];
    document.entities.retain(|entity| !entity.mentions.is_empty());
    for (entity, id) in document.entities.iter_mut().zip(0..) {
        ids[entity.id.0 as usize] = Some(EntityId(id));
        entity.id = EntityId(id);
    }
    ids
}

fn references(document: &mut Document, mentions: &[Option<MentionId>], entities: &[Option<EntityId>]) {
    let mention = |id: MentionId| mentions.get(id.0 as usize).copied().flatten();
    let entity = |id: EntityId| entities.get(id.0 as usize).copied().flatten();
    for found in &mut document.mentions {
        found.entity = found.entity.and_then(entity);
    }
    document.relations.retain_mut(|relation| {
        let ends = mention(relation.from).zip(mention(relation.to));
        ends.map(|(from, to)| (relation.from, relation.to) = (from, to)).is_some()
    });
    document.metrics.retain_mut(|metric| {
        metric.period = metric.period.and_then(mention);
        metric.subject = metric.subject.and_then(entity);
        if let Some(change) = &mut metric.change {
            change.base = change.base.and_then(mention);
        }
        mention(metric.mention).map(|id| metric.mention = id).is_some()
    });
    sort::by_key(&mut document.metrics, |metric| metric.mention);
    for quote in &mut document.quotes {
        quote.speaker = quote.speaker.and_then(entity);
        quote.speaker_mention = quote.speaker_mention.and_then(mention);
    }
    sort::by_key(&mut document.quotes, |quote| quote.span);
}
