//! How fast the pipeline is: `cargo xtask bench`.
//!
//! Whole articles one after the other, cut to length; the median of several runs, and how the time grows.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement reads files and the clock, and prints a table"
)]

use std::fs;
use std::time::{Duration, Instant};

use razmetka::{Options, Pipeline};

/// In characters: a short article, a long read, an archive.
const LENGTHS: [usize; 4] = [3_500, 20_000, 200_000, 1_000_000];
/// Enough runs for a median, but no more than this time for one length.
const MOST_RUNS: usize = 15;
const MOST_TIME: Duration = Duration::from_secs(10);

fn main() {
    let loading = Instant::now();
    let pipeline = Pipeline::new(Options::default());
    println!("the word lists load in {:.1} ms\n", loading.elapsed().as_secs_f64() * 1e3);
    println!("{:>12} {:>12} {:>18}", "characters", "ms", "characters per ms");
    let samples = samples();
    for length in LENGTHS {
        let text: String = samples.iter().cycle().flat_map(|text| text.chars()).take(length).collect();
        let time = median(&pipeline, &text).as_secs_f64() * 1e3;
        println!("{length:>12} {time:>12.2} {:>18.0}", length as f64 / time);
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

fn median(pipeline: &Pipeline, text: &str) -> Duration {
    let started = Instant::now();
    let mut times = Vec::new();
    while times.is_empty() || (times.len() < MOST_RUNS && started.elapsed() < MOST_TIME) {
        let run = Instant::now();
        std::hint::black_box(pipeline.annotate(std::hint::black_box(text)));
        times.push(run.elapsed());
    }
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
