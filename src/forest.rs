//! Gradient-boosted regression trees (Friedman, 2001), learned elsewhere and read from a list.

use std::collections::HashMap;

use crate::seeds;

/// Trees whose values add up.
#[derive(Debug, Default)]
pub(crate) struct Forest {
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

impl Forest {
    /// Reads `forest<TAB>base` and trees, one a line in preorder: `feature<threshold` for a fork, `=value` for a leaf. Lines
    /// with another name before the tab are of other models.
    pub(crate) fn read(text: &str) -> Self {
        let mut forest = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.split_once('\t') {
                Some(("forest", base)) => forest.base = seeds::number(base).unwrap_or(0.0),
                Some(_) => {}
                None => forest.add_tree(line),
            }
        }
        forest
    }

    fn add_tree(&mut self, line: &str) {
        self.roots.push(self.nodes.len() as u32);
        let mut waiting: Vec<usize> = Vec::new();
        for token in line.split(' ') {
            if let Some((feature, threshold)) = token.split_once('<') {
                waiting.push(self.nodes.len());
                let feature = feature.parse().unwrap_or(0);
                let threshold = seeds::number(threshold).unwrap_or(0.0);
                self.nodes.push(Node::Fork { feature, threshold, right: 0 });
                continue;
            }
            let value = seeds::number(token.trim_start_matches('=')).unwrap_or(0.0);
            self.nodes.push(Node::Leaf(value));
            let next = self.nodes.len() as u32;
            if let Some(Node::Fork { right, .. }) = waiting.pop().and_then(|at| self.nodes.get_mut(at)) {
                *right = next;
            }
        }
    }

    /// The logit of a row of features; those that are lacking count as zero.
    pub(crate) fn logit(&self, row: &[f32]) -> f32 {
        self.base + self.roots.iter().map(|&root| self.walk(root as usize, row)).sum::<f32>()
    }

    fn walk(&self, mut at: usize, row: &[f32]) -> f32 {
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

/// Trees with the rates that they read.
#[derive(Debug, Default)]
pub(crate) struct Judge {
    pub(crate) forest: Forest,
    pub(crate) rates: Rates,
}

impl Judge {
    /// Reads both from one file.
    pub(crate) fn read(text: &str) -> Self {
        Self { forest: Forest::read(text), rates: Rates::read(text) }
    }
}

/// What was counted of words, beside the trees that read it.
#[derive(Debug, Default)]
pub(crate) struct Rates(HashMap<String, f32>);

impl Rates {
    /// Reads `name<TAB>words value` lines of the file that has the trees.
    pub(crate) fn read(text: &str) -> Self {
        let lines = text.lines().filter(|line| line.contains('\t'));
        let rate = |line: &str| {
            let (words, value) = line.rsplit_once(' ')?;
            Some((words.to_owned(), seeds::number(value)?))
        };
        Self(lines.filter_map(rate).collect())
    }

    /// The value of `name<TAB>words`, given in parts; zero where nothing is known.
    pub(crate) fn of(&self, words: &[&str]) -> f32 {
        self.0.get(&words.concat()).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forest_adds_the_leaves_that_a_row_reaches() {
        let forest = Forest::read("# note\nlinear\t1 2\nforest\t.5\n0<1 =1 1<2 =-2 =4\n=.25\n");
        assert_eq!(forest.logit(&[1.0, 0.0]), 1.75);
        assert_eq!(forest.logit(&[2.0, 2.0]), -1.25);
        assert_eq!(forest.logit(&[2.0, 3.0]), 4.75);
    }

    #[test]
    fn rates_are_read_beside_the_trees() {
        let text = "#\nforest\t.5\n0<1 =1 =2\nnew\tEVENT смерть 2.5\npair\tEVENT смерт умере -.5\n";
        let rates = Rates::read(text);
        assert_eq!(rates.of(&["new\t", "EVENT смерть"]), 2.5);
        assert_eq!(rates.of(&["pair\tEVENT смерт умере"]), -0.5);
        assert_eq!(rates.of(&["new\tEVENT жизнь"]), 0.0);
    }

    #[test]
    fn every_line_of_the_learned_files_is_a_whole_tree() {
        for (file, text) in [
            ("clean_plain.tsv", include_str!("../seeds/model/clean_plain.tsv")),
            ("clean_html.tsv", include_str!("../seeds/model/clean_html.tsv")),
            ("link_alias.tsv", include_str!("../seeds/model/link_alias.tsv")),
            ("link_holder.tsv", include_str!("../seeds/model/link_holder.tsv")),
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
