//! brat standoff (Stenetorp et al., EACL 2012): the clean text and a file of annotations, offsets in code points.

use std::fmt::Write;

use crate::Document;
use crate::document::{Mention, RelationKind};
use crate::span::Span;
use crate::units::Units;

/// The two files of a brat document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standoff {
    /// The `.txt` file.
    pub text: String,
    /// The `.ann` file.
    pub annotations: String,
}

/// Writes mentions as `T`, relations as `R`, dictionary forms as notes of the annotator.
pub fn standoff(document: &Document) -> Standoff {
    let units = Units::new(document.text.clean());
    let mut annotations = String::new();
    for mention in &document.mentions {
        annotations.push_str(&entity(document, &units, mention));
    }
    for (relation, number) in document.relations.iter().zip(1..) {
        let (from, to) = (relation.from.0 + 1, relation.to.0 + 1);
        let kind = relation_name(relation.kind);
        annotations.push_str(&format!("R{number}\t{kind} Arg1:T{from} Arg2:T{to}\n"));
    }
    let normals = document.mentions.iter().filter_map(|mention| Some((mention, mention.normal.as_ref()?)));
    for ((mention, normal), number) in normals.zip(1..) {
        annotations.push_str(&format!("#{number}\tAnnotatorNotes T{}\t{normal}\n", mention.id.0 + 1));
    }
    Standoff { text: document.text.clean().to_owned(), annotations }
}

/// A line `T1\tPERSON 0 9\tКоваленко`; brat wants a span that crosses lines in pieces.
fn entity(document: &Document, units: &Units<'_>, mention: &Mention) -> String {
    let mut places = String::new();
    let mut words: Vec<&str> = Vec::new();
    for piece in lines(document, mention.span) {
        let ends = units.code_point(piece.start()).zip(units.code_point(piece.end()));
        let (start, end) = ends.unwrap_or_default();
        let comma = if places.is_empty() { "" } else { ";" };
        write!(places, "{comma}{start} {end}").expect("writing to a string cannot fail");
        words.push(document.text.slice(piece));
    }
    format!("T{}\t{} {places}\t{}\n", mention.id.0 + 1, mention.kind.name(), words.join(" "))
}

/// The pieces of a span that lie on one line each.
fn lines(document: &Document, span: Span) -> Vec<Span> {
    let mut start = span.start();
    let mut pieces = Vec::new();
    for line in document.text.slice(span).split_inclusive(['\n', '\r']) {
        let end = start + line.trim_end_matches(['\n', '\r']).len() as u32;
        if start < end {
            pieces.push(Span::new(start, end));
        }
        start += line.len() as u32;
    }
    pieces
}

const fn relation_name(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::WorksAs => "WORKS_AS",
        RelationKind::Workplace => "WORKPLACE",
        RelationKind::AlternativeName => "ALTERNATIVE_NAME",
        RelationKind::Abbreviation => "ABBREVIATION",
        RelationKind::AgeIs => "AGE_IS",
        RelationKind::HeadquarteredIn => "HEADQUARTERED_IN",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::marked;

    #[test]
    fn offsets_cut_the_words_of_the_text_file() {
        let document = marked::document(
            "\u{feff}😀 [мэр|PROFESSION] [Зоя\u{a0}Ёлкина|PERSON] в [и\u{306}оде\u{301}|CITY]\r\nо [17\u{a0}%|PERCENT]",
        );
        let Standoff { text, annotations } = standoff(&document);
        let mut seen = 0;
        for line in annotations.lines().filter(|line| line.starts_with('T')) {
            let [_, place, words] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
            let [_, start, end] = place.split(' ').collect::<Vec<_>>().try_into().unwrap();
            let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
            assert_eq!(text.chars().skip(start).take(end - start).collect::<String>(), words);
            seen += 1;
        }
        assert_eq!(seen, 4);
        assert!(annotations.contains("R1\tWORKS_AS Arg1:T2 Arg2:T1\n"), "{annotations}");
    }

    #[test]
    fn a_span_over_two_lines_is_written_in_pieces() {
        let document = marked::document("в [Северо-Восточном\nокруге|DISTRICT]");
        assert_eq!(standoff(&document).annotations, "T1\tDISTRICT 2 18;19 25\tСеверо-Восточном округе\n");
    }
}
