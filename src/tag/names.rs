//! Capitalised words: what they could be in a name, and the runs that they form.

use super::{Context, lists};
use crate::document::{Kind, TokenKind};
use crate::morph::{Name, Number, Reading};

/// A capitalised word of the text with its hyphens, or an initial with its point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct NameWord {
    /// Its first token.
    pub(super) first: usize,
    /// Its last token.
    pub(super) last: usize,
    /// What it could be.
    pub(super) part: NamePart,
}

/// What a capitalised word could be in a person's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamePart {
    /// Сергея
    First,
    /// Владимировича
    Middle,
    /// Собянин, by the dictionary or by the ending
    Last,
    /// Д.
    Initial,
    /// фон, бин, де
    Particle,
    /// A place by the lists.
    Place,
    /// A word of the dictionary that names nobody.
    Common,
    /// Not in the dictionary: Радд.
    Unknown,
    /// In Latin letters: Goldman.
    Latin,
}

/// The particles of surnames, which stand between capitalised words.
const PARTICLES: &[&str] = &[
    "фон", "ван", "де", "дер", "ден", "ди", "да", "дю", "ла", "ле", "эль", "аль", "бин", "ибн", "бен",
    "оглы", "заде",
];

/// Whether a token is a word that begins with a capital.
pub(super) fn is_capital(context: &Context<'_>, at: usize) -> bool {
    context.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
        && context.token(at).starts_with(char::is_uppercase)
}

/// Whether a token is an abbreviation in capitals: США, МИД.
pub(super) fn is_acronym(context: &Context<'_>, at: usize) -> bool {
    let token = context.token(at);
    token.chars().count() > 1 && token.chars().all(char::is_uppercase)
}

