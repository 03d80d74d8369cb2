//! Ways to read a word inside a person's name.

use crate::lexicon::Lexicon;
use crate::morph::surname::{self, SurnameReading};
use crate::morph::{Case, Gender, Name, Number, Reading};

/// What a word is in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    First,
    Middle,
    Last,
}

/// A way to read a word inside a name; what is `None` may be anything.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hypothesis {
    pub(super) role: Role,
    pub(super) gender: Option<Gender>,
    pub(super) case: Option<Case>,
    pub(super) number: Number,
    /// Folded.
    pub(super) nominative: String,
    pub(super) score: f32,
}

/// How a word that is no known given name may still be one.
const UNKNOWN_FIRST: f32 = 0.05;
/// The score of a given name in the list of those that the dictionary lacks.
const KNOWN_FIRST: f32 = 0.5;
/// How much likelier a name in -а is an unknown woman's than one that ends so is of a surname's class.
const WOMANS_FIRST: f32 = 4.0;
/// How much rarer a name that does not decline is than the one whose form it is.
const RARE_LEMMA: f32 = 0.1;
/// How a known given name may be a surname.
const FIRST_AS_LAST: f32 = 0.05;
/// How much more likely a surname of the dictionary is than one of the same shape outside it.
const KNOWN_LAST: f32 = 1.5;

/// How a word may be the name of a family: as a surname of the dictionary may in the plural.
const FAMILY: f32 = 0.1 * KNOWN_LAST;

/// Every way to read a folded word with these readings as a part of a name.
pub(super) fn hypotheses(
    word: &str,
    readings: &[Reading],
    lexicon: &Lexicon,
    decline: impl Fn(&Reading) -> Option<String>,
) -> Vec<Hypothesis> {
    let mut found: Vec<Hypothesis> = surname::readings(word).into_iter().map(of_surname).collect();
    for hypothesis in found.iter_mut().filter(|hypothesis| lexicon.is_surname(&hypothesis.nominative)) {
        hypothesis.score += KNOWN_LAST;
    }
    let known_first = share(readings, Name::First);
    let known_middle = share(readings, Name::Middle);
    let as_last = if known_first > 0.0 {
        FIRST_AS_LAST
    } else if known_middle > 0.0 {
        0.05
    } else {
        1.0
    };
    for hypothesis in &mut found {
        hypothesis.score *= as_last;
    }
    let singular = |r: &Reading| r.known && r.name == Some(Name::First) && r.number != Some(Number::Plural);
    if !readings.iter().any(singular) && known_middle == 0.0 {
        let firsts: Vec<Hypothesis> = found.iter().map(|last| unknown_first(word, last, lexicon)).collect();
        found.extend(firsts);
    }
    for (role, name, total) in
        [(Role::First, Name::First, known_first), (Role::Middle, Name::Middle, known_middle)]
    {
        for reading in readings.iter().filter(|reading| reading.name == Some(name)) {
            if total > 0.0
                && let Some(hypothesis) = of_reading(reading, role, &decline)
            {
                let score = share_of_lexeme(readings, reading, total);
                if role == Role::First {
                    let score = score * FIRST_AS_LAST;
                    found.push(Hypothesis { role: Role::Last, score, ..hypothesis.clone() });
                }
                found.push(Hypothesis { score, ..hypothesis });
            }
        }
    }
    add_known_surnames(readings, &decline, &mut found);
    found.extend(surname::of_families(word).map(of_family));
    found
}

fn of_family((nominative, case): (String, Case)) -> Hypothesis {
    Hypothesis {
        role: Role::Last,
        gender: None,
        case: Some(case),
        number: Number::Plural,
        nominative,
        score: FAMILY,
    }
}

/// A name that declines like a surname, read as a given name. Foreign ones in a vowel mostly stay as they are.
fn unknown_first(word: &str, last: &Hypothesis, lexicon: &Lexicon) -> Hypothesis {
    const STAYS: f32 = 4.0;
    let listed = lexicon.is_listed_first_name(&last.nominative);
    let stays = last.nominative == word && word.ends_with(['и', 'у', 'э', 'о', 'е', 'ю']);
    let womans = last.gender == Some(Gender::Feminine)
        && last.nominative.ends_with(['а', 'я'])
        && !last.nominative.ends_with("ая");
    let score = match () {
        () if listed => KNOWN_FIRST,
        () if stays => last.score * UNKNOWN_FIRST * STAYS,
        () if womans => last.score.max(0.35) * UNKNOWN_FIRST * WOMANS_FIRST,
        () => last.score * UNKNOWN_FIRST,
    };
    Hypothesis { role: Role::First, score, ..last.clone() }
}

