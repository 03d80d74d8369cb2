use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::document::{Amount, Change, Comparator, Unit, UnitKind, marked};
use crate::export::json;
use crate::{Input, Pipeline};
use std::ops::ControlFlow;
use std::sync::LazyLock;

const TEXT: &str = "\u{feff}«Рост\u{a0}— [17\u{a0}%|PERCENT]», сказал [[мэр|PROFESSION] [Москвы|CITY]|PROFESSION] \
    [Сергей Собянин|PERSON] в [2024|DATE].\r\nРеклама: скидка\r\n[Собянин|PERSON] и [Моспром|ORGANIZATION] \
    дали [5\u{a0}млн рублей|MONEY] 😀 [Моспром|ORGANIZATION].";

/// Loaded once for all tests.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// The span of the source where `words` stand for the first time.
fn span(document: &Document, words: &str) -> Span<Source> {
    let start = document.text.source().find(words).unwrap_or_else(|| panic!("{words:?} stands in the text"));
    Span::of(start..start + words.len())
}

fn at(document: &Document, words: &str, kind: Kind) -> Target {
    Target { span: span(document, words), kind }
}

/// Applies a log and shows mentions as `words|KIND`.
fn shown(document: &Document) -> Vec<String> {
    let show = |mention: &crate::document::Mention| {
        format!("{}|{}", document.text.slice(mention.span), mention.kind.name())
    };
    document.mentions.iter().map(show).collect()
}

fn corrected(log: impl Fn(&Document) -> Vec<Correction>) -> (Document, Vec<(usize, Refusal)>) {
    let machine = marked::document(TEXT);
    let Applied { document, refused } = replay(&machine, &log(&machine), &LEXICON);
    assert_eq!(document.broken_invariant(), None);
    (document, refused)
}

fn entity<'d>(document: &'d Document, name: &str) -> Option<&'d crate::document::Entity> {
    document.entities.iter().find(|entity| entity.name == name)
}

#[test]
fn an_empty_log_changes_nothing() {
    let machine = marked::document(TEXT);
    assert_eq!(apply(&machine, &[], &LEXICON), machine);
}

#[test]
fn an_added_mark_joins_the_entity_of_its_name() {
    let (document, refused) = corrected(|document| {
        vec![
            Correction::Add { target: at(document, "Рост", Kind::Event) },
            Correction::Add { target: at(document, "мэр", Kind::Person) },
        ]
    });
    assert_eq!(refused, []);
    assert!(shown(&document).contains(&"Рост|EVENT".to_owned()));
    assert_eq!(entity(&document, "Рост").unwrap().mentions.len(), 1);
    assert_eq!(shown(&document).iter().filter(|shown| shown.starts_with("мэр|")).count(), 2);
}

#[test]
fn what_crosses_an_added_mark_gives_way_to_the_editor_alone() {
    let (document, refused) = corrected(|document| {
        vec![
            Correction::Add { target: at(document, "Москвы Сергей", Kind::Location) },
            Correction::Add { target: at(document, "мэр Москвы", Kind::Person) },
        ]
    });
    assert_eq!(refused, [(1, Refusal::Crosses)]);
    let shown = shown(&document);
    assert!(shown.contains(&"Москвы Сергей|LOCATION".to_owned()), "{shown:?}");
    assert!(shown.contains(&"мэр|PROFESSION".to_owned()), "{shown:?}");
    assert!(
        !shown.iter().any(|shown| shown.contains("Собянин|PERSON") && shown.contains("Сергей")),
        "{shown:?}"
    );
}

#[test]
fn removing_a_mark_removes_what_hangs_on_it() {
    let (document, _) = corrected(|document| {
        vec![
            Correction::Remove { target: at(document, "17\u{a0}%", Kind::Percent) },
            Correction::Remove { target: at(document, "2024", Kind::Date) },
            Correction::Remove { target: at(document, "Сергей Собянин", Kind::Person) },
        ]
    });
    assert_eq!(document.metrics.len(), 1);
    assert_eq!(document.metrics[0].period, None);
    assert_eq!(document.quotes[0].speaker, None);
    assert!(entity(&document, "Сергей Собянин").is_none());
    assert!(document.relations.is_empty());
}

#[test]
fn retyping_keeps_what_refers_to_a_lone_mention() {
    let (document, _) = corrected(|document| {
        vec![Correction::Retype {
            target: at(document, "Сергей Собянин", Kind::Person),
            kind: Kind::Facility,
        }]
    });
    let speaker = document.quotes[0].speaker.unwrap();
    assert_eq!(document.entities[speaker.0 as usize].kind, Kind::Facility);
}

