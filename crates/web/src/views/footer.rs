//! The line below: the length of the text, what is kept of the work, labels, export.

use super::delivery::Means;
use super::finders::finders;
use super::icons::{self, icon};
use crate::dom::{El, button, el};
use crate::drafts::Kept;
use crate::i18n::nouns;
use crate::panels::reading_time;
use crate::state::State;

/// The line below.
pub(crate) fn footer(state: State) -> El {
    let words = state.words();
    let ready = move |button: El| button.live(move |button| button.enable(state.has_sheet.get()));
    let labels = el("input")
        .attr("type", "checkbox")
        .attr("name", "labels")
        .live(move |tick| tick.set_checked(state.labels.get()))
        .on("change", move |_| state.labels.update(|on| *on = !*on));
    // On a phone the icon stands for the words, whose width nobody knows.
    let export = |class: &str, name: &str, face: &str, means: Means| {
        let name = format!("{name} JSON");
        let word = el("span").class("word").text(&name);
        ready(button(class, "", move || state.export(means)).named(&name).child(icon(face)).child(word))
    };
    el("footer")
        .class("footer")
        .child(el("p").class("measure").live_text(move || measure(state)))
        .child(el("p").class("kept").attr("role", "status").live_children(move || kept(state)))
        .child(el("span").class("space"))
        .maybe(finders(state))
        .child(el("label").class("switch").child(labels).child(el("span").text(words.labels)))
        .child(export("quiet copy-json", words.copy, icons::COPY, Means::Copy))
        .child(export("primary download-json", words.download, icons::SAVE, Means::Download))
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

/// Whether the work survives the tab, with a way to have it forgotten.
fn kept(state: State) -> Vec<El> {
    let words = state.words();
    let (told, hint) = match state.kept.get() {
        Kept::Whole => (words.kept, words.kept_where),
        Kept::Nothing => (words.not_kept, words.not_kept_why),
        Kept::NoRoom => (words.no_room, words.no_room_why),
    };
    let told_in_words = el("span").attr("title", hint).text(told);
    let forget = (state.kept.get() == Kept::Whole).then(|| {
        button("forget", words.forget, move || state.forget_kept()).attr("title", words.forget_what)
    });
    [Some(told_in_words), forget].into_iter().flatten().collect()
}
