//! Who holds an office: a forest judges each person near it. Learned by `tools/names/learn.py`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use super::candidate::{Candidate, mark, yes};
use super::names::tokens;
use super::office::{is_plural, outermost};
use super::relation::Found;
use crate::document::{EntityId, Kind, Mention, RelationKind};
use crate::forest::Forest;
use crate::morph::{Part, Reading};
use crate::seeds;
use crate::tag::{Context, stem};

static FOREST: LazyLock<Forest> = LazyLock::new(|| Forest::read(seeds::list("link_holder")));

/// Logits from which the likeliest person holds an office, and from which the others do.
const HOLDS: f32 = 0.0;
const HOLDS_TOO: f32 = 1.1;

/// Puts the likeliest holders of each office in the place of those that rules found.
pub(super) fn judge(context: &Context<'_>, mentions: &[Mention], found: &mut Found) {
    let candidates = candidates(context, mentions, found);
    let judged: Vec<(f32, &Candidate)> =
        candidates.iter().map(|candidate| (FOREST.logit(&candidate.row), candidate)).collect();
    let mut best: BTreeMap<usize, f32> = BTreeMap::new();
    for (logit, candidate) in &judged {
        let best = best.entry(candidate.to).or_insert(f32::MIN);
        *best = best.max(*logit);
    }
    found.links.retain(|link| link.1 != RelationKind::WorksAs);
    for (logit, candidate) in judged {
        if logit > HOLDS_TOO || logit > HOLDS && logit >= best[&candidate.to] {
            found.add(RelationKind::WorksAs, candidate.from, candidate.to);
        }
    }
}

/// How many people on each side of an office are looked at, and how many sentences away.
const PEOPLE: usize = 4;
const SENTENCES: usize = 5;

/// The people around each office, with what rules say of the pair.
pub(super) fn candidates(context: &Context<'_>, mentions: &[Mention], rules: &Found) -> Vec<Candidate> {
    let outer = outermost(mentions);
    let scene = Scene::new(context, mentions, &outer, rules);
    let mut found = Vec::new();
    for (n, &office) in outer.iter().enumerate().filter(|&(_, &at)| mentions[at].kind == Kind::Profession) {
        let is_person = |&&at: &&usize| mentions[at].kind == Kind::Person;
        let near = |&&at: &&usize| scene.sentence(at).abs_diff(scene.sentence(office)) <= SENTENCES;
        let before = outer[..n].iter().rev().take_while(near).filter(is_person).take(PEOPLE);
        let after = outer[n + 1..].iter().take_while(near).filter(is_person).take(PEOPLE);
        for (rank, &person) in before.enumerate().chain(after.enumerate()) {
            found.push(Candidate { from: person, to: office, row: scene.row(person, office, rank) });
        }
    }
    found
}

/// What all pairs of a text share.
struct Scene<'c, 'd> {
    context: &'c Context<'d>,
    mentions: &'c [Mention],
    outer: &'c [usize],
    rules: Rules<'c>,
    counts: HashMap<EntityId, usize>,
}

/// Who holds which office by rules.
#[derive(Default)]
struct Rules<'c> {
    /// Person and office.
    pairs: BTreeSet<(usize, usize)>,
    /// The entities of each office's holders.
    holders: HashMap<usize, Vec<Option<EntityId>>>,
    /// How often an office that begins with a word is held, and how often by an entity.
    of_word: HashMap<&'c str, usize>,
    of_word_and_holder: HashMap<(&'c str, Option<EntityId>), usize>,
}

impl<'c, 'd> Scene<'c, 'd> {
    fn new(context: &'c Context<'d>, mentions: &'c [Mention], outer: &'c [usize], rules: &Found) -> Self {
        let works = rules.links.iter().filter(|link| link.1 == RelationKind::WorksAs);
        let mut rules = Rules::default();
        for (person, office) in works.map(|link| (link.0 as usize, link.2 as usize)) {
            let (entity, word) = (mentions[person].entity, first_word(context, &mentions[office]));
            rules.pairs.insert((person, office));
            rules.holders.entry(office).or_default().push(entity);
            *rules.of_word.entry(word).or_default() += 1;
            *rules.of_word_and_holder.entry((word, entity)).or_default() += 1;
        }
        let mut counts: HashMap<EntityId, usize> = HashMap::new();
        let people = mentions.iter().filter(|mention| mention.kind == Kind::Person);
        for id in people.filter_map(|mention| mention.entity) {
            *counts.entry(id).or_default() += 1;
        }
        Self { context, mentions, outer, rules, counts }
    }

    fn sentence(&self, at: usize) -> usize {
        let start = self.mentions[at].span.start();
        self.context.sentences.partition_point(|sentence| sentence.end() <= start)
    }

