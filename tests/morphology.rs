//! Readings of words and forms of lemmas, against `tests/morph/*.tsv`.

use std::fmt::Debug;

use razmetka::lexicon::Lexicon;
use razmetka::morph::{Case, Number, Reading};

const READINGS: &str = include_str!("morph/readings.tsv");
const FORMS: &str = include_str!("morph/forms.tsv");

fn entries(table: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let lines = table.lines().zip(1..).filter(|(line, _)| !line.starts_with('#'));
    lines.map(|(line, at)| (at, line.split(['\t', ' ']).collect()))
}

fn word<T: Debug>(value: Option<T>) -> String {
    value.map_or("-".to_owned(), |value| format!("{value:?}").to_lowercase())
}

fn line(reading: &Reading) -> String {
    let Reading { lemma, part, case, number, gender, .. } = reading;
    [lemma.clone(), word(Some(part)), word(*case), word(*number), word(*gender)].join(" ")
}

#[test]
fn words_have_their_readings() {
    let lexicon = Lexicon::embedded();
    let mut missing = Vec::new();
    for (at, fields) in entries(READINGS) {
        let (form, first) = (fields[0], fields[1] == "!");
        let wanted = fields[if first { 2 } else { 1 }..].join(" ");
        let mut found: Vec<String> = lexicon.readings(form).iter().map(line).collect();
        found.truncate(if first { 1 } else { found.len() });
        if !found.contains(&wanted) {
            missing.push(format!("readings.tsv:{at}: {form}: {wanted} is not in {found:?}"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn scores_of_a_word_sum_to_one_and_fall() {
    let lexicon = Lexicon::embedded();
    for (_, fields) in entries(READINGS) {
        let scores: Vec<f32> = lexicon.readings(fields[0]).iter().map(|reading| reading.score).collect();
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-3, "{}: {scores:?}", fields[0]);
        assert!(scores.is_sorted_by(|a, b| a >= b), "{}: {scores:?}", fields[0]);
    }
}

#[test]
fn lemmas_have_their_forms() {
    let lexicon = Lexicon::embedded();
    for (at, fields) in entries(FORMS) {
        let case = match fields[1] {
            "nominative" => Case::Nominative,
            "genitive" => Case::Genitive,
            "instrumental" => Case::Instrumental,
            other => panic!("forms.tsv:{at}: unknown case {other}"),
        };
        let number = if fields[2] == "plural" { Number::Plural } else { Number::Singular };
        let form = lexicon.decline(&lexicon.readings(fields[0])[0], case, number);
        assert_eq!(form.as_deref(), Some(fields[3]), "forms.tsv:{at}");
    }
}

#[test]
fn what_is_no_russian_word_has_no_readings() {
    let lexicon = Lexicon::embedded();
    for text in ["", "-", "Sberbank", "2024", "е\u{301}", "日本", "ъъъъъъъъъъъъъъъ"] {
        assert!(lexicon.readings(text).iter().all(|reading| !reading.known), "{text}");
    }
}

#[test]
fn listed_names_are_read_in_every_case() {
    let lexicon = Lexicon::embedded();
    for (form, nominative) in [("сноуденом", "сноуден"), ("байдена", "байден"), ("дзюбу", "дзюба")]
    {
        let found = lexicon.listed_names(form);
        assert_eq!(found.first().map(|reading| reading.lemma.as_str()), Some(nominative), "{found:?}");
        assert_eq!(
            lexicon.decline(&found[0], Case::Nominative, Number::Singular).as_deref(),
            Some(nominative)
        );
    }
    assert_eq!(lexicon.listed_names("столом"), []);
}
