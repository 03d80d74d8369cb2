//! The article's elements in the page: built a few at a time, found again, lit and dimmed.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use razmetka::document::{EntityId, MentionId};
use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, Element, HtmlElement};

use super::print::{Item, Printer, items};
use crate::dom::{document, next_frame, window};
use crate::i18n::Lang;
use crate::sheet::Sheet;

/// Milliseconds of building in one frame; the rest of a frame belongs to the browser.
const BUDGET: f64 = 9.0;

/// Articles with more items than this let the browser skip what is out of sight.
const LONG: usize = 400;

/// The pane of the article; clones share it.
#[derive(Clone)]
pub(crate) struct Pane(Rc<RefCell<State>>);

struct State {
    root: HtmlElement,
    sheet: Arc<Sheet>,
    lang: Lang,
    /// First paragraphs of the folds that are open, by their place in the source.
    open: BTreeSet<u32>,
    job: Option<Job>,
    jobs: u32,
}

/// A building under way.
struct Job {
    number: u32,
    rest: std::vec::IntoIter<Item>,
    /// Where the elements go until all are there; `None` while they go straight to the page.
    aside: Option<DocumentFragment>,
}

impl Pane {
    /// An empty pane in `root`.
    pub(crate) fn new(root: HtmlElement) -> Self {
        Self(Rc::new(RefCell::new(State {
            root,
            sheet: Arc::default(),
            lang: Lang::default(),
            open: BTreeSet::new(),
            job: None,
            jobs: 0,
        })))
    }

    /// Shows a sheet. A new article appears as it is built; a corrected one replaces the old all at once, so
    /// that the page does not jump.
    pub(crate) fn show(&self, sheet: Arc<Sheet>, lang: Lang, is_new: bool) {
        self.0.borrow_mut().begin(sheet, lang, is_new);
        self.build();
    }

    /// Whether an article is shown.
    pub(crate) fn is_showing(&self) -> bool {
        !self.0.borrow().sheet.blocks.is_empty()
    }

    fn build(&self) {
        let more = self.0.borrow_mut().build_until(BUDGET);
        if let Some(number) = more {
            let pane = self.clone();
            next_frame(move || {
                let is_current = pane.0.borrow().job.as_ref().is_some_and(|job| job.number == number);
                if is_current {
                    pane.build();
                }
            });
        }
    }

    /// The first piece of a mention, built at once if need be.
    pub(crate) fn mark(&self, id: MentionId) -> Option<HtmlElement> {
        self.0.borrow_mut().build_until(f64::INFINITY);
        self.find(&format!("mark[data-mention=\"{}\"]", id.0))
    }

    /// A paragraph, kept or removed; the fold around a removed one is opened.
    pub(crate) fn paragraph(&self, at: usize) -> Option<HtmlElement> {
        self.0.borrow_mut().build_until(f64::INFINITY);
        let removed = format!("[data-removed=\"{at}\"]");
        if let Some(found) = self.find(&format!("[data-block=\"{at}\"], {removed}")) {
            return Some(found);
        }
        let start = self.0.borrow().fold_start(at)?;
        self.toggle_fold(start);
        self.find(&removed)
    }

    fn find(&self, selector: &str) -> Option<HtmlElement> {
        let found = self.0.borrow().root.query_selector(selector).ok()??;
        found.dyn_into().ok()
    }

    /// Opens or closes the fold that starts with a paragraph.
    pub(crate) fn toggle_fold(&self, start: usize) {
        let Some(line) = self.find(&format!("[data-fold=\"{start}\"]")) else { return };
        let mut state = self.0.borrow_mut();
        let Some(source) = state.sheet.blocks.get(start).map(|block| block.source.start()) else {
            return;
        };
        let opens = !state.open.remove(&source);
        if opens {
            state.open.insert(source);
        }
        state.redraw_fold(&line, start, opens);
    }

