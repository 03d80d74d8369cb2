//! Reads the embedded dictionary.
//!
//! `paradigms.tsv` has three parts with an empty line after each of the first two: tags with their weights
//! (four times the binary logarithm of their frequency), templates (tags, comma-separated), paradigms (number
//! of a template, endings in its order; nothing where only rare stems have it). A tag is seven characters: part,
//! name, form or tense, case, number, gender, animacy or person. The tag `P*` is the masculine nominative of a
//! participle and stands for all its forms.
//!
//! `stems.tsv` has a line for each common stem: how many letters it shares with the stem before (one digit), its
//! other letters, a tab, then for every lexeme its paradigm (one character from `!`, or two from `]` on) and its
//! weight (one digit, a third of the binary logarithm of its frequency in a thousand million words).
//!
//! `rare_stems.tsv` has what a page need not begin with: paradigms of rare stems alone, each after its number and a
//! tab, an empty line, and those stems.

use std::collections::HashMap;
use std::ops::Range;

use super::stems::{Lexeme, Stems};
use super::{Case, Form, Gender, Name, Number, Part, Tense};
use crate::seeds;
use crate::sort;

/// The endings of participles: grammar, after ж, ш, щ, after н, м.
const PARTICIPLE: &[(&str, &str, &str)] = &[
    ("nsm-", "ий", "ый"),
    ("gsm-", "его", "ого"),
    ("dsm-", "ему", "ому"),
    ("asma", "его", "ого"),
    ("asmi", "ий", "ый"),
    ("ism-", "им", "ым"),
    ("psm-", "ем", "ом"),
    ("nsf-", "ая", "ая"),
    ("gsf-", "ей", "ой"),
    ("dsf-", "ей", "ой"),
    ("asf-", "ую", "ую"),
    ("isf-", "ей", "ой"),
    ("psf-", "ей", "ой"),
    ("nsn-", "ее", "ое"),
    ("gsn-", "его", "ого"),
    ("dsn-", "ему", "ому"),
    ("asn-", "ее", "ое"),
    ("isn-", "им", "ым"),
    ("psn-", "ем", "ом"),
    ("np--", "ие", "ые"),
    ("gp--", "их", "ых"),
    ("dp--", "им", "ым"),
    ("ap-a", "их", "ых"),
    ("ap-i", "ие", "ые"),
    ("ip--", "ими", "ыми"),
    ("pp--", "их", "ых"),
];

/// How much rarer a participle is than an adjective in the same form.
const PARTICIPLE_SHARE: f32 = 0.04;

/// The grammar of a form.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tag {
    pub(super) part: Part,
    pub(super) name: Option<Name>,
    pub(super) form: Form,
    pub(super) tense: Option<Tense>,
    pub(super) case: Option<Case>,
    pub(super) number: Option<Number>,
    pub(super) gender: Option<Gender>,
    /// `None` where the form does not tell.
    pub(super) animate: Option<bool>,
    pub(super) person: Option<u8>,
    /// How frequent such forms are.
    pub(super) weight: f32,
}

/// The endings of a lexeme.
#[derive(Debug, Clone, Default)]
pub(super) struct Paradigm {
    /// Ending and tag, the dictionary form first.
    pub(super) forms: Vec<(u16, u16)>,
    /// Ending and place in `forms`, sorted.
    by_suffix: Vec<(u16, u16)>,
    /// Place of the first form of the first participle; each has as many as [`PARTICIPLE`].
    participles: usize,
    /// Sum of the weights of the tags.
    pub(super) total: f32,
}

impl Paradigm {
    /// The places of the forms that decline together with the one at `place`.
    pub(super) fn lexeme(&self, place: usize) -> Range<usize> {
        let Some(after) = place.checked_sub(self.participles) else { return 0..self.participles };
        let start = place - after % PARTICIPLE.len();
        start..start + PARTICIPLE.len()
    }

    /// The places in `forms` with this ending.
    pub(super) fn with_suffix(&self, suffix: u16) -> impl Iterator<Item = usize> + '_ {
        let start = self.by_suffix.partition_point(|&(other, _)| other < suffix);
        let rest = self.by_suffix.get(start..).unwrap_or_default();
        rest.iter().take_while(move |&&(other, _)| other == suffix).map(|&(_, form)| usize::from(form))
    }
}

