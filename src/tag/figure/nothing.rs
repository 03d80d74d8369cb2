//! Digits that are no figures: telephone numbers, codes, addresses of the net; and numbers of documents, which
//! NEREL calls ordinals.

use crate::document::TokenKind;
use crate::tag::Context;

use super::words::WORDS;

/// One past the digits at a token that say nothing countable.
pub(super) fn skip(context: &Context<'_>, at: usize) -> Option<usize> {
    match context.tokens.get(at)?.kind {
        TokenKind::Word => address(context, at),
        TokenKind::Number => {
            telephone(context, at).or_else(|| code(context, at)).or_else(|| chain(context, at))
        }
        TokenKind::Mark if context.token(at) == "+" => telephone(context, at),
        TokenKind::Mark => None,
    }
}

/// `https://...`, `www...`, to the next white space.
fn address(context: &Context<'_>, at: usize) -> Option<usize> {
    let is_address = matches!(context.key(at), "http" | "https" | "ftp") && context.token(at + 1) == ":"
        || context.key(at) == "www" && context.token(at + 1) == ".";
    is_address.then(|| end_of_run(context, at))
}

/// One past the tokens that follow without white space.
fn end_of_run(context: &Context<'_>, mut at: usize) -> usize {
    while context.is_joined(at) {
        at += 1;
    }
    at + 1
}

/// `+7 (495) 123-45-67`, `8-800-555-35-35`, `123-45-67`.
fn telephone(context: &Context<'_>, at: usize) -> Option<usize> {
    const FEWEST: usize = 10;
    const MOST: usize = 15;
    let mut end = at;
    let (mut digits, mut groups, mut marks) = (0, 0, 0);
    while let Some(token) = context.tokens.get(end) {
        let text = context.token(end);
        match token.kind {
            TokenKind::Number => (digits, groups) = (digits + text.len(), groups + 1),
            TokenKind::Mark if matches!(text, "-" | "–" | "‑" | "(" | ")" | "+") => marks += 1,
            _ => break,
        }
        end += 1;
        if digits > MOST || marks > MOST {
            return None;
        }
        if !context.is_joined(end - 1) && !context.is_spaced(end - 1) {
            break;
        }
    }
    let has_prefix = matches!(context.token(at), "+" | "8" | "7" | "(") || marks >= 2;
    let is_local = groups == 3 && marks == 2 && digits == 7 && end == at + 5;
    let is_long =
        (FEWEST..=MOST).contains(&digits) && groups >= 3 && marks >= 1 && has_prefix && !is_iso(context, at);
    (is_long || is_local).then_some(end)
}

/// A date such as 2024-01-29 begins with four digits.
fn is_iso(context: &Context<'_>, at: usize) -> bool {
    context.token(at).len() == 4 && context.token(at + 1) == "-" && context.token(at + 2).len() == 2
}

/// Digits that touch letters: `А4`, `COVID-19`, `5G`, `103news`.
fn code(context: &Context<'_>, at: usize) -> Option<usize> {
    let is_word = |at: usize| context.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
    let is_after_word = |at: usize| at > 0 && context.is_joined(at - 1) && is_word(at - 1);
    let is_dash = at > 0
        && context.is_joined(at - 1)
        && matches!(context.token(at - 1), "-" | "‑" | "_" | "/" | "#" | "@");
    let is_year = context.token(at).len() == 4;
    let hangs = is_dash && is_after_word(at - 1) && !is_year && !is_numeral(context, at - 2);
    let leads = context.is_joined(at) && is_word(at + 1) && !is_known(context.key(at + 1));
    (is_after_word(at) || hangs || leads).then(|| if leads { end_of_run(context, at) } else { at + 1 })
}

fn is_numeral(context: &Context<'_>, at: usize) -> bool {
    WORDS.cardinal(context.key(at)).is_some()
}

/// Words that follow digits without a space in careless writing: `20тыс`, `5км`, `35к`, `2012г`.
fn is_known(key: &str) -> bool {
    WORDS.cardinal(key).is_some()
        || !WORDS.units(key).is_empty()
        || matches!(key, "к" | "k" | "х" | "x" | "т" | "й" | "я" | "е" | "го" | "м" | "гг" | "ого")
}

/// Versions and other chains of three and more: `2.5.1`, `192.168.0.1`, `12-34-56`; dates are read before.
fn chain(context: &Context<'_>, at: usize) -> Option<usize> {
    let mark = context.token(at + 1);
    if !matches!(mark, "." | "-" | "/" | ":") {
        return None;
    }
    let is_link = |at: usize| {
        context.token(at) == mark
            && context.is_joined(at - 1)
            && context.is_joined(at)
            && context.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Number)
    };
    let links = (0..).take_while(|n| is_link(at + 1 + 2 * n)).count();
    let end = at + 1 + 2 * links;
    let is_date = links == 2 && (mark == ":" || super::day::is_date(context, at));
    let is_grouped = mark == "." && (1..=links).all(|n| context.token(at + 2 * n).len() == 3);
    (links >= 2 && !is_date && !is_grouped).then_some(end)
}

/// The number of a law or a document at a token: `статьи 282`, `ч. 8 ст. 20.2`, `№ 67`. One past its last token
/// and its first figure.
pub(super) fn document_number(context: &Context<'_>, at: usize) -> Option<(usize, u32)> {
    let number = if matches!(context.token(at), "№" | "§") { at + 1 } else { at };
    let text = context.token(number);
    let value = text
        .parse()
        .ok()
        .filter(|_| context.tokens.get(number).is_some_and(|t| t.kind == TokenKind::Number))?;
    let is_listed = || {
        let before = at.checked_sub(2)?;
        let is_and =
            matches!(context.key(before + 1), "и" | ",") && context.tokens[before].kind == TokenKind::Number;
        (is_and && is_after_law(context, before)).then_some(())
    };
    if number == at && !is_after_law(context, at) && is_listed().is_none() {
        return None;
    }
    let mut end = number + 1;
    let is_link = |at: usize| {
        matches!(context.token(at), "." | "-" | "/")
            && context.is_joined(at - 1)
            && context.is_joined(at)
            && context.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Number)
    };
    while is_link(end) {
        end += 2;
    }
    Some((end, value))
}

/// Whether the word before a token, or the one before its point, names a part of a law.
fn is_after_law(context: &Context<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let is_point = context.token(before) == ".";
    let word = if is_point { before.checked_sub(1) } else { Some(before) };
    word.is_some_and(|word| {
        let key = context.key(word);
        match key {
            "ст" | "ч" | "п" | "пп" | "подп" | "гл" | "абз" => is_point,
            "часть" | "части" | "частью" | "частям" | "частями" | "частях" | "коап" => {
                true
            }
            _ => ["стать", "пункт", "подпункт", "параграф", "законопроект", "глав", "абзац"]
                .iter()
                .any(|stem| key.starts_with(stem) && key.len() <= stem.len() + 6),
        }
    })
}
