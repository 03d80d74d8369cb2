//! Cues: the verbs and phrases that report speech.

use std::ops::Range;

use super::lexicon::{Class, Form, WORDS};
use super::scene::Scene;

/// A verb that reports speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verb {
    /// Its token.
    pub(super) token: usize,
    pub(super) class: Class,
    pub(super) form: Form,
}

/// A phrase that names a source: по словам.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its tokens, a possessive within it included.
    pub(super) tokens: Range<usize>,
    /// The possessive: его.
    pub(super) possessive: Option<usize>,
}

/// The verb of speech at a token. A negated one reports nothing: не сказал; "не исключил" and
/// "не отрицал" do.
pub(super) fn verb(scene: &Scene<'_>, token: usize) -> Option<Verb> {
    if !scene.is_word(token) || scene.is_tail(token) {
        return None;
    }
    let (class, form) = WORDS.verb(scene.key(token))?;
    let negated = token.checked_sub(1).is_some_and(|before| scene.key(before) == "не");
    let double = ["исключ", "сомнева", "отриц"].iter().any(|stem| scene.key(token).starts_with(stem));
    (negated == double).then_some(Verb { token, class, form })
}

/// The first verb of speech among tokens that is not a gerund; a gerund if there is no other.
pub(super) fn first_verb(scene: &Scene<'_>, tokens: Range<usize>) -> Option<Verb> {
    let mut verbs = tokens.filter_map(|token| verb(scene, token));
    let first = verbs.next()?;
    if first.form != Form::Gerund {
        return Some(first);
    }
    verbs.find(|verb| verb.form != Form::Gerund).or(Some(first))
}

/// The phrase that starts at a token.
pub(super) fn phrase(scene: &Scene<'_>, token: usize) -> Option<Phrase> {
    let first = scene.key(token);
    if WORDS.is_phrase(first, scene.key(token + 1)) {
        return Some(Phrase { tokens: token..token + 2, possessive: None });
    }
    // Согласно Росстату, …
    if first == "согласно" && scene.mention_at(token + 1).is_some() {
        return Some(Phrase { tokens: token..token + 1, possessive: None });
    }
    let possessive = matches!(scene.key(token + 1), "его" | "ее" | "их");
    (possessive && WORDS.is_phrase(first, scene.key(token + 2)))
        .then(|| Phrase { tokens: token..token + 3, possessive: Some(token + 1) })
}
