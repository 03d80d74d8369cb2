//! Who works where and as what, and which names belong together: by apposition and by nesting.

use std::collections::{BTreeSet, HashMap};

use super::names;
use crate::document::{Entity, Kind, Mention, MentionId, Relation, RelationKind};
use crate::tag::Context;

/// Finds who works where and as what, and which names belong together. Sorted, without repetition.
pub fn relations(context: &Context<'_>, mentions: &[Mention], entities: &[Entity]) -> Vec<Relation> {
    let mut found = Found::default();
    let outer: Vec<usize> = outermost(mentions);
    for pair in outer.windows(2) {
        beside(context, mentions, (pair[0], pair[1]), &mut found);
    }
    within(mentions, &mut found);
    for entity in entities {
        other_names(context, mentions, entity, &mut found);
    }
    found.relations()
}

/// Relations as they are found: (from, kind, to).
#[derive(Default)]
struct Found {
    links: BTreeSet<(u32, RelationKind, u32)>,
}

impl Found {
    fn add(&mut self, kind: RelationKind, from: usize, to: usize) {
        self.links.insert((from as u32, kind, to as u32));
    }

    fn relations(self) -> Vec<Relation> {
        let relation = |(from, kind, to)| Relation { kind, from: MentionId(from), to: MentionId(to) };
        self.links.into_iter().map(relation).collect()
    }
}

/// The mentions that no other mention holds.
fn outermost(mentions: &[Mention]) -> Vec<usize> {
    let mut end = 0;
    let mut outer = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        if mention.span.end() > end {
            end = mention.span.end();
            outer.push(at);
        }
    }
    outer
}

/// Two neighbours: a profession or an age before or after a person.
fn beside(context: &Context<'_>, mentions: &[Mention], (left, right): (usize, usize), found: &mut Found) {
    let gap = context.text.get(mentions[left].span.end() as usize..mentions[right].span.start() as usize);
    let gap = gap.unwrap_or_default();
    if gap.contains('\n') || gap.chars().count() > 12 {
        return;
    }
    let gap = gap.trim_matches(['\u{a0}', ' ']);
    match (mentions[left].kind, mentions[right].kind) {
        (Kind::Profession, Kind::Person) if matches!(gap, "" | "—" | "–" | "-" | "»") => {
            found.add(RelationKind::WorksAs, right, left);
        }
        (Kind::Person, Kind::Profession) if matches!(gap, "," | "—" | "–" | "-" | "(") => {
            found.add(RelationKind::WorksAs, left, right);
        }
        (Kind::Age, Kind::Person) if gap.is_empty() => found.add(RelationKind::AgeIs, right, left),
        (Kind::Person, Kind::Age) if matches!(gap, "," | "(") => found.add(RelationKind::AgeIs, left, right),
        _ => {}
    }
}

/// What nests: a profession holds its workplace, an organisation its place. A person works where the profession
/// does.
fn within(mentions: &[Mention], found: &mut Found) {
    let mut people: HashMap<usize, Vec<usize>> = HashMap::new();
    for &(from, kind, to) in &found.links {
        if kind == RelationKind::WorksAs {
            people.entry(to as usize).or_default().push(from as usize);
        }
    }
    for (at, mention) in mentions.iter().enumerate() {
        let inner = || (at + 1..mentions.len()).take_while(|&n| mention.span.contains(mentions[n].span));
        match mention.kind {
            Kind::Profession => {
                for place in workplaces(mentions, inner().collect()) {
                    found.add(RelationKind::Workplace, at, place);
                    for &person in people.get(&at).into_iter().flatten() {
                        found.add(RelationKind::Workplace, person, place);
                    }
                }
            }
            Kind::Organization => {
                for place in inner().filter(|&n| names::is_place(mentions[n].kind)) {
                    found.add(RelationKind::HeadquarteredIn, at, place);
                }
            }
            _ => {}
        }
    }
}

/// The outermost organisation within a profession, or the places where there is none.
fn workplaces(mentions: &[Mention], inner: Vec<usize>) -> Vec<usize> {
    let organization = inner.iter().copied().find(|&n| mentions[n].kind == Kind::Organization);
    match organization {
        Some(organization) => vec![organization],
        None => inner.into_iter().filter(|&n| names::is_place(mentions[n].kind)).collect(),
    }
}

/// Neighbouring mentions of one thing whose names differ.
fn other_names(context: &Context<'_>, mentions: &[Mention], entity: &Entity, found: &mut Found) {
    for pair in entity.mentions.windows(2) {
        let (a, b) = (pair[0].0 as usize, pair[1].0 as usize);
        let stems = |at: usize| names::stems(context, names::tokens(context, &mentions[at]));
        if stems(a) == stems(b) || mentions[a].span.overlaps(mentions[b].span) {
            continue;
        }
        let is_short = |at: usize| context.slice(mentions[at].span).chars().all(char::is_uppercase);
        if mentions[a].kind == Kind::Organization && is_short(a) != is_short(b) {
            let (full, short) = if is_short(b) { (a, b) } else { (b, a) };
            found.add(RelationKind::Abbreviation, full, short);
        }
        found.add(RelationKind::AlternativeName, a, b);
    }
}
