//! Figures and dates by phenomenon: every line of `tests/metrics/*.txt` is a text with its marks.
//!
//! `[свыше 230|>230 предприятие of=предприятий]` marks a metric: bound and amount, unit (blanks as `_`), then what
//! else is checked: `up`, `down`, `of=` what is measured, `period=`, `base=`. Bounds are `>`, `<`, `>=`, `<=`, `~`;
//! `3..5` is a range. `[вчера|=2024-05-14]` marks a date or time, `=?` an open one; `[третий|#3]` an ordinal,
//! `[52 года|@52]` an age. A line without marks has none of what its file is about.

use razmetka::document::{Amount, Comparator, Direction, Kind, Mention, MentionId, Metric, Value};
use razmetka::{Document, Options, Pipeline};

/// Wednesday, 15 May 2024: the day on which every line is published.
const PUBLISHED: &str = "2024-05-15";

/// A line without its marks, and the marks: text and what it says.
struct Line {
    text: String,
    marks: Vec<(String, String)>,
}

impl Line {
    fn parse(line: &str) -> Self {
        let mut text = String::new();
        let mut marks = Vec::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('[') {
            let (mark, tail) = after.split_once(']').unwrap_or_else(|| panic!("a mark without end: {line}"));
            let (words, says) =
                mark.rsplit_once('|').unwrap_or_else(|| panic!("a mark without value: {line}"));
            text.push_str(before);
            text.push_str(words);
            marks.push((words.to_owned(), says.to_owned()));
            rest = tail;
        }
        text.push_str(rest);
        Self { text, marks }
    }
}

/// Checks every line of a file; `found` lists what the document says, in text order, as the marks would.
fn check(name: &str, file: &str, found: impl Fn(&Document) -> Vec<(String, String)>) {
    let options = Options { published: PUBLISHED.parse().ok(), clean: false, ..Options::default() };
    let pipeline = Pipeline::new(options);
    let mut wrong = Vec::new();
    let mut count = 0;
    for (number, line) in
        (1..).zip(file.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with("# "))
    {
        let line = Line::parse(line);
        let found = found(&pipeline.annotate(&line.text));
        let is_right = found.len() == line.marks.len()
            && found
                .iter()
                .zip(&line.marks)
                .all(|(found, mark)| found.0 == mark.0 && says(&found.1, &mark.1));
        count += 1;
        if !is_right {
            wrong.push(format!("tests/metrics/{name}:{number}: expected {:?}, found {found:?}", line.marks));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// Whether what was found says everything that a mark says, and no change that it does not.
fn says(found: &str, mark: &str) -> bool {
    let has = |fields: &str, field: &str| fields.split(' ').any(|other| other == field);
    mark.split(' ').all(|field| has(found, field))
        && ["up", "down"].iter().all(|change| has(found, change) == has(mark, change))
}

fn metrics(document: &Document) -> Vec<(String, String)> {
    let fields = |metric: &Metric| {
        let mut fields = vec![amount(metric), metric.unit.code.replace(' ', "_")];
        if let Some(change) = &metric.change {
            fields.push(if change.direction == Direction::Up { "up" } else { "down" }.to_owned());
            fields.extend(change.base.map(|id| format!("base={}", date(document, id))));
        }
        fields.extend(
            metric.measured.map(|span| format!("of={}", document.text.slice(span).replace(' ', "_"))),
        );
        fields.extend(metric.period.map(|id| format!("period={}", date(document, id))));
        (document.text.slice(metric.span).to_owned(), fields.join(" "))
    };
    document.metrics.iter().map(fields).collect()
}

fn amount(metric: &Metric) -> String {
    let bound = match metric.comparator {
        Comparator::Exact | Comparator::Range => "",
        Comparator::Over => ">",
        Comparator::Under => "<",
        Comparator::About => "~",
        Comparator::AtLeast => ">=",
        Comparator::AtMost => "<=",
    };
    match metric.amount_to {
        Some(to) => format!("{bound}{}..{to}", metric.amount),
        None => format!("{bound}{}", metric.amount),
    }
}

fn date(document: &Document, id: MentionId) -> String {
    match &document.mentions[id.0 as usize].value {
        Some(Value::Date(Some(date))) => date.to_string(),
        _ => "?".to_owned(),
    }
}

/// Mentions of some kinds with their values; dates inside times are left out.
fn mentions(document: &Document, kinds: &[Kind]) -> Vec<(String, String)> {
    let mut end = 0;
    let mut found = Vec::new();
    for mention in document.mentions.iter().filter(|mention| kinds.contains(&mention.kind)) {
        if mention.span.end() > end {
            end = mention.span.end();
            found.extend(value(mention).map(|value| (document.text.slice(mention.span).to_owned(), value)));
        }
    }
    found
}

fn value(mention: &Mention) -> Option<String> {
    match mention.value.as_ref()? {
        Value::Date(Some(date)) => Some(format!("={date}")),
        Value::Date(None) => Some("=?".to_owned()),
        Value::Ordinal(number) => Some(format!("#{number}")),
        Value::Amount(Amount { amount, amount_to: Some(to), .. }) => Some(format!("@{amount}..{to}")),
        Value::Amount(Amount { amount, .. }) => Some(format!("@{amount}")),
        Value::Person(_) => None,
    }
}

#[test]
fn numbers_are_read_in_every_notation() {
    check("numbers.txt", include_str!("metrics/numbers.txt"), metrics);
}

#[test]
fn units_are_told_apart() {
    check("units.txt", include_str!("metrics/units.txt"), metrics);
}

#[test]
fn bounds_changes_and_periods_belong_to_their_figures() {
    check("comparisons.txt", include_str!("metrics/comparisons.txt"), metrics);
}

#[test]
fn dates_and_times_have_their_values() {
    check("dates.txt", include_str!("metrics/dates.txt"), |document| {
        mentions(document, &[Kind::Date, Kind::Time])
    });
}

#[test]
fn ordinals_and_ages_are_no_amounts() {
    check("ranks.txt", include_str!("metrics/ranks.txt"), |document| {
        mentions(document, &[Kind::Ordinal, Kind::Age])
    });
}

#[test]
fn telephone_and_document_numbers_are_no_metrics() {
    check("nothing.txt", include_str!("metrics/nothing.txt"), metrics);
}

#[test]
fn a_page_of_addresses_and_numbers_of_documents_has_no_metric() {
    let text = include_str!("metrics/contacts.txt");
    let pipeline = Pipeline::new(Options { clean: false, ..Options::default() });
    assert_eq!(metrics(&pipeline.annotate(text)), []);
}
