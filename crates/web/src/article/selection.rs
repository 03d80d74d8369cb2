//! From the browser's selection, in UTF-16 code units of a text node, to a span of the clean text.

use razmetka::document::Block;
use razmetka::{Span, Units, edit};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use crate::dom::{document, window};
use crate::sheet::Sheet;

/// Selected words and where they stand in the window, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Selected {
    pub(crate) span: Span,
    pub(crate) left: f64,
    pub(crate) bottom: f64,
}

/// The words that are selected in the article, whole words within one block; `None` where there are none.
pub(crate) fn selected(sheet: &Sheet) -> Option<Selected> {
    let selection = window().get_selection().ok()??;
    if selection.is_collapsed() {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let start = place(&range.start_container().ok()?, range.start_offset().ok()?)?;
    let block = sheet.blocks.get(start.block)?;
    let end = place(&range.end_container().ok()?, range.end_offset().ok()?);
    let end = end.filter(|end| end.block == start.block).map_or(u32::MAX, |end| end.utf16);
    let span = edit::snap(sheet.text.clean(), span(sheet, block, start.utf16, end)?)?;
    let seen = range.get_bounding_client_rect();
    Some(Selected { span, left: seen.left(), bottom: seen.bottom() })
}

/// A place in the article as the browser counts.
struct Place {
    block: usize,
    /// Code units before it in the block.
    utf16: u32,
}

fn place(node: &Node, offset: u32) -> Option<Place> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    let words = element.closest(".words").ok()??;
    let block = words.closest("[data-block]").ok()??.get_attribute("data-block")?.parse().ok()?;
    let before = document().create_range().ok()?;
    before.set_start(&words, 0).ok()?;
    before.set_end(node, offset).ok()?;
    Some(Place { block, utf16: before.to_string().length() })
}

/// The span between two places of a block; one past its end means the end.
fn span(sheet: &Sheet, block: &Block, start: u32, end: u32) -> Option<Span> {
    let units = Units::new(sheet.block_text(block));
    let start = block.span.start() + units.byte_of_utf16(start)?;
    let end = units.byte_of_utf16(end).map_or(block.span.end(), |end| block.span.start() + end);
    (start < end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use razmetka::{Options, Pipeline};
    use wasm_bindgen_test::wasm_bindgen_test;

    /// Counts as the browser does, in code units from the start of the block, and reads the words back.
    fn check(text: &str, words: &str) {
        let pipeline = Pipeline::new(Options::default());
        let sheet = Sheet::of(pipeline.annotate(text), &pipeline.lexicon);
        let block = sheet.blocks.iter().find(|block| sheet.block_text(block).contains(words)).unwrap();
        let (before, _) = sheet.block_text(block).split_once(words).unwrap();
        let units = |text: &str| text.encode_utf16().count() as u32;
        let start = units(before);
        let found = span(&sheet, block, start, start + units(words)).unwrap();
        assert_eq!(sheet.slice(found), words);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_selection_is_counted_from_the_start_of_its_block() {
        check("Завод в Москве выпустил 230 станков за год.\n\nЦех в Казани пока молчит и стоит.", "молчит");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn characters_of_any_length_before_a_selection_do_not_move_it() {
        check("🏭 👩‍🔬 é е\u{301} Завод выпустил 1\u{a0}200 станков в Москве за год.", "выпустил");
        check("🇷🇺 Цех завода в Москве молчит 🚀 и стоит уже второй год подряд.", "молчит");
    }
}
