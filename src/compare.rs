//! Which facts two articles share: names, figures, dates and quotes that agree, differ or are missing.
//!
//! Reads the public form of documents alone, so that it compares exported files as well as fresh texts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::document::Kind;
use crate::export::json::{Document, Entity, Metric, Quote, Value};
use crate::text::fold;

/// A fact of one document, of both, or of both in different words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What sort of fact it is.
    pub sort: Sort,
    /// How the documents stand to it.
    pub verdict: Verdict,
    /// What the first document says.
    pub left: Option<String>,
    /// What the second document says.
    pub right: Option<String>,
}

/// Sorts of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A figure with its unit.
    Metric,
    /// A date or a period.
    Date,
    /// A stretch of speech.
    Quote,
    /// Something named.
    Entity,
}

/// How two documents stand to a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Both say the same.
    Agree,
    /// Both speak of it and say different things.
    Differ,
    /// The second document lacks it.
    OnlyLeft,
    /// The first document lacks it.
    OnlyRight,
}

/// The facts of two documents: figures, dates, quotes, names; within each sort in the order of the first
/// document, then what only the second has.
pub fn compare(left: &Document, right: &Document) -> Vec<Fact> {
    let mut facts =
        pair(Sort::Metric, &left.metrics, &right.metrics, metric_key, describe_metric, metrics_match);
    facts.extend(shared(Sort::Date, &dates(left), &dates(right)));
    facts.extend(pair(
        Sort::Quote,
        &speeches(left),
        &speeches(right),
        |_| String::new(),
        Speech::describe,
        speeches_match,
    ));
    facts.extend(shared(Sort::Entity, &entities(left), &entities(right)));
    facts
}

/// How well two facts match: not at all, as the same matter told differently, or fully.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    None,
    Differ,
    Agree,
}

/// Pairs the facts of two lists that share a key: full matches first, then those that differ.
fn pair<T>(
    sort: Sort,
    left: &[T],
    right: &[T],
    key: impl Fn(&T) -> String,
    describe: impl Fn(&T) -> String,
    matches: impl Fn(&T, &T) -> Match,
) -> Vec<Fact> {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, fact) in right.iter().enumerate() {
        by_key.entry(key(fact)).or_default().push(at);
    }
    let mut partner: Vec<Option<(usize, Match)>> = vec![None; left.len()];
    for wanted in [Match::Agree, Match::Differ] {
        for (fact, partner) in left.iter().zip(&mut partner).filter(|(_, partner)| partner.is_none()) {
            let Some(free) = by_key.get_mut(&key(fact)) else { continue };
            if let Some(place) = free.iter().position(|&at| matches(fact, &right[at]) == wanted) {
                *partner = Some((free.remove(place), wanted));
            }
        }
    }
    let free: BTreeSet<usize> = by_key.into_values().flatten().collect();
    let of_left = left.iter().zip(partner).map(|(fact, partner)| Fact {
        sort,
        verdict: match partner {
            Some((_, Match::Agree)) => Verdict::Agree,
            Some(_) => Verdict::Differ,
            None => Verdict::OnlyLeft,
        },
        left: Some(describe(fact)),
        right: partner.map(|(at, _)| describe(&right[at])),
    });
    let of_right = free.into_iter().map(|at| Fact {
        sort,
        verdict: Verdict::OnlyRight,
        left: None,
        right: Some(describe(&right[at])),
    });
    of_left.chain(of_right).collect()
}

/// Facts that are equal or not, by their keys.
fn shared(sort: Sort, left: &[(String, String)], right: &[(String, String)]) -> Vec<Fact> {
    pair(sort, left, right, |(key, _)| key.clone(), |(_, name)| name.clone(), |_, _| Match::Agree)
}

fn metric_key(metric: &Metric) -> String {
    metric.unit.clone()
}

/// Figures of one unit agree where amount, bound and period do; they differ where they are about one thing.
fn metrics_match(left: &Metric, right: &Metric) -> Match {
    let amounts = (&left.amount, &left.amount_to) == (&right.amount, &right.amount_to);
    let periods = left.period == right.period || left.period.is_none() || right.period.is_none();
    if amounts && periods && left.comparator == right.comparator {
        return Match::Agree;
    }
    let words = |metric: &Metric| stems(metric.measured.as_deref().unwrap_or_default());
    let topic = !words(left).is_disjoint(&words(right));
    if amounts || (topic && periods) { Match::Differ } else { Match::None }
}

fn describe_metric(metric: &Metric) -> String {
    let mut words = vec![metric.text.clone()];
    words.extend(metric.measured.clone().filter(|measured| !metric.text.contains(measured.as_str())));
    words.extend(metric.period.as_ref().map(|period| format!("[{period}]")));
    words.join(" ")
}

