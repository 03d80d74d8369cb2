//! Names that are shorter forms of others: "выборы" of "президентские выборы", "Минкомсвязь" of "Министерство
//! связи", a second name in brackets.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use super::Groups;
use super::names::tokens;
use crate::document::{Kind, Mention, TokenKind};
use crate::morph::{Name, Part};
use crate::tag::{Context, stem};

/// The words of a name.
struct Words<'c> {
    at: usize,
    head: &'c str,
    stems: Vec<&'c str>,
    /// Whether it is an organisation's proper name, and not a word for one: Газпром is not «Газпром нефть».
    is_name: bool,
}

/// Joins every name with the fuller one of its kind that has the same head and all of its words: the last one
/// before it, else the first after it. Events of one stem are one: арестован, арест.
pub(super) fn link(context: &Context<'_>, mentions: &[Mention], groups: &mut Groups) {
    let mut by_head: BTreeMap<(Kind, &str), Vec<Words<'_>>> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| shortens(mention.kind)) {
        if let Some(words) = words(context, at, mention) {
            by_head.entry((mention.kind, words.head)).or_default().push(words);
        }
    }
    by_brackets(context, mentions, groups);
    for same in by_head.values() {
        for (n, short) in same.iter().enumerate() {
            let fuller = |other: &&Words<'_>| {
                let is_fuller = match other.stems.len().cmp(&short.stems.len()) {
                    Ordering::Greater => !short.is_name,
                    _ => short.stems.len() == 1,
                };
                is_fuller && short.stems.iter().all(|word| other.stems.contains(word))
            };
            let before = same.iter().take(n).rev().take(REACH).find(fuller);
            let found = before.or_else(|| same.iter().skip(n + 1).take(REACH).find(fuller));
            if let Some(found) = found {
                groups.join(found.at, short.at);
            }
        }
    }
}

/// How many names with the same head are looked at.
const REACH: usize = 50;

/// Kinds whose names are shortened so.
const fn shortens(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Event
            | Kind::Facility
            | Kind::Law
            | Kind::Location
            | Kind::Organization
            | Kind::Product
            | Kind::WorkOfArt
    )
}

fn words<'c>(context: &'c Context<'c>, at: usize, mention: &Mention) -> Option<Words<'c>> {
    const LONGEST: usize = 12;
    // «Ведомости. Город» is another paper than «Ведомости».
    if tokens(context, mention).any(|at| context.token(at) == ".") {
        return None;
    }
    let words = tokens(context, mention).filter(|&at| context.tokens[at].kind != TokenKind::Mark);
    let words: Vec<usize> = words.take(LONGEST).collect();
    let is_noun =
        |&&at: &&usize| context.readings(at).first().is_some_and(|reading| reading.part == Part::Noun);
    let head = words.iter().find(is_noun).or(words.first())?;
    let key = |at: usize| key(context.key(at), mention.kind);
    let is_name = mention.kind == Kind::Organization
        && words.len() == 1
        && context.readings(*head).first().is_some_and(|reading| reading.name == Some(Name::Organization));
    Some(Words { at, head: key(*head), stems: words.iter().map(|&at| key(at)).collect(), is_name })
}

/// The stem of a word; of an event's, as much as its verb and its noun share.
fn key(word: &str, kind: Kind) -> &str {
    const SHARED: usize = 5;
    let stem = stem(word);
    let end = stem.char_indices().nth(SHARED).filter(|_| kind == Kind::Event).map(|(at, _)| at);
    end.and_then(|end| stem.get(..end)).unwrap_or(stem)
}

/// "Форум стран — экспортёров газа (ФСЭГ)", "Марк Цукерберг (Mark Zuckerberg)", "Арсен Павлов (Моторола)": the
/// brackets hold another name of the same.
fn by_brackets(context: &Context<'_>, mentions: &[Mention], groups: &mut Groups) {
    let mut ends: HashMap<(Kind, u32), usize> = HashMap::new();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| !mention.kind.is_numeric()) {
        ends.entry((mention.kind, mention.span.end())).or_insert(at);
        let tokens = tokens(context, mention);
        let is_mark = |at: usize| matches!(context.token(at), "«" | "»" | "\"" | "'" | "“" | "”" | "„");
        let open = (1..=3).map_while(|back| tokens.start.checked_sub(back)).find(|&at| !is_mark(at));
        let close = (tokens.end..tokens.end + 3).find(|&at| !is_mark(at)).unwrap_or(tokens.end);
        let Some(open) = open.filter(|&open| context.token(open) == "(" && context.token(close) == ")")
        else {
            continue;
        };
        let before = (1..=3).map_while(|back| open.checked_sub(back)).find(|&at| !is_mark(at));
        let before = before.and_then(|before| ends.get(&(mention.kind, context.tokens[before].span.end())));
        let text = context.slice(mention.span);
        let is_short = text.chars().filter(|c| c.is_uppercase()).count() > 1;
        let is_foreign = text.chars().any(|c| c.is_ascii_alphabetic());
        let is_name = matches!(mention.kind, Kind::Person | Kind::WorkOfArt | Kind::Product | Kind::Event);
        if let Some(&other) = before.filter(|_| is_short || is_foreign || is_name) {
            groups.join(other, at);
        }
    }
}
