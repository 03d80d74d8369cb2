//! The numbers that the classifier reads of each line: what the line shows, what its neighbours show, where it
//! stands. The training tool takes them from here, so that training and use cannot differ.

use std::collections::HashMap;
use std::ops::Range;

use super::cues::Cue;
use super::html::Mark;
use super::page::Page;

/// Features of a line by itself.
const OWN: usize = 44;
/// Features that the elements of HTML add.
const MARKED: usize = 30;
/// Which of a line's own features its neighbours see.
const SEEN_OWN: [usize; 16] = [0, 3, 5, 7, 20, 22, 24, 25, 26, 29, 33, 34, 35, 38, 41, 42];
/// Which of the HTML features its neighbours see.
const SEEN_MARKED: [usize; 5] = [0, 4, 6, 7, 24];
/// Distances of the neighbours that are seen.
const NEAR: [isize; 6] = [-3, -2, -1, 1, 2, 3];
/// What a neighbour beyond the edge of the paste shows.
const NOTHING: f32 = -1.0;

/// Everything that the features of a page need, computed once.
pub(super) struct Features<'p> {
    page: &'p Page,
    /// Own features, then those of HTML, line after line.
    own: Vec<f32>,
    width: usize,
    /// Characters of running text before each line, and in all.
    prose: Vec<u64>,
    /// Lines that end an article before each line, counted from the start of the run.
    ends: Vec<u32>,
    /// Characters of running text of the run before the latest such line.
    before_end: Vec<u64>,
    /// Lines with little beside a full date.
    dated: Vec<usize>,
    /// Headings of the first level.
    headed: Vec<usize>,
    /// Characters of the longest stretch of running text.
    widest: u32,
}

impl<'p> Features<'p> {
    pub(super) fn of(page: &'p Page) -> Self {
        let width = OWN + if page.marks.is_empty() { 0 } else { MARKED };
        let is_dated = |&at: &usize| page.facts[at].has_full_date && page.facts[at].words_beside_date <= 6;
        let is_headed = |&at: &usize| page.marks.get(at).is_some_and(|mark| mark.heading == 1);
        let mut features = Self {
            page,
            own: Vec::new(),
            width,
            prose: vec![0],
            ends: Vec::new(),
            before_end: Vec::new(),
            dated: (0..page.len()).filter(is_dated).collect(),
            headed: (0..page.len()).filter(is_headed).collect(),
            widest: page.stretch.iter().copied().max().unwrap_or(0),
        };
        features.read_prose();
        features.read_ends();
        let containers = Containers::of(page);
        for at in 0..page.len() {
            features.push_own(at);
            if let Some(mark) = page.marks.get(at) {
                features.push_marked(mark, &containers);
            }
        }
        features
    }

    /// The features of the first pass, in a fixed order.
    pub(super) fn first(&self, at: usize) -> Vec<f32> {
        let mut row = self.own[at * self.width..(at + 1) * self.width].to_vec();
        self.push_position(at, &mut row);
        for distance in NEAR {
            self.push_neighbour(at, distance, &mut row);
        }
        row
    }

    fn read_prose(&mut self) {
        let mut sum = 0;
        for (at, facts) in self.page.facts.iter().enumerate() {
            let counts = facts.is_prose() && self.page.promotion(at) < 2;
            sum += if counts { u64::from(facts.chars) } else { 0 };
            self.prose.push(sum);
        }
    }

    fn read_ends(&mut self) {
        let (mut count, mut before) = (0, 0);
        for (at, facts) in self.page.facts.iter().enumerate() {
            self.ends.push(count);
            self.before_end.push(before);
            if at > self.page.run.start && facts.cues.has(Cue::End) && !facts.is_prose() {
                count += 1;
                before = self.prose[at] - self.prose[self.page.run.start];
            }
        }
    }

