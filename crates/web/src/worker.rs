//! The worker: one pipeline, loaded once, and the last machine document.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;

use razmetka::{Document, Input, Options, Pipeline, Stage, edit, export};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::protocol::{self, Job, Paste, Request, Response, Task};
use crate::sheet::Sheet;

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
        let options = edit::options(&Options::default(), &task.log);
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
    let annotator = Rc::new(RefCell::new(Annotator::default()));
    let warmed = Rc::clone(&annotator);
    let reply = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let request = protocol::decode(&event.data()).expect("the page is of the same build");
        annotator.borrow_mut().answer(request, |response| send(&reply, response));
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    send(&scope, &Response::Ready);
    warmed.borrow_mut().warm_up();
}

/// Tells the page of a panic before the program stops; the page then starts another worker.
fn report(panic: &str) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    send(&scope, &Response::Failed { message: panic.to_owned() });
}

fn send(scope: &DedicatedWorkerGlobalScope, response: &Response) {
    // The only possible failure is a page that is gone; then there is nobody to tell.
    let _ = scope.post_message(&protocol::encode(response));
}

#[cfg(test)]
mod tests {
    use super::*;
    use razmetka::edit::Correction;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn task(text: &str, log: Vec<Correction>) -> Task {
        Task { paste: Arc::new(Paste::Text(text.to_owned())), log }
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
