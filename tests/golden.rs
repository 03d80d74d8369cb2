//! The sample pages as they are annotated, for the eyes of a linguist: `tests/golden/*.txt`.
//!
//! `UPDATE_GOLDEN=1 cargo test --test golden` writes them anew; read the difference before you commit it.

use std::fs;
use std::path::Path;

use razmetka::export::carets::carets;
use razmetka::{Options, Pipeline};

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads its samples, and writes what it compares with")]
fn the_samples_are_annotated_as_before() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pipeline = Pipeline::new(Options::default());
    let mut samples: Vec<_> = fs::read_dir(root.join("seeds/articles"))
        .expect("the samples are part of the repository")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    samples.sort();
    let mut changed = Vec::new();
    for sample in samples {
        let text = fs::read_to_string(&sample).expect("the samples are UTF-8");
        let annotated = carets(&pipeline.annotate(&text));
        let golden = root.join("tests/golden").join(sample.file_name().expect("a file has a name"));
        if std::env::var("UPDATE_GOLDEN").is_ok() {
            fs::write(&golden, &annotated).expect("the folder of golden documents can be written");
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        if let Some(row) = first_difference(&expected, &annotated) {
            changed.push(format!("{}, row {row}", golden.display()));
        }
    }
    assert!(changed.is_empty(), "changed (UPDATE_GOLDEN=1 accepts, git diff shows): {changed:#?}");
}

fn first_difference(old: &str, new: &str) -> Option<usize> {
    let same = old.lines().zip(new.lines()).take_while(|(old, new)| old == new).count();
    (old != new).then_some(same + 1)
}
