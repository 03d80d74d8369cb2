//! Sane edges for a selection made by hand.

use crate::span::Span;

/// Pairs that a selection either holds whole or not at all.
const PAIRS: [(char, char); 6] = [('«', '»'), ('„', '“'), ('“', '”'), ('(', ')'), ('[', ']'), ('"', '"')];

/// The span that an editor means by a selection: whole words, no space or punctuation at the edges, quotation
/// marks and brackets in pairs. `None` where no letter, digit or sign remains.
///
/// ```
/// use razmetka::{Span, edit::snap};
/// let text = "в «Технополисе Москва», где";
/// let selected = Span::of(text.find("Тех").unwrap()..text.find(" где").unwrap());
/// let snapped = snap(text, selected).unwrap();
/// assert_eq!(&text[snapped.range()], "«Технополисе Москва»");
/// ```
pub fn snap(text: &str, selection: Span) -> Option<Span> {
    let start = text.floor_char_boundary(selection.start() as usize);
    let end = text.ceil_char_boundary(selection.end() as usize);
    let (start, end) = whole_words(text, start, end.max(start))?;
    let (start, end) = without_stray_edges(text, start, end)?;
    let (start, end) = balanced(text, start, end)?;
    (start < end).then(|| Span::of(start..end))
}

/// Widens to whole runs of letters and digits. An empty selection between words stays empty.
fn whole_words(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let (before, inside, after) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
    let left = before.len() - before.trim_end_matches(is_inner).len();
    let right = after.len() - after.trim_start_matches(is_inner).len();
    let opens_inside = inside.is_empty() || inside.starts_with(is_inner);
    let closes_inside = inside.is_empty() || inside.ends_with(is_inner);
    let start = if opens_inside { start - left } else { start };
    let end = if closes_inside || after.starts_with(is_mark) { end + right } else { end };
    Some((start, end))
}

/// Letters and digits, and what never begins a word: combining marks, the joiner and variation selectors.
fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

fn is_mark(c: char) -> bool {
    crate::segment::is_combining_mark(c) || c == '\u{200d}'
}

fn without_stray_edges(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let stray = |c: char| c.is_whitespace() || c.is_control() || ",;:!?…—–-".contains(c);
    let inside = text.get(start..end)?;
    let trimmed = inside.trim_start_matches(|c| stray(c) || c == '.');
    let start = end - trimmed.len();
    let mut trimmed = trimmed.trim_end_matches(stray);
    // The point stays after an initial and a short form (И. И., г., руб.), and goes at the end of a sentence.
    if let Some(body) = trimmed.strip_suffix('.') {
        let last = body.chars().rev().take_while(|c| c.is_alphanumeric()).count();
        if !(1..=3).contains(&last) {
            trimmed = body.trim_end_matches(|c| stray(c) || c == '.');
        }
    }
    Some((start, start + trimmed.len()))
}

/// Takes in the missing half of a pair where it stands right at the edge; drops a half that stays alone there.
fn balanced(text: &str, mut start: usize, mut end: usize) -> Option<(usize, usize)> {
    for (open, close) in PAIRS {
        let inside = text.get(start..end)?;
        let (opened, closed) = if open == close {
            let first = inside.starts_with(open) && inside.matches(open).count() % 2 == 1;
            let last = !first && inside.matches(open).count() % 2 == 1;
            (usize::from(first), usize::from(last))
        } else {
            (inside.matches(open).count(), inside.matches(close).count())
        };
        if opened > closed {
            if text.get(end..)?.starts_with(close) {
                end += close.len_utf8();
            } else if inside.starts_with(open) {
                start += open.len_utf8();
            }
        } else if closed > opened {
            if text.get(..start)?.ends_with(open) {
                start -= open.len_utf8();
            } else if inside.ends_with(close) {
                end -= close.len_utf8();
            }
        }
    }
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `⟦...⟧` is selected; the expected text likewise.
    fn check(selected: &str, expected: Option<&str>) {
        let start = selected.find('⟦').unwrap();
        let end = selected.find('⟧').unwrap() - '⟦'.len_utf8();
        let text = selected.replace(['⟦', '⟧'], "");
        let snapped = snap(&text, Span::of(start..end));
        assert_eq!(snapped.map(|span| text.get(span.range()).unwrap()), expected, "{selected}");
    }

    #[test]
    fn edges_lose_spaces_and_punctuation() {
        check("в⟦ Москве, ⟧а", Some("Москве"));
        check("⟦— Собянин⟧", Some("Собянин"));
        check("рост ⟦производств.⟧", Some("производств"));
        check("⟦Иванов И. И.⟧ сказал", Some("Иванов И. И."));
        check("в ⟦2024 г.⟧ рост", Some("2024 г."));
        check("на ⟦17 %⟧ больше", Some("17 %"));
        check("минус ⟦😀⟧", Some("😀"));
    }

    #[test]
    fn a_part_of_a_word_becomes_the_word() {
        check("в М⟦оскв⟧е", Some("Москве"));
        check("в Мос⟦⟧кве", Some("Москве"));
        check("⟦й⟧\u{306}од", Some("й\u{306}од"));
    }

    #[test]
    fn quotation_marks_stay_in_pairs() {
        check("ОЭЗ ⟦«Технополис⟧»", Some("«Технополис»"));
        check("⟦ОЭЗ «Технополис⟧»", Some("ОЭЗ «Технополис»"));
        check("«⟦Технополис»⟧", Some("«Технополис»"));
        check("«⟦Технополис⟧»", Some("Технополис"));
        check("⟦«Технополис⟧ Москва»", Some("Технополис"));
        check("сказал ⟦Собянин»⟧.", Some("Собянин"));
        check("ОЭЗ ⟦\"Технополис⟧\"", Some("\"Технополис\""));
    }

    #[test]
    fn nothing_remains_of_punctuation() {
        check("а⟦ , ⟧б", None);
        check("а ⟦⟧ б", None);
        check("⟦⟧", None);
    }

    proptest! {
        #[test]
        fn snapping_never_fails_and_never_cuts(text in "(\\PC|[ «»\".,а-яА-Я]){0,30}", a in 0u32..90, b in 0u32..90) {
            if let Some(span) = snap(&text, Span::new(a.min(b), a.max(b))) {
                prop_assert!(text.get(span.range()).is_some_and(|words| !words.trim().is_empty()));
            }
        }
    }
}
