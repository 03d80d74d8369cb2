//! Amounts: a comparator, a numeral or a range of numerals, and a unit.

use rust_decimal::Decimal;

use super::comparator::comparator;
use super::numeral::{self, Numeral, Shape};
use super::words::{UnitPhrase, WORDS};
use crate::document::{Amount, Comparator, TokenKind, UnitKind};
use crate::tag::{Context, trend};

/// An amount in the text.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// The first token, comparator included.
    pub(super) first: usize,
    /// The first token of the numeral or its sign.
    pub(super) bare: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// What it says; `None` where it is open (`десятки тысяч рублей`).
    pub(super) amount: Option<Amount>,
    /// The family of its unit.
    pub(super) kind: Option<UnitKind>,
    /// The code of its unit.
    pub(super) code: Option<&'static str>,
    /// How its numeral is written.
    pub(super) shape: Shape,
}

/// Reads the amount that begins at a token, with its comparator.
pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Figure> {
    let (start, comparator) = comparator(context, at).unwrap_or((at, Comparator::Exact));
    if comparator == Comparator::AtMost && start == at + 1 && context.key(at) == "до" && is_goal(context, at)
    {
        return None;
    }
    let (figure, comparator) = match figure(context, start) {
        Some(figure) => (figure, comparator),
        // `от` and `до` belong to a range or are prepositions of something else.
        None => return None,
    };
    let comparator = match (&figure.amount, comparator) {
        (Some(Amount { amount_to: Some(_), .. }), Comparator::Exact) => Comparator::Range,
        _ => comparator,
    };
    let mut figure = Figure { first: at, ..figure };
    if let Some(amount) = &mut figure.amount
        && amount.comparator != Comparator::About
    {
        amount.comparator = comparator;
    }
    Some(with_tail(context, figure))
}

/// `выросли до 15 млрд`: the figure is reached and not bounded.
fn is_goal(context: &Context<'_>, at: usize) -> bool {
    const NEAR: usize = 14;
    let is_end = |at: usize| context.token(at) == ";" || context.token(at) == "." && !context.goes_on(at);
    let near = (at.saturating_sub(NEAR)..at).rev().take_while(|&at| !is_end(at));
    near.into_iter().any(|at| trend::direction(context.key(at)).is_some())
}

/// `и более`, `и выше` after an amount.
fn with_tail(context: &Context<'_>, mut figure: Figure) -> Figure {
    let is_tail = matches!(context.key(figure.end), "и" | "или")
        && matches!(context.key(figure.end + 1), "более" | "больше" | "выше" | "свыше");
    if is_tail && let Some(amount) = &mut figure.amount {
        amount.comparator = Comparator::AtLeast;
        figure.end += 2;
    }
    figure
}

/// A numeral or a range with its unit.
fn figure(context: &Context<'_>, at: usize) -> Option<Figure> {
    span_of(context, at).or_else(|| before_unit(context, at)).or_else(|| single(context, at))
}

/// `от 3 до 5 тыс. рублей`, `с 12 до 15 млрд`.
fn span_of(context: &Context<'_>, at: usize) -> Option<Figure> {
    if !matches!(context.key(at), "от" | "с" | "со" | "между") {
        return None;
    }
    let joint = if context.key(at) == "между" { "и" } else { "до" };
    let low = single(context, at + 1)?;
    if context.key(low.end) != joint {
        return None;
    }
    let high = single(context, low.end + 1)?;
    let amount = join(low.amount.as_ref(), high.amount.as_ref(), scale_to_share(context, &low, &high));
    Some(Figure {
        first: at,
        bare: at,
        end: high.end,
        amount,
        kind: high.kind.or(low.kind),
        code: high.code.or(low.code),
        shape: high.shape,
    })
}

/// `минут пять`: the unit first, which makes the figure a guess.
fn before_unit(context: &Context<'_>, at: usize) -> Option<Figure> {
    if !matches!(context.key(at), "минут" | "часов" | "часа" | "лет" | "дней" | "рублей" | "человек")
    {
        return None;
    }
    let numeral = numeral::read(context, at + 1).filter(|n| n.shape == Shape::Words)?;
    if unit(context, numeral.end).is_some() {
        return None;
    }
    let unit = WORDS.units(context.key(at)).iter().find(|unit| unit.rest.is_empty())?;
    let amount = Amount {
        amount: numeral.amount?,
        amount_to: None,
        unit: Some(unit.unit()),
        comparator: Comparator::About,
    };
    Some(Figure {
        first: at,
        bare: at,
        end: numeral.end,
        amount: Some(amount),
        kind: Some(unit.kind),
        code: Some(unit.code),
        shape: numeral.shape,
    })
}

