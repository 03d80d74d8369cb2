//! The lists of `seeds/lexicon` and `seeds/model`, which `build.rs` packs into the program with PPMd (variant H, by Dmitry Shkarin):
//! it predicts each byte from those before it and leaves two thirds of what gzip does.

use std::io::Read;
use std::sync::LazyLock;

use ppmd_rust::Ppmd7Decoder;

/// Lists that were packed together.
struct Pack {
    /// How many bytes before it predict a byte.
    order: u32,
    /// Of the text in narrow letters, in bytes.
    length: usize,
    bytes: &'static [u8],
    /// The text as it was, in debug builds alone: unoptimised, the decoder takes over a second.
    text: &'static str,
}

macro_rules! pack {
    ($number:literal, $order:literal, $length:literal) => {
        Pack {
            order: $order,
            length: $length,
            bytes: include_bytes!(concat!(env!("OUT_DIR"), "/", $number, ".ppmd")),
            text: if cfg!(debug_assertions) {
                include_str!(concat!(env!("OUT_DIR"), "/", $number, ".txt"))
            } else {
                ""
            },
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// Texts in the order of `PACKS`: a zero stands after each name and each list.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| PACKS.iter().map(text).collect());

/// Names and lists.
static LISTS: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| TEXTS.iter().flat_map(|text| pairs(text)).collect());

/// The rows of `NAME.tsv` after a line that is `#` alone.
///
/// # Panics
///
/// Where there is no such list.
pub(crate) fn list(name: &str) -> &'static str {
    LISTS
        .iter()
        .find(|(found, _)| *found == name)
        .expect("every list that is asked for is in the repository")
        .1
}

/// A decimal fraction as the lists write them, such as `-.25`. The standard library's reader takes any length, and its
/// table weighs 12 KB in the page.
pub(crate) fn number(text: &str) -> Option<f32> {
    let digits = text.strip_prefix('-');
    let (whole, fraction) = digits.unwrap_or(text).split_once('.').unwrap_or((digits.unwrap_or(text), ""));
    let digit = |value: u64, c: char| value.checked_mul(10)?.checked_add(c.to_digit(10)?.into());
    let value = whole.chars().chain(fraction.chars()).try_fold(0, digit)? as f64;
    let value = (value / fraction.chars().fold(1.0, |scale, _| scale * 10.0)) as f32;
    (whole.len() + fraction.len() > 0).then_some(if digits.is_some() { -value } else { value })
}

fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut parts = text.split_terminator('\0');
    std::iter::from_fn(move || parts.next().zip(parts.next()))
}

fn text(pack: &Pack) -> String {
    if cfg!(debug_assertions) { pack.text.to_owned() } else { unpack(pack) }
}

fn unpack(pack: &Pack) -> String {
    let mut text = vec![0; pack.length];
    Ppmd7Decoder::new(pack.bytes, pack.order, MEMORY)
        .expect("the encoder took the same order and memory")
        .read_exact(&mut text)
        .expect("the pack has so many bytes");
    widen(&text)
}

/// The letters from А to я stand there as the bytes from 80 to BF, which begin no character of UTF-8.
fn widen(bytes: &[u8]) -> String {
    let mut text = Vec::with_capacity(bytes.len() * 2);
    let mut follow = 0;
    for &byte in bytes {
        if follow == 0 && byte & 0xC0 == 0x80 {
            let letter = 0x410 + u16::from(byte & 0x3F);
            text.extend([0xC0 | (letter >> 6) as u8, 0x80 | (letter & 0x3F) as u8]);
        } else {
            follow = if byte >= 0xC0 { byte.leading_ones() - 1 } else { u32::saturating_sub(follow, 1) };
            text.push(byte);
        }
    }
    String::from_utf8(text).expect("only text was packed")
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests read files")]
mod tests {
    use super::*;

    const FOLDERS: &[&str] = &["seeds/lexicon", "seeds/model"];

    #[test]
    fn every_list_is_unpacked_as_it_was() {
        let texts: Vec<String> = PACKS.iter().map(unpack).collect();
        let lists: Vec<(&str, &str)> = texts.iter().flat_map(|text| pairs(text)).collect();
        for &(name, text) in &lists {
            let mut paths = FOLDERS.iter().map(|folder| format!("{folder}/{name}.tsv"));
            let file = paths.find_map(|path| std::fs::read_to_string(path).ok()).unwrap();
            assert_eq!(text.split_once('\n').unwrap().1, file.split_once('\n').unwrap().1, "{name}");
            assert_eq!(text, list(name), "{name}");
        }
        let files = FOLDERS.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
        let paths = files.map(|file| file.unwrap().path());
        let count = paths.filter(|path| path.extension().is_some_and(|extension| extension == "tsv")).count();
        assert_eq!(lists.len() + if cfg!(feature = "whole-dictionary") { 0 } else { 2 }, count);
    }

    #[test]
    fn numbers_are_read_as_by_the_standard_library() {
        for word in ["", "-", ".", "=1", "1e5", "1.2.3", "999999999999999999999"] {
            assert_eq!(number(word), None, "{word}");
        }
        let texts = ["paradigms", "clean_html", "clean_plain"].map(list);
        let words = texts.iter().flat_map(|text| text.split(['\t', '\n', ' ', '=', '<', ',']));
        let read = words.filter_map(|word| Some((word, word.parse::<f32>().ok()?)));
        let mut count = 0;
        for (word, value) in read.filter(|(word, _)| !word.contains(['e', 'i', 'n'])) {
            assert_eq!(number(word), Some(value), "{word}");
            count += 1;
        }
        assert!(count > 1_000);
    }
}
