//! What a selection offers: a mark of a kind.

use leptos::html;
use leptos::prelude::*;
use razmetka::document::Kind;
use razmetka::edit::{Correction, Target};
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::MouseEvent;

use super::{settings, window_size};
use crate::article::{Selected, family, selected};
use crate::i18n;
use crate::state::State;

/// Kinds that are a click away; the others are in the list behind them.
const FIRST: [Kind; 6] =
    [Kind::Person, Kind::Organization, Kind::City, Kind::Profession, Kind::Date, Kind::Number];

/// A selection that rests so long is meant.
const REST: Duration = Duration::from_millis(180);

/// Follows the selection, as long as the page lives.
pub(crate) fn listen(state: State) {
    let changes = StoredValue::new(0_u32);
    let look_later = Closure::<dyn Fn()>::new(move || {
        changes.update_value(|count| *count += 1);
        let change = changes.get_value();
        set_timeout(
            move || {
                if changes.get_value() == change {
                    look(state);
                }
            },
            REST,
        );
    });
    let _ =
        document().add_event_listener_with_callback("selectionchange", look_later.as_ref().unchecked_ref());
    look_later.forget();
}

fn look(state: State) {
    let found = state.sheet.with_untracked(|sheet| selected(sheet.as_deref()?));
    if found != state.selected.get_untracked() {
        state.selected.set(found);
    }
}

/// The bar under the selected words.
#[component]
pub(crate) fn Marking() -> impl IntoView {
    let state = expect_context::<State>();
    move || state.selected.get().map(|selected| bar(state, selected))
}

fn bar(state: State, selected: Selected) -> impl IntoView {
    let words = state.words();
    let place = NodeRef::<html::Div>::new();
    place.on_load(move |bar| {
        if !settings::is_narrow() {
            let (width, height) = window_size();
            let own = bar.get_bounding_client_rect();
            let left = selected.left.min(width - own.width() - 16.0).max(16.0);
            let top = (selected.bottom + 8.0).min(height - own.height() - 64.0);
            settings::place(&bar, left, top);
        }
    });
    // The selection must outlive the click.
    let keep = |event: MouseEvent| event.prevent_default();
    view! {
        <div class="marking" role="toolbar" aria-label=words.mark_as node_ref=place>
            <span>{words.mark_as}</span>
            {FIRST.map(|kind| view! {
                <button type="button" class=format!("kind tint-{0} line-{0}", family(kind))
                    on:mousedown=keep on:click=move |_| mark(state, selected, kind)>
                    {i18n::kind(state.lang.get(), kind)}
                </button>
            }).collect_view()}
            <KindChoice label=words.other_kind chosen=None choose=Callback::new(move |kind| mark(state, selected, kind))/>
        </div>
    }
}

fn mark(state: State, selected: Selected, kind: Kind) {
    let span = state.sheet.with_untracked(|sheet| Some(sheet.as_ref()?.text.to_source(selected.span)));
    state.selected.set(None);
    if let Some(Ok(selection)) = span.is_some().then(|| window().get_selection()) {
        selection.map(|selection| selection.remove_all_ranges());
    }
    if let Some(span) = span {
        state.correct(Correction::Add { target: Target { span, kind } });
    }
}

/// A list of all kinds.
#[component]
pub(crate) fn KindChoice(label: &'static str, chosen: Option<Kind>, choose: Callback<Kind>) -> impl IntoView {
    let state = expect_context::<State>();
    let lang = state.lang.get_untracked();
    let options = Kind::ALL.map(|kind| {
        view! {
            <option value=kind.name() selected=chosen == Some(kind)>{i18n::kind(lang, kind)}</option>
        }
    });
    view! {
        <select name="kind" aria-label=label on:change=move |event| {
            if let Some(kind) = Kind::from_name(&event_target_value(&event)) {
                choose.run(kind);
            }
        }>
            {chosen.is_none().then(|| view! { <option value="" selected=true>{label}</option> })}
            {options.collect_view()}
        </select>
    }
}
