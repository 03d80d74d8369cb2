//! The headline: the line above the article that speaks of what the article speaks of.

use std::ops::Range;

use super::cues::Cue;
use super::features::probability;
use super::page::Page;

/// How many lines above the first paragraph are looked at.
const WINDOW: usize = 14;
/// A first paragraph has at least so many characters; what is shorter may be a headline.
const PARAGRAPH: u32 = 120;
/// Features of a candidate.
pub(super) const WIDTH: usize = 26;

/// The weights of a logistic regression over the features of a candidate, the constant first.
#[derive(Debug, Clone, Default)]
pub(super) struct Weights(pub(super) Vec<f32>);

/// The line of the headline, given how likely each line belongs to the article.
pub(super) fn find(page: &Page, scores: &[f32], weights: &Weights) -> Option<usize> {
    let candidates = candidates(page, scores)?;
    let end = candidates.end;
    let logit = |at: usize| {
        let features = features(page, scores, at, end);
        weights.0.iter().zip([1.0].iter().chain(&features)).map(|(weight, value)| weight * value).sum::<f32>()
    };
    let (best, logit) = candidates
        .filter(|&at| may_be(page, at))
        .map(|at| (at, logit(at)))
        .max_by(|a, b| a.1.total_cmp(&b.1))?;
    if probability(logit) < 0.3 {
        return None;
    }
    let original = page.first_copy[best];
    Some(if end - original <= WINDOW && page.facts[original].words == page.facts[best].words {
        original
    } else {
        best
    })
}

/// The lines above the first paragraph.
pub(super) fn candidates(page: &Page, scores: &[f32]) -> Option<Range<usize>> {
    let kept = |&at: &usize| scores[at] >= 0.5;
    let long = |&at: &usize| page.facts[at].is_prose() && page.facts[at].chars >= PARAGRAPH;
    let first = (0..page.len()).find(kept)?;
    let end = (first..page.len()).take(WINDOW).filter(kept).find(long).unwrap_or(first);
    Some(end.saturating_sub(WINDOW)..end)
}

/// Whether a line can be a headline at all.
pub(super) fn may_be(page: &Page, at: usize) -> bool {
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

/// What speaks for a candidate and against it.
pub(super) fn features(page: &Page, scores: &[f32], at: usize, end: usize) -> [f32; WIDTH] {
    let facts = &page.facts[at];
    let flag = |value: bool| f32::from(u8::from(value));
    let kept_between = (at + 1..end).filter(|&at| scores[at] >= 0.5).count();
    let mark = page.marks.get(at).copied().unwrap_or_default();
    let rivals = (end.saturating_sub(WINDOW)..end).filter(|&other| may_be(page, other));
    [
        scores[at],
        page.overlap[at].min(0.6),
        (end - at) as f32 / WINDOW as f32,
        kept_between as f32 / 4.0,
        flag(facts.ends_sentence),
        flag(facts.sentence_ends > u32::from(facts.ends_sentence)),
        flag(facts.sites > 0 || facts.separators > 0 || facts.ends_open),
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
        page.ahead[at].min(0.6),
        flag(mark.heading == 1) * (end - at) as f32 / WINDOW as f32,
        flag(is_near_copy(page, at)),
        flag((at + 1..end).all(|at| !may_be(page, at))),
        rivals.filter(|&other| page.overlap[other] > page.overlap[at]).count() as f32 / 4.0,
        flag(at + 1 == end),
        flag((at + 1..(at + 4).min(page.len())).any(|next| begins_with(page, next, at))),
        flag(page.breaks[at] >= 2) + flag(page.breaks.get(at + 1).is_none_or(|&breaks| breaks >= 2)),
    ]
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
