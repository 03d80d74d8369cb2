//! What a figure or a date says, field by field.

use std::rc::Rc;

use razmetka::document::{
    Amount, Comparator, Direction, Kind, Mention, MentionId, Metric, Unit, UnitKind, Value,
};
use razmetka::edit::{Correction, Figure, Target};
use razmetka::sort;

use super::super::settings;
use crate::dom::{El, button, choice, el};
use crate::format;
use crate::sheet::Sheet;
use crate::state::State;

/// Units that are offered while one is typed, beside those of the text.
const UNITS: [&str; 12] = ["RUB", "USD", "EUR", "CNY", "%", "pp", "km", "m2", "har", "t", "a", "h"];

const COMPARATORS: [(Comparator, &str, [&str; 2]); 7] = [
    (Comparator::Exact, "exact", ["ровно", "exactly"]),
    (Comparator::Over, "over", ["больше", "over"]),
    (Comparator::Under, "under", ["меньше", "under"]),
    (Comparator::About, "about", ["около", "about"]),
    (Comparator::AtLeast, "at_least", ["не меньше", "at least"]),
    (Comparator::AtMost, "at_most", ["не больше", "at most"]),
    (Comparator::Range, "range", ["от и до", "from and to"]),
];

/// The fields of a mention's kind.
pub(super) fn form(state: State, sheet: &Sheet, mention: &Mention) -> Vec<El> {
    let fields = match mention.kind {
        Kind::Date | Kind::Time => date_fields(state, mention),
        Kind::Ordinal => ordinal_fields(state, mention),
        _ => amount_fields(state, sheet, mention),
    };
    crate::dom::next_frame(|| settings::focus_on(".value-form input"));
    vec![fields]
}

/// Fields, a button that takes them, and a sentence for what cannot be read.
fn assembled(
    state: State,
    rows: Vec<El>,
    take: impl Fn() -> Option<Vec<Correction>> + 'static,
    after: Target,
) -> El {
    let words = state.words();
    let trouble = el("p").class("trouble").attr("role", "status");
    let told = trouble.clone();
    let apply: Rc<dyn Fn()> = Rc::new(move || match take() {
        Some(corrections) => state.correct_then_open(Correction::All(corrections), after, false),
        None => {
            told.fill(Vec::new());
            let _ = told.clone().text(words.unreadable_value);
        }
    });
    let by_key = Rc::clone(&apply);
    el("div")
        .class("card-form value-form")
        .children(rows)
        .child(trouble)
        .child(button("primary apply", words.apply, move || apply()).child(el("kbd").text("↵")))
        .on("keydown", move |event| {
            use wasm_bindgen::JsCast;
            let is_field = crate::dom::target(&event).is_some_and(|target| target.tag_name() == "INPUT");
            if is_field && event.unchecked_ref::<web_sys::KeyboardEvent>().key() == "Enter" {
                event.prevent_default();
                by_key();
            }
        })
}

fn row(name: &str, field: El) -> El {
    el("label").child(el("span").text(name)).child(field)
}

fn text_field(name: &str, value: &str) -> El {
    let field = el("input").attr("name", name).attr("autocomplete", "off").attr("spellcheck", "false");
    field.set_value(value);
    field
}

fn target_of(state: State, mention: &Mention) -> Target {
    // The mention is on the sheet that the card shows.
    let fallback = Target { span: razmetka::Span::empty(0), kind: mention.kind };
    state.target(mention.id).unwrap_or(fallback)
}

fn date_fields(state: State, mention: &Mention) -> El {
    let words = state.words();
    let date = match &mention.value {
        Some(Value::Date(Some(date))) => date.as_str(),
        _ => "",
    };
    let field = text_field("edtf", date).attr("placeholder", "2024-01-29, 2024-33, 2021/2025");
    let target = target_of(state, mention);
    let read = field.clone();
    let take = move || {
        let text = read.value().trim().to_owned();
        let date = if text.is_empty() { None } else { Some(text.parse().ok()?) };
        Some(vec![Correction::SetValue { target, value: Some(Value::Date(date)) }])
    };
    let hint = el("p").class("hint").text(words.edtf_hint);
    assembled(state, vec![row(words.field_date, field), hint], take, target)
}

