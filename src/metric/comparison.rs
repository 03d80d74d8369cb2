//! Verbs that bound a figure: `превысили 70,6 млрд`, `не дотянули до 5%`.

use super::{Place, outranks};
use crate::document::Comparator;
use crate::tag::{Context, figure};

/// Verbs by their stem, in all forms, and what they say; with `не` before them the other side holds.
const VERBS: &[(&str, Comparator, Comparator)] = &[
    ("превыс", Comparator::Over, Comparator::AtMost),
    ("превыш", Comparator::Over, Comparator::AtMost),
    ("перевал", Comparator::Over, Comparator::AtMost),
    ("перешагн", Comparator::Over, Comparator::AtMost),
    ("дотянул", Comparator::Exact, Comparator::Under),
    ("дотяг", Comparator::Exact, Comparator::Under),
    ("дости", Comparator::Exact, Comparator::Under),
    ("приблиз", Comparator::About, Comparator::Under),
];

/// The first token of the metric and its comparator: the figure's own, or that of a verb before it.
pub(super) fn before(context: &Context<'_>, place: &Place<'_>, own: Comparator) -> (usize, Comparator) {
    let first = place.tokens.0;
    if let Some(found) = before_preposition(context, place).filter(|_| own == Comparator::Exact) {
        return found;
    }
    let start = figure::comparator::comparator_before(context, first)
        .filter(|start| *start >= place.sentence.0 && own != Comparator::Exact)
        .unwrap_or(first);
    let is_bound =
        |at: usize| matches!(context.key(at), "за" | "до" | "к" | "уровень" | "отметку" | "отметки");
    let mut at = start.checked_sub(1).filter(|before| *before >= place.sentence.0);
    for _ in 0..2 {
        at = match at {
            Some(word) if is_bound(word) => word.checked_sub(1),
            other => other,
        };
    }
    let said = at.and_then(|at| verb(context, at));
    let own = if own == Comparator::AtMost && said.is_some() && context.key(start) == "до" {
        Comparator::Exact
    } else {
        own
    };
    (start, said.map_or(own, |said| outranks(own, said)))
}

/// `почти на 6%`: the comparator stands before the preposition.
fn before_preposition(context: &Context<'_>, place: &Place<'_>) -> Option<(usize, Comparator)> {
    let preposition = place.before().filter(|&at| matches!(context.key(at), "на" | "в"))?;
    let start = figure::comparator::comparator_before(context, preposition)?;
    let (_, comparator) = figure::comparator::comparator(context, start)?;
    // `выше в 3 раза` compares with something else.
    let is_other =
        matches!(context.key(start), "до" | "выше" | "ниже" | "больше" | "меньше" | "более" | "менее")
            && preposition == start + 1;
    (start >= place.sentence.0 && !is_other).then_some((start, comparator))
}

fn verb(context: &Context<'_>, at: usize) -> Option<Comparator> {
    let key = context.key(at);
    let (_, said, denied) = VERBS.iter().find(|(stem, ..)| key.starts_with(stem))?;
    let is_denied = at > 0 && context.key(at - 1) == "не";
    Some(if is_denied { *denied } else { *said })
}
