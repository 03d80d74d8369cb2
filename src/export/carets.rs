//! A document for the eyes of an editor or a linguist: the text with carets and labels under it, then the lists.
//!
//! ```text
//! title
//!   Собянин рассказал о 35 новых производствах
//!   ^^^^^^^ PERSON
//!                       ^^ NUMBER = 35
//! ```

use std::fmt::Write;

use crate::Document;
use crate::document::{Amount, Block, Comparator, Direction, Mention, MentionId, Metric, Quote, Value};
use crate::span::Span;

/// Columns of a line of text.
const WIDTH: usize = 96;

/// Writes the text with its mentions, then figures, quotes, names and what was left out.
pub fn carets(document: &Document) -> String {
    let mut out = String::new();
    let details = &document.details;
    for (name, found) in [
        ("published", details.published.as_ref().map(ToString::to_string)),
        ("author", details.author.clone()),
        ("outlet", details.outlet.clone()),
    ] {
        if let Some(found) = found {
            line(&mut out, &format!("{name}: {found}"));
        }
    }
    if document.blocks.is_empty() {
        write_text(document, Span::of(0..document.text.clean().len()), &mut out);
    }
    for block in document.blocks.iter().filter(|block| block.kept) {
        line(&mut out, &format!("\n{}", name(&block.role)));
        write_text(document, block.span, &mut out);
    }
    section(&mut out, "FIGURES", document.metrics.iter().map(|metric| describe_metric(document, metric)));
    section(&mut out, "QUOTES", document.quotes.iter().map(|quote| describe_quote(document, quote)));
    section(
        &mut out,
        "NAMES",
        document.entities.iter().map(|entity| {
            let words = entity.mentions.iter().filter_map(|&id| mention_words(document, Some(id)));
            format!("{} {}: {}", entity.kind.name(), entity.name, words.collect::<Vec<_>>().join(", "))
        }),
    );
    let dropped = document.blocks.iter().filter(|block| !block.kept);
    section(&mut out, "LEFT OUT", dropped.map(|block| describe_dropped(document, block)));
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn section(out: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        line(out, &format!("\n{title}"));
    }
    lines.for_each(|text| line(out, &format!("  {}", one_line(&text))));
}

/// Wraps a stretch of text and puts the carets of its mentions under each line.
fn write_text(document: &Document, stretch: Span, out: &mut String) {
    let first = document.mentions.partition_point(|mention| mention.span.start() < stretch.start());
    let end = document.mentions.partition_point(|mention| mention.span.start() < stretch.end());
    let mentions = document.mentions.get(first..end).unwrap_or_default();
    for wrapped in wrap(document.text.slice(stretch), stretch.start()) {
        line(out, &format!("  {}", one_row(document.text.slice(wrapped))));
        for mention in mentions.iter().filter(|mention| mention.span.overlaps(wrapped)) {
            line(out, &caret_row(document, mention, wrapped));
        }
    }
}

/// Lines of at most [`WIDTH`] columns, broken at white space; a word that is longer has a line of its own.
fn wrap(text: &str, offset: u32) -> Vec<Span> {
    let mut lines: Vec<Span> = Vec::new();
    let mut columns = 0;
    let mut at = offset;
    let mut fresh = true;
    for word in text.split_inclusive(char::is_whitespace) {
        let span = Span::new(at, at + word.len() as u32);
        let wide = width(word);
        match lines.last_mut() {
            Some(last) if !fresh && columns + wide <= WIDTH + 1 => *last = last.cover(span),
            _ => {
                lines.push(span);
                columns = 0;
            }
        }
        columns += wide;
        fresh = word.ends_with('\n');
        at = span.end();
    }
    lines
}

/// `     ^^^^^^^^ PERSON → Степан Коваленко`
fn caret_row(document: &Document, mention: &Mention, row: Span) -> String {
    let start = mention.span.start().max(row.start());
    let end = mention.span.end().min(row.end());
    let indent = width(document.text.slice(Span::new(row.start(), start)));
    let carets = width(one_row(document.text.slice(Span::new(start, end)))).max(1);
    let label = if start > mention.span.start() { "…".to_owned() } else { label(mention) };
    format!("  {}{} {label}", " ".repeat(indent), "^".repeat(carets))
}

fn label(mention: &Mention) -> String {
    let mut label = mention.kind.name().to_owned();
    if let Some(normal) = &mention.normal {
        write!(label, " → {normal}").expect("writing to a string cannot fail");
    }
    let value = mention.value.as_ref().and_then(|value| match value {
        Value::Amount(amount) => Some(describe_amount(amount)),
        Value::Ordinal(ordinal) => Some(ordinal.to_string()),
        Value::Date(date) => Some(date.as_ref().map_or("?".to_owned(), ToString::to_string)),
        Value::Person(_) => None,
    });
    if let Some(value) = value {
        write!(label, " = {value}").expect("writing to a string cannot fail");
    }
    label
}

