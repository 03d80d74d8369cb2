//! Words that carry a figure: `35-летний`, `пятилетний`, `70-процентное`, `18-этажный`.

use rust_decimal::Decimal;

use super::words::WORDS;
use crate::document::{Amount, Comparator, Kind, TokenKind, Unit, UnitKind, Value};
use crate::morph::Part;
use crate::tag::{Context, trend};

/// A compound in the text.
#[derive(Debug, Clone)]
pub(super) struct Compound {
    /// One past the last token.
    pub(super) end: usize,
    /// What NEREL would call it.
    pub(super) kind: Kind,
    /// Its figure.
    pub(super) value: Value,
    /// The rule that read it.
    pub(super) rule: &'static str,
}

/// What the second half of a compound measures.
struct Tail {
    stem: &'static str,
    code: &'static str,
    unit: UnitKind,
}

const fn tail(stem: &'static str, code: &'static str, unit: UnitKind) -> Tail {
    Tail { stem, code, unit }
}

const TAILS: &[Tail] = &[
    tail("лет", "a", UnitKind::Duration),
    tail("годовал", "a", UnitKind::Duration),
    tail("месячн", "mo", UnitKind::Duration),
    tail("недельн", "wk", UnitKind::Duration),
    tail("дневн", "d", UnitKind::Duration),
    tail("суточн", "d", UnitKind::Duration),
    tail("часов", "h", UnitKind::Duration),
    tail("минутн", "min", UnitKind::Duration),
    tail("секундн", "s", UnitKind::Duration),
    tail("процентн", "%", UnitKind::Percent),
    tail("рублев", "RUB", UnitKind::Currency),
    tail("долларов", "USD", UnitKind::Currency),
    tail("километров", "km", UnitKind::Measure),
    tail("метров", "m", UnitKind::Measure),
    tail("сантиметров", "cm", UnitKind::Measure),
    tail("миллиметров", "mm", UnitKind::Measure),
    tail("килограммов", "kg", UnitKind::Measure),
    tail("тонн", "t", UnitKind::Measure),
    tail("литров", "L", UnitKind::Measure),
    tail("градусн", "deg", UnitKind::Measure),
    tail("кратн", "раз", UnitKind::Count),
    tail("этажн", "этаж", UnitKind::Count),
    tail("комнатн", "комната", UnitKind::Count),
    tail("местн", "место", UnitKind::Count),
    tail("тысячн", "1", UnitKind::Count),
    tail("значн", "знак", UnitKind::Count),
];

const ENDINGS: &[&str] = &[
    "ый", "ий", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ая", "яя", "ой", "ей", "ую", "юю", "ое",
    "ее", "ые", "ие", "ых", "их", "ыми", "ими", "",
];
const ANNIVERSARY: &[&str] = &["ие", "ия", "ию", "ием", "ии", "ье", "ья", "ью", "ьем"];

/// Reads the compound that begins at a token.
pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Compound> {
    match context.tokens.get(at)?.kind {
        TokenKind::Number => hyphened(context, at),
        TokenKind::Word => {
            let (value, rest) = WORDS.stems(context.key(at))?;
            let is_decade = matches!(rest.strip_prefix("лет"), Some(tail) if ANNIVERSARY.contains(&tail))
                && value == Decimal::TEN;
            compound(at + 1, value, rest, context).filter(|_| !is_decade)
        }
        TokenKind::Mark => None,
    }
}

/// `35-летний`, `42-х летний`, `8-часовой`.
fn hyphened(context: &Context<'_>, at: usize) -> Option<Compound> {
    let value = super::numeral::read(context, at)?;
    let mut end = value.end;
    let is_dash = |at: usize| matches!(context.token(at), "-" | "‑" | "–") && context.is_joined(at - 1);
    let mut is_marked = false;
    while is_dash(end) {
        is_marked = true;
        let is_ending = matches!(context.key(end + 1), "х" | "ти" | "и" | "ми" | "летн");
        if !is_ending {
            end += 1;
            break;
        }
        end += 2;
    }
    let word = context.key(end);
    let word = word.strip_prefix("х").filter(|rest| rest.starts_with("лет")).unwrap_or(word);
    // Without a hyphen only words that nothing else can be: `42 летний`.
    let is_age = word.starts_with("летн")
        || word.starts_with("летие")
        || word.starts_with("процентн") && !context.key(end + 1).starts_with("пункт");
    (is_marked || is_age).then(|| compound(end + 1, value.amount?, word, context))?
}

fn compound(end: usize, value: Decimal, word: &str, context: &Context<'_>) -> Option<Compound> {
    let tail = TAILS.iter().find(|tail| word.starts_with(tail.stem) && fits(tail, word))?;
    let rest = word.strip_prefix(tail.stem)?;
    let (kind, rule) = match (tail.code, tail.unit) {
        ("a", _) if ANNIVERSARY.contains(&rest) => (Kind::Age, "age.anniversary"),
        ("a", _) if lasts(context, end) => (Kind::Date, "date.compound"),
        ("a", _) => (Kind::Age, "age.compound"),
        ("h" | "min" | "s", _) => (Kind::Time, "time.compound"),
        (_, UnitKind::Duration) => (Kind::Date, "date.compound"),
        (_, UnitKind::Percent) => (Kind::Percent, "percent.compound"),
        (_, UnitKind::Currency) => (Kind::Money, "money.compound"),
        (_, UnitKind::Measure) => (Kind::Quantity, "quantity.compound"),
        (_, UnitKind::Count) => (Kind::Quantity, "quantity.compound"),
    };
    if tail.stem == "кратн" && trend::direction(context.key(end)).is_none() {
        return None;
    }
    let unit = Unit { code: tail.code.to_owned(), kind: tail.unit };
    let amount =
        if word.starts_with("тысячн") { value.checked_mul(Decimal::ONE_THOUSAND)? } else { value };
    let amount = Amount { amount, amount_to: None, unit: Some(unit), comparator: Comparator::Exact };
    Some(Compound { end, kind, value: Value::Amount(amount), rule })
}

/// Whether a thing is said to last so long: `пятилетний срок`. Persons and jubilees have ages.
fn lasts(context: &Context<'_>, at: usize) -> bool {
    let is_noun = |at: &usize| context.readings(*at).first().is_some_and(|r| r.part == Part::Noun);
    let Some(noun) = (at..at + 3).find(is_noun) else { return false };
    let is_aged = ["возраст", "юбиле", "годовщин"].iter().any(|stem| context.key(noun).starts_with(stem));
    let is_lower = context.token(noun).starts_with(char::is_lowercase);
    is_lower && !is_aged && context.readings(noun).iter().all(|r| !r.animate)
}

/// Whether what follows the stem is an ending of an adjective or of an anniversary.
fn fits(tail: &Tail, word: &str) -> bool {
    let rest = word.strip_prefix(tail.stem).unwrap_or_default();
    let adjective = rest.strip_prefix('н').unwrap_or(rest);
    let has_ending = ENDINGS.contains(&adjective) && !adjective.is_empty();
    has_ending || (tail.code == "a" && tail.stem == "лет" && ANNIVERSARY.contains(&rest))
}
