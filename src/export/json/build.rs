//! From the internal document to the public one.

use sha2::{Digest, Sha256};

use super::{
    Block, By, Change, Document, Entity, Mention, Metric, Note, Origin, Place, Quote, Relation, SCHEMA,
    Source, Value,
};
use crate::document::{self, EntityId, MentionId};
use crate::span::{self, Span};
use crate::statistics;
use crate::units::Units;

/// The public form of a document.
pub fn document(document: &crate::Document) -> Document {
    Builder::new(document).document()
}

/// A document with the indexes of its two texts, each made once.
struct Builder<'d> {
    document: &'d crate::Document,
    clean: Units<'d>,
    source: Units<'d>,
}

impl<'d> Builder<'d> {
    fn new(document: &'d crate::Document) -> Self {
        let text = &document.text;
        Self { document, clean: Units::new(text.clean()), source: Units::new(text.source()) }
    }

    fn document(&self) -> Document {
        let document = self.document;
        let text = document.text.clean();
        Document {
            schema: SCHEMA.to_owned(),
            made_by: document.made_by.clone(),
            offset_unit: "code_point".to_owned(),
            text: text.to_owned(),
            text_sha256: sha256(text),
            source: self.source(),
            published: document.details.published.as_ref().map(ToString::to_string),
            author: document.details.author.clone(),
            outlet: document.details.outlet.clone(),
            blocks: document.blocks.iter().map(|block| self.block(block)).collect(),
            mentions: document.mentions.iter().map(|mention| self.mention(mention)).collect(),
            entities: document.entities.iter().map(entity).collect(),
            relations: document.relations.iter().map(relation).collect(),
            metrics: document.metrics.iter().map(|metric| self.metric(metric)).collect(),
            quotes: document.quotes.iter().map(|quote| self.quote(quote)).collect(),
            statistics: statistics::statistics(document),
            notes: document.notes.iter().map(|note| self.note(note)).collect(),
        }
    }

    fn source(&self) -> Source {
        let text = self.document.text.source();
        Source {
            text_sha256: sha256(text),
            length: self.source.code_points(),
            text: self.document.from_html.then(|| text.to_owned()),
        }
    }

    fn block(&self, block: &document::Block) -> Block {
        let text = &self.document.text;
        let words = if block.kept { text.slice(block.span) } else { text.slice_source(block.source) };
        Block {
            role: block.role,
            kept: block.kept,
            place: self.join(block.span, block.source),
            reason: block.reason.as_ref().map(ToString::to_string),
            text: words.to_owned(),
        }
    }

    fn mention(&self, mention: &document::Mention) -> Mention {
        let text = self.words(mention.span);
        let named = (!mention.kind.is_numeric()).then(|| text.clone());
        Mention {
            id: mention_id(mention.id),
            kind: mention.kind,
            place: self.place(mention.span),
            normal: mention.normal.clone().or(named),
            text,
            value: mention.value.as_ref().map(value),
            entity: mention.entity.map(entity_id),
            origin: origin(&mention.origin),
        }
    }

    fn metric(&self, metric: &document::Metric) -> Metric {
        Metric {
            mention: mention_id(metric.mention),
            amount: metric.amount.normalize().to_string(),
            amount_to: metric.amount_to.map(|amount| amount.normalize().to_string()),
            unit: metric.unit.code.clone(),
            unit_kind: metric.unit.kind,
            comparator: metric.comparator,
            measured: metric.measured.map(|span| self.words(span)),
            subject: metric.subject.map(entity_id),
            period: self.date(metric.period),
            period_text: self.mention_words(metric.period),
            change: metric.change.as_ref().map(|change| Change {
                direction: change.direction,
                base: self.date(change.base),
                base_text: self.mention_words(change.base),
            }),
            place: self.place(metric.span),
            text: self.words(metric.span),
        }
    }

    fn quote(&self, quote: &document::Quote) -> Quote {
        Quote {
            place: self.place(quote.span),
            speech: quote.speech,
            speaker: quote.speaker.map(entity_id),
            speaker_mention: quote.speaker_mention.map(mention_id),
            cue: quote.cue.map(|cue| self.words(cue)),
            text: self.words(quote.span),
        }
    }

    fn note(&self, note: &document::Note) -> Note {
        let text = |span| self.document.text.slice_source(span).to_owned();
        Note {
            name: note.name.to_string(),
            source_start: note.source.and_then(|span| self.source.code_point(span.start())),
            source_end: note.source.and_then(|span| self.source.code_point(span.end())),
            text: note.source.map(text),
        }
    }

    fn place(&self, span: Span) -> Place {
        self.join(span, self.document.text.to_source(span))
    }

    /// Offsets that do not fit count as 0, which no document that keeps its invariants shows.
    fn join(&self, clean: Span, source: Span<span::Source>) -> Place {
        Place {
            start: self.clean.code_point(clean.start()).unwrap_or_default(),
            end: self.clean.code_point(clean.end()).unwrap_or_default(),
            source_start: self.source.code_point(source.start()).unwrap_or_default(),
            source_end: self.source.code_point(source.end()).unwrap_or_default(),
        }
    }

    fn words(&self, span: Span) -> String {
        self.document.text.slice(span).to_owned()
    }

    fn find(&self, id: Option<MentionId>) -> Option<&'d document::Mention> {
        self.document.mentions.get(id?.0 as usize)
    }

    fn mention_words(&self, id: Option<MentionId>) -> Option<String> {
        self.find(id).map(|mention| self.words(mention.span))
    }

    fn date(&self, id: Option<MentionId>) -> Option<String> {
        match &self.find(id)?.value {
            Some(document::Value::Date(date)) => date.as_ref().map(ToString::to_string),
            _ => None,
        }
    }
}

fn entity(entity: &document::Entity) -> Entity {
    Entity {
        id: entity_id(entity.id),
        kind: entity.kind,
        name: entity.name.clone(),
        mentions: entity.mentions.iter().copied().map(mention_id).collect(),
    }
}

fn relation(relation: &document::Relation) -> Relation {
    Relation { kind: relation.kind, from: mention_id(relation.from), to: mention_id(relation.to) }
}

fn value(value: &document::Value) -> Value {
    match value {
        document::Value::Amount(amount) => Value::Amount {
            amount: amount.amount.normalize().to_string(),
            amount_to: amount.amount_to.map(|amount| amount.normalize().to_string()),
            unit: amount.unit.as_ref().map(|unit| unit.code.clone()),
        },
        &document::Value::Ordinal(ordinal) => Value::Ordinal { ordinal },
        document::Value::Date(date) => Value::Date { date: date.as_ref().map(ToString::to_string) },
        document::Value::Person(name) => {
            let name = name.clone();
            Value::Person { first: name.first, middle: name.middle, last: name.last }
        }
    }
}

fn origin(origin: &document::Origin) -> Origin {
    match origin {
        document::Origin::Rule { name, score } => {
            Origin { by: By::Rule, name: Some(name.to_string()), score: Some(rounded(*score)) }
        }
        document::Origin::Model { score, rule } => Origin {
            by: By::Model,
            name: rule.as_ref().map(ToString::to_string),
            score: Some(rounded(*score)),
        },
        document::Origin::Editor => Origin { by: By::Editor, name: None, score: None },
    }
}

/// Two decimals are what a share measured on some thousand spans is worth.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 100.0).round() / 100.0
}

/// The public name of a mention, counted from 1.
fn mention_id(id: MentionId) -> String {
    format!("m{}", id.0 + 1)
}

/// The public name of an entity, counted from 1.
fn entity_id(id: EntityId) -> String {
    format!("e{}", id.0 + 1)
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
