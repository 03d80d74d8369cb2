//! Direct speech: between quotation marks, after a dash, in the lines of an interview.

use std::ops::Range;

use super::cue::{self, Verb};
use super::lexicon::{Class, Form};
use super::marks::{Marked, starts_utterance};
use super::scene::{FRAME, Scene};
use super::speaker::{self, Speaker};
use super::utterance::{Utterance, count_words, trim};
use crate::document::Speech;

/// Words of the author next to speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Author {
    /// Where they stand.
    pub(super) words: Range<usize>,
    pub(super) cue: Option<Range<usize>>,
    pub(super) speaker: Speaker,
}

/// Direct speech between marks, in order.
pub(super) fn between_marks(scene: &Scene<'_>, marked: &[Marked]) -> Vec<Utterance> {
    let mut found: Vec<Utterance> = Vec::new();
    let mut block = 0;
    for (at, &this) in marked.iter().enumerate() {
        while scene.blocks().get(block).is_some_and(|range| range.end <= this.open) {
            block += 1;
        }
        if found.last().is_some_and(|last| last.whole.end > this.open) {
            continue;
        }
        let Some(first) = scene.blocks().get(block).cloned() else { break };
        let last = scene.blocks().iter().skip(block).find(|range| range.contains(&this.close)).cloned();
        let place =
            Place { scene, marked: this, first, last_end: last.map_or(this.close + 1, |range| range.end) };
        let next = marked.get(at + 1).copied();
        let utterance = place.read(next).or_else(|| place.continued(found.last(), block));
        found.extend(utterance);
    }
    found
}

/// A stretch between marks in its paragraph.
struct Place<'p> {
    scene: &'p Scene<'p>,
    marked: Marked,
    /// The block of the opening mark.
    first: Range<usize>,
    /// Where the block of the closing mark ends.
    last_end: usize,
}

