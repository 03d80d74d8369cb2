//! Entities by kind, with their normal forms; a click goes from mention to mention.

use razmetka::document::{Entity, EntityId, Kind, MentionId};
use razmetka::sort;

use super::empty;
use crate::article::family;
use crate::dom::{El, button, el};
use crate::i18n;
use crate::reactive::effect;
use crate::sheet::Sheet;
use crate::state::State;
use crate::views::{icon, icons};

/// A row of the list, to be lit.
struct Row {
    id: EntityId,
    mentions: Vec<MentionId>,
    row: El,
    name: El,
    steps: El,
}

/// Groups of kinds, in the order of display.
pub(super) fn view(state: State, sheet: &Sheet) -> Vec<El> {
    if sheet.entities.is_empty() {
        return vec![empty(state.words().no_entities)];
    }
    let mut rows = Vec::with_capacity(sheet.entities.len());
    let groups = Kind::ALL.into_iter().filter_map(|kind| group(state, sheet, kind, &mut rows)).collect();
    light(state, rows);
    vec![el("div").class("entities").children(groups)]
}

fn group(state: State, sheet: &Sheet, kind: Kind, rows: &mut Vec<Row>) -> Option<El> {
    let mut entities: Vec<&Entity> = sheet.entities.iter().filter(|entity| entity.kind == kind).collect();
    sort::by_key(&mut entities, |entity| std::cmp::Reverse(entity.mentions.len()));
    if entities.is_empty() {
        return None;
    }
    let first = rows.len();
    rows.extend(entities.into_iter().map(|entity| row(state, entity)));
    let list = rows.iter().skip(first).map(|row| row.row.clone()).collect();
    let heading = el("h2").child(el("span").text(i18n::kind_plural(state.lang.get(), kind)));
    let class = format!("group line-{}", family(kind));
    Some(el("section").class(&class).child(heading).child(el("ul").children(list)))
}

fn row(state: State, entity: &Entity) -> Row {
    let (id, mentions) = (entity.id, entity.mentions.clone());
    let onward = mentions.clone();
    let name = button("entity-name", "", move || step(state, id, &onward, 1))
        .attr("aria-pressed", "false")
        .child(el("span").attr("lang", "ru").text(&entity.name))
        .child(el("b").text(&mentions.len().to_string()));
    let steps = el("span").class("entity-steps");
    let row = el("li")
        .class("entity")
        .child(name.clone())
        .child(steps.clone())
        .on("pointerenter", move |_| state.hovered.set(Some(id)))
        .on("pointerleave", move |_| state.hovered.set(None));
    Row { id, mentions, row, name, steps }
}

/// Follows the lit entity: one effect for the list, however long it is.
fn light(state: State, rows: Vec<Row>) {
    let mut last: Option<usize> = None;
    effect(move || {
        let lit = state.lit.get();
        let now = rows.iter().position(|row| Some(row.id) == lit);
        for (at, is_lit) in [(last, false), (now, true)] {
            let Some(row) = at.and_then(|at| rows.get(at)) else { continue };
            row.row.toggle("lit", is_lit);
            row.name.set("aria-pressed", if is_lit { "true" } else { "false" });
            row.steps.fill(if is_lit { steps(state, row.id, &row.mentions) } else { Vec::new() });
        }
        last = now;
    });
}

/// "2 / 4" and the ways to the neighbours.
fn steps(state: State, id: EntityId, mentions: &[MentionId]) -> Vec<El> {
    let words = state.words();
    let (before, after, all) = (mentions.to_vec(), mentions.to_vec(), mentions.to_vec());
    vec![
        el("span").class("position").live_text(move || position(state, &all).unwrap_or_default()),
        button("tool", "", move || step(state, id, &before, -1)).named(words.previous).child(icon(icons::UP)),
        button("tool", "", move || step(state, id, &after, 1)).named(words.next).child(icon(icons::DOWN)),
    ]
}

fn position(state: State, mentions: &[MentionId]) -> Option<String> {
    let at = state.at.get()?;
    let place = mentions.iter().position(|id| *id == at)? + 1;
    Some(format!("{place}\u{202f}/\u{202f}{}", mentions.len()))
}

/// Goes to the first mention of an entity, or to the next one after where the keyboard stands.
fn step(state: State, entity: EntityId, mentions: &[MentionId], by: i64) {
    let here = state.at.get_untracked().filter(|_| state.lit.get_untracked() == Some(entity));
    let at = here.and_then(|here| mentions.iter().position(|id| *id == here));
    let next = match at {
        Some(at) => (at as i64 + by).rem_euclid(mentions.len() as i64) as usize,
        None => 0,
    };
    if let Some(&id) = mentions.get(next) {
        state.go_to(id);
    }
}
