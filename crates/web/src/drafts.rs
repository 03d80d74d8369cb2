//! Work is never lost: the text and the log of corrections stay in this browser until another text takes their
//! place or the editor has them forgotten.
//!
//! The log is kept as the bytes that also cross to the worker, one character a byte. They stay readable as long as
//! [`Correction`] only grows at its end; [`FORMAT`] changes when it does not.

use razmetka::edit::Correction;
use web_sys::Storage;

use crate::dom::window;
use crate::protocol::Paste;

/// Changes when logs of earlier builds can no longer be read.
const FORMAT: char = '1';
/// Longer texts are not kept: browsers give a site about five million characters.
const MOST: usize = 4_000_000;

const PASTE: &str = "razmetka.draft.text";
const LOG: &str = "razmetka.draft.log";

/// What is kept of the work on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Kept {
    /// Nothing yet, or no more.
    #[default]
    Nothing,
    /// Text and corrections.
    Whole,
    /// Nothing: the text is too long, or the browser has no room.
    NoRoom,
}

/// Work that was kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    pub(crate) paste: Paste,
    pub(crate) log: Vec<Correction>,
    /// Whether there were corrections that this build cannot read.
    pub(crate) lacks_log: bool,
}

/// Keeps a new text, without corrections.
pub(crate) fn keep_paste(paste: &Paste) -> Kept {
    forget();
    let (mark, text) = match paste {
        Paste::Text(text) => ('T', text),
        Paste::Html(html) => ('H', html),
    };
    match storage().filter(|_| text.len() <= MOST) {
        Some(storage) if storage.set_item(PASTE, &format!("{mark}{text}")).is_ok() => keep_log(&[]),
        _ => Kept::NoRoom,
    }
}

/// Keeps the corrections of the text that is kept.
pub(crate) fn keep_log(log: &[Correction]) -> Kept {
    match storage() {
        Some(storage) if storage.set_item(LOG, &pack(log)).is_ok() => Kept::Whole,
        _ => Kept::NoRoom,
    }
}

/// The work that is kept.
pub(crate) fn kept() -> Option<Draft> {
    let storage = storage()?;
    let text = storage.get_item(PASTE).ok()??;
    let (mark, text) = text.split_at_checked(1)?;
    let paste = if mark == "H" { Paste::Html(text.to_owned()) } else { Paste::Text(text.to_owned()) };
    let log = storage.get_item(LOG).ok().flatten();
    let log = log.map_or_else(|| Some(Vec::new()), |log| unpack(&log));
    Some(Draft { paste, lacks_log: log.is_none(), log: log.unwrap_or_default() })
}

/// Deletes what is kept.
pub(crate) fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(PASTE);
        let _ = storage.remove_item(LOG);
    }
}

impl Draft {
    /// The first words of the text.
    pub(crate) fn beginning(&self) -> String {
        let (Paste::Text(text) | Paste::Html(text)) = &self.paste;
        let visible: String = match &self.paste {
            Paste::Text(_) => text.chars().take(600).collect(),
            // Enough to know the text again by; the pipeline reads HTML properly.
            Paste::Html(_) => text.split('<').filter_map(|part| part.split('>').nth(1)).take(60).collect(),
        };
        let words: Vec<&str> = visible.split_whitespace().take(12).collect();
        words.join(" ")
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

fn pack(log: &[Correction]) -> String {
    let bytes = postcard::to_allocvec(log).expect("corrections are plain data of known length");
    std::iter::once(FORMAT).chain(bytes.into_iter().map(char::from)).collect()
}

fn unpack(log: &str) -> Option<Vec<Correction>> {
    let bytes: Option<Vec<u8>> =
        log.strip_prefix(FORMAT)?.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    postcard::from_bytes(&bytes?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use razmetka::Span;
    use razmetka::document::Kind;
    use razmetka::edit::Target;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn a_log_comes_back_as_it_was() {
        let target = Target { span: Span::new(300, 70_000), kind: Kind::Quantity };
        let log = vec![
            Correction::Rename { target, name: String::from("ОЭЗ «Москва» 🏭") },
            Correction::All(vec![Correction::Split { target }]),
        ];
        assert_eq!(unpack(&pack(&log)), Some(log));
        assert_eq!(unpack("0\u{1}"), None);
    }

    /// If this fails, logs that browsers keep are no longer read as they were written: change [`FORMAT`].
    #[wasm_bindgen_test(unsupported = test)]
    fn logs_of_earlier_builds_are_read() {
        let target = Target { span: Span::new(1, 2), kind: Kind::Quantity };
        let log = [
            Correction::Add { target },
            Correction::DropBlock { block: Span::new(3, 4) },
            Correction::SetOutlet { outlet: None },
        ];
        assert_eq!(pack(&log), "1\u{3}\u{0}\u{1}\u{2}\u{1d}\u{d}\u{3}\u{4}\u{14}\u{0}");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_draft_is_known_by_its_first_words() {
        let draft = |paste| Draft { paste, log: Vec::new(), lacks_log: false }.beginning();
        assert_eq!(draft(Paste::Text(String::from("Завод\n\nв  Казани"))), "Завод в Казани");
        assert_eq!(draft(Paste::Html(String::from("<h1 id=a>Завод</h1> <p>в Казани"))), "Завод в Казани");
    }
}
