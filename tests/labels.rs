//! The labels of rules and tagger natively; `crates/web/tests/labels.rs` compares the same in WebAssembly.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read files and fail by panicking")]

#[path = "labels/mod.rs"]
mod labels;

use std::path::Path;
use std::{env, fs};

use labels::{FOLDERS, GOLDEN, PACK, compare, line};
use razmetka::lexicon::Lexicon;
use razmetka::tag::neural::Tagger;

#[test]
fn labels_are_those_that_are_kept() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tagger = Tagger::from_bytes(fs::read(root.join(PACK)).unwrap()).unwrap();
    let lexicon = Lexicon::embedded();
    let folders = FOLDERS.into_iter().filter(|folder| root.join(folder).is_dir());
    let found: Vec<String> =
        folders.map(|folder| line(folder, (&tagger, &lexicon), texts(&root.join(folder)))).collect();
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(root.join(GOLDEN), found.join("\n") + "\n").unwrap();
    }
    compare(&fs::read_to_string(root.join(GOLDEN)).unwrap_or_default(), &found);
}

fn texts(folder: &Path) -> Vec<String> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}
