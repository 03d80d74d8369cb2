//! The visible text of HTML, as a browser copies it, and what its elements say about each line.
//!
//! A tokenizer and one list of open elements, no tree: memory grows with the input alone, and nothing recurses.

mod elements;
mod meta;
mod output;
mod references;
mod tokens;

use self::elements::Element;
pub(super) use self::meta::Meta;
pub(super) use self::output::Mark;
use self::output::Output;
use self::tokens::{Tag, Token, tokens};

/// The visible text of a page.
#[derive(Debug, Default)]
pub(super) struct Visible {
    pub(super) text: String,
    /// What the head of the page says.
    pub(super) meta: Meta,
    output: Output,
}

impl Visible {
    /// What the elements around a line say, for lines in ascending order.
    pub(super) fn marks(&self, lines: &[super::Line]) -> Vec<Mark> {
        self.output.marks(lines)
    }
}

/// How far an end tag looks for its start tag. No page that people read nests deeper.
const REACH: usize = 512;

/// Reads a page or the clipboard's fragment of one.
pub(super) fn visible(html: &str) -> Visible {
    let mut reader =
        Reader { open: Vec::new(), output: Output::default(), meta: Meta::default(), raw: Raw::None };
    for token in tokens(without_header(html)) {
        match token {
            Token::Start(tag) => reader.start(tag),
            Token::End(name) => reader.end(&name),
            Token::Text(text) => reader.text(&text),
        }
    }
    let Reader { mut output, meta, .. } = reader;
    Visible { text: output.take_text(), meta, output }
}

/// Drops the lines "Version:0.9 StartHTML:..." that Windows puts before the clipboard's HTML.
fn without_header(html: &str) -> &str {
    let start = if html.starts_with("Version:") { html.find('<') } else { None };
    start.and_then(|start| html.get(start..)).unwrap_or(html)
}

/// An element whose end has not come yet.
struct Open {
    name: String,
    element: Element,
    context: u32,
    /// Whether nothing inside is visible.
    hidden: bool,
    preformatted: bool,
}

/// What the text that follows is for.
#[derive(PartialEq, Eq)]
enum Raw {
    None,
    Title,
    /// `application/ld+json`.
    Data,
    Ignored,
}

struct Reader {
    open: Vec<Open>,
    output: Output,
    meta: Meta,
    raw: Raw,
}

impl Reader {
    fn start(&mut self, tag: Tag<'_>) {
        let element = Element::of(&tag.name);
        let attribute = |name| tag.attribute(name);
        self.close_implied(element);
        match element {
            Element::Meta => {
                return self.meta.read_tag(
                    attribute("name").or(attribute("property")).or(attribute("itemprop")).as_deref(),
                    attribute("content").as_deref(),
                );
            }
            Element::PageTitle => self.raw = Raw::Title,
            Element::Script if attribute("type").as_deref() == Some("application/ld+json") => {
                self.raw = Raw::Data;
            }
            Element::Script => self.raw = Raw::Ignored,
            Element::Time => self.meta.read_time(attribute("datetime").as_deref()),
            _ => {}
        }
        let hidden = self.hidden()
            || is_hidden(element, attribute("style").as_deref(), attribute("hidden").as_deref());
        if hidden && element.is_void() {
            return;
        }
        match element {
            Element::Break => return self.output.line_end(),
            Element::Rule => return self.output.require(1),
            Element::Image => {
                return self.output.image(attribute("alt").as_deref().unwrap_or_default(), self.context());
            }
            element if element.is_void() => return,
            Element::Cell if !hidden => self.output.cell(),
            element if !hidden => self.output.require(element.breaks()),
            _ => {}
        }
        if tag.self_closing && element == Element::Hidden {
            return;
        }
        let class = attribute("class").unwrap_or_default();
        let id = attribute("id").unwrap_or_default();
        let context = self.output.enter(self.context(), element, &[&class, &id]);
        let preformatted =
            element == Element::Preformatted || self.open.last().is_some_and(|open| open.preformatted);
        self.open.push(Open { name: tag.name, element, context, hidden, preformatted });
    }

