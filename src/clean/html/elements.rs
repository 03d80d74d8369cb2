//! What the elements of HTML mean for the text that a reader sees.

/// What an element does to the visible text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// Flows with the text around it.
    Inline,
    Anchor,
    /// Bold or strong.
    Strong,
    /// Stands on lines of its own.
    Block,
    /// Stands apart from its neighbours by a blank line.
    Paragraph,
    /// `h1` to `h6`.
    Heading(u8),
    List,
    Item,
    Table,
    Row,
    Cell,
    /// White space counts.
    Preformatted,
    Quote,
    FigureCaption,
    Nav,
    Aside,
    Header,
    Footer,
    Article,
    /// `br`.
    Break,
    /// `hr`.
    Rule,
    Image,
    /// Has no content and shows nothing.
    Void,
    Meta,
    /// The title of the page.
    PageTitle,
    Script,
    Time,
    /// Nothing of its content is read by a visitor.
    Hidden,
}

impl Element {
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"a" => Self::Anchor,
            b"b" | b"strong" => Self::Strong,
            b"p" => Self::Paragraph,
            [b'h', level @ b'1'..=b'6'] => Self::Heading(level - b'0'),
            b"ul" | b"ol" | b"menu" | b"dir" | b"dl" => Self::List,
            b"li" | b"dt" | b"dd" => Self::Item,
            b"table" => Self::Table,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"pre" | b"listing" | b"xmp" => Self::Preformatted,
            b"blockquote" => Self::Quote,
            b"figcaption" | b"caption" => Self::FigureCaption,
            b"nav" => Self::Nav,
            b"aside" => Self::Aside,
            b"header" => Self::Header,
            b"footer" => Self::Footer,
            b"article" => Self::Article,
            b"br" => Self::Break,
            b"hr" => Self::Rule,
            b"img" => Self::Image,
            b"area" | b"base" | b"col" | b"embed" | b"input" | b"link" | b"param" | b"source" | b"track"
            | b"wbr" | b"basefont" | b"bgsound" | b"frame" | b"keygen" => Self::Void,
            b"meta" => Self::Meta,
            b"title" => Self::PageTitle,
            b"script" => Self::Script,
            b"time" => Self::Time,
            b"style" | b"noscript" | b"template" | b"iframe" | b"object" | b"svg" | b"math" | b"canvas"
            | b"audio" | b"video" | b"textarea" | b"select" | b"button" | b"map" | b"noembed"
            | b"noframes" | b"datalist" => Self::Hidden,
            b"address" | b"body" | b"center" | b"details" | b"dialog" | b"div" | b"fieldset" | b"figure"
            | b"form" | b"hgroup" | b"html" | b"legend" | b"main" | b"optgroup" | b"option" | b"section"
            | b"summary" | b"tbody" | b"tfoot" | b"thead" | b"search" => Self::Block,
            _ => Self::Inline,
        }
    }

    /// Whether the element never has an end tag.
    pub(super) const fn is_void(self) -> bool {
        matches!(self, Self::Break | Self::Rule | Self::Image | Self::Void | Self::Meta)
    }

    /// Whether the element flows with the text around it.
    pub(super) const fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Inline
                | Self::Anchor
                | Self::Strong
                | Self::Break
                | Self::Image
                | Self::Void
                | Self::Time
                | Self::Meta
                | Self::PageTitle
                | Self::Script
                | Self::Hidden
        )
    }

    /// Line ends that the element asks for around itself.
    pub(super) const fn breaks(self) -> u8 {
        match self {
            Self::Paragraph | Self::Heading(_) => 2,
            Self::Cell => 0,
            element if element.is_inline() => 0,
            _ => 1,
        }
    }

    /// Whether an open element of this kind ends where `next` begins, as in `<p>one<p>two`.
    pub(super) const fn ends_before(self, next: Self) -> bool {
        match self {
            Self::Paragraph => !next.is_inline(),
            Self::Item => matches!(next, Self::Item),
            Self::Cell => matches!(next, Self::Cell | Self::Row),
            Self::Row => matches!(next, Self::Row),
            Self::Heading(_) => matches!(next, Self::Heading(_)),
            _ => false,
        }
    }

    /// Whether an end tag of an element outside has no say inside this one.
    pub(super) const fn is_scope(self) -> bool {
        matches!(self, Self::Cell | Self::Table)
    }
}