#[test]
fn a_retyped_mark_comes_back_where_a_later_annotation_lacks_it() {
    let machine = marked::document(TEXT);
    let log = [Correction::Retype {
        target: at(&machine, "Сергей Собянин", Kind::Person),
        kind: Kind::Facility,
    }];
    let bare = marked::document(&TEXT.replace("[Сергей Собянин|PERSON]", "Сергей Собянин"));
    assert!(shown(&apply(&bare, &log, &LEXICON)).contains(&"Сергей Собянин|FACILITY".to_owned()));
}

#[test]
fn moving_a_mark_moves_its_metric() {
    let (document, refused) = corrected(|document| {
        vec![Correction::Move {
            target: at(document, "5\u{a0}млн рублей", Kind::Money),
            span: span(document, "дали 5\u{a0}млн рублей"),
        }]
    });
    assert_eq!(refused, []);
    let metric = document.metrics.last().unwrap();
    assert_eq!(document.text.slice(metric.span), "дали 5 млн рублей");
    assert_eq!(document.mentions[metric.mention.0 as usize].span, metric.span);
}

#[test]
fn a_set_value_is_that_of_the_metric() {
    let value = Value::Amount(Amount {
        amount: Decimal::from(18),
        amount_to: None,
        unit: Some(Unit { code: "pp".into(), kind: UnitKind::Percent }),
        comparator: Comparator::Over,
    });
    let (document, _) = corrected(|document| {
        vec![Correction::SetValue {
            target: at(document, "17\u{a0}%", Kind::Percent),
            value: Some(value.clone()),
        }]
    });
    let metric = &document.metrics[0];
    assert_eq!(
        (metric.amount, metric.unit.code.as_str(), metric.comparator),
        (18.into(), "pp", Comparator::Over)
    );
}

#[test]
fn what_stands_around_a_figure_can_be_said() {
    let money = |document: &Document| at(document, "5\u{a0}млн рублей", Kind::Money);
    let (document, refused) = corrected(|document| {
        let year = at(document, "2024", Kind::Date);
        let figure = Figure {
            period: Some(year),
            change: Some((Direction::Up, Some(year))),
            measured: Some(span(document, "скидка")),
            subject: Some(at(document, "Моспром", Kind::Organization)),
        };
        let told = Correction::SetFigure { target: money(document), figure };
        let silent = Figure { measured: None, ..figure };
        let date = Correction::SetFigure { target: year, figure: silent };
        vec![told, Correction::SetFigure { target: money(document), figure: silent }, date]
    });
    // The words that should say what is measured are cut out of the text, and a date is no figure.
    assert_eq!(refused, [(0, Refusal::NoText), (2, Refusal::NotFound)]);
    let metric = document.metrics.last().unwrap();
    let year = document.mentions.iter().find(|mention| mention.kind == Kind::Date).unwrap().id;
    assert_eq!(metric.period, Some(year));
    assert_eq!(metric.change, Some(Change { direction: Direction::Up, base: Some(year) }));
    assert_eq!(metric.subject, entity(&document, "Моспром").map(|entity| entity.id));
}

#[test]
fn a_mark_of_the_editor_gets_its_dictionary_form() {
    let machine = annotate("Мы были у Степана Коваленко в Казани.", Options::default());
    let bare = Document { mentions: Vec::new(), entities: Vec::new(), ..machine };
    let log = [
        Correction::Add { target: at(&bare, "Степана", Kind::Person) },
        Correction::Move {
            target: at(&bare, "Степана", Kind::Person),
            span: span(&bare, "Степана Коваленко"),
        },
        Correction::Add { target: at(&bare, "Казани", Kind::City) },
    ];
    let document = apply(&bare, &log, &LEXICON);
    let names: Vec<_> = document.mentions.iter().map(|mention| mention.normal.as_deref()).collect();
    assert_eq!(names, [Some("Степан Коваленко"), Some("Казань")]);
    assert!(entity(&document, "Степан Коваленко").is_some() && entity(&document, "Казань").is_some());
}

#[test]
fn a_figure_of_the_editor_is_read() {
    let machine = annotate("Завод получил свыше 5 млн рублей в 2023 году.", Options::default());
    let bare = Document { mentions: Vec::new(), metrics: Vec::new(), ..machine };
    let log = [
        Correction::Add { target: at(&bare, "свыше 5 млн", Kind::Money) },
        Correction::Move {
            target: at(&bare, "свыше 5 млн", Kind::Money), span: span(&bare, "5 млн рублей")
        },
        Correction::Add { target: at(&bare, "2023 году", Kind::Date) },
        Correction::Add { target: at(&bare, "получил", Kind::Number) },
    ];
    let document = apply(&bare, &log, &LEXICON);
    let [metric] = document.metrics.as_slice() else { panic!("one figure: {:?}", document.metrics) };
    assert_eq!((metric.amount, metric.unit.code.as_str()), (5_000_000.into(), "RUB"));
    let value = |words: &str| {
        let found = document.mentions.iter().find(|mention| document.text.slice(mention.span) == words);
        found.unwrap().value.clone()
    };
    assert_eq!(value("2023 году"), Some(Value::Date("2023".parse().ok())));
    assert_eq!(value("получил"), None);
}

