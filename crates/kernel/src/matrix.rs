//! Products of 8-bit matrices with 14-bit vectors.

use crate::lanes::{Chunk, Job, Lanes, best};

/// The most columns that a matrix may have: their products never overflow 32 bits.
pub const WIDEST: usize = 2048;

/// The greatest integer of a quantised vector.
const MOST: f32 = 8191.0;

const CHUNK: usize = size_of::<Chunk>() / size_of::<i16>();

/// Vectors of one width as integers, each with its own scale.
#[derive(Debug, Clone, Default)]
pub struct Vectors {
    chunks: usize,
    values: Vec<Chunk>,
    scales: Vec<f32>,
}

impl Vectors {
    /// Rounds vectors that stand one after the other to multiples of a part of their greatest value.
    pub fn of(values: &[f32], width: usize) -> Self {
        let mut vectors = Self::default();
        vectors.set(values, width);
        vectors
    }

    /// [`Self::of`] in the memory of other vectors.
    pub fn set(&mut self, values: &[f32], width: usize) {
        best(Quantise { vectors: self, values, width });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }
}

struct Quantise<'a> {
    vectors: &'a mut Vectors,
    values: &'a [f32],
    width: usize,
}

impl Job for Quantise<'_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(self, _: L) {
        let Self { vectors, values, width } = self;
        vectors.chunks = width.div_ceil(CHUNK);
        vectors.values.clear();
        vectors.scales.clear();
        for row in values.chunks_exact(width.max(1)) {
            let most = greatest(row);
            let inverse = if most > 0.0 { MOST / most } else { 0.0 };
            let (whole, rest) = row.as_chunks::<CHUNK>();
            vectors.values.extend(whole.iter().map(|chunk| chunk.map(|value| round(value * inverse))));
            if !rest.is_empty() {
                let mut last = [0; CHUNK];
                for (integer, value) in last.iter_mut().zip(rest) {
                    *integer = round(value * inverse);
                }
                vectors.values.push(last);
            }
            vectors.scales.push(most / MOST);
        }
    }
}

/// The greatest absolute value.
#[inline(always)]
fn greatest(row: &[f32]) -> f32 {
    let (whole, rest) = row.as_chunks::<CHUNK>();
    let more = |most: f32, value: f32| if value.abs() > most { value.abs() } else { most };
    let mut most = [0.0; CHUNK];
    for chunk in whole {
        most = std::array::from_fn(|at| more(most[at], chunk[at]));
    }
    most.iter().chain(rest).fold(0.0, |most, &value| more(most, value))
}

/// The nearest integer, by the rounding of addition: the sum has no room for a fraction.
#[inline(always)]
fn round(value: f32) -> i16 {
    const LARGE: f32 = 12_582_912.0;
    (value + LARGE).to_bits().wrapping_sub(LARGE.to_bits()) as i16
}

/// A matrix of 8-bit integers with a scale and a bias for each row.
#[derive(Debug, Clone)]
pub struct Matrix {
    columns: usize,
    chunks: usize,
    weights: Vec<Chunk>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Matrix {
    /// Takes the rows of a matrix; `None` where the parts do not fit each other or it is wider than [`WIDEST`].
    pub fn new(columns: usize, weights: &[i8], scales: Vec<f32>, bias: Vec<f32>) -> Option<Self> {
        let fits = (1..=WIDEST).contains(&columns)
            && scales.len().checked_mul(columns) == Some(weights.len())
            && bias.len() == scales.len();
        if !fits {
            return None;
        }
        let chunks = columns.div_ceil(CHUNK);
        let mut rows = Vec::with_capacity(chunks * scales.len());
        for row in weights.chunks_exact(columns) {
            rows.extend(
                row.chunks(CHUNK)
                    .map(|part| std::array::from_fn(|at| part.get(at).copied().map_or(0, i16::from))),
            );
        }
        Some(Self { columns, chunks, weights: rows, scales, bias })
    }

    /// How many rows it has: the width of what it gives.
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// How many weights it has.
    pub fn size(&self) -> usize {
        self.rows() * self.columns
    }

    /// How many columns it has: the width of what it takes.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The products with all vectors, one after the other.
    ///
    /// # Panics
    /// If the vectors have another width.
    pub fn apply(&self, vectors: &Vectors, products: &mut Vec<f32>) {
        assert_eq!(vectors.chunks, self.chunks, "vectors of the width of the matrix");
        products.clear();
        products.resize(vectors.len() * self.rows(), 0.0);
        best(Product { matrix: self, vectors, products });
    }
}

struct Product<'a> {
    matrix: &'a Matrix,
    vectors: &'a Vectors,
    products: &'a mut [f32],
}

impl Job for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(mut self, lanes: L) {
        let count = self.vectors.len();
        let whole = count - count % 4;
        for first in (0..whole).step_by(4) {
            self.vectors::<L, 4>(lanes, first);
        }
        for first in whole..count {
            self.vectors::<L, 1>(lanes, first);
        }
    }
}

