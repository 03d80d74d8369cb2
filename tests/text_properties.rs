//! Properties of spans, texts and units on difficult characters and random edits.

use proptest::prelude::*;
use razmetka::text::{Reason, Replacement};
use razmetka::{Clean, Source, Span, Text, Units};

/// Texts that broke other tools: emoji, combining accents, NBSP, joiners, CRLF, BOM, replacement characters.
const DIFFICULT: &str =
    "(\\PC|[а-яё «»]|\u{1f600}|👩‍👩‍👧|е\u{301}|\u{a0}|\u{200d}|\u{200b}|\r\n|\u{feff}|\u{fffd}){0,60}";

/// A source with random replacements. `insertions` says whether pieces may come from nothing.
fn edited(insertions: bool) -> impl Strategy<Value = Text> {
    let cut = (any::<prop::sample::Index>(), 0usize..4, "(|[a-я😀\u{301} ]{1,3})");
    (DIFFICULT, prop::collection::vec(cut, 0..12)).prop_map(move |(source, cuts)| {
        let borders: Vec<usize> = source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
        let mut pieces: Vec<(usize, usize, String)> = cuts
            .into_iter()
            .map(|(start, length, with)| {
                let first = start.index(borders.len());
                (first, (first + length).min(borders.len() - 1), with)
            })
            .filter(|(first, last, _)| insertions || first < last)
            .collect();
        pieces.sort();
        let mut free = 0;
        pieces.retain(|&(first, last, _)| {
            let fits = first >= free;
            // One character stays between two pieces, so that each piece is an edit of its own.
            free = if fits { last + 1 } else { free };
            fits
        });
        let replacements = pieces.into_iter().map(|(first, last, with)| Replacement {
            source: Span::of(borders[first]..borders[last]),
            with,
            reason: Reason::Space,
        });
        Text::new(source.as_str(), replacements.collect::<Vec<_>>())
    })
}

fn borders(text: &str) -> Vec<u32> {
    text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect()
}

/// Every non-empty span of a text on character borders.
fn spans<In>(text: &str) -> Vec<Span<In>> {
    let borders = borders(text);
    let pairs = borders
        .iter()
        .enumerate()
        .flat_map(|(at, &start)| borders.iter().skip(at + 1).map(move |&end| Span::new(start, end)));
    pairs.collect()
}

fn overlaps_source(text: &Text, span: Span<Source>) -> bool {
    text.edits().iter().any(|edit| {
        edit.source.overlaps(span)
            || (edit.source.is_empty()
                && span.start() <= edit.source.start()
                && edit.source.start() <= span.end())
    })
}

fn overlaps_clean(text: &Text, span: Span) -> bool {
    text.edits().iter().any(|edit| {
        edit.clean.overlaps(span)
            || (edit.clean.is_empty() && span.start() < edit.clean.start() && edit.clean.start() < span.end())
    })
}

proptest! {
    #[test]
    fn a_span_without_edits_reads_the_same_on_both_sides(text in edited(true)) {
        for span in spans::<Clean>(text.clean()).into_iter().filter(|&span| !overlaps_clean(&text, span)) {
            prop_assert_eq!(text.slice(span), text.slice_source(text.to_source(span)));
        }
        for span in spans::<Source>(text.source()).into_iter().filter(|&span| !overlaps_source(&text, span)) {
            let clean = text.to_clean(span);
            prop_assert_eq!(clean.map(|clean| text.slice(clean)), Some(text.slice_source(span)));
        }
    }

    #[test]
    fn the_way_to_the_source_and_back_loses_nothing(text in edited(false)) {
        for span in spans::<Clean>(text.clean()) {
            let back = text.to_clean(text.to_source(span));
            prop_assert!(back.is_some_and(|back| back.contains(span)), "{:?} -> {:?}", span, back);
        }
    }

    #[test]
    fn inner_spans_stay_inside_outer_ones(text in edited(true)) {
        let all = spans::<Clean>(text.clean());
        for pair in all.windows(2) {
            let outer = pair[0].cover(pair[1]);
            for inner in pair {
                let (outer, inner) = (text.to_source(outer), text.to_source(*inner));
                prop_assert!(inner.is_empty() || outer.contains(inner), "{:?} in {:?}", inner, outer);
            }
        }
    }

    #[test]
    fn both_ways_end_on_character_borders(text in edited(true)) {
        for span in spans::<Clean>(text.clean()) {
            prop_assert!(text.source().get(text.to_source(span).range()).is_some());
        }
        for span in spans::<Source>(text.source()) {
            prop_assert!(text.to_clean(span).is_none_or(|clean| text.get(clean).is_some()));
        }
    }

    #[test]
    fn offsets_of_a_span_count_its_characters(text in DIFFICULT) {
        let units = Units::new(&text);
        for span in spans::<Clean>(&text) {
            let slice = text.get(span.range()).unwrap_or_default();
            let points = units.code_point(span.end()).zip(units.code_point(span.start())).map(|(b, a)| b - a);
            prop_assert_eq!(points, Some(slice.chars().count() as u32));
            let utf16 = units.utf16(span.end()).zip(units.utf16(span.start())).map(|(b, a)| b - a);
            prop_assert_eq!(utf16, Some(slice.encode_utf16().count() as u32));
        }
    }
}

/// Marks the whole of a text.
fn whole<In>(text: &str) -> Span<In> {
    Span::of(0..text.len())
}

#[test]
fn the_ends_of_an_unchanged_text_map_to_the_ends() {
    for source in ["", "я", "\u{feff}а\r\n😀"] {
        let text = Text::unchanged(source);
        assert_eq!(text.to_source(whole(source)), whole(source));
        assert_eq!(text.to_clean(whole(source)), (!source.is_empty()).then(|| whole(source)));
    }
}

#[test]
fn what_is_inserted_or_deleted_at_a_border_stays_outside() {
    let replace = |source, with: &str| Replacement { source, with: with.into(), reason: Reason::Editor };
    let word = |text: &str, word: &str| {
        let start = text.find(word).expect("the word stands there");
        start..start + word.len()
    };
    let source = "меню Москва меню";
    let around = Span::<Source>::of(word(source, "Москва"));
    let inserted = Text::new(
        source,
        [replace(Span::empty(around.start()), "<"), replace(Span::empty(around.end()), ">")],
    );
    assert_eq!(inserted.clean(), "меню <Москва> меню");
    assert_eq!(inserted.to_clean(around), Some(Span::of(word(inserted.clean(), "Москва"))));

    let deleted = Text::new(
        source,
        [
            replace(Span::new(0, around.start()), ""),
            replace(Span::new(around.end(), source.len() as u32), ""),
        ],
    );
    assert_eq!(deleted.to_source(whole("Москва")), around);
    assert_eq!(deleted.to_clean(Span::new(0, around.start())), None);
}
