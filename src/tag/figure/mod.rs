//! Figures and dates: one pass over the tokens, which reads at each the longest thing that begins there.
//!
//! Spans follow NEREL: a comparator belongs to its figure (`более 14 млн`), a preposition to a date
//! (`в конце января`) but not to an amount of money, and a counted noun stays outside.

mod age;
mod amount;
mod calendar;
mod clock;
pub(crate) mod comparator;
mod compound;
mod day;
mod fraction;
mod interval;
mod length;
mod moment;
mod nothing;
mod numeral;
mod ordinal;
mod relative;
mod words;

use crate::date::Date;
use crate::document::{Amount, Kind, TokenKind, Unit, UnitKind, Value};
use crate::morph::{Case, Number, Part};
use crate::tag::{Candidate, Context, Rule};
use amount::Figure;
use moment::Now;
use numeral::Shape;
use words::{Class, WORDS};

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[Rule { name: "figure", find }];

/// Something read at a token.
struct Found {
    first: usize,
    end: usize,
    kind: Kind,
    value: Option<Value>,
    rule: &'static str,
    /// Whether later dates may refer to it.
    is_anchor: bool,
}

impl Found {
    fn anchor(&self) -> Option<&Date> {
        match &self.value {
            Some(Value::Date(Some(date))) if self.is_anchor => Some(date),
            _ => None,
        }
    }
}

/// Proposes every figure and date of a text.
fn find(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let published = context.published.and_then(Date::civil);
    let mut anchor: Option<Date> = None;
    let mut currency = Currency::default();
    let mut at = 0;
    while at < context.tokens.len() {
        if let Some(end) = nothing::skip(context, at) {
            at = end;
            continue;
        }
        let now = Now { published, anchor: anchor.as_ref() };
        let mentions = read(context, at, now);
        let mut end = at + 1;
        for mut mention in mentions {
            end = end.max(mention.end);
            currency.pass_on(context, &mut mention);
            anchor = mention.anchor().cloned().or(anchor);
            found.push(candidate(context, mention));
        }
        at = end;
    }
}

/// The currency named last, for sums that leave it out: `8 млн долларов, из них 3 млн`.
#[derive(Default)]
struct Currency {
    unit: Option<Unit>,
    at: usize,
}

impl Currency {
    fn pass_on(&mut self, context: &Context<'_>, found: &mut Found) {
        const REACH: usize = 40;
        let Some(Value::Amount(amount)) = &mut found.value else { return };
        match found.kind {
            Kind::Money => (self.unit, self.at) = (amount.unit.clone(), found.end),
            Kind::Number
                if self.unit.is_some()
                    && found.first - self.at < REACH
                    && is_bare_sum(context, found.end, amount) =>
            {
                (found.kind, found.rule) = (Kind::Money, "money.ellipsis");
                amount.unit.clone_from(&self.unit);
                self.at = found.end;
            }
            _ => {}
        }
    }
}

/// Whether a figure has a scale and nothing that it could count.
fn is_bare_sum(context: &Context<'_>, end: usize, amount: &Amount) -> bool {
    let has_scale = WORDS.cardinal(context.key(end - 1)).is_some_and(|c| c.class == Class::Scale)
        || context.token(end - 1) == ".";
    let is_mark = context.tokens.get(end).is_none_or(|token| token.kind == TokenKind::Mark);
    amount.unit.is_none() && has_scale && (is_mark || context.is_line_end(end - 1))
}

fn candidate(context: &Context<'_>, found: Found) -> Candidate {
    Candidate {
        span: context.span(found.first, found.end - 1),
        kind: found.kind,
        value: found.value,
        score: score(found.rule),
        rule: found.rule,
    }
}

/// What begins at a token: nothing, one mention, or a time with the date in it.
fn read(context: &Context<'_>, at: usize, now: Now<'_>) -> Vec<Found> {
    let one = |first, end, kind, value, rule| vec![Found { first, end, kind, value, rule, is_anchor: false }];
    if let Some((end, value)) = nothing::document_number(context, at) {
        return one(at, end, Kind::Ordinal, Some(Value::Ordinal(value)), "ordinal.document");
    }
    if let Some(compound::Compound { end, kind, value, rule }) = compound::read(context, at) {
        return one(at, end, kind, Some(value), rule);
    }
    if let Some(age::Age { first, end, kind, value, rule }) = age::read(context, at) {
        return one(first, end, kind, value, rule);
    }
    if let Some(found) = range(context, at) {
        return vec![found];
    }
    if let Some(moment) = moment::read(context, at, now) {
        let inner = moment.inner;
        let mut found = one(at, moment.end, moment.kind, Some(moment.value), moment.rule);
        found[0].is_anchor = moment.is_anchor;
        if let Some((first, end, date)) = inner {
            found.extend(one(first, end, Kind::Date, Some(Value::Date(date)), "date.in_time"));
        }
        return found;
    }
    if let Some((end, value)) = ordinal(context, at) {
        return one(at, end, Kind::Ordinal, Some(Value::Ordinal(value)), "ordinal");
    }
    let figure = amount::read(context, at).and_then(|figure| figure_found(context, figure));
    figure.into_iter().collect()
}

