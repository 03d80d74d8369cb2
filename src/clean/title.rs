//! The headline: the line above the article that speaks of what the article speaks of.

use super::cues::Cue;
use super::page::Page;

/// How many lines above the article are looked at.
const WINDOW: usize = 12;

/// The line of the headline, given the first line of the article.
pub(super) fn find(page: &Page, first: usize) -> Option<usize> {
    let candidates = first.saturating_sub(WINDOW)..first;
    let score = |at: usize| likeness(page, at, first - at);
    let best = candidates.max_by(|&a, &b| score(a).total_cmp(&score(b)))?;
    if score(best) < 0.5 {
        return None;
    }
    let original = page.first_copy[best];
    Some(if first - original <= WINDOW { original } else { best })
}

/// How much a line is like a headline, `distance` lines above the article.
fn likeness(page: &Page, at: usize, distance: usize) -> f32 {
    let facts = &page.facts[at];
    let unlike = [Cue::Caption, Cue::Byline, Cue::Dateline, Cue::Menu, Cue::End]
        .iter()
        .any(|&cue| facts.cues.has(cue));
    if !(3..=25).contains(&facts.words) || unlike || facts.words_beside_date < 3 || facts.chars < 15 {
        return 0.0;
    }
    let mut score = 0.8 + 1.6 * page.overlap[at].min(0.5) - 0.08 * distance as f32;
    if facts.sentence_ends > 0 {
        score -= 0.3;
    }
    if facts.sites > 0 || facts.separators > 1 || facts.ends_open {
        score -= 0.5;
    }
    score
}
