//! A text with its mentions, as the reader of speech asks about it.

use std::ops::Range;

use crate::document::{Entity, Kind, Mention, TokenKind};
use crate::morph::{Case, Gender, Name, Number, Part, Reading};
use crate::span::Span;
use crate::tag::Context;
use crate::text::fold;

/// The longest stretch of author's words, in tokens, in which a speaker is looked for. It keeps texts without
/// punctuation linear.
pub(super) const FRAME: usize = 60;

/// A text with its mentions.
#[derive(Debug)]
pub(super) struct Scene<'s> {
    pub(super) context: &'s Context<'s>,
    pub(super) mentions: &'s [Mention],
    pub(super) entities: &'s [Entity],
    /// The grammatical gender of each entity that is a person.
    genders: Vec<Option<Gender>>,
    /// Tokens of kept blocks.
    blocks: Vec<Range<usize>>,
}

impl<'s> Scene<'s> {
    pub(super) fn new(context: &'s Context<'s>, mentions: &'s [Mention], entities: &'s [Entity]) -> Self {
        let genders = entities.iter().map(|entity| person_gender(context, entity)).collect();
        let mut scene = Self { context, mentions, entities, genders, blocks: Vec::new() };
        let kept = context.blocks.iter().filter(|block| block.kept);
        scene.blocks =
            kept.map(|block| scene.tokens_of(block.span)).filter(|range| !range.is_empty()).collect();
        if context.blocks.is_empty() && !context.tokens.is_empty() {
            scene.blocks.push(0..context.tokens.len());
        }
        scene
    }

    /// Tokens of the kept blocks, in order.
    pub(super) fn blocks(&self) -> &[Range<usize>] {
        &self.blocks
    }

    /// The tokens that start within a span.
    pub(super) fn tokens_of(&self, span: Span) -> Range<usize> {
        self.context.token_at(span.start())..self.context.token_at(span.end())
    }

    /// The tokens of the sentence that holds a token; the rest of the text where there is none.
    pub(super) fn sentence(&self, token: usize) -> Range<usize> {
        let Some(start) = self.context.tokens.get(token).map(|token| token.span.start()) else {
            return token..token;
        };
        let at = self.context.sentences.partition_point(|sentence| sentence.end() <= start);
        match self.context.sentences.get(at) {
            Some(sentence) if sentence.contains_offset(start) => self.tokens_of(*sentence),
            _ => token..token + 1,
        }
    }

    pub(super) fn key(&self, token: usize) -> &str {
        self.context.key(token)
    }

    pub(super) fn is_word(&self, token: usize) -> bool {
        self.context.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether a token begins with a capital letter.
    pub(super) fn is_capital(&self, token: usize) -> bool {
        self.context.token(token).starts_with(char::is_uppercase)
    }

    /// Whether a token begins with a small letter.
    pub(super) fn is_small(&self, token: usize) -> bool {
        self.context.token(token).starts_with(char::is_lowercase)
    }

    /// Whether a token is a comma that divides words rather than digits.
    pub(super) fn is_comma(&self, token: usize) -> bool {
        self.key(token) == "," && !self.is_inside(token)
    }

    /// Whether a token is a dash between words rather than within one.
    pub(super) fn is_dash(&self, token: usize) -> bool {
        matches!(self.key(token), "-" | "–" | "—" | "―" | "−") && !self.is_inside(token)
    }

    /// Whether a token ends a sentence by its look.
    pub(super) fn is_stop(&self, token: usize) -> bool {
        matches!(self.key(token), "." | "!" | "?" | "…")
    }

    /// Whether a stop ends a sentence, or author's words before a dash, rather than an abbreviation.
    pub(super) fn ends_sentence(&self, token: usize) -> bool {
        self.is_stop(token) && (self.sentence(token).end <= token + 2 || self.is_dash(token + 1))
    }

    /// Whether a word starts the second part of a compound, or any token is joined to letters or digits on
    /// both sides.
    fn is_inside(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| {
            let solid =
                |at: usize| self.context.tokens.get(at).is_some_and(|token| token.kind != TokenKind::Mark);
            self.context.is_joined(before)
                && self.context.is_joined(token)
                && solid(before)
                && solid(token + 1)
        })
    }

