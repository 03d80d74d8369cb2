//! Writes what the classifier sees of pages: `features plain|html FOLDER OUT [second]`.
//!
//! For each page in FOLDER (a folder with `pasted.txt` or `pasted.html`) writes `OUT/PAGE.bin`: the number of
//! lines and of features as little-endian u32, then the features as f32, line after line; and `OUT/PAGE.tsv`: for each
//! line its number in the paste, its length in code points and its text. With `second`, reads the logits of the first
//! pass from `OUT/PAGE.logits` (f32) and writes the features of the second pass to `OUT/PAGE.bin2`. With
//! `titles SCORES`, reads the scores of the second pass from `SCORES/PAGE.scores` and writes the candidates for the
//! headline to `OUT/PAGE.titles`: the index of the line, then its features.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use razmetka::clean::training::Paste;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [flavour, folder, out, rest @ ..] = arguments.as_slice() else {
        return Err("usage: features plain|html FOLDER OUT [second]".into());
    };
    std::fs::create_dir_all(out)?;
    for entry in std::fs::read_dir(folder)? {
        let page = entry?.path();
        let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let paste = match flavour.as_str() {
            "html" => Paste::html(&std::fs::read_to_string(page.join("pasted.html"))?),
            _ => Paste::text(&std::fs::read_to_string(page.join("pasted.txt"))?),
        };
        let out = Path::new(out);
        if rest.is_empty() {
            std::fs::write(out.join(format!("{name}.tsv")), describe(&paste))?;
            std::fs::write(out.join(format!("{name}.bin")), pack(&paste.first()))?;
        } else if let [_, scores] = rest {
            let scores = read_floats(&Path::new(scores).join(format!("{name}.scores")))?;
            let titles = paste.titles(&scores).into_iter();
            let rows: Vec<Vec<f32>> = titles.map(|(at, row)| [vec![at as f32], row].concat()).collect();
            std::fs::write(out.join(format!("{name}.titles")), pack(&rows))?;
        } else {
            let logits = read_floats(&out.join(format!("{name}.logits")))?;
            std::fs::write(out.join(format!("{name}.bin2")), pack(&paste.second(logits)))?;
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
