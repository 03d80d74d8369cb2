//! Annotates Russian news: the clean article, its entities, its metrics, who said what, and statistics.
//!
//! ```
//! use razmetka::{Options, Pipeline};
//!
//! let pipeline = Pipeline::new(Options::default());
//! let document = pipeline.annotate("В городе открыли 35 новых производств, рассказал Сергей Собянин.");
//! let metric = &document.metrics[0];
//! assert_eq!((metric.amount.to_string().as_str(), metric.unit.code.as_str()), ("35", "производство"));
//! let quote = &document.quotes[0];
//! assert_eq!(document.text.slice(quote.span), "В городе открыли 35 новых производств");
//! let speaker = quote.speaker.map(|id| document.entities[id.0 as usize].name.as_str());
//! assert_eq!(speaker, Some("Сергей Собянин"));
//! ```
//!
//! [`Pipeline`] has the order of the stages, [`document`] the types of the result, [`Text`] the alignment of
//! the clean text with the paste, [`export`] the formats that other programs read.
//!
//! The library is a function of its input: no I/O, no clock, no threads, no web.

#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::string_slice, reason = "a test fails by panicking"))]

pub mod case;
pub mod clean;
pub mod compare;
pub mod date;
pub mod document;
pub mod edit;
pub mod export;
mod forest;
mod json;
pub mod lexicon;
pub mod link;
pub mod metric;
pub mod morph;
mod nfc;
pub mod normal;
pub mod pipeline;
pub mod quote;
mod seeds;
pub mod segment;
pub mod sort;
pub mod span;
pub mod statistics;
pub mod tag;
pub mod text;
pub mod units;

pub use date::Date;
pub use document::Document;
pub use pipeline::{Input, Options, Pipeline, Stage};
pub use span::{Clean, Source, Span};
pub use text::Text;
pub use units::Units;

/// The examples of the README are run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
