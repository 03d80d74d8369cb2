//! Reads JSON that others wrote: the header of the tagger's pack, and what pages tell search engines. (The reader of
//! `serde_json` weighs several kilobytes more in the page; its writer is used.)

use std::iter::Peekable;
use std::str::Chars;

/// Deeper texts are refused, as by `serde_json`.
const DEEPEST: usize = 128;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    /// `null`, `true`, `false`.
    Word(&'static str),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    /// In the order of the text.
    Fields(Vec<(String, Json)>),
}

impl Json {
    /// The value that a text is; none where it is not JSON.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut reader = Reader { rest: text.chars().peekable() };
        let value = reader.value(DEEPEST)?;
        reader.space();
        reader.rest.next().is_none().then_some(value)
    }

    /// The last field of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Fields(fields) = self else { return None };
        fields.iter().rev().find(|(found, _)| found == name).map(|(_, value)| value)
    }

    /// The values of a list; none in anything else.
    pub(crate) fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// The words of a text.
    pub(crate) fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// A number.
    pub(crate) fn as_f64(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// A whole number that is not negative.
    pub(crate) fn as_u64(&self) -> Option<u64> {
        self.as_f64().filter(|number| (*number as u64) as f64 == *number).map(|number| number as u64)
    }
}

struct Reader<'t> {
    rest: Peekable<Chars<'t>>,
}

impl Reader<'_> {
    fn space(&mut self) {
        while self.rest.next_if(|c| matches!(c, ' ' | '\n' | '\r' | '\t')).is_some() {}
    }

    /// Takes a sign, and the space before it.
    fn takes(&mut self, sign: char) -> bool {
        self.space();
        self.rest.next_if_eq(&sign).is_some()
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.space();
        match *self.rest.peek()? {
            '"' => self.text().map(Json::Text),
            '[' => {
                let depth = depth.checked_sub(1)?;
                self.series(['[', ']'], |reader| reader.value(depth)).map(Json::List)
            }
            '{' => {
                let depth = depth.checked_sub(1)?;
                self.series(['{', '}'], |reader| reader.field(depth)).map(Json::Fields)
            }
            '-' | '0'..='9' => self.number().map(Json::Number),
            _ => ["null", "true", "false"].into_iter().find(|word| self.is_word(word)).map(Json::Word),
        }
    }

    fn is_word(&mut self, word: &str) -> bool {
        let mut ahead = self.rest.clone();
        let is_word = word.chars().all(|c| ahead.next() == Some(c));
        if is_word {
            self.rest = ahead;
        }
        is_word
    }

    /// What stands between two signs, with commas between.
    fn series<T>(
        &mut self,
        [open, close]: [char; 2],
        mut item: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut items = Vec::new();
        self.takes(open);
        if self.takes(close) {
            return Some(items);
        }
        loop {
            items.push(item(self)?);
            if !self.takes(',') {
                return self.takes(close).then_some(items);
            }
        }
    }

    fn field(&mut self, depth: usize) -> Option<(String, Json)> {
        self.space();
        let name = self.text()?;
        self.takes(':').then(|| self.value(depth)).flatten().map(|value| (name, value))
    }

    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        self.rest.next_if_eq(&'"')?;
        loop {
            match self.rest.next()? {
                '"' => return Some(text),
                '\\' => text.push(self.escaped()?),
                c if c < ' ' => return None,
                c => text.push(c),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.rest.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unit(),
            c @ ('"' | '\\' | '/') => c,
            _ => return None,
        })
    }

    /// A character by its number, or by the two halves that UTF-16 makes of it.
    fn unit(&mut self) -> Option<char> {
        let first = self.four()?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first);
        }
        let second = (self.rest.next()? == '\\' && self.rest.next()? == 'u').then(|| self.four())??;
        let second = second.checked_sub(0xDC00).filter(|second| *second < 0x400)?;
        char::from_u32(0x10000 + ((first - 0xD800) << 10) + second)
    }

    fn four(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |number, _| Some(number << 4 | self.rest.next()?.to_digit(16)?))
    }

    fn number(&mut self) -> Option<f64> {
        let sign = if self.rest.next_if_eq(&'-').is_some() { -1.0 } else { 1.0 };
        // A number that begins with a zero has no other digit before its point.
        let begins_with_zero = self.rest.peek() == Some(&'0');
        let (mut digits, places) = self.digits(0.0)?;
        if begins_with_zero && places > 1 {
            return None;
        }
        let mut scale = 0;
        if self.rest.next_if_eq(&'.').is_some() {
            let (more, places) = self.digits(digits)?;
            (digits, scale) = (more, -places);
        }
        if self.rest.next_if(|c| matches!(c, 'e' | 'E')).is_some() {
            let sign = match self.rest.next_if(|c| matches!(c, '+' | '-')) {
                Some('-') => -1,
                _ => 1,
            };
            let (power, _) = self.digits(0.0)?;
            scale += sign * power.min(400.0) as i32;
        }
        let power = (0..scale.unsigned_abs().min(800)).fold(1.0, |power, _| power * 10.0);
        Some(sign * if scale < 0 { digits / power } else { digits * power })
    }

    /// Digits after those that were read, and how many there were; none where there is not one.
    fn digits(&mut self, before: f64) -> Option<(f64, i32)> {
        let (mut value, mut places) = (before, 0_i32);
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            value = value * 10.0 + f64::from(digit.to_digit(10)?);
            places = places.saturating_add(1);
        }
        (places > 0).then_some((value, places))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    fn same(ours: &Json, theirs: &Value) -> bool {
        match (ours, theirs) {
            (Json::Word(word), other) => serde_json::from_str::<Value>(word).is_ok_and(|word| word == *other),
            (Json::Number(a), Value::Number(b)) => {
                b.as_f64().is_some_and(|b| (a - b).abs() <= b.abs() * 1e-12 || !a.is_finite())
            }
            (Json::Text(a), Value::String(b)) => a == b,
            (Json::List(a), Value::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
            }
            (Json::Fields(_), Value::Object(b)) => {
                b.iter().all(|(name, b)| ours.get(name).is_some_and(|a| same(a, b)))
            }
            _ => false,
        }
    }

    fn check(text: &str) {
        match (Json::read(text), serde_json::from_str::<Value>(text)) {
            (Some(ours), Ok(theirs)) => assert!(same(&ours, &theirs), "{text}: {ours:?}"),
            (ours, theirs) => assert_eq!(ours.is_some(), theirs.is_ok(), "{text}: {ours:?} {theirs:?}"),
        }
    }

    #[test]
    fn values_are_read_as_by_the_library() {
        for text in [
            "null",
            " true ",
            "[]",
            "[1, -2.5, 3e2, 0.382, 1.5E-3]",
            r#"{"a": {"b": [null, "в"]}, "a": 2}"#,
            r#""\u041f\n\/\ud83d\ude80""#,
            r#""\ud83d""#,
            r#""\ud83dx""#,
            "[1,]",
            "{,}",
            "nul",
            "",
            "[1] 2",
            "\"\t\"",
            "-",
            "1.",
            ".5",
            "[",
            "{\"a\"}",
            "1e",
            "01",
        ] {
            check(text);
        }
        check(&"[".repeat(200));
        check(&format!("{}{}", "[".repeat(127), "]".repeat(127)));
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_by_the_library(text in r#"[\[\]{}:,"\\a0-9.eE+ntrulfs -]{0,24}"#) {
            check(&text);
        }
    }
}
