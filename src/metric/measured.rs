//! What a figure measures: the noun it counts, or the subject of the sentence.

use super::{Page, Place, is_word};
use crate::document::TokenKind;
use crate::morph::{Case, Number, Part, Reading};
use crate::seeds;
use crate::span::Span;
use crate::tag::{Context, trend};

/// A counted noun with its attributes.
pub(super) struct Counted {
    /// Attributes and noun.
    pub(super) span: Span,
    /// The dictionary form of the noun, with its attribute where the two are one term.
    pub(super) lemma: String,
}

/// How many words a counted phrase may have.
const LONGEST: usize = 5;

/// The phrase that follows a numeral: `230 высокотехнологичных предприятий`, `17% голосов`.
pub(super) fn counted(page: &Page<'_>, place: &Place<'_>) -> Option<Counted> {
    let context = page.context;
    let start = place.tokens.1;
    let mut at = start;
    if is_in_date(page, place, start) || context.key(start) == "годовых" {
        return None;
    }
    while at < start + LONGEST && is_free_word(context, at, place.sentence.1) {
        if is_attribute(context, at)
            && is_free_word(context, at + 1, place.sentence.1)
            && may_follow(context, at + 1)
        {
            at = past_hyphen(context, at);
            continue;
        }
        let noun = noun(context, at)?;
        let end = past_hyphen(context, at);
        return Some(Counted { span: context.span(start, end - 1), lemma: term(context, start, at, &noun) });
    }
    None
}

/// Whether a token belongs to a date or another figure: `с 8,1% месяцем ранее`.
fn is_in_date(page: &Page<'_>, place: &Place<'_>, at: usize) -> bool {
    let Some(token) = page.context.tokens.get(at) else { return false };
    let sentence = page.context.sentences.get(place.number).copied().unwrap_or(token.span);
    let mut near = page.near(token.span.start() + 1, sentence);
    near.any(|mention| mention.kind.is_numeric() && mention.span.contains(token.span))
}

/// Whether the whole input, or a cell of it, is the figure and nothing else.
pub(super) fn is_alone(page: &Page<'_>, place: &Place<'_>) -> bool {
    let is_point = |at: usize| matches!(page.context.token(at), "." | "!" | "?");
    let end = place.sentence.1 - usize::from(is_point(place.sentence.1 - 1));
    place.tokens == (place.sentence.0, end) && page.context.sentences.len() == 1
}

/// Whether a verb such as `составила`, or a dash after a subject, leads to the figure.
pub(super) fn is_linked(page: &Page<'_>, place: &Place<'_>) -> bool {
    let is_dash = |link: usize| !is_word(page.context, link);
    let link = link(page.context, place);
    link.is_some_and(|link| !is_dash(link) || subject_before(page, place, link).is_some())
}

/// The verb or the dash between what is measured and its figure.
fn link(context: &Context<'_>, place: &Place<'_>) -> Option<usize> {
    let before = place.before()?;
    let is_verb = |at: &usize| LINKS.iter().any(|stem| context.key(*at).starts_with(stem));
    let dash = Some(before).filter(|&at| matches!(context.token(at), "—" | "–") && !context.is_joined(at));
    (place.sentence.0..=before).rev().take(3).find(is_verb).or(dash)
}

fn is_free_word(context: &Context<'_>, at: usize, end: usize) -> bool {
    at < end && is_word(context, at) && !(at > 0 && context.is_line_end(at - 1))
}

/// One past a word and the parts that hyphens join to it: `компаний-резидентов`.
fn past_hyphen(context: &Context<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while context.token(end) == "-"
        && context.is_joined(end - 1)
        && context.is_joined(end)
        && is_word(context, end + 1)
    {
        end += 2;
    }
    end
}

/// Whether the word after an attribute can go on with the phrase.
fn may_follow(context: &Context<'_>, at: usize) -> bool {
    let readings = context.readings(at);
    readings.is_empty()
        || readings.iter().any(|r| matches!(r.part, Part::Noun | Part::Adjective | Part::Participle))
}

fn is_attribute(context: &Context<'_>, at: usize) -> bool {
    let readings = context.readings(at);
    let Some(first) = readings.first() else {
        return ["ых", "их", "ого", "его", "ой", "ый", "ые", "ая", "ым", "ими", "ыми"]
            .iter()
            .any(|end| context.key(at).ends_with(end));
    };
    matches!(first.part, Part::Adjective | Part::Participle)
}

/// The dictionary form of the noun at a token in a case that numerals govern.
fn noun(context: &Context<'_>, at: usize) -> Option<String> {
    let readings = context.readings(at);
    let text = context.token(at);
    if !text.starts_with(char::is_lowercase) || text.is_ascii() {
        return None;
    }
    if readings.is_empty() {
        return (text.chars().count() > 2).then(|| context.key(at).to_owned());
    }
    let is_substantive =
        |r: &&Reading| matches!(r.part, Part::Adjective | Part::Participle) && r.case.is_some();
    let nouns = readings.iter().filter(|r| r.part == Part::Noun);
    let genitive = nouns.clone().find(|r| r.case == Some(Case::Genitive));
    let likely =
        readings.first().filter(|r| matches!(r.part, Part::Noun | Part::Adjective | Part::Participle));
    likely?;
    let found = genitive.or_else(|| nouns.clone().next()).or_else(|| readings.iter().find(is_substantive))?;
    let is_participle = found.part == Part::Participle;
    let name =
        is_participle.then(|| context.lexicon.decline(found, Case::Nominative, Number::Singular)).flatten();
    Some(name.unwrap_or_else(|| found.lemma.clone()))
}

