//! The visible text as it grows, with the elements that each piece of it stands in.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::elements::Element;
use crate::clean::Line;
use crate::seeds;

/// The elements around a piece of text.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::clean) struct Context {
    /// The innermost block, and the block around it; each block of the page has its own number.
    pub(in crate::clean) block: u32,
    pub(in crate::clean) parent: u32,
    pub(in crate::clean) heading: u8,
    pub(in crate::clean) link: bool,
    pub(in crate::clean) strong: bool,
    pub(in crate::clean) paragraph: bool,
    pub(in crate::clean) item: bool,
    pub(in crate::clean) cell: bool,
    pub(in crate::clean) quote: bool,
    pub(in crate::clean) caption: bool,
    pub(in crate::clean) nav: bool,
    pub(in crate::clean) aside: bool,
    pub(in crate::clean) header: bool,
    pub(in crate::clean) footer: bool,
    pub(in crate::clean) article: bool,
    /// Blocks around it.
    pub(in crate::clean) depth: u32,
    /// Class and id words of articles and of page furniture in the innermost block that has any.
    pub(in crate::clean) near_article: u8,
    pub(in crate::clean) near_furniture: u8,
    /// The same over all blocks around it.
    pub(in crate::clean) all_article: u8,
    pub(in crate::clean) all_furniture: u8,
    /// A class or id says title, headline.
    pub(in crate::clean) title: bool,
    /// A class or id says caption, photo.
    pub(in crate::clean) photo: bool,
}

/// The elements around a line.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::clean) struct Mark {
    /// That of the line's longest piece.
    pub(in crate::clean) context: Context,
    /// Share of its bytes in links.
    pub(in crate::clean) linked: f32,
    /// Share of its bytes in bold.
    pub(in crate::clean) strong: f32,
    /// Share of its bytes that describe images.
    pub(in crate::clean) described: f32,
    pub(in crate::clean) links: u32,
    /// The highest heading level on the line, 0 for none.
    pub(in crate::clean) heading: u8,
}

/// A piece of the text and what it stands in.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: u32,
    end: u32,
    context: u32,
    image: bool,
}

#[derive(Debug)]
pub(super) struct Output {
    text: String,
    pieces: Vec<Piece>,
    contexts: Vec<Context>,
    blocks: u32,
    /// Line ends to write before the next piece.
    pending: u8,
    /// A space to write before the next piece of the same line.
    space: bool,
    tab: bool,
}

impl Default for Output {
    fn default() -> Self {
        Self {
            text: String::new(),
            pieces: Vec::new(),
            contexts: vec![Context::default()],
            blocks: 0,
            pending: 0,
            space: false,
            tab: false,
        }
    }
}

impl Output {
    pub(super) fn take_text(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// Asks for at least `breaks` line ends before what follows.
    pub(super) fn require(&mut self, breaks: u8) {
        if breaks > 0 {
            self.pending = self.pending.max(breaks);
            self.tab = false;
            self.space = false;
        }
    }

    /// `br`.
    pub(super) fn line_end(&mut self) {
        self.flush();
        self.text.push('\n');
        self.space = false;
    }

    /// The start of a table's cell.
    pub(super) fn cell(&mut self) {
        if self.pending == 0 && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.tab = true;
        }
    }

    pub(super) fn image(&mut self, alt: &str, context: u32) {
        self.write(alt, false, context, true);
    }

    pub(super) fn text(&mut self, text: &str, preformatted: bool, context: u32) {
        self.write(text, preformatted, context, false);
    }

    fn write(&mut self, text: &str, preformatted: bool, context: u32, image: bool) {
        if preformatted && !text.is_empty() {
            self.flush();
            let start = self.text.len();
            self.text.extend(text.chars().filter(|&c| c != '\r').map(plain));
            self.push_piece(start, context, image);
            return;
        }
        for (at, word) in text.split([' ', '\t', '\n', '\r', '\u{c}']).enumerate() {
            self.space |= at > 0 && !self.text.is_empty();
            if word.is_empty() {
                continue;
            }
            self.flush();
            let start = self.text.len();
            self.text.extend(word.chars().map(plain));
            self.push_piece(start, context, image);
        }
    }

    /// Adds a piece, or lengthens the last one.
    fn push_piece(&mut self, start: usize, context: u32, image: bool) {
        let (start, end) = (start as u32, self.text.len() as u32);
        match self.pieces.last_mut() {
            Some(last) if last.context == context && last.image == image && last.end + 1 >= start => {
                last.end = end;
            }
            _ => self.pieces.push(Piece { start, end, context, image }),
        }
    }

    /// Writes what is owed: line ends, a tab, a space.
    fn flush(&mut self) {
        if self.pending > 0 && !self.text.is_empty() {
            let there = self.text.bytes().rev().take(2).take_while(|&b| b == b'\n').count();
            (there..usize::from(self.pending)).for_each(|_| self.text.push('\n'));
        } else if self.tab {
            self.text.push('\t');
        } else if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        (self.pending, self.space, self.tab) = (0, false, false);
    }

