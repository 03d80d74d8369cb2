//! The tags and texts of HTML, after the tokenizer of the HTML standard (section 13.2.5), without a tree.
//!
//! One pass over the text, no recursion; nothing is copied but what references change.

use std::borrow::Cow;

use super::references::{Place, resolve};

/// What a page is made of, as far as its visible text goes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Start(Tag<'a>),
    /// The name of an end tag, in lower case.
    End(String),
    Text(Cow<'a, str>),
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// In lower case.
    pub(super) name: String,
    pub(super) self_closing: bool,
    /// Names and values as they stand in the page.
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute; its name in lower case.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self.attributes.iter().find(|(found, _)| found.eq_ignore_ascii_case(name))?;
        Some(resolve(value, Place::Attribute))
    }
}

/// The tokens of a page, in order. Comments and declarations are left out.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { rest: html, raw: None }
}

/// See [`tokens`].
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// The element that has just begun, if only its own end tag is markup in it.
    raw: Option<Raw>,
}

/// An element whose content is one text.
#[derive(Debug, Clone, Copy)]
enum Raw {
    /// With references.
    Escapable(&'static str),
    Plain(&'static str),
    Script,
    /// To the end of the page.
    Everything,
}

impl Raw {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Escapable("title"),
            "textarea" => Self::Escapable("textarea"),
            "style" => Self::Plain("style"),
            "xmp" => Self::Plain("xmp"),
            "iframe" => Self::Plain("iframe"),
            "noembed" => Self::Plain("noembed"),
            "noframes" => Self::Plain("noframes"),
            "noscript" => Self::Plain("noscript"),
            "script" => Self::Script,
            "plaintext" => Self::Everything,
            _ => return None,
        })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(raw) = self.raw.take() {
            return Some(self.raw_text(raw));
        }
        while !self.rest.is_empty() {
            let Some(after) = self.rest.strip_prefix('<') else { return Some(self.text()) };
            match after.as_bytes() {
                [b'a'..=b'z' | b'A'..=b'Z', ..] => {
                    self.rest = after;
                    let tag = self.tag()?;
                    self.raw = Raw::of(&tag.name);
                    return Some(Token::Start(tag));
                }
                [b'/', b'a'..=b'z' | b'A'..=b'Z', ..] => {
                    self.rest = after.strip_prefix('/').unwrap_or_default();
                    return Some(Token::End(self.tag()?.name));
                }
                [b'!' | b'?', ..] | [b'/', _, ..] => self.rest = after_comment(after),
                _ => return Some(self.text()),
            }
        }
        None
    }
}

impl<'a> Tokens<'a> {
    /// What stands before the first character that `ends`; the rest begins there.
    fn take_until(&mut self, ends: impl FnMut(char) -> bool) -> &'a str {
        let (taken, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// The text before the next `<`; one at the beginning has proved to be text.
    fn text(&mut self) -> Token<'a> {
        let mut first = true;
        let text = self.take_until(|c| !std::mem::take(&mut first) && c == '<');
        Token::Text(resolve(text, Place::Text))
    }

    /// The tag whose name comes next; `None` where the page ends within it.
    fn tag(&mut self) -> Option<Tag<'a>> {
        let name = self.take_until(|c| is_space(c) || matches!(c, '/' | '>')).to_ascii_lowercase();
        let mut attributes = Vec::new();
        loop {
            self.take_until(|c| !is_space(c));
            if let Some(rest) = self.rest.strip_prefix('>') {
                self.rest = rest;
                return Some(Tag { name, self_closing: false, attributes });
            }
            if let Some(rest) = self.rest.strip_prefix("/>") {
                self.rest = rest;
                return Some(Tag { name, self_closing: true, attributes });
            }
            match self.rest.strip_prefix('/') {
                Some(rest) => self.rest = rest,
                None if self.rest.is_empty() => return None,
                None => attributes.push(self.attribute()),
            }
        }
    }

    fn attribute(&mut self) -> (&'a str, &'a str) {
        // Whatever begins a name belongs to it, even `=`.
        let mut first = true;
        let name =
            self.take_until(|c| !std::mem::take(&mut first) && (is_space(c) || matches!(c, '/' | '>' | '=')));
        self.take_until(|c| !is_space(c));
        let Some(rest) = self.rest.strip_prefix('=') else { return (name, "") };
        self.rest = rest;
        self.take_until(|c| !is_space(c));
        let quote = self.rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let Some(quote) = quote else { return (name, self.take_until(|c| is_space(c) || c == '>')) };
        let quoted = self.rest.strip_prefix(quote).and_then(|rest| rest.split_once(quote));
        let (value, rest) = quoted.unwrap_or_default();
        self.rest = rest;
        (name, value)
    }

    fn raw_text(&mut self, raw: Raw) -> Token<'a> {
        let end = match raw {
            Raw::Escapable(name) | Raw::Plain(name) => end_of(self.rest, name),
            Raw::Script => end_of_script(self.rest),
            Raw::Everything => None,
        };
        let (text, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        let place = if matches!(raw, Raw::Escapable(_)) { Place::Text } else { Place::Raw };
        Token::Text(resolve(text, place))
    }
}