/// The lemma of the noun, with the attribute before it where both are one term of the list: `рабочее место`.
fn term(context: &Context<'_>, start: usize, noun: usize, lemma: &str) -> String {
    let before = noun.checked_sub(1).filter(|before| *before >= start).map(|before| context.key(before));
    let Some(attribute) = before else { return lemma.to_owned() };
    let lines = seeds::list("terms").lines().filter(|line| !line.starts_with('#'));
    let mut terms = lines.filter_map(|line| line.split_once('\t'));
    let found = terms.find(|(stem, term)| {
        attribute.starts_with(stem) && term.ends_with(lemma) && is_last_word(term, lemma)
    });
    found.map_or_else(|| lemma.to_owned(), |(_, term)| term.to_owned())
}

fn is_last_word(term: &str, lemma: &str) -> bool {
    term.rsplit(' ').next() == Some(lemma)
}

/// Verbs between what is measured and its figure.
const LINKS: [&str; 16] = [
    "состав",
    "превыс",
    "превыш",
    "дости",
    "равн",
    "выраст",
    "вырос",
    "сниз",
    "упал",
    "оцени",
    "измеря",
    "насчит",
    "переваг",
    "перевал",
    "прибли",
    "сократ",
];

/// Words that sum up and are no part of what is measured.
const TOTALS: [&str; 6] = ["общ", "суммарн", "совокупн", "итогов", "весь", "вся"];

/// What a sum of money or a share is of: the noun before `на сумму`, or the subject of the verb before it.
pub(super) fn subject(page: &Page<'_>, place: &Place<'_>, is_change: bool) -> Option<Span> {
    let context = page.context;
    let before = place.before()?;
    if matches!(context.key(before), "сумму" | "суммой" | "сумме" | "размере" | "объеме")
    {
        return before_sum(context, before, place.sentence.0);
    }
    let verb = if is_change { super::change::verb(context, place) } else { link(context, place) }?;
    subject_before(page, place, verb)
}

/// `продукции на сумму`: the noun phrase that ends before the preposition.
fn before_sum(context: &Context<'_>, sum: usize, first: usize) -> Option<Span> {
    let is_on = |at: usize| matches!(context.key(at), "на" | "в" | "общую" | "общей");
    let mut at = sum;
    while at > first && is_on(at - 1) {
        at -= 1;
    }
    let noun = at.checked_sub(1).filter(|noun| *noun >= first && is_noun(context, *noun))?;
    Some(context.span(noun, noun))
}

/// How many tokens a subject may have.
const FARTHEST: usize = 24;

/// The subject of a verb: the noun phrase at the beginning of its clause, up to a date. Where `и` joins two verbs
/// (`выросла и составила`), it is the subject of the first.
fn subject_before(page: &Page<'_>, place: &Place<'_>, verb: usize) -> Option<Span> {
    let context = page.context;
    let first = place.sentence.0.max(verb.saturating_sub(FARTHEST));
    let start = clause(context, first, verb);
    let second = || {
        let and = start.checked_sub(1).filter(|and| *and > first && context.key(*and) == "и")?;
        let start = clause(context, first, and);
        let verb = (start..and).find(|&at| is_verb(context, at))?;
        phrase(page, place, start, verb)
    };
    phrase(page, place, start, verb).or_else(second)
}

/// The first token of the clause that a verb stands in.
fn clause(context: &Context<'_>, first: usize, verb: usize) -> usize {
    let is_inner = |at: usize| matches!(context.token(at), "«" | "»" | "-" | "„" | "“" | "%");
    // The comma of a decimal is no border.
    let is_tight = |at: usize| at > 0 && context.is_joined(at - 1) && context.is_joined(at);
    let is_edge = |at: usize| {
        let is_mark = context.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark);
        is_mark && !is_inner(at) && !is_tight(at) || matches!(context.key(at), "а" | "и" | "что" | "но")
    };
    (first..verb).rev().find(|&at| is_edge(at)).map_or(first, |at| at + 1)
}

/// The noun phrase at the beginning of a range of tokens; none where it names a change.
fn phrase(page: &Page<'_>, place: &Place<'_>, start: usize, end: usize) -> Option<Span> {
    let context = page.context;
    let is_total = |at: usize| TOTALS.iter().any(|stem| context.key(at).starts_with(stem));
    let is_first =
        |at: &usize| !is_total(*at) && can_be_subject(context, *at) && !is_in_date(page, place, *at);
    let from = (start..end).find(is_first)?;
    let end = (from..end).find(|&at| is_in_date(page, place, at) || is_verb(context, at)).unwrap_or(end);
    let last = (from..end).rev().find(|&at| is_noun(context, at))?;
    let is_change = trend::direction(context.key(from)).is_some();
    (!is_change).then(|| context.span(from, last))
}

/// Whether a noun or its attribute can stand in the nominative, with no preposition before it.
fn can_be_subject(context: &Context<'_>, at: usize) -> bool {
    let is_noun = is_noun(context, at) || is_attribute(context, at);
    let readings = context.readings(at);
    let is_direct = |r: &Reading| matches!(r.case, Some(Case::Nominative | Case::Accusative) | None);
    let before = at.checked_sub(1).and_then(|before| context.readings(before).first());
    let is_led = before.is_some_and(|reading| reading.part == Part::Preposition);
    is_noun && !is_led && (readings.is_empty() || readings.iter().any(is_direct))
}

fn is_verb(context: &Context<'_>, at: usize) -> bool {
    context.readings(at).first().is_some_and(|reading| reading.part == Part::Verb)
}

fn is_noun(context: &Context<'_>, at: usize) -> bool {
    let readings = context.readings(at);
    let is_preposition = context.token(at).chars().count() < 3;
    if readings.is_empty() {
        is_word(context, at) && !is_preposition && !is_attribute(context, at)
    } else {
        readings.first().is_some_and(|r| r.part == Part::Noun)
    }
}
