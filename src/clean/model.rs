//! How likely each line belongs to the article: a linear model guesses from each line alone, gradient-boosted regression
//! trees (Friedman, 2001) then read what it thinks of the lines around. Learned by `tools/clean/train.py`.

use std::sync::LazyLock;

use super::assemble::Verdict;
use super::features::{Features, probability};
use super::judge;
use super::page::Page;
use super::title::Weights;
use crate::forest::Forest;
use crate::seeds;

/// The model for plain text or for HTML.
pub(super) fn of(page: &Page) -> &'static Model {
    if page.marks.is_empty() { &PLAIN } else { &HTML }
}

/// Judges every line of a page by what was learned.
pub(super) fn judge(page: &Page) -> Vec<Verdict> {
    let (model, features) = (of(page), Features::of(page));
    let score = |at| probability(model.forest.logit(&features.row(at)));
    let scores: Vec<f32> = (0..page.len()).map(score).collect();
    judge::judge(page, &scores, &model.title)
}

static PLAIN: LazyLock<Model> = LazyLock::new(|| Model::read(seeds::list("clean_plain")));
static HTML: LazyLock<Model> = LazyLock::new(|| Model::read(seeds::list("clean_html")));

/// The weights of each pass, and what tells a headline.
#[derive(Debug)]
pub(super) struct Model {
    linear: Vec<f32>,
    forest: Forest,
    title: Weights,
}

/// Features that mean another thing in running text than elsewhere.
const IN_PROSE: [usize; 11] = [0, 33, 38, 40, 41, 44, 45, 46, 50, 51, 52];

/// What the linear model reads of each line: nothing of the elements of HTML, whose weights differ from site to site.
pub(super) fn linear_row(page: &Page, at: usize) -> Vec<f32> {
    let own = page.own.plain(at);
    let prose = if page.facts[at].is_prose() { 1.0 } else { 0.0 };
    own.iter().copied().chain(IN_PROSE.map(|index| prose * own[index])).collect()
}

impl Model {
    /// How likely each line belongs to the article by itself, as logits.
    pub(super) fn linear(&self, page: &Page) -> Vec<f32> {
        let logit =
            |at| self.linear.iter().zip([1.0].iter().chain(&linear_row(page, at))).map(|(w, x)| w * x).sum();
        (0..page.len()).map(logit).collect()
    }

    /// Reads `linear<TAB>weights` and `title<TAB>weights`, the constant first, beside a [`Forest`].
    fn read(text: &str) -> Self {
        let weights = |name: &str| {
            let mut lines = text.lines().filter_map(|line| line.split_once('\t'));
            lines.find(|(found, _)| *found == name).map_or(Vec::new(), |(_, weights)| numbers(weights))
        };
        Self { linear: weights("linear"), title: Weights(weights("title")), forest: Forest::read(text) }
    }
}

fn numbers(text: &str) -> Vec<f32> {
    text.split(' ').filter_map(seeds::number).collect()
}
