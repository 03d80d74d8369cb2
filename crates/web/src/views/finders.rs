//! Who looks for mentions: rules, the tagger or both; and how far the tagger's weights are.

use razmetka::tag::Finders;

use super::settings;
use crate::dom::{El, button, el, slot};
use crate::reactive::effect;
use crate::state::{Message, State};
use crate::weights::{SHIPPED, Weights};

impl State {
    /// Notes how far the weights are.
    pub(crate) fn hear_of_weights(self, weights: Weights) {
        match weights {
            Weights::Ready => self.had_weights.set(true),
            Weights::Failed(fault) => {
                self.had_weights.set(false);
                self.message.set(Some(Message::NoWeights(fault)));
            }
            Weights::Absent | Weights::Loading { .. } => (),
        }
        self.weights.set(weights);
    }

    /// Whether an answer without the weights would take back what the editor has seen, or they are asked for again.
    pub(crate) fn awaits_weights(self) -> bool {
        let again = self.message.with_untracked(|message| matches!(message, Some(Message::NoWeights(_))));
        again || self.had_weights.get_untracked()
    }

    /// Annotates the same text with other means; what the page says stays.
    fn annotate_again(self) {
        let message = self.message.get_untracked();
        self.annotate();
        self.message.set(message);
    }

    fn choose(self, finders: Finders) {
        self.finders.set(finders);
        settings::store("finders", name(finders));
        if self.has_sheet.get_untracked() {
            self.annotate_again();
        }
    }
}

/// Annotates the text again once the weights are there, when the editor has nothing open.
pub(crate) fn follow(state: State) {
    effect(move || {
        let is_ready = state.weights.get() == Weights::Ready && state.finders.get() != Finders::Rules;
        let is_idle = state.busy.with(Option::is_none)
            && state.card.with(Option::is_none)
            && state.selected.with(Option::is_none)
            && !state.title_open.get();
        let lacks = |sheet: &crate::sheet::Sheet| !sheet.is_tagged();
        if is_ready && is_idle && state.sheet.with(|sheet| sheet.as_deref().is_some_and(lacks)) {
            state.annotate_again();
        }
    });
}

/// The switch; none where the page was built without weights.
pub(super) fn finders(state: State) -> Option<El> {
    SHIPPED?;
    let words = state.words();
    let faces = [
        (Finders::Rules, words.finders_rules),
        (Finders::Model, words.finders_model),
        (Finders::Both, words.finders_both),
    ];
    let choices = faces.map(|(finders, face)| {
        button("", face, move || state.choose(finders))
            .attr("name", name(finders))
            .live_attr("aria-pressed", move || (state.finders.get() == finders).to_string())
    });
    let group = el("div").class("finders").attr("role", "group").attr("aria-label", words.finders);
    // Whose marks are shown at the moment, for whoever watches the page from outside.
    let is_tagged =
        move || state.sheet.with(|sheet| sheet.as_deref().is_some_and(crate::sheet::Sheet::is_tagged));
    let group = group.children(choices.into()).live_attr("data-tagged", move || is_tagged().to_string());
    Some(el("div").class("finding").child(slot().live_children(move || progress(state))).child(group))
}

fn progress(state: State) -> Vec<El> {
    let Weights::Loading { percent } = state.weights.get() else { return Vec::new() };
    let words = state.words();
    let bar = el("progress").attr("max", "100").attr("value", &percent.to_string());
    vec![
        el("label")
            .class("weights")
            .text(words.weights_loading)
            .child(bar.attr("aria-label", words.weights_loading)),
    ]
}

/// The name of a choice in the browser's memory and of its button.
fn name(finders: Finders) -> &'static str {
    match finders {
        Finders::Rules => "rules",
        Finders::Model => "model",
        Finders::Both => "both",
    }
}
