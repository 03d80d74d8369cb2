//! What was left out, with the reason and a way back.

use leptos::prelude::*;
use razmetka::document::Block;

use super::empty;
use crate::i18n;
use crate::sheet::Sheet;
use crate::state::State;

/// One row a removed block.
pub(super) fn view(state: State, sheet: &Sheet) -> AnyView {
    let removed: Vec<AnyView> = (0..)
        .zip(&sheet.blocks)
        .filter(|(_, block)| !block.kept)
        .map(|(at, block)| row(state, sheet, at, block))
        .collect();
    if removed.is_empty() {
        return empty(state.words().no_removed);
    }
    view! { <ul class="removed">{removed}</ul> }.into_any()
}

fn row(state: State, sheet: &Sheet, at: usize, block: &Block) -> AnyView {
    let name = block.reason.as_deref().unwrap_or_default();
    let reason = i18n::reason(state.lang.get(), name, block.role);
    let words = state.words();
    view! {
        <li>
            <button type="button" class="removed-line" lang="ru" on:click=move |_| state.go_to_paragraph(at)>
                {sheet.block_text(block).to_owned()}
            </button>
            <span class="removed-reason">{reason}</span>
            <button type="button" class="quiet restore" on:click=move |_| state.decide(at, true)>
                {words.restore}
            </button>
        </li>
    }
    .into_any()
}
