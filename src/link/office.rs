//! Who holds which office, and how old they are: by apposition, and by words of holding office between the two.

use std::collections::BTreeSet;

use super::names;
use super::relation::Found;
use crate::document::{Kind, Mention, RelationKind};
use crate::morph::{Number, Part, Reading};
use crate::tag::Context;

/// The professions and ages that stand in one sentence with the name of their person.
pub(super) fn held(context: &Context<'_>, mentions: &[Mention]) -> Found {
    let mut found = Found::default();
    let outer: Vec<usize> = outermost(mentions);
    for n in 0..outer.len() {
        if mentions[outer[n]].kind == Kind::Person {
            beside(context, mentions, &outer, n, &mut found);
        }
    }
    apart(context, mentions, &outer, &mut found);
    ages(context, mentions, &outer, &mut found);
    found
}

/// Ages that stand apart from their person: of the nearest one before in the sentence, else after. An adjective
/// belongs to the role right after it and to the name after that (55-летний премьер Джонсон); an anniversary to
/// nobody but the person after it (к 130-летию Чаплина).
fn ages(context: &Context<'_>, mentions: &[Mention], outer: &[usize], found: &mut Found) {
    let taken: BTreeSet<u32> =
        found.links.iter().filter(|link| link.1 == RelationKind::AgeIs).map(|link| link.2).collect();
    for (n, &age) in outer.iter().enumerate().filter(|&(_, &age)| mentions[age].kind == Kind::Age) {
        let is_person = |&&at: &&usize| mentions[at].kind == Kind::Person;
        let together = |left: usize, right: usize| {
            let gap = gap_between(context, mentions, left, right);
            !gap.contains(['\n', ';', '!', '?']) && !gap.contains(". ")
        };
        let before =
            outer[..n].iter().rev().take(REACH).find(is_person).filter(|&&person| together(person, age));
        let after =
            outer[n + 1..].iter().take(REACH).find(is_person).filter(|&&person| together(age, person));
        let word = context.key(names::tokens(context, &mentions[age]).end - 1);
        let close =
            |&&person: &&usize| !gap_between(context, mentions, age, person).contains([',', ':', '—', '–']);
        let described = word.contains("летн");
        let role = outer.get(n + 1).filter(|&&role| {
            described
                && mentions[role].kind == Kind::Profession
                && gap_between(context, mentions, age, role).is_empty()
        });
        if let Some(&role) = role {
            found.add(RelationKind::AgeIs, role, age);
        }
        if taken.contains(&(age as u32)) {
            continue;
        }
        let person = match () {
            () if word.contains("лети") => after.filter(close),
            () if described => after.filter(close).or(before),
            () => before.or(after),
        };
        if let Some(&person) = person {
            found.add(RelationKind::AgeIs, person, age);
        }
    }
}

/// The mentions that no other mention holds.
pub(super) fn outermost(mentions: &[Mention]) -> Vec<usize> {
    let mut end = 0;
    let mut outer = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        if mention.span.end() > end {
            end = mention.span.end();
            outer.push(at);
        }
    }
    outer
}

