//! Who works where and as what, and which names belong together.

use std::collections::{BTreeSet, HashMap};

use super::{alias, holder, names, office, role};
use crate::document::{Entity, Kind, Mention, MentionId, Relation, RelationKind};
use crate::morph::{Part, Reading};
use crate::tag::Context;

/// Finds who works where and as what, and which names belong together. Sorted, without repetition.
pub fn relations(context: &Context<'_>, mentions: &[Mention], entities: &[Entity]) -> Vec<Relation> {
    let mut found = office::held(context, mentions);
    role::add(context, mentions, entities, &mut found);
    holder::judge(context, mentions, &mut found);
    within(mentions, &mut found);
    described(context, mentions, &mut found);
    for entity in entities.iter().filter(|entity| entity.kind == Kind::Organization) {
        abbreviations(context, mentions, entity, &mut found);
    }
    for (from, to) in alias::judge(context, mentions) {
        if !found.has(RelationKind::Abbreviation, from, to)
            && !found.has(RelationKind::Abbreviation, to, from)
        {
            found.add(RelationKind::AlternativeName, from, to);
        }
    }
    found.relations()
}

/// Relations as they are found: (from, kind, to).
#[derive(Default)]
pub(super) struct Found {
    pub(super) links: BTreeSet<(u32, RelationKind, u32)>,
}

impl Found {
    pub(super) fn add(&mut self, kind: RelationKind, from: usize, to: usize) {
        self.links.insert((from as u32, kind, to as u32));
    }

    fn has(&self, kind: RelationKind, from: usize, to: usize) -> bool {
        self.links.contains(&(from as u32, kind, to as u32))
    }

    fn relations(self) -> Vec<Relation> {
        let relation = |(from, kind, to)| Relation { kind, from: MentionId(from), to: MentionId(to) };
        self.links.into_iter().map(relation).collect()
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

/// The adjective of a place before an organisation says where it is: американская компания Monsanto, лондонский
/// «Арсенал».
fn described(context: &Context<'_>, mentions: &[Mention], found: &mut Found) {
    const NEAR: usize = 3;
    let places = mentions.iter().enumerate().filter(|(_, mention)| names::is_place(mention.kind));
    let by_end: HashMap<usize, usize> =
        places.map(|(at, mention)| (names::tokens(context, mention).end, at)).collect();
    for at in office::outermost(mentions) {
        if mentions[at].kind != Kind::Organization {
            continue;
        }
        let mut first = names::tokens(context, &mentions[at]).start;
        for _ in 0..NEAR {
            if let Some(&place) = by_end.get(&first) {
                if is_adjective(context, first - 1) {
                    found.add(RelationKind::HeadquarteredIn, at, place);
                }
                break;
            }
            let Some(before) = first.checked_sub(1) else { break };
            if !context.opens_quote(before) && !is_noun(context, before) {
                break;
            }
            first = before;
        }
    }
}

fn is_adjective(context: &Context<'_>, at: usize) -> bool {
    context.readings(at).first().is_some_and(|reading| reading.part == Part::Adjective)
}

/// Whether a word is a common noun in small letters.
fn is_noun(context: &Context<'_>, at: usize) -> bool {
    let noun = |reading: &Reading| reading.part == Part::Noun && reading.name.is_none();
    context.token(at).starts_with(char::is_lowercase) && context.readings(at).first().is_some_and(noun)
}

/// The outermost organisation within a profession, or the places where there is none.
fn workplaces(mentions: &[Mention], inner: Vec<usize>) -> Vec<usize> {
    let organization = inner.iter().copied().find(|&n| mentions[n].kind == Kind::Organization);
    match organization {
        Some(organization) => vec![organization],
        None => inner.into_iter().filter(|&n| names::is_place(mentions[n].kind)).collect(),
    }
}

/// An organisation's full name with its abbreviation, each new one of the two with the name before it. A foreign
/// spelling in brackets belongs to the name before it and does not stand between that and the next.
fn abbreviations(context: &Context<'_>, mentions: &[Mention], entity: &Entity, found: &mut Found) {
    let name = |at: usize| names::stems(context, names::tokens(context, &mentions[at]));
    let is_short = |at: usize| context.slice(mentions[at].span).chars().all(char::is_uppercase);
    let is_latin = |at: usize| context.slice(mentions[at].span).is_ascii();
    let mut members = entity.mentions.iter().map(|id| id.0 as usize);
    let Some(mut last) = members.next() else { return };
    let mut seen: BTreeSet<String> = BTreeSet::from([name(last)]);
    for next in members {
        let shortens = |a: &str, b: &str| b.split(' ').all(|word| a.split(' ').any(|other| other == word));
        let (a, b) = (name(last), name(next));
        let is_new = !shortens(&a, &b) && !shortens(&b, &a) && seen.insert(b);
        if is_new && is_short(last) != is_short(next) && !mentions[last].span.overlaps(mentions[next].span) {
            let (full, short) = if is_short(next) { (last, next) } else { (next, last) };
            found.add(RelationKind::Abbreviation, full, short);
        }
        if !is_latin(next) || is_latin(last) {
            last = next;
        }
    }
}
