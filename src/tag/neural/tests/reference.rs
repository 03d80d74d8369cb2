//! The network as its definition has it, in double precision and without care for time.

use super::writer::*;
use crate::tag::neural::features::{AFFIX_BUCKETS, Features, GRAMMAR_BITS, Unit, Word};
use crate::tag::neural::network::RULE_KINDS;

type Row = Vec<f64>;

/// Reads tensors of a pack that is not written yet.
pub(super) struct Reference<'w>(pub(super) &'w Writer);

impl Reference<'_> {
    fn floats(&self, name: &str) -> Row {
        let (numbers, _) = self.0.tensors[name].bytes.as_chunks();
        numbers.iter().map(|&bytes| f32::from_le_bytes(bytes).into()).collect()
    }

    fn matrix(&self, name: &str) -> Vec<Row> {
        let tensor = &self.0.tensors[name];
        let scales = self.floats(&format!("{name}.scale"));
        let rows = tensor.bytes.chunks(tensor.shape[1]).zip(0..);
        let scale = |row: usize| scales[row.min(scales.len() - 1)];
        rows.map(|(bytes, row)| bytes.iter().map(|&byte| f64::from(byte as i8) * scale(row)).collect())
            .collect()
    }

    fn linear(&self, name: &str, input: &Row) -> Row {
        let bias = format!("{name}.bias");
        let bias = if self.0.tensors.contains_key(&bias) { self.floats(&bias) } else { Vec::new() };
        let product = |row: &Row| row.iter().zip(input).map(|(a, b)| a * b).sum::<f64>();
        let rows = self.matrix(name);
        rows.iter().zip(0..).map(|(row, at)| product(row) + bias.get(at).unwrap_or(&0.0)).collect()
    }

    fn linear_all(&self, name: &str, inputs: &[Row]) -> Vec<Row> {
        inputs.iter().map(|input| self.linear(name, input)).collect()
    }

    /// Vector of a word, or of its lemma.
    fn word(&self, word: &Word, unknown: &str) -> Row {
        let row = |form: &str| WORDS.iter().position(|known| *known == form);
        let Some(row) = row(&word.key).or_else(|| row(&word.lemma)) else { return self.floats(unknown) };
        let (index, codes) = (&self.0.tensors["pq.index"].bytes, self.floats("pq.code"));
        let code = |book: usize| usize::from(index[(row + 1) * BOOKS + book]);
        let part = |book: usize| codes[(book * 256 + code(book)) * PART..][..PART].to_vec();
        (0..BOOKS).flat_map(part).collect()
    }

    fn convolution(&self, name: &str, inputs: &[Row]) -> Vec<Row> {
        let at = |at: usize| inputs.get(at).cloned().unwrap_or_else(|| vec![0.0; inputs[0].len()]);
        let window = |t: usize| [at(t.wrapping_sub(1)), at(t), at(t + 1)].concat();
        let rows = (0..inputs.len()).map(|t| self.linear(name, &window(t)));
        rows.map(|row| row.into_iter().map(|x| x.max(0.0)).collect()).collect()
    }

    fn branch(&self, features: &Features, unit: &Unit) -> Vec<Row> {
        let shapes = self.floats("slovnet.shape");
        let mut rows: Vec<Row> = Vec::new();
        for token in &unit.tokens {
            let mut row = self.word(&features.words[token.word as usize], "raw_unk");
            row.extend_from_slice(&shapes[usize::from(token.shape) * 2..][..2]);
            rows.push(row);
        }
        for at in 0..SIZES.len() {
            let name = format!("slovnet.{at}");
            let [scale, shift] =
                ["scale_after", "shift_after"].map(|end| self.floats(&format!("{name}.{end}")));
            let affine = |row: Row| row.iter().zip(0..).map(|(x, at)| x * scale[at] + shift[at]).collect();
            rows = self.convolution(&name, &rows).into_iter().map(affine).collect();
        }
        rows
    }

    fn inputs(&self, features: &Features, unit: &Unit) -> Vec<Row> {
        let branch = self.branch(features, unit);
        let [shapes, affixes, lemmas] = ["shape", "affix", "lemma"].map(|name| self.matrix(name));
        let visible = VISIBLE.iter().fold(0, |bits, &kind| bits | 1 << kind as u32);
        let bits = |bits: u64, count: u32| (0..count).map(move |bit| (bits >> bit & 1) as f64);
        let mut rows = Vec::new();
        for (token, branch) in unit.tokens.iter().zip(branch) {
            let word = &features.words[token.word as usize];
            let mut row = self.word(word, "unk");
            row.extend_from_slice(&shapes[usize::from(token.shape)]);
            row.push(f64::from(u8::from(token.glued)));
            for (bucket, at) in word.affixes.iter().zip(0..) {
                row.extend_from_slice(&affixes[at * AFFIX_BUCKETS as usize + usize::from(*bucket)]);
            }
            row.extend_from_slice(&lemmas[usize::from(word.lemma_bucket)]);
            row.extend(bits(word.grammar, GRAMMAR_BITS));
            row.extend(branch);
            for rule in [token.starts, token.inside, token.ends] {
                row.extend(bits((rule & visible).into(), RULE_KINDS as u32));
            }
            rows.push(row);
        }
        rows
    }

    fn recurrent(&self, name: &str, inputs: &[Row], is_highway: bool) -> Vec<Row> {
        let gates = self.linear_all(name, inputs);
        let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
        let mut output = vec![vec![0.0; 2 * STATE]; inputs.len()];
        for at in 0..2 * STATE {
            let mut state = 0.0;
            let mut order: Vec<usize> = (0..inputs.len()).collect();
            if at >= STATE {
                order.reverse();
            }
            for t in order {
                let [z, f, o] = [0, 1, 2].map(|gate| gates[t][gate * 2 * STATE + at]);
                state = sigmoid(f) * state + (1.0 - sigmoid(f)) * z;
                let kept = if is_highway { (1.0 - sigmoid(o)) * inputs[t][at] } else { 0.0 };
                output[t][at] = sigmoid(o) * state.tanh() + kept;
            }
        }
        output
    }

    /// What the head sees.
    pub(super) fn vectors(&self, features: &Features, unit: &Unit) -> Vec<Row> {
        let projected = self.linear_all("proj", &self.inputs(features, unit));
        let mut rows = self.convolution("conv", &projected);
        for at in 0..3 {
            rows = self.recurrent(&format!("sru.{at}"), &rows, at > 0);
        }
        rows
    }

    /// What speaks for each class of the span from token `i` to token `j`.
    pub(super) fn logits(&self, unit: &Unit, vectors: &[Row], i: usize, j: usize) -> Row {
        let relu = |row: Row| -> Row { row.into_iter().map(|x| x.max(0.0)).collect() };
        let start = relu(self.linear("head.start", &vectors[i]));
        let end = relu(self.linear("head.end", &vectors[j]));
        let pairs = self.linear("head.biaffine", &start);
        let tokens = self.linear_all("head.token", vectors);
        let layers = self.linear_all("head.mlp_in", vectors);
        let mean =
            |rows: &[Row], at: usize| rows[i..=j].iter().map(|row| row[at]).sum::<f64>() / (j - i + 1) as f64;
        let lengths = self.floats("head.width_hidden");
        let hidden = (0..HIDDEN).map(|at| {
            let ends = layers[i][at] + layers[j][HIDDEN + at];
            (ends + mean(&layers, 2 * HIDDEN + at) + lengths[(j - i) * HIDDEN + at]).max(0.0)
        });
        let output = self.linear("head.mlp_out", &hidden.collect());
        let (length, rule) = (self.floats("head.width"), self.floats("head.rule"));
        let exact = |rule: &&crate::tag::neural::features::RuleMention| {
            (usize::from(rule.first), usize::from(rule.last)) == (i, j) && VISIBLE.contains(&rule.kind)
        };
        let kind = unit.mentions.iter().find(exact).map_or(0, |rule| rule.kind as usize + 1);
        (0..CLASSES)
            .map(|class| {
                let pair: f64 = (0..RANK).map(|rank| pairs[class * RANK + rank] * end[rank]).sum();
                pair / (RANK as f64).sqrt()
                    + tokens[i][class]
                    + tokens[j][CLASSES + class]
                    + mean(&tokens, 2 * CLASSES + class)
                    + output[class]
                    + length[(j - i) * CLASSES + class]
                    + rule[kind * CLASSES + class]
            })
            .collect()
    }
}
