//! Makes the elements of the article: text nodes and `<mark>`s, never a string of HTML.

use std::ops::Range;

use razmetka::document::{Block, Mention, Origin, Role};
use razmetka::sort;
use web_sys::Element;

use super::family::family;
use super::pieces::{Layer, Piece, pieces, shown};
use crate::dom::document;
use crate::i18n::{self, Lang, nouns};
use crate::sheet::Sheet;

/// Marks that are right less often are dashed.
const SURE: f32 = 0.6;

/// A paragraph, or a run of removed ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    Kept(usize),
    Removed(Range<usize>),
}

/// What the article shows, in order.
pub(crate) fn items(sheet: &Sheet) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, block) in sheet.blocks.iter().enumerate() {
        match items.last_mut() {
            _ if block.kept => items.push(Item::Kept(at)),
            Some(Item::Removed(run)) => run.end = at + 1,
            _ => items.push(Item::Removed(at..at + 1)),
        }
    }
    items
}

/// Makes elements of one sheet in one language.
pub(crate) struct Printer<'s> {
    pub(crate) sheet: &'s Sheet,
    pub(crate) lang: Lang,
}

impl Printer<'_> {
    /// The element of an item; `open` says whether a fold that starts with that paragraph is unfolded.
    pub(crate) fn element(&self, item: &Item, open: impl Fn(usize) -> bool) -> Element {
        match item {
            Item::Kept(at) => self.paragraph(*at),
            Item::Removed(run) => self.fold(run.clone(), open(run.start)),
        }
    }

    fn paragraph(&self, at: usize) -> Element {
        let block = &self.sheet.blocks[at];
        let paragraph = element(tag(block.role), &format!("block {}", role_class(block.role)));
        set(&paragraph, "data-block", &at.to_string());
        let words = element("span", "words");
        for piece in pieces(block.span, &shown(self.sheet, block.span)) {
            self.append_piece(&words, &piece);
        }
        append(&paragraph, &words);
        append(&paragraph, &self.button("drop", at, self.lang.words().drop_block, "×"));
        paragraph
    }

    fn append_piece(&self, words: &Element, piece: &Piece) {
        let text = self.sheet.slice(piece.span);
        match piece.marks.last().and_then(|layer| self.sheet.mention(layer.mention)) {
            Some(innermost) => append(words, &self.mark(text, piece, innermost)),
            None => append(words, &document().create_text_node(text)),
        }
    }

    fn mark(&self, text: &str, piece: &Piece, innermost: &Mention) -> Element {
        let mark = element("mark", &self.mark_classes(piece, innermost));
        set(&mark, "data-mention", &innermost.id.0.to_string());
        set(&mark, "data-entities", &self.entities(&piece.marks));
        let label = self.label(piece.marks.iter().filter(|layer| layer.first));
        if !label.is_empty() {
            set(&mark, "data-label", &label);
        }
        if piece.marks.last().is_some_and(|layer| layer.first) {
            // One mark is in the order of Tab; the others are reached from it.
            set(&mark, "tabindex", if innermost.id.0 == 0 { "0" } else { "-1" });
        }
        mark.set_text_content(Some(text));
        mark
    }

    fn mark_classes(&self, piece: &Piece, innermost: &Mention) -> String {
        let mut classes = format!("tint-{}", family(innermost.kind));
        for layer in &piece.marks {
            if let Some(mention) = self.sheet.mention(layer.mention) {
                classes.push_str(&format!(" line{}-{}", layer.level, family(mention.kind)));
            }
        }
        if !is_sure(&innermost.origin) {
            classes.push_str(" unsure");
        }
        classes
    }

    fn entities(&self, marks: &[Layer]) -> String {
        let mentions = marks.iter().filter_map(|layer| self.sheet.mention(layer.mention));
        let ids: Vec<String> =
            mentions.filter_map(|mention| mention.entity).map(|id| id.0.to_string()).collect();
        ids.join(" ")
    }

    fn label<'l>(&self, marks: impl Iterator<Item = &'l Layer>) -> String {
        let mentions = marks.filter_map(|layer| self.sheet.mention(layer.mention));
        let labels: Vec<&str> = mentions.map(|mention| i18n::kind(self.lang, mention.kind)).collect();
        labels.join(" · ")
    }

    /// "⋯ 12 строк убрано: меню, тизеры ⋯", which opens in place.
    fn fold(&self, run: Range<usize>, open: bool) -> Element {
        let fold = element("div", "fold");
        let line = element("button", "fold-line");
        set(&line, "type", "button");
        set(&line, "data-fold", &run.start.to_string());
        set(&line, "aria-expanded", if open { "true" } else { "false" });
        line.set_text_content(Some(&self.fold_summary(&run)));
        append(&fold, &line);
        if open {
            self.append_removed(&fold, run);
        }
        fold
    }

    /// Adds the removed blocks of an opened fold.
    pub(crate) fn append_removed(&self, fold: &Element, run: Range<usize>) {
        let list = element("div", "removed-blocks");
        for at in run {
            append(&list, &self.removed(at));
        }
        append(fold, &list);
    }

    fn fold_summary(&self, run: &Range<usize>) -> String {
        let count = run.len() as u32;
        let reasons = self.reasons(run);
        let lines = nouns::LINES.count(self.lang, count);
        let removed = nouns::REMOVED.form(self.lang, count);
        format!("⋯ {lines} {removed}: {} ⋯", reasons.join(", "))
    }

    /// The commonest reasons of a run, at most three.
    fn reasons(&self, run: &Range<usize>) -> Vec<&'static str> {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for block in &self.sheet.blocks[run.clone()] {
            let reason = self.reason(block);
            match counts.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, count)) => *count += 1,
                None => counts.push((reason, 1)),
            }
        }
        sort::by_key(&mut counts, |(_, count)| std::cmp::Reverse(*count));
        counts.into_iter().take(3).map(|(reason, _)| reason).collect()
    }

    fn removed(&self, at: usize) -> Element {
        let block = &self.sheet.blocks[at];
        let removed = element("div", "removed-block");
        set(&removed, "data-removed", &at.to_string());
        let text = element("p", "removed-text");
        text.set_text_content(Some(self.sheet.block_text(block)));
        let reason = element("span", "removed-reason");
        reason.set_text_content(Some(self.reason(block)));
        let words = self.lang.words().restore;
        for child in [&text, &reason, &self.button("restore", at, words, words)] {
            append(&removed, child);
        }
        removed
    }

    fn reason(&self, block: &Block) -> &'static str {
        i18n::reason(self.lang, block.reason.as_deref().unwrap_or_default(), block.role)
    }

    fn button(&self, action: &str, at: usize, name: &str, face: &str) -> Element {
        let button = element("button", action);
        set(&button, "type", "button");
        set(&button, &format!("data-{action}"), &at.to_string());
        set(&button, "aria-label", name);
        set(&button, "title", name);
        button.set_text_content(Some(face));
        button
    }
}

/// Whether a mention is drawn as sure.
pub(crate) fn is_sure(origin: &Origin) -> bool {
    match origin {
        Origin::Rule { score, .. } | Origin::Model { score, .. } => *score >= SURE,
        Origin::Editor => true,
    }
}

fn tag(role: Role) -> &'static str {
    match role {
        Role::Title => "h1",
        Role::Heading => "h2",
        _ => "p",
    }
}

fn role_class(role: Role) -> &'static str {
    match role {
        Role::Title => "title",
        Role::Dateline => "dateline",
        Role::Byline => "byline",
        Role::Lead => "lead",
        Role::Heading => "heading",
        Role::List => "list",
        Role::Caption => "caption",
        Role::Body | Role::Menu | Role::Teaser | Role::Promo | Role::Other => "body",
    }
}

fn element(tag: &str, class: &str) -> Element {
    let element = document().create_element(tag).expect("the tags above are valid names");
    element.set_class_name(class);
    element
}

fn set(element: &Element, name: &str, value: &str) {
    element.set_attribute(name, value).expect("the attributes above are valid names");
}

fn append(parent: &Element, child: &web_sys::Node) {
    parent.append_child(child).expect("a fresh element takes any fresh child");
}
