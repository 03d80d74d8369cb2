//! The arithmetic of the tagger: integer matrix products, and the few functions between them.
//!
//! It is a crate of its own so that it can be compiled to be fast while the rest of the page is compiled to be
//! small. What it offers is never inlined: inside a function that is to be small, it would be made small too.
//!
//! Everything here gives the same bits on every machine: products of integers are exact in any order, and
//! the rest is plain sums, products and quotients of `f32` in a fixed order, which no compiler may reorder or fuse.

#![forbid(unsafe_code)]

mod function;
mod lanes;
mod matrix;
mod recurrence;
mod spans;

pub use function::{exp, relu, scale_and_shift, sigmoid, tanh};
pub use matrix::{Matrix, Vectors, WIDEST};
pub use recurrence::recur;
pub use spans::{BLOCK, Scratch, Spans, Tokens};

/// How fast the machine could multiply at best, for comparison: products of registers that load nothing.
pub mod peak {
    pub use crate::lanes::NAME;
    pub use crate::lanes::peak as billions_a_second;
}
