//! What the network sees of a text: units of fine tokens with integer features.
//!
//! Training reads the same features (`examples/export_features.rs`), so that it cannot differ from the page.
//! The choice follows a study on NEREL: word vectors, hashed affixes and lemmas, the grammar of all readings, the
//! shape of the word (slovnet's, so that its convolutions can be used), and what the rules found.

use std::collections::HashMap;

use crate::case::is_letter;
use crate::document::{Kind, Mention};
use crate::lexicon::Lexicon;
use crate::morph::{Case, Form, Gender, Name, Number, Part, Reading, Tense};
use crate::span::Span;
use crate::text::fold;

/// Changes whenever a feature does: a pack that was learned on others is refused.
pub const VERSION: u32 = 2;
/// The longest unit, in tokens; longer lines are cut.
pub const UNIT: usize = 200;
/// Buckets of each of the affix hashes.
pub const AFFIX_BUCKETS: u32 = 4096;
/// Buckets of the lemma hash.
pub const LEMMA_BUCKETS: u32 = 16_384;
/// Bits of [`Word::grammar`] in use.
pub const GRAMMAR_BITS: u32 = 36;
/// Readings less likely than this add nothing to a word's grammar.
const LEAST_READING: f32 = 0.04;

/// A text as the network reads it.
#[derive(Debug, Clone, Default)]
pub struct Features {
    /// The distinct words, in the order of their first token.
    pub words: Vec<Word>,
    /// The lines of the text in pieces of at most [`UNIT`] tokens.
    pub units: Vec<Unit>,
}

/// What is the same for every occurrence of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Lower case, ё → е.
    pub key: String,
    /// Buckets of the prefixes of 2, 3, 4 characters, the suffixes of 2, 3, 4, and the whole.
    pub affixes: [u16; 7],
    /// The likeliest lemma: its vector stands in where the vocabulary lacks the word itself.
    pub lemma: String,
    /// Its bucket.
    pub lemma_bucket: u16,
    /// What any likely reading says, a bit for each grammeme.
    pub grammar: u64,
}

/// A stretch of text that is tagged by itself.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// The rules' mentions whose borders are borders of tokens.
    pub mentions: Vec<RuleMention>,
}

/// A run of letters, a run of digits, or one other character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// Position in [`Features::words`].
    pub word: u32,
    /// Position in slovnet's list of word shapes.
    pub shape: u8,
    /// Whether it follows the token before it without a space.
    pub glued: bool,
    /// The kinds of the rules' mentions that begin here; bit `k` is `Kind::ALL[k]`.
    pub starts: u32,
    /// The kinds of those that cover it.
    pub inside: u32,
    /// The kinds of those that end here.
    pub ends: u32,
}

/// A mention of the rules, in tokens of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleMention {
    /// First token.
    pub first: u16,
    /// Last token, included.
    pub last: u16,
    /// Its kind.
    pub kind: Kind,
}

/// Reads a text and what the rules found in it.
pub fn features(text: &str, lexicon: &Lexicon, mentions: &[Mention]) -> Features {
    let mut found = Features::default();
    let mut index: HashMap<String, u32> = HashMap::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let spans = tokens(line, start);
        for piece in spans.chunks(UNIT) {
            let mut unit = Unit::default();
            for (at, &span) in piece.iter().enumerate() {
                let form = text.get(span.range()).unwrap_or_default();
                let word = *index.entry(fold(form)).or_insert_with_key(|key| {
                    found.words.push(Word::new(key, lexicon));
                    found.words.len() as u32 - 1
                });
                let glued = at > 0 && piece[at - 1].end() == span.start();
                unit.tokens.push(Token {
                    span,
                    word,
                    shape: shape(form),
                    glued,
                    starts: 0,
                    inside: 0,
                    ends: 0,
                });
            }
            found.units.push(unit);
        }
        start += line.len() as u32;
    }
    for mention in mentions {
        found.mark(mention.span, mention.kind);
    }
    found
}

