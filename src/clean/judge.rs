//! Which lines belong to the article, what part each plays, and why the others are left out.

use super::assemble::Verdict;
use super::cues::Cue;
use super::facts::Facts;
use super::fragment::{self, Fragment};
use super::html::Mark;
use super::page::Page;
use super::title;
use crate::document::Role;

/// Judges every line of a page, given how likely each belongs to the article and what tells its headline.
pub(super) fn judge(page: &Page, scores: &[f32], weights: &title::Weights) -> Vec<Verdict> {
    if let Some(Fragment { kept, title }) = fragment::read(page) {
        let sure = |(&kept, &score): (&bool, &f32)| if kept { score.max(0.5) } else { score.min(0.5) };
        let scores: Vec<f32> = kept.iter().zip(scores).map(sure).collect();
        return outlined(page, &scores, &kept, title);
    }
    let scores = &restrained(page, scores);
    let mut kept: Vec<bool> = scores.iter().map(|&score| score >= 0.5).collect();
    if !kept.contains(&true) {
        return keep_all(page);
    }
    let title = title::find(page, scores, weights);
    if let Some(title) = title {
        kept[..title].fill(false);
    }
    outlined(page, scores, &kept, title)
}

/// What part each line plays, given which ones are kept and which one is the headline.
fn outlined(page: &Page, scores: &[f32], kept: &[bool], title: Option<usize>) -> Vec<Verdict> {
    let first = kept.iter().position(|&kept| kept).unwrap_or(page.len());
    let last = kept.iter().rposition(|&kept| kept).unwrap_or(first);
    let mut outline = Outline { page, kept, first, last, title, lead: None, end: page.len() };
    outline.end = outline.end_marker();
    outline.lead = outline.first_paragraph();
    (0..page.len()).map(|at| outline.verdict(at, scores[at])).collect()
}

/// Bounds what the classifier thinks where a cue is plain.
fn restrained(page: &Page, scores: &[f32]) -> Vec<f32> {
    let bound = |(at, &score): (usize, &f32)| {
        let ends = page.facts[at].cues.has(Cue::End) && !page.facts[at].is_prose();
        score.min(if ends || page.promotion(at) >= 4 { 0.3 } else { 1.0 })
    };
    scores.iter().enumerate().map(bound).collect()
}

/// A text without an article in it stays as it is.
fn keep_all(page: &Page) -> Vec<Verdict> {
    vec![Verdict { role: Role::Body, reason: None, score: 0.5 }; page.len()]
}

/// Where the parts of the article stand.
struct Outline<'p> {
    page: &'p Page,
    kept: &'p [bool],
    first: usize,
    last: usize,
    title: Option<usize>,
    lead: Option<usize>,
    /// The line that says that the article is over; the number of lines where none does.
    end: usize,
}

