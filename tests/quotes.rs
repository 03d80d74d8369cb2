//! Who said what, measured on marked passages: `tests/quotes/*.txt`, of which `held.txt` and
//! `news_held.txt` are kept for measuring.
//!
//! A quote is right where its span, its way of speech and its speaker are. `cargo test --test quotes -- --nocapture`
//! prints the figures and, for the passages of `tune.txt`, what is wrong.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a test prints figures and fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use razmetka::document::{Block, Entity, EntityId, Kind, Mention, MentionId, Origin, Role, Speech};
use razmetka::lexicon::Lexicon;
use razmetka::tag::Context;
use razmetka::{Span, quote, segment};

/// A quote as a passage marks it or the program finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    text: String,
    start: usize,
    speech: Speech,
    speaker: Option<String>,
    cue: Option<String>,
}

impl Said {
    fn is_right(&self, other: &Self) -> bool {
        (self.start, &self.text, self.speech, &self.speaker)
            == (other.start, &other.text, other.speech, &other.speaker)
    }
}

/// A passage with its marks taken out.
#[derive(Debug, Default)]
struct Passage {
    name: String,
    text: String,
    mentions: Vec<(Span, Kind, Option<String>, Option<String>)>,
    said: Vec<Said>,
    titles: Vec<usize>,
}

/// Reads the marked passages of a file.
fn passages(text: &str) -> Vec<Passage> {
    let parts = text.split("\n== ").skip(1);
    parts
        .map(|part| part.split_once('\n').unwrap())
        .map(|(name, marked)| passage(name, marked.trim()))
        .collect()
}

fn passage(name: &str, marked: &str) -> Passage {
    let mut passage = Passage { name: name.to_owned(), ..Passage::default() };
    for (at, line) in marked.lines().enumerate() {
        if let Some(title) = line.strip_prefix("# ") {
            passage.titles.push(at);
            passage.text.push_str(title);
        } else {
            passage.text.push_str(line);
        }
        passage.text.push('\n');
    }
    let marked = std::mem::take(&mut passage.text);
    unmark(&mut passage, &mut marked.trim_end().chars().peekable(), '\0');
    passage.mentions.sort_by_key(|mention| mention.0);
    passage.said.sort_by_key(|said| said.start);
    passage
}

type Chars<'c> = std::iter::Peekable<std::str::Chars<'c>>;

/// Copies text up to the closing mark, reading the marks inside.
fn unmark(passage: &mut Passage, chars: &mut Chars<'_>, until: char) {
    while let Some(c) = chars.next() {
        match c {
            '[' => mention(passage, chars),
            '{' => said(passage, chars),
            c if c == until => return,
            c => passage.text.push(c),
        }
    }
    assert_eq!(until, '\0', "{}: {until} is missing", passage.name);
}

fn mention(passage: &mut Passage, chars: &mut Chars<'_>) {
    let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
    let fields: Vec<&str> = inside.split('|').collect();
    let start = passage.text.len();
    passage.text.push_str(fields[0]);
    let field = |at: usize| fields.get(at).map(|&field| field.to_owned());
    let kind = Kind::from_name(fields[1]).unwrap();
    passage.mentions.push((Span::of(start..passage.text.len()), kind, field(2), field(3)));
}

fn said(passage: &mut Passage, chars: &mut Chars<'_>) {
    let head: String = chars.by_ref().take_while(|&c| c != '|').collect();
    let mut fields = head.splitn(3, ' ');
    let speech = match fields.next().unwrap() {
        "direct" => Speech::Direct,
        "reported" => Speech::Reported,
        other => panic!("{}: {other}", passage.name),
    };
    let known = |field: Option<&str>| field.filter(|field| *field != "-").map(str::to_owned);
    let (speaker, cue) = (known(fields.next()), known(fields.next()));
    let start = passage.text.len();
    unmark(passage, chars, '}');
    let text = passage.text.get(start..).unwrap().to_owned();
    passage.said.push(Said { text, start, speech, speaker, cue });
}

