//! What a selection offers: a mark of a kind, here or wherever the words stand.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use razmetka::document::{Kind, Speech};
use razmetka::edit::{Correction, Target};
use razmetka::{Source, Span};

use super::{settings, window_size};
use crate::article::{Selected, family, selected};
use crate::dom::{self, El, button, choice, el, slot};
use crate::i18n;
use crate::state::State;

/// Kinds that are a click away; the others are in the list behind them.
const FIRST: [Kind; 6] =
    [Kind::Person, Kind::Organization, Kind::City, Kind::Profession, Kind::Date, Kind::Number];

/// A selection that rests so long is meant.
const REST: Duration = Duration::from_millis(180);

/// Follows the selection, as long as the page lives.
pub(crate) fn listen(state: State) {
    let changes = Rc::new(Cell::new(0_u32));
    dom::listen(&dom::document(), "selectionchange", move |_| {
        let change = changes.get().wrapping_add(1);
        changes.set(change);
        let changes = Rc::clone(&changes);
        dom::after(REST, move || {
            if changes.get() == change {
                look(state);
            }
        });
    });
}

fn look(state: State) {
    let found = state.sheet.with_untracked(|sheet| selected(sheet.as_deref()?));
    if found != state.selected.get_untracked() {
        state.selected.set(found);
    }
}

/// The bar under the selected words.
pub(crate) fn marking(state: State) -> El {
    slot().live(move |host| {
        let Some(selected) = state.selected.get() else { return host.fill(Vec::new()) };
        let bar = bar(state, selected);
        host.fill(vec![bar.clone()]);
        if !settings::is_narrow() {
            let (width, height) = window_size();
            let own = bar.node().get_bounding_client_rect();
            let left = selected.left.min(width - own.width() - 16.0).max(16.0);
            let top = (selected.bottom + 8.0).min(height - own.height() - 64.0);
            settings::place(bar.node(), left, top);
        }
    })
}

fn bar(state: State, selected: Selected) -> El {
    let words = state.words();
    let kinds = FIRST.map(|kind| {
        let class = format!("kind tint-{0} line-{0}", family(kind));
        button(&class, i18n::kind(state.lang.get(), kind), move || mark(state, selected, kind))
            // The selection must outlive the click.
            .on("mousedown", |event| event.prevent_default())
    });
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("name", "everywhere")
        .live(move |tick| tick.set_checked(state.everywhere.get()))
        .on("change", move |_| state.everywhere.update(|on| *on = !*on));
    el("div")
        .class("marking")
        .attr("role", "toolbar")
        .attr("aria-label", words.mark_as)
        .child(el("span").text(words.mark_as))
        .children(kinds.into())
        .child(kind_choice(state, words.other_kind, None, move |kind| mark(state, selected, kind)))
        .child(button("quiet quote-mark", words.quote, move || mark_quote(state)).child(el("kbd").text("Q")))
        .child(el("label").class("switch").child(tick).child(el("span").text(words.in_whole_text)))
}

/// Marks the selected words as said by somebody.
pub(crate) fn mark_quote(state: State) {
    if let Some(span) = state.selected.get_untracked().and_then(|selected| taken(state, selected)) {
        state.correct(Correction::AddQuote { span, speech: Speech::Direct });
    }
}

/// Where the selected words stand in the source; they are selected no more.
fn taken(state: State, selected: Selected) -> Option<Span<Source>> {
    state.selected.set(None);
    if let Ok(Some(selection)) = dom::window().get_selection() {
        let _ = selection.remove_all_ranges();
    }
    state.sheet.with_untracked(|sheet| Some(sheet.as_ref()?.text.to_source(selected.span)))
}

fn mark(state: State, selected: Selected, kind: Kind) {
    if let Some(span) = taken(state, selected) {
        let target = Target { span, kind };
        let everywhere = state.everywhere.get_untracked();
        if everywhere {
            state.correct_then_open(Correction::Add { target }, target, true);
        } else {
            state.correct(Correction::Add { target });
        }
    }
}

/// A list of all kinds.
pub(crate) fn kind_choice(
    state: State,
    label: &str,
    chosen: Option<Kind>,
    mut choose: impl FnMut(Kind) + 'static,
) -> El {
    let lang = state.lang.get_untracked();
    let mut options: Vec<(String, String)> = Vec::new();
    if chosen.is_none() {
        options.push((String::new(), label.to_owned()));
    }
    options.extend(Kind::ALL.map(|kind| (kind.name().to_owned(), i18n::kind(lang, kind).to_owned())));
    let chosen = chosen.map_or("", Kind::name);
    let list = choice(label, &options, chosen, move |name| {
        if let Some(kind) = Kind::from_name(&name) {
            choose(kind);
        }
    });
    list.attr("name", "kind")
}
