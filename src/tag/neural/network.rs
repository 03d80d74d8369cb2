//! The layers between the features of a unit and what the head judges: one vector for each token.

use razmetka_kernel::{Matrix, Vectors, recur, relu, scale_and_shift};

use super::embedding::{Tables, Words};
use super::features::{Features, GRAMMAR_BITS, SHAPES, Unit};
use super::pack::{Pack, PackError};
use crate::document::Kind;

/// The kinds of the rules' mentions, as far as tensors count them.
pub(super) const RULE_KINDS: usize = Kind::ALL.len();

/// Everything below the head.
#[derive(Debug, Clone)]
pub(super) struct Network {
    words: Words,
    tables: Tables,
    branch: Branch,
    project: Matrix,
    convolution: Matrix,
    recurrent: Vec<Matrix>,
    /// The kinds of the rules' mentions that it sees, as bits.
    visible: u32,
}

impl Network {
    pub(super) fn read(pack: &Pack) -> Result<Self, PackError> {
        let (words, tables) = (Words::read(pack)?, Tables::read(pack)?);
        let branch = Branch::read(pack, words.width())?;
        let width = words.width() + tables.width() + GRAMMAR_BITS as usize + branch.width() + 3 * RULE_KINDS;
        let project = matrix(pack, "proj", width)?;
        let convolution = matrix(pack, "conv", 3 * project.rows())?;
        let recurrent = recurrent(pack, convolution.rows())?;
        let visible = super::visible(&pack.header)?.iter().fold(0, |bits, &kind| bits | 1 << kind as u32);
        Ok(Self { words, tables, branch, project, convolution, recurrent, visible })
    }

    /// The length of the vectors that [`Self::run`] gives.
    pub(super) fn width(&self) -> usize {
        self.recurrent.last().map_or(self.convolution.rows(), |layer| layer.rows() / 3)
    }

    /// Products a token.
    pub(super) fn multiplications(&self) -> usize {
        let branch = self.branch.layers.iter().map(|(layer, ..)| layer);
        let matrices = branch.chain([&self.project, &self.convolution]).chain(&self.recurrent);
        matrices.map(Matrix::size).sum()
    }

    /// The rows of all words of a text, for [`Self::run`].
    pub(super) fn rows(&self, pack: &Pack, features: &Features) -> Vec<usize> {
        self.words.rows(pack, features)
    }

    /// The vectors of the tokens of a unit, one after the other.
    pub(super) fn run(&self, pack: &Pack, features: &Features, unit: &Unit, rows: &[usize]) -> Vec<f32> {
        let mut vectors = Vectors::default();
        let branch = self.branch.run(pack, unit, rows, &self.words, &mut vectors);
        let mut current = self.inputs(pack, features, unit, rows, &branch);
        let mut next = Vec::new();
        vectors.set(&current, self.project.columns());
        self.project.apply(&vectors, &mut next);
        vectors.set(&windows(&next, self.project.rows()), self.convolution.columns());
        self.convolution.apply(&vectors, &mut current);
        relu(&mut current);
        let mut gates = Vec::new();
        for layer in &self.recurrent {
            vectors.set(&current, layer.columns());
            layer.apply(&vectors, &mut gates);
            let is_highway = layer.columns() == layer.rows() / 3;
            recur(&mut gates, layer.rows() / 6, is_highway.then_some(&current), &mut next);
            std::mem::swap(&mut current, &mut next);
        }
        current
    }

    /// What is known of each token before any context.
    fn inputs(
        &self,
        pack: &Pack,
        features: &Features,
        unit: &Unit,
        rows: &[usize],
        branch: &[f32],
    ) -> Vec<f32> {
        let mut inputs = Vec::with_capacity(unit.tokens.len() * self.project.columns());
        for (at, token) in unit.tokens.iter().enumerate() {
            self.words.extend(pack, rows[token.word as usize], &mut inputs);
            self.tables.extend(pack, features, token, &mut inputs);
            extend_bits(features.words[token.word as usize].grammar, GRAMMAR_BITS, &mut inputs);
            let width = self.branch.width();
            inputs.extend_from_slice(&branch[at * width..][..width]);
            for bits in [token.starts, token.inside, token.ends] {
                extend_bits((bits & self.visible).into(), RULE_KINDS as u32, &mut inputs);
            }
        }
        inputs
    }
}

fn extend_bits(bits: u64, count: u32, vector: &mut Vec<f32>) {
    vector.extend((0..count).map(|bit| if bits >> bit & 1 == 1 { 1.0 } else { 0.0 }));
}

