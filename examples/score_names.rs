//! Scores normal forms of names on factRuEval's devset: `score_names ../shared/data/factrueval/devset [errors|mentions]`.
//!
//! `errors` prints what is wrong, `mentions` a table of the mentions that are scored with the gold's forms, for
//! `tools/names/beside_natasha.py`, which normalises and scores the same mentions with Natasha.
//! Names in Latin letters are left out: the gold transliterates them. A person is right when every part that the mention names equals the gold's attribute; an organisation or a
//! place, when the normal form of its name equals one of the gold's names. Letters are folded (lower case, ё → е).
#![expect(clippy::print_stdout, reason = "an example prints its result")]
#![expect(clippy::disallowed_methods, reason = "an example reads files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use razmetka::document::{Block, Kind, Mention, MentionId, Role, Value};
use razmetka::lexicon::Lexicon;
use razmetka::span::Span;
use razmetka::tag::Context;
use razmetka::text::fold;
use razmetka::{Units, normal, segment};

/// Lines of a table as lists of words, comments and empty lines left out.
fn table(folder: &Path, name: &str, extension: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder.join(format!("{name}.{extension}"))).unwrap_or_default();
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
    lines.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

struct Gold {
    kind: Kind,
    span: Span,
    /// Attributes that the mention may show, by name.
    attributes: BTreeMap<String, Vec<String>>,
    /// The attributes that its words name, in text order.
    parts: Vec<&'static str>,
}

fn attribute(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "name" => "firstname",
        "surname" => "lastname",
        "patronymic" => "patronymic",
        "org_name" | "loc_name" => "name",
        _ => return None,
    })
}

