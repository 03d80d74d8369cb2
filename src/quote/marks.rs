//! Stretches between quotation marks, within a paragraph and over several.

use std::ops::Range;

use super::cue;
use super::scene::Scene;
use crate::sort;

/// A stretch between quotation marks: the tokens of the opening and of the closing mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Marked {
    pub(super) open: usize,
    pub(super) close: usize,
}

impl Marked {
    /// The tokens between the marks.
    pub(super) const fn inner(self) -> Range<usize> {
        self.open + 1..self.close
    }
}

/// The outermost stretches of the text, in order.
pub(super) fn marked(scene: &Scene<'_>) -> Vec<Marked> {
    let scans: Vec<Scan> = scene.blocks().iter().map(|block| Scan::of(scene, block.clone())).collect();
    let mut all: Vec<Marked> = scans.iter().flat_map(|scan| scan.closed.iter().copied()).collect();
    for at in 0..scans.len() {
        all.extend(over_blocks(scene, &scans, at));
    }
    sort::by(&mut all, |a, b| a.open.cmp(&b.open).then(b.close.cmp(&a.close)));
    let mut end = 0;
    all.retain(|marked| {
        let outer = marked.open >= end;
        end = end.max(marked.close);
        outer
    });
    all
}

/// The marks of a block.
#[derive(Debug, Default)]
struct Scan {
    closed: Vec<Marked>,
    /// The first opening mark at the beginning of an utterance that nothing closes.
    open: Option<usize>,
    /// The first closing mark that nothing opened.
    stray: Option<usize>,
}

impl Scan {
    /// Pairs the marks; where they do not pair, author's words after a closing mark close every open one:
    /// «Кроме того, «Технопарк «Север» открылся», – добавил он.
    fn of(scene: &Scene<'_>, block: Range<usize>) -> Self {
        let natural = Self::pair(scene, block.clone(), false);
        if natural.open.is_none() { natural } else { Self::pair(scene, block, true) }
    }

    fn pair(scene: &Scene<'_>, block: Range<usize>, lenient: bool) -> Self {
        let mut scan = Self::default();
        let mut open: Vec<usize> = Vec::new();
        for token in block.clone() {
            match side(scene, token, block.start, !open.is_empty()) {
                Some(Side::Open) => open.push(token),
                Some(Side::Close) => scan.close(scene, &mut open, token, &block, lenient),
                None => {}
            }
        }
        scan.open = open.into_iter().find(|&token| starts_utterance(scene, token, block.start));
        scan
    }

    fn close(
        &mut self,
        scene: &Scene<'_>,
        open: &mut Vec<usize>,
        token: usize,
        block: &Range<usize>,
        lenient: bool,
    ) {
        if open.is_empty() {
            self.stray = self.stray.or(Some(token));
            return;
        }
        if lenient && precedes_author(scene, token, block.end) {
            let first = open.iter().position(|&open| starts_utterance(scene, open, block.start));
            open.truncate(first.map_or(open.len(), |first| first + 1));
        }
        self.closed.extend(open.pop().map(|open| Marked { open, close: token }));
    }
}

/// What a quotation mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
}

/// The side of a mark; those that look alike on both sides are told by the space around them.
fn side(scene: &Scene<'_>, token: usize, start: usize, inside: bool) -> Option<Side> {
    match scene.key(token) {
        "«" | "„" => Some(Side::Open),
        "»" => Some(Side::Close),
        "\"" | "“" | "”" => {
            let free = token == start
                || !scene.context.is_joined(token - 1)
                || matches!(scene.key(token - 1), "(" | "«" | "„" | "—" | "–");
            let opens = free && scene.context.is_joined(token) && !(inside && scene.key(token) == "”");
            Some(if opens { Side::Open } else { Side::Close })
        }
        _ => None,
    }
}

/// Whether speech can begin at a token: at the beginning of the block, after a stop, a colon, a dash.
pub(super) fn starts_utterance(scene: &Scene<'_>, token: usize, start: usize) -> bool {
    token <= start || {
        let before = token - 1;
        scene.is_stop(before)
            || scene.is_dash(before)
            || matches!(scene.key(before), ":" | "(")
            || (matches!(scene.key(before), "»" | "\"" | "”" | "“")
                && before > start
                && scene.is_stop(before - 1))
    }
}

/// Whether a closing mark stands before the words of the author: », – сказал.
fn precedes_author(scene: &Scene<'_>, close: usize, end: usize) -> bool {
    const NEAR: usize = 6;
    let mut at = close + 1;
    at += usize::from(scene.is_comma(at));
    if !scene.is_dash(at) {
        return at > close + 1 && cue::verb(scene, at).is_some();
    }
    cue::first_verb(scene, at + 1..end.min(at + NEAR)).is_some()
}

/// A stretch that the block at `at` opens and a later one closes. By custom each paragraph of it may open again.
fn over_blocks(scene: &Scene<'_>, scans: &[Scan], at: usize) -> Option<Marked> {
    const LONGEST: usize = 12;
    let open = scans.get(at)?.open?;
    for (scan, block) in scans.iter().zip(scene.blocks()).skip(at + 1).take(LONGEST) {
        if let Some(close) = scan.stray {
            return Some(Marked { open, close });
        }
        let again = scan.closed.iter().find(|marked| marked.open == block.start);
        if let Some(marked) = again {
            return Some(Marked { open, close: marked.close });
        }
        if scan.open.is_some_and(|open| open != block.start) {
            return None;
        }
    }
    None
}
