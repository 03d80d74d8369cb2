//! Which names are other names of a thing: a forest judges each new name with those before it, and each later mention
//! of a name with those that are new since its last one. Learned by `tools/names/learn.py`.

use std::collections::{BTreeMap, HashMap};

use super::candidate::Candidate;
use super::scene::{Place, Scene};
use crate::document::{Kind, Mention};
use crate::tag::Context;

/// How many names before a mention are looked at.
const NAMES: usize = 40;

/// Pairs each mention with the likeliest name before it, if that is likely enough.
pub(super) fn judge(context: &Context<'_>, mentions: &[Mention]) -> Vec<(usize, usize)> {
    let mut best: BTreeMap<usize, (f32, usize)> = BTreeMap::new();
    for candidate in candidates(context, mentions) {
        let logit = context.lexicon.aliases.forest.logit(&candidate.row);
        if logit > best.get(&candidate.to).map_or(0.0, |best| best.0) {
            best.insert(candidate.to, (logit, candidate.from));
        }
    }
    best.into_iter().map(|(to, (_, from))| (from, to)).collect()
}

/// Each mention with the last mention of every other name of its kind before it; where its own name is not new, of
/// those that are new since.
pub(super) fn candidates(context: &Context<'_>, mentions: &[Mention]) -> Vec<Candidate> {
    let scene = Scene::new(context, mentions);
    let mut seen: HashMap<Kind, Seen> = HashMap::new();
    let mut found = Vec::new();
    for (to, mention) in mentions.iter().enumerate().filter(|(_, mention)| !mention.kind.is_numeric()) {
        let seen = seen.entry(mention.kind).or_default();
        let form = scene.form(to);
        let own = seen.names.get(&form);
        for (rank, (&from, other)) in seen.by_last.iter().rev().take(NAMES).enumerate() {
            let first = seen.names[other].first;
            if own.is_none_or(|own| own.last < first) {
                let place =
                    Place { rank, names: seen.names.len(), first, own: own.map(|own| (own.count, own.last)) };
                found.push(Candidate { from, to, row: scene.row(from, to, &place) });
            }
        }
        seen.add(form, to);
    }
    found
}

/// The kind of each mention and the lemma that it is about.
pub(super) fn heads<'c>(context: &'c Context<'c>, mentions: &'c [Mention]) -> Vec<(&'static str, &'c str)> {
    let scene = Scene::new(context, mentions);
    (0..mentions.len()).map(|at| scene.head(at)).collect()
}

/// The names of a kind that have occurred, by the numbers of their forms.
#[derive(Default)]
struct Seen {
    names: HashMap<usize, Mentions>,
    /// Each by its last mention.
    by_last: BTreeMap<usize, usize>,
}

/// The mentions of a name so far.
struct Mentions {
    first: usize,
    last: usize,
    count: usize,
}

impl Seen {
    fn add(&mut self, form: usize, at: usize) {
        let name = self.names.entry(form).or_insert(Mentions { first: at, last: at, count: 0 });
        self.by_last.remove(&name.last);
        self.by_last.insert(at, form);
        name.last = at;
        name.count += 1;
    }
}
