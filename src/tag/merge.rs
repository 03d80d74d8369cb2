//! Rules and tagger together: which of their mentions stand.

use super::neural::Found;
use super::resolve::uncrossed;
use crate::document::{Kind, Mention, MentionId, Origin};
use crate::sort;
use crate::span::Span;

/// Kinds whose mentions the rules find better than the tagger that has seen them, by F1 on NEREL's dev texts
/// (`razmetka eval` prints both): figures, of which the rules know what they say besides, and a rare kind.
const BY_RULES: [Kind; 7] =
    [Kind::Age, Kind::Money, Kind::Number, Kind::Ordinal, Kind::Percent, Kind::Time, Kind::Product];

/// Kinds of which the tagger is wrong more often than right where no rule found the same, on NEREL's dev texts (18 of
/// 58 cities and 7 of 24 awards are right): what is on no list is mostly something else that is named after a town.
const BY_BOTH: [Kind; 2] = [Kind::City, Kind::Award];

/// Rules that read a name in quotation marks by its noun, by a list of such names or by its full form elsewhere in the
/// document, and the listed bodies, with the least score that their mention must have. Where the tagger denies them, they
/// are right as often as not on NEREL's dev texts (10 of 15); an editor sees the same name marked alike all through a text.
const SURE: [(&str, f32); 7] = [
    ("lexicon.organization", 0.8),
    ("organization.acronym_quoted", 0.8),
    ("organization.head_quoted", 0.8),
    ("organization.known", 0.8),
    ("quoted.head", 0.8),
    ("quoted.list", 0.5),
    ("quoted.such_as", 0.8),
];
/// The same for dates. They stand because their rules know which day they mean; a date of the tagger that touches a rule's
/// has other words around the same day. Both together cost DATE .004 of F1 and all kinds nothing.
const SURE_DATE: f32 = 0.8;
/// Kinds that the tagger sees in parts of names in quotation marks.
const PARTS: [Kind; 5] = [Kind::Person, Kind::Organization, Kind::Facility, Kind::Product, Kind::WorkOfArt];

/// Chooses among the mentions of the rules and what the tagger found in the same text: none crosses another or
/// repeats its span. `seen` are the kinds of the rules' mentions that the tagger has seen.
///
/// The order is total. First stand the kinds that the rules read better; of these the tagger has no say. Then what the
/// surest rules found, whose parts it does not name. Then what it found of the others, the surest first: where it says
/// nothing of a rule's mention that it has seen, the rule is mostly wrong. Last stand the rules' mentions of kinds that it
/// has not seen, where it leaves room. On NEREL's dev texts the tagger alone reaches F1 .815, with the first step .819,
/// with [`BY_BOTH`] .820, with [`SURE`] .821; the last step matters for packs that have not seen every kind.
///
/// `rules` and `found` stand by their spans.
pub(super) fn merge(rules: &[Mention], found: &[Found], seen: &[Kind]) -> Vec<Mention> {
    let is_by_rules = |kind: Kind| BY_RULES.contains(&kind);
    let of_rules = |is: &dyn Fn(&Mention) -> bool| rules.iter().filter(|rule| is(rule)).cloned().collect();
    let first: Vec<Mention> = of_rules(&|rule| is_by_rules(rule.kind));
    let sure: Vec<Mention> = of_rules(&|rule| !is_by_rules(rule.kind) && is_sure(rule));
    let last: Vec<Mention> = of_rules(&|rule| !is_by_rules(rule.kind) && !seen.contains(&rule.kind));
    let doubts = Doubts::new(rules);
    let stands =
        |found: &&Found| !is_by_rules(found.kind) && (same(found, rules).is_some() || !doubts.about(found));
    let sure = sure.into_iter().map(|rule| twin(&rule, found).map_or(rule, |found| mention(found, rules)));
    let tagged = by_score(found).into_iter().filter(stands).map(|found| mention(found, rules));
    in_order(uncrossed(first.into_iter().chain(sure).chain(tagged).chain(last).collect(), |mention| {
        mention.span
    }))
}

/// Why something that the tagger alone found may not stand.
struct Doubts {
    /// Names that stand whole: Bekhterev of his disease is nobody whom the text tells of.
    whole: Vec<Span>,
    dates: Vec<Span>,
}

