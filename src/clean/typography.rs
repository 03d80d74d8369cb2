//! Characters that change in every kept line: spaces, characters without width, composition.

use std::ops::Range;

use crate::nfc;
use crate::span::Span;
use crate::text::{Reason, Replacement};

/// Whether a character ends a line.
pub(super) const fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character is a space of any width within a line.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() && !is_line_end(c)
}

/// Whether a character has no width and, outside the scripts and emoji that join with it, no meaning.
pub(super) const fn is_weightless(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The changes within one line: spaces become one space, characters without width vanish, the rest is composed
/// (NFC). `bytes` must begin and end with neither.
///
/// A second pass over the result finds nothing to change.
pub(super) fn line_replacements(source: &str, bytes: Range<usize>, replacements: &mut Vec<Replacement>) {
    let Some(line) = source.get(bytes.clone()) else { return };
    if line.bytes().all(|b| (b' '..0x7f).contains(&b)) && !line.contains("  ") {
        return;
    }
    let mut pass = Pass { line, offset: bytes.start, before: None, replacements };
    let mut at = 0;
    while let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) {
        at = if is_space(c) { pass.spaces(at) } else { pass.cluster(at) };
    }
}

struct Pass<'t> {
    line: &'t str,
    offset: usize,
    /// The last character that stays.
    before: Option<char>,
    replacements: &'t mut Vec<Replacement>,
}

impl Pass<'_> {
    /// A run of spaces, with what has no width among them, becomes one space.
    fn spaces(&mut self, start: usize) -> usize {
        let rest = self.line.get(start..).unwrap_or_default();
        let length = rest.find(|c| !is_space(c) && !is_weightless(c)).unwrap_or(rest.len());
        self.replace(start..start + length, " ", Reason::Space);
        self.before = Some(' ');
        start + length
    }

    /// A character with everything after it that may compose with it.
    fn cluster(&mut self, start: usize) -> usize {
        let rest = self.line.get(start..).unwrap_or_default();
        let mut kept = String::new();
        let mut dropped = Vec::new();
        let mut end = start;
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|&(_, next)| next);
            if is_weightless(c) && !joins(self.before, c, next) {
                dropped.push((start + at, c));
            } else if at > 0 && !kept.is_empty() && is_boundary(c) {
                break;
            } else {
                kept.push(c);
                self.before = Some(c);
            }
            end = start + at + c.len_utf8();
        }
        self.close_cluster(start..end, &kept, &dropped);
        end
    }

    fn close_cluster(&mut self, bytes: Range<usize>, kept: &str, dropped: &[(usize, char)]) {
        if let Some(composed) = nfc::composed(kept) {
            self.replace(bytes, &composed, Reason::Composition);
            return;
        }
        for &(at, c) in dropped {
            let reason = if c == '\u{ad}' { Reason::SoftHyphen } else { Reason::ZeroWidth };
            self.replace(at..at + c.len_utf8(), "", reason);
        }
    }

    fn replace(&mut self, bytes: Range<usize>, with: &str, reason: Reason) {
        if self.line.get(bytes.clone()) != Some(with) {
            let source = Span::of(bytes.start + self.offset..bytes.end + self.offset);
            self.replacements.push(Replacement { source, with: with.to_owned(), reason });
        }
    }
}

/// Whether nothing before `c` can compose with it (UAX #15, "stable code points").
fn is_boundary(c: char) -> bool {
    // The scripts with vowels that compose without being combining marks: Indic ones and Hangul.
    let composes =
        |c| matches!(c, '\u{900}'..='\u{11ff}' | '\u{1b00}'..='\u{1bff}' | '\u{11000}'..='\u{11fff}');
    c.is_ascii() || (!composes(c) && nfc::combining_class(c) == 0)
}

/// Whether a joiner does its work: between emoji, or between letters of the scripts that shape with it.
fn joins(before: Option<char>, c: char, next: Option<char>) -> bool {
    let (Some(before), Some(next)) = (before, next) else { return false };
    let emoji = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}');
    let shaping =
        |c: char| matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}');
    match c {
        '\u{200d}' => (emoji(before) && emoji(next)) || (shaping(before) && shaping(next)),
        '\u{200c}' => shaping(before) && shaping(next),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn check(source: &str, expected: &str) {
        let mut replacements = Vec::new();
        line_replacements(source, 0..source.len(), &mut replacements);
        assert_eq!(Text::new(source, replacements).clean(), expected);
    }

    #[test]
    fn spaces_of_any_width_become_one() {
        check("1\u{a0}100\u{202f}000  \t рублей", "1 100 000 рублей");
        check("а \u{200b} б\u{200b} в", "а б в");
    }

    #[test]
    fn characters_without_width_vanish_and_joined_emoji_stay() {
        check("про\u{ad}мыш\u{200b}лен\u{2060}ность", "промышленность");
        check("👩\u{200d}👩\u{200d}👧 и\u{200d} б", "👩\u{200d}👩\u{200d}👧 и б");
        check("می\u{200c}خواهم", "می\u{200c}خواهم");
    }

    #[test]
    fn letters_and_accents_compose() {
        check("и\u{306} е\u{308} e\u{301}", "й ё é");
        check("и\u{ad}\u{306}", "й");
        check("\u{1112}\u{1161}\u{11ab}", "한");
        check("\u{301}а", "\u{301}а");
    }
}
