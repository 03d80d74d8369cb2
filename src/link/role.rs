//! Roles that stand alone and mean a person: "мэр" after "мэр Казани Иван Петров".

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::office::{held, is_plural, outermost};
use super::relation::Found;
use super::{Groups, names};
use crate::document::{Entity, EntityId, Kind, Mention, RelationKind};
use crate::morph::{Gender, Name, Part, Reading};
use crate::tag::{Context, stem};

/// How many sentences back a role may point.
const SENTENCES: usize = 3;
/// How many mentions back.
const REACH: usize = 30;

/// The person whom each role means that stands alone, both as positions of mentions: one who is said to hold the
/// office, if nobody else near is.
pub(super) fn meant(
    context: &Context<'_>,
    mentions: &[Mention],
    groups: &mut Groups,
) -> BTreeMap<usize, usize> {
    let titles = held(context, mentions);
    let mut offices: Vec<(usize, Vec<&str>)> = Vec::new();
    for &(person, _, office) in titles.links.iter().filter(|link| link.1 == RelationKind::WorksAs) {
        offices.push((groups.root(person as usize), stems(context, &mentions[office as usize])));
    }
    let mut meant = BTreeMap::new();
    for (role, people) in alone(context, mentions, &titles) {
        let own = stems(context, &mentions[role]);
        let mut holders = people.into_iter().filter(|&person| {
            let root = groups.root(person);
            let holds = offices
                .iter()
                .any(|(holder, office)| *holder == root && (means(&own, office) || means(office, &own)));
            holds && same_gender(context, &mentions[role], &mentions[person])
        });
        let Some(holder) = holders.next() else { continue };
        let others: Vec<usize> = holders.collect();
        let root = groups.root(holder);
        if others.into_iter().all(|other| groups.root(other) == root) {
            meant.insert(role, holder);
        }
    }
    meant
}

/// Adds that the people whom roles mean hold them; where nobody is said to, the person whom most of the text is
/// about, if they were named last.
pub(super) fn add(context: &Context<'_>, mentions: &[Mention], entities: &[Entity], found: &mut Found) {
    const OFTEN: usize = 4;
    let mut counts: HashMap<EntityId, usize> = HashMap::new();
    for entity in
        mentions.iter().filter(|mention| mention.kind == Kind::Person).filter_map(|mention| mention.entity)
    {
        *counts.entry(entity).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or_default();
    for (role, people) in alone(context, mentions, found) {
        let entity = |at: usize| mentions[at].entity;
        let is_person =
            |id: EntityId| entities.get(id.0 as usize).is_some_and(|entity| entity.kind == Kind::Person);
        let person = match entity(role).filter(|&id| is_person(id)) {
            Some(id) => people.into_iter().find(|&person| entity(person) == Some(id)),
            None => people.first().copied().filter(|&person| {
                let is_word = names::tokens(context, &mentions[role]).len() == 1;
                let is_topic = entity(person).is_some_and(|id| counts[&id] == most && most >= OFTEN);
                is_word && is_topic && same_gender(context, &mentions[role], &mentions[person])
            }),
        };
        if let Some(person) = person {
            found.add(RelationKind::WorksAs, person, role);
        }
    }
}

/// Roles in the singular that belong to no name beside them, each with the people named shortly before, the last
/// one first.
fn alone(context: &Context<'_>, mentions: &[Mention], titles: &Found) -> Vec<(usize, Vec<usize>)> {
    let taken: BTreeSet<usize> = titles
        .links
        .iter()
        .filter(|link| link.1 == RelationKind::WorksAs)
        .map(|link| link.2 as usize)
        .collect();
    let sentence = |at: usize| {
        let start = mentions[at].span.start();
        context.sentences.partition_point(|sentence| sentence.end() <= start)
    };
    let outer = outermost(mentions);
    let roles = outer.iter().enumerate().filter(|&(_, &at)| {
        mentions[at].kind == Kind::Profession && !taken.contains(&at) && !is_plural(context, &mentions[at])
    });
    let before = |(n, &role): (usize, &usize)| {
        let near = outer[..n].iter().rev().take(REACH).copied();
        let people =
            near.filter(|&at| mentions[at].kind == Kind::Person && is_russian(context, &mentions[at]));
        (role, people.take_while(|&at| sentence(role) - sentence(at) <= SENTENCES).collect())
    };
    roles.map(before).collect()
}

/// Whether a name is in Cyrillic letters: a spelling in brackets is not what a role points to.
fn is_russian(context: &Context<'_>, mention: &Mention) -> bool {
    !context.slice(mention.span).is_ascii()
}

/// The stems of an office's words; those of a deputy as "заместитель" with the rest: заммэра, вице-мэр.
fn stems<'c>(context: &'c Context<'_>, mention: &Mention) -> Vec<&'c str> {
    let mut stems = Vec::new();
    for at in names::tokens(context, mention) {
        let key = context.key(at);
        let is_office = |word: &&str| {
            context
                .lexicon
                .readings(word)
                .first()
                .is_some_and(|r| r.known && r.animate && r.part == Part::Noun)
        };
        match key.strip_prefix("зам").filter(is_office) {
            Some(chief) => stems.extend([DEPUTY, stem(chief)]),
            None if key == "вице" => stems.push(DEPUTY),
            None if key != "-" => stems.push(stem(key)),
            None => {}
        }
    }
    stems
}

/// The stem of the word for a deputy.
const DEPUTY: &str = "заместител";

/// Whom "глава" means with a word after it: глава региона, глава города.
const CHIEFS: &[(&str, &[&str])] = &[
    ("ведомств", &["министр"]),
    ("город", &["мэр"]),
    ("государств", &["президент"]),
    ("кабинет", &["премьер"]),
    ("област", &["губернатор"]),
    ("правительств", &["премьер"]),
    ("регион", &["губернатор"]),
    ("республик", &["президент"]),
    ("столиц", &["мэр"]),
];

/// Whether the words of an office are said of another one too: all of them, or what they mean.
fn means(a: &[&str], b: &[&str]) -> bool {
    let (Some((head, rest)), Some((other, _))) = (a.split_first(), b.split_first()) else { return false };
    let chief = |&(of, chiefs): &(&str, &[&str])| rest.first() == Some(&of) && chiefs.contains(other);
    let speaker = matches!((*head, *other), ("спикер", "председател") | ("председател", "спикер"));
    (*head == "глав" && CHIEFS.iter().any(chief))
        || (head == other || speaker && !rest.is_empty()) && rest.iter().all(|word| b.contains(word))
}

/// Whether a word for a woman is not said of a man.
fn same_gender(context: &Context<'_>, role: &Mention, person: &Mention) -> bool {
    let gender = |mention: &Mention, fits: fn(&Reading) -> bool| {
        let readings = names::tokens(context, mention).flat_map(|at| context.readings(at));
        readings.filter(|reading| fits(reading)).find_map(|reading| reading.gender)
    };
    let office = gender(role, |reading| reading.part == Part::Noun && reading.known && reading.animate);
    let name =
        gender(person, |reading| matches!(reading.name, Some(Name::First | Name::Middle | Name::Last)));
    office != Some(Gender::Feminine) || name != Some(Gender::Masculine)
}
