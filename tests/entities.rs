//! Mentions and entities in marked passages: tests/entities/*.txt.
//!
//! A line that begins with `#` is a comment; `# kinds: A B` says which kinds are marked from there on. Any other
//! line is a text with its mentions: `[Владимир Путин|PERSON] прибыл в [Казань|CITY]`. Nested marks are allowed.
//! In tests/entities/links.txt the text after `=` lists the entities of these kinds, each with its mentions.

#![allow(clippy::string_slice, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use razmetka::document::{Document, Kind, RelationKind};
use razmetka::lexicon::Lexicon;
use razmetka::{Options, Pipeline, Span};

/// A text without its marks, and what the marks say.
fn unmark(line: &str) -> (String, BTreeSet<(Span, Kind)>) {
    let (mut text, mut open, mut marks) = (String::new(), Vec::new(), BTreeSet::new());
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '[' => open.push(text.len()),
            '|' => {
                let name: String = std::iter::from_fn(|| rest.next_if(|&c| c != ']')).collect();
                assert_eq!(rest.next(), Some(']'), "a mark is not closed: {line}");
                let kind = Kind::from_name(&name).unwrap_or_else(|| panic!("no such kind: {name} in {line}"));
                marks.insert((Span::of(open.pop().expect("a mark is opened")..text.len()), kind));
            }
            c => text.push(c),
        }
    }
    assert!(open.is_empty(), "a mark is not closed: {line}");
    (text, marks)
}

fn annotate(text: &str) -> Document {
    Pipeline::new(Options { clean: false, ..Options::default() }).annotate(text)
}

/// Checks the lines of a suite; returns what is wrong, each with its line.
fn check(suite: &str) -> Vec<String> {
    let mut kinds: Vec<Kind> = Kind::ALL.to_vec();
    let mut wrong = Vec::new();
    for (line, number) in suite.lines().zip(1..).filter(|(line, _)| !line.is_empty()) {
        if let Some(names) = line.strip_prefix("# kinds: ") {
            kinds = names.split(' ').filter_map(Kind::from_name).collect();
        }
        if line.starts_with('#') {
            continue;
        }
        let (text, expected) = unmark(line);
        let document = annotate(&text);
        let found: BTreeSet<(Span, Kind)> = document.mentions.iter().map(|m| (m.span, m.kind)).collect();
        let show = |(span, kind): &(Span, Kind)| format!("{}|{}", &text[span.range()], kind.name());
        let wanted = |(_, kind): &&(Span, Kind)| kinds.contains(kind);
        let missed: Vec<String> = expected.difference(&found).filter(wanted).map(show).collect();
        let extra: Vec<String> = found.difference(&expected).filter(wanted).map(show).collect();
        if !missed.is_empty() || !extra.is_empty() {
            wrong.push(format!("{number}: missed {missed:?}, extra {extra:?}"));
        }
    }
    wrong
}

#[test]
fn people() {
    assert_eq!(check(include_str!("entities/people.txt")), Vec::<String>::new());
}

#[test]
fn organizations() {
    assert_eq!(check(include_str!("entities/organizations.txt")), Vec::<String>::new());
}

#[test]
fn places() {
    assert_eq!(check(include_str!("entities/places.txt")), Vec::<String>::new());
}

#[test]
fn offices() {
    assert_eq!(check(include_str!("entities/offices.txt")), Vec::<String>::new());
}

/// `text = name: mention, mention; name: ...` for the people, organisations and places of the text.
#[test]
fn links() {
    for line in
        include_str!("entities/links.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let (text, expected) = line.split_once(" = ").expect("a text and its entities");
        let document = annotate(text);
        let entities = document.entities.iter().filter(|entity| {
            matches!(entity.kind, Kind::Person | Kind::Organization | Kind::City | Kind::Country)
        });
        let shown = entities.map(|entity| {
            let mentions =
                entity.mentions.iter().map(|id| &text[document.mentions[id.0 as usize].span.range()]);
            format!("{}: {}", entity.name, mentions.collect::<Vec<_>>().join(", "))
        });
        assert_eq!(shown.collect::<Vec<_>>().join("; "), expected, "{text}");
    }
}

#[test]
fn resolution_of_a_hundred_thousand_candidates_takes_no_quadratic_time() {
    use razmetka::tag::{Candidate, resolve};
    let candidate = |n: u32| Candidate {
        span: Span::new(n * 3 % 90_001, n * 3 % 90_001 + 1 + n % 40),
        kind: Kind::ALL[n as usize % Kind::ALL.len()],
        value: None,
        rule: "test",
        score: (n % 97) as f32 / 97.0,
    };
    let mentions = resolve((0..100_000).map(candidate).collect());
    assert!(mentions.len() > 1_000);
    for pair in mentions.windows(2) {
        assert!(pair[0].span < pair[1].span && !pair[0].span.crosses(pair[1].span));
    }
}

/// `text = KIND: from, to; ...` for the ages and seats of the text.
#[test]
fn relations() {
    for line in include_str!("entities/relations.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let (text, expected) = line.split_once(" = ").expect("a text and its relations");
        let document = annotate(text);
        let of = |id: razmetka::document::MentionId| &text[document.mentions[id.0 as usize].span.range()];
        let wanted = document
            .relations
            .iter()
            .filter(|relation| matches!(relation.kind, RelationKind::AgeIs | RelationKind::HeadquarteredIn));
        let shown: Vec<String> =
            wanted.map(|r| format!("{:?}: {}, {}", r.kind, of(r.from), of(r.to))).collect();
        assert_eq!(shown.join("; "), expected, "{text}");
    }
}

/// As in a page whose rare words are still on their way: "позже" is one of them.
#[test]
fn a_rare_word_that_begins_a_sentence_is_no_given_name() {
    let mut pipeline = Pipeline::new(Options::default());
    pipeline.lexicon = Lexicon::common();
    let document =
        pipeline.annotate("Сергей Собянин приехал в Казань. Позже Собянин выступил. Позже С. Собянин уехал.");
    let people: Vec<_> = document.entities.iter().filter(|entity| entity.kind == Kind::Person).collect();
    assert_eq!(people.len(), 1, "{people:?}");
    assert_eq!(people[0].mentions.len(), 3);
}
