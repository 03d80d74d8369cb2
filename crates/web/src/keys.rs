//! The keyboard. Keys are named by their place (`code`), so that they work under a Russian layout.

use razmetka::document::MentionId;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::article::{edit_title, is_sure};
use crate::dom::listen_everywhere;
use crate::state::{Form, State, Tab};
use crate::views::delivery::Means;
use crate::views::{Edge, mark_quote, move_edge, settings, split};

/// Listens on the whole page.
pub(crate) fn listen(state: State) {
    listen_everywhere("keydown", move |event| {
        let event: &KeyboardEvent = event.unchecked_ref();
        let handled = match (event.ctrl_key() || event.meta_key(), is_typing(event)) {
            (true, typing) => !typing && with_control(state, event),
            (false, true) => false,
            (false, false) => plain(state, event),
        };
        if handled || (event.code() == "Escape" && escape(state)) {
            event.prevent_default();
        }
    });
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

fn is_mark(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.tag_name() == "MARK")
}

fn with_control(state: State, event: &KeyboardEvent) -> bool {
    match (event.code().as_str(), event.shift_key()) {
        ("KeyZ", false) => state.undo(),
        ("KeyZ", true) | ("KeyY", false) => state.redo(),
        _ => return false,
    }
    true
}

fn plain(state: State, event: &KeyboardEvent) -> bool {
    if event.alt_key() || state.sheet.with_untracked(Option::is_none) {
        return event.code() == "Slash" && event.shift_key() && toggle_help(state);
    }
    if let Some(id) = state.card.get_untracked()
        && in_card(state, id, event)
    {
        return true;
    }
    match event.code().as_str() {
        "KeyJ" => step(state, 1),
        "KeyK" => step(state, -1),
        "ArrowRight" if is_mark(event) => step(state, 1),
        "ArrowLeft" if is_mark(event) => step(state, -1),
        "KeyU" => step_unsure(state, if event.shift_key() { -1 } else { 1 }),
        "KeyL" => state.labels.update(|on| *on = !*on),
        "KeyE" => state.export(Means::Download),
        "KeyN" => state.clear(),
        "Slash" if event.shift_key() => return toggle_help(state),
        "KeyT" => edit_title(state),
        "KeyF" => filter(state),
        "KeyQ" => mark_quote(state),
        "KeyX" => drop_paragraph(state),
        code => return digit(code).is_some_and(|tab| open_tab(state, tab)),
    }
    true
}

fn toggle_help(state: State) -> bool {
    state.help.update(|open| *open = !*open);
    true
}

fn digit(code: &str) -> Option<Tab> {
    let digit: usize = code.strip_prefix("Digit")?.parse().ok()?;
    Tab::ALL.get(digit.checked_sub(1)?).copied()
}

fn open_tab(state: State, tab: Tab) -> bool {
    state.tab.set(tab);
    state.sheet_open.set(true);
    true
}

/// Goes to the next or the previous mark.
fn step(state: State, by: i64) {
    let count = state.sheet.with_untracked(|sheet| sheet.as_ref().map_or(0, |sheet| sheet.mentions.len()));
    let next = match state.at.get_untracked() {
        Some(MentionId(at)) => (i64::from(at) + by).rem_euclid((count as i64).max(1)),
        None => 0,
    };
    if count > 0 {
        state.go_to(MentionId(next as u32));
    }
}

/// Goes to the next or the previous mark that is drawn as unsure.
fn step_unsure(state: State, by: i64) {
    let next = state.sheet.with_untracked(|sheet| {
        let mentions = &sheet.as_ref()?.mentions;
        let count = mentions.len() as i64;
        let at = state.at.get_untracked().map_or(if by > 0 { -1 } else { 0 }, |at| i64::from(at.0));
        let around = (1..=count).map(|step| (at + by * step).rem_euclid(count) as usize);
        around.map(|at| &mentions[at]).find(|mention| !is_sure(&mention.origin)).map(|mention| mention.id)
    });
    if let Some(next) = next {
        state.go_to(next);
    }
}

/// What the keys mean while a card is open.
fn in_card(state: State, id: MentionId, event: &KeyboardEvent) -> bool {
    let is_figure = state.target(id).is_some_and(|target| target.kind.is_numeric());
    match event.code().as_str() {
        "Delete" => state.remove(id),
        "KeyC" => settings::focus_on(".card select[name=kind]"),
        "KeyR" if !is_figure => settings::focus_on(".card textarea[name=name]"),
        "KeyV" if is_figure => state.toggle_form(Form::Value),
        "KeyM" if !is_figure => state.toggle_form(Form::Join),
        "KeyS" if !is_figure => split(state, id),
        "KeyA" => state.look_everywhere(id),
        "BracketLeft" => move_edge(state, id, Edge::Left, !event.shift_key()),
        "BracketRight" => move_edge(state, id, Edge::Right, !event.shift_key()),
        _ => return false,
    }
    true
}

/// Opens the table of figures with the cursor in its filter.
fn filter(state: State) {
    open_tab(state, Tab::Metrics);
    crate::dom::next_frame(|| settings::focus_on("input[name=filter]"));
}

fn drop_paragraph(state: State) {
    let block = state.sheet.with_untracked(|sheet| {
        let sheet = sheet.as_ref()?;
        sheet.block_at(sheet.mention(state.at.get_untracked()?)?.span.start())
    });
    if let Some(block) = block {
        state.decide(block, false);
    }
}

/// Closes the uppermost thing that is open; says whether there was one.
fn escape(state: State) -> bool {
    if state.help.get_untracked() {
        state.help.set(false);
    } else if state.form.get_untracked() != Form::None || state.occurrences.with_untracked(Option::is_some) {
        state.form.set(Form::None);
        state.occurrences.set(None);
        settings::focus_on(".card");
    } else if let Some(id) = state.card.get_untracked() {
        state.close_card();
        if let Some(mark) = state.pane().and_then(|pane| pane.mark(id)) {
            settings::focus_quietly(&mark);
        }
    } else if state.sheet_open.get_untracked() || state.lit.get_untracked().is_some() {
        state.sheet_open.set(false);
        state.lit.set(None);
    } else {
        return false;
    }
    true
}
