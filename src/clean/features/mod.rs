//! The numbers that the classifier reads of each line: what the line shows, what its neighbours show, where it
//! stands. The training tool takes them from here, so that training and use cannot differ.

mod containers;
mod guess;
mod own;

use std::ops::Range;

use self::guess::Guess;
pub(super) use self::guess::best_run;
pub(super) use self::own::Own;
use super::cues::Cue;
use super::page::Page;

/// Which of a line's own features its neighbours see.
const SEEN_OWN: [usize; 18] = [0, 3, 5, 7, 20, 22, 24, 25, 26, 29, 33, 34, 37, 40, 41, 43, 44, 49];
/// Which of the HTML features its neighbours see.
const SEEN_MARKED: [usize; 5] = [0, 4, 6, 7, 24];
/// Distances of the neighbours that are seen.
const NEAR: [isize; 6] = [-3, -2, -1, 1, 2, 3];
/// What a neighbour beyond the edge of the paste shows.
const NOTHING: f32 = -1.0;

/// Everything that the features of a page need, computed once.
pub(super) struct Features<'p> {
    page: &'p Page,
    guess: Guess<'p>,
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
        let is_dated = |&at: &usize| page.facts[at].has_full_date && page.facts[at].words_beside_date <= 6;
        let is_headed = |&at: &usize| page.marks.get(at).is_some_and(|mark| mark.heading == 1);
        let mut features = Self {
            page,
            guess: Guess::of(page),
            prose: vec![0],
            ends: Vec::new(),
            before_end: Vec::new(),
            dated: (0..page.len()).filter(is_dated).collect(),
            headed: (0..page.len()).filter(is_headed).collect(),
            widest: page.stretch.iter().copied().max().unwrap_or(0),
        };
        features.read_prose();
        features.read_ends();
        features
    }

    /// What the forest reads of a line, in a fixed order.
    pub(super) fn row(&self, at: usize) -> Vec<f32> {
        let mut row = self.page.own.row(at).to_vec();
        self.push_position(at, &mut row);
        self.guess.push_shape(at, &mut row);
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

    fn push_position(&self, at: usize, row: &mut Vec<f32>) {
        let (count, run) = (self.page.len(), &self.page.run);
        let all = self.prose.last().copied().unwrap_or(0);
        let in_run = self.in_lines(run.clone());
        let run_before = self.in_lines(run.start..at.clamp(run.start, run.end));
        let longest = &self.page.threads.longest;
        row.extend([
            self.page.overlap[at],
            self.page.linear[at],
            longest.start.saturating_sub(at).min(20) as f32,
            (at + 1).saturating_sub(longest.end).min(20) as f32,
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
        let mut see = |value: &dyn Fn(usize) -> f32| row.push(neighbour.map_or(NOTHING, value));
        SEEN_OWN.into_iter().for_each(|index| see(&|at| self.page.own.row(at)[index]));
        see(&|at| self.page.overlap[at]);
        see(&|at| self.page.linear[at]);
        if !self.page.marks.is_empty() && distance.abs() < 3 {
            SEEN_MARKED.into_iter().for_each(|index| see(&|at| self.page.own.row(at)[own::PLAIN + index]));
        }
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
