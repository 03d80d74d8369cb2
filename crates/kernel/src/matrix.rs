//! Products of 8-bit matrices with 14-bit vectors.

use crate::lanes::{Chunk, Job, Lanes, Pair, ROWS, best};

/// The most columns that a matrix may have: their products never overflow 32 bits.
pub const WIDEST: usize = 2048;

/// The greatest integer of a quantised vector.
const MOST: f32 = 8191.0;

/// Values that are rounded side by side.
const ROUND: usize = 16;

/// Rows of a matrix that are multiplied side by side.
pub(crate) const BLOCK: usize = 2 * ROWS;

/// Vectors of one width as integers, each with its own scale.
#[derive(Debug, Clone, Default)]
pub struct Vectors {
    /// Pairs a vector.
    width: usize,
    values: Vec<Pair>,
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
    #[inline(never)]
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
        vectors.width = width.div_ceil(2);
        vectors.values.clear();
        vectors.scales.clear();
        for row in values.chunks_exact(width.max(1)) {
            let most = greatest(row);
            let inverse = if most > 0.0 { MOST / most } else { 0.0 };
            let pairs = |values: [f32; ROUND]| -> [Pair; ROUND / 2] {
                bytemuck::cast(values.map(|value| round(value * inverse)))
            };
            let (whole, rest) = row.as_chunks::<ROUND>();
            vectors.values.extend(whole.iter().flat_map(|&values| pairs(values)));
            let mut last = [0.0; ROUND];
            last[..rest.len()].copy_from_slice(rest);
            vectors.values.extend_from_slice(&pairs(last)[..rest.len().div_ceil(2)]);
            vectors.scales.push(most / MOST);
        }
    }
}

/// The greatest absolute value.
#[inline(always)]
fn greatest(row: &[f32]) -> f32 {
    let (whole, rest) = row.as_chunks::<ROUND>();
    let more = |most: f32, value: f32| if value.abs() > most { value.abs() } else { most };
    let mut most = [0.0; ROUND];
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
    rows: usize,
    columns: usize,
    /// Block by block, and pair of columns by pair: what [`BLOCK`] rows have there. Zeros fill up the last.
    weights: Vec<[Chunk; 2]>,
    blocks: Vec<Affine>,
}

/// The scales and biases of the rows of a block.
#[derive(Debug, Clone)]
struct Affine {
    scales: [f32; BLOCK],
    bias: [f32; BLOCK],
}

impl Matrix {
    /// Takes the rows of a matrix; `None` where the parts do not fit each other or it is wider than [`WIDEST`].
    #[inline(never)]
    pub fn new(columns: usize, weights: &[i8], scales: &[f32], bias: &[f32]) -> Option<Self> {
        let rows = scales.len();
        let fits = (1..=WIDEST).contains(&columns)
            && rows.checked_mul(columns) == Some(weights.len())
            && bias.len() == rows;
        if !fits {
            return None;
        }
        let pairs = columns.div_ceil(2);
        let mut blocks = Vec::new();
        let mut packed = vec![[Chunk::default(); 2]; rows.div_ceil(BLOCK) * pairs];
        for ((scales, bias), weights) in
            scales.chunks(BLOCK).zip(bias.chunks(BLOCK)).zip(weights.chunks(BLOCK * columns))
        {
            let packed = &mut packed[blocks.len() * pairs..][..pairs];
            for (row, weights) in weights.chunks_exact(columns).enumerate() {
                for (packed, weights) in packed.iter_mut().zip(weights.chunks(2)) {
                    let pair = &mut packed[row / ROWS][row % ROWS];
                    for (place, &weight) in pair.iter_mut().zip(weights) {
                        *place = weight.into();
                    }
                }
            }
            let mut affine = Affine { scales: [0.0; BLOCK], bias: [0.0; BLOCK] };
            affine.scales[..scales.len()].copy_from_slice(scales);
            affine.bias[..bias.len()].copy_from_slice(bias);
            blocks.push(affine);
        }
        Some(Self { rows, columns, weights: packed, blocks })
    }

    /// How many rows it has: the width of what it gives.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many weights it has.
    pub fn size(&self) -> usize {
        self.rows * self.columns
    }