/// White space within tags.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// What follows a comment, a declaration, or markup that is neither; `text` begins after its `<`.
fn after_comment(text: &str) -> &str {
    let Some(body) = text.strip_prefix("!--") else {
        return text.split_once('>').unwrap_or_default().1;
    };
    if let Some(rest) = body.strip_prefix('>').or_else(|| body.strip_prefix("->")) {
        return rest;
    }
    let ends = body.match_indices('-').filter_map(|(at, _)| {
        let end = body.get(at..)?;
        end.strip_prefix("-->").or_else(|| end.strip_prefix("--!>"))
    });
    ends.into_iter().next().unwrap_or_default()
}

/// Where the end tag of an element begins.
fn end_of(text: &str, name: &str) -> Option<usize> {
    let mut ends = text.match_indices("</").map(|(at, _)| at);
    ends.find(|at| text.get(at + 2..).is_some_and(|tag| is_named(tag, name)))
}

/// Whether a text begins with the name of a tag and what may follow it.
fn is_named(text: &str, name: &str) -> bool {
    let Some((found, rest)) = text.split_at_checked(name.len()) else { return false };
    found.eq_ignore_ascii_case(name) && rest.starts_with(|c| is_space(c) || matches!(c, '/' | '>'))
}

/// Where the end tag of a script begins: not within a `<script>` that it writes in a comment.
fn end_of_script(text: &str) -> Option<usize> {
    let (mut comment, mut inner) = (false, false);
    for (at, _) in text.match_indices(['<', '-']) {
        let here = text.get(at..)?;
        if here.starts_with("-->") {
            (comment, inner) = (false, false);
        } else if here.starts_with("<!--") {
            comment = true;
        } else if here.strip_prefix("</").is_some_and(|tag| is_named(tag, "script")) {
            if !inner {
                return Some(at);
            }
            inner = false;
        } else if comment && here.strip_prefix('<').is_some_and(|tag| is_named(tag, "script")) {
            inner = true;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5gum::{DefaultEmitter, Tokenizer};
    use proptest::prelude::*;

    /// Tags with sorted attributes, and texts joined, one a line.
    fn ours(html: &str) -> Vec<String> {
        let mut lines = Lines::default();
        for token in tokens(html) {
            match token {
                Token::Start(tag) => {
                    let names = tag.attributes.iter().map(|(name, _)| name.to_ascii_lowercase());
                    let values = names.map(|name| (name.clone(), tag.attribute(&name).unwrap().into_owned()));
                    lines.tag(&format!("<{}", tag.name), values.collect());
                }
                Token::End(name) => lines.tag(&format!("</{name}"), Vec::new()),
                Token::Text(text) => lines.text(&text),
            }
        }
        lines.finish()
    }

    /// The same by a complete tokenizer.
    fn theirs(html: &str) -> Vec<String> {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut lines = Lines::default();
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            match token {
                html5gum::Token::StartTag(tag) => {
                    let values = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
                    lines.tag(&format!("<{}", text(&tag.name)), values.collect());
                }
                html5gum::Token::EndTag(tag) => lines.tag(&format!("</{}", text(&tag.name)), Vec::new()),
                html5gum::Token::String(string) => lines.text(&text(&string)),
                _ => {}
            }
        }
        lines.finish()
    }

    #[derive(Default)]
    struct Lines {
        done: Vec<String>,
        text: String,
    }

    impl Lines {
        fn tag(&mut self, name: &str, mut attributes: Vec<(String, String)>) {
            self.end_text();
            attributes.sort();
            attributes.dedup();
            self.done.push(format!("{name} {attributes:?}"));
        }

        fn text(&mut self, text: &str) {
            self.text.push_str(text);
        }

        fn end_text(&mut self) {
            if !self.text.is_empty() {
                self.done.push(std::mem::take(&mut self.text));
            }
        }

        fn finish(mut self) -> Vec<String> {
            self.end_text();
            self.done
        }
    }

    #[track_caller]
    fn check(html: &str) {
        assert_eq!(ours(html), theirs(html), "{html}");
    }

    #[test]
    fn tags_end_as_in_browsers() {
        check("<A HREF=x class='b c' checked =d e = \"&lt;f>\"/>g</a \n>h<br/ >i<p/q='1'q=2>j");
        check("a < b <3 </ c </> <? d ?> <!doctype html \">\"> e <![CDATA[ f ]]> g <x/y=z/> </");
        check("<!-->a<!--->b<!---->c<!----!>d<!-- - -- e --!>f<!-- <!-- g --> h");
        check("<a b=c");
        check("<a b='c>");
        check("a<!-- b");
    }

    #[test]
    fn raw_texts_end_at_their_own_end_tag() {
        check("<title>a<b>&amp;</TITLE >c<style><p></styles></style>d<textarea></textarea");
        check("<script>a<!--b<script>c</script>d--></script>e<script><!--></script>f");
        check("<script><!-- <script> --> </script> <script>'</scripts>'</script/>g<plaintext><p>");
    }

    proptest! {
        #[test]
        fn any_markup_is_read_as_by_a_complete_tokenizer(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "<", ">", "/", "=", "\"", "'", "&", "#", ";", "!", "-", "--", "-->", "<!--", "?", "]]>", "a", "B",
                    " ", "\n", "\r", "\r\n", "ж", "script", "</script>", "<script", "title", "</title>", "<title>",
                    "<style>", "</style>", "<p ", "</p>", "lt", "amp;", "&nbsp", "&copy=", "&#1", "x41", "65", "class=",
                ]),
                0..40,
            ),
        ) {
            let html = parts.concat();
            prop_assert_eq!(ours(&html), theirs(&html));
        }
    }
}
