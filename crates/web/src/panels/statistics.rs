//! Figures about the text itself.

use leptos::prelude::*;

use crate::format::grouped;
use crate::i18n;
use crate::sheet::Sheet;
use crate::state::State;

/// Names and figures, then what the editor should look at.
pub(super) fn view(state: State, sheet: &Sheet) -> AnyView {
    let words = state.words();
    let statistics = &sheet.statistics;
    let rows = [
        (words.stat_characters, statistics.characters),
        (words.stat_words, statistics.words),
        (words.stat_sentences, statistics.sentences),
    ]
    .map(|(name, figure)| view! { <div><dt>{name}</dt><dd>{grouped(&figure.to_string())}</dd></div> });
    view! { <dl class="statistics">{rows.collect_view()}</dl>{notes(state, sheet)} }.into_any()
}

fn notes(state: State, sheet: &Sheet) -> Option<AnyView> {
    let lang = state.lang.get();
    let mut sentences: Vec<(&'static str, u32)> = Vec::new();
    for sentence in sheet.notes.iter().filter_map(|note| i18n::note(lang, &note.name)) {
        match sentences.iter_mut().find(|(other, _)| *other == sentence) {
            Some((_, count)) => *count += 1,
            None => sentences.push((sentence, 1)),
        }
    }
    if sentences.is_empty() {
        return None;
    }
    let lines = sentences.into_iter().map(|(sentence, count)| {
        let times = (count > 1).then(|| format!("\u{a0}×\u{a0}{count}"));
        view! { <li>{sentence}{times}</li> }
    });
    let heading = lang.words().notes;
    Some(view! { <h3>{heading}</h3><ul class="notes">{lines.collect_view()}</ul> }.into_any())
}
