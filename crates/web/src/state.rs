//! What the page knows: signals that the views read and the few ways to change them.

use std::sync::Arc;

use leptos::prelude::*;
use razmetka::Stage;
use razmetka::document::{EntityId, MentionId};
use razmetka::edit::{self, Correction, Target};

use crate::article::{Pane, Selected};
use crate::client::{Client, News};
use crate::history::History;
use crate::i18n::{Lang, Words};
use crate::protocol::{Job, Paste, Task};
use crate::sheet::Sheet;
use crate::views::theme::Theme;
use crate::views::{delivery, settings};

/// Everything that the views share. A handle: copies refer to the same signals.
#[derive(Clone, Copy)]
pub(crate) struct State {
    pub(crate) lang: RwSignal<Lang>,
    pub(crate) theme: RwSignal<Theme>,
    /// What was pasted; the page shows the start view while there is nothing.
    pub(crate) paste: RwSignal<Option<Arc<Paste>>>,
    /// What was found in it.
    pub(crate) sheet: RwSignal<Option<Arc<Sheet>>>,
    /// What the worker does.
    pub(crate) busy: RwSignal<Option<Busy>>,
    /// What the editor should know.
    pub(crate) message: RwSignal<Option<Message>>,
    /// The editor's corrections.
    pub(crate) history: RwSignal<History>,
    /// The open tab of the panel.
    pub(crate) tab: RwSignal<Tab>,
    /// Whether the panel stands over the article on a narrow page.
    pub(crate) sheet_open: RwSignal<bool>,
    /// The mention that the keyboard stands on.
    pub(crate) at: RwSignal<Option<MentionId>>,
    /// The mention whose card is open.
    pub(crate) card: RwSignal<Option<MentionId>>,
    /// The words that are selected in the article.
    pub(crate) selected: RwSignal<Option<Selected>>,
    /// The entity that is lit.
    pub(crate) lit: RwSignal<Option<EntityId>>,
    /// Whether every mark wears its label.
    pub(crate) labels: RwSignal<bool>,
    /// Whether the help is open.
    pub(crate) help: RwSignal<bool>,
    /// Whether a file hangs over the page.
    pub(crate) dragging: RwSignal<bool>,
    /// Whether the page is being printed, with everything that was found.
    pub(crate) printing: RwSignal<bool>,
    /// What becomes of the exported file.
    delivery: RwSignal<delivery::Means>,
    client: StoredValue<Option<Client>, LocalStorage>,
    pane: StoredValue<Option<Pane>, LocalStorage>,
}

/// What the worker does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Busy {
    /// Annotates; the stage is known once the worker has begun.
    Annotating(Option<Stage>),
    /// Writes the export.
    Exporting,
}

/// A sentence for the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Message {
    Failed,
    Unavailable,
    Cancelled,
    EmptyText,
    Unreadable,
    TooLarge,
    Copied,
    NotCopied,
}

impl Message {
    /// The sentence.
    pub(crate) fn text(self, words: &'static Words) -> &'static str {
        match self {
            Self::Failed => words.failed,
            Self::Unavailable => words.unavailable,
            Self::Cancelled => words.cancelled,
            Self::EmptyText => words.empty_text,
            Self::Unreadable => words.unreadable,
            Self::TooLarge => words.too_large,
            Self::Copied => words.copied,
            Self::NotCopied => words.not_copied,
        }
    }

    /// Whether asking again may help.
    pub(crate) fn can_retry(self) -> bool {
        matches!(self, Self::Failed | Self::Cancelled)
    }
}

/// The tabs of the panel, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tab {
    #[default]
    Entities,
    Metrics,
    Quotes,
    Statistics,
    Removed,
}

impl Tab {
    /// Every tab.
    pub(crate) const ALL: [Self; 5] =
        [Self::Entities, Self::Metrics, Self::Quotes, Self::Statistics, Self::Removed];
}

impl State {
    /// A page with nothing on it, and a worker that loads its word lists.
    pub(crate) fn new() -> Self {
        let state = Self {
            lang: RwSignal::new(settings::lang()),
            theme: RwSignal::new(settings::theme()),
            paste: RwSignal::new(None),
            sheet: RwSignal::new(None),
            busy: RwSignal::new(None),
            message: RwSignal::new(None),
            history: RwSignal::new(History::default()),
            tab: RwSignal::new(Tab::default()),
            sheet_open: RwSignal::new(false),
            at: RwSignal::new(None),
            card: RwSignal::new(None),
            selected: RwSignal::new(None),
            lit: RwSignal::new(None),
            labels: RwSignal::new(false),
            help: RwSignal::new(false),
            dragging: RwSignal::new(false),
            printing: RwSignal::new(false),
            delivery: RwSignal::new(delivery::Means::default()),
            client: StoredValue::new_local(None),
            pane: StoredValue::new_local(None),
        };
        state.client.set_value(Some(Client::new(move |news| state.hear(news))));
        state
    }

