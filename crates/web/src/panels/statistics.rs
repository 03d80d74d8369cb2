//! Figures about the text itself.

use leptos::prelude::*;
use razmetka::document::Kind;

use crate::article::family;
use crate::format::{grouped, percent, tenths, whole};
use crate::i18n;
use crate::sheet::Sheet;
use crate::state::State;

/// Names and figures, then how often each kind occurs, then what the editor should look at.
pub(super) fn view(state: State, sheet: &Sheet) -> AnyView {
    let rows = figures(state, sheet).map(|(name, figure)| {
        view! { <div><dt>{name}</dt><dd>{figure}</dd></div> }
    });
    view! { <dl class="statistics">{rows.collect_view()}</dl>{kinds(state, sheet)}{notes(state, sheet)} }
        .into_any()
}

fn figures(state: State, sheet: &Sheet) -> [(&'static str, String); 10] {
    let (lang, words) = (state.lang.get(), state.words());
    let text = &sheet.statistics;
    let count = |figure: u32| grouped(&figure.to_string());
    let readability = text.readability.map_or_else(|| String::from("—"), whole);
    [
        (words.stat_characters, count(text.characters)),
        (words.stat_solid, count(text.characters_without_spaces)),
        (words.stat_words, count(text.words)),
        (words.stat_sentences, count(text.sentences)),
        (words.stat_reading, reading_time(state, text.reading_seconds)),
        (words.stat_sentence, tenths(lang, text.words_per_sentence)),
        (words.stat_readability, readability),
        (words.stat_diversity, percent(text.lexical_diversity)),
        (words.stat_quoted, percent(text.direct_speech)),
        (words.stat_removed, percent(text.boilerplate)),
    ]
}

/// "3 мин", at least one.
pub(crate) fn reading_time(state: State, seconds: u32) -> String {
    format!("{}\u{a0}{}", (seconds / 60 + u32::from(seconds % 60 >= 30)).max(1), state.words().minutes)
}

/// Bars of mentions by kind, the longest first.
fn kinds(state: State, sheet: &Sheet) -> Option<AnyView> {
    let mut counts: Vec<(Kind, u32)> =
        sheet.statistics.mentions.iter().map(|(kind, n)| (*kind, *n)).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let (_, most) = *counts.first()?;
    let rows = counts.into_iter().map(|(kind, count)| {
        view! {
            <div class=format!("line-{}", family(kind))>
                <dt>{i18n::kind_plural(state.lang.get(), kind)}</dt>
                <dd><meter max=most prop:value=f64::from(count) aria-hidden="true"></meter>{count}</dd>
            </div>
        }
    });
    let heading = state.words().stat_kinds;
    Some(view! { <h2>{heading}</h2><dl class="statistics kinds">{rows.collect_view()}</dl> }.into_any())
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
    Some(view! { <h2>{heading}</h2><ul class="notes">{lines.collect_view()}</ul> }.into_any())
}
