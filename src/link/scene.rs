//! What the forest of other names reads of two mentions.

use std::collections::HashMap;

use super::candidate::{mark, yes};
use super::names::{normal, tokens};
use crate::document::{Kind, Mention, TokenKind, Value};
use crate::morph::Part;
use crate::tag::{Context, stem};
use crate::text::fold;

/// Where a pair stands among the names of its kind.
pub(super) struct Place {
    /// How many names were mentioned last after the first one was.
    pub(super) rank: usize,
    /// How many names there are before the pair's second mention.
    pub(super) names: usize,
    /// The first mention of the first name.
    pub(super) first: usize,
    /// How often the second name stood before, and where last.
    pub(super) own: Option<(usize, usize)>,
}

/// A mention's words.
struct Name<'c> {
    /// The number of its form in the text.
    form: usize,
    stems: Vec<&'c str>,
    keys: Vec<&'c str>,
    head: Head<'c>,
    tokens: std::ops::Range<usize>,
    sentence: usize,
}

/// The word that a name is about.
struct Head<'c> {
    lemma: &'c str,
    /// Its part of speech as a number; zero where it is no Russian word.
    part: f32,
}

impl Name<'_> {
    /// The letters of its longest word.
    fn longest(&self) -> f32 {
        self.keys.iter().map(|key| key.chars().count()).max().unwrap_or(0) as f32
    }
}

/// What all pairs of a text share.
pub(super) struct Scene<'c> {
    context: &'c Context<'c>,
    mentions: &'c [Mention],
    names: Vec<Name<'c>>,
    /// How often each form occurs.
    counts: Vec<usize>,
    /// The mention of the same entity and kind before a mention.
    before: Vec<Option<usize>>,
    /// How many mentions of its kind stand before a mention.
    rank: Vec<usize>,
}

impl<'c> Scene<'c> {
    pub(super) fn new(context: &'c Context<'c>, mentions: &'c [Mention]) -> Self {
        let mut forms: HashMap<(Kind, String), usize> = HashMap::new();
        let mut last = HashMap::new();
        let mut of_kind: HashMap<Kind, usize> = HashMap::new();
        let mut scene = Self {
            context,
            mentions,
            names: Vec::new(),
            counts: Vec::new(),
            before: Vec::new(),
            rank: Vec::new(),
        };
        for (at, mention) in mentions.iter().enumerate() {
            let next = forms.len();
            let form = *forms.entry((mention.kind, fold(normal(context, mention)))).or_insert(next);
            scene.counts.resize(forms.len(), 0);
            scene.counts[form] += 1;
            scene.names.push(name(context, mention, form));
            let rank = of_kind.entry(mention.kind).or_default();
            scene.rank.push(*rank);
            *rank += 1;
            scene.before.push(mention.entity.and_then(|id| last.insert((id, mention.kind), at)));
        }
        scene
    }

    /// The number of a mention's form in the text.
    pub(super) fn form(&self, at: usize) -> usize {
        self.names[at].form
    }

    /// The kind and the lemma of a mention's head.
    pub(super) fn head(&self, at: usize) -> (&'static str, &'c str) {
        (self.mentions[at].kind.name(), self.names[at].head.lemma)
    }

    /// What the forest reads, in the order in which it was learned; what was counted of words at the end.
    pub(super) fn row(&self, from: usize, to: usize, place: &Place) -> Vec<f32> {
        let mut row = Vec::new();
        self.place(from, to, place, &mut row);
        self.beside(from, to, &mut row);
        self.forms(from, to, &mut row);
        self.words(from, to, &mut row);
        self.heads(from, to, &mut row);
        row
    }

    /// Where the two, of one kind, stand.
    fn place(&self, from: usize, to: usize, place: &Place, row: &mut Vec<f32>) {
        let (a, b) = (&self.names[from], &self.names[to]);
        let same_kind = self.rank[to] - self.rank[from] - 1;
        let apart =
            |a: usize, b: usize| (self.names[a].tokens.end..self.names[b].tokens.start).len().min(400) as f32;
        row.extend([
            place.rank as f32,
            place.names as f32,
            place.own.map_or(0.0, |(count, _)| count as f32),
            place.own.map_or(-1.0, |(_, last)| apart(last, place.first)),
            (from - place.first) as f32,
            f32::from(self.mentions[to].kind as u8),
            (b.sentence - a.sentence) as f32,
            apart(from, to),
            same_kind as f32,
            a.sentence as f32,
            b.sentence as f32,
            self.names[place.first].sentence as f32,
            self.counts.len() as f32,
        ]);
    }

    /// What stands beside and around the two, and what the rules say of them.
    fn beside(&self, from: usize, to: usize, row: &mut Vec<f32>) {
        let (a, b) = (&self.mentions[from], &self.mentions[to]);
        let (first, second) = (&self.names[from].tokens, &self.names[to].tokens);
        let mark_at = |at: usize| mark(self.context.token(at));
        let mark_before = |at: usize| at.checked_sub(1).map_or(0.0, mark_at);
        row.extend([
            yes(a.span.overlaps(b.span)),
            if (first.end..second.start).len() < 4 { mark_at(first.end) } else { -1.0 },
            mark_before(first.start),
            mark_at(first.end),
            mark_before(second.start),
            mark_at(second.end),
            self.holder(from),
            self.holder(to),
            yes(a.entity.is_some() && a.entity == b.entity),
            yes(self.before[to] == Some(from)),
        ]);
    }

