//! Who said what, in the order of the text.

use leptos::prelude::*;
use razmetka::document::{Quote, Speech};

use super::empty;
use crate::sheet::Sheet;
use crate::state::State;

/// One paragraph a quote, under the name of its speaker.
pub(super) fn view(state: State, sheet: &Sheet) -> AnyView {
    if sheet.quotes.is_empty() {
        return empty(state.words().no_quotes);
    }
    let quotes = sheet.quotes.iter().map(|quote| row(state, sheet, quote)).collect_view();
    view! { <ol class="quotes">{quotes}</ol> }.into_any()
}

fn row(state: State, sheet: &Sheet, quote: &Quote) -> AnyView {
    let words = state.words();
    let speaker = quote.speaker.and_then(|id| sheet.entity(id)).map(|entity| entity.name.clone());
    let cue = quote.cue.map(|span| sheet.slice(span).to_owned());
    let (class, speech) = match quote.speech {
        Speech::Direct => ("quote direct", words.direct),
        Speech::Reported => ("quote reported", words.reported),
    };
    let place = sheet.block_at(quote.span.start());
    let go = move |_| {
        if let Some(at) = place {
            state.go_to_paragraph(at);
        }
    };
    view! {
        <li class=class>
            <p class="speaker">
                <b>{speaker.unwrap_or_else(|| words.unknown_speaker.to_owned())}</b>
                <span>{cue.map(|cue| format!("{cue} · "))}{speech}</span>
            </p>
            <button type="button" class="said" lang="ru" on:click=go>{sheet.slice(quote.span).to_owned()}</button>
        </li>
    }
    .into_any()
}