fn ordinal_fields(state: State, mention: &Mention) -> El {
    let place = match mention.value {
        Some(Value::Ordinal(place)) => place.to_string(),
        _ => String::new(),
    };
    let field = text_field("ordinal", &place).attr("inputmode", "numeric");
    let target = target_of(state, mention);
    let read = field.clone();
    let take = move || {
        let value = Value::Ordinal(read.value().trim().parse().ok()?);
        Some(vec![Correction::SetValue { target, value: Some(value) }])
    };
    assembled(state, vec![row(state.words().field_place, field)], take, target)
}

fn amount_fields(state: State, sheet: &Sheet, mention: &Mention) -> El {
    let (lang, words) = (state.lang.get(), state.words());
    let metric = sheet.metric(mention.id);
    let read = read_so_far(mention, metric);
    let number = |name: &str, value: Option<String>| {
        text_field(name, &value.unwrap_or_default()).attr("inputmode", "decimal")
    };
    let from = number("amount", read.as_ref().map(|read| read.amount.to_string()));
    let to = number("amount_to", read.as_ref().and_then(|read| read.amount_to).map(|to| to.to_string()));
    let unit = read.as_ref().and_then(|read| read.unit.clone());
    let unit_field = text_field("unit", unit.as_ref().map_or("", |unit| unit.code.as_str()));
    let unit_field = unit_field.attr("list", "units");
    let comparators: Vec<(String, String)> =
        COMPARATORS.iter().map(|(_, code, name)| ((*code).to_owned(), lang.pick(*name).to_owned())).collect();
    let now = read.as_ref().map(|read| read.comparator).unwrap_or_default();
    let now =
        COMPARATORS.iter().find(|(comparator, ..)| *comparator == now).map_or("exact", |(_, code, _)| code);
    let comparator = choice(words.field_comparator, &comparators, now, |_| ());
    let circumstances = Circumstances::new(state, sheet, metric);
    let target = target_of(state, mention);
    let mut rows = vec![
        row(words.field_comparator, comparator.clone()),
        row(words.field_amount, from.clone()),
        row(words.field_amount_to, to.clone()),
        row(words.field_unit, unit_field.clone()).child(units(sheet)),
    ];
    rows.extend(circumstances.rows(state));
    let measured = metric.and_then(|metric| metric.measured).map(|span| sheet.text.to_source(span));
    let take = move || {
        let code = unit_field.value().trim().to_owned();
        let same = unit.as_ref().filter(|unit| unit.code == code).cloned();
        let unit = (!code.is_empty()).then(|| same.unwrap_or_else(|| unit_of(code)));
        let has_unit = unit.is_some();
        let upper = to.value();
        let amount = Amount {
            amount: plain(&from.value()).parse().ok()?,
            amount_to: if upper.trim().is_empty() { None } else { Some(plain(&upper).parse().ok()?) },
            unit,
            comparator: COMPARATORS.iter().find(|(_, code, _)| *code == comparator.value())?.0,
        };
        let mut corrections = vec![Correction::SetValue { target, value: Some(Value::Amount(amount)) }];
        if has_unit {
            let figure = Figure { measured, ..circumstances.figure(state) };
            corrections.push(Correction::SetFigure { target, figure });
        }
        Some(corrections)
    };
    assembled(state, rows, take, target)
}

fn read_so_far(mention: &Mention, metric: Option<&Metric>) -> Option<Amount> {
    match (metric, &mention.value) {
        (Some(metric), _) => Some(Amount {
            amount: metric.amount,
            amount_to: metric.amount_to,
            unit: Some(metric.unit.clone()),
            comparator: metric.comparator,
        }),
        (None, Some(Value::Amount(amount))) => Some(amount.clone()),
        _ => None,
    }
}

/// The units to choose from while one is typed.
fn units(sheet: &Sheet) -> El {
    let mut codes: Vec<&str> = sheet.metrics.iter().map(|metric| metric.unit.code.as_str()).collect();
    codes.extend(UNITS);
    sort::sort(&mut codes);
    codes.dedup();
    let options = codes.into_iter().map(|code| el("option").attr("value", code));
    el("datalist").attr("id", "units").children(options.collect())
}

/// A figure as typed, in the way that decimals are parsed.
fn plain(figure: &str) -> String {
    figure.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect()
}

