//! The panel at the article's edge: five tabs.

mod chart;
mod entities;
mod metrics;
mod quotes;
mod removed;
mod statistics;
mod timeline;

pub(crate) use metrics::{Filter, Order};
pub(crate) use statistics::reading_time;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use crate::dom::{El, document, el};
use crate::sheet::Sheet;
use crate::state::{State, Tab};

/// The panel with its tabs.
pub(crate) fn panel(state: State) -> El {
    let name = state.words().panel;
    let tabs = Tab::ALL.map(|tab| tab_button(state, tab));
    el("aside")
        .class("panel")
        .live_class("open", move || state.sheet_open.get())
        .attr("aria-label", name)
        .child(el("div").class("tabs").attr("role", "tablist").attr("aria-label", name).children(tabs.into()))
        .child(
            el("div")
                .class("tab-body")
                .attr("role", "tabpanel")
                .attr("id", "panel")
                .attr("tabindex", "0")
                .live_attr("aria-labelledby", move || tab_id(state.tab.get()).to_owned())
                .live_children(move || body(state)),
        )
}

fn body(state: State) -> Vec<El> {
    if !state.has_sheet.get() {
        return vec![empty(state.words().panel_waits)];
    }
    if state.printing.get() {
        let tabs = [Tab::Entities, Tab::Metrics, Tab::Quotes];
        let note = |tab| [el("h2").text(tab_name(state, tab)), page(state, tab)];
        return tabs.into_iter().flat_map(note).collect();
    }
    vec![page(state, state.tab.get())]
}

/// What a tab shows; views that keep fields follow the sheet in their own parts.
fn page(state: State, tab: Tab) -> El {
    match tab {
        Tab::Entities => follow(state, entities::view),
        Tab::Metrics => metrics::view(state),
        Tab::Quotes => follow(state, quotes::view),
        Tab::Statistics => follow(state, statistics::view),
        Tab::Removed => follow(state, removed::view),
    }
}

/// A view that is made anew with each sheet.
fn follow(state: State, view: fn(State, &Sheet) -> Vec<El>) -> El {
    crate::dom::slot().live_children(move || match state.sheet.get() {
        Some(sheet) => view(state, &sheet),
        None => Vec::new(),
    })
}

fn tab_button(state: State, tab: Tab) -> El {
    let is_open = move || state.tab.get() == tab;
    let number = el("b").live(move |number| {
        let count = state.sheet.with(|sheet| count(sheet.as_deref()?, tab));
        number.fill(Vec::new());
        if let Some(count) = count {
            let _ = number.clone().text(&count.to_string());
        }
    });
    el("button")
        .attr("type", "button")
        .attr("role", "tab")
        .attr("id", tab_id(tab))
        .attr("aria-controls", "panel")
        .live_attr("aria-selected", move || is_open().to_string())
        .live_attr("tabindex", move || String::from(if is_open() { "0" } else { "-1" }))
        .on("keydown", move |event| walk(state, event.unchecked_ref()))
        .on("click", move |_| choose(state, tab))
        .text(tab_name(state, tab))
        .child(number)
}

/// Opens a tab; on a narrow page the open one folds the panel away.
fn choose(state: State, tab: Tab) {
    let folds = state.tab.get_untracked() == tab && state.sheet_open.get_untracked();
    state.tab.set(tab);
    state.sheet_open.set(!folds);
}

fn tab_id(tab: Tab) -> &'static str {
    match tab {
        Tab::Entities => "tab-entities",
        Tab::Metrics => "tab-metrics",
        Tab::Quotes => "tab-quotes",
        Tab::Statistics => "tab-statistics",
        Tab::Removed => "tab-removed",
    }
}

fn tab_name(state: State, tab: Tab) -> &'static str {
    let words = state.words();
    match tab {
        Tab::Entities => words.tab_entities,
        Tab::Metrics => words.tab_metrics,
        Tab::Quotes => words.tab_quotes,
        Tab::Statistics => words.tab_statistics,
        Tab::Removed => words.tab_removed,
    }
}

fn count(sheet: &Sheet, tab: Tab) -> Option<usize> {
    match tab {
        Tab::Entities => Some(sheet.entities.len()),
        Tab::Metrics => Some(sheet.metrics.len()),
        Tab::Quotes => Some(sheet.quotes.len()),
        Tab::Statistics => None,
        Tab::Removed => Some(sheet.blocks.iter().filter(|block| !block.kept).count()),
    }
}

/// The arrows walk the tabs, as in every list of tabs.
fn walk(state: State, event: &KeyboardEvent) {
    let by = match event.code().as_str() {
        "ArrowRight" => 1,
        "ArrowLeft" => Tab::ALL.len() - 1,
        _ => return,
    };
    event.prevent_default();
    let at = Tab::ALL.iter().position(|tab| *tab == state.tab.get_untracked()).unwrap_or_default();
    let next = Tab::ALL[(at + by) % Tab::ALL.len()];
    state.tab.set(next);
    if let Some(button) = document().get_element_by_id(tab_id(next)) {
        drop(button.unchecked_into::<web_sys::HtmlElement>().focus());
    }
}

/// The sentence of a panel that has nothing to show.
fn empty(sentence: &str) -> El {
    el("p").class("empty").text(sentence)
}
