//! Tells the page which weights it was built with: their digest, which names what the browser keeps, and their size.

#![allow(clippy::disallowed_methods, reason = "a build script reads files and its environment")]

use std::path::Path;
use std::{env, fs, io};

/// Where the digest stands in a pack.
const DIGEST: std::ops::Range<usize> = 16..48;

fn main() -> io::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds/model/tagger.pack");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", path.display());
    let shipped = match fs::read(&path) {
        Ok(pack) => {
            let digest = pack.get(DIGEST).ok_or_else(|| io::Error::other("the pack is cut short"))?;
            format!(
                "Some(Shipped {{ file: \"tagger.pack\", digest: {digest:?}, from: {}, size: {} }})",
                DIGEST.end,
                pack.len()
            )
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => "None".to_owned(),
        Err(error) => return Err(error),
    };
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("shipped.rs"), shipped)
}
