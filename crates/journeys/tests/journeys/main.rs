//! What an editor does with the page, asserted on what is visible.
//!
//! `cargo xtask test --only journeys` builds the page and runs them.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

mod access;
mod corrections;
mod drafts;
mod faults;
mod figures;
mod intake;
mod privacy;
mod result;
mod weights;
