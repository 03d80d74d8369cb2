//! The line above: the name, undo, language, theme, help.

use leptos::prelude::*;

use super::icons::{self, icon};
use super::theme::Theme;
use crate::history::History;
use crate::i18n::Lang;
use crate::state::State;

/// The line above.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let state = expect_context::<State>();
    let has_text = move || state.paste.with(Option::is_some);
    view! {
        <header class="header" class:has-text=has_text>
            <p class="wordmark">
                {move || state.lang.get().pick(["Раз", "Raz"])}
                <span>{move || state.lang.get().pick(["метка", "metka"])}</span>
            </p>
            <Show when=has_text>
                <button type="button" class="quiet new-text" on:click=move |_| state.clear()>
                    {move || state.words().new_text}
                </button>
                <History_/>
            </Show>
            <span class="space"></span>
            <Language/>
            <ThemeButton/>
            <button type="button" class="tool" title=move || state.words().help
                aria-label=move || state.words().help on:click=move |_| state.help.set(true)>"?"</button>
        </header>
    }
}

#[component]
fn History_() -> impl IntoView {
    let state = expect_context::<State>();
    let cannot = |able: fn(&History) -> bool| move || !state.history.with(able);
    view! {
        <button type="button" class="tool" title=move || state.words().undo
            aria-label=move || state.words().undo
            disabled=cannot(History::can_undo) on:click=move |_| state.undo()>{icon(icons::UNDO)}</button>
        <button type="button" class="tool" title=move || state.words().redo
            aria-label=move || state.words().redo
            disabled=cannot(History::can_redo) on:click=move |_| state.redo()>{icon(icons::REDO)}</button>
    }
}

#[component]
fn Language() -> impl IntoView {
    let state = expect_context::<State>();
    let choice = move |lang: Lang, name: &'static str| {
        view! {
            <button type="button" lang=lang.tag()
                aria-pressed=move || if state.lang.get() == lang { "true" } else { "false" }
                on:click=move |_| state.lang.set(lang)>{name}</button>
        }
    };
    view! {
        <div class="language" role="group" aria-label=move || state.words().language>
            {choice(Lang::Ru, "Ру")}
            {choice(Lang::En, "En")}
        </div>
    }
}

#[component]
fn ThemeButton() -> impl IntoView {
    let state = expect_context::<State>();
    let name = move || match state.theme.get() {
        Theme::Auto => state.words().theme_auto,
        Theme::Light => state.words().theme_light,
        Theme::Dark => state.words().theme_dark,
    };
    let face = move || match state.theme.get() {
        Theme::Auto => icon(icons::AUTO),
        Theme::Light => icon(icons::LIGHT),
        Theme::Dark => icon(icons::DARK),
    };
    view! {
        <button type="button" class="tool theme" title=name aria-label=name
            on:click=move |_| state.theme.update(|theme| *theme = theme.next())>{face}</button>
    }
}
