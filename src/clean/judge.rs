//! Which lines belong to the article, what part each plays, and why the others are left out.

use super::assemble::Verdict;
use super::cues::Cue;
use super::page::Page;
use super::title;
use crate::document::Role;

/// Judges every line of a page.
pub(super) fn judge(page: &Page) -> Vec<Verdict> {
    let scores: Vec<f32> = (0..page.len()).map(|at| score(page, at)).collect();
    let kept: Vec<bool> = scores.iter().map(|&score| score >= 0.5).collect();
    let Some(first) = kept.iter().position(|&kept| kept) else {
        return keep_all(page);
    };
    let last = kept.iter().rposition(|&kept| kept).unwrap_or(first);
    let title = title::find(page, first);
    let outline = Outline { page, kept: &kept, first, last, title, end: end_marker(page, last) };
    (0..page.len()).map(|at| outline.verdict(at, scores[at])).collect()
}

/// A text without an article in it stays as it is.
fn keep_all(page: &Page) -> Vec<Verdict> {
    vec![Verdict { role: Role::Body, reason: None, score: 0.5 }; page.len()]
}

/// Whether a line belongs to the article, 0 to 1.
fn score(page: &Page, at: usize) -> f32 {
    let facts = &page.facts[at];
    if !page.run.contains(&at) {
        return 0.1;
    }
    if facts.is_prose() {
        return if page.promotion(at) >= 2 { 0.3 } else { 0.9 };
    }
    let furniture =
        !facts.cues.is_empty() || facts.words < 2 || facts.words_beside_date < 2 || facts.sites > 0;
    if furniture { 0.2 } else { 0.6 }
}

/// The first line after the article that ends it.
fn end_marker(page: &Page, last: usize) -> usize {
    let rest = page.facts.iter().enumerate().skip(last + 1);
    rest.filter(|(_, facts)| facts.cues.has(Cue::End)).map(|(at, _)| at).next().unwrap_or(page.len())
}

/// Where the parts of the article stand.
struct Outline<'p> {
    page: &'p Page,
    kept: &'p [bool],
    first: usize,
    last: usize,
    title: Option<usize>,
    /// The line that says that the article is over; the number of lines where none does.
    end: usize,
}

impl Outline<'_> {
    fn verdict(&self, at: usize, score: f32) -> Verdict {
        if self.title == Some(at) {
            return Verdict { role: Role::Title, reason: None, score: score.max(0.5) };
        }
        if self.kept[at] {
            return Verdict { role: self.part(at), reason: None, score };
        }
        let (role, reason) = self.furniture(at);
        Verdict { role, reason: Some(reason.into()), score }
    }

    /// The role of a kept line.
    fn part(&self, at: usize) -> Role {
        let facts = &self.page.facts[at];
        if at == self.first && facts.is_prose() {
            Role::Lead
        } else if facts.starts_item {
            Role::List
        } else if !facts.is_prose()
            && !facts.ends_sentence
            && !facts.ends_open
            && facts.words <= 15
            && at != self.last
        {
            Role::Heading
        } else {
            Role::Body
        }
    }

    /// The role of a line that is left out, and the reason.
    fn furniture(&self, at: usize) -> (Role, &'static str) {
        let (page, facts) = (self.page, &self.page.facts[at]);
        let has = |cue| facts.cues.has(cue);
        let above = at < self.first || self.title.is_some_and(|title| at < title);
        let inside = !above && at < self.last;
        if self.title.is_some_and(|title| title != at && self.repeats(title, at)) && at <= self.last {
            (Role::Caption, "duplicate_title")
        } else if at < self.last && has(Cue::Caption) {
            (Role::Caption, "caption_credit")
        } else if at <= self.last && (has(Cue::Dateline) || facts.has_date) && facts.words_beside_date <= 8 {
            (Role::Dateline, "dateline")
        } else if has(Cue::Byline) && !facts.is_prose() {
            (Role::Byline, "byline")
        } else if has(Cue::End) && !above {
            (Role::Menu, "end_marker")
        } else if page.promotion(at) >= 2 && facts.words >= 5 {
            (Role::Promo, if page.repeated[at] > 0.3 { "repeated_promo" } else { "self_promotion" })
        } else if has(Cue::Legal) || facts.copyright {
            (Role::Promo, "legal_notice")
        } else if has(Cue::Comment) {
            (Role::Other, "comment")
        } else if has(Cue::Menu) || facts.words <= 3 && !inside {
            (Role::Menu, "menu")
        } else if at > self.end {
            (Role::Teaser, "after_end_marker")
        } else if inside {
            (Role::Caption, "caption_credit")
        } else if facts.is_prose() {
            (Role::Teaser, "unrelated_text")
        } else {
            (Role::Teaser, if above { "before_article" } else { "link_list" })
        }
    }

    /// Whether a line says what the title says, and little more.
    fn repeats(&self, title: usize, at: usize) -> bool {
        let (title, line) = (&self.page.facts[title], &self.page.facts[at]);
        title.hash == line.hash
            || (title.triples.len() >= 2
                && line.triples.starts_with(&title.triples)
                && line.words <= 3 * title.words)
    }
}
