//! The other places of a mark's words, in every inflected form, to be marked at once.

use std::sync::Arc;

use razmetka::Span;
use razmetka::document::Mention;
use razmetka::edit::{self, Correction, Target};

use super::around::in_context;
use crate::dom::{El, button, el, slot};
use crate::i18n::nouns;
use crate::reactive::Signal;
use crate::sheet::Sheet;
use crate::state::State;

/// The preview, once the worker has looked.
pub(super) fn view(state: State) -> El {
    slot().live_children(move || {
        let (Some(found), Some(sheet)) = (state.occurrences.get(), state.sheet.get_untracked()) else {
            return Vec::new();
        };
        let Some(mention) = sheet.mention(found.of).cloned() else { return Vec::new() };
        let free: Vec<Span> =
            found.places.iter().copied().filter(|span| !is_marked(&sheet, &mention, *span)).collect();
        preview(state, &sheet, &mention, found.places.len(), &free)
    })
}

/// Whether a place belongs to the entity already: by the same mark, or as part of a longer name.
fn is_marked(sheet: &Sheet, mention: &Mention, span: Span) -> bool {
    let is_same = |other: &Mention| other.kind == mention.kind && other.entity == mention.entity;
    sheet.mentions.iter().any(|other| other.span.contains(span) && is_same(other))
}

fn preview(state: State, sheet: &Arc<Sheet>, mention: &Mention, all: usize, free: &[Span]) -> Vec<El> {
    let words = state.words();
    let told = |words: &str| vec![el("p").class("card-form").attr("role", "status").text(words)];
    if free.is_empty() {
        return told(if all == 0 { words.nowhere_else } else { words.all_marked });
    }
    // Ticked by their places in the list; a signal of the preview alone.
    let chosen = Signal::new(vec![true; free.len()]);
    let lines = free.iter().enumerate().map(|(at, span)| line(sheet, *span, at, chosen)).collect();
    let (target, places) = (edit::target(sheet, mention), free.to_vec());
    let (sheet, kind) = (Arc::clone(sheet), mention.kind);
    let mark = button("primary mark-all", "", move || {
        let ticked = chosen.get_untracked();
        let places = places.iter().zip(ticked).filter(|(_, is_ticked)| *is_ticked);
        let spans = places.map(|(span, _)| Target { span: sheet.text.to_source(*span), kind });
        let marks: Vec<Correction> = spans.flat_map(|place| corrections(target, place)).collect();
        state.correct_then_open(Correction::All(marks), target, false);
    });
    let mark = mark.live(move |button| {
        let count = chosen.with(|chosen| chosen.iter().filter(|is_ticked| **is_ticked).count());
        button.fill(Vec::new());
        let places = nouns::PLACES.count(state.lang.get_untracked(), count as u32);
        let _ = button.clone().text(&format!("{} {places}", words.mark_places)).child(el("kbd").text("↵"));
        button.enable(count > 0);
    });
    crate::dom::next_frame(|| crate::views::settings::focus_on(".mark-all"));
    let list = el("ul").class("places").children(lines);
    vec![el("div").class("card-form everywhere-form").child(list).child(mark)]
}

fn line(sheet: &Sheet, span: Span, at: usize, chosen: Signal<Vec<bool>>) -> El {
    let tick = el("input").attr("type", "checkbox").attr("checked", "");
    let ticked = tick.clone();
    let tick = tick.on("change", move |_| {
        let is_ticked = ticked.is_checked();
        chosen.update(|chosen| chosen.get_mut(at).map(|chosen| *chosen = is_ticked));
    });
    let words = el("span").attr("lang", "ru").children(in_context(sheet, span));
    el("li").child(el("label").child(tick).child(words))
}

/// Marks a place, and makes it one entity with the mention that was looked for.
fn corrections(like: Target, place: Target) -> Vec<Correction> {
    let mut all = vec![Correction::Add { target: place }];
    if !place.kind.is_numeric() {
        all.push(Correction::Join { first: like, second: place });
    }
    all
}
