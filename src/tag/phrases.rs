//! Phrases that match in any case of grammar, without a dictionary: a stem and the endings that may follow it.

use std::collections::HashMap;

use super::Context;
use crate::text::fold;

/// How words with a certain ending decline: the ending of the dictionary form, what is cut from it, and the
/// endings that may follow the stem. The sets are generous: a phrase has several words to match, and a capital.
struct Class {
    ending: &'static str,
    cut: &'static str,
    endings: &'static [&'static str],
}

const fn class(ending: &'static str, cut: &'static str, endings: &'static [&'static str]) -> Class {
    Class { ending, cut, endings }
}

/// The first class whose ending fits is taken. `tools/lists/stems.py` has the same table.
const CLASSES: &[Class] = &[
    class("ться", "ться", &["ться", "лся", "лась", "лось", "лись", "вшийся", "вшись"]),
    class(
        "ть",
        "ть",
        &["ть", "л", "ла", "ло", "ли", "в", "вший", "н", "на", "но", "ны", "ти", "тью", "тей", "тям", "тях"],
    ),
    class("ция", "я", &["я", "и", "ю", "ей", "ею", "й", "ям", "ями", "ях"]),
    class("ия", "я", &["я", "и", "ю", "ей", "ею", "й", "ям", "ями", "ях"]),
    class(
        "ая",
        "ая",
        &[
            "ая", "ой", "ую", "ою", "ый", "ого", "ому", "ым", "ом", "ое", "ые", "ых", "ыми", "ий", "их",
            "им", "ими", "ие",
        ],
    ),
    class("яя", "яя", &["яя", "ей", "юю", "ий", "его", "ему", "им", "ем", "ее", "ие", "их", "ими"]),
    class(
        "ое",
        "ое",
        &["ое", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ый", "ые", "ых", "ыми", "им", "их", "ими", "ий"],
    ),
    class("ее", "ее", &["ее", "его", "ему", "им", "ем", "ий", "яя", "ей", "юю", "ие", "их", "ими"]),
    class("ие", "е", &["е", "я", "ю", "ем", "и", "й", "ям", "ями", "ях", "х", "ми", "м"]),
    class("ые", "е", &["е", "й", "х", "м", "ми"]),
    class("ый", "ый", &["ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми"]),
    class(
        "ий",
        "ий",
        &[
            "ий", "ия", "ию", "ием", "ии", "иев", "иям", "ого", "его", "ому", "ему", "им", "ом", "ем", "ая",
            "яя", "ой", "ей", "ую", "юю", "ое", "ее", "ие", "их", "ими",
        ],
    ),
    class(
        "ой",
        "ой",
        &["ой", "ого", "ому", "ым", "им", "ом", "ая", "ую", "ое", "ые", "ие", "ых", "их", "ыми", "ими"],
    ),
    class(
        "ец",
        "ец",
        &[
            "ец",
            "ца",
            "цу",
            "цем",
            "цом",
            "це",
            "цы",
            "цев",
            "цов",
            "цам",
            "цами",
            "цах",
            "йца",
            "йцу",
            "йцем",
            "йцы",
            "йцев",
            "йцам",
            "йцами",
            "йцах",
            "ьца",
            "ьцу",
            "ьцем",
            "ьцы",
            "ьцев",
            "ьцам",
            "ьцами",
        ],
    ),
    class(
        "ок",
        "ок",
        &[
            "ок", "ка", "ку", "ком", "ке", "ки", "ков", "кам", "ками", "ках", "ока", "оку", "оком", "оке",
            "оки", "оков",
        ],
    ),
    class("нин", "ин", &["ин", "ина", "ину", "ином", "ине", "е", "", "ам", "ами", "ах", "ины", "инов"]),
    class("а", "а", &["а", "ы", "и", "у", "е", "ой", "ою", "ей", "", "ам", "ами", "ах"]),
    class("я", "я", &["я", "и", "ю", "е", "ей", "ею", "ь", "", "ям", "ями", "ях"]),
    class("ь", "ь", &["ь", "я", "ю", "ем", "е", "и", "ью", "ей", "ям", "ями", "ях", "ев"]),
    class("й", "й", &["й", "я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях"]),
    class("о", "о", &["о", "а", "у", "ом", "е", "", "ам", "ами", "ах"]),
    class("е", "е", &["е", "я", "ю", "ем", "и", "а", "у", "й"]),
    class("ы", "ы", &["ы", "", "ов", "ам", "ами", "ах"]),
    class("и", "и", &["и", "", "ь", "ов", "ев", "ей", "ам", "ям", "ами", "ями", "ах", "ях"]),
    class("у", "", &[""]),
    class("ю", "", &[""]),
    class("э", "", &[""]),
    HARD,
];

/// Nouns that end in a consonant.
const HARD: Class =
    class("", "", &["", "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ев", "ей", "ам", "ами", "ах", "ым"]);

/// Words that never change: too short, or not in Russian letters.
const FIXED: Class = class("", "", &[""]);

/// The longest ending of any class, in letters.
const LONGEST_ENDING: usize = 6;

fn class_of(word: &str) -> &'static Class {
    let russian = word.chars().all(|c| matches!(c, 'а'..='я'));
    let letters = word.chars().count();
    if !russian || letters < 3 {
        return &FIXED;
    }
    let fits = |class: &&Class| word.ends_with(class.ending) && letters - class.cut.chars().count() >= 2;
    CLASSES.iter().find(fits).unwrap_or(&FIXED)
}

