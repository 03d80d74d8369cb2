//! What the page knows: signals that the views read and the few ways to change them.

mod corrections;

use std::sync::Arc;

use razmetka::document::{EntityId, MentionId};
use razmetka::edit::Target;
use razmetka::tag::Finders;
use razmetka::{Span, Stage};

use crate::article::{Pane, Selected};
use crate::client::{Client, News};
use crate::dom;
use crate::drafts::{self, Kept};
use crate::history::History;
use crate::i18n::{Lang, Words};
use crate::panels::{Filter, Order};
use crate::protocol::{Job, Paste, Task};
use crate::reactive::Signal;
use crate::sheet::Sheet;
use crate::views::theme::Theme;
use crate::views::{delivery, settings};
use crate::weights::{Fault, Weights};

/// Everything that the views share. A handle: copies refer to the same signals.
#[derive(Clone, Copy)]
pub(crate) struct State {
    pub(crate) lang: Signal<Lang>,
    pub(crate) theme: Signal<Theme>,
    /// What stands in the box of the start view.
    pub(crate) typed: Signal<String>,
    /// What was pasted; the page shows the start view while there is nothing.
    pub(crate) paste: Signal<Option<Arc<Paste>>>,
    /// What was found in it.
    pub(crate) sheet: Signal<Option<Arc<Sheet>>>,
    /// Whether there is a sheet: views that stay from one to the next follow this.
    pub(crate) has_sheet: Signal<bool>,
    /// What the worker does.
    pub(crate) busy: Signal<Option<Busy>>,
    /// What the editor should know.
    pub(crate) message: Signal<Option<Message>>,
    /// The editor's corrections.
    pub(crate) history: Signal<History>,
    /// The open tab of the panel.
    pub(crate) tab: Signal<Tab>,
    /// Whether the panel stands over the article on a narrow page.
    pub(crate) sheet_open: Signal<bool>,
    /// The mention that the keyboard stands on.
    pub(crate) at: Signal<Option<MentionId>>,
    /// The mention whose card is open.
    pub(crate) card: Signal<Option<MentionId>>,
    /// Which part of the card is open for corrections.
    pub(crate) form: Signal<Form>,
    /// Where else the words of a mention stand.
    pub(crate) occurrences: Signal<Option<Occurrences>>,
    /// The words that are selected in the article.
    pub(crate) selected: Signal<Option<Selected>>,
    /// The entity that is lit.
    pub(crate) lit: Signal<Option<EntityId>>,
    /// The entity under the pointer.
    pub(crate) hovered: Signal<Option<EntityId>>,
    /// Whether the fields of the title are open.
    pub(crate) title_open: Signal<bool>,
    /// Whether a new mark is to be looked for in the whole text.
    pub(crate) everywhere: Signal<bool>,
    /// How the figures stand in their table.
    pub(crate) order: Signal<Order>,
    /// Which figures stand in their table.
    pub(crate) filter: Signal<Filter>,
    /// What is kept of the work in the browser.
    pub(crate) kept: Signal<Kept>,
    /// Whether every mark wears its label.
    pub(crate) labels: Signal<bool>,
    /// Who looks for mentions.
    pub(crate) finders: Signal<Finders>,
    /// How far the weights of the tagger are.
    pub(crate) weights: Signal<Weights>,
    /// Whether they were there once: from then on the editor waits for what they find.
    pub(crate) had_weights: Signal<bool>,
    /// Whether the help is open.
    pub(crate) help: Signal<bool>,
    /// Whether a file hangs over the page.
    pub(crate) dragging: Signal<bool>,
    /// Whether the page is being printed, with everything that was found.
    pub(crate) printing: Signal<bool>,
    /// What becomes of the exported file.
    delivery: Signal<delivery::Means>,
    /// The mark whose card is to open with the next sheet.
    reopen: Signal<Option<Reopen>>,
    client: Signal<Option<Client>>,
    pane: Signal<Option<Pane>>,
}

/// A card that opens when the corrected text is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reopen {
    target: Target,
    /// Whether to look for the words in the whole text then.
    everywhere: bool,
}

/// Where else the words of a mention stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occurrences {
    pub(crate) of: MentionId,
    pub(crate) places: Vec<Span>,
}

