//! What the program knows about words: morphology and the sorted lists of `seeds/lexicon`.

use crate::morph::Reading;

/// Word lists and morphology, loaded once.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The lexicon that is compiled into the program.
    pub fn embedded() -> Self {
        Self::default()
    }

    /// The readings of a word form in any case of letters, likeliest first; е and ё count as one letter.
    pub fn readings(&self, _word: &str) -> Vec<Reading> {
        Vec::new()
    }
}