impl Product<'_> {
    /// The products of all rows with so many vectors: the weights are read once for them.
    #[inline(always)]
    fn vectors<L: Lanes, const V: usize>(&mut self, lanes: L, first: usize) {
        let rows = self.matrix.rows();
        let whole = rows - rows % 2;
        for row in (0..whole).step_by(2) {
            self.tile::<L, V, 2>(lanes, first, row);
        }
        if whole < rows {
            self.tile::<L, V, 1>(lanes, first, whole);
        }
    }

    /// The products of some rows with some vectors: as many sums as there are registers for.
    #[inline(always)]
    fn tile<L: Lanes, const V: usize, const R: usize>(&mut self, lanes: L, first: usize, row: usize) {
        let (matrix, vectors, chunks) = (self.matrix, self.vectors, self.matrix.chunks);
        let weights: [&[Chunk]; R] =
            std::array::from_fn(|at| &matrix.weights[(row + at) * chunks..][..chunks]);
        let values: [&[Chunk]; V] =
            std::array::from_fn(|at| &vectors.values[(first + at) * chunks..][..chunks]);
        let mut sums = [[lanes.zero(); R]; V];
        for at in 0..chunks {
            let weights: [Chunk; R] = std::array::from_fn(|row| weights[row][at]);
            for (sums, values) in sums.iter_mut().zip(values) {
                for (sums, weights) in sums.iter_mut().zip(weights) {
                    *sums = lanes.add(*sums, weights, values[at]);
                }
            }
        }
        let width = matrix.scales.len();
        for (sums, at) in sums.into_iter().zip(first..) {
            let products = &mut self.products[at * width + row..][..R];
            for ((product, sums), row) in products.iter_mut().zip(sums).zip(row..) {
                let scale = matrix.scales[row] * vectors.scales[at];
                *product = lanes.total(sums) as f32 * scale + matrix.bias[row];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::Plain;

    /// Numbers without a pattern; a linear congruential generator's high bits.
    fn noise(count: usize, seed: u32) -> impl Iterator<Item = u32> {
        let mut state = seed;
        std::iter::repeat_with(move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        })
        .take(count)
    }

    fn sample(rows: usize, columns: usize, count: usize) -> (Matrix, Vec<i8>, Vec<f32>) {
        let weights: Vec<i8> = noise(rows * columns, 1).map(|n| (n % 255) as i8).collect();
        let scales = noise(rows, 2).map(|n| n as f32 / 6e6).collect();
        let bias = noise(rows, 3).map(|n| n as f32 / 65536.0 - 0.5).collect();
        let values = noise(count * columns, 4).map(|n| n as f32 / 32768.0 - 1.0).collect();
        (Matrix::new(columns, &weights, scales, bias).unwrap(), weights, values)
    }

    #[test]
    fn products_are_those_of_real_numbers_but_for_rounding() {
        for (rows, columns, count) in [(1, 1, 1), (5, 17, 6), (32, 320, 9), (7, 990, 4)] {
            let (matrix, weights, values) = sample(rows, columns, count);
            let mut products = Vec::new();
            matrix.apply(&Vectors::of(&values, columns), &mut products);
            for (at, &found) in products.iter().enumerate() {
                let (vector, row) = (at / rows, at % rows);
                let pairs = weights[row * columns..].iter().zip(&values[vector * columns..]).take(columns);
                let sum: f64 = pairs.map(|(&a, &b)| f64::from(a) * f64::from(b)).sum();
                let wanted = sum * f64::from(matrix.scales[row]) + f64::from(matrix.bias[row]);
                let unit = f64::from(matrix.scales[row]) * 127.0 * columns as f64 / f64::from(MOST);
                assert!((f64::from(found) - wanted).abs() <= unit, "{found} {wanted}");
            }
        }
    }

    #[test]
    fn every_machine_gives_the_same_bits() {
        let (matrix, _, values) = sample(33, 321, 7);
        let vectors = Vectors::of(&values, 321);
        let mut best = Vec::new();
        matrix.apply(&vectors, &mut best);
        let mut plain = vec![0.0; best.len()];
        Product { matrix: &matrix, vectors: &vectors, products: &mut plain }.run(Plain);
        assert_eq!(plain, best);
    }

    #[test]
    fn what_is_not_finite_does_no_harm() {
        let (matrix, ..) = sample(3, 20, 1);
        let values = [f32::NAN, f32::INFINITY, f32::MAX, -f32::INFINITY].repeat(5);
        let mut products = Vec::new();
        matrix.apply(&Vectors::of(&values, 20), &mut products);
        assert_eq!(products.len(), 3);
        matrix.apply(&Vectors::of(&[0.0; 20], 20), &mut products);
        assert_eq!(products, matrix.bias);
    }

    #[test]
    fn parts_that_do_not_fit_make_no_matrix() {
        assert!(Matrix::new(2, &[1, 2, 3], vec![1.0], vec![0.0]).is_none());
        assert!(Matrix::new(2, &[1, 2], vec![1.0], vec![]).is_none());
        assert!(Matrix::new(0, &[], vec![], vec![]).is_none());
        assert!(Matrix::new(WIDEST + 1, &[0; WIDEST + 1], vec![1.0], vec![0.0]).is_none());
    }
}