/// Professions and ages beside a person: before it, with others of their kind and with what may stand between
/// ("актёр и режиссёр", "футболист «Зари», 25-летний"), and after it by apposition or a verb of being.
fn beside(context: &Context<'_>, mentions: &[Mention], outer: &[usize], n: usize, found: &mut Found) {
    let person = outer[n];
    let mut at = n;
    while let Some(before) = at.checked_sub(1) {
        let gap = gap_between(context, mentions, outer[before], outer[at]);
        let kind = mentions[outer[before]].kind;
        let joins = if at == n {
            matches!(gap, "" | "»" | "\"")
        } else {
            matches!(gap, "" | "," | "и" | "»" | "«" | "\"")
        };
        if !joins {
            break;
        }
        match kind {
            Kind::Profession if !agree(context, &mentions[outer[before]], &mentions[person]) => break,
            Kind::Profession => found.add(RelationKind::WorksAs, person, outer[before]),
            Kind::Age => found.add(RelationKind::AgeIs, person, outer[before]),
            Kind::Organization | Kind::City | Kind::Country | Kind::StateOrProvince | Kind::Nationality => {}
            _ => break,
        }
        at = before;
    }
    let mut at = n;
    while at + 1 < outer.len() {
        let gap = gap_between(context, mentions, outer[at], outer[at + 1]);
        let joins = if at == n {
            introduces(gap)
        } else {
            matches!(gap, "," | "и" | "" | ", а также" | ", бывший")
        };
        if !joins {
            break;
        }
        at += 1;
        let next = outer.get(at + 1).filter(|&&next| mentions[next].kind == Kind::Person);
        let is_of_next = next.is_some_and(|&next| gap_between(context, mentions, outer[at], next).is_empty());
        match mentions[outer[at]].kind {
            Kind::Profession if is_of_next => break,
            Kind::Profession => found.add(RelationKind::WorksAs, person, outer[at]),
            Kind::Age => found.add(RelationKind::AgeIs, person, outer[at]),
            Kind::Organization | Kind::Nationality | Kind::Date | Kind::City | Kind::Country => {}
            _ => break,
        }
    }
}

/// Professions that stand apart from their person in a sentence, with a word of holding office between: "Иванов в
/// мае был назначен директором", "новым директором стал Иванов".
fn apart(context: &Context<'_>, mentions: &[Mention], outer: &[usize], found: &mut Found) {
    let taken: BTreeSet<u32> = found
        .links
        .iter()
        .filter(|(_, kind, _)| *kind == RelationKind::WorksAs)
        .map(|&(_, _, to)| to)
        .collect();
    for (n, &profession) in outer.iter().enumerate() {
        let people =
            if is_plural(context, &mentions[profession]) { row(context, mentions, &outer[n..]) } else { &[] };
        for &person in people {
            found.add(RelationKind::WorksAs, person, profession);
        }
        if mentions[profession].kind != Kind::Profession || taken.contains(&(profession as u32)) {
            continue;
        }
        let is_person = |&&at: &&usize| mentions[at].kind == Kind::Person;
        let before = outer[..n].iter().rev().take(REACH).find(is_person);
        let after = outer[n + 1..].iter().take(REACH).find(is_person);
        let before = before.filter(|&&person| holds(context, mentions, person, profession));
        let after = after.filter(|&&person| {
            holds(context, mentions, profession, person) || is_title_of(context, mentions, profession, person)
        });
        if let Some(&person) = before.or(after) {
            found.add(RelationKind::WorksAs, person, profession);
        }
    }
}

/// The people in a row after a profession in the plural: космонавты Иванов, Петров и Сидоров.
fn row<'o>(context: &Context<'_>, mentions: &[Mention], outer: &'o [usize]) -> &'o [usize] {
    let joined = |pair: &[usize]| {
        let gap = gap_between(context, mentions, pair[0], pair[1]);
        mentions[pair[1]].kind == Kind::Person && matches!(gap, "" | "," | "и" | ", а также")
    };
    let length = outer.windows(2).take_while(|pair| joined(pair)).count();
    if length > 1 && mentions[outer[0]].kind == Kind::Profession { &outer[1..=length] } else { &[] }
}

/// How many mentions may stand between a person and a profession.
const REACH: usize = 6;

/// Whether the words between two mentions of one sentence say that somebody holds an office.
fn holds(context: &Context<'_>, mentions: &[Mention], left: usize, right: usize) -> bool {
    let gap = gap_between(context, mentions, left, right);
    let is_long = gap.chars().count() > 90 || gap.contains(['.', ';', ':', '«', '»', '\n', '!', '?']);
    !is_long && gap.split([' ', ',']).any(|word| BEING.iter().any(|verb| word.starts_with(verb)))
}

