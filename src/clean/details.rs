//! What a page says about its article: when it was published, by whom.

use super::assemble::Verdict;
use super::cues::Cue;
use super::dates;
use super::html::Meta;
use super::lines::Line;
use super::page::Page;
use crate::date::Date;
use crate::document::{Details, Role};
use crate::span::Span;

/// How far from the headline a dateline may stand, in lines.
const NEAR: usize = 8;

/// Reads the lines around the headline; those of teasers are left aside.
pub(super) fn details(source: &str, lines: &[Line], page: &Page, verdicts: &[Verdict]) -> Details {
    let mut details = Details::default();
    let head = verdicts
        .iter()
        .position(|v| v.role == Role::Title)
        .or_else(|| verdicts.iter().position(Verdict::kept));
    let Some(head) = head else { return details };
    let last = verdicts.iter().rposition(Verdict::kept).unwrap_or(head);
    let mut best = usize::MAX;
    for (at, line) in lines.iter().enumerate().take(last + NEAR + 1).skip(head.saturating_sub(NEAR)) {
        let text = source.get(line.bytes.clone()).unwrap_or_default();
        if matches!(verdicts[at].role, Role::Byline | Role::Dateline) || page.facts[at].cues.has(Cue::Byline)
        {
            read_names(text, &mut details);
        }
        let distance = distance(page, verdicts, (at, head, last));
        if distance < best
            && let Some(found) = dates::find(text)
        {
            best = distance;
            let offset = line.bytes.start;
            details.published_at = Some(Span::of(found.bytes.start + offset..found.bytes.end + offset));
            details.published = found.date;
        }
    }
    details
}

impl Details {
    /// Lets the head of the page speak where the visible text is silent.
    pub(super) fn or_meta(mut self, meta: Meta) -> Self {
        let exact = |date: &Date| date.as_str().contains('T');
        let better = self.published.as_ref().is_none_or(|date| !exact(date))
            && meta.published.as_ref().is_some_and(|date| exact(date) || self.published.is_none());
        if better {
            self.published = meta.published;
        }
        self.author = self.author.or(meta.author);
        self.outlet = self.outlet.or(meta.outlet);
        self
    }
}

/// How unlikely a line is to hold the date of publication; `usize::MAX` where it cannot.
fn distance(page: &Page, verdicts: &[Verdict], (at, head, last): (usize, usize, usize)) -> usize {
    let facts = &page.facts[at];
    if verdicts[at].kept() || !facts.has_date || facts.words_beside_date > 8 {
        return usize::MAX;
    }
    if facts.cues.has(Cue::Dateline) {
        return 0;
    }
    let after_end = verdicts.iter().take(at).skip(last).any(|v| v.reason.as_deref() == Some("end_marker"));
    match at {
        _ if after_end => usize::MAX,
        at if at > last => 2 * NEAR + at - last,
        at => 1 + at.abs_diff(head),
    }
}

/// "Текст: Звёздный Бульвар", "Автор: Иван Петров | Источник: ТАСС".
fn read_names(line: &str, details: &mut Details) {
    for part in line.split(['|', '•', '\t']) {
        let Some((label, value)) = part.split_once(':') else { continue };
        let value = value.trim().trim_end_matches(['.', ',', ';']);
        if value.is_empty() || value.chars().count() > 80 {
            continue;
        }
        let label = crate::text::fold(label.trim());
        let label = label.rsplit(' ').next().unwrap_or_default();
        match label {
            "автор" | "авторы" | "текст" | "корреспондент" | "author" => {
                details.author.get_or_insert_with(|| value.to_owned());
            }
            "источник" | "источники" | "source" => {
                details.outlet.get_or_insert_with(|| value.to_owned());
            }
            _ => {}
        }
    }
}
