//! The worker: one pipeline, loaded once, and the last machine document.

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;

use razmetka::tag::Finders;
use razmetka::tag::neural::Tagger;
use razmetka::{Document, Input, Options, Pipeline, Stage, edit, export};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::protocol::{self, Job, Paste, Request, Response, Task};
use crate::sheet::Sheet;
use crate::weights::{self, Fault, Kept, Shipped, Weights};

/// A pipeline with the last text that it annotated.
#[derive(Debug)]
pub struct Annotator {
    pipeline: Pipeline,
    last: Option<Annotated>,
}

/// A machine document and what it was made from.
#[derive(Debug)]
struct Annotated {
    paste: Arc<Paste>,
    options: Options,
    document: Document,
}

impl Default for Annotator {
    fn default() -> Self {
        Self { pipeline: Pipeline::new(Options::default()), last: None }
    }
}

impl Annotator {
    /// Does what is asked, handing every answer to `post`.
    ///
    /// # Panics
    /// On [`Job::Crash`], which asks for it.
    pub fn answer(&mut self, request: Request, mut post: impl FnMut(&Response)) {
        let id = request.id;
        match request.job {
            Job::Annotate(task) => {
                let document = self.document(&task, |stage| post(&Response::Progress { id, stage }));
                let sheet = Box::new(Sheet::of(document, &self.pipeline.lexicon));
                post(&Response::Annotated { id, sheet });
            }
            Job::Export(task) => {
                let document = export::json::document(&self.document(&task, |_| ()));
                let json = export::json::text(&document);
                post(&Response::Exported { id, json });
            }
            Job::Occurrences { task, of, span } => {
                let document = self.document(&task, |_| ());
                let places = edit::occurrences(&document, &self.pipeline.lexicon, span);
                post(&Response::Occurrences { id, of, places });
            }
            Job::Crash => panic!("a crash was asked for"),
        }
    }

    /// Whether it has the weights.
    fn has_tagger(&self) -> bool {
        self.pipeline.tagger.is_some()
    }

    /// Takes the tagger and the rare words into use: with both, labels are those of the native program.
    fn set_tagger(&mut self, tagger: Tagger, rare: &[u8]) -> Result<(), Fault> {
        self.pipeline.lexicon.add_rare_words(rare).map_err(|_| Fault::Broken)?;
        self.pipeline.tagger = Some(Arc::new(tagger));
        self.last = None;
        Ok(())
    }

    /// Unpacks the word lists, so that the first article need not wait for them: half a second in a browser. The
    /// sentence has something for every family of rules.
    fn warm_up(&self) {
        let text = "«В 2024 году продали 5 т угля на 1 млн рублей», — сообщил мэр Москвы Иван Петров.";
        // Only the lists that stay loaded matter.
        let _ = self.pipeline.annotate(text);
    }

    /// The document as the editor left it.
    fn document(&mut self, task: &Task, progress: impl FnMut(Stage)) -> Document {
        self.annotate_anew(task, progress);
        let machine = &self.last.as_ref().expect("it was annotated just now").document;
        edit::apply(machine, &task.log, &self.pipeline.lexicon)
    }

    /// Makes the machine's document again where the text or the options changed.
    fn annotate_anew(&mut self, task: &Task, progress: impl FnMut(Stage)) {
        let options = edit::options(&Options { finders: task.finders, ..Options::default() }, &task.log);
        let is_same = |last: &Annotated| last.options == options && last.paste == task.paste;
        if !self.last.as_ref().is_some_and(is_same) {
            self.last = None;
            self.last = Some(self.annotate(&task.paste, options, progress));
        }
    }

    fn annotate(
        &mut self,
        paste: &Arc<Paste>,
        options: Options,
        mut progress: impl FnMut(Stage),
    ) -> Annotated {
        self.pipeline.options.clone_from(&options);
        let input = match &**paste {
            Paste::Text(text) => Input::Text(text),
            Paste::Html(html) => Input::Html(html),
        };
        let annotation = self.pipeline.annotate_with(input, |stage| {
            progress(stage);
            ControlFlow::Continue(())
        });
        let ControlFlow::Continue(document) = annotation else { unreachable!("nobody asked to stop") };
        Annotated { paste: Arc::clone(paste), options, document }
    }
}

/// Whether the program runs as a worker: the global scope is no window.
pub fn is_here() -> bool {
    js_sys::global().has_type::<DedicatedWorkerGlobalScope>()
}

/// Loads the word lists, says [`Response::Ready`] and answers requests until the page ends the worker.
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    std::panic::set_hook(Box::new(|info| report(&info.to_string())));
    let desk = Rc::new(Desk::default());
    let hearing = Rc::clone(&desk);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let message = event.data();
        match Kept::receive(&message) {
            Some(kept) => hearing.take(kept),
            None => hearing.hear(protocol::decode(&message).expect("the page is of the same build")),
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    send(&Response::Ready);
    desk.annotator.borrow().warm_up();
}