/// The dictionary: stems, paradigms, and what to guess from.
#[derive(Debug, Clone, Default)]
pub struct Morphology {
    pub(super) tags: Vec<Tag>,
    pub(super) suffixes: Vec<Box<str>>,
    suffix_index: HashMap<Box<str>, u16>,
    pub(super) paradigms: Vec<Paradigm>,
    stems: Stems,
    /// Numbers of tags by their codes, and the tags of each template, for paradigms that come later.
    codes: HashMap<String, u16>,
    templates: Vec<&'static str>,
    pub(super) tails: super::guess::Tails,
}

/// A line of the dictionary that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BadLine(pub(crate) usize, pub(crate) &'static str);

impl Morphology {
    /// The dictionary that is compiled into the program.
    pub fn embedded() -> Self {
        Self::of_seeds(cfg!(feature = "whole-dictionary").then(|| seeds::list("rare_stems")))
    }

    /// The part of the dictionary that every build has: common lexemes and names.
    pub fn common() -> Self {
        Self::of_seeds(None)
    }

    fn of_seeds(rare: Option<&str>) -> Self {
        Self::parse(seeds::list("paradigms"), seeds::list("stems"), rare)
            .expect("a test reads the embedded dictionary")
    }

    pub(super) fn parse(paradigms: &'static str, stems: &str, rare: Option<&str>) -> Result<Self, BadLine> {
        let mut loaded = Self::default();
        loaded.read_paradigms(paradigms)?;
        loaded.stems = loaded.read_stems(stems)?;
        match rare {
            Some(rare) => loaded.add_rare(rare)?,
            None => loaded.tails = super::guess::Tails::new(&loaded),
        }
        Ok(loaded)
    }

    /// Adds what `rare_stems.tsv` has; nothing of it may be there yet.
    pub(crate) fn add_rare(&mut self, text: &str) -> Result<(), BadLine> {
        let (paradigms, stems) = text.split_once("\n\n").ok_or(BadLine(1, "no stems"))?;
        for (line, at) in paradigms.lines().zip(1..).skip(1) {
            let (number, line) = line.split_once('\t').ok_or(BadLine(at, "a paradigm without number"))?;
            let place = number.parse().ok().filter(|&n: &usize| n < self.paradigms.len());
            let place = place.ok_or(BadLine(at, "a number out of place"))?;
            self.paradigms[place] = self.read_paradigm(line, at)?;
        }
        // The empty line between them takes the place of a header.
        let stems = self.read_stems(text.get(text.len() - stems.len() - 1..).unwrap_or_default())?;
        self.stems = self.stems.merged(&stems);
        self.tails = super::guess::Tails::new(self);
        Ok(())
    }

    /// The number of an ending.
    pub(super) fn suffix(&self, ending: &str) -> Option<u16> {
        self.suffix_index.get(ending).copied()
    }

    /// The lexemes of a stem.
    pub(super) fn lexemes(&self, stem: &str) -> &[Lexeme] {
        self.stems.find(stem)
    }

