use serde_json::Value;

use super::{SCHEMA, document};
use crate::document::marked;

/// What broke other tools before, in one document.
const DIFFICULT: &str = "\u{feff}😀 [Зоя\u{a0}Ёлкина|PERSON], [[мэр|PROFESSION] [Йошкар\u{2011}Олы|CITY]|PROFESSION] 👩‍👩‍👧\r\n\
    \r\nРеклама: 10\u{a0}% скидка 🎉\r\n\
    «Рост\u{a0}— [17\u{a0}%|PERCENT]», сказала [Зоя\u{a0}Ёлкина|PERSON] в [2024|DATE]: и\u{306} \u{fffd}, \
    [5\u{a0}млн рублей|MONEY], [12|NUMBER].\r\n";

fn exported(marked_text: &str) -> (Value, String) {
    let document_ = marked::document(marked_text);
    let json = serde_json::to_value(document(&document_)).unwrap();
    (json, document_.text.source().to_owned())
}

fn slice(text: &str, start: &Value, end: &Value) -> String {
    let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
    text.chars().skip(start).take(end - start).collect()
}

/// What the cleaning of marked documents makes of a piece of source.
fn cleaned(source: &str) -> String {
    source.replace(['\u{feff}', '\r'], "").replace('\u{a0}', " ")
}

/// Slices by the exported offsets wherever an object has them.
fn check_slices(json: &Value, clean: &str, source: &str) -> usize {
    let mut checked = 0;
    if let Some(words) = json.get("text").and_then(Value::as_str) {
        let kept = json["kept"] != Value::Bool(false);
        if json.get("start").is_some() && kept {
            assert_eq!(slice(clean, &json["start"], &json["end"]), words);
            checked += 1;
        }
        if json.get("source_start").is_some() {
            let original = slice(source, &json["source_start"], &json["source_end"]);
            assert_eq!(if kept { cleaned(&original) } else { original }, words);
            checked += 1;
        }
    }
    let inner: Vec<&Value> = match json {
        Value::Object(fields) => fields.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    checked + inner.into_iter().map(|json| check_slices(json, clean, source)).sum::<usize>()
}

fn schema() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<super::Document>();
    schema.insert("title".into(), SCHEMA.into());
    schema.insert("$id".into(), "https://razmetka.invalid/schema/razmetka-1.schema.json".into());
    schema.to_value()
}

#[test]
fn every_exported_offset_cuts_the_exported_words() {
    let (json, source) = exported(DIFFICULT);
    assert_eq!(json["text"].as_str().map(|text| text.contains(['\r', '\u{a0}', '\u{feff}'])), Some(false));
    let clean = json["text"].as_str().unwrap().to_owned();
    // Three blocks, one of them left out, nine mentions, two metrics and a quote.
    assert_eq!(check_slices(&json, &clean, &source), 2 * 2 + 1 + 9 * 2 + 2 * 2 + 2);
}

#[test]
fn a_block_that_was_left_out_quotes_the_source() {
    let (json, _) = exported(DIFFICULT);
    let block = &json["blocks"][1];
    assert_eq!(block["text"], "Реклама: 10\u{a0}% скидка 🎉");
    assert_eq!(block["start"], block["end"]);
    assert_eq!((&block["reason"], &block["kept"]), (&"advert".into(), &false.into()));
}

#[test]
fn values_have_the_shapes_of_their_kinds() {
    let (json, _) = exported(DIFFICULT);
    let value = |kind: &str| {
        let mentions = json["mentions"].as_array().unwrap();
        mentions.iter().find(|mention| mention["kind"] == kind).unwrap()["value"].to_string()
    };
    assert_eq!(value("MONEY"), r#"{"amount":"5","unit":"RUB"}"#);
    assert_eq!(value("NUMBER"), r#"{"amount":"12","unit":null}"#);
    assert_eq!(value("DATE"), r#"{"date":"2024"}"#);
    assert_eq!(value("CITY"), "null");
    let metric = &json["metrics"][0];
    assert_eq!((&metric["unit"], &metric["unit_kind"]), (&"%".into(), &"percent".into()));
    assert_eq!((&metric["period"], &metric["change"]["base"]), (&"2024".into(), &"2024".into()));
}

#[test]
fn what_is_written_reads_back_equal() {
    let written = document(&marked::document(DIFFICULT));
    let json = serde_json::to_string(&written).unwrap();
    assert_eq!(serde_json::from_str::<super::Document>(&json).unwrap(), written);
}

#[test]
fn the_file_is_what_the_serializer_writes() {
    let mut written = document(&marked::document(DIFFICULT));
    for (mention, score) in written.mentions.iter_mut().zip([0.0, 1.0, 0.5, 0.07, 0.98]) {
        mention.origin.score = Some(score);
    }
    assert!(written.mentions.len() >= 5);
    written.statistics.readability = Some(-7.05);
    assert_eq!(super::text(&written), serde_json::to_string_pretty(&written).unwrap());
}

#[test]
fn a_name_is_not_read_as_a_date() {
    let name = r#"{"first":null,"middle":null,"last":"Ёлкина"}"#;
    let value: super::Value = serde_json::from_str(name).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), name);
}

/// The schema lies beside the program for those who read its output. `UPDATE_GOLDEN=1` writes it anew.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test that writes the file it compares with")]
fn the_schema_in_seeds_is_that_of_the_structs() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/schema/razmetka-1.schema.json");
    let generated = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if std::env::var("UPDATE_GOLDEN").is_ok() {
        std::fs::write(path, &generated).unwrap();
    }
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    assert!(stored == generated, "{path} is out of date; run the test with UPDATE_GOLDEN=1");
}
