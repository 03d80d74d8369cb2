//! Organisations: a head noun with the adjectives before it and the complement after it, a name in quote marks,
//! a place; abbreviations; names in Latin letters.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::grammar::{agrees, complement, noun_lemmas};
use super::names::{begins_sentence, compound, hyphenated, is_acronym, is_capital, is_roman, stem};
use super::quoted::{self, Quoted, is_name};
use super::{Candidate, Context, Rule, lists};
use crate::document::{Kind, TokenKind};
use crate::morph::Part;
use crate::seeds;
use crate::span::Span;

pub(super) const RULES: &[Rule] = &[
    Rule { name: "organization.head", find: find_heads },
    Rule { name: "organization.quoted", find: find_quoted },
    Rule { name: "organization.acronym", find: find_acronyms },
];

/// What the names of a head noun may look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// They have a capital somewhere: Центр, Фонд.
    Capital,
    /// They may be in small letters, but have no complement then: суд, полиция.
    Small,
    /// They may be in small letters with a complement: министерство, департамент.
    SmallWithComplement,
}

static HEADS: LazyLock<HashMap<&str, Style>> = LazyLock::new(|| {
    let list = seeds::list("organization_heads");
    let entry = |line: &'static str| {
        let mut fields = line.split('\t');
        let lemma = fields.next()?;
        let style = match fields.next() {
            Some("small") => Style::Small,
            Some("complement") => Style::SmallWithComplement,
            _ => Style::Capital,
        };
        Some((lemma, style))
    };
    list.lines().filter(|line| !line.starts_with('#')).filter_map(entry).collect()
});

/// Adjectives that are no part of a name.
const NO_NAME: &[&str] = &[
    "новый",
    "старый",
    "другой",
    "этот",
    "свой",
    "весь",
    "каждый",
    "бывший",
    "данный",
    "собственный",
    "крупный",
    "крупнейший",
    "ведущий",
    "местный",
    "первый",
    "второй",
    "третий",
    "последний",
    "наш",
    "их",
    "тот",
    "такой",
    "любой",
    "один",
    "сам",
    "самый",
    "некоторый",
    "многие",
    "известный",
    "российский",
    "нынешний",
    "будущий",
    "следующий",
    "остальной",
    "сегодняшний",
    "целый",
    "отдельный",
    "большой",
    "маленький",
    "подобный",
];

fn candidate(
    context: &Context<'_>,
    (first, last): (usize, usize),
    rule: &'static str,
    score: f32,
) -> Candidate {
    Candidate { span: context.span(first, last), kind: Kind::Organization, value: None, rule, score }
}

fn find_heads(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let closes: HashMap<usize, usize> = quoted::pairs(context)
        .into_iter()
        .filter(|pair| is_name(context, *pair))
        .map(|pair| (pair.open, pair.close))
        .collect();
    for at in 0..context.tokens.len() {
        let Some(&style) = noun_lemmas(context, at).find_map(|lemma| HEADS.get(lemma)) else { continue };
        let first = adjectives(context, at);
        let capital = is_capital(context, first) && !begins_sentence(context, first)
            || is_capital(context, at) && !begins_sentence(context, at);
        let takes = capital || style == Style::SmallWithComplement;
        let body = Some(at).filter(|_| takes).and_then(|at| complement(context, at + 1)).unwrap_or(at);
        let after = skip_brackets(context, body + 1);
        if let Some(&close) = closes.get(&after)
            && (capital || body > at || first < at || after > body + 1)
        {
            found.push(candidate(context, (first, close), "organization.head_quoted", 0.9));
            continue;
        }
        let is_country = lists::at(context, first)
            .iter()
            .any(|found| found.what.kind == Kind::Country && found.last == at);
        if is_country || (!capital && style == Style::Capital) {
            continue;
        }
        let end = place(context, body + 1).unwrap_or(body);
        let (rule, score) = match (capital, end > body, body > at, first < at) {
            (true, true, ..) => ("organization.capital_place", 0.8),
            (true, _, true, _) => ("organization.capital_complement", 0.75),
            (true, _, _, true) => ("organization.capital_adjective", 0.8),
            (true, ..) => ("organization.capital", 0.2),
            (false, true, ..) => ("organization.small_place", 0.7),
            (false, _, true, _) => ("organization.small_complement", 0.5),
            (false, _, _, true) => ("organization.small_adjective", 0.3),
            (false, ..) => continue,
        };
        found.push(candidate(context, (first, end), rule, score));
    }
}

/// The first of the adjectives before a noun that can belong to its name.
fn adjectives(context: &Context<'_>, noun: usize) -> usize {
    let mut first = noun;
    while let Some(before) = first.checked_sub(1) {
        let start = hyphenated(context, before);
        let fits =
            !context.breaks_before(first) && agrees(context, before, noun) && !is_stopped(context, before);
        if !fits || (is_capital(context, first) && first < noun && !is_capital(context, start)) {
            break;
        }
        first = start;
    }
    first
}

