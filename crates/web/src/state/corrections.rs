//! What the editor does about the text: corrections, undo, and the work that is kept.

use std::sync::Arc;

use razmetka::clean;
use razmetka::document::MentionId;
use razmetka::edit::{self, Correction, Target};

use super::{Message, Reopen, State};
use crate::drafts::{self, Draft, Kept};
use crate::history::History;
use crate::protocol::{Job, Paste};

impl State {
    /// Corrects what was found; can be undone.
    pub(crate) fn correct(self, correction: Correction) {
        self.history.update(|history| history.add(correction));
        self.keep_log();
        self.annotate();
    }

    /// Corrects what was found and opens the card of a mark then; `everywhere` looks for its words in the whole text.
    pub(crate) fn correct_then_open(self, correction: Correction, target: Target, everywhere: bool) {
        self.correct(correction);
        self.reopen.set(Some(Reopen { target, everywhere }));
    }

    fn keep_log(self) {
        if self.kept.with_untracked(|kept| *kept != Kept::Nothing) {
            self.kept.set(self.history.with_untracked(|history| drafts::keep_log(history.log())));
        }
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

    /// Restores every removed block.
    pub(crate) fn restore_all(self) {
        let removed = self.sheet.with_untracked(|sheet| {
            let blocks = sheet.as_ref().map(|sheet| sheet.blocks.as_slice()).unwrap_or_default();
            let removed = blocks.iter().filter(|block| !block.kept);
            removed.map(|block| Correction::KeepBlock { block: block.source }).collect()
        });
        self.correct(Correction::All(removed));
    }

    /// How corrections name a mention, if it is still there.
    pub(crate) fn target(self, id: MentionId) -> Option<Target> {
        self.sheet.with_untracked(|sheet| {
            let sheet = sheet.as_ref()?;
            Some(edit::target(sheet, sheet.mention(id)?))
        })
    }

    /// Takes a mark away.
    pub(crate) fn remove(self, id: MentionId) {
        if let Some(target) = self.target(id) {
            self.close_card();
            self.correct(Correction::Remove { target });
        }
    }

    /// Asks where else the words of a mention stand.
    pub(crate) fn look_everywhere(self, id: MentionId) {
        let span = self.sheet.with_untracked(|sheet| Some(sheet.as_ref()?.mention(id)?.span));
        if let (Some(span), Some(task), None) = (span, self.task(), self.busy.get_untracked()) {
            self.ask(Job::Occurrences { task, of: id, span });
        }
    }

    /// Takes the last step back.
    pub(crate) fn undo(self) {
        if self.history.update(History::undo) {
            self.keep_log();
            self.annotate();
        }
    }

    /// Takes an undone step again.
    pub(crate) fn redo(self) {
        if self.history.update(History::redo) {
            self.keep_log();
            self.annotate();
        }
    }

    /// Reads the text again as it was before it was decoded with the wrong encoding.
    pub(crate) fn repair_encoding(self) {
        let repaired = self.paste.with_untracked(|paste| match paste.as_deref()? {
            Paste::Text(text) => clean::repair_mojibake(text).map(Paste::Text),
            Paste::Html(html) => clean::repair_mojibake(html).map(Paste::Html),
        });
        match repaired {
            Some(paste) => self.read(paste),
            None => self.message.set(Some(Message::NotRepaired)),
        }
    }

    /// Takes up the work that was kept.
    pub(crate) fn resume(self, draft: Draft) {
        self.forget();
        self.history.set(History::of(draft.log));
        self.paste.set(Some(Arc::new(draft.paste)));
        self.kept.set(Kept::Whole);
        self.annotate();
        if draft.lacks_log {
            self.message.set(Some(Message::LogLost));
        }
    }

    /// Deletes what the browser keeps of the work; what is on the page stays.
    pub(crate) fn forget_kept(self) {
        drafts::forget();
        self.kept.set(Kept::Nothing);
    }
}
