//! Ordinals: `первый`, `двадцать первый`, `20-й`, `III`.

use rust_decimal::prelude::ToPrimitive;

use super::words::{Class, WORDS};
use crate::tag::Context;

/// An ordinal in words, compound ones included, with one past its last token.
pub(super) fn words(context: &Context<'_>, at: usize) -> Option<(usize, u32)> {
    let mut sum = 0;
    let mut end = at;
    loop {
        let key = context.key(end);
        if let Some(value) = WORDS.ordinal(key) {
            let is_last = sum == 0 || value < 20;
            return is_last.then_some((end + 1, sum + value));
        }
        let cardinal = WORDS.cardinal(key).filter(|c| matches!(c.class, Class::Ten | Class::Hundred))?;
        sum += cardinal.value.to_u32()?;
        end += 1;
        // Longer compounds are years and hardly ever written out.
        if end > at + 2 {
            return None;
        }
    }
}

/// `20-й`, `5-го`, `21-я`; `25й` in careless writing.
pub(super) fn digits(context: &Context<'_>, at: usize) -> Option<(usize, u32)> {
    let text = context.token(at);
    let value: u32 = text.parse().ok().filter(|_| text.len() <= 4)?;
    if context.is_joined(at)
        && matches!(context.key(at + 1), "й" | "ый" | "ой" | "я" | "ая" | "ое" | "го" | "ого" | "му")
    {
        return (!context.is_joined(at + 1) || !context.is_word(at + 2, at + 1)).then_some((at + 2, value));
    }
    let has_dash = matches!(context.token(at + 1), "-" | "‑" | "–");
    let is_joined = context.is_joined(at) && context.is_joined(at + 1) && !context.is_word(at + 3, at + 2);
    let is_ending = match context.key(at + 2) {
        "й" | "я" | "е" | "го" | "му" | "м" | "ю" | "ый" | "ой" | "ий" | "ая" | "ую" | "ое" | "ого"
        | "ому" | "ом" | "ей" | "ья" | "ье" | "его" => true,
        "х" | "ми" | "ые" => !is_cardinal_ending(value, context.key(at + 2)),
        _ => false,
    };
    (has_dash && is_joined && is_ending).then_some((at + 3, value))
}

/// `2-х`, `7-ми` are cardinals; `90-х`, `30-ми` ordinals in the plural.
fn is_cardinal_ending(value: u32, ending: &str) -> bool {
    match ending {
        "х" => (2..=4).contains(&(value % 10)) && !(12..=14).contains(&(value % 100)),
        "ми" => matches!(value % 10, 7 | 8),
        _ => false,
    }
}

/// An ordinal in words, in digits with an ending, or in Roman figures.
pub(super) fn any(context: &Context<'_>, at: usize) -> Option<(usize, u32)> {
    words(context, at).or_else(|| digits(context, at)).or_else(|| Some((at + 1, roman(context.token(at))?)))
}

/// The value of a Roman numeral up to 89; Cyrillic look-alikes count, and the notation must be canonical.
pub(super) fn roman(text: &str) -> Option<u32> {
    const LONGEST: usize = 8;
    if text.len() > 2 * LONGEST || text.is_empty() {
        return None;
    }
    let mut sum = 0;
    let mut before = 0;
    for c in text.chars().rev() {
        let value = match c {
            'I' | 'І' => 1,
            'V' => 5,
            'X' | 'Х' => 10,
            'L' => 50,
            _ => return None,
        };
        sum = if value < before { u32::checked_sub(sum, value)? } else { sum + value };
        before = before.max(value);
    }
    let latin: String = text.replace('І', "I").replace('Х', "X");
    (written(sum) == latin).then_some(sum)
}

/// The canonical Roman numeral below 90.
fn written(mut value: u32) -> String {
    let mut text = String::new();
    for (size, digits) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while value >= size {
            text.push_str(digits);
            value -= size;
        }
    }
    text
}

/// `первый заместитель`, `Первый канал`, `Вторая мировая`: names and titles that count nothing.
pub(super) fn is_name(context: &Context<'_>, at: usize, end: usize) -> bool {
    const NAMES: [&str; 7] = ["вице", "заместител", "замглав", "леди", "канал", "миров", "очередь"];
    end == at + 1 && NAMES.iter().any(|stem| context.key(end).starts_with(stem))
}

/// A single Roman letter is a number only after a name or before a noun that is numbered; else an initial.
pub(super) fn is_initial(context: &Context<'_>, at: usize) -> bool {
    const NUMBERED: [&str; 10] =
        ["век", "степен", "съезд", "класс", "групп", "тур", "сезон", "созыв", "международн", "всероссийск"];
    if context.token(at).chars().count() > 1 {
        return context.token(at + 1) == "."
            && context.is_joined(at)
            && !context.is_line_end(at + 1)
            && context.goes_on(at + 1);
    }
    let is_numbered = NUMBERED.iter().any(|stem| context.key(at + 1).starts_with(stem));
    let before = at.checked_sub(1).map_or("", |before| context.token(before));
    let is_cyrillic = before.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
    let is_monarch = is_cyrillic
        && before.chars().nth(2).is_some()
        && before.starts_with(char::is_uppercase)
        && context.token(at + 1) != ".";
    !(is_numbered || is_monarch)
}

impl Context<'_> {
    /// Whether the token at `at` is a word that touches the one at `before`.
    fn is_word(&self, at: usize, before: usize) -> bool {
        self.is_joined(before)
            && self.tokens.get(at).is_some_and(|token| token.kind != crate::document::TokenKind::Mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_are_canonical_or_nothing() {
        for (text, value) in [("I", 1), ("IV", 4), ("XVI", 16), ("XXI", 21), ("ХIХ", 19), ("XLII", 42)] {
            assert_eq!(roman(text), Some(value), "{text}");
        }
        for text in ["", "IIX", "VV", "IIII", "MIX", "xi"] {
            assert_eq!(roman(text), None, "{text}");
        }
    }
}
