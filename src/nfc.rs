//! Canonical composition (NFC, Unicode Standard Annex #15): и and a breve become й.

use std::sync::LazyLock;

use crate::seeds;
use crate::sort;

/// What `seeds/lexicon/unicode.tsv` says of the characters, but for the syllables of Hangul, which follow a rule.
#[derive(Default)]
struct Tables {
    /// First and last character of a range, and its combining class; sorted.
    classes: Vec<(char, char, u8)>,
    /// A character, what it is made of, and whether these compose to it again; sorted.
    parts: Vec<(char, char, Option<char>, bool)>,
    /// Two characters and what they compose to; sorted.
    pairs: Vec<(char, char, char)>,
}

static TABLES: LazyLock<Tables> =
    LazyLock::new(|| Tables::read(seeds::list("unicode")).expect("a test compares the tables with ICU's"));

/// The canonical combining class of a character: 0 for what stands by itself.
pub(crate) fn combining_class(c: char) -> u8 {
    if c < '\u{300}' {
        return 0;
    }
    let after = TABLES.classes.partition_point(|&(first, _, _)| first <= c);
    let range = after.checked_sub(1).and_then(|at| TABLES.classes.get(at));
    range.filter(|&&(_, last, _)| c <= last).map_or(0, |&(_, _, class)| class)
}

/// The composed form of a text; `None` where the text is composed already.
pub(crate) fn composed(text: &str) -> Option<String> {
    let mut chars = text.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && parts(c).is_none_or(|(_, _, again)| again)
    {
        return None;
    }
    let composed = compose(decompose(text));
    (composed != text).then_some(composed)
}

fn decompose(text: &str) -> Vec<char> {
    let mut done = Vec::new();
    for c in text.chars() {
        // What a character is made of, the last part on top.
        let mut rest = vec![c];
        while let Some(c) = rest.pop() {
            match parts(c) {
                Some((first, second, _)) => rest.extend(second.into_iter().chain([first])),
                None => done.push(c),
            }
        }
    }
    order(&mut done);
    done
}

/// Sorts neighbouring marks by their classes.
fn order(chars: &mut [char]) {
    for at in 1..chars.len() {
        let class = combining_class(chars[at]);
        let mut to = at;
        while class > 0 && to > 0 && combining_class(chars[to - 1]) > class {
            chars.swap(to - 1, to);
            to -= 1;
        }
    }
}

fn compose(chars: Vec<char>) -> String {
    let mut done: Vec<char> = Vec::with_capacity(chars.len());
    let mut starter = None;
    for c in chars {
        let class = combining_class(c);
        let before = done.last().map(|&last| combining_class(last));
        if let Some(at) = starter {
            // Nothing between the two may have a class that is 0 or not lower.
            let blocked = done.len() > at + 1 && before.is_some_and(|before| before == 0 || before >= class);
            if let Some(both) = pair(done[at], c).filter(|_| !blocked) {
                done[at] = both;
                continue;
            }
        }
        if class == 0 {
            starter = Some(done.len());
        }
        done.push(c);
    }
    done.into_iter().collect()
}

// The syllables of Hangul: 19 leading consonants, 21 vowels, 27 trailing consonants or none.
const SYLLABLE: u32 = 0xac00;
const LEADING: u32 = 0x1100;
const VOWEL: u32 = 0x1161;
const TRAILING: u32 = 0x11a7;

/// What a character is made of, and whether that composes to it again.
fn parts(c: char) -> Option<(char, Option<char>, bool)> {
    if let Some(index) = u32::from(c).checked_sub(SYLLABLE).filter(|&index| index < 19 * 21 * 28) {
        let (block, trailing) = (index / 28, index % 28);
        let (first, second) = match trailing {
            0 => (LEADING + block / 21, VOWEL + block % 21),
            _ => (SYLLABLE + block * 28, TRAILING + trailing),
        };
        return Some((char::from_u32(first)?, char::from_u32(second), true));
    }
    let at = TABLES.parts.binary_search_by_key(&c, |entry| entry.0).ok()?;
    TABLES.parts.get(at).map(|&(_, first, second, again)| (first, second, again))
}

