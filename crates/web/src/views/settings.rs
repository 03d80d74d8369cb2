//! What the browser remembers and how it likes to move: stored choices, the address, reduced motion.

use razmetka::tag::Finders;
use web_sys::{FocusOptions, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::theme::Theme;
use crate::dom::{document, window};
use crate::i18n::Lang;

/// The language chosen before, else the browser's, else Russian: the articles are Russian.
pub(crate) fn lang() -> Lang {
    let stored = load("lang").and_then(|tag| Lang::of_tag(&tag));
    stored.or_else(|| Lang::of_tag(&window().navigator().language()?)).unwrap_or_default()
}

/// The theme chosen before, else the system's.
pub(crate) fn theme() -> Theme {
    load("theme").and_then(|name| Theme::of_name(&name)).unwrap_or_default()
}

/// Who looked for mentions before, else all who can.
pub(crate) fn finders() -> Finders {
    match load("finders").as_deref() {
        Some("rules") => Finders::Rules,
        Some("model") => Finders::Model,
        _ => Finders::Both,
    }
}

/// Remembers a choice; a browser that refuses storage only forgets it.
pub(crate) fn store(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(&format!("razmetka.{name}"), value);
    }
}

fn load(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(&format!("razmetka.{name}")).ok()?
}

/// Whether the first annotation of a page opened with `?crash-test` is to break off, so that a browser test
/// sees the page recover.
pub(crate) fn is_crash_test(is_first: bool) -> bool {
    thread_local!(static DONE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
    let asked = window().location().search().is_ok_and(|search| search.contains("crash-test"));
    asked && is_first && !DONE.replace(true)
}

/// Whether the page is too narrow for a panel beside the article; the same border as in `base.css`.
pub(crate) fn is_narrow() -> bool {
    matches("(max-width: 899px)")
}

fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Brings an element to the upper middle of the page.
pub(crate) fn scroll_to(element: &HtmlElement) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    let still = matches("(prefers-reduced-motion: reduce)");
    options.set_behavior(if still { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Lights an element for a moment, so that the eye finds it.
pub(crate) fn flash(element: &HtmlElement) {
    let classes = element.class_list();
    let _ = classes.remove_1("flash");
    // Reading a measure makes the browser notice that the class was gone.
    let _ = element.offset_width();
    let _ = classes.add_1("flash");
}

/// Sets a style.
pub(crate) fn style(element: &HtmlElement, name: &str, value: &str) {
    let _ = HtmlElement::style(element).set_property(name, value);
}

/// Sets a fixed element in the window, in CSS pixels.
pub(crate) fn place(element: &HtmlElement, left: f64, top: f64) {
    style(element, "left", &format!("{}px", left.round() as i32));
    style(element, "top", &format!("{}px", top.round() as i32));
}

/// Focuses an element without scrolling to it.
pub(crate) fn focus_quietly(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// The root element, which carries language and theme.
pub(crate) fn root() -> Option<HtmlElement> {
    use wasm_bindgen::JsCast;
    document().document_element()?.dyn_into().ok()
}

/// Focuses the first element of a selector.
pub(crate) fn focus_on(selector: &str) {
    use wasm_bindgen::JsCast;
    if let Ok(Some(element)) = document().query_selector(selector) {
        focus_quietly(element.unchecked_ref());
    }
}