    /// The context inside an element.
    pub(super) fn enter(&mut self, outer: u32, element: Element, names: &[&str]) -> u32 {
        let outer_context = self.contexts[outer as usize];
        let mut context = outer_context;
        context.add_element(element);
        context.add_names(names, !element.is_inline());
        if !element.is_inline() {
            self.blocks += 1;
            context.parent = outer_context.block;
            context.block = self.blocks;
            context.depth += 1;
        } else if names.iter().all(|name| name.is_empty()) && element == Element::Inline {
            return outer;
        }
        self.contexts.push(context);
        self.contexts.len() as u32 - 1
    }

    pub(super) fn marks(&self, lines: &[Line]) -> Vec<Mark> {
        let mut at = 0;
        lines.iter().map(|line| self.mark(line, &mut at)).collect()
    }

    fn mark(&self, line: &Line, at: &mut usize) -> Mark {
        let (start, end) = (line.bytes.start as u32, line.bytes.end as u32);
        while self.pieces.get(*at).is_some_and(|piece| piece.end <= start) {
            *at += 1;
        }
        let mut sums = Sums::default();
        let mut mark = Mark::default();
        let mut next = *at;
        while let Some(piece) = self.pieces.get(next).filter(|piece| piece.start < end) {
            let length = piece.end.min(end) - piece.start.max(start);
            let context = self.contexts[piece.context as usize];
            sums.add(length, piece, &context);
            mark.heading = if mark.heading == 0 { context.heading } else { mark.heading };
            if length > sums.longest {
                sums.longest = length;
                mark.context = context;
            }
            next += 1;
        }
        mark.links = sums.links;
        let all = sums.all.max(1) as f32;
        (mark.linked, mark.strong, mark.described) =
            (sums.linked as f32 / all, sums.strong as f32 / all, sums.described as f32 / all);
        mark
    }
}

#[derive(Default)]
struct Sums {
    all: u32,
    linked: u32,
    strong: u32,
    described: u32,
    links: u32,
    longest: u32,
}

impl Sums {
    fn add(&mut self, length: u32, piece: &Piece, context: &Context) {
        self.all += length;
        self.linked += length * u32::from(context.link);
        self.strong += length * u32::from(context.strong);
        self.described += length * u32::from(piece.image);
        self.links += u32::from(context.link);
    }
}

/// Characters that would end a line where HTML does not.
fn plain(c: char) -> char {
    match c {
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        c => c,
    }
}

impl Context {
    fn add_element(&mut self, element: Element) {
        match element {
            Element::Anchor => self.link = true,
            Element::Strong => self.strong = true,
            Element::Paragraph => self.paragraph = true,
            Element::Heading(level) => self.heading = level,
            Element::Item => self.item = true,
            Element::Cell => self.cell = true,
            Element::Quote => self.quote = true,
            Element::FigureCaption => self.caption = true,
            Element::Nav => self.nav = true,
            Element::Aside => self.aside = true,
            Element::Header => self.header = true,
            Element::Footer => self.footer = true,
            Element::Article => self.article = true,
            _ => {}
        }
        if matches!(element, Element::Table | Element::List | Element::Nav | Element::Aside) {
            self.paragraph = false;
        }
    }

    fn add_names(&mut self, names: &[&str], block: bool) {
        let (mut article, mut furniture) = (0_u8, 0_u8);
        for word in names.iter().flat_map(|names| name_words(names)) {
            article = article.saturating_add(u8::from(NAMES.article.contains(word.as_str())));
            furniture = furniture.saturating_add(u8::from(NAMES.furniture.contains(word.as_str())));
            self.title |= NAMES.title.contains(word.as_str());
            self.photo |= NAMES.photo.contains(word.as_str());
        }
        if block && article + furniture > 0 {
            (self.near_article, self.near_furniture) = (article, furniture);
        }
        self.all_article = self.all_article.saturating_add(article);
        self.all_furniture = self.all_furniture.saturating_add(furniture);
    }
}

/// Words of class names and ids, from `seeds/lexicon/clean_class_words.tsv`.
#[derive(Default)]
struct Names {
    article: HashSet<&'static str>,
    furniture: HashSet<&'static str>,
    title: HashSet<&'static str>,
    photo: HashSet<&'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names::default();
    for line in seeds::list("clean_class_words").lines() {
        match line.split_once('\t') {
            Some((word, "article")) => names.article.insert(word),
            Some((word, "furniture")) => names.furniture.insert(word),
            Some((word, "title")) => names.title.insert(word),
            Some((word, "photo")) => names.photo.insert(word),
            _ => false,
        };
    }
    names
});

/// The words of class names: `leftMenu news_text` says left, menu, news, text.
fn name_words(names: &str) -> impl Iterator<Item = String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in names.chars().take(400) {
        if !c.is_ascii_alphabetic() || (c.is_ascii_uppercase() && small) {
            words.push(String::new());
        }
        small = c.is_ascii_lowercase();
        if c.is_ascii_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.push(c.to_ascii_lowercase());
        }
    }
    words.into_iter().filter(|word| !word.is_empty())
}
