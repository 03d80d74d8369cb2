//! Quotation marks, dashes and points, each only where the editor asks for it; what does not balance is flagged.

use std::ops::Range;

use crate::clean::Options;
use crate::sort;
use crate::span::{Source, Span};
use crate::text::{Reason, Replacement};

/// A quotation mark in its place.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    c: char,
    opens: bool,
    /// Quotations around this one.
    depth: usize,
}

/// What was found in one paragraph.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) replacements: Vec<Replacement>,
    /// The first mark without a partner.
    pub(super) unbalanced: Option<Span<Source>>,
}

/// Reads the marks of one paragraph. Marks are paired by a stack; a paragraph whose marks do not balance is flagged
/// and keeps them all as they are.
pub(super) fn read(source: &str, bytes: Range<usize>, options: &Options) -> Found {
    let line = source.get(bytes.clone()).unwrap_or_default();
    let mut found = Found::default();
    match pair(line) {
        Ok(marks) if options.quotes => {
            found.replacements.extend(marks.iter().map(|mark| russian(mark, bytes.start)));
        }
        Ok(_) => {}
        Err(at) => {
            let length = line.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            found.unbalanced = Some(Span::of(bytes.start + at..bytes.start + at + length));
        }
    }
    if options.dashes {
        dashes(line, bytes.start, &mut found.replacements);
    }
    if options.ellipsis {
        ellipses(line, bytes.start, &mut found.replacements);
    }
    if options.dashes || options.ellipsis {
        sort::by_key(&mut found.replacements, |replacement| replacement.source.start());
    }
    found
}

/// The marks of a paragraph with their depths, or the place of one that has no partner.
fn pair(line: &str) -> Result<Vec<Mark>, usize> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut before = ' ';
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        if let Some(opens) = direction(c, before, next, !open.is_empty()) {
            if opens {
                open.push(marks.len());
            } else if open.pop().is_none() {
                return Err(at);
            }
            let depth = open.len() - usize::from(opens);
            marks.push(Mark { at, c, opens, depth });
        }
        before = c;
    }
    match open.first() {
        Some(&mark) => Err(marks[mark].at),
        None => Ok(marks),
    }
}

/// Whether a character opens a quotation (`true`), closes one (`false`) or is no quotation mark.
fn direction(c: char, before: char, next: char, inside: bool) -> Option<bool> {
    match c {
        '«' | '„' => Some(true),
        '»' | '”' => Some(false),
        // Closes after „ in Russian and German, opens in English.
        '“' => Some(!inside || (before.is_whitespace() && next.is_alphanumeric())),
        // Inches and seconds: 15".
        '"' if before.is_numeric() && !inside => None,
        '"' => Some(
            !inside
                || ((before.is_whitespace() || matches!(before, '(' | '«' | '„')) && next.is_alphanumeric()),
        ),
        _ => None,
    }
}

/// «» outside, „“ inside.
fn russian(mark: &Mark, offset: usize) -> Replacement {
    let with = match (mark.depth % 2, mark.opens) {
        (0, true) => "«",
        (0, false) => "»",
        (_, true) => "„",
        (_, false) => "“",
    };
    let start = offset + mark.at;
    let source = Span::of(start..start + mark.c.len_utf8());
    Replacement { source, with: with.to_owned(), reason: Reason::Quotes }
}

/// A hyphen between spaces, or one that begins the paragraph, becomes a dash.
fn dashes(line: &str, offset: usize, replacements: &mut Vec<Replacement>) {
    for (at, _) in line.match_indices(['-', '–']) {
        let (before, after) = (line.get(..at).unwrap_or_default(), line.get(at..).unwrap_or_default());
        let length = after.chars().next().map_or(1, char::len_utf8);
        let rest = after.get(length..).unwrap_or_default();
        let stands_alone = (before.is_empty() || before.ends_with(char::is_whitespace))
            && rest.starts_with(char::is_whitespace);
        if stands_alone {
            let source = Span::of(offset + at..offset + at + length);
            replacements.push(Replacement { source, with: "—".to_owned(), reason: Reason::Dash });
        }
    }
}

/// Three points in a row become an ellipsis; more or fewer stay.
fn ellipses(line: &str, offset: usize, replacements: &mut Vec<Replacement>) {
    let mut at = 0;
    while let Some(found) = line.get(at..).and_then(|rest| rest.find("...")) {
        let start = at + found;
        let points = line.get(start..).unwrap_or_default().bytes().take_while(|&b| b == b'.').count();
        if points == 3 {
            let source = Span::of(offset + start..offset + start + 3);
            replacements.push(Replacement { source, with: "…".to_owned(), reason: Reason::Ellipsis });
        }
        at = start + points;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let options = Options { quotes: true, dashes: true, ellipsis: true, ..Options::default() };
        let once = Text::new(source, read(source, 0..source.len(), &options).replacements);
        assert_eq!(once.clean(), expected);
        let twice = Text::new(once.clean(), read(once.clean(), 0..once.clean().len(), &options).replacements);
        assert_eq!(twice.clean(), expected, "a second time");
    }

    #[track_caller]
    fn check_unbalanced(source: &str, mark: &str) {
        let found = read(source, 0..source.len(), &Options { quotes: true, ..Options::default() });
        assert_eq!(found.unbalanced.map(|at| source.get(at.range()).unwrap()), Some(mark));
        assert!(found.replacements.is_empty());
    }

    #[test]
    fn quotations_are_paired_by_a_stack() {
        check("ОЭЗ \"Технополис\" и “Моспром”", "ОЭЗ «Технополис» и «Моспром»");
        check("\"Мы в \"Технополисе\" рады\", - сказал он", "«Мы в „Технополисе“ рады», — сказал он");
        check("«ОЭЗ „Технополис Москва“, где»", "«ОЭЗ „Технополис Москва“, где»");
        check("(\"Ведомости\")", "(«Ведомости»)");
    }

    #[test]
    fn what_does_not_balance_stays_and_is_flagged() {
        check_unbalanced("ОЭЗ «Технополис «Москва» открыла", "«");
        check_unbalanced("он сказал: «да", "«");
        check_unbalanced("да», сказал он", "»");
    }

    #[test]
    fn dashes_and_points_change_only_where_they_stand_for_others() {
        check("- Да... - сказал он. Из-за 5-6 км....", "— Да… — сказал он. Из-за 5-6 км....");
    }
}
