//! Short pastes: a headline and a few paragraphs, copied without the page around them. What tells an article from its
//! page is the page, so such a paste is kept unless something in it speaks against a line.

use super::cues::Cue;
use super::page::Page;

/// A paste with more lines is judged like a page.
const LINES: usize = 8;
/// Lines without a sentence that may follow one another: a headline and what stands below it.
const HEADINGS: usize = 2;
/// A date with more words beside it is a sentence.
const BESIDE_DATE: u32 = 3;

/// What a line of a short paste is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Sentence,
    Heading,
    /// Date, signature, legend of a picture.
    Detail,
}

/// A paste that is an article and nothing else.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fragment {
    /// Which lines are kept.
    pub(super) kept: Vec<bool>,
    pub(super) title: Option<usize>,
}

/// Reads a paste of a few lines; `None` where one of them may come from the page around an article.
pub(super) fn read(page: &Page) -> Option<Fragment> {
    if page.len() > LINES {
        return None;
    }
    let sorts = (0..page.len()).map(|at| sort(page, at)).collect::<Option<Vec<Sort>>>()?;
    let first = sorts.iter().position(|&sort| sort == Sort::Sentence)?;
    let mut headings = 0;
    for &sort in &sorts {
        headings = match sort {
            Sort::Heading => headings + 1,
            Sort::Sentence => 0,
            Sort::Detail => headings,
        };
        if headings > HEADINGS {
            return None;
        }
    }
    let title = sorts.iter().take(first).position(|&sort| sort == Sort::Heading);
    let kept = sorts.iter().map(|&sort| sort != Sort::Detail).collect();
    (headings == 0).then_some(Fragment { kept, title })
}

fn sort(page: &Page, at: usize) -> Option<Sort> {
    let facts = &page.facts[at];
    let mark = page.marks.get(at).copied().unwrap_or_default();
    let context = &mark.context;
    let cue = |cues: &[Cue]| cues.iter().any(|&cue| facts.cues.has(cue));
    let apart = context.nav || context.aside || context.footer || mark.linked > 0.5;
    if apart || cue(&[Cue::End, Cue::Menu, Cue::Legal, Cue::Comment]) || page.promotion(at) >= 2 {
        return None;
    }
    let is_sentence = facts.is_prose() || facts.ends_sentence || facts.ends_open || facts.starts_item;
    let is_dated = facts.is_stamp || facts.has_date && facts.words_beside_date <= BESIDE_DATE;
    let is_short = facts.words > 1 && facts.separators == 0 && facts.sites == 0 && page.copies[at] == 1;
    match () {
        () if mark.heading > 0 => Some(Sort::Heading),
        () if !facts.is_prose() && (is_dated || cue(&[Cue::Byline, Cue::Caption, Cue::Dateline])) => {
            Some(Sort::Detail)
        }
        () if is_sentence => Some(Sort::Sentence),
        () if is_short => Some(Sort::Heading),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::clean::{Cleaned, Options, clean, clean_html};
    use crate::document::Role;

    #[track_caller]
    fn check(cleaned: &Cleaned, expected: &[(Role, bool)]) {
        let found: Vec<_> = cleaned.blocks.iter().map(|block| (block.role, block.kept)).collect();
        assert_eq!(found, expected, "{}", cleaned.text.source());
    }

    const KEPT: [(Role, bool); 2] = [(Role::Title, true), (Role::Lead, true)];

    #[test]
    fn a_headline_and_a_sentence_are_kept() {
        let options = Options::default();
        let sentence = "Выпустил 230 станков за 2024 год.";
        check(&clean(&format!("Завод в Казани\n{sentence}"), &options), &KEPT);
        check(&clean(&format!("Завод в Казани\n\n{sentence}"), &options), &KEPT);
        let html = "<h1>Завод в Казани</h1><p>Выпустил <b>230 станков</b> за 2024 год.</p>";
        check(&clean_html(html, &options), &KEPT);
        check(&clean_html(&format!("<h2>Завод</h2>\n<div>{sentence}</div>"), &options), &KEPT);
        check(&clean(sentence, &options), &[(Role::Lead, true)]);
    }

    #[test]
    fn a_date_and_a_signature_are_left_out_of_a_short_paste() {
        let paste = "Завод в Казани\n12.04.2022, 09:41\nФото: ТАСС\nЗавод выпустил 230 станков за год.";
        let (title, lead) = ((Role::Title, true), (Role::Lead, true));
        let details = [(Role::Dateline, false), (Role::Caption, false)];
        check(&clean(paste, &Options::default()), &[title, details[0], details[1], lead]);
    }

    #[test]
    fn parts_of_a_page_show_in_a_short_paste() {
        let paste =
            "Главная\nЗавод в Казани\nЗавод выпустил 230 станков за год.\nЧитайте также: Кто построит мост";
        let cleaned = clean(paste, &Options::default());
        assert!(!cleaned.text.clean().contains("Главная"));
    }
}
