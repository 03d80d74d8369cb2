//! What was left out, with the reason and a way back.

use razmetka::document::Block;

use super::empty;
use crate::dom::{El, button, el};
use crate::i18n;
use crate::sheet::Sheet;
use crate::state::State;

/// One row a removed block, under a way to restore them all.
pub(super) fn view(state: State, sheet: &Sheet) -> Vec<El> {
    let words = state.words();
    let removed: Vec<El> = (0..)
        .zip(&sheet.blocks)
        .filter(|(_, block)| !block.kept)
        .map(|(at, block)| row(state, sheet, at, block))
        .collect();
    if removed.is_empty() {
        return vec![empty(words.no_removed)];
    }
    let all = button("quiet restore-all", words.restore_all, move || state.restore_all());
    vec![el("p").class("panel-actions").child(all), el("ul").class("removed").children(removed)]
}

fn row(state: State, sheet: &Sheet, at: usize, block: &Block) -> El {
    let name = block.reason.as_deref().unwrap_or_default();
    let reason = i18n::reason(state.lang.get(), name, block.role);
    let line = button("removed-line", sheet.block_text(block), move || state.go_to_paragraph(at));
    el("li")
        .child(line.attr("lang", "ru"))
        .child(el("span").class("removed-reason").text(reason))
        .child(button("quiet restore", state.words().restore, move || state.decide(at, true)))
}
