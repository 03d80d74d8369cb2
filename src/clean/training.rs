//! What the training tool in `tools/clean` needs of the core: the features as the classifier sees them, and
//! cleaning with scores that come from elsewhere. Not part of the public interface.

use super::assemble::assemble;
use super::features::{Features, Logits};
use super::html::visible;
use super::lines::{Line, lines};
use super::page::Page;
use super::{Cleaned, judge, title};
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

    /// The features of the first pass, a row a line.
    pub fn first(&self) -> Vec<Vec<f32>> {
        let features = Features::of(&self.page);
        (0..self.page.len()).map(|at| features.first(at)).collect()
    }

    /// The features of the second pass, given the logits of the first.
    pub fn second(&self, logits: Vec<f32>) -> Vec<Vec<f32>> {
        let features = Features::of(&self.page);
        let logits = Logits::of_page(&self.page, logits);
        (0..self.page.len()).map(|at| features.second(at, &logits)).collect()
    }

    /// The lines that may be the headline, given scores, with their features.
    pub fn titles(&self, scores: &[f32]) -> Vec<(usize, Vec<f32>)> {
        let candidates = title::candidates(&self.page, scores).unwrap_or(0..0);
        let end = candidates.end;
        let fitting = candidates.filter(|&at| title::may_be(&self.page, at));
        fitting.map(|at| (at, title::features(&self.page, scores, at, end).to_vec())).collect()
    }

    /// Cleans by given scores, one a line.
    pub fn clean(&self, scores: &[f32]) -> Cleaned {
        let verdicts = judge::judge(&self.page, scores);
        let (text, blocks) = assemble(&self.source, &self.lines, &verdicts, Vec::new());
        Cleaned { text, blocks, ..Cleaned::default() }
    }
}
