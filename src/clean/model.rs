//! How likely each line belongs to the article: two passes of gradient-boosted regression trees (Friedman, 2001), the
//! second over what the first thinks of the neighbours. Learned by `tools/clean/train.py`.

use std::sync::LazyLock;

use super::features::{Features, Logits, probability};
use super::page::Page;
use super::title::Weights;
use crate::seeds;

/// The model for plain text or for HTML.
pub(super) fn of(page: &Page) -> &'static Model {
    if page.marks.is_empty() { &PLAIN } else { &HTML }
}

/// The score of each line, 0 to 1.
pub(super) fn scores(page: &Page) -> Vec<f32> {
    let model = of(page);
    let features = Features::of(page);
    let first = (0..page.len()).map(|at| model.first.logit(&features.first(at))).collect();
    let logits = Logits::of_page(page, first);
    (0..page.len()).map(|at| probability(model.second.logit(&features.second(at, &logits)))).collect()
}

static PLAIN: LazyLock<Model> = LazyLock::new(|| Model::read(seeds::list("clean_plain")));
static HTML: LazyLock<Model> = LazyLock::new(|| Model::read(seeds::list("clean_html")));

/// The forests of both passes, and what tells a headline.
#[derive(Debug, Default)]
pub(super) struct Model {
    first: Forest,
    second: Forest,
    pub(super) title: Weights,
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

impl Model {
    /// Reads `first<TAB>base` and `second<TAB>base`, each followed by its trees, one a line in preorder:
    /// `feature<threshold` for a fork, `=value` for a leaf; and `title<TAB>weights`.
    fn read(text: &str) -> Self {
        let mut model = Self::default();
        let mut forest = &mut model.first;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.split_once('\t') {
                Some(("title", weights)) => {
                    model.title = Weights(weights.split(' ').filter_map(seeds::number).collect());
                }
                Some((pass, base)) => {
                    forest = if pass == "first" { &mut model.first } else { &mut model.second };
                    forest.base = seeds::number(base).unwrap_or(0.0);
                }
                None => forest.add_tree(line),
            }
        }
        model
    }
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
        let model = Model::read("# note\nfirst\t.5\n0<1 =1 1<2 =-2 =4\n=.25\nsecond\t-1\n=1\n");
        assert_eq!(model.first.logit(&[1.0, 0.0]), 1.75);
        assert_eq!(model.first.logit(&[2.0, 2.0]), -1.25);
        assert_eq!(model.first.logit(&[2.0, 3.0]), 4.75);
        assert_eq!(model.second.logit(&[]), 0.0);
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