fn gold(folder: &Path, name: &str, units: &Units<'_>) -> Vec<Gold> {
    let mut attributes: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    let mut objects: Vec<String> = Vec::new();
    for line in table(folder, name, "coref") {
        match line.split_first() {
            Some((first, rest)) if first.bytes().all(|b| b.is_ascii_digit()) => objects = rest.to_vec(),
            Some((key, value)) => {
                let key = key.trim_end_matches(|c: char| c.is_ascii_digit());
                for object in &objects {
                    attributes
                        .entry(object.clone())
                        .or_default()
                        .entry(key.to_owned())
                        .or_default()
                        .push(fold(&value.join(" ")));
                }
            }
            None => {}
        }
    }
    let spans: BTreeMap<String, Vec<String>> =
        table(folder, name, "spans").into_iter().filter(|l| l.len() > 5).map(|l| (l[0].clone(), l)).collect();
    let mut found = Vec::new();
    for object in table(folder, name, "objects").into_iter().filter(|line| line.len() > 2) {
        let kind = match object[1].as_str() {
            "Person" => Kind::Person,
            "Org" => Kind::Organization,
            "LocOrg" | "Location" => Kind::City,
            _ => continue,
        };
        let Some(attributes) = attributes.get(&object[0]) else { continue };
        let mut parts: Vec<(u32, u32, &'static str)> = object[2..]
            .iter()
            .filter_map(|id| spans.get(id))
            .filter_map(|span| {
                let start: u32 = span[2].parse().ok()?;
                Some((start, start + span[3].parse::<u32>().ok()?, attribute(&span[1])?))
            })
            .collect();
        parts.sort_unstable();
        let (Some(&(start, ..)), Some(&(_, end, _))) = (parts.first(), parts.last()) else { continue };
        let (Some(start), Some(end)) = (units.byte_of_code_point(start), units.byte_of_code_point(end))
        else {
            continue;
        };
        found.push(Gold {
            kind,
            span: Span::new(start, end),
            attributes: attributes.clone(),
            parts: parts.iter().map(|p| p.2).collect(),
        });
    }
    found.sort_by_key(|gold| gold.span);
    found
}

/// Prints a mention for other programs: document, kind, offsets in code points, the named parts, the gold's forms.
fn print_mention(document: &str, gold: &Gold, units: &Units<'_>) {
    let offset = |byte: u32| units.code_point(byte).unwrap_or_default();
    let forms = gold.attributes.iter().map(|(key, values)| format!("{key}={}", values.join("|")));
    let (start, end) = (offset(gold.span.start()), offset(gold.span.end()));
    let forms = forms.collect::<Vec<_>>().join(";");
    println!("{document}\t{}\t{start}\t{end}\t{}\t{forms}", gold.kind.name(), gold.parts.join(","));
}

/// Whether two forms are equal, or one is the initial of the other.
fn same(gold: &str, found: &str) -> bool {
    gold == found || found.strip_suffix('.').is_some_and(|initial| gold.starts_with(initial))
}

fn is_right(gold: &Gold, mention: &Mention, text: &str) -> Option<bool> {
    let among = |key: &str, value: &str| {
        let Some(all) = gold.attributes.get(key) else { return false };
        let value = fold(value);
        let one_of = |word: &str| all.iter().any(|gold| same(gold, word));
        one_of(&value) || (key != "name" && value.split([' ', '-']).all(one_of))
    };
    let normal = mention.normal.as_deref().unwrap_or(text);
    if gold.kind != Kind::Person {
        return gold.attributes.contains_key("name").then(|| among("name", normal));
    }
    let latin = text.chars().any(|c| c.is_ascii_alphabetic());
    if latin || !gold.parts.iter().all(|part| gold.attributes.contains_key(*part)) {
        return None;
    }
    let Some(Value::Person(name)) = &mention.value else { return Some(false) };
    let value = |part: &str| match part {
        "firstname" => name.first.as_deref(),
        "lastname" => name.last.as_deref(),
        _ => name.middle.as_deref(),
    };
    let strict = gold.parts.iter().all(|part| value(part).is_some_and(|v| among(part, v)));
    let combined = fold(normal);
    let words: Vec<&str> = combined.split(' ').collect();
    let loose = gold.parts.len() == words.len()
        && words.iter().all(|word| gold.parts.iter().any(|part| among(part, word)));
    Some(strict || loose)
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "../shared/data/factrueval/devset".to_owned());
    let what = arguments.next();
    let (show, export) = (what.as_deref() == Some("errors"), what.as_deref() == Some("mentions"));
    let folder = Path::new(&folder);
    let lexicon = Lexicon::embedded();
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            entry.ok()?.file_name().into_string().ok()?.strip_suffix(".txt").map(str::to_owned)
        })
        .collect();
    names.sort();
    let mut scores: BTreeMap<Kind, (u32, u32, u32)> = BTreeMap::new();
    for name in names {
        let text = fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap_or_default();
        let units = Units::new(&text);
        let gold = gold(folder, &name, &units);
        let whole = Span::of(0..text.len());
        let blocks = [Block {
            span: whole,
            source: Span::of(0..text.len()),
            role: Role::Body,
            kept: true,
            reason: None,
            score: 1.0,
        }];
        let tokens = segment::tokens(&text);
        let sentences = segment::sentences(&text, &tokens, &blocks);
        let context = Context::new(&text, (&tokens, &sentences, &blocks), &lexicon, None);
        let mut mentions: Vec<Mention> = gold
            .iter()
            .zip(0..)
            .map(|(gold, id)| Mention::by_editor(MentionId(id), gold.span, gold.kind))
            .collect();
        normal::normalize(&context, &mut mentions);
        for (gold, mention) in gold.iter().zip(&mentions) {
            let text = context.slice(mention.span);
            let Some(right) = is_right(gold, mention, text) else { continue };
            if export {
                print_mention(&name, gold, &units);
            }
            let (hits, unchanged, all) = scores.entry(gold.kind).or_default();
            *all += 1;
            *hits += u32::from(right);
            let plain = Mention { normal: None, ..mention.clone() };
            *unchanged += u32::from(gold.kind != Kind::Person && is_right(gold, &plain, text) == Some(true));
            if !right && show {
                println!(
                    "{} {name}: {text} -> {} {:?} {:?}",
                    gold.kind.name(),
                    mention.normal.as_deref().unwrap_or("="),
                    mention.value,
                    gold.attributes
                );
            }
        }
    }
    if export {
        return;
    }
    for kind in [Kind::Person, Kind::Organization, Kind::City] {
        let (hits, unchanged, all) = scores.get(&kind).copied().unwrap_or_default();
        println!(
            "{} {hits}/{all} = {:.3} (unchanged {unchanged})",
            kind.name(),
            f64::from(hits) / f64::from(all.max(1))
        );
    }
}