    /// Every stem with its lexemes.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &[Lexeme])> {
        self.stems.entries()
    }

    fn read_paradigms(&mut self, text: &'static str) -> Result<(), BadLine> {
        let mut lines = text.lines().zip(1..).skip(1);
        for (line, at) in lines.by_ref().take_while(|(line, _)| !line.is_empty()) {
            let (code, weight) = line.split_once('\t').ok_or(BadLine(at, "a tag without weight"))?;
            let weight = seeds::number(weight).ok_or(BadLine(at, "a weight that is no number"))?;
            self.add_tag(code, (weight / 4.0).exp2()).ok_or(BadLine(at, "an unknown tag"))?;
        }
        for (grammar, _, _) in PARTICIPLE {
            let adjective = self.codes.get(&format!("A--{grammar}"));
            let weight = adjective.map_or(1.0, |&tag| self.tags[usize::from(tag)].weight);
            self.add_tag(&format!("P--{grammar}"), weight * PARTICIPLE_SHARE);
        }
        self.templates = lines.by_ref().map(|(line, _)| line).take_while(|line| !line.is_empty()).collect();
        for (line, at) in lines {
            // A paradigm of rare stems leaves its place empty.
            let paradigm = if line.is_empty() { Paradigm::default() } else { self.read_paradigm(line, at)? };
            self.paradigms.push(paradigm);
        }
        Ok(())
    }

    fn read_paradigm(&mut self, line: &str, at: usize) -> Result<Paradigm, BadLine> {
        let (template, suffixes) = line.split_once('\t').ok_or(BadLine(at, "a paradigm without endings"))?;
        let template = template.parse().ok().and_then(|n: usize| self.templates.get(n).copied());
        let template = template.ok_or(BadLine(at, "an unknown template"))?;
        self.paradigm(template, suffixes).ok_or(BadLine(at, "an unknown tag"))
    }

    fn add_tag(&mut self, code: &str, weight: f32) -> Option<()> {
        if code != "P*" {
            self.codes.insert(code.to_owned(), u16::try_from(self.tags.len()).ok()?);
            self.tags.push(tag(code, weight)?);
        }
        Some(())
    }

    fn paradigm(&mut self, template: &str, suffixes: &str) -> Option<Paradigm> {
        let mut paradigm = Paradigm::default();
        let coded = || template.split(',').zip(suffixes.split(','));
        for (code, suffix) in coded().filter(|&(code, _)| code != "P*") {
            paradigm.forms.push((self.intern(suffix)?, *self.codes.get(code)?));
        }
        paradigm.participles = paradigm.forms.len();
        for (_, suffix) in coded().filter(|&(code, _)| code == "P*") {
            self.add_participle(&mut paradigm, suffix)?;
        }
        paradigm.by_suffix =
            paradigm.forms.iter().zip(0..).map(|(&(suffix, _), form)| (suffix, form)).collect();
        sort::sort(&mut paradigm.by_suffix);
        paradigm.total = paradigm.forms.iter().map(|&(_, tag)| self.tags[usize::from(tag)].weight).sum();
        Some(paradigm)
    }

    fn add_participle(&mut self, to: &mut Paradigm, suffix: &str) -> Option<()> {
        let (full, reflexive) = suffix.strip_suffix("ся").map_or((suffix, ""), |full| (full, "ся"));
        let hard = full.ends_with("ый");
        let base = full.strip_suffix("ый").or_else(|| full.strip_suffix("ий"))?;
        for &(grammar, after_hush, after_hard) in PARTICIPLE {
            let ending = if hard { after_hard } else { after_hush };
            let suffix = self.intern(&format!("{base}{ending}{reflexive}"))?;
            to.forms.push((suffix, *self.codes.get(&format!("P--{grammar}"))?));
        }
        Some(())
    }

    fn intern(&mut self, suffix: &str) -> Option<u16> {
        if let Some(known) = self.suffix(suffix) {
            return Some(known);
        }
        let number = u16::try_from(self.suffixes.len()).ok()?;
        self.suffixes.push(suffix.into());
        self.suffix_index.insert(suffix.into(), number);
        Some(number)
    }

    fn read_stems(&self, text: &str) -> Result<Stems, BadLine> {
        let mut stems = Stems::default();
        let mut stem = String::new();
        for (line, at) in text.lines().zip(1..).skip(1) {
            let (coded, lexemes) = line.split_once('\t').ok_or(BadLine(at, "a stem without lexemes"))?;
            let mut letters = coded.chars();
            let shared =
                letters.next().and_then(|c| c.to_digit(10)).ok_or(BadLine(at, "no count of letters"))?;
            let keep = stem.char_indices().nth(shared as usize).map_or(stem.len(), |(byte, _)| byte);
            stem.truncate(keep);
            stem.push_str(letters.as_str());
            stems.letters.push_str(&stem);
            self.read_lexemes(lexemes, &mut stems.lexemes)
                .ok_or(BadLine(at, "a lexeme that cannot be read"))?;
            stems.close();
        }
        Ok(stems)
    }

    fn read_lexemes(&self, text: &str, to: &mut Vec<Lexeme>) -> Option<()> {
        let mut bytes = text.bytes();
        while let Some(first) = bytes.next() {
            let paradigm = match first {
                b'!'..b']' => u16::from(first - b'!'),
                b']'.. => 60 + u16::from(first - b']') * 90 + u16::from(bytes.next()?.checked_sub(b'!')?),
                _ => return None,
            };
            let weight = bytes.next()?.checked_sub(b'0')?;
            self.paradigms.get(usize::from(paradigm))?;
            to.push(Lexeme { paradigm, weight });
        }
        Some(())
    }
}

