//! The panel at the article's edge: five tabs.

mod entities;
mod metrics;
mod quotes;
mod removed;
mod statistics;

use leptos::prelude::*;
pub(crate) use statistics::reading_time;

use crate::sheet::Sheet;
use crate::state::{State, Tab};

/// The panel with its tabs.
#[component]
pub(crate) fn Panel() -> impl IntoView {
    let state = expect_context::<State>();
    view! {
        <aside class="panel" class:open=move || state.sheet_open.get() aria-label=move || state.words().panel>
            <div class="tabs" role="tablist" aria-label=move || state.words().panel>
                {Tab::ALL.map(|tab| tab_button(state, tab)).collect_view()}
            </div>
            <div class="tab-body" role="tabpanel" id="panel" tabindex="0"
                aria-labelledby=move || tab_id(state.tab.get())>
                {move || body(state)}
            </div>
        </aside>
    }
}

fn body(state: State) -> AnyView {
    let Some(sheet) = state.sheet.get() else { return empty(state.words().panel_waits) };
    if state.printing.get() {
        let tabs = [Tab::Entities, Tab::Metrics, Tab::Quotes];
        let notes = tabs.map(|tab| view! { <h2>{tab_name(state, tab)}</h2>{page(state, &sheet, tab)} });
        return notes.collect_view().into_any();
    }
    page(state, &sheet, state.tab.get())
}

fn page(state: State, sheet: &Sheet, tab: Tab) -> AnyView {
    match tab {
        Tab::Entities => entities::view(state, sheet),
        Tab::Metrics => metrics::view(state, sheet),
        Tab::Quotes => quotes::view(state, sheet),
        Tab::Statistics => statistics::view(state, sheet),
        Tab::Removed => removed::view(state, sheet),
    }
}

fn tab_button(state: State, tab: Tab) -> impl IntoView {
    let is_open = move || state.tab.get() == tab;
    view! {
        <button type="button" role="tab" id=tab_id(tab) aria-controls="panel"
            aria-selected=move || if is_open() { "true" } else { "false" }
            tabindex=move || if is_open() { 0 } else { -1 }
            on:keydown=move |event| walk(state, &event)
            on:click=move |_| choose(state, tab)>
            {move || tab_name(state, tab)}
            {move || state.sheet.with(|sheet| count(sheet.as_deref()?, tab)).map(|n| view! { <b>{n}</b> })}
        </button>
    }
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
fn walk(state: State, event: &web_sys::KeyboardEvent) {
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
        use wasm_bindgen::JsCast;
        drop(button.unchecked_into::<web_sys::HtmlElement>().focus());
    }
}

/// The sentence of a panel that has nothing to show.
fn empty(sentence: &'static str) -> AnyView {
    view! { <p class="empty">{sentence}</p> }.into_any()
}
