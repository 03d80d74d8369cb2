//! Direct speech that takes a paragraph: after a dash, after a name with a colon, after an introduction.

use std::ops::Range;

use super::cue;
use super::direct::{Author, interruptions, introduction};
use super::lexicon::Class;
use super::scene::Scene;
use super::speaker::{self, Speaker};
use super::utterance::{Utterance, count_words, trim};
use crate::document::Speech;

/// Direct speech that a dash opens at the beginning of a paragraph.
pub(super) fn after_dashes(scene: &Scene<'_>) -> Vec<Utterance> {
    let blocks = scene.blocks();
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| opens_with_dash(scene, block)) {
        let authors = interruptions(scene, block.clone());
        let Some(author) = authors.first() else {
            found.extend(line_of_dialogue(scene, at));
            continue;
        };
        let last = authors.last().unwrap_or(author);
        // The author's last words end the paragraph, or speech goes on after a dash.
        let end = if scene.is_dash(last.words.end) { block.end } else { last.words.start };
        found.push(Utterance {
            words: trim(scene, block.start + 1..end),
            whole: block.start..end.max(last.words.end),
            speech: Speech::Direct,
            cue: author.cue.clone(),
            speaker: author.speaker.clone(),
        });
    }
    found
}

fn opens_with_dash(scene: &Scene<'_>, block: &Range<usize>) -> bool {
    let next = block.start + 1;
    let speech = scene.is_capital(next) || matches!(scene.key(next), "«" | "\"" | "…");
    scene.is_dash(block.start) && next < block.end && speech
}

/// A line after a dash without words of the author, next to another such line, one of them a question.
fn line_of_dialogue(scene: &Scene<'_>, at: usize) -> Option<Utterance> {
    let blocks = scene.blocks();
    let block = blocks.get(at)?;
    let asks = |block: &Range<usize>| scene.key(block.end - 1) == "?";
    let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| blocks.get(at));
    let mut dialogue = near.filter(|other| opens_with_dash(scene, other));
    dialogue.any(|other| asks(block) || asks(other)).then(|| Utterance {
        words: trim(scene, block.start + 1..block.end),
        whole: block.clone(),
        speech: Speech::Direct,
        cue: None,
        speaker: Speaker::Nobody,
    })
}

/// Lines that a name with a colon opens: in a title they tell what was said, in an interview they are the words.
pub(super) fn after_names(scene: &Scene<'_>) -> Vec<Utterance> {
    let lines: Vec<Option<(usize, Speaker)>> =
        scene.blocks().iter().map(|block| name_with_colon(scene, block)).collect();
    let mut found = Vec::new();
    for (at, (line, block)) in lines.iter().zip(scene.blocks()).enumerate() {
        let Some((colon, speaker)) = line else { continue };
        let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| lines.get(at));
        let named = |speaker: &Speaker| matches!(speaker, Speaker::Named(_));
        let interview = near.flatten().any(|(_, other)| named(other) || named(speaker));
        if !named(speaker) && !interview {
            continue;
        }
        let speech = if interview || scene.is_dash(colon + 1) { Speech::Direct } else { Speech::Reported };
        let words = trim(scene, colon + 1..block.end);
        if !words.is_empty() {
            found.push(Utterance {
                words,
                whole: block.clone(),
                speech,
                cue: None,
                speaker: speaker.clone(),
            });
        }
    }
    found
}

/// The colon of a line that begins with a name or with a word for a speaker, and who that is.
fn name_with_colon(scene: &Scene<'_>, block: &Range<usize>) -> Option<(usize, Speaker)> {
    if let Some(at) =
        scene.mention_at(block.start).filter(|&at| scene.is_person(at) && scene.is_nominative(at))
    {
        let colon = scene.after(at);
        return (scene.key(colon) == ":").then_some((colon, Speaker::Named(at)));
    }
    let colon = block.start + 1;
    let asks = matches!(scene.key(block.start), "корреспондент" | "вопрос" | "ответ" | "ведущий" | "ведущая");
    (asks && scene.key(colon) == ":").then_some((colon, Speaker::Nobody))
}

/// Paragraphs without marks that the end of the one before introduces: "Иванов сказал:" and, below, his words. Such
/// a paragraph is taken for speech where it speaks in the first or second person, or where a verb of saying ends
/// the introduction and the paragraph has no such verb.
pub(super) fn after_introductions(scene: &Scene<'_>) -> Vec<Utterance> {
    let mut found = Vec::new();
    for pair in scene.blocks().windows(2) {
        let (before, block) = (pair[0].clone(), pair[1].clone());
        let colon = before.end - 1;
        if scene.key(colon) != ":"
            || scene.is_dash(block.start)
            || matches!(scene.key(block.start), "«" | "„" | "“" | "\"")
        {
            continue;
        }
        let words = scene.sentence(colon).start.max(before.start)..colon;
        let author = introduction(scene, words.clone())
            .filter(|author| author.cue.is_some())
            .or_else(|| source(scene, words.clone()));
        let personal = block.clone().any(|token| is_first_or_second_person(scene.key(token)));
        let says = |token| cue::verb(scene, token).is_some_and(|verb| verb.class == Class::Say);
        let told = cue::first_verb(scene, words.end.saturating_sub(LAST_WORDS).max(words.start)..words.end)
            .is_some_and(|verb| matches!(verb.class, Class::Say | Class::Impersonal))
            && !block.clone().any(|token| says(token) || cue::phrase(scene, token).is_some())
            && scene.key(block.end - 1) != ":"
            && !scene.mention_at(block.start).is_some_and(|at| scene.is_person(at));
        if let Some(Author { cue, speaker, .. }) = author.filter(|_| personal || told)
            && count_words(scene, block.clone()) > 2
        {
            found.push(Utterance {
                words: trim(scene, block.clone()),
                whole: block,
                speech: Speech::Direct,
                cue,
                speaker,
            });
        }
    }
    found
}

/// In how many tokens before a colon a verb of saying announces the paragraph below.
const LAST_WORDS: usize = 8;

/// По его словам:
fn source(scene: &Scene<'_>, words: Range<usize>) -> Option<Author> {
    let phrase = cue::phrase(scene, words.start)?;
    let speaker = match phrase.possessive {
        Some(token) => speaker::possessive(scene, token),
        None => speaker::source(scene, phrase.tokens.end..words.end)?,
    };
    Some(Author { words, cue: Some(phrase.tokens), speaker })
}

fn is_first_or_second_person(key: &str) -> bool {
    matches!(
        key,
        "я" | "мы"
            | "мне"
            | "меня"
            | "нас"
            | "нам"
            | "нами"
            | "мой"
            | "моя"
            | "моего"
            | "мою"
            | "моей"
            | "мои"
            | "моих"
            | "наш"
            | "наша"
            | "наше"
            | "нашу"
            | "нашей"
            | "нашего"
            | "наши"
            | "наших"
            | "вы"
            | "вас"
            | "вам"
            | "ваш"
            | "ты"
            | "тебя"
    )
}
