//! Who speaks: the words that name a speaker next to a cue, and the entity that they mean.

use std::ops::Range;

use super::cue::{self, Verb};
use super::lexicon::{Form, RoleClass, WORDS};
use super::scene::{FRAME, Scene};
use crate::morph::Gender;

/// The words that name a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Speaker {
    /// A person or a body by name: position in the list of mentions.
    Named(usize),
    /// A word for a speaker with what follows it: замруководителя департамента.
    Role(Role),
    /// он, она, они; его, ее, их.
    Pronoun { token: usize, gender: Option<Gender> },
    /// Nobody is named: whoever spoke last.
    Last,
    /// Nobody can be told.
    Nobody,
}

/// A word for a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) class: RoleClass,
    /// The head and the words that belong to it.
    pub(super) tokens: Range<usize>,
    /// The body that the words name: представитель «Газпрома».
    pub(super) body: Option<usize>,
    /// What the verb tells about the speaker.
    pub(super) gender: Option<Gender>,
}

/// The subject of a verb to its right: сказал в интервью глава делегации Тигран Асатрян.
pub(super) fn after(scene: &Scene<'_>, frame: Range<usize>, verb: Verb) -> Option<Speaker> {
    let end = frame.end.min(verb.token + FRAME);
    let mut found = Candidates::default();
    let mut token = verb.token + 1;
    while token < end {
        let breaks = scene.is_comma(token)
            || scene.is_dash(token)
            || scene.ends_sentence(token)
            || scene.key(token) == ":";
        if breaks && !is_apposition(scene, token, end, &found) {
            break;
        }
        token = found.take(scene, token, verb);
        if found.person.is_some() {
            break;
        }
    }
    found.best(scene)
}

/// Whether a comma divides other words for a speaker from the name: начальник управления, полковник Иванов.
fn is_apposition(scene: &Scene<'_>, comma: usize, end: usize, found: &Candidates) -> bool {
    const NEAR: usize = 8;
    let names =
        |token| scene.mention_at(token).is_some_and(|at| scene.is_person(at) && scene.is_nominative(at));
    let near = comma + 1..end.min(comma + NEAR);
    let words = near.clone().take_while(|&token| scene.is_word(token) && cue::verb(scene, token).is_none());
    let explains = found.role.as_ref().is_some_and(|role| role.class != RoleClass::Body);
    scene.is_comma(comma)
        && !is_preposition(scene.key(comma + 1))
        && (explains || found.awaits_name())
        && words.into_iter().any(names)
}

/// What a walk to the right of a verb has met.
#[derive(Debug, Default)]
struct Candidates {
    person: Option<usize>,
    role: Option<Role>,
    pronoun: Option<Speaker>,
    body: Option<usize>,
    place: Option<usize>,
    /// Several people without names: установили оперативники.
    others: bool,
}

impl Candidates {
    /// Looks at a token; returns the next one to look at.
    fn take(&mut self, scene: &Scene<'_>, token: usize, verb: Verb) -> usize {
        if let Some(at) = scene.mention_at(token) {
            let next = scene.after(at).max(token + 1);
            if scene.is_person(at) {
                self.person = self.person.or_else(|| agrees(scene, at, verb.form).then_some(at));
            } else if self.body.is_none() && speaks_for_body(scene, at, token, verb) {
                self.body = Some(at);
            }
            return next;
        }
        if self.pronoun.is_none() {
            self.pronoun = pronoun(scene, token, verb.form);
        }
        if self.role.is_none()
            && let Some(class) = role_class(scene, token, verb.form)
        {
            self.role = Some(role(scene, token, class, verb.form));
        }
        self.others |= verb.form.is_plural() && scene.is_someone(token);
        if token == verb.token + 1 {
            self.place = scene.place_at(token).filter(|&at| scene.is_nominative(at));
        }
        token + 1
    }

