//! The page's own program: builds the views and waits.

use crate::article::{article, rail};
use crate::dom::{self, El, el, listen_everywhere, slot};
use crate::panels::panel;
use crate::reactive::effect;
use crate::state::State;
use crate::views::{self, theme};
use crate::{intake, keys};

/// Puts the page into the document.
pub fn start() {
    std::panic::set_hook(Box::new(|info| dom::complain(&info.to_string())));
    let state = State::new();
    theme::follow(state);
    views::follow(state);
    intake::listen(state);
    keys::listen(state);
    views::listen(state);
    // Everything is laid out before printing, and put back after.
    listen_everywhere("beforeprint", move |_| state.printing.set(true));
    listen_everywhere("afterprint", move |_| state.printing.set(false));
    let page = slot();
    if let Some(body) = dom::document().body() {
        let _ = El::of(body).child(page.clone());
    }
    // The whole page is drawn anew in another language: its words need no attention anywhere else.
    effect(move || page.fill(all(state)));
}

fn all(state: State) -> Vec<El> {
    let words = state.words();
    vec![
        el("a").class("skip").attr("href", "#article").text(words.skip),
        views::header(state),
        views::message_bar(state),
        slot().live(move |place| {
            let has_text = state.paste.with(Option::is_some);
            place.fill(if has_text { reading(state) } else { vec![views::start(state)] });
            if !has_text {
                // The box takes the focus once it is on the page.
                dom::next_frame(views::arrive);
            }
        }),
        views::help(state),
        slot().live_children(move || {
            let hint = || el("div").class("drop-here").text(words.drop_here);
            if state.dragging.get() { vec![hint()] } else { Vec::new() }
        }),
    ]
}

/// The reading view: the article with the tools at its edge.
fn reading(state: State) -> Vec<El> {
    let article = el("main").child(article(state));
    vec![
        el("div").class("reading").child(rail(state)).child(article).child(panel(state)),
        views::busy(state),
        views::card(state),
        views::marking(state),
        views::footer(state),
    ]
}
