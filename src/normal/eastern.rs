//! Names of East Asia, where the surname stands before the given name: Ким Чен Ын, Ху Цзиньтао.

use super::hypothesis::{Hypothesis, Role, foreign_first};
use super::person::Unit;
use crate::morph::{Name, Reading};
use crate::tag::Context;

/// Surnames that stand before the given name in Chinese, Korean and Vietnamese names.
const BEFORE_GIVEN: &[&str] = &[
    "вэй",
    "вэнь",
    "го",
    "дин",
    "дэн",
    "жэнь",
    "ким",
    "лай",
    "ли",
    "лю",
    "ма",
    "мао",
    "нгуен",
    "пак",
    "си",
    "сунь",
    "сюй",
    "у",
    "фам",
    "хван",
    "хо",
    "ху",
    "хэ",
    "цай",
    "цзян",
    "цинь",
    "чан",
    "чжан",
    "чжао",
    "чжоу",
    "чо",
    "чон",
    "чхве",
    "чэнь",
    "ши",
    "юн",
];
/// Of these, those that are given names elsewhere.
const AMBIGUOUS: &[&str] = &["ким", "ли", "ма", "чан"];

/// Whether the name is one of those of East Asia: Ким Чен Ын, Ху Цзиньтао.
pub(super) fn has_surname_first(context: &Context<'_>, units: &[Unit], words: usize) -> bool {
    let parts: Vec<&[(usize, Vec<Hypothesis>)]> = units
        .iter()
        .filter_map(|unit| match unit {
            Unit::Word(parts) => Some(parts.as_slice()),
            _ => None,
        })
        .collect();
    let first = parts.first().and_then(|parts| parts.first()).map_or("", |&(at, _)| context.key(at));
    let stem = first.strip_suffix(['а', 'у', 'е']).or_else(|| first.strip_suffix("ом")).unwrap_or(first);
    let listed = [first, stem].into_iter().find(|surname| BEFORE_GIVEN.contains(surname));
    let foreign = |parts: &[(usize, Vec<Hypothesis>)]| {
        let syllable = |at: usize| words == 3 && context.key(at).chars().count() <= 4;
        let unknown = |at: usize| !is_named(context, at) && !context.lexicon.is_surname(context.key(at));
        parts.iter().all(|&(at, _)| syllable(at) || unknown(at))
    };
    let syllables = match parts.as_slice() {
        [[(first, _)], [(second, _)], [(third, _)]] => are_syllables(context, *first, *second, *third),
        _ => false,
    };
    let listed = listed.is_some_and(|surname| words == 3 || !AMBIGUOUS.contains(&surname));
    syllables || listed && parts.get(1).copied().is_some_and(foreign)
}

/// Whether three words are syllables of a name, the last of which may have an ending: Пан Ги Муна.
fn are_syllables(context: &Context<'_>, first: usize, second: usize, third: usize) -> bool {
    let vowels = |at: usize| context.key(at).chars().filter(|&c| "аеиоуыэюя".contains(c)).count();
    let is_middle = context.readings(third).iter().any(|r| r.name == Some(Name::Middle));
    let is_short = context.key(second).chars().count() <= 3 || !is_named(context, second);
    let counts = (vowels(first), vowels(second)) == (1, 1) && vowels(third) < 4;
    counts && !is_named(context, first) && is_short && !is_middle
}

/// Whether a word is a known given name or patronymic.
fn is_named(context: &Context<'_>, at: usize) -> bool {
    let is_first = |r: &Reading| matches!(r.name, Some(Name::First | Name::Middle));
    context.readings(at).iter().any(|r| r.known && is_first(r))
}

/// Reads what follows the surname without the dictionary of Russian names; the surname itself may stay as it is.
pub(super) fn read_as_foreign(context: &Context<'_>, units: &mut [Unit]) {
    let words = units.iter_mut().filter_map(|unit| match unit {
        Unit::Word(parts) => Some(parts),
        _ => None,
    });
    let mut parts: Vec<_> = words.flatten().collect();
    let last = parts.len().saturating_sub(1);
    for (nth, (at, hypotheses)) in parts.iter_mut().enumerate() {
        let foreign = foreign_first(context.key(*at), nth == last);
        if nth > 0 {
            *hypotheses = foreign;
        } else {
            let score = match () {
                () if BEFORE_GIVEN.contains(&context.key(*at)) => 1.0,
                () if last == 2 => 0.5,
                () => 0.1,
            };
            let unchanged = |unchanged| Hypothesis { role: Role::Last, score, ..unchanged };
            hypotheses.extend(foreign.into_iter().map(unchanged));
        }
    }
}
