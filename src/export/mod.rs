//! Documents for other programs. Each format is a leaf: it reads a [`crate::Document`] and nothing of the others,
//! but for JSON Lines, which wrap the JSON.

pub mod brat;
pub mod carets;
pub mod json;
pub mod jsonl;
