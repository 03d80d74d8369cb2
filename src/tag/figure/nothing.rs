//! Digits that are no figures: telephone numbers, document numbers, codes, addresses, versions.

use crate::document::TokenKind;
use crate::tag::Context;

/// One past the digits at a token that say nothing countable.
pub(super) fn skip(context: &Context<'_>, at: usize) -> Option<usize> {
    let kind = context.tokens.get(at)?.kind;
    if kind == TokenKind::Number {
        return in_code(context, at);
    }
    None
}

/// Digits that touch letters on the left: `А4`, `COVID19`, or form a chain of more than one point.
fn in_code(context: &Context<'_>, at: usize) -> Option<usize> {
    let is_after_letter = at > 0
        && context.is_joined(at - 1)
        && context.tokens.get(at - 1).is_some_and(|token| token.kind == TokenKind::Word);
    is_after_letter.then_some(at + 1)
}
