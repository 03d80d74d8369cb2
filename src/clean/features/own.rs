//! What a line shows by itself, its elements and its part in the whole page included, as numbers.

use super::containers::Containers;
use super::{flag, log, ratio};
use crate::clean::cues::Cue;
use crate::clean::html::Mark;
use crate::clean::page::Page;

/// Features of a line of plain text.
pub(super) const PLAIN: usize = 54;
/// Features that the elements of HTML add.
pub(super) const MARKED: usize = 30;

/// The features of every line by itself.
#[derive(Debug, Default)]
pub(in crate::clean) struct Own {
    rows: Vec<f32>,
    width: usize,
}

impl Own {
    pub(in crate::clean) fn of(page: &Page) -> Self {
        let width = PLAIN + if page.marks.is_empty() { 0 } else { MARKED };
        let mut rows = Vec::with_capacity(page.len() * width);
        let containers = Containers::of(page);
        for at in 0..page.len() {
            push_own(page, at, &mut rows);
            if let Some(mark) = page.marks.get(at) {
                push_marked(mark, &containers, &mut rows);
            }
        }
        debug_assert_eq!(rows.len(), page.len() * width, "every line has all features");
        Self { rows, width }
    }

    pub(in crate::clean) fn row(&self, at: usize) -> &[f32] {
        self.rows.get(at * self.width..(at + 1) * self.width).unwrap_or_default()
    }

    /// What the text alone shows.
    pub(in crate::clean) fn plain(&self, at: usize) -> &[f32] {
        self.row(at).get(..PLAIN).unwrap_or_default()
    }
}

fn push_own(page: &Page, at: usize, row: &mut Vec<f32>) {
    let facts = &page.facts[at];
    let words = facts.words.max(1) as f32;
    let per_word = |count: u32| count as f32 / words;
    let breaks = page.breaks[at];
    let after = page.breaks.get(at + 1).copied().unwrap_or(2);
    row.extend([
        log(facts.chars),
        log(facts.words),
        facts.sentence_ends.min(8) as f32,
        flag(facts.ends_sentence),
        flag(facts.ends_open),
        per_word(facts.capitalized),
        per_word(facts.shouted),
        facts.digits as f32 / facts.chars.max(1) as f32,
        per_word(facts.commas),
        per_word(facts.small_words),
        facts.letters as f32 / words,
        flag(facts.starts_upper),
        flag(facts.starts_speech),
        flag(facts.starts_item),
        facts.addresses.min(3) as f32,
        facts.sites.min(2) as f32,
        flag(facts.starts_with_site),
        facts.separators.min(3) as f32,
        flag(facts.copyright),
        facts.quotes.min(3) as f32,
        flag(facts.has_date),
        log(facts.words_beside_date),
    ]);
    let cues =
        [Cue::End, Cue::Byline, Cue::Caption, Cue::Dateline, Cue::Menu, Cue::Legal, Cue::Promo, Cue::Comment];
    row.extend(cues.map(|cue| flag(facts.cues.has(cue))));
    row.extend([
        flag(facts.doubled),
        page.copies[at].min(3) as f32,
        flag(page.first_copy[at] == at),
        page.repeated[at],
        flag(breaks >= 2),
        breaks.min(6) as f32,
        flag(after >= 2),
        flag(facts.is_prose()),
        page.promotion(at).min(4) as f32,
        page.title_overlap[at],
        page.ahead[at],
        page.behind[at],
        log(page.stretch[at]),
    ]);
    let (threads, rhythm) = (&page.threads, &page.rhythm);
    let stamps = rhythm.stamped.last().copied().unwrap_or(0);
    row.extend([
        flag(facts.is_stamp),
        threads.back[at].max(threads.forth[at]),
        threads.back[at].min(threads.forth[at]),
        log(threads.chars[at]),
        threads.lines[at].min(12) as f32,
        ratio(u64::from(threads.chars[at]), u64::from(threads.most)),
        threads.topic[at],
        rhythm.beat[at],
        rhythm.stamps[at] as f32,
        rhythm.row[at].min(10) as f32,
        ratio(u64::from(stamps - rhythm.stamped[at + 1]), u64::from(stamps)),
    ]);
}

fn push_marked(mark: &Mark, containers: &Containers, row: &mut Vec<f32>) {
    let context = &mark.context;
    let (block, parent) = (containers.share(context.block), containers.share(context.parent));
    row.extend([
        mark.linked,
        mark.strong,
        mark.described,
        mark.links.min(5) as f32,
        if mark.heading == 0 { 7.0 } else { f32::from(mark.heading) },
        f32::from(context.heading.min(1)),
        flag(context.paragraph),
        flag(context.item),
        flag(context.cell),
        flag(context.quote),
        flag(context.caption),
        flag(context.nav),
        flag(context.aside),
        flag(context.header),
        flag(context.footer),
        flag(context.article),
        context.depth.min(40) as f32,
        f32::from(context.near_article.min(4)),
        f32::from(context.near_furniture.min(4)),
        f32::from(context.all_article.min(8)),
        f32::from(context.all_furniture.min(8)),
        flag(context.title),
        flag(context.photo),
        block,
        parent,
        block.max(parent),
        containers.links(context.block),
        containers.links(context.parent),
        log(containers.lines(context.block)),
        log(containers.lines(context.parent)),
    ]);
}
