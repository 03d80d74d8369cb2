//! Spans: half-open ranges of UTF-8 bytes that know which text they belong to.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Marks a span of the clean text: what the editor reads and every annotation refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clean {}

/// Marks a span of the source: the visible text of the paste, boilerplate included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {}

/// A half-open range of UTF-8 byte offsets into the text named by `In`; `start <= end`.
///
/// Spans order by start, then longer first, so that a sorted list has the outer span of a nest before
/// the inner ones.
pub struct Span<In = Clean> {
    start: u32,
    end: u32,
    text: PhantomData<fn() -> In>,
}

impl<In> Span<In> {
    /// The span from `start` to `end`, in bytes.
    ///
    /// # Panics
    /// If `start > end`.
    pub const fn new(start: u32, end: u32) -> Self {
        assert!(start <= end, "a span ends where it starts or later");
        Self { start, end, text: PhantomData }
    }

    /// The span of a byte range as the standard library counts it.
    ///
    /// # Panics
    /// If the range runs backwards or past 4 GiB; [`crate::Text`] admits no such text.
    pub fn of(range: Range<usize>) -> Self {
        let offset = |byte: usize| u32::try_from(byte).expect("texts are shorter than 4 GiB");
        Self::new(offset(range.start), offset(range.end))
    }

    /// An empty span at `offset`.
    pub const fn empty(offset: u32) -> Self {
        Self::new(offset, offset)
    }

    /// First byte.
    pub const fn start(self) -> u32 {
        self.start
    }

    /// One past the last byte.
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range in the type that slices take.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies within `self`, borders included.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` belongs to the span.
    pub const fn contains_offset(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the two overlap and neither contains the other; annotations never do.
    pub const fn crosses(self, other: Self) -> bool {
        self.overlaps(other) && !self.contains(other) && !other.contains(self)
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl<In> Clone for Span<In> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<In> Copy for Span<In> {}

impl<In> PartialEq for Span<In> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}

impl<In> Eq for Span<In> {}

impl<In> Hash for Span<In> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}

impl<In> Ord for Span<In> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.start.cmp(&other.start).then(other.end.cmp(&self.end))
    }
}

impl<In> PartialOrd for Span<In> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<In> fmt::Debug for Span<In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl<In> Serialize for Span<In> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

impl<'de, In> Deserialize<'de> for Span<In> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = <(u32, u32)>::deserialize(deserializer)?;
        if start > end {
            return Err(serde::de::Error::custom(format!("span ends before it starts: {start} > {end}")));
        }
        Ok(Self::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span::new(start, end)
    }

    #[test]
    fn outer_spans_sort_before_inner_ones() {
        let mut spans = [span(2, 3), span(0, 1), span(2, 9), span(0, 4)];
        spans.sort();
        assert_eq!(spans, [span(0, 4), span(0, 1), span(2, 9), span(2, 3)]);
    }

    #[test]
    fn crossing_is_overlap_without_nesting() {
        assert!(span(0, 4).crosses(span(2, 6)));
        assert!(!span(0, 4).crosses(span(1, 4)));
        assert!(!span(0, 4).crosses(span(4, 6)));
    }

    #[test]
    fn a_backward_span_is_refused_on_reading() {
        let error = serde_json::from_str::<Span>("[5,2]").unwrap_err();
        assert!(error.to_string().contains("5 > 2"), "{error}");
    }
}
