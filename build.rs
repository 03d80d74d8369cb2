//! Packs the lists of `seeds/lexicon` and `seeds/model` for `src/seeds.rs`: a third less to load than with the gzip of a server.

#![allow(clippy::disallowed_methods, reason = "a build script reads files")]

use std::fmt::Write as _;
use std::io::{Result, Write as _};
use std::path::Path;
use std::{env, fs, io};

use ppmd_rust::Ppmd7Encoder;
use sha2::{Digest, Sha256};

/// Lists that resemble each other share a model, of the best order for them: that of a mixture predicts worse.
const PACKS: [(u32, &[&str]); 12] = [
    (4, &["stems"]),
    (4, &["rare_stems"]),
    (4, &["link_alias"]),
    (11, &["paradigms"]),
    (2, &["first_names", "surnames"]),
    (4, &["case", "references", "unicode"]),
    (5, &["clean_html", "clean_plain"]),
    (9, &["calendar", "currencies", "numerals", "units"]),
    (4, &["city", "country", "district", "location", "nationality", "state_or_province"]),
    (6, &["award", "crime", "event", "law", "organization", "person", "profession"]),
    (4, &["speech_verbs"]),
    (3, &["link_holder"]),
];

/// The lists that the page fetches when it has begun, in one file with a zero between them.
const RARE: [&str; 2] = ["lexicon/rare_stems", "model/link_alias"];

/// The order of the model that all other lists share.
const ORDER: u32 = 5;

/// What the model of a pack may take, in bytes: enough never to start anew.
const MEMORY: u32 = 8 << 20;

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=seeds/lexicon");
    println!("cargo::rerun-if-changed=seeds/model");
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let mut lists = lists(Path::new("seeds/lexicon"))?;
    lists.extend(self::lists(Path::new("seeds/model"))?);
    if env::var_os("CARGO_FEATURE_WHOLE_DICTIONARY").is_none() {
        lists.retain(|(name, _)| !RARE.iter().any(|rare| rare.ends_with(&format!("/{name}"))));
    }
    let rare = RARE.iter().map(|rare| fs::read_to_string(format!("seeds/{rare}.tsv")));
    let rare = rare.collect::<Result<Vec<_>>>()?.join("\0");
    let (size, digest) = (rare.len(), Sha256::digest(&rare));
    let rare = format!("RareWords {{ size: {size}, digest: {:?} }}", digest.as_slice());
    fs::write(Path::new(&out).join("rare_words.rs"), rare)?;
    let mut table = format!("const MEMORY: u32 = {MEMORY};\nconst PACKS: &[Pack] = &[\n");
    for (number, (order, text)) in packs(&lists).into_iter().enumerate() {
        let narrow = narrow(&text);
        fs::write(Path::new(&out).join(format!("{number}.ppmd")), pack(order, &narrow)?)?;
        fs::write(Path::new(&out).join(format!("{number}.txt")), &text)?;
        let length = narrow.len();
        writeln!(table, "pack!({number}, {order}, {length}),").map_err(io::Error::other)?;
    }
    fs::write(Path::new(&out).join("packs.rs"), table + "];\n")
}

/// Name and text of each list, by name. The header, which names source and licence, stays in the repository.
fn lists(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut lists = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".tsv")) else {
            continue;
        };
        let text = fs::read_to_string(&path)?;
        let rows = text.split_once('\n').filter(|(header, _)| header.starts_with("# "));
        let (_, rows) = rows.ok_or_else(|| io::Error::other(format!("{name}.tsv:1: no header")))?;
        lists.push((name.to_owned(), format!("#\n{rows}")));
    }
    lists.sort();
    Ok(lists)
}

/// Order and text of each pack: its lists with a zero after each name and each text.
fn packs(lists: &[(String, String)]) -> Vec<(u32, String)> {
    let pick = |is_in: &dyn Fn(&str) -> bool| -> String {
        let picked = lists.iter().filter(|(name, _)| is_in(name));
        picked.map(|(name, text)| format!("{name}\0{text}\0")).collect()
    };
    let named = PACKS.iter().map(|(order, names)| (*order, pick(&|name| names.contains(&name))));
    let named = named.filter(|(_, text)| !text.is_empty());
    let others = pick(&|name| !PACKS.iter().any(|(_, names)| names.contains(&name)));
    named.chain([(ORDER, others)]).collect()
}

/// The text with a byte for each letter from А to я, of those that begin no character of UTF-8: half as long, and twice
/// as much of it predicts the next byte.
fn narrow(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        match u32::from(letter).wrapping_sub('А'.into()) {
            place @ 0..64 => bytes.push(0x80 | place as u8),
            _ => bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}

fn pack(order: u32, text: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = Ppmd7Encoder::new(Vec::new(), order, MEMORY).map_err(io::Error::other)?;
    encoder.write_all(text)?;
    encoder.finish(false)
}
