//! What the lines of a paste show together: repetition, the run that reads like an article, its topic.

use std::collections::HashMap;
use std::ops::Range;

use super::cues::Cue;
use super::facts::Facts;

/// The lines of a paste with what holds for all of them.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) facts: Vec<Facts>,
    /// Line ends before each line.
    #[expect(dead_code, reason = "the learned classifier reads it")]
    pub(super) breaks: Vec<u32>,
    /// Index of the first line with the same words, its own where there is none before.
    pub(super) first_copy: Vec<usize>,
    /// How many lines have these words.
    pub(super) copies: Vec<u32>,
    /// Share of a line's word triples that other lines have too, 0 to 1.
    pub(super) repeated: Vec<f32>,
    /// The run of lines that reads most like an article; empty where none does.
    pub(super) run: Range<usize>,
    /// Share of a line's stems that other lines of the run have too, 0 to 1.
    pub(super) overlap: Vec<f32>,
}

impl Page {
    pub(super) fn read<'t>(lines: impl Iterator<Item = (&'t str, u32)>) -> Self {
        let (facts, breaks): (Vec<Facts>, Vec<u32>) =
            lines.map(|(line, breaks)| (Facts::of(line), breaks)).unzip();
        let mut page = Self { facts, breaks, ..Self::default() };
        page.find_copies();
        page.find_repetition();
        page.run = page.best_run();
        page.find_overlap();
        page
    }

    pub(super) fn len(&self) -> usize {
        self.facts.len()
    }

    fn find_copies(&mut self) {
        let mut first = HashMap::new();
        let mut counts = vec![0_u32; self.len()];
        for (at, facts) in self.facts.iter().enumerate() {
            let original = if facts.words == 0 { at } else { *first.entry(facts.hash).or_insert(at) };
            self.first_copy.push(original);
            counts[original] += 1;
        }
        self.copies = self.first_copy.iter().map(|&original| counts[original]).collect();
    }

    fn find_repetition(&mut self) {
        const MANY: usize = usize::MAX;
        let mut owner: HashMap<u64, usize> = HashMap::new();
        for (at, facts) in self.facts.iter().enumerate() {
            for &triple in &facts.triples {
                let line = owner.entry(triple).or_insert(self.first_copy[at]);
                if *line != self.first_copy[at] {
                    *line = MANY;
                }
            }
        }
        let elsewhere = |triple: &&u64| owner.get(triple) == Some(&MANY);
        self.repeated = self.facts.iter().map(|facts| share(&facts.triples, elsewhere)).collect();
    }

    /// The run with the most running text, after Kadane; other lines in between cost.
    fn best_run(&self) -> Range<usize> {
        let (mut best, mut best_gain) = (0..0, 0_i64);
        let (mut start, mut gain) = (0, 0_i64);
        for at in 0..self.len() {
            if gain <= 0 {
                (start, gain) = (at, 0);
            }
            gain += self.gain(at);
            if gain > best_gain {
                (best, best_gain) = (start..at + 1, gain);
            }
        }
        best
    }

    /// What a line adds to a run, in characters.
    fn gain(&self, at: usize) -> i64 {
        let facts = &self.facts[at];
        let chars = i64::from(facts.chars);
        if facts.cues.has(Cue::End) && !facts.is_prose() {
            return -200;
        }
        if self.promotion(at) >= 2 {
            return -60 - chars.min(200);
        }
        if facts.is_prose() { chars } else { -30 - chars.min(60) }
    }

    /// How much speaks for a promotion of the site, repetition included.
    pub(super) fn promotion(&self, at: usize) -> u32 {
        self.facts[at].promotion() + u32::from(self.repeated[at] > 0.3)
    }

    fn find_overlap(&mut self) {
        let mut topic: HashMap<u64, u32> = HashMap::new();
        for facts in &self.facts[self.run.clone()] {
            for &stem in &facts.stems {
                *topic.entry(stem).or_insert(0) += 1;
            }
        }
        self.overlap = (0..self.len()).map(|at| self.overlap_with(at, &topic)).collect();
    }

    fn overlap_with(&self, at: usize, topic: &HashMap<u64, u32>) -> f32 {
        let stems = &self.facts[at].stems;
        if !self.run.contains(&at) {
            return share(stems, |stem| topic.contains_key(stem));
        }
        let mut own: HashMap<u64, u32> = HashMap::new();
        for &stem in stems {
            *own.entry(stem).or_insert(0) += 1;
        }
        share(stems, |stem| topic.get(stem) > own.get(stem))
    }
}

/// Share of the items that satisfy `test`; 0 of none.
fn share<T>(items: &[T], test: impl Fn(&&T) -> bool) -> f32 {
    let found = items.iter().filter(test).count();
    found as f32 / items.len().max(1) as f32
}
