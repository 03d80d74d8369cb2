//! Offices: what the text calls a person, so that "замруководителя" finds the deputy head named above.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lexicon::{RoleClass, WORDS};
use super::scene::Scene;
use crate::document::EntityId;

/// An office, reduced to what can be compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Office {
    /// заместитель, зам-, вице-
    deputy: bool,
    /// The stem of its first noun that is not "заместитель".
    head: String,
    /// The stems of all its words.
    stems: BTreeSet<String>,
}

impl Office {
    /// Reads an office from its words; `None` where no word for a speaker is among them.
    pub(super) fn read(scene: &Scene<'_>, tokens: Range<usize>) -> Option<Self> {
        let mut office = Self::default();
        for token in tokens.filter(|&token| scene.is_word(token)) {
            office.add(scene.key(token));
        }
        (!office.head.is_empty()).then_some(office)
    }

    fn add(&mut self, word: &str) {
        if matches!(word, "зам" | "вице") || word.starts_with("заместител") {
            self.deputy = true;
            return;
        }
        let rest = word.strip_prefix("зам").filter(|_| WORDS.any_role(word).is_some());
        self.deputy |= rest.is_some();
        let noun = rest.unwrap_or(word);
        if self.head.is_empty() && WORDS.any_role(noun).is_some_and(|class| class != RoleClass::Body) {
            self.head = stem(noun).to_owned();
        }
        self.stems.insert(stem(noun).to_owned());
    }

    /// How well another office fits: 0 where it cannot be the same one.
    pub(super) fn agreement(&self, other: &Self) -> usize {
        let fits = self.head == other.head
            || same_head(&self.head, &other.head)
                && self.is_chief_of(&other.head)
                && other.is_chief_of(&self.head);
        if self.deputy != other.deputy || !fits {
            return 0;
        }
        1 + self.stems.intersection(&other.stems).count()
    }
}

impl Office {
    /// Whether "глава" with its complement may be called so: глава государства is no министр.
    fn is_chief_of(&self, head: &str) -> bool {
        const CHIEFS_OF: [(&[&str], &[&str]); 4] = [
            (&["государств", "стран", "республик"], &["президент", "корол", "премьер", "председател"]),
            (&["правительств", "кабинет", "кабмин"], &["премьер", "председател", "министр"]),
            (&["регион", "област", "кра"], &["губернатор"]),
            (&["город", "столиц"], &["мэр", "градоначальник"]),
        ];
        if self.head != "глав" {
            return true;
        }
        let bounds = CHIEFS_OF.iter().filter(|(of, _)| of.iter().any(|word| self.stems.contains(*word)));
        bounds.into_iter().all(|(_, chiefs)| chiefs.contains(&head))
    }
}

/// Whether two heads may name one office; "глава" stands for any chief.
fn same_head(a: &str, b: &str) -> bool {
    const CHIEFS: [&str; 12] = [
        "корол",
        "премьер",
        "директор",
        "губернатор",
        "мэр",
        "начальник",
        "председател",
        "президент",
        "ректор",
        "руководител",
        "министр",
        "гендиректор",
    ];
    let chief =
        |general: &str, other: &str| matches!(general, "глав" | "руководител") && CHIEFS.contains(&other);
    let mayor = |a: &str, b: &str| a == "градоначальник" && b == "мэр";
    a == b || chief(a, b) || chief(b, a) || mayor(a, b) || mayor(b, a)
}

/// A word without its ending of case and number: the same for руководитель and руководителя.
pub(super) fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 37] = [
        "ием", "ого", "его", "ому", "ему", "ыми", "ими", "ами", "ями", "ов", "ев", "ей", "ой", "ый", "ий",
        "ая", "яя", "ое", "ее", "ые", "ие", "ия", "ию", "ии", "ым", "им", "ом", "ем", "ам", "ах", "ую", "а",
        "я", "у", "ы", "и", "ь",
    ];
    const SHORTEST: usize = 3;
    let ending = ENDINGS.iter().find(|ending| word.ends_with(*ending));
    let stem = ending.and_then(|ending| word.strip_suffix(ending)).unwrap_or(word);
    if stem.chars().count() < SHORTEST { word } else { stem }
}

/// The offices that the text gives to each person: before the name or after it between commas.
pub(super) fn offices(scene: &Scene<'_>) -> BTreeSet<(EntityId, Office)> {
    let mut offices = BTreeSet::new();
    for (at, mention) in scene.mentions.iter().enumerate().filter(|&(at, _)| scene.is_person(at)) {
        let Some(entity) = mention.entity else { continue };
        let first = scene.context.token_at(mention.span.start());
        // Адвокат Насира is not Насир.
        let before = words_before(scene, first);
        let governs =
            !scene.is_nominative(at) && before.clone().any(|token| WORDS.role(scene.key(token)).is_some());
        let before = if governs { first..first } else { before };
        for words in [before, words_after(scene, scene.after(at))] {
            offices.extend(Office::read(scene, words).map(|office| (entity, office)));
        }
    }
    offices
}

/// The longest office, in tokens.
const LONGEST: usize = 14;

/// The words right before a name, back to punctuation, a verb of speech or another person.
fn words_before(scene: &Scene<'_>, first: usize) -> Range<usize> {
    let mut start = first;
    while start > first.saturating_sub(LONGEST) && belongs(scene, start - 1) {
        start -= 1;
    }
    start..first
}

/// The words of an apposition: Иванов, глава района, ...
fn words_after(scene: &Scene<'_>, after: usize) -> Range<usize> {
    if !scene.is_comma(after) {
        return after..after;
    }
    let mut end = after + 1;
    while end < after + LONGEST && belongs(scene, end) {
        end += 1;
    }
    after + 1..end
}

/// Whether a token can be part of an office.
fn belongs(scene: &Scene<'_>, token: usize) -> bool {
    let inside = scene.key(token) == "-" || matches!(scene.key(token), "«" | "»" | "\"");
    let person = scene.mention_ending(token).is_some_and(|at| scene.is_person(at));
    (scene.is_word(token) || inside) && WORDS.verb(scene.key(token)).is_none() && !person
}
