//! The order of the stages, written here and nowhere else.

use std::ops::ControlFlow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::clean::{self, Cleaned};
use crate::date::Date;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::tag::neural::Tagger;
use crate::tag::{self, Context, Finders};
use crate::{link, metric, normal, quote, segment};

/// What a pipeline is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input<'t> {
    /// Plain text, as pasted.
    Text(&'t str),
    /// The clipboard's HTML, or a saved page.
    Html(&'t str),
}

/// How a text is annotated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The publication date, where the editor knows it; overrides what the page says.
    pub published: Option<Date>,
    /// Whether boilerplate is removed and spacing made uniform.
    pub clean: bool,
    /// What cleaning may change.
    pub cleaning: clean::Options,
    /// The editor's own changes of the text.
    pub edits: Vec<clean::TextEdit>,
    /// Who looks for mentions.
    pub finders: Finders,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            published: None,
            clean: true,
            cleaning: clean::Options::default(),
            edits: Vec::new(),
            finders: Finders::default(),
        }
    }
}

/// The stages of annotation, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Boilerplate, spacing, details of the page.
    Clean,
    /// Tokens and sentences.
    Segment,
    /// Candidates and their resolution.
    Tag,
    /// Dictionary forms, entities, relations.
    Link,
    /// Metrics and quotes.
    Read,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 5] = [Self::Clean, Self::Segment, Self::Tag, Self::Link, Self::Read];
}

/// Everything that annotation needs, loaded once.
#[derive(Debug, Clone)]
pub struct Pipeline {
    /// Word lists and morphology.
    pub lexicon: Lexicon,
    /// The learned tagger; rules alone find mentions without one.
    pub tagger: Option<Arc<Tagger>>,
    /// How texts are annotated.
    pub options: Options,
}

impl Pipeline {
    /// A pipeline with the embedded lexicon and no tagger.
    pub fn new(options: Options) -> Self {
        Self { lexicon: Lexicon::embedded(), tagger: None, options }
    }

    /// Annotates a pasted text. Never fails, whatever the text.
    pub fn annotate(&self, text: &str) -> Document {
        match self.annotate_with(Input::Text(text), |_| ControlFlow::Continue(())) {
            ControlFlow::Continue(document) => document,
            ControlFlow::Break(()) => unreachable!("nobody asked to stop"),
        }
    }

    /// Annotates, calling `progress` before each stage; stops where it says so.
    pub fn annotate_with(
        &self,
        input: Input<'_>,
        mut progress: impl FnMut(Stage) -> ControlFlow<()>,
    ) -> ControlFlow<(), Document> {
        progress(Stage::Clean)?;
        let Cleaned { text, blocks, mut details, notes } = self.clean(input).edited(&self.options.edits);
        if let Some(published) = &self.options.published {
            details.published = Some(published.clone());
            details.published_at = None;
        }
        progress(Stage::Segment)?;
        let tokens = segment::tokens(text.clean());
        let sentences = segment::sentences(text.clean(), &tokens, &blocks);
        let context = Context::new(
            text.clean(),
            (&tokens, &sentences, &blocks),
            &self.lexicon,
            details.published.as_ref(),
        );
        progress(Stage::Tag)?;
        let mut mentions = tag::mentions(&context, self.tagger.as_deref(), self.options.finders);
        progress(Stage::Link)?;
        normal::normalize(&context, &mut mentions);
        let entities = link::entities(&context, &mut mentions);
        let relations = link::relations(&context, &mentions, &entities);
        progress(Stage::Read)?;
        let metrics = metric::metrics(&context, &mentions, &entities);
        let quotes = quote::quotes(&context, &mentions, &entities);
        ControlFlow::Continue(Document {
            text,
            from_html: matches!(input, Input::Html(_)),
            details,
            blocks,
            tokens,
            sentences,
            mentions,
            entities,
            relations,
            metrics,
            quotes,
            notes,
            made_by: self.name(),
        })
    }

    /// The program, and the pack of its tagger where that has a say.
    fn name(&self) -> String {
        let program = concat!("razmetka ", env!("CARGO_PKG_VERSION"));
        match &self.tagger {
            Some(tagger) if self.options.finders != Finders::Rules => {
                format!("{program}, tagger {}", tagger.header().id)
            }
            _ => program.to_owned(),
        }
    }

    fn clean(&self, input: Input<'_>) -> Cleaned {
        match input {
            Input::Text(text) if self.options.clean => clean::clean(text, &self.options.cleaning),
            Input::Html(html) if self.options.clean => clean::clean_html(html, &self.options.cleaning),
            Input::Text(text) => clean::keep(text),
            Input::Html(html) => clean::keep_html(html),
        }
    }
}
