//! Tokens and sentences.

mod sentence;
mod token;

pub use sentence::sentences;
pub use token::tokens;
