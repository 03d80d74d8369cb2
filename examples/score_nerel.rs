//! Scores the mentions of a folder of brat files (NEREL): strict, span and kind, nested, micro-averaged.
//!
//! `cargo run --release --example score_nerel -- ../shared/data/nerel/dev [rules] [errors KIND]`

#![expect(clippy::print_stdout, reason = "an example")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use razmetka::document::{Kind, Origin};
use razmetka::{Options, Pipeline};

type Key = (usize, usize, Kind);

#[derive(Default, Clone, Copy)]
struct Tally {
    gold: usize,
    found: usize,
    right: usize,
}

impl Tally {
    fn print(&self, name: &str) {
        let ratio = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let (precision, recall) = (ratio(self.right, self.found), ratio(self.right, self.gold));
        let f1 = ratio(2 * self.right, self.found + self.gold);
        println!(
            "{name:28} P {precision:.3} R {recall:.3} F1 {f1:.3}  gold {:5} found {:5} right {:5}",
            self.gold, self.found, self.right
        );
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().expect("usage: score_nerel FOLDER [rules] [errors KIND]");
    let wants_rules = arguments.iter().any(|argument| argument == "rules");
    let errors =
        arguments.iter().position(|argument| argument == "errors").and_then(|at| arguments.get(at + 1));
    let pipeline = Pipeline::new(Options { clean: false, ..Options::default() });
    let mut kinds: BTreeMap<Kind, Tally> = BTreeMap::new();
    let mut rules: BTreeMap<(String, Kind), Tally> = BTreeMap::new();
    for (text, gold) in documents(Path::new(folder)) {
        let document = pipeline.annotate(&text);
        let units: HashMap<usize, usize> =
            text.char_indices().map(|(byte, _)| byte).chain([text.len()]).zip(0..).collect();
        let mut found: BTreeSet<Key> = BTreeSet::new();
        for mention in document.mentions.iter().filter(|mention| mention.kind != Kind::Quantity) {
            let range = mention.span.range();
            let key = (units[&range.start], units[&range.end], mention.kind);
            found.insert(key);
            let is_right = gold.contains(&key);
            if let Origin::Rule { name, .. } = &mention.origin {
                let tally = rules.entry((name.to_string(), mention.kind)).or_default();
                tally.found += 1;
                tally.right += usize::from(is_right);
                if errors.is_some_and(|kind| kind == mention.kind.name()) && !is_right {
                    println!("extra  {name}: {}", excerpt(&text, key));
                }
            }
        }
        for &key in &gold {
            if errors.is_some_and(|kind| kind == key.2.name()) && !found.contains(&key) {
                println!("missed {}", excerpt(&text, key));
            }
        }
        for kind in Kind::ALL {
            let tally = kinds.entry(kind).or_default();
            tally.gold += gold.iter().filter(|key| key.2 == kind).count();
            tally.found += found.iter().filter(|key| key.2 == kind).count();
            tally.right += found.intersection(&gold).filter(|key| key.2 == kind).count();
        }
    }
    if wants_rules {
        for ((name, kind), tally) in &rules {
            println!(
                "{:45} {:5}/{:5} {:.3}",
                format!("{name} {}", kind.name()),
                tally.right,
                tally.found,
                tally.right as f64 / tally.found as f64
            );
        }
    }
    for (kind, tally) in &kinds {
        tally.print(kind.name());
    }
    total(&kinds, |kind| !kind.is_numeric()).print("all but figures and dates");
    total(&kinds, |_| true).print("all");
}

fn total(kinds: &BTreeMap<Kind, Tally>, wanted: impl Fn(Kind) -> bool) -> Tally {
    let wanted = kinds.iter().filter(|(kind, _)| wanted(**kind));
    wanted.fold(Tally::default(), |sum, (_, tally)| Tally {
        gold: sum.gold + tally.gold,
        found: sum.found + tally.found,
        right: sum.right + tally.right,
    })
}

/// The span in brackets with what stands around it.
fn excerpt(text: &str, (start, end, _): Key) -> String {
    let characters: Vec<char> = text.chars().collect();
    let slice =
        |from: usize, to: usize| characters[from..to.min(characters.len())].iter().collect::<String>();
    let shown =
        format!("{}[{}]{}", slice(start.saturating_sub(40), start), slice(start, end), slice(end, end + 30));
    shown.replace('\n', "⏎")
}

/// Text and gold of each document, by name; discontinuous spans are left out.
#[expect(clippy::disallowed_methods, reason = "an example reads files")]
fn documents(folder: &Path) -> Vec<(String, BTreeSet<Key>)> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let read = |path: &Path| std::fs::read_to_string(path).expect("a text is UTF-8");
    paths.iter().map(|path| (read(path), gold(&read(&path.with_extension("ann"))))).collect()
}

fn gold(annotations: &str) -> BTreeSet<Key> {
    let mention = |line: &str| {
        let mut fields = line.strip_prefix('T')?.split('\t').nth(1)?.split(' ');
        let kind = Kind::from_name(fields.next()?)?;
        let start = fields.next()?.parse().ok()?;
        Some((start, fields.next()?.parse().ok()?, kind))
    };
    annotations.lines().filter(|line| !line.contains(';')).filter_map(mention).collect()
}
