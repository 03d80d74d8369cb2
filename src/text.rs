//! The source, the clean text, and the edits that lead from one to the other.
//!
//! Between two edits both texts are equal, so a few edits describe the whole alignment (the idea of
//! `NormalizedString` in Hugging Face's tokenizers, kept as a list instead of a pair for every byte).

use serde::{Deserialize, Serialize};

use crate::case::lower_letter;
use crate::span::{Source, Span};

/// Why a piece of the source differs in the clean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Byte order mark at the beginning.
    ByteOrderMark,
    /// CRLF, a lone CR or a Unicode line separator became a line feed.
    LineEnd,
    /// A run of spaces, a tab, an NBSP or a thin space became one space, or vanished at a line's edge.
    Space,
    /// Three or more line feeds became two.
    BlankLines,
    /// A character without width was dropped.
    ZeroWidth,
    /// A soft hyphen was dropped.
    SoftHyphen,
    /// Canonical composition (Unicode NFC).
    Composition,
    /// Quotation marks were made uniform.
    Quotes,
    /// A hyphen that stands for a dash, or the reverse.
    Dash,
    /// Three points became an ellipsis.
    Ellipsis,
    /// Text that was decoded with the wrong encoding was repaired.
    Mojibake,
    /// A block that is not part of the article was left out.
    Block,
    /// The editor changed the text.
    Editor,
}

/// What the clean text has in place of a piece of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The piece of the source.
    pub source: Span<Source>,
    /// What stands there in the clean text; empty where the piece is left out.
    pub with: String,
    /// Why.
    pub reason: Reason,
}

/// One difference between source and clean text: `source` became `clean`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Where in the source.
    pub source: Span<Source>,
    /// Where in the clean text; empty for a deletion.
    pub clean: Span,
    /// Why.
    pub reason: Reason,
}

/// A source and its clean text with their alignment. Immutable.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    source: String,
    clean: String,
    edits: Vec<Edit>,
}

impl Text {
    /// A text that needs no cleaning: both sides are equal.
    pub fn unchanged(source: impl Into<String>) -> Self {
        let source = source.into();
        Self { clean: source.clone(), source, edits: Vec::new() }
    }

    /// Applies `replacements`, which must be sorted, disjoint and on character borders of `source`.
    ///
    /// Replacements that change nothing leave no edit.
    ///
    /// # Panics
    /// If the replacements overlap, run backwards, or cut a character: that is a mistake of the caller and
    /// never depends on the paste.
    pub fn new(source: impl Into<String>, replacements: impl IntoIterator<Item = Replacement>) -> Self {
        let source = source.into();
        let mut clean = String::with_capacity(source.len());
        let mut edits = Vec::new();
        let mut copied = 0;
        for Replacement { source: at, with, reason } in replacements {
            let original = source.get(at.range()).expect("replacements lie on character borders");
            if original == with {
                continue;
            }
            clean.push_str(source.get(copied..at.range().start).expect("replacements are sorted"));
            let start = clean.len();
            clean.push_str(&with);
            edits.push(Edit { source: at, clean: Span::of(start..clean.len()), reason });
            copied = at.range().end;
        }
        clean.push_str(source.get(copied..).expect("the last replacement ends on a border"));
        Self { source, clean, edits }
    }

    /// The visible text of the paste.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The text that annotations refer to.
    pub fn clean(&self) -> &str {
        &self.clean
    }

    /// The differences, in order.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// The clean text of a span, or `None` where the span does not fit.
    pub fn get(&self, span: Span) -> Option<&str> {
        self.clean.get(span.range())
    }

    /// The clean text of a span of this document; empty where the span does not fit.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span).unwrap_or_default()
    }

    /// The source text of a span of this document; empty where the span does not fit.
    pub fn slice_source(&self, span: Span<Source>) -> &str {
        self.source.get(span.range()).unwrap_or_default()
    }

    /// Where a span of the clean text came from.
    ///
    /// A border inside an edit widens to the edit's border; an empty span maps to an empty span. Deletions at
    /// the borders stay outside.
    pub fn to_source(&self, span: Span) -> Span<Source> {
        let start = self.source_offset(span.start(), Border::Start);
        if span.is_empty() {
            return Span::empty(start);
        }
        Span::new(start, self.source_offset(span.end(), Border::End).max(start))
    }

    /// What became of a span of the source: `None` where nothing of it is left.
    ///
    /// A border inside an edit widens to the edit's border. Insertions at the borders stay outside.
    pub fn to_clean(&self, span: Span<Source>) -> Option<Span> {
        let start = self.clean_offset(span.start(), Border::Start);
        let end = self.clean_offset(span.end(), Border::End);
        (start < end).then(|| Span::new(start, end))
    }

    fn source_offset(&self, offset: u32, border: Border) -> u32 {
        let index = match border {
            // Edits that end at the offset or before lie to the left of a start ...
            Border::Start => self.edits.partition_point(|edit| edit.clean.end() <= offset),
            // ... and those that begin at the offset lie to the right of an end.
            Border::End => self.edits.partition_point(|edit| edit.clean.end() < offset),
        };
        if let Some(edit) = self.edits.get(index)
            && edit.clean.start() < offset
        {
            return match border {
                Border::Start => edit.source.start(),
                Border::End => edit.source.end(),
            };
        }
        match index.checked_sub(1).and_then(|before| self.edits.get(before)) {
            Some(before) => before.source.end() + (offset - before.clean.end()),
            None => offset,
        }
    }

    fn clean_offset(&self, offset: u32, border: Border) -> u32 {
        let index = match border {
            Border::Start => self.edits.partition_point(|edit| edit.source.end() <= offset),
            Border::End => self.edits.partition_point(|edit| edit.source.end() < offset),
        };
        if let Some(edit) = self.edits.get(index)
            && edit.source.start() < offset
        {
            return match border {
                Border::Start => edit.clean.start(),
                Border::End => edit.clean.end(),
            };
        }
        match index.checked_sub(1).and_then(|before| self.edits.get(before)) {
            Some(before) => before.clean.end() + (offset - before.source.end()),
            None => offset,
        }
    }
}

/// Lower case with ё folded to е: the key of every list. Never shown, because names keep their ё.
pub fn fold(text: &str) -> String {
    text.chars().map(lower_letter).map(|c| if c == 'ё' { 'е' } else { c }).collect()
}

/// Which end of a span an offset is.
#[derive(Clone, Copy)]
enum Border {
    Start,
    End,
}