fn pair(first: char, second: char) -> Option<char> {
    let (one, two) = (u32::from(first), u32::from(second));
    if let (Some(leading @ 0..19), Some(vowel @ 0..21)) = (one.checked_sub(LEADING), two.checked_sub(VOWEL)) {
        return char::from_u32(SYLLABLE + (leading * 21 + vowel) * 28);
    }
    if let (Some(index @ 0..11_172), Some(trailing @ 1..28)) =
        (one.checked_sub(SYLLABLE), two.checked_sub(TRAILING))
        && index % 28 == 0
    {
        return char::from_u32(one + trailing);
    }
    let at =
        TABLES.pairs.binary_search_by_key(&(first, second), |&(first, second, _)| (first, second)).ok()?;
    TABLES.pairs.get(at).map(|&(_, _, both)| both)
}

impl Tables {
    /// Lines of a first character and, for each that follows it without a gap, a class in decimal, or one or two
    /// characters that it is made of; `!` after these where they do not compose again.
    fn read(text: &str) -> Option<Self> {
        let mut tables = Self::default();
        let mut lines = text.lines().skip(1);
        for line in lines.by_ref().take_while(|line| !line.is_empty()) {
            let mut fields = line.split('\t');
            let first = hexadecimal(fields.next()?)?;
            let length: u32 = fields.next()?.parse().ok()?;
            let last = char::from_u32(u32::from(first) + length - 1)?;
            tables.classes.push((first, last, fields.next()?.parse().ok()?));
        }
        for line in lines {
            let (first, parts) = line.split_once('\t')?;
            for (code, parts) in (u32::from(hexadecimal(first)?)..).zip(parts.split(',')) {
                tables.add(char::from_u32(code)?, parts)?;
            }
        }
        sort::sort(&mut tables.pairs);
        Some(tables)
    }

    fn add(&mut self, c: char, parts: &str) -> Option<()> {
        let listed = parts.strip_suffix('!');
        let (first, second) = match listed.unwrap_or(parts).split_once(' ') {
            Some((first, second)) => (hexadecimal(first)?, Some(hexadecimal(second)?)),
            None => (hexadecimal(parts)?, None),
        };
        let pair = second.filter(|_| listed.is_none());
        self.parts.push((c, first, second, pair.is_some()));
        self.pairs.extend(pair.map(|second| (first, second, c)));
        Some(())
    }
}

fn hexadecimal(code: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(code, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_normalizer::ComposingNormalizerBorrowed;
    use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
    use proptest::prelude::*;

    const ICU: ComposingNormalizerBorrowed<'_> = ComposingNormalizerBorrowed::new_nfc();

    #[track_caller]
    fn agrees(text: &str) {
        let expected = ICU.normalize(text);
        assert_eq!(composed(text).as_deref().unwrap_or(text), expected, "{}", text.escape_unicode());
    }

    #[test]
    fn every_character_is_known() {
        for c in '\0'..=char::MAX {
            assert_eq!(combining_class(c), CanonicalCombiningClassMapBorrowed::new().get_u8(c), "{c:?}");
            agrees(c.encode_utf8(&mut [0; 4]));
        }
    }

    #[test]
    fn every_composition_is_known() {
        for &(first, second, both) in &TABLES.pairs {
            agrees(&String::from_iter([first, second]));
            agrees(&String::from_iter([both, second, first, second]));
        }
    }

    #[test]
    fn letters_and_marks_compose() {
        assert_eq!(composed("и\u{306}").as_deref(), Some("й"));
        assert_eq!(composed("й"), None);
        assert_eq!(composed("\u{1112}\u{1161}\u{11ab}").as_deref(), Some("한"));
    }

    proptest! {
        #[test]
        fn any_text_is_composed_as_by_icu(
            chars in prop::collection::vec(
                prop_oneof![
                    any::<char>(),
                    prop::char::range('\u{300}', '\u{36f}'),
                    prop::char::range('\u{1100}', '\u{11ff}'),
                    prop::char::range('\u{ac00}', '\u{ac40}'),
                    prop::sample::select("aeiouyАЕИУежǖΐᾷ\u{1dc4}\u{323}\u{345}\u{5b0}\u{9c7}\u{9be}".chars().collect::<Vec<_>>()),
                ],
                0..12,
            ),
        ) {
            agrees(&String::from_iter(chars));
        }
    }
}