impl Doubts {
    fn new(rules: &[Mention]) -> Self {
        let spans =
            |is: fn(&Mention) -> bool| rules.iter().filter(|rule| is(rule)).map(|rule| rule.span).collect();
        Self {
            whole: spans(|rule| is_sure(rule) || rule.kind == Kind::Disease),
            dates: spans(|rule| rule.kind == Kind::Date),
        }
    }

    fn about(&self, found: &Found) -> bool {
        BY_BOTH.contains(&found.kind)
            || PARTS.contains(&found.kind) && is_part(found.span, &self.whole)
            || found.kind == Kind::Date && touches(found.span, &self.dates)
    }
}

fn is_sure(rule: &Mention) -> bool {
    let Origin::Rule { name, score } = &rule.origin else { return false };
    if rule.kind == Kind::Date {
        return *score >= SURE_DATE;
    }
    SURE.iter().any(|(sure, least)| name == sure && score >= least)
}

/// Whether a span shares a character with one of some that stand in order and do not cross.
fn touches(span: Span, others: &[Span]) -> bool {
    let after = others.partition_point(|other| other.start() < span.end());
    others[after.saturating_sub(2)..after].iter().any(|other| other.end() > span.start())
}

/// Whether a span is a part of one of some that stand in order.
fn is_part(span: Span, wholes: &[Span]) -> bool {
    /// Names in names, no deeper.
    const DEPTH: usize = 4;
    let after = wholes.partition_point(|whole| whole.start() <= span.start());
    wholes[after.saturating_sub(DEPTH)..after].iter().any(|whole| whole.contains(span) && *whole != span)
}

/// What the tagger found, as mentions.
pub(super) fn alone(found: &[Found]) -> Vec<Mention> {
    let mentions = by_score(found).into_iter().map(|found| mention(found, &[])).collect();
    in_order(uncrossed(mentions, |mention: &Mention| mention.span))
}

fn by_score(found: &[Found]) -> Vec<&Found> {
    let mut found: Vec<&Found> = found.iter().collect();
    sort::by(&mut found, |a, b| {
        b.score.total_cmp(&a.score).then(a.span.cmp(&b.span)).then(a.kind.cmp(&b.kind))
    });
    found
}

fn in_order(mut mentions: Vec<Mention>) -> Vec<Mention> {
    sort::by_key(&mut mentions, |mention| mention.span);
    for (mention, id) in mentions.iter_mut().zip(0..) {
        mention.id = MentionId(id);
    }
    mentions
}

/// The rules' mention of the same span and kind; `rules` stand by their spans.
fn same<'r>(found: &Found, rules: &'r [Mention]) -> Option<&'r Mention> {
    let first = rules.partition_point(|rule| rule.span < found.span);
    rules[first..].iter().take_while(|rule| rule.span == found.span).find(|rule| rule.kind == found.kind)
}

/// What the tagger found of the same span and kind; `found` stands by its spans.
fn twin<'f>(rule: &Mention, found: &'f [Found]) -> Option<&'f Found> {
    let first = found.partition_point(|found| found.span < rule.span);
    found[first..].iter().take_while(|found| found.span == rule.span).find(|found| found.kind == rule.kind)
}

