//! Writes what the tagger sees of a folder of texts, for `tools/train`: a line of JSON for each text.
//!
//! `cargo run --profile quick --example export_features -- ../shared/data/nerel/train > train.jsonl`
//!
//! `{"name", "words": [[key, affixes, lemma, lemma bucket, grammar]], "units": [{"tokens": [[start, end, word, shape, glued, starts,
//! inside, ends]], "rules": [[first, last, kind]]}]}`; offsets are code points.

#![expect(clippy::print_stdout, reason = "an example")]
#![expect(clippy::disallowed_methods, reason = "an example reads files")]

use std::path::PathBuf;

use razmetka::tag::neural::features::{self, Token, Unit};
use razmetka::{Options, Pipeline, Units};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: export_features FOLDER")?;
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let pipeline = Pipeline::new(Options { clean: false, ..Options::default() });
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        let document = pipeline.annotate(&text);
        let found = features::features(document.text.clean(), &pipeline.lexicon, &document.mentions);
        let units = Units::new(document.text.clean());
        let at = |offset: u32| units.code_point(offset);
        let words: Vec<Value> = found
            .words
            .iter()
            .map(|word| json!([word.key, word.affixes, word.lemma, word.lemma_bucket, word.grammar]))
            .collect();
        let token = |t: &Token| {
            let (start, end) = (at(t.span.start()), at(t.span.end()));
            json!([start, end, t.word, t.shape, t.glued, t.starts, t.inside, t.ends])
        };
        let unit = |unit: &Unit| {
            let tokens: Vec<Value> = unit.tokens.iter().map(token).collect();
            let rules: Vec<Value> =
                unit.mentions.iter().map(|rule| json!([rule.first, rule.last, rule.kind as u32])).collect();
            json!({"tokens": tokens, "rules": rules})
        };
        let units: Vec<Value> = found.units.iter().map(unit).collect();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        println!("{}", json!({"name": name, "words": words, "units": units}));
    }
    Ok(())
}
