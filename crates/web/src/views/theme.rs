//! Light, dark, or as the system has it.

use super::settings;
use crate::reactive::effect;
use crate::state::State;

/// A choice of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// The value of the root's `data-theme`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a name.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        [Self::Auto, Self::Light, Self::Dark].into_iter().find(|theme| theme.name() == name)
    }

    /// The one that the button chooses next.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }
}

/// Keeps the root element and the stored choices in step with language and theme.
pub(crate) fn follow(state: State) {
    effect(move || {
        let (lang, theme) = (state.lang.get(), state.theme.get());
        if let Some(root) = settings::root() {
            let _ = root.set_attribute("lang", lang.tag());
            let _ = root.set_attribute("data-theme", theme.name());
        }
        settings::store("lang", lang.tag());
        settings::store("theme", theme.name());
    });
}
