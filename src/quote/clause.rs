//! What a sentence reports: the clause after a conjunction, and where it ends.

use std::ops::Range;

use super::cue;
use super::lexicon::{Class, Form};
use super::reported::Sentence;
use super::scene::{FRAME, Scene};
use super::speaker;
use super::utterance::{Utterance, count_words, trim};
use crate::document::Speech;

/// A clause with what is reported.
pub(super) struct Clause {
    /// The comma before it.
    pub(super) comma: usize,
    pub(super) words: Range<usize>,
}

impl Sentence<'_> {
    /// The clause that a comma and a conjunction open after a cue.
    pub(super) fn clause_after(&self, start: usize) -> Option<Clause> {
        const COMMAS: usize = 2;
        let scene = self.scene;
        let mut commas = 0;
        for token in start..self.tokens.end.min(start + FRAME) {
            let stops = scene.is_stop(token) && scene.is_small(token + 1);
            if scene.key(token) == ":" || scene.is_dash(token) || stops || self.end_of_speech(token).is_some()
            {
                return None;
            }
            if token > start && cue::verb(scene, token).is_some() {
                return None;
            }
            if opens_mark(scene, token) {
                return None;
            }
            if !scene.is_comma(token) {
                continue;
            }
            if self.asks(start, token) {
                let words = trim(scene, token + 1..self.tokens.end);
                return Some(Clause { comma: token, words });
            }
            if is_conjunction(scene.key(token + 1)) {
                if !self.opens_content(start, token) {
                    return None;
                }
                let words = self.content(token + 2);
                return (!words.is_empty()).then_some(Clause { comma: token, words });
            }
            commas += 1;
            if commas > COMMAS {
                return None;
            }
        }
        None
    }

    /// Whether a question is told: спросил, будет ли школа закрыта.
    fn asks(&self, start: usize, comma: usize) -> bool {
        const NEAR: usize = 4;
        let asked = start.checked_sub(1).map_or("", |verb| self.scene.key(verb));
        let asks = ["спрос", "спрашив", "поинтерес", "интерес"].iter().any(|stem| asked.starts_with(stem));
        asks && (comma + 2..comma + NEAR).any(|token| self.scene.key(token) == "ли")
    }

    /// Whether the clause after a comma is what was said: not "за то, что", and "чтобы" only after a demand.
    fn opens_content(&self, start: usize, comma: usize) -> bool {
        let scene = self.scene;
        let before = |distance: usize| comma.checked_sub(distance).map_or("", |at| scene.key(at));
        let other = match before(1) {
            "то" | "того" => before(2) != "на" && speaker::is_preposition(before(2)),
            "тем" => matches!(before(2), "с" | "перед"),
            "тому" => true,
            _ => false,
        };
        let demand = || {
            let verb = start.checked_sub(1).map_or("", |at| scene.key(at));
            DEMANDS.iter().any(|stem| verb.starts_with(stem))
        };
        !other && (scene.key(comma + 1) != "чтобы" || demand())
    }

    /// The words of a report from a token to the end of the sentence or to the next cue: …, и добавил, что …
    pub(super) fn content(&self, start: usize) -> Range<usize> {
        let last = self.tokens.end.min(start + LONGEST);
        let next = (start + 1..last).find(|&token| self.starts_next_report(token, start));
        let speech = self.direct.partition_point(|utterance| utterance.words.start < start);
        let speech = self.direct.get(speech).map_or(self.tokens.end, |speech| self.border(start, speech));
        trim(self.scene, start..next.unwrap_or(self.tokens.end).min(speech.max(start)))
    }

    /// Where a report from a token ends that direct speech follows: before the author's words about it.
    fn border(&self, start: usize, speech: &Utterance) -> usize {
        if speech.whole.start > start {
            return speech.whole.start;
        }
        // Он заявил, что …, и добавил: «…»
        let mut end = speech.cue.as_ref().map_or(start, |cue| cue.start.min(speech.words.start));
        while end > start && (self.scene.is_comma(end - 1) || joins(self.scene.key(end - 1))) {
            end -= 1;
        }
        end
    }

    /// Whether a report ends before a token: a comma or "и" with a verb of speech that has its own clause or
    /// subject.
    fn starts_next_report(&self, token: usize, start: usize) -> bool {
        let scene = self.scene;
        let joins = |at: usize| joins(scene.key(at));
        if !(scene.is_comma(token) || joins(token)) {
            return false;
        }
        let mut at = token + 1;
        at += usize::from(scene.is_dash(at));
        while joins(at) || (scene.is_comma(token) && scene.key(at) == "как") {
            at += 1;
        }
        let Some(verb) = cue::verb(scene, at).filter(|verb| verb.class != Class::Manner) else {
            return false;
        };
        // Фирма, которая строила мост, согласилась, что …: the comma ends a relative clause.
        let relative = |token: usize| scene.key(token).starts_with("котор");
        let goes_on = at == token + 1 && scene.is_comma(token) && verb.form != Form::Gerund;
        (self.has_clause(at + 1) && !(goes_on && (start..token).any(relative)))
            || (scene.is_comma(token) && verb.form != Form::Gerund && self.has_subject(verb))
    }

    fn has_clause(&self, start: usize) -> bool {
        const NEAR: usize = 8;
        let near = start..self.tokens.end.min(start + NEAR);
        near.into_iter().any(|token| self.scene.is_comma(token) && is_conjunction(self.scene.key(token + 1)))
    }

    /// A report that stands in quotation marks as a whole is direct speech.
    pub(super) fn unmark(&self, words: Range<usize>) -> (Range<usize>, Speech) {
        let scene = self.scene;
        let marks = words.len() > 2
            && matches!(
                (scene.key(words.start), scene.key(words.end - 1)),
                ("«", "»") | ("\"", "\"") | ("„", "“") | ("“", "”")
            );
        let inner = words.start + 1..words.end.saturating_sub(1);
        let closed = !inner.clone().any(|token| matches!(scene.key(token), "«" | "»" | "\"" | "“"));
        if marks && closed && count_words(scene, inner.clone()) > 2 {
            return (trim(scene, inner), Speech::Direct);
        }
        (words, Speech::Reported)
    }
}

/// Whether a quotation mark opens more than a name.
pub(super) fn opens_mark(scene: &Scene<'_>, token: usize) -> bool {
    const SHORT: usize = 6;
    let opens =
        matches!(scene.key(token), "«" | "„") || (scene.key(token) == "\"" && scene.context.is_joined(token));
    let closes = |at: usize| matches!(scene.key(at), "»" | "“" | "\"");
    opens
        && !(token + 1..token + SHORT).any(closes)
        && scene.mention_at(token).is_none()
        && scene.mention_at(token + 1).is_none()
}

/// The longest report, in tokens; it keeps texts without punctuation linear.
const LONGEST: usize = 400;
/// The stems of verbs after which "чтобы" opens what was said.
const DEMANDS: [&str; 14] = [
    "требова",
    "требу",
    "потреб",
    "прос",
    "попрос",
    "предлож",
    "предлаг",
    "призва",
    "призыв",
    "настаив",
    "жела",
    "пожела",
    "распоряд",
    "выступ",
];

fn joins(key: &str) -> bool {
    matches!(key, "и" | "а" | "но" | "также")
}

fn is_conjunction(key: &str) -> bool {
    matches!(key, "что" | "чтобы" | "будто" | "якобы")
}
