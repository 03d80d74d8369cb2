//! The judge of spans: how much each kind, or none, speaks for the tokens from one to another.

use razmetka_kernel::{Matrix, Vectors, relu};

use super::features::{RuleMention, Unit};
use super::network::{RULE_KINDS, matrix};
use super::pack::{Pack, PackError};
use crate::document::Kind;
use crate::sort;

/// The parts that are summed up for a span from token `i` to token `j`.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// Classes; the first is none of the kinds.
    classes: usize,
    /// The longest span, in tokens.
    width: usize,
    /// What a first token and a last token have to do with each other: `relu(start x_i)` by `biaffine` by
    /// `relu(end x_j)`, the columns of which stand one class after the other.
    start: Matrix,
    end: Matrix,
    biaffine: Matrix,
    /// What the first, the last and the mean token say by themselves.
    token: Matrix,
    /// A hidden layer over first, last, mean token and length.
    hidden: Matrix,
    hidden_width: Vec<f32>,
    output: Matrix,
    /// What the length says by itself.
    length: Vec<f32>,
    /// What the rules say of the very span.
    rule: Vec<f32>,
    /// The kinds of the rules' mentions that it sees.
    visible: Vec<Kind>,
}

/// What the head makes of each token once.
struct Tokens {
    /// Class by class, for each rank: how the token as a first one weighs the ranks of a last one.
    first: Vec<f32>,
    last: Vec<f32>,
    token: Vec<f32>,
    hidden: Vec<f32>,
}

impl Head {
    pub(super) fn read(pack: &Pack, input: usize) -> Result<Self, PackError> {
        let (classes, width) = (pack.header.kinds.len() + 1, pack.header.width);
        if !(1..=1024).contains(&width) {
            return Err(PackError::new(format!("expected a width of 1 to 1024 tokens, found {width}")));
        }
        let expect = |name: &str, matrix: Matrix, rows: usize| {
            let found = matrix.rows();
            let wrong = || PackError::new(format!("{name}: expected {rows} rows, found {found}"));
            (found == rows).then_some(matrix).ok_or_else(wrong)
        };
        let start = matrix(pack, "head.start", input)?;
        let rank = start.rows();
        let end = expect("head.end", matrix(pack, "head.end", input)?, rank)?;
        let biaffine = expect("head.biaffine", matrix(pack, "head.biaffine", rank)?, classes * rank)?;
        let token = expect("head.token", matrix(pack, "head.token", input)?, 3 * classes)?;
        let hidden = matrix(pack, "head.mlp_in", input)?;
        let units = hidden.rows() / 3;
        let output = expect("head.mlp_out", matrix(pack, "head.mlp_out", units)?, classes)?;
        let hidden = expect("head.mlp_in", hidden, 3 * units)?;
        Ok(Self {
            hidden_width: pack.floats_of("head.width_hidden", width * units)?,
            length: pack.floats_of("head.width", width * classes)?,
            rule: pack.floats_of("head.rule", (RULE_KINDS + 1) * classes)?,
            visible: super::visible(&pack.header)?,
            classes,
            width,
            start,
            end,
            biaffine,
            token,
            hidden,
            output,
        })
    }

    /// Calls `judged` with first and last token of every span that is not too long, and what speaks for each class.
    pub(super) fn judge(&self, unit: &Unit, inputs: &[f32], mut judged: impl FnMut(usize, usize, &[f32])) {
        let tokens = self.tokens(inputs);
        let rules = self.rules(unit);
        let units = self.output.columns();
        let (mut hidden, mut logits) = (Vec::new(), Vec::new());
        let mut vectors = Vectors::default();
        let count = unit.tokens.len();
        for first in 0..count {
            let spans = self.width.min(count - first);
            self.hidden_layers(&tokens, first, spans, &mut hidden);
            vectors.set(&hidden, units);
            self.output.apply(&vectors, &mut logits);
            self.add_tokens(&tokens, first, spans, &mut logits);
            for (logits, last) in logits.chunks_exact_mut(self.classes).zip(first..) {
                let kind = rules.binary_search_by_key(&(first, last), |rule| rule.0);
                let kind = kind.map_or(0, |at| rules[at].1);
                for (logit, rule) in logits.iter_mut().zip(&self.rule[kind * self.classes..]) {
                    *logit += rule;
                }
                judged(first, last, logits);
            }
        }
    }

