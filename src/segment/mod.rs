//! Tokens and sentences.

mod sentence;
mod token;

pub use sentence::sentences;
pub(crate) use token::is_combining_mark;
pub use token::tokens;
