//! The five sample pages against what is right for them (`tests/data/samples.json`).
//!
//! `cargo test --test samples -- --nocapture` prints the table: right / of, and what is wrong.

#![allow(
    clippy::disallowed_methods,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use razmetka::document::{Block, Entity, Kind, Mention, Metric, Quote, Role, Value};
use razmetka::lexicon::Lexicon;
use razmetka::tag::neural::Tagger;
use razmetka::{Document, Options, Pipeline, Source, Span};
use serde::Deserialize;

/// What is right for one page.
#[derive(Deserialize)]
struct Gold {
    title: Option<String>,
    published: Option<String>,
    metrics: Vec<GoldMetric>,
    /// A phrase with a date, and the date in ISO 8601; `None` where the page leaves it open.
    dates: BTreeMap<String, Option<String>>,
    /// The dictionary form of a name, and its mentions.
    people: BTreeMap<String, Vec<String>>,
    organisations: Vec<String>,
    places: Vec<String>,
    quotes: Vec<GoldQuote>,
    /// The role of each line that is not blank, counted from 1.
    line_roles: BTreeMap<usize, String>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct GoldMetric {
    text: String,
    amount: String,
    unit: String,
    unit_kind: String,
    comparator: String,
    measured: Option<String>,
    period: Option<String>,
    change: Option<String>,
    base: Option<String>,
}

#[derive(Deserialize)]
struct GoldQuote {
    speech: String,
    speaker: String,
    starts: String,
    cue: String,
}

/// One column of the table for one page.
#[derive(Default)]
struct Score {
    right: usize,
    of: usize,
    wrong: Vec<String>,
}

impl Score {
    fn check(&mut self, is_right: bool, wrong: impl FnOnce() -> String) {
        self.of += 1;
        if is_right {
            self.right += 1;
        } else {
            self.wrong.push(wrong());
        }
    }
}

const PLACES: [Kind; 6] =
    [Kind::City, Kind::Country, Kind::StateOrProvince, Kind::District, Kind::Location, Kind::Facility];

#[test]
fn everything_on_the_sample_pages_is_right_by_rules() {
    check_samples(&Pipeline::new(Options::default()));
}

/// As in a page whose rare words are still on their way.
#[test]
fn everything_on_the_sample_pages_is_right_without_rare_words() {
    let mut pipeline = Pipeline::new(Options::default());
    pipeline.lexicon = Lexicon::common();
    check_samples(&pipeline);
}

#[test]
fn everything_on_the_sample_pages_is_right_with_the_tagger() {
    let pack = std::fs::read("seeds/model/tagger.pack").unwrap();
    let tagger = Tagger::from_bytes(pack).unwrap();
    let mut pipeline = Pipeline::new(Options::default());
    pipeline.tagger = Some(tagger.into());
    check_samples(&pipeline);
}

fn check_samples(pipeline: &Pipeline) {
    let gold: BTreeMap<String, Gold> = serde_json::from_str(include_str!("data/samples.json")).unwrap();
    let mut table = String::new();
    let mut wrong = Vec::new();
    for (name, gold) in &gold {
        let source = std::fs::read_to_string(format!("seeds/articles/{name}")).unwrap();
        let document = pipeline.annotate(&source);
        write!(table, "{}", name.get(..3).unwrap()).unwrap();
        for (column, score) in scores(&document, gold) {
            write!(table, "  {column} {}/{}", score.right, score.of).unwrap();
            wrong.extend(score.wrong.into_iter().map(|what| format!("{name} {column}: {what}")));
        }
        table.push('\n');
    }
    #[expect(clippy::print_stdout, reason = "a table for those who ask for the output")]
    {
        println!("{table}{}", wrong.join("\n"));
    }
    assert!(wrong.is_empty(), "\n{table}{}", wrong.join("\n"));
}

#[test]
fn the_clean_page_stays_as_it_is() {
    let source = include_str!("../seeds/articles/001_d0b5f9885208fcc4.txt");
    let document = Pipeline::new(Options::default()).annotate(source);
    assert_eq!(document.text.clean(), source);
}

fn scores(document: &Document, gold: &Gold) -> [(&'static str, Score); 8] {
    [
        ("lines", lines(document, gold)),
        ("head", head(document, gold)),
        ("metrics", metrics(document, gold)),
        ("dates", dates(document, gold)),
        ("people", people(document, gold)),
        ("organisations", names(document, &[Kind::Organization], &gold.organisations)),
        ("places", names(document, &PLACES, &gold.places)),
        ("quotes", quotes(document, gold)),
    ]
}

fn lines(document: &Document, gold: &Gold) -> Score {
    let mut score = Score::default();
    let mut start = 0;
    for (number, line) in (1..).zip(document.text.source().split_inclusive('\n')) {
        let place: Span<Source> = Span::of(start..start + line.trim_end().len());
        start += line.len();
        let Some(role) = gold.line_roles.get(&number) else { continue };
        let is_core = matches!(role.as_str(), "title" | "lead" | "body");
        let kept = document.blocks.iter().any(|block| block.kept && block.source.overlaps(place));
        score.check(kept == is_core, || format!("line {number} ({role}) kept: {kept}: {}", line.trim()));
    }
    score
}

fn head(document: &Document, gold: &Gold) -> Score {
    let mut score = Score::default();
    let is_title = |block: &&Block| block.kept && block.role == Role::Title;
    let title = document.blocks.iter().find(is_title).map(|block| document.text.slice(block.span).to_owned());
    score.check(title == gold.title, || format!("title {title:?}, expected {:?}", gold.title));
    let published = document.details.published.as_ref().map(ToString::to_string);
    score.check(published == gold.published, || format!("date {published:?}, expected {:?}", gold.published));
    score
}

fn metrics(document: &Document, gold: &Gold) -> Score {
    let mut score = Score::default();
    let mut found: Vec<GoldMetric> = document.metrics.iter().map(|metric| read(document, metric)).collect();
    for expected in &gold.metrics {
        let place = found.iter().position(|metric| metric == expected);
        score.check(place.is_some(), || format!("expected {expected:?}"));
        place.map(|at| found.remove(at));
    }
    for extra in found {
        score.check(false, || format!("found {extra:?}"));
    }
    score
}

fn read(document: &Document, metric: &Metric) -> GoldMetric {
    let date = |id: razmetka::document::MentionId| match &document.mentions[id.0 as usize].value {
        Some(Value::Date(Some(date))) => Some(date.to_string()),
        _ => None,
    };
    let word = |value: serde_json::Value| value.as_str().unwrap().to_owned();
    GoldMetric {
        text: document.text.slice(metric.span).to_owned(),
        amount: metric.amount.to_string(),
        unit: metric.unit.code.clone(),
        unit_kind: word(serde_json::to_value(metric.unit.kind).unwrap()),
        comparator: word(serde_json::to_value(metric.comparator).unwrap()),
        measured: metric.measured.map(|span| document.text.slice(span).to_owned()),
        period: metric.period.and_then(date),
        change: metric.change.as_ref().map(|change| word(serde_json::to_value(change.direction).unwrap())),
        base: metric.change.as_ref().and_then(|change| change.base).and_then(date),
    }
}

fn dates(document: &Document, gold: &Gold) -> Score {
    let mut score = Score::default();
    for (phrase, expected) in &gold.dates {
        let found = dates_in(document, phrase);
        let is_right = match expected {
            Some(date) => found.contains(date),
            // Without a publication date only what is certain may be said: a month without its year.
            None => !found.is_empty() && found.iter().all(|date| date == "open" || date.starts_with("--")),
        };
        score.check(is_right, || format!("{phrase}: found {found:?}, expected {expected:?}"));
    }
    score
}

/// The values of the dates within a phrase, `open` where the text leaves one open.
fn dates_in(document: &Document, phrase: &str) -> Vec<String> {
    let published_at = document.details.published_at.map(|span| document.text.slice_source(span));
    if published_at.is_some_and(|text| phrase.contains(text) || text.contains(phrase)) {
        return document.details.published.iter().map(ToString::to_string).collect();
    }
    let places: Vec<Span> =
        document.text.clean().match_indices(phrase).map(|(at, _)| Span::of(at..at + phrase.len())).collect();
    let inside = |mention: &&Mention| places.iter().any(|place| place.contains(mention.span));
    let value = |mention: &Mention| match &mention.value {
        Some(Value::Date(Some(date))) => Some(date.to_string()),
        Some(Value::Date(None)) => Some("open".to_owned()),
        _ => None,
    };
    document.mentions.iter().filter(inside).filter_map(value).collect()
}

fn people(document: &Document, gold: &Gold) -> Score {
    let mut score = Score::default();
    let is_person = |entity: &&Entity| entity.kind == Kind::Person;
    for (name, expected) in &gold.people {
        let entities: Vec<&Entity> =
            document.entities.iter().filter(is_person).filter(|entity| &entity.name == name).collect();
        let mut found: Vec<&str> =
            entities.iter().flat_map(|entity| texts(document, entity, Kind::Person)).collect();
        let has_all = expected.iter().all(|mention| {
            let place = found.iter().position(|text| text == mention);
            place.map(|at| found.remove(at)).is_some()
        });
        score.check(has_all && entities.len() == 1, || {
            format!("{name}: {expected:?}; left over {found:?}, entities {}", entities.len())
        });
    }
    for extra in document.entities.iter().filter(is_person) {
        if !gold.people.contains_key(&extra.name) {
            score.check(false, || format!("found {} {:?}", extra.name, texts(document, extra, Kind::Person)));
        }
    }
    score
}

fn texts<'d>(document: &'d Document, entity: &Entity, kind: Kind) -> Vec<&'d str> {
    let mentions = entity.mentions.iter().map(|id| &document.mentions[id.0 as usize]);
    mentions.filter(|mention| mention.kind == kind).map(|mention| document.text.slice(mention.span)).collect()
}

