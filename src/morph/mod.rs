//! Russian morphology, compact enough for a page: readings of a word form, and forms of a lemma.
//!
//! A word is a stem and an ending; a paradigm lists the endings of a lexeme with their grammar (the model of
//! pymorphy2: Korobov, "Morphological Analyzer and Generator for Russian and Ukrainian Languages", 2015). The
//! dictionary holds the frequent lexemes of OpenCorpora; other words are read like those dictionary words
//! that end alike.

mod guess;
mod inflect;
mod load;
mod read;
mod stems;
pub(crate) mod surname;

pub(crate) use load::BadLine;
pub use load::Morphology;

/// Parts of speech, as far as the rules tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "plain words of grammar")]
pub enum Part {
    Noun,
    Adjective,
    Participle,
    Verb,
    Numeral,
    Pronoun,
    Adverb,
    Preposition,
    Conjunction,
    Particle,
    Other,
}

/// The six cases; the partitive and the second prepositional count as genitive and prepositional.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "plain words of grammar")]
pub enum Case {
    Nominative,
    Genitive,
    Dative,
    Accusative,
    Instrumental,
    Prepositional,
}

/// Genders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "plain words of grammar")]
pub enum Gender {
    Masculine,
    Feminine,
    Neuter,
}

/// Numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "plain words of grammar")]
pub enum Number {
    Singular,
    Plural,
}

/// Tenses of verbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "plain words of grammar")]
pub enum Tense {
    Past,
    Present,
    Future,
}

/// Forms that do not decline or conjugate as the part of speech usually does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Form {
    /// Declined or finite.
    #[default]
    Full,
    /// Short adjective or participle: готов, построен.
    Short,
    /// больше, сильнее
    Comparative,
    /// строить
    Infinitive,
    /// строя
    Gerund,
}

/// What a proper noun names, after OpenCorpora's grammemes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Name {
    /// Given name (`Name`).
    First,
    /// Patronymic (`Patr`).
    Middle,
    /// Surname (`Surn`).
    Last,
    /// Place (`Geox`).
    Place,
    /// Organisation or brand (`Orgn`, `Trad`).
    Organization,
}

/// One way to read a word form.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Dictionary form, lower case.
    pub lemma: String,
    /// Part of speech.
    pub part: Part,
    /// Case of a declined form.
    pub case: Option<Case>,
    /// Number.
    pub number: Option<Number>,
    /// Gender of a noun, or of a singular form that agrees.
    pub gender: Option<Gender>,
    /// Whether a noun is animate.
    pub animate: bool,
    /// What a proper noun names.
    pub name: Option<Name>,
    /// Tense of a finite verb.
    pub tense: Option<Tense>,
    /// Person of a verb in the present or future, 1 to 3.
    pub person: Option<u8>,
    /// Short, comparative, infinitive, gerund, or none of these.
    pub form: Form,
    /// Whether the form is in the dictionary; guessed from its ending otherwise.
    pub known: bool,
    /// How likely the reading is without context; the scores of a word sum to 1.
    pub score: f32,
    /// The paradigm, from which the other forms follow.
    pub(crate) paradigm: u16,
    /// Which form of the paradigm it is.
    pub(crate) place: u16,
}
