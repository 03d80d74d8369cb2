//! The line above: the name, undo, language, theme, help.

use super::icons::{self, icon};
use super::settings;
use super::theme::Theme;
use crate::dom::{El, button, el, slot};
use crate::history::History;
use crate::i18n::Lang;
use crate::state::State;

/// The line above.
pub(crate) fn header(state: State) -> El {
    let (lang, words) = (state.lang.get(), state.words());
    let wordmark = el("p")
        .class("wordmark")
        .text(lang.pick(["Раз", "Raz"]))
        .child(el("span").text(lang.pick(["метка", "metka"])));
    el("header")
        .class("header")
        .live_class("has-text", move || state.paste.with(Option::is_some))
        .child(wordmark)
        .child(slot().live_children(move || {
            if state.paste.with(Option::is_some) { of_text(state) } else { Vec::new() }
        }))
        .child(el("span").class("space"))
        .child(language(state))
        .child(slot().live_children(move || vec![theme_button(state)]))
        .child(button("tool", "?", move || state.help.set(true)).named(words.help))
}

/// What can be done while there is a text.
fn of_text(state: State) -> Vec<El> {
    let words = state.words();
    let able = |button: El, able: fn(&History) -> bool| {
        button.live(move |button| button.enable(state.history.with(able)))
    };
    let undo = button("tool", "", move || state.undo()).named(words.undo).child(icon(icons::UNDO));
    let redo = button("tool", "", move || state.redo()).named(words.redo).child(icon(icons::REDO));
    vec![
        button("quiet new-text", words.new_text, move || state.clear()),
        able(undo, History::can_undo),
        able(redo, History::can_redo),
    ]
}

fn language(state: State) -> El {
    let choice = |lang: Lang, name: &str| {
        // The page is drawn anew in the other language; the focus stays on its button.
        let choose = move || {
            state.close_card();
            state.selected.set(None);
            state.lang.set(lang);
            crate::dom::next_frame(move || settings::focus_on(&format!(".language [lang={}]", lang.tag())));
        };
        let is_chosen = state.lang.get() == lang;
        button("", name, choose).attr("lang", lang.tag()).attr("aria-pressed", &is_chosen.to_string())
    };
    el("div")
        .class("language")
        .attr("role", "group")
        .attr("aria-label", state.words().language)
        .child(choice(Lang::Ru, "Ру"))
        .child(choice(Lang::En, "En"))
}

fn theme_button(state: State) -> El {
    let words = state.words();
    let (name, face) = match state.theme.get() {
        Theme::Auto => (words.theme_auto, icons::AUTO),
        Theme::Light => (words.theme_light, icons::LIGHT),
        Theme::Dark => (words.theme_dark, icons::DARK),
    };
    let next = move || {
        state.theme.update(|theme| *theme = theme.next());
        crate::dom::next_frame(|| settings::focus_on(".theme"));
    };
    button("tool theme", "", next).named(name).child(icon(face))
}
