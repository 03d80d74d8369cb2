//! Rules and tagger together: which of their mentions stand.

use super::neural::Found;
use super::resolve::uncrossed;
use crate::document::{Kind, Mention, MentionId, Origin};
use crate::sort;

/// Kinds whose mentions the rules find better than the tagger that has seen them, by F1 on NEREL's dev texts.
const BY_RULES: &[Kind] = &[];

/// Chooses among the mentions of the rules and what the tagger found in the same text: none crosses another or
/// repeats its span.
///
/// The order is total. First stand figures of the kinds that the rules read better. Then what the tagger found, the
/// surest first: it has seen the rules' mentions, and where it says nothing of one, the rule is mostly wrong. Last
/// stand measured amounts, a kind that the tagger does not know.
pub(super) fn merge(rules: &[Mention], found: &[Found]) -> Vec<Mention> {
    let of = |wanted: fn(Kind) -> bool| rules.iter().filter(move |rule| wanted(rule.kind)).cloned();
    let mut found: Vec<&Found> = found.iter().collect();
    sort::by(&mut found, |a, b| {
        b.score.total_cmp(&a.score).then(a.span.cmp(&b.span)).then(a.kind.cmp(&b.kind))
    });
    let tagged = found.into_iter().map(|found| mention(found, rules));
    let by_rules = of(|kind| BY_RULES.contains(&kind));
    let amounts = of(|kind| kind == Kind::Quantity && !BY_RULES.contains(&kind));
    let mut mentions = uncrossed(by_rules.chain(tagged).chain(amounts).collect(), |mention| mention.span);
    sort::by_key(&mut mentions, |mention| mention.span);
    for (mention, id) in mentions.iter_mut().zip(0..) {
        mention.id = MentionId(id);
    }
    mentions
}

/// A mention of the tagger; where a rule found the same, with its name and what it read.
fn mention(found: &Found, rules: &[Mention]) -> Mention {
    let first = rules.partition_point(|rule| rule.span < found.span);
    let rule = rules.get(first).filter(|rule| (rule.span, rule.kind) == (found.span, found.kind));
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
        let both = merge(&[rule(span, Kind::Ordinal)], &[found(span, Kind::Ordinal, 0.75)]);
        let [mention] = both.as_slice() else { panic!("one mention: {both:?}") };
        assert_eq!(mention.value, Some(Value::Ordinal(3)));
        let name = Some("test.rule".into());
        assert_eq!(mention.origin, Origin::Model { score: 0.75, rule: name });
        let other = merge(&[rule(span, Kind::Age)], &[found(span, Kind::Ordinal, 0.75)]);
        assert_eq!((other[0].kind, &other[0].value), (Kind::Ordinal, &None));
    }

    #[test]
    fn amounts_stand_where_the_tagger_leaves_room() {
        let [left, right] = [Span::new(0, 4), Span::new(6, 9)];
        let rules = [rule(left, Kind::Quantity), rule(right, Kind::Quantity)];
        let both = merge(&rules, &[found(Span::new(2, 5), Kind::Event, 0.2)]);
        let kinds: Vec<_> = both.iter().map(|mention| (mention.id.0, mention.kind)).collect();
        assert_eq!(kinds, [(0, Kind::Event), (1, Kind::Quantity)]);
    }

    #[test]
    fn the_surer_of_two_that_cross_stands() {
        let pair = [found(Span::new(0, 4), Kind::City, 0.5), found(Span::new(2, 6), Kind::Person, 0.6)];
        let kinds: Vec<_> = merge(&[], &pair).iter().map(|mention| mention.kind).collect();
        assert_eq!(kinds, [Kind::Person]);
    }
}