    /// The element that holds the article.
    pub(crate) fn root(&self) -> HtmlElement {
        self.0.borrow().root.clone()
    }

    /// Underlays the mentions of an entity that the pointer is over; `None` ends it.
    pub(crate) fn hover(&self, entity: Option<EntityId>) {
        let root = self.root();
        each(&root, "mark.kin", |mark| drop(mark.class_list().remove_1("kin")));
        if let Some(EntityId(id)) = entity {
            each(&root, &format!("mark[data-entities~=\"{id}\"]"), |mark| {
                drop(mark.class_list().add_1("kin"));
            });
        }
    }

    /// Lights the mentions of an entity and dims the others; `None` ends it.
    pub(crate) fn light(&self, entity: Option<EntityId>) {
        let root = &self.0.borrow().root;
        each(root, "mark.lit", |mark| drop(mark.class_list().remove_1("lit")));
        if let Some(EntityId(id)) = entity {
            each(root, &format!("mark[data-entities~=\"{id}\"]"), |mark| {
                drop(mark.class_list().add_1("lit"));
            });
        }
        let _ = root.class_list().toggle_with_force("dimming", entity.is_some());
    }
}

impl State {
    fn begin(&mut self, sheet: Arc<Sheet>, lang: Lang, is_new: bool) {
        let items = items(&sheet);
        let _ = self.root.class_list().toggle_with_force("long", items.len() > LONG);
        if is_new {
            self.open.clear();
            self.root.replace_children_with_node_0();
        }
        (self.sheet, self.lang) = (sheet, lang);
        self.jobs += 1;
        let aside = (!is_new).then(|| document().create_document_fragment());
        self.job = Some(Job { number: self.jobs, rest: items.into_iter(), aside });
    }

    /// Builds for so many milliseconds; the number of the job if there is more to do.
    fn build_until(&mut self, budget: f64) -> Option<u32> {
        let mut job = self.job.take()?;
        let (start, printer) = (now(), Printer { sheet: &self.sheet, lang: self.lang });
        let is_open = |at: usize| {
            let block = self.sheet.blocks.get(at);
            block.is_some_and(|block| self.open.contains(&block.source.start()))
        };
        for item in job.rest.by_ref() {
            let element = printer.element(&item, is_open);
            let _ = match &job.aside {
                Some(fragment) => fragment.append_child(&element),
                None => self.root.append_child(&element),
            };
            if now() - start > budget {
                break;
            }
        }
        if job.rest.len() > 0 {
            let number = job.number;
            self.job = Some(job);
            return Some(number);
        }
        if let Some(fragment) = job.aside {
            self.root.replace_children_with_node_1(&fragment);
        }
        None
    }

    fn fold_start(&self, at: usize) -> Option<usize> {
        items(&self.sheet).into_iter().find_map(|item| match item {
            Item::Removed(run) if run.contains(&at) => Some(run.start),
            _ => None,
        })
    }

    fn redraw_fold(&self, line: &Element, start: usize, opens: bool) {
        let _ = line.set_attribute("aria-expanded", if opens { "true" } else { "false" });
        let (Some(fold), Some(run)) = (line.parent_element(), run_of(&self.sheet, start)) else { return };
        if opens {
            Printer { sheet: &self.sheet, lang: self.lang }.append_removed(&fold, run);
        } else if let Some(blocks) = fold.last_element_child() {
            blocks.remove();
        }
    }
}

fn run_of(sheet: &Sheet, start: usize) -> Option<std::ops::Range<usize>> {
    items(sheet).into_iter().find_map(|item| match item {
        Item::Removed(run) if run.start == start => Some(run),
        _ => None,
    })
}

fn each(root: &HtmlElement, selector: &str, visit: impl Fn(&Element)) {
    let Ok(found) = root.query_selector_all(selector) else { return };
    for at in 0..found.length() {
        if let Some(element) = found.get(at).and_then(|node| node.dyn_into().ok()) {
            visit(&element);
        }
    }
}

fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
