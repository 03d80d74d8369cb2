//! The editor's corrections as a log; what is shown is the machine's document with the log applied.
//!
//! Corrections point at spans of the source, so they survive when the text is annotated again: with other
//! weights, with a restored block, with a typo corrected. Some change what the pipeline is given
//! ([`options`]), the others what it made ([`apply`]). Undo is `log.pop()`.

mod draft;
mod occurrences;
mod renumber;
mod snap;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::clean::TextEdit;
use crate::date::Date;
use crate::document::{Direction, Document, Kind, Role, Speech, Value};
use crate::lexicon::Lexicon;
use crate::pipeline::Options;
use crate::span::{Source, Span};
use draft::Draft;

pub use occurrences::occurrences;
pub use snap::snap;

/// A mention, named so that it is found again in another annotation of the same source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    /// Where it stands.
    pub span: Span<Source>,
    /// What it names.
    pub kind: Kind,
}

/// One act of the editor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// Marks a span. What the machine marked across its borders gives way.
    Add {
        /// Where and what.
        target: Target,
    },
    /// Takes a mark away.
    Remove {
        /// Which.
        target: Target,
    },
    /// Gives a mark another kind. Adds the mark where a later annotation no longer has it.
    Retype {
        /// Which.
        target: Target,
        /// The kind that it gets.
        kind: Kind,
    },
    /// Moves the borders of a mark. Adds the mark where a later annotation no longer has it.
    Move {
        /// Which.
        target: Target,
        /// The span that it gets.
        span: Span<Source>,
    },
    /// Says what a figure, a date or a name means; the metric of the figure follows.
    SetValue {
        /// Which mention.
        target: Target,
        /// Its value.
        value: Option<Value>,
    },
    /// Sets the dictionary form of a mention, and the name of its entity where that was the old form.
    SetNormal {
        /// Which mention.
        target: Target,
        /// Its dictionary form.
        normal: String,
    },
    /// Names the entity of a mention.
    Rename {
        /// A mention of the entity.
        target: Target,
        /// The name.
        name: String,
    },
    /// Makes two entities one; it keeps the name of the first.
    Join {
        /// A mention of the entity that stays.
        first: Target,
        /// A mention of the entity that joins it.
        second: Target,
    },
    /// Takes a mention out of its entity, into one of its own.
    Split {
        /// Which mention.
        target: Target,
    },
    /// Marks a stretch of speech.
    AddQuote {
        /// The words said.
        span: Span<Source>,
        /// Word for word or told.
        speech: Speech,
    },
    /// Takes the mark of a stretch of speech away.
    RemoveQuote {
        /// The words said.
        span: Span<Source>,
    },
    /// Says who speaks.
    SetSpeaker {
        /// The words said.
        quote: Span<Source>,
        /// A mention of the speaker.
        speaker: Option<Target>,
    },
    /// Restores a block that was left out.
    KeepBlock {
        /// The block.
        block: Span<Source>,
    },
    /// Leaves a block out.
    DropBlock {
        /// The block.
        block: Span<Source>,
    },
    /// Sets the date of publication; `None` goes back to what the page says.
    SetPublished {
        /// The date.
        date: Option<Date>,
    },
    /// Changes the words of the text; [`edit_text`] makes it from a selection.
    EditText(TextEdit),
    /// Several acts that are done, and undone, as one.
    All(Vec<Correction>),
    /// Says what stands around a figure.
    SetFigure {
        /// The mention that holds it.
        target: Target,
        /// What is said about it.
        figure: Figure,
    },
    /// Says which part a block plays on the page.
    SetRole {
        /// The block.
        block: Span<Source>,
        /// Its part.
        role: Role,
    },
    /// Names the author; `None` says that there is none.
    SetAuthor {
        /// The name.
        author: Option<String>,
    },
    /// Names the medium; `None` says that there is none.
    SetOutlet {
        /// The name.
        outlet: Option<String>,
    },
}

/// What the words around a figure say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figure {
    /// The date that says when it holds.
    pub period: Option<Target>,
    /// Growth or decline that it states, and the date that is compared with.
    pub change: Option<(Direction, Option<Target>)>,
    /// The words that say what is measured.
    pub measured: Option<Span<Source>>,
    /// A mention of the entity whose figure it is.
    pub subject: Option<Target>,
}