#[test]
fn roles_and_names_of_the_page_are_the_editors() {
    let (document, refused) = corrected(|document| {
        vec![
            Correction::SetRole { block: document.blocks[0].source, role: Role::Title },
            Correction::SetAuthor { author: Some("Анна Ким".into()) },
            Correction::SetOutlet { outlet: None },
            Correction::SetRole { block: Span::new(1, 2), role: Role::Lead },
        ]
    });
    assert_eq!(refused, [(3, Refusal::NotFound)]);
    assert_eq!(document.blocks[0].role, Role::Title);
    assert_eq!(document.details.author.as_deref(), Some("Анна Ким"));
}

#[test]
fn entities_join_and_split() {
    let first = |document: &Document| at(document, "Сергей Собянин", Kind::Person);
    let second = |document: &Document| {
        let words = "Собянин и";
        let whole = span(document, words);
        Target { span: Span::new(whole.start(), whole.end() - " и".len() as u32), kind: Kind::Person }
    };
    let join = |document: &Document| Correction::Join { first: first(document), second: second(document) };
    let (document, refused) = corrected(|document| vec![join(document)]);
    assert_eq!(refused, []);
    assert_eq!(entity(&document, "Сергей Собянин").unwrap().mentions.len(), 2);
    assert!(entity(&document, "Собянин").is_none());
    let (document, refused) = corrected(|document| {
        let split = Correction::Split { target: second(document) };
        vec![join(document), split.clone(), split]
    });
    assert_eq!(refused, [(2, Refusal::Alone)]);
    assert_eq!(entity(&document, "Собянин").unwrap().mentions.len(), 1);
}

#[test]
fn figures_have_no_entities() {
    let (_, refused) = corrected(|document| {
        let figure = at(document, "2024", Kind::Date);
        vec![Correction::Rename { target: figure, name: "год".into() }, Correction::Split { target: figure }]
    });
    assert_eq!(refused, [(0, Refusal::NoEntity), (1, Refusal::NoEntity)]);
}

#[test]
fn a_dictionary_form_names_the_entity_that_bore_the_old_one() {
    let (document, _) = corrected(|document| {
        vec![Correction::SetNormal {
            target: at(document, "Москвы", Kind::City), normal: "Москва".into()
        }]
    });
    assert!(entity(&document, "Москва").is_some());
    assert!(document.mentions.iter().any(|mention| mention.normal.as_deref() == Some("Москва")));
}

#[test]
fn several_acts_are_undone_as_one() {
    let machine = marked::document(TEXT);
    let mut log = vec![Correction::All(vec![
        Correction::Remove { target: at(&machine, "Моспром", Kind::Organization) },
        Correction::Add { target: at(&machine, "дали", Kind::Event) },
    ])];
    assert_ne!(apply(&machine, &log, &LEXICON), machine);
    log.pop();
    assert_eq!(apply(&machine, &log, &LEXICON), machine);
}

#[test]
fn quotes_are_corrected_too() {
    let (document, refused) = corrected(|document| {
        let quote = span(document, "Рост\u{a0}— 17\u{a0}%");
        let added = span(document, "дали 5\u{a0}млн");
        let speaker = Some(at(document, "Моспром", Kind::Organization));
        vec![
            Correction::SetSpeaker { quote, speaker },
            Correction::AddQuote { span: added, speech: Speech::Reported },
            Correction::SetSpeaker { quote: added, speaker },
            Correction::RemoveQuote { span: quote },
        ]
    });
    assert_eq!(refused, []);
    let [quote] = document.quotes.as_slice() else { panic!("one quote remains: {:?}", document.quotes) };
    assert_eq!(document.text.slice(quote.span), "дали 5 млн");
    assert_eq!(quote.speaker, entity(&document, "Моспром").map(|entity| entity.id));
}

fn annotate(text: &str, options: Options) -> Document {
    match Pipeline::new(options).annotate_with(Input::Text(text), |_| ControlFlow::Continue(())) {
        ControlFlow::Continue(document) => document,
        ControlFlow::Break(()) => unreachable!(),
    }
}

