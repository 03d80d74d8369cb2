//! From what speaks for each span to mentions that do not cross.

use super::features::Unit;
use super::head::Head;
use super::pack::{Header, PackError};
use crate::document::Kind;
use crate::sort;
use crate::span::Span;

/// A mention that the network finds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Where.
    pub span: Span,
    /// What it names.
    pub kind: Kind,
    /// How many of a hundred such mentions are right, as a share.
    pub score: f32,
}

/// How mentions are chosen and how sure they are.
#[derive(Debug, Clone)]
pub(super) struct Decoder {
    kinds: Vec<Kind>,
    bias: f32,
    calibration: Vec<(f32, f32)>,
}

/// A span with the kind that speaks loudest for it.
struct Candidate {
    first: usize,
    last: usize,
    class: usize,
    margin: f32,
}

impl Decoder {
    pub(super) fn read(header: &Header) -> Result<Self, PackError> {
        let kinds = header.kinds.iter().map(|name| super::kind(name)).collect::<Result<Vec<_>, _>>()?;
        let rises = header.calibration.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let is_share = |share: f32| (0.0..=1.0).contains(&share);
        let fits = |&(margin, share): &(f32, f32)| margin.is_finite() && is_share(share);
        if header.calibration.is_empty() || !rises || !header.calibration.iter().all(fits) {
            return Err(PackError::new("the calibration is no table of rising margins and shares"));
        }
        if !header.bias.is_finite() {
            return Err(PackError::new("the bias is not finite"));
        }
        Ok(Self { kinds, bias: header.bias, calibration: header.calibration.clone() })
    }

    /// The mentions of a unit: the surest first, then those that cross none before them.
    pub(super) fn mentions(&self, unit: &Unit, head: &Head, inputs: &[f32]) -> Vec<Found> {
        let mut candidates = Vec::new();
        head.judge(unit, inputs, |first, last, logits| {
            candidates.extend(self.candidate(first, last, logits));
        });
        sort::by(&mut candidates, |a: &Candidate, b| {
            b.margin.total_cmp(&a.margin).then(a.first.cmp(&b.first)).then(b.last.cmp(&a.last))
        });
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in candidates {
            if !kept.iter().any(|other| crosses(&candidate, other)) {
                kept.push(candidate);
            }
        }
        kept.iter().map(|candidate| self.found(unit, candidate)).collect()
    }

    fn candidate(&self, first: usize, last: usize, logits: &[f32]) -> Option<Candidate> {
        let (none, kinds) = logits.split_first()?;
        let mut best = (0, *kinds.first()?);
        for (at, &logit) in kinds.iter().enumerate() {
            if logit > best.1 {
                best = (at, logit);
            }
        }
        let margin = best.1 - none + self.bias;
        (margin > 0.0).then_some(Candidate { first, last, class: best.0, margin })
    }

    fn found(&self, unit: &Unit, candidate: &Candidate) -> Found {
        let span = unit.tokens[candidate.first].span.cover(unit.tokens[candidate.last].span);
        Found { span, kind: self.kinds[candidate.class], score: self.share(candidate.margin) }
    }

    /// The share for a margin, between the two rows of the table that are nearest.
    fn share(&self, margin: f32) -> f32 {
        let after = self.calibration.partition_point(|row| row.0 <= margin);
        let before = after.checked_sub(1).and_then(|before| self.calibration.get(before));
        match (before, self.calibration.get(after)) {
            (Some(low), Some(high)) => low.1 + (high.1 - low.1) * ((margin - low.0) / (high.0 - low.0)),
            (Some(only), None) | (None, Some(only)) => only.1,
            (None, None) => 0.0,
        }
    }
}

/// Whether each of two spans begins inside the other and ends outside.
fn crosses(a: &Candidate, b: &Candidate) -> bool {
    (a.first < b.first && b.first <= a.last && a.last < b.last)
        || (b.first < a.first && a.first <= b.last && b.last < a.last)
}
