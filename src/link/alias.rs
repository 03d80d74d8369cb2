//! Which names are other names of a thing: a forest judges each new name with those before it. Learned by
//! `tools/names/learn.py`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::candidate::{Candidate, mark, yes};
use super::names::{normal, tokens};
use crate::document::{Kind, Mention, TokenKind, Value};
use crate::forest::Forest;
use crate::seeds;
use crate::tag::{Context, stem};
use crate::text::fold;

static FOREST: LazyLock<Forest> = LazyLock::new(|| Forest::read(seeds::list("link_alias")));

/// How many names before a new one are looked at.
const NAMES: usize = 40;

/// Pairs each new name with the likeliest name before it, if that is likely enough.
pub(super) fn judge(context: &Context<'_>, mentions: &[Mention]) -> Vec<(usize, usize)> {
    let mut best: BTreeMap<usize, (f32, usize)> = BTreeMap::new();
    for candidate in candidates(context, mentions) {
        let logit = FOREST.logit(&candidate.row);
        if logit > best.get(&candidate.to).map_or(0.0, |best| best.0) {
            best.insert(candidate.to, (logit, candidate.from));
        }
    }
    best.into_iter().map(|(to, (_, from))| (from, to)).collect()
}

/// Each new name with the last and the first mention of every other name of its kind before it.
pub(super) fn candidates(context: &Context<'_>, mentions: &[Mention]) -> Vec<Candidate> {
    let scene = Scene::new(context, mentions);
    let mut seen: HashMap<Kind, Seen> = HashMap::new();
    let mut found = Vec::new();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| !mention.kind.is_numeric()) {
        let seen = seen.entry(mention.kind).or_default();
        let form = scene.names[at].form;
        if !seen.ends.contains_key(&form) {
            let count = seen.by_last.len();
            for (rank, form) in seen.by_last.values().rev().take(NAMES).enumerate() {
                let (first, last) = seen.ends[form];
                let ends = [Some(last), Some(first).filter(|first| *first != last)];
                for (end, from) in ends.into_iter().flatten().enumerate() {
                    let row = vec![rank as f32, end as f32, count as f32];
                    found.push(Candidate { from, to: at, row: scene.row(from, at, row) });
                }
            }
        }
        seen.add(form, at);
    }
    found
}

/// The names of a kind that have occurred, by the numbers of their forms.
#[derive(Default)]
struct Seen {
    /// The first and the last mention of each.
    ends: HashMap<usize, (usize, usize)>,
    /// Each by its last mention.
    by_last: BTreeMap<usize, usize>,
}

impl Seen {
    fn add(&mut self, form: usize, at: usize) {
        let (_, last) = self.ends.entry(form).or_insert((at, at));
        self.by_last.remove(last);
        self.by_last.insert(at, form);
        *last = at;
    }
}

/// A mention's words.
struct Name<'c> {
    /// The number of its form in the text.
    form: usize,
    stems: Vec<&'c str>,
    keys: Vec<&'c str>,
    sentence: usize,
}

impl Name<'_> {
    /// The letters of its longest word.
    fn longest(&self) -> f32 {
        self.keys.iter().map(|key| key.chars().count()).max().unwrap_or(0) as f32
    }
}

/// What all pairs of a text share.
struct Scene<'c> {
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
    fn new(context: &'c Context<'c>, mentions: &'c [Mention]) -> Self {
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

    /// What the forest reads, in the order in which it was learned.
    fn row(&self, from: usize, to: usize, mut row: Vec<f32>) -> Vec<f32> {
        self.place(from, to, &mut row);
        self.forms(from, to, &mut row);
        self.words(from, to, &mut row);
        row
    }

    /// Where the two, of one kind, stand, and what the rules say of them.
    fn place(&self, from: usize, to: usize, row: &mut Vec<f32>) {
        let (a, b) = (&self.mentions[from], &self.mentions[to]);
        let start = tokens(self.context, b).start;
        let between = tokens(self.context, a).end..start;
        let same_kind = self.rank[to] - self.rank[from] - 1;
        let holder = self.mentions[..to].iter().rev().take(8).find(|other| other.span.contains(b.span));
        row.extend([
            f32::from(b.kind as u8),
            (self.names[to].sentence - self.names[from].sentence) as f32,
            between.len().min(400) as f32,
            same_kind as f32,
            yes(a.span.overlaps(b.span)),
            if between.len() < 4 { mark(self.context.token(between.start)) } else { -1.0 },
            holder.map_or(0.0, |holder| 1.0 + f32::from(holder.kind as u8)),
            yes(a.entity.is_some() && a.entity == b.entity),
            yes(self.before[to] == Some(from)),
            self.names[from].sentence as f32,
        ]);
    }

    /// How often the names occur, and of what they are made.
    fn forms(&self, from: usize, to: usize, row: &mut Vec<f32>) {
        let (a, b) = (&self.names[from], &self.names[to]);
        let is_latin = |at: usize| self.context.slice(self.mentions[at].span).is_ascii();
        row.extend([
            self.counts[a.form] as f32,
            self.counts[b.form] as f32,
            yes(is_latin(to)),
            b.stems.len() as f32,
            parts(&self.mentions[from]),
            parts(&self.mentions[to]),
        ]);
    }

    /// What the words share.
    fn words(&self, from: usize, to: usize, row: &mut Vec<f32>) {
        let (a, b) = (&self.names[from], &self.names[to]);
        let shared = b.stems.iter().filter(|stem| a.stems.contains(stem)).count() as f32;
        let prefix = |x: &str, y: &str| x.chars().zip(y.chars()).take_while(|(x, y)| x == y).count() as f32;
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
}

fn name<'c>(context: &'c Context<'c>, mention: &Mention, form: usize) -> Name<'c> {
    let words = tokens(context, mention).filter(|&at| context.tokens[at].kind != TokenKind::Mark);
    let keys: Vec<&str> = words.map(|at| context.key(at)).collect();
    let start = mention.span.start();
    Name {
        form,
        stems: keys.iter().map(|key| stem(key)).collect(),
        keys,
        sentence: context.sentences.partition_point(|sentence| sentence.end() <= start),
    }
}

/// Which parts a person's name has, as three bits.
fn parts(mention: &Mention) -> f32 {
    let Some(Value::Person(name)) = &mention.value else { return 0.0 };
    let bit = |part: &Option<String>, bit: u8| u8::from(part.is_some()) << bit;
    f32::from(bit(&name.first, 0) | bit(&name.last, 1) | bit(&name.middle, 2))
}
