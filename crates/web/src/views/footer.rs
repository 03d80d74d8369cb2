//! The line below: the length of the text, labels, export.

use leptos::prelude::*;

use super::delivery::Means;
use crate::i18n::nouns;
use crate::panels::reading_time;
use crate::state::State;

/// The line below.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    let state = expect_context::<State>();
    let is_waiting = move || state.sheet.with(Option::is_none);
    view! {
        <footer class="footer">
            <p class="measure">{move || measure(state)}</p>
            <span class="space"></span>
            <label class="switch">
                <input type="checkbox" name="labels" prop:checked=move || state.labels.get()
                    on:change=move |event| state.labels.set(event_target_checked(&event))/>
                <span>{move || state.words().labels}</span>
            </label>
            <button type="button" class="quiet copy-json" disabled=is_waiting on:click=move |_| state.export(Means::Copy)>
                {move || state.words().copy}<span class="wide">"JSON"</span>
            </button>
            <button type="button" class="primary download-json" disabled=is_waiting on:click=move |_| state.export(Means::Download)>
                {move || state.words().download}<span class="wide">"JSON"</span>
            </button>
        </footer>
    }
}

/// "1 842 знака · 7 абзацев · 3 мин".
fn measure(state: State) -> String {
    let lang = state.lang.get();
    state.sheet.with(|sheet| {
        let Some(sheet) = sheet else { return String::new() };
        let kept = sheet.blocks.iter().filter(|block| block.kept).count() as u32;
        let characters = nouns::CHARACTERS.count(lang, sheet.statistics.characters);
        let paragraphs = nouns::PARAGRAPHS.count(lang, kept);
        format!("{characters} · {paragraphs} · {}", reading_time(state, sheet.statistics.reading_seconds))
    })
}