/// One numeral, or a range with a dash, with a unit on either side and coins after it.
fn single(context: &Context<'_>, at: usize) -> Option<Figure> {
    said_sign(context, at).or_else(|| unsaid(context, at)).or_else(|| half_unit(context, at))
}

/// `полчаса`, `полкилограмма`, `пол-литра`, `пол литра`.
fn half_unit(context: &Context<'_>, at: usize) -> Option<Figure> {
    let rest = context.key(at).strip_prefix("пол")?;
    let next = at + 1 + usize::from(context.token(at + 1) == "-" && context.is_joined(at));
    let (rest, end) = if rest.is_empty() { (context.key(next), next + 1) } else { (rest, at + 1) };
    let is_genitive = rest.ends_with(['а', 'ы', 'и', 'о', 'я']);
    let unit = WORDS.units(rest).iter().find(|unit| unit.rest.is_empty()).filter(|_| is_genitive)?;
    // `полгода` and `полвека` are told in whole months and years.
    if matches!(rest, "года" | "века") {
        return None;
    }
    let amount = Amount {
        amount: (Decimal::new(5, 1) * unit.factor).normalize(),
        amount_to: None,
        unit: Some(unit.unit()),
        comparator: Comparator::Exact,
    };
    Some(Figure {
        first: at,
        bare: at,
        end,
        amount: Some(amount),
        kind: Some(unit.kind),
        code: Some(unit.code),
        shape: Shape::Words,
    })
}

fn unsaid(context: &Context<'_>, at: usize) -> Option<Figure> {
    let sign = sign(context, at);
    let has_sign = sign.is_none() && is_plus_or_minus(context, at);
    let start = at + usize::from(sign.is_some() || has_sign);
    let first = numeral::read(context, start)?;
    let low = with_unit(context, at, first, sign);
    let low = if has_sign && context.token(at) != "+" { negative(low) } else { low };
    let low = with_words_in_brackets(context, low);
    dashed(context, &low).unwrap_or_else(|| with_coins(context, low)).into()
}

/// `минус 15 градусов`: only temperatures and numbers that stand alone have their sign in words; elsewhere it says a
/// change.
fn said_sign(context: &Context<'_>, at: usize) -> Option<Figure> {
    let is_minus = match context.key(at) {
        "минус" => true,
        "плюс" => false,
        _ => return None,
    };
    let is_signed = |figure: &Figure| match figure.kind {
        None => super::is_whole_line(context, at, figure.end),
        Some(_) => matches!(figure.code, Some("deg" | "Cel" | "[degF]")),
    };
    let figure = unsaid(context, at + 1).filter(is_signed)?;
    let figure = Figure { first: at, bare: at, ..figure };
    Some(if is_minus { negative(figure) } else { figure })
}

/// A plus, or a dash that is a minus: it touches the figure and nothing before it.
fn is_plus_or_minus(context: &Context<'_>, at: usize) -> bool {
    matches!(context.token(at), "−" | "-" | "–" | "+")
        && context.is_joined(at)
        && context.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Number)
        && (at == 0 || !context.is_joined(at - 1) || context.token(at - 1) == "(")
}

fn negative(mut figure: Figure) -> Figure {
    if let Some(amount) = &mut figure.amount {
        amount.amount = -amount.amount;
    }
    figure
}

/// The sign of a currency before a figure.
fn sign<'w>(context: &Context<'_>, at: usize) -> Option<&'w UnitPhrase> {
    let text = context.token(at);
    let is_code = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    let is_sign = matches!(text, "$" | "€" | "£" | "₽" | "¥" | "₸" | "₴" | "₹" | "₩" | "₪");
    let is_sign =
        is_sign || is_code && context.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number);
    let unit = WORDS.units(context.key(at)).iter().find(|unit| unit.rest.is_empty());
    unit.filter(|unit| is_sign && unit.kind == UnitKind::Currency && !context.is_line_end(at))
}

