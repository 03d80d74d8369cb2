//! What the page shows of a document: the document without its tokens and sentences, and its statistics.

use std::ops::Deref;

use razmetka::document::{Block, Entity, EntityId, Mention, MentionId, Metric};
use razmetka::statistics::{Statistics, statistics};
use razmetka::{Document, Span, edit};
use serde::{Deserialize, Serialize};

/// A document as the page needs it; reads as the document. A third of the size on the wire.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sheet {
    document: Document,
    /// Figures about the text.
    pub statistics: Statistics,
}

impl Deref for Sheet {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.document
    }
}

impl Sheet {
    /// What the page shows of `document`.
    pub fn of(document: Document) -> Self {
        let statistics = statistics(&document);
        let document = Document { tokens: Vec::new(), sentences: Vec::new(), ..document };
        Self { document, statistics }
    }

    /// The clean text of a span; empty where it does not fit.
    pub fn slice(&self, span: Span) -> &str {
        self.text.slice(span)
    }

    /// A mention by its id.
    pub fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions.get(id.0 as usize)
    }

    /// An entity by its id.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }

    /// The figure that a mention holds.
    pub fn metric(&self, id: MentionId) -> Option<&Metric> {
        let at = self.metrics.partition_point(|metric| metric.mention < id);
        self.metrics.get(at).filter(|metric| metric.mention == id)
    }

    /// The mention that stands where one of an earlier sheet stood.
    pub fn again(&self, earlier: &Self, id: MentionId) -> Option<MentionId> {
        let target = edit::target(earlier, earlier.mention(id)?);
        let same = |mention: &&Mention| edit::target(self, mention) == target;
        self.mentions.iter().find(same).map(|mention| mention.id)
    }

    /// The name of what a mention refers to, or its own dictionary form.
    pub fn name<'s>(&'s self, mention: &'s Mention) -> &'s str {
        match mention.entity.and_then(|id| self.entity(id)) {
            Some(entity) => &entity.name,
            None => mention.normal.as_deref().unwrap_or_else(|| self.slice(mention.span)),
        }
    }

    /// The text of a block: the clean one where it is kept, else the source's.
    pub fn block_text(&self, block: &Block) -> &str {
        if block.kept { self.slice(block.span) } else { self.text.slice_source(block.source) }
    }

    /// The mentions that start within a span.
    pub fn mentions_in(&self, span: Span) -> &[Mention] {
        let from = self.mentions.partition_point(|mention| mention.span.start() < span.start());
        let to = self.mentions.partition_point(|mention| mention.span.start() < span.end());
        self.mentions.get(from..to).unwrap_or_default()
    }

    /// The place of the kept block that holds an offset of the clean text.
    pub fn block_at(&self, offset: u32) -> Option<usize> {
        self.blocks.iter().position(|block| block.kept && block.span.contains_offset(offset))
    }
}