    /// What the forest reads, in the order in which it was learned.
    fn row(&self, person: usize, office: usize, rank: usize) -> Vec<f32> {
        let mut row = self.place(person, office);
        row.push(rank as f32);
        self.between(person, office, &mut row);
        self.of_office(office, &mut row);
        self.of_person(person, &mut row);
        self.of_both(person, office, &mut row);
        row
    }

    /// How far apart they are: sentences, tokens, and mentions of some kinds between.
    fn place(&self, person: usize, office: usize) -> Vec<f32> {
        let (left, right) = (person.min(office), person.max(office));
        let sign = if person < office { 1.0 } else { -1.0 };
        let from = self.outer.partition_point(|&at| at <= left);
        let inner = self.outer[from..].iter().take_while(|&&at| at < right).map(|&at| self.mentions[at].kind);
        let of = |wanted: Kind| inner.clone().filter(|kind| *kind == wanted).count() as f32;
        vec![
            sign * (self.sentence(right) - self.sentence(left)) as f32,
            sign * (1.0 + self.gap(left, right).len().min(60) as f32),
            of(Kind::Person),
            of(Kind::Profession),
            inner.clone().count() as f32,
        ]
    }

    /// The tokens between two mentions.
    fn gap(&self, left: usize, right: usize) -> Range<usize> {
        tokens(self.context, &self.mentions[left]).end..tokens(self.context, &self.mentions[right]).start
    }

    /// The words between the two.
    fn between(&self, person: usize, office: usize, row: &mut Vec<f32>) {
        let context = self.context;
        let near: Vec<usize> = self.gap(person.min(office), person.max(office)).take(40).collect();
        let token = |at: Option<&usize>| mark(at.map_or("", |&at| context.token(at)));
        row.extend([
            token(near.first()),
            token(near.last()),
            near.iter().filter(|&&at| is_verb(context, at)).count() as f32,
            yes(near.iter().any(|&at| context.is_line_end(at))),
        ]);
    }

    fn of_office(&self, office: usize, row: &mut Vec<f32>) {
        let (context, mention) = (self.context, &self.mentions[office]);
        let words = tokens(context, mention);
        row.extend([
            yes(is_plural(context, mention)),
            words.len() as f32,
            cases(context, mention, |reading| reading.part == Part::Noun && reading.known),
            mark(context.token(words.end)),
            self.rules.holders.get(&office).map_or(0, Vec::len) as f32,
        ]);
    }

    fn of_person(&self, person: usize, row: &mut Vec<f32>) {
        let (context, mention) = (self.context, &self.mentions[person]);
        let words = tokens(context, mention);
        let count = mention.entity.and_then(|id| self.counts.get(&id)).copied().unwrap_or_default();
        row.extend([
            words.len() as f32,
            cases(context, mention, |reading| reading.name.is_some()),
            count as f32,
            self.counts.len() as f32,
            self.rules.pairs.range((person, 0)..(person + 1, 0)).count() as f32,
            mark(context.token(words.start.saturating_sub(1))),
            mark(context.token(words.end)),
            yes(context.sentences.binary_search_by_key(&mention.span.start(), |s| s.start()).is_ok()),
        ]);
    }

    /// Whether rules found the two, and how often they give an office of the same word to the person and to others.
    fn of_both(&self, person: usize, office: usize, row: &mut Vec<f32>) {
        let entity = self.mentions[person].entity;
        let word = first_word(self.context, &self.mentions[office]);
        let here = self.rules.holders.get(&office).map_or(&[][..], Vec::as_slice);
        let own_here = here.iter().filter(|holder| **holder == entity).count();
        let all = self.rules.of_word.get(word).copied().unwrap_or_default();
        let own = self.rules.of_word_and_holder.get(&(word, entity)).copied().unwrap_or_default();
        let (elsewhere, own_elsewhere) = (all - here.len(), own - own_here);
        row.extend([
            yes(self.rules.pairs.contains(&(person, office))),
            own_elsewhere as f32,
            (elsewhere - own_elsewhere) as f32,
        ]);
    }
}

/// The stem of the first word.
fn first_word<'c>(context: &'c Context<'_>, mention: &Mention) -> &'c str {
    stem(context.key(tokens(context, mention).start))
}

fn is_verb(context: &Context<'_>, at: usize) -> bool {
    context.readings(at).first().is_some_and(|reading| reading.part == Part::Verb)
}

/// Which of nominative, genitive and instrumental the first fitting word may stand in, as three bits.
fn cases(context: &Context<'_>, mention: &Mention, fits: impl Fn(&Reading) -> bool) -> f32 {
    for at in tokens(context, mention) {
        let cases =
            context.readings(at).iter().filter(|reading| fits(reading)).filter_map(|reading| reading.case);
        let bits = cases.fold(0_u8, |bits, case| bits | 1 << case as u8);
        if bits != 0 {
            return f32::from(bits & 1 | (bits >> 1 & 1) << 1 | (bits >> 4 & 1) << 2);
        }
    }
    0.0
}
