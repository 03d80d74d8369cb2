//! The rail at the left edge: where the marks and the removed blocks stand in the whole text.

use wasm_bindgen::JsCast;
use web_sys::MouseEvent;

use super::family;
use crate::dom::{El, el};
use crate::sheet::Sheet;
use crate::state::State;
use crate::views::settings;

/// More ticks than this only paint over each other.
const MOST_TICKS: usize = 500;

/// The rail. For the mouse: the keyboard has the marks themselves, screen readers have the panel.
pub(crate) fn rail(state: State) -> El {
    el("div")
        .class("rail")
        .attr("aria-hidden", "true")
        .live_children(move || state.sheet.get().map(|sheet| ticks(&sheet)).unwrap_or_default())
        .on("click", move |event| go(state, event.unchecked_ref()))
}

fn ticks(sheet: &Sheet) -> Vec<El> {
    let length = sheet.text.source().len().max(1) as u64;
    // Thousandths, because the formatter of floats weighs ten kilobytes.
    let percent = |offset: u32| {
        let share = u64::from(offset) * 100_000 / length;
        format!("{}.{:03}%", share / 1000, share % 1000)
    };
    let removed = sheet.blocks.iter().filter(|block| !block.kept).map(|block| {
        let tick = el("i").class("gone");
        settings::style(tick.node(), "top", &percent(block.source.start()));
        settings::style(tick.node(), "height", &percent(block.source.len()));
        tick
    });
    let every = sheet.mentions.len() / MOST_TICKS + 1;
    let marks = sheet.mentions.iter().step_by(every).map(|mention| {
        let tick = el("i").class(&format!("line-{}", family(mention.kind)));
        settings::style(tick.node(), "top", &percent(sheet.text.to_source(mention.span).start()));
        tick
    });
    removed.chain(marks).collect()
}

/// Goes to the block at the height of the click.
fn go(state: State, event: &MouseEvent) {
    let Some(rail) = event.current_target().and_then(|rail| rail.dyn_into::<web_sys::Element>().ok()) else {
        return;
    };
    let seen = rail.get_bounding_client_rect();
    let share = ((f64::from(event.client_y()) - seen.top()) / seen.height()).clamp(0.0, 1.0);
    let block = state.sheet.with_untracked(|sheet| {
        let sheet = sheet.as_ref()?;
        let offset = (share * sheet.text.source().len() as f64) as u32;
        let after = sheet.blocks.partition_point(|block| block.source.start() <= offset);
        Some(after.saturating_sub(1))
    });
    if let Some(block) = block {
        state.go_to_paragraph(block);
    }
}
