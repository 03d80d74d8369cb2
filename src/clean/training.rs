//! What the training tool in `tools/clean` needs of the core: the features as the classifier sees them, and
//! cleaning with scores that come from elsewhere. Not part of the public interface.

use super::assemble::assemble;
use super::features::Features;
use super::html::visible;
use super::lines::{Line, lines};
use super::page::Page;
use super::{Cleaned, judge, model, title};
use crate::span::{Source, Span};

/// A page that was read but not judged.
pub struct Paste {
    source: String,
    lines: Vec<Line>,
    page: Page,
}

impl Paste {
    /// Reads plain text.
    pub fn text(source: &str) -> Self {
        let lines = lines(source);
        let page = Page::read(source, &lines);
        Self { source: source.to_owned(), lines, page }
    }

    /// Reads HTML.
    pub fn html(html: &str) -> Self {
        let visible = visible(html);
        let lines = lines(&visible.text);
        let page = Page::with_marks(&visible.text, &lines, visible.marks(&lines), &visible.meta.title);
        Self { source: visible.text, lines, page }
    }

    /// The visible text.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The lines that are judged.
    pub fn lines(&self) -> Vec<Span<Source>> {
        self.lines.iter().map(|line| Span::of(line.bytes.clone())).collect()
    }

    /// What the linear model reads, a row a line.
    pub fn linear(&self) -> Vec<Vec<f32>> {
        (0..self.page.len()).map(|at| model::linear_row(&self.page, at)).collect()
    }

    /// Takes the logits of a linear model from elsewhere, one a line.
    pub fn set_linear(&mut self, logits: Vec<f32>) {
        self.page.find_article(logits);
    }

    /// What the forest reads, a row a line.
    pub fn rows(&self) -> Vec<Vec<f32>> {
        let features = Features::of(&self.page);
        (0..self.page.len()).map(|at| features.row(at)).collect()
    }

    /// The lines that may be the headline, given scores, with their features.
    pub fn titles(&self, scores: &[f32]) -> Vec<(usize, Vec<f32>)> {
        let search = title::Search::of(&self.page, scores);
        search.iter().flat_map(|search| search.fitting.iter().map(|&at| (at, search.features(at)))).collect()
    }

    /// Cleans by given scores, one a line, and given weights for the headline.
    pub fn clean(&self, scores: &[f32], title: Vec<f32>) -> Cleaned {
        let verdicts = judge::judge(&self.page, scores, &title::Weights(title));
        let (text, blocks) = assemble(&self.source, &self.lines, &verdicts, Vec::new());
        Cleaned { text, blocks, ..Cleaned::default() }
    }
}
