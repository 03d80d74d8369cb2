//! What is said while the worker works, and when something went wrong.

use razmetka::Stage;

use super::icons::{self, icon};
use crate::dom::{El, button, el, slot};
use crate::i18n;
use crate::state::{self, State};

/// What is being done and how far it is, with a way to stop it. Appears only when it takes a while.
pub(crate) fn busy(state: State) -> El {
    slot().live_children(move || match state.busy.get() {
        Some(state::Busy::Annotating(stage)) => vec![progress(state, stage)],
        _ => Vec::new(),
    })
}

fn progress(state: State, stage: Option<Stage>) -> El {
    let words = state.words();
    let text = stage.map_or(words.busy_wait, |stage| i18n::stage(state.lang.get(), stage));
    let done =
        stage.and_then(|stage| Stage::ALL.iter().position(|other| *other == stage)).map_or(0, |at| at + 1);
    let bar = el("progress")
        .attr("max", &(Stage::ALL.len() + 1).to_string())
        .attr("value", &done.to_string())
        .attr("aria-label", text);
    el("div")
        .class("busy")
        .attr("role", "status")
        .child(el("span").text(text).text(" …"))
        .child(bar)
        .child(button("quiet", words.cancel, move || state.cancel()))
}

/// A sentence on what happened, what was kept and what to do.
pub(crate) fn message_bar(state: State) -> El {
    el("div").class("message-place").attr("role", "status").live_children(move || {
        let words = state.words();
        let Some(message) = state.message.get() else { return Vec::new() };
        let can_retry = message.can_retry() && state.paste.with(Option::is_some);
        let retry = can_retry.then(|| button("primary retry", words.retry, move || state.annotate()));
        let close = button("tool", "", move || state.message.set(None)).named(words.close);
        vec![
            el("div")
                .class("message")
                .child(el("p").text(message.text(words)))
                .maybe(retry)
                .child(close.child(icon(icons::CLOSE))),
        ]
    })
}
