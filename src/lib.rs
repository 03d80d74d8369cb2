//! Annotates Russian news: the clean article, its entities, its metrics, who said what, and statistics.
//!
//! ```
//! use razmetka::{Options, Pipeline};
//!
//! let pipeline = Pipeline::new(Options::default());
//! let document = pipeline.annotate("Сергей Собянин рассказал о 35 новых производствах.");
//! assert_eq!(document.text.clean(), "Сергей Собянин рассказал о 35 новых производствах.");
//! ```
//!
//! The library is a function of its input: no I/O, no clock, no threads, no web.

#![forbid(unsafe_code)]

pub mod clean;
pub mod compare;
pub mod date;
pub mod document;
pub mod edit;
pub mod export;
pub mod lexicon;
pub mod link;
pub mod metric;
pub mod morph;
pub mod normal;
pub mod pipeline;
pub mod quote;
pub mod segment;
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
