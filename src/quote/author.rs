//! The author's words around what is told: по словам Иванова, как сообщил Иванов.

use std::ops::Range;

use super::cue::Phrase;
use super::lexicon::WORDS;
use super::reported::{Sentence, is_filler, points_back};
use super::scene::FRAME;
use super::speaker::{self, Speaker};
use super::utterance::{Utterance, count_words, trim};
use crate::document::Speech;

impl Sentence<'_> {
    /// По словам Иванова, … …, по словам Иванова, …
    pub(super) fn by_phrase(&self, phrase: Phrase, from: usize) -> Option<Utterance> {
        let after = phrase.tokens.end;
        if self.scene.key(after).starts_with("котор") {
            return None;
        }
        let speaker = match phrase.possessive {
            Some(token) => speaker::possessive(self.scene, token),
            None => self.source(after)?,
        };
        let author = phrase.tokens.start..self.end_of_author(after.saturating_sub(1), Some(&speaker));
        self.around(author, phrase.tokens, speaker, from, true)
    }

    /// Whoever a phrase names; somebody unknown where it names no entity: по словам свидетелей.
    fn source(&self, after: usize) -> Option<Speaker> {
        if matches!(self.scene.key(after), "одного" | "одной") && self.scene.key(after + 1) == "из"
        {
            let name = self.name_in_apposition(self.first_comma(after));
            return Some(name.map_or(Speaker::Nobody, Speaker::Named));
        }
        let named = speaker::source(self.scene, after..self.first_comma(after));
        if !matches!(named, Some(Speaker::Named(_)))
            && let Some(name) = self.name_in_apposition(self.first_comma(after))
        {
            return Some(Speaker::Named(name));
        }
        named.or_else(|| {
            let mut words = after..self.first_comma(after);
            let preposition = speaker::is_preposition(self.scene.key(after)) && self.scene.key(after) != "от";
            let unknown = self.scene.is_small(after) && !preposition;
            (unknown && words.len() <= 8 && words.any(|token| self.scene.is_noun(token)))
                .then_some(Speaker::Nobody)
        })
    }

    /// The name between two commas after a word for a speaker: по словам мужа погибшей, Ивана Петрова, …
    fn name_in_apposition(&self, comma: usize) -> Option<usize> {
        let scene = self.scene;
        let mut words = comma + 1..self.tokens.end.min(comma + 1 + NAME * 2);
        let first = words.find(|&token| !scene.is_small(token) || scene.mention_at(token).is_some())?;
        let name =
            (first..words.end).find_map(|token| scene.mention_at(token).filter(|&at| scene.is_person(at)))?;
        let verbs = (comma + 1..scene.after(name)).any(|token| scene.is_verb(token));
        (!verbs && scene.is_comma(comma) && scene.is_comma(scene.after(name))).then_some(name)
    }

    pub(super) fn first_comma(&self, start: usize) -> usize {
        let near = start..self.tokens.end.min(start + FRAME);
        let end = near.end;
        near.into_iter().find(|&token| self.scene.is_comma(token)).unwrap_or(end)
    }

    /// The end of the author's words after a cue: the first comma or dash after the speaker, past an apposition.
    pub(super) fn end_of_author(&self, cue: usize, speaker: Option<&Speaker>) -> usize {
        let scene = self.scene;
        let named = match speaker {
            Some(Speaker::Named(mention)) => scene.after(*mention),
            Some(Speaker::Role(role)) => role.tokens.end,
            _ => cue + 1,
        };
        let ends = |token: &usize| scene.is_comma(*token) || scene.is_dash(*token);
        let last = self.end_without_stop();
        let comma = (named.max(cue + 1)..last).find(ends);
        // Some leave out the comma: По словам Ивана Петрова он дома.
        let close = matches!(speaker, Some(Speaker::Named(_))) && named <= cue + 1 + NAME;
        let omitted = close && named < last && scene.starts_clause(named);
        let end = if omitted { named } else { comma.unwrap_or(if close { named.min(last) } else { last }) };
        // По рассказам друзей, которые были там, …: the clause about the source belongs to the author.
        let relative = |comma: usize| comma < last && scene.key(comma + 1).starts_with("котор");
        let end = if relative(end) { (end + 1..last).find(ends).unwrap_or(end) } else { end };
        let apposition = end < last && scene.is_comma(end) && WORDS.any_role(scene.key(end + 1)).is_some();

        let close = (end + 1..last).find(ends).filter(|&close| apposition && !relative(close));
        // Как отметил Иванов, завод стоял, …: the verb says that the role begins what was said.
        close.filter(|&close| !(end + 1..close).any(|token| scene.is_verb(token))).unwrap_or(end)
    }

    pub(super) fn end_without_stop(&self) -> usize {
        let mut end = self.tokens.end;
        while end > self.tokens.start && self.scene.is_stop(end - 1) {
            end -= 1;
        }
        end
    }

    /// The words around the author's ones: before them, after them, or both where `inserted`.
    pub(super) fn around(
        &self,
        author: Range<usize>,
        cue: Range<usize>,
        speaker: Speaker,
        from: usize,
        inserted: bool,
    ) -> Option<Utterance> {
        let scene = self.scene;
        let from = if inserted { self.after_relative(from, author.start) } else { from };
        let before = trim(scene, self.skip_fillers(from)..author.start);
        let how = scene.key(self.skip_fillers(from)) == "как";
        let few = count_words(scene, from..author.start) <= LEAD_IN;
        let leads = (how || few) && inserted;
        // Кроме того, по словам мэра, …: what stands before says nothing.
        let empty_lead = few
            && inserted
            && (from..author.start).all(|token| scene.is_connective(token) || is_filler(scene.key(token)));
        let divides = |token: usize| scene.is_comma(token) || scene.is_dash(token);
        let dash = author.start > from && scene.is_dash(author.start - 1);
        let divided = author.start > from && (scene.is_comma(author.start - 1) || dash);
        let open = leads && !divided && !divides(author.end) && author.end < self.end_without_stop();
        let after = self.content((author.end + usize::from(!open)).min(self.tokens.end));
        let goes_on = inserted && !after.is_empty() && (open || scene.is_comma(author.end));
        let words = match (leads && goes_on, divided) {
            (true, false) => after,
            (true, true) if empty_lead => after,
            (true, true) | (false, true) if goes_on => from..after.end,
            (_, true) => before,
            _ => return None,
        };
        if (from..author.start).any(|token| points_back(scene, token)) {
            return None;
        }
        let empty = words.clone().all(|token| !scene.is_word(token) || is_filler(scene.key(token)));
        if empty || count_words(scene, words.clone()) < 2 || self.has_speech(&words) {
            return None;
        }
        let whole = from.min(words.start)..words.end.max(author.end);
        let (words, speech) = self.unmark(words);
        let speech = if dash { Speech::Direct } else { speech };
        Some(Utterance { words, whole, speech, cue: Some(cue), speaker })
    }

    /// Where the clause begins that an inserted cue belongs to: платье, которое, по словам хозяйки, стоило дорого.
    fn after_relative(&self, from: usize, author: usize) -> usize {
        let scene = self.scene;
        let opens = |token: usize| {
            scene.key(token).starts_with("котор") || matches!(scene.key(token), "что" | "где" | "поскольку")
        };
        let before =
            author.checked_sub(2).filter(|&token| token > from && scene.is_comma(author - 1) && opens(token));
        before.map_or(from, |token| token + 1)
    }

    fn skip_fillers(&self, from: usize) -> usize {
        let comma = self.scene.is_comma(from);
        from + usize::from(comma)
    }
}

/// How many tokens after a cue a name may end for its speech to follow without a comma.
const NAME: usize = 5;
/// How many words may stand before "по словам" at the beginning of a sentence: При этом, по словам …
const LEAD_IN: usize = 2;
