//! Lower and upper case, letter for letter, from a list of two kilobytes: the tables of the standard library weigh
//! eleven in the page.

use std::sync::LazyLock;

use crate::seeds;

/// Letters in upper case that lie evenly, and how far away the same letters in lower case are.
struct Run {
    first: u32,
    count: u32,
    step: u32,
    offset: i32,
}

/// `seeds/lexicon/case.tsv`, sorted.
static RUNS: LazyLock<Vec<Run>> = LazyLock::new(|| {
    let runs: Option<_> = seeds::list("case").lines().skip(1).map(Run::read).collect();
    runs.expect("a test reads the list")
});

/// A text in lower case.
///
/// ```
/// assert_eq!(razmetka::case::lower("ООН и «Ёлка»"), "оон и «ёлка»");
/// ```
pub fn lower(text: &str) -> String {
    text.chars().map(lower_letter).collect()
}

/// Whether a character is a letter: [`char::is_alphabetic`], whose table takes long for Cyrillic.
pub fn is_letter(c: char) -> bool {
    matches!(c, 'а'..='я' | 'А'..='Я') || c.is_alphabetic()
}

/// A letter in lower case; any other character as it is.
pub fn lower_letter(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        'а'..='я' => c,
        _ => {
            let after = RUNS.partition_point(|run| run.first <= u32::from(c));
            let run = after.checked_sub(1).and_then(|at| RUNS.get(at));
            run.filter(|run| run.has(u32::from(c))).and_then(|run| run.lower(u32::from(c))).unwrap_or(c)
        }
    }
}

/// A letter in upper case; any other character as it is.
pub fn upper_letter(c: char) -> char {
    let above = |run: &Run| {
        let upper = u32::from(c).checked_add_signed(-run.offset).filter(|&upper| run.has(upper))?;
        char::from_u32(upper)
    };
    RUNS.iter().find_map(above).unwrap_or(c)
}

impl Run {
    fn read(line: &str) -> Option<Self> {
        let mut fields = line.split('\t');
        Some(Self {
            first: u32::from_str_radix(fields.next()?, 16).ok()?,
            count: fields.next()?.parse().ok()?,
            step: fields.next()?.parse().ok()?,
            offset: fields.next()?.parse().ok()?,
        })
    }

    fn has(&self, code: u32) -> bool {
        let distance = code.wrapping_sub(self.first);
        distance / self.step < self.count && distance.is_multiple_of(self.step)
    }

    fn lower(&self, code: u32) -> Option<char> {
        char::from_u32(code.checked_add_signed(self.offset)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard_library() {
        for c in '\0'..=char::MAX {
            let (mut below, mut above) = (c.to_lowercase(), c.to_uppercase());
            if below.len() == 1 {
                assert_eq!(Some(lower_letter(c)), below.next(), "{c}");
            }
            let upper = above.next().filter(|upper| above.len() == 0 && upper.to_lowercase().eq([c]));
            if let Some(upper) = upper {
                assert_eq!(upper_letter(c), upper, "{c}");
            }
        }
        assert_eq!([upper_letter('ё'), upper_letter('Ж'), upper_letter('1')], ['Ё', 'Ж', '1']);
    }
}