/// The dates of a document by value, each once.
fn dates(document: &Document) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    let dates = document.mentions.iter().filter_map(|mention| match &mention.value {
        Some(Value::Date { date: Some(date) }) => Some((date.clone(), mention.text.clone())),
        _ => None,
    });
    dates.filter(|(date, _)| seen.insert(date.clone())).map(|(date, _)| (date.clone(), date)).collect()
}

/// The named entities of a document; roles and occupations are no facts of their own.
fn entities(document: &Document) -> Vec<(String, String)> {
    let named = document.entities.iter().filter(|entity| entity.kind != Kind::Profession);
    let mut seen = BTreeSet::new();
    let keyed = named.map(|entity| (entity_key(entity), format!("{} {}", entity.kind.name(), entity.name)));
    keyed.filter(|(key, _)| seen.insert(key.clone())).collect()
}

fn entity_key(entity: &Entity) -> String {
    let letters: String = fold(&entity.name).chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    format!("{} {letters}", entity.kind.name())
}

/// A quote with its speaker's name.
struct Speech {
    speaker: Option<String>,
    text: String,
    stems: BTreeSet<String>,
}

impl Speech {
    fn new(document: &Document, quote: &Quote) -> Self {
        let speaker = document.entities.iter().find(|entity| Some(&entity.id) == quote.speaker.as_ref());
        let speaker = speaker.map(|entity| entity.name.clone());
        Self { speaker, text: quote.text.clone(), stems: stems(&quote.text) }
    }

    fn describe(&self) -> String {
        format!("{}: {}", self.speaker.as_deref().unwrap_or("?"), self.text)
    }
}

fn speeches(document: &Document) -> Vec<Speech> {
    document.quotes.iter().map(|quote| Speech::new(document, quote)).collect()
}

/// The same words said by the same one agree; half of the words shared is the same speech told differently.
fn speeches_match(left: &Speech, right: &Speech) -> Match {
    if left.stems == right.stems && left.speaker == right.speaker {
        return Match::Agree;
    }
    let common = left.stems.intersection(&right.stems).count();
    if 2 * common >= left.stems.len().max(right.stems.len()).max(1) { Match::Differ } else { Match::None }
}

/// The first five letters of every word of four and more: enough to know a Russian word in its other forms.
fn stems(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.map(|word| fold(word).chars().take(5).collect::<String>());
    words.filter(|stem| stem.chars().count() >= 4 || stem.starts_with(|c: char| c.is_ascii_digit())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::marked;
    use crate::export::json;

    /// The verdicts on a sort of facts.
    fn check(left: &str, right: &str, sort: Sort, expected: &[(Verdict, &str)]) {
        let document = |text| json::document(&marked::document(text));
        let facts = compare(&document(left), &document(right));
        let of_sort = facts.iter().filter(|fact| fact.sort == sort);
        let told: Vec<(Verdict, &str)> = of_sort
            .map(|fact| (fact.verdict, fact.left.as_deref().or(fact.right.as_deref()).unwrap()))
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn names_are_shared_or_missing() {
        check(
            "[Моспром|ORGANIZATION] и [Тула|CITY]",
            "[«МОСПРОМ»|ORGANIZATION], [Орёл|CITY]",
            Sort::Entity,
            &[
                (Verdict::Agree, "ORGANIZATION Моспром"),
                (Verdict::OnlyLeft, "CITY Тула"),
                (Verdict::OnlyRight, "CITY Орёл"),
            ],
        );
    }

    #[test]
    fn figures_of_one_amount_agree_however_they_are_written() {
        check(
            "[17 %|PERCENT], [5 руб|MONEY]",
            "[17%|PERCENT], [6 руб|MONEY]",
            Sort::Metric,
            &[(Verdict::Agree, "17 %"), (Verdict::OnlyLeft, "5 руб"), (Verdict::OnlyRight, "6 руб")],
        );
    }

    #[test]
    fn the_same_amount_in_another_year_differs() {
        check(
            "в [2023|DATE] [17 %|PERCENT]",
            "в [2024|DATE] [17 %|PERCENT]",
            Sort::Metric,
            &[(Verdict::Differ, "17 % [2023]")],
        );
    }

    #[test]
    fn a_quote_in_other_words_differs() {
        check(
            "«Драйвером развития промышленности стала зона», — [Коваленко|PERSON]",
            "«Драйвером развития всей промышленности является зона», — [Коваленко|PERSON]",
            Sort::Quote,
            &[(Verdict::Differ, "Коваленко: Драйвером развития промышленности стала зона")],
        );
    }

    #[test]
    fn a_document_agrees_with_itself() {
        let document =
            json::document(&marked::document("«Рост [17 %|PERCENT] в [2024|DATE]», — [Ёлкина|PERSON]"));
        let facts = compare(&document, &document);
        assert_eq!(facts.len(), 4);
        assert!(facts.iter().all(|fact| fact.verdict == Verdict::Agree), "{facts:?}");
    }
}