    fn push_own(&mut self, at: usize) {
        let (page, facts) = (self.page, &self.page.facts[at]);
        let words = facts.words.max(1) as f32;
        let per_word = |count: u32| count as f32 / words;
        let breaks = page.breaks[at];
        let after = page.breaks.get(at + 1).copied().unwrap_or(2);
        self.own.extend([
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
        let cues = [
            Cue::End,
            Cue::Byline,
            Cue::Caption,
            Cue::Dateline,
            Cue::Menu,
            Cue::Legal,
            Cue::Promo,
            Cue::Comment,
        ];
        self.own.extend(cues.map(|cue| flag(facts.cues.has(cue))));
        self.own.extend([
            flag(facts.doubled),
            page.copies[at].min(3) as f32,
            flag(page.first_copy[at] == at),
            page.repeated[at],
            page.overlap[at],
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
        debug_assert_eq!(self.own.len() % self.width % OWN, 0);
    }

    fn push_marked(&mut self, mark: &Mark, containers: &Containers) {
        let context = &mark.context;
        let (block, parent) = (containers.share(context.block), containers.share(context.parent));
        self.own.extend([
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

    fn push_position(&self, at: usize, row: &mut Vec<f32>) {
        let (count, run) = (self.page.len(), &self.page.run);
        let all = self.prose.last().copied().unwrap_or(0);
        let in_run = self.in_lines(run.clone());
        let run_before = self.in_lines(run.start..at.clamp(run.start, run.end));
        row.extend([
            at as f32 / count.max(1) as f32,
            log(at as u32),
            log((count - at) as u32),
            log(count as u32),
            ratio(self.prose[at], all),
            ratio(all - self.prose[at + 1], all),
            log(all.min(1 << 20) as u32),
            flag(run.contains(&at)),
            run.start.saturating_sub(at).min(20) as f32,
            (at + 1).saturating_sub(run.end).min(20) as f32,
            ratio(run_before, in_run),
            ratio(in_run, all),
            log(in_run.min(1 << 20) as u32),
            log(run.len() as u32),
            self.ends[at].min(4) as f32,
            ratio(self.before_end[at], in_run),
        ]);
        for reach in [3, 8, 20] {
            let window = at.saturating_sub(reach)..(at + reach + 1).min(count);
            row.push(self.in_lines(window.clone()) as f32 / (window.len() * 100) as f32);
        }
        row.push(self.until_prose((0..at).rev()));
        row.push(self.until_prose(at + 1..count));
        let widest = self.widest;
        row.push(ratio(u64::from(self.page.stretch[at]), u64::from(widest)));
        row.push(self.nearest(&self.dated, at, at + 1));
        row.push(self.nearest(&self.headed, at, at + 1));
        row.push(self.since(&self.dated, at));
        row.push(self.since(&self.headed, at));
        row.push(self.headed.len().min(4) as f32);
        let coherence = at.saturating_sub(4)..(at + 5).min(count);
        row.push(
            coherence.clone().map(|at| self.page.ahead[at].max(self.page.behind[at])).sum::<f32>()
                / coherence.len() as f32,
        );
        row.push(self.until_end((0..at).rev()));
        row.push(self.until_end(at + 1..count));
    }

    fn in_lines(&self, lines: Range<usize>) -> u64 {
        self.prose[lines.end] - self.prose[lines.start]
    }

    /// Lines since the latest of some lines before `end`, 20 at most.
    fn nearest(&self, lines: &[usize], at: usize, end: usize) -> f32 {
        let before = lines.partition_point(|&line| line < end);
        before.checked_sub(1).map_or(20.0, |last| (at - lines[last]).min(20) as f32)
    }

    /// Share of the page's running text between the latest of some lines and this one, more than 1 where there is none.
    fn since(&self, lines: &[usize], at: usize) -> f32 {
        let before = lines.partition_point(|&line| line <= at);
        let all = self.prose.last().copied().unwrap_or(0);
        before.checked_sub(1).map_or(1.5, |last| ratio(self.in_lines(lines[last]..at), all))
    }

    /// Lines until running text, 10 at most.
    fn until_prose(&self, lines: impl Iterator<Item = usize>) -> f32 {
        lines.take(10).take_while(|&at| !self.page.facts[at].is_prose()).count() as f32
    }

    /// Lines until one that ends an article, 10 at most.
    fn until_end(&self, lines: impl Iterator<Item = usize>) -> f32 {
        lines.take(10).take_while(|&at| !self.page.facts[at].cues.has(Cue::End)).count() as f32
    }

    fn push_neighbour(&self, at: usize, distance: isize, row: &mut Vec<f32>) {
        let neighbour = at.checked_add_signed(distance).filter(|&at| at < self.page.len());
        let mut see = |index: usize| {
            row.push(neighbour.map_or(NOTHING, |at| self.own[at * self.width + index]));
        };
        SEEN_OWN.into_iter().for_each(&mut see);
        if self.width > OWN && distance.abs() < 3 {
            SEEN_MARKED.into_iter().for_each(|index| see(OWN + index));
        }
    }

    /// The features of the second pass, given the logits of the first: the first ones that matter most, the logits
    /// around, the run that they favour and how much the line speaks of what that run speaks of.
    pub(super) fn second(&self, at: usize, logits: &Logits) -> Vec<f32> {
        let mut row = self.own[at * self.width..(at + 1) * self.width].to_vec();
        self.push_position(at, &mut row);
        row.push(logits.of(at));
        for distance in 1..=5 {
            row.push(at.checked_sub(distance).map_or(-6.0, |at| logits.of(at)));
            row.push(logits.of(at + distance));
        }
        logits.push_shape(at, &mut row);
        row
    }
}

/// What the first pass thinks of a page.
pub(super) struct Logits {
    logits: Vec<f32>,
    /// Expected characters of the article before each line, and in all.
    mass: Vec<f64>,
    run: Range<usize>,
    overlap: Vec<f32>,
    /// Expected characters in the last lines before and the first after.
    weights: Vec<f32>,
}

impl Logits {
    pub(super) fn of_page(page: &Page, logits: Vec<f32>) -> Self {
        let weights: Vec<f32> = logits
            .iter()
            .zip(&page.facts)
            .map(|(&logit, facts)| probability(logit) * facts.chars as f32)
            .collect();
        let mut mass = vec![0.0];
        for &weight in &weights {
            mass.push(mass.last().copied().unwrap_or(0.0) + f64::from(weight));
        }
        let run = best_run(page, &logits);
        let overlap = overlap(page, &logits);
        Self { logits, mass, run, overlap, weights }
    }

    fn of(&self, at: usize) -> f32 {
        self.logits.get(at).map_or(-6.0, |logit| logit.clamp(-6.0, 6.0))
    }

    fn push_shape(&self, at: usize, row: &mut Vec<f32>) {
        let all = self.mass.last().copied().unwrap_or(0.0).max(1.0);
        let inside = self.run.contains(&at);
        row.extend([
            (self.mass[at] / all) as f32,
            ((all - self.mass[at + 1]) / all) as f32,
            libm::log(all) as f32,
            flag(inside),
            if inside { self.of(at) } else { 0.0 },
            self.run.start.saturating_sub(at).min(15) as f32,
            (at + 1).saturating_sub(self.run.end).min(15) as f32,
            self.overlap[at],
            libm::log1pf(self.weights[at.saturating_sub(8)..at].iter().sum()),
            libm::log1pf(self.weights[at + 1..(at + 9).min(self.weights.len())].iter().sum()),
        ]);
    }
}

/// The run with the most expected article, after Kadane.
fn best_run(page: &Page, logits: &[f32]) -> Range<usize> {
    let (mut best, mut best_gain) = (0..0, 0.0);
    let (mut start, mut gain) = (0, 0.0_f32);
    for (at, (&logit, facts)) in logits.iter().zip(&page.facts).enumerate() {
        if gain <= 0.0 {
            (start, gain) = (at, 0.0);
        }
        gain += (facts.chars as f32).max(20.0) * (probability(logit) - 0.35);
        if gain > best_gain {
            (best, best_gain) = (start..at + 1, gain);
        }
    }
    best
}

/// Share of each line's stems that the likely lines of the article have too, itself left aside.
fn overlap(page: &Page, logits: &[f32]) -> Vec<f32> {
    let mut topic: HashMap<u64, u32> = HashMap::new();
    for (_, facts) in logits.iter().zip(&page.facts).filter(|(logit, _)| **logit > 0.0) {
        for &stem in &facts.stems {
            *topic.entry(stem).or_insert(0) += 1;
        }
    }
    let share = |(&logit, facts): (&f32, &super::facts::Facts)| {
        let own = u32::from(logit > 0.0);
        let known = facts.stems.iter().filter(|stem| topic.get(stem).copied().unwrap_or(0) > own).count();
        known as f32 / facts.stems.len().max(1) as f32
    };
    logits.iter().zip(&page.facts).map(share).collect()
}

/// Running text by the block of HTML that holds it.
#[derive(Default)]
struct Containers {
    /// Characters of running text, characters in links, characters, lines.
    sums: HashMap<u32, [u64; 4]>,
    prose: u64,
}

impl Containers {
    fn of(page: &Page) -> Self {
        let mut containers = Self::default();
        for (facts, mark) in page.facts.iter().zip(&page.marks) {
            let chars = u64::from(facts.chars);
            let prose = if facts.is_prose() && mark.linked < 0.5 { chars } else { 0 };
            containers.prose += prose;
            let linked = (mark.linked * facts.chars as f32) as u64;
            for block in [mark.context.block, mark.context.parent] {
                let sum = containers.sums.entry(block).or_default();
                for (sum, more) in sum.iter_mut().zip([prose, linked, chars, 1]) {
                    *sum += more;
                }
            }
        }
        containers
    }

    /// Share of the page's running text in a block.
    fn share(&self, block: u32) -> f32 {
        ratio(self.sums.get(&block).map_or(0, |sum| sum[0]), self.prose)
    }

    fn links(&self, block: u32) -> f32 {
        self.sums.get(&block).map_or(0.0, |sum| ratio(sum[1], sum[2]))
    }

    fn lines(&self, block: u32) -> u32 {
        self.sums.get(&block).map_or(0, |sum| sum[3] as u32)
    }
}

/// The logistic function.
pub(super) fn probability(logit: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-logit))
}

fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

fn log(count: u32) -> f32 {
    libm::log1pf(count as f32)
}

fn ratio(part: u64, all: u64) -> f32 {
    if all == 0 { 0.0 } else { part as f32 / all as f32 }
}
