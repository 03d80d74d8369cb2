//! From judged lines to the edit list and to blocks that stand in both texts.

use std::ops::Range;

use super::lines::{Line, end_of_break};
use super::typography::{is_line_end, is_space, line_replacements};
use crate::document::{Block, ReasonName, Role};
use crate::sort;
use crate::span::Span;
use crate::text::{Edit, Reason, Replacement, Text};

/// What a line was found to be.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Verdict {
    pub(super) role: Role,
    /// Why it is left out; `None` keeps it.
    pub(super) reason: Option<ReasonName>,
    pub(super) score: f32,
}

impl Verdict {
    pub(super) const fn kept(&self) -> bool {
        self.reason.is_none()
    }
}

/// Lays out the kept lines as the source had them: lines apart by one line feed, paragraphs by two, nothing at the
/// ends. `more` holds the changes within lines beside those of [`line_replacements`], sorted and disjoint from them.
pub(super) fn assemble(
    source: &str,
    lines: &[Line],
    verdicts: &[Verdict],
    more: Vec<Replacement>,
) -> (Text, Vec<Block>) {
    let mut replacements = Vec::new();
    let mut gap = Gap { start: 0, first: true, widest: 0 };
    let mut left_out: Vec<Range<usize>> = Vec::new();
    for (line, verdict) in lines.iter().zip(verdicts) {
        gap.widest = gap.widest.max(line.breaks);
        if !verdict.kept() {
            left_out.push(line.bytes.clone());
            continue;
        }
        gap.close(source, line.bytes.start, &left_out, &mut replacements);
        left_out.clear();
        line_replacements(source, line.bytes.clone(), &mut replacements);
        gap = Gap { start: line.bytes.end, first: false, widest: 0 };
    }
    gap.first = true;
    gap.close(source, source.len(), &left_out, &mut replacements);
    let text = Text::new(source, merge(replacements, more));
    let blocks = blocks(&text, lines, verdicts);
    (text, blocks)
}

/// What lies between two kept lines, or at an end of the text.
struct Gap {
    start: usize,
    /// Whether it lies at an end of the text.
    first: bool,
    /// The most line ends between two neighbouring lines in it.
    widest: u32,
}

impl Gap {
    fn close(
        &self,
        source: &str,
        end: usize,
        left_out: &[Range<usize>],
        replacements: &mut Vec<Replacement>,
    ) {
        let mut feeds = if self.first { 0 } else { self.widest.min(2) };
        let mut at = self.start;
        for block in left_out {
            self.blank(source, at..block.start, &mut feeds, replacements);
            push(replacements, block.clone(), "", Reason::Block);
            at = block.end;
        }
        self.blank(source, at..end, &mut feeds, replacements);
    }

    /// White space between lines: the first `feeds` line ends stay as line feeds.
    fn blank(&self, source: &str, bytes: Range<usize>, feeds: &mut u32, replacements: &mut Vec<Replacement>) {
        let mut at = bytes.start;
        while at < bytes.end {
            let c = source.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\n');
            let end = if is_line_end(c) { end_of_break(source, at) } else { at + c.len_utf8() };
            if is_line_end(c) && *feeds > 0 {
                *feeds -= 1;
                push(replacements, at..end, "\n", Reason::LineEnd);
            } else {
                push(replacements, at..end, "", blank_reason(c, at));
            }
            at = end;
        }
    }
}

fn blank_reason(c: char, at: usize) -> Reason {
    match c {
        '\u{feff}' if at == 0 => Reason::ByteOrderMark,
        c if is_line_end(c) => Reason::BlankLines,
        c if is_space(c) => Reason::Space,
        '\u{ad}' => Reason::SoftHyphen,
        _ => Reason::ZeroWidth,
    }
}

/// Adds a deletion or replacement; deletions that touch and say the same become one, and a block that is left out
/// takes the line ends around it along.
fn push(replacements: &mut Vec<Replacement>, bytes: Range<usize>, with: &str, reason: Reason) {
    let source = Span::of(bytes);
    if let Some(last) = replacements.last_mut()
        && with.is_empty()
        && last.with.is_empty()
        && last.source.end() == source.start()
        && (last.reason == reason && reason != Reason::Block
            || last.reason == Reason::Block && reason == Reason::BlankLines)
    {
        last.source = last.source.cover(source);
        return;
    }
    replacements.push(Replacement { source, with: with.to_owned(), reason });
}

/// Merges two sorted lists; where they overlap the first wins.
fn merge(first: Vec<Replacement>, second: Vec<Replacement>) -> Vec<Replacement> {
    if second.is_empty() {
        return first;
    }
    let mut merged: Vec<Replacement> = first;
    merged.extend(second);
    sort::by_key(&mut merged, |replacement| replacement.source.start());
    let mut end = 0;
    merged.retain(|replacement| {
        let fits = replacement.source.start() >= end;
        end = if fits { replacement.source.end() } else { end };
        fits
    });
    merged
}

fn blocks(text: &Text, lines: &[Line], verdicts: &[Verdict]) -> Vec<Block> {
    let mut clean = Positions { edits: text.edits(), shift: 0 };
    let block = |(line, verdict): (&Line, &Verdict)| {
        let source = Span::of(line.bytes.clone());
        let start = clean.of(source.start());
        let span = match verdict.kept() {
            true => Span::new(start, clean.of(source.end()).max(start)),
            false => Span::empty(start),
        };
        let reason = verdict.reason.clone();
        Block { span, source, role: verdict.role, kept: verdict.kept(), reason, score: verdict.score }
    };
    lines.iter().zip(verdicts).map(block).collect()
}

/// Turns ascending offsets of the source into offsets of the clean text in one walk over the edits.
struct Positions<'e> {
    edits: &'e [Edit],
    /// Clean minus source, behind the edits that were passed.
    shift: i64,
}

impl Positions<'_> {
    fn of(&mut self, offset: u32) -> u32 {
        while let Some((edit, rest)) = self.edits.split_first() {
            if edit.source.end() > offset {
                break;
            }
            self.shift = i64::from(edit.clean.end()) - i64::from(edit.source.end());
            self.edits = rest;
        }
        match self.edits.first() {
            Some(edit) if edit.source.start() < offset => edit.clean.start(),
            _ => u32::try_from(i64::from(offset) + self.shift).unwrap_or(0),
        }
    }
}
