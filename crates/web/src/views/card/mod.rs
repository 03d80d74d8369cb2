//! The card of a mention: what it is, what it says, where else it stands, why it was marked, and what can be done.

mod around;
mod belongs;
mod edges;
mod everywhere;
mod value;

use std::sync::Arc;

use razmetka::case;
use razmetka::document::{Entity, Kind, Mention, MentionId, Origin};
use razmetka::edit::{self, Correction};
use razmetka::sort;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

pub(crate) use edges::{Edge, move_edge};

use super::icons::{self, icon};
use super::marking::kind_choice;
use super::{settings, window_size};
use crate::article::family;
use crate::dom::{El, button, choice, el, slot, value as value_of};
use crate::reactive::effect;
use crate::sheet::Sheet;
use crate::state::{Form, State};
use crate::{format, i18n};

/// The card of the chosen mention.
pub(crate) fn card(state: State) -> El {
    slot().live(move |host| {
        let (id, sheet) = (state.card.get(), state.sheet.get());
        let open = id.and_then(|id| Some((id, open(state, sheet.as_ref()?, id)?)));
        let Some((id, card)) = open else { return host.fill(Vec::new()) };
        host.fill(vec![card.clone()]);
        settings::focus_quietly(card.node());
        effect(move || {
            // What opens within the card makes it longer.
            let _ = (state.form.get(), state.occurrences.with(Option::is_some));
            place(state, id, card.node());
        });
    })
}

fn open(state: State, sheet: &Arc<Sheet>, id: MentionId) -> Option<El> {
    let (lang, words) = (state.lang.get(), state.words());
    let mention = sheet.mention(id)?;
    let entity = mention.entity.and_then(|id| sheet.entity(id));
    let chip = el("p")
        .class(&format!("card-kind tint-{}", family(mention.kind)))
        .text(i18n::kind(lang, mention.kind));
    let close = button("tool close", "", move || state.close_card()).named(words.close);
    let read = reading(state, sheet, mention)
        .map(|read| el("p").class("card-value").child(el("span").text(words.read_as).text(": ")).text(&read));
    let why = el("p")
        .class("card-why")
        .child(el("span").text(words.why).text(": "))
        .text(&why(state, &mention.origin));
    let card = el("div")
        .class("card")
        .attr("role", "dialog")
        .attr("tabindex", "-1")
        .attr("aria-label", words.card)
        .child(chip)
        .child(close.child(icon(icons::CLOSE)))
        .child(name(state, sheet, mention, entity))
        .maybe(read)
        .child(actions(state, mention, entity));
    let around = around::view(state, sheet, mention);
    let (sheet, form_of) = (Arc::clone(sheet), mention.clone());
    let form = slot().live_children(move || match state.form.get() {
        Form::None => Vec::new(),
        Form::Value => value::form(state, &sheet, &form_of),
        Form::Join => join_form(state, &sheet, &form_of),
    });
    Some(card.child(form).child(everywhere::view(state)).children(around).child(why))
}

/// The name as a field that looks like text until it is touched; figures and dates show their words.
fn name(state: State, sheet: &Sheet, mention: &Mention, entity: Option<&Entity>) -> El {
    let id = mention.id;
    let Some(entity) = entity else {
        return el("p").class("card-name").attr("lang", "ru").text(sheet.slice(mention.span));
    };
    let field = el("textarea")
        .class("card-name")
        .attr("name", "name")
        .attr("rows", "1")
        .attr("lang", "ru")
        .attr("spellcheck", "false")
        .named(state.words().rename)
        .on("change", move |event| {
            let name = event.target().map(|field| value_of(&field)).unwrap_or_default();
            rename(state, id, name.split_whitespace().collect::<Vec<_>>().join(" "));
        })
        .on("keydown", |event| {
            // A name has one line: Enter is done with it.
            if event.unchecked_ref::<web_sys::KeyboardEvent>().key() == "Enter" {
                event.prevent_default();
                settings::focus_on(".card");
            }
        });
    field.set_value(&entity.name);
    field
}

fn rename(state: State, id: MentionId, name: String) {
    if let Some(target) = state.target(id).filter(|_| !name.is_empty()) {
        state.correct_then_open(Correction::Rename { target, name }, target, false);
    }
}

/// What the mention says beyond its name.
fn reading(state: State, sheet: &Sheet, mention: &Mention) -> Option<String> {
    let lang = state.lang.get();
    match sheet.metric(mention.id) {
        Some(metric) => Some(format::metric(lang, metric, sheet.counted(mention.id))),
        None => mention.value.as_ref().and_then(|value| format::value(lang, value)),
    }
}