    /// The kind of what a mention stands in, as a number.
    fn holder(&self, at: usize) -> f32 {
        let span = self.mentions[at].span;
        let holder = self.mentions[..at].iter().rev().take(8).find(|other| other.span.contains(span));
        holder.map_or(0.0, |holder| 1.0 + f32::from(holder.kind as u8))
    }

    /// How often the names occur, and of what they are made.
    fn forms(&self, from: usize, to: usize, row: &mut Vec<f32>) {
        let (a, b) = (&self.names[from], &self.names[to]);
        let is_latin = |at: usize| self.context.slice(self.mentions[at].span).is_ascii();
        row.extend([
            self.counts[a.form] as f32,
            self.counts[b.form] as f32,
            yes(is_latin(to)),
            yes(is_latin(from)),
            b.stems.len() as f32,
            parts(&self.mentions[from]),
            parts(&self.mentions[to]),
        ]);
    }

    /// What the words share.
    fn words(&self, from: usize, to: usize, row: &mut Vec<f32>) {
        let (a, b) = (&self.names[from], &self.names[to]);
        let shared = b.stems.iter().filter(|stem| a.stems.contains(stem)).count() as f32;
        let pairs = a.keys.iter().flat_map(|x| b.keys.iter().map(move |y| prefix(x, y)));
        let longest = pairs.fold(0.0, f32::max);
        let ends = |of: fn(&[&'c str]) -> Option<&'c str>| match (of(&a.keys), of(&b.keys)) {
            (Some(a), Some(b)) => prefix(a, b),
            _ => 0.0,
        };
        row.extend([
            shared / a.stems.len().max(1) as f32,
            shared / b.stems.len().max(1) as f32,
            longest,
            longest / b.longest().max(1.0),
            longest / a.longest().max(1.0),
            ends(|keys| keys.first().copied()),
            ends(|keys| keys.last().copied()),
            a.longest(),
            b.longest(),
        ]);
    }

    /// What the names are about, and how often names about the same are names of one thing.
    fn heads(&self, from: usize, to: usize, row: &mut Vec<f32>) {
        const LETTERS: usize = 5;
        let (a, b) = (&self.names[from].head, &self.names[to].head);
        let kind = self.mentions[to].kind.name();
        let short = |lemma: &'c str| {
            lemma.char_indices().nth(LETTERS).map_or(lemma, |(end, _)| lemma.get(..end).unwrap_or(lemma))
        };
        let rates = &self.context.lexicon.aliases.rates;
        let (x, y) = (short(a.lemma), short(b.lemma));
        row.extend([
            a.part,
            b.part,
            prefix(a.lemma, b.lemma),
            yes(a.lemma == b.lemma),
            rates.of(&["new\t", kind, " ", b.lemma]),
            rates.of(&["old\t", kind, " ", a.lemma]),
            rates.of(&["pair\t", kind, " ", x.min(y), " ", x.max(y)]),
        ]);
    }
}

/// How many letters two words begin with alike.
fn prefix(x: &str, y: &str) -> f32 {
    x.chars().zip(y.chars()).take_while(|(x, y)| x == y).count() as f32
}

fn name<'c>(context: &'c Context<'c>, mention: &Mention, form: usize) -> Name<'c> {
    let tokens = tokens(context, mention);
    let words: Vec<usize> = tokens.clone().filter(|&at| context.tokens[at].kind != TokenKind::Mark).collect();
    let keys: Vec<&str> = words.iter().map(|&at| context.key(at)).collect();
    let start = mention.span.start();
    Name {
        form,
        stems: keys.iter().map(|key| stem(key)).collect(),
        keys,
        head: head(context, mention.kind, words.first().map_or(tokens.start, |&first| first), &words),
        tokens,
        sentence: context.sentences.partition_point(|sentence| sentence.end() <= start),
    }
}

/// The first noun, or what says what happens; else the first word.
fn head<'c>(context: &'c Context<'c>, kind: Kind, first: usize, words: &[usize]) -> Head<'c> {
    let happens = matches!(kind, Kind::Event | Kind::Crime | Kind::Penalty);
    let is_head = |part: Part| part == Part::Noun || happens && matches!(part, Part::Verb | Part::Participle);
    let reading = |at: usize| context.readings(at).first();
    let at = words.iter().copied().find(|&at| reading(at).is_some_and(|reading| is_head(reading.part)));
    let at = at.unwrap_or(first);
    Head {
        lemma: reading(at).map_or(context.key(at), |reading| &reading.lemma),
        part: reading(at).map_or(0.0, |reading| 1.0 + f32::from(reading.part as u8)),
    }
}

/// Which parts a person's name has, as three bits.
fn parts(mention: &Mention) -> f32 {
    let Some(Value::Person(name)) = &mention.value else { return 0.0 };
    let bit = |part: &Option<String>, bit: u8| u8::from(part.is_some()) << bit;
    f32::from(bit(&name.first, 0) | bit(&name.last, 1) | bit(&name.middle, 2))
}
