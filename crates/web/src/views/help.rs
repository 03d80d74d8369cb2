//! The help dialogue: what happens, what to press.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::icons::{self, icon};
use crate::dom::{El, button, el};
use crate::i18n::Words;
use crate::state::State;

/// The help dialogue.
pub(crate) fn help(state: State) -> El {
    let words = state.words();
    let close = button("tool close", "", move || state.help.set(false)).named(words.close);
    let mut inside =
        vec![close.child(icon(icons::CLOSE)), el("h2").attr("id", "help-title").text(words.help_title)];
    let paragraphs =
        [words.help_paste, words.help_marks, words.help_card, words.help_kept, words.help_private];
    inside.extend(paragraphs.map(|words| el("p").text(words)));
    inside.push(el("h3").text(words.help_keys));
    inside.push(el("dl").class("keys").children(keys(words)));
    el("dialog")
        .class("help")
        .attr("aria-labelledby", "help-title")
        .children(inside)
        .on("close", move |_| state.help.set(false))
        .live(move |dialog| {
            let dialog: &HtmlDialogElement = dialog.element().unchecked_ref();
            match (state.help.get(), dialog.open()) {
                (true, false) if dialog.is_connected() => drop(dialog.show_modal()),
                (false, true) => dialog.close(),
                _ => (),
            }
        })
}

fn keys(words: &Words) -> Vec<El> {
    let keys = [
        ("J  K", words.key_next),
        ("U  ⇧ U", words.key_unsure),
        ("↵", words.key_open),
        ("C", words.key_kind),
        ("R", words.key_rename),
        ("V", words.key_value),
        ("A", words.key_everywhere),
        ("M", words.key_join),
        ("S", words.key_split),
        ("[  ]", words.key_wider),
        ("⇧ [   ⇧ ]", words.key_narrower),
        ("Delete", words.key_remove),
        ("X", words.key_drop),
        ("Q", words.key_quote),
        ("T", words.key_title),
        ("1 – 5", words.key_tabs),
        ("F", words.key_filter),
        ("L", words.key_labels),
        ("E", words.key_export),
        ("N", words.key_new),
        ("Ctrl Z   Ctrl ⇧ Z", words.key_undo),
        ("Esc", words.key_escape),
        ("?", words.key_help),
    ];
    let row = |(key, meaning): (&str, &str)| {
        el("div").child(el("dt").child(el("kbd").text(key))).child(el("dd").text(meaning))
    };
    keys.into_iter().map(row).collect()
}