/// The unit at a token, the longest one, with one past its last token.
pub(super) fn unit<'w>(context: &Context<'_>, at: usize) -> Option<(usize, &'w UnitPhrase)> {
    let candidates = WORDS.units(context.key(at));
    candidates.iter().find_map(|unit| Some((phrase_end(context, at, unit)?, unit)))
}

/// One past the last token of a unit: points of abbreviations may stand between its words and at its end.
fn phrase_end(context: &Context<'_>, at: usize, unit: &UnitPhrase) -> Option<usize> {
    let is_point = |at: usize| context.token(at) == "." && context.is_joined(at - 1);
    let mut end = at + 1;
    for word in &unit.rest {
        end += usize::from(is_point(end) && context.key(end) != *word);
        if context.key(end) != *word || context.is_line_end(end - 1) {
            return None;
        }
        end += 1;
    }
    let is_short = context.token(end - 1).chars().count() <= 4 && unit.is_abbreviation();
    Some(end + usize::from(is_short && is_point(end) && context.goes_on(end)))
}

impl UnitPhrase {
    /// Whether a point after it is its own.
    fn is_abbreviation(&self) -> bool {
        let word = self.rest.last().copied().unwrap_or_default();
        word.is_empty() || !word.ends_with(['а', 'и', 'ы', 'у', 'я'])
    }
}

fn with_unit(context: &Context<'_>, at: usize, numeral: Numeral, sign: Option<&UnitPhrase>) -> Figure {
    let after = (!context.is_line_end(numeral.end - 1)).then(|| unit(context, numeral.end)).flatten();
    let after = after.filter(|(end, unit)| is_plausible(context, &numeral, *end, unit));
    let (end, unit) = match (sign, after) {
        // `$ 5 долларов` says it twice.
        (Some(sign), Some((end, unit))) if sign.code == unit.code => (end, Some(unit)),
        (Some(sign), _) => (numeral.end, Some(sign)),
        (None, Some((end, unit))) => (end, Some(unit)),
        (None, None) => (numeral.end, None),
    };
    let amount = numeral.amount.and_then(|amount| {
        let factor = unit.map_or(Decimal::ONE, |unit| unit.factor);
        Some(Amount {
            amount: amount.checked_mul(factor)?.normalize(),
            amount_to: None,
            unit: unit.map(UnitPhrase::unit),
            comparator: Comparator::Exact,
        })
    });
    Figure {
        first: at,
        bare: at,
        end,
        amount,
        kind: unit.map(|unit| unit.kind),
        code: unit.map(|unit| unit.code),
        shape: numeral.shape,
    }
}

/// One-letter abbreviations are units only after digits: `5 м`, but `два в`.
fn is_plausible(context: &Context<'_>, numeral: &Numeral, end: usize, unit: &UnitPhrase) -> bool {
    let text = context.token(numeral.end);
    let is_letter = text.chars().nth(1).is_none() && text.chars().all(char::is_alphabetic);
    let is_upper = text.starts_with(char::is_uppercase);
    let is_digits = numeral.shape == Shape::Digits;
    let is_gram = text == "г" && is_mass(context, numeral);
    let is_year = matches!(text, "г" | "в") && unit.rest.is_empty() && !is_gram;
    let is_joined_word = context.is_joined(end - 1)
        && context.tokens.get(end).is_some_and(|token| token.kind != TokenKind::Mark);
    !is_joined_word && !is_year && !(is_letter && (!is_digits || (is_upper && unit.rest.is_empty())))
}

/// `500 г`: no year has such a number, and no preposition places it in time.
fn is_mass(context: &Context<'_>, numeral: &Numeral) -> bool {
    let is_small =
        numeral.amount.is_some_and(|amount| amount < Decimal::ONE_THOUSAND || !amount.is_integer());
    let before = (1..=2).filter_map(|back| numeral.end.checked_sub(1 + back)).map(|at| context.key(at));
    let is_placed =
        before.into_iter().any(|key| matches!(key, "в" | "к" | "с" | "до" | "по" | "на" | "от" | "после"));
    is_small && !is_placed
}

