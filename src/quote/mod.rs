//! Who said what: direct and reported speech with its speaker.
//!
//! Speech is found first, by punctuation, cues ([`lexicon`]) and the names next to them; speakers are resolved
//! afterwards in the order of the text, so that a pronoun or a role can point back. The forms follow the rules of
//! Russian punctuation for direct speech (Rosenthal, §§ 119–123).

mod author;
mod clause;
mod cue;
mod direct;
mod lexicon;
mod marks;
mod office;
mod paragraph;
mod reported;
mod scene;
mod speaker;
mod utterance;
mod voice;

use crate::document::{Entity, Mention, Quote, Speech};
use crate::span::Span;
use crate::tag::Context;

use scene::Scene;
use utterance::Utterance;
use voice::Voices;

/// Finds direct and reported speech and who said it, in text order.
pub fn quotes(context: &Context<'_>, mentions: &[Mention], entities: &[Entity]) -> Vec<Quote> {
    let scene = Scene::new(context, mentions, entities);
    let marked = marks::marked(&scene);
    let mut utterances = Vec::new();
    add(&mut utterances, direct::between_marks(&scene, &marked));
    add(&mut utterances, paragraph::after_dashes(&scene));
    add(&mut utterances, paragraph::after_names(&scene));
    add(&mut utterances, paragraph::after_introductions(&scene));
    let reported = reported::reported(&scene, &utterances);
    let spoken: Vec<Span> = utterances
        .iter()
        .filter(|utterance| utterance.speech == Speech::Direct)
        .map(|utterance| span(&scene, utterance))
        .collect();
    add(&mut utterances, reported);
    let mut voices = Voices::new(&scene, &spoken);
    utterances.iter().map(|utterance| quote(&scene, utterance, &mut voices)).collect()
}

/// Adds utterances that overlap none found before, and keeps all in order.
fn add(utterances: &mut Vec<Utterance>, more: Vec<Utterance>) {
    for utterance in more {
        let after = utterances.partition_point(|other| other.words.end <= utterance.words.start);
        let free = utterances.get(after).is_none_or(|other| utterance.words.end <= other.words.start);
        if free && !utterance.words.is_empty() {
            utterances.insert(after, utterance);
        }
    }
}

fn span(scene: &Scene<'_>, utterance: &Utterance) -> Span {
    scene.context.span(utterance.words.start, utterance.words.end - 1)
}

fn quote(scene: &Scene<'_>, utterance: &Utterance, voices: &mut Voices<'_>) -> Quote {
    let cue = utterance.cue.clone().filter(|cue| !cue.is_empty());
    let voice =
        voices.resolve(&utterance.speaker, cue.as_ref().map_or(utterance.words.start, |cue| cue.start));
    Quote {
        span: span(scene, utterance),
        speech: utterance.speech,
        speaker: voice.entity,
        speaker_mention: voice.mention,
        cue: cue.map(|cue| scene.context.span(cue.start, cue.end - 1)),
    }
}
