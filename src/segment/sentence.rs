//! Sentences: a border is a final mark followed by something that can begin a sentence, unless an
//! abbreviation, an initial or the words of an author speak against it (the kinds of evidence are razdel's).

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::case::lower;
use crate::document::{Block, Token, TokenKind};
use crate::seeds;
use crate::span::Span;

/// Splits kept blocks into sentences, in order. None crosses a block; without blocks the text is one.
pub fn sentences(text: &str, tokens: &[Token], blocks: &[Block]) -> Vec<Span> {
    let whole = [Span::of(0..text.len())];
    let kept: Vec<Span> = blocks.iter().filter(|block| block.kept).map(|block| block.span).collect();
    let mut found = Vec::new();
    for block in if blocks.is_empty() { &whole[..] } else { &kept[..] } {
        let first = tokens.partition_point(|token| token.span.start() < block.start());
        let last = tokens.partition_point(|token| token.span.end() <= block.end());
        split(&Paragraph { text, tokens: tokens.get(first..last).unwrap_or_default() }, &mut found);
    }
    found
}

/// Whether a sentence can go on after an abbreviation and a capital letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Abbreviation {
    /// Something always follows: `ул.`, `им.`
    Inner,
    /// The sentence may end with it: `г.`, `руб.`
    Final,
}

static ABBREVIATIONS: LazyLock<HashMap<&str, Abbreviation>> = LazyLock::new(|| {
    let list = seeds::list("abbreviations");
    let entry = |line: &'static str| {
        let mut fields = line.split('\t');
        let (word, class) = (fields.next()?, fields.next()?);
        Some((word, if class == "inner" { Abbreviation::Inner } else { Abbreviation::Final }))
    };
    list.lines().filter(|line| !line.starts_with('#')).filter_map(entry).collect()
});

/// The tokens of one block.
struct Paragraph<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl<'t> Paragraph<'t> {
    fn get(&self, at: usize) -> &'t str {
        self.tokens.get(at).and_then(|token| self.text.get(token.span.range())).unwrap_or_default()
    }

    fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        marks.contains(&self.get(at))
    }

    /// Whether white space stands before the token.
    fn is_apart(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(at)) {
            (Some(before), Some(token)) => before.span.end() < token.span.start(),
            _ => true,
        }
    }

    fn starts_upper(&self, at: usize) -> bool {
        self.get(at).starts_with(char::is_uppercase)
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number)
    }
}

const FINAL: [&str; 4] = [".", "!", "?", "…"];
const CLOSING: [&str; 7] = ["»", "”", "“", "\"", ")", "]", "’"];
const OPENING: [&str; 6] = ["«", "„", "“", "\"", "(", "["];
const DASHES: [&str; 4] = ["—", "–", "-", "―"];

fn split(paragraph: &Paragraph<'_>, found: &mut Vec<Span>) {
    let mut first = 0;
    let mut at = 0;
    while at < paragraph.tokens.len() {
        if !paragraph.is_mark(at, &FINAL) {
            at += 1;
            continue;
        }
        let mark = at;
        let next = end_of_marks(paragraph, at);
        if next == paragraph.tokens.len() || is_border(paragraph, mark, next) {
            found.push(paragraph.tokens[first].span.cover(paragraph.tokens[next - 1].span));
            first = next;
        }
        at = next;
    }
    if let (Some(from), Some(to)) = (paragraph.tokens.get(first), paragraph.tokens.last()) {
        found.push(from.span.cover(to.span));
    }
}

/// The first token after the final marks at `at` and the closing marks that hang on them.
fn end_of_marks(paragraph: &Paragraph<'_>, mut at: usize) -> usize {
    while paragraph.is_mark(at, &FINAL) {
        at += 1;
    }
    while paragraph.is_mark(at, &CLOSING) && !paragraph.is_apart(at) {
        at += 1;
    }
    at
}

/// Whether a sentence ends between the final mark at `mark` and the token at `next`.
fn is_border(paragraph: &Paragraph<'_>, mark: usize, next: usize) -> bool {
    if !paragraph.is_apart(next) || !can_begin(paragraph, next) {
        return false;
    }
    let is_lone_point = paragraph.get(mark) == "." && next == mark + 1;
    !(is_lone_point && mark > 0 && (goes_on(paragraph, mark - 1, next) || is_in_name(paragraph, mark)))
}

