//! What the page and its worker say to each other.
//!
//! Every request carries all that its answer depends on, so that a worker may be ended and replaced at any time
//! without loss; the worker keeps the last machine document and annotates again only where that would differ.
//! Messages cross as bytes without names: both ends are one build.

use std::sync::Arc;

use js_sys::Uint8Array;
use razmetka::document::MentionId;
use razmetka::edit::Correction;
use razmetka::tag::Finders;
use razmetka::{Span, Stage};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use crate::sheet::Sheet;
use crate::weights::Weights;

/// A request with its number; answers carry the number back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Rises by one with each request of a page.
    pub id: u32,
    /// What is asked.
    pub job: Job,
}

/// What the page asks of its worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// Annotate and send the sheet.
    Annotate(Task),
    /// Send the public JSON of the task's document.
    Export(Task),
    /// Say where else the words of a mention stand.
    Occurrences {
        /// The text.
        task: Task,
        /// The mention, to be named in the answer.
        of: MentionId,
        /// Its words.
        span: Span,
    },
    /// Panic, so that a test sees how the page recovers.
    Crash,
}

/// A text with the editor's corrections of what was found in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// What was pasted.
    pub paste: Arc<Paste>,
    /// What the editor corrected since.
    pub log: Vec<Correction>,
    /// Who looks for mentions.
    pub finders: Finders,
    /// Whether the answer may wait for the weights: the editor has seen what they find, or asks for them.
    pub awaits_weights: bool,
}

/// What was pasted, dropped or opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paste {
    /// Plain text.
    Text(String),
    /// The clipboard's HTML, or a saved page.
    Html(String),
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// The word lists are loaded; requests are welcome.
    Ready,
    /// A stage begins.
    Progress {
        /// Of the request.
        id: u32,
        /// Which stage.
        stage: Stage,
    },
    /// The annotated text.
    Annotated {
        /// Of the request.
        id: u32,
        /// What the page shows.
        sheet: Box<Sheet>,
    },
    /// The public JSON.
    Exported {
        /// Of the request.
        id: u32,
        /// The file's content.
        json: String,
    },
    /// Where else the words of a mention stand.
    Occurrences {
        /// Of the request.
        id: u32,
        /// The mention that was asked about.
        of: MentionId,
        /// The places.
        places: Vec<Span>,
    },
    /// How far the weights of the tagger are; no answer to any request.
    Weights(Weights),
    /// The worker met a fault of the program and is of no more use.
    Failed {
        /// The panic's own words, for the report of the fault.
        message: String,
    },
}

impl Job {
    /// The text that the job is about.
    pub fn task(&self) -> Option<&Task> {
        match self {
            Self::Annotate(task) | Self::Export(task) | Self::Occurrences { task, .. } => Some(task),
            Self::Crash => None,
        }
    }
}

/// Packs a message.
pub fn encode(message: &impl Serialize) -> JsValue {
    let bytes = postcard::to_allocvec(message).expect("messages are plain data of known length");
    Uint8Array::from(bytes.as_slice()).into()
}

/// Unpacks a message.
///
/// # Errors
/// If the value is not a message of this build; says what is wrong.
pub fn decode<Message: DeserializeOwned>(value: &JsValue) -> Result<Message, String> {
    let bytes = value.dyn_ref::<Uint8Array>().ok_or("expected bytes")?.to_vec();
    postcard::from_bytes(&bytes).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use razmetka::{Options, Pipeline};
    use wasm_bindgen_test::wasm_bindgen_test;

    fn crosses<Message: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(message: &Message) {
        assert_eq!(decode::<Message>(&encode(message)).as_ref(), Ok(message));
    }

    #[wasm_bindgen_test]
    fn requests_arrive_as_they_were_sent() {
        let paste = Arc::new(Paste::Html("<p>é 👩‍👩‍👧 №\u{a0}1</p>".to_owned()));
        let log = vec![Correction::KeepBlock { block: Span::new(3, 9) }];
        crosses(&Request {
            id: u32::MAX,
            job: Job::Annotate(Task { paste, log, finders: Finders::Model, awaits_weights: true }),
        });
        crosses(&Request { id: 0, job: Job::Crash });
    }

    #[wasm_bindgen_test]
    fn a_sheet_arrives_as_it_was_sent() {
        let text = "Степан Коваленко: свыше 1,1 млрд рублей 😀 к 2030 году.\n\n— Рост 17 %, — сказал он.";
        let pipeline = Pipeline::new(Options::default());
        let sheet = Sheet::of(pipeline.annotate(text), &pipeline.lexicon);
        assert!(!sheet.mentions.is_empty(), "values of every kind are to cross");
        crosses(&Response::Annotated { id: 7, sheet: Box::new(sheet) });
    }

    #[wasm_bindgen_test]
    fn what_is_no_message_is_refused() {
        assert!(decode::<Response>(&JsValue::from_str("Ready")).is_err());
        let cut = Uint8Array::from([2_u8].as_slice());
        assert!(decode::<Response>(&cut.into()).is_err());
    }
}
