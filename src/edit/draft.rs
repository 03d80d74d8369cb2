//! A document under correction: mentions may stand in any order and be struck out; entities list no mentions
//! until the end, when ids are given anew.

mod values;

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::renumber::renumber;
use super::{Correction, Refusal, Target};
use crate::document::{
    Document, Entity, EntityId, Kind, Mention, MentionId, Metric, Origin, Quote, Role, Speech, Value,
};
use crate::lexicon::Lexicon;
use crate::normal;
use crate::span::{Source, Span};
use crate::tag::{Context, Figures};
use crate::text::fold;

/// The order of mentions: by span, outer ones first, then by kind.
type Place = (u32, Reverse<u32>, Kind);

/// A document under correction.
pub(super) struct Draft<'m> {
    machine: &'m Document,
    lexicon: &'m Lexicon,
    /// What dictionary forms are read from; made for the first mark that needs one.
    context: OnceCell<Context<'m>>,
    /// What the rules read anywhere in the text; for the first figure or date that the editor marks.
    figures: OnceCell<Figures>,
    document: Document,
    /// Where the mentions stand that are not struck out.
    places: BTreeMap<Place, usize>,
    /// Length of the longest mention, which bounds the search for what overlaps a span.
    longest: u32,
    /// How many mentions stand for each entity.
    company: Vec<u32>,
    /// The first entity with a name, or with a mention of that name; letters folded.
    named: HashMap<(Kind, String), EntityId>,
}

type Outcome<T = ()> = Result<T, Refusal>;

impl<'m> Draft<'m> {
    pub(super) fn new(machine: &'m Document, lexicon: &'m Lexicon) -> Self {
        let mut draft = Self {
            machine,
            lexicon,
            context: OnceCell::new(),
            figures: OnceCell::new(),
            document: machine.clone(),
            places: BTreeMap::new(),
            longest: 0,
            company: vec![0; machine.entities.len()],
            named: HashMap::new(),
        };
        for entity in &machine.entities {
            draft.named.entry((entity.kind, fold(&entity.name))).or_insert(entity.id);
        }
        for (at, mention) in machine.mentions.iter().enumerate() {
            draft.stand(at);
            if let Some(entity) = mention.entity {
                let name = fold(&draft.name(at));
                draft.named.entry((mention.kind, name)).or_insert(entity);
            }
        }
        draft
    }

    pub(super) fn correct(&mut self, correction: &Correction) -> Outcome {
        match correction {
            Correction::Add { target } => self.add(self.clean(target.span)?, target.kind).map(drop),
            Correction::Remove { target } => self.find(*target).map(|at| self.strike(at)),
            Correction::Retype { target, kind } => self.retype(*target, *kind),
            Correction::Move { target, span } => self.shift(*target, *span),
            Correction::SetValue { target, value } => {
                self.find(*target).map(|at| self.set_value(at, value.as_ref()))
            }
            Correction::SetNormal { target, normal } => {
                self.find(*target).map(|at| self.set_normal(at, normal))
            }
            Correction::Rename { target, name } => self.rename(*target, name),
            Correction::Join { first, second } => self.join(*first, *second),
            Correction::Split { target } => self.split(*target),
            Correction::AddQuote { span, speech } => self.add_quote(*span, *speech),
            Correction::RemoveQuote { span } => self.find_quote(*span).map(|at| {
                self.document.quotes.remove(at);
            }),
            Correction::SetSpeaker { quote, speaker } => self.set_speaker(*quote, *speaker),
            Correction::All(corrections) => self.correct_all(corrections),
            Correction::SetFigure { target, figure } => self.set_figure(*target, figure),
            Correction::SetRole { block, role } => self.set_role(*block, *role),
            Correction::SetAuthor { author } => {
                self.document.details.author.clone_from(author);
                Ok(())
            }
            Correction::SetOutlet { outlet } => {
                self.document.details.outlet.clone_from(outlet);
                Ok(())
            }
            // These change what the pipeline is given, not what it made.
            Correction::KeepBlock { .. }
            | Correction::DropBlock { .. }
            | Correction::SetPublished { .. }
            | Correction::EditText(_) => Ok(()),
        }
    }

