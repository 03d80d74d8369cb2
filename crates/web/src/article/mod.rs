//! The article: its details, and the pane that shows its text.

mod details;
mod family;
mod pane;
mod pieces;
mod print;
mod rail;
mod selection;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use razmetka::document::{MentionId, Role};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use details::Details;
pub(crate) use family::family;
pub(crate) use pane::Pane;
pub(crate) use rail::Rail;
pub(crate) use selection::{Selected, selected};

use crate::sheet::Sheet;
use crate::state::State;

/// The article with its details above and its words below.
#[component]
pub(crate) fn Article() -> impl IntoView {
    let state = expect_context::<State>();
    let text = NodeRef::<html::Div>::new();
    text.on_load(move |root| {
        state.set_pane(Pane::new(root.into()));
        keep_showing(state);
    });
    let nothing_kept = about(state, |sheet| sheet.blocks.iter().all(|block| !block.kept));
    let has_no_title =
        about(state, |sheet| !sheet.blocks.iter().any(|block| block.kept && block.role == Role::Title));
    view! {
        <article id="article" tabindex="-1" aria-label=move || state.words().article
            class:labelled=move || state.labels.get()>
            <Show when=has_no_title>
                <h1 class="unseen">{move || state.words().article}</h1>
            </Show>
            <Show when=move || state.sheet.with(Option::is_some) fallback=move || waiting(state)>
                <Details/>
            </Show>
            <Show when=nothing_kept>
                <p class="empty">{move || state.words().nothing_kept}</p>
            </Show>
            <div class="text" lang="ru" node_ref=text
                on:click=move |event| click(state, &event)
                on:keydown=move |event| keydown(state, &event)
                on:focusin=move |event| arrive(state, &event)>
            </div>
        </article>
    }
}

/// What stands in the place of the article until there is one.
fn waiting(state: State) -> impl IntoView {
    let sentence = move || match state.busy.get() {
        Some(_) => state.words().in_work,
        None => state.words().not_yet,
    };
    view! { <p class="empty">{sentence}</p> }
}

/// Whether something is true of the sheet; nothing is before there is one.
fn about(state: State, is: fn(&Sheet) -> bool) -> impl Fn() -> bool + Copy + Send + Sync + 'static {
    move || state.sheet.with(|sheet| sheet.as_deref().is_some_and(is))
}

/// Draws again whenever the sheet or the language changes, and lights what is to be lit.
fn keep_showing(state: State) {
    Effect::new(move |shown: Option<bool>| {
        let (sheet, lang) = (state.sheet.get(), state.lang.get());
        let Some(pane) = state.pane() else { return false };
        let is_new = shown != Some(true);
        let is_there = sheet.is_some();
        pane.show(sheet.unwrap_or_default(), lang, is_new || !is_there);
        is_there
    });
    Effect::new(move || {
        let (lit, _) = (state.lit.get(), state.sheet.get());
        if let Some(pane) = state.pane() {
            pane.light(lit);
        }
    });
}

fn click(state: State, event: &Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    if let Some(id) = number(&target, "data-mention") {
        open_card(state, MentionId(id));
    } else if let Some(at) = number(&target, "data-fold") {
        state.pane().inspect(|pane| pane.toggle_fold(at as usize));
    } else if let Some(at) = number(&target, "data-restore") {
        state.decide(at as usize, true);
    } else if let Some(at) = number(&target, "data-drop") {
        state.decide(at as usize, false);
    } else {
        state.card.set(None);
        state.lit.set(None);
    }
}

fn number(target: &Element, attribute: &str) -> Option<u32> {
    let holder = target.closest(&format!("[{attribute}]")).ok()??;
    holder.get_attribute(attribute)?.parse().ok()
}

fn open_card(state: State, id: MentionId) {
    let entity = state.sheet.with_untracked(|sheet| sheet.as_ref()?.mention(id)?.entity);
    state.at.set(Some(id));
    state.lit.set(entity);
    state.card.set(Some(id));
}

fn keydown(state: State, event: &KeyboardEvent) {
    if !matches!(event.code().as_str(), "Enter" | "NumpadEnter" | "Space") {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(id) = target.and_then(|target| number(&target, "data-mention")) {
        event.prevent_default();
        open_card(state, MentionId(id));
    }
}

fn arrive(state: State, event: &ev::FocusEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(id) = target.and_then(|target| number(&target, "data-mention")) {
        state.at.set(Some(MentionId(id)));
    }
}
