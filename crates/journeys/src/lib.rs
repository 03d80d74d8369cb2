//! Journeys through the built page in a real, headless browser.
//!
//! [`Page`] is what a person has before them: it pastes, clicks and looks. The tests in `tests/` assert on what is
//! visible; `cargo xtask test --only journeys` builds nothing, starts the driver and runs them.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "tests and tools for the terminal: they read files, the environment and the clock"
)]

pub mod article;
pub mod page;
pub mod webdriver;

pub use page::{Look, Page, journey, journey_in, patiently, workspace};
