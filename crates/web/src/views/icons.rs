//! Line icons on a grid of 20: one path each, drawn in the colour of the text.

use crate::dom::{El, svg};

/// An icon that says nothing to a screen reader; its button has a name.
pub(crate) fn icon(path: &str) -> El {
    svg("svg")
        .class("icon")
        .attr("viewBox", "0 0 20 20")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .child(svg("path").attr("d", path))
}

pub(crate) const UNDO: &str = "M7.5 4 3.5 8l4 4M4 8h8a4.5 4.5 0 0 1 0 9H8";
pub(crate) const REDO: &str = "M12.5 4l4 4-4 4M16 8H8a4.5 4.5 0 0 0 0 9h4";
pub(crate) const AUTO: &str = "M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14M12 6h2M12 10h4M12 14h2";
pub(crate) const LIGHT: &str = "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M4 16l1.4-1.4M14.6 5.4 16 4";
pub(crate) const DARK: &str = "M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z";
pub(crate) const LOCK: &str = "M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3";
pub(crate) const FILE: &str = "M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4";
pub(crate) const UP: &str = "M5 12.5l5-5 5 5";
pub(crate) const DOWN: &str = "M5 7.5l5 5 5-5";
pub(crate) const CLOSE: &str = "M5 5l10 10M15 5 5 15";
pub(crate) const COPY: &str = "M7 6.5h9.5v11H7zM4 13.5V2.5h9.5";
pub(crate) const SAVE: &str = "M10 2.5v10M6 8.5l4 4 4-4M3.5 13v4h13v-4";
