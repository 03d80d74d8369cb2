//! Phrases that say what a line of a news page is, from `seeds/lexicon/clean_*.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::seeds;

/// What a phrase hints at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Cue {
    /// The article is over: "Версия для печати", "Читайте также".
    End,
    /// Author or source.
    Byline,
    /// Credit or legend of a picture.
    Caption,
    /// When it was published.
    Dateline,
    /// Navigation, rubrics, log-in, social networks.
    Menu,
    /// Rights, addresses of the editors.
    Legal,
    /// The site talks about itself to the reader.
    Promo,
    /// Readers' comments.
    Comment,
}

impl Cue {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "byline" => Self::Byline,
            "caption" => Self::Caption,
            "dateline" => Self::Dateline,
            "menu" => Self::Menu,
            "legal" => Self::Legal,
            "promo" => Self::Promo,
            "comment" => Self::Comment,
            _ => return None,
        })
    }
}

/// Which cues a line shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cues(u8);

impl Cues {
    pub(super) const fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u8) != 0
    }

    fn add(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u8;
    }
}

/// Where in a line a phrase must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It is the whole line, but for digits and punctuation.
    Line,
    /// At the start of a short line.
    Start,
    /// At the end.
    Last,
    Any,
    /// At the start, with a colon behind it.
    Colon,
    /// Anywhere, with a colon behind it.
    Label,
}

struct Phrase {
    words: Vec<&'static str>,
    place: Place,
    cue: Cue,
}

/// Phrases by their first word.
struct Phrases(HashMap<&'static str, Vec<Phrase>>);

/// A line that starts with a phrase for the start has at most so many words: a sentence may start with it as well.
const SHORT: usize = 12;

static PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::read(seeds::list("clean_end_markers"), seeds::list("clean_cues")));

/// The cues of a line, given its folded words (no digits) and its text.
pub(super) fn cues(words: &[String], line: &str) -> Cues {
    let mut found = Cues::default();
    for (at, word) in words.iter().enumerate() {
        for phrase in PHRASES.0.get(word.as_str()).into_iter().flatten() {
            if phrase.matches(words, at, line) {
                found.add(phrase.cue);
            }
        }
    }
    found
}

impl Phrase {
    fn matches(&self, words: &[String], at: usize, line: &str) -> bool {
        let end = at + self.words.len();
        if words.get(at..end).is_none_or(|found| found.iter().ne(self.words.iter())) {
            return false;
        }
        match self.place {
            Place::Line => at == 0 && end == words.len(),
            Place::Start => at == 0 && words.len() <= SHORT,
            Place::Last => end == words.len(),
            Place::Any => true,
            Place::Colon => at == 0 && has_colon_after(line, end),
            Place::Label => has_colon_after(line, end),
        }
    }
}

/// Whether a colon follows the first `words` words of the line.
fn has_colon_after(line: &str, words: usize) -> bool {
    let mut rest = line;
    for _ in 0..words {
        rest = rest.trim_start_matches(|c: char| !c.is_alphabetic()).trim_start_matches(char::is_alphabetic);
    }
    rest.trim_start().starts_with(':')
}

impl Phrases {
    fn read(ends: &'static str, cues: &'static str) -> Self {
        let mut phrases = Self(HashMap::new());
        for line in ends.lines().filter(|line| !line.starts_with('#')) {
            if let Some((phrase, place)) = line.split_once('\t') {
                phrases.add(phrase, place, Cue::End);
            }
        }
        for line in cues.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            if let (Some(phrase), Some(cue), Some(place)) =
                (fields.next(), fields.next().and_then(Cue::from_name), fields.next())
            {
                phrases.add(phrase, place, cue);
            }
        }
        phrases
    }

    fn add(&mut self, phrase: &'static str, place: &str, cue: Cue) {
        let words: Vec<&str> = phrase.split(' ').collect();
        let (Some(place), Some(&first)) = (place_of(place), words.first()) else { return };
        self.0.entry(first).or_default().push(Phrase { words, place, cue });
    }
}

fn place_of(name: &str) -> Option<Place> {
    Some(match name {
        "line" => Place::Line,
        "start" => Place::Start,
        "last" => Place::Last,
        "any" => Place::Any,
        "colon" => Place::Colon,
        "label" => Place::Label,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> Vec<String> {
        crate::clean::facts::words(line).map(crate::text::fold).collect()
    }

    #[test]
    fn every_line_of_the_lists_is_a_phrase_of_folded_words() {
        let lists = [
            ("clean_end_markers.tsv", include_str!("../../seeds/lexicon/clean_end_markers.tsv"), 2),
            ("clean_cues.tsv", include_str!("../../seeds/lexicon/clean_cues.tsv"), 3),
        ];
        for (file, list, columns) in lists {
            let mut before = "";
            for (number, line) in list.lines().enumerate().skip(1) {
                let place = format!("{file}:{}: {line:?}", number + 1);
                let fields: Vec<&str> = line.split('\t').collect();
                assert_eq!(fields.len(), columns, "{place}");
                assert!(place_of(fields[columns - 1]).is_some(), "{place}");
                assert!(columns == 2 || Cue::from_name(fields[1]).is_some(), "{place}");
                assert_eq!(folded(fields[0]).join(" "), fields[0], "{place}");
                assert!(before < line, "{place} is out of order");
                before = line;
            }
        }
    }

    #[test]
    fn the_place_of_a_phrase_counts() {
        let check = |line: &str, cue| cues(&folded(line), line).has(cue);
        assert!(check("Версия для печати", Cue::End));
        assert!(check("Читайте также: мэр рассказал о парках", Cue::End));
        assert!(!check("Он подготовил версия для печати", Cue::End));
        assert!(check("Текст: Звёздный Бульвар", Cue::Byline));
        assert!(!check("Текст нового закона опубликован", Cue::Byline));
        assert!(check("Собянин открыл парк. Фото: Д. Гришкин", Cue::Caption));
    }
}
