//! Numerals: figures in digits or words with their scales, without unit and comparator.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::fraction;
use super::words::{Cardinal, Class, WORDS};
use crate::document::TokenKind;
use crate::tag::Context;

/// Decimal places that are kept of a fraction without a finite decimal, such as a third.
pub(super) const PLACES: u32 = 6;

/// A numeral in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    /// One past the last token.
    pub(super) end: usize,
    /// The figure; `None` for open ones such as `десятки тысяч`.
    pub(super) amount: Option<Decimal>,
    /// What the last part was multiplied by: 1 000 in `5 тыс.`
    pub(super) scale: Decimal,
    /// How it is written.
    pub(super) shape: Shape,
}

/// How a numeral is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `1 208,5`
    Digits,
    /// `двадцать пять`; also `5 тысяч`, whose scale is a word.
    Words,
    /// `один`, which is a pronoun as often.
    One,
    /// `двое`
    Collective,
    /// `треть`, `1/3`
    Fraction,
    /// `миллион`, `тысяча`: a scale without a figure.
    Scale,
    /// `несколько`, `пара`: open, and no figure without a scale or a unit.
    Vague,
    /// `дважды`
    Times,
    /// `вдвое`
    Fold,
}

/// Reads the numeral that begins at a token.
pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Numeral> {
    let mut whole = part(context, at)?;
    while whole.scale > Decimal::ONE {
        let Some(next) = part(context, whole.end).filter(|next| continues(context, &whole, next)) else {
            break;
        };
        whole = Numeral {
            end: next.end,
            amount: whole.amount.zip(next.amount).and_then(|(a, b)| a.checked_add(b)),
            scale: next.scale,
            shape: whole.shape,
        };
    }
    Some(with_half(context, whole))
}

/// Whether a second part belongs to the numeral: `2 млн 300 тыс.`, `двадцать тысяч триста`.
fn continues(context: &Context<'_>, whole: &Numeral, next: &Numeral) -> bool {
    let is_smaller = next.scale < whole.scale && next.amount.is_some_and(|amount| amount < whole.scale);
    let is_kindred = match next.shape {
        // `3 тысячи 200`: the digits fill what the thousands leave.
        Shape::Digits => {
            let is_filling = whole.scale == Decimal::ONE_THOUSAND && context.token(whole.end).len() == 3;
            let is_thousand = ["тысяч", "тыс"]
                .iter()
                .any(|stem| (1..=2).any(|back| context.key(whole.end - back).starts_with(stem)));
            next.scale > Decimal::ONE || is_filling && is_thousand
        }
        Shape::Words | Shape::One | Shape::Scale => true,
        _ => false,
    };
    is_smaller && is_kindred && !context.is_line_end(whole.end - 1)
}

/// `с половиной` after a numeral adds half of its scale.
fn with_half(context: &Context<'_>, whole: Numeral) -> Numeral {
    if context.key(whole.end) != "с" || context.key(whole.end + 1) != "половиной" {
        return whole;
    }
    let half = whole.scale / Decimal::TWO;
    let whole = Numeral {
        end: whole.end + 2,
        amount: whole.amount.and_then(|amount| amount.checked_add(half)),
        ..whole
    };
    if whole.scale == Decimal::ONE { scaled(context, whole) } else { whole }
}

/// One part of a numeral: a figure below a thousand or in digits, with its scale.
fn part(context: &Context<'_>, at: usize) -> Option<Numeral> {
    let small = match context.tokens.get(at)?.kind {
        TokenKind::Word => words(context, at)?,
        TokenKind::Number | TokenKind::Mark => digits(context, at)?,
    };
    Some(scaled(context, small))
}

/// Multiplies a figure by the scale words after it: `5 тыс.`, `сотни тысяч`.
fn scaled(context: &Context<'_>, mut numeral: Numeral) -> Numeral {
    if matches!(numeral.shape, Shape::Times | Shape::Fold) {
        return numeral;
    }
    while let Some((end, scale)) = scale_word(context, numeral.end) {
        if scale <= numeral.scale && numeral.shape != Shape::Vague && numeral.scale > Decimal::ONE_HUNDRED {
            break;
        }
        numeral.end = end;
        numeral.amount = numeral.amount.and_then(|amount| amount.checked_mul(scale)).map(|a| a.normalize());
        numeral.scale = numeral.scale.checked_mul(scale).unwrap_or(scale);
        numeral.shape = match numeral.shape {
            Shape::Digits => Shape::Digits,
            Shape::Fraction => Shape::Fraction,
            _ => Shape::Words,
        };
    }
    numeral
}

