//! What the browser has to fetch: each shipped file raw and gzipped, against a bound.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use flate2::{Compression, write::GzEncoder};

use crate::place::Place;
use crate::{page, setup, tools};

/// What page, worker and lexicon together may weigh, gzipped, in bytes.
const BOUND: usize = 500_000;

/// One shipped file; sizes in bytes.
struct Shipped {
    name: String,
    raw: usize,
    gzipped: usize,
    counts: bool,
}

/// `cargo xtask size`: builds the page, prints the table, fails over the bound.
pub(crate) fn run(place: &Place) -> Result<()> {
    setup::ensure(place, &tools::for_page())?;
    page::build(place)?;
    print(place)
}

/// Prints the table of what is in `dist/`; an error when it weighs too much.
pub(crate) fn print(place: &Place) -> Result<()> {
    let mut files = Vec::new();
    collect(&place.dist(), "", &mut files)?;
    files.sort_by(|a, b| b.gzipped.cmp(&a.gzipped).then_with(|| a.name.cmp(&b.name)));
    println!("\n{:<44} {:>12} {:>12}", "file", "bytes", "gzipped");
    for file in &files {
        let mark = if file.counts { "" } else { "  (apart)" };
        println!("{:<44} {:>12} {:>12}{mark}", file.name, file.raw, file.gzipped);
    }
    let counted = || files.iter().filter(|file| file.counts);
    let raw: usize = counted().map(|file| file.raw).sum();
    let gzipped: usize = counted().map(|file| file.gzipped).sum();
    println!("{:<44} {raw:>12} {gzipped:>12}  at most {BOUND}", "page, worker and lexicon");
    ensure!(
        gzipped <= BOUND,
        "page, worker and lexicon weigh {gzipped} bytes gzipped, over the {BOUND} allowed"
    );
    Ok(())
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<Shipped>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("no {}; `cargo xtask build`", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push(weigh(name, &fs::read(entry.path())?)?);
        }
    }
    Ok(())
}

fn weigh(name: String, bytes: &[u8]) -> Result<Shipped> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let gzipped = gzip.finish()?.len();
    Ok(Shipped { counts: counts(&name), name, raw: bytes.len(), gzipped })
}

/// The weights of the model and the rare words come later and apart; the fonts and the sample articles are fetched one by one, on need.
fn counts(name: &str) -> bool {
    let on_need = name.starts_with("model/") || name.starts_with("articles/") || name.starts_with("fonts/");
    !on_need
}
