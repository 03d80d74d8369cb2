//! Who said what: under each speaker, in the order of the text.

use razmetka::case;
use razmetka::document::{Entity, EntityId, MentionId, Quote, Speech};
use razmetka::edit::Correction;
use razmetka::{Source, Span, sort};

use super::empty;
use crate::dom::{El, button, choice, el, slot};
use crate::i18n::nouns;
use crate::sheet::Sheet;
use crate::state::State;

/// One group a speaker, those who speak first before the others; quotes without a speaker at the end.
pub(super) fn view(state: State, sheet: &Sheet) -> Vec<El> {
    if sheet.quotes.is_empty() {
        return vec![empty(state.words().no_quotes)];
    }
    let groups = by_speaker(sheet).into_iter().map(|(speaker, quotes)| group(state, sheet, speaker, &quotes));
    vec![el("div").class("quotes").children(groups.collect())]
}

/// Speakers in the order of their first words, with their quotes.
fn by_speaker(sheet: &Sheet) -> Vec<(Option<EntityId>, Vec<&Quote>)> {
    let mut groups: Vec<(Option<EntityId>, Vec<&Quote>)> = Vec::new();
    for quote in &sheet.quotes {
        match groups.iter_mut().find(|(speaker, _)| *speaker == quote.speaker) {
            Some((_, quotes)) => quotes.push(quote),
            None => groups.push((quote.speaker, vec![quote])),
        }
    }
    sort::by_key(&mut groups, |(speaker, _)| speaker.is_none());
    groups
}

fn group(state: State, sheet: &Sheet, speaker: Option<EntityId>, quotes: &[&Quote]) -> El {
    let words = state.words();
    let count = nouns::QUOTES.count(state.lang.get(), quotes.len() as u32);
    let entity = speaker.and_then(|id| sheet.entity(id));
    let name = match entity {
        Some(entity) => {
            let first = entity.mentions.first().copied();
            button("speaker-name", &entity.name, move || {
                if let Some(id) = first {
                    state.go_to(id);
                }
            })
            .attr("lang", "ru")
        }
        None => el("span").class("speaker-name").text(words.unknown_speaker),
    };
    let lines = quotes.iter().map(|quote| row(state, sheet, quote)).collect();
    el("section")
        .class("speaker-group")
        .child(el("h2").class("speaker").child(name).child(el("span").text(&count)))
        .child(el("ol").children(lines))
        .on("pointerenter", move |_| state.hovered.set(speaker))
        .on("pointerleave", move |_| state.hovered.set(None))
}

fn row(state: State, sheet: &Sheet, quote: &Quote) -> El {
    let words = state.words();
    let (class, speech) = match quote.speech {
        Speech::Direct => ("quote direct", words.direct),
        Speech::Reported => ("quote reported", words.reported),
    };
    let how = match quote.cue {
        Some(cue) => format!("{} · {speech}", sheet.slice(cue)),
        None => speech.to_owned(),
    };
    let place = sheet.block_at(quote.span.start());
    let said = button("said", sheet.slice(quote.span), move || {
        if let Some(at) = place {
            state.go_to_paragraph(at);
        }
    });
    let (span, speaker) = (sheet.text.to_source(quote.span), quote.speaker);
    let form = slot();
    let filled = form.clone();
    let edit = button("quote-edit", words.edit, move || {
        let opens = !filled.node().has_child_nodes();
        filled.fill(if opens { speaker_form(state, span, speaker) } else { Vec::new() });
    });
    let how = el("p").class("how").text(&how).text(" · ").child(edit);
    el("li").class(class).child(said.attr("lang", "ru")).child(how).child(form)
}

/// Who said it, of all that the text names, and a way to say that nobody did.
fn speaker_form(state: State, quote: Span<Source>, speaker: Option<EntityId>) -> Vec<El> {
    let words = state.words();
    let Some(sheet) = state.sheet.get_untracked() else { return Vec::new() };
    let mut named: Vec<&Entity> = sheet.entities.iter().collect();
    sort::by_key(&mut named, |entity| (entity.kind, case::lower(&entity.name)));
    let mut options = vec![(String::new(), words.unknown_speaker.to_owned())];
    let mention = |entity: &Entity| entity.mentions.first().map(|id| id.0.to_string()).unwrap_or_default();
    options.extend(named.iter().map(|entity| (mention(entity), entity.name.clone())));
    let chosen = speaker.and_then(|id| sheet.entity(id)).map(mention).unwrap_or_default();
    let list = choice(words.speaker, &options, &chosen, move |id| {
        let speaker = id.parse().ok().and_then(|id| state.target(MentionId(id)));
        state.correct(Correction::SetSpeaker { quote, speaker });
    });
    let remove =
        button("quiet", words.remove_quote, move || state.correct(Correction::RemoveQuote { span: quote }));
    vec![el("div").class("speaker-form").child(list).child(remove)]
}
