//! Reported speech, sentence by sentence.

use std::ops::Range;

use super::clause::{Clause, opens_mark};
use super::cue::{self, Verb};
use super::direct::introduction;
use super::lexicon::{Class, Form, WORDS};
use super::scene::{FRAME, Scene};
use super::speaker::{self, Speaker};
use super::utterance::{Utterance, count_words, trim};
use crate::document::Speech;

/// Reported speech outside `direct`, which is sorted.
pub(super) fn reported(scene: &Scene<'_>, direct: &[Utterance]) -> Vec<Utterance> {
    let mut found = Vec::new();
    for block in scene.blocks() {
        let mut before: Option<Range<usize>> = None;
        let mut start = block.start;
        while start < block.end {
            let end = scene.sentence(start).end.clamp(start + 1, block.end);
            let sentence = Sentence { scene, direct, tokens: start..end };
            sentence.read(before.take(), &mut found);
            before = Some(start..end);
            start = end;
        }
    }
    found
}

/// A sentence of a block.
pub(super) struct Sentence<'s> {
    pub(super) scene: &'s Scene<'s>,
    pub(super) direct: &'s [Utterance],
    pub(super) tokens: Range<usize>,
}

impl Sentence<'_> {
    /// Adds what the sentence reports; `before` is the sentence before it in the block.
    fn read(&self, before: Option<Range<usize>>, found: &mut Vec<Utterance>) {
        let first = found.len();
        let mut token = self.tokens.start;
        while token < self.tokens.end {
            if let Some(end) = self.end_of_speech(token) {
                token = end.max(token + 1);
                continue;
            }
            let from = self.left_border(found.get(first..).unwrap_or_default());
            match self.at(token, from) {
                Some(utterance) => {
                    token = utterance.whole.end.max(token + 1);
                    found.push(utterance);
                }
                None => token += 1,
            }
        }
        if found.len() == first {
            found.extend(before.and_then(|before| self.about_this(before)));
        }
    }

    /// Where the author's words start that belong to no report yet.
    fn left_border(&self, found: &[Utterance]) -> usize {
        found.last().map_or(self.tokens.start, |last| last.whole.end)
    }

    /// The end of the direct speech that a token belongs to.
    pub(super) fn end_of_speech(&self, token: usize) -> Option<usize> {
        let after = self.direct.partition_point(|utterance| utterance.words.start <= token);
        let utterance = self.direct.get(after.checked_sub(1)?)?;
        (token < utterance.words.end).then_some(utterance.words.end)
    }

    /// Whether direct speech overlaps some tokens.
    pub(super) fn has_speech(&self, tokens: &Range<usize>) -> bool {
        let after = self.direct.partition_point(|utterance| utterance.words.end <= tokens.start);
        self.direct.get(after).is_some_and(|utterance| utterance.words.start < tokens.end)
    }

    /// The report whose cue stands at a token.
    fn at(&self, token: usize, from: usize) -> Option<Utterance> {
        if let Some(phrase) = cue::phrase(self.scene, token) {
            return self.by_phrase(phrase, from);
        }
        if let Some(verb) = cue::verb(self.scene, token).filter(|verb| verb.class != Class::Manner) {
            let told = || self.with_clause(verb, from).or_else(|| self.after_colon(verb, from));
            // Как пишет газета, ходили слухи, что …: the clause is not what the verb reports.
            let how = token > from && self.scene.key(token - 1) == "как";
            return if how {
                self.by_verb(verb, from).or_else(told)
            } else {
                told().or_else(|| self.by_verb(verb, from))
            };
        }
        self.with_noun(token, from)
    }

    /// Иванов сообщил, что …
    fn with_clause(&self, verb: Verb, from: usize) -> Option<Utterance> {
        let clause = self.clause_after(verb.token + 1)?;
        let speaker = self.subject(verb, from, clause.comma)?;
        Some(self.clause_report(verb.token..verb.token + 1, &clause, speaker, from))
    }

    /// Минздрав уточняет: …
    fn after_colon(&self, verb: Verb, from: usize) -> Option<Utterance> {
        const NEAR: usize = 12;
        let scene = self.scene;
        let near = verb.token + 1..self.tokens.end.min(verb.token + NEAR);
        let colon = near.clone().find(|&token| scene.key(token) == ":" || scene.is_comma(token))?;
        let words = self.content(colon + 1);
        let is_open = scene.key(colon) == ":" && !words.is_empty() && !self.has_speech(&words);
        if !is_open || verb.class == Class::Impersonal || opens_mark(scene, colon + 1) {
            return None;
        }
        let speaker = speaker::before(scene, from..verb.token, verb)
            .or_else(|| speaker::after(scene, verb.token..colon, verb))
            .filter(|speaker| !matches!(speaker, Speaker::Nobody | Speaker::Last))?;
        let clause = Clause { comma: colon, words };
        (count_words(scene, clause.words.clone()) > 2)
            .then(|| self.clause_report(verb.token..verb.token + 1, &clause, speaker, from))
    }

    /// Иванов выразил мнение, что …
    fn with_noun(&self, noun: usize, from: usize) -> Option<Utterance> {
        const NEAR: usize = 5;
        if !WORDS.is_noun(self.scene.key(noun)) {
            return None;
        }
        let clause = self.clause_after(noun + 1)?;
        let near = from.max(noun.saturating_sub(NEAR))..noun;
        let token = near.rev().find(|&token| gives_opinion(self.scene.key(token)))?;
        let verb = Verb { token, class: Class::Think, form: past_form(self.scene.key(token)) };
        let speaker = self.subject(verb, from, clause.comma)?;
        Some(self.clause_report(token..noun + 1, &clause, speaker, from))
    }

    fn clause_report(&self, cue: Range<usize>, clause: &Clause, speaker: Speaker, from: usize) -> Utterance {
        let (words, speech) = self.unmark(clause.words.clone());
        Utterance { words, whole: from..clause.words.end, speech, cue: Some(cue), speaker }
    }

    pub(super) fn has_subject(&self, verb: Verb) -> bool {
        speaker::after(self.scene, verb.token..self.tokens.end, verb).is_some()
    }

    /// The subject of a verb that a clause follows.
    fn subject(&self, verb: Verb, from: usize, comma: usize) -> Option<Speaker> {
        let scene = self.scene;
        if verb.class == Class::Impersonal {
            let named = speaker::in_document(scene, from..verb.token);
            return named.or_else(|| names_document(scene, from..verb.token).then_some(Speaker::Nobody));
        }
        let form = if verb.form == Form::Gerund { Form::Singular } else { verb.form };
        let verb = Verb { form, ..verb };
        let left = speaker::before(scene, from..verb.token, verb);
        let found = left.or_else(|| speaker::after(scene, verb.token..comma, verb));
        found.or_else(|| self.is_elided(from, verb.token).then_some(Speaker::Last)).or(Some(Speaker::Nobody))
    }

    /// Whether nothing between two tokens can be a subject: и также отметил.
    fn is_elided(&self, from: usize, verb: usize) -> bool {
        let form = WORDS.verb(self.scene.key(verb)).map(|(_, form)| form);
        let people = form.is_some_and(Form::is_plural) && from == self.tokens.start;
        form == Some(Form::Gerund)
            || (!people
                && (from..verb).all(|token| !self.scene.is_word(token) || is_filler(self.scene.key(token))))
    }

    /// …, сообщил Иванов. …, как сообщил Иванов, … Как сообщил Иванов, …
    fn by_verb(&self, verb: Verb, from: usize) -> Option<Utterance> {
        if matches!(verb.form, Form::Gerund) {
            return None;
        }
        let scene = self.scene;
        let mut start = verb.token;
        let fills = |token: usize| is_filler(scene.key(token)) || scene.is_adverb(token);
        while start > from && fills(start - 1) && scene.key(start - 1) != "как" {
            start -= 1;
        }
        let how = start > from && scene.key(start - 1) == "как";
        start -= usize::from(how);
        if matches!(scene.key(verb.token + 1), "о" | "об" | "ли")
            || (!how && self.has_subject_before(verb, from))
        {
            return None;
        }
        let rest = verb.token..self.tokens.end;
        let speaker = if verb.class == Class::Impersonal {
            let frame = verb.token + 1..self.end_of_author(verb.token, Some(&Speaker::Nobody));
            let named = speaker::in_document(scene, frame.clone());
            named.or_else(|| names_document(scene, frame).then_some(Speaker::Nobody))?
        } else {
            speaker::after(scene, rest, verb).or_else(|| self.unknown_subject(verb, start))?
        };
        let author = start..self.end_of_author(verb.token, Some(&speaker));
        // A few words without a verb are the beginning of a clause: Многие жители, напомнил мэр, уехали.
        let comma = start > from && scene.is_comma(start - 1);
        let begun = comma && !(from..start).any(|token| scene.is_verb(token));
        let inserted = how || (begun && count_words(scene, from..start) <= BEGINNING);
        self.around(author, verb.token..verb.token + 1, speaker, from, inserted)
    }

    /// Whether the verb belongs to a name before it, with an apposition between: Иванов, глава района, заявил …
    fn has_subject_before(&self, verb: Verb, from: usize) -> bool {
        // …, подтвердил Иван Иванов: the name after the verb is its subject.
        let after = speaker::after(self.scene, verb.token..self.tokens.end.min(verb.token + 2), verb);
        if matches!(after, Some(Speaker::Named(at)) if self.scene.is_person(at) || self.ends_with(at)) {
            return false;
        }
        match speaker::before(self.scene, from..verb.token, verb) {
            Some(Speaker::Named(mention)) => {
                let after = self.scene.after(mention);
                let apposition = after + 1..verb.token.saturating_sub(1);
                let verbs = apposition.clone().any(|token| self.scene.is_verb(token));
                self.scene.is_comma(after) && !apposition.is_empty() && !verbs
            }
            _ => false,
        }
    }

    /// Whether a name ends the sentence.
    fn ends_with(&self, mention: usize) -> bool {
        self.scene.after(mention) >= self.end_without_stop()
    }

    /// Somebody without a name: …, считают эксперты. …, сообщает в пятницу сайт кабмина.
    fn unknown_subject(&self, verb: Verb, start: usize) -> Option<Speaker> {
        let scene = self.scene;
        // Как сообщают СМИ, …; как рассказал сосед, …
        if scene.key(start) == "как" {
            let near = verb.token + 1..self.first_comma(verb.token + 1).min(verb.token + 5);
            let is_known = |token: usize| scene.mention_at(token).is_some() || scene.key(token) == "мы";
            let subject = |token: usize| {
                let listed = matches!(scene.key(token), "сми" | "один" | "одна") || scene.is_someone(token);
                listed || (verb.form.is_plural() && scene.is_noun(token) && scene.starts_clause(token))
            };
            // Как уточнили представители прокуратуры, …: the name after a word for several people is no subject.
            let first = verb.form.is_plural() && scene.is_someone(verb.token + 1);
            let unknown = first || !near.clone().any(is_known);
            return (unknown && near.clone().any(subject)).then_some(Speaker::Nobody);
        }
        let comma = start == verb.token && start.checked_sub(1).is_some_and(|before| scene.is_comma(before));
        let subject =
            (verb.token + 1..self.tokens.end.min(verb.token + 4)).any(|token| scene.is_someone(token));
        let next = scene.key(verb.token + 1);
        let reports =
            verb.class == Class::Say && verb.form == Form::Singular && !matches!(next, "о" | "об" | "," | "");
        (comma && (reports || (verb.form.is_plural() && subject))).then_some(Speaker::Nobody)
    }

    /// Об этом сообщил Иванов: the report is the sentence before.
    fn about_this(&self, before: Range<usize>) -> Option<Utterance> {
        let scene = self.scene;
        let near = self.tokens.start..self.tokens.end.min(self.tokens.start + FRAME);
        if !near.clone().any(|token| points_back(scene, token)) || self.has_speech(&before) {
            return None;
        }
        let verb = cue::first_verb(scene, near).filter(|verb| verb.class == Class::Say)?;
        let speaker = speaker::after(scene, self.tokens.clone(), verb)
            .or_else(|| introduction(scene, self.tokens.start..verb.token).map(|author| author.speaker))?;
        let words = trim(scene, before.clone());
        (count_words(scene, words.clone()) > 2).then_some(Utterance {
            words,
            whole: before,
            speech: Speech::Reported,
            cue: Some(verb.token..verb.token + 1),
            speaker,
        })
    }
}

