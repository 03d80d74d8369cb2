//! What the words around a name say about its case and gender.

use crate::morph::{Case, Form, Gender, Number, Part, Reading, Tense};
use crate::tag::Context;

/// Factors for the cases of a name, and for the genders of a name in the nominative.
#[derive(Debug, Clone)]
pub(super) struct Evidence {
    cases: [f32; 6],
    subject: [f32; 3],
}

/// Prepositions and the cases that they govern.
const PREPOSITIONS: &[(&str, &[Case])] = {
    use Case::{Accusative as A, Dative as D, Genitive as G, Instrumental as I, Prepositional as P};
    &[
        ("без", &[G]),
        ("благодаря", &[D]),
        ("в", &[P, A]),
        ("вместо", &[G]),
        ("во", &[P, A]),
        ("вокруг", &[G]),
        ("для", &[G]),
        ("до", &[G]),
        ("за", &[A, I]),
        ("из", &[G]),
        ("к", &[D]),
        ("ко", &[D]),
        ("кроме", &[G]),
        ("между", &[I, G]),
        ("на", &[P, A]),
        ("над", &[I]),
        ("о", &[P]),
        ("об", &[P]),
        ("около", &[G]),
        ("от", &[G]),
        ("перед", &[I]),
        ("по", &[D]),
        ("под", &[I, A]),
        ("после", &[G]),
        ("при", &[P]),
        ("про", &[A]),
        ("против", &[G]),
        ("ради", &[G]),
        ("с", &[I, G]),
        ("со", &[I, G]),
        ("согласно", &[D]),
        ("среди", &[G]),
        ("у", &[G]),
        ("через", &[A]),
    ]
};

/// How much likelier a governed case is than one that is not.
const GOVERNED: f32 = 100.0;
/// How far back the noun is looked for that a name stands beside.
const REACH: usize = 6;

impl Evidence {
    /// What stands around a person's name, the tokens from `first` to `last`.
    pub(super) fn of_person(context: &Context<'_>, first: usize, last: usize) -> Self {
        let mut evidence = Self { cases: [1.0; 6], subject: [1.0; 3] };
        evidence.look_left(context, first, last, Self::beside_noun);
        evidence.look_right(context, first, last);
        evidence
    }

    /// What stands around another phrase; a noun before it governs it.
    pub(super) fn of_phrase(context: &Context<'_>, first: usize, last: usize) -> Self {
        let mut evidence = Self { cases: [1.0; 6], subject: [1.0; 3] };
        evidence.look_left(context, first, last, |evidence, _, _| evidence.favour(&[Case::Genitive], 3.0));
        evidence.look_right(context, first, last);
        evidence
    }

    /// The factor of a case, for a name of a gender where it has one.
    pub(super) fn of(&self, case: Case, gender: Option<Gender>) -> f32 {
        let subject = match (case, gender) {
            (Case::Nominative, Some(gender)) => self.subject[gender as usize],
            _ => 1.0,
        };
        self.cases[case as usize] * subject
    }

    pub(super) fn favour(&mut self, cases: &[Case], factor: f32) {
        for &case in cases {
            self.cases[case as usize] *= factor;
        }
    }

