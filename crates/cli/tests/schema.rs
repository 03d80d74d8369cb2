//! What the program writes against `seeds/schema`, through a validator that was written by others.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs the program and fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jsonschema::Validator;
use serde_json::Value;

fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds")
}

fn validator() -> Validator {
    let schema = fs::read_to_string(seeds().join("schema/razmetka-1.schema.json")).unwrap();
    jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap()
}

/// The exported samples, by name.
fn documents() -> Vec<(PathBuf, Value)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(seeds().join("articles")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let export = |path: &PathBuf| {
        let output = Command::new(env!("CARGO_BIN_EXE_razmetka")).arg("annotate").arg(path).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let documents = paths.iter().map(export).collect::<Vec<Value>>();
    paths.into_iter().zip(documents).collect()
}

#[test]
fn every_sample_satisfies_the_schema() {
    let validator = validator();
    for (path, document) in documents() {
        let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0], "{}", path.display());
    }
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let validator = validator();
    let (_, good) = documents().swap_remove(0);
    let breaks = |path: &str, value: Value| {
        let mut json = good.clone();
        *json.pointer_mut(path).unwrap_or_else(|| panic!("the document has {path}")) = value;
        assert!(!validator.is_valid(&json), "{path}");
    };
    breaks("/schema", "razmetka/2".into());
    breaks("/offset_unit", "utf16".into());
    breaks("/text_sha256", "00".into());
    breaks("/source/length", (-1).into());
    breaks("/mentions", Value::Null);
    breaks("/statistics/characters", "много".into());
}
