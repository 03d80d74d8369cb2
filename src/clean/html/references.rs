//! Character references: `&laquo;`, `&#171;`, `&#xAB;`.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::seeds;
use crate::sort;

/// Where a text with references stands; the standard reads `?a=1&copy=2` in an attribute as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Attribute,
    /// Where no reference counts.
    Raw,
}

/// A text with its references resolved and its line ends made uniform.
pub(super) fn resolve(raw: &str, place: Place) -> Cow<'_, str> {
    if !raw.contains(['&', '\r']) {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut parts = raw.split('&');
    push_lines(&mut text, parts.next().unwrap_or_default());
    for part in parts {
        match reference(part, place) {
            Some((c, rest)) => {
                text.push(c);
                push_lines(&mut text, rest);
            }
            None => {
                text.push('&');
                push_lines(&mut text, part);
            }
        }
    }
    Cow::Owned(text)
}

fn push_lines(text: &mut String, raw: &str) {
    let mut before = None;
    for c in raw.chars() {
        match c {
            '\n' if before == Some('\r') => {}
            '\r' => text.push('\n'),
            c => text.push(c),
        }
        before = Some(c);
    }
}

/// The character that the reference after an `&` names, and what follows it.
fn reference(text: &str, place: Place) -> Option<(char, &str)> {
    if place == Place::Raw {
        return None;
    }
    match text.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => numeric(digits, 16),
            None => numeric(number, 10),
        },
        None => named(text, place),
    }
}

fn numeric(text: &str, radix: u32) -> Option<(char, &str)> {
    let end = text.find(|c: char| !c.is_digit(radix)).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let code = digits
        .chars()
        .try_fold(0, |code: u32, c| Some(code.saturating_mul(radix).saturating_add(c.to_digit(radix)?)))?;
    let c = match code {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9f => WINDOWS_1252.chars().nth(code as usize - 0x80)?,
        code => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    (!digits.is_empty()).then(|| (c, rest.strip_prefix(';').unwrap_or(rest)))
}

/// What browsers show for the numbers 128 to 159.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

fn named(text: &str, place: Place) -> Option<(char, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end.min(LONGEST))?;
    if let Some((rest, (c, _))) = rest.strip_prefix(';').zip(look_up(name)) {
        return Some((c, rest));
    }
    let lengths = (2..=name.len()).rev();
    let (c, length) = lengths
        .filter_map(|length| Some((look_up(name.get(..length)?)?, length)))
        .find_map(|((c, bare), length)| bare.then_some((c, length)))?;
    let rest = text.get(length..)?;
    let goes_on = rest.starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric());
    (place == Place::Text || !goes_on).then_some((c, rest))
}

/// In letters: no name is longer.
const LONGEST: usize = 32;

/// The character of a name, and whether the name may stand without a semicolon.
fn look_up(name: &str) -> Option<(char, bool)> {
    let at = NAMES.binary_search_by_key(&name, |&(name, _, _)| name).ok()?;
    NAMES.get(at).map(|&(_, c, bare)| (c, bare))
}

/// `seeds/lexicon/references.tsv`: names, characters, and whether the name may stand without a semicolon; sorted.
static NAMES: LazyLock<Vec<(&str, char, bool)>> = LazyLock::new(|| {
    let mut names: Vec<_> = seeds::list("references").lines().skip(1).filter_map(read).collect();
    sort::sort(&mut names);
    names
});

fn read(line: &str) -> Option<(&str, char, bool)> {
    let (name, code) = line.split_once('\t')?;
    let c = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
    let bare = name.strip_suffix(';');
    Some((bare.unwrap_or(name), c, bare.is_none()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: &str) {
        assert_eq!(resolve(raw, Place::Text), expected, "{raw}");
    }

    #[test]
    fn names_and_numbers_become_characters() {
        check("&laquo;а&nbsp;&raquo; &mdash; &amp;lt; &#8212;&#x2014;&#X41", "«а\u{a0}» — &lt; ——A");
        check("&#151;&#0;&#xD800;&#99999999999;&#;&#x;", "—\u{fffd}\u{fffd}\u{fffd}&#;&#x;");
        check("а & б && &нет &nonsense; &", "а & б && &нет &nonsense; &");
        check("AT&amp&AMP;T &notin; &notit", "AT&&T ∉ ¬it");
        check("а\r\nб\rв&#13;г", "а\nб\nв\rг");
    }

    #[test]
    fn addresses_keep_their_parameters() {
        assert_eq!(resolve("?a=1&copy=2&lt=3&amp;b&lt", Place::Attribute), "?a=1&copy=2&lt=3&b<");
    }

    #[test]
    fn every_name_of_the_list_is_read() {
        let lines = seeds::list("references").lines().count() - 1;
        assert_eq!(NAMES.len(), lines);
        for &(name, c, bare) in NAMES.iter() {
            assert_eq!(look_up(name), Some((c, bare)), "{name}");
            assert!(name.len() <= LONGEST, "{name}");
        }
    }
}
