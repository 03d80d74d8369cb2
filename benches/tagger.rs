//! How fast the tagger is natively, on one thread: `cargo bench --bench tagger [-- PACK]`.
//!
//! Loads a pack (the shipped one where none is named) and tags the sample articles cut to length; prints the share
//! of what the same vectors reach when they only multiply and add.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement reads files and the clock, and prints a table"
)]

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use razmetka::lexicon::Lexicon;
use razmetka::segment;
use razmetka::tag::neural::Tagger;
use razmetka::tag::neural::features::features;
use razmetka::tag::{Context, Finders};
use razmetka::{Options, Pipeline};

/// In characters: an article, a long read.
const LENGTHS: [usize; 2] = [3_500, 20_000];
const RUNS: usize = 15;

fn main() {
    let named = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let path =
        named.unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/model/tagger.pack").to_owned());
    let Ok(bytes) = fs::read(&path) else { return println!("there is no {path}; name a pack") };
    let size = bytes.len();
    let before = resident();
    let started = Instant::now();
    let tagger = Tagger::from_bytes(bytes).expect("the pack is whole");
    let loading = started.elapsed().as_secs_f64() * 1e3;
    println!("{path}: {:.1} MB, loaded in {loading:.0} ms", size as f64 / 1e6);
    println!("memory beside its bytes: {:.1} MB", (resident() - before) / 1e6);
    let multiplications = tagger.multiplications();
    let started = Instant::now();
    let best = razmetka_kernel::peak::billions_a_second(|| started.elapsed().as_secs_f64());
    println!(
        "{:.2} million multiplications a token; {}: {best:.1} GMAC/s at best\n",
        multiplications as f64 / 1e6,
        razmetka_kernel::peak::NAME
    );

    let lexicon = Lexicon::embedded();
    println!(
        "{:>10} {:>7} {:>12} {:>11} {:>10} {:>7}   whole pipeline: rules, both",
        "characters", "tokens", "features, ms", "network, ms", "tokens/s", "share"
    );
    for length in LENGTHS {
        let text: String = samples().iter().cycle().flat_map(|text| text.chars()).take(length).collect();
        let tokens = segment::tokens(&text);
        let context = Context::new(&text, (&tokens, &[], &[]), &lexicon, None);
        let reading = median(|| drop(black_box(features(&text, &lexicon, &[]))));
        let tagging = median(|| drop(black_box(tagger.tag(&context, &[]))));
        let count: usize = features(&text, &lexicon, &[]).units.iter().map(|unit| unit.tokens.len()).sum();
        let network = tagging - reading;
        let share = (count * multiplications) as f64 / network / 1e9 / best;
        let mut pipeline = Pipeline::new(Options::default());
        let rules = median(|| drop(black_box(pipeline.annotate(&text))));
        pipeline.tagger = Some(tagger.clone().into());
        pipeline.options.finders = Finders::Both;
        let both = median(|| drop(black_box(pipeline.annotate(&text))));
        println!(
            "{length:>10} {count:>7} {:>12.1} {:>11.1} {:>10.0} {share:>7.2}   {:.1} ms, {:.1} ms",
            reading * 1e3,
            network * 1e3,
            count as f64 / tagging,
            rules * 1e3,
            both * 1e3
        );
    }
}

fn samples() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/articles");
    let entries = fs::read_dir(folder).expect("the samples are part of the repository");
    let files = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut texts: Vec<_> = files.filter(|file| file.extension().is_some_and(|end| end == "txt")).collect();
    texts.sort();
    texts.iter().map(|file| fs::read_to_string(file).expect("the samples are UTF-8")).collect()
}

/// In seconds.
fn median(mut work: impl FnMut()) -> f64 {
    let run = |_| {
        let started = Instant::now();
        work();
        started.elapsed().as_secs_f64()
    };
    let mut times: Vec<f64> = (0..RUNS).map(run).collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// Memory of the process in bytes, where the system tells it.
fn resident() -> f64 {
    let pages = fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|pages| pages.split(' ').nth(1)?.parse::<f64>().ok());
    pages.unwrap_or_default() * 4096.0
}
