//! The headline: the line above the article that speaks of what the article speaks of.

use std::collections::HashSet;
use std::ops::Range;

use super::cues::Cue;
use super::page::Page;

/// How many lines above the first paragraph are looked at.
const WINDOW: usize = 14;
/// A first paragraph has at least so many characters; what is shorter may be a headline.
const PARAGRAPH: u32 = 120;
/// Features of a candidate.
const WIDTH: usize = 38;
/// How many lines below a candidate and above it may hold the date of the article.
const DATED: usize = 3;
/// A line speaks of the article where it shares at least so many of its topics, and so great a share of them.
const ON_TOPIC: (usize, f32) = (2, 0.3);

/// The weights of a softmax over the candidates and a headline that is not there, whose logit is 0; the constant first.
#[derive(Debug, Clone, Default)]
pub(super) struct Weights(pub(super) Vec<f32>);

/// The line of the headline, given how likely each line belongs to the article.
pub(super) fn find(page: &Page, scores: &[f32], weights: &Weights) -> Option<usize> {
    let search = Search::of(page, scores)?;
    let logit = |at: usize| {
        let features = search.features(at);
        weights.0.iter().zip([1.0].iter().chain(&features)).map(|(weight, value)| weight * value).sum::<f32>()
    };
    let logits = search.fitting().map(|at| (at, logit(at)));
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
            topics: (end..page.len()).filter(kept).flat_map(topics).collect(),
            lead: (end..page.len()).filter(kept).take(2).flat_map(topics).collect(),
            shared: Vec::new(),
        };
        search.shared = lines.map(|at| search.shared_with(at, &search.topics)).collect();
        Some(search)
    }

    /// The lines that can be a headline.
    pub(super) fn fitting(&self) -> impl Iterator<Item = usize> {
        self.lines.clone().filter(|&at| may_be(self.page, at))
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

    /// What speaks for a candidate and against it.
    pub(super) fn features(&self, at: usize) -> [f32; WIDTH] {
        let (page, end) = (self.page, self.lines.end);
        let facts = &page.facts[at];
        let flag = |value: bool| f32::from(u8::from(value));
        let few = |count: usize| count.min(4) as f32 / 4.0;
        let kept_between = (at + 1..end).filter(|&at| self.scores[at] >= 0.5).count();
        let mark = page.marks.get(at).copied().unwrap_or_default();
        let distance = (end - at) as f32 / WINDOW as f32;
        let (count, share) = self.share(at);
        let words = facts.words.max(1) as f32;
        let dated = |at: usize| {
            let facts = &page.facts[at];
            (facts.has_date || facts.is_stamp || facts.cues.has(Cue::Dateline))
                && facts.words_beside_date <= 6
        };
        let earlier = (self.lines.start..at).filter(|&at| self.is_on_topic(at)).count();
        let later = (at + 1..end).filter(|&at| self.is_on_topic(at)).count();
        [
            self.scores[at],
            page.linear[at].clamp(-6.0, 6.0) / 6.0,
            share,
            self.shared_with(at, &self.lead).1,
            few(count),
            distance,
            few(kept_between),
            flag(facts.ends_sentence),
            flag(facts.sentence_ends > u32::from(facts.ends_sentence)),
            flag(facts.sites > 0 || facts.separators > 0),
            flag(facts.ends_open),
            flag(facts.words < 4),
            facts.words.min(15) as f32 / 15.0,
            flag(facts.words > 20),
            flag(page.copies[at] > 1 && !is_near_copy(page, at)),
            flag(facts.has_date),
            flag(facts.starts_upper),
            flag(mark.heading == 1),
            flag(mark.heading > 1),
            mark.linked,
            flag(mark.context.title),
            page.title_overlap[at],
            flag(mark.heading == 1) * distance,
            flag(is_near_copy(page, at)),
            flag((at + 1..end).all(|at| !may_be(page, at))),
            few(self.fitting().filter(|&other| self.share(other).1 > share).count()),
            flag(at + 1 == end),
            flag((at + 1..(at + 4).min(page.len())).any(|next| begins_with(page, next, at))),
            flag(page.breaks[at] >= 2),
            flag(page.breaks.get(at + 1).is_none_or(|&breaks| breaks >= 2)),
            facts.capitalized as f32 / words,
            flag((at + 1..(at + 1 + DATED).min(end)).any(dated)),
            flag((at.saturating_sub(DATED)..at).any(dated)),
            few(earlier),
            few(later),
            flag(self.is_on_topic(at)),
            flag(self.is_on_topic(at) && earlier == 0),
            flag(facts.is_prose()),
        ]
    }
}

/// Whether a line can be a headline at all.
fn may_be(page: &Page, at: usize) -> bool {
    let facts = &page.facts[at];
    let furniture =
        [Cue::Caption, Cue::Byline, Cue::Dateline, Cue::Menu].iter().any(|&cue| facts.cues.has(cue));
    // Two sentences, the second without an end: a signboard, no headline.
    let sign = facts.inner_stops > 0 && !facts.ends_sentence;
    (2..=35).contains(&facts.words)
        && !furniture
        && !sign
        && facts.words_beside_date >= 2
        && facts.chars >= 10
}

/// Whether the same words stand within three lines: the text of an image, or a headline and its copy.
fn is_near_copy(page: &Page, at: usize) -> bool {
    let near = at.saturating_sub(3)..(at + 4).min(page.len());
    near.into_iter().any(|other| other != at && page.facts[other].hash == page.facts[at].hash)
}

/// Whether a line begins with the words of another, as the legend of a picture may with the headline.
fn begins_with(page: &Page, at: usize, start: usize) -> bool {
    let (line, start) = (&page.facts[at].triples, &page.facts[start].triples);
    start.len() >= 2 && line.len() > start.len() && line.starts_with(start)
}
