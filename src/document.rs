//! The types of an annotated document and their invariants, nothing else.
//!
//! Invariants that [`crate::Pipeline`] establishes and every leaf relies on: spans lie on character borders of
//! the clean text; tokens and sentences are sorted and disjoint; mentions are sorted by [`Span`]'s order and
//! never cross; ids equal positions (`mentions[id.0]`, `entities[id.0]`); every reference points into its list.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::span::{Source, Span};
use crate::text::Text;

mod check;
#[cfg(test)]
pub(crate) mod marked;

/// An article with all that was found in it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Document {
    /// Source, clean text and their alignment.
    pub text: Text,
    /// Whether the source is the visible text of HTML, which exported documents then carry.
    pub from_html: bool,
    /// What the page says about the article.
    pub details: Details,
    /// Every paragraph of the source, in order, kept or not.
    pub blocks: Vec<Block>,
    /// Runs of letters, runs of digits, single other characters; no white space.
    pub tokens: Vec<Token>,
    /// Sentences of kept blocks; none crosses a block.
    pub sentences: Vec<Span>,
    /// Entity mentions, nested ones after the span that holds them.
    pub mentions: Vec<Mention>,
    /// What the mentions refer to.
    pub entities: Vec<Entity>,
    /// Links between mentions.
    pub relations: Vec<Relation>,
    /// Figures, in the order of their mentions.
    pub metrics: Vec<Metric>,
    /// Who said what, in text order.
    pub quotes: Vec<Quote>,
    /// What the editor should know about the text: unbalanced quotes, mixed alphabets, mojibake.
    pub notes: Vec<Note>,
    /// The program, its rules and its model.
    pub made_by: String,
}

/// What a page says about its article, found in the paste or given by the editor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Details {
    /// When the article was published; relative dates are resolved against it.
    pub published: Option<Date>,
    /// Where the publication date stands in the source.
    pub published_at: Option<Span<Source>>,
    /// The author named by the byline or the meta tags.
    pub author: Option<String>,
    /// The medium named by the byline or the meta tags.
    pub outlet: Option<String>,
}

/// The part that a block plays on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the field's own; DESIGN lists them in this order")]
pub enum Role {
    Title,
    Dateline,
    Byline,
    Lead,
    Body,
    Heading,
    List,
    Caption,
    Menu,
    Teaser,
    Promo,
    Other,
}

/// The name of the rule that left a block out; a stable snake-case word that the page translates.
pub type ReasonName = Cow<'static, str>;

/// A paragraph of the source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands in the clean text; empty where it is left out.
    pub span: Span,
    /// Where it stands in the source, without the line end.
    pub source: Span<Source>,
    /// Its part on the page.
    pub role: Role,
    /// Whether it belongs to the clean text.
    pub kept: bool,
    /// Why it was left out.
    pub reason: Option<ReasonName>,
    /// How sure the classifier is that the block belongs to the article, 0 to 1.
    pub score: f32,
}

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TokenKind {
    /// A run of letters with their combining marks.
    Word,
    /// A run of digits.
    Number,
    /// A single other character.
    Mark,
}

/// The kinds of mentions: the 29 of NEREL (Loukachevitch et al., RANLP 2021) and `Quantity`, a measured amount
/// that NEREL lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names are NEREL's; its guidelines define them")]
pub enum Kind {
    Person,
    Organization,
    City,
    Country,
    StateOrProvince,
    District,
    Location,
    Facility,
    Profession,
    Event,
    Date,
    Time,
    Money,
    Percent,
    Number,
    Ordinal,
    Age,
    Law,
    Product,
    WorkOfArt,
    Award,
    Nationality,
    Language,
    Religion,
    Ideology,
    Crime,
    Penalty,
    Disease,
    Family,
    Quantity,
}

