//! Scores cleaning on a folder of pages: `score plain|html FOLDER [--worst] [--scores SCORES]`.
//!
//! With `--scores`, cleans by the scores in `SCORES/PAGE.scores` the logits of the linear model in
//! `SCORES/PAGE.linear` (f32, one a line) and the weights for the headline in `SCORES/PAGE.title` instead of the
//! built-in classifier.
//! Each page is a folder with `pasted.txt`, `pasted.html`, `gold.txt`. Prints the mean precision, recall and F1 over
//! token multisets, the share of pages under .5, the share whose first gold line is kept and marked as the title, and
//! times.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool for the terminal that reads files"
)]

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use razmetka::clean::training::Paste;
use razmetka::clean::{Cleaned, Options, clean, clean_html};
use razmetka::document::Role;

type Tokens = HashMap<String, usize>;

struct Score {
    page: String,
    precision: f64,
    recall: f64,
    f1: f64,
    title_kept: bool,
    title_marked: bool,
    millis: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [flavour, folder, ..] = arguments.as_slice() else {
        return Err("usage: score_clean plain|html FOLDER [--worst]".into());
    };
    let mut pages: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    pages.sort();
    let given =
        arguments.iter().position(|argument| argument == "--scores").and_then(|at| arguments.get(at + 1));
    let given = given.map(Path::new);
    let mut scores =
        pages.iter().map(|page| score(page, flavour == "html", given)).collect::<Result<Vec<_>, _>>()?;
    if arguments.iter().any(|argument| argument == "--worst") {
        print_worst(&mut scores);
    }
    print_summary(&mut scores);
    Ok(())
}

fn score(page: &Path, html: bool, given: Option<&Path>) -> Result<Score, Box<dyn Error>> {
    let file = if html { "pasted.html" } else { "pasted.txt" };
    let paste = std::fs::read_to_string(page.join(file))?;
    let gold = std::fs::read_to_string(page.join("gold.txt"))?;
    let options = Options::default();
    let start = Instant::now();
    let mut cleaned = if html { clean_html(&paste, &options) } else { clean(&paste, &options) };
    let millis = start.elapsed().as_secs_f64() * 1e3;
    if let Some(given) = given {
        let name = page.file_name().unwrap_or_default().to_string_lossy();
        let mut paste = if html { Paste::html(&paste) } else { Paste::text(&paste) };
        paste.set_linear(read_floats(&given.join(format!("{name}.linear")))?);
        let title = read_floats(&given.join(format!("{name}.title"))).unwrap_or_default();
        cleaned = paste.clean(&read_floats(&given.join(format!("{name}.scores")))?, title);
    }
    let (precision, recall, f1) = compare(&tokens(cleaned.text.clean()), &tokens(&gold));
    let first = gold.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let title_kept = cleaned.blocks.iter().any(|block| block.kept && same(&cleaned, block.source, first));
    let title_marked =
        cleaned.blocks.iter().any(|block| block.role == Role::Title && same(&cleaned, block.source, first));
    let page = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Score { page, precision, recall, f1, title_kept, title_marked, millis })
}

fn read_floats(path: &Path) -> std::io::Result<Vec<f32>> {
    Ok(std::fs::read(path)?.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect())
}

/// Whether a block says what the first gold line says: F1 of its tokens at least .8.
fn same(cleaned: &Cleaned, block: razmetka::Span<razmetka::Source>, line: &str) -> bool {
    compare(&tokens(cleaned.text.slice_source(block)), &tokens(line)).2 >= 0.8
}

fn tokens(text: &str) -> Tokens {
    let mut tokens = Tokens::new();
    let folded = text.to_lowercase().replace('ё', "е");
    for token in folded.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|token| !token.is_empty()) {
        *tokens.entry(token.to_owned()).or_insert(0) += 1;
    }
    tokens
}

fn compare(found: &Tokens, gold: &Tokens) -> (f64, f64, f64) {
    let common: usize =
        found.iter().map(|(token, &count)| count.min(gold.get(token).copied().unwrap_or(0))).sum();
    let (found, gold): (usize, usize) = (found.values().sum(), gold.values().sum());
    if common == 0 {
        return (0.0, 0.0, 0.0);
    }
    let (precision, recall) = (common as f64 / found as f64, common as f64 / gold as f64);
    (precision, recall, 2.0 * precision * recall / (precision + recall))
}

fn print_worst(scores: &mut [Score]) {
    scores.sort_by(|a, b| a.f1.total_cmp(&b.f1));
    for Score { page, precision, recall, f1, title_kept, .. } in scores.iter().take(30) {
        println!("{f1:.3} P {precision:.3} R {recall:.3} title {title_kept:5} {page}");
    }
}

fn print_summary(scores: &mut [Score]) {
    let mean =
        |value: &dyn Fn(&Score) -> f64| scores.iter().map(value).sum::<f64>() / scores.len().max(1) as f64;
    println!(
        "{} pages  P {:.4} R {:.4} F1 {:.4}  under .5 {:.1} %  title kept {:.1} % marked {:.1} %",
        scores.len(),
        mean(&|s| s.precision),
        mean(&|s| s.recall),
        mean(&|s| s.f1),
        100.0 * mean(&|s| f64::from(u8::from(s.f1 < 0.5))),
        100.0 * mean(&|s| f64::from(u8::from(s.title_kept))),
        100.0 * mean(&|s| f64::from(u8::from(s.title_marked))),
    );
    scores.sort_by(|a, b| a.millis.total_cmp(&b.millis));
    let (median, most) = (scores.get(scores.len() / 2), scores.last());
    println!(
        "ms a page: median {:.2}, most {:.1}",
        median.map_or(0.0, |s| s.millis),
        most.map_or(0.0, |s| s.millis)
    );
}