impl Features {
    /// Writes a mention of the rules into the tokens that it covers; one that leaves its unit is left out.
    fn mark(&mut self, span: Span, kind: Kind) {
        let after = self
            .units
            .partition_point(|unit| unit.tokens.last().is_some_and(|token| token.span.end() <= span.start()));
        let Some(unit) = self.units.get_mut(after) else { return };
        let first = unit.tokens.partition_point(|token| token.span.start() < span.start());
        let end = unit.tokens.partition_point(|token| token.span.end() <= span.end());
        let Some(covered) = unit.tokens.get_mut(first..end).filter(|covered| !covered.is_empty()) else {
            return;
        };
        let exact =
            covered[0].span.start() == span.start() && covered[covered.len() - 1].span.end() == span.end();
        if !exact {
            return;
        }
        let bit = 1 << kind as u32;
        let last = covered.len() - 1;
        covered[0].starts |= bit;
        covered[last].ends |= bit;
        for token in covered {
            token.inside |= bit;
        }
        unit.mentions.push(RuleMention { first: first as u16, last: end as u16 - 1, kind });
    }
}

impl Word {
    fn new(key: &str, lexicon: &Lexicon) -> Self {
        let is_word = key.starts_with(char::is_alphabetic);
        let readings = if is_word { lexicon.readings(key) } else { Vec::new() };
        let lemma = readings.first().map_or(key, |reading| reading.lemma.as_str());
        let mut grammar = readings
            .iter()
            .filter(|reading| reading.score >= LEAST_READING)
            .fold(0, |bits, reading| bits | grammemes(reading));
        if is_word && lexicon.is_first_name(key) {
            grammar |= 1 << (GRAMMAR_BITS - 1);
        }
        Self {
            key: key.to_owned(),
            affixes: affixes(key),
            lemma: lemma.to_owned(),
            lemma_bucket: (hash(7, lemma) % LEMMA_BUCKETS) as u16,
            grammar,
        }
    }
}

/// The grammemes of a reading as bits, in the order of the declarations of `morph`.
fn grammemes(reading: &Reading) -> u64 {
    let mut bits = 1 << reading.part as u32;
    let mut first = Part::Other as u32 + 1;
    let mut add = |value: Option<u32>, size: u32| {
        if let Some(value) = value {
            bits |= 1 << (first + value);
        }
        first += size;
    };
    add(reading.case.map(|case| case as u32), Case::Prepositional as u32 + 1);
    add(reading.number.map(|number| number as u32), Number::Plural as u32 + 1);
    add(reading.gender.map(|gender| gender as u32), Gender::Neuter as u32 + 1);
    add(reading.animate.then_some(0), 1);
    add(reading.name.map(|name| name as u32), Name::Organization as u32 + 1);
    add(reading.tense.map(|tense| tense as u32), Tense::Future as u32 + 1);
    add(Some(reading.form as u32), Form::Gerund as u32);
    bits & ((1 << (GRAMMAR_BITS - 1)) - 1)
}

/// The runs of letters and of digits and every other character of a line but white space.
fn tokens(line: &str, start: u32) -> Vec<Span> {
    #[derive(PartialEq, Clone, Copy)]
    enum Run {
        Letters,
        Digits,
        None,
    }
    let mut found: Vec<Span> = Vec::new();
    let mut run = Run::None;
    for (at, c) in line.char_indices() {
        let kind = if is_letter(c) {
            Run::Letters
        } else if c.is_numeric() {
            Run::Digits
        } else {
            Run::None
        };
        let span = Span::new(start + at as u32, start + (at + c.len_utf8()) as u32);
        match found.last_mut() {
            Some(last) if kind != Run::None && kind == run => *last = last.cover(span),
            _ if c.is_whitespace() => {}
            _ => found.push(span),
        }
        run = kind;
    }
    found
}

/// The buckets of the affixes of a folded word.
fn affixes(key: &str) -> [u16; 7] {
    let starts: Vec<usize> = key.char_indices().map(|(at, _)| at).chain([key.len()]).collect();
    let letters = starts.len() - 1;
    let prefix = |length: usize| key.get(..starts[length.min(letters)]).unwrap_or_default();
    let suffix = |length: usize| key.get(starts[letters.saturating_sub(length)]..).unwrap_or_default();
    let parts = [prefix(2), prefix(3), prefix(4), suffix(2), suffix(3), suffix(4), key];
    let mut buckets = [0; 7];
    for ((bucket, part), seed) in buckets.iter_mut().zip(parts).zip(0..) {
        *bucket = (hash(seed, part) % AFFIX_BUCKETS) as u16;
    }
    buckets
}

