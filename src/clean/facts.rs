//! What one line shows, whatever stands around it.

use super::cues::{Cues, cues};
use super::dates;
use super::topics::topic;
use crate::case::is_letter;
use crate::sort;
use crate::text::fold;

/// What one line shows. Counts are plain; nothing here depends on other lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub(super) chars: u32,
    /// Runs of letters and digits.
    pub(super) words: u32,
    pub(super) letters: u32,
    pub(super) digits: u32,
    /// Words that begin with a capital.
    pub(super) capitalized: u32,
    /// Words of two letters and more, all of them capitals.
    pub(super) shouted: u32,
    pub(super) commas: u32,
    /// Sentence-final punctuation before a space or the end.
    pub(super) sentence_ends: u32,
    pub(super) ends_sentence: bool,
    /// Points after whole words within the line, abbreviations left aside.
    pub(super) inner_stops: u32,
    /// Ends with a colon, a semicolon or a comma.
    pub(super) ends_open: bool,
    pub(super) starts_upper: bool,
    /// Starts with a dash or an opening quotation mark, as speech does.
    pub(super) starts_speech: bool,
    /// Starts with a bullet, or with a number and a point or bracket.
    pub(super) starts_item: bool,
    /// Words of at most three letters in small letters: prepositions, conjunctions, particles, whatever the language.
    pub(super) small_words: u32,
    /// Pronouns and verb endings of the second person, imperatives.
    pub(super) addresses: u32,
    /// Names of sites and mail addresses.
    pub(super) sites: u32,
    pub(super) starts_with_site: bool,
    /// `|`, `/`, `»`, `•`, tabs between words.
    pub(super) separators: u32,
    pub(super) copyright: bool,
    pub(super) quotes: u32,
    pub(super) has_date: bool,
    /// A date with day, month and year.
    pub(super) has_full_date: bool,
    /// Words outside the date.
    pub(super) words_beside_date: u32,
    pub(super) cues: Cues,
    /// The same words twice over, as the text of an image and its link give.
    pub(super) doubled: bool,
    /// Hash of the folded words.
    pub(super) hash: u64,
    /// Hashes of stems (the first letters of longer words), in order.
    pub(super) stems: Vec<u64>,
    /// Hashes of three words in a row.
    pub(super) triples: Vec<u64>,
    /// Hashes of what the line speaks of, sorted; see [`topic`].
    pub(super) topics: Vec<u64>,
    /// A date or a time and nothing else.
    pub(super) is_stamp: bool,
}

/// Letters of a word that stand for its stem; endings of Russian rarely begin earlier.
const STEM: usize = 5;

/// Words of the second person; the verb endings are tested apart.
const ADDRESSES: [&str; 24] = [
    "вы",
    "вас",
    "вам",
    "вами",
    "ваш",
    "ваша",
    "ваше",
    "ваши",
    "вашу",
    "вашей",
    "вашего",
    "вашим",
    "ваших",
    "тебе",
    "ты",
    "тебя",
    "твой",
    "твои",
    "you",
    "your",
    "yours",
    "нам",
    "нас",
    "наших",
];

impl Facts {
    pub(super) fn of(line: &str) -> Self {
        let mut facts = Self { chars: line.chars().count() as u32, ..Self::default() };
        facts.read_characters(line);
        facts.read_edges(line);
        let folded: Vec<String> = words(line).map(fold).collect();
        facts.read_words(line, &folded);
        facts.topics = topics(&folded);
        facts.cues = cues(&folded, line);
        facts.read_date(line);
        facts.is_stamp = facts.digits > 0 && facts.chars <= 40 && dates::is_stamp(line);
        facts
    }