    fn best(self, scene: &Scene<'_>) -> Option<Speaker> {
        let Self { person, role, pronoun, body, place, .. } = self;
        person
            .map(Speaker::Named)
            .or(pronoun)
            .or_else(|| role.map(|role| role_or_body(scene, role)))
            .or_else(|| body.or(place).map(Speaker::Named))
    }

    /// Whether nothing has been met that an apposition could not explain.
    fn awaits_name(&self) -> bool {
        let named = self.person.is_some() || self.body.is_some() || self.place.is_some();
        !named && self.role.is_none() && self.pronoun.is_none() && !self.others
    }
}

/// The class of a word for a speaker in the nominative: by the list, or as the head of a profession.
/// A plural verb is said of bodies only.
fn role_class(scene: &Scene<'_>, token: usize, form: Form) -> Option<RoleClass> {
    let listed = WORDS.role(scene.key(token));
    let profession = || (scene.is_profession(token) && scene.is_someone(token)).then_some(RoleClass::Generic);
    listed.or_else(profession).filter(|&class| class == RoleClass::Body || !form.is_plural())
}

/// A body named after пресс-служба and the like speaks itself; неназванный представитель and агент из города are
/// somebody new.
fn role_or_body(scene: &Scene<'_>, role: Role) -> Speaker {
    let head = role.tokens.start;
    let before = head.checked_sub(1).map_or("", |before| scene.key(before));
    let unnamed = ["анонимн", "неизвестн", "неназванн"].iter().any(|stem| before.starts_with(stem));
    match role {
        _ if unnamed => Speaker::Nobody,
        Role { class: RoleClass::Generic, .. } if scene.key(head + 1) == "из" => Speaker::Nobody,
        Role { class: RoleClass::Body, body: Some(body), .. } => Speaker::Named(body),
        role => Speaker::Role(role),
    }
}

/// Whether a name can be the subject of a verb in this form.
fn agrees(scene: &Scene<'_>, mention: usize, form: Form) -> bool {
    if !scene.is_nominative(mention) {
        return false;
    }
    if form.is_plural() {
        // Several people are joined: сообщили Иванов и Петров.
        let first = scene.context.token_at(scene.mentions[mention].span.start());
        let before = first.checked_sub(1).map_or("", |at| scene.key(at));
        return before == "и" || scene.key(scene.after(mention)) == "и";
    }
    match (form, scene.gender(mention)) {
        (Form::Past(Gender::Neuter), _) => false,
        (Form::Past(verb), Some(person)) => verb == person,
        _ => true,
    }
}

/// Whether a body speaks: in the nominative without a preposition or a noun that it belongs to, or after "в" with
/// a plural verb: сообщили в департаменте.
fn speaks_for_body(scene: &Scene<'_>, mention: usize, first: usize, verb: Verb) -> bool {
    const NEAR: usize = 4;
    let before = |distance: usize| first.checked_sub(distance).map_or("", |at| scene.key(at));
    let belongs =
        first.checked_sub(1).is_some_and(|at| scene.is_noun(at) && WORDS.role(scene.key(at)).is_none());
    let named = scene.is_nominative(mention) && !is_preposition(before(1)) && !belongs;
    if !verb.form.is_plural() {
        return named;
    }
    let within = (1..=NEAR).any(|distance| matches!(before(distance), "в" | "во"));
    let adjacent = first == verb.token + 1 || scene.after(mention) == verb.token;
    let after = scene.after(mention);
    let apart = after < verb.token && (after..verb.token).any(|token| scene.is_comma(token));
    (within && !apart) || (named && adjacent)
}

pub(super) fn is_preposition(key: &str) -> bool {
    matches!(
        key,
        "в" | "во"
            | "на"
            | "из"
            | "с"
            | "со"
            | "к"
            | "о"
            | "об"
            | "от"
            | "по"
            | "для"
            | "при"
            | "у"
            | "через"
            | "про"
            | "за"
    )
}

