//! What speaks for a line as the headline and against it. The training tool takes the numbers from here.

use super::{Search, WINDOW, may_be};
use crate::clean::cues::Cue;
use crate::clean::page::Page;

/// How many lines below a candidate and above it may hold the date of the article.
const DATED: usize = 3;
/// How far above a candidate a line may stand that heads a list of other stories.
const LISTED: usize = 8;

impl Search<'_> {
    /// What speaks for a candidate and against it.
    pub(in crate::clean) fn features(&self, at: usize) -> Vec<f32> {
        let mut row = Vec::with_capacity(80);
        self.push_words(at, &mut row);
        self.push_topics(at, &mut row);
        self.push_place(at, &mut row);
        self.push_copies(at, &mut row);
        self.push_dates(at, &mut row);
        self.push_marks(at, &mut row);
        self.push_neighbours(at, &mut row);
        row
    }

    fn push_words(&self, at: usize, row: &mut Vec<f32>) {
        let facts = &self.page.facts[at];
        let words = facts.words.max(1) as f32;
        row.extend([
            self.scores[at],
            self.page.linear[at].clamp(-6.0, 6.0) / 6.0,
            flag(facts.ends_sentence),
            flag(facts.sentence_ends > u32::from(facts.ends_sentence)),
            flag(facts.sites > 0 || facts.separators > 0),
            flag(facts.ends_open),
            flag(facts.words < 4),
            facts.words.min(15) as f32 / 15.0,
            flag(facts.words > 20),
            flag(facts.has_date),
            flag(facts.starts_upper),
            facts.capitalized as f32 / words,
            facts.shouted as f32 / words,
            facts.commas as f32 / words,
            flag(facts.is_prose()),
            self.page.rhythm.beat[at],
            self.page.rhythm.row[at].min(10) as f32 / 10.0,
        ]);
    }

    fn push_topics(&self, at: usize, row: &mut Vec<f32>) {
        let (count, share) = self.share(at);
        let (led, lead) = self.shared_with(at, &self.lead);
        let above = self.fitting.iter().filter(|&&other| self.share(other).1 > share).count();
        let counted = self.fitting.iter().filter(|&&other| self.share(other).0 > count).count();
        let earlier = self.fitting.iter().filter(|&&other| other < at && self.is_on_topic(other)).count();
        let later = self.fitting.iter().filter(|&&other| other > at && self.is_on_topic(other)).count();
        let on_topic = self.is_on_topic(at);
        row.extend([
            share,
            lead,
            few(count),
            few(led),
            few(above),
            few(counted),
            few(earlier),
            few(later),
            flag(on_topic),
            flag(on_topic && earlier == 0),
            flag(!on_topic && earlier > 0),
            self.page.threads.topic[at],
        ]);
    }

    fn push_place(&self, at: usize, row: &mut Vec<f32>) {
        let (page, end) = (self.page, self.lines.end);
        let kept_between = (at + 1..end).filter(|&at| self.scores[at] >= 0.5).count();
        let solid_between = (at + 1..end).filter(|&at| is_solid(page, at)).count();
        let rivals = self.fitting.iter().filter(|&&other| other > at).count();
        row.extend([
            (end - at) as f32 / WINDOW as f32,
            solid_between as f32 / WINDOW as f32,
            few(solid_between),
            few(rivals),
            few(kept_between),
            flag(rivals == 0),
            flag(at + 1 == end),
            flag(at == 0),
            flag(page.breaks[at] >= 2),
            flag(page.breaks.get(at + 1).is_none_or(|&breaks| breaks >= 2)),
        ]);
    }

    fn push_copies(&self, at: usize, row: &mut Vec<f32>) {
        let page = self.page;
        let near = is_near_copy(page, at);
        row.extend([
            flag(near),
            flag(page.copies[at] > 1 && !near),
            flag((at + 1..(at + 4).min(page.len())).any(|next| begins_with(page, next, at))),
        ]);
    }

    fn push_dates(&self, at: usize, row: &mut Vec<f32>) {
        let end = self.lines.end;
        let dated = |at: usize| is_dated(self.page, at);
        let signed = |at: usize| self.page.facts[at].cues.has(Cue::Byline);
        row.extend([
            flag((at + 1..(at + 1 + DATED).min(end)).any(dated)),
            flag(at + 1 < end && dated(at + 1)),
            flag((at.saturating_sub(DATED)..at).any(dated)),
            flag(at > 0 && dated(at - 1)),
            flag((at + 1..(at + 1 + DATED).min(end)).any(signed)),
            flag((at.saturating_sub(DATED)..at).any(signed)),
        ]);
    }

    fn push_marks(&self, at: usize, row: &mut Vec<f32>) {
        let page = self.page;
        let mark = page.marks.get(at).copied().unwrap_or_default();
        let level = |at: usize| page.marks.get(at).map_or(0, |mark| mark.heading);
        let highest = self.fitting.iter().map(|&at| level(at)).filter(|&level| level > 0).min();
        let first = mark.heading == 1;
        row.extend([
            flag(first),
            flag(mark.heading > 1),
            flag(first) * (self.lines.end - at) as f32 / WINDOW as f32,
            flag(highest.is_some_and(|highest| mark.heading == highest)),
            mark.linked,
            mark.strong,
            flag(mark.context.title),
            flag(mark.context.item),
            flag(mark.context.near_furniture > 0),
            page.title_overlap[at],
            page.title_overlap[at] * few(page.facts[at].stems.len()),
        ]);
    }

    /// What the lines between headline and article show: rubric, date, a second headline, lists of other stories.
    fn push_neighbours(&self, at: usize, row: &mut Vec<f32>) {
        let page = self.page;
        let above = at.checked_sub(1).map(|above| &page.facts[above]);
        let listed = (at.saturating_sub(LISTED)..at).rev().take_while(|&above| self.scores[above] < 0.5);
        let head = listed.filter(|&above| heads_list(page, above)).last();
        let heads = |at: usize| heads_list(page, at);
        let solid = |lines: std::ops::Range<usize>| lines.filter(|&at| is_solid(page, at)).count();
        let before = self.fitting.iter().rev().find(|&&other| {
            other < at && self.is_on_topic(other) && page.facts[other].hash != page.facts[at].hash
        });
        let after = self.fitting.iter().find(|&&other| {
            other > at && self.is_on_topic(other) && page.facts[other].hash != page.facts[at].hash
        });
        let on_topic = self.is_on_topic(at);
        let close = |from: usize, to: usize| (from + 1..to).filter(|&at| is_solid(page, at)).count() < 2;
        let dated = |from: usize, to: usize| (from + 1..to).any(|at| is_dated(page, at));
        let longer = |a: usize, b: usize| page.facts[a].chars > page.facts[b].chars;
        row.extend([
            flag(above.is_some_and(|facts| facts.words <= 3 && !facts.ends_sentence && !facts.is_stamp)),
            flag(above.is_some_and(|facts| facts.separators > 0)),
            flag(above.is_none_or(|_| !may_be(page, at - 1))),
            flag(head.is_some()),
            flag(head.is_some_and(|head| (head.saturating_sub(3)..head).any(|at| is_solid(page, at)))),
            flag((at + 1..(at + 4).min(self.lines.end)).any(heads)),
            few(solid(at.saturating_sub(4)..at)),
            few(solid(at + 1..(at + 5).min(self.lines.end))),
            flag(is_near_copy(page, at) && before.is_some_and(|&other| close(other, at))),
            flag(before.is_some_and(|&other| close(other, at))),
            flag(before.is_some_and(|&other| close(other, at) && dated(other, at))),
            flag(before.is_some_and(|&other| close(other, at) && longer(at, other))),
            flag(on_topic && after.is_some_and(|&other| close(at, other))),
            flag(on_topic && after.is_some_and(|&other| close(at, other) && dated(at, other))),
            flag(on_topic && after.is_some_and(|&other| close(at, other) && longer(other, at))),
        ]);
    }
}

fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

fn few(count: usize) -> f32 {
    count.min(4) as f32 / 4.0
}

/// Whether a line says something of its own: no date, no signature, no button.
fn is_solid(page: &Page, at: usize) -> bool {
    page.facts[at].words >= 4 && may_be(page, at) && !page.facts[at].cues.has(Cue::End)
}

fn is_dated(page: &Page, at: usize) -> bool {
    let facts = &page.facts[at];
    (facts.has_date || facts.is_stamp || facts.cues.has(Cue::Dateline)) && facts.words_beside_date <= 6
}

/// Whether a line heads a list of other stories: "Материалы по теме:".
fn heads_list(page: &Page, at: usize) -> bool {
    let facts = &page.facts[at];
    facts.cues.has(Cue::End) && facts.words <= 5 || facts.ends_open && facts.words <= 4
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