/// The layers of slovnet's tagger (MIT, Kukushkin), as they were learned there: convolutions over words and shapes.
/// A pack may have none.
#[derive(Debug, Clone)]
struct Branch {
    shape: Option<(usize, Vec<f32>)>,
    layers: Vec<(Matrix, Vec<f32>, Vec<f32>)>,
}

impl Branch {
    fn read(pack: &Pack, word: usize) -> Result<Self, PackError> {
        let mut branch = Self { shape: None, layers: Vec::new() };
        if !pack.has("slovnet.0") {
            return Ok(branch);
        }
        let (rows, shape) = pack.rows_and_columns("slovnet.shape")?;
        if rows != usize::from(SHAPES) {
            return Err(PackError::new(format!("slovnet.shape: expected {SHAPES} rows, found {rows}")));
        }
        branch.shape = Some((shape, pack.floats("slovnet.shape")?));
        let mut width = word + shape;
        for name in (0..).map(|at| format!("slovnet.{at}")).take_while(|name| pack.has(name)) {
            let layer = matrix(pack, &name, 3 * width)?;
            width = layer.rows();
            let scale = pack.floats_of(&format!("{name}.scale_after"), width)?;
            let shift = pack.floats_of(&format!("{name}.shift_after"), width)?;
            branch.layers.push((layer, scale, shift));
        }
        Ok(branch)
    }

    fn width(&self) -> usize {
        self.layers.last().map_or(0, |(layer, ..)| layer.rows())
    }

    fn run(
        &self,
        pack: &Pack,
        unit: &Unit,
        rows: &[usize],
        words: &Words,
        vectors: &mut Vectors,
    ) -> Vec<f32> {
        let Some((width, shapes)) = &self.shape else { return Vec::new() };
        let mut current = Vec::with_capacity(unit.tokens.len() * (words.width() + width));
        for token in &unit.tokens {
            words.extend_before(pack, rows[token.word as usize], &mut current);
            current.extend_from_slice(&shapes[usize::from(token.shape) * width..][..*width]);
        }
        let mut next = Vec::new();
        for (layer, scale, shift) in &self.layers {
            vectors.set(&windows(&current, layer.columns() / 3), layer.columns());
            layer.apply(vectors, &mut next);
            relu(&mut next);
            scale_and_shift(&mut next, scale, shift);
            std::mem::swap(&mut current, &mut next);
        }
        current
    }
}

/// For each vector the one before it, itself and the one after it; zeros stand outside.
fn windows(vectors: &[f32], width: usize) -> Vec<f32> {
    let zeros = vec![0.0; width];
    let rows: Vec<&[f32]> = vectors.chunks_exact(width.max(1)).collect();
    let mut windows = Vec::with_capacity(3 * vectors.len());
    for at in 0..rows.len() {
        let before = at.checked_sub(1).map_or(zeros.as_slice(), |before| rows[before]);
        let after = rows.get(at + 1).copied().unwrap_or(&zeros);
        for row in [before, rows[at], after] {
            windows.extend_from_slice(row);
        }
    }
    windows
}

/// The layers `sru.0`, `sru.1` and so on; each gives a third of its rows.
fn recurrent(pack: &Pack, mut width: usize) -> Result<Vec<Matrix>, PackError> {
    let mut layers: Vec<Matrix> = Vec::new();
    for name in (0..).map(|at| format!("sru.{at}")).take_while(|name| pack.has(name)) {
        let layer = matrix(pack, &name, width)?;
        width = layer.rows() / 3;
        if !layer.rows().is_multiple_of(6) {
            return Err(PackError::new(format!(
                "{name}: {} rows are none of a recurrent layer",
                layer.rows()
            )));
        }
        layers.push(layer);
    }
    Ok(layers)
}

/// A quantised matrix that takes vectors of a known width.
pub(super) fn matrix(pack: &Pack, name: &str, width: usize) -> Result<Matrix, PackError> {
    let (rows, columns) = pack.rows_and_columns(name)?;
    if columns != width {
        return Err(PackError::new(format!("{name}: expected {width} columns, found {columns}")));
    }
    let scale = pack.floats_of(&format!("{name}.scale"), rows)?;
    let bias = format!("{name}.bias");
    let bias = if pack.has(&bias) { pack.floats_of(&bias, rows)? } else { vec![0.0; rows] };
    Matrix::new(columns, &pack.integers(name)?, &scale, &bias)
        .ok_or_else(|| PackError::new(format!("{name}: {rows} rows of {columns} cannot be used")))
}
