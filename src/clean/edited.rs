//! The editor's own changes of the text, laid over what cleaning made.

use serde::{Deserialize, Serialize};

use super::Cleaned;
use crate::sort;
use crate::span::{Source, Span};
use crate::text::{Reason, Replacement, Text};

/// A piece of the source that the editor wrote anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextEdit {
    /// The piece of the source; it holds every change of cleaning that it touches.
    pub span: Span<Source>,
    /// What stands in its place.
    pub with: String,
}

impl Cleaned {
    /// Lays edits over the clean text, the later over the earlier. An edit that cuts a character or a change
    /// of cleaning in two, or that stands in a block which is left out, has no effect.
    pub fn edited(mut self, edits: &[TextEdit]) -> Self {
        if edits.is_empty() {
            return self;
        }
        let old: Vec<Replacement> =
            self.text.edits().iter().map(|edit| replacement(&self.text, edit)).collect();
        let new = fitting(&self.text, edits);
        let kept = old.into_iter().filter(|old| !new.iter().any(|new| swallows(new, old)));
        let mut all: Vec<Replacement> = kept.chain(new.iter().cloned()).collect();
        sort::by_key(&mut all, |replacement| (replacement.source.start(), replacement.source.end()));
        self.text = Text::new(self.text.source(), all);
        self.move_blocks();
        self
    }

    fn move_blocks(&mut self) {
        let mut end = 0;
        for block in &mut self.blocks {
            let kept = block.kept.then(|| self.text.to_clean(block.source)).flatten();
            block.span = kept.unwrap_or(Span::empty(end));
            end = block.span.end();
        }
    }
}

fn replacement(text: &Text, edit: &crate::text::Edit) -> Replacement {
    Replacement { source: edit.source, with: text.slice(edit.clean).to_owned(), reason: edit.reason }
}

/// The edits that fit the text and each other, in the order of the source.
fn fitting(text: &Text, edits: &[TextEdit]) -> Vec<Replacement> {
    let mut fitting: Vec<Replacement> = Vec::new();
    for TextEdit { span, with } in edits {
        let whole = text.source().get(span.range()).is_some_and(|piece| !piece.is_empty());
        let cuts = text.edits().iter().any(|edit| edit.source.overlaps(*span) && !span.contains(edit.source));
        if whole && !cuts {
            fitting.retain(|earlier| !earlier.source.overlaps(*span));
            fitting.push(Replacement { source: *span, with: with.clone(), reason: Reason::Editor });
        }
    }
    sort::by_key(&mut fitting, |replacement| replacement.source);
    fitting
}

/// Whether an edit of the editor covers a change of cleaning; an insertion at its very border too, since the
/// editor saw it as part of the words.
fn swallows(new: &Replacement, old: &Replacement) -> bool {
    new.source.contains(old.source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::keep;

    /// Replaces each first occurrence of a piece.
    fn check(source: &str, edits: &[(&str, &str)], expected: &str) {
        let edits: Vec<TextEdit> = edits
            .iter()
            .map(|(piece, with)| {
                let start = source.find(piece).unwrap();
                TextEdit { span: Span::of(start..start + piece.len()), with: (*with).to_owned() }
            })
            .collect();
        assert_eq!(keep(source).edited(&edits).text.clean(), expected);
    }

    #[test]
    fn edits_replace_pieces_of_the_source() {
        check("Масква и Киев", &[("Масква", "Москва")], "Москва и Киев");
        check("Масква и Киев", &[("и ", ""), ("Масква", "Москва")], "Москва Киев");
    }

    #[test]
    fn the_later_of_two_overlapping_edits_counts() {
        check("Масква и Киев", &[("Масква", "Тула"), ("аск", "оск")], "Москва и Киев");
    }

    #[test]
    fn an_edit_that_cuts_a_change_of_cleaning_has_no_effect() {
        let source = "а  б";
        let space = Replacement { source: Span::new(2, 4), with: " ".into(), reason: Reason::Space };
        let cleaned = Cleaned { text: Text::new(source, [space]), ..Cleaned::default() };
        let edit = |start, end| [TextEdit { span: Span::new(start, end), with: "+".into() }];
        assert_eq!(cleaned.clone().edited(&edit(3, 4)).text.clean(), "а б");
        assert_eq!(cleaned.clone().edited(&edit(0, 1)).text.clean(), "а б", "cuts a letter");
        assert_eq!(cleaned.clone().edited(&edit(2, 4)).text.clean(), "а+б");
        assert_eq!(cleaned.edited(&edit(0, 6)).text.clean(), "+");
    }
}