    fn tokens(&self, inputs: &[f32]) -> Tokens {
        let inputs = Vectors::of(inputs, self.start.columns());
        let apply = |matrix: &Matrix| {
            let mut products = Vec::new();
            matrix.apply(&inputs, &mut products);
            products
        };
        let (mut start, mut last) = (apply(&self.start), apply(&self.end));
        relu(&mut start);
        relu(&mut last);
        let rank = self.start.rows();
        let mut first = Vec::new();
        self.biaffine.apply(&Vectors::of(&start, rank), &mut first);
        let even = 1.0 / (rank as f32).sqrt();
        first.iter_mut().for_each(|value| *value *= even);
        Tokens { first, last, token: apply(&self.token), hidden: apply(&self.hidden) }
    }

    /// The hidden layers of the spans from one token on.
    fn hidden_layers(&self, tokens: &Tokens, first: usize, spans: usize, hidden: &mut Vec<f32>) {
        let units = self.output.columns();
        let part = |token: usize, part: usize| &tokens.hidden[(3 * token + part) * units..][..units];
        let begin = part(first, 0);
        let mut sum = vec![0.0; units];
        hidden.clear();
        for length in 0..spans {
            let last = first + length;
            let share = 1.0 / (length + 1) as f32;
            let (end, inside) = (part(last, 1), part(last, 2));
            let of_length = &self.hidden_width[length * units..][..units];
            for (sum, inside) in sum.iter_mut().zip(inside) {
                *sum += inside;
            }
            hidden.extend((0..units).map(|at| {
                let value = begin[at] + end[at] + sum[at] * share + of_length[at];
                if value > 0.0 { value } else { 0.0 }
            }));
        }
    }

    /// Adds what tokens and their pairs say for the spans from one token on.
    fn add_tokens(&self, tokens: &Tokens, first: usize, spans: usize, logits: &mut [f32]) {
        let (classes, rank) = (self.classes, self.start.rows());
        let part = |token: usize, part: usize| &tokens.token[(3 * token + part) * classes..][..classes];
        let begin = part(first, 0);
        let weights = &tokens.first[first * classes * rank..][..classes * rank];
        let mut sum = vec![0.0; classes];
        for (length, logits) in (0..spans).zip(logits.chunks_exact_mut(classes)) {
            let last = first + length;
            let share = 1.0 / (length + 1) as f32;
            let (end, inside) = (part(last, 1), part(last, 2));
            let of_length = &self.length[length * classes..][..classes];
            for (sum, inside) in sum.iter_mut().zip(inside) {
                *sum += inside;
            }
            let ranks = &tokens.last[last * rank..][..rank];
            for (class, logit) in logits.iter_mut().enumerate() {
                let pair: f32 = weights[class * rank..][..rank].iter().zip(ranks).map(|(a, b)| a * b).sum();
                *logit += begin[class] + end[class] + sum[class] * share + of_length[class] + pair;
            }
        }
    }

    /// Borders of the rules' mentions, each with the first of its kinds, counted from 1.
    fn rules(&self, unit: &Unit) -> Vec<((usize, usize), usize)> {
        let place = |rule: &RuleMention| (usize::from(rule.first), usize::from(rule.last));
        let visible = unit.mentions.iter().filter(|rule| self.visible.contains(&rule.kind));
        let mut rules: Vec<_> = visible.map(|rule| (place(rule), rule.kind as usize + 1)).collect();
        // Stable, so that the first of the list stays the first.
        sort::by_key(&mut rules, |rule| rule.0);
        rules.dedup_by_key(|rule| rule.0);
        rules
    }
}
