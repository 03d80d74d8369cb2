//! Threads: paragraphs that speak of the same things. An article is one long thread, a list of teasers is many short
//! ones, so the longest thread of a page is a good guess at its article, whatever the layout.

use std::collections::HashMap;
use std::ops::Range;

use super::facts::Facts;

/// How many paragraphs back a paragraph is compared with.
const REACH: usize = 4;
/// Paragraphs of one thread share at least this, see [`strength`], twice as much over a date or a time between them.
/// Chosen on the training pages, as are the next two.
const LINKED: f32 = 0.1;
/// A single word in common says little.
const COMMON: usize = 2;
/// Lines of furniture that a thread may reach over.
const GAP: usize = 12;

/// What the threads of a page say about its lines.
#[derive(Debug, Default)]
pub(super) struct Threads {
    /// How much each line shares with the paragraph before it and with the one after it, 0 to 1.
    pub(super) back: Vec<f32>,
    pub(super) forth: Vec<f32>,
    /// Paragraphs and characters of the thread that each line belongs to; 0 for lines that are no paragraphs.
    pub(super) lines: Vec<u32>,
    pub(super) chars: Vec<u32>,
    /// From the first to the last paragraph of the longest thread.
    pub(super) longest: Range<usize>,
    /// Characters of the longest thread.
    pub(super) most: u32,
    /// Share of a line's topics that paragraphs of the longest thread have, itself left aside.
    pub(super) topic: Vec<f32>,
}

impl Threads {
    pub(super) fn of(facts: &[Facts]) -> Self {
        let count = facts.len();
        let prose: Vec<usize> = (0..count).filter(|&at| facts[at].is_prose()).collect();
        let mut threads = Self {
            back: vec![0.0; count],
            forth: vec![0.0; count],
            lines: vec![0; count],
            chars: vec![0; count],
            topic: vec![0.0; count],
            ..Self::default()
        };
        let mut owner: Vec<usize> = (0..prose.len()).collect();
        for (number, &at) in prose.iter().enumerate() {
            for earlier in (number.saturating_sub(REACH)..number).rev() {
                let before = prose[earlier];
                if at - before > GAP * (number - earlier) {
                    break;
                }
                let (strength, shared) = strength(&facts[before].topics, &facts[at].topics);
                if earlier + 1 == number {
                    threads.back[at] = strength;
                    threads.forth[before] = strength;
                }
                let apart = facts[before..at].iter().any(|facts| facts.is_stamp);
                let needed = if apart { 2.0 * LINKED } else { LINKED };
                if strength >= needed && shared >= COMMON {
                    let (a, b) = (root(&mut owner, earlier), root(&mut owner, number));
                    owner[a.max(b)] = a.min(b);
                }
            }
        }
        threads.measure(facts, &prose, &mut owner);
        threads
    }

    fn measure(&mut self, facts: &[Facts], prose: &[usize], owner: &mut [usize]) {
        let roots: Vec<usize> = (0..prose.len()).map(|number| root(owner, number)).collect();
        let mut sizes = vec![(0_u32, 0_u32); prose.len()];
        for (&at, &root) in prose.iter().zip(&roots) {
            sizes[root].0 += 1;
            sizes[root].1 = sizes[root].1.saturating_add(facts[at].chars);
        }
        for (&at, &root) in prose.iter().zip(&roots) {
            (self.lines[at], self.chars[at]) = sizes[root];
        }
        let Some(longest) = (0..sizes.len()).rev().max_by_key(|&number| sizes[number].1) else { return };
        self.most = sizes[longest].1;
        let mut topics: HashMap<u64, u32> = HashMap::new();
        let members: Vec<usize> =
            prose.iter().zip(&roots).filter(|&(_, &root)| root == longest).map(|(&at, _)| at).collect();
        for &at in &members {
            for &topic in &facts[at].topics {
                *topics.entry(topic).or_insert(0) += 1;
            }
        }
        if let (Some(first), Some(last)) = (members.first(), members.last()) {
            self.longest = *first..last + 1;
        }
        for (at, facts) in facts.iter().enumerate() {
            let own = u32::from(members.binary_search(&at).is_ok());
            let known =
                facts.topics.iter().filter(|topic| topics.get(topic).copied().unwrap_or(0) > own).count();
            self.topic[at] = known as f32 / facts.topics.len().max(1) as f32;
        }
    }
}

/// What two sorted lists of topics have in common, as a cosine and as a count.
fn strength(a: &[u64], b: &[u64]) -> (f32, usize) {
    let (mut left, mut right, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(left), b.get(right)) {
        shared += usize::from(x == y);
        left += usize::from(x <= y);
        right += usize::from(y <= x);
    }
    let size = (a.len() * b.len()).max(1) as f32;
    (shared as f32 / libm::sqrtf(size), shared)
}

/// The first paragraph of a thread; shortens the way to it.
fn root(owner: &mut [usize], mut at: usize) -> usize {
    while owner[at] != at {
        owner[at] = owner[owner[at]];
        at = owner[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_one_story_make_a_thread_and_teasers_do_not() {
        let lines = [
            "Премьер Италии встретился с банкирами в субботу.",
            "Хоккеисты «Трактора» проиграли в овертайме финнам.",
            "В Рязани открылась выставка старинных самоваров.",
            "Самовары для выставки собирали коллекционеры Рязани.",
            "Выставка самоваров продлится до мая, вход свободный.",
        ];
        let facts: Vec<Facts> = lines.iter().map(|line| Facts::of(line)).collect();
        let threads = Threads::of(&facts);
        assert_eq!(threads.lines, [1, 1, 3, 3, 3]);
        assert_eq!(threads.longest, 2..5);
        assert_eq!(threads.topic[0], 0.0);
        assert!(threads.topic[3] > 0.3);
    }
}
