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
    pub(super) fn of(name: &str) -> Self {
        match name {
            "a" => Self::Anchor,
            "b" | "strong" => Self::Strong,
            "p" => Self::Paragraph,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "ul" | "ol" | "menu" | "dir" | "dl" => Self::List,
            "li" | "dt" | "dd" => Self::Item,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "pre" | "listing" | "xmp" => Self::Preformatted,
            "blockquote" => Self::Quote,
            "figcaption" | "caption" => Self::FigureCaption,
            "nav" => Self::Nav,
            "aside" => Self::Aside,
            "header" => Self::Header,
            "footer" => Self::Footer,
            "article" => Self::Article,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "img" => Self::Image,
            "area" | "base" | "col" | "embed" | "input" | "link" | "param" | "source" | "track" | "wbr"
            | "basefont" | "bgsound" | "frame" | "keygen" => Self::Void,
            "meta" => Self::Meta,
            "title" => Self::PageTitle,
            "script" => Self::Script,
            "time" => Self::Time,
            "style" | "noscript" | "template" | "iframe" | "object" | "svg" | "math" | "canvas" | "audio"
            | "video" | "textarea" | "select" | "button" | "map" | "noembed" | "noframes" | "datalist" => {
                Self::Hidden
            }
            "address" | "body" | "center" | "details" | "dialog" | "div" | "fieldset" | "figure" | "form"
            | "hgroup" | "html" | "legend" | "main" | "optgroup" | "option" | "section" | "summary"
            | "tbody" | "tfoot" | "thead" | "search" => Self::Block,
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
