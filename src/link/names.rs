//! What a mention is called: keys that do not depend on case, and the name that an entity is shown by.

use std::collections::HashMap;

use crate::case::lower;
use crate::document::{Kind, Mention, PersonName, TokenKind, Value};
use crate::tag::{Context, known_name, stem, usual_name};

/// The tokens of a mention, as positions.
pub(super) fn tokens(context: &Context<'_>, mention: &Mention) -> std::ops::Range<usize> {
    context.token_at(mention.span.start())..context.token_at(mention.span.end())
}

/// The usual name of a listed place, or else the stems of the words without marks.
pub(super) fn key(context: &Context<'_>, mention: &Mention) -> String {
    if !is_place(mention.kind) {
        return stems(context, tokens(context, mention));
    }
    match known_name(context, mention.span, mention.kind) {
        Some(name) => place_key(&lower(name)),
        None => place_key(&stems(context, tokens(context, mention))),
    }
}

/// What a place and its adjective share: Тамбов, тамбовский; and Петербург with Санкт-Петербург.
fn place_key(name: &str) -> String {
    let name = name.strip_prefix("санкт").map_or(name, |rest| rest.trim_start_matches([' ', '-']));
    let words = name.split([' ', '-']).filter(|word| !word.is_empty());
    let short = |word: &str| {
        let stem = stem(word);
        let place = stem.strip_suffix("ск").filter(|place| place.chars().count() > 2);
        place.unwrap_or(stem).to_owned()
    };
    words.map(short).collect::<Vec<_>>().join(" ")
}

/// Kinds whose adjectives and abbreviations the lists know.
pub(super) const fn is_place(kind: Kind) -> bool {
    matches!(kind, Kind::City | Kind::Country | Kind::StateOrProvince | Kind::Location | Kind::District)
}

/// The stems of the words and figures among tokens.
pub(super) fn stems(context: &Context<'_>, tokens: std::ops::Range<usize>) -> String {
    let words = tokens.filter(|&at| context.tokens[at].kind != TokenKind::Mark);
    words.map(|at| stem(context.key(at))).collect::<Vec<_>>().join(" ")
}

/// The name that an entity is shown by: a person's fullest name, a place's usual name, else the form that
/// stands most often among those that say most.
pub(super) fn fullest(context: &Context<'_>, members: &[&Mention]) -> String {
    let Some(first) = members.first() else { return String::new() };
    if first.kind == Kind::Person
        && let Some(name) = person(members)
    {
        return name;
    }
    if is_place(first.kind)
        && let Some(name) = members.iter().find_map(|mention| usual_name(context, mention.span, mention.kind))
    {
        return name;
    }
    let forms: Vec<String> =
        members.iter().map(|mention| without_brackets(normal(context, mention))).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for form in &forms {
        *counts.entry(form).or_default() += 1;
    }
    let weight = |form: &&String| {
        let marks = |wanted: &str| form.chars().filter(|&c| wanted.contains(c)).count();
        let is_balanced = marks("«„") == marks("»“");
        let count = if first.kind == Kind::Person { 0 } else { counts[form.as_str()] };
        let words = form.split_whitespace().count();
        (is_balanced, form.contains('«'), count, words)
    };
    // The first of equals, so that the text's order decides.
    forms.iter().rev().max_by_key(weight).cloned().unwrap_or_default()
}

/// A name without what it has in brackets: Особая экономическая зона (ОЭЗ) «Юг».
fn without_brackets(name: &str) -> String {
    let Some((before, (_, after))) =
        name.split_once(" (").and_then(|(before, rest)| Some((before, rest.split_once(')')?)))
    else {
        return name.to_owned();
    };
    [before, after].concat()
}

/// The dictionary form of a mention, or its text.
pub(super) fn normal<'c>(context: &Context<'c>, mention: &'c Mention) -> &'c str {
    mention.normal.as_deref().unwrap_or_else(|| context.slice(mention.span))
}

/// First name, patronymic and surname, each from the mention that says most of it.
fn person(members: &[&Mention]) -> Option<String> {
    let names = members.iter().filter_map(|mention| match &mention.value {
        Some(Value::Person(name)) => Some(name),
        _ => None,
    });
    let names: Vec<&PersonName> = names.collect();
    let longest = |part: fn(&PersonName) -> Option<&String>| {
        let parts = names.iter().rev().filter_map(|name| part(name));
        parts.max_by_key(|part| (!part.ends_with('.'), part.chars().any(is_cyrillic))).cloned()
    };
    let first = longest(|name| name.first.as_ref());
    // An initial says nothing beside a full given name: Владимир Путин, Путин В. В.
    let is_full = first.as_ref().is_some_and(|first| !first.ends_with('.'));
    let middle = longest(|name| name.middle.as_ref()).filter(|middle| !(is_full && middle.ends_with('.')));
    let parts = [first, middle, longest(|name| name.last.as_ref())];
    let full: Vec<String> = parts.into_iter().flatten().collect();
    let fullest = names
        .iter()
        .map(|name| [&name.first, &name.middle, &name.last].into_iter().flatten().count())
        .max()?;
    // Names that do not come apart (monarchs, single names) are shown as they are normalised.
    if fullest == 0 { None } else { Some(full.join(" ")) }
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё')
}
