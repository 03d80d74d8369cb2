//! The help dialogue: what happens, what to press.

use leptos::html;
use leptos::prelude::*;

use super::icons::{self, icon};
use crate::state::State;

/// The help dialogue.
#[component]
pub(crate) fn Help() -> impl IntoView {
    let state = expect_context::<State>();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (state.help.get(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => (),
        }
    });
    view! {
        <dialog class="help" node_ref=dialog aria-labelledby="help-title" on:close=move |_| state.help.set(false)>
            <button type="button" class="tool close" aria-label=move || state.words().close
                on:click=move |_| state.help.set(false)>{icon(icons::CLOSE)}</button>
            <h2 id="help-title">{move || state.words().help_title}</h2>
            <p>{move || state.words().help_paste}</p>
            <p>{move || state.words().help_marks}</p>
            <p>{move || state.words().help_private}</p>
            <h3>{move || state.words().help_keys}</h3>
            <dl class="keys">{move || keys(state)}</dl>
        </dialog>
    }
}

fn keys(state: State) -> impl IntoView {
    let words = state.words();
    [
        ("J  K", words.key_next),
        ("↵", words.key_open),
        ("Delete", words.key_remove),
        ("X", words.key_drop),
        ("1 – 5", words.key_tabs),
        ("L", words.key_labels),
        ("E", words.key_export),
        ("N", words.key_new),
        ("Ctrl Z   Ctrl ⇧ Z", words.key_undo),
        ("Esc", words.key_escape),
        ("?", words.key_help),
    ]
    .map(|(key, meaning)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{meaning}</dd></div> })
    .collect_view()
}
