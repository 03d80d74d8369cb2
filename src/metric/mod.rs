//! Figures as an editor checks them: what is measured, when, whose it is, and how it changed.

mod change;
mod comparison;
mod measured;
mod period;

use crate::document::{
    Amount, Comparator, Entity, EntityId, Kind, Mention, Metric, TokenKind, Unit, UnitKind, Value,
};
use crate::span::Span;
use crate::tag::Context;

/// The unit of a figure that counts nothing named: UCUM's dimensionless unit.
const DIMENSIONLESS: &str = "1";

/// Reads the metrics of a text from its numeric mentions.
pub fn metrics(context: &Context<'_>, mentions: &[Mention], entities: &[Entity]) -> Vec<Metric> {
    let mut found = Vec::new();
    let page = Page { context, mentions, entities };
    for mention in mentions.iter().filter(|mention| is_figure(mention.kind)) {
        if let Some(Value::Amount(amount)) = &mention.value
            && let Some(place) = Place::of(&page, mention)
            && let Some(metric) = metric(&page, &place, amount)
        {
            found.push(metric);
        }
    }
    found
}

/// Whether mentions of a kind can be metrics. Ages and ordinals say nothing that is summed or compared.
fn is_figure(kind: Kind) -> bool {
    matches!(kind, Kind::Money | Kind::Percent | Kind::Number | Kind::Quantity | Kind::Date | Kind::Time)
}

/// What the parts of this module look at.
struct Page<'p> {
    context: &'p Context<'p>,
    mentions: &'p [Mention],
    entities: &'p [Entity],
}

/// A mention and the sentence around it.
struct Place<'p> {
    mention: &'p Mention,
    /// Its first token and one past its last.
    tokens: (usize, usize),
    /// The tokens of the sentence.
    sentence: (usize, usize),
    /// The number of the sentence.
    number: usize,
}

impl<'p> Place<'p> {
    fn of(page: &Page<'p>, mention: &'p Mention) -> Option<Self> {
        let context = page.context;
        let number = context.sentences.partition_point(|sentence| sentence.end() <= mention.span.start());
        let sentence = context.sentences.get(number).filter(|sentence| sentence.contains(mention.span))?;
        let tokens = |span: Span| (context.token_at(span.start()), context.token_at(span.end()));
        Some(Self { mention, tokens: tokens(mention.span), sentence: tokens(*sentence), number })
    }

    /// The token before the mention, in the same sentence.
    fn before(&self) -> Option<usize> {
        self.tokens.0.checked_sub(1).filter(|before| *before >= self.sentence.0)
    }
}

fn metric(page: &Page<'_>, place: &Place<'_>, amount: &Amount) -> Option<Metric> {
    let context = page.context;
    let change = change::change(page, place, amount);
    let counted = measured::counted(page, place).filter(|_| !change::is_ratio(context, place));
    let unit = match (&amount.unit, &counted) {
        (Some(unit), _) if unit.kind == UnitKind::Duration => duration(page, place, unit)?,
        (Some(unit), _) => unit.clone(),
        (None, _) if change::is_ratio(context, place) => {
            Unit { code: "раз".to_owned(), kind: UnitKind::Count }
        }
        (None, Some(counted)) => Unit { code: counted.lemma.clone(), kind: UnitKind::Count },
        (None, None)
            if change.is_some() || measured::is_alone(page, place) || measured::is_linked(page, place) =>
        {
            Unit { code: DIMENSIONLESS.to_owned(), kind: UnitKind::Count }
        }
        (None, None) => return None,
    };
    let (start, comparator) = comparison::before(context, place, amount.comparator);
    let measured = match &counted {
        Some(counted) if amount.unit.is_none() => Some(counted.span),
        _ if change.is_some() => None,
        counted => counted.as_ref().map(|counted| counted.span).or_else(|| measured::subject(page, place)),
    };
    let first = if change.is_some() { change::preposition(context, place).unwrap_or(start) } else { start };
    let span = context.span(first, place.tokens.1 - 1);
    Some(Metric {
        mention: place.mention.id,
        span,
        amount: amount.amount,
        amount_to: amount.amount_to,
        unit,
        comparator,
        measured,
        period: period::period(page, place, change.as_ref()),
        change,
        subject: subject(page, place),
    })
}

/// Lengths of time are metrics where nothing says that they place something in time (`через два года`).
fn duration(page: &Page<'_>, place: &Place<'_>, unit: &Unit) -> Option<Unit> {
    const PLACING: [&str; 12] =
        ["в", "во", "за", "через", "спустя", "на", "с", "до", "от", "по", "после", "последние"];
    let key = page.context.key(place.tokens.0);
    (!PLACING.contains(&key)).then(|| unit.clone())
}

/// Whose figure it is: the organisation named last before it in the sentence.
fn subject(page: &Page<'_>, place: &Place<'_>) -> Option<EntityId> {
    let sentence = page.context.sentences.get(place.number)?;
    let at = page.mentions.partition_point(|mention| mention.span < place.mention.span);
    let before = page.mentions.get(..at)?.iter().rev();
    let here = before.take_while(|mention| sentence.contains(mention.span));
    let named = here.filter(|mention| mention.kind == Kind::Organization).find_map(|mention| mention.entity);
    named.filter(|id| (id.0 as usize) < page.entities.len())
}

/// Whether a token is a word.
fn is_word(context: &Context<'_>, at: usize) -> bool {
    context.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
}

/// The comparator of a range stays, whatever stands before it.
fn outranks(old: Comparator, new: Comparator) -> Comparator {
    if old == Comparator::Exact { new } else { old }
}
