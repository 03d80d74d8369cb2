//! Leaves out of styles and scripts what only people read, and makes one file of all styles: each file is packed by the
//! server alone, and together they are a third less.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// What begins the element of a style sheet as Trunk writes it.
const LINK: &str = "<link rel=\"stylesheet\" href=\"/";

/// Squeezes the styles and the page's own scripts in `dist/`.
pub(crate) fn all(dist: &Path) -> Result<()> {
    for name in ["unpack.js", "worker.js"] {
        let script = dist.join(name);
        fs::write(&script, lines(&fs::read_to_string(&script)?, |line| !is_comment(line), "\n"))?;
    }
    let index = dist.join("index.html");
    let (html, names) = with_one_sheet(&fs::read_to_string(&index)?)?;
    let mut sheet = String::new();
    for name in &names {
        sheet.push_str(&style(&fs::read_to_string(dist.join(name))?));
        fs::remove_file(dist.join(name))?;
    }
    let name = super::page::named_by_content("style", &sheet, "css");
    fs::write(dist.join(&name), sheet)?;
    fs::write(index, html.replace("STYLE", &name))?;
    Ok(())
}

/// The page with one sheet, `STYLE`, in the place of all, and the names of those.
fn with_one_sheet(html: &str) -> Result<(String, Vec<String>)> {
    let mut parts = html.split(LINK);
    let mut page = parts.next().unwrap_or_default().to_owned();
    let mut names = Vec::new();
    for part in parts {
        let (name, rest) = part.split_once('"').context("an address without end")?;
        let (_, after) = rest.split_once('>').context("a link without end")?;
        if names.is_empty() {
            page.push_str(&format!("{LINK}STYLE\">"));
        }
        names.push(name.to_owned());
        page.push_str(after);
    }
    ensure!(!names.is_empty(), "the page has no style sheet");
    Ok((page, names))
}

/// A sheet without comments, on one line.
fn style(css: &str) -> String {
    let mut kept = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    lines(&kept, |_| true, " ").replace("{ ", "{").replace("; ", ";").replace("} ", "}").replace(" {", "{")
}

fn lines(text: &str, is_kept: fn(&str) -> bool, between: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && is_kept(line));
    lines.flat_map(|line| [line, between]).collect()
}

/// Whether a line of our scripts is part of a comment; none of theirs begins with a star otherwise.
fn is_comment(line: &str) -> bool {
    ["//", "/*", "*"].iter().any(|sign| line.starts_with(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_become_one() {
        let html = "<head><link rel=\"stylesheet\" href=\"/a.css\" integrity=\"x\"/>\n\
                    <link rel=\"stylesheet\" href=\"/b.css\"/></head>";
        let (page, names) = with_one_sheet(html).unwrap();
        assert_eq!(page, "<head><link rel=\"stylesheet\" href=\"/STYLE\">\n</head>");
        assert_eq!(names, ["a.css", "b.css"]);
    }

    #[test]
    fn what_styles_say_stays() {
        let css = "/* Ground. */\na :hover,\nb {\n  width: calc(1rem + 2px);\n  margin: 0;\n}\n";
        assert_eq!(style(css), "a :hover, b{width: calc(1rem + 2px);margin: 0;}");
    }
}