impl Kind {
    /// Every kind, in the order of display.
    pub const ALL: [Self; 30] = [
        Self::Person,
        Self::Organization,
        Self::City,
        Self::Country,
        Self::StateOrProvince,
        Self::District,
        Self::Location,
        Self::Facility,
        Self::Profession,
        Self::Event,
        Self::Date,
        Self::Time,
        Self::Money,
        Self::Percent,
        Self::Number,
        Self::Ordinal,
        Self::Age,
        Self::Law,
        Self::Product,
        Self::WorkOfArt,
        Self::Award,
        Self::Nationality,
        Self::Language,
        Self::Religion,
        Self::Ideology,
        Self::Crime,
        Self::Penalty,
        Self::Disease,
        Self::Family,
        Self::Quantity,
    ];

    /// The public name, as in NEREL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Organization => "ORGANIZATION",
            Self::City => "CITY",
            Self::Country => "COUNTRY",
            Self::StateOrProvince => "STATE_OR_PROVINCE",
            Self::District => "DISTRICT",
            Self::Location => "LOCATION",
            Self::Facility => "FACILITY",
            Self::Profession => "PROFESSION",
            Self::Event => "EVENT",
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Money => "MONEY",
            Self::Percent => "PERCENT",
            Self::Number => "NUMBER",
            Self::Ordinal => "ORDINAL",
            Self::Age => "AGE",
            Self::Law => "LAW",
            Self::Product => "PRODUCT",
            Self::WorkOfArt => "WORK_OF_ART",
            Self::Award => "AWARD",
            Self::Nationality => "NATIONALITY",
            Self::Language => "LANGUAGE",
            Self::Religion => "RELIGION",
            Self::Ideology => "IDEOLOGY",
            Self::Crime => "CRIME",
            Self::Penalty => "PENALTY",
            Self::Disease => "DISEASE",
            Self::Family => "FAMILY",
            Self::Quantity => "QUANTITY",
        }
    }

    /// The kind of a public name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether mentions of the kind are figures or dates: they have values and no entity.
    pub const fn is_numeric(self) -> bool {
        matches!(
            self,
            Self::Date
                | Self::Time
                | Self::Money
                | Self::Percent
                | Self::Number
                | Self::Ordinal
                | Self::Age
                | Self::Quantity
        )
    }
}

/// Position of a mention in [`Document::mentions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MentionId(pub u32);

/// Position of an entity in [`Document::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntityId(pub u32);

/// A span that names something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Its position in the list.
    pub id: MentionId,
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub kind: Kind,
    /// The text in its dictionary form; `None` where it equals the text.
    pub normal: Option<String>,
    /// What a figure, a date or a person's name says.
    pub value: Option<Value>,
    /// The entity it refers to; `None` for figures and dates.
    pub entity: Option<EntityId>,
    /// Who found it.
    pub origin: Origin,
}

impl Mention {
    /// A mention that the editor marks: nothing is known of it yet but where it stands and what it names.
    pub const fn by_editor(id: MentionId, span: Span, kind: Kind) -> Self {
        Self { id, span, kind, normal: None, value: None, entity: None, origin: Origin::Editor }
    }
}

/// The stable name of a rule, as `--explain` prints it: `person.first_last`.
pub type RuleName = Cow<'static, str>;

/// Who found a mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A rule or the lexicon, with the share of its spans that are right on the development data.
    Rule {
        /// Which one.
        name: RuleName,
        /// Its precision, 0 to 1.
        score: f32,
    },
    /// The neural tagger, with a calibrated probability.
    Model {
        /// 0 to 1.
        score: f32,
        /// The rule that found the same.
        rule: Option<RuleName>,
    },
    /// The editor.
    Editor,
}

/// What a mention says, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A figure with its unit.
    Amount(Amount),
    /// A place in a row: `III`, `20-й`.
    Ordinal(u32),
    /// A date, a time or a period; `None` where the text leaves it open.
    Date(Option<Date>),
    /// The parts of a person's name in the nominative.
    Person(PersonName),
}

