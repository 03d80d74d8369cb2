//! Readings of words that the dictionary lacks: those of the dictionary words with the same last letters.
//!
//! Nothing is stored for it. The table of the last letters of stems is made when the dictionary is loaded;
//! together with an ending, they are the last letters of a word form.

use super::{Morphology, Part, Reading};
use crate::sort;

/// Longest common ending, in letters, that is looked for.
const LONGEST: usize = 8;
/// Most letters of it that may belong to the stem.
const TAIL: usize = 4;
/// How many lexemes must agree before shorter endings are not asked.
const ENOUGH: u32 = 3;

/// How many lexemes of each paradigm have stems that end in given letters.
#[derive(Debug, Clone, Default)]
pub(super) struct Tails {
    /// Letters, paradigm, lexemes; sorted.
    counts: Vec<(u32, u16, u16)>,
}

impl Tails {
    pub(super) fn new(morphology: &Morphology) -> Self {
        // Letters and paradigm in one number.
        let mut keys = Vec::new();
        for (stem, lexemes) in morphology.entries() {
            let open = lexemes.iter().map(|lexeme| lexeme.paradigm).filter(|&n| morphology.is_open(n));
            for paradigm in open {
                let letters = (1..=TAIL).filter_map(|n| tail(stem, n));
                keys.extend(letters.map(|letters| u64::from(letters) << 16 | u64::from(paradigm)));
            }
        }
        sort::by_bytes(&mut keys, 6);
        let mut counts: Vec<(u32, u16, u16)> = Vec::new();
        for key in keys {
            let (letters, paradigm) = ((key >> 16) as u32, key as u16);
            match counts.last_mut() {
                Some((l, p, n)) if (*l, *p) == (letters, paradigm) => *n = n.saturating_add(1),
                _ => counts.push((letters, paradigm, 1)),
            }
        }
        Self { counts }
    }

    fn of(&self, key: u32) -> impl Iterator<Item = (u16, u16)> + '_ {
        let start = self.counts.partition_point(|&(other, _, _)| other < key);
        let rest = self.counts.get(start..).unwrap_or_default();
        rest.iter().take_while(move |&&(other, _, _)| other == key).map(|&(_, paradigm, n)| (paradigm, n))
    }
}

/// The last `n` letters of a stem in one number; `None` where it is shorter.
fn tail(stem: &str, n: usize) -> Option<u32> {
    let mut letters = stem.chars().rev();
    (0..n).try_fold(0, |key, _| Some(key << 8 | (u32::from(letters.next()?) & 0xff)))
}

impl Morphology {
    /// Readings by the longest ending that enough dictionary words share; scores are not normalised.
    pub(super) fn guess(&self, word: &str) -> Vec<Reading> {
        let borders: Vec<usize> = word.char_indices().map(|(byte, _)| byte).chain([word.len()]).collect();
        let letters = borders.len() - 1;
        let mut found = Vec::new();
        if letters < 3 || !word.chars().all(|c| matches!(c, 'а'..='я' | '-')) {
            return found;
        }
        for shared in (2..=LONGEST.min(letters)).rev() {
            let mut votes = 0;
            for suffix_letters in shared.saturating_sub(TAIL)..shared {
                let cut = borders[letters - suffix_letters];
                let Some((stem, ending)) = word.split_at_checked(cut) else { continue };
                let Some(suffix) = self.suffix(ending) else { continue };
                let Some(key) = tail(stem, shared - suffix_letters) else { continue };
                for (paradigm, n) in self.tails.of(key) {
                    let before = found.len();
                    self.push_readings((stem, suffix), paradigm, f32::from(n), false, &mut found);
                    votes += if found.len() > before { u32::from(n) } else { 0 };
                }
            }
            if votes >= ENOUGH {
                break;
            }
        }
        found
    }

    /// Whether new words join the paradigm.
    fn is_open(&self, paradigm: u16) -> bool {
        let first = self.paradigms[usize::from(paradigm)].forms.first();
        first.is_some_and(|&(_, tag)| {
            let part = self.tags[usize::from(tag)].part;
            matches!(part, Part::Noun | Part::Adjective | Part::Verb | Part::Adverb | Part::Participle)
        })
    }
}
