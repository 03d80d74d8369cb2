//! The edges of a mark, moved by a word.

use razmetka::document::MentionId;
use razmetka::edit::{self, Correction, Target};
use razmetka::{Span, edit::snap};

use crate::dom::{El, button, el};
use crate::sheet::Sheet;
use crate::state::State;

/// A side of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Left,
    Right,
}

/// Words that a step may pass before the marks of a pair stand whole again.
const STEPS: usize = 12;

/// Four buttons: each edge out and in.
pub(super) fn view(state: State, id: MentionId) -> El {
    let words = state.words();
    let step = |face: &str, name: &str, edge, wider| {
        button("tool edge", face, move || move_edge(state, id, edge, wider)).named(name)
    };
    el("span").class("edges").attr("role", "group").attr("aria-label", words.edges).children(vec![
        step("⇤", words.left_out, Edge::Left, true),
        step("⇥", words.left_in, Edge::Left, false),
        step("⇤", words.right_in_by_word, Edge::Right, false),
        step("⇥", words.right_out, Edge::Right, true),
    ])
}

/// Moves an edge of a mark by a word, out or in.
pub(crate) fn move_edge(state: State, id: MentionId, edge: Edge, wider: bool) {
    let moved = state.sheet.with_untracked(|sheet| {
        let sheet = sheet.as_ref()?;
        let mention = sheet.mention(id)?;
        let span = moved(sheet, mention.span, edge, wider)?;
        Some((edit::target(sheet, mention), sheet.text.to_source(span)))
    });
    if let Some((target, span)) = moved {
        let after = Target { span, ..target };
        state.correct_then_open(Correction::Move { target, span }, after, false);
    }
}

/// The span with an edge moved by a word within its paragraph; `None` where there is no word to take or to leave.
fn moved(sheet: &Sheet, span: Span, edge: Edge, wider: bool) -> Option<Span> {
    let block = sheet.blocks.get(sheet.block_at(span.start())?)?.span;
    let mut next = span;
    let text = sheet.text.clean();
    for _ in 0..STEPS {
        next = step(text, block, next, edge, wider)?;
        // A mark of a pair at the edge goes with its other half or not at all.
        for tried in [next, trimmed(text, next)] {
            let Some(snapped) = snap(text, tried) else { continue };
            let went = if wider { snapped.len() > span.len() } else { snapped.len() < span.len() };
            if went && block.contains(snapped) && is_paired(sheet.slice(snapped)) {
                return Some(snapped);
            }
        }
    }
    None
}

/// A span without what is neither letter nor digit at its edges.
fn trimmed(text: &str, span: Span) -> Span {
    let inside = text.get(span.range()).unwrap_or_default();
    let is_mark = |c: char| !c.is_alphanumeric();
    let left = inside.len() - inside.trim_start_matches(is_mark).len();
    let length = inside.trim_matches(is_mark).len();
    let start = span.range().start + left;
    Span::of(start..start + length)
}

/// Whether quotation marks and brackets are closed as often as they are opened.
fn is_paired(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    [('«', '»'), ('„', '“'), ('(', ')')].into_iter().all(|(opens, closes)| count(opens) == count(closes))
}

fn step(text: &str, block: Span, span: Span, edge: Edge, wider: bool) -> Option<Span> {
    let piece = |start: u32, end: u32| text.get(start as usize..end as usize);
    let inside = piece(span.start(), span.end())?;
    let length = |text: &str| text.len() as u32;
    let next = match (edge, wider) {
        (Edge::Right, true) => {
            Span::new(span.start(), span.end() + length(first_word(piece(span.end(), block.end())?)?))
        }
        (Edge::Left, true) => {
            Span::new(span.start() - length(last_word(piece(block.start(), span.start())?)?), span.end())
        }
        (Edge::Right, false) => Span::new(span.start(), span.end() - length(last_word(inside)?)),
        (Edge::Left, false) => Span::new(span.start() + length(first_word(inside)?), span.end()),
    };
    (!next.is_empty()).then_some(next)
}

/// The beginning of a text up to the end of its first word.
fn first_word(text: &str) -> Option<&str> {
    let start = text.find(char::is_alphanumeric)?;
    let rest = text.get(start..)?;
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    text.get(..start + end)
}

/// The end of a text from the start of its last word.
fn last_word(text: &str) -> Option<&str> {
    let without = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let before = without.trim_end_matches(char::is_alphanumeric);
    (before.len() < without.len()).then(|| text.get(before.len()..))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use razmetka::{Options, Pipeline};
    use wasm_bindgen_test::wasm_bindgen_test;

    fn check(words: &str, edge: Edge, wider: bool, expected: Option<&str>) {
        let text = "Вчера ОЭЗ «Технополис Москва» (Россия) открыла цех, сообщил мэр.";
        let pipeline = Pipeline::new(Options::default());
        let sheet = Sheet::of(pipeline.annotate(text), &pipeline.lexicon);
        let (before, _) = sheet.text.clean().split_once(words).unwrap();
        let span = Span::of(before.len()..before.len() + words.len());
        let found = moved(&sheet, span, edge, wider);
        assert_eq!(found.map(|span| sheet.slice(span)), expected, "{words}");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn an_edge_moves_by_a_word() {
        check("цех", Edge::Right, true, Some("цех, сообщил"));
        check("цех", Edge::Left, true, Some("открыла цех"));
        check("открыла цех", Edge::Left, false, Some("цех"));
        check("открыла цех", Edge::Right, false, Some("открыла"));
        check("цех", Edge::Right, false, None);
        check("Вчера", Edge::Left, true, None);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn pairs_stay_whole() {
        check("ОЭЗ", Edge::Right, true, Some("ОЭЗ «Технополис Москва»"));
        check("ОЭЗ «Технополис Москва»", Edge::Right, false, Some("ОЭЗ"));
    }
}