/// The ways to read a given name of East Asia, which no dictionary should explain: Ира of Ким Чен Ир is no Irina. Of
/// several words only the last one declines.
pub(super) fn foreign_first(word: &str, is_last: bool) -> Vec<Hypothesis> {
    let unchanged = Hypothesis {
        role: Role::First,
        gender: None,
        case: None,
        number: Number::Singular,
        nominative: word.to_owned(),
        score: if is_last { 0.05 } else { 1.0 },
    };
    // What looks like a Russian surname in -ин is none, and no syllable ends in these letters: Цзиньпином, Шанфу.
    let is_name = |reading: &SurnameReading| {
        is_last && !reading.nominative.ends_with(['б', 'в', 'д', 'ж', 'з', 'с', 'ф', 'ц', 'ч', 'ш', 'щ'])
    };
    let all = surname::readings(word).into_iter().filter(is_name).map(of_surname);
    let first = |last: Hypothesis| {
        let score = if last.nominative.ends_with("ин") { 1.0 } else { last.score };
        Hypothesis { role: Role::First, score, ..last }
    };
    all.map(first).chain([unchanged]).collect()
}

fn of_surname(reading: SurnameReading) -> Hypothesis {
    Hypothesis {
        role: Role::Last,
        gender: Some(reading.gender),
        case: Some(reading.case),
        number: Number::Singular,
        nominative: reading.nominative,
        score: reading.score,
    }
}

fn add_known_surnames(
    readings: &[Reading],
    decline: &impl Fn(&Reading) -> Option<String>,
    found: &mut Vec<Hypothesis>,
) {
    for reading in readings.iter().filter(|reading| reading.known && reading.name == Some(Name::Last)) {
        let Some(mut hypothesis) = of_reading(reading, Role::Last, decline) else { continue };
        hypothesis.score = KNOWN_LAST;
        if reading.number == Some(Number::Plural) {
            hypothesis.score *= 0.1;
        }
        found.push(hypothesis);
    }
}

fn of_reading(
    reading: &Reading,
    role: Role,
    decline: &impl Fn(&Reading) -> Option<String>,
) -> Option<Hypothesis> {
    Some(Hypothesis {
        role,
        gender: reading.gender,
        case: reading.case,
        number: reading.number.unwrap_or(Number::Singular),
        nominative: decline(reading)?,
        score: 1.0,
    })
}

fn share(readings: &[Reading], name: Name) -> f32 {
    readings.iter().filter(|r| r.known && r.name == Some(name)).map(|r| r.score).sum()
}

/// The share of a reading's lexeme among the lexemes with the same kind of name. The frequencies of the cases
/// are left out here: they are weighed once for the whole name.
fn share_of_lexeme(readings: &[Reading], reading: &Reading, total: f32) -> f32 {
    let same = readings.iter().filter(|r| r.name == reading.name && r.lemma == reading.lemma);
    let share = same.map(|r| r.score).sum::<f32>() / total;
    let share = if is_rare_lemma(readings, reading) { share * RARE_LEMMA } else { share };
    if reading.number == Some(Number::Plural) { share * 0.05 } else { share }
}

/// Whether a name that does not decline is also a form of one that does: Анне is seldom anybody but Анна.
fn is_rare_lemma(readings: &[Reading], reading: &Reading) -> bool {
    let same = |r: &&Reading| r.name == reading.name && r.number == reading.number;
    let is_fixed = |r: &Reading| r.lemma == reading.lemma && r.case == Some(Case::Prepositional);
    let nominative = |r: &Reading| r.lemma == reading.lemma && r.case == Some(Case::Nominative);
    readings.iter().filter(same).any(is_fixed)
        && readings.iter().filter(same).any(nominative)
        && readings.iter().filter(same).any(|r| r.lemma != reading.lemma)
}
