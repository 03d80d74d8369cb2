//! The tagger against its definition, and against packs that are none.

mod reference;
mod writer;

use proptest::prelude::*;

use super::*;
use crate::document::{Kind, MentionId};
use crate::lexicon::Lexicon;
use crate::segment;
use crate::span::Span;
use reference::Reference;
use writer::{CLASSES, WIDTH, Writer, front_coded, sealed};

const TEXT: &str = "Мэр Иван Петров сказал в Москве: «Нас 15 тысяч».\nДа";

/// What a tagger finds in a text.
fn tag(tagger: &Tagger, text: &str, rules: &[Mention]) -> Vec<Found> {
    let tokens = segment::tokens(text);
    let lexicon = Lexicon::embedded();
    tagger.tag(&Context::new(text, (&tokens, &[], &[]), &lexicon, None), rules)
}

fn rules() -> Vec<Mention> {
    let mention = |words: &str, kind| {
        let start = TEXT.find(words).unwrap();
        Mention::by_editor(MentionId(0), Span::of(start..start + words.len()), kind)
    };
    vec![mention("Иван Петров", Kind::Person), mention("Москве", Kind::City), mention("15", Kind::Quantity)]
}

fn error(bytes: Vec<u8>) -> String {
    Tagger::from_bytes(bytes).expect_err("the pack is broken").to_string()
}

#[test]
fn the_network_is_the_one_of_the_definition() {
    let writer = Writer::noise(7);
    let tagger = Tagger::from_bytes(writer.write()).unwrap();
    let reference = Reference(&writer);
    let features = features(TEXT, &Lexicon::embedded(), &rules());
    let rows = tagger.network.rows(&tagger.pack, &features);
    assert!(rows.contains(&0) && rows.iter().any(|&row| row > 0), "known and unknown words: {rows:?}");
    for unit in &features.units {
        let found = tagger.network.run(&tagger.pack, &features, unit, &rows);
        let wanted = reference.vectors(&features, unit);
        for (found, wanted) in found.iter().zip(wanted.concat()) {
            assert!((f64::from(*found) - wanted).abs() < 2e-3, "{found} {wanted}");
        }
        let mut judged = 0;
        tagger.head.judge(unit, &found, |first, last, logits| {
            judged += 1;
            assert_eq!(logits.len(), CLASSES);
            let wanted = reference.logits(unit, &wanted, first, last);
            for (found, wanted) in logits.iter().zip(wanted) {
                assert!((f64::from(*found) - wanted).abs() < 5e-3, "{first} {last}: {found} {wanted}");
            }
        });
        let count = unit.tokens.len();
        assert_eq!(judged, (0..count).map(|first| WIDTH.min(count - first)).sum::<usize>());
    }
}

#[test]
fn mentions_do_not_cross_and_have_scores() {
    let tagger = Tagger::from_bytes(Writer::noise(7).write()).unwrap();
    let found = tag(&tagger, TEXT, &rules());
    assert!(found.len() > 3, "noise finds something: {found:?}");
    for (at, a) in found.iter().enumerate() {
        assert!((0.25..=1.0).contains(&a.score));
        for b in &found[at + 1..] {
            let apart = a.span.end() <= b.span.start();
            assert!(apart || a.span.contains(b.span) || b.span.contains(a.span), "{a:?} {b:?}");
        }
    }
    assert_eq!(found, tag(&tagger, TEXT, &rules()));
    assert_eq!(tag(&tagger, "", &[]), []);
}

#[test]
fn every_word_of_a_long_list_is_found_and_no_other() {
    let letter = |n: u32| char::from_u32(u32::from('а') + n).unwrap();
    let words: Vec<String> = (0..500).map(|n| format!("слово{}{}", letter(n / 30), letter(n % 30))).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut writer = Writer::noise(1);
    let vocabulary = writer.tensors.get_mut("vocabulary").unwrap();
    vocabulary.bytes = front_coded(&words);
    vocabulary.shape = vec![vocabulary.bytes.len()];
    let pack = Pack::read(writer.write(), Digest::Compare).unwrap();
    let vocabulary = vocabulary::Vocabulary::read(&pack).unwrap();
    for (word, row) in words.iter().zip(1..) {
        assert_eq!(vocabulary.row(&pack, word), row, "{word}");
        assert_eq!(vocabulary.row(&pack, &format!("{word}z")), 0);
    }
    assert_eq!(["", "а", "я", "слово", "słowo"].map(|word| vocabulary.row(&pack, word)), [0; 5]);
}

