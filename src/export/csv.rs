//! The figures of documents as a table (RFC 4180, UTF-8): a line for each metric, for spreadsheets.

use super::json::{self, Metric};

/// The first line of a table, without the line end.
pub const HEADER: &str =
    "document,text,amount,amount_to,unit,unit_kind,comparator,measured,subject,period,change,base,start,end";

/// The lines of one document, each with its CRLF; `name` stands in the first column.
pub fn metrics(name: &str, document: &crate::Document) -> String {
    let document = json::document(document);
    document.metrics.iter().map(|metric| row(name, &document, metric)).collect()
}

fn row(name: &str, document: &json::Document, metric: &Metric) -> String {
    let subject = document.entities.iter().find(|entity| Some(&entity.id) == metric.subject.as_ref());
    let change = metric.change.as_ref();
    let (start, end) = (metric.place.start.to_string(), metric.place.end.to_string());
    let cells = [
        name.to_owned(),
        metric.text.clone(),
        metric.amount.clone(),
        metric.amount_to.clone().unwrap_or_default(),
        metric.unit.clone(),
        word(&metric.unit_kind),
        word(&metric.comparator),
        metric.measured.clone().unwrap_or_default(),
        subject.map(|entity| entity.name.clone()).unwrap_or_default(),
        metric.period.clone().unwrap_or_default(),
        change.map(|change| word(&change.direction)).unwrap_or_default(),
        change.and_then(|change| change.base.clone()).unwrap_or_default(),
        start,
        end,
    ];
    cells.map(|cell| quoted(&cell)).join(",") + "\r\n"
}

/// The public name of a word of the vocabulary.
fn word(word: &impl serde::Serialize) -> String {
    serde_json::to_value(word).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::marked;

    #[test]
    fn a_line_has_a_cell_for_every_column() {
        let document = marked::document("в [2024|DATE] рост на [17 %|PERCENT]");
        assert_eq!(metrics("а.txt", &document), "а.txt,17 %,17,,%,percent,exact,,,2024,up,2024,15,19\r\n");
        assert_eq!(HEADER.split(',').count(), 14);
    }

    #[test]
    fn commas_and_quotes_are_guarded() {
        let document = marked::document("\"[5 руб|MONEY]");
        assert!(metrics("а \"б\", в", &document).starts_with("\"а \"\"б\"\", в\",5 руб,5,"));
    }
}
