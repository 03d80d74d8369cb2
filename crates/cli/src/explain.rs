//! `--explain`: who found each mention, and why blocks were left out, for the eyes of an editor.

use std::io::{self, Write};

use razmetka::document::{Block, Document, Mention, Origin};

/// Characters of a block or a mention in a line.
const MOST: usize = 60;

/// Writes a line for every block that was left out and for every mention, in text order.
pub(crate) fn explain(document: &Document, name: &str, output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "{name}: {} blocks, {} mentions", document.blocks.len(), document.mentions.len())?;
    for block in document.blocks.iter().filter(|block| !block.kept) {
        writeln!(
            output,
            "  left out  {:<24} {}",
            reason(block),
            shortened(document.text.slice_source(block.source), MOST)
        )?;
    }
    for mention in &document.mentions {
        let words = shortened(document.text.slice(mention.span), MOST);
        let normal = mention.normal.as_ref().map_or_else(String::new, |normal| format!(" → {normal}"));
        writeln!(output, "  {:<18} {:<28} {words}{normal}", mention.kind.name(), origin(mention))?;
    }
    Ok(())
}

fn reason(block: &Block) -> &str {
    block.reason.as_deref().unwrap_or("-")
}

fn origin(mention: &Mention) -> String {
    match &mention.origin {
        Origin::Rule { name, score } => format!("{name} {score:.2}"),
        Origin::Model { score, rule: None } => format!("model {score:.2}"),
        Origin::Model { score, rule: Some(rule) } => format!("model {score:.2}, {rule}"),
        Origin::Editor => "editor".to_owned(),
    }
}

/// The first characters, on one line.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or_default()),
        None => line,
    }
}
