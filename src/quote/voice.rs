//! From the words that name a speaker to the entity, in the order of the text.

use std::collections::BTreeSet;

use super::lexicon::RoleClass;
use super::office::{Office, offices, stem};
use super::scene::Scene;
use super::speaker::{Role, Speaker};
use crate::document::{EntityId, Kind, Mention, MentionId};
use crate::morph::Gender;
use crate::span::Span;
use crate::text::fold;

/// Who said something, with the mention that names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Voice {
    pub(super) entity: Option<EntityId>,
    pub(super) mention: Option<MentionId>,
}

/// Resolves speakers one after another.
#[derive(Debug)]
pub(super) struct Voices<'s> {
    scene: &'s Scene<'s>,
    /// Direct speech, sorted: names within it are not of the author's narration.
    speech: &'s [Span],
    offices: BTreeSet<(EntityId, Office)>,
    /// The last speaker and the token where they were named.
    last: Option<(EntityId, usize)>,
    /// Whoever the speech before belongs to, if that is known.
    before: Option<EntityId>,
    /// The bodies that have spoken, the last one at the end.
    bodies: Vec<EntityId>,
}

/// How many mentions back a pronoun or a role may refer.
const REACH: usize = 48;
/// How many sentences back a pronoun may refer.
const SENTENCES: usize = 4;

impl<'s> Voices<'s> {
    pub(super) fn new(scene: &'s Scene<'s>, speech: &'s [Span]) -> Self {
        Self { scene, speech, offices: offices(scene), last: None, before: None, bodies: Vec::new() }
    }

    /// The entity that a speaker's words mean at a token of the text.
    pub(super) fn resolve(&mut self, speaker: &Speaker, at: usize) -> Voice {
        let voice = match speaker {
            Speaker::Named(mention) => self.named(*mention),
            Speaker::Pronoun { token, gender } => {
                Voice { entity: self.recent(*token, *gender, SENTENCES), mention: None }
            }
            Speaker::Role(role) => self.role(role),
            Speaker::Last => Voice { entity: self.before, mention: None },
            Speaker::Nobody => Voice::default(),
        };
        self.before = voice.entity;
        if let Some(entity) = voice.entity {
            self.last = Some((entity, at));
            if self.kind(entity) == Some(Kind::Organization) {
                self.bodies.push(entity);
            }
        }
        voice
    }

    fn named(&self, mention: usize) -> Voice {
        let mention = &self.scene.mentions[mention];
        Voice { entity: mention.entity, mention: Some(mention.id) }
    }

    fn role(&self, role: &Role) -> Voice {
        let at = role.tokens.start;
        if let Some(voice) = self.linked(at) {
            return voice;
        }
        let entity = match role.class {
            RoleClass::Generic => self.holder(role).or_else(|| self.recent(at, role.gender, usize::MAX)),
            RoleClass::Specific => self.holder(role).or_else(|| self.without_office(role)),
            RoleClass::Strict => self.holder(role),
            RoleClass::Body => self.recent_body(role),
        };
        // Only some words for a speaker stand for the body that they name: собеседник ТАСС is not ТАСС.
        let stands_for = || {
            role.class != RoleClass::Strict || self.scene.key(role.tokens.start).starts_with("представител")
        };
        let body = || role.body.filter(|_| stands_for()).map(|body| self.named(body));
        entity.map(|entity| Voice { entity: Some(entity), mention: None }).or_else(body).unwrap_or_default()
    }

    /// The person that a mention of the role was linked to before.
    fn linked(&self, token: usize) -> Option<Voice> {
        let start = self.scene.context.tokens.get(token)?.span.start();
        let first = self.scene.mentions.partition_point(|mention| mention.span.start() < start);
        let here =
            self.scene.mentions.get(first..)?.iter().take_while(|mention| mention.span.start() == start);
        here.filter(|mention| mention.kind == Kind::Profession).find_map(|mention| {
            let entity = mention.entity?;
            (self.kind(entity) == Some(Kind::Person))
                .then_some(Voice { entity: Some(entity), mention: Some(mention.id) })
        })
    }

    fn kind(&self, entity: EntityId) -> Option<Kind> {
        self.scene.entities.get(entity.0 as usize).map(|entity| entity.kind)
    }