    /// The table of strings of the moment; a view that calls it follows the language.
    pub(crate) fn words(self) -> &'static Words {
        self.lang.get().words()
    }

    /// The table of strings, for a view that is made anew with the language.
    pub(crate) fn words_now(self) -> &'static Words {
        self.lang.get_untracked().words()
    }

    /// Annotates a new text.
    pub(crate) fn read(self, paste: Paste) {
        self.forget();
        self.paste.set(Some(Arc::new(paste)));
        self.annotate();
    }

    /// Back to the start view.
    pub(crate) fn clear(self) {
        self.cancel_quietly();
        self.forget();
        self.paste.set(None);
    }

    fn forget(self) {
        self.sheet.set(None);
        self.message.set(None);
        self.history.set(History::default());
        self.close_all();
    }

    /// Closes what stands over the article.
    pub(crate) fn close_all(self) {
        self.card.set(None);
        self.selected.set(None);
        self.lit.set(None);
        self.at.set(None);
        self.sheet_open.set(false);
    }

    /// Annotates the text of the moment with the corrections of the moment.
    pub(crate) fn annotate(self) {
        let Some(task) = self.task() else { return };
        self.message.set(None);
        self.busy.set(Some(Busy::Annotating(None)));
        if settings::is_crash_test(self.sheet.with_untracked(Option::is_none)) {
            self.ask(Job::Crash);
        } else {
            self.ask(Job::Annotate(task));
        }
    }

    /// Stops the annotation; the text stays.
    pub(crate) fn cancel(self) {
        self.cancel_quietly();
        self.message.set(Some(Message::Cancelled));
    }

    fn cancel_quietly(self) {
        self.busy.set(None);
        self.client.with_value(|client| client.as_ref().inspect(|client| client.cancel()).is_some());
    }

    /// Corrects what was found; can be undone.
    pub(crate) fn correct(self, correction: Correction) {
        self.history.update(|history| history.add(correction));
        self.annotate();
    }

    /// Restores a removed block, or removes a kept one.
    pub(crate) fn decide(self, block: usize, keep: bool) {
        let block = self.sheet.with_untracked(|sheet| Some(sheet.as_ref()?.blocks.get(block)?.source));
        if let Some(block) = block {
            self.correct(if keep {
                Correction::KeepBlock { block }
            } else {
                Correction::DropBlock { block }
            });
        }
    }

    /// Corrects a mention, if it is still there.
    pub(crate) fn correct_mention(self, id: MentionId, correction: impl FnOnce(Target) -> Correction) {
        let target = self.sheet.with_untracked(|sheet| {
            let sheet = sheet.as_ref()?;
            Some(edit::target(sheet, sheet.mention(id)?))
        });
        if let Some(target) = target {
            self.card.set(None);
            self.correct(correction(target));
        }
    }

    /// Takes the last step back.
    pub(crate) fn undo(self) {
        if self.history.try_update(History::undo) == Some(true) {
            self.annotate();
        }
    }

    /// Takes an undone step again.
    pub(crate) fn redo(self) {
        if self.history.try_update(History::redo) == Some(true) {
            self.annotate();
        }
    }

    /// Writes the public JSON and hands it over.
    pub(crate) fn export(self, means: delivery::Means) {
        if self.busy.with_untracked(Option::is_some) {
            return;
        }
        let Some(task) = self.task() else { return };
        self.delivery.set(means);
        self.busy.set(Some(Busy::Exporting));
        self.ask(Job::Export(task));
    }

    fn task(self) -> Option<Task> {
        let paste = self.paste.get_untracked()?;
        Some(Task { paste, log: self.history.with_untracked(|history| history.log().to_vec()) })
    }

    fn ask(self, job: Job) {
        self.client.with_value(|client| client.as_ref().map(|client| client.ask(job)));
    }

    fn hear(self, news: News) {
        match news {
            News::Progress(stage) => self.busy.set(Some(Busy::Annotating(Some(stage)))),
            News::Sheet(sheet) => {
                self.busy.set(None);
                self.show(*sheet);
            }
            News::Json(json) => {
                self.busy.set(None);
                delivery::deliver(self, self.delivery.get_untracked(), json);
            }
            News::Failed(words) => {
                leptos::logging::error!("{words}");
                self.busy.set(None);
                self.message.set(Some(Message::Failed));
            }
            News::Unavailable => {
                self.busy.set(None);
                self.message.set(Some(Message::Unavailable));
            }
        }
    }

    /// Shows a sheet; what the editor stood on or had lit stays, if it is still there.
    fn show(self, sheet: Sheet) {
        let found = |id| self.sheet.with_untracked(|old| sheet.again(old.as_deref()?, id));
        let at = self.at.get_untracked().and_then(found);
        let lit = self.lit.get_untracked().and_then(|lit| {
            let first = self.sheet.with_untracked(|old| old.as_ref()?.entity(lit)?.mentions.first().copied());
            sheet.mention(found(first?)?)?.entity
        });
        self.card.set(None);
        self.sheet.set(Some(Arc::new(sheet)));
        self.at.set(at);
        self.lit.set(lit);
    }

    /// Gives the state the pane that shows the article.
    pub(crate) fn set_pane(self, pane: Pane) {
        self.pane.set_value(Some(pane));
    }

    /// The pane that shows the article.
    pub(crate) fn pane(self) -> Option<Pane> {
        self.pane.get_value()
    }

    /// Goes to a mention: scrolls to it, sets the keyboard on it, lights its entity.
    pub(crate) fn go_to(self, id: MentionId) {
        let entity = self.sheet.with_untracked(|sheet| sheet.as_ref()?.mention(id)?.entity);
        self.lit.set(entity);
        self.at.set(Some(id));
        self.sheet_open.set(false);
        if let Some(mark) = self.pane().and_then(|pane| pane.mark(id)) {
            settings::scroll_to(&mark);
            settings::focus_quietly(&mark);
        }
    }

    /// Goes to a paragraph, kept or removed.
    pub(crate) fn go_to_paragraph(self, at: usize) {
        self.sheet_open.set(false);
        if let Some(paragraph) = self.pane().and_then(|pane| pane.paragraph(at)) {
            settings::scroll_to(&paragraph);
            settings::flash(&paragraph);
        }
    }
}
