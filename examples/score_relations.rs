//! Scores relations between the gold mentions of a folder of brat files (NEREL), in three ways.
//!
//! By mentions: the kind and the spans of both arguments must be the gold's; ALTERNATIVE_NAME goes without regard to
//! direction. By names: mentions of one kind and one dictionary form in a document count as one argument, because
//! the gold links only some two of the mentions of two names, often not the nearest; a link of a name with itself
//! is left out on both sides.
//!
//! By things, for ALTERNATIVE_NAME alone (as MUC scores coreference): links join names, and a link is right when the
//! links of the other side join its two names, directly or through other names. Which two of three names of a
//! thing are linked does not matter then. F1 is of the share of the gold's links that are right (R) and that of the
//! found ones (P). The gold also refers mentions to Wikidata, but links only three fifths of the names that mean the same
//! there. So the share of found links is given too that join names of one thing by the gold's links or by Wikidata.
//!
//! `cargo run --release --example score_relations -- ../shared/data/nerel/dev [KIND]`; with a kind, prints the links
//! of that kind by names that are missed (-), found amiss (+) and right (=).
#![expect(clippy::print_stdout, reason = "an example")]

#[path = "gold/mod.rs"]
mod gold;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gold::{Gold, KINDS, Link, each, undirected};
use razmetka::document::{Mention, MentionId, RelationKind};
use razmetka::text::fold;
use razmetka::{Span, link};

/// Gold, found and right links of a kind.
type Tallies = BTreeMap<RelationKind, [usize; 3]>;

fn main() {
    let folder = std::env::args().nth(1).expect("usage: score_relations FOLDER [KIND]");
    let shown = std::env::args().nth(2);
    let (mut by_mention, mut by_name) = (Tallies::new(), Tallies::new());
    let mut by_thing = [0; 4];
    let mut by_reference = 0;
    each(Path::new(&folder), |context, mentions, entities, Gold { links: gold, things }| {
        let relations = link::relations(context, mentions, entities);
        let span = |id: MentionId| mentions[id.0 as usize].span;
        let found: BTreeSet<Link> =
            relations.iter().map(|r| undirected((r.kind, span(r.from), span(r.to)))).collect();
        count(&mut by_mention, gold, &found);
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
        let (gold_names, found_names) = (names(gold), names(&found));
        count(&mut by_name, &gold_names, &found_names);
        let of_things = [(&gold_names, &found_names), (&found_names, &gold_names)].map(|(a, b)| joined(a, b));
        for (sum, part) in by_thing.iter_mut().zip(of_things.into_iter().flatten()) {
            *sum += part;
        }
        let mut known = gold_names.clone();
        let mut first_of = BTreeMap::new();
        for (&(_, span), number) in things {
            let first = first_of.entry(number).or_insert_with(|| name(span)).clone();
            known.insert((RelationKind::AlternativeName, first, name(span)));
        }
        by_reference += joined(&found_names, &known)[1];
        for (kind, _) in KINDS.iter().filter(|(_, name)| shown.as_deref() == Some(name)) {
            for (link, sign) in
                gold_names.union(&found_names).map(|link| (link, sign(link, &gold_names, &found_names)))
            {
                if link.0 == *kind {
                    println!("{sign} {} | {} | {}", link.1.0.name(), link.1.1, link.2.1);
                }
            }
        }
    });
    print(&by_mention);
    println!("by names:");
    print(&by_name);
    let [gold, right_of_gold, found, right] = by_thing.map(|count| count as f64);
    let (precision, recall) = (right / found, right_of_gold / gold);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("by things:\nALTERNATIVE_NAME   P {precision:.3} R {recall:.3} F1 {f1:.3}");
    println!("or by Wikidata:\nALTERNATIVE_NAME   P {:.3}", by_reference as f64 / found);
}

/// How many pairs of names the links of one side hold, and how many of these the other side's links join.
fn joined<T: Ord>(
    links: &BTreeSet<(RelationKind, T, T)>,
    others: &BTreeSet<(RelationKind, T, T)>,
) -> [usize; 2] {
    let of = |links| -> Vec<(&T, &T)> {
        let links: &BTreeSet<(RelationKind, T, T)> = links;
        let names = links.iter().filter(|link| link.0 == RelationKind::AlternativeName);
        names.map(|(_, a, b)| (a, b)).collect()
    };
    let others = of(others);
    let reach = |from: &T, to: &T| {
        let mut reached = BTreeSet::from([from]);
        loop {
            let before = reached.len();
            for (a, b) in &others {
                if reached.contains(a) || reached.contains(b) {
                    reached.extend([*a, *b]);
                }
            }
            if reached.len() == before {
                return reached.contains(to);
            }
        }
    };
    let links = of(links);
    [links.len(), links.iter().filter(|(a, b)| reach(a, b)).count()]
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
