//! The page: a reading room for one article. The only crate that sees `web-sys`.
//!
//! The program runs twice. [`app`] draws the page and keeps the editor's history; [`worker`] annotates off the
//! page's thread. They speak [`protocol`], and nothing else crosses between them.

pub mod app;
mod article;
mod client;
mod dom;
mod drafts;
mod format;
mod history;
mod i18n;
mod intake;
mod keys;
mod panels;
pub mod protocol;
mod reactive;
mod samples;
pub mod sheet;
mod state;
mod views;
pub mod weights;
pub mod worker;
