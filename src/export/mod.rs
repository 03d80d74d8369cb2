//! Documents for other programs. Each format is a leaf: it reads a [`crate::Document`] and nothing of the others,
//! but for those that wrap the public JSON.

pub mod brat;
pub mod carets;
pub mod csv;
pub mod json;
pub mod jsonl;
