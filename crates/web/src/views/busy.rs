//! What is said while the worker works, and when something went wrong.

use leptos::prelude::*;
use razmetka::Stage;

use super::icons::{self, icon};
use crate::i18n;
use crate::state::{self, State};

/// What is being done and how far it is, with a way to stop it. Appears only when it takes a while.
#[component]
pub(crate) fn Busy() -> impl IntoView {
    let state = expect_context::<State>();
    let stage = move || match state.busy.get() {
        Some(state::Busy::Annotating(stage)) => Some(stage),
        _ => None,
    };
    let text = move || match stage().flatten() {
        Some(stage) => i18n::stage(state.lang.get(), stage),
        None => state.words().busy_wait,
    };
    let done = move || match stage().flatten() {
        Some(stage) => Stage::ALL.iter().position(|other| *other == stage).unwrap_or_default() + 1,
        None => 0,
    };
    view! {
        <Show when=move || stage().is_some()>
            <div class="busy" role="status">
                <span>{text}" …"</span>
                <progress max=Stage::ALL.len() + 1 prop:value=move || done() as f64
                    aria-label=text></progress>
                <button type="button" class="quiet" on:click=move |_| state.cancel()>
                    {move || state.words().cancel}
                </button>
            </div>
        </Show>
    }
}

/// A sentence on what happened, what was kept and what to do.
#[component]
pub(crate) fn MessageBar() -> impl IntoView {
    let state = expect_context::<State>();
    let text = move || state.message.get().map(|message| message.text(state.words()));
    let can_retry = move || {
        state.paste.with(Option::is_some) && state.message.get().is_some_and(state::Message::can_retry)
    };
    view! {
        <div class="message-place" role="status">
            <Show when=move || state.message.get().is_some()>
                <div class="message">
                    <p>{text}</p>
                    <Show when=can_retry>
                        <button type="button" class="primary retry" on:click=move |_| state.annotate()>
                            {move || state.words().retry}
                        </button>
                    </Show>
                    <button type="button" class="tool" aria-label=move || state.words().close
                        on:click=move |_| state.message.set(None)>{icon(icons::CLOSE)}</button>
                </div>
            </Show>
        </div>
    }
}
