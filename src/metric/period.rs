//! The date that a figure belongs to.

use super::{Page, Place, change};
use crate::document::{Change, Kind, Mention, MentionId, Value};
use crate::span::Span;

/// The period of a figure: a date of its sentence that it is not compared with. A change without one takes that
/// of the sentence before: `По итогам 2024 года ... Рост составил 17%.`
pub(super) fn period(page: &Page<'_>, place: &Place<'_>, change: Option<&Change>) -> Option<MentionId> {
    let base = change.and_then(|change| change.base);
    let here = *page.context.sentences.get(place.number)?;
    let own = nearest(page, here, place.mention.span, base);
    own.or_else(|| {
        let before = *page.context.sentences.get(place.number.checked_sub(1)?)?;
        let end = Span::empty(before.end());
        change.and_then(|_| nearest(page, before, end, base)).filter(|_| is_same_block(page, before, here))
    })
}

/// The last period before a figure in a sentence, or the first one after it.
fn nearest(page: &Page<'_>, sentence: Span, figure: Span, base: Option<MentionId>) -> Option<MentionId> {
    let here = page.near(figure.start(), sentence);
    let dates = here.filter(|mention| Some(mention.id) != base && is_period(page, mention));
    let (mut before, mut after) = (None, None);
    for date in dates {
        if date.span.end() <= figure.start() {
            before = Some(date.id);
        } else if after.is_none() {
            after = Some(date.id);
        }
    }
    before.or(after)
}

/// Whether a mention is a date with a value that can hold a figure; `сегодня` says only that it is so now.
fn is_period(page: &Page<'_>, mention: &Mention) -> bool {
    let is_date = mention.kind == Kind::Date && matches!(mention.value, Some(Value::Date(Some(_))));
    let at = page.context.token_at(mention.span.start());
    let is_now = matches!(page.context.key(at), "сегодня" | "ныне");
    is_date && !is_now && !change::is_base(page.context, mention.span.start())
        || is_date && is_target(page, at)
}

/// `к 2030 году` without a comparison is a period that lies ahead.
fn is_target(page: &Page<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| page.context.key(before));
    let earlier = at.checked_sub(2).map_or("", |before| page.context.key(before));
    before == "к" && !earlier.starts_with("рост") && !earlier.starts_with("прирост") && earlier != "отношению"
}

fn is_same_block(page: &Page<'_>, a: Span, b: Span) -> bool {
    let gap = page.context.text.get(a.end() as usize..b.start() as usize).unwrap_or_default();
    !gap.contains('\n')
}
