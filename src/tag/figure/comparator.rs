//! Words that bound a figure: `свыше`, `не менее`, `около`.

use crate::document::Comparator;
use crate::tag::Context;

/// The comparator that begins at a token, with one past its last token. A `на` may stand before the figure
/// (`более чем на 10%`).
pub(crate) fn comparator(context: &Context<'_>, at: usize) -> Option<(usize, Comparator)> {
    let first = context.key(at);
    let matches = |words: &[&str]| words.iter().zip(at..).all(|(word, at)| context.key(at) == *word);
    let &(words, comparator) = COMPARATORS.iter().find(|(words, _)| words[0] == first && matches(words))?;
    let end = at + words.len();
    let is_compared = matches!(context.key(end), "на" | "в" | "за") && words.len() > 1;
    Some((end + usize::from(is_compared), comparator))
}

/// The first token of the comparator that ends where a figure begins.
pub(crate) fn comparator_before(context: &Context<'_>, figure: usize) -> Option<usize> {
    const LONGEST: usize = 3;
    let starts = figure.saturating_sub(LONGEST)..figure;
    starts.into_iter().find(|&at| comparator(context, at).is_some_and(|(end, _)| end == figure))
}

/// Words that bound a figure, longest first where one begins another.
const COMPARATORS: &[(&[&str], Comparator)] = &[
    (&["чуть", "более", "чем"], Comparator::Over),
    (&["немногим", "более", "чем"], Comparator::Over),
    (&["чуть", "больше", "чем"], Comparator::Over),
    (&["чуть", "более"], Comparator::Over),
    (&["чуть", "больше"], Comparator::Over),
    (&["чуть", "менее"], Comparator::Under),
    (&["чуть", "меньше"], Comparator::Under),
    (&["немногим", "более"], Comparator::Over),
    (&["немногим", "больше"], Comparator::Over),
    (&["немногим", "менее"], Comparator::Under),
    (&["немногим", "меньше"], Comparator::Under),
    (&["не", "более", "чем"], Comparator::AtMost),
    (&["не", "менее", "чем"], Comparator::AtLeast),
    (&["не", "более"], Comparator::AtMost),
    (&["не", "больше"], Comparator::AtMost),
    (&["не", "свыше"], Comparator::AtMost),
    (&["не", "выше"], Comparator::AtMost),
    (&["не", "менее"], Comparator::AtLeast),
    (&["не", "меньше"], Comparator::AtLeast),
    (&["не", "ниже"], Comparator::AtLeast),
    (&["как", "минимум"], Comparator::AtLeast),
    (&["по", "меньшей", "мере"], Comparator::AtLeast),
    (&["по", "крайней", "мере"], Comparator::AtLeast),
    (&["минимум"], Comparator::AtLeast),
    (&["хотя", "бы"], Comparator::AtLeast),
    (&["где", "-", "то"], Comparator::About),
    (&["дешевле"], Comparator::Under),
    (&["дороже"], Comparator::Over),
    (&["как", "максимум"], Comparator::AtMost),
    (&["максимум"], Comparator::AtMost),
    (&["самое", "большее"], Comparator::AtMost),
    (&["более", "чем"], Comparator::Over),
    (&["больше", "чем"], Comparator::Over),
    (&["менее", "чем"], Comparator::Under),
    (&["меньше", "чем"], Comparator::Under),
    (&["более"], Comparator::Over),
    (&["больше"], Comparator::Over),
    (&["свыше"], Comparator::Over),
    (&["выше"], Comparator::Over),
    (&["менее"], Comparator::Under),
    (&["меньше"], Comparator::Under),
    (&["ниже"], Comparator::Under),
    (&["без", "малого"], Comparator::About),
    (&["едва", "не"], Comparator::About),
    (&["чуть", "не"], Comparator::About),
    (&["около"], Comparator::About),
    (&["порядка"], Comparator::About),
    (&["примерно"], Comparator::About),
    (&["приблизительно"], Comparator::About),
    (&["ориентировочно"], Comparator::About),
    (&["почти"], Comparator::About),
    (&["~"], Comparator::About),
    (&["≈"], Comparator::About),
    (&[">"], Comparator::Over),
    (&["<"], Comparator::Under),
    (&["≥"], Comparator::AtLeast),
    (&["≤"], Comparator::AtMost),
    (&["до"], Comparator::AtMost),
];
