//! The article: its details, and the pane that shows its text.

mod details;
mod family;
mod pane;
mod pieces;
mod print;
mod rail;
mod selection;

use razmetka::document::{EntityId, MentionId, Role};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

pub(crate) use details::edit_title;
pub(crate) use family::family;
pub(crate) use pane::Pane;
pub(crate) use print::is_sure;
pub(crate) use rail::rail;
pub(crate) use selection::{Selected, selected};

use crate::dom::{El, button, el, slot, target};
use crate::reactive::effect;
use crate::sheet::Sheet;
use crate::state::State;

/// The article with its details above and its words below.
pub(crate) fn article(state: State) -> El {
    let pane = state.pane().unwrap_or_else(|| new_pane(state));
    keep_showing(state, &pane);
    el("article")
        .attr("id", "article")
        .attr("tabindex", "-1")
        .attr("aria-label", state.words().article)
        .live_class("labelled", move || state.labels.get())
        .child(slot().live_children(move || head(state)))
        .child(El::of(pane.root()))
}

/// What stands over the words: fields that stay from sheet to sheet, or a sentence in their place.
fn head(state: State) -> Vec<El> {
    let words = state.words();
    let sentence = |words| el("p").class("empty").text(words);
    let has_sheet = state.has_sheet.get();
    if !has_sheet {
        let waits = slot().live_children(move || {
            vec![sentence(if state.busy.get().is_some() { words.in_work } else { words.not_yet })]
        });
        return vec![el("h1").class("unseen").text(words.article), waits];
    }
    let remarks = slot().live_children(move || {
        let mut remarks = Vec::new();
        if about(state, |sheet| !sheet.blocks.iter().any(|block| block.kept && block.role == Role::Title)) {
            remarks.push(el("h1").class("unseen").text(words.article));
        }
        if about(state, |sheet| sheet.notes.iter().any(|note| note.name == "mojibake")) {
            let repair = button("quiet repair", words.repair, move || state.repair_encoding());
            remarks.push(el("p").class("remark").text(words.mojibake).child(repair));
        }
        if about(state, |sheet| sheet.blocks.iter().all(|block| !block.kept)) {
            remarks.push(sentence(words.nothing_kept));
        }
        remarks
    });
    vec![details::details(state), remarks]
}

/// Whether something is true of the sheet; nothing is before there is one.
fn about(state: State, is: fn(&Sheet) -> bool) -> bool {
    state.sheet.with(|sheet| sheet.as_deref().is_some_and(is))
}

fn new_pane(state: State) -> Pane {
    let root = el("div")
        .class("text")
        .attr("lang", "ru")
        .on("click", move |event| click(state, &event))
        .on("keydown", move |event| keydown(state, event.unchecked_ref()))
        .on("focusin", move |event| {
            if let Some(id) = mention(&event) {
                state.at.set(Some(id));
            }
        })
        .on("pointerover", move |event| hover(state, &event))
        .on("pointerleave", move |_| state.hovered.set(None));
    let pane = Pane::new(root.node().clone());
    state.set_pane(pane.clone());
    pane
}

/// Draws again whenever the sheet or the language changes, and lights what is to be lit.
fn keep_showing(state: State, pane: &Pane) {
    let (shown, lit, hovered) = (pane.clone(), pane.clone(), pane.clone());
    effect(move || {
        let (sheet, lang) = (state.sheet.get(), state.lang.get());
        let is_new = sheet.is_none() || !shown.is_showing();
        shown.show(sheet.unwrap_or_default(), lang, is_new);
    });
    effect(move || {
        let (entity, _) = (state.lit.get(), state.sheet.get());
        lit.light(entity);
    });
    effect(move || hovered.hover(state.hovered.get()));
}

fn click(state: State, event: &Event) {
    let Some(target) = target(event) else { return };
    if let Some(id) = number(&target, "data-mention") {
        state.open_card(MentionId(id));
    } else if let Some(at) = number(&target, "data-fold") {
        state.pane().inspect(|pane| pane.toggle_fold(at as usize));
    } else if let Some(at) = number(&target, "data-restore") {
        state.decide(at as usize, true);
    } else if let Some(at) = number(&target, "data-drop") {
        state.decide(at as usize, false);
    } else {
        state.close_card();
        state.lit.set(None);
    }
}

fn number(target: &Element, attribute: &str) -> Option<u32> {
    let holder = target.closest(&format!("[{attribute}]")).ok()??;
    holder.get_attribute(attribute)?.parse().ok()
}

/// The mention whose mark an event is about.
fn mention(event: &Event) -> Option<MentionId> {
    number(&target(event)?, "data-mention").map(MentionId)
}

fn keydown(state: State, event: &KeyboardEvent) {
    if !matches!(event.code().as_str(), "Enter" | "NumpadEnter" | "Space") {
        return;
    }
    if let Some(id) = mention(event) {
        event.prevent_default();
        state.open_card(id);
    }
}

/// A mark under the pointer underlays all mentions of its entity.
fn hover(state: State, event: &Event) {
    let entity: Option<EntityId> =
        mention(event).and_then(|id| state.sheet.with_untracked(|sheet| sheet.as_ref()?.mention(id)?.entity));
    if entity != state.hovered.get_untracked() {
        state.hovered.set(entity);
    }
}