/// `от 1500 до 5000 рублей`: the unit tells a range of amounts from one of years.
fn range(context: &Context<'_>, at: usize) -> Option<Found> {
    let is_led = matches!(context.key(at), "от" | "с" | "со" | "между");
    let figure = if is_led { amount::read(context, at)? } else { return None };
    let is_range = figure.amount.as_ref().is_some_and(|amount| amount.amount_to.is_some());
    let has_unit = figure.kind.is_some_and(|kind| kind != UnitKind::Duration);
    if is_range && has_unit { figure_found(context, figure) } else { None }
}

fn ordinal(context: &Context<'_>, at: usize) -> Option<(usize, u32)> {
    let roman = || {
        let value = ordinal::roman(context.token(at))?;
        (!ordinal::is_initial(context, at)).then_some((at + 1, value))
    };
    let found = ordinal::words(context, at).filter(|(end, _)| !ordinal::is_name(context, at, *end));
    found.or_else(|| ordinal::digits(context, at)).or_else(roman)
}

/// `на 59 месте`: digits before a noun in the singular that no number governs say a place in a row.
fn ranks(context: &Context<'_>, figure: &Figure) -> Option<u32> {
    let is_plain = figure.first == figure.bare && figure.end == figure.first + 1;
    let is_lower = context.token(figure.end).starts_with(char::is_lowercase);
    let number: u32 = context.token(figure.first).parse().ok().filter(|_| is_plain && is_lower)?;
    let is_governed = |r: &crate::morph::Reading| {
        r.part != Part::Noun || r.case == Some(Case::Genitive) || r.number != Some(Number::Singular)
    };
    let readings = context.readings(figure.end);
    let is_rank = !readings.is_empty() && !readings.iter().any(is_governed);
    (is_rank && number % 10 != 1).then_some(number)
}

fn figure_found(context: &Context<'_>, figure: Figure) -> Option<Found> {
    if let Some(number) = ranks(context, &figure) {
        let value = Some(Value::Ordinal(number));
        let (first, end) = (figure.first, figure.end);
        return Some(Found {
            first,
            end,
            kind: Kind::Ordinal,
            value,
            rule: "ordinal.place",
            is_anchor: false,
        });
    }
    let (kind, rule) = kind(context, &figure)?;
    // NEREL leaves these words outside.
    let is_least =
        matches!(context.key(figure.first), "как" | "минимум" | "максимум") && kind == Kind::Number;
    let has_sign = kind == Kind::Money && context.tokens[figure.bare].kind == TokenKind::Mark;
    let first = if is_least || has_sign { figure.bare } else { figure.first };
    Some(Found {
        first,
        end: figure.end,
        kind,
        value: figure.amount.map(Value::Amount),
        rule,
        is_anchor: false,
    })
}

fn kind(context: &Context<'_>, figure: &Figure) -> Option<(Kind, &'static str)> {
    let is_clock = figure.code.is_some_and(|code| matches!(code, "h" | "min" | "s" | "ms"));
    Some(match (figure.kind, figure.shape) {
        (Some(UnitKind::Currency), _) => (Kind::Money, "money"),
        (Some(UnitKind::Percent), _) => (Kind::Percent, "percent"),
        (Some(UnitKind::Duration), _) if is_clock => (Kind::Time, "time.duration"),
        (Some(UnitKind::Duration), _) => (Kind::Date, "date.duration"),
        (Some(UnitKind::Measure), _) => (Kind::Quantity, "quantity"),
        (_, Shape::One) if counts_one(context, figure) => (Kind::Number, "number.one"),
        (_, Shape::Vague | Shape::One | Shape::Times) => return None,
        (_, Shape::Digits) => (Kind::Number, "number.digits"),
        (_, Shape::Fraction) => (Kind::Number, "number.fraction"),
        _ => (Kind::Number, "number.words"),
    })
}

/// Whether `один` counts a person and is no pronoun.
fn counts_one(context: &Context<'_>, figure: &Figure) -> bool {
    let before = context.key_before(figure.first);
    let noun = context.readings(figure.end).first();
    let is_person = noun.is_some_and(|r| r.part == Part::Noun && r.animate);
    let is_alone = is_whole_line(context, figure.first, figure.end);
    is_alone || (is_person || before == "только") && !matches!(before, "ни" | "еще" | "на")
}

/// Whether tokens are all that a line has, but for a full stop.
fn is_whole_line(context: &Context<'_>, first: usize, end: usize) -> bool {
    let ends = |at: usize| at + 1 >= context.tokens.len() || context.is_line_end(at);
    let is_start = first == 0 || context.is_line_end(first - 1);
    is_start && end > first && (ends(end - 1) || context.token(end) == "." && ends(end))
}

/// The precision of each rule's spans on NEREL train and dev (strict); lengths and quantities, which NEREL
/// hardly marks, stand where they yield to any other reading.
fn score(rule: &str) -> f32 {
    match rule {
        "age.compound" | "age.anniversary" => 0.97,
        "age.years" | "number.words" => 0.92,
        "date.absolute" | "money" | "percent" | "time.minute" => 0.91,
        "date.counted" | "date.shifted" | "money.ellipsis" => 0.89,
        "time.night" | "ordinal.place" => 0.83,
        "date.in_time" | "time.clock" | "time.duration" | "ordinal" => 0.81,
        "date.months" | "date.years" | "ordinal.document" | "number.digits" | "number.one" => 0.77,
        "age.year_of_life" | "percent.compound" | "time.compound" | "money.compound" => 0.75,
        "date.duration" | "date.interval" | "date.recent" | "time.interval" => 0.67,
        "date.compound" | "date.unit" | "number.fraction" | "date.first_months" => 0.6,
        _ => 0.5,
    }
}
