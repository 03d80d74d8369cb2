//! The judge of spans: how much each kind, or none, speaks for the tokens from one to another.

use razmetka_kernel::{BLOCK, Matrix, Scratch, Spans, Tokens, Vectors, relu};

use super::features::{RuleMention, Unit};
use super::network::{RULE_KINDS, matrix};
use super::pack::{Pack, PackError};
use crate::document::Kind;
use crate::sort;

/// The parts that are summed up for a span.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// What a first token and a last token have to do with each other: `relu(start x_i)` by `biaffine` by
    /// `relu(end x_j)`, in the order of [`Tokens::first`].
    start: Matrix,
    end: Matrix,
    biaffine: Matrix,
    /// What the first, the last and the mean token say by themselves.
    token: Matrix,
    /// A hidden layer over first, last, mean token and length.
    hidden: Matrix,
    spans: Spans,
    /// What the rules say of the very span.
    rule: Vec<f32>,
    /// The kinds of the rules' mentions that it sees.
    visible: Vec<Kind>,
}

impl Head {
    pub(super) fn read(pack: &Pack, input: usize) -> Result<Self, PackError> {
        let (classes, width) = (pack.header.kinds.len() + 1, pack.header.width);
        if !(1..=1024).contains(&width) {
            return Err(PackError::new(format!("expected a width of 1 to 1024 tokens, found {width}")));
        }
        let start = matrix(pack, "head.start", input)?;
        let rank = start.rows();
        let hidden = matrix(pack, "head.mlp_in", input)?;
        let units = hidden.rows() / 3;
        Ok(Self {
            end: of_rows("head.end", matrix(pack, "head.end", input)?, rank)?,
            biaffine: biaffine(pack, classes, rank)?,
            token: of_rows("head.token", matrix(pack, "head.token", input)?, 3 * classes)?,
            hidden: of_rows("head.mlp_in", hidden, 3 * units)?,
            spans: Spans {
                classes,
                rank,
                width,
                output: of_rows("head.mlp_out", matrix(pack, "head.mlp_out", units)?, classes)?,
                hidden_length: pack.floats_of("head.width_hidden", width * units)?,
                length: pack.floats_of("head.width", width * classes)?,
            },
            rule: pack.floats_of("head.rule", (RULE_KINDS + 1) * classes)?,
            visible: super::visible(&pack.header)?,
            start,
        })
    }

    /// Products a token: those of its own, and those of the spans that begin at it.
    pub(super) fn multiplications(&self) -> usize {
        let Spans { classes, rank, width, output, .. } = &self.spans;
        let own = [&self.start, &self.end, &self.token, &self.hidden];
        let spans = width * (output.size() + classes * rank);
        own.into_iter().map(Matrix::size).sum::<usize>() + classes * rank * rank + spans
    }

    /// Calls `judged` with first and last token of every span that is not too long, and what speaks for each class.
    pub(super) fn judge(&self, unit: &Unit, inputs: &[f32], mut judged: impl FnMut(usize, usize, &[f32])) {
        let tokens = self.tokens(inputs);
        let rules = self.rules(unit);
        let classes = self.spans.classes;
        let mut scratch = Scratch::default();
        for first in 0..unit.tokens.len() {
            self.spans.judge(&tokens, first, unit.tokens.len() - first, &mut scratch);
            for (logits, last) in scratch.logits.chunks_exact_mut(classes).zip(first..) {
                let kind = rules.binary_search_by_key(&(first, last), |rule| rule.0);
                let kind = kind.map_or(0, |at| rules[at].1);
                for (logit, rule) in logits.iter_mut().zip(&self.rule[kind * classes..]) {
                    *logit += rule;
                }
                judged(first, last, logits);
            }
        }
    }

    fn tokens(&self, inputs: &[f32]) -> Tokens {
        let inputs = Vectors::of(inputs, self.start.columns());
        let apply = |matrix: &Matrix, inputs: &Vectors| {
            let mut products = Vec::new();
            matrix.apply(inputs, &mut products);
            products
        };
        let (mut start, mut last) = (apply(&self.start, &inputs), apply(&self.end, &inputs));
        relu(&mut start);
        relu(&mut last);
        let first = apply(&self.biaffine, &Vectors::of(&start, self.spans.rank));
        Tokens { first, last, token: apply(&self.token, &inputs), hidden: apply(&self.hidden, &inputs) }
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

/// The matrix, where it has so many rows.
fn of_rows(name: &str, matrix: Matrix, rows: usize) -> Result<Matrix, PackError> {
    let found = matrix.rows();
    let wrong = || PackError::new(format!("{name}: expected {rows} rows, found {found}"));
    (found == rows).then_some(matrix).ok_or_else(wrong)
}

/// `head.biaffine`, whose rows stand factor by factor for each class, with its rows class by class for each factor,
/// in blocks of classes that are filled up with zeros. Its scales are divided by the root of the rank.
fn biaffine(pack: &Pack, classes: usize, rank: usize) -> Result<Matrix, PackError> {
    const NAME: &str = "head.biaffine";
    let shape = pack.rows_and_columns(NAME)?;
    if shape != (classes * rank, rank) {
        let wanted = (classes * rank, rank);
        return Err(PackError::new(format!("{NAME}: expected the shape {wanted:?}, found {shape:?}")));
    }
    let (weights, scales) = (pack.integers(NAME)?, pack.floats_of(&format!("{NAME}.scale"), classes * rank)?);
    let even = 1.0 / (rank as f32).sqrt();
    let rows = classes.next_multiple_of(BLOCK) * rank;
    let (mut ordered, mut ordered_scales) = (Vec::new(), Vec::new());
    for at in 0..rows {
        let (block, factor, lane) = (at / (BLOCK * rank), at / BLOCK % rank, at % BLOCK);
        let row = (block * BLOCK + lane) * rank + factor;
        match weights.get(row * rank..(row + 1) * rank) {
            Some(weights) => ordered.extend_from_slice(weights),
            None => ordered.resize(ordered.len() + rank, 0),
        }
        ordered_scales.push(scales.get(row).map_or(0.0, |scale| scale * even));
    }
    Matrix::new(rank, &ordered, &ordered_scales, &vec![0.0; rows])
        .ok_or_else(|| PackError::new(format!("{NAME}: {rank} columns cannot be used")))
}
