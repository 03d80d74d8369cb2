//! The start view: a place to paste, the work that was kept, five samples, a promise.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::icons::{self, icon};
use super::settings;
use crate::dom::{El, button, el, slot};
use crate::drafts::{self, Draft};
use crate::i18n::nouns;
use crate::intake;
use crate::protocol::Paste;
use crate::samples::{SAMPLES, Sample};
use crate::state::{Message, State};

/// The start view.
pub(crate) fn start(state: State) -> El {
    let words = state.words();
    let samples = SAMPLES.iter().map(|sample| card(state, sample)).collect();
    let kept = slot().live_children(move || {
        // Read again when it is forgotten.
        state.kept.get();
        drafts::kept().map(|draft| earlier(state, draft)).into_iter().collect()
    });
    el("main")
        .class("start")
        .attr("id", "article")
        .child(el("h1").text(words.start_title))
        .child(el("p").class("promise").text(words.start_promise))
        .child(paste_box(state))
        .child(el("p").class("privacy").child(icon(icons::LOCK)).text(words.stays_here))
        .child(kept)
        .child(el("h2").text(words.samples))
        .child(el("ul").class("samples").children(samples))
}

/// Gives the cursor to the box, where nothing else has it.
pub(crate) fn arrive() {
    settings::focus_on("textarea[name=text]");
}

fn paste_box(state: State) -> El {
    let words = state.words();
    let field = el("textarea")
        .attr("name", "text")
        .attr("rows", "7")
        .attr("spellcheck", "false")
        .attr("aria-label", words.paste_label)
        .attr("placeholder", words.paste_here)
        .on("paste", move |event| intake::paste(state, event.unchecked_ref()));
    // What was typed outlives a change of the language.
    field.set_value(&state.typed.get_untracked());
    let typed = field.clone();
    let field = field.on("input", move |_| state.typed.set(typed.value())).on("keydown", move |event| {
        let event: &KeyboardEvent = event.unchecked_ref();
        if event.code() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            submit(state);
        }
    });
    let read = button("primary", words.read_it, move || submit(state)).child(el("kbd").text("Ctrl ↵"));
    let actions = el("div")
        .class("paste-actions")
        .child(file_button(state))
        .child(el("span").class("hint").text(words.open_hint))
        .child(read);
    el("div").class("paste").child(field).child(actions)
}

fn submit(state: State) {
    let text = state.typed.get_untracked();
    if text.trim().is_empty() {
        state.message.set(Some(Message::EmptyText));
    } else {
        state.read(Paste::Text(text));
    }
}

fn file_button(state: State) -> El {
    let input = el("input")
        .attr("type", "file")
        .attr("name", "file")
        .attr("accept", ".txt,.html,.htm,text/plain,text/html")
        .on("change", move |event| {
            let input = event.target().map(JsCast::unchecked_into::<HtmlInputElement>);
            if let Some(file) = input.and_then(|input| input.files()?.get(0)) {
                intake::open(state, file);
            }
        });
    let name = el("span").text(state.words().open_file);
    el("label").class("file").child(input).child(icon(icons::FILE)).child(name)
}

/// The work that was kept, to be taken up or forgotten.
fn earlier(state: State, draft: Draft) -> El {
    let words = state.words();
    let corrections = match draft.log.len() {
        0 => String::new(),
        count => nouns::CORRECTIONS.count(state.lang.get(), count as u32),
    };
    let beginning = format!("{}…", draft.beginning());
    let told = el("p")
        .class("earlier-text")
        .child(el("b").attr("lang", "ru").text(&beginning))
        .child(el("span").text(&corrections));
    let resume = button("primary resume", words.resume, move || state.resume(draft.clone()));
    let forget = button("quiet forget", words.forget, move || state.forget_kept());
    el("section")
        .class("earlier")
        .attr("aria-label", words.earlier)
        .child(el("h2").text(words.earlier))
        .child(el("div").class("earlier-row").child(told).child(resume).child(forget))
}

fn card(state: State, sample: &'static Sample) -> El {
    let card = button("sample", "", move || state.read(Paste::Text(sample.text.to_owned())))
        .attr("data-sample", &sample.number.to_string())
        .child(el("span").class("sample-title").attr("lang", "ru").text(sample.title))
        .child(el("span").class("sample-gist").text(state.lang.get().pick(sample.gist)));
    el("li").child(card)
}