/// `45 300 (сорок пять тысяч триста) руб.`: the same figure again in words, then the unit.
fn with_words_in_brackets(context: &Context<'_>, low: Figure) -> Figure {
    if low.kind.is_some() || context.token(low.end) != "(" {
        return low;
    }
    let spelled = numeral::read(context, low.end + 1).filter(|n| context.token(n.end) == ")");
    let Some(spelled) = spelled.filter(|n| n.amount == low.amount.as_ref().map(|a| a.amount)) else {
        return low;
    };
    with_unit(context, low.first, Numeral { end: spelled.end + 1, ..spelled }, None)
}

/// `15–20%`, `2-3 раза`, `двух-трех`.
fn dashed(context: &Context<'_>, low: &Figure) -> Option<Figure> {
    let is_dash = matches!(context.token(low.end), "-" | "–" | "—" | "−" | "…");
    let is_tight = context.is_joined(low.end - 1) == context.is_joined(low.end);
    let is_wide = !context.is_joined(low.end);
    if !is_dash || !is_tight || (is_wide && low.kind.is_some()) {
        return None;
    }
    let sign = sign(context, low.end + 1);
    let numeral = numeral::read(context, low.end + 1 + usize::from(sign.is_some()))?;
    let high = with_unit(context, low.end + 1, numeral, sign);
    let (from, to) = (low.amount.as_ref()?, high.amount.as_ref()?);
    let factor = scale_to_share(context, low, &high);
    if from.amount.checked_mul(factor)? >= to.amount || (is_wide && high.kind.is_none()) {
        return None;
    }
    let amount = join(Some(from), Some(to), factor);
    Some(Figure {
        first: low.first,
        bare: low.bare,
        end: high.end,
        amount,
        kind: high.kind.or(low.kind),
        code: high.code.or(low.code),
        shape: high.shape,
    })
}

/// What the lower end of a range is multiplied by, where only the upper end has a scale: `от 3 до 5 тыс.`
fn scale_to_share(context: &Context<'_>, low: &Figure, high: &Figure) -> Decimal {
    let scale = |figure: &Figure| {
        let start = figure.bare + usize::from(sign(context, figure.bare).is_some());
        numeral::read(context, start).map_or((Decimal::ONE, None), |n| (n.scale, n.amount))
    };
    let ((low_scale, low_amount), (high_scale, high_amount)) = (scale(low), scale(high));
    // A change may go down (`с 12 до 9 млрд`), other ranges go up.
    let is_change = matches!(context.key(low.first.saturating_sub(1)), "с" | "со");
    let room = if is_change { Decimal::TEN } else { Decimal::ONE };
    let fits = || Some(low_amount? <= high_amount?.checked_div(high_scale)?.checked_mul(room)?);
    if low_scale == Decimal::ONE && low.kind.is_none() && fits() == Some(true) {
        high_scale
    } else {
        Decimal::ONE
    }
}

fn join(low: Option<&Amount>, high: Option<&Amount>, factor: Decimal) -> Option<Amount> {
    let (low, high) = (low?, high?);
    let amount = low.amount.checked_mul(factor)?.normalize();
    Some(Amount {
        amount,
        amount_to: Some(high.amount),
        unit: high.unit.clone().or_else(|| low.unit.clone()),
        comparator: Comparator::Range,
    })
}

/// `1208 рублей 40 копеек`
fn with_coins(context: &Context<'_>, mut figure: Figure) -> Figure {
    let Some(amount) = &mut figure.amount else { return figure };
    let Some(code) = amount.unit.as_ref().map(|unit| unit.code.clone()) else { return figure };
    if figure.kind != Some(UnitKind::Currency) {
        return figure;
    }
    let Some(numeral) = numeral::read(context, figure.end) else { return figure };
    let Some((end, unit)) = unit(context, numeral.end) else { return figure };
    if unit.code == code
        && unit.factor < Decimal::ONE
        && let Some(coins) = numeral.amount
    {
        let sum = coins.checked_mul(unit.factor).and_then(|coins| amount.amount.checked_add(coins));
        amount.amount = sum.unwrap_or(amount.amount).normalize();
        figure.end = end;
    }
    figure
}
