//! Every other place where a selected name stands, in any inflected form.

use crate::document::{Document, Token, TokenKind};
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::text::fold;

/// How many first letters two forms of a word share; alternations (пёс, пса) are rare in names.
const SHARED: usize = 2;

/// One word of the selection.
struct Pattern {
    key: String,
    lemmas: Vec<String>,
    capital: bool,
}

impl Pattern {
    fn new(text: &str, token: &Token, lexicon: &Lexicon) -> Self {
        let word = text.get(token.span.range()).unwrap_or_default();
        let key = fold(word);
        let lemmas = if token.kind == TokenKind::Word { lemmas(&key, lexicon) } else { Vec::new() };
        Self { key, lemmas, capital: word.starts_with(char::is_uppercase) }
    }

    /// Whether a word is the same, or a form of the same; a name begins with a capital everywhere.
    fn matches(&self, word: &str, lexicon: &Lexicon) -> bool {
        if self.capital && !word.starts_with(char::is_uppercase) {
            return false;
        }
        let key = fold(word);
        if key == self.key {
            return true;
        }
        let alike = key.chars().take(SHARED).eq(self.key.chars().take(SHARED));
        !self.lemmas.is_empty()
            && alike
            && lemmas(&key, lexicon).iter().any(|lemma| self.lemmas.contains(lemma))
    }
}

fn lemmas(key: &str, lexicon: &Lexicon) -> Vec<String> {
    lexicon.readings(key).into_iter().map(|reading| fold(&reading.lemma)).collect()
}

/// The other occurrences of the words under `selection`, in order: letter for letter but for case and ё, or in
/// another inflected form as far as the lexicon knows or guesses it. Occurrences do not overlap.
pub fn occurrences(document: &Document, lexicon: &Lexicon, selection: Span) -> Vec<Span> {
    let text = document.text.clean();
    let tokens = &document.tokens;
    let first = tokens.partition_point(|token| token.span.end() <= selection.start());
    let last = tokens.partition_point(|token| token.span.start() < selection.end());
    let patterns: Vec<Pattern> = match tokens.get(first..last) {
        Some(selected) => selected.iter().map(|token| Pattern::new(text, token, lexicon)).collect(),
        None => Vec::new(),
    };
    if patterns.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Span> = Vec::new();
    for window in tokens.windows(patterns.len()) {
        let span = window[0].span.cover(window[patterns.len() - 1].span);
        let free = !span.overlaps(selection) && found.last().is_none_or(|last| last.end() <= span.start());
        let word = |token: &Token| text.get(token.span.range()).unwrap_or_default();
        if free && patterns.iter().zip(window).all(|(pattern, token)| pattern.matches(word(token), lexicon)) {
            found.push(span);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::marked;

    /// The mark is selected; every form in `expected` is found, and nothing else.
    fn check(marked_text: &str, expected: &[&str]) {
        let document = marked::document(marked_text);
        let found = occurrences(&document, &Lexicon::embedded(), document.mentions[0].span);
        assert_eq!(found.iter().map(|&span| document.text.slice(span)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_same_words_are_found_elsewhere() {
        check("[ОЭЗ «Москва»|ORGANIZATION] и оэз, ОЭЗ «Москва», ОЭЗ «Тула»", &["ОЭЗ «Москва»"]);
        check("[Королёв|PERSON] и Королев, королев", &["Королев"]);
    }

    #[test]
    fn inflected_forms_are_found_elsewhere() {
        check("[Сергей Собянин|PERSON]: Сергея Собянина, Сергею Иванову, Собянину", &["Сергея Собянина"]);
        check("в [Казани|CITY]; Казань и Казанью, казань, Рязань", &["Казань", "Казанью"]);
    }

    #[test]
    fn a_selection_of_nothing_has_no_occurrences() {
        let document = marked::document("а б");
        assert_eq!(occurrences(&document, &Lexicon::embedded(), Span::empty(2)), []);
    }
}
