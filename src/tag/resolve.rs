//! One choice among the candidates of all rules: no span crosses another, and what nests may nest.

use super::Candidate;
use crate::document::{Kind, Mention, MentionId, Origin};
use crate::sort;
use crate::span::Span;

/// Chooses mentions among candidates: none crosses another, no span has two kinds, and only kinds that hold
/// others have mentions inside.
///
/// The order is total: rank (score and a little for length), then length, place, kind, rule.
pub fn resolve(mut candidates: Vec<Candidate>) -> Vec<Mention> {
    sort::by(&mut candidates, |a, b| {
        rank(b)
            .total_cmp(&rank(a))
            .then(b.span.len().cmp(&a.span.len()))
            .then(a.span.cmp(&b.span))
            .then(a.kind.cmp(&b.kind))
            .then(a.rule.cmp(b.rule))
    });
    let mut chosen = nested(uncrossed(candidates, |candidate| candidate.span));
    sort::by_key(&mut chosen, |candidate| candidate.span);
    chosen.into_iter().zip(0..).map(|(candidate, id)| mention(candidate, MentionId(id))).collect()
}

fn mention(candidate: Candidate, id: MentionId) -> Mention {
    Mention {
        id,
        span: candidate.span,
        kind: candidate.kind,
        normal: None,
        value: candidate.value,
        entity: None,
        origin: Origin::Rule { name: candidate.rule.into(), score: candidate.score },
    }
}

/// Longer spans say more than the words they are made of: 80 bytes weigh as much as .2 of precision.
fn rank(candidate: &Candidate) -> f32 {
    candidate.score + candidate.span.len().min(80) as f32 / 400.0
}

/// Takes what has spans in its order unless one crosses another that was taken or repeats it; empty spans are none.
pub(super) fn uncrossed<T>(items: Vec<T>, span: fn(&T) -> Span) -> Vec<T> {
    let mut borders: Vec<u32> = items.iter().map(span).flat_map(|span| [span.start(), span.end()]).collect();
    sort::sort(&mut borders);
    borders.dedup();
    let place = |offset: u32| borders.partition_point(|&border| border < offset);
    let mut taken = Taken::new(borders.len());
    let mut fits = |span: Span| {
        let (start, end) = (place(span.start()), place(span.end()));
        start < end && taken.take(start, end)
    };
    items.into_iter().filter(|item| fits(span(item))).collect()
}

/// Spans that were taken, between numbered borders.
///
/// Two segment trees answer in logarithmic time: how far do the spans reach that start between two borders, and
/// how early do those begin that end between them.
struct Taken {
    leaves: usize,
    reach: Vec<usize>,
    begin: Vec<usize>,
    spans: std::collections::HashSet<(usize, usize)>,
}

impl Taken {
    fn new(borders: usize) -> Self {
        let leaves = borders.next_power_of_two();
        Self {
            leaves,
            reach: vec![0; 2 * leaves],
            begin: vec![usize::MAX; 2 * leaves],
            spans: std::collections::HashSet::new(),
        }
    }

    /// Takes a span unless it crosses or equals one that was taken.
    fn take(&mut self, start: usize, end: usize) -> bool {
        let inside = start + 1..end;
        let crosses = fold(&self.reach, self.leaves, inside.clone(), 0, usize::max) > end
            || fold(&self.begin, self.leaves, inside, usize::MAX, usize::min) < start;
        if crosses || !self.spans.insert((start, end)) {
            return false;
        }
        set(&mut self.reach, self.leaves + start, end, usize::max);
        set(&mut self.begin, self.leaves + end, start, usize::min);
        true
    }
}

fn set(tree: &mut [usize], leaf: usize, value: usize, better: fn(usize, usize) -> usize) {
    let mut node = leaf;
    while node > 0 {
        tree[node] = better(tree[node], value);
        node /= 2;
    }
}

fn fold(
    tree: &[usize],
    leaves: usize,
    range: std::ops::Range<usize>,
    neutral: usize,
    better: fn(usize, usize) -> usize,
) -> usize {
    let (mut low, mut high, mut best) = (range.start + leaves, range.end.max(range.start) + leaves, neutral);
    while low < high {
        if low % 2 == 1 {
            best = better(best, tree[low]);
            low += 1;
        }
        if high % 2 == 1 {
            high -= 1;
            best = better(best, tree[high]);
        }
        low /= 2;
        high /= 2;
    }
    best
}

/// Leaves out, of two spans that may not nest, the one of lower rank.
fn nested(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    sort::by_key(&mut candidates, |candidate| candidate.span);
    let mut dropped = vec![false; candidates.len()];
    let mut open: Vec<usize> = Vec::new();
    for at in 0..candidates.len() {
        let inner = &candidates[at];
        while open.pop_if(|outer| !candidates[*outer].span.contains(inner.span)).is_some() {}
        while let Some(&outer) = open.last() {
            if may_hold(candidates[outer].kind, inner.kind) {
                break;
            }
            if rank(&candidates[outer]) >= rank(inner) {
                dropped[at] = true;
                break;
            }
            dropped[outer] = true;
            open.pop();
        }
        if !dropped[at] {
            open.push(at);
        }
    }
    let mut keep = dropped.into_iter().map(|dropped| !dropped);
    candidates.retain(|_| keep.next().unwrap_or(true));
    candidates
}

/// Which kinds stand inside which, after the counts over NEREL's training texts.
fn may_hold(outer: Kind, inner: Kind) -> bool {
    use Kind::*;
    match outer {
        Person => matches!(inner, Ordinal),
        City | Country | District | StateOrProvince | Nationality | Language | Religion | Family => {
            inner != outer
                && matches!(inner, Country | StateOrProvince | Person | Ordinal)
                && !matches!(outer, City)
        }
        Location => !matches!(inner, Location | Event | Profession),
        Number | Percent | Quantity | Ordinal | Age | Date => false,
        Time => matches!(inner, Date | Number),
        Money => matches!(inner, Country | Number),
        Award | Crime | Disease | Event | Facility | Ideology | Law | Organization | Penalty | Product
        | Profession | WorkOfArt => true,
    }
}
