//! The headline: the line above the article that speaks of what the article speaks of.

mod features;

use std::collections::HashSet;
use std::ops::Range;

use super::cues::Cue;
use super::page::Page;

/// How many lines above the first paragraph are looked at.
const WINDOW: usize = 20;
/// A first paragraph has at least so many characters; what is shorter may be a headline.
const PARAGRAPH: u32 = 120;
/// A line speaks of the article where it shares at least so many of its topics, and so great a share of them.
const ON_TOPIC: (usize, f32) = (2, 0.3);

/// The weights of a softmax over the candidates and a headline that is not there, whose logit is 0; the constant first.
#[derive(Debug, Clone)]
pub(super) struct Weights(pub(super) Vec<f32>);

/// The line of the headline, given how likely each line belongs to the article.
pub(super) fn find(page: &Page, scores: &[f32], weights: &Weights) -> Option<usize> {
    let search = Search::of(page, scores)?;
    let logit = |at: usize| {
        let features = search.features(at);
        weights.0.iter().zip([1.0].iter().chain(&features)).map(|(weight, value)| weight * value).sum::<f32>()
    };
    let logits = search.fitting.iter().map(|&at| (at, logit(at)));
    let (best, logit) = logits.max_by(|a, b| a.1.total_cmp(&b.1))?;
    if logit < 0.0 {
        return None;
    }
    let original = page.first_copy[best];
    let is_near =
        search.lines.end - original <= WINDOW && page.facts[original].words == page.facts[best].words;
    Some(if is_near { original } else { best })
}

/// The lines above the first paragraph, and what the article speaks of.
pub(super) struct Search<'p> {
    page: &'p Page,
    scores: &'p [f32],
    lines: Range<usize>,
    /// The lines that can be a headline.
    pub(super) fitting: Vec<usize>,
    /// Topics of the whole article, of its first paragraphs.
    topics: HashSet<u64>,
    lead: HashSet<u64>,
    /// How many topics of each of the lines the article has, and the share of them.
    shared: Vec<(usize, f32)>,
}

impl<'p> Search<'p> {
    pub(super) fn of(page: &'p Page, scores: &'p [f32]) -> Option<Self> {
        let kept = |&at: &usize| scores[at] >= 0.5;
        let long = |&at: &usize| page.facts[at].is_prose() && page.facts[at].chars >= PARAGRAPH;
        let first = (0..page.len()).find(kept)?;
        let end = (first..page.len()).take(WINDOW).filter(kept).find(long).unwrap_or(first);
        let lines = end.saturating_sub(WINDOW)..end;
        let topics = |at: usize| page.facts[at].topics.iter().copied();
        let mut search = Self {
            page,
            scores,
            lines: lines.clone(),
            fitting: lines.clone().filter(|&at| may_be(page, at)).collect(),
            topics: (end..page.len()).filter(kept).flat_map(topics).collect(),
            lead: (end..page.len()).filter(kept).take(2).flat_map(topics).collect(),
            shared: Vec::new(),
        };
        search.shared = lines.map(|at| search.shared_with(at, &search.topics)).collect();
        Some(search)
    }

    fn shared_with(&self, at: usize, topics: &HashSet<u64>) -> (usize, f32) {
        let own = &self.page.facts[at].topics;
        let shared = own.iter().filter(|topic| topics.contains(topic)).count();
        (shared, shared as f32 / own.len().max(1) as f32)
    }

    fn share(&self, at: usize) -> (usize, f32) {
        self.shared.get(at - self.lines.start).copied().unwrap_or_default()
    }

    fn is_on_topic(&self, at: usize) -> bool {
        let (count, share) = self.share(at);
        may_be(self.page, at) && count >= ON_TOPIC.0 && share >= ON_TOPIC.1
    }
}

/// Whether a line can be a headline at all.
fn may_be(page: &Page, at: usize) -> bool {
    let facts = &page.facts[at];
    let has = |cues: &[Cue]| cues.iter().any(|&cue| facts.cues.has(cue));
    let furniture =
        has(&[Cue::Caption, Cue::Byline, Cue::Dateline, Cue::Menu]) || has(&[Cue::End]) && facts.words <= 5;
    // Two sentences, the second without an end: a signboard, no headline.
    let sign = facts.inner_stops > 0 && !facts.ends_sentence;
    (2..=35).contains(&facts.words)
        && !furniture
        && !sign
        && facts.words_beside_date >= 2
        && facts.chars >= 10
}