fn is_stopped(context: &Context<'_>, at: usize) -> bool {
    !is_capital(context, at)
        && context.readings(at).iter().any(|reading| {
            NO_NAME.contains(&reading.lemma.as_str())
                || matches!(reading.part, Part::Pronoun | Part::Numeral | Part::Participle)
        })
}

/// The token after "(ОЭЗ)".
fn skip_brackets(context: &Context<'_>, at: usize) -> usize {
    if context.token(at) == "(" && is_acronym(context, at + 1) && context.token(at + 2) == ")" {
        at + 3
    } else {
        at
    }
}

/// The last token of a place in the genitive after a name: "города Москвы", "США", "по Москве", "в Казани".
fn place(context: &Context<'_>, at: usize) -> Option<usize> {
    if context.breaks_before(at) {
        return None;
    }
    let named = |at: usize| {
        let places = lists::at(context, at).into_iter().filter(|found| {
            matches!(found.what.kind, Kind::City | Kind::Country | Kind::StateOrProvince | Kind::Location)
        });
        places.filter(|found| is_noun_place(context, found.last)).map(|found| found.last).max()
    };
    match context.key(at) {
        "города" | "г" | "республики" => {
            named(at + 1 + usize::from(context.token(at + 1) == "."))
        }
        "столицы" => Some(at),
        _ => region(context, at).or_else(|| named(at)),
    }
}

/// Whether a place is named by a noun, not by an adjective that belongs to what follows.
fn is_noun_place(context: &Context<'_>, at: usize) -> bool {
    is_acronym(context, at)
        || !context
            .readings(at)
            .first()
            .is_some_and(|reading| reading.part == Part::Adjective && reading.known)
}

/// "Московской области", "Пермского края".
pub(super) fn region(context: &Context<'_>, at: usize) -> Option<usize> {
    let noun = compound(context, at) + 1;
    let is_region = noun_lemmas(context, noun).any(|lemma| REGIONS.contains(&lemma));
    (is_capital(context, at) && is_region && agrees(context, noun - 1, noun)).then_some(noun)
}

/// Nouns of regions that follow an adjective.
pub(super) const REGIONS: &[&str] = &["область", "край", "республика", "губерния", "округ"];

/// Names in quote marks after an abbreviation ("ОЭЗ «Технополис Москва»"), names that begin with a known one
/// («Ведомости. Город»), and names that the text has introduced and repeats without their noun.
fn find_quoted(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let pairs: Vec<Quoted> =
        quoted::pairs(context).into_iter().filter(|pair| is_name(context, *pair)).collect();
    let organizations =
        || found.iter().filter(|candidate| candidate.kind == Kind::Organization && candidate.score > 0.5);
    let taken: HashSet<Span> = organizations().map(|candidate| candidate.span).collect();
    let ends: HashSet<u32> = organizations().map(|candidate| candidate.span.end()).collect();
    let mut known: HashSet<Vec<&str>> = HashSet::new();
    let mut bare: Vec<Quoted> = Vec::new();
    for &pair in &pairs {
        let before = pair.open.wrapping_sub(1);
        let is_whole = ends.contains(&context.tokens[pair.close].span.end());
        if is_whole || has_acronym(context, pair) {
            known.insert(stems(context, pair));
            if !is_whole {
                found.push(candidate(context, (before, pair.close), "organization.acronym_quoted", 0.9));
            }
        } else if taken.contains(&context.span(pair.open + 1, pair.close - 1)) {
            known.insert(stems(context, pair));
        } else {
            bare.push(pair);
        }
    }
    for pair in bare {
        let place = (pair.open + 1, pair.close - 1);
        if known.contains(&stems(context, pair)) {
            found.push(candidate(context, place, "organization.known_quoted", 0.75));
        } else if begins_known(context, pair) {
            found.push(candidate(context, place, "organization.begins_known", 0.7));
        }
    }
    let single: HashSet<&str> =
        known.iter().filter(|stems| stems.len() == 1).filter_map(|stems| stems.first().copied()).collect();
    for at in (0..context.tokens.len()).filter(|&at| !ends.contains(&context.tokens[at].span.end())) {
        if is_capital(context, at)
            && single.contains(stem(context.key(at)))
            && !is_whole_quote(context, at, &ends)
        {
            found.push(candidate(context, (at, at), "organization.known", 0.85));
        }
    }
}

/// Whether an abbreviation stands before the mark: ОЭЗ «Технополис Москва».
fn has_acronym(context: &Context<'_>, pair: Quoted) -> bool {
    let Some(before) = pair.open.checked_sub(1) else { return false };
    let is_district = lists::at(context, pair.open + 1)
        .iter()
        .any(|found| found.last == pair.close - 1 && found.what.kind == Kind::District);
    is_acronym(context, before)
        && !is_district
        && context.token(before).chars().count() < 7
        && !context.breaks_before(pair.open)
        && !quoted::FORMS.contains(&context.token(before))
        && !NO_ORGANIZATION.contains(&context.token(before))
}

