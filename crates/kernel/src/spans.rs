//! What speaks for each class of the spans that begin at a token, from what was made of single tokens.

use crate::lanes::{Job, Lanes, best};
use crate::matrix::{Matrix, Vectors};

/// Classes that are summed up side by side.
pub const BLOCK: usize = 16;

/// The learned parts.
#[derive(Debug, Clone)]
pub struct Spans {
    /// How many classes there are.
    pub classes: usize,
    /// How many factors the first and the last token of a span meet in.
    pub rank: usize,
    /// The longest span, in tokens.
    pub width: usize,
    /// From a hidden layer to the classes.
    pub output: Matrix,
    /// What a length adds to the hidden layer; a row for each.
    pub hidden_length: Vec<f32>,
    /// What a length says for each class; a row for each.
    pub length: Vec<f32>,
}

/// What was made of the tokens of a unit, one after the other.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// How a first token weighs the factors of a last one: [`BLOCK`] classes for each factor, block by block.
    pub first: Vec<f32>,
    /// The factors of a last token.
    pub last: Vec<f32>,
    /// What a token says for each class as the first, as the last and as any of a span.
    pub token: Vec<f32>,
    /// What it adds to the hidden layer as the first, as the last and as any of a span.
    pub hidden: Vec<f32>,
}

/// Memory that is used again from one token to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    hidden: Vec<f32>,
    vectors: Vectors,
    /// What speaks for each class, one span after the other, the shortest first.
    pub logits: Vec<f32>,
}

impl Spans {
    /// Judges the spans of up to `count` tokens that begin at a token.
    #[inline(never)]
    pub fn judge(&self, tokens: &Tokens, first: usize, count: usize, scratch: &mut Scratch) {
        let count = count.min(self.width);
        scratch.hidden.clear();
        scratch.hidden.resize(count * self.output.columns(), 0.0);
        best(Hidden { spans: self, tokens, first, hidden: &mut scratch.hidden });
        scratch.vectors.set(&scratch.hidden, self.output.columns());
        self.output.apply(&scratch.vectors, &mut scratch.logits);
        best(Sum { spans: self, tokens, first, logits: &mut scratch.logits });
    }
}

/// Fills the hidden layer of each span.
struct Hidden<'a> {
    spans: &'a Spans,
    tokens: &'a Tokens,
    first: usize,
    hidden: &'a mut [f32],
}

impl Job for Hidden<'_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(self, _: L) {
        let units = self.spans.output.columns();
        let part = |token: usize, part: usize| &self.tokens.hidden[(3 * token + part) * units..][..units];
        let begin = part(self.first, 0);
        let mut sum = vec![0.0; units];
        let sum = &mut sum[..units];
        for (length, hidden) in self.hidden.chunks_exact_mut(units).enumerate() {
            let share = 1.0 / (length + 1) as f32;
            let (end, inside) = (part(self.first + length, 1), part(self.first + length, 2));
            let of_length = &self.spans.hidden_length[length * units..][..units];
            for at in 0..units {
                sum[at] += inside[at];
                let value = begin[at] + end[at] + sum[at] * share + of_length[at];
                hidden[at] = if value > 0.0 { value } else { 0.0 };
            }
        }
    }
}

/// Adds to the classes what tokens, pairs and lengths say.
struct Sum<'a> {
    spans: &'a Spans,
    tokens: &'a Tokens,
    first: usize,
    logits: &'a mut [f32],
}

impl Job for Sum<'_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(self, _: L) {
        let Spans { classes, rank, .. } = *self.spans;
        let part = |token: usize, part: usize| &self.tokens.token[(3 * token + part) * classes..][..classes];
        let (first, _) = self.tokens.first.as_chunks::<BLOCK>();
        let pairs = &first[self.first * rank * classes.div_ceil(BLOCK)..];
        let begin = part(self.first, 0);
        let mut sum = vec![0.0; classes];
        let sum = &mut sum[..classes];
        for (length, logits) in self.logits.chunks_exact_mut(classes).enumerate() {
            let last = self.first + length;
            let share = 1.0 / (length + 1) as f32;
            let (end, inside) = (part(last, 1), part(last, 2));
            let of_length = &self.spans.length[length * classes..][..classes];
            for at in 0..classes {
                sum[at] += inside[at];
                logits[at] += begin[at] + end[at] + sum[at] * share + of_length[at];
            }
            let factors = &self.tokens.last[last * rank..][..rank];
            for (block, logits) in logits.chunks_mut(BLOCK).enumerate() {
                let mut pair = [0.0; BLOCK];
                for (weights, factor) in pairs[block * rank..].iter().zip(factors) {
                    for (pair, weight) in pair.iter_mut().zip(weights) {
                        *pair += weight * factor;
                    }
                }
                for (logit, pair) in logits.iter_mut().zip(pair) {
                    *logit += pair;
                }
            }
        }
    }
}
