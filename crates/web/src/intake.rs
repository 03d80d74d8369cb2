//! How a text comes in: paste, drop, file.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, File, TextDecoder, TextDecoderOptions};

use crate::dom::listen_everywhere;
use crate::protocol::Paste;
use crate::state::{Message, State};

/// Larger files are for the command line.
const MOST_BYTES: f64 = 20.0 * 1024.0 * 1024.0;

/// Listens for files dropped anywhere on the page.
pub(crate) fn listen(state: State) {
    listen_everywhere("dragover", move |event| {
        event.prevent_default();
        if !state.dragging.get_untracked() {
            state.dragging.set(true);
        }
    });
    // The pointer leaves for nowhere when it leaves the window.
    listen_everywhere("dragleave", move |event| {
        if event.unchecked_ref::<DragEvent>().related_target().is_none() {
            state.dragging.set(false);
        }
    });
    listen_everywhere("drop", move |event| {
        event.prevent_default();
        state.dragging.set(false);
        if let Some(data) = event.unchecked_ref::<DragEvent>().data_transfer() {
            take_dropped(state, &data);
        }
    });
}

/// Takes what was pasted: the clipboard's HTML where there is some, for it tells headings and links apart.
pub(crate) fn paste(state: State, event: &ClipboardEvent) {
    let Some(data) = event.clipboard_data() else { return };
    event.prevent_default();
    match data.files().and_then(|files| files.get(0)) {
        Some(file) if flavour(&data, "text/plain").is_none() => open(state, file),
        _ => take(state, &data),
    }
}

fn take_dropped(state: State, data: &DataTransfer) {
    match data.files().and_then(|files| files.get(0)) {
        Some(file) => open(state, file),
        None => take(state, data),
    }
}

fn take(state: State, data: &DataTransfer) {
    let html = flavour(data, "text/html").map(Paste::Html);
    match html.or_else(|| flavour(data, "text/plain").map(Paste::Text)) {
        Some(paste) => state.read(paste),
        None => state.message.set(Some(Message::EmptyText)),
    }
}

fn flavour(data: &DataTransfer, name: &str) -> Option<String> {
    data.get_data(name).ok().filter(|text| !text.trim().is_empty())
}

/// Reads a file and annotates it.
pub(crate) fn open(state: State, file: File) {
    if file.size() > MOST_BYTES {
        state.message.set(Some(Message::TooLarge));
        return;
    }
    spawn_local(async move {
        match read(&file).await {
            Some(text) if text.trim().is_empty() => state.message.set(Some(Message::EmptyText)),
            Some(text) if is_html(&file) => state.read(Paste::Html(text)),
            Some(text) => state.read(Paste::Text(text)),
            None => state.message.set(Some(Message::Unreadable)),
        }
    });
}

fn is_html(file: &File) -> bool {
    let name = file.name().to_ascii_lowercase();
    [".html", ".htm", ".xhtml"].iter().any(|end| name.ends_with(end))
}

/// The text of a file in UTF-8 or, where that fails, in the encoding of old Russian pages.
async fn read(file: &File) -> Option<String> {
    let buffer: ArrayBuffer = JsFuture::from(file.array_buffer()).await.ok()?.dyn_into().ok()?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    if bytes.contains(&0) {
        return None;
    }
    decode("utf-8", &bytes).or_else(|_| decode("windows-1251", &bytes)).ok()
}

fn decode(encoding: &str, bytes: &[u8]) -> Result<String, JsValue> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    TextDecoder::new_with_label_and_options(encoding, &options)?.decode_with_u8_array(bytes)
}
