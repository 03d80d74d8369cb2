//! Figures about the text itself.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::document::{Document, Kind, Speech, TokenKind};
use crate::text::fold;

/// Length, readability and composition of a document. Lengths are in Unicode code points, shares from 0 to 1.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Statistics {
    /// Code points of the clean text.
    pub characters: u32,
    /// Code points that are not white space.
    pub characters_without_spaces: u32,
    /// Words; a hyphenated one counts once, figures do not count.
    pub words: u32,
    /// Sentences.
    pub sentences: u32,
    /// Kept paragraphs.
    pub paragraphs: u32,
    /// Mean length of a sentence in words.
    pub words_per_sentence: f64,
    /// Seconds that an adult reads, at 184 words a minute: the mean of Russian readers in IReST
    /// (Trauzettel-Klosinski and Dietz, Investigative Ophthalmology & Visual Science 53, 2012).
    pub reading_seconds: u32,
    /// Flesch reading ease, adapted for Russian by Oborneva (2006): 206.835 − 1.3·words per sentence −
    /// 60.1·syllables per word; higher is easier, mostly 0 to 100. None without words.
    pub readability: Option<f64>,
    /// Distinct word forms as a share of words, the mean over windows of 100 words (moving-average type-token
    /// ratio, Covington and McFall 2010), so that long and short texts compare.
    pub lexical_diversity: f64,
    /// Characters within direct speech as a share of characters.
    pub direct_speech: f64,
    /// Characters of the source, white space aside, that cleaning left out as paragraphs, as a share.
    pub boilerplate: f64,
    /// People.
    pub people: u32,
    /// Organisations.
    pub organizations: u32,
    /// Places: cities, countries, regions, districts and other locations.
    pub places: u32,
    /// Figures.
    pub metrics: u32,
    /// Quotes, direct and reported.
    pub quotes: u32,
    /// Mentions of each kind that occurs.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, u32>"))]
    pub mentions: BTreeMap<Kind, u32>,
}

/// Measures a document.
pub fn statistics(document: &Document) -> Statistics {
    let text = document.text.clean();
    let words = words(document);
    let (count, sentences) = (words.len() as f64, document.sentences.len() as f64);
    let characters = text.chars().count() as u32;
    let entities = |kinds: &[Kind]| {
        document.entities.iter().filter(|entity| kinds.contains(&entity.kind)).count() as u32
    };
    Statistics {
        characters,
        characters_without_spaces: solid(text),
        words: words.len() as u32,
        sentences: document.sentences.len() as u32,
        paragraphs: paragraphs(document),
        words_per_sentence: ratio(count, sentences),
        reading_seconds: (count * 60.0 / WORDS_PER_MINUTE).round() as u32,
        readability: readability(&words, document.sentences.len()),
        lexical_diversity: round(diversity(&words)),
        direct_speech: ratio(direct_speech(document), f64::from(characters)),
        boilerplate: boilerplate(document),
        people: entities(&[Kind::Person]),
        organizations: entities(&[Kind::Organization]),
        places: entities(&PLACES),
        metrics: document.metrics.len() as u32,
        quotes: document.quotes.len() as u32,
        mentions: mentions(document),
    }
}

const WORDS_PER_MINUTE: f64 = 184.0;
const PLACES: [Kind; 5] = [Kind::City, Kind::Country, Kind::StateOrProvince, Kind::District, Kind::Location];

/// Three digits after the point: more would feign precision.
fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// A rounded ratio; 0 of nothing.
fn ratio(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { round(part / whole) }
}

/// Code points that are not white space.
fn solid(text: &str) -> u32 {
    text.chars().filter(|c| !c.is_whitespace()).count() as u32
}

/// The folded words of the clean text; parts that a hyphen joins make one.
fn words(document: &Document) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut end = None;
    for token in &document.tokens {
        let text = document.text.slice(token.span);
        let joined = end == Some(token.span.start());
        match token.kind {
            TokenKind::Word => {
                match words.last_mut().filter(|word| joined && word.ends_with('-')) {
                    Some(word) => word.push_str(&fold(text)),
                    None => words.push(fold(text)),
                }
                end = Some(token.span.end());
            }
            TokenKind::Mark if joined && matches!(text, "-" | "‐" | "‑") => {
                if let Some(word) = words.last_mut() {
                    word.push('-');
                }
                end = Some(token.span.end());
            }
            _ => end = None,
        }
    }
    words
}

fn paragraphs(document: &Document) -> u32 {
    let kept = document.blocks.iter().filter(|block| block.kept && !block.span.is_empty()).count() as u32;
    // A text that nobody divided into blocks counts by its lines.
    let lines = || document.text.clean().lines().filter(|line| !line.trim().is_empty()).count() as u32;
    if document.blocks.is_empty() { lines() } else { kept }
}

fn readability(words: &[String], sentences: usize) -> Option<f64> {
    if words.is_empty() || sentences == 0 {
        return None;
    }
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let words = words.len() as f64;
    Some(round(206.835 - 1.3 * words / sentences as f64 - 60.1 * syllables as f64 / words))
}