/// FNV-1a of a seed and a text, with a last mix so that low bits depend on all (Fowler, Noll, Vo).
fn hash(seed: u8, text: &str) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for byte in std::iter::once(seed).chain(text.bytes()) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2c1b_3c6d);
    hash ^ (hash >> 13)
}

/// The punctuation that slovnet's list of shapes names, in its order.
const PUNCTUATION: &str = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~-‐−‒⁃–—―`\"'«»„“ʼʻ”№…";
/// Shapes of Russian words begin here, of English ones seven later; 0 pads.
const RUSSIAN: u8 = 1;
const ENGLISH: u8 = RUSSIAN + 7;
const SIGNS: u8 = ENGLISH + 7;
const NUMBER: u8 = SIGNS + 49;
const OTHER: u8 = NUMBER + 1;
/// How many shapes there are.
pub const SHAPES: u8 = OTHER + 1;

/// The position of a token's shape in slovnet's list: script and capitals of a word, which sign, or a number.
fn shape(form: &str) -> u8 {
    let Some(first) = form.chars().next() else { return OTHER };
    if first.is_ascii_digit() {
        return NUMBER;
    }
    let outline = || {
        let is = |test: fn(char) -> bool| form.chars().filter(|c| c.is_alphabetic()).all(test);
        let single = form.chars().nth(1).is_none();
        match (is(char::is_uppercase), is(char::is_lowercase)) {
            (true, _) if single => 0,
            (_, true) if single => 1,
            (true, _) => 2,
            (_, true) => 3,
            _ if first.is_uppercase() && form.chars().skip(1).all(char::is_lowercase) => 4,
            _ => 6,
        }
    };
    match first {
        'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' => RUSSIAN + outline(),
        'a'..='z' | 'A'..='Z' => ENGLISH + outline(),
        _ => match PUNCTUATION.chars().position(|sign| sign == first) {
            Some(at) => SIGNS + at as u8,
            None => OTHER,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::MentionId;

    fn forms<'t>(text: &'t str, unit: &Unit) -> Vec<&'t str> {
        unit.tokens.iter().filter_map(|token| text.get(token.span.range())).collect()
    }

    #[test]
    fn tokens_are_runs_of_letters_runs_of_digits_and_single_signs() {
        let text = "ВАЗ-2107, 5,5%…\n\nЕщё «раз»";
        let found = features(text, &Lexicon::embedded(), &[]);
        let units: Vec<_> = found.units.iter().map(|unit| forms(text, unit)).collect();
        assert_eq!(units[0], ["ВАЗ", "-", "2107", ",", "5", ",", "5", "%", "…"]);
        assert_eq!(units[1], ["Ещё", "«", "раз", "»"]);
        assert!(found.units[0].tokens[1].glued);
        assert!(!found.units[0].tokens[4].glued);
    }

    #[test]
    fn shapes_are_positions_in_the_list_of_slovnet() {
        assert_eq!(PUNCTUATION.chars().count(), 48);
        assert_eq!(SHAPES, 66);
        let shapes = ["В", "в", "ВАЗ", "ваз", "Ваз", "ВаЗ", "NATO", "!", "…", "5", "₽"];
        assert_eq!(shapes.map(shape), [1, 2, 3, 4, 5, 7, 10, 15, 62, 64, 65]);
    }

    #[test]
    fn a_long_line_is_cut() {
        let text = "а ".repeat(450);
        let lengths: Vec<_> =
            features(&text, &Lexicon::embedded(), &[]).units.iter().map(|unit| unit.tokens.len()).collect();
        assert_eq!(lengths, [200, 200, 50]);
    }

    #[test]
    fn a_mention_marks_the_tokens_it_covers() {
        let text = "В США\nи в Нижнем Новгороде.";
        let start = text.find("Нижнем").expect("it is there") as u32;
        let end = text.find('.').expect("it is there") as u32;
        let mention = Mention::by_editor(MentionId(0), Span::new(start, end), Kind::City);
        let found = features(text, &Lexicon::embedded(), &[mention]);
        let bit = 1 << Kind::City as u32;
        let marks: Vec<_> = found.units[1].tokens.iter().map(|t| (t.starts, t.inside, t.ends)).collect();
        assert_eq!(marks, [(0, 0, 0), (0, 0, 0), (bit, bit, 0), (0, bit, bit), (0, 0, 0)]);
        assert_eq!(found.units[1].mentions, [RuleMention { first: 2, last: 3, kind: Kind::City }]);
    }
}