/// The scale word at a token with its point, and what it multiplies by.
fn scale_word(context: &Context<'_>, at: usize) -> Option<(usize, Decimal)> {
    let key = context.key(at);
    if matches!(key, "к" | "k") && at > 0 && context.is_joined(at - 1) && !context.is_joined(at) {
        return Some((at + 1, Decimal::ONE_THOUSAND));
    }
    // `$3M`, `€2.5bn`
    let after_sign = |back: usize| at >= back && matches!(context.token(at - back), "$" | "€" | "£" | "₽");
    let scale = match context.token(at) {
        "M" | "М" | "m" | "mn" | "mln" => 1_000_000,
        "B" | "bn" | "bln" => 1_000_000_000,
        _ => 0,
    };
    if scale > 0 && context.is_joined(at - 1) && (after_sign(2) || after_sign(4)) {
        return Some((at + 1, scale.into()));
    }
    // `т. р.`: thousands of roubles.
    if key == "т" && context.key(at + 1) == "." && matches!(context.key(at + 2), "р" | "руб") {
        return Some((at + 2, Decimal::ONE_THOUSAND));
    }
    let Cardinal { class, value } = WORDS.cardinal(key)?;
    if !matches!(class, Class::Scale | Class::Group) || (class == Class::Group && context.is_joined(at)) {
        return None;
    }
    let is_short = matches!(key, "тыс" | "млн" | "млрд" | "трлн");
    let has_point =
        is_short && context.key(at + 1) == "." && context.is_joined(at) && context.goes_on(at + 1);
    Some((at + 1 + usize::from(has_point), value))
}

/// A figure in digits: groups, decimals, fractions.
fn digits(context: &Context<'_>, at: usize) -> Option<Numeral> {
    let first = context.token(at);
    let numeral = |end, amount, shape| Numeral { end, amount: Some(amount), scale: Decimal::ONE, shape };
    if let Some(amount) = fraction::sign(first) {
        return Some(numeral(at + 1, amount, Shape::Fraction));
    }
    if !first.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if super::ordinal::digits(context, at).is_some() {
        return None;
    }
    if let Some((end, amount)) = fraction::with_slash(context, at) {
        return Some(numeral(end, amount, Shape::Fraction));
    }
    let (end, mut text) = groups(context, at);
    let mut end = end;
    if let Some(decimals) = decimals(context, end) {
        text.push('.');
        text.push_str(decimals);
        end += 2;
    }
    if let Some(amount) = context.token(end).chars().next().filter(|_| context.is_joined(end - 1)) {
        // `2½`
        if let Some(part) = fraction::sign(amount.encode_utf8(&mut [0; 4])) {
            return Some(numeral(end + 1, Decimal::from_str(&text).ok()?.checked_add(part)?, Shape::Digits));
        }
    }
    let amount = Decimal::from_str(&text).ok()?;
    // `3 1/2`
    let is_whole = end == at + 1 && text.len() <= 3 && context.is_spaced(at);
    if let Some((end, part)) = fraction::with_slash(context, end).filter(|_| is_whole) {
        return Some(numeral(end, amount.checked_add(part)?, Shape::Digits));
    }
    Some(numeral(end, amount, Shape::Digits))
}

/// Digits in groups of three: by spaces (`1 208`), or by points or commas where there are two (`1.208.000`) or a
/// decimal point follows (`12,345.67`).
fn groups(context: &Context<'_>, at: usize) -> (usize, String) {
    let mut text = context.token(at).to_owned();
    let mut end = at + 1;
    if text.len() > 3 || text.starts_with('0') {
        return (end, text);
    }
    while context.is_spaced(end - 1) && is_group(context, end) {
        text.push_str(context.token(end));
        end += 1;
    }
    let mark = context.token(end);
    let is_marked = |end| context.token(end) == mark && context.is_joined(end - 1) && context.is_joined(end);
    let is_dollar = at > 0 && context.is_joined(at - 1) && matches!(context.token(at - 1), "$" | "€" | "£");
    let is_english = mark == "," && context.token(end + 2) == "." && decimals(context, end + 2).is_some();
    let at_least = if mark == "," && is_dollar || is_english || matches!(mark, "'" | "’") { 1 } else { 2 };
    if end == at + 1 && matches!(mark, "." | "," | "'" | "’") {
        let count =
            (0..).take_while(|n| is_marked(end + 2 * n) && is_group(context, end + 2 * n + 1)).count();
        if count >= at_least {
            for n in 0..count {
                text.push_str(context.token(end + 2 * n + 1));
            }
            end += 2 * count;
        }
    }
    (end, text)
}