fn why(state: State, origin: &Origin) -> String {
    let words = state.words();
    let percent = |score: f32| format::percent(score.into());
    match origin {
        Origin::Rule { name, score } => {
            format!("{} {name}, {} {}", words.by_rule, words.right_in, percent(*score))
        }
        Origin::Model { score, .. } => format!("{}, {}", words.by_model, percent(*score)),
        Origin::Editor => words.by_editor.to_owned(),
    }
}

/// What can be done about the mark, each with its key.
fn actions(state: State, mention: &Mention, entity: Option<&Entity>) -> El {
    let words = state.words();
    let (id, kind) = (mention.id, mention.kind);
    let retype = kind_choice(state, words.change_kind, Some(kind), move |kind| retype(state, id, kind));
    let act = |class: &str, name: &str, key: &str, act: fn(State, MentionId)| {
        button(&format!("quiet {class}"), name, move || act(state, id)).child(el("kbd").text(key))
    };
    let mut acts = vec![
        retype,
        act("remove-mark", words.remove_mark, "Del", State::remove),
        act("everywhere", words.everywhere, "A", State::look_everywhere),
    ];
    if kind.is_numeric() {
        acts.push(act("set-value", words.set_value, "V", |state, _| state.toggle_form(Form::Value)));
    }
    if entity.is_some() {
        acts.push(act("join", words.join, "M", |state, _| state.toggle_form(Form::Join)));
    }
    if entity.is_some_and(|entity| entity.mentions.len() > 1) {
        acts.push(act("split", words.split, "S", split));
    }
    el("div").class("card-actions").children(acts).child(edges::view(state, id))
}

fn retype(state: State, id: MentionId, kind: Kind) {
    if let Some(target) = state.target(id) {
        let after = edit::Target { kind, ..target };
        state.correct_then_open(Correction::Retype { target, kind }, after, false);
    }
}

/// Takes a mention out of its entity.
pub(crate) fn split(state: State, id: MentionId) {
    let is_alone = state.sheet.with_untracked(|sheet| {
        let sheet = sheet.as_ref()?;
        Some(sheet.entity(sheet.mention(id)?.entity?)?.mentions.len() < 2)
    });
    if let (Some(target), Some(false)) = (state.target(id), is_alone) {
        state.correct_then_open(Correction::Split { target }, target, false);
    }
}

/// The entities that this one may be the same as, those of its kind first.
fn join_form(state: State, sheet: &Sheet, mention: &Mention) -> Vec<El> {
    let (words, lang, id) = (state.words(), state.lang.get(), mention.id);
    let mut others: Vec<&Entity> =
        sheet.entities.iter().filter(|entity| Some(entity.id) != mention.entity).collect();
    sort::by_key(&mut others, |entity| (entity.kind != mention.kind, entity.kind, case::lower(&entity.name)));
    let mut options = vec![(String::new(), words.join_choose.to_owned())];
    let named = |entity: &Entity| {
        let first = entity.mentions.first().map(|id| id.0.to_string()).unwrap_or_default();
        (first, format!("{} ({})", entity.name, i18n::kind(lang, entity.kind)))
    };
    options.extend(others.into_iter().map(named));
    let list = choice(words.join_with, &options, "", move |other| {
        if let Ok(other) = other.parse() {
            join(state, id, MentionId(other));
        }
    });
    let form = el("label").class("card-form").child(el("span").text(words.join_with)).child(list);
    crate::dom::next_frame(|| settings::focus_on(".card-form select"));
    vec![form]
}

/// Makes the entity of a mention that of another, whose name it takes.
fn join(state: State, id: MentionId, other: MentionId) {
    if let (Some(second), Some(first)) = (state.target(id), state.target(other)) {
        state.correct_then_open(Correction::Join { first, second }, second, false);
    }
}

/// Sets the card below the mark, above it, or beside it, where there is room; on a narrow page it lies at the bottom.
fn place(state: State, id: MentionId, card: &HtmlElement) {
    let mark = state.pane().and_then(|pane| pane.mark(id));
    let Some(mark) = mark.filter(|_| !settings::is_narrow()) else { return };
    let (mark, own) = (mark.get_bounding_client_rect(), card.get_bounding_client_rect());
    let (width, height) = window_size();
    let (top_edge, bottom_edge) = (64.0, height - 64.0);
    let (below, above) = (mark.bottom() + 8.0, mark.top() - 8.0 - own.height());
    let inside = mark.left().min(width - own.width() - 16.0).max(16.0);
    let beside = mark.right() + 12.0;
    let (left, top) = match () {
        () if below + own.height() < bottom_edge => (inside, below),
        () if above > top_edge => (inside, above),
        () if beside + own.width() < width - 16.0 => (beside, mark.top() - 24.0),
        () => ((mark.left() - own.width() - 12.0).max(16.0), mark.top() - 24.0),
    };
    settings::place(card, left, top.min(bottom_edge - own.height()).max(top_edge));
}
