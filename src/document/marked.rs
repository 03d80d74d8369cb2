//! Documents for tests, written as marked text: `[Владимир Путин|PERSON] прибыл в [Казань|CITY]`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{
    Amount, Block, Change, Comparator, Direction, Document, Entity, EntityId, Kind, Mention, MentionId,
    Metric, Origin, Quote, Relation, RelationKind, Role, Speech, Unit, UnitKind, Value,
};
use crate::segment;
use crate::span::{Source, Span};
use crate::text::{Reason, Replacement, Text};

/// The document of a marked text. The cleaning is a small one: no BOM, no CR, a space for an NBSP, and
/// paragraphs that begin with "Реклама" are left out. Every figure with a unit becomes a metric, what stands
/// between « and » a quote of the first person.
pub(crate) fn document(marked: &str) -> Document {
    let (source, marks) = unmark(marked);
    let text = clean(&source);
    let tokens = segment::tokens(text.clean());
    let blocks = blocks(&text);
    let sentences = segment::sentences(text.clean(), &tokens, &blocks);
    let mut document =
        Document { text, blocks, tokens, sentences, made_by: "test".into(), ..Document::default() };
    add_mentions(&mut document, marks);
    add_entities(&mut document);
    add_metrics(&mut document);
    add_quotes(&mut document);
    add_relations(&mut document);
    assert_eq!(document.broken_invariant(), None);
    document
}

fn unmark(marked: &str) -> (String, Vec<(Span<Source>, Kind)>) {
    let (mut source, mut marks, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked.chars();
    while let Some(c) = rest.next() {
        match c {
            '[' => open.push(source.len()),
            '|' => {
                let name: String = rest.by_ref().take_while(|&c| c != ']').collect();
                let start = open.pop().expect("a mark opens before it closes");
                let kind = Kind::from_name(&name).unwrap_or_else(|| panic!("no kind is called {name:?}"));
                marks.push((Span::of(start..source.len()), kind));
            }
            _ => source.push(c),
        }
    }
    (source, marks)
}

fn clean(source: &str) -> Text {
    let mut replacements = Vec::new();
    let mut start = 0;
    for paragraph in source.split_inclusive("\n") {
        if paragraph.starts_with("Реклама") {
            let source = Span::of(start..start + paragraph.len());
            replacements.push(Replacement { source, with: String::new(), reason: Reason::Block });
        } else {
            replacements.extend(paragraph.char_indices().filter_map(|(at, c)| {
                let (with, reason) = match c {
                    '\u{feff}' => ("", Reason::ByteOrderMark),
                    '\r' => ("", Reason::LineEnd),
                    '\u{a0}' => (" ", Reason::Space),
                    _ => return None,
                };
                let source = Span::of(start + at..start + at + c.len_utf8());
                Some(Replacement { source, with: with.into(), reason })
            }));
        }
        start += paragraph.len();
    }
    Text::new(source, replacements)
}

fn blocks(text: &Text) -> Vec<Block> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for paragraph in text.source().split_inclusive('\n') {
        let words = paragraph.trim_end();
        let source = Span::<Source>::of(start..start + words.len());
        start += paragraph.len();
        let kept = !words.starts_with("Реклама");
        let clean = text.to_clean(source);
        let span =
            clean.unwrap_or_else(|| Span::empty(blocks.last().map_or(0, |last: &Block| last.span.end())));
        if !words.is_empty() {
            let reason = (!kept).then(|| "advert".into());
            let role = if kept { Role::Body } else { Role::Promo };
            blocks.push(Block { span, source, role, kept, reason, score: f32::from(u8::from(kept)) });
        }
    }
    blocks
}

fn add_mentions(document: &mut Document, marks: Vec<(Span<Source>, Kind)>) {
    let clean = |span| document.text.to_clean(span).expect("marks stand in kept paragraphs");
    let mut mentions: Vec<Mention> = marks
        .into_iter()
        .map(|(span, kind)| (clean(span), kind))
        .map(|(span, kind)| Mention {
            id: MentionId(0),
            span,
            kind,
            normal: None,
            value: value(document.text.slice(span), kind),
            entity: None,
            origin: Origin::Rule { name: "test.mark".into(), score: 0.9 },
        })
        .collect();
    mentions.sort_by_key(|mention| (mention.span, mention.kind));
    for (mention, id) in mentions.iter_mut().zip(0..) {
        mention.id = MentionId(id);
    }
    document.mentions = mentions;
}

fn value(text: &str, kind: Kind) -> Option<Value> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let amount = Decimal::from_str_exact(&digits).unwrap_or_default();
    let unit = |code: &str, kind| Some(Unit { code: code.into(), kind });
    let unit = match kind {
        Kind::Money => unit("RUB", UnitKind::Currency),
        Kind::Percent => unit("%", UnitKind::Percent),
        Kind::Number => None,
        Kind::Date => return Some(Value::Date(digits.parse().ok())),
        _ => return None,
    };
    Some(Value::Amount(Amount { amount, amount_to: None, unit, comparator: Comparator::Exact }))
}

fn add_entities(document: &mut Document) {
    let mut known: BTreeMap<(Kind, String), EntityId> = BTreeMap::new();
    for mention in document.mentions.iter_mut().filter(|mention| !mention.kind.is_numeric()) {
        let name = document.text.slice(mention.span).to_owned();
        let entities = &mut document.entities;
        let id = *known.entry((mention.kind, name.clone())).or_insert_with(|| {
            let id = EntityId(entities.len() as u32);
            entities.push(Entity { id, kind: mention.kind, name, mentions: Vec::new() });
            id
        });
        mention.entity = Some(id);
        entities[id.0 as usize].mentions.push(mention.id);
    }
}

fn add_metrics(document: &mut Document) {
    let date = document.mentions.iter().find(|mention| mention.kind == Kind::Date).map(|mention| mention.id);
    for mention in &document.mentions {
        let Some(Value::Amount(Amount { amount, unit: Some(unit), .. })) = &mention.value else { continue };
        document.metrics.push(Metric {
            mention: mention.id,
            span: mention.span,
            amount: *amount,
            amount_to: None,
            unit: unit.clone(),
            comparator: Comparator::Exact,
            measured: None,
            period: date,
            change: Some(Change { direction: Direction::Up, base: date }),
            subject: None,
        });
    }
}

fn add_quotes(document: &mut Document) {
    let text = document.text.clean();
    let speaker = document.mentions.iter().find(|mention| mention.kind == Kind::Person);
    for (open, _) in text.match_indices('«') {
        let start = open + '«'.len_utf8();
        let Some(length) = text.get(start..).and_then(|rest| rest.find('»')).filter(|&length| length > 0)
        else {
            continue;
        };
        document.quotes.push(Quote {
            span: Span::of(start..start + length),
            speech: Speech::Direct,
            speaker: speaker.and_then(|mention| mention.entity),
            speaker_mention: speaker.map(|mention| mention.id),
            cue: None,
        });
    }
}

fn add_relations(document: &mut Document) {
    let first =
        |kind| document.mentions.iter().find(|mention| mention.kind == kind).map(|mention| mention.id);
    if let (Some(from), Some(to)) = (first(Kind::Person), first(Kind::Profession)) {
        document.relations.push(Relation { kind: RelationKind::WorksAs, from, to });
    }
}
