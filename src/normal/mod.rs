//! Dictionary forms of names: case, gender and number chosen by agreement and context.

mod around;
mod eastern;
mod hypothesis;
mod letters;
mod person;
mod phrase;

use std::collections::HashMap;

use crate::document::{Kind, Mention, Value};
use crate::span::Span;
use crate::tag::Context;

/// Sets the dictionary form of every mention that names something, and the parts of persons' names.
///
/// The form is `None` where it equals the text. Other mentions in the document help to choose: Дзюбы is of
/// Дзюба where Дзюбу is found too.
pub fn normalize(context: &Context<'_>, mentions: &mut [Mention]) {
    let persons = mentions.iter().filter(|mention| mention.kind == Kind::Person).map(|mention| mention.span);
    let votes = person::Votes::collect(context, persons);
    for mention in mentions.iter_mut().filter(|mention| !mention.kind.is_numeric()) {
        let normal = if mention.kind == Kind::Person {
            let Some(read) = person::read(context, mention.span, &votes) else { continue };
            mention.value = Some(Value::Person(read.name));
            Some(read.normal)
        } else {
            phrase::normal(context, mention.span, mention.kind)
        };
        mention.normal = normal.filter(|normal| normal != context.slice(mention.span));
    }
}

/// The dictionary form of a span that an editor marks; `None` where it equals the text.
pub fn name(context: &Context<'_>, span: Span, kind: Kind) -> Option<String> {
    let normal = match kind {
        Kind::Person => person::read(context, span, &person::Votes::default()).map(|read| read.normal),
        kind if kind.is_numeric() => None,
        kind => phrase::normal(context, span, kind),
    };
    normal.filter(|normal| normal != context.slice(span))
}

/// The text of a span with some tokens replaced.
fn rewritten(context: &Context<'_>, span: Span, written: &HashMap<usize, String>) -> String {
    let mut out = String::with_capacity(span.len() as usize);
    let mut copied = span.start();
    for at in context.token_at(span.start())..context.token_at(span.end()) {
        let token = context.tokens[at].span;
        out.push_str(context.slice(Span::new(copied.min(token.start()), token.start())));
        out.push_str(written.get(&at).map_or_else(|| context.slice(token), String::as_str));
        copied = token.end();
    }
    out.push_str(context.slice(Span::new(copied.min(span.end()), span.end())));
    out
}