/// Which capitals a word of a phrase demands of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Capitals {
    Any,
    First,
    All,
}

impl Capitals {
    fn of(word: &str) -> Self {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if !first.is_uppercase() => Self::Any,
            _ if letters.clone().count() > 0 && letters.all(|c| !c.is_lowercase()) => Self::All,
            _ => Self::First,
        }
    }

    fn admit(self, token: &str) -> bool {
        match self {
            Self::Any => true,
            Self::First => token.starts_with(char::is_uppercase),
            Self::All => token.chars().all(|c| !c.is_lowercase()),
        }
    }
}

/// A word of some phrase, found again from its stem.
#[derive(Debug)]
struct Word {
    id: u32,
    endings: &'static [&'static str],
    capitals: Capitals,
}

/// Phrases with what each stands for, in a trie of words.
///
/// The idea of declining by the ending alone is that of the stemmers (Porter's Snowball for Russian), turned
/// round: the list knows the dictionary form, so the text needs no analysis.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    stems: HashMap<String, Vec<Word>>,
    ids: HashMap<String, u32>,
    next: HashMap<(u32, u32), u32>,
    ends: HashMap<u32, Vec<T>>,
    nodes: u32,
}

/// A phrase found in a text: the tokens from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match<T> {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) what: T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        let (stems, ids, next, ends) = Default::default();
        Self { stems, ids, next, ends, nodes: 1 }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds a phrase, its words parted by spaces, each in its dictionary form.
    pub(crate) fn add(&mut self, phrase: &str, what: T) {
        let mut node = 0;
        for word in phrase.split(' ') {
            let id = self.word(word);
            node = *self.next.entry((node, id)).or_insert_with(|| {
                self.nodes += 1;
                self.nodes - 1
            });
        }
        self.ends.entry(node).or_default().push(what);
    }

    fn word(&mut self, word: &str) -> u32 {
        let next = self.ids.len() as u32;
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        self.ids.insert(word.to_owned(), next);
        let key = fold(word);
        let class = class_of(&key);
        let stem = key.strip_suffix(class.cut).unwrap_or(&key).to_owned();
        let capitals = Capitals::of(word);
        self.stems.entry(stem).or_default().push(Word { id: next, endings: class.endings, capitals });
        next
    }

    /// The phrases that begin at a token, shorter ones first.
    pub(crate) fn at(&self, context: &Context<'_>, first: usize) -> Vec<Match<T>> {
        let mut found = Vec::new();
        let mut nodes = vec![0];
        for last in first..context.tokens.len() {
            if last > first && context.breaks_before(last) {
                break;
            }
            nodes = self.step(&nodes, context.key(last), context.token(last));
            if nodes.is_empty() {
                break;
            }
            let ends = nodes.iter().filter_map(|node| self.ends.get(node)).flatten();
            found.extend(ends.map(|&what| Match { first, last, what }));
        }
        found
    }

    fn step(&self, nodes: &[u32], key: &str, token: &str) -> Vec<u32> {
        let mut reached = Vec::new();
        let cuts = key.char_indices().rev().map(|(at, _)| at);
        for at in std::iter::once(key.len()).chain(cuts).take(LONGEST_ENDING + 1) {
            let (stem, ending) = key.split_at(at);
            for word in self.stems.get(stem).into_iter().flatten() {
                if word.endings.contains(&ending) && word.capitals.admit(token) {
                    reached.extend(nodes.iter().filter_map(|&node| self.next.get(&(node, word.id))));
                }
            }
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(phrase: &str, text: &str) -> bool {
        let mut phrases = Phrases::default();
        phrases.add(phrase, ());
        let nodes = text.split(' ').fold(vec![0], |nodes, token| phrases.step(&nodes, &fold(token), token));
        nodes.iter().any(|node| phrases.ends.contains_key(node))
    }

    #[test]
    fn phrases_decline() {
        for (phrase, text) in [
            ("Москва", "Москвой"),
            ("Нижний Новгород", "Нижнем Новгороде"),
            ("российский", "российских"),
            ("министр оборона", "министру обороны"),
            ("американец", "американцами"),
            ("китаец", "китайцев"),
            ("Россия", "России"),
            ("Беларусь", "Беларусью"),
            ("Орел", "Орёл"),
        ] {
            assert!(matches(phrase, text), "{phrase} should match {text}");
        }
    }

    #[test]
    fn capitals_and_endings_are_demanded() {
        for (phrase, text) in
            [("Москва", "москвой"), ("США", "сша"), ("Рим", "Римом и"), ("Москва", "Москвитянин")]
        {
            assert!(!matches(phrase, text), "{phrase} should not match {text}");
        }
    }
}
