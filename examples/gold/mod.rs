//! Gold mentions and relations of NEREL's brat files, and the stages that link them: shared by the examples.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use razmetka::document::{Entity, Kind, Mention, MentionId, RelationKind};
use razmetka::lexicon::Lexicon;
use razmetka::tag::Context;
use razmetka::{Span, link, normal, segment};

pub(crate) const KINDS: [(RelationKind, &str); 6] = [
    (RelationKind::WorksAs, "WORKS_AS"),
    (RelationKind::Workplace, "WORKPLACE"),
    (RelationKind::AlternativeName, "ALTERNATIVE_NAME"),
    (RelationKind::Abbreviation, "ABBREVIATION"),
    (RelationKind::AgeIs, "AGE_IS"),
    (RelationKind::HeadquarteredIn, "HEADQUARTERED_IN"),
];

/// Kind and arguments of a relation.
pub(crate) type Link = (RelationKind, Span, Span);

pub(crate) fn undirected((kind, from, to): Link) -> Link {
    if kind == RelationKind::AlternativeName { (kind, from.min(to), from.max(to)) } else { (kind, from, to) }
}

/// What the gold says of a document's mentions.
pub(crate) struct Gold {
    /// Relations by spans.
    pub(crate) links: BTreeSet<Link>,
    /// What mentions mean, as its number in Wikidata, where it has one.
    #[allow(dead_code, reason = "not every example that walks the gold reads it")]
    pub(crate) things: BTreeMap<(Kind, Span), String>,
}

/// Gold mentions in their order and what the gold says of them.
fn read(text: &str, annotations: &str) -> (Vec<Mention>, Gold) {
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let mut spans: HashMap<&str, (Kind, Span)> = HashMap::new();
    let mut marks: BTreeSet<(Span, Kind)> = BTreeSet::new();
    for line in annotations.lines().filter(|line| line.starts_with('T') && !line.contains(';')) {
        let mut fields = line.split(['\t', ' ']);
        let (Some(id), Some(kind)) = (fields.next(), fields.next().and_then(Kind::from_name)) else {
            continue;
        };
        let mut offset =
            || fields.next().and_then(|n| n.parse::<usize>().ok()).and_then(|n| bytes.get(n).copied());
        let (Some(start), Some(end)) = (offset(), offset()) else { continue };
        spans.insert(id, (kind, Span::of(start..end)));
        marks.insert((Span::of(start..end), kind));
    }
    let mention =
        |(n, (span, kind)): (usize, (Span, Kind))| Mention::by_editor(MentionId(n as u32), span, kind);
    let links = annotations.lines().filter(|line| line.starts_with('R')).filter_map(|line| {
        let mut fields = line.split('\t').nth(1)?.split(' ');
        let name = fields.next()?;
        let (kind, _) = KINDS.into_iter().find(|(_, other)| *other == name)?;
        let mut argument = || Some(spans.get(fields.next()?.split_once(':')?.1)?.1);
        Some(undirected((kind, argument()?, argument()?)))
    });
    // N1	Reference T5 Wikidata:Q813	Киргизия
    let things = annotations.lines().filter(|line| line.starts_with('N')).filter_map(|line| {
        let mut fields = line.split('\t').nth(1)?.split(' ').skip(1);
        let mention = *spans.get(fields.next()?)?;
        let number = fields.next()?.strip_prefix("Wikidata:Q")?;
        Some((mention, number.to_owned()))
    });
    let gold = Gold { links: links.collect(), things: things.collect() };
    (marks.into_iter().enumerate().map(mention).collect(), gold)
}

/// Calls `judge` with each document of a folder, its gold mentions joined to entities, and the gold relations.
pub(crate) fn each(folder: &Path, mut judge: impl FnMut(&Context<'_>, &[Mention], &[Entity], &Gold)) {
    let lexicon = Lexicon::embedded();
    for (text, annotations) in documents(folder) {
        let (mut mentions, gold) = read(&text, &annotations);
        let tokens = segment::tokens(&text);
        let sentences = segment::sentences(&text, &tokens, &[]);
        let context = Context::new(&text, (&tokens, &sentences, &[]), &lexicon, None);
        normal::normalize(&context, &mut mentions);
        let entities = link::entities(&context, &mut mentions);
        judge(&context, &mentions, &entities, &gold);
    }
}

/// Text and annotations of each document, by name.
#[expect(clippy::disallowed_methods, reason = "an example reads files")]
fn documents(folder: &Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let read = |path: &Path| std::fs::read_to_string(path).expect("a text is UTF-8");
    paths.iter().map(|path| (read(path), read(&path.with_extension("ann")))).collect()
}
