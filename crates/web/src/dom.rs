//! Elements of the page, built by hand: names, texts and listeners, never a string of HTML.
//!
//! What is built is not generic, so that a view costs the page its calls and nothing more.

use std::time::Duration;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt};
use web_sys::{
    Document, Element, Event, EventTarget, HtmlElement, HtmlInputElement, HtmlSelectElement, Window,
};

use crate::reactive::effect;

/// An element under construction; clones are the same element.
#[derive(Clone)]
pub(crate) struct El(Element);

/// A new element.
pub(crate) fn el(tag: &str) -> El {
    El(document().create_element(tag).expect_throw("the tags of the views are valid names"))
}

/// A new element of a drawing.
pub(crate) fn svg(tag: &str) -> El {
    let space = Some("http://www.w3.org/2000/svg");
    El(document().create_element_ns(space, tag).expect_throw("the tags of the views are valid names"))
}

/// A button that does something.
pub(crate) fn button(class: &str, face: &str, mut act: impl FnMut() + 'static) -> El {
    el("button").attr("type", "button").class(class).text(face).on("click", move |_| act())
}

/// Room for other elements that takes none itself.
pub(crate) fn slot() -> El {
    el("div").class("slot")
}

impl El {
    /// An element that is there already.
    pub(crate) fn of(element: HtmlElement) -> Self {
        Self(element.into())
    }

    /// Sets the classes.
    pub(crate) fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Sets an attribute.
    pub(crate) fn attr(self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// Gives the button or field a name for screen readers, shown as a hint too.
    pub(crate) fn named(self, name: &str) -> Self {
        self.attr("aria-label", name).attr("title", name)
    }

    /// Appends a text.
    pub(crate) fn text(self, text: &str) -> Self {
        if !text.is_empty() {
            let _ = self.0.append_child(&document().create_text_node(text));
        }
        self
    }

    /// Appends an element.
    pub(crate) fn child(self, El(child): El) -> Self {
        let _ = self.0.append_child(&child);
        self
    }

    /// Appends an element, if there is one.
    pub(crate) fn maybe(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Appends elements.
    pub(crate) fn children(self, children: Vec<El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Hears an event, as long as the element lives.
    pub(crate) fn on(self, event: &str, hear: impl FnMut(Event) + 'static) -> Self {
        listen(&self.0, event, hear);
        self
    }

    /// Does something to the element now, and again after each change of a signal that it reads.
    pub(crate) fn live(self, change: impl Fn(&El) + 'static) -> Self {
        let element = self.clone();
        effect(move || change(&element));
        self
    }

    /// Keeps an attribute in step.
    pub(crate) fn live_attr(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        self.live(move |element| element.set(name, &value()))
    }

    /// Keeps a class in step.
    pub(crate) fn live_class(self, name: &'static str, is_on: impl Fn() -> bool + 'static) -> Self {
        self.live(move |element| element.toggle(name, is_on()))
    }

    /// Keeps the text in step.
    pub(crate) fn live_text(self, text: impl Fn() -> String + 'static) -> Self {
        self.live(move |element| element.0.set_text_content(Some(&text())))
    }

    /// Keeps what is inside in step.
    pub(crate) fn live_children(self, children: impl Fn() -> Vec<El> + 'static) -> Self {
        self.live(move |element| element.fill(children()))
    }

    /// Puts other elements in the place of what is inside.
    pub(crate) fn fill(&self, children: Vec<El>) {
        self.0.set_text_content(None);
        for child in children {
            let _ = self.0.append_child(&child.0);
        }
    }

    /// Sets an attribute.
    pub(crate) fn set(&self, name: &str, value: &str) {
        let _ = self.0.set_attribute(name, value);
    }

    /// Sets a class or takes it away.
    pub(crate) fn toggle(&self, class: &str, is_on: bool) {
        let _ = self.0.class_list().toggle_with_force(class, is_on);
    }

    /// The element as any element.
    pub(crate) fn element(&self) -> &Element {
        &self.0
    }

    /// The element as the browser knows it.
    pub(crate) fn node(&self) -> &HtmlElement {
        self.0.unchecked_ref()
    }

    /// What stands in a field: input, list or box of text.
    pub(crate) fn value(&self) -> String {
        value(&self.0)
    }

    /// Puts something into a field.
    pub(crate) fn set_value(&self, value: &str) {
        let _ = js_sys::Reflect::set(&self.0, &"value".into(), &value.into());
    }

    /// Whether a box is ticked.
    pub(crate) fn is_checked(&self) -> bool {
        self.0.unchecked_ref::<HtmlInputElement>().checked()
    }

    /// Ticks a box, or takes the tick away.
    pub(crate) fn set_checked(&self, is_checked: bool) {
        self.0.unchecked_ref::<HtmlInputElement>().set_checked(is_checked);
    }

    /// Lets a button or field be used, or not.
    pub(crate) fn enable(&self, is_enabled: bool) {
        let _ = self.0.toggle_attribute_with_force("disabled", !is_enabled);
    }
}

/// A list of values to choose from; `choose` hears the value.
pub(crate) fn choice(
    label: &str,
    options: &[(String, String)],
    chosen: &str,
    mut choose: impl FnMut(String) + 'static,
) -> El {
    let options = options.iter().map(|(value, name)| {
        let option = el("option").attr("value", value).text(name);
        if value == chosen { option.attr("selected", "") } else { option }
    });
    el("select").attr("aria-label", label).children(options.collect()).on("change", move |event| {
        if let Some(list) = event.target() {
            choose(list.unchecked_into::<HtmlSelectElement>().value());
        }
    })
}

/// What stands in the field that an event is about.
pub(crate) fn value(target: &JsValue) -> String {
    let value = js_sys::Reflect::get(target, &"value".into());
    value.ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// The element that an event is about.
pub(crate) fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Hears an event for as long as the target lives.
pub(crate) fn listen(target: &EventTarget, event: &str, hear: impl FnMut(Event) + 'static) {
    let hear = Closure::<dyn FnMut(Event)>::new(hear).into_js_value();
    let _ = target.add_event_listener_with_callback(event, hear.unchecked_ref());
}

/// Hears an event anywhere on the page.
pub(crate) fn listen_everywhere(event: &str, hear: impl FnMut(Event) + 'static) {
    listen(&window(), event, hear);
}

/// Does something after a while.
pub(crate) fn after(time: Duration, act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    let millis = i32::try_from(time.as_millis()).unwrap_or(i32::MAX);
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), millis);
}

/// Does something before the browser draws next.
pub(crate) fn next_frame(act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    let _ = window().request_animation_frame(act.unchecked_ref());
}

/// The window.
pub(crate) fn window() -> Window {
    web_sys::window().expect_throw("the page runs in a window")
}

/// The page's document.
pub(crate) fn document() -> Document {
    window().document().expect_throw("a window has a document")
}

/// Says something to the developer's console.
pub(crate) fn complain(words: &str) {
    web_sys::console::error_1(&words.into());
}