fn is_group(context: &Context<'_>, at: usize) -> bool {
    let text = context.token(at);
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The digits after a decimal comma or point at `at`.
fn decimals<'d>(context: &Context<'d>, at: usize) -> Option<&'d str> {
    let is_mark =
        matches!(context.token(at), "," | ".") && context.is_joined(at - 1) && context.is_joined(at);
    let text = context.token(at + 1);
    (is_mark && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

/// A figure below a thousand in words, or a scale without a figure.
fn words(context: &Context<'_>, at: usize) -> Option<Numeral> {
    let Cardinal { class, value } = WORDS.cardinal(context.key(at))?;
    // The accusative of `семья` is far more common than the instrumental of `семь`.
    if context.key(at) == "семью" && !context.key(at + 1).ends_with("ми") {
        return None;
    }
    let numeral = |end, amount, shape| Some(Numeral { end, amount, scale: Decimal::ONE, shape });
    match class {
        Class::Unit | Class::Teen | Class::Ten | Class::Hundred => sum_of_words(context, at),
        Class::Collective => numeral(at + 1, Some(value), Shape::Collective),
        Class::Half | Class::Whole => numeral(at + 1, Some(value), Shape::Words),
        Class::Fraction => numeral(at + 1, Some(value), Shape::Fraction),
        Class::Times => numeral(at + 1, Some(value), Shape::Times),
        Class::Fold => numeral(at + 1, Some(value), Shape::Fold),
        Class::Vague => numeral(at + 1, None, Shape::Vague),
        Class::Scale | Class::Group => scale_alone(context, at, value),
        Class::Both | Class::Many | Class::Once => None,
    }
}

/// `двести двадцать пять`, or the fraction that begins so.
fn sum_of_words(context: &Context<'_>, at: usize) -> Option<Numeral> {
    let (end, sum) = sum(context, at)?;
    let is_one = end == at + 1 && sum == Decimal::ONE;
    let shape = if is_one { Shape::One } else { Shape::Words };
    let whole = Numeral { end, amount: Some(sum), scale: Decimal::ONE, shape };
    fraction::of_words(context, end, sum).or(Some(whole))
}

/// The sum of numerals of falling size, with one past the last.
pub(super) fn sum(context: &Context<'_>, at: usize) -> Option<(usize, Decimal)> {
    let mut sum = Decimal::ZERO;
    let mut below = Decimal::MAX;
    let mut end = at;
    while let Some(Cardinal { class, value }) = WORDS.cardinal(context.key(end)) {
        let size = match class {
            Class::Hundred => Decimal::ONE_HUNDRED,
            Class::Ten => Decimal::TEN,
            Class::Unit | Class::Teen => Decimal::ONE,
            _ => break,
        };
        // A teen fills both the tens and the units.
        let ceiling = if class == Class::Teen { Decimal::TEN } else { size };
        if ceiling >= below || (end > at && (value.is_zero() || context.is_line_end(end - 1))) {
            break;
        }
        (sum, below, end) = (sum + value, size, end + 1);
    }
    (end > at).then_some((end, sum))
}

/// `миллион`, `до тысячи`, `десятки тысяч`. A plural without a figure is open.
fn scale_alone(context: &Context<'_>, at: usize, value: Decimal) -> Option<Numeral> {
    let key = context.key(at);
    let before = context.key_before(at);
    let bounds = ["более", "менее", "больше", "меньше", "свыше", "около", "до", "порядка", "чем"];
    let is_singular =
        ["а", "у", "ом", "ой", "ью", "ей", "е", "н", "д", "к"].iter().any(|end| key.ends_with(end));
    let is_genitive = matches!(key, "тысячи" | "сотни") && bounds.contains(&before);
    let is_plural = key.ends_with("ей") && key != "тысячей" && key != "сотней";
    let amount = ((is_singular || is_genitive) && !is_plural).then_some(value);
    Some(Numeral { end: at + 1, amount, scale: value, shape: Shape::Scale })
}