/// An amount, or a range of amounts, of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// The figure, or the lower end of a range, scale words multiplied in.
    pub amount: Decimal,
    /// The upper end of a range.
    pub amount_to: Option<Decimal>,
    /// What is counted or measured; `None` for a bare number.
    pub unit: Option<Unit>,
    /// How the text bounds the figure.
    pub comparator: Comparator,
}

/// A unit: `RUB` (ISO 4217), `%`, `pp`, a UCUM code such as `km`, or the lemma of a counted noun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The code.
    pub code: String,
    /// Its family.
    pub kind: UnitKind,
}

/// Families of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// Money, by ISO 4217 code.
    Currency,
    /// Percent and percentage points.
    Percent,
    /// Counted things, by the lemma of the noun.
    Count,
    /// Length, area, mass, energy and the like, by UCUM code where there is one.
    Measure,
    /// Years, days, hours.
    Duration,
}

/// How the text bounds a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    /// The figure itself.
    #[default]
    Exact,
    /// свыше, более, превысили
    Over,
    /// менее, не дотянули до
    Under,
    /// около, порядка, почти
    About,
    /// не менее, как минимум
    AtLeast,
    /// не более, до, максимум
    AtMost,
    /// от ... до
    Range,
}

/// The parts of a person's name in the nominative.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PersonName {
    /// Given name or its initial with the point.
    pub first: Option<String>,
    /// Patronymic or its initial with the point.
    pub middle: Option<String>,
    /// Surname.
    pub last: Option<String>,
}

/// Something that mentions refer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its position in the list.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Its fullest name in the dictionary form.
    pub name: String,
    /// Its mentions in text order; never empty.
    pub mentions: Vec<MentionId>,
}

/// A link between two mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// What it says.
    pub kind: RelationKind,
    /// NEREL's first argument.
    pub from: MentionId,
    /// NEREL's second argument.
    pub to: MentionId,
}

/// Kinds of relations, by NEREL's names and directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RelationKind {
    /// Person to profession.
    WorksAs,
    /// Person to organisation or place.
    Workplace,
    /// Two names of one thing.
    AlternativeName,
    /// A full name and its abbreviation.
    Abbreviation,
    /// Person to age.
    AgeIs,
    /// Organisation to place.
    HeadquarteredIn,
}

/// A figure as an editor checks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metric {
    /// The mention that holds the figure.
    pub mention: MentionId,
    /// The figure with its bounding word and its unit: "свыше 1,1 миллиарда рублей", "более 230" (a counted
    /// noun stays outside, in `measured`).
    pub span: Span,
    /// The figure, or the lower end of a range.
    pub amount: Decimal,
    /// The upper end of a range.
    pub amount_to: Option<Decimal>,
    /// What it is counted in.
    pub unit: Unit,
    /// How the text bounds it.
    pub comparator: Comparator,
    /// The words that say what is measured.
    pub measured: Option<Span>,
    /// The date mention that says when.
    pub period: Option<MentionId>,
    /// Growth or decline that the figure states.
    pub change: Option<Change>,
    /// Whose figure it is.
    pub subject: Option<EntityId>,
}

/// Growth or decline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Up or down.
    pub direction: Direction,
    /// The date mention that is compared with.
    pub base: Option<MentionId>,
}

/// Directions of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "plain words")]
pub enum Direction {
    Up,
    Down,
}

/// A stretch of speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words said, without the quotation marks, the dashes and the words of the author at either end.
    pub span: Span,
    /// Word for word or told.
    pub speech: Speech,
    /// Who said it.
    pub speaker: Option<EntityId>,
    /// The mention that names the speaker.
    pub speaker_mention: Option<MentionId>,
    /// The verb or phrase that reports it: "рассказал", "по словам".
    pub cue: Option<Span>,
}

/// Ways of reporting speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Speech {
    /// Word for word.
    Direct,
    /// Told by the author.
    Reported,
}

/// A remark on the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// A stable snake-case word that the page translates: `unbalanced_quotes`, `mixed_alphabets`, `mojibake`.
    pub name: Cow<'static, str>,
    /// Where, if anywhere in particular.
    pub source: Option<Span<Source>>,
}
