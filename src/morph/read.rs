//! Readings of a word form: from the dictionary, else by its ending.

use super::stems::Lexeme;
use super::{Morphology, Reading};
use crate::sort;

impl Morphology {
    /// The readings of a folded word (lower case, ё → е), likeliest first; their scores sum to 1.
    pub fn readings(&self, word: &str) -> Vec<Reading> {
        let mut found = self.known(word);
        if found.is_empty() {
            found = self.guess(word);
        }
        found = merged(found);
        let total: f32 = found.iter().map(|reading| reading.score).sum();
        for reading in &mut found {
            reading.score /= total;
        }
        sort::by(&mut found, |a, b| b.score.total_cmp(&a.score));
        found
    }

    /// The dictionary's readings with unnormalised scores.
    fn known(&self, word: &str) -> Vec<Reading> {
        let mut found = Vec::new();
        for (cut, _) in word.char_indices().chain([(word.len(), ' ')]) {
            let Some((stem, ending)) = word.split_at_checked(cut) else { continue };
            let Some(suffix) = self.suffix(ending) else { continue };
            for &Lexeme { paradigm, weight } in self.lexemes(stem) {
                self.push_readings((stem, suffix), paradigm, f32::from(weight * 3).exp2(), true, &mut found);
            }
        }
        found
    }

    /// Adds a reading for every form of the paradigm with the ending.
    pub(super) fn push_readings(
        &self,
        (stem, suffix): (&str, u16),
        number: u16,
        weight: f32,
        known: bool,
        found: &mut Vec<Reading>,
    ) {
        let paradigm = &self.paradigms[usize::from(number)];
        for form in paradigm.with_suffix(suffix) {
            let tag = &self.tags[usize::from(paradigm.forms[form].1)];
            found.push(Reading {
                lemma: self.form(stem, number, 0),
                part: tag.part,
                case: tag.case,
                number: tag.number,
                gender: tag.gender,
                animate: tag.animate == Some(true),
                name: tag.name,
                tense: tag.tense,
                person: tag.person,
                form: tag.form,
                known,
                score: weight * tag.weight / paradigm.total,
                paradigm: number,
                place: form as u16,
            });
        }
    }

    /// A form of a stem.
    pub(super) fn form(&self, stem: &str, paradigm: u16, form: usize) -> String {
        let suffix = self.paradigms[usize::from(paradigm)].forms[form].0;
        format!("{stem}{}", self.suffixes[usize::from(suffix)])
    }
}

/// Joins readings that say the same.
fn merged(readings: Vec<Reading>) -> Vec<Reading> {
    let mut out: Vec<Reading> = Vec::with_capacity(readings.len());
    for reading in readings {
        match out.iter_mut().find(|other| same(other, &reading)) {
            Some(other) => other.score += reading.score,
            None => out.push(reading),
        }
    }
    out
}

fn same(a: &Reading, b: &Reading) -> bool {
    let grammar =
        |r: &Reading| (r.part, r.case, r.number, r.gender, r.animate, r.name, r.tense, r.person, r.form);
    grammar(a) == grammar(b) && a.lemma == b.lemma
}
