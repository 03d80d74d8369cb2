//! Scores relations between the gold mentions of a folder of brat files (NEREL), in two ways.
//!
//! By mentions: the kind and the spans of both arguments must be the gold's; ALTERNATIVE_NAME goes without regard to
//! direction. By names: mentions of one kind and one dictionary form in a document count as one argument, because
//! the gold links only some two of the mentions of two names, often not the nearest; a link of a name with itself
//! is left out on both sides.
//!
//! `cargo run --release --example score_relations -- ../shared/data/nerel/dev [KIND]`; with a kind, prints the links
//! of that kind by names that are missed (-), found amiss (+) and right (=).
#![expect(clippy::print_stdout, reason = "an example")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use razmetka::document::{Kind, Mention, MentionId, RelationKind};
use razmetka::lexicon::Lexicon;
use razmetka::tag::Context;
use razmetka::text::fold;
use razmetka::{Span, link, normal, segment};

const KINDS: [(RelationKind, &str); 6] = [
    (RelationKind::WorksAs, "WORKS_AS"),
    (RelationKind::Workplace, "WORKPLACE"),
    (RelationKind::AlternativeName, "ALTERNATIVE_NAME"),
    (RelationKind::Abbreviation, "ABBREVIATION"),
    (RelationKind::AgeIs, "AGE_IS"),
    (RelationKind::HeadquarteredIn, "HEADQUARTERED_IN"),
];

type Link = (RelationKind, Span, Span);
/// Gold, found and right links of a kind.
type Tallies = BTreeMap<RelationKind, [usize; 3]>;

fn main() {
    let folder = std::env::args().nth(1).expect("usage: score_relations FOLDER [KIND]");
    let shown = std::env::args().nth(2);
    let lexicon = Lexicon::embedded();
    let (mut by_mention, mut by_name) = (Tallies::new(), Tallies::new());
    for (text, annotations) in documents(Path::new(&folder)) {
        let (mut mentions, gold) = read(&text, &annotations);
        let tokens = segment::tokens(&text);
        let sentences = segment::sentences(&text, &tokens, &[]);
        let context = Context::new(&text, (&tokens, &sentences, &[]), &lexicon, None);
        normal::normalize(&context, &mut mentions);
        let entities = link::entities(&context, &mut mentions);
        let relations = link::relations(&context, &mentions, &entities);
        let span = |id: MentionId| mentions[id.0 as usize].span;
        let found: BTreeSet<Link> =
            relations.iter().map(|r| undirected((r.kind, span(r.from), span(r.to)))).collect();
        count(&mut by_mention, &gold, &found);
        let name = |span: Span| {
            let same = |m: &&Mention| m.span == span;
            let mention = mentions.iter().find(same).expect("an argument is a mention");
            (mention.kind, fold(mention.normal.as_deref().unwrap_or_else(|| context.slice(span))))
        };
        let names = |links: &BTreeSet<Link>| -> BTreeSet<_> {
            let named = links.iter().map(|&(kind, from, to)| {
                let (from, to) = (name(from), name(to));
                let turns = kind == RelationKind::AlternativeName && to < from;
                if turns { (kind, to, from) } else { (kind, from, to) }
            });
            named.filter(|(_, from, to)| from != to).collect()
        };
        let (gold_names, found_names) = (names(&gold), names(&found));
        count(&mut by_name, &gold_names, &found_names);
        for (kind, _) in KINDS.iter().filter(|(_, name)| shown.as_deref() == Some(name)) {
            for (link, sign) in
                gold_names.union(&found_names).map(|link| (link, sign(link, &gold_names, &found_names)))
            {
                if link.0 == *kind {
                    println!("{sign} {} | {} | {}", link.1.0.name(), link.1.1, link.2.1);
                }
            }
        }
    }
    print(&by_mention);
    println!("by names:");
    print(&by_name);
}

/// `=` where a link is found and right, `-` where it is missed, `+` where it is found amiss.
fn sign<T: Ord>(link: &T, gold: &BTreeSet<T>, found: &BTreeSet<T>) -> char {
    match (gold.contains(link), found.contains(link)) {
        (true, true) => '=',
        (true, false) => '-',
        _ => '+',
    }
}

/// Adds the links of a document, whatever their arguments are.
fn count<T: Ord>(
    tallies: &mut Tallies,
    gold: &BTreeSet<(RelationKind, T, T)>,
    found: &BTreeSet<(RelationKind, T, T)>,
) {
    for (kind, _) in KINDS {
        let [expected, proposed, right] = tallies.entry(kind).or_default();
        *expected += gold.iter().filter(|link| link.0 == kind).count();
        *proposed += found.iter().filter(|link| link.0 == kind).count();
        *right += found.intersection(gold).filter(|link| link.0 == kind).count();
    }
}

fn print(tallies: &Tallies) {
    for (kind, name) in KINDS {
        let [gold, found, right] = tallies[&kind];
        let share = |whole: usize| right as f64 / whole.max(1) as f64;
        let f1 = 2.0 * right as f64 / (gold + found).max(1) as f64;
        println!(
            "{name:18} P {:.3} R {:.3} F1 {f1:.3}  gold {gold} found {found} right {right}",
            share(found),
            share(gold)
        );
    }
}

fn undirected((kind, from, to): Link) -> Link {
    if kind == RelationKind::AlternativeName { (kind, from.min(to), from.max(to)) } else { (kind, from, to) }
}

/// Gold mentions in their order and gold relations by spans.
fn read(text: &str, annotations: &str) -> (Vec<Mention>, BTreeSet<Link>) {
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let mut spans: HashMap<&str, Span> = HashMap::new();
    let mut marks: BTreeSet<(Span, Kind)> = BTreeSet::new();
    for line in annotations.lines().filter(|line| line.starts_with('T') && !line.contains(';')) {
        let mut fields = line.split(['\t', ' ']);
        let (Some(id), Some(kind)) = (fields.next(), fields.next().and_then(Kind::from_name)) else {
            continue;
        };
        let mut offset =
            || fields.next().and_then(|n| n.parse::<usize>().ok()).and_then(|n| bytes.get(n).copied());
        let (Some(start), Some(end)) = (offset(), offset()) else { continue };
        spans.insert(id, Span::of(start..end));
        marks.insert((Span::of(start..end), kind));
    }
    let mention =
        |(n, (span, kind)): (usize, (Span, Kind))| Mention::by_editor(MentionId(n as u32), span, kind);
    let gold = annotations.lines().filter(|line| line.starts_with('R')).filter_map(|line| {
        let mut fields = line.split('\t').nth(1)?.split(' ');
        let name = fields.next()?;
        let (kind, _) = KINDS.into_iter().find(|(_, other)| *other == name)?;
        let mut argument = || spans.get(fields.next()?.split_once(':')?.1).copied();
        Some(undirected((kind, argument()?, argument()?)))
    });
    let gold = gold.collect();
    (marks.into_iter().enumerate().map(mention).collect(), gold)
}

/// Text and annotations of each document, by name.
#[expect(clippy::disallowed_methods, reason = "an example reads files")]
fn documents(folder: &Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let read = |path: &Path| std::fs::read_to_string(path).expect("a text is UTF-8");
    paths.iter().map(|path| (read(path), read(&path.with_extension("ann")))).collect()
}
