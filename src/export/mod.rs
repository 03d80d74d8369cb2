//! Documents for other programs. Each format is a leaf: it reads a [`crate::Document`] and nothing of the others.

pub mod brat;
pub mod json;
pub mod jsonl;