    /// Who holds the office; whoever fits best, the latest of equals.
    fn holder(&self, role: &Role) -> Option<EntityId> {
        let office = Office::read(self.scene, role.tokens.clone())?;
        let may_be = |entity: EntityId| fits(self.gender(entity), role.gender);
        let holders = self.offices.iter().filter(|(entity, _)| may_be(*entity));
        let fits = holders.map(|(entity, other)| (office.agreement(other), *entity));
        let best = fits.clone().map(|(fit, _)| fit).max().filter(|&fit| fit > 0)?;
        let holders: Vec<EntityId> = fits.filter(|&(fit, _)| fit == best).map(|(_, entity)| entity).collect();
        self.latest(&holders, role.tokens.start).or(holders.first().copied())
    }

    /// A person whose office the text does not tell, if they spoke last or are the only one.
    fn without_office(&self, role: &Role) -> Option<EntityId> {
        let free = |entity: EntityId| self.offices.iter().all(|(holder, _)| *holder != entity);
        let speaker = self.recent(role.tokens.start, role.gender, usize::MAX).filter(|&entity| free(entity));
        speaker.or_else(|| {
            let people =
                self.scene.entities.iter().filter(|entity| entity.kind == Kind::Person && free(entity.id));
            let mut people = people.map(|entity| entity.id);
            people.next().filter(|_| people.next().is_none())
        })
    }

    /// Who of several was named last before a token.
    fn latest(&self, entities: &[EntityId], token: usize) -> Option<EntityId> {
        let before = self.mentions_before(token);
        before.filter_map(|mention| mention.entity).find(|entity| entities.contains(entity))
    }

    /// The mentions before a token, the nearest first, as far as a reference may reach.
    fn mentions_before(&self, token: usize) -> impl Iterator<Item = &Mention> {
        let start = self.scene.context.tokens.get(token).map_or(u32::MAX, |token| token.span.start());
        let end = self.scene.mentions.partition_point(|mention| mention.span.start() < start);
        let before = self.scene.mentions.get(..end).unwrap_or_default();
        before.iter().rev().take(REACH)
    }

    /// The person that the narration speaks about at a token: the last one named in the nominative or the last
    /// speaker, whichever is nearer.
    fn recent(&self, token: usize, gender: Option<Gender>, sentences: usize) -> Option<EntityId> {
        let oldest = self.sentences_back(token, sentences);
        let named = self
            .mentions_before(token)
            .filter(|mention| mention.kind == Kind::Person && mention.span.start() >= oldest)
            .filter(|mention| !self.is_spoken(mention.span))
            .map(|mention| mention.id.0 as usize)
            .find(|&at| {
                self.scene.is_nominative(at) && fits(self.scene.gender(at), gender) && !self.is_object(at)
            });
        let named = named.and_then(|at| {
            let mention = &self.scene.mentions[at];
            Some((mention.entity?, self.scene.context.token_at(mention.span.start())))
        });
        let last = self.last.filter(|(entity, _)| {
            self.kind(*entity) == Some(Kind::Person) && fits(self.gender(*entity), gender)
        });
        [named, last].into_iter().flatten().max_by_key(|&(_, token)| token).map(|(entity, _)| entity)
    }

    /// Whether a name that does not decline stands after a verb with another subject: Обама назвал Керри.
    fn is_object(&self, mention: usize) -> bool {
        let first = self.scene.context.token_at(self.scene.mentions[mention].span.start());
        let subject = |at: usize| self.scene.mention_ending(at).is_some_and(|at| self.scene.is_person(at));
        first >= 2 && self.scene.is_verb(first - 1) && subject(first - 2)
    }

    fn gender(&self, entity: EntityId) -> Option<Gender> {
        let mention = self.scene.entities.get(entity.0 as usize)?.mentions.first()?;
        self.scene.gender(mention.0 as usize)
    }

    /// The byte where the sentence starts that lies so many sentences before a token.
    fn sentences_back(&self, token: usize, sentences: usize) -> u32 {
        let all = self.scene.context.sentences;
        let start = self.scene.context.tokens.get(token).map_or(0, |token| token.span.start());
        let here = all.partition_point(|sentence| sentence.end() <= start);
        all.get(here.saturating_sub(sentences)).map_or(0, |sentence| sentence.start())
    }