impl Outline<'_> {
    /// The first line after the article that ends it.
    fn end_marker(&self) -> usize {
        let mut rest = self.page.facts.iter().enumerate().skip(self.last + 1);
        rest.find(|(_, facts)| facts.cues.has(Cue::End)).map_or(self.page.len(), |(at, _)| at)
    }

    /// The first paragraph that is kept, below the headline.
    fn first_paragraph(&self) -> Option<usize> {
        (self.first..self.page.len()).find(|&at| {
            self.kept[at]
                && self.title != Some(at)
                && !self.is_copy_of_title(at)
                && self.page.facts[at].is_prose()
        })
    }

    fn verdict(&self, at: usize, score: f32) -> Verdict {
        if self.title == Some(at) {
            return Verdict { role: Role::Title, reason: None, score: score.max(0.5) };
        }
        if self.kept[at] && !self.is_copy_of_title(at) {
            return Verdict { role: self.part(at), reason: None, score };
        }
        let (role, reason) = self.furniture(at);
        Verdict { role, reason: Some(reason.into()), score }
    }

    /// The role of a kept line.
    fn part(&self, at: usize) -> Role {
        let facts = &self.page.facts[at];
        if self.lead == Some(at) {
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
        let above = at < self.first || self.title.is_some_and(|title| at < title);
        let line = Left {
            page: self.page,
            facts: &self.page.facts[at],
            at,
            above,
            inside: !above && at < self.last,
            after_end: at > self.end,
            repeats_title: self.is_copy_of_title(at)
                || (at <= self.last && self.title.is_some_and(|title| self.repeats(title, at))),
        };
        let rule = RULES.iter().find(|rule| (rule.test)(&line));
        rule.map_or((Role::Other, "unrelated_text"), |rule| (rule.role, rule.reason))
    }

    /// Whether a line repeats the title above the second paragraph: word for word, or as the legend of a picture.
    fn is_copy_of_title(&self, at: usize) -> bool {
        let is_legend = |title| self.page.facts[at].cues.has(Cue::Caption) && self.repeats(title, at);
        self.title.is_some_and(|title| {
            title < at
                && at <= title + 12
                && (self.page.facts[title].hash == self.page.facts[at].hash || is_legend(title))
        })
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

/// A line that is left out.
struct Left<'p> {
    page: &'p Page,
    facts: &'p Facts,
    at: usize,
    /// Above the article.
    above: bool,
    /// Between two lines of the article.
    inside: bool,
    /// Below a line that says that the article is over.
    after_end: bool,
    repeats_title: bool,
}

impl Left<'_> {
    fn has(&self, cue: Cue) -> bool {
        self.facts.cues.has(cue)
    }

    fn mark(&self) -> Mark {
        self.page.marks.get(self.at).copied().unwrap_or_default()
    }

    fn is_promotion(&self) -> bool {
        self.page.promotion(self.at) >= 2 && self.facts.words >= 5
    }
}

/// Why a line may be left out. The first rule that fits speaks.
struct Rule {
    reason: &'static str,
    role: Role,
    test: fn(&Left<'_>) -> bool,
}

const RULES: [Rule; 16] = [
    Rule { reason: "duplicate_title", role: Role::Caption, test: |line| line.repeats_title },
    Rule {
        reason: "caption_credit",
        role: Role::Caption,
        test: |line| line.has(Cue::Caption) && (line.inside || line.above),
    },
    // "mos.ru" alone between headline and text credits the picture.
    Rule {
        reason: "caption_credit",
        role: Role::Caption,
        test: |line| line.inside && line.facts.sites > 0 && line.facts.words <= 4,
    },
    Rule {
        reason: "caption_credit",
        role: Role::Caption,
        test: |line| line.inside && (line.mark().described > 0.5 || line.mark().context.caption),
    },
    Rule {
        reason: "dateline",
        role: Role::Dateline,
        test: |line| {
            (line.has(Cue::Dateline) || line.facts.has_date)
                && line.facts.words_beside_date <= 8
                && (line.inside || line.above)
        },
    },
    Rule {
        reason: "byline",
        role: Role::Byline,
        test: |line| line.has(Cue::Byline) && !line.facts.is_prose(),
    },
    Rule {
        reason: "end_marker",
        role: Role::Menu,
        test: |line| line.has(Cue::End) && !line.above && !line.facts.is_prose(),
    },
    Rule {
        reason: "repeated_promo",
        role: Role::Promo,
        test: |line| line.is_promotion() && line.page.repeated[line.at] > 0.3,
    },
    Rule { reason: "self_promotion", role: Role::Promo, test: |line| line.is_promotion() },
    Rule {
        reason: "legal_notice",
        role: Role::Promo,
        test: |line| line.has(Cue::Legal) || line.facts.copyright,
    },
    Rule { reason: "comment", role: Role::Other, test: |line| line.has(Cue::Comment) },
    Rule {
        reason: "menu",
        role: Role::Menu,
        test: |line| line.has(Cue::Menu) || (line.facts.words <= 3 && !line.inside),
    },
    Rule { reason: "after_end_marker", role: Role::Teaser, test: |line| line.after_end },
    Rule { reason: "unrelated_text", role: Role::Teaser, test: |line| line.facts.is_prose() },
    Rule { reason: "before_article", role: Role::Teaser, test: |line| line.above },
    Rule { reason: "link_list", role: Role::Teaser, test: |line| !line.above },
];
