//! The page's own program: builds the views and waits.

use leptos::ev;
use leptos::prelude::*;

use crate::article::{Article, Rail};
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
    follow_printing(state);
    let is_start = move || state.paste.with(Option::is_none);
    view! {
        <a class="skip" href="#article">{move || state.words().skip}</a>
        <Header/>
        <MessageBar/>
        <Show when=is_start fallback=|| view! { <Reading/> }>
            <Start/>
        </Show>
        <Help/>
        <Show when=move || state.dragging.get()>
            <div class="drop-here">{move || state.words().drop_here}</div>
        </Show>
    }
}

/// Lays everything out before printing, and puts it back after.
fn follow_printing(state: State) {
    let before = window_event_listener(ev::beforeprint, move |_| state.printing.set(true));
    let after = window_event_listener(ev::afterprint, move |_| state.printing.set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
}

/// The reading view: the article with the tools at its edge.
#[component]
fn Reading() -> impl IntoView {
    view! {
        <div class="reading">
            <Rail/>
            <main><Article/></main>
            <Panel/>
        </div>
        <Busy/>
        <Card/>
        <Marking/>
        <Footer/>
    }
}
