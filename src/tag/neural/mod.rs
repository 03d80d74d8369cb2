//! The learned tagger: what it sees of a text.

pub mod features;