    /// Whether a token continues a hyphenated word: секретарь in пресс-секретарь.
    pub(super) fn is_tail(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| self.key(before) == "-" && self.is_inside(before))
    }

    /// The outermost mention of a person or body that starts at a token.
    pub(super) fn mention_at(&self, token: usize) -> Option<usize> {
        self.starting_at(token)
            .find(|&at| matches!(self.mentions[at].kind, Kind::Person | Kind::Organization))
    }

    /// The mentions that start at a token, the outermost first.
    fn starting_at(&self, token: usize) -> impl Iterator<Item = usize> {
        let start = self.context.tokens.get(token).map_or(u32::MAX, |token| token.span.start());
        let first = self.mentions.partition_point(|mention| mention.span.start() < start);
        (first..self.mentions.len()).take_while(move |&at| self.mentions[at].span.start() == start)
    }

    /// The place whose name starts at a token, unless it is an adjective; places speak for their governments: по
    /// словам Сеула.
    pub(super) fn place_at(&self, token: usize) -> Option<usize> {
        let adjective = |reading: &Reading| reading.part == Part::Adjective && reading.known;
        if self.context.readings(token).first().is_some_and(adjective) {
            return None;
        }
        self.starting_at(token)
            .find(|&at| matches!(self.mentions[at].kind, Kind::Country | Kind::City | Kind::StateOrProvince))
    }

    /// Whether a token belongs to the name of a profession.
    pub(super) fn is_profession(&self, token: usize) -> bool {
        const NEAR: usize = 8;
        let Some(span) = self.context.tokens.get(token).map(|token| token.span) else { return false };
        let after = self.mentions.partition_point(|mention| mention.span.start() <= span.start());
        let near = self.mentions.get(after.saturating_sub(NEAR)..after).unwrap_or_default();
        near.iter().any(|mention| mention.kind == Kind::Profession && mention.span.contains(span))
    }

    /// Whether a word is a common noun, by its likeliest reading.
    pub(super) fn is_noun(&self, token: usize) -> bool {
        let likeliest = self.context.readings(token).first();
        likeliest.is_some_and(|reading| reading.part == Part::Noun && reading.name.is_none())
    }

    /// Whether a word is a verb, by its likeliest reading.
    pub(super) fn is_verb(&self, token: usize) -> bool {
        self.context.readings(token).first().is_some_and(|reading| reading.part == Part::Verb)
    }

    /// Whether a word is an adverb, by its likeliest reading.
    pub(super) fn is_adverb(&self, token: usize) -> bool {
        self.context.readings(token).first().is_some_and(|reading| reading.part == Part::Adverb)
    }

    /// Whether a token joins clauses or comments on one without saying anything: a mark, a conjunction, an adverb.
    pub(super) fn is_connective(&self, token: usize) -> bool {
        let likeliest = self.context.readings(token).first();
        !self.is_word(token)
            || likeliest.is_some_and(|reading| {
                matches!(reading.part, Part::Adverb | Part::Conjunction | Part::Particle | Part::Preposition)
            })
    }

    /// Whether a word may begin a clause: a verb, or a nominative, by its likeliest reading.
    pub(super) fn starts_clause(&self, token: usize) -> bool {
        self.context
            .readings(token)
            .first()
            .is_some_and(|reading| reading.part == Part::Verb || reading.case == Some(Case::Nominative))
    }

    /// Whether a word has a singular reading in the genitive, and its gender there.
    pub(super) fn genitive(&self, token: usize) -> Option<Option<Gender>> {
        let genitive = |reading: &&Reading| {
            reading.case == Some(Case::Genitive) && reading.number == Some(Number::Singular)
        };
        self.context.readings(token).iter().find(genitive).map(|reading| reading.gender)
    }

    /// Whether a word names a living being, by its likeliest reading.
    pub(super) fn is_animate(&self, token: usize) -> bool {
        self.context.readings(token).first().is_some_and(|reading| reading.animate)
    }

    /// Whether a word may be a common noun for someone, in the nominative.
    pub(super) fn is_someone(&self, token: usize) -> bool {
        let nominative = |reading: &Reading| {
            let noun = reading.part == Part::Noun && reading.name.is_none();
            noun && reading.animate && reading.case == Some(Case::Nominative)
        };
        self.is_noun(token) && self.context.readings(token).iter().any(nominative)
    }

    /// The mention of a person or body whose last token is this one, the longest if there are several.
    pub(super) fn mention_ending(&self, token: usize) -> Option<usize> {
        const LONGEST: usize = 24;
        let end = self.context.tokens.get(token)?.span.end();
        let mut found = None;
        for first in (token.saturating_sub(LONGEST)..=token).rev() {
            if let Some(at) = self.mention_at(first).filter(|&at| self.mentions[at].span.end() == end) {
                found = Some(at);
            }
        }
        found
    }

    /// One past the last token of a mention.
    pub(super) fn after(&self, mention: usize) -> usize {
        self.context.token_at(self.mentions[mention].span.end())
    }

    pub(super) fn is_person(&self, mention: usize) -> bool {
        self.mentions[mention].kind == Kind::Person
    }

    /// The gender of the person that a mention names.
    pub(super) fn gender(&self, mention: usize) -> Option<Gender> {
        let entity = self.mentions[mention].entity?;
        self.genders.get(entity.0 as usize).copied().flatten()
    }

    /// Whether a mention stands in the nominative and could not be a genitive: Пётр, but neither Пётра nor Дали.
    pub(super) fn is_only_nominative(&self, mention: usize) -> bool {
        let first = self.context.token_at(self.mentions[mention].span.start());
        let is_name = |reading: &&Reading| reading.name.is_some() && reading.known;
        self.is_nominative(mention)
            && (first..self.after(mention)).any(|token| {
                // Эда may be the genitive of Эд.
                let may_be_genitive = self.key(token).ends_with(['а', 'я']);
                let mut cases =
                    self.context.readings(token).iter().filter(is_name).map(|reading| reading.case);
                let first = cases.next();
                !may_be_genitive
                    && first == Some(Some(Case::Nominative))
                    && cases.all(|case| case == Some(Case::Nominative))
            })
    }

    /// Whether a mention may stand in the nominative: all its words are words of the normal form.
    pub(super) fn is_nominative(&self, mention: usize) -> bool {
        let mention = &self.mentions[mention];
        let Some(normal) = &mention.normal else { return true };
        let normal = fold(normal);
        let text = fold(self.context.slice(mention.span));
        words(&text).all(|word| words(&normal).any(|other| other == word))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The gender of a person's name: by the dictionary, else by the patronymic, the surname, the first name.
fn person_gender(context: &Context<'_>, entity: &Entity) -> Option<Gender> {
    if entity.kind != Kind::Person {
        return None;
    }
    let name = fold(&entity.name);
    let words: Vec<&str> = words(&name).collect();
    // Some surnames are men's given names elsewhere: Дебби Рейнольдс.
    let (last, before) = words.split_last()?;
    before
        .iter()
        .find_map(|word| dictionary_gender(context, word))
        .or_else(|| words.iter().find_map(|word| patronymic_gender(word)))
        .or_else(|| surname_gender(last))
        .or_else(|| {
            dictionary_gender(context, last).filter(|_| before.is_empty() || first_name(&words).is_none())
        })
        .or_else(|| first_name(&words).and_then(first_name_gender))
}

/// The first of two words, unless the other tells of a language whose names end otherwise: Небойша Влаич.
fn first_name<'w>(words: &[&'w str]) -> Option<&'w str> {
    match words {
        [first, last] if !last.ends_with("ич") => Some(first),
        _ => None,
    }
}