/// Whether a point stands inside a short quotation, which is a name: «Ведомости. Город».
fn is_in_name(paragraph: &Paragraph<'_>, mark: usize) -> bool {
    const NEAR: usize = 3;
    let opens = (mark.saturating_sub(NEAR)..mark).rev().find(|&at| paragraph.is_mark(at, &["«", "»"]));
    let closes = (mark + 1..=mark + NEAR).find(|&at| paragraph.is_mark(at, &["«", "»"]));
    opens.is_some_and(|at| paragraph.get(at) == "«") && closes.is_some_and(|at| paragraph.get(at) == "»")
}

/// Whether the token can be the first of a sentence: a capital, a figure, an opening mark or a dash before one.
fn can_begin(paragraph: &Paragraph<'_>, at: usize) -> bool {
    let mut at = at;
    if paragraph.is_mark(at, &DASHES) {
        at += 1;
    }
    while paragraph.is_mark(at, &OPENING) {
        at += 1;
    }
    let first = paragraph.get(at).chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric() && !",;:)»".contains(c))
}

/// Whether the word before a point is an abbreviation or an initial that the sentence goes on after.
fn goes_on(paragraph: &Paragraph<'_>, word: usize, next: usize) -> bool {
    let text = paragraph.get(word);
    if paragraph.is_apart(word + 1) {
        return false;
    }
    if is_initial(text) {
        return paragraph.starts_upper(next);
    }
    match abbreviation(paragraph, word) {
        Some(Abbreviation::Inner) => !text.starts_with(char::is_uppercase) || text.chars().count() > 1,
        Some(Abbreviation::Final) => paragraph.is_number(next),
        None => paragraph.is_number(word) && word == 0,
    }
}

/// The class of the abbreviation that ends with the word, alone (`ул`) or with the one before it (`т. д`).
fn abbreviation(paragraph: &Paragraph<'_>, word: usize) -> Option<Abbreviation> {
    let last = lower(paragraph.get(word));
    let pair = || {
        let first = word.checked_sub(2).filter(|_| paragraph.get(word - 1) == ".")?;
        ABBREVIATIONS.get(format!("{}.{last}", lower(paragraph.get(first))).as_str())
    };
    pair().or_else(|| ABBREVIATIONS.get(last.as_str())).copied()
}

fn is_initial(text: &str) -> bool {
    let mut letters = text.chars();
    matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::tokens;

    /// `|` stands at each border.
    fn check(expected: &str) {
        let text = expected.replace('|', "");
        let found: Vec<&str> =
            sentences(&text, &tokens(&text), &[]).iter().map(|span| &text[span.range()]).collect();
        let expected: Vec<&str> = expected.split('|').map(str::trim).filter(|t| !t.is_empty()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn final_marks_end_sentences() {
        check("Мэр подвел итоги.| Открылись 35 производств.");
        check("Зачем?!| Так надо…| «Да!»| Все.");
        check("Рост составил 17%.| 5 компаний ушли.");
    }

    #[test]
    fn abbreviations_and_initials_go_on() {
        check("Больница № 67 им. Ворохобова на ул. Ленина, д. 5.| Врач Д. Гришкин.");
        check("Около 5 тыс. рублей, т. е. 12 долл. США.");
        check("Соль, сахар и т. д.| Завод закрыли.");
        check("В 2024 г. завод вырос.| В 2025 г.| Завод закрыли.");
        check("А. С. Пушкин родился в Москве.");
    }

    #[test]
    fn words_of_the_author_go_on() {
        check("«Зачем?» — спросил он.| — Затем, — ответила она.| — Ясно.");
        check("Издание «Ведомости. Город» писало об этом.");
    }

    #[test]
    fn addresses_and_figures_do_not_split() {
        check("Сайт mos.ru, версия 2.0, цена 1.5 млн.");
    }

    #[test]
    fn the_list_is_sorted_and_complete() {
        let lines: Vec<&str> =
            include_str!("../../seeds/lexicon/abbreviations.tsv").lines().skip(1).collect();
        for (number, pair) in lines.windows(2).enumerate() {
            assert!(pair[0] < pair[1], "abbreviations.tsv:{}: out of order: {}", number + 3, pair[1]);
        }
        for (number, line) in lines.iter().enumerate() {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(
                fields.len() == 3 && ["inner", "final"].contains(&fields[1]),
                "abbreviations.tsv:{}: expected word, class, example: {line}",
                number + 2
            );
        }
    }
}