impl Place<'_> {
    /// Speech with words of the author inside, after or before it.
    fn read(&self, next: Option<Marked>) -> Option<Utterance> {
        if let Some(author) = interruptions(self.scene, self.marked.inner()).into_iter().next()
            && self.starts()
        {
            let inner = self.marked.inner();
            let words = if author.words.end >= inner.end { inner.start..author.words.start } else { inner };
            return Some(self.utterance(words, self.marked.close + 1, author));
        }
        if let Some(author) = self.author_after() {
            let end = author.words.end;
            return Some(match next.filter(|next| self.resumes(end, *next)) {
                Some(next) => self.utterance(self.marked.open + 1..next.close, next.close + 1, author),
                None => self.utterance(self.marked.inner(), end, author),
            });
        }
        let author = self.author_before()?;
        Some(self.utterance(self.marked.inner(), self.marked.close + 1, author))
    }

    fn utterance(&self, words: Range<usize>, end: usize, author: Author) -> Utterance {
        let words = trim(self.scene, words);
        let start = self.marked.open.min(author.words.start);
        Utterance {
            words,
            whole: start..end,
            speech: Speech::Direct,
            cue: author.cue,
            speaker: author.speaker,
        }
    }

    fn starts(&self) -> bool {
        starts_utterance(self.scene, self.marked.open, self.first.start)
    }

    fn count(&self) -> usize {
        count_words(self.scene, self.marked.inner())
    }

    /// Whether the words of the author that end at `end` are followed by a dash and more speech.
    fn resumes(&self, end: usize, next: Marked) -> bool {
        next.open == end + 1 && self.scene.is_dash(end)
    }

    /// «…», – сказал Иванов.
    fn author_after(&self) -> Option<Author> {
        let scene = self.scene;
        if !self.starts() {
            return None;
        }
        let mut at = self.marked.close + 1;
        at += usize::from(scene.is_comma(at));
        let comma = at > self.marked.close + 1;
        let dash = at < self.last_end && scene.is_dash(at);
        at += usize::from(dash);
        let words = at..author_end(scene, at, self.last_end);
        let reach = match (dash, comma || self.ends_with_stop()) {
            (true, _) => FAR,
            (false, true) => NEAR,
            (false, false) => return None,
        };
        author(scene, words.clone(), reach).or_else(|| {
            let bare = dash && self.count() >= WORDS_OF_SPEECH && self.starts_with_capital();
            bare.then(|| named_author(scene, words)).flatten()
        })
    }

    /// Иванов сказал: «…»
    fn author_before(&self) -> Option<Author> {
        let scene = self.scene;
        let colon =
            self.marked.open.checked_sub(1).filter(|&at| at >= self.first.start && scene.key(at) == ":")?;
        let words = scene.sentence(colon).start.max(self.first.start)..colon;
        let next = self.marked.close + 1;
        let ends = self.is_followed_by_end();
        let goes_on = self.count() >= WORDS_OF_SPEECH && (scene.is_comma(next) || scene.is_dash(next));
        if !self.starts_with_capital() || !(ends || goes_on) {
            return None;
        }
        let found = introduction(scene, words.clone());
        let long = self.count() >= 2 * WORDS_OF_SPEECH;
        found.or_else(|| long.then_some(Author { words, cue: None, speaker: Speaker::Nobody }))
    }

    /// A sentence or paragraph in marks without words of the author: it belongs to whoever spoke before.
    fn continued(&self, earlier: Option<&Utterance>, block: usize) -> Option<Utterance> {
        let start = self.marked.open;
        let before = start.wrapping_sub(1);
        let part = start > self.first.start && (self.scene.key(before) == ":" || self.scene.is_dash(before));
        if part || !self.starts() || !self.is_followed_by_end() {
            return None;
        }
        let near = earlier.filter(|earlier| self.is_near(earlier, block));
        let whole_block = start == self.first.start && self.marked.close + 2 >= self.last_end;
        let speaker = match near {
            Some(_) if self.count() >= WORDS_OF_SPEECH => Speaker::Last,
            None if whole_block && self.count() >= WORDS_OF_SPEECH => self.introduced(block),
            _ => return None,
        };
        let author = Author { words: start..start, cue: None, speaker };
        Some(self.utterance(self.marked.inner(), self.marked.close + 1, author))
    }

    /// Whether earlier speech ends in this block or, where this one begins its block, in the one before.
    fn is_near(&self, before: &Utterance, block: usize) -> bool {
        let at_start = self.marked.open == self.first.start;
        let oldest = if at_start { block.saturating_sub(1) } else { block };
        let start = self.scene.blocks().get(oldest).map_or(0, |range| range.start);
        before.whole.end > start
    }

    /// The speaker whom the end of the block before introduces.
    fn introduced(&self, block: usize) -> Speaker {
        let before = block.checked_sub(1).and_then(|before| self.scene.blocks().get(before));
        let Some(before) = before.filter(|before| !before.is_empty()) else { return Speaker::Nobody };
        let sentence = self.scene.sentence(before.end - 1);
        let words = sentence.start.max(before.start)..before.end;
        introduction(self.scene, words).map_or(Speaker::Nobody, |author| author.speaker)
    }

    fn starts_with_capital(&self) -> bool {
        let first = self.marked.inner().find(|&token| self.scene.is_word(token));
        first.is_some_and(|token| self.scene.is_capital(token))
    }

    fn ends_with_stop(&self) -> bool {
        self.marked.close.checked_sub(1).is_some_and(|last| self.scene.is_stop(last))
    }

    /// Whether a stop, the end of the block or a new sentence follows.
    fn is_followed_by_end(&self) -> bool {
        let next = self.marked.close + 1;
        next >= self.last_end
            || self.scene.is_stop(next)
            || (self.ends_with_stop() && self.scene.is_capital(next))
    }
}

/// The least length of speech without a verb of speech next to it: shorter ones are mostly names.
const WORDS_OF_SPEECH: usize = 4;
/// How far into the author's words the verb may stand after a dash, in tokens.
const FAR: usize = 14;
/// How far without a dash.
const NEAR: usize = 2;

/// Reads the author's words after speech; the verb stands among the first `reach` tokens.
pub(super) fn author(scene: &Scene<'_>, words: Range<usize>, reach: usize) -> Option<Author> {
    let verb = cue::first_verb(scene, words.start..words.end.min(words.start + reach))?;
    let speaker = speaker_after(scene, words.clone(), verb);
    Some(Author { words, cue: Some(verb.token..verb.token + 1), speaker })
}