impl Correction {
    /// Whether the text must be annotated again with new [`options`].
    pub fn changes_options(&self) -> bool {
        match self {
            Self::KeepBlock { .. }
            | Self::DropBlock { .. }
            | Self::SetPublished { .. }
            | Self::EditText(_) => true,
            Self::All(corrections) => corrections.iter().any(Self::changes_options),
            _ => false,
        }
    }
}

/// Why a correction has no effect on a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The document has no such mention, entity or quote.
    NotFound,
    /// Nothing of the span is left in the clean text.
    NoText,
    /// The span would cross one that the editor has set.
    Crosses,
    /// Figures and dates have no entities.
    NoEntity,
    /// The mention is the only one of its entity.
    Alone,
}

/// A document with a log applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    /// The corrected document.
    pub document: Document,
    /// The corrections without effect, by their place in the log.
    pub refused: Vec<(usize, Refusal)>,
}

/// The mention of a document as corrections name it.
pub fn target(document: &Document, mention: &crate::document::Mention) -> Target {
    Target { span: document.text.to_source(mention.span), kind: mention.kind }
}

/// What the pipeline must be given so that the corrections of blocks, date and text take effect.
pub fn options(base: &Options, log: &[Correction]) -> Options {
    let mut options = base.clone();
    for correction in log {
        set_option(&mut options, base, correction);
    }
    options
}

fn set_option(options: &mut Options, base: &Options, correction: &Correction) {
    match correction {
        Correction::KeepBlock { block } => set_block(options, *block, true),
        Correction::DropBlock { block } => set_block(options, *block, false),
        Correction::SetPublished { date } => {
            options.published = date.clone().or_else(|| base.published.clone());
        }
        Correction::EditText(edit) => options.edits.push(edit.clone()),
        Correction::All(corrections) => {
            corrections.iter().for_each(|correction| set_option(options, base, correction));
        }
        _ => {}
    }
}

fn set_block(options: &mut Options, block: Span<Source>, keep: bool) {
    options.cleaning.overrides.retain(|&(other, _)| other != block);
    options.cleaning.overrides.push((block, keep));
}

/// The machine's document with the corrections of mentions, entities and quotes applied in order. Marks that the
/// editor adds or moves get their dictionary forms by the lexicon.
pub fn apply(machine: &Document, log: &[Correction], lexicon: &Lexicon) -> Document {
    replay(machine, log, lexicon).document
}

/// As [`apply`], and says which corrections had no effect and why.
pub fn replay(machine: &Document, log: &[Correction], lexicon: &Lexicon) -> Applied {
    let mut draft = Draft::new(machine, lexicon);
    let mut refused = Vec::new();
    for (place, correction) in log.iter().enumerate() {
        if let Err(refusal) = draft.correct(correction) {
            refused.push((place, refusal));
        }
    }
    Applied { document: draft.finish(), refused }
}

/// The correction that puts `with` in the place of a selection of the clean text; an empty selection inserts.
///
/// The edit widens to whole changes of cleaning, and to a neighbouring character where the selection is
/// empty, so that what is written always comes from somewhere in the source.
pub fn edit_text(document: &Document, selection: Span, with: &str) -> Option<Correction> {
    let text = &document.text;
    let selected = if selection.is_empty() { neighbour(text.clean(), selection)? } else { selection };
    let source = text.to_source(selected);
    let whole = text.to_clean(source)?;
    let before = text.get(Span::new(whole.start(), selection.start()))?;
    let after = text.get(Span::new(selection.end(), whole.end()))?;
    Some(Correction::EditText(TextEdit { span: source, with: format!("{before}{with}{after}") }))
}

/// The character before an empty selection, or after it at the beginning.
fn neighbour(text: &str, selection: Span) -> Option<Span> {
    let (before, after) = text.split_at_checked(selection.start() as usize)?;
    match before.chars().next_back() {
        Some(c) => Some(Span::new(selection.start() - c.len_utf8() as u32, selection.end())),
        None => Some(Span::new(0, after.chars().next()?.len_utf8() as u32)),
    }
}