/// Runs the program on a passage with the marked mentions.
fn read(lexicon: &Lexicon, passage: &Passage) -> Vec<Said> {
    let names: BTreeMap<&String, usize> =
        passage.mentions.iter().filter_map(|mention| mention.2.as_ref()).zip(0..).collect();
    let keys: Vec<&String> = names.keys().copied().collect();
    let mentions: Vec<Mention> = (0..)
        .zip(&passage.mentions)
        .map(|(id, (span, kind, entity, normal))| Mention {
            id: MentionId(id),
            span: *span,
            kind: *kind,
            normal: normal.clone(),
            value: None,
            entity: entity.as_ref().map(|name| EntityId(keys.binary_search(&name).unwrap() as u32)),
            origin: Origin::Editor,
        })
        .collect();
    let entities: Vec<Entity> =
        (0..keys.len() as u32).map(|id| entity(passage, EntityId(id), &mentions)).collect();
    let blocks = blocks(passage);
    let tokens = segment::tokens(&passage.text);
    let sentences = segment::sentences(&passage.text, &tokens, &blocks);
    let context = Context::new(&passage.text, (&tokens, &sentences, &blocks), lexicon, None);
    let quotes = quote::quotes(&context, &mentions, &entities);
    let name = |id: EntityId| keys[id.0 as usize].clone();
    quotes
        .iter()
        .map(|quote| Said {
            text: context.slice(quote.span).to_owned(),
            start: quote.span.start() as usize,
            speech: quote.speech,
            speaker: quote.speaker.map(name),
            cue: quote.cue.map(|cue| context.slice(cue).to_owned()),
        })
        .collect()
}

fn entity(passage: &Passage, id: EntityId, mentions: &[Mention]) -> Entity {
    let own: Vec<&Mention> = mentions.iter().filter(|mention| mention.entity == Some(id)).collect();
    let text = |mention: &Mention| passage.text.get(mention.span.range()).unwrap().to_owned();
    let names = own.iter().map(|mention| mention.normal.clone().unwrap_or_else(|| text(mention)));
    let name = names.max_by_key(|name| name.len()).unwrap();
    Entity { id, kind: own[0].kind, name, mentions: own.iter().map(|mention| mention.id).collect() }
}

/// A block a line.
fn blocks(passage: &Passage) -> Vec<Block> {
    let mut start = 0;
    let lines = passage.text.lines().enumerate();
    lines
        .map(|(at, line)| {
            let span = Span::of(start..start + line.len());
            start += line.len() + 1;
            let role = if passage.titles.contains(&at) { Role::Title } else { Role::Body };
            let source = Span::new(span.start(), span.end());
            Block { span, source, role, kept: true, reason: None, score: 1.0 }
        })
        .collect()
}

/// Right, marked and found quotes of a file, right cues, and a list of what is wrong.
#[derive(Debug, Default)]
struct Score {
    right: usize,
    marked: usize,
    found: usize,
    cues: usize,
    wrong: String,
}

impl Score {
    fn recall(&self) -> f64 {
        self.right as f64 / self.marked as f64
    }

    fn precision(&self) -> f64 {
        self.right as f64 / self.found as f64
    }
}

fn score(file: &str, text: &str) -> Score {
    let mut score = Score::default();
    let lexicon = Lexicon::embedded();
    for passage in passages(text) {
        let found = read(&lexicon, &passage);
        score.marked += passage.said.len();
        score.found += found.len();
        let pairs = passage
            .said
            .iter()
            .filter_map(|gold| Some((gold, found.iter().find(|said| said.is_right(gold))?)));
        let right: Vec<_> = pairs.collect();
        score.right += right.len();
        let cue = |said: &Said| {
            said.cue.as_ref().map(|cue| cue.to_lowercase().trim_start_matches("как ").to_owned())
        };
        score.cues += right.iter().filter(|(gold, said)| cue(gold) == cue(said)).count();
        if right.len() < passage.said.len() || found.len() > passage.said.len() {
            write!(score.wrong, "\n{}\n  marked {:#?}\n  found {:#?}", passage.name, passage.said, found)
                .unwrap();
        }
    }
    println!(
        "{file}: recall {:.3}, precision {:.3} ({} right of {} marked, {} found), cue right in {}",
        score.recall(),
        score.precision(),
        score.right,
        score.marked,
        score.found,
        score.cues
    );
    score
}

#[test]
fn passages_for_tuning_are_read() {
    let score = score("tune.txt", include_str!("quotes/tune.txt"));
    println!("{}", score.wrong);
    assert!(score.recall() >= 0.95 && score.precision() >= 0.95, "{}", score.wrong);
}

#[test]
fn passages_kept_for_measuring_are_read() {
    let score = score("held.txt", include_str!("quotes/held.txt"));
    assert!(score.recall() >= 0.85 && score.precision() >= 0.85);
}

#[test]
fn passages_in_the_manner_of_news_are_read() {
    let tune = score("news_tune.txt", include_str!("quotes/news_tune.txt"));
    println!("{}", tune.wrong);
    let held = score("news_held.txt", include_str!("quotes/news_held.txt"));
    assert!(tune.recall() >= 0.9 && tune.precision() >= 0.9, "{}", tune.wrong);
    assert!(held.recall() >= 0.8 && held.precision() >= 0.8);
}

#[test]
fn fresh_passages_are_read() {
    let score = score("fresh.txt", include_str!("quotes/fresh.txt"));
    println!("{}", score.wrong);
    assert!(score.recall() >= 0.9 && score.precision() >= 0.9, "{}", score.wrong);
}
