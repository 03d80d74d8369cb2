//! What the program knows about words: morphology and the sorted lists of `seeds/lexicon`.

use std::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::forest::Judge;
use crate::morph::surname;
use crate::morph::{BadLine, Case, Morphology, Name, Number, Reading};
use crate::seeds;
use crate::sort;
use crate::text::fold;

/// The file of rare words that the program was built with: the lists `rare_stems` and `link_alias`, a zero between them.
pub const RARE_WORDS: RareWords = include!(concat!(env!("OUT_DIR"), "/rare_words.rs"));

/// What is known of a file of rare words before it is there.
#[derive(Debug, Clone, Copy)]
pub struct RareWords {
    /// Its length in bytes.
    pub size: usize,
    /// Its SHA-256.
    pub digest: [u8; 32],
}

impl RareWords {
    /// Whether bytes are that file.
    pub fn is(&self, bytes: &[u8]) -> bool {
        bytes.len() == self.size && Sha256::digest(bytes)[..] == self.digest
    }
}

/// The bytes are not those of the rare words that the program was built with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RareWordsError;

impl fmt::Display for RareWordsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected the rare words that the program was built with, found other bytes")
    }
}

impl std::error::Error for RareWordsError {}

/// Word lists and morphology, loaded once.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Readings and forms of words.
    pub morphology: Morphology,
    has_rare_words: bool,
    /// What tells which names are other names of a thing; it comes with the rare words.
    pub(crate) aliases: Arc<Judge>,
    /// Surnames that the dictionary lacks, in a man's nominative; sorted.
    surnames: Vec<&'static str>,
    /// Given names that the dictionary lacks, in the nominative; sorted.
    first_names: Vec<&'static str>,
}

impl Lexicon {
    /// The lexicon that is compiled into the program: without the feature `whole-dictionary` only [`Self::common`].
    pub fn embedded() -> Self {
        let has_rare_words = cfg!(feature = "whole-dictionary");
        let aliases = if has_rare_words { Judge::read(seeds::list("link_alias")) } else { Judge::default() };
        let aliases = Arc::new(aliases);
        Self { has_rare_words, aliases, ..Self::of(Morphology::embedded()) }
    }

    /// The lexicon without rare words: what guesses from the endings of others are good enough for.
    pub fn common() -> Self {
        Self::of(Morphology::common())
    }

    fn of(morphology: Morphology) -> Self {
        Self {
            morphology,
            has_rare_words: false,
            aliases: Arc::default(),
            surnames: seeds::list("surnames").lines().skip(1).collect(),
            first_names: seeds::list("first_names").lines().skip(1).collect(),
        }
    }

    /// Whether rare words are there, embedded or added.
    pub fn has_rare_words(&self) -> bool {
        self.has_rare_words
    }

    /// Adds the rare words to [`Self::common`], from the bytes of [`RARE_WORDS`]; what comes of it is
    /// the lexicon of a program that has them all embedded.
    ///
    /// # Errors
    /// Where the bytes are not those that the program was built with; nothing is added then.
    pub fn add_rare_words(&mut self, bytes: &[u8]) -> Result<(), RareWordsError> {
        let text = str::from_utf8(bytes).ok().filter(|_| RARE_WORDS.is(bytes)).ok_or(RareWordsError)?;
        if !self.has_rare_words {
            let (stems, aliases) = text.split_once('\0').ok_or(RareWordsError)?;
            self.morphology.add_rare(stems).map_err(|BadLine(..)| RareWordsError)?;
            self.aliases = Arc::new(Judge::read(aliases));
            self.has_rare_words = true;
        }
        Ok(())
    }

    /// The readings of a word form in any case of letters, likeliest first; е and ё count as one letter.
    pub fn readings(&self, word: &str) -> Vec<Reading> {
        if word.len() > LONGEST_WORD { Vec::new() } else { self.morphology.readings(&fold(word)) }
    }

    /// The dictionary form of the likeliest reading; `None` for what is no Russian word.
    pub fn lemma(&self, word: &str) -> Option<String> {
        self.readings(word).into_iter().next().map(|reading| reading.lemma)
    }

