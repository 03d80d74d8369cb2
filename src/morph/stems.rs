//! The stems of the dictionary, one after the other.

use std::cmp::Ordering;

/// A lexeme that a stem belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexeme {
    pub(super) paradigm: u16,
    /// A third of the binary logarithm of its frequency.
    pub(super) weight: u8,
}

/// Stems, sorted, with their lexemes.
#[derive(Debug, Clone, Default)]
pub(super) struct Stems {
    pub(super) letters: String,
    pub(super) lexemes: Vec<Lexeme>,
    /// End of each stem in `letters`, and of its lexemes in `lexemes`.
    ends: Vec<(u32, u32)>,
}

impl Stems {
    /// Ends the stem whose letters and lexemes were added last.
    pub(super) fn close(&mut self) {
        self.ends.push((self.letters.len() as u32, self.lexemes.len() as u32));
    }

    /// The lexemes of a stem; none where it is not there.
    pub(super) fn find(&self, stem: &str) -> &[Lexeme] {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.stem(middle).cmp(stem) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return self.lexemes(middle),
            }
        }
        &[]
    }

    /// Every stem with its lexemes.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &[Lexeme])> {
        (0..self.ends.len()).map(|at| (self.stem(at), self.lexemes(at)))
    }

    /// Both, in order; they share no stem.
    pub(super) fn merged(&self, other: &Self) -> Self {
        let mut merged = Self::default();
        let mut others = other.entries().peekable();
        for (stem, lexemes) in self.entries() {
            while let Some((other, lexemes)) = others.next_if(|(other, _)| *other < stem) {
                merged.push(other, lexemes);
            }
            merged.push(stem, lexemes);
        }
        others.for_each(|(stem, lexemes)| merged.push(stem, lexemes));
        merged
    }

    fn push(&mut self, stem: &str, lexemes: &[Lexeme]) {
        self.letters.push_str(stem);
        self.lexemes.extend_from_slice(lexemes);
        self.close();
    }

    fn end(&self, at: usize) -> (usize, usize) {
        let end = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        (end.0 as usize, end.1 as usize)
    }

    fn stem(&self, at: usize) -> &str {
        self.letters.get(self.end(at).0..self.end(at + 1).0).unwrap_or_default()
    }

    fn lexemes(&self, at: usize) -> &[Lexeme] {
        self.lexemes.get(self.end(at).1..self.end(at + 1).1).unwrap_or_default()
    }
}
