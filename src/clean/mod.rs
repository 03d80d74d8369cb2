//! From a paste to the clean article: visible text, blocks with roles, the details of the page, edits.

mod edited;

use serde::{Deserialize, Serialize};

use crate::document::{Block, Details, Note};
use crate::span::{Source, Span};
use crate::text::Text;

pub use edited::TextEdit;

/// What cleaning may change.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Options {
    /// Blocks that the editor restored (`true`) or dropped (`false`), by their place in the source.
    pub overrides: Vec<(Span<Source>, bool)>,
}

/// A cleaned paste.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cleaned {
    /// Source, clean text, alignment.
    pub text: Text,
    /// Every paragraph of the source.
    pub blocks: Vec<Block>,
    /// Publication date, author, outlet.
    pub details: Details,
    /// Remarks for the editor.
    pub notes: Vec<Note>,
}

/// Cleans pasted plain text.
pub fn clean(source: &str, _options: &Options) -> Cleaned {
    keep(source)
}

/// Cleans the clipboard's HTML or a saved page. The source of the result is the page's visible text.
pub fn clean_html(html: &str, options: &Options) -> Cleaned {
    clean(html, options)
}

/// Keeps everything as it is (`--no-clean`).
pub fn keep(source: &str) -> Cleaned {
    Cleaned { text: Text::unchanged(source), ..Cleaned::default() }
}