/// The speaker of author's words that follow speech.
fn speaker_after(scene: &Scene<'_>, words: Range<usize>, verb: Verb) -> Speaker {
    let rest = verb.token + 1..words.end;
    let words_of = |token: &usize| matches!(scene.key(*token), "слова" | "словами");
    if let Some(head) = rest.clone().take(FRAME).find(words_of)
        && let Some(source) = speaker::source(scene, head + 1..words.end)
    {
        return source;
    }
    if let Some(person) = cited(scene, verb.token..words.end) {
        return person;
    }
    if verb.class == Class::Impersonal {
        return speaker::source(scene, rest).unwrap_or(Speaker::Nobody);
    }
    let words_end = words.end;
    let found = speaker::after(scene, words.clone(), verb).or_else(|| speaker::before(scene, words, verb));
    let someone = (verb.token + 1..words_end.min(verb.token + 4)).any(|token| scene.is_someone(token));
    found.unwrap_or(if verb.form.is_plural() || someone { Speaker::Nobody } else { Speaker::Last })
}

/// The person whom a verb of quoting at the beginning of some words has as its object.
fn cited(scene: &Scene<'_>, words: Range<usize>) -> Option<Speaker> {
    let quotes = scene.key(words.start).contains("цитир");
    let source = quotes.then(|| speaker::source(scene, words.start + 1..words.end)).flatten();
    source.filter(|source| matches!(source, Speaker::Named(person) if scene.is_person(*person)))
}

/// Author's words without a verb of speech, but with a name: — такими словами открыл встречу Иванов.
fn named_author(scene: &Scene<'_>, words: Range<usize>) -> Option<Author> {
    let small = scene.is_small(words.start);
    let verb = Verb { token: words.start, class: Class::Say, form: Form::Singular };
    let speaker =
        speaker::after(scene, words.clone(), verb).filter(|found| matches!(found, Speaker::Named(_)))?;
    small.then_some(Author { words, cue: None, speaker })
}

/// Reads the author's words before speech.
pub(super) fn introduction(scene: &Scene<'_>, words: Range<usize>) -> Option<Author> {
    let near = words.end.saturating_sub(FRAME).max(words.start)..words.end;
    let verb = near.rev().find_map(|token| cue::verb(scene, token));
    let (cue, verb) = match verb {
        Some(verb) => (Some(verb.token..verb.token + 1), verb),
        None => (None, Verb { token: words.end, class: Class::Say, form: Form::Singular }),
    };
    let named = || speaker::in_document(scene, words.start..verb.token);
    // Газета цитирует Иванова: «…»
    let cited = || cited(scene, verb.token..words.end);
    let found = (verb.class == Class::Impersonal)
        .then(named)
        .flatten()
        .or_else(cited)
        .or_else(|| speaker::before(scene, words.clone(), verb))
        .or_else(|| speaker::after(scene, words.clone(), verb));
    match (found, &cue) {
        (Some(speaker), _) => Some(Author { words, cue, speaker }),
        (None, Some(_)) => Some(Author { words, cue, speaker: Speaker::Nobody }),
        (None, None) => None,
    }
}

/// Where author's words that start at a token end: before a stop, or before the punctuation and the dash after
/// which speech goes on.
fn author_end(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    for token in start..end.min(start + FRAME) {
        let dash_next = scene.is_dash(token + 1);
        if scene.is_stop(token) && (dash_next || scene.sentence(token).end <= token + 2) {
            return if dash_next { token + 1 } else { token };
        }
        if scene.is_comma(token) && dash_next {
            return token + 1;
        }
    }
    end.min(start + FRAME)
}

/// The author's words inside speech, in order: — сказал он. —
pub(super) fn interruptions(scene: &Scene<'_>, speech: Range<usize>) -> Vec<Author> {
    const REACH: usize = 6;
    let mut found = Vec::new();
    let mut token = speech.start + 1;
    while token + 1 < speech.end {
        let after_mark =
            scene.is_comma(token - 1) || scene.is_stop(token - 1) || is_closing(scene, token - 1);
        if !(scene.is_dash(token) && after_mark && scene.is_small(token + 1)) {
            token += 1;
            continue;
        }
        let words = token + 1..author_end(scene, token + 1, speech.end);
        token = words.end.max(token + 1);
        if let Some(mut author) = author(scene, words, REACH) {
            author.words.start -= 1;
            found.push(author);
            token += 1;
        }
    }
    found
}

fn is_closing(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.key(token), "»" | "“" | "”" | "\"")
}
