//! What the page says about its article, found in the paste and set by the editor: title, date, source, author.
//! The date matters for the figures too: relative dates depend on it.

use razmetka::document::{Block, Role};
use razmetka::edit::{self, Correction};
use razmetka::{Source, Span};

use crate::dom::{El, choice, document, el, slot, value};
use crate::format;
use crate::sheet::Sheet;
use crate::state::State;

/// Paragraphs that may be the title instead: it stands near the beginning.
const CANDIDATES: usize = 12;
/// So much of a paragraph tells it from the others.
const SHOWN: usize = 60;

/// The line over the title.
pub(super) fn details(state: State) -> El {
    let words = state.words();
    let outlet = name_field(state, ("outlet", words.outlet, words.no_outlet), |sheet| &sheet.details.outlet)
        .on("change", move |event| {
            state.correct(Correction::SetOutlet { outlet: name(&event) });
        });
    let author = name_field(state, ("author", words.author, words.no_author), |sheet| &sheet.details.author)
        .on("change", move |event| {
            state.correct(Correction::SetAuthor { author: name(&event) });
        });
    let title = el("button")
        .attr("type", "button")
        .class("field edit-title")
        .live_attr("aria-expanded", move || state.title_open.get().to_string())
        .child(el("span").text(words.title))
        .child(el("b").text(words.edit))
        .on("click", move |_| state.title_open.update(|open| *open = !*open));
    el("div")
        .class("details")
        .children(vec![date_field(state), outlet, author, title])
        .child(slot().live_children(move || if state.title_open.get() { title_form(state) } else { vec![] }))
}

/// Opens the fields of the title, with the cursor in the first.
pub(crate) fn edit_title(state: State) {
    state.title_open.update(|open| *open = !*open);
}

fn date_field(state: State) -> El {
    let words = state.words();
    let date = move || state.sheet.with(|sheet| sheet.as_ref()?.details.published.clone());
    let spoken = move || {
        date().map_or_else(|| words.unknown_date.to_owned(), |date| format::date(state.lang.get(), &date))
    };
    let plain =
        move || date().and_then(|date| date.as_str().get(..10).map(str::to_owned)).unwrap_or_default();
    // The field itself, which speaks the browser's language, lies over the words unseen. An emptied one gives the
    // date back to the program.
    let input = el("input")
        .attr("type", "date")
        .attr("name", "published")
        .live(move |input| input.set_value(&plain()))
        .on("change", move |event| {
            let date = event.target().and_then(|input| value(&input).parse().ok());
            state.correct(Correction::SetPublished { date });
        });
    el("label")
        .class("field")
        .live_class("unset", move || date().is_none())
        .child(el("span").text(words.published))
        .child(el("span").class("date").child(el("b").live_text(spoken)).child(input))
}

/// A field that looks like text until it is touched. What is being typed is not overwritten by a new sheet.
fn name_field(
    state: State,
    (name, label, nothing): (&str, &str, &str),
    found: fn(&Sheet) -> &Option<String>,
) -> El {
    let input = el("input")
        .attr("name", name)
        .attr("lang", "ru")
        .attr("placeholder", nothing)
        .attr("autocomplete", "off")
        .live(move |input| {
            let found = state.sheet.with(|sheet| found(sheet.as_ref()?).clone()).unwrap_or_default();
            let is_in_use = document().active_element().is_some_and(|active| &active == input.element());
            if !is_in_use {
                input.set_value(&found);
            }
        });
    el("label").class("field").child(el("span").text(label)).child(input)
}

fn name(event: &web_sys::Event) -> Option<String> {
    let field = event.target()?;
    let name = value(&field);
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// The words of the title, and which paragraph it is.
fn title_form(state: State) -> Vec<El> {
    let words = state.words();
    let Some(sheet) = state.sheet.get() else { return Vec::new() };
    let title = sheet.blocks.iter().position(|block| block.kept && block.role == Role::Title);
    let text = title.and_then(|at| sheet.blocks.get(at)).map(|block| sheet.block_text(block).to_owned());
    let input = el("input").attr("name", "title").attr("lang", "ru").attr("aria-label", words.title);
    input.set_value(text.as_deref().unwrap_or_default());
    input.enable(title.is_some());
    let input = input.on("change", move |event| {
        if let Some(target) = event.target() {
            rewrite_title(state, &value(&target));
        }
    });
    let mut options = vec![(String::new(), words.no_title.to_owned())];
    let kept = sheet.blocks.iter().enumerate().filter(|(_, block)| block.kept).take(CANDIDATES);
    options.extend(kept.map(|(at, block)| (at.to_string(), beginning(&sheet, block))));
    let chosen = title.map(|at| at.to_string()).unwrap_or_default();
    let list = choice(words.title_is, &options, &chosen, move |at| choose_title(state, at.parse().ok()));
    let form = el("div").class("title-form").child(el("label").text(words.title).child(input));
    vec![form.child(el("label").text(words.title_is).child(list))]
}

fn beginning(sheet: &Sheet, block: &Block) -> String {
    let mut text: String = sheet.block_text(block).chars().take(SHOWN).collect();
    if text.len() < sheet.block_text(block).len() {
        text.push('…');
    }
    text
}

fn rewrite_title(state: State, words: &str) {
    let correction = state.sheet.with_untracked(|sheet| {
        let sheet = sheet.as_ref()?;
        let title = sheet.blocks.iter().find(|block| block.kept && block.role == Role::Title)?;
        let words = words.trim();
        (!words.is_empty() && words != sheet.block_text(title)).then_some(())?;
        edit::edit_text(sheet, title.span, words)
    });
    if let Some(correction) = correction {
        state.correct(correction);
    }
}

/// Makes a paragraph the title; the one that was becomes body.
fn choose_title(state: State, at: Option<usize>) {
    let corrections = state.sheet.with_untracked(|sheet| {
        let sheet = sheet.as_ref()?;
        let set = |block: Span<Source>, role| Correction::SetRole { block, role };
        let old = sheet.blocks.iter().filter(|block| block.role == Role::Title && block.kept);
        let old = old.map(|block| set(block.source, Role::Body));
        let new = at.and_then(|at| sheet.blocks.get(at)).map(|block| set(block.source, Role::Title));
        Some(old.chain(new).collect())
    });
    if let Some(corrections) = corrections {
        state.correct(Correction::All(corrections));
    }
}
