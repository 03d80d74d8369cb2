//! How much of the running text each element of a page of HTML holds.

use std::collections::HashMap;

use super::ratio;
use crate::clean::page::Page;

/// Running text by the block of HTML that holds it.
#[derive(Default)]
pub(super) struct Containers {
    /// Characters of running text, characters in links, characters, lines.
    sums: HashMap<u32, [u64; 4]>,
    prose: u64,
}

impl Containers {
    pub(super) fn of(page: &Page) -> Self {
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
    pub(super) fn share(&self, block: u32) -> f32 {
        ratio(self.sums.get(&block).map_or(0, |sum| sum[0]), self.prose)
    }

    pub(super) fn links(&self, block: u32) -> f32 {
        self.sums.get(&block).map_or(0.0, |sum| ratio(sum[1], sum[2]))
    }

    pub(super) fn lines(&self, block: u32) -> u32 {
        self.sums.get(&block).map_or(0, |sum| sum[3] as u32)
    }
}
