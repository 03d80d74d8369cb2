//! Hands the exported file over: as a download or on the clipboard.

use std::time::Duration;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::dom::{after, document, window};
use crate::state::{Message, State};

/// Good news is read in this time and then goes away.
const SEEN: Duration = Duration::from_secs(4);

/// What becomes of the exported file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Means {
    #[default]
    Download,
    Copy,
}

/// Hands `json` over and says what came of it.
pub(crate) fn deliver(state: State, means: Means, json: String) {
    match means {
        Means::Download => drop(download(&json)),
        Means::Copy => spawn_local(async move {
            let copied = JsFuture::from(window().navigator().clipboard().write_text(&json)).await;
            let message = if copied.is_ok() { Message::Copied } else { Message::NotCopied };
            state.message.set(Some(message));
            after(SEEN, move || forget(state));
        }),
    }
}

fn forget(state: State) {
    if state.message.get_untracked() == Some(Message::Copied) {
        state.message.set(None);
    }
}

fn download(json: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(json)), &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download("razmetka.json");
    link.click();
    Url::revoke_object_url(&address)
}