    /// Does every act that can be done; the first refusal stands for all.
    fn correct_all(&mut self, corrections: &[Correction]) -> Outcome {
        corrections.iter().map(|correction| self.correct(correction)).fold(Ok(()), Result::and)
    }

    fn clean(&self, span: Span<Source>) -> Outcome<Span> {
        let clean = self.document.text.to_clean(span).ok_or(Refusal::NoText)?;
        self.document.text.get(clean).map(|_| clean).ok_or(Refusal::NoText)
    }

    fn find(&self, target: Target) -> Outcome<usize> {
        let clean = self.clean(target.span)?;
        if let Some(&at) = self.places.get(&place(clean, target.kind)) {
            return Ok(at);
        }
        // A span that ends inside a change of cleaning comes back from the source wider than it was.
        let same = |&at: &usize| {
            let mention = &self.document.mentions[at];
            mention.kind == target.kind && self.document.text.to_source(mention.span) == target.span
        };
        self.overlapping(clean).into_iter().find(same).ok_or(Refusal::NotFound)
    }

    /// The mentions that share text with a span, in order.
    fn overlapping(&self, span: Span) -> Vec<usize> {
        let from = (span.start().saturating_sub(self.longest), Reverse(u32::MAX), Kind::ALL[0]);
        let to = (span.end(), Reverse(u32::MAX), Kind::ALL[0]);
        let near = self.places.range(from..to).map(|(_, &at)| at);
        near.filter(|&at| self.document.mentions[at].span.overlaps(span)).collect()
    }

    /// Clears the way for a span of the editor, or says that the editor stands in it.
    fn clear(&mut self, span: Span, except: Option<usize>) -> Outcome {
        let mut crossing = self.overlapping(span);
        crossing.retain(|&at| Some(at) != except && self.document.mentions[at].span.crosses(span));
        if crossing.iter().any(|&at| self.document.mentions[at].origin == Origin::Editor) {
            return Err(Refusal::Crosses);
        }
        crossing.into_iter().for_each(|at| self.strike(at));
        Ok(())
    }

    fn add(&mut self, span: Span, kind: Kind) -> Outcome<usize> {
        if let Some(&at) = self.places.get(&place(span, kind)) {
            self.document.mentions[at].origin = Origin::Editor;
            return Ok(at);
        }
        self.clear(span, None)?;
        let at = self.document.mentions.len();
        let normal = self.normal(span, kind);
        self.document
            .mentions
            .push(Mention { normal, ..Mention::by_editor(MentionId(at as u32), span, kind) });
        self.document.mentions[at].entity = self.entity_for(at);
        self.stand(at);
        self.read_value(at);
        Ok(at)
    }

    fn stand(&mut self, at: usize) {
        let mention = &self.document.mentions[at];
        self.places.insert(place(mention.span, mention.kind), at);
        self.longest = self.longest.max(mention.span.len());
        if let Some(entity) = mention.entity {
            self.company[entity.0 as usize] += 1;
        }
    }

    fn strike(&mut self, at: usize) {
        let mention = &self.document.mentions[at];
        self.places.remove(&place(mention.span, mention.kind));
        if let Some(entity) = mention.entity {
            self.company[entity.0 as usize] -= 1;
        }
    }

    fn retype(&mut self, target: Target, kind: Kind) -> Outcome {
        let Ok(at) = self.find(target) else { return self.add(self.clean(target.span)?, kind).map(drop) };
        self.strike(at);
        let span = self.document.mentions[at].span;
        if self.places.contains_key(&place(span, kind)) {
            return self.add(span, kind).map(drop);
        }
        let lonely = self.document.mentions[at].entity.filter(|&entity| self.company(entity) == 0);
        let mention = &mut self.document.mentions[at];
        mention.kind = kind;
        mention.origin = Origin::Editor;
        mention.value = mention.value.take().filter(|value| fits(value, kind));
        let entity = match lonely {
            Some(entity) if !kind.is_numeric() => {
                self.document.entities[entity.0 as usize].kind = kind;
                Some(entity)
            }
            _ => self.entity_for(at),
        };
        self.document.mentions[at].entity = entity;
        self.stand(at);
        Ok(())
    }

