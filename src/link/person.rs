//! Who is who among the people: full names, surnames, given names and initials of one person.

use std::collections::HashMap;

use super::Groups;
use super::names::tokens;
use crate::document::{Kind, Mention, TokenKind, Value};
use crate::morph::{Case, Gender, Name, Reading};
use crate::tag::{Context, is_first_name, stem};

/// The parts of a name as keys: stems of words, or an initial with its point.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Parts {
    first: Option<String>,
    middle: Option<String>,
    last: Option<String>,
    gender: Option<Gender>,
}

impl Parts {
    /// The only part, where the name has one: it may be the given name or the surname of somebody.
    fn only(&self) -> Option<&String> {
        match self {
            Self { first: Some(only), last: None, middle: None, .. }
            | Self { first: None, last: Some(only), .. } => Some(only),
            _ => None,
        }
    }

    /// The words by which others can call the person.
    fn names(&self) -> impl Iterator<Item = &str> {
        let last = self.last.as_deref();
        let end = last.and_then(|last| last.rsplit_once(' ')).map(|(_, end)| end);
        last.into_iter().chain(end).chain(self.first.as_deref())
    }
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
        for name in parts.names() {
            by_name.entry(name).or_default().push(n);
        }
    }
    for wanted in [3, 2, 1] {
        for (n, (at, parts)) in people.iter().enumerate().filter(|(_, (_, parts))| fullness(parts) == wanted)
        {
            let Some(key) = parts.last.as_ref().or(parts.first.as_ref()) else { continue };
            let end = key.rsplit_once(' ').map(|(_, end)| end);
            let same = [Some(key.as_str()), end].into_iter().flatten().filter_map(|key| by_name.get(key));
            let others: Vec<usize> = same.flatten().copied().filter(|&other| other != n).collect();
            if let Some(other) = nearest(&people, n, &others) {
                groups.join(people[other].0, *at);
            }
        }
    }
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
    part.ends_with('.') || part.chars().count() == 1
}

/// The mention that a mention joins: one of at least its fullness, the last one before it, else the first after.
/// A name alone is taken for the same part of a name where it can be.
fn nearest(people: &[(usize, Parts)], n: usize, others: &[usize]) -> Option<usize> {
    let parts = &people[n].1;
    let fuller = |&other: &usize| fullness(&people[other].1) >= fullness(parts);
    let fitting = |fits: fn(&Parts, &Parts) -> bool| {
        let fitting =
            others.iter().copied().filter(fuller).filter(move |&other| fits(parts, &people[other].1));
        fitting.take(200).collect::<Vec<_>>()
    };
    let same = fitting(compatible);
    let fitting = if same.is_empty() { fitting(other_part) } else { same };
    let mut fitting = fitting.into_iter();
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

/// Whether a single name is one that the other person has, be it the given name or the surname: Томас of Тим Томас.
fn other_part(single: &Parts, full: &Parts) -> bool {
    let named = single.only().is_some_and(|only| full.names().any(|name| name == only));
    named
        && full.only().is_none()
        && (single.gender.is_none() || full.gender.is_none() || single.gender == full.gender)
}

/// Whether two mentions can be of one person.
fn compatible(a: &Parts, b: &Parts) -> bool {
    let ends = |a: &str, b: &str| a.strip_suffix(b).is_some_and(|rest| rest.ends_with(' '));
    let same_last = match (&a.last, &b.last) {
        (Some(a), Some(b)) => a == b || ends(a, b) || ends(b, a),
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
    let shortens = |a: &str, b: &str| is_initial(a) && b.starts_with(a.trim_end_matches('.'));
    a == b || shortens(a, b) || shortens(b, a)
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
    parts.gender = gender(context, mention).or_else(|| first_gender(context, mention));
    parts
}

/// A part as a key: an initial with its point, the stems of words.
fn part_key(part: &str) -> String {
    let folded = crate::text::fold(part);
    if folded.ends_with('.') {
        return folded;
    }
    folded.split(' ').map(stem).collect::<Vec<_>>().join(" ")
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

/// The gender of the given name in its dictionary form: Евгения is a woman's, though also a form of a man's.
fn first_gender(context: &Context<'_>, mention: &Mention) -> Option<Gender> {
    let Some(Value::Person(name)) = &mention.value else { return None };
    let readings = context.lexicon.readings(&crate::text::fold(name.first.as_ref()?));
    let is_first = |r: &&Reading| r.known && r.name == Some(Name::First) && r.case == Some(Case::Nominative);
    let mut genders = readings.iter().filter(is_first).map(|reading| reading.gender);
    let gender = genders.next()?;
    gender.filter(|_| genders.all(|other| other == gender))
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
