//! What the lines of a paste show together: repetition, the run that reads like an article, its topic.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::facts::Facts;
use super::features::{Own, best_run};
use super::html::Mark;
use super::lines::Line;
use super::model;
use super::rhythm::Rhythm;
use super::threads::Threads;
use crate::sort;

/// The lines of a paste with what holds for all of them.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) facts: Vec<Facts>,
    /// Line ends before each line.
    pub(super) breaks: Vec<u32>,
    /// Index of the first line with the same words, its own where there is none before.
    pub(super) first_copy: Vec<usize>,
    /// How many lines have these words.
    pub(super) copies: Vec<u32>,
    /// Share of a line's word triples that other lines have too, 0 to 1.
    pub(super) repeated: Vec<f32>,
    /// Share of a line's stems that the next lines of running text have too, 0 to 1.
    pub(super) ahead: Vec<f32>,
    /// Share of a line's stems that the lines of running text before it have too, 0 to 1.
    pub(super) behind: Vec<f32>,
    /// Characters of the stretch of running text that a line stands in, one other line between at most; 0 elsewhere.
    pub(super) stretch: Vec<u32>,
    /// The run of lines that reads most like an article; empty where none does.
    pub(super) run: Range<usize>,
    /// Share of a line's topics that other lines of the run have too, 0 to 1.
    pub(super) overlap: Vec<f32>,
    /// Share of a line's stems that the title of the page (in the head of its HTML) has too, 0 to 1.
    pub(super) title_overlap: Vec<f32>,
    /// Which paragraphs speak of the same things.
    pub(super) threads: Threads,
    /// How regular the lines around each are.
    pub(super) rhythm: Rhythm,
    /// What each line shows by itself, as numbers.
    pub(super) own: Own,
    /// How likely each line belongs to the article by itself, as logits.
    pub(super) linear: Vec<f32>,
    /// What the elements of HTML say about each line; empty for plain text.
    pub(super) marks: Vec<Mark>,
}

/// Lines of running text that are seen each way.
const SIGHT: usize = 3;
/// How far apart the same words count as one place.
const ECHO: usize = 3;

impl Page {
    /// Reads plain text.
    pub(super) fn read(source: &str, lines: &[Line]) -> Self {
        Self::with_marks(source, lines, Vec::new(), "")
    }

    /// Reads the visible text of a page of HTML with its marks and its title.
    pub(super) fn with_marks(source: &str, lines: &[Line], marks: Vec<Mark>, title: &str) -> Self {
        let facts = |line: &Line| Facts::of(source.get(line.bytes.clone()).unwrap_or_default());
        let mut page = Self {
            facts: lines.iter().map(facts).collect(),
            breaks: lines.iter().map(|line| line.breaks).collect(),
            marks,
            ..Self::default()
        };
        let title: HashSet<u64> = Facts::of(title).stems.into_iter().collect();
        page.title_overlap =
            page.facts.iter().map(|facts| share(&facts.stems, |stem| title.contains(stem))).collect();
        page.find_copies();
        page.find_repetition();
        page.find_coherence();
        page.find_stretches();
        page.threads = Threads::of(&page.facts);
        page.rhythm = Rhythm::of(&page.facts);
        page.own = Own::of(&page);
        page.find_article(model::of(&page).linear(&page));
        page
    }

    /// Finds the run of lines that reads most like an article, given a first guess at each line.
    pub(super) fn find_article(&mut self, linear: Vec<f32>) {
        self.run = best_run(self, &linear, 0.3);
        self.linear = linear;
        self.find_overlap();
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
        let mut places: HashMap<u64, Range<usize>> = HashMap::new();
        for (facts, &at) in self.facts.iter().zip(&self.first_copy) {
            for &triple in &facts.triples {
                let place = places.entry(triple).or_insert(at..at);
                *place = place.start.min(at)..place.end.max(at);
            }
        }
        // A legend or a lead that says the next line's words is no promotion.
        let far = |at: usize, place: &Range<usize>| at - place.start > ECHO || place.end - at > ECHO;
        let repeated = |(facts, &at): (&Facts, &usize)| {
            share(&facts.triples, |triple| places.get(triple).is_some_and(|place| far(at, place)))
        };
        self.repeated = self.facts.iter().zip(&self.first_copy).map(repeated).collect();
    }

    /// Paragraphs of one article speak of the same things, teasers of several do not.
    fn find_coherence(&mut self) {
        let prose: Vec<usize> = (0..self.len()).filter(|&at| self.facts[at].is_prose()).collect();
        let stems: Vec<Vec<u64>> = prose
            .iter()
            .map(|&at| {
                let mut stems = self.facts[at].stems.clone();
                sort::sort(&mut stems);
                stems
            })
            .collect();
        let mut next = 0;
        for at in 0..self.len() {
            let after = next + usize::from(prose.get(next) == Some(&at));
            let known = |lines: Range<usize>| {
                let lines = stems.get(lines).unwrap_or_default();
                share(&self.facts[at].stems, |stem| lines.iter().any(|line| line.binary_search(stem).is_ok()))
            };
            self.behind.push(known(next.saturating_sub(SIGHT)..next));
            self.ahead.push(known(after..(after + SIGHT).min(stems.len())));
            next = after;
        }
    }

    fn find_stretches(&mut self) {
        self.stretch = vec![0; self.len()];
        let mut start = 0;
        while start < self.len() {
            let (mut end, mut gap, mut mass) = (start, 0, 0_u32);
            for at in start..self.len() {
                if self.facts[at].is_prose() && self.promotion(at) < 2 {
                    (end, gap) = (at + 1, 0);
                    mass = mass.saturating_add(self.facts[at].chars);
                } else if gap == 1 || at == start {
                    break;
                } else {
                    gap = 1;
                }
            }
            self.stretch[start..end].fill(mass);
            start = end.max(start + 1);
        }
    }

    /// How much speaks for a promotion of the site, repetition included.
    pub(super) fn promotion(&self, at: usize) -> u32 {
        self.facts[at].promotion() + u32::from(self.repeated[at] > 0.3)
    }

    fn find_overlap(&mut self) {
        let mut topics: HashMap<u64, usize> = HashMap::new();
        for topic in self.facts[self.run.clone()].iter().flat_map(|facts| &facts.topics) {
            *topics.entry(*topic).or_insert(0) += 1;
        }
        let overlap = |at: usize| {
            let own = usize::from(self.run.contains(&at));
            share(&self.facts[at].topics, |topic| topics.get(topic).is_some_and(|&lines| lines > own))
        };
        self.overlap = (0..self.len()).map(overlap).collect();
    }
}

/// Share of the items that satisfy `test`; 0 of none.
fn share<T>(items: &[T], test: impl Fn(&&T) -> bool) -> f32 {
    let found = items.iter().filter(test).count();
    found as f32 / items.len().max(1) as f32
}
