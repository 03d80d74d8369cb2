//! The public JSON, `razmetka/1`: versioned structs of their own, so that the internal types may change.
//!
//! Every offset is a Unicode code point, as in the W3C's Web Annotation model: `start` and `end` count in `text`,
//! `source_start` and `source_end` in the source. Every span carries its quoted text. The schema lies in
//! `seeds/schema/razmetka-1.schema.json`; a test generates it from these structs.

mod build;
#[cfg(test)]
mod tests;
mod text;

use serde::{Deserialize, Deserializer, Serialize};

use crate::document::{Comparator, Direction, Kind, RelationKind, Role, Speech, UnitKind};
use crate::statistics::Statistics;

pub use build::document;
pub use text::text;

/// The name and version of the format.
pub const SCHEMA: &str = "razmetka/1";

/// An annotated document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Document {
    /// `razmetka/1`.
    #[cfg_attr(test, schemars(extend("const" = SCHEMA)))]
    pub schema: String,
    /// The program that made the document.
    pub made_by: String,
    /// `code_point`: what every offset counts.
    #[cfg_attr(test, schemars(extend("const" = "code_point")))]
    pub offset_unit: String,
    /// The clean text.
    pub text: String,
    /// SHA-256 of the clean text in UTF-8, in hexadecimal.
    #[cfg_attr(test, schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub text_sha256: String,
    /// What was pasted.
    pub source: Source,
    /// When the article was published: EDTF, the precision that the page gives.
    pub published: Option<String>,
    /// The author that the page names.
    pub author: Option<String>,
    /// The medium that the page names.
    pub outlet: Option<String>,
    /// Every paragraph of the source, in order.
    pub blocks: Vec<Block>,
    /// What the text names, in text order, outer spans first.
    pub mentions: Vec<Mention>,
    /// What the mentions refer to.
    pub entities: Vec<Entity>,
    /// Links between mentions.
    pub relations: Vec<Relation>,
    /// Figures.
    pub metrics: Vec<Metric>,
    /// Who said what.
    pub quotes: Vec<Quote>,
    /// Figures about the text itself.
    pub statistics: Statistics,
    /// Remarks on the text.
    pub notes: Vec<Note>,
}

/// The pasted text; for HTML its visible text, as a browser copies it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Source {
    /// SHA-256 of the source in UTF-8, in hexadecimal.
    #[cfg_attr(test, schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub text_sha256: String,
    /// Length in code points.
    pub length: u32,
    /// The text itself, where the input was HTML and nobody else has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A place in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Place {
    /// First code point in the clean text.
    pub start: u32,
    /// One past the last code point in the clean text.
    pub end: u32,
    /// First code point in the source.
    pub source_start: u32,
    /// One past the last code point in the source.
    pub source_end: u32,
}

/// A paragraph of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Block {
    /// Its part on the page.
    pub role: Role,
    /// Whether it belongs to the clean text. Where it does not, `start` equals `end`.
    pub kept: bool,
    #[expect(missing_docs, reason = "the type says it")]
    #[serde(flatten)]
    pub place: Place,
    /// Why it was left out.
    pub reason: Option<String>,
    /// The clean text of a kept block, the source of another.
    pub text: String,
}

/// A span that names something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Mention {
    /// `m1`, `m2` and so on in text order.
    pub id: String,
    /// What it names.
    pub kind: Kind,
    #[expect(missing_docs, reason = "the type says it")]
    #[serde(flatten)]
    pub place: Place,
    /// Its words.
    pub text: String,
    /// Its dictionary form; null for figures and dates.
    pub normal: Option<String>,
    /// What a figure, a date or a person's name says.
    pub value: Option<Value>,
    /// The entity that it refers to; null for figures and dates.
    pub entity: Option<String>,
    /// Who found it.
    pub origin: Origin,
}

/// What a mention says, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Value {
    /// NUMBER, QUANTITY, MONEY, PERCENT, AGE.
    Amount {
        /// A decimal number as a string, never a float.
        #[cfg_attr(test, schemars(regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$")))]
        amount: String,
        /// The upper end of a range.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount_to: Option<String>,
        /// ISO 4217, `%`, UCUM or the dictionary form of the counted noun; null for a bare number.
        unit: Option<String>,
    },
    /// ORDINAL.
    Ordinal {
        /// The place in a row.
        ordinal: u32,
    },
    /// DATE, TIME.
    Date {
        /// EDTF in the precision of the text; null where the text leaves it open.
        #[serde(deserialize_with = "present")]
        date: Option<String>,
    },
    /// PERSON.
    Person {
        /// Given name or its initial.
        first: Option<String>,
        /// Patronymic or its initial.
        middle: Option<String>,
        /// Surname.
        last: Option<String>,
    },
}

/// Reads a field that may be null but not absent: what tells a date from a name.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(deserializer)
}

/// Who found a mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Origin {
    /// A rule, the neural tagger or the editor.
    pub by: By,
    /// The name of the rule; beside the tagger, of one that found the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How sure the finder is, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

/// The finders of mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "plain words")]
pub enum By {
    Rule,
    Model,
    Editor,
}

/// Something that mentions refer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Entity {
    /// `e1`, `e2` and so on.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Its fullest name in the dictionary form.
    pub name: String,
    /// Its mentions in text order.
    pub mentions: Vec<String>,
}

/// A link between two mentions, by NEREL's names and directions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Relation {
    /// What it says.
    pub kind: RelationKind,
    /// The first mention.
    pub from: String,
    /// The second mention.
    pub to: String,
}

/// A figure as an editor checks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Metric {
    /// The mention that holds the figure.
    pub mention: String,
    /// A decimal number as a string, never a float; the lower end of a range.
    #[cfg_attr(test, schemars(regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$")))]
    pub amount: String,
    /// The upper end of a range.
    pub amount_to: Option<String>,
    /// ISO 4217, `%`, `pp`, UCUM or the dictionary form of the counted noun.
    pub unit: String,
    /// The family of the unit.
    pub unit_kind: UnitKind,
    /// How the text bounds the figure.
    pub comparator: Comparator,
    /// The words that say what is measured.
    pub measured: Option<String>,
    /// The entity whose figure it is.
    pub subject: Option<String>,
    /// When: EDTF; null where the text does not say or leaves it open.
    pub period: Option<String>,
    /// The words that say when.
    pub period_text: Option<String>,
    /// Growth or decline that the figure states.
    pub change: Option<Change>,
    #[expect(missing_docs, reason = "the type says it")]
    #[serde(flatten)]
    pub place: Place,
    /// The figure with its bounding word and its unit.
    pub text: String,
}

/// Growth or decline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Change {
    /// Up or down.
    pub direction: Direction,
    /// The date that is compared with: EDTF.
    pub base: Option<String>,
    /// The words that name it.
    pub base_text: Option<String>,
}

/// A stretch of speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Quote {
    #[expect(missing_docs, reason = "the type says it")]
    #[serde(flatten)]
    pub place: Place,
    /// Word for word or told.
    pub speech: Speech,
    /// The entity that speaks.
    pub speaker: Option<String>,
    /// The mention that names the speaker.
    pub speaker_mention: Option<String>,
    /// The words that report the speech.
    pub cue: Option<String>,
    /// The words said.
    pub text: String,
}

/// A remark on the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Note {
    /// A stable snake-case word.
    pub name: String,
    /// First code point in the source, where the remark is about a place.
    pub source_start: Option<u32>,
    /// One past the last code point in the source.
    pub source_end: Option<u32>,
    /// The words of the source.
    pub text: Option<String>,
}
