//! How likely each line belongs to the article: a linear model guesses from each line alone, gradient-boosted regression
//! trees (Friedman, 2001) then read what it thinks of the lines around. Learned by `tools/clean/train.py`.

use std::sync::LazyLock;

use super::assemble::Verdict;
use super::features::{Features, probability};
use super::judge;
use super::page::Page;
use super::title::Weights;
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
#[derive(Debug, Default)]
pub(super) struct Model {
    linear: Vec<f32>,
    forest: Forest,
    title: Weights,
}

/// Trees whose values add up.
#[derive(Debug, Default)]
struct Forest {
    base: f32,
    nodes: Vec<Node>,
    roots: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
enum Node {
    Leaf(f32),
    /// Values up to the threshold go to the next node, others to `right`.
    Fork {
        feature: u16,
        threshold: f32,
        right: u32,
    },
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

    /// Reads `linear<TAB>weights` and `title<TAB>weights`, the constant first; and `forest<TAB>base`, followed by its
    /// trees, one a line in preorder: `feature<threshold` for a fork, `=value` for a leaf.
    fn read(text: &str) -> Self {
        let mut model = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.split_once('\t') {
                Some(("title", weights)) => model.title = Weights(numbers(weights)),
                Some(("linear", weights)) => model.linear = numbers(weights),
                Some((_, base)) => model.forest.base = seeds::number(base).unwrap_or(0.0),
                None => model.forest.add_tree(line),
            }
        }
        model
    }
}

fn numbers(text: &str) -> Vec<f32> {
    text.split(' ').filter_map(seeds::number).collect()
}

impl Forest {
    fn add_tree(&mut self, line: &str) {
        self.roots.push(self.nodes.len() as u32);
        let mut waiting: Vec<usize> = Vec::new();
        for token in line.split(' ') {
            match token.split_once('<') {
                Some((feature, threshold)) => {
                    waiting.push(self.nodes.len());
                    let (feature, threshold) =
                        (feature.parse().unwrap_or(0), seeds::number(threshold).unwrap_or(0.0));
                    self.nodes.push(Node::Fork { feature, threshold, right: 0 });
                }
                None => {
                    let value = seeds::number(token.trim_start_matches('='));
                    self.nodes.push(Node::Leaf(value.unwrap_or(0.0)));
                    let next = self.nodes.len() as u32;
                    if let Some(Node::Fork { right, .. }) =
                        waiting.pop().and_then(|at| self.nodes.get_mut(at))
                    {
                        *right = next;
                    }
                }
            }
        }
    }

    fn logit(&self, row: &[f32]) -> f32 {
        self.base + self.roots.iter().map(|&root| self.walk(root as usize, row)).sum::<f32>()
    }

    fn walk(&self, root: usize, row: &[f32]) -> f32 {
        let mut at = root;
        loop {
            match self.nodes.get(at) {
                Some(&Node::Leaf(value)) => return value,
                Some(&Node::Fork { feature, threshold, right }) => {
                    let value = row.get(usize::from(feature)).copied().unwrap_or(0.0);
                    at = if value <= threshold { at + 1 } else { right as usize };
                }
                None => return 0.0,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forest_adds_the_leaves_that_a_row_reaches() {
        let model = Model::read("# note\nforest\t.5\n0<1 =1 1<2 =-2 =4\n=.25\n");
        assert_eq!(model.forest.logit(&[1.0, 0.0]), 1.75);
        assert_eq!(model.forest.logit(&[2.0, 2.0]), -1.25);
        assert_eq!(model.forest.logit(&[2.0, 3.0]), 4.75);
    }

    #[test]
    fn every_line_of_the_learned_files_is_a_whole_tree() {
        for (file, text) in [
            ("clean_plain.tsv", include_str!("../../seeds/model/clean_plain.tsv")),
            ("clean_html.tsv", include_str!("../../seeds/model/clean_html.tsv")),
        ] {
            for (number, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.contains('\t')) {
                let place = format!("{file}:{}", number + 1);
                let forks = line.split(' ').filter_map(|token| token.split_once('<'));
                for (feature, threshold) in forks.clone() {
                    assert!(feature.parse::<u16>().is_ok_and(|feature| feature < 400), "{place}");
                    assert!(threshold.parse::<f32>().is_ok(), "{place}");
                }
                let leaves = line.split(' ').filter_map(|token| token.strip_prefix('='));
                assert!(leaves.clone().all(|leaf| leaf.parse::<f32>().is_ok()), "{place}");
                assert_eq!(leaves.count(), forks.count() + 1, "{place}");
            }
        }
    }
}
