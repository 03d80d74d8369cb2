//! Puts the tagger's pack into the program where the repository has one.

#![allow(clippy::disallowed_methods, reason = "a build script reads its environment")]

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds/model/tagger.pack");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", pack.display());
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let shipped = if pack.is_file() { format!("Some(include_bytes!({pack:?}))") } else { "None".to_owned() };
    fs::write(Path::new(&out).join("shipped.rs"), shipped)
}
