//! Sums of products of 16-bit integers, as wide as the machine has them.

use std::hint::black_box;

/// Two neighbours of a vector, which are multiplied in one step.
pub(crate) type Pair = [i16; 2];

/// The weights of [`ROWS`] rows for a pair.
pub(crate) type Chunk = [Pair; ROWS];

/// Rows that are summed up side by side.
pub(crate) const ROWS: usize = 8;

/// What a machine multiplies and adds in one step.
pub(crate) trait Lanes: Copy {
    /// How many vectors meet [`BLOCK`](crate::matrix::BLOCK) rows at a time: as many as there are registers for.
    const VECTORS: usize;
    /// Sums under way, a row in each lane.
    type Sums: Copy;
    /// A pair in each lane.
    type Pairs: Copy;

    fn zero(self) -> Self::Sums;

    fn splat(self, pair: Pair) -> Self::Pairs;

    /// Adds for each row the products of a pair with its weights.
    fn add(self, sums: Self::Sums, weights: Chunk, pairs: Self::Pairs) -> Self::Sums;

    /// The sum of each row.
    fn rows(self, sums: Self::Sums) -> [i32; ROWS];
}

/// Any machine: the compiler finds what it can.
#[derive(Clone, Copy)]
#[cfg_attr(target_feature = "simd128", expect(dead_code, reason = "the machine has better"))]
pub(crate) struct Plain;

impl Lanes for Plain {
    const VECTORS: usize = 2;
    type Sums = [i32; ROWS];
    type Pairs = Pair;

    #[inline(always)]
    fn zero(self) -> [i32; ROWS] {
        [0; ROWS]
    }

    #[inline(always)]
    fn splat(self, pair: Pair) -> Pair {
        pair
    }

    #[inline(always)]
    fn add(self, sums: [i32; ROWS], weights: Chunk, pair: Pair) -> [i32; ROWS] {
        let product = |row: usize, at: usize| i32::from(weights[row][at]).wrapping_mul(i32::from(pair[at]));
        std::array::from_fn(|row| sums[row].wrapping_add(product(row, 0)).wrapping_add(product(row, 1)))
    }

    #[inline(always)]
    fn rows(self, sums: [i32; ROWS]) -> [i32; ROWS] {
        sums
    }
}

#[cfg(target_feature = "simd128")]
mod wasm {
    use core::arch::wasm32::{i32x4_add, i32x4_dot_i16x8, i32x4_splat, v128};

    use super::{Chunk, Lanes, Pair, ROWS};

    /// WebAssembly's fixed-width vectors.
    #[derive(Clone, Copy)]
    pub(crate) struct Simd128;

    impl Lanes for Simd128 {
        const VECTORS: usize = 2;
        type Sums = [v128; 2];
        type Pairs = v128;

        #[inline(always)]
        fn zero(self) -> [v128; 2] {
            [i32x4_splat(0); 2]
        }

        #[inline(always)]
        fn splat(self, pair: Pair) -> v128 {
            i32x4_splat(bytemuck::cast(pair))
        }

        #[inline(always)]
        fn add(self, sums: [v128; 2], weights: Chunk, pairs: v128) -> [v128; 2] {
            let weights: [v128; 2] = bytemuck::cast(weights);
            [0, 1].map(|half| i32x4_add(sums[half], i32x4_dot_i16x8(weights[half], pairs)))
        }

        #[inline(always)]
        fn rows(self, sums: [v128; 2]) -> [i32; ROWS] {
            bytemuck::cast(sums)
        }
    }
}

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
impl Lanes for pulp::x86::V3 {
    const VECTORS: usize = 6;
    type Sums = pulp::i32x8;
    type Pairs = pulp::i16x16;

    #[inline(always)]
    fn zero(self) -> pulp::i32x8 {
        self.splat_i32x8(0)
    }

    #[inline(always)]
    fn splat(self, pair: Pair) -> pulp::i16x16 {
        bytemuck::cast(self.splat_i32x8(bytemuck::cast(pair)))
    }

    #[inline(always)]
    fn add(self, sums: pulp::i32x8, weights: Chunk, pairs: pulp::i16x16) -> pulp::i32x8 {
        let products = self.multiply_wrapping_add_adjacent_i16x16(bytemuck::cast(weights), pairs);
        self.wrapping_add_i32x8(sums, products)
    }

    #[inline(always)]
    fn rows(self, sums: pulp::i32x8) -> [i32; ROWS] {
        bytemuck::cast(sums)
    }
}

/// Something to do with the widest vectors of this machine.
pub(crate) trait Job {
    type Output;
    fn run<L: Lanes>(self, lanes: L) -> Self::Output;
}

/// Does a job; all code that is inlined into it is compiled for the machine that it runs on.
#[inline(always)]
pub(crate) fn best<J: Job>(job: J) -> J::Output {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    if let Some(v3) = pulp::x86::V3::try_new() {
        return pulp::Simd::vectorize(
            v3,
            #[inline(always)]
            || job.run(v3),
        );
    }
    #[cfg(target_feature = "simd128")]
    return job.run(wasm::Simd128);
    #[cfg(not(target_feature = "simd128"))]
    job.run(Plain)
}

/// The vectors that are used where the machine has them.
pub const NAME: &str = if cfg!(target_feature = "simd128") {
    "simd128"
} else if cfg!(any(target_arch = "x86", target_arch = "x86_64")) {
    "AVX2"
} else {
    "plain"
};

/// How many sums the machine has under way: enough to hide how long one takes.
const CHAINS: usize = 12;

/// Billions of products a second at best: of many tries with as many sums under way as there are registers for.
/// `clock` tells the time in seconds.
pub fn peak(clock: impl Fn() -> f64) -> f64 {
    const TRIES: usize = 30;
    const ROUNDS: u32 = 1_000_000;
    let products = ROUNDS as usize * CHAINS * size_of::<Chunk>() / size_of::<i16>();
    let seconds = |_| {
        let started = clock();
        black_box(best(Peak(black_box(ROUNDS), 3)));
        clock() - started
    };
    products as f64 / (0..TRIES).map(seconds).fold(f64::INFINITY, f64::min) / 1e9
}

/// Multiplies and adds so many times, with a factor; gives a value that depends on all of it.
struct Peak(u32, i16);

impl Job for Peak {
    type Output = i32;

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) -> i32 {
        let mut sums = [lanes.zero(); CHAINS];
        let factors: [Chunk; CHAINS] = std::array::from_fn(|at| [[self.1.wrapping_add(at as i16); 2]; ROWS]);
        for round in 0..self.0 {
            let pairs = lanes.splat([round as i16, self.1]);
            for (sums, factors) in sums.iter_mut().zip(factors) {
                *sums = lanes.add(*sums, factors, pairs);
            }
        }
        let totals = sums.map(|sums| lanes.rows(sums).into_iter().fold(0, i32::wrapping_add));
        totals.into_iter().fold(0, i32::wrapping_add)
    }
}