    fn end(&mut self, name: &str) {
        let element = Element::of(name);
        if element == Element::Break {
            return self.output.line_end();
        }
        let same = |open: &Open| open.name == name;
        let barrier = |open: &Open| {
            (element.is_inline() && !open.element.is_inline())
                || (open.element.is_scope() && !element.is_scope() && element != Element::Row)
        };
        let mut depth = None;
        for (distance, open) in self.open.iter().rev().take(REACH).enumerate() {
            if same(open) {
                depth = Some(distance);
                break;
            }
            if barrier(open) {
                break;
            }
        }
        match depth {
            Some(depth) => (0..=depth).for_each(|_| self.close()),
            // As in browsers, an end without a start makes an empty paragraph.
            None if element == Element::Paragraph && !self.hidden() => self.output.require(2),
            None => {}
        }
    }

    /// Ends elements that `next` cannot stand in.
    fn close_implied(&mut self, next: Element) {
        if next.is_inline() {
            return;
        }
        while let Some(depth) = self.open.iter().rev().take(REACH).position(|open| !open.element.is_inline())
        {
            let block = self.open.len() - 1 - depth;
            if !self.open[block].element.ends_before(next) {
                return;
            }
            (0..=depth).for_each(|_| self.close());
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            if matches!(open.element, Element::PageTitle | Element::Script) {
                self.raw = Raw::None;
            }
            if !open.hidden {
                self.output.require(open.element.breaks());
            }
        }
    }

    fn text(&mut self, text: &str) {
        match self.raw {
            Raw::Title => self.meta.add_title(text),
            Raw::Data => self.meta.read_data(text),
            Raw::Ignored => {}
            Raw::None if self.hidden() => {}
            Raw::None => {
                let preformatted = self.open.last().is_some_and(|open| open.preformatted);
                self.output.text(text, preformatted, self.context());
            }
        }
    }

    fn hidden(&self) -> bool {
        self.open.last().is_some_and(|open| open.hidden)
    }

    fn context(&self) -> u32 {
        self.open.last().map_or(0, |open| open.context)
    }
}

/// Whether a visitor sees nothing of an element.
fn is_hidden(element: Element, style: Option<&str>, hidden: Option<&str>) -> bool {
    let by_style = || {
        style.is_some_and(|style| {
            let style: String =
                style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
    };
    matches!(element, Element::Hidden | Element::PageTitle | Element::Script)
        || hidden.is_some()
        || by_style()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(visible(html).text, expected, "{html}");
    }

    #[test]
    fn blocks_stand_on_lines_of_their_own() {
        check("<div>один</div><div>два <b>три</b>\n четыре</div>", "один\nдва три четыре");
        check("<h1>Название</h1><p>Раз<p>два<br>три</p>конец", "Название\n\nРаз\n\nдва\nтри\n\nконец");
        check("<ul><li>а<li>б</ul>", "а\nб");
        check("<table><tr><td>а</td><td>б<tr><td>в</table>", "а\tб\nв");
    }

    #[test]
    fn bold_text_is_marked() {
        for html in ["<p>а<b>бвгд</b></p>", "<p>а<strong>бвгд</strong></p>"] {
            let visible = visible(html);
            let marks = visible.marks(&crate::clean::lines::lines(&visible.text));
            assert!(marks.first().is_some_and(|mark| mark.strong > 0.7), "{html}");
        }
    }

    #[test]
    fn what_nobody_sees_is_left_out() {
        check("<style>p{}</style><script>if (a<b) c()</script>текст<!-- нет -->", "текст");
        check("а<span style='display: none'>нет</span><p hidden>нет</p>б", "аб");
        check("<title>Заголовок</title>текст", "текст");
    }

    #[test]
    fn references_white_space_and_images_are_read() {
        check("а&nbsp;&laquo;б&raquo;&#8212;&amp;lt;", "а\u{a0}«б»—&lt;");
        check("<pre>а\n  б</pre>", "а\n  б");
        check("<img alt='Фото мэра'><a href=x>Мэр</a>", "Фото мэраМэр");
    }

    #[test]
    fn broken_markup_gives_its_text() {
        check("</b></div>а<b><i>б</b>в</i></table>г", "абвг");
        check("<div>а</div>б<a href='", "а\nб");
        check(
            "Version:0.9\r\nStartHTML:1\r\n<html><body><!--StartFragment-->а<!--EndFragment--></body></html>",
            "а",
        );
    }

    #[test]
    fn a_hundred_thousand_levels_are_read_in_a_moment() {
        let deep = format!("{}дно{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        check(&deep, "дно");
        let deep = format!("{}дно{}", "<i>".repeat(100_000), "</b>".repeat(100_000));
        check(&deep, "дно");
    }
}
