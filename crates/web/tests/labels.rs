//! The labels of rules and tagger in WebAssembly, against those that `tests/labels.rs` keeps natively.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

#[path = "../../../tests/labels/mod.rs"]
mod labels;

use js_sys::{Array, Uint8Array};
use labels::{FOLDERS, GOLDEN, PACK, compare, line};
use razmetka::lexicon::Lexicon;
use razmetka::tag::neural::Tagger;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen(module = "node:fs")]
extern "C" {
    #[wasm_bindgen(js_name = existsSync)]
    fn exists(path: &str) -> bool;
    #[wasm_bindgen(js_name = readFileSync)]
    fn read(path: &str) -> Uint8Array;
    #[wasm_bindgen(js_name = readdirSync)]
    fn list(path: &str) -> Array;
}

#[wasm_bindgen_test]
fn labels_are_those_of_the_native_program() {
    let at = |path: &str| format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    let tagger = Tagger::from_bytes(read(&at(PACK)).to_vec()).unwrap();
    let mut lexicon = Lexicon::embedded();
    let stems = include_str!("../../../seeds/lexicon/rare_stems.tsv");
    let rare = [stems, include_str!("../../../seeds/model/link_alias.tsv")].join("\0");
    lexicon.add_rare_words(rare.as_bytes()).unwrap();
    let text = |path: &str| String::from_utf8(read(path).to_vec()).unwrap();
    let folders = FOLDERS.into_iter().filter(|folder| exists(&at(folder)));
    let found: Vec<String> = folders
        .map(|folder| {
            let mut names: Vec<String> =
                list(&at(folder)).iter().filter_map(|name| name.as_string()).collect();
            names.retain(|name| name.ends_with(".txt"));
            names.sort();
            line(
                folder,
                (&tagger, &lexicon),
                names.iter().map(|name| text(&format!("{}/{name}", at(folder)))),
            )
        })
        .collect();
    compare(&text(&at(GOLDEN)), &found);
}
