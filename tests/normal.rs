//! Dictionary forms of names against `tests/normal/names.tsv`, each in the words around it.

use razmetka::document::{Block, Kind, Mention, MentionId, Role, Value};
use razmetka::lexicon::Lexicon;
use razmetka::span::Span;
use razmetka::tag::Context;
use razmetka::{normal, segment};

const NAMES: &str = include_str!("normal/names.tsv");

/// Normalises the spans in brackets as mentions of a kind; the texts stand without brackets.
fn normalized(lexicon: &Lexicon, kind: Kind, marked: &str) -> Vec<(String, Mention)> {
    let text = marked.replace(['[', ']'], "");
    let mut spans = Vec::new();
    for (nth, piece) in marked.split('[').enumerate().skip(1) {
        let before: usize = marked.split('[').take(nth).map(|piece| piece.replace(']', "").len()).sum();
        spans.push(Span::of(before..before + piece.split(']').next().unwrap_or_default().len()));
    }
    let blocks = [Block {
        span: Span::of(0..text.len()),
        source: Span::of(0..text.len()),
        role: Role::Body,
        kept: true,
        reason: None,
        score: 1.0,
    }];
    let tokens = segment::tokens(&text);
    let sentences = segment::sentences(&text, &tokens, &blocks);
    let context = Context::new(&text, (&tokens, &sentences, &blocks), lexicon, None);
    let mention = |(span, id)| Mention::by_editor(MentionId(id), span, kind);
    let mut mentions: Vec<Mention> = spans.into_iter().zip(0..).map(mention).collect();
    normal::normalize(&context, &mut mentions);
    mentions.into_iter().map(|mention| (context.slice(mention.span).to_owned(), mention)).collect()
}

fn form((text, mention): &(String, Mention)) -> &str {
    mention.normal.as_deref().unwrap_or(text)
}

#[test]
fn names_have_their_dictionary_forms() {
    let lexicon = Lexicon::embedded();
    let mut wrong = Vec::new();
    for (line, at) in NAMES.lines().zip(1..).filter(|(line, _)| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[kind, marked, wanted] = fields.as_slice() else { panic!("names.tsv:{at}: three fields") };
        let kind = Kind::from_name(kind).unwrap_or_else(|| panic!("names.tsv:{at}: unknown kind {kind}"));
        let found = normalized(&lexicon, kind, marked);
        if form(&found[0]) != wanted {
            wrong.push(format!("names.tsv:{at}: {marked}: {} instead of {wanted}", form(&found[0])));
        }
        let unchanged = found[0].1.normal.as_deref() == Some(&found[0].0);
        assert!(!unchanged, "names.tsv:{at}: an unchanged form is None");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn parts_of_a_name_are_told_apart() {
    let lexicon = Lexicon::embedded();
    for (marked, first, middle, last) in [
        ("слова [Сергея Собянина]", Some("Сергей"), None, Some("Собянин")),
        ("слова [С. С. Собянина]", Some("С."), Some("С."), Some("Собянин")),
        ("слова [Собянина Сергея Семёновича]", Some("Сергей"), Some("Семёнович"), Some("Собянин")),
        ("слова [Людвига ван Бетховена]", Some("Людвиг"), None, Some("ван Бетховен")),
        ("слова [Ольги]", Some("Ольга"), None, None),
    ] {
        let found = normalized(&lexicon, Kind::Person, marked);
        let Some(Value::Person(name)) = &found[0].1.value else { panic!("{marked}") };
        assert_eq!(
            (name.first.as_deref(), name.middle.as_deref(), name.last.as_deref()),
            (first, middle, last)
        );
    }
}

#[test]
fn other_mentions_help_to_choose() {
    let lexicon = Lexicon::embedded();
    let found = normalized(
        &lexicon,
        Kind::Person,
        "[Марина Дюфо] пела. Голос [Дзюбы]. Видели [Дзюбу]. Встретили [Артема Дзюбу].",
    );
    let forms: Vec<&str> = found.iter().map(form).collect();
    assert_eq!(forms, ["Марина Дюфо", "Дзюба", "Дзюба", "Артем Дзюба"]);
}
