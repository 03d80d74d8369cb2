//! What surrounds the article: start, header, footer, card, help, and what is said while waiting.

mod busy;
mod card;
pub(crate) mod delivery;
mod footer;
mod header;
mod help;
pub(crate) mod icons;
mod marking;
pub(crate) mod settings;
mod start;
pub(crate) mod theme;

pub(crate) use busy::{Busy, MessageBar};
pub(crate) use card::Card;
pub(crate) use footer::Footer;
pub(crate) use header::Header;
pub(crate) use help::Help;
pub(crate) use icons::icon;
pub(crate) use marking::{Marking, listen};
pub(crate) use start::Start;

/// Width and height of the window, in CSS pixels.
fn window_size() -> (f64, f64) {
    let window = leptos::prelude::window();
    let size = |side: Result<wasm_bindgen::JsValue, _>| side.ok().and_then(|side| side.as_f64());
    (size(window.inner_width()).unwrap_or(1024.0), size(window.inner_height()).unwrap_or(768.0))
}