#[test]
fn broken_packs_are_refused_in_words() {
    let good = Writer::noise(1).write();
    assert_eq!(error(Vec::new()), "not a tagger's pack: too short");
    assert_eq!(error(b"PK\x03\x04 and so on".to_vec()), "not a tagger's pack: it begins with other bytes");
    assert_eq!(error(good[..40].to_vec()), "the pack is cut short");
    let digest = "the pack is cut short or changed: its digest is another";
    assert_eq!(error(good[..good.len() - 1].to_vec()), digest);
    let mut newer = good.clone();
    newer[8] = 2;
    assert_eq!(error(newer), "the pack is of protocol 2; this program reads 1");
    assert!(error(sealed(9, b"{\"id\": 1}")).starts_with("the pack's header cannot be read: "));
    assert_eq!(error(sealed(99, b"{}")), "the pack is cut short");
}

/// The error of a pack that was changed before it was written.
fn error_after(change: impl FnOnce(&mut Writer)) -> String {
    let mut writer = Writer::noise(1);
    change(&mut writer);
    error(writer.write())
}

#[test]
fn packs_that_do_not_fit_are_refused_in_words() {
    assert!(
        error_after(|pack| pack.header["features"]["version"] = 99.into()).starts_with("the pack is for")
    );
    assert_eq!(
        error_after(|pack| pack.header["kinds"][3] = "Планета".into()),
        "Планета is no kind of mentions"
    );
    let calibration = "the calibration is no table of rising margins and shares";
    assert_eq!(
        error_after(|pack| pack.header["calibration"] = [[1, 0], [1, 1]].as_slice().into()),
        calibration
    );
    assert_eq!(error_after(|pack| drop(pack.tensors.remove("conv"))), "the pack has no tensor conv");
    let shorter = error_after(|pack| pack.tensors.get_mut("conv.scale").unwrap().shape = vec![11]);
    assert_eq!(shorter, "conv.scale: expected 12 numbers, found 11");
    let wider = error_after(|pack| pack.tensors.get_mut("sru.1").unwrap().shape = vec![20, 15]);
    assert_eq!(wider, "sru.1: expected 10 columns, found 15");
    let outside = error_after(|pack| pack.tensors.get_mut("head.width").unwrap().shape = vec![1 << 40, 30]);
    assert_eq!(outside, "head.width: lies outside the pack");
    let kind = error_after(|pack| pack.tensors.get_mut("proj").unwrap().dtype = "u8");
    assert_eq!(kind, "proj: expected numbers of type I8, found U8");
    let infinite = error_after(|pack| {
        pack.tensors.get_mut("unk").unwrap().bytes[..4].copy_from_slice(&f32::INFINITY.to_le_bytes());
    });
    assert_eq!(infinite, "unk: has a number that is not finite");
    let order = error_after(|pack| {
        pack.tensors.get_mut("vocabulary").unwrap().bytes = front_coded(&["иван", "в"]);
        pack.tensors.get_mut("vocabulary").unwrap().shape = vec![9];
    });
    assert_eq!(order, "vocabulary: word 2 is out of order");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever stands in a file, it is refused or tags; its digest is made to fit, so that the rest is read too.
    #[test]
    fn changed_packs_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<bool>()), 1..20),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let file = Writer::noise(3).write();
        let length = u32::from_le_bytes(file[12..16].try_into().unwrap()) as usize;
        let mut content = file[48..].to_vec();
        for (place, byte, in_header) in changes {
            let end = if in_header { length } else { content.len() };
            content[place.index(end)] = byte;
        }
        if let Some(cut) = cut {
            content.truncate(cut.index(content.len()));
        }
        if let Ok(tagger) = Tagger::from_bytes(sealed(length, &content)) {
            tag(&tagger, TEXT, &rules());
        }
    }

    /// Digits and signs of the header in other places: the likeliest way to shapes and offsets that cannot be.
    #[test]
    fn changed_numbers_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), "[0-9]{1,20}|-1|1e400|null|[\\[\\]{}]"), 1..4),
    ) {
        let file = Writer::noise(3).write();
        let length = u32::from_le_bytes(file[12..16].try_into().unwrap()) as usize;
        let mut header = String::from_utf8(file[48..48 + length].to_vec()).unwrap();
        for (place, number) in changes {
            let digits: Vec<_> = header.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
            let at = digits[place.index(digits.len())];
            header.replace_range(at..=at, &number);
        }
        let mut content = header.clone().into_bytes();
        content.resize((48 + content.len()).next_multiple_of(64) - 48, b' ');
        content.extend_from_slice(&file[(48 + length).next_multiple_of(64)..]);
        if let Ok(tagger) = Tagger::from_bytes(sealed(header.len(), &content)) {
            tag(&tagger, TEXT, &rules());
        }
    }
}