/// Whether a single word stands in quote marks that end a longer name.
fn is_whole_quote(context: &Context<'_>, at: usize, ends: &HashSet<u32>) -> bool {
    context.tokens.get(at + 1).is_some_and(|next| ends.contains(&next.span.end()))
}

/// Whether a quoted name of several words begins with a known organisation.
fn begins_known(context: &Context<'_>, pair: Quoted) -> bool {
    lists::at(context, pair.open + 1).iter().any(|found| {
        found.what.kind == Kind::Organization && found.what.score >= 0.8 && found.last < pair.close - 1
    })
}

fn stems<'c>(context: &'c Context<'_>, pair: Quoted) -> Vec<&'c str> {
    let words = (pair.open + 1..pair.close).filter(|&at| context.tokens[at].kind != TokenKind::Mark);
    words.map(|at| stem(context.key(at))).collect()
}

/// Abbreviations that name no organisation.
const NO_ORGANIZATION: &[&str] = &[
    "ДТП",
    "ИВЛ",
    "СНВ",
    "VPN",
    "НИИ",
    "RIP",
    "COVID",
    "НКО",
    "ОБЖ",
    "ПЭТ",
    "ВОВ",
    "АТО",
    "LTE",
    "GSM",
    "HTTPS",
    "URL",
    "СМИ",
    "ТВ",
    "ВИЧ",
    "ДНК",
    "РНК",
    "НДС",
    "ВВП",
    "ЕГЭ",
    "АЭС",
    "ГЭС",
    "ТЭЦ",
    "МКС",
    "ЧМ",
    "ЧЕ",
    "ПДД",
    "УК",
    "ЧП",
    "ЧС",
    "СПИД",
    "ГОСТ",
    "США",
    "РФ",
    "СССР",
    "КНР",
    "ОАЭ",
    "ЮАР",
    "ФРГ",
    "ГДР",
    "КНДР",
    "МСК",
    "ТАСС",
    "НЛО",
    "ИП",
    "ООО",
    "ОАО",
    "ЗАО",
    "ПАО",
    "АО",
    "ЖКХ",
    "СВО",
    "ИИ",
    "IT",
    "ИТ",
    "ПО",
    "GPS",
    "TV",
    "PR",
    "DVD",
    "CD",
    "SMS",
    "USB",
    "VIP",
    "СПГ",
    "МРОТ",
    "НДФЛ",
    "ДВС",
    "ЛГБТ",
    "БПЛА",
    "РСЗО",
    "ПВО",
    "КПП",
    "ИНН",
    "QR",
    "GMT",
    "UTC",
    "ID",
    "АПК",
    "ТЭК",
    "НИОКР",
    "ОРВИ",
    "МРТ",
];

/// ФСКН, WADA; with a place after it: МИД России.
fn find_acronyms(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let opened: HashSet<usize> = quoted::pairs(context).into_iter().map(|pair| pair.open).collect();
    for at in 0..context.tokens.len() {
        let token = context.token(at);
        let listed = lists::at(context, at);
        let is_listed = listed.iter().any(|found| found.what.kind == Kind::Organization && found.last == at);
        let length = token.chars().count();
        if is_acronym(context, at)
            && (2..7).contains(&length)
            && !is_roman(context, at)
            && listed.is_empty()
            && !NO_ORGANIZATION.contains(&token)
            && !in_capitals(context, at)
            && !is_part_of_code(context, at)
            && !opened.contains(&(at + 1))
            && !(at > 0 && opened.contains(&(at - 1)))
        {
            found.push(candidate(
                context,
                (at, at),
                "organization.acronym",
                if length == 2 { 0.3 } else { 0.45 },
            ));
        } else if !is_listed {
            continue;
        }
        if let Some(last) = place(context, at + 1) {
            found.push(candidate(context, (at, last), "organization.acronym_place", 0.7));
        }
    }
}

/// Whether an abbreviation belongs to a longer code, an address or a Latin name: COVID-19, SARS-CoV-2, MGM National.
fn is_part_of_code(context: &Context<'_>, at: usize) -> bool {
    let is_latin = |at: usize| context.key(at).starts_with(|c: char| c.is_ascii_lowercase());
    let glued = |mark: &str| matches!(mark, "-" | "/" | "=" | "_" | "." | "@");
    let before = at.checked_sub(1);
    let after_glue = context.is_joined(at) && glued(context.token(at + 1)) && context.is_joined(at + 1);
    let before_glue = before.is_some_and(|before| context.is_joined(before) && glued(context.token(before)));
    let in_name = is_latin(at) && (is_latin(at + 1) || before.is_some_and(is_latin));
    after_glue || before_glue || in_name
}

/// Whether the words beside an abbreviation are in capitals too: a heading.
fn in_capitals(context: &Context<'_>, at: usize) -> bool {
    let long = |at: usize| is_acronym(context, at) && context.token(at).chars().count() > 6;
    long(at + 1) || at.checked_sub(1).is_some_and(long)
}
