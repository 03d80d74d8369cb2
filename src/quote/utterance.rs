//! A stretch of speech as it is found, before its speaker is known.

use std::ops::Range;

use super::scene::Scene;
use super::speaker::Speaker;
use crate::document::Speech;

/// A stretch of speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Utterance {
    /// From the first to the last word said.
    pub(super) words: Range<usize>,
    /// The words with the marks and the author's words that belong to them.
    pub(super) whole: Range<usize>,
    pub(super) speech: Speech,
    pub(super) cue: Option<Range<usize>>,
    pub(super) speaker: Speaker,
}

/// Tokens without white space's neighbours that nobody says: dashes, commas, a last full stop, marks around all.
pub(super) fn trim(scene: &Scene<'_>, mut words: Range<usize>) -> Range<usize> {
    while words.start < words.end
        && (scene.is_dash(words.start) || matches!(scene.key(words.start), "," | ":" | ";"))
    {
        words.start += 1;
    }
    while words.start < words.end && is_tail(scene, words.end - 1, words.start) {
        words.end -= 1;
    }
    words
}

/// Whether a token at the end is not said. An ellipsis is.
fn is_tail(scene: &Scene<'_>, token: usize, start: usize) -> bool {
    let dots = token > start && scene.key(token) == "." && scene.key(token - 1) == ".";
    !dots && (scene.is_dash(token) || matches!(scene.key(token), "." | "," | ":" | ";"))
}

/// How many words a stretch has.
pub(super) fn count_words(scene: &Scene<'_>, tokens: Range<usize>) -> usize {
    tokens.filter(|&token| scene.is_word(token) && !scene.is_tail(token)).count()
}