fn pronoun(scene: &Scene<'_>, token: usize, form: Form) -> Option<Speaker> {
    let gender = match scene.key(token) {
        "он" => Some(Gender::Masculine),
        "она" => Some(Gender::Feminine),
        _ => return None,
    };
    let fits = match form {
        Form::Past(verb) => Some(verb) == gender,
        form => !form.is_plural(),
    };
    fits.then_some(Speaker::Pronoun { token, gender })
}

/// A role with the words after it, up to punctuation or a verb of speech.
fn role(scene: &Scene<'_>, head: usize, class: RoleClass, form: Form) -> Role {
    const LONGEST: usize = 10;
    let mut first = head;
    while scene.is_tail(first) {
        first -= 2;
    }
    let mut end = head + 1;
    let mut body = None;
    while end < head + LONGEST && (scene.is_word(end) || scene.mention_at(end).is_some()) {
        let mention = scene.mention_at(end);
        if mention.is_some_and(|at| scene.is_person(at)) || WORDS.verb(scene.key(end)).is_some() {
            break;
        }
        body = body.or(mention);
        end = mention.map_or(end + 1, |at| scene.after(at).max(end + 1));
    }
    let gender = match form {
        Form::Past(gender) => Some(gender),
        _ => None,
    };
    Role { class, tokens: first..end, body, gender }
}

/// The subject of a verb to its left: Глава делегации Тигран Асатрян в интервью сказал.
pub(super) fn before(scene: &Scene<'_>, frame: Range<usize>, verb: Verb) -> Option<Speaker> {
    let start = frame.start.max(verb.token.saturating_sub(FRAME));
    let mut token = verb.token;
    while token > start {
        token -= 1;
        if let Some(at) = scene.mention_ending(token) {
            let first = scene.context.token_at(scene.mentions[at].span.start());
            let relative = first > start && is_relative(scene, first - 1) && first + 1 == scene.after(at);
            if let Some(speaker) = named_before(scene, at, first, verb).filter(|_| !relative) {
                return Some(speaker);
            }
            if scene.is_person(at)
                && first > start
                && scene.is_someone(first - 1)
                && !is_named_role(scene, first - 1)
            {
                return Some(Speaker::Nobody);
            }
            token = first.max(start);
            continue;
        }
        if let Some(speaker) = pronoun(scene, token, verb.form) {
            return Some(speaker);
        }
        if let Some(class) = role_class(scene, token, verb.form)
            && !is_preposition(token.checked_sub(1).map_or("", |before| scene.key(before)))
        {
            return Some(role_or_body(scene, role(scene, token, class, verb.form)));
        }
        if token + 1 == verb.token
            && let Some(speaker) = adjacent(scene, token)
        {
            return Some(speaker);
        }
    }
    None
}

/// Whether a word for a speaker can be resolved, unlike that for a relative: отец Иванова.
fn is_named_role(scene: &Scene<'_>, token: usize) -> bool {
    !is_relative(scene, token) && (WORDS.role(scene.key(token)).is_some() || scene.is_profession(token))
}

/// Whether a word tells whose relative somebody is, so that the surname after it is another person's.
fn is_relative(scene: &Scene<'_>, token: usize) -> bool {
    const RELATIVES: &str = "представитель представительница отец мать жена муж сын дочь брат сестра супруга \
                             супруг вдова друг";
    RELATIVES.split(' ').any(|relative| relative == scene.key(token))
}

/// What stands right before a verb without being a name: a place that speaks, or somebody unknown.
fn adjacent(scene: &Scene<'_>, token: usize) -> Option<Speaker> {
    let place = scene.place_at(token).filter(|&at| scene.is_nominative(at));
    place.map(Speaker::Named).or_else(|| scene.is_someone(token).then_some(Speaker::Nobody))
}