/// Whether two words refer to the sentence before: об этом, о чем.
pub(super) fn points_back(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.key(token), "об" | "о") && matches!(scene.key(token + 1), "этом" | "чем")
}

/// Whether a document is named before an impersonal verb: в заявлении говорится.
fn names_document(scene: &Scene<'_>, before: Range<usize>) -> bool {
    let is_document =
        |token: usize| scene.is_noun(token) || matches!(scene.key(token), "нем" | "ней" | "них");
    let within =
        |token: usize| matches!(scene.key(token), "в" | "во") && (token + 1..token + 4).any(is_document);
    before.into_iter().any(within)
}

/// How many words the beginning of a clause before an inserted cue may have.
const BEGINNING: usize = 4;

/// Words that stand next to a verb of speech without being its subject.
pub(super) fn is_filler(key: &str) -> bool {
    matches!(
        key,
        "и" | "а"
            | "но"
            | "также"
            | "тоже"
            | "как"
            | "при"
            | "этом"
            | "ранее"
            | "позже"
            | "позднее"
            | "затем"
            | "потом"
            | "еще"
            | "уже"
            | "кроме"
            | "того"
            | "однако"
            | "вместе"
            | "с"
            | "тем"
            | "в"
            | "частности"
            | "отдельно"
            | "так"
            | "сам"
            | "сама"
            | "напомним"
            | "вчера"
            | "сегодня"
            | "накануне"
    )
}

/// Whether a word is a verb that makes a report with мнение, вывод and the like, in the third person.
fn gives_opinion(key: &str) -> bool {
    const STEMS: [&str; 19] = [
        "сход",
        "сошл",
        "склон",
        "придерж",
        "выраз",
        "выраж",
        "высказ",
        "сдела",
        "дела",
        "приш",
        "прихо",
        "дал",
        "дае",
        "дают",
        "обрати",
        "обраща",
        "озвучи",
        "подели",
        "разделя",
    ];
    STEMS.iter().any(|stem| key.starts_with(stem)) && !key.ends_with("ть") && !key.ends_with("ться")
}

/// The form of a verb by its ending.
fn past_form(key: &str) -> Form {
    use crate::morph::Gender;
    match key {
        _ if key.ends_with("ла") || key.ends_with("лась") => Form::Past(Gender::Feminine),
        _ if key.ends_with('л') || key.ends_with("лся") => Form::Past(Gender::Masculine),
        _ if key.ends_with("ли") || key.ends_with("лись") => Form::PastPlural,
        _ => Form::Singular,
    }
}