/// Where requests arrive, and wait for the weights if need be.
#[derive(Debug, Default)]
struct Desk {
    annotator: RefCell<Annotator>,
    waiting: RefCell<Vec<Request>>,
    /// What the browser kept; `None` before the page has told, and while the rest is on its way.
    kept: RefCell<Option<Kept>>,
    /// Whether to ask the server for what it did not keep.
    wanted: Cell<bool>,
    /// Whether the server did not have them; it is asked again only if the editor wants it.
    failed: Cell<bool>,
}

impl Desk {
    fn hear(self: &Rc<Self>, request: Request) {
        let task = request.job.task().filter(|task| task.finders != Finders::Rules);
        let lacks = weights::SHIPPED.is_some() && !self.annotator.borrow().has_tagger();
        let (wants, waits) = (lacks && task.is_some(), lacks && task.is_some_and(|task| task.awaits_weights));
        if waits {
            self.waiting.borrow_mut().push(request);
        } else {
            self.annotator.borrow_mut().answer(request, send);
        }
        if waits || (wants && !self.failed.get()) {
            self.wanted.set(true);
            self.load();
        }
    }

    fn take(self: &Rc<Self>, kept: Kept) {
        self.kept.replace(Some(kept));
        self.load();
    }

    /// Loads what the browser kept, and fetches the rest if it is wanted.
    fn load(self: &Rc<Self>) {
        let can = |kept: &mut Kept| self.wanted.get() || kept.is_whole();
        let Some(shipped) = weights::SHIPPED else { return };
        let Some(kept) = self.kept.borrow_mut().take_if(can) else { return };
        let desk = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let loaded = desk.set_tagger(shipped, kept).await;
            if loaded.is_err() {
                desk.kept.replace(Some(Kept::default()));
            }
            desk.failed.set(loaded.is_err());
            send(&Response::Weights(loaded.map_or_else(Weights::Failed, |()| Weights::Ready)));
            for request in desk.waiting.take() {
                desk.annotator.borrow_mut().answer(request, send);
            }
        });
    }

    /// Takes what was kept, and fetches the rest.
    async fn set_tagger(&self, shipped: Shipped, kept: Kept) -> Result<(), Fault> {
        let rare = match kept.rare {
            Some(rare) => rare.to_vec(),
            None => weights::RARE.fetch(|_| ()).await?,
        };
        let tagger = match kept.weights {
            Some(weights) => Tagger::from_digested_bytes(weights.to_vec()),
            None => Tagger::from_bytes(shipped.fetch(tell_percent()).await?),
        };
        self.annotator.borrow_mut().set_tagger(tagger.map_err(|_| Fault::Broken)?, &rare)
    }
}

/// Tells the page each percent once.
fn tell_percent() -> impl FnMut(u8) {
    let mut told = None;
    move |percent| {
        if told.replace(percent) != Some(percent) {
            send(&Response::Weights(Weights::Loading { percent }));
        }
    }
}

/// Tells the page of a panic before the program stops; the page then starts another worker.
fn report(panic: &str) {
    send(&Response::Failed { message: panic.to_owned() });
}

fn send(response: &Response) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    // The only possible failure is a page that is gone; then there is nobody to tell.
    let _ = scope.post_message(&protocol::encode(response));
}

#[cfg(test)]
mod tests {
    use super::*;
    use razmetka::edit::Correction;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn task(text: &str, log: Vec<Correction>) -> Task {
        Task {
            paste: Arc::new(Paste::Text(text.to_owned())),
            log,
            finders: Finders::Both,
            awaits_weights: false,
        }
    }

    fn answers(annotator: &mut Annotator, job: Job) -> Vec<Response> {
        let mut answers = Vec::new();
        annotator.answer(Request { id: 7, job }, |response| answers.push(response.clone()));
        answers
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_text_is_annotated_once_and_told_by_stages() {
        let mut annotator = Annotator::default();
        let first = answers(&mut annotator, Job::Annotate(task("Текст.", Vec::new())));
        assert_eq!(first.len(), Stage::ALL.len() + 1);
        let again = answers(&mut annotator, Job::Annotate(task("Текст.", Vec::new())));
        assert_eq!(again, first[Stage::ALL.len()..], "no stage runs twice for one text");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_editors_date_reaches_the_sheet() {
        let date = "2024-01-29".parse().ok();
        let log = vec![Correction::SetPublished { date: date.clone() }];
        let answers = answers(&mut Annotator::default(), Job::Annotate(task("Текст.", log)));
        let Some(Response::Annotated { sheet, .. }) = answers.last() else { panic!("no sheet: {answers:?}") };
        assert_eq!(sheet.details.published, date);
    }
}
