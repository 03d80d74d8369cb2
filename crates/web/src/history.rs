//! The editor's corrections with undo and redo.

use razmetka::edit::Correction;

/// A log of corrections, and those taken back.
#[derive(Debug, Clone, Default)]
pub(crate) struct History {
    log: Vec<Correction>,
    undone: Vec<Correction>,
}

impl History {
    /// A history that begins with a log.
    pub(crate) fn of(log: Vec<Correction>) -> Self {
        Self { log, undone: Vec::new() }
    }

    /// The corrections that hold.
    pub(crate) fn log(&self) -> &[Correction] {
        &self.log
    }

    /// Adds a correction; those taken back before are forgotten.
    pub(crate) fn add(&mut self, correction: Correction) {
        self.log.push(correction);
        self.undone.clear();
    }

    /// Takes the last correction back; says whether there was one.
    pub(crate) fn undo(&mut self) -> bool {
        move_last(&mut self.log, &mut self.undone)
    }

    /// Makes the correction that was taken back last again; says whether there was one.
    pub(crate) fn redo(&mut self) -> bool {
        move_last(&mut self.undone, &mut self.log)
    }

    /// Whether there is a correction to take back.
    pub(crate) fn can_undo(&self) -> bool {
        !self.log.is_empty()
    }

    /// Whether there is a correction to make again.
    pub(crate) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}

fn move_last(from: &mut Vec<Correction>, to: &mut Vec<Correction>) -> bool {
    let last = from.pop();
    let moved = last.is_some();
    to.extend(last);
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use razmetka::Span;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn drop_block(start: u32) -> Correction {
        Correction::DropBlock { block: Span::new(start, start + 1) }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn undo_and_redo_walk_the_same_steps() {
        let mut history = History::default();
        history.add(drop_block(1));
        history.add(drop_block(2));
        assert!(history.undo());
        assert_eq!(history.log(), [drop_block(1)]);
        assert!(history.redo());
        assert_eq!(history.log(), [drop_block(1), drop_block(2)]);
        assert!(!history.redo());
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_new_correction_forgets_what_was_taken_back() {
        let mut history = History::default();
        history.add(drop_block(1));
        history.undo();
        history.add(drop_block(3));
        assert!(!history.can_redo());
        assert_eq!(history.log(), [drop_block(3)]);
    }
}
