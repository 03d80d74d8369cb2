//! What the page shows of a document: the document without its tokens, its statistics, and how its counts read.

use std::ops::Deref;

use razmetka::document::{Block, Entity, EntityId, Mention, MentionId, Metric, UnitKind};
use razmetka::edit::Target;
use razmetka::lexicon::Lexicon;
use razmetka::morph::{Case, Number, Part, Reading};
use razmetka::statistics::{Statistics, statistics};
use razmetka::{Document, Span, edit};
use serde::{Deserialize, Serialize};

/// A document as the page needs it; reads as the document. Less than half of the size on the wire.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sheet {
    document: Document,
    /// Figures about the text.
    pub statistics: Statistics,
    /// For each metric, the noun that it counts in the form that its number asks for.
    pub counted: Vec<Option<String>>,
}

impl Deref for Sheet {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.document
    }
}

impl Sheet {
    /// What the page shows of `document`.
    pub fn of(document: Document, lexicon: &Lexicon) -> Self {
        let statistics = statistics(&document);
        let counted = document.metrics.iter().map(|metric| counted(metric, lexicon)).collect();
        let document = Document { tokens: Vec::new(), ..document };
        Self { document, statistics, counted }
    }

    /// Whether the tagger had a say.
    pub fn is_tagged(&self) -> bool {
        self.made_by.contains("tagger")
    }

    /// The noun that a figure counts, in the form that its number asks for.
    pub fn counted(&self, id: MentionId) -> Option<&str> {
        let at = self.metrics.partition_point(|metric| metric.mention < id);
        self.counted.get(at)?.as_deref()
    }

    /// The sentence that holds a span.
    pub fn sentence(&self, span: Span) -> Option<Span> {
        let at = self.sentences.partition_point(|sentence| sentence.end() <= span.start());
        self.sentences.get(at).copied().filter(|sentence| sentence.start() <= span.start())
    }

    /// The mention that a correction names.
    pub fn at_target(&self, target: Target) -> Option<MentionId> {
        self.mentions.iter().find(|mention| edit::target(self, mention) == target).map(|mention| mention.id)
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
        self.at_target(edit::target(earlier, earlier.mention(id)?))
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

/// "предприятие" after 230: "предприятий". English pages show the same words, for they are of the text.
fn counted(metric: &Metric, lexicon: &Lexicon) -> Option<String> {
    if metric.unit.kind != UnitKind::Count {
        return None;
    }
    let (case, number) = form_after(metric);
    let mut words = metric.unit.code.split(' ');
    let noun = words.next_back()?;
    let is_noun = |reading: &Reading| reading.part == Part::Noun && reading.lemma == noun;
    let reading = lexicon.readings(noun).into_iter().find(is_noun)?;
    lexicon.decline(&reading, case, number)
}

/// The case and number of a noun after a figure: one for 1 and 21, another for 2 to 4, another for the rest.
fn form_after(metric: &Metric) -> (Case, Number) {
    let last = metric.amount_to.unwrap_or(metric.amount).normalize();
    if last.scale() > 0 {
        return (Case::Genitive, Number::Singular);
    }
    let digits: u32 = (last.mantissa().unsigned_abs() % 100) as u32;
    match (digits, digits % 10) {
        (11..=14, _) => (Case::Genitive, Number::Plural),
        (_, 1) => (Case::Nominative, Number::Singular),
        (_, 2..=4) => (Case::Genitive, Number::Singular),
        _ => (Case::Genitive, Number::Plural),
    }
}