    /// How many columns it has: the width of what it takes.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The products with all vectors, one after the other.
    ///
    /// # Panics
    /// If the vectors have another width.
    #[inline(never)]
    pub fn apply(&self, vectors: &Vectors, products: &mut Vec<f32>) {
        assert_eq!(vectors.width, self.columns.div_ceil(2), "vectors of the width of the matrix");
        products.resize(vectors.len() * self.rows, 0.0);
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

    /// The weights of a block stay near while all vectors meet them.
    #[inline(always)]
    fn run<L: Lanes>(mut self, lanes: L) {
        for block in 0..self.matrix.blocks.len() {
            for first in (0..self.vectors.len()).step_by(L::VECTORS) {
                match L::VECTORS.min(self.vectors.len() - first) {
                    1 => self.tile::<L, 1>(lanes, block, first),
                    2 => self.tile::<L, 2>(lanes, block, first),
                    3 => self.tile::<L, 3>(lanes, block, first),
                    4 => self.tile::<L, 4>(lanes, block, first),
                    5 => self.tile::<L, 5>(lanes, block, first),
                    _ => self.tile::<L, 6>(lanes, block, first),
                }
            }
        }
    }
}

impl Product<'_> {
    /// The products of a block with some vectors.
    #[inline(always)]
    fn tile<L: Lanes, const V: usize>(&mut self, lanes: L, block: usize, first: usize) {
        let (matrix, vectors, pairs) = (self.matrix, self.vectors, self.vectors.width);
        let weights = &matrix.weights[block * pairs..][..pairs];
        let values: [&[Pair]; V] = std::array::from_fn(|at| &vectors.values[(first + at) * pairs..][..pairs]);
        let mut sums = [[lanes.zero(); 2]; V];
        // Loops without closures: those may stay calls, compiled for any machine.
        for (at, weights) in weights.iter().enumerate() {
            for vector in 0..V {
                let pair = lanes.splat(values[vector][at]);
                for half in 0..2 {
                    sums[vector][half] = lanes.add(sums[vector][half], weights[half], pair);
                }
            }
        }
        let Affine { scales, bias } = &matrix.blocks[block];
        let row = block * BLOCK;
        let end = matrix.rows.min(row + BLOCK);
        for vector in 0..V {
            let sums: [i32; BLOCK] =
                bytemuck::cast([lanes.rows(sums[vector][0]), lanes.rows(sums[vector][1])]);
            let scale = vectors.scales[first + vector];
            let mut block = [0.0; BLOCK];
            for row in 0..BLOCK {
                block[row] = sums[row] as f32 * (scales[row] * scale) + bias[row];
            }
            self.products[(first + vector) * matrix.rows..][row..end].copy_from_slice(&block[..end - row]);
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
        let scales: Vec<f32> = noise(rows, 2).map(|n| n as f32 / 6e6).collect();
        let bias: Vec<f32> = noise(rows, 3).map(|n| n as f32 / 65536.0 - 0.5).collect();
        let values = noise(count * columns, 4).map(|n| n as f32 / 32768.0 - 1.0).collect();
        (Matrix::new(columns, &weights, &scales, &bias).unwrap(), weights, values)
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
                let (block, row) = (&matrix.blocks[row / BLOCK], row % BLOCK);
                let (scale, bias) = (f64::from(block.scales[row]), f64::from(block.bias[row]));
                let wanted = sum * scale + bias;
                let unit = scale * 127.0 * columns as f64 / f64::from(MOST);
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
        assert_eq!(products, matrix.blocks[0].bias[..3]);
    }

    #[test]
    fn parts_that_do_not_fit_make_no_matrix() {
        assert!(Matrix::new(2, &[1, 2, 3], &[1.0], &[0.0]).is_none());
        assert!(Matrix::new(2, &[1, 2], &[1.0], &[]).is_none());
        assert!(Matrix::new(0, &[], &[], &[]).is_none());
        assert!(Matrix::new(WIDEST + 1, &[0; WIDEST + 1], &[1.0], &[0.0]).is_none());
    }
}