    fn look_left(
        &mut self,
        context: &Context<'_>,
        first: usize,
        last: usize,
        beside_noun: impl Fn(&mut Self, &Context<'_>, usize),
    ) {
        let Some(before) = first.checked_sub(1) else { return };
        let key = context.key(before);
        if let Ok(at) = PREPOSITIONS.binary_search_by_key(&key, |&(word, _)| word) {
            self.favour(PREPOSITIONS[at].1, GOVERNED);
            return;
        }
        let readings = context.readings(before);
        if likeliest(readings, Part::Noun).is_some() {
            beside_noun(self, context, before);
        } else if let Some(verb) = likeliest(readings, Part::Verb) {
            self.after_verb(context, before, last, verb);
        }
    }

    /// A role before a name has its case; what is no role governs the name.
    fn beside_noun(&mut self, context: &Context<'_>, before: usize) {
        let readings = context.readings(before);
        if likeliest(readings, Part::Noun).is_some_and(|noun| noun.animate && noun.name.is_none()) {
            self.agree_with(readings, 1.0);
        } else {
            self.favour(&[Case::Genitive], 3.0);
            self.agree_with_role(context, before);
        }
    }

    /// A name in apposition has the case of the noun: мэра Сергея Собянина.
    fn agree_with(&mut self, readings: &[Reading], strength: f32) {
        for reading in readings.iter().filter(|reading| reading.part == Part::Noun && reading.name.is_none())
        {
            if let Some(case) = reading.case {
                self.cases[case as usize] *= 1.0 + 6.0 * strength * reading.score;
            }
        }
    }

    /// Between a role and a name may stand what the role belongs to: мэра Москвы Сергея Собянина.
    fn agree_with_role(&mut self, context: &Context<'_>, before: usize) {
        let start = before.saturating_sub(REACH);
        for at in (start..before).rev() {
            let readings = context.readings(at);
            if matches!(context.key(at), "." | "," | ";" | "!" | "?" | ":")
                || likeliest(readings, Part::Verb).is_some()
            {
                return;
            }
            if likeliest(readings, Part::Noun).is_some_and(|noun| noun.animate && noun.name.is_none()) {
                self.agree_with(readings, 0.7);
                return;
            }
        }
    }

    /// A name after a verb is its subject or its object; only the object where another word is the subject
    /// (Полиция задержала Иванова), or where the verb wants several (Письмо передали Иванову).
    fn after_verb(&mut self, context: &Context<'_>, at: usize, last: usize, verb: &Reading) {
        const OBJECT: f32 = 4.0;
        let before = at.checked_sub(1).map_or(&[][..], |before| context.readings(before));
        let accusative = |reading: &Reading| reading.case == Some(Case::Accusative);
        let other = is_subject(before, verb) && !before.iter().any(accusative);
        let several = verb.number == Some(Number::Plural) && !matches!(context.key(last + 1), "и" | ",");
        if verb.form == Form::Full && (other || several) {
            self.favour(&[Case::Dative], OBJECT);
            self.favour(&[Case::Accusative], 2.0 * OBJECT);
            self.cases[Case::Nominative as usize] /= OBJECT;
        } else {
            self.subject_of(verb, 2.0);
            self.favour(&[Case::Accusative], 2.0);
        }
    }

    /// The verb after a name has it as its subject, unless that is what the name belongs to: Служба Иванова сообщила.
    fn look_right(&mut self, context: &Context<'_>, first: usize, last: usize) {
        let before = first.checked_sub(1).map_or(&[][..], |before| context.readings(before));
        for at in last + 1..last + 4 {
            let readings = context.readings(at);
            if let Some(verb) = likeliest(readings, Part::Verb) {
                // Евгения Петрова выступила: nothing else can be the subject.
                let begins = first == 0
                    || context.is_line_end(first - 1)
                    || matches!(context.key(first - 1), "." | "!" | "?");
                if !is_subject(before, verb) || before.first().is_some_and(|noun| noun.animate) {
                    self.subject_of(verb, if begins { 50.0 } else { 5.0 });
                }
                return;
            }
            let passes =
                likeliest(readings, Part::Adverb).is_some() || likeliest(readings, Part::Particle).is_some();
            if !passes {
                return;
            }
        }
    }

    /// A finite verb beside a name has it as its subject, in the gender of the past tense.
    fn subject_of(&mut self, verb: &Reading, strength: f32) {
        if verb.form != Form::Full || verb.person.is_some_and(|person| person != 3) {
            return;
        }
        if verb.number == Some(Number::Plural) {
            return;
        }
        self.favour(&[Case::Nominative], strength);
        if let (Some(Tense::Past), Some(gender)) = (verb.tense, verb.gender) {
            for (other, factor) in self.subject.iter_mut().enumerate() {
                *factor *= if other == gender as usize { 2.0 } else { 0.5 / strength };
            }
        }
    }
}

/// Whether a word is a noun in the nominative that agrees with a verb in the past tense.
fn is_subject(readings: &[Reading], verb: &Reading) -> bool {
    let agrees = |noun: &Reading| {
        noun.case == Some(Case::Nominative)
            && noun.number == verb.number
            && (noun.gender == verb.gender || verb.gender.is_none())
    };
    likeliest(readings, Part::Noun).is_some() && readings.iter().any(agrees)
}

/// The reading of the part of speech, where the likeliest reading has it.
fn likeliest(readings: &[Reading], part: Part) -> Option<&Reading> {
    readings.first().filter(|reading| reading.part == part)
}
