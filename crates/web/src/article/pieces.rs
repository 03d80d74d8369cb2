//! Cuts a paragraph at every border of its marks, so that flat pieces can show nested and touching marks.

use razmetka::Span;
use razmetka::document::MentionId;
use razmetka::sort;

use crate::sheet::Sheet;

/// Deeper nests share the lowest underline.
const LEVELS: u8 = 3;

/// A stretch of a paragraph under the same marks throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) span: Span,
    /// Outermost first.
    pub(crate) marks: Vec<Layer>,
}

/// A mark over a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layer {
    pub(crate) mention: MentionId,
    /// Which underline is its own, 1 next to the words; the same all along the mark.
    pub(crate) level: u8,
    /// Whether the mark begins with the piece.
    pub(crate) first: bool,
}

/// A mention with the words that the page marks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) mention: MentionId,
    pub(crate) span: Span,
}

/// The marks of a paragraph, outer before inner. A figure is shown with the words that bound it.
pub(crate) fn shown(sheet: &Sheet, paragraph: Span) -> Vec<Shown> {
    let mut shown: Vec<Shown> = sheet
        .mentions_in(paragraph)
        .iter()
        .map(|mention| {
            let metric = sheet.metric(mention.id).map(|metric| metric.span);
            let span = metric.map_or(mention.span, |span| span.cover(mention.span));
            Shown { mention: mention.id, span: clip(span, paragraph) }
        })
        .collect();
    sort::by_key(&mut shown, |shown| shown.span);
    shown
}

fn clip(span: Span, within: Span) -> Span {
    let start = span.start().clamp(within.start(), within.end());
    Span::new(start, span.end().clamp(start, within.end()))
}

/// Cuts `paragraph` at the borders of `shown`, which is sorted.
pub(crate) fn pieces(paragraph: Span, shown: &[Shown]) -> Vec<Piece> {
    let levels = levels(shown);
    let mut coming = shown.iter().zip(levels).peekable();
    let mut open: Vec<(Shown, u8)> = Vec::new();
    let borders = borders(paragraph, shown);
    let mut pieces = Vec::with_capacity(borders.len());
    for (&start, &end) in borders.iter().zip(borders.iter().skip(1)) {
        open.retain(|(shown, _)| shown.span.end() > start);
        while let Some((shown, level)) = coming.next_if(|(shown, _)| shown.span.start() <= start) {
            open.push((*shown, level));
        }
        let layer = |&(shown, level): &(Shown, u8)| Layer {
            mention: shown.mention,
            level,
            first: shown.span.start() == start,
        };
        pieces.push(Piece { span: Span::new(start, end), marks: open.iter().map(layer).collect() });
    }
    pieces
}

fn borders(paragraph: Span, shown: &[Shown]) -> Vec<u32> {
    let spans = shown.iter().map(|shown| shown.span).chain([paragraph]);
    let mut borders: Vec<u32> = spans.flat_map(|span| [span.start(), span.end()]).collect();
    sort::sort(&mut borders);
    borders.dedup();
    borders
}

/// How many marks stand inside each mark, one within the other, plus one.
fn levels(shown: &[Shown]) -> Vec<u8> {
    let mut levels = vec![1; shown.len()];
    for (at, parent) in parents(shown).into_iter().enumerate().rev() {
        if let Some(parent) = parent {
            let above = LEVELS.min(levels[at] + 1);
            levels[parent] = above.max(levels[parent]);
        }
    }
    levels
}

/// The innermost mark around each mark.
fn parents(shown: &[Shown]) -> Vec<Option<usize>> {
    let mut around: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(shown.len());
    for (at, inner) in shown.iter().enumerate() {
        around.retain(|&outer| shown[outer].span.end() > inner.span.start());
        parents.push(around.iter().rev().copied().find(|&outer| shown[outer].span.contains(inner.span)));
        around.push(at);
    }
    parents
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// Reads `[...]` as marks, cuts, and prints each piece with the levels over it.
    fn check(marked: &str, expected: &str) {
        let (mut text, mut open, mut shown) = (String::new(), Vec::new(), Vec::new());
        for c in marked.chars() {
            match c {
                '[' => open.push(text.len()),
                ']' => shown.push(Span::of(open.pop().unwrap()..text.len())),
                c => text.push(c),
            }
        }
        shown.sort();
        let shown: Vec<Shown> =
            (0..).zip(shown).map(|(id, span)| Shown { mention: MentionId(id), span }).collect();
        let pieces = pieces(Span::of(0..text.len()), &shown);
        let printed: Vec<String> = pieces
            .iter()
            .map(|piece| {
                let levels: String = piece.marks.iter().map(|layer| layer.level.to_string()).collect();
                format!("{}{levels}", text.get(piece.span.range()).unwrap())
            })
            .collect();
        assert_eq!(printed.join("|"), expected);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn plain_text_is_one_piece() {
        check("текст", "текст");
        check("", "");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn an_outer_mark_keeps_its_level_around_an_inner_one() {
        check("[ОЭЗ «[Москва]»] растёт", "ОЭЗ «2|Москва21|»2| растёт");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn touching_marks_stay_apart() {
        check("[а][б]", "а1|б1");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn deep_nests_share_the_lowest_line() {
        check("[[[[а]]]]", "а3321");
    }
}
