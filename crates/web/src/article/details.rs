//! Date, source and author of the article, found in the paste; the date can be set, for relative dates depend
//! on it.

use leptos::prelude::*;
use razmetka::edit::Correction;

use crate::format;
use crate::state::State;

/// The line over the title.
#[component]
pub(crate) fn Details() -> impl IntoView {
    let state = expect_context::<State>();
    let date = move || {
        let date = state.sheet.with(|sheet| sheet.as_ref()?.details.published.clone());
        date.and_then(|date| date.as_str().get(..10).map(str::to_owned)).unwrap_or_default()
    };
    let outlet = move || state.sheet.with(|sheet| sheet.as_ref()?.details.outlet.clone());
    let author = move || state.sheet.with(|sheet| sheet.as_ref()?.details.author.clone());
    view! {
        <div class="details">
            <label class="field" class:unset=move || date().is_empty()>
                <span>{move || state.words().published}</span>
                <span class="date">
                    <b>{move || spoken(state)}</b>
                    <input type="date" name="published" prop:value=date
                        on:change=move |event| set_date(state, &event_target_value(&event))/>
                </span>
            </label>
            {move || outlet().map(|outlet| view! {
                <p class="field"><span>{state.words().outlet}</span><b lang="ru">{outlet}</b></p>
            })}
            {move || author().map(|author| view! {
                <p class="field"><span>{state.words().author}</span><b lang="ru">{author}</b></p>
            })}
        </div>
    }
}

/// The date in words; the field itself, which speaks the browser's language, lies over it unseen.
fn spoken(state: State) -> String {
    let date = state.sheet.with(|sheet| sheet.as_ref()?.details.published.clone());
    date.map_or_else(|| state.words().unknown_date.to_owned(), |date| format::date(state.lang.get(), &date))
}

/// An emptied field gives the date back to the program.
fn set_date(state: State, text: &str) {
    state.correct(Correction::SetPublished { date: text.parse().ok() });
}
