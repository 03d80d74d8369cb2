//! Fractions: `1/3`, `½`, `две трети`, `одна пятая`, `три целых пять десятых`.

use rust_decimal::Decimal;

use super::numeral::{Numeral, PLACES, Shape, sum};
use super::words::WORDS;
use crate::tag::Context;

/// The value of a fraction in one sign.
pub(super) fn sign(text: &str) -> Option<Decimal> {
    Some(match text {
        "½" => Decimal::new(5, 1),
        "¼" => Decimal::new(25, 2),
        "¾" => Decimal::new(75, 2),
        "⅓" => share(Decimal::ONE, 3),
        "⅔" => share(Decimal::TWO, 3),
        _ => return None,
    })
}

fn share(count: Decimal, parts: u32) -> Decimal {
    (count / Decimal::from(parts)).round_dp(PLACES)
}

/// `1/3`: a proper fraction of small figures.
pub(super) fn with_slash(context: &Context<'_>, at: usize) -> Option<(usize, Decimal)> {
    let is_fraction = context.is_joined(at)
        && context.key(at + 1) == "/"
        && context.is_joined(at + 1)
        && !(context.is_joined(at + 2) && context.key(at + 3) == "/");
    let (upper, lower): (u8, u8) = (context.token(at).parse().ok()?, context.token(at + 2).parse().ok()?);
    if !is_fraction || upper >= lower || lower > 10 {
        return None;
    }
    Some((at + 3, share(upper.into(), lower.into())))
}

/// The fraction that goes on with a count in words: `две трети`, `пять сотых`, `три целых пять десятых`.
pub(super) fn of_words(context: &Context<'_>, at: usize, count: Decimal) -> Option<Numeral> {
    let numeral =
        |end, amount| Numeral { end, amount: Some(amount), scale: Decimal::ONE, shape: Shape::Fraction };
    if matches!(context.key(at), "целых" | "целые" | "целая" | "целой" | "целую" | "целыми")
    {
        let from = at + 1 + usize::from(context.key(at + 1) == "и");
        let (end, parts) = sum(context, from)?;
        let (end, part) = denominator(context, end, parts)?;
        return Some(Numeral { shape: Shape::Words, ..numeral(end, count.checked_add(part)?) });
    }
    let (end, amount) = denominator(context, at, count)?;
    Some(numeral(end, amount))
}

/// What a count of parts says, with one past the word that names the part.
fn denominator(context: &Context<'_>, at: usize, count: Decimal) -> Option<(usize, Decimal)> {
    let key = context.key(at);
    let is_one = count == Decimal::ONE;
    let parts = match key {
        "треть" | "трети" | "третью" | "третей" | "третям" | "третями" | "третях" => {
            3
        }
        "четверть" | "четверти" | "четвертью" | "четвертей" | "четвертям" | "четвертями" | "четвертях" => {
            4
        }
        _ => {
            let ends = |endings: &[&str]| endings.iter().any(|ending| key.ends_with(ending));
            let agrees =
                if is_one { ends(&["ая", "ой", "ую"]) } else { ends(&["ых", "ым", "ыми"]) };
            WORDS.ordinal(key).filter(|&parts| agrees && parts > 2 - u32::from(is_one))?
        }
    };
    let is_proper = count < Decimal::from(parts);
    (is_proper && !count.is_zero()).then(|| (at + 1, share(count, parts)))
}