    /// The form of a word that has been read in another case and number, lower case.
    ///
    /// ```
    /// use razmetka::lexicon::Lexicon;
    /// use razmetka::morph::{Case, Number};
    /// let lexicon = Lexicon::embedded();
    /// let reading = &lexicon.readings("предприятиями")[0];
    /// assert_eq!(lexicon.decline(reading, Case::Genitive, Number::Plural).as_deref(), Some("предприятий"));
    /// ```
    pub fn decline(&self, reading: &Reading, case: Case, number: Number) -> Option<String> {
        self.morphology.decline(reading, case, number)
    }

    /// Whether a folded word is a form of a given name in the dictionary.
    pub fn is_first_name(&self, key: &str) -> bool {
        self.is_listed_first_name(key)
            || self.readings(key).iter().any(|reading| reading.known && reading.name == Some(Name::First))
    }

    /// Whether a folded word is the nominative of a given name in the list of those that the dictionary lacks.
    pub fn is_listed_first_name(&self, nominative: &str) -> bool {
        self.first_names.binary_search(&nominative).is_ok()
    }

    /// Whether a folded word is the nominative of a man's surname in the list of those that the dictionary lacks.
    pub fn is_surname(&self, nominative: &str) -> bool {
        self.surnames.binary_search(&nominative).is_ok()
    }

    /// How likely a folded word is a surname, going by the dictionary or by its ending, 0 to 1.
    pub fn surname_score(&self, key: &str) -> f32 {
        let readings = self.readings(key);
        readings.iter().filter(|reading| reading.name == Some(Name::Last)).map(|reading| reading.score).sum()
    }

    /// The readings of a folded word as a form of a name that is in the lists only; their scores sum to 1.
    ///
    /// They stand apart from [`Self::readings`]: a name of the lists may be a company's as well, so that only
    /// those who know that a person is meant should ask.
    pub fn listed_names(&self, word: &str) -> Vec<Reading> {
        let mut found = Vec::new();
        for form in surname::readings(word) {
            let names = [
                (Name::Last, self.is_surname(&form.nominative)),
                (Name::First, self.is_listed_first_name(&form.nominative)),
            ];
            for (name, _) in names.into_iter().filter(|&(_, listed)| listed) {
                found.push(Reading::of_listed_name(name, &form));
            }
        }
        let total: f32 = found.iter().map(|reading| reading.score).sum();
        found.iter_mut().for_each(|reading| reading.score /= total);
        sort::by(&mut found, |a, b| b.score.total_cmp(&a.score));
        found
    }
}

/// In bytes: no Russian word is longer, and every beginning of a word is looked up.
const LONGEST_WORD: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_its_rare_words_the_common_lexicon_is_the_whole() {
        let stems = include_str!("../seeds/lexicon/rare_stems.tsv");
        let rare = [stems, include_str!("../seeds/model/link_alias.tsv")].join("\0").into_bytes();
        let (mut lexicon, whole) = (Lexicon::common(), Lexicon::embedded());
        let mut broken = rare.clone();
        broken[rare.len() / 2] ^= 1;
        assert_eq!(lexicon.add_rare_words(&broken), Err(RareWordsError));
        assert_eq!(lexicon.add_rare_words(&rare[1..]), Err(RareWordsError));
        let word = "абонемента";
        assert!(!lexicon.readings(word)[0].known, "nothing was added");
        assert_eq!(lexicon.add_rare_words(&rare), Ok(()));
        if cfg!(feature = "whole-dictionary") {
            let article = include_str!("../seeds/articles/000_a2611bcb571f4053.txt");
            for word in article.split(|c: char| !c.is_alphabetic()).chain([word]) {
                assert_eq!(lexicon.readings(word), whole.readings(word), "{word}");
            }
        }
    }

    #[test]
    fn lists_are_sorted_and_folded() {
        let lexicon = Lexicon::embedded();
        for (list, name) in [(lexicon.surnames, "surnames"), (lexicon.first_names, "first_names")] {
            for (pair, line) in list.windows(2).zip(3..) {
                assert!(pair[0] < pair[1], "{name}.tsv:{line}: {} is out of order", pair[1]);
                assert_eq!(fold(pair[1]), pair[1], "{name}.tsv:{line}");
            }
        }
    }
}