/// Whether a profession belongs to the person after it with only parts of its phrase between: "министр экономики
/// области Анна Кузнецова", "актёр и режиссёр, автор фильма «…» Эдуард Назаров".
fn is_title_of(context: &Context<'_>, mentions: &[Mention], profession: usize, person: usize) -> bool {
    const LONGEST: usize = 10;
    let between =
        names::tokens(context, &mentions[profession]).end..names::tokens(context, &mentions[person]).start;
    let is_inside = |at: usize| {
        let is_verb = || context.readings(at).first().is_some_and(|reading| reading.part == Part::Verb);
        !context.is_line_end(at)
            && !matches!(context.token(at), "." | ";" | ":" | "!" | "?" | "—" | "–")
            && !is_verb()
    };
    between.len() <= LONGEST
        && between.clone().all(is_inside)
        && agree(context, &mentions[profession], &mentions[person])
}

/// Whether a profession and a name can stand in one case: not in "адвокат Петрова".
fn agree(context: &Context<'_>, profession: &Mention, person: &Mention) -> bool {
    if is_plural(context, profession) {
        return false;
    }
    let of_words = |mention: &Mention, fits: fn(&Reading) -> bool| {
        let mut shared = EVERY_CASE;
        // Вице-мэр: the last part of a compound declines.
        for at in names::tokens(context, mention).filter(|&at| context.token(at + 1) != "-") {
            let cases = context
                .readings(at)
                .iter()
                .filter(|reading| fits(reading))
                .filter_map(|reading| reading.case);
            let cases = cases.fold(0, |all, case| all | 1 << case as u8);
            if cases != 0 {
                shared &= cases;
                if mention.kind == Kind::Profession {
                    return shared;
                }
            }
        }
        shared
    };
    let office = of_words(profession, |reading| reading.part == Part::Noun && reading.known);
    let name = of_words(person, |reading| reading.name.is_some() && reading.known);
    office & name != 0 || office == 0 || name == 0
}

/// Whether the noun of a profession stands in the plural and cannot be singular.
pub(super) fn is_plural(context: &Context<'_>, profession: &Mention) -> bool {
    let mut words = names::tokens(context, profession).map(|at| context.readings(at));
    let noun =
        words.find(|readings| readings.iter().any(|reading| reading.part == Part::Noun && reading.known));
    noun.is_some_and(|readings| readings.iter().all(|reading| reading.number == Some(Number::Plural)))
}

/// A bit for each of the six cases.
const EVERY_CASE: u8 = 0b11_1111;

/// What stands between two mentions in one line; a line end where they stand in two.
fn gap_between<'c>(context: &Context<'c>, mentions: &[Mention], left: usize, right: usize) -> &'c str {
    let between = mentions[left].span.end() as usize..mentions[right].span.start() as usize;
    let gap = context.text.get(between).unwrap_or_default();
    if gap.contains('\n') { "\n" } else { gap.trim_matches(['\u{a0}', ' ']) }
}

/// The stems of words that say that somebody holds an office.
const BEING: &[&str] = &[
    "явля",
    "стал",
    "стан",
    "был",
    "назнач",
    "избра",
    "избира",
    "работа",
    "занима",
    "заня",
    "служи",
    "возглав",
    "остается",
    "остаётся",
    "пост",
    "должност",
    "качеств",
    "покин",
    "утверд",
    "переизбр",
    "выдвин",
    "выбра",
];

/// Whether words between a person and an office say that the person holds it: "—", "является", "был назначен".
fn introduces(gap: &str) -> bool {
    let is_short = gap.chars().count() <= 40 && !gap.contains(['.', ';', ':', '«', '»']);
    matches!(gap, "," | "—" | "–" | "-" | "(" | ", бывший" | "— бывший" | ", экс-")
        || is_short && BEING.iter().any(|verb| gap.split(' ').any(|word| word.starts_with(verb)))
}
