//! JSON Lines: one document a line, its `id` first.

use serde::Serialize;

use super::json;

/// A line of a batch: the caller's identifier and the public document.
#[derive(Debug, Serialize)]
struct Line<'l, Id> {
    id: &'l Id,
    #[serde(flatten)]
    document: json::Document,
}

/// A line of a batch whose input could not be read.
#[derive(Debug, Serialize)]
struct Failure<'l, Id> {
    id: &'l Id,
    error: &'l str,
}

/// The line of a document, without the line feed.
pub fn line<Id: Serialize>(id: &Id, document: &crate::Document) -> String {
    json(&Line { id, document: json::document(document) })
}

/// The line of an input that could not be read, without the line feed.
pub fn failure<Id: Serialize>(id: &Id, error: &str) -> String {
    json(&Failure { id, error })
}

fn json(line: &impl Serialize) -> String {
    serde_json::to_string(line).expect("the keys are strings and writing to memory cannot fail")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, Pipeline};

    #[test]
    fn the_identifier_comes_first_as_it_was_given() {
        let document = Pipeline::new(Options::default()).annotate("Текст");
        assert!(line(&7, &document).starts_with(r#"{"id":7,"schema":"razmetka/1","#));
        assert!(line(&"7", &document).starts_with(r#"{"id":"7","schema""#));
        assert_eq!(failure(&None::<u8>, "плохо"), r#"{"id":null,"error":"плохо"}"#);
    }

    #[test]
    fn a_line_holds_no_line_feed() {
        let document =
            Pipeline::new(Options::default()).annotate("Первая строка.\r\n\r\nВторая строка.\u{2028}");
        assert!(!line(&1, &document).contains(['\n', '\r']));
    }
}