/// A name to the left of a verb, or the role that it belongs to: глава ТАСС сообщил.
fn named_before(scene: &Scene<'_>, mention: usize, first: usize, verb: Verb) -> Option<Speaker> {
    if scene.is_person(mention) {
        return agrees(scene, mention, verb.form).then_some(Speaker::Named(mention));
    }
    // Иванов, чемпион мира по версии ФИДЕ, признал: the comma ends an apposition.
    let comma = verb.token.saturating_sub(1);
    let is_gerund = WORDS.verb(scene.key(verb.token)).is_some_and(|(_, form)| form == Form::Gerund);
    let closes = |comma: usize| scene.is_comma(comma) && !is_gerund;
    if closes(comma) && !(scene.after(mention)..comma).any(|token| scene.is_comma(token)) {
        return None;
    }
    const NEAR: usize = 4;
    let words = (first.saturating_sub(NEAR)..first).rev().take_while(|&token| scene.is_word(token));
    for token in words {
        if let Some(class) = WORDS.role(scene.key(token)) {
            return Some(role_or_body(scene, role(scene, token, class, verb.form)));
        }
        // Студент МГУ признал: somebody of the body, and not the body itself.
        if scene.is_someone(token) && !verb.form.is_plural() {
            return Some(Speaker::Nobody);
        }
    }
    speaks_for_body(scene, mention, first, verb).then_some(Speaker::Named(mention))
}

/// The source after a phrase, in the genitive: по словам эксперта; `frame` is what follows the phrase.
pub(super) fn source(scene: &Scene<'_>, frame: Range<usize>) -> Option<Speaker> {
    let mut role_found = None;
    let mut body = None;
    let mut token = frame.start;
    while token < frame.end.min(frame.start + FRAME) {
        let Some(at) = scene.mention_at(token) else {
            if role_found.is_none()
                && let Some(class) = source_class(scene, token)
            {
                // A feminine word is said of women; a masculine one, such as архитектор, of anyone.
                let gender = scene.genitive(token).flatten().filter(|&gender| gender == Gender::Feminine);
                role_found = Some(role(scene, token, class, gender.map_or(Form::Singular, Form::Past)));
            }
            body = body.or(scene.place_at(token));
            token += 1;
            continue;
        };
        if scene.is_person(at) {
            // По данным следствия Иванов скрылся: the subject of what is told.
            if scene.is_only_nominative(at) {
                return role_found.map(|role| role_or_body(scene, role));
            }
            return Some(Speaker::Named(last_adjacent(scene, at)));
        }
        body = body.or(Some(at));
        token = scene.after(at).max(token + 1);
    }
    role_found.map(|role| role_or_body(scene, role)).or_else(|| body.map(Speaker::Named))
}

/// The class of a word for a speaker in the genitive.
fn source_class(scene: &Scene<'_>, token: usize) -> Option<RoleClass> {
    let listed = WORDS.any_role(scene.key(token));
    let person = || scene.is_noun(token) && scene.is_animate(token) && scene.genitive(token).is_some();
    let profession = || scene.is_profession(token) && person();
    listed.or_else(|| profession().then_some(RoleClass::Generic))
}

/// The last of several persons in a row: пресс-секретаря Иванова Петра Сидорова.
fn last_adjacent(scene: &Scene<'_>, mut mention: usize) -> usize {
    let next = |mention| {
        scene.mention_at(scene.after(mention)).filter(|&next| next > mention && scene.is_person(next))
    };
    while let Some(next) = next(mention) {
        mention = next;
    }
    mention
}

/// The speaker behind a possessive: по его словам.
pub(super) fn possessive(scene: &Scene<'_>, token: usize) -> Speaker {
    match scene.key(token) {
        "его" => Speaker::Pronoun { token, gender: Some(Gender::Masculine) },
        "ее" => Speaker::Pronoun { token, gender: Some(Gender::Feminine) },
        _ => Speaker::Nobody,
    }
}

/// The name in the document before a verb without a subject: в сообщении министерства говорится.
pub(super) fn in_document(scene: &Scene<'_>, frame: Range<usize>) -> Option<Speaker> {
    let start = frame.start.max(frame.end.saturating_sub(FRAME));
    let within = (start..frame.end).find(|&token| matches!(scene.key(token), "в" | "во"))?;
    (within..frame.end).rev().find_map(|token| scene.mention_at(token)).map(Speaker::Named)
}
