//! The words of the page in Russian and English, numbers with their nouns, names of kinds, roles and reasons.

mod names;
mod units;
mod words;

pub(crate) use names::{kind, kind_plural, note, reason, stage};
pub(crate) use units::unit;
pub(crate) use words::Words;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Lang {
    #[default]
    Ru,
    En,
}

impl Lang {
    /// The tag of the `lang` attribute and of the stored choice.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The language of a tag.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        [Self::Ru, Self::En].into_iter().find(|lang| tag.starts_with(lang.tag()))
    }

    /// The table of strings.
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::Ru => &words::RU,
            Self::En => &words::EN,
        }
    }

    /// One of a pair.
    pub(crate) fn pick<T>(self, [ru, en]: [T; 2]) -> T {
        match self {
            Self::Ru => ru,
            Self::En => en,
        }
    }
}

/// A counted noun: Russian for 1, 2 and 5, English for 1 and 2.
#[derive(Debug)]
pub(crate) struct Noun {
    ru: [&'static str; 3],
    en: [&'static str; 2],
}

impl Noun {
    /// The form that stands after `count`.
    pub(crate) fn form(&self, lang: Lang, count: u32) -> &'static str {
        match lang {
            Lang::En => self.en[usize::from(count != 1)],
            Lang::Ru => match (count % 100, count % 10) {
                (11..=14, _) => self.ru[2],
                (_, 1) => self.ru[0],
                (_, 2..=4) => self.ru[1],
                _ => self.ru[2],
            },
        }
    }

    /// The form that stands after a fraction: полтора часа, 1.5 hours.
    fn of_fraction(&self, lang: Lang) -> &'static str {
        lang.pick([self.ru[1], self.en[1]])
    }

    /// Number and noun: "1 842 знака".
    pub(crate) fn count(&self, lang: Lang, count: u32) -> String {
        format!("{}\u{a0}{}", crate::format::grouped(&count.to_string()), self.form(lang, count))
    }
}

/// The nouns that the page counts.
pub(crate) mod nouns {
    use super::Noun;

    pub(crate) static CHARACTERS: Noun =
        Noun { ru: ["знак", "знака", "знаков"], en: ["character", "characters"] };
    pub(crate) static LINES: Noun =
        Noun { ru: ["строка", "строки", "строк"], en: ["line", "lines"] };
    pub(crate) static PARAGRAPHS: Noun =
        Noun { ru: ["абзац", "абзаца", "абзацев"], en: ["paragraph", "paragraphs"] };
    pub(crate) static QUOTES: Noun =
        Noun { ru: ["цитата", "цитаты", "цитат"], en: ["quote", "quotes"] };
    pub(crate) static FIGURES: Noun =
        Noun { ru: ["цифры", "цифр", "цифр"], en: ["figure", "figures"] };
    pub(crate) static PLACES: Noun =
        Noun { ru: ["место", "места", "мест"], en: ["place", "places"] };
    pub(crate) static CORRECTIONS: Noun =
        Noun { ru: ["правка", "правки", "правок"], en: ["correction", "corrections"] };
    pub(crate) static REMOVED: Noun =
        Noun { ru: ["убрана", "убрано", "убрано"], en: ["removed", "removed"] };
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn russian_nouns_follow_their_numbers() {
        let forms =
            [(1, "строка"), (2, "строки"), (5, "строк"), (11, "строк"), (21, "строка"), (112, "строк")];
        for (count, form) in forms {
            assert_eq!(nouns::LINES.form(Lang::Ru, count), form, "{count}");
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn english_has_two_forms() {
        assert_eq!(nouns::LINES.count(Lang::En, 1), "1\u{a0}line");
        assert_eq!(nouns::LINES.count(Lang::En, 0), "0\u{a0}lines");
    }
}
