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
            && let Some(place) = Place::of(&page, mention).filter(|place| !is_score(context, place))
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

impl<'p> Page<'p> {
    /// The mentions of a sentence around an offset; no more than [`NEAR`] on either side, so that a text without
    /// sentences does not make the work quadratic.
    fn near(&self, offset: u32, sentence: Span) -> impl DoubleEndedIterator<Item = &'p Mention> + use<'p> {
        let at = self.mentions.partition_point(|mention| mention.span.start() < offset);
        let range = at.saturating_sub(NEAR)..(at + NEAR).min(self.mentions.len());
        let near = self.mentions.get(range).unwrap_or_default();
        near.iter().filter(move |mention| sentence.contains(mention.span))
    }
}

/// How many mentions on either side of a figure can have to do with it.
const NEAR: usize = 32;

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
    let unit = unit(page, place, amount, counted.as_ref(), change.is_some())?;
    let (start, comparator) = comparison::before(context, place, amount.comparator);
    let by = change.as_ref().and_then(|_| change::preposition(context, place));
    let first = by.map_or(start, |by| by.min(start));
    let measured = match counted {
        // A change says its own measure only by what it counts: `на 40 рублей` is no price.
        Some(counted) if amount.unit.is_none() || change.is_none() => Some(counted.span),
        _ => measured::subject(page, place, change.is_some()),
    };
    Some(Metric {
        mention: place.mention.id,
        span: context.span(first, place.tokens.1 - 1),
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

/// Whether a figure is a side of a score, `3:1`, which nobody sums or compares.
fn is_score(context: &Context<'_>, place: &Place<'_>) -> bool {
    let (first, end) = place.tokens;
    let is_colon = |at: usize| context.token(at) == ":" && context.is_joined(at);
    let before = first
        .checked_sub(1)
        .is_some_and(|before| is_colon(before) && before > 0 && context.is_joined(before - 1));
    before
        || is_colon(end)
            && context.is_joined(end - 1)
            && context.tokens.get(end + 1).is_some_and(|next| next.kind == TokenKind::Number)
}

/// The unit of a figure, `None` where it is no metric.
fn unit(
    page: &Page<'_>,
    place: &Place<'_>,
    amount: &Amount,
    counted: Option<&measured::Counted>,
    is_change: bool,
) -> Option<Unit> {
    let count = |code: &str| Unit { code: code.to_owned(), kind: UnitKind::Count };
    match &amount.unit {
        Some(unit) if unit.kind == UnitKind::Duration => duration(page, place, unit),
        Some(unit) => Some(unit.clone()),
        None if change::is_ratio(page.context, place) => Some(count("раз")),
        None => {
            let is_said = || is_change || measured::is_alone(page, place) || measured::is_linked(page, place);
            let code = counted.map(|counted| counted.lemma.as_str());
            code.or_else(|| is_said().then_some(DIMENSIONLESS)).map(count)
        }
    }
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
    let here = page.near(place.mention.span.start(), *sentence).rev();
    let before = here.filter(|mention| mention.span.end() <= place.mention.span.start());
    let named =
        before.filter(|mention| mention.kind == Kind::Organization).find_map(|mention| mention.entity);
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
