//! From a paste to the clean article: visible text, blocks with roles, the details of the page, edits.

mod assemble;
mod cues;
mod dates;
mod details;
mod edited;
mod encoding;
mod facts;
mod features;
mod fragment;
mod html;
mod judge;
mod lines;
mod model;
mod page;
mod quotes;
mod rhythm;
mod threads;
mod title;
mod topics;
#[doc(hidden)]
pub mod training;
mod typography;

use serde::{Deserialize, Serialize};

use self::assemble::{Verdict, assemble};
use self::lines::{Line, lines};
use self::page::Page;
use crate::document::{Block, Details, Note, Role};
use crate::span::{Source, Span};
use crate::text::{Replacement, Text};

pub use edited::TextEdit;
pub use encoding::repair_mojibake;

/// Why blocks are left out; [`Block::reason`] is one of these.
pub const REASONS: [&str; 15] = [
    "after_end_marker",
    "before_article",
    "byline",
    "caption_credit",
    "comment",
    "dateline",
    "duplicate_title",
    "editor",
    "end_marker",
    "legal_notice",
    "link_list",
    "menu",
    "repeated_promo",
    "self_promotion",
    "unrelated_text",
];

/// What cleaning may change.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Blocks that the editor restored (`true`) or dropped (`false`), by their place in the source.
    pub overrides: Vec<(Span<Source>, bool)>,
    /// Quotation marks become «», inside them „“.
    pub quotes: bool,
    /// A hyphen between spaces becomes a dash.
    pub dashes: bool,
    /// Three points become an ellipsis.
    pub ellipsis: bool,
}

/// A cleaned paste.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cleaned {
    /// Source, clean text, alignment.
    pub text: Text,
    /// Every paragraph of the source.
    pub blocks: Vec<Block>,
    /// Publication date, author, outlet.
    pub details: Details,
    /// Remarks for the editor.
    pub notes: Vec<Note>,
}

/// Cleans pasted plain text.
pub fn clean(source: &str, options: &Options) -> Cleaned {
    let lines = lines(source);
    let page = Page::read(source, &lines);
    let mut verdicts = model::judge(&page);
    let details = details::details(source, &lines, &page, &verdicts);
    let paste = Paste { source, lines, options };
    paste.settle(&mut verdicts);
    paste.finish(verdicts, details)
}

/// Cleans the clipboard's HTML or a saved page. The source of the result is the page's visible text.
pub fn clean_html(html: &str, options: &Options) -> Cleaned {
    let visible = html::visible(html);
    let source = visible.text.as_str();
    let lines = lines(source);
    let page = Page::with_marks(source, &lines, visible.marks(&lines), &visible.meta.title);
    let verdicts = model::judge(&page);
    let details = details::details(source, &lines, &page, &verdicts).or_meta(visible.meta);
    Paste { source, lines, options }.finish(verdicts, details)
}

/// Keeps everything as it is (`--no-clean`): every paragraph is a kept block, and the text does not change.
pub fn keep(source: &str) -> Cleaned {
    let block = |line: Line| Block {
        span: Span::of(line.bytes.clone()),
        source: Span::of(line.bytes),
        role: Role::Body,
        kept: true,
        reason: None,
        score: 1.0,
    };
    let blocks = lines(source).into_iter().map(block).collect();
    Cleaned { text: Text::unchanged(source), blocks, ..Cleaned::default() }
}

/// Keeps the whole visible text of a page, which is then the source (`--no-clean`).
pub fn keep_html(html: &str) -> Cleaned {
    keep(&html::visible(html).text)
}

/// How often the kept lines are judged again.
const ROUNDS: usize = 8;
/// A text with more notes of one name than this is not helped by the next.
const MOST_NOTES: usize = 100;

/// A paste that is being cleaned.
struct Paste<'t> {
    source: &'t str,
    lines: Vec<Line>,
    options: &'t Options,
}

impl Paste<'_> {
    /// Judges what is kept once more by itself until nothing falls, so that cleaning a clean text changes nothing.
    fn settle(&self, verdicts: &mut [Verdict]) {
        let marks = self.marks(verdicts).0;
        for _ in 0..ROUNDS {
            let (text, _) = assemble(self.source, &self.lines, verdicts, marks.clone());
            let clean = text.clean();
            if text.edits().is_empty() {
                return;
            }
            let again = lines(clean);
            let page = Page::read(clean, &again);
            let judged = model::judge(&page);
            if judged.iter().all(Verdict::kept) {
                return;
            }
            let kept = verdicts.iter_mut().filter(|verdict| verdict.kept());
            for (verdict, judged) in kept.zip(judged).filter(|(_, judged)| !judged.kept()) {
                *verdict = judged;
            }
        }
    }

    /// The changes of quotation marks, dashes and points, and a note for each line whose marks do not balance.
    fn marks(&self, verdicts: &[Verdict]) -> (Vec<Replacement>, Vec<Note>) {
        let (mut replacements, mut notes) = (Vec::new(), Vec::new());
        for (line, verdict) in self.lines.iter().zip(verdicts) {
            let found = quotes::read(self.source, line.bytes.clone(), self.options);
            replacements.extend(found.replacements);
            if verdict.kept() {
                notes.extend(found.unbalanced.map(|at| note("unbalanced_quotes", Some(at))));
            }
        }
        notes.truncate(MOST_NOTES);
        (replacements, notes)
    }

    fn finish(self, mut verdicts: Vec<Verdict>, details: Details) -> Cleaned {
        override_verdicts(&self.lines, &mut verdicts, &self.options.overrides);
        let (marks, mut notes) = self.marks(&verdicts);
        let (text, blocks) = assemble(self.source, &self.lines, &verdicts, marks);
        let kept = blocks.iter().filter(|block| block.kept).map(|block| block.source);
        let mixed = kept.flat_map(|at| encoding::mixed_words(text.slice_source(at), at.range().start));
        notes.extend(mixed.take(MOST_NOTES).map(|at| note("mixed_alphabets", Some(at))));
        if encoding::is_mojibake(text.clean()) {
            notes.push(note("mojibake", None));
        }
        Cleaned { text, blocks, details, notes }
    }
}

fn note(name: &'static str, source: Option<Span<Source>>) -> Note {
    Note { name: name.into(), source }
}

/// Lets the editor's choices win, wherever a line shares a byte with theirs; the last choice counts.
fn override_verdicts(lines: &[Line], verdicts: &mut [Verdict], overrides: &[(Span<Source>, bool)]) {
    for &(span, keep) in overrides {
        let range = span.range();
        let first = lines.partition_point(|line| line.bytes.end <= range.start);
        let hit = lines
            .iter()
            .zip(verdicts.iter_mut())
            .skip(first)
            .take_while(|(line, _)| line.bytes.start < range.end);
        for (_, verdict) in hit {
            if keep != verdict.kept() {
                verdict.reason = (!keep).then(|| "editor".into());
            }
        }
    }
}
