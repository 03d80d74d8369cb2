//! Sums of products of 16-bit integers, as wide as the machine has them.

/// The unit of storage: rows are filled up with zeros to whole chunks.
pub(crate) type Chunk = [i16; 16];

/// What a machine multiplies and adds in one step.
pub(crate) trait Lanes: Copy {
    /// Sums under way.
    type Sums: Copy;

    fn zero(self) -> Self::Sums;

    /// Adds the products of two chunks, pair by pair.
    fn add(self, sums: Self::Sums, a: Chunk, b: Chunk) -> Self::Sums;

    /// All sums in one.
    fn total(self, sums: Self::Sums) -> i32;
}

/// Any machine: the compiler finds what it can.
#[derive(Clone, Copy)]
#[cfg_attr(target_feature = "simd128", expect(dead_code, reason = "the machine has better"))]
pub(crate) struct Plain;

impl Lanes for Plain {
    type Sums = [i32; 8];

    #[inline(always)]
    fn zero(self) -> [i32; 8] {
        [0; 8]
    }

    #[inline(always)]
    fn add(self, sums: [i32; 8], a: Chunk, b: Chunk) -> [i32; 8] {
        let product = |at: usize| i32::from(a[at]).wrapping_mul(i32::from(b[at]));
        std::array::from_fn(|at| sums[at].wrapping_add(product(2 * at)).wrapping_add(product(2 * at + 1)))
    }

    #[inline(always)]
    fn total(self, sums: [i32; 8]) -> i32 {
        sums.into_iter().fold(0, i32::wrapping_add)
    }
}

#[cfg(target_feature = "simd128")]
mod wasm {
    use core::arch::wasm32::{
        i32x4_add, i32x4_dot_i16x8, i32x4_extract_lane, i32x4_shuffle, i32x4_splat, v128,
    };

    use super::{Chunk, Lanes};

    /// WebAssembly's fixed-width vectors.
    #[derive(Clone, Copy)]
    pub(crate) struct Simd128;

    impl Lanes for Simd128 {
        type Sums = v128;

        #[inline(always)]
        fn zero(self) -> v128 {
            i32x4_splat(0)
        }

        #[inline(always)]
        fn add(self, sums: v128, a: Chunk, b: Chunk) -> v128 {
            let [a, b]: [[v128; 2]; 2] = [bytemuck::cast(a), bytemuck::cast(b)];
            let sums = i32x4_add(sums, i32x4_dot_i16x8(a[0], b[0]));
            i32x4_add(sums, i32x4_dot_i16x8(a[1], b[1]))
        }

        #[inline(always)]
        fn total(self, sums: v128) -> i32 {
            let sums = i32x4_add(sums, i32x4_shuffle::<2, 3, 0, 1>(sums, sums));
            i32x4_extract_lane::<0>(sums).wrapping_add(i32x4_extract_lane::<1>(sums))
        }
    }
}

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
impl Lanes for pulp::x86::V3 {
    type Sums = pulp::i32x8;

    #[inline(always)]
    fn zero(self) -> pulp::i32x8 {
        self.splat_i32x8(0)
    }

    #[inline(always)]
    fn add(self, sums: pulp::i32x8, a: Chunk, b: Chunk) -> pulp::i32x8 {
        let products = self.multiply_wrapping_add_adjacent_i16x16(bytemuck::cast(a), bytemuck::cast(b));
        self.wrapping_add_i32x8(sums, products)
    }

    #[inline(always)]
    fn total(self, sums: pulp::i32x8) -> i32 {
        let sums: [i32; 8] = bytemuck::cast(sums);
        let half: [i32; 4] = std::array::from_fn(|at| sums[at].wrapping_add(sums[at + 4]));
        half[0].wrapping_add(half[2]).wrapping_add(half[1].wrapping_add(half[3]))
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
const CHAINS: usize = 8;

/// Multiplies and adds `rounds` times what [`peak`] says and gives a value that depends on all of it; returns the
/// count of products besides.
pub fn peak(rounds: u32, seed: i16) -> (i32, u64) {
    struct Peak(u32, i16);
    impl Job for Peak {
        type Output = i32;

        #[inline(always)]
        fn run<L: Lanes>(self, lanes: L) -> i32 {
            let mut sums = [lanes.zero(); CHAINS];
            let factors: [Chunk; CHAINS] = std::array::from_fn(|at| [self.1.wrapping_add(at as i16); 16]);
            for round in 0..self.0 {
                let other = [round as i16; 16];
                for (sums, factor) in sums.iter_mut().zip(factors) {
                    *sums = lanes.add(*sums, factor, other);
                }
            }
            sums.map(|sums| lanes.total(sums)).into_iter().fold(0, i32::wrapping_add)
        }
    }
    (best(Peak(rounds, seed)), u64::from(rounds) * CHAINS as u64 * 16)
}
