//! The start view: a place to paste, five samples, a promise.

use leptos::html;
use leptos::prelude::*;
use web_sys::{ClipboardEvent, KeyboardEvent};

use super::icons::{self, icon};
use crate::intake;
use crate::protocol::Paste;
use crate::samples::{SAMPLES, Sample};
use crate::state::{Message, State};

/// The start view.
#[component]
pub(crate) fn Start() -> impl IntoView {
    let state = expect_context::<State>();
    view! {
        <main class="start" id="article">
            <h1>{move || state.words().start_title}</h1>
            <p class="promise">{move || state.words().start_promise}</p>
            <PasteBox/>
            <p class="privacy">{icon(icons::LOCK)}{move || state.words().stays_here}</p>
            <h2>{move || state.words().samples}</h2>
            <ul class="samples">{SAMPLES.each_ref().map(|sample| card(state, sample)).collect_view()}</ul>
        </main>
    }
}

#[component]
fn PasteBox() -> impl IntoView {
    let state = expect_context::<State>();
    let field = NodeRef::<html::Textarea>::new();
    field.on_load(|field| drop(field.focus()));
    let submit = move || match field.get_untracked().map(|field| field.value()) {
        Some(text) if !text.trim().is_empty() => state.read(Paste::Text(text)),
        _ => state.message.set(Some(Message::EmptyText)),
    };
    view! {
        <div class="paste">
            <textarea name="text" rows="7" spellcheck="false" node_ref=field
                aria-label=move || state.words().paste_label
                placeholder=move || state.words().paste_here
                on:paste=move |event: ClipboardEvent| intake::paste(state, &event)
                on:keydown=move |event: KeyboardEvent| {
                    if event.code() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                        submit();
                    }
                }></textarea>
            <div class="paste-actions">
                <FileButton/>
                <span class="hint">{move || state.words().open_hint}</span>
                <button type="button" class="primary" on:click=move |_| submit()>
                    {move || state.words().read_it}<kbd>"Ctrl ↵"</kbd>
                </button>
            </div>
        </div>
    }
}

#[component]
fn FileButton() -> impl IntoView {
    let state = expect_context::<State>();
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(file) = input.get_untracked().and_then(|input| input.files()?.get(0)) {
            intake::open(state, file);
        }
    };
    view! {
        <label class="file">
            <input type="file" name="file" accept=".txt,.html,.htm,text/plain,text/html" node_ref=input on:change=choose/>
            {icon(icons::FILE)}
            <span>{move || state.words().open_file}</span>
        </label>
    }
}

fn card(state: State, sample: &'static Sample) -> impl IntoView {
    view! {
        <li>
            <button type="button" class="sample" data-sample=sample.number
                on:click=move |_| state.read(Paste::Text(sample.text.to_owned()))>
                <span class="sample-title" lang="ru">{sample.title}</span>
                <span class="sample-gist">{move || state.lang.get().pick(sample.gist)}</span>
            </button>
        </li>
    }
}