/// A syllable has one vowel.
fn syllables(word: &str) -> usize {
    word.chars().filter(|c| "аеёиоуыэюяaeiouyіїє".contains(*c)).count()
}

/// The mean share of distinct words over every window; of all words where they are fewer.
fn diversity(words: &[String]) -> f64 {
    const WINDOW: usize = 100;
    let window = WINDOW.min(words.len());
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let (mut distinct, mut windows) = (0, 0_u32);
    for (at, word) in words.iter().enumerate() {
        *counts.entry(word).or_default() += 1;
        if let Some(out) = at.checked_sub(window).and_then(|at| words.get(at)) {
            let count = counts.entry(out).or_default();
            *count -= 1;
            if *count == 0 {
                counts.remove(out.as_str());
            }
        }
        if at + 1 >= window {
            distinct += counts.len();
            windows += 1;
        }
    }
    if windows == 0 { 0.0 } else { distinct as f64 / f64::from(windows) / window as f64 }
}

/// Code points within direct speech.
fn direct_speech(document: &Document) -> f64 {
    let mut end = 0;
    let mut spoken = 0;
    for quote in document.quotes.iter().filter(|quote| quote.speech == Speech::Direct) {
        let fresh = quote.span.start().max(end)..quote.span.end().max(end);
        end = fresh.end;
        let text = document.text.clean().get(fresh.start as usize..fresh.end as usize);
        spoken += text.unwrap_or_default().chars().count();
    }
    spoken as f64
}

fn boilerplate(document: &Document) -> f64 {
    let dropped = document.blocks.iter().filter(|block| !block.kept);
    let dropped: u32 = dropped.map(|block| solid(document.text.slice_source(block.source))).sum();
    ratio(f64::from(dropped), f64::from(solid(document.text.source())))
}

fn mentions(document: &Document) -> BTreeMap<Kind, u32> {
    let mut counts = BTreeMap::new();
    for mention in &document.mentions {
        *counts.entry(mention.kind).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Quote, Role};
    use crate::span::Span;
    use crate::{Text, segment};

    fn document(text: &str) -> Document {
        let tokens = segment::tokens(text);
        let blocks = vec![Block {
            span: Span::of(0..text.len()),
            source: Span::of(0..text.len()),
            role: Role::Body,
            kept: true,
            reason: None,
            score: 1.0,
        }];
        let sentences = segment::sentences(text, &tokens, &blocks);
        Document { text: Text::unchanged(text), blocks, tokens, sentences, ..Document::default() }
    }

    #[test]
    fn an_empty_document_has_no_figures() {
        let measured = statistics(&Document::default());
        assert_eq!(measured, Statistics::default());
    }

    #[test]
    fn lengths_are_in_code_points_and_hyphenated_words_count_once() {
        let measured = statistics(&document("Пресс-секретарь 😀 пришёл. Ушёл в 2024 г."));
        assert_eq!(measured.characters, 40);
        assert_eq!(measured.characters_without_spaces, 34);
        assert_eq!((measured.words, measured.sentences, measured.paragraphs), (5, 2, 1));
        assert_eq!(measured.words_per_sentence, 2.5);
    }

    #[test]
    fn readability_follows_oborneva() {
        // Four words with seven syllables in two sentences: 206.835 − 1.3·2 − 60.1·7/4.
        let measured = statistics(&document("Мама мыла раму. Да."));
        assert_eq!(measured.readability, Some(99.06));
    }

    #[test]
    fn reading_takes_a_minute_for_184_words() {
        let measured = statistics(&document(&"да ".repeat(184)));
        assert_eq!(measured.reading_seconds, 60);
        assert_eq!(measured.lexical_diversity, 0.01);
    }

    #[test]
    fn diversity_moves_its_window_over_long_texts() {
        let words = |range: std::ops::Range<u32>| range.map(|n| n.to_string()).collect::<Vec<_>>();
        assert_eq!(diversity(&words(0..250)), 1.0);
        assert_eq!(diversity(&[words(0..3), words(0..3)].concat()), 0.5);
        assert_eq!(diversity(&[]), 0.0);
    }

    #[test]
    fn shares_are_of_the_text_and_of_the_source() {
        let mut read = document("«Да», — сказал он");
        let quote =
            |span| Quote { span, speech: Speech::Direct, speaker: None, speaker_mention: None, cue: None };
        read.quotes = vec![quote(Span::of(2..6))];
        let dropped =
            Block { kept: false, span: Span::empty(0), source: Span::of(0..2), ..read.blocks[0].clone() };
        read.blocks.push(dropped);
        let measured = statistics(&read);
        assert_eq!(measured.direct_speech, round(2.0 / 17.0));
        assert_eq!(measured.boilerplate, round(1.0 / 14.0));
        assert_eq!(measured.quotes, 1);
    }
}
