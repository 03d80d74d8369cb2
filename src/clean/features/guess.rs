//! What the first guess at each line says of the lines around it: how much of the article they hold.

use std::ops::Range;

use super::{flag, probability};
use crate::clean::page::Page;

/// The first guess, summed up over a page.
pub(super) struct Guess<'p> {
    page: &'p Page,
    /// Expected characters of the article in each line.
    weights: Vec<f32>,
    /// The same before each line, and in all.
    mass: Vec<f64>,
}

impl<'p> Guess<'p> {
    pub(super) fn of(page: &'p Page) -> Self {
        let expected = |(&logit, chars): (&f32, u32)| probability(logit) * chars as f32;
        let chars = page.facts.iter().map(|facts| facts.chars);
        let weights: Vec<f32> = page.linear.iter().zip(chars).map(expected).collect();
        let mut mass = vec![0.0];
        for &weight in &weights {
            mass.push(mass.last().copied().unwrap_or(0.0) + f64::from(weight));
        }
        Self { page, weights, mass }
    }

    pub(super) fn push_shape(&self, at: usize, row: &mut Vec<f32>) {
        let all = self.mass.last().copied().unwrap_or(0.0).max(1.0);
        let inside = self.page.run.contains(&at);
        let around = |lines: Range<usize>| libm::log1pf(self.weights[lines].iter().sum());
        row.extend([
            (self.mass[at] / all) as f32,
            ((all - self.mass[at + 1]) / all) as f32,
            libm::log(all) as f32,
            flag(inside) * self.page.linear[at],
            around(at.saturating_sub(8)..at),
            around(at + 1..(at + 9).min(self.weights.len())),
        ]);
    }
}

/// The run with the most expected article, after Kadane; a line counts against it where it is less likely than
/// `threshold`.
pub(in crate::clean) fn best_run(page: &Page, logits: &[f32], threshold: f32) -> Range<usize> {
    let (mut best, mut best_gain) = (0..0, 0.0);
    let (mut start, mut gain) = (0, 0.0_f32);
    for (at, (&logit, facts)) in logits.iter().zip(&page.facts).enumerate() {
        if gain <= 0.0 {
            (start, gain) = (at, 0.0);
        }
        gain += (facts.chars as f32).max(20.0) * (probability(logit) - threshold);
        if gain > best_gain {
            (best, best_gain) = (start..at + 1, gain);
        }
    }
    best
}
