//! From a paste to the clean article: visible text, blocks with roles, the details of the page, edits.

mod assemble;
mod cues;
mod dates;
mod details;
mod edited;
mod facts;
mod judge;
mod lines;
mod page;
mod title;
mod typography;

use serde::{Deserialize, Serialize};

use self::assemble::{Verdict, assemble};
use self::lines::{Line, lines};
use self::page::Page;
use crate::document::{Block, Details, Note, Role};
use crate::span::{Source, Span};
use crate::text::Text;

pub use edited::TextEdit;

/// Why blocks are left out; [`Block::reason`] is one of these.
pub const REASONS: [&str; 16] = [
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
    "unlikely",
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
    let page = Page::read(
        lines.iter().map(|line| (source.get(line.bytes.clone()).unwrap_or_default(), line.breaks)),
    );
    let mut verdicts = judge::judge(&page);
    let details = details::details(source, &lines, &page, &verdicts);
    settle(source, &lines, &mut verdicts);
    override_verdicts(&lines, &mut verdicts, &options.overrides);
    let (text, blocks) = assemble(source, &lines, &verdicts, Vec::new());
    Cleaned { text, blocks, details, notes: Vec::new() }
}

/// Cleans the clipboard's HTML or a saved page. The source of the result is the page's visible text.
pub fn clean_html(html: &str, options: &Options) -> Cleaned {
    clean(html, options)
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

/// How often the kept lines are judged again.
const ROUNDS: usize = 8;

/// Judges what is kept once more by itself until nothing falls, so that cleaning a clean text changes nothing.
fn settle(source: &str, lines: &[Line], verdicts: &mut [Verdict]) {
    for _ in 0..ROUNDS {
        let kept: Vec<usize> = (0..lines.len()).filter(|&at| verdicts[at].kept()).collect();
        let (text, blocks) = assemble(source, lines, verdicts, Vec::new());
        let again = lines::lines(text.clean());
        debug_assert_eq!(again.len(), blocks.iter().filter(|block| block.kept).count());
        let page = Page::read(
            again.iter().map(|line| (text.clean().get(line.bytes.clone()).unwrap_or_default(), line.breaks)),
        );
        let judged = judge::judge(&page);
        if judged.iter().all(Verdict::kept) {
            return;
        }
        for (at, verdict) in kept.into_iter().zip(judged) {
            if !verdict.kept() {
                verdicts[at] = verdict;
            }
        }
    }
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
