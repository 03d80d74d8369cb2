//! Text that was decoded with the wrong encoding, and words that mix alphabets.

use std::sync::LazyLock;

use crate::span::{Source, Span};

/// The upper half of Windows-1251.
const CP1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
/// The letters of KOI8-R, 0xC0 to 0xFF.
const KOI8: &str = "юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";
/// Windows-1252 where it differs from Latin-1, 0x80 to 0x9F.
const CP1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The commonest pairs of letters in Russian, in the order of their frequency in NEREL's news texts.
const PAIRS: &str = "ст ен ни на ра ко ро но ов то ре по го ан пр ер ос та ал ор од ле ли ет ом де не те ин ва ла ол он во ск ка ел ти ри ль от ес да ве ит ат за ил ны ог ме ар об ав ед со ми ло тр ой ис ем ак ви ки ас ии до че тв ма ия нн ам ди се ть из ик мо ие им ий нт ся бо ци аз ру ей сл же пе вы си ег ад ок сс ир па ев ьн тс са бы тн ид ек ля";
/// A text is looked at up to here, in code points.
const SAMPLE: usize = 4_000;

/// Repairs a text that as a whole was decoded with the wrong encoding: UTF-8 read as Windows-1251 or Latin-1,
/// Windows-1251 read as Latin-1, and KOI8-R and Windows-1251 taken for one another. `None` where it reads better as
/// it is.
pub fn repair_mojibake(text: &str) -> Option<String> {
    let sample: String = text.chars().take(SAMPLE).collect();
    let repair = best_repair(&sample)?;
    repair.apply(text)
}

/// Whether a text as a whole looks decoded with the wrong encoding.
pub(super) fn is_mojibake(text: &str) -> bool {
    let sample: String = text.chars().take(SAMPLE).collect();
    best_repair(&sample).is_some()
}

/// A wrong decoding: the bytes that the characters came from, and what they should have been.
#[derive(Clone, Copy)]
struct Repair {
    encode: fn(char) -> Option<u8>,
    decode: fn(&[u8]) -> Option<String>,
}

const REPAIRS: [Repair; 6] = [
    Repair { encode: to_cp1251, decode: from_utf8 },
    Repair { encode: to_latin, decode: from_utf8 },
    Repair { encode: to_latin, decode: from_cp1251 },
    Repair { encode: to_latin, decode: from_koi8 },
    Repair { encode: to_cp1251, decode: from_koi8 },
    Repair { encode: to_koi8, decode: from_cp1251 },
];

impl Repair {
    fn apply(self, text: &str) -> Option<String> {
        let bytes: Option<Vec<u8>> = text.chars().map(self.encode).collect();
        (self.decode)(&bytes?)
    }
}

fn best_repair(sample: &str) -> Option<Repair> {
    let now = quality(sample);
    if now > 0.3 || sample.chars().filter(|c| !c.is_ascii()).count() < 4 {
        return None;
    }
    let tried = REPAIRS.iter().filter_map(|repair| Some((quality(&repair.apply(sample)?), *repair)));
    let (best, repair) = tried.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best > 0.4 && best > now + 0.2).then_some(repair)
}

/// Bit `b` of entry `a` stands for the pair of the letters `a` and `b`, counted from а.
static COMMON: LazyLock<[u32; 32]> = LazyLock::new(|| {
    let mut common = [0; 32];
    for pair in PAIRS.split(' ') {
        let mut letters = pair.chars().filter_map(letter);
        if let (Some(first), Some(second)) = (letters.next(), letters.next()) {
            common[first] |= 1 << second;
        }
    }
    common
});

/// Share of the pairs of neighbouring letters outside ASCII that are common in Russian, 0 to 1.
fn quality(text: &str) -> f32 {
    let (mut pairs, mut good) = (0_u32, 0_u32);
    let mut before = ' ';
    for c in text.chars() {
        if !c.is_ascii() && !before.is_ascii() && !c.is_whitespace() {
            pairs += 1;
            let common = letter(before).zip(letter(c)).is_some_and(|(a, b)| COMMON[a] >> b & 1 == 1);
            good += u32::from(common);
        }
        before = c;
    }
    good as f32 / pairs.max(1) as f32
}