#[test]
fn typing_over_a_selection_keeps_the_marks_around_it() {
    let base = Options::default();
    let machine = annotate("Масква и Киев", base.clone());
    let clean = |words: &str| {
        let start = machine.text.clean().find(words).unwrap();
        Span::of(start..start + words.len())
    };
    let log = vec![
        Correction::Add { target: at(&machine, "Киев", Kind::City) },
        edit_text(&machine, clean("Масква"), "Город Москва").unwrap(),
        edit_text(&machine, Span::empty(clean("Киев").end()), "!").unwrap(),
    ];
    assert!(log.iter().any(Correction::changes_options));
    let again = annotate("Масква и Киев", options(&base, &log));
    assert_eq!(again.text.clean(), "Город Москва и Киев!");
    assert_eq!(apply(&again, &log, &LEXICON).broken_invariant(), None);
}

#[test]
fn a_second_edit_of_the_same_words_builds_on_the_first() {
    let base = Options::default();
    let mut log = Vec::new();
    for with in ["б", "вв", ""] {
        let document = annotate("а 1 я", options(&base, &log));
        let end = document.text.clean().rfind(' ').unwrap();
        log.push(edit_text(&document, Span::of("а ".len()..end), with).unwrap());
    }
    let texts: Vec<String> = (0..=log.len())
        .map(|steps| annotate("а 1 я", options(&base, &log[..steps])).text.clean().to_owned())
        .collect();
    assert_eq!(texts, ["а 1 я", "а б я", "а вв я", "а  я"].map(str::to_owned), "{log:?}");
}

#[test]
fn the_last_word_on_blocks_and_dates_counts() {
    let block = Span::new(0, 4);
    let date: Date = "2024-01-29".parse().unwrap();
    let log = [
        Correction::KeepBlock { block },
        Correction::SetPublished { date: Some(date.clone()) },
        Correction::All(vec![Correction::DropBlock { block }]),
    ];
    let options = options(&Options::default(), &log);
    assert_eq!(options.cleaning.overrides, [(block, false)]);
    assert_eq!(options.published, Some(date));
}

/// A correction of any sort over any place.
fn any_correction(source: &str) -> impl Strategy<Value = Correction> + use<> {
    let borders: Vec<u32> =
        source.char_indices().map(|(at, _)| at as u32).chain([source.len() as u32]).collect();
    let span = (any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(move |(a, b)| {
        let (a, b) = (*a.get(&borders), *b.get(&borders));
        Span::<Source>::new(a.min(b), a.max(b))
    });
    let kind = prop::sample::select(Kind::ALL.to_vec());
    let machine = marked::document(TEXT);
    let known: Vec<Target> = machine.mentions.iter().map(|mention| target(&machine, mention)).collect();
    let target = prop_oneof![
        prop::sample::select(known),
        (span.clone(), kind.clone()).prop_map(|(span, kind)| Target { span, kind }),
    ];
    prop_oneof![
        target.clone().prop_map(|target| Correction::Add { target }),
        target.clone().prop_map(|target| Correction::Remove { target }),
        (target.clone(), kind).prop_map(|(target, kind)| Correction::Retype { target, kind }),
        (target.clone(), span.clone()).prop_map(|(target, span)| Correction::Move { target, span }),
        (target.clone(), target.clone()).prop_map(|(first, second)| Correction::Join { first, second }),
        target.clone().prop_map(|target| Correction::Split { target }),
        target.clone().prop_map(|target| Correction::SetNormal { target, normal: "Имя".into() }),
        target.clone().prop_map(|target| Correction::SetValue { target, value: None }),
        span.clone().prop_map(|span| Correction::AddQuote { span, speech: Speech::Direct }),
        span.clone().prop_map(|span| Correction::RemoveQuote { span }),
        (target.clone(), target.clone()).prop_map(|(target, other)| Correction::SetFigure {
            target,
            figure: Figure { period: Some(other), ..Figure::default() },
        }),
        (span, target).prop_map(|(quote, speaker)| Correction::SetSpeaker { quote, speaker: Some(speaker) }),
    ]
}

proptest! {
    #[test]
    fn no_log_breaks_the_invariants(log in prop::collection::vec(any_correction(marked::document(TEXT).text.source()), 0..20)) {
        let document = apply(&marked::document(TEXT), &log, &LEXICON);
        prop_assert_eq!(document.broken_invariant(), None);
        let exported = json::document(&document);
        for mention in &exported.mentions {
            let (start, end) = (mention.place.start as usize, mention.place.end as usize);
            let words: String = exported.text.chars().skip(start).take(end - start).collect();
            prop_assert_eq!(&words, &mention.text);
        }
    }
}
