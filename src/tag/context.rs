//! What the rules see of a text: its tokens with their folded forms and, on demand, their readings.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::date::Date;
use crate::document::{Block, Token, TokenKind};
use crate::lexicon::Lexicon;
use crate::morph::Reading;
use crate::span::Span;
use crate::text::fold;

/// A distinct word form of the text.
#[derive(Debug)]
struct Word {
    /// Lower case, ё folded to е: the key of every list.
    key: String,
    readings: OnceCell<Vec<Reading>>,
}

/// A segmented text with what helps to read it.
#[derive(Debug)]
pub struct Context<'d> {
    /// The clean text.
    pub text: &'d str,
    /// Its tokens.
    pub tokens: &'d [Token],
    /// Its sentences.
    pub sentences: &'d [Span],
    /// Its blocks, those left out included.
    pub blocks: &'d [Block],
    /// Word lists and morphology.
    pub lexicon: &'d Lexicon,
    /// What relative dates refer to.
    pub published: Option<&'d Date>,
    words: Vec<Word>,
    word_of_token: Vec<u32>,
}

impl<'d> Context<'d> {
    /// Folds every token once.
    pub fn new(
        text: &'d str,
        (tokens, sentences, blocks): (&'d [Token], &'d [Span], &'d [Block]),
        lexicon: &'d Lexicon,
        published: Option<&'d Date>,
    ) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut index: HashMap<String, u32> = HashMap::new();
        let mut word_of_token = Vec::with_capacity(tokens.len());
        for token in tokens {
            let key = fold(text.get(token.span.range()).unwrap_or_default());
            let word = *index.entry(key).or_insert_with_key(|key| {
                words.push(Word { key: key.clone(), readings: OnceCell::new() });
                words.len() as u32 - 1
            });
            word_of_token.push(word);
        }
        Self { text, tokens, sentences, blocks, lexicon, published, words, word_of_token }
    }

    /// Whether a token is a mark that opens a quotation, or may.
    pub(crate) fn opens_quote(&self, at: usize) -> bool {
        matches!(self.token(at), "«" | "\"" | "„")
    }

    /// The text of a token; empty past the end.
    pub fn token(&self, at: usize) -> &'d str {
        self.tokens.get(at).map_or("", |token| self.slice(token.span))
    }

    /// The folded form of a token (lower case, ё → е); empty past the end.
    pub fn key(&self, at: usize) -> &str {
        self.word_of_token.get(at).map_or("", |&word| &self.words[word as usize].key)
    }

    /// The folded form of the token before another; empty for the first.
    pub fn key_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.key(before))
    }

    /// The readings of a word token, likeliest first; none for other tokens.
    pub fn readings(&self, at: usize) -> &[Reading] {
        if self.tokens.get(at).is_none_or(|token| token.kind != TokenKind::Word) {
            return &[];
        }
        let word = &self.words[self.word_of_token[at] as usize];
        word.readings.get_or_init(|| self.lexicon.readings(&word.key))
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &'d str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The span from the first to the last token, both included.
    pub fn span(&self, first: usize, last: usize) -> Span {
        self.tokens[first].span.cover(self.tokens[last].span)
    }

    /// Whether no white space stands between a token and the next one.
    pub fn is_joined(&self, at: usize) -> bool {
        matches!(self.tokens.get(at..at + 2), Some([a, b]) if a.span.end() == b.span.start())
    }

    /// Whether a line ends between a token and the one before it; true for the first.
    pub fn breaks_before(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(at)) {
            (Some(before), Some(token)) => {
                self.slice(Span::new(before.span.end(), token.span.start())).contains('\n')
            }
            _ => true,
        }
    }

    /// Whether exactly one white-space character, no line end, stands between a token and the next one.
    pub fn is_spaced(&self, at: usize) -> bool {
        let mut gap = self.gap(at).chars();
        matches!((gap.next(), gap.next()), (Some(c), None) if c.is_whitespace() && c != '\n')
    }

    /// Whether a line ends between a token and the next one.
    pub fn is_line_end(&self, at: usize) -> bool {
        at + 1 >= self.tokens.len() || self.gap(at).contains('\n')
    }

    /// Whether the point of an abbreviation at a token is followed by the rest of its sentence.
    pub fn goes_on(&self, at: usize) -> bool {
        let next = self.token(at + 1);
        let can_begin = |c: char| c.is_uppercase() || "—–-«\"“„".contains(c);
        !self.is_line_end(at) && !next.starts_with(can_begin)
    }

    /// What stands between a token and the next one.
    fn gap(&self, at: usize) -> &'d str {
        match self.tokens.get(at..at + 2) {
            Some([a, b]) => self.text.get(a.span.end() as usize..b.span.start() as usize).unwrap_or_default(),
            _ => "",
        }
    }

    /// The index of the first token that starts at `offset` or later.
    pub fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|token| token.span.start() < offset)
    }
}
