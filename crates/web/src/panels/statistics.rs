//! Figures about the text itself.

use razmetka::document::Kind;
use razmetka::sort;

use crate::article::family;
use crate::dom::{El, el};
use crate::format::{grouped, percent, tenths, whole};
use crate::i18n;
use crate::sheet::Sheet;
use crate::state::State;

/// Names and figures, then how often each kind occurs, then what the editor should look at.
pub(super) fn view(state: State, sheet: &Sheet) -> Vec<El> {
    let rows = figures(state, sheet)
        .map(|(name, figure)| el("div").child(el("dt").text(name)).child(el("dd").text(&figure)));
    let figures = el("dl").class("statistics").children(rows.into());
    let all = [vec![figures], kinds(state, sheet), notes(state, sheet)];
    all.into_iter().flatten().collect()
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
fn kinds(state: State, sheet: &Sheet) -> Vec<El> {
    let mut counts: Vec<(Kind, u32)> =
        sheet.statistics.mentions.iter().map(|(kind, n)| (*kind, *n)).collect();
    sort::by_key(&mut counts, |(_, count)| std::cmp::Reverse(*count));
    let Some(&(_, most)) = counts.first() else { return Vec::new() };
    let rows = counts.into_iter().map(|(kind, count)| {
        let bar = el("meter").attr("max", &most.to_string()).attr("value", &count.to_string());
        let figure = el("dd").child(bar.attr("aria-hidden", "true")).text(&count.to_string());
        let name = el("dt").text(i18n::kind_plural(state.lang.get(), kind));
        el("div").class(&format!("line-{}", family(kind))).child(name).child(figure)
    });
    let heading = el("h2").text(state.words().stat_kinds);
    vec![heading, el("dl").class("statistics kinds").children(rows.collect())]
}

fn notes(state: State, sheet: &Sheet) -> Vec<El> {
    let lang = state.lang.get();
    let mut sentences: Vec<(&'static str, u32)> = Vec::new();
    for sentence in sheet.notes.iter().filter_map(|note| i18n::note(lang, &note.name)) {
        match sentences.iter_mut().find(|(other, _)| *other == sentence) {
            Some((_, count)) => *count += 1,
            None => sentences.push((sentence, 1)),
        }
    }
    if sentences.is_empty() {
        return Vec::new();
    }
    let lines = sentences.into_iter().map(|(sentence, count)| {
        let times = if count > 1 { format!("\u{a0}×\u{a0}{count}") } else { String::new() };
        el("li").text(sentence).text(&times)
    });
    vec![el("h2").text(lang.words().notes), el("ul").class("notes").children(lines.collect())]
}
