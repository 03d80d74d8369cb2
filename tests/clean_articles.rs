//! The five sample pages: which lines of theirs are kept, what stands in their details.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use razmetka::clean::{Cleaned, Options, REASONS, clean};
use razmetka::document::Role;

const ARTICLES: [(&str, &str, &str, &str); 5] = [
    (include_str!("../seeds/articles/000_a2611bcb571f4053.txt"), "3 5 7 9 11 13 15 17", "3", ""),
    (include_str!("../seeds/articles/001_d0b5f9885208fcc4.txt"), "1 3 5 7 9 11 13", "", ""),
    (include_str!("../seeds/articles/002_4c18f4765cb08f58.txt"), "1 6 8 10 12", "1", ""),
    (include_str!("../seeds/articles/003_4b00a952b983aeab.txt"), "5 10 12 14 16 18", "5", "2024-01-29T09:41"),
    (include_str!("../seeds/articles/004_938638d734541bdf.txt"), "3 4 5 6 7 8 9 10 11", "3", "2022-04-12"),
];

/// The numbers of the lines that blocks of a sort stand on, from 1, blank lines counted.
fn numbers(source: &str, cleaned: &Cleaned, test: impl Fn(&razmetka::document::Block) -> bool) -> String {
    let number = |offset: u32| source.get(..offset as usize).unwrap().matches('\n').count() + 1;
    let found = cleaned.blocks.iter().filter(|block| test(block));
    found.map(|block| number(block.source.start()).to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_articles_and_nothing_else_are_kept() {
    let found = ARTICLES.map(|(source, ..)| {
        let cleaned = clean(source, &Options::default());
        let kept = numbers(source, &cleaned, |block| block.kept);
        let title = numbers(source, &cleaned, |block| block.role == Role::Title);
        (kept, title, cleaned.details.published.map_or(String::new(), String::from))
    });
    let expected =
        ARTICLES.map(|(_, kept, title, published)| (kept.to_owned(), title.to_owned(), published.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn the_clean_article_comes_out_unchanged() {
    let source = ARTICLES[1].0;
    let cleaned = clean(source, &Options::default());
    assert_eq!(cleaned.text.clean(), source);
    assert!(cleaned.text.edits().is_empty());
}

#[test]
fn every_reason_is_on_the_list() {
    for (source, ..) in ARTICLES {
        for block in clean(source, &Options::default()).blocks {
            assert_eq!(block.reason.is_some(), !block.kept);
            assert!(block.reason.is_none_or(|reason| REASONS.contains(&reason.as_ref())));
        }
    }
}

#[test]
fn the_byline_is_read() {
    let details = clean(ARTICLES[3].0, &Options::default()).details;
    assert_eq!(details.author.as_deref(), Some("Звёздный Бульвар"));
    assert_eq!(
        details.published_at.map(|at| ARTICLES[3].0.get(at.range()).unwrap()),
        Some("29 Янв 2024 в 09:41")
    );
}
