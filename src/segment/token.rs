//! Tokens: the finest units that every gold span of NEREL aligns with.

use crate::case::is_letter;
use crate::document::{Token, TokenKind};
use crate::nfc;
use crate::span::Span;

/// Splits a text into runs of letters, runs of digits and single other characters. White space and characters
/// of control leave no token; a combining mark belongs to the letter before it.
///
/// ```
/// let text = "ОЭЗ-2 за 1,5 млн";
/// let words: Vec<&str> = razmetka::segment::tokens(text).iter().map(|t| &text[t.span.range()]).collect();
/// assert_eq!(words, ["ОЭЗ", "-", "2", "за", "1", ",", "5", "млн"]);
/// ```
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 8);
    for (offset, c) in text.char_indices() {
        let end = offset + c.len_utf8();
        match (classify(c), tokens.last_mut()) {
            (Class::Outside, _) => {}
            (Class::Inside(kind), Some(last)) if joins(kind, offset, last) => {
                last.span = last.span.cover(Span::of(offset..end));
            }
            (Class::Extending, Some(last)) if last.span.end() as usize == offset => {
                last.span = last.span.cover(Span::of(offset..end));
            }
            (Class::Inside(kind), _) => tokens.push(Token { span: Span::of(offset..end), kind }),
            (Class::Extending, _) => {
                tokens.push(Token { span: Span::of(offset..end), kind: TokenKind::Mark });
            }
        }
    }
    tokens
}

enum Class {
    Inside(TokenKind),
    Extending,
    Outside,
}

fn classify(c: char) -> Class {
    if is_letter(c) {
        Class::Inside(TokenKind::Word)
    } else if c.is_ascii_digit() {
        Class::Inside(TokenKind::Number)
    } else if c.is_whitespace() || c.is_control() {
        Class::Outside
    } else if is_combining_mark(c) {
        Class::Extending
    } else {
        Class::Inside(TokenKind::Mark)
    }
}

/// Whether a character is drawn over the one before it: accents, enclosing marks, variation selectors.
pub(crate) fn is_combining_mark(c: char) -> bool {
    let is_enclosing = matches!(c, '\u{488}'..='\u{489}' | '\u{20dd}'..='\u{20e4}' | '\u{fe00}'..='\u{fe0f}');
    !c.is_ascii() && (is_enclosing || nfc::combining_class(c) != 0)
}

fn joins(kind: TokenKind, offset: usize, last: &Token) -> bool {
    kind != TokenKind::Mark && kind == last.kind && last.span.end() as usize == offset
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` stands between tokens, spaces between words.
    fn check(expected: &str) {
        let text = expected.replace('|', "");
        let found: Vec<&str> = tokens(&text).iter().map(|token| &text[token.span.range()]).collect();
        let expected: Vec<&str> =
            expected.split(['|', ' ', '\n', '\u{a0}']).filter(|t| !t.is_empty()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn letters_digits_and_others_part() {
        check("№| 67| им|.| Ворохобова");
        check("B|2|B| 35|-|летний| 1|,|1| млрд\u{a0}руб|.|");
        check("|«|Хирана|+|»|,| 17|%|");
        check("км|²| м|3| °|C|");
    }

    #[test]
    fn combining_marks_stay_with_their_letter() {
        check("за\u{301}мок| и\u{306}од");
    }

    #[test]
    fn nothing_gives_nothing() {
        check("");
        assert!(tokens(" \n\t\u{a0}\u{feff}").iter().all(|token| token.kind == TokenKind::Mark));
    }
}