/// The family of a unit by its code.
fn unit_of(code: String) -> Unit {
    let is_currency = code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase());
    let kind = match code.as_str() {
        "%" | "pp" => UnitKind::Percent,
        "a" | "mo" | "wk" | "d" | "h" | "min" | "s" => UnitKind::Duration,
        _ if is_currency => UnitKind::Currency,
        code if code.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) => UnitKind::Count,
        _ => UnitKind::Measure,
    };
    Unit { code, kind }
}

/// Period, change and owner of a figure, each a list of what the text has.
struct Circumstances {
    period: El,
    change: El,
    base: El,
    subject: El,
}

impl Circumstances {
    fn new(state: State, sheet: &Sheet, metric: Option<&Metric>) -> Self {
        let words = state.words();
        let change = metric.and_then(|metric| metric.change.as_ref());
        let period = metric.and_then(|metric| metric.period);
        let directions = [("", "—"), ("up", words.grows), ("down", words.falls)];
        let directions: Vec<_> =
            directions.iter().map(|(code, name)| ((*code).to_owned(), (*name).to_owned())).collect();
        let direction = change.map_or("", |change| match change.direction {
            Direction::Up => "up",
            Direction::Down => "down",
        });
        let owner = metric.and_then(|metric| metric.subject).and_then(|id| sheet.entity(id));
        let owner = owner.and_then(|entity| entity.mentions.first().copied());
        Self {
            period: of_mentions(words.col_period, dates(state, sheet), period),
            change: choice(words.field_change, &directions, direction, |_| ()),
            base: of_mentions(words.field_base, dates(state, sheet), change.and_then(|change| change.base)),
            subject: of_mentions(words.field_subject, owners(sheet), owner),
        }
    }

    fn rows(&self, state: State) -> Vec<El> {
        let words = state.words();
        vec![
            row(words.col_period, self.period.clone()),
            row(words.field_change, self.change.clone()),
            row(words.field_base, self.base.clone()),
            row(words.field_subject, self.subject.clone()),
        ]
    }

    fn figure(&self, state: State) -> Figure {
        let target = |list: &El| state.target(MentionId(list.value().parse().ok()?));
        let direction = match self.change.value().as_str() {
            "up" => Some(Direction::Up),
            "down" => Some(Direction::Down),
            _ => None,
        };
        Figure {
            period: target(&self.period),
            change: direction.map(|direction| (direction, target(&self.base))),
            measured: None,
            subject: target(&self.subject),
        }
    }
}

/// A list of mentions, the empty choice first.
fn of_mentions(label: &str, mentions: Vec<(MentionId, String)>, chosen: Option<MentionId>) -> El {
    let mut options = vec![(String::new(), String::from("—"))];
    options.extend(mentions.into_iter().map(|(id, name)| (id.0.to_string(), name)));
    let chosen = chosen.map(|id| id.0.to_string()).unwrap_or_default();
    choice(label, &options, &chosen, |_| ())
}

/// The dates of the text, in their own words and as read.
fn dates(state: State, sheet: &Sheet) -> Vec<(MentionId, String)> {
    let dates = sheet.mentions.iter().filter(|mention| mention.kind == Kind::Date);
    dates
        .map(|mention| {
            let words = sheet.slice(mention.span);
            let read = mention.value.as_ref().and_then(|value| format::value(state.lang.get(), value));
            (mention.id, read.map_or_else(|| words.to_owned(), |read| format!("{words} ({read})")))
        })
        .collect()
}

/// The entities whose figures there may be.
fn owners(sheet: &Sheet) -> Vec<(MentionId, String)> {
    let named = |entity: &razmetka::document::Entity| Some((*entity.mentions.first()?, entity.name.clone()));
    sheet.entities.iter().filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn a_unit_knows_its_family() {
        let kind = |code: &str| unit_of(code.to_owned()).kind;
        assert_eq!(kind("RUB"), UnitKind::Currency);
        assert_eq!(kind("%"), UnitKind::Percent);
        assert_eq!(kind("предприятие"), UnitKind::Count);
        assert_eq!(kind("km"), UnitKind::Measure);
        assert_eq!(kind("a"), UnitKind::Duration);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn figures_are_typed_as_people_do() {
        assert_eq!(plain("1\u{a0}208,40 "), "1208.40");
    }
}