fn dictionary_gender(context: &Context<'_>, word: &str) -> Option<Gender> {
    let readings = context.lexicon.readings(word);
    let is_first = |reading: &&Reading| reading.known && reading.name == Some(Name::First);
    let mut genders = readings
        .iter()
        .filter(is_first)
        .filter(|reading| reading.case == Some(Case::Nominative))
        .map(|reading| reading.gender);
    let gender = genders.next()?;
    gender.filter(|_| genders.all(|other| other == gender))
}

fn patronymic_gender(word: &str) -> Option<Gender> {
    match word {
        _ if word.ends_with("вич") || word.ends_with("ьич") => Some(Gender::Masculine),
        _ if word.ends_with("вна") || word.ends_with("ична") => Some(Gender::Feminine),
        _ => None,
    }
}

fn surname_gender(word: &str) -> Option<Gender> {
    const MALE: [&str; 7] = ["ов", "ев", "ин", "ын", "ский", "цкий", "ый"];
    const FEMALE: [&str; 5] = ["ова", "ева", "ина", "ына", "ая"];
    if MALE.iter().any(|end| word.ends_with(end)) {
        Some(Gender::Masculine)
    } else if FEMALE.iter().any(|end| word.ends_with(end)) {
        Some(Gender::Feminine)
    } else {
        None
    }
}

fn first_name_gender(word: &str) -> Option<Gender> {
    const MALE: [&str; 8] = ["никита", "илья", "лука", "фома", "кузьма", "савва", "данила", "миша"];
    if MALE.contains(&word) {
        return Some(Gender::Masculine);
    }
    match word.chars().next_back()? {
        'а' | 'я' => Some(Gender::Feminine),
        // Джанет may be a woman.
        _ => None,
    }
}