/// The number of a Russian letter in either case, from 0 for а.
fn letter(c: char) -> Option<usize> {
    match c {
        'а'..='я' => Some(c as usize - 'а' as usize),
        'А'..='Я' => Some(c as usize - 'А' as usize),
        'ё' | 'Ё' => Some(5),
        _ => None,
    }
}

fn to_cp1251(c: char) -> Option<u8> {
    ascii(c).or_else(|| position(CP1251, c).map(|at| 0x80 + at))
}

fn to_koi8(c: char) -> Option<u8> {
    ascii(c).or_else(|| position(KOI8, c).map(|at| 0xc0 + at)).or(match c {
        'ё' => Some(0xa3),
        'Ё' => Some(0xb3),
        _ => None,
    })
}

/// Latin-1, and Windows-1252 as browsers read it.
fn to_latin(c: char) -> Option<u8> {
    u8::try_from(u32::from(c)).ok().or_else(|| position(CP1252, c).map(|at| 0x80 + at))
}

fn ascii(c: char) -> Option<u8> {
    c.is_ascii().then_some(c as u8)
}

fn position(table: &str, c: char) -> Option<u8> {
    table.chars().position(|other| other == c).and_then(|at| u8::try_from(at).ok())
}

fn from_utf8(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

fn from_cp1251(bytes: &[u8]) -> Option<String> {
    Some(bytes.iter().map(|&byte| decode(byte, CP1251, 0x80)).collect())
}

fn from_koi8(bytes: &[u8]) -> Option<String> {
    let letter = |&byte: &u8| match byte {
        0xa3 => 'ё',
        0xb3 => 'Ё',
        0x80..=0xbf => '\u{fffd}',
        byte => decode(byte, KOI8, 0xc0),
    };
    Some(bytes.iter().map(letter).collect())
}

fn decode(byte: u8, table: &str, first: u8) -> char {
    match byte.checked_sub(first) {
        Some(at) => table.chars().nth(usize::from(at)).unwrap_or('\u{fffd}'),
        None => char::from(byte),
    }
}

/// The words of a line that hold letters of both the Latin and the Cyrillic alphabet, without a hyphen between.
pub(super) fn mixed_words(line: &str, offset: usize) -> Vec<Span<Source>> {
    let mut found = Vec::new();
    let mut rest = 0;
    for word in line.split(|c: char| !c.is_alphabetic()) {
        let latin = word.bytes().any(|b| b.is_ascii_alphabetic());
        let cyrillic = latin && word.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'));
        if cyrillic {
            found.push(Span::of(offset + rest..offset + rest + word.len()));
        }
        let end = rest + word.len();
        rest = end + line.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Собянин рассказал о новых производствах. Открыт завод, и ещё 35 предприятий.";

    fn as_latin(bytes: &[u8]) -> String {
        bytes.iter().map(|&byte| char::from(byte)).collect()
    }

    fn as_cp1251(bytes: &[u8]) -> String {
        from_cp1251(bytes).unwrap()
    }

    #[test]
    fn every_wrong_decoding_is_repaired() {
        let cp1251: Vec<u8> = TEXT.chars().map(|c| to_cp1251(c).unwrap()).collect();
        let koi8: Vec<u8> = TEXT.chars().map(|c| to_koi8(c).unwrap()).collect();
        for broken in [
            as_latin(TEXT.as_bytes()),
            as_cp1251(TEXT.as_bytes()),
            as_latin(&cp1251),
            as_latin(&koi8),
            as_cp1251(&koi8),
        ] {
            assert_eq!(repair_mojibake(&broken).as_deref(), Some(TEXT), "{broken}");
        }
    }

    #[test]
    fn what_reads_well_is_left_alone() {
        for text in
            [TEXT, "", "Ünïcödé façade, Zürich", "МОСКВА, ТАСС", "Ελληνικά κείμενα", "Łódź żółć", "日本語"]
        {
            assert_eq!(repair_mojibake(text), None, "{text}");
        }
    }

    #[test]
    fn words_of_two_alphabets_are_found() {
        let line = "Mосква и IT-компания, сoветы";
        let found = mixed_words(line, 0);
        let words: Vec<_> = found.iter().map(|at| line.get(at.range()).unwrap()).collect();
        assert_eq!(words, ["Mосква", "сoветы"]);
    }
}
