//! What the head of a page says about its article.

use crate::clean::dates;
use crate::date::Date;
use crate::json::Json;

/// Title, date, author and outlet from `title`, `meta`, `time` and JSON-LD.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::clean) struct Meta {
    /// The page's title as it stands, with the site's name.
    pub(in crate::clean) title: String,
    pub(in crate::clean) published: Option<Date>,
    pub(in crate::clean) author: Option<String>,
    pub(in crate::clean) outlet: Option<String>,
}

/// A page's title or data that is longer is none.
const LONGEST_TITLE: usize = 2_000;
const LONGEST_DATA: usize = 1 << 20;

impl Meta {
    pub(super) fn add_title(&mut self, text: &str) {
        if self.title.len() + text.len() <= LONGEST_TITLE {
            self.title.push_str(text);
        }
    }

    /// A `meta` element.
    pub(super) fn read_tag(&mut self, name: Option<&str>, content: Option<&str>) {
        let (Some(name), Some(content)) = (name, content.map(str::trim)) else { return };
        match name.to_ascii_lowercase().as_str() {
            "article:published_time"
            | "datepublished"
            | "pubdate"
            | "publish-date"
            | "date"
            | "dc.date"
            | "dc.date.issued"
            | "mediator_published_time"
            | "og:published_time" => self.publish(content),
            "author" | "article:author" | "dc.creator" | "mediator_author" => {
                set_name(&mut self.author, content);
            }
            "og:site_name" | "application-name" | "dc.publisher" => set_name(&mut self.outlet, content),
            "og:title" if self.title.is_empty() => self.add_title(content),
            _ => {}
        }
    }

    /// The `datetime` of a `time` element; the first of a page counts, after the head.
    pub(super) fn read_time(&mut self, datetime: Option<&str>) {
        if let Some(datetime) = datetime {
            self.publish(datetime);
        }
    }

    /// JSON-LD: the first object with a date of publication.
    pub(super) fn read_data(&mut self, json: &str) {
        if json.len() > LONGEST_DATA {
            return;
        }
        let Some(value) = Json::read(json) else { return };
        let mut rest = vec![&value];
        while let Some(value) = rest.pop() {
            if let Some(date) = value.get("datePublished").and_then(|date| date.as_str()) {
                self.publish(date);
                self.read_names(value);
            }
            rest.extend(value.items().iter().rev());
            rest.extend(value.get("@graph"));
        }
    }

    fn read_names(&mut self, value: &Json) {
        let name = |field: &str| {
            let value = value.get(field)?;
            let value = value.items().first().unwrap_or(value);
            value.get("name").unwrap_or(value).as_str()
        };
        if let Some(author) = name("author") {
            set_name(&mut self.author, author);
        }
        if let Some(outlet) = name("publisher") {
            set_name(&mut self.outlet, outlet);
        }
    }

    fn publish(&mut self, text: &str) {
        if self.published.is_none() {
            self.published = dates::find(text).and_then(|found| found.date);
        }
    }
}

/// Takes a name, but no address.
fn set_name(field: &mut Option<String>, name: &str) {
    if field.is_none() && !name.is_empty() && name.chars().count() <= 120 && !name.contains("://") {
        *field = Some(name.to_owned());
    }
}
