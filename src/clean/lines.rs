//! Lines of a paste: what stands between two line ends, without the spaces at its edges.

use std::ops::Range;

use super::typography::{is_line_end, is_space, is_weightless};

/// A line with something to read on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its bytes in the source, without the spaces and characters without width at its edges.
    pub(super) bytes: Range<usize>,
    /// Line ends between it and the line before; at the beginning of the text, those before it.
    pub(super) breaks: u32,
}

/// The lines of a text, in order. CRLF, CR, LF, NEL and the separators of Unicode end a line.
pub(super) fn lines(source: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut breaks = 0;
    for raw in raw_lines(source) {
        if let Some(bytes) = trim(source, raw) {
            lines.push(Line { bytes, breaks });
            breaks = 0;
        }
        breaks += 1;
    }
    lines
}

/// The end of the line end that begins at `at`.
pub(super) fn end_of_break(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    let first = rest.chars().next().map_or(0, char::len_utf8);
    at + if rest.starts_with("\r\n") { 2 } else { first }
}

fn raw_lines(source: &str) -> impl Iterator<Item = Range<usize>> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = source.get(start..)?;
        let end = rest.find(is_line_end).map(|length| start + length);
        next = end.map(|end| end_of_break(source, end));
        Some(start..end.unwrap_or(source.len()))
    })
}

/// Cuts the edges of a line; `None` where nothing is left.
fn trim(source: &str, raw: Range<usize>) -> Option<Range<usize>> {
    let blank = |c: char| is_space(c) || is_weightless(c);
    let line = source.get(raw.clone())?;
    let start = raw.start + (line.len() - line.trim_start_matches(blank).len());
    let end = raw.start + line.trim_end_matches(blank).len();
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[(&str, u32)]) {
        let found = lines(source);
        let found: Vec<_> = found.iter().map(|l| (source.get(l.bytes.clone()).unwrap(), l.breaks)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_kind_of_line_end_counts_once() {
        check("а\r\nб\rв\nг\u{2028}д\u{85}е", &[("а", 0), ("б", 1), ("в", 1), ("г", 1), ("д", 1), ("е", 1)]);
    }

    #[test]
    fn blank_lines_and_edges_are_no_part_of_a_line() {
        check("\u{feff}\n \u{a0}а \t\n\n\u{200b}\n б", &[("а", 1), ("б", 3)]);
        check(" \n\u{ad}\n", &[]);
        check("", &[]);
    }
}