    fn read_characters(&mut self, line: &str) {
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            match c {
                ',' => self.commas += 1,
                '|' | '/' | '•' | '·' | '\t' => self.separators += 1,
                // "Подробнее »" is an arrow, «Москва» is a name.
                '»' if self.quotes == 0 => self.separators += 1,
                '©' => self.copyright = true,
                '«' | '"' | '“' | '„' => self.quotes += 1,
                '.' | '!' | '?' | '…' if next.is_none_or(|c| c.is_whitespace() || is_closing(c)) => {
                    self.sentence_ends += 1;
                }
                c if is_letter(c) => self.letters += 1,
                c if c.is_numeric() => self.digits += 1,
                _ => {}
            }
        }
    }

    fn read_edges(&mut self, line: &str) {
        let mut first = line.chars();
        let (c, next) = (first.next().unwrap_or(' '), first.next().unwrap_or(' '));
        self.starts_upper = c.is_uppercase();
        self.starts_speech = matches!(c, '—' | '–' | '-' | '«' | '"' | '“' | '„');
        self.starts_item = matches!(c, '•' | '·' | '*' | '●' | '▪' | '■' | '»' | '→')
            || (c.is_ascii_digit()
                && line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')'])
                && !next.is_alphabetic());
        let long = |before: &str| before.chars().rev().take_while(|c| c.is_lowercase()).count() >= 5;
        self.inner_stops =
            line.match_indices(". ").filter(|&(at, _)| long(line.get(..at).unwrap_or_default())).count()
                as u32;
        let body = line.trim_end_matches(is_closing);
        self.ends_sentence = body.ends_with(['.', '!', '?', '…']);
        self.ends_open = body.ends_with([':', ';', ',']);
    }

    fn read_words(&mut self, line: &str, folded: &[String]) {
        for word in words(line) {
            self.words += 1;
            self.capitalized += u32::from(word.starts_with(char::is_uppercase));
            let long = word.chars().nth(1).is_some();
            self.shouted += u32::from(long && word.chars().all(char::is_uppercase));
            self.small_words +=
                u32::from(word.starts_with(char::is_lowercase) && word.chars().nth(3).is_none());
        }
        self.words +=
            line.split(|c: char| !is_letter(c) && !c.is_numeric()).filter(|w| is_number(w)).count() as u32;
        for word in folded {
            self.addresses += u32::from(is_address(word));
            if word.chars().nth(STEM - 1).is_some() {
                self.stems.push(hash(word.chars().take(STEM)));
            }
        }
        self.sites = sites(line).count() as u32;
        self.starts_with_site = sites(line).next().is_some_and(|site| line.starts_with(site));
        let hashes: Vec<u64> = folded.iter().map(|word| hash(word.chars())).collect();
        self.triples = hashes.windows(3).map(combine).collect();
        self.hash = combine(&hashes);
        let half = hashes.len() / 2;
        self.doubled =
            half >= 2 && hashes.len().is_multiple_of(2) && hashes.get(..half) == hashes.get(half..);
    }

    fn read_date(&mut self, line: &str) {
        self.words_beside_date = self.words;
        // A long line with a date in it is prose.
        if self.chars > 200 || self.digits == 0 && self.words > 4 {
            return;
        }
        if let Some(found) = dates::find(line) {
            self.has_date = true;
            self.has_full_date = found.date.is_some();
            let inside = line.get(found.bytes).unwrap_or_default();
            let inside =
                inside.split(|c: char| !is_letter(c) && !c.is_numeric()).filter(|w| !w.is_empty()).count()
                    as u32;
            self.words_beside_date = self.words.saturating_sub(inside);
        }
    }

    /// Whether the line reads like running text.
    pub(super) fn is_prose(&self) -> bool {
        (self.ends_sentence && self.words >= 5) || self.words >= 18
    }

    /// How much speaks for the site talking about itself, 0 and up.
    pub(super) fn promotion(&self) -> u32 {
        use super::cues::Cue;
        let speech = self.starts_speech;
        let site = if self.starts_with_site { 2 } else { self.sites.min(1) };
        let address = if speech { 0 } else { self.addresses.min(2) };
        site + address + u32::from(self.cues.has(Cue::Promo)) + u32::from(self.cues.has(Cue::Legal))
    }
}

/// Hashes of the topics of folded words, sorted.
fn topics(words: &[String]) -> Vec<u64> {
    let mut topics: Vec<u64> =
        words.iter().filter_map(|word| topic(word)).map(|stem| hash(stem.chars())).collect();
    sort::sort(&mut topics);
    topics.dedup();
    topics
}

/// Runs of letters.
pub(super) fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !is_letter(c)).filter(|word| !word.is_empty())
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_numeric()) && !word.contains(is_letter)
}

const fn is_closing(c: char) -> bool {
    matches!(c, '»' | '"' | '”' | '“' | '’' | '\'' | ')' | ']')
}

/// A pronoun of the second person, an imperative plural or a verb in the second person plural.
fn is_address(word: &str) -> bool {
    let stem = word.strip_suffix("сь").unwrap_or(word);
    ADDRESSES.contains(&word)
        || (["айте", "яйте", "ейте", "уйте", "ите", "ете"].iter().any(|end| stem.ends_with(end))
            && word.chars().count() >= 5
            && !stem.ends_with("тете")
            && !stem.ends_with("итете"))
}

/// Names of sites and mail addresses: letters with a point inside, ending in a domain of two to six Latin letters.
fn sites(line: &str) -> impl Iterator<Item = &str> {
    let edge = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '@' | '_' | '/' | ':'));
    line.split(edge).filter_map(|word| {
        let name = word.trim_end_matches(['.', '-', '/', ':']);
        let host = name.rsplit("//").next()?.split('/').next()?;
        let latin = host.split(|c: char| !c.is_ascii()).next()?.trim_end_matches(['.', '-']);
        let (before, domain) = latin.rsplit_once('.')?;
        let fits = (2..=6).contains(&domain.len())
            && domain.bytes().all(|b| b.is_ascii_alphabetic())
            && before.bytes().filter(u8::is_ascii_alphabetic).count() >= 2;
        fits.then_some(name)
    })
}

/// FNV-1a: the same on every machine.
fn hash(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(c)).wrapping_mul(0x100_0000_01b3))
}

fn combine(hashes: &[u64]) -> u64 {
    hashes
        .iter()
        .fold(0x9e37_79b9_7f4a_7c15, |all, &hash| (all.rotate_left(23) ^ hash).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_found_and_sentences_are_not() {
        let check =
            |line: &str, expected: &[&str]| assert_eq!(sites(line).collect::<Vec<_>>(), expected, "{line}");
        check("103news.com — быстрее, чем Я...", &["103news.com"]);
        check(
            "Пишите на mail@29ru.net или на https://ria.city/news.",
            &["mail@29ru.net", "https://ria.city/news"],
        );
        check("103news.comмеждународная сеть", &["103news.comмеждународная"]);
        check("Он ушёл.Она осталась. г.Москва 12.04.2022 А.С.Пушкин U.S.", &[]);
    }

    #[test]
    fn a_line_that_says_everything_twice_is_doubled() {
        assert!(Facts::of("Кто ворует спутники? Кто ворует спутники?").doubled);
        assert!(!Facts::of("Кто ворует спутники?").doubled);
    }

    #[test]
    fn readers_are_addressed_by_pronouns_and_imperatives() {
        assert_eq!(Facts::of("Уважайте мнение других, даже если Вы не согласны").addresses, 2);
        assert_eq!(Facts::of("Студенты университета открыли выставку").addresses, 0);
    }
}