/// `> 1100000000 RUB`
fn describe_amount(amount: &Amount) -> String {
    let mut words = Vec::new();
    words.extend(sign(amount.comparator).map(str::to_owned));
    words.push(amount.amount.normalize().to_string());
    words.extend(amount.amount_to.map(|to| format!("to {}", to.normalize())));
    words.extend(amount.unit.as_ref().map(|unit| unit.code.clone()));
    words.join(" ")
}

const fn sign(comparator: Comparator) -> Option<&'static str> {
    match comparator {
        Comparator::Exact | Comparator::Range => None,
        Comparator::Over => Some(">"),
        Comparator::Under => Some("<"),
        Comparator::About => Some("≈"),
        Comparator::AtLeast => Some("≥"),
        Comparator::AtMost => Some("≤"),
    }
}

fn describe_metric(document: &Document, metric: &Metric) -> String {
    let amount = Amount {
        amount: metric.amount,
        amount_to: metric.amount_to,
        unit: Some(metric.unit.clone()),
        comparator: metric.comparator,
    };
    let mut told = format!("{} = {}", document.text.slice(metric.span), describe_amount(&amount));
    let mut add = |name: &str, words: Option<String>| {
        if let Some(words) = words {
            write!(told, "; {name}: {words}").expect("writing to a string cannot fail");
        }
    };
    add("measured", metric.measured.map(|span| document.text.slice(span).to_owned()));
    add("period", date(document, metric.period));
    if let Some(change) = &metric.change {
        let direction = if change.direction == Direction::Up { "up" } else { "down" };
        add("change", Some(direction.to_owned()));
        add("base", date(document, change.base));
    }
    add("of", metric.subject.and_then(|id| Some(document.entities.get(id.0 as usize)?.name.clone())));
    told
}

/// A date as read, with its words where they say it otherwise.
fn date(document: &Document, id: Option<MentionId>) -> Option<String> {
    let words = mention_words(document, id)?;
    match &document.mentions.get(id?.0 as usize)?.value {
        Some(Value::Date(Some(date))) if date.as_str() != words => Some(format!("{date} ({words})")),
        Some(Value::Date(None)) => Some(format!("? ({words})")),
        _ => Some(words.to_owned()),
    }
}

fn describe_quote(document: &Document, quote: &Quote) -> String {
    let speaker = quote.speaker.and_then(|id| document.entities.get(id.0 as usize));
    let speaker = speaker.map_or("?", |entity| entity.name.as_str());
    let cue = quote.cue.map_or_else(String::new, |cue| format!(" ({})", document.text.slice(cue)));
    format!("{} {speaker}{cue}: {}", name(&quote.speech), shortened(document.text.slice(quote.span)))
}

fn describe_dropped(document: &Document, block: &Block) -> String {
    let reason = block.reason.as_deref().unwrap_or("?");
    format!("{} ({reason}): {}", name(&block.role), shortened(document.text.slice_source(block.source)))
}

fn mention_words(document: &Document, id: Option<MentionId>) -> Option<&str> {
    let mention = document.mentions.get(id?.0 as usize)?;
    Some(document.text.slice(mention.span))
}

/// The public name of a word of the vocabulary.
fn name(word: &impl serde::Serialize) -> String {
    let json = serde_json::to_value(word).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}

/// Beginning and end of what is too long for a line.
fn shortened(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    match (
        letters.get(..WIDTH / 2),
        letters.len().checked_sub(WIDTH / 4).and_then(|from| letters.get(from..)),
    ) {
        (Some(head), Some(tail)) if letters.len() > WIDTH => {
            format!("{} … {}", head.iter().collect::<String>(), tail.iter().collect::<String>())
        }
        _ => text.to_owned(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without the white space at the end of a row.
fn one_row(text: &str) -> &str {
    text.trim_end()
}

/// Columns of a text, as far as a fixed-width font has one for each letter.
fn width(text: &str) -> usize {
    text.chars().filter(|&c| !crate::segment::is_combining_mark(c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::marked;

    #[test]
    fn carets_stand_under_their_words() {
        let text = "[[мэр|PROFESSION] [Йо\u{301}шки|CITY]|PROFESSION] дал [5 рублей|MONEY]\nРеклама: скидка";
        let expected = "
body
  мэр Йо\u{301}шки дал 5 рублей
  ^^^^^^^^^ PROFESSION
  ^^^ PROFESSION
      ^^^^^ CITY
                ^^^^^^^^ MONEY = 5 RUB

FIGURES
  5 рублей = 5 RUB; change: up

NAMES
  PROFESSION мэр Йо\u{301}шки: мэр Йо\u{301}шки
  PROFESSION мэр: мэр
  CITY Йо\u{301}шки: Йо\u{301}шки

LEFT OUT
  promo (advert): Реклама: скидка
";
        assert_eq!(carets(&marked::document(text)), expected);
    }

    #[test]
    fn a_mention_over_two_rows_goes_on_in_the_second() {
        let text = format!("{} [{}|EVENT]", "а".repeat(80), "б ".repeat(20).trim());
        let rows = carets(&marked::document(&text));
        assert!(rows.contains("^ EVENT\n") && rows.contains("^ …\n"), "{rows}");
        assert!(rows.lines().all(|row| row.chars().count() <= WIDTH + 10), "{rows}");
    }
}
