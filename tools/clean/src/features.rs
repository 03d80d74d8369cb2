//! Writes what the classifier sees of pages: `features plain|html FOLDER OUT linear|forest|titles [SCORES]`.
//!
//! For each page in FOLDER (a folder with `pasted.txt` or `pasted.html`), matrices as the number of rows and of
//! columns (little-endian u32), then f32 row after row:
//!
//! - `linear` writes `OUT/PAGE.own`, what the linear model reads of each line, and `OUT/PAGE.tsv`: for each line its
//!   number in the paste, its length in code points and its text.
//! - `forest` reads the logits of the linear model from `OUT/PAGE.linear` and writes `OUT/PAGE.bin`.
//! - `titles` reads scores from `SCORES/PAGE.scores` and writes the candidates for the headline to `OUT/PAGE.titles`:
//!   the index of the line, then its features.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use razmetka::clean::training::Paste;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [flavour, folder, out, pass, rest @ ..] = arguments.as_slice() else {
        return Err("usage: features plain|html FOLDER OUT linear|forest|titles [SCORES]".into());
    };
    let out = Path::new(out);
    std::fs::create_dir_all(out)?;
    for entry in std::fs::read_dir(folder)? {
        let page = entry?.path();
        let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut paste = match flavour.as_str() {
            "html" => Paste::html(&std::fs::read_to_string(page.join("pasted.html"))?),
            _ => Paste::text(&std::fs::read_to_string(page.join("pasted.txt"))?),
        };
        let file = |end: &str| out.join(format!("{name}.{end}"));
        if pass == "linear" {
            std::fs::write(file("tsv"), describe(&paste))?;
            std::fs::write(file("own"), pack(&paste.linear()))?;
            continue;
        }
        paste.set_linear(read_floats(&file("linear"))?);
        match (pass.as_str(), rest) {
            ("forest", _) => std::fs::write(file("bin"), pack(&paste.rows()))?,
            ("titles", [scores]) => {
                let scores = read_floats(&Path::new(scores).join(format!("{name}.scores")))?;
                let titles = paste.titles(&scores).into_iter();
                let rows: Vec<Vec<f32>> = titles.map(|(at, row)| [vec![at as f32], row].concat()).collect();
                std::fs::write(file("titles"), pack(&rows))?;
            }
            _ => return Err(format!("unknown pass {pass}").into()),
        }
    }
    Ok(())
}

fn read_floats(path: &Path) -> std::io::Result<Vec<f32>> {
    let bytes = std::fs::read(path)?;
    Ok(bytes.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect())
}

fn pack(rows: &[Vec<f32>]) -> Vec<u8> {
    let width = rows.first().map_or(0, Vec::len);
    let mut bytes = Vec::new();
    bytes.extend((rows.len() as u32).to_le_bytes());
    bytes.extend((width as u32).to_le_bytes());
    bytes.extend(rows.iter().flatten().flat_map(|value| value.to_le_bytes()));
    bytes
}

fn describe(paste: &Paste) -> String {
    let source = paste.source();
    let (mut number, mut counted) = (0, 0);
    let mut out = String::new();
    for line in paste.lines() {
        let range = line.range();
        number += source.get(counted..range.start).unwrap_or_default().matches('\n').count();
        counted = range.start;
        let text = source.get(range).unwrap_or_default().replace(['\t', '\r', '\n'], " ");
        let _ = writeln!(out, "{number}\t{}\t{text}", text.chars().count());
    }
    out
}
