//! What surrounds the article: start, header, footer, card, help, and what is said while waiting.

mod busy;
mod card;
pub(crate) mod delivery;
mod finders;
mod footer;
mod header;
mod help;
pub(crate) mod icons;
mod marking;
pub(crate) mod settings;
mod start;
pub(crate) mod theme;

pub(crate) use busy::{busy, message_bar};
pub(crate) use card::{Edge, card, move_edge, split};
pub(crate) use finders::follow;
pub(crate) use footer::footer;
pub(crate) use header::header;
pub(crate) use help::help;
pub(crate) use icons::icon;
pub(crate) use marking::{listen, mark_quote, marking};
pub(crate) use start::{arrive, start};

/// Width and height of the window, in CSS pixels.
fn window_size() -> (f64, f64) {
    let window = crate::dom::window();
    let size = |side: Result<wasm_bindgen::JsValue, _>| side.ok().and_then(|side| side.as_f64());
    (size(window.inner_width()).unwrap_or(1024.0), size(window.inner_height()).unwrap_or(768.0))
}