fn tag(code: &str, weight: f32) -> Option<Tag> {
    let &[part, name, form, case, number, gender, last] = code.as_bytes() else { return None };
    Some(Tag {
        part: part_of(part)?,
        name: name_of(name),
        form: match form {
            b's' => Form::Short,
            b'c' => Form::Comparative,
            b'i' => Form::Infinitive,
            b'g' => Form::Gerund,
            _ => Form::Full,
        },
        tense: match form {
            b'<' => Some(Tense::Past),
            b'=' => Some(Tense::Present),
            b'>' => Some(Tense::Future),
            _ => None,
        },
        case: case_of(case),
        number: match number {
            b's' => Some(Number::Singular),
            b'p' => Some(Number::Plural),
            _ => None,
        },
        gender: match gender {
            b'm' => Some(Gender::Masculine),
            b'f' => Some(Gender::Feminine),
            b'n' => Some(Gender::Neuter),
            _ => None,
        },
        animate: match last {
            b'a' => Some(true),
            b'i' => Some(false),
            _ => None,
        },
        person: last.is_ascii_digit().then(|| last - b'0'),
        weight,
    })
}

fn part_of(code: u8) -> Option<Part> {
    Some(match code {
        b'N' => Part::Noun,
        b'A' => Part::Adjective,
        b'P' => Part::Participle,
        b'V' => Part::Verb,
        b'M' => Part::Numeral,
        b'R' => Part::Pronoun,
        b'D' => Part::Adverb,
        b'E' => Part::Preposition,
        b'C' => Part::Conjunction,
        b'L' => Part::Particle,
        b'O' => Part::Other,
        _ => return None,
    })
}

fn name_of(code: u8) -> Option<Name> {
    Some(match code {
        b'1' => Name::First,
        b'2' => Name::Middle,
        b'3' => Name::Last,
        b'4' => Name::Place,
        b'5' => Name::Organization,
        _ => return None,
    })
}

fn case_of(code: u8) -> Option<Case> {
    Some(match code {
        b'n' => Case::Nominative,
        b'g' => Case::Genitive,
        b'd' => Case::Dative,
        b'a' => Case::Accusative,
        b'i' => Case::Instrumental,
        b'p' => Case::Prepositional,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_dictionary_is_sound() {
        let paradigms = include_str!("../../seeds/lexicon/paradigms.tsv");
        let stems = include_str!("../../seeds/lexicon/stems.tsv");
        let mut read = Morphology::parse(paradigms, stems, None).unwrap_or_else(|BadLine(line, why)| {
            panic!("seeds/lexicon, line {line}: {why}");
        });
        let rare = include_str!("../../seeds/lexicon/rare_stems.tsv");
        let added = read.add_rare(rare);
        added.unwrap_or_else(|BadLine(line, why)| panic!("rare_stems.tsv:{line}: {why}"));
        let stems: Vec<&str> = read.entries().map(|(stem, _)| stem).collect();
        assert!(stems.len() > 20_000);
        assert!(stems.is_sorted_by(|a, b| a < b), "lookup is a binary search, and no stem is in both lists");
    }

    #[test]
    fn a_bad_line_is_named() {
        let tags = "#\nN--nsmi\t4\n\nN--nsmi\n\n0\t\n";
        assert_eq!(
            Morphology::parse(tags, "#\n0стол\t!3\n0я", None).unwrap_err(),
            BadLine(3, "a stem without lexemes")
        );
        assert_eq!(
            Morphology::parse("#\nZ--nsmi\t4\n\n\n", "#", None).unwrap_err(),
            BadLine(2, "an unknown tag"),
        );
    }
}
