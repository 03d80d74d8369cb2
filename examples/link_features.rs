//! Writes what the forests of `link` read of NEREL's gold mentions, for `tools/names/learn.py`:
//! `link_features holder|alias FOLDER`.
//!
//! One pair a line: the document's number, both arguments' positions, whether the gold links them, the kind of the first,
//! the lemmas that both are about, the features.
#![expect(clippy::print_stdout, reason = "an example")]

#[path = "gold/mod.rs"]
mod gold;

use std::path::Path;

use gold::{each, undirected};
use razmetka::document::RelationKind;
use razmetka::link::training;

fn main() {
    let usage = "usage: link_features holder|alias FOLDER";
    let which = std::env::args().nth(1).expect(usage);
    let folder = std::env::args().nth(2).expect(usage);
    let mut number = 0;
    each(Path::new(&folder), |context, mentions, entities, gold| {
        let (kind, candidates) = match which.as_str() {
            "holder" => (RelationKind::WorksAs, training::holders(context, mentions, entities)),
            _ => (RelationKind::AlternativeName, training::aliases(context, mentions)),
        };
        let heads = training::heads(context, mentions);
        for candidate in candidates {
            let link = undirected((kind, mentions[candidate.from].span, mentions[candidate.to].span));
            let row: Vec<String> = candidate.row.iter().map(f32::to_string).collect();
            let label = u8::from(gold.links.contains(&link));
            let ((kind, first), (_, second)) = (heads[candidate.from], heads[candidate.to]);
            let place = format!("{number}\t{}\t{}\t{label}", candidate.from, candidate.to);
            println!("{place}\t{kind}\t{first}\t{second}\t{}", row.join(" "));
        }
        number += 1;
    });
}
