//! The word lists of speech, from `seeds/lexicon/speech_*.tsv`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::morph::Gender;
use crate::seeds;

/// What a verb says about the words next to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Reports speech: сказал, сообщает.
    Say,
    /// Reports an opinion: считает, уверена.
    Think,
    /// Accompanies direct speech only: вздохнул, улыбнулась.
    Manner,
    /// Has no subject: говорится, сообщается.
    Impersonal,
}

/// What a form tells about its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Past singular.
    Past(Gender),
    /// Past plural.
    PastPlural,
    /// Present or future, third person singular.
    Singular,
    /// Present or future, third person plural.
    Plural,
    /// A gerund: its subject is that of the main clause.
    Gerund,
}

impl Form {
    /// Whether the subject may be several people or nobody in particular.
    pub(super) const fn is_plural(self) -> bool {
        matches!(self, Self::PastPlural | Self::Plural)
    }
}

/// Whom a word for a speaker may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RoleClass {
    /// Anyone who speaks: эксперт, спикер.
    Generic,
    /// Who holds the office: мэр, директор.
    Specific,
    /// Often someone whom the text does not name, so that only the same word for a person counts: адвокат.
    Strict,
    /// A body: ведомство, пресс-служба.
    Body,
}

/// The lists in the form that lookups need; keys are folded word forms.
#[derive(Debug)]
pub(super) struct Words {
    verbs: HashMap<&'static str, (Class, Form)>,
    roles: HashMap<&'static str, (RoleClass, bool)>,
    phrases: HashSet<&'static str>,
    nouns: HashSet<&'static str>,
}

impl Words {
    /// The class and form of a verb, participle or gerund.
    pub(super) fn verb(&self, key: &str) -> Option<(Class, Form)> {
        self.verbs.get(key).copied()
    }

    /// The class of a word for a speaker in the nominative.
    pub(super) fn role(&self, key: &str) -> Option<RoleClass> {
        self.roles.get(key).filter(|(_, nominative)| *nominative).map(|(class, _)| *class)
    }

    /// The class of a word for a speaker in the nominative or genitive.
    pub(super) fn any_role(&self, key: &str) -> Option<RoleClass> {
        self.roles.get(key).map(|(class, _)| *class)
    }

    /// Whether two words in a row name a source: по словам.
    pub(super) fn is_phrase(&self, first: &str, second: &str) -> bool {
        matches!(first, "на" | "по" | "со" | "согласно")
            && self.phrases.contains(format!("{first} {second}").as_str())
    }

    /// Whether a noun reports speech after a verb: мнение, вывод.
    pub(super) fn is_noun(&self, key: &str) -> bool {
        self.nouns.contains(key)
    }
}

/// The embedded lists, read once.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    verbs: verbs(),
    roles: roles(),
    phrases: rows("speech_phrases").map(|(_, line)| line).collect(),
    nouns: rows("speech_nouns").map(|(_, line)| line).collect(),
});

/// The lines of a list of `seeds/lexicon` with their numbers, without the header.
fn rows(list: &str) -> impl Iterator<Item = (usize, &'static str)> {
    (1..).zip(seeds::list(list).lines()).filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
}

fn verbs() -> HashMap<&'static str, (Class, Form)> {
    let past = [
        Form::Past(Gender::Masculine),
        Form::Past(Gender::Feminine),
        Form::Past(Gender::Neuter),
        Form::PastPlural,
    ];
    let mut verbs = HashMap::new();
    for (_, line) in rows("speech_verbs") {
        let mut fields = line.split('\t').skip(1);
        let Some(class) = fields.next().and_then(class) else { continue };
        for forms in [&past[..], &[Form::Singular, Form::Plural], &[Form::Gerund]] {
            let words = fields.next().unwrap_or_default().split(' ');
            // The first entry wins: a verb of speech is not taken for its homonym further down.
            for (word, form) in words.zip(forms).filter(|(word, _)| *word != "-") {
                verbs.entry(word).or_insert((class, *form));
            }
        }
    }
    verbs
}

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "say" => Class::Say,
        "think" => Class::Think,
        "manner" => Class::Manner,
        "impersonal" => Class::Impersonal,
        _ => return None,
    })
}

fn roles() -> HashMap<&'static str, (RoleClass, bool)> {
    let mut roles = HashMap::new();
    for (_, line) in rows("speech_roles") {
        let mut fields = line.split('\t');
        let (Some(nominative), Some(genitive)) = (fields.next(), fields.next()) else { continue };
        let Some(class) = fields.next().and_then(role_class) else { continue };
        roles.insert(nominative, (class, true));
        roles.entry(genitive).or_insert((class, false));
    }
    roles
}

fn role_class(name: &str) -> Option<RoleClass> {
    Some(match name {
        "generic" => RoleClass::Generic,
        "specific" => RoleClass::Specific,
        "strict" => RoleClass::Strict,
        "org" => RoleClass::Body,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that a list is sorted and that every entry passes, naming file and line otherwise.
    fn check(file: &str, passes: impl Fn(&[&str]) -> bool) {
        let mut before = "";
        for (number, line) in rows(file) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(before < fields[0], "{file}.tsv:{number}: {} is not after {before}", fields[0]);
            assert!(passes(&fields), "{file}.tsv:{number}: bad entry {line:?}");
            assert!(!line.contains('ё'), "{file}.tsv:{number}: ё is written as е");
            before = fields[0];
        }
    }

    #[test]
    fn lists_are_sorted_and_well_formed() {
        check("speech_verbs", |fields| {
            let counts =
                [2, 3, 4].map(|at: usize| fields.get(at).map_or(0, |forms| forms.split(' ').count()));
            fields.len() == 5
                && class(fields[1]).is_some()
                && matches!(counts, [4 | 1, 1 | 2, 1])
                && (counts[0] == 4 || fields[2] == "-")
        });
        check("speech_roles", |fields| fields.len() == 3 && role_class(fields[2]).is_some());
        check("speech_phrases", |fields| fields.len() == 1 && fields[0].split(' ').count() == 2);
        check("speech_nouns", |fields| fields.len() == 1 && !fields[0].contains(' '));
    }

    #[test]
    fn verbs_are_known_in_all_forms() {
        assert_eq!(WORDS.verb("сказала"), Some((Class::Say, Form::Past(Gender::Feminine))));
        assert_eq!(WORDS.verb("пишут"), Some((Class::Say, Form::Plural)));
        assert_eq!(WORDS.verb("подчеркнув"), Some((Class::Say, Form::Gerund)));
        assert_eq!(WORDS.verb("сказано"), Some((Class::Impersonal, Form::Past(Gender::Neuter))));
        assert_eq!(WORDS.verb("открыл"), None);
    }
}
