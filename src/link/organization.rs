//! Which names of organisations are one: with and without the noun, abbreviated, introduced in brackets.

use std::collections::HashMap;

use super::Groups;
use super::names::{stems, tokens};
use crate::document::{Kind, Mention, TokenKind};
use crate::tag::Context;

/// A name in its parts.
#[derive(Debug)]
struct Parts {
    /// Position among the mentions.
    at: usize,
    /// The words before the quote marks, as stems, and their first letters.
    head: String,
    initials: String,
    /// The words in the quote marks, as stems.
    quoted: Option<String>,
    /// The first word, where it is an abbreviation in capitals and only a place may follow.
    acronym: Option<String>,
}

/// Joins ОЭЗ «Технополис Москва» with «Технополис Москва», with ОЭЗ where the text has one, and full names
/// with their abbreviations.
pub(super) fn link(context: &Context<'_>, mentions: &[Mention], groups: &mut Groups) {
    let organizations = mentions.iter().enumerate().filter(|(_, mention)| mention.kind == Kind::Organization);
    let names: Vec<Parts> = organizations.map(|(at, mention)| parts(context, at, mention)).collect();
    by_quoted_name(&names, groups);
    by_acronym(&names, groups);
    by_compound(&names, groups);
}

fn parts(context: &Context<'_>, at: usize, mention: &Mention) -> Parts {
    let tokens = tokens(context, mention);
    let is_closed = matches!(context.token(tokens.end - 1), "»" | "“" | "”" | "\"");
    let open =
        tokens.clone().find(|&at| matches!(context.token(at), "«" | "„" | "\"" | "“")).filter(|_| is_closed);
    // Особая экономическая зона (ОЭЗ) «Технополис»
    let bracket = tokens.clone().skip(1).find(|&at| context.token(at) == "(");
    let head = tokens.start..bracket.into_iter().chain(open).min().unwrap_or(tokens.end);
    let words = head.clone().filter(|&at| context.tokens[at].kind == TokenKind::Word);
    let first = context.token(tokens.start);
    let is_short = tokens.len() <= 2 && open.is_none();
    let is_acronym = is_short && first.chars().count() > 1 && first.chars().all(char::is_uppercase);
    Parts {
        at,
        head: stems(context, head),
        initials: words.filter_map(|at| context.key(at).chars().next()).collect(),
        quoted: open.map(|open| stems(context, open..tokens.end)),
        acronym: is_acronym.then(|| crate::text::fold(first)),
    }
}

/// A quoted name with a noun and the same name alone; two nouns must agree, or one abbreviate the other.
fn by_quoted_name(names: &[Parts], groups: &mut Groups) {
    let mut headed: HashMap<&str, Vec<&Parts>> = HashMap::new();
    for name in names {
        let Some(quoted) = &name.quoted else { continue };
        let same = headed.entry(quoted).or_default();
        if let Some(other) = same.iter().find(|other| same_head(name, other)) {
            groups.join(other.at, name.at);
        }
        same.push(name);
    }
    for name in names.iter().filter(|name| name.quoted.is_none()) {
        if let Some(other) = headed.get(name.head.as_str()).and_then(|same| same.first()) {
            groups.join(other.at, name.at);
        }
    }
}

fn same_head(a: &Parts, b: &Parts) -> bool {
    let shortens =
        |a: &Parts, b: &Parts| b.initials.starts_with(&a.head) || b.head.ends_with(&format!(" {}", a.head));
    a.head == b.head || a.head.is_empty() || b.head.is_empty() || shortens(a, b) || shortens(b, a)
}

/// ОЭЗ alone, or with a place (ОЭЗ Москвы), is the ОЭЗ «…» of the text if there is only one, or what it is the
/// first letters of.
fn by_acronym(names: &[Parts], groups: &mut Groups) {
    let mut by_head: HashMap<&str, Vec<usize>> = HashMap::new();
    for name in names.iter().filter(|name| name.acronym.is_none()) {
        if name.quoted.is_some() {
            by_head.entry(&name.head).or_default().push(name.at);
        }
        if name.initials.chars().count() > 1 {
            by_head.entry(&name.initials).or_default().push(name.at);
        }
    }
    let mut alone: HashMap<&str, Vec<usize>> = HashMap::new();
    for name in names {
        let Some(acronym) = name.acronym.as_deref() else { continue };
        let same = by_head.get(acronym).unwrap_or_else(|| alone.entry(acronym).or_default());
        let roots: Vec<usize> = same.iter().map(|&other| groups.root(other)).collect();
        if let Some(&root) = roots.first().filter(|root| roots.iter().all(|other| other == *root)) {
            groups.join(root, name.at);
        }
        alone.entry(acronym).or_default().push(name.at);
    }
}

/// Минкомсвязь of "Министерство связи и массовых коммуникаций", Госдума of "Государственная дума".
fn by_compound(names: &[Parts], groups: &mut Groups) {
    let plain = names.iter().filter(|name| name.quoted.is_none() && name.head.contains(' '));
    let long: Vec<(usize, Vec<&str>)> = plain.map(|name| (name.at, name.head.split(' ').collect())).collect();
    for name in names.iter().filter(|name| name.quoted.is_none() && name.acronym.is_none()) {
        if let Some((full, _)) =
            long.iter().find(|(at, words)| *at != name.at && is_compound(&name.head, words))
        {
            groups.join(*full, name.at);
        }
    }
}

/// Whether a name is made of the beginnings of words, the first of them first: мин-комсвяз, гос-дум, центр-о-банк.
/// Words that follow the compound are those of the full name too: горсуд Березников.
fn is_compound(name: &str, words: &[&str]) -> bool {
    const SHORTEST: usize = 6;
    let (compound, rest) = name.split_once(' ').map_or((name, None), |(word, rest)| (word, Some(rest)));
    let follows = rest.is_none_or(|rest| rest.split(' ').all(|word| words.contains(&word)));
    let is_long = compound.chars().count() >= SHORTEST || compound.starts_with("мин");
    follows && is_long && words.first() != Some(&compound) && starts(compound, words, 0)
}

/// Whether a word is the beginnings of some of the words in their order, `parts` of them before it.
fn starts(word: &str, words: &[&str], parts: usize) -> bool {
    const PART: usize = 3;
    let word = if parts > 0 { word.strip_prefix('о').unwrap_or(word) } else { word };
    if word.is_empty() {
        return parts > 1;
    }
    let candidates = if parts == 0 { words.get(..1).unwrap_or_default() } else { words };
    candidates.iter().enumerate().any(|(at, next)| {
        let rest = words.get(at + 1..).unwrap_or_default();
        let shared = word.chars().zip(next.chars()).take_while(|(a, b)| a == b).count();
        (PART..=shared).rev().any(|length| {
            let cut = word.char_indices().nth(length).map_or(word.len(), |(at, _)| at);
            word.get(cut..).is_some_and(|tail| starts(tail, rest, parts + 1))
        })
    })
}
