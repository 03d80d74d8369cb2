//! Exports of texts that broke other tools: every offset cuts the words that stand beside it.

use proptest::prelude::*;
use razmetka::export::{brat, json, jsonl};
use razmetka::{Document, Input, Options, Pipeline};
use std::ops::ControlFlow;
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(Options::default()));

/// Emoji, combining accents, NBSP, joiners, CRLF, BOM and a soft hyphen around things to annotate.
const DIFFICULT: &str = "\u{feff}😀 Мэр Москвы Серге\u{301}й Собянин подвёл итоги 2024\u{a0}года 👩‍👩‍👧\r\n\r\n\
    Сергей\u{a0}Собянин сообщил 29\u{a0}января 2024\u{a0}года, что в\u{a0}Йошкар-Оле произвели продукции на\u{a0}1,1\u{a0}млрд \
    рублей и\u{306} открыли 35\u{a0}новых про\u{ad}изводств.\r\n\r\n\
    «Это на\u{a0}17\u{a0}% больше, чем годом ранее 🎉», — рассказал Собянин.\r\n";

fn annotate(input: Input<'_>) -> Document {
    match PIPELINE.annotate_with(input, |_| ControlFlow::Continue(())) {
        ControlFlow::Continue(document) => document,
        ControlFlow::Break(()) => unreachable!("nobody asked to stop"),
    }
}

fn slice(text: &str, start: u32, end: u32) -> String {
    text.chars().skip(start as usize).take((end - start) as usize).collect()
}

/// A place, the words of the clean text and those of the source, where they are known.
type Quoted = (json::Place, Option<String>, Option<String>);

fn quoted(document: &json::Document) -> Vec<Quoted> {
    let both = |place, text: &String| (place, Some(text.clone()), None);
    let blocks = document.blocks.iter().map(|block| {
        let text = Some(block.text.clone());
        if block.kept { (block.place, text, None) } else { (block.place, None, text) }
    });
    blocks
        .chain(document.mentions.iter().map(|mention| both(mention.place, &mention.text)))
        .chain(document.metrics.iter().map(|metric| both(metric.place, &metric.text)))
        .chain(document.quotes.iter().map(|quote| both(quote.place, &quote.text)))
        .collect()
}

/// Checks every span of the JSON against both texts; gives their number.
fn check_json(document: &Document) -> usize {
    let exported = json::document(document);
    let source = document.text.source();
    assert_eq!(exported.source.length as usize, source.chars().count());
    let quoted = quoted(&exported);
    for (place, clean, original) in &quoted {
        let in_source = slice(source, place.source_start, place.source_end);
        assert_eq!(original.as_ref().unwrap_or(&in_source), &in_source);
        if let Some(clean) = clean {
            assert_eq!(&slice(&exported.text, place.start, place.end), clean);
            assert!(!in_source.is_empty(), "{clean:?} comes from somewhere");
        }
    }
    quoted.len()
}

fn check_brat(document: &Document) -> usize {
    let brat::Standoff { text, annotations } = brat::standoff(document);
    let mut checked = 0;
    for line in annotations.lines().filter(|line| line.starts_with('T')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [_, place, words] = fields.as_slice() else { panic!("three fields: {line:?}") };
        let places = place.split_once(' ').map(|(_, places)| places).unwrap_or_default();
        let pieces = places.split(';').filter_map(|piece| {
            let (start, end) = piece.split_once(' ')?;
            Some(slice(&text, start.parse().ok()?, end.parse().ok()?))
        });
        assert_eq!(pieces.collect::<Vec<_>>().join(" "), *words);
        checked += 1;
    }
    checked
}

#[test]
fn every_format_cuts_a_difficult_text_right() {
    let document = annotate(Input::Text(DIFFICULT));
    assert_eq!(document.broken_invariant(), None);
    assert!(check_json(&document) >= 8, "the text has blocks, dates, figures and a quote");
    assert!(check_brat(&document) >= 5, "the text has dates and figures");
    let line = jsonl::line(&"7", &document);
    let read: json::Document = serde_json::from_str(&line).expect("a line reads back");
    assert_eq!(read, json::document(&document));
}

#[test]
fn html_carries_the_visible_text_that_its_offsets_count_in() {
    let html = format!(
        "<html><body><h1>Итоги</h1><p>{}</p></body></html>",
        DIFFICULT.replace("\r\n\r\n", "</p><p>")
    );
    let document = annotate(Input::Html(&html));
    assert_eq!(json::document(&document).source.text.as_deref(), Some(document.text.source()));
    check_json(&document);
}

#[test]
fn an_empty_text_exports_an_empty_document() {
    for input in [Input::Text(""), Input::Html("")] {
        let document = annotate(input);
        let exported = json::document(&document);
        assert_eq!((exported.text.as_str(), exported.mentions.len(), exported.source.length), ("", 0, 0));
        // The digest of nothing is well known.
        assert!(exported.text_sha256.starts_with("e3b0c44298fc1c149afbf4c8996fb924"));
    }
}

/// Pieces of news, of pages and of what broke other tools, in any order.
fn pasted() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "Сергей Собянин",
            "Собянина",
            "ОЭЗ «Технополис Москва»",
            "«",
            "»",
            "— ",
            "„",
            "“",
            "\"",
            "(",
            ")",
            "[",
            "]",
            "1,1 млрд рублей",
            "17 %",
            "от 5 до 7 га",
            "в 2024 году",
            "29.01.2024",
            "--",
            "...",
            "09:41",
            "№ 5",
            "III",
            "на 30% больше, чем годом ранее",
            "сказал",
            "по словам",
            "Читайте также",
            "Фото:",
            "http://mos.ru/a?b=c",
            "\r\n",
            "\n",
            "\n\n",
            "\r",
            "\u{2028}",
            "\t",
            "\u{a0}",
            " ",
            ". ",
            ", ",
            "! ",
            "\u{feff}",
            "\u{200b}",
            "\u{ad}",
            "😀",
            "👩‍👩‍👧",
            "е\u{301}",
            "\u{301}",
            "\u{200d}",
            "\u{fffd}",
            "\u{0}",
            "🇷🇺",
            "ﬁ",
            "Ⅳ",
            "٣",
            "Ǆ",
            "İ",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
        "[а-яА-ЯёЁ]{1,8} ",
        "[0-9.,%/-]{1,8}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_paste_keeps_the_invariants_and_cuts_right(text in pasted()) {
        let document = annotate(Input::Text(&text));
        prop_assert_eq!(document.broken_invariant(), None);
        check_json(&document);
        check_brat(&document);
        prop_assert_eq!(&annotate(Input::Text(&text)), &document, "two runs are equal");
    }

    #[test]
    fn any_page_keeps_the_invariants_and_cuts_right(
        text in pasted(),
        tags in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<div class=menu>", "</div>", "<a href='#'>", "</a>", "<br>", "<ul><li>", "<h1>", "<script>", "&nbsp;",
            "</script>", "<!--", "-->", "<", "&#x1F600;", "<table><tr><td>", "<style>", "</style>", "<title>", "<img alt='x'>",
        ]), 0..20),
    ) {
        let words: Vec<&str> = text.split(' ').collect();
        let mut html = String::new();
        for (at, word) in words.iter().enumerate() {
            html.push_str(word);
            html.push_str(tags.get(at % tags.len().max(1)).copied().unwrap_or(" "));
        }
        let document = annotate(Input::Html(&html));
        prop_assert_eq!(document.broken_invariant(), None);
        check_json(&document);
    }
}
