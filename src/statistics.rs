//! Figures about the text itself.

use serde::{Deserialize, Serialize};

use crate::document::Document;

/// Length, readability and composition of a document.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Statistics {
    /// Code points of the clean text.
    pub characters: u32,
    /// Word tokens.
    pub words: u32,
    /// Sentences.
    pub sentences: u32,
}

/// Measures a document.
pub fn statistics(document: &Document) -> Statistics {
    Statistics {
        characters: document.text.clean().chars().count() as u32,
        sentences: document.sentences.len() as u32,
        ..Statistics::default()
    }
}