    fn shift(&mut self, target: Target, span: Span<Source>) -> Outcome {
        let span = self.clean(span)?;
        let Ok(at) = self.find(target) else { return self.add(span, target.kind).map(drop) };
        let old = self.document.mentions[at].span;
        if old == span {
            self.document.mentions[at].origin = Origin::Editor;
            return Ok(());
        }
        self.clear(span, Some(at))?;
        self.strike(at);
        if self.places.contains_key(&place(span, target.kind)) {
            return self.add(span, target.kind).map(drop);
        }
        let (normal, old_name) = (self.normal(span, target.kind), self.name(at));
        let mention = &mut self.document.mentions[at];
        mention.span = span;
        mention.normal = normal;
        mention.origin = Origin::Editor;
        self.stand(at);
        self.rename_from(at, &old_name);
        let mine = |metric: &&mut Metric| metric.mention.0 as usize == at && metric.span == old;
        self.document.metrics.iter_mut().filter(mine).for_each(|metric| metric.span = span);
        self.read_value(at);
        Ok(())
    }

    fn set_role(&mut self, block: Span<Source>, role: Role) -> Outcome {
        let found = self.document.blocks.iter_mut().find(|found| found.source == block);
        found.map(|found| found.role = role).ok_or(Refusal::NotFound)
    }

    /// The dictionary form of a span; `None` where it equals the text.
    fn normal(&self, span: Span, kind: Kind) -> Option<String> {
        if kind.is_numeric() {
            return None;
        }
        normal::name(self.context(), span, kind)
    }