/// Whether a token is a Roman numeral: II, XVI.
pub(super) fn is_roman(context: &Context<'_>, at: usize) -> bool {
    let token = context.token(at);
    !token.is_empty() && token.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// The last token of the hyphenated word that begins at a token.
pub(super) fn compound(context: &Context<'_>, first: usize) -> usize {
    let mut last = first;
    while context.is_joined(last)
        && context.token(last + 1) == "-"
        && context.is_joined(last + 1)
        && context.tokens.get(last + 2).is_some_and(|token| token.kind == TokenKind::Word)
    {
        last += 2;
    }
    last
}

/// The first token of the hyphenated word that ends at a token.
pub(super) fn hyphenated(context: &Context<'_>, last: usize) -> usize {
    let mut first = last;
    while first >= 2
        && context.token(first - 1) == "-"
        && context.is_joined(first - 1)
        && context.is_joined(first - 2)
    {
        first -= 2;
    }
    first
}

/// Whether a token stands first in its sentence, a quote mark or a dash before it left aside.
pub(super) fn begins_sentence(context: &Context<'_>, at: usize) -> bool {
    let Some(token) = context.tokens.get(at) else { return true };
    let next = context.sentences.partition_point(|sentence| sentence.start() <= token.span.start());
    let Some(sentence) = next.checked_sub(1).and_then(|n| context.sentences.get(n)) else { return true };
    let first = context.token_at(sentence.start());
    (first..at).all(|before| context.tokens[before].kind == TokenKind::Mark)
}

/// The runs of capitalised words, initials and particles that stand in one line without a mark between them.
pub(super) fn runs(context: &Context<'_>) -> Vec<Vec<NameWord>> {
    let mut runs = Vec::new();
    let mut run: Vec<NameWord> = Vec::new();
    let mut at = 0;
    while at < context.tokens.len() {
        if context.breaks_before(at) {
            runs.extend(finish(&mut run));
        }
        match word(context, at, &run) {
            Some(word) => {
                at = word.last + 1;
                run.push(word);
            }
            None => {
                runs.extend(finish(&mut run));
                at = compound(context, at) + 1;
            }
        }
    }
    runs.extend(finish(&mut run));
    runs
}

fn finish(run: &mut Vec<NameWord>) -> Option<Vec<NameWord>> {
    while run.last().is_some_and(|word| word.part == NamePart::Particle) {
        run.pop();
    }
    Some(std::mem::take(run)).filter(|run| !run.is_empty())
}

fn word(context: &Context<'_>, at: usize, run: &[NameWord]) -> Option<NameWord> {
    let last = compound(context, at);
    if !run.is_empty() && PARTICLES.contains(&context.token(at)) {
        return Some(NameWord { first: at, last, part: NamePart::Particle });
    }
    if !is_capital(context, at) || is_roman(context, at) || (last == at && is_acronym(context, at)) {
        return None;
    }
    let is_short = context.token(at).chars().count() == 1 || context.token(at) == "Дж";
    if is_short && context.is_joined(at) && context.token(at + 1) == "." {
        return Some(NameWord { first: at, last: at + 1, part: NamePart::Initial });
    }
    Some(NameWord { first: at, last, part: part(context, at, last) })
}

/// What a capitalised word could be; the last part of a hyphenated word decides, but any part may be a place.
fn part(context: &Context<'_>, first: usize, last: usize) -> NamePart {
    let key = context.key(last);
    let readings = context.readings(last);
    let share = |name: Name| -> f32 {
        // Иванов is a surname, not several Ivans.
        let several = |reading: &&Reading| name == Name::First && reading.number == Some(Number::Plural);
        let named = readings.iter().filter(|reading| reading.name == Some(name) && !several(reading));
        named.map(|reading| reading.score).sum()
    };
    let known = readings.first().is_some_and(|reading| reading.known);
    if is_place(context, first, last) && !(known && share(Name::Last) > 0.5) {
        return NamePart::Place;
    }
    if key.starts_with(|c: char| c.is_ascii()) {
        return NamePart::Latin;
    }
    if share(Name::Middle) > 0.3 || is_patronymic(key) {
        NamePart::Middle
    } else if known && share(Name::First) > 0.1 {
        NamePart::First
    } else if share(Name::Last) > 0.25 {
        NamePart::Last
    } else if known {
        NamePart::Common
    } else {
        NamePart::Unknown
    }
}

fn is_place(context: &Context<'_>, first: usize, last: usize) -> bool {
    lists::at(context, first).iter().any(|found| {
        matches!(found.what.kind, Kind::City | Kind::Country | Kind::StateOrProvince | Kind::Location)
            && found.last >= last
            && found.what.score >= 0.6
    })
}

/// Whether a token is likelier a given name than a surname.
pub(crate) fn is_first_name(context: &Context<'_>, at: usize) -> bool {
    part(context, at, at) == NamePart::First
}

fn is_patronymic(key: &str) -> bool {
    const ENDINGS: &[&str] = &["ович", "евич", "овна", "евна", "ична"];
    let stem = key.trim_end_matches(['а', 'у', 'е', 'ы', 'о', 'й', 'м']);
    key.chars().count() > 6 && ENDINGS.iter().any(|ending| stem.ends_with(ending.trim_end_matches('а')))
}

/// The part of a surname that all its cases share: Собянину, Собяниной → собянин.
pub(crate) fn stem(key: &str) -> &str {
    const ENDINGS: &[&str] = &[
        "ого", "ому", "ыми", "ими", "ой", "ою", "ым", "им", "ом", "ем", "ей", "ую", "ая", "ий", "ый", "ых",
        "их",
    ];
    let enough = |stem: &&str| stem.chars().count() >= 3;
    if let Some(stem) = ENDINGS.iter().filter_map(|ending| key.strip_suffix(ending)).find(enough) {
        return stem;
    }
    let vowel = |c: char| matches!(c, 'а' | 'е' | 'и' | 'й' | 'о' | 'у' | 'ы' | 'ь' | 'ю' | 'я');
    key.strip_suffix(vowel).filter(enough).unwrap_or(key)
}