/// A mention of the tagger; where a rule found the same, with its name and what it read.
fn mention(found: &Found, rules: &[Mention]) -> Mention {
    let rule = same(found, rules);
    let name = rule.and_then(|rule| match &rule.origin {
        Origin::Rule { name, .. } => Some(name.clone()),
        Origin::Model { .. } | Origin::Editor => None,
    });
    Mention {
        id: MentionId(0),
        span: found.span,
        kind: found.kind,
        normal: None,
        value: rule.and_then(|rule| rule.value.clone()),
        entity: None,
        origin: Origin::Model { score: found.score, rule: name },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Value;
    use crate::span::Span;

    fn rule(span: Span, kind: Kind) -> Mention {
        let origin = Origin::Rule { name: "test.rule".into(), score: 0.9 };
        Mention { value: Some(Value::Ordinal(3)), origin, ..Mention::by_editor(MentionId(0), span, kind) }
    }

    fn found(span: Span, kind: Kind, score: f32) -> Found {
        Found { span, kind, score }
    }

    #[test]
    fn where_both_agree_the_mention_has_the_score_of_one_and_the_value_of_the_other() {
        let span = Span::new(3, 7);
        let both = merge(&[rule(span, Kind::Law)], &[found(span, Kind::Law, 0.75)], &[Kind::Law]);
        let [mention] = both.as_slice() else { panic!("one mention: {both:?}") };
        assert_eq!(mention.value, Some(Value::Ordinal(3)));
        let name = Some("test.rule".into());
        assert_eq!(mention.origin, Origin::Model { score: 0.75, rule: name });
        let other = merge(&[rule(span, Kind::Law)], &[found(span, Kind::Event, 0.75)], &[Kind::Law]);
        assert_eq!((other[0].kind, &other[0].value), (Kind::Event, &None));
    }

    #[test]
    fn what_the_tagger_has_seen_and_left_out_is_left_out() {
        let rules = [rule(Span::new(0, 4), Kind::Person), rule(Span::new(6, 9), Kind::Person)];
        let both = merge(&rules, &[found(Span::new(0, 4), Kind::Person, 0.9)], &[Kind::Person]);
        assert_eq!(both.iter().map(|mention| mention.span).collect::<Vec<_>>(), [Span::new(0, 4)]);
    }

    #[test]
    fn what_it_has_not_seen_stands_where_it_leaves_room() {
        let rules = [rule(Span::new(0, 4), Kind::Quantity), rule(Span::new(6, 9), Kind::Quantity)];
        let both = merge(&rules, &[found(Span::new(2, 5), Kind::Event, 0.2)], &[]);
        let kinds: Vec<_> = both.iter().map(|mention| (mention.id.0, mention.kind)).collect();
        assert_eq!(kinds, [(0, Kind::Event), (1, Kind::Quantity)]);
    }

    #[test]
    fn of_figures_the_tagger_has_no_say_beside_the_rules() {
        let [left, right] = [Span::new(0, 4), Span::new(6, 9)];
        let tagged = [found(right, Kind::Money, 0.99)];
        let both = merge(&[rule(left, Kind::Money)], &tagged, &[Kind::Money]);
        assert_eq!(both.iter().map(|mention| mention.span).collect::<Vec<_>>(), [left]);
        assert_eq!(alone(&tagged)[0].span, right);
    }

    #[test]
    fn a_name_in_quotation_marks_stands_whole() {
        let [whole, part] = [Span::new(0, 20), Span::new(8, 19)];
        let name = Mention {
            origin: Origin::Rule { name: "organization.acronym_quoted".into(), score: 0.9 },
            ..rule(whole, Kind::Organization)
        };
        let tagged = [found(part, Kind::Facility, 0.9)];
        let both = merge(&[name], &tagged, &[Kind::Organization, Kind::Facility]);
        assert_eq!(both.iter().map(|mention| mention.span).collect::<Vec<_>>(), [whole]);
    }

    #[test]
    fn a_date_has_the_borders_that_its_rule_reads() {
        let [day, more] = [Span::new(4, 13), Span::new(0, 13)];
        let both = merge(&[rule(day, Kind::Date)], &[found(more, Kind::Date, 0.6)], &[Kind::Date]);
        assert_eq!(both.iter().map(|mention| mention.span).collect::<Vec<_>>(), [day]);
    }

    #[test]
    fn a_city_that_no_rule_knows_is_left_out() {
        let [listed, other] = [Span::new(0, 4), Span::new(6, 9)];
        let tagged = [found(listed, Kind::City, 0.6), found(other, Kind::City, 0.9)];
        let both = merge(&[rule(listed, Kind::City)], &tagged, &[Kind::City]);
        assert_eq!(both.iter().map(|mention| mention.span).collect::<Vec<_>>(), [listed]);
    }

    #[test]
    fn the_surer_of_two_that_cross_stands() {
        let pair = [found(Span::new(0, 4), Kind::City, 0.5), found(Span::new(2, 6), Kind::Person, 0.6)];
        let kinds: Vec<_> = alone(&pair).iter().map(|mention| mention.kind).collect();
        assert_eq!(kinds, [Kind::Person]);
    }
}