    fn context(&self) -> &Context<'m> {
        let machine = self.machine;
        self.context.get_or_init(|| {
            let parts = (machine.tokens.as_slice(), machine.sentences.as_slice(), machine.blocks.as_slice());
            Context::new(machine.text.clean(), parts, self.lexicon, machine.details.published.as_ref())
        })
    }

    fn set_normal(&mut self, at: usize, normal: &str) {
        let old = self.name(at);
        let mention = &mut self.document.mentions[at];
        mention.normal = (self.document.text.slice(mention.span) != normal).then(|| normal.to_owned());
        mention.origin = Origin::Editor;
        self.rename_from(at, &old);
    }

    /// Names the entity after a mention, if it bore the mention's old name.
    fn rename_from(&mut self, at: usize, old: &str) {
        let name = self.name(at);
        let entity = self.document.mentions[at].entity;
        let entity = entity.map(|entity| &mut self.document.entities[entity.0 as usize]);
        if let Some(entity) = entity.filter(|entity| entity.name == old) {
            entity.name = name;
        }
    }

    fn rename(&mut self, target: Target, name: &str) -> Outcome {
        let entity = self.entity_of(self.find(target)?)?;
        let entity = &mut self.document.entities[entity.0 as usize];
        entity.name = name.to_owned();
        self.named.insert((entity.kind, fold(name)), entity.id);
        Ok(())
    }

    fn join(&mut self, first: Target, second: Target) -> Outcome {
        let stays = self.entity_of(self.find(first)?)?;
        let joins = self.entity_of(self.find(second)?)?;
        if stays == joins {
            return Ok(());
        }
        self.company[stays.0 as usize] += std::mem::take(&mut self.company[joins.0 as usize]);
        let mentions = self.document.mentions.iter_mut().map(|mention| &mut mention.entity);
        let subjects = self.document.metrics.iter_mut().map(|metric| &mut metric.subject);
        let speakers = self.document.quotes.iter_mut().map(|quote| &mut quote.speaker);
        for entity in mentions.chain(subjects).chain(speakers) {
            if *entity == Some(joins) {
                *entity = Some(stays);
            }
        }
        Ok(())
    }

    fn split(&mut self, target: Target) -> Outcome {
        let at = self.find(target)?;
        if self.company(self.entity_of(at)?) < 2 {
            return Err(Refusal::Alone);
        }
        self.strike(at);
        self.document.mentions[at].entity = Some(self.new_entity(at));
        self.stand(at);
        Ok(())
    }

    fn add_quote(&mut self, span: Span<Source>, speech: Speech) -> Outcome {
        let span = self.clean(span)?;
        let quotes = &mut self.document.quotes;
        if let Some(quote) = quotes.iter_mut().find(|quote| quote.span == span) {
            quote.speech = speech;
            return Ok(());
        }
        if quotes.iter().any(|quote| quote.span.crosses(span)) {
            return Err(Refusal::Crosses);
        }
        quotes.push(Quote { span, speech, speaker: None, speaker_mention: None, cue: None });
        Ok(())
    }

    fn find_quote(&self, span: Span<Source>) -> Outcome<usize> {
        let text = &self.document.text;
        let mut quotes = self.document.quotes.iter();
        quotes.position(|quote| text.to_source(quote.span) == span).ok_or(Refusal::NotFound)
    }

    fn set_speaker(&mut self, quote: Span<Source>, speaker: Option<Target>) -> Outcome {
        let quote = self.find_quote(quote)?;
        let mention = speaker.map(|target| self.find(target)).transpose()?;
        let entity = mention.map(|at| self.entity_of(at)).transpose()?;
        let quote = &mut self.document.quotes[quote];
        quote.speaker = entity;
        quote.speaker_mention = mention.map(|at| MentionId(at as u32));
        Ok(())
    }

    fn entity_of(&self, at: usize) -> Outcome<EntityId> {
        self.document.mentions[at].entity.ok_or(Refusal::NoEntity)
    }

    /// How many mentions stand for an entity.
    fn company(&self, entity: EntityId) -> u32 {
        self.company[entity.0 as usize]
    }

    fn name(&self, at: usize) -> String {
        let mention = &self.document.mentions[at];
        mention.normal.clone().unwrap_or_else(|| self.document.text.slice(mention.span).to_owned())
    }

    /// The entity of a new mention: the one of its kind with the same name or the same words, or a new one.
    fn entity_for(&mut self, at: usize) -> Option<EntityId> {
        let kind = self.document.mentions[at].kind;
        if kind.is_numeric() {
            return None;
        }
        let alike = self.named.get(&(kind, fold(&self.name(at)))).copied();
        let alike = alike.filter(|&entity| {
            self.company(entity) > 0 && self.document.entities[entity.0 as usize].kind == kind
        });
        alike.or_else(|| Some(self.new_entity(at)))
    }

    fn new_entity(&mut self, at: usize) -> EntityId {
        let id = EntityId(self.document.entities.len() as u32);
        let (kind, name) = (self.document.mentions[at].kind, self.name(at));
        self.named.insert((kind, fold(&name)), id);
        self.document.entities.push(Entity { id, kind, name, mentions: Vec::new() });
        self.company.push(0);
        id
    }

    /// The corrected document, with ids given anew and without what refers to what is gone.
    pub(super) fn finish(self) -> Document {
        renumber(self.document, self.places.into_values().collect())
    }
}

const fn place(span: Span, kind: Kind) -> Place {
    (span.start(), Reverse(span.end()), kind)
}

/// Whether a value can belong to a mention of a kind.
const fn fits(value: &Value, kind: Kind) -> bool {
    match value {
        Value::Amount(_) => {
            matches!(kind, Kind::Number | Kind::Quantity | Kind::Money | Kind::Percent | Kind::Age)
        }
        Value::Ordinal(_) => matches!(kind, Kind::Ordinal),
        Value::Date(_) => matches!(kind, Kind::Date | Kind::Time),
        Value::Person(_) => matches!(kind, Kind::Person),
    }
}