/// The parts of a card that open on demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Form {
    #[default]
    None,
    /// The value of a figure or a date.
    Value,
    /// The entity that another joins.
    Join,
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
    NotRepaired,
    LogLost,
    NoWeights(Fault),
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
            Self::NotRepaired => words.not_repaired,
            Self::LogLost => words.log_lost,
            Self::NoWeights(Fault::Unreachable) => words.weights_unreachable,
            Self::NoWeights(Fault::Broken) => words.weights_broken,
        }
    }

    /// Whether asking again may help.
    pub(crate) fn can_retry(self) -> bool {
        matches!(self, Self::Failed | Self::Cancelled | Self::NoWeights(_))
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
            lang: Signal::new(settings::lang()),
            theme: Signal::new(settings::theme()),
            typed: Signal::new(String::new()),
            paste: Signal::new(None),
            sheet: Signal::new(None),
            has_sheet: Signal::new(false),
            busy: Signal::new(None),
            message: Signal::new(None),
            history: Signal::new(History::default()),
            tab: Signal::new(Tab::default()),
            sheet_open: Signal::new(false),
            at: Signal::new(None),
            card: Signal::new(None),
            form: Signal::new(Form::None),
            occurrences: Signal::new(None),
            selected: Signal::new(None),
            lit: Signal::new(None),
            hovered: Signal::new(None),
            title_open: Signal::new(false),
            everywhere: Signal::new(false),
            order: Signal::new(Order::default()),
            filter: Signal::new(Filter::default()),
            kept: Signal::new(Kept::default()),
            labels: Signal::new(false),
            finders: Signal::new(settings::finders()),
            weights: Signal::new(Weights::default()),
            had_weights: Signal::new(false),
            help: Signal::new(false),
            dragging: Signal::new(false),
            printing: Signal::new(false),
            delivery: Signal::new(delivery::Means::default()),
            reopen: Signal::new(None),
            client: Signal::new(None),
            pane: Signal::new(None),
        };
        state.client.set(Some(Client::new(move |news| state.hear(news))));
        state
    }

    /// The table of strings of the moment; a view that calls it follows the language.
    pub(crate) fn words(self) -> &'static Words {
        self.lang.get().words()
    }

    /// Annotates a new text, which takes the place of the one that was kept.
    pub(crate) fn read(self, paste: Paste) {
        self.forget();
        let kept = drafts::keep_paste(&paste);
        // The start view goes first, or it would read the draft once more.
        self.paste.set(Some(Arc::new(paste)));
        self.kept.set(kept);
        self.annotate();
    }

    /// Back to the start view.
    pub(crate) fn clear(self) {
        self.cancel_quietly();
        self.forget();
        self.paste.set(None);
    }

    fn forget(self) {
        self.typed.set(String::new());
        self.set_sheet(None);
        self.title_open.set(false);
        self.message.set(None);
        self.history.set(History::default());
        self.filter.set(Filter::default());
        self.reopen.set(None);
        self.close_all();
    }

    /// Closes what stands over the article.
    pub(crate) fn close_all(self) {
        self.close_card();
        self.selected.set(None);
        self.lit.set(None);
        self.at.set(None);
        self.sheet_open.set(false);
    }

    /// Opens the card of a mention.
    pub(crate) fn open_card(self, id: MentionId) {
        let entity = self.sheet.with_untracked(|sheet| sheet.as_ref()?.mention(id)?.entity);
        self.form.set(Form::None);
        self.occurrences.set(None);
        self.at.set(Some(id));
        self.lit.set(entity);
        self.card.set(Some(id));
    }

    /// Opens a part of the card, or closes it.
    pub(crate) fn toggle_form(self, form: Form) {
        self.form.update(|open| *open = if *open == form { Form::None } else { form });
    }

    /// Closes the card.
    pub(crate) fn close_card(self) {
        self.card.set(None);
        self.form.set(Form::None);
        self.occurrences.set(None);
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
        self.client.with_untracked(|client| client.as_ref().inspect(|client| client.cancel()).is_some());
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
        Some(Task {
            paste,
            log: self.history.with_untracked(|history| history.log().to_vec()),
            finders: self.finders.get_untracked(),
            awaits_weights: self.awaits_weights(),
        })
    }

    fn ask(self, job: Job) {
        self.client.with_untracked(|client| client.as_ref().map(|client| client.ask(job)));
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
            News::Occurrences { of, places } => self.occurrences.set(Some(Occurrences { of, places })),
            News::Weights(weights) => self.hear_of_weights(weights),
            News::Failed(words) => {
                dom::complain(&words);
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
        let reopen = self.reopen.get_untracked();
        let opens = reopen.and_then(|reopen| Some((sheet.at_target(reopen.target)?, reopen.everywhere)));
        self.close_card();
        self.reopen.set(None);
        self.set_sheet(Some(Arc::new(sheet)));
        self.at.set(at);
        self.lit.set(lit);
        if let Some((id, everywhere)) = opens {
            self.open_card(id);
            if everywhere {
                self.look_everywhere(id);
            }
        }
    }

    fn set_sheet(self, sheet: Option<Arc<Sheet>>) {
        if self.has_sheet.get_untracked() != sheet.is_some() {
            self.has_sheet.set(sheet.is_some());
        }
        self.hovered.set(None);
        self.sheet.set(sheet);
    }

    /// Gives the state the pane that shows the article.
    pub(crate) fn set_pane(self, pane: Pane) {
        self.pane.set(Some(pane));
    }

    /// The pane that shows the article.
    pub(crate) fn pane(self) -> Option<Pane> {
        self.pane.get_untracked()
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
