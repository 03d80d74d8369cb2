//! Who works where and as what, and which names belong together: by apposition and by nesting.

use std::collections::{BTreeSet, HashMap};

use super::names;
use crate::document::{Entity, Kind, Mention, MentionId, Relation, RelationKind};
use crate::tag::Context;

/// Finds who works where and as what, and which names belong together. Sorted, without repetition.
pub fn relations(context: &Context<'_>, mentions: &[Mention], entities: &[Entity]) -> Vec<Relation> {
    let mut found = Found::default();
    let outer: Vec<usize> = outermost(mentions);
    for n in 0..outer.len() {
        if mentions[outer[n]].kind == Kind::Person {
            beside(context, mentions, &outer, n, &mut found);
        }
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

/// Professions and ages beside a person: before it, with others of their kind and with what may stand between
/// ("актёр и режиссёр", "футболист «Зари», 25-летний"), and after it by apposition or a verb of being.
fn beside(context: &Context<'_>, mentions: &[Mention], outer: &[usize], n: usize, found: &mut Found) {
    let person = outer[n];
    let mut at = n;
    while let Some(before) = at.checked_sub(1) {
        let gap = gap(context, mentions, outer[before], outer[at]);
        let kind = mentions[outer[before]].kind;
        let joins = if at == n {
            matches!(gap, "" | "»" | "\"")
        } else {
            matches!(gap, "" | "," | "и" | "»" | "«" | "\"")
        };
        if !joins {
            break;
        }
        match kind {
            Kind::Profession => found.add(RelationKind::WorksAs, person, outer[before]),
            Kind::Age => found.add(RelationKind::AgeIs, person, outer[before]),
            Kind::Organization | Kind::City | Kind::Country | Kind::StateOrProvince | Kind::Nationality => {}
            _ => break,
        }
        at = before;
    }
    let mut at = n;
    while at + 1 < outer.len() {
        let gap = gap(context, mentions, outer[at], outer[at + 1]);
        let joins = if at == n {
            introduces(gap)
        } else {
            matches!(gap, "," | "и" | "" | ", а также" | ", бывший")
        };
        if !joins {
            break;
        }
        at += 1;
        match mentions[outer[at]].kind {
            Kind::Profession => found.add(RelationKind::WorksAs, person, outer[at]),
            Kind::Age => found.add(RelationKind::AgeIs, person, outer[at]),
            Kind::Organization | Kind::Nationality | Kind::Date | Kind::City | Kind::Country => {}
            _ => break,
        }
    }
}

/// What stands between two mentions in one line; a line end where they stand in two.
fn gap<'c>(context: &Context<'c>, mentions: &[Mention], left: usize, right: usize) -> &'c str {
    let between = mentions[left].span.end() as usize..mentions[right].span.start() as usize;
    let gap = context.text.get(between).unwrap_or_default();
    if gap.contains('\n') { "\n" } else { gap.trim_matches(['\u{a0}', ' ']) }
}

/// Whether words between a person and an office say that the person holds it: "—", "является", "был назначен".
fn introduces(gap: &str) -> bool {
    const BEING: &[&str] = &[
        "явля",
        "стал",
        "был",
        "назнач",
        "избра",
        "работа",
        "занима",
        "служи",
        "возглав",
        "остается",
        "остаётся",
    ];
    let is_short = gap.chars().count() <= 40 && !gap.contains(['.', ';', ':', '«', '»']);
    matches!(gap, "," | "—" | "–" | "-" | "(" | ", бывший" | "— бывший" | ", экс-")
        || is_short && BEING.iter().any(|verb| gap.split(' ').any(|word| word.starts_with(verb)))
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

/// Each new name of a thing with the name right before it, as NEREL links them: the links of a thing make a tree
/// of its names. A foreign spelling in brackets belongs to the name before it and does not stand between that and
/// the next.
fn other_names(context: &Context<'_>, mentions: &[Mention], entity: &Entity, found: &mut Found) {
    let name = |at: usize| names::stems(context, names::tokens(context, &mentions[at]));
    let is_short = |at: usize| context.slice(mentions[at].span).chars().all(char::is_uppercase);
    let is_latin = |at: usize| context.slice(mentions[at].span).is_ascii();
    let mut members = entity.mentions.iter().map(|id| id.0 as usize);
    let Some(mut last) = members.next() else { return };
    let mut seen: BTreeSet<String> = BTreeSet::from([name(last)]);
    for next in members {
        let shortens = |a: &str, b: &str| b.len() < a.len() && b.split(' ').all(|word| a.split(' ').any(|w| w == word));
        let (a, b) = (name(last), name(next));
        let is_shorter = entity.kind == Kind::Organization && (shortens(&a, &b) || shortens(&b, &a));
        if seen.insert(b) && !is_shorter && !mentions[last].span.overlaps(mentions[next].span) {
            if entity.kind == Kind::Organization && is_short(last) != is_short(next) {
                let (full, short) = if is_short(next) { (last, next) } else { (next, last) };
                found.add(RelationKind::Abbreviation, full, short);
            } else {
                found.add(RelationKind::AlternativeName, last, next);
            }
        }
        if !is_latin(next) || is_latin(last) {
            last = next;
        }
    }
}
