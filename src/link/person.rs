//! Who is who among the people: full names, surnames, given names and initials of one person.

use std::collections::HashMap;

use super::Groups;
use super::names::tokens;
use crate::document::{Kind, Mention, TokenKind, Value};
use crate::morph::{Gender, Name};
use crate::tag::{Context, is_first_name, stem};

/// The parts of a name as keys: stems of words, or the letter of an initial.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Parts {
    first: Option<String>,
    middle: Option<String>,
    last: Option<String>,
    gender: Option<Gender>,
}

/// Joins the mentions of one person; different given names, patronymics or genders keep people apart.
///
/// Full names are joined first, then initials, then surnames and given names alone with the person of that
/// name who was mentioned last.
pub(super) fn link(context: &Context<'_>, mentions: &[Mention], groups: &mut Groups) {
    let people: Vec<(usize, Parts)> = mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| mention.kind == Kind::Person)
        .map(|(at, mention)| (at, parts(context, mention)))
        .collect();
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (n, (_, parts)) in people.iter().enumerate() {
        for name in [&parts.last, &parts.first].into_iter().flatten() {
            by_name.entry(name).or_default().push(n);
        }
    }
    for wanted in [3, 2, 1] {
        for (n, (at, parts)) in people.iter().enumerate().filter(|(_, (_, parts))| fullness(parts) == wanted)
        {
            let key = parts.last.as_ref().or(parts.first.as_ref());
            let same = key.and_then(|key| by_name.get(key.as_str()));
            let others = same.into_iter().flatten().copied().filter(|&other| other != n);
            if let Some(other) = nearest(&people, n, others) {
                groups.join(people[other].0, *at);
            }
        }
    }
    originals(context, mentions, groups);
}

/// Full given name and surname, initials and surname, one name alone.
fn fullness(parts: &Parts) -> usize {
    match (&parts.first, &parts.last) {
        (Some(first), Some(_)) if !is_initial(first) => 3,
        (Some(_), Some(_)) => 2,
        _ => 1,
    }
}

fn is_initial(part: &str) -> bool {
    part.chars().count() == 1
}

/// The mention that a mention joins: one of at least its fullness, the last one before it, else the first after.
fn nearest(people: &[(usize, Parts)], n: usize, others: impl Iterator<Item = usize>) -> Option<usize> {
    let parts = &people[n].1;
    let fits = |&other: &usize| {
        let theirs = &people[other].1;
        fullness(theirs) >= fullness(parts) && compatible(parts, theirs)
    };
    let mut fitting = others.filter(fits).take(200);
    let mut best = fitting.next()?;
    let full = |other: usize| fullness(&people[other].1) > fullness(parts);
    for other in fitting {
        let is_better = (other < n || best > n && full(other) && !full(best)) && (full(other) || !full(best));
        if is_better {
            best = other;
        }
    }
    Some(best)
}

/// Whether two mentions can be of one person.
fn compatible(a: &Parts, b: &Parts) -> bool {
    let same_last = match (&a.last, &b.last) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let genders = a.gender.is_none() || b.gender.is_none() || a.gender == b.gender;
    let shared = (a.last.is_some() && b.last.is_some()) || (a.first.is_some() && b.first.is_some());
    shared
        && same_last
        && genders
        && same_part(a.first.as_ref(), b.first.as_ref())
        && same_part(a.middle.as_ref(), b.middle.as_ref())
}

/// Whether parts are equal, or one is missing or the initial of the other.
fn same_part(a: Option<&String>, b: Option<&String>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    a == b || (is_initial(a) && b.starts_with(a.as_str())) || (is_initial(b) && a.starts_with(b.as_str()))
}

/// The parts by the normal form where it is known, else by the place in the span.
fn parts(context: &Context<'_>, mention: &Mention) -> Parts {
    let mut parts = match &mention.value {
        Some(Value::Person(name)) if name.last.is_some() || name.first.is_some() => Parts {
            first: name.first.as_deref().map(part_key),
            middle: name.middle.as_deref().map(part_key),
            last: name.last.as_deref().map(part_key),
            gender: None,
        },
        _ => split(context, mention),
    };
    parts.gender = gender(context, mention);
    parts
}

/// A part as a key: the letter of an initial, the stem of a word.
fn part_key(part: &str) -> String {
    let folded = crate::text::fold(part);
    match folded.strip_suffix('.') {
        Some(initial) => initial.to_owned(),
        None => stem(&folded).to_owned(),
    }
}

/// The parts of a name by the readings and the order of its words.
fn split(context: &Context<'_>, mention: &Mention) -> Parts {
    let mut words: Vec<usize> =
        tokens(context, mention).filter(|&at| context.tokens[at].kind == TokenKind::Word).collect();
    words.retain(|&at| context.token(at).starts_with(char::is_uppercase));
    let key = |at: usize| part_key(context.token(at));
    let mut parts = Parts::default();
    if let Some(middle) = words.iter().position(|&at| is_named(context, at, Name::Middle)).filter(|&n| n > 0)
    {
        parts.middle = Some(key(words.remove(middle)));
    }
    match words[..] {
        [] => {}
        [only] if is_first_name(context, only) => parts.first = Some(key(only)),
        [only] => parts.last = Some(key(only)),
        [first, .., last] => {
            let is_turned =
                !is_first_name(context, first) && (is_first_name(context, last) || is_initial(&key(last)));
            let (first, last) = if is_turned { (last, first) } else { (first, last) };
            parts.first = Some(key(first));
            parts.last = Some(key(last));
        }
    }
    parts
}

fn is_named(context: &Context<'_>, at: usize, name: Name) -> bool {
    context.readings(at).iter().any(|reading| reading.name == Some(name))
}

/// The gender that all singular readings of the name's words share.
fn gender(context: &Context<'_>, mention: &Mention) -> Option<Gender> {
    let mut agreed = None;
    for at in tokens(context, mention) {
        let readings = context.readings(at).iter().filter(|reading| reading.name.is_some() && reading.known);
        let mut genders = readings.filter_map(|reading| reading.gender);
        let first = genders.next();
        if let Some(gender) = first.filter(|gender| genders.all(|other| other == *gender)) {
            agreed = agreed.or(Some(gender));
        }
    }
    agreed
}

/// "Марком Цукербергом (Mark Zuckerberg)": the brackets hold the same name.
fn originals(context: &Context<'_>, mentions: &[Mention], groups: &mut Groups) {
    let mut last: Option<usize> = None;
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.kind == Kind::Person) {
        let first = context.token_at(mention.span.start());
        if let Some(before) = last
            && first >= 2
            && context.token(first - 1) == "("
            && context.tokens[first - 2].span.end() == mentions[before].span.end()
            && context.key(first).starts_with(|c: char| c.is_ascii())
        {
            groups.join(before, at);
        }
        last = Some(at);
    }
}
