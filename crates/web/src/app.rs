//! The page's own program: builds the views and waits.

use leptos::prelude::*;

use crate::article::Article;
use crate::panels::Panel;
use crate::state::State;
use crate::views::{self, Busy, Card, Footer, Header, Help, Marking, MessageBar, Start, theme};
use crate::{intake, keys};

/// Puts the page into the document.
pub fn start() {
    std::panic::set_hook(Box::new(|info| leptos::logging::error!("{info}")));
    mount_to_body(Page);
}

#[component]
fn Page() -> impl IntoView {
    let state = State::new();
    provide_context(state);
    theme::follow(state);
    intake::listen(state);
    keys::listen(state);
    views::listen(state);
    let is_start = move || state.paste.with(Option::is_none);
    view! {
        <a class="skip" href="#article">{move || state.words().skip}</a>
        <Header/>
        <MessageBar/>
        <Show when=is_start fallback=|| view! { <Reading/> }>
            <Start/>
        </Show>
        <Help/>
    }
}

/// The reading view: the article with the tools at its edge.
#[component]
fn Reading() -> impl IntoView {
    view! {
        <main class="reading">
            <Article/>
            <Panel/>
        </main>
        <Busy/>
        <Card/>
        <Marking/>
        <Footer/>
    }
}
