//! Other forms of a word that has been read.

use super::load::Tag;
use super::surname::{SurnameReading, case_share};
use super::{Case, Form, Gender, Morphology, Name, Number, Part, Reading};

/// The paradigm of a name that is only in a list of nominatives.
const NO_PARADIGM: u16 = u16::MAX;

impl Morphology {
    /// The form of the same word in another case and number, lower case; `None` where there is none.
    ///
    /// Singular forms keep the reading's gender; an adjective read as plural becomes masculine.
    pub fn decline(&self, reading: &Reading, case: Case, number: Number) -> Option<String> {
        self.decline_as(reading, case, number, reading.gender)
    }

    /// As [`Self::decline`], for a word that agrees, in the gender of the word that it goes with.
    pub fn decline_as(
        &self,
        reading: &Reading,
        case: Case,
        number: Number,
        gender: Option<Gender>,
    ) -> Option<String> {
        if reading.paradigm == NO_PARADIGM {
            let same = (case, number) == (Case::Nominative, Number::Singular);
            return same.then(|| reading.lemma.clone());
        }
        let paradigm = self.paradigms.get(usize::from(reading.paradigm))?;
        let &(first, _) = paradigm.forms.first()?;
        let stem = reading.lemma.strip_suffix(&*self.suffixes[usize::from(first)])?;
        let wanted = |tag: &Tag| {
            tag.part == reading.part
                && tag.case == Some(case)
                && tag.form == Form::Full
                && tag.number.is_none_or(|n| n == number)
                && (number == Number::Plural || agrees(tag.gender, gender))
        };
        let fits_animacy = |tag: &Tag| tag.animate.is_none_or(|animate| animate == reading.animate);
        let mut forms =
            paradigm.lexeme(reading.place.into()).filter(|&form| wanted(self.tag(paradigm.forms[form].1)));
        let best = forms.clone().find(|&form| fits_animacy(self.tag(paradigm.forms[form].1)));
        Some(self.form(stem, reading.paradigm, best.or_else(|| forms.next())?))
    }

    fn tag(&self, number: u16) -> &Tag {
        &self.tags[usize::from(number)]
    }
}

fn agrees(form: Option<Gender>, wanted: Option<Gender>) -> bool {
    form.is_none_or(|gender| gender == wanted.unwrap_or(Gender::Masculine))
}

impl Reading {
    /// A form of a name in the lists of nominatives.
    pub(crate) fn of_listed_name(name: Name, form: &SurnameReading) -> Self {
        Self {
            lemma: form.nominative.clone(),
            part: Part::Noun,
            case: Some(form.case),
            number: Some(Number::Singular),
            gender: Some(form.gender),
            animate: true,
            name: Some(name),
            tense: None,
            person: None,
            form: Form::Full,
            known: true,
            score: form.score * case_share(form.case),
            paradigm: NO_PARADIGM,
            place: 0,
        }
    }

    /// Whether the word agrees with a noun: adjectives, participles, pronouns and numerals with gender.
    pub fn is_attribute(&self) -> bool {
        self.form == Form::Full
            && self.case.is_some()
            && (matches!(self.part, Part::Adjective | Part::Participle)
                || (matches!(self.part, Part::Pronoun | Part::Numeral)
                    && (self.gender.is_some() || self.number == Some(Number::Plural))))
    }
}
