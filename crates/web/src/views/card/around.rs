//! What the text says about the entity of a card: roles, quotes, figures, its other mentions.

use razmetka::document::{Entity, Mention, MentionId, Metric, RelationKind};

use super::belongs::belongs;
use crate::dom::{El, button, el};
use crate::format;
use crate::i18n::nouns;
use crate::sheet::Sheet;
use crate::state::State;

/// Lines of one sort that a card shows.
const MOST: usize = 3;
/// Characters of a quote that a card shows.
const SHOWN: usize = 60;

/// The parts that have something to show.
pub(super) fn view(state: State, sheet: &Sheet, mention: &Mention) -> Vec<El> {
    let Some(entity) = mention.entity.and_then(|id| sheet.entity(id)) else { return Vec::new() };
    let words = state.words();
    let quotes = quotes(state, sheet, entity);
    let quotes_name = nouns::QUOTES.count(state.lang.get(), quotes.len() as u32);
    let here = el("p").class("card-belongs").text(belongs(state.lang.get(), sheet, entity, mention));
    let parts = [
        part(words.roles, roles(state, sheet, entity)),
        part(&quotes_name, quotes),
        part(words.figures_near, figures(state, sheet, entity)),
        part(words.elsewhere, others(state, sheet, entity, mention.id)),
    ];
    let here = (entity.mentions.len() > 1).then_some(here);
    here.into_iter().chain(parts.into_iter().flatten()).collect()
}

/// A heading with lines; those after the first few are only counted.
fn part(name: &str, mut lines: Vec<El>) -> Option<El> {
    if lines.is_empty() {
        return None;
    }
    let more = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    let heading = el("p").class("card-heading").text(name);
    let list = el("ul").class("card-others").children(lines);
    let rest = (more > 0).then(|| el("p").class("card-more").text(&format!("+\u{202f}{more}")));
    Some(el("div").child(heading).child(list).maybe(rest))
}

fn line(state: State, id: MentionId) -> El {
    button("quiet", "", move || {
        state.close_card();
        state.go_to(id);
    })
    .attr("lang", "ru")
}

/// "заместитель руководителя", "Департамент …": what relations lead to, each once.
fn roles(state: State, sheet: &Sheet, entity: &Entity) -> Vec<El> {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let mut lines = Vec::new();
    for relation in &sheet.relations {
        let is_mine = |id: MentionId| entity.mentions.contains(&id);
        let other = match (is_mine(relation.from), is_mine(relation.to)) {
            (true, false) => relation.to,
            (false, true) => relation.from,
            _ => continue,
        };
        let Some(mention) = sheet.mention(other) else { continue };
        let said = (relation_name(state, relation.kind, other == relation.to), sheet.name(mention));
        if !seen.contains(&said) {
            seen.push(said);
            let how = el("span").class("how").text(said.0).text(": ");
            lines.push(el("li").child(line(state, other).child(how).text(said.1)));
        }
    }
    lines
}

fn relation_name(state: State, kind: RelationKind, forward: bool) -> &'static str {
    let [there, back] = match kind {
        RelationKind::WorksAs => [["должность", "position"], ["кто", "held by"]],
        RelationKind::Workplace => [["место работы", "works at"], ["работает", "employs"]],
        RelationKind::AlternativeName => [["другое название", "also called"]; 2],
        RelationKind::Abbreviation => [["сокращённо", "in short"], ["полностью", "in full"]],
        RelationKind::AgeIs => [["возраст", "age"], ["кому", "age of"]],
        RelationKind::HeadquarteredIn => [["где находится", "based in"], ["здесь находится", "home of"]],
    };
    state.lang.get().pick(if forward { there } else { back })
}

fn quotes(state: State, sheet: &Sheet, entity: &Entity) -> Vec<El> {
    let said = sheet.quotes.iter().filter(|quote| quote.speaker == Some(entity.id));
    said.map(|quote| {
        let mut words: String = sheet.slice(quote.span).chars().take(SHOWN).collect();
        words.push('…');
        let place = sheet.block_at(quote.span.start());
        let go = button("quiet", &words, move || {
            state.close_card();
            if let Some(at) = place {
                state.go_to_paragraph(at);
            }
        });
        el("li").child(go.attr("lang", "ru"))
    })
    .collect()
}

/// The figures that are the entity's, and those in a sentence with it.
fn figures(state: State, sheet: &Sheet, entity: &Entity) -> Vec<El> {
    let mentions = entity.mentions.iter().filter_map(|id| sheet.mention(*id));
    let sentences: Vec<_> = mentions.filter_map(|mention| sheet.sentence(mention.span)).collect();
    let is_near = |metric: &&Metric| {
        metric.subject == Some(entity.id) || sentences.iter().any(|sentence| sentence.contains(metric.span))
    };
    let shown = sheet.metrics.iter().filter(is_near).map(|metric| {
        let value = format::metric(state.lang.get(), metric, sheet.counted(metric.mention));
        let measured = metric.measured.map_or("", |span| sheet.slice(span));
        let go = line(state, metric.mention).child(el("b").text(&value)).text(" ");
        el("li").child(go.child(el("span").class("how").text(measured)))
    });
    shown.collect()
}

/// Where else the entity is mentioned, with a few words of context and the reason why it belongs.
fn others(state: State, sheet: &Sheet, entity: &Entity, here: MentionId) -> Vec<El> {
    let others = entity.mentions.iter().filter(|id| **id != here).filter_map(|id| sheet.mention(*id));
    others
        .map(|other| {
            let why = belongs(state.lang.get(), sheet, entity, other);
            let go = line(state, other.id).children(in_context(sheet, other.span));
            el("li").child(go.child(el("span").class("belongs").text(why)))
        })
        .collect()
}

/// Words of the text with those on either side, two before and three after.
pub(super) fn in_context(sheet: &Sheet, span: razmetka::Span) -> Vec<El> {
    let text = sheet.text.clean();
    let before = text.get(..span.range().start).unwrap_or_default();
    let after = text.get(span.range().end..).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let left = before.trim_end().rmatch_indices(' ').nth(1).map_or(0, |(at, _)| at + 1);
    let right = after.match_indices(' ').nth(3).map_or(after.len(), |(at, _)| at);
    vec![
        el("span").text(before.get(left..).unwrap_or_default()),
        el("b").text(sheet.slice(span)),
        el("span").text(after.get(..right).unwrap_or_default()),
    ]
}