fn names(document: &Document, kinds: &[Kind], expected: &[String]) -> Score {
    let mut score = Score::default();
    let entities = document.entities.iter().filter(|entity| kinds.contains(&entity.kind));
    let mut found: Vec<String> = entities.map(|entity| key(&entity.name)).collect();
    let mentions = document.mentions.iter().filter(|mention| kinds.contains(&mention.kind));
    found.extend(mentions.map(|mention| match &mention.normal {
        Some(normal) => key(normal),
        None => key(document.text.slice(mention.span)),
    }));
    found.sort();
    found.dedup();
    for name in expected {
        score.check(found.contains(&key(name)), || format!("{name}: found {found:?}"));
    }
    score
}

/// A name without its quotation marks and the case of its letters.
fn key(name: &str) -> String {
    name.to_lowercase().replace(['«', '»', '„', '“', '"'], "")
}

fn quotes(document: &Document, gold: &Gold) -> Score {
    let mut score = Score::default();
    for expected in &gold.quotes {
        let is_it = |quote: &&Quote| document.text.slice(quote.span).starts_with(&expected.starts);
        let found = document.quotes.iter().find(is_it).map(|quote| said(document, quote));
        let expected = [&expected.speech, &expected.speaker, &expected.cue].map(String::as_str);
        score
            .check(found.as_ref().is_some_and(|found| found.iter().map(String::as_str).eq(expected)), || {
                format!("{expected:?}: found {found:?}")
            });
    }
    score
}

fn said(document: &Document, quote: &Quote) -> [String; 3] {
    let speech = serde_json::to_value(quote.speech).unwrap().as_str().unwrap().to_owned();
    let speaker = quote.speaker.map(|id| document.entities[id.0 as usize].name.clone()).unwrap_or_default();
    let cue = quote.cue.map(|span| document.text.slice(span).to_lowercase()).unwrap_or_default();
    [speech, speaker, cue]
}
