//! The invariants of a document, checked: for tests of every stage and for documents that come in.

use super::{Document, EntityId, Mention, MentionId};
use crate::span::Span;

impl Document {
    /// The first invariant that the document breaks, in words; `None` for a sound document.
    pub fn broken_invariant(&self) -> Option<String> {
        self.broken_order()
            .or_else(|| self.broken_border())
            .or_else(|| self.broken_nesting())
            .or_else(|| self.broken_reference())
            .or_else(|| self.broken_entity())
    }

    fn broken_order(&self) -> Option<String> {
        let tokens: Vec<Span> = self.tokens.iter().map(|token| token.span).collect();
        for (name, spans) in [("tokens", &tokens), ("sentences", &self.sentences)] {
            if let Some(pair) = spans.windows(2).find(|pair| pair[0].end() > pair[1].start()) {
                return Some(format!("{name} overlap or stand out of order: {pair:?}"));
            }
        }
        let pairs = self.mentions.windows(2);
        let key = |mention: &Mention| (mention.span, mention.kind);
        pairs.into_iter().find(|pair| key(&pair[0]) >= key(&pair[1])).map(|pair| {
            format!("mentions stand twice or out of order: {:?}, {:?}", key(&pair[0]), key(&pair[1]))
        })
    }

    fn broken_border(&self) -> Option<String> {
        let spans = (self.tokens.iter().map(|token| ("token", token.span)))
            .chain(self.sentences.iter().map(|&span| ("sentence", span)))
            .chain(self.mentions.iter().map(|mention| ("mention", mention.span)))
            .chain(self.metrics.iter().map(|metric| ("metric", metric.span)))
            .chain(self.metrics.iter().filter_map(|metric| Some(("measured", metric.measured?))))
            .chain(self.quotes.iter().map(|quote| ("quote", quote.span)))
            .chain(self.quotes.iter().filter_map(|quote| Some(("cue", quote.cue?))));
        let empty_or_cut = |span: Span| self.text.get(span).is_none_or(str::is_empty);
        for (name, span) in spans {
            if empty_or_cut(span) {
                return Some(format!("the {name} at {span:?} is empty, cuts a character or leaves the text"));
            }
        }
        self.broken_block()
    }

    fn broken_block(&self) -> Option<String> {
        let cut = self.blocks.iter().find(|block| {
            self.text.get(block.span).is_none()
                || self.text.source().get(block.source.range()).is_none()
                || (!block.kept && !block.span.is_empty())
        });
        let pair = self.blocks.windows(2).find(|pair| pair[0].source.end() > pair[1].source.start());
        cut.map(|block| format!("the block at {:?} does not fit its text", block.source)).or_else(|| {
            pair.map(|pair| format!("blocks overlap: {:?}, {:?}", pair[0].source, pair[1].source))
        })
    }

    /// A sorted list has the outer span of a nest first, so a stack of the open spans sees every crossing.
    fn broken_nesting(&self) -> Option<String> {
        let mut open: Vec<Span> = Vec::new();
        for mention in &self.mentions {
            open.retain(|outer| outer.end() > mention.span.start());
            if let Some(outer) = open.iter().find(|outer| outer.crosses(mention.span)) {
                return Some(format!("mentions cross: {outer:?}, {:?}", mention.span));
            }
            open.push(mention.span);
        }
        None
    }

    fn broken_reference(&self) -> Option<String> {
        let bad_mention = |id: &MentionId| id.0 as usize >= self.mentions.len();
        let bad_entity = |id: &EntityId| id.0 as usize >= self.entities.len();
        let mentions = (self.entities.iter().flat_map(|entity| entity.mentions.iter().copied()))
            .chain(self.relations.iter().flat_map(|relation| [relation.from, relation.to]))
            .chain(self.metrics.iter().map(|metric| metric.mention))
            .chain(self.metrics.iter().filter_map(|metric| metric.period))
            .chain(self.metrics.iter().filter_map(|metric| metric.change.as_ref()?.base))
            .chain(self.quotes.iter().filter_map(|quote| quote.speaker_mention));
        let entities = (self.mentions.iter().filter_map(|mention| mention.entity))
            .chain(self.metrics.iter().filter_map(|metric| metric.subject))
            .chain(self.quotes.iter().filter_map(|quote| quote.speaker));
        let position = |at: usize, id: u32| at == id as usize;
        let mut ids = (self.mentions.iter().enumerate().map(|(at, mention)| position(at, mention.id.0)))
            .chain(self.entities.iter().enumerate().map(|(at, entity)| position(at, entity.id.0)));
        if !ids.all(|equal| equal) {
            return Some("an id differs from its position".to_owned());
        }
        let lost = mentions.into_iter().find(bad_mention).map(|id| format!("no mention has the id {}", id.0));
        lost.or_else(|| {
            entities.into_iter().find(bad_entity).map(|id| format!("no entity has the id {}", id.0))
        })
    }

    fn broken_entity(&self) -> Option<String> {
        let listed: usize = self.entities.iter().map(|entity| entity.mentions.len()).sum();
        let referring = self.mentions.iter().filter(|mention| mention.entity.is_some()).count();
        if listed != referring {
            return Some(format!(
                "entities list {listed} mentions, but {referring} mentions refer to entities"
            ));
        }
        self.entities.iter().find_map(|entity| {
            let mine = |id: &MentionId| {
                self.mentions.get(id.0 as usize).is_some_and(|mention| mention.entity == Some(entity.id))
            };
            let sorted = entity.mentions.windows(2).all(|pair| pair[0] < pair[1]);
            let sound = !entity.mentions.is_empty() && sorted && entity.mentions.iter().all(mine);
            (!sound).then(|| format!("the entity {:?} and its mentions disagree", entity.name))
        })
    }
}