    /// The body that the narration speaks about: for a general word the last one that spoke, or else the nearest;
    /// otherwise the nearest whose name has the word.
    fn recent_body(&self, role: &Role) -> Option<EntityId> {
        const GENERAL: [&str; 8] = [
            "ведомство",
            "издание",
            "компания",
            "корпорация",
            "организация",
            "агентство",
            "газета",
            "журнал",
        ];
        const MEDIA: [&str; 8] =
            ["издание", "агентство", "газета", "журнал", "телеканал", "портал", "канал", "редакция"];
        let head = self.scene.key(role.tokens.start);
        // Газета «Сегодня», which is no mention, is none of the bodies before; nor is a paper just any of them.
        if self.scene.context.opens_quote(role.tokens.start + 1) {
            return None;
        }
        let is_paper =
            matches!(head, "газета" | "газеты" | "журнал" | "журнала" | "телеканал" | "телеканала");
        let general = GENERAL.iter().any(|word| stem(word) == stem(head));
        // A paper's name is a proper one: полиция is no издание.
        let is_media = MEDIA.iter().any(|word| stem(word) == stem(head));
        let may_be = |entity: EntityId| {
            let name = self.scene.entities.get(entity.0 as usize).map_or("", |entity| &entity.name);
            !is_media || !name.starts_with(char::is_lowercase)
        };
        let last = self
            .last
            .map(|(entity, _)| entity)
            .filter(|&entity| general && self.kind(entity) == Some(Kind::Organization) && may_be(entity));
        let named = self.mentions_before(role.tokens.start).find(|mention| {
            let name = || fold(mention.normal.as_deref().unwrap_or(self.scene.context.slice(mention.span)));
            let fits = general && mention.entity.is_some_and(may_be);
            mention.kind == Kind::Organization && (fits || name().contains(stem(head)))
        });
        let spoke = self.bodies.iter().rev().copied().find(|&body| may_be(body)).filter(|_| general);
        let called = self.called(role).or_else(|| is_media.then(|| self.quoted(role)).flatten());
        if is_paper {
            return called;
        }
        called.or(last).or(spoke).or(named.and_then(|mention| mention.entity))
    }

    /// The last body before whose name a word for a body stands: агентство «Вести», then "агентство".
    fn called(&self, role: &Role) -> Option<EntityId> {
        let context = self.scene.context;
        let head = stem(self.scene.key(role.tokens.start));
        let is_called = |mention: &&Mention| {
            let first = context.token_at(mention.span.start());
            let marks = |token: &usize| self.scene.context.opens_quote(*token);
            let before = (first.saturating_sub(2)..first).rev().find(|token| !marks(token));
            mention.kind == Kind::Organization
                && before.is_some_and(|token| stem(self.scene.key(token)) == head)
        };
        self.mentions_before(role.tokens.start).find(is_called).and_then(|mention| mention.entity)
    }

    /// The last body whose name stands in quotation marks, as those of papers do, or in Latin letters.
    fn quoted(&self, role: &Role) -> Option<EntityId> {
        let context = self.scene.context;
        let is_quoted = |mention: &&Mention| {
            let first = context.token_at(mention.span.start());
            let opened = first.checked_sub(1).is_some_and(|before| context.opens_quote(before));
            let text = context.slice(mention.span);
            mention.kind == Kind::Organization
                && (opened || text.starts_with(['«', '"', '„']) || text.is_ascii())
        };
        self.mentions_before(role.tokens.start).find(is_quoted).and_then(|mention| mention.entity)
    }

    fn is_spoken(&self, span: Span) -> bool {
        let after = self.speech.partition_point(|speech| speech.start() <= span.start());
        after.checked_sub(1).and_then(|at| self.speech.get(at)).is_some_and(|speech| speech.contains(span))
    }
}

/// Whether a person's gender agrees with what the text asks for; unknown ones do.
fn fits(person: Option<Gender>, asked: Option<Gender>) -> bool {
    match (person, asked) {
        (Some(person), Some(asked)) => person == asked,
        _ => true,
    }
}
