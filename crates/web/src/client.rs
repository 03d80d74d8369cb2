//! The page's side of the boundary: starts the worker, numbers requests, drops stale answers, and replaces a
//! worker that failed or that nobody waits for any more.

use std::cell::RefCell;
use std::mem;
use std::rc::{Rc, Weak};

use razmetka::document::MentionId;
use razmetka::{Span, Stage};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::protocol::{self, Job, Request, Response};
use crate::sheet::Sheet;
use crate::weights::{Kept, Weights};

/// The script that starts this very program as the worker. It reads the address of the module's script from its own
/// query, and the first message is the program.
const WORKER: &str = "./worker.js";

#[wasm_bindgen]
extern "C" {
    /// The address of the script that loaded this module.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static MODULE: String;
}

/// What the page hears.
#[derive(Debug, Clone)]
pub(crate) enum News {
    /// A stage of the awaited annotation begins.
    Progress(Stage),
    /// The awaited sheet.
    Sheet(Box<Sheet>),
    /// Where else the words of a mention stand.
    Occurrences { of: MentionId, places: Vec<Span> },
    /// The awaited file.
    Json(String),
    /// How far the weights of the tagger are.
    Weights(Weights),
    /// The worker failed and was replaced; what it was asked stays unanswered.
    Failed(String),
    /// No worker can be started at all.
    Unavailable,
}

/// A line to the worker of the moment.
#[derive(Clone)]
pub(crate) struct Client(Rc<Inner>);

struct Inner {
    line: RefCell<Line>,
    tell: Box<dyn Fn(News)>,
}

#[derive(Default)]
struct Line {
    link: Option<Link>,
    ready: bool,
    last_id: u32,
    awaited: Vec<u32>,
    unsent: Vec<Request>,
    kept: Option<Kept>,
}

impl Client {
    /// Starts a worker; `tell` hears what comes of every later request.
    pub(crate) fn new(tell: impl Fn(News) + 'static) -> Self {
        let client = Self(Rc::new(Inner { line: RefCell::default(), tell: Box::new(tell) }));
        client.0.restart();
        client
    }

    /// Asks for something; whatever was awaited before is stale from now on.
    pub(crate) fn ask(&self, job: Job) {
        if self.is_waiting() {
            self.cancel();
        }
        let mut line = self.0.line.borrow_mut();
        line.last_id += 1;
        let request = Request { id: line.last_id, job };
        line.awaited.push(request.id);
        match &line.link {
            Some(link) if line.ready => link.post(&request),
            _ => line.unsent.push(request),
        }
    }

    /// Gives up what is awaited: the worker cannot hear while it works, so another takes its place.
    pub(crate) fn cancel(&self) {
        if self.is_waiting() {
            self.0.restart();
        }
    }

    fn is_waiting(&self) -> bool {
        !self.0.line.borrow().awaited.is_empty()
    }
}

impl Inner {
    fn restart(self: &Rc<Self>) {
        let last_id = self.line.borrow().last_id;
        let fresh = Line { last_id, ..Line::default() };
        (self.tell)(News::Weights(Weights::Absent));
        drop(mem::replace(&mut *self.line.borrow_mut(), fresh));
        match Link::open(Rc::downgrade(self)) {
            Ok(link) => {
                spawn_local(Self::find_kept(Rc::downgrade(self), link.worker.clone()));
                self.line.borrow_mut().link = Some(link);
            }
            Err(_) => (self.tell)(News::Unavailable),
        }
    }

    /// Reads what the browser kept for a worker, while that loads its word lists.
    async fn find_kept(inner: Weak<Self>, worker: Worker) {
        let kept = Kept::find().await;
        let Some(inner) = inner.upgrade() else { return };
        let mut line = inner.line.borrow_mut();
        if line.link.as_ref().is_some_and(|link| link.worker == worker) {
            line.kept = Some(kept);
            line.send_all();
        }
    }

    fn hear(self: &Rc<Self>, message: &JsValue) {
        match protocol::decode(message) {
            Ok(Response::Ready) => {
                let mut line = self.line.borrow_mut();
                line.ready = true;
                line.send_all();
            }
            Ok(Response::Progress { id, stage }) if self.awaits(id) => (self.tell)(News::Progress(stage)),
            Ok(Response::Annotated { id, sheet }) if self.settle(id) => (self.tell)(News::Sheet(sheet)),
            Ok(Response::Exported { id, json }) if self.settle(id) => (self.tell)(News::Json(json)),
            Ok(Response::Occurrences { id, of, places }) if self.settle(id) => {
                (self.tell)(News::Occurrences { of, places });
            }
            Ok(Response::Weights(weights)) => (self.tell)(News::Weights(weights)),
            Ok(Response::Failed { message }) => self.fail(message),
            Ok(_stale) => (),
            Err(message) => self.fail(message),
        }
    }

    fn awaits(&self, id: u32) -> bool {
        self.line.borrow().awaited.contains(&id)
    }

    /// Whether the answer is awaited; it is not from now on.
    fn settle(&self, id: u32) -> bool {
        let awaited = &mut self.line.borrow_mut().awaited;
        let before = awaited.len();
        awaited.retain(|&other| other != id);
        awaited.len() < before
    }

    /// Replaces a broken worker. One that broke before it was ready would only break again.
    fn fail(self: &Rc<Self>, message: String) {
        let was_ready = self.line.borrow().ready;
        if was_ready {
            self.restart();
            (self.tell)(News::Failed(message));
        } else {
            self.line.borrow_mut().link = None;
            (self.tell)(News::Unavailable);
        }
    }
}

impl Line {
    /// Sends what waited for the worker, requests first: it answers by rules before it reads the weights.
    fn send_all(&mut self) {
        if let Some(link) = self.link.as_ref().filter(|_| self.ready) {
            self.unsent.drain(..).for_each(|request| link.post(&request));
            if let Some(kept) = self.kept.take() {
                // As with requests.
                let _ = kept.send(&link.worker);
            }
        }
    }
}

/// A worker with what listens to it; ends with its owner.
struct Link {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Link {
    fn open(inner: Weak<Inner>) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&format!("{WORKER}?{}", MODULE.with(String::clone)), &options)?;
        let on_message = listener(inner.clone(), |inner, event: MessageEvent| inner.hear(&event.data()));
        let on_error = listener(inner, |inner, _: Event| inner.fail(String::from("the worker stopped")));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.post_message(&wasm_bindgen::module())?;
        Ok(Self { worker, _on_message: on_message, _on_error: on_error })
    }

    fn post(&self, request: &Request) {
        // A string can always be posted to a worker that was not ended.
        let _ = self.worker.post_message(&protocol::encode(request));
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn listener<E>(inner: Weak<Inner>, hear: fn(&Rc<Inner>, E)) -> Closure<dyn FnMut(E)>
where
    E: wasm_bindgen::convert::FromWasmAbi + 'static,
{
    Closure::new(move |event: E| {
        if let Some(inner) = inner.upgrade() {
            hear(&inner, event);
        }
    })
}
