//! Figures as a table that an editor checks in ten seconds: sorted, filtered, each with its sentence.

use std::cmp::Ordering;

use razmetka::case;
use razmetka::document::{Kind, MentionId, Metric};
use razmetka::sort;

use super::{chart, empty, timeline};
use crate::dom::{El, button, choice, el, slot, value};
use crate::format;
use crate::i18n::{self, nouns};
use crate::reactive::effect;
use crate::sheet::Sheet;
use crate::state::State;

/// Shorter tables need no filter.
const FEW: usize = 6;

/// A number that asks for the plural.
pub(super) const MANY: u32 = 100;

/// The columns that a table is sorted by; the order of the text is what it begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// By unit, then by amount: figures of different units have no order.
    Value,
    Measured,
    When,
}

/// How the figures stand in their table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Order {
    column: Option<Column>,
    falling: bool,
}

impl Order {
    /// A column rises, then falls, then gives way to the order of the text.
    fn after_click(self, column: Column) -> Self {
        match self {
            Self { column: Some(now), falling: false } if now == column => {
                Self { column: Some(now), falling: true }
            }
            Self { column: Some(now), .. } if now == column => Self::default(),
            _ => Self { column: Some(column), falling: false },
        }
    }

    fn aria(self, column: Column) -> &'static str {
        match self {
            Self { column: Some(now), falling } if now == column => {
                if falling {
                    "descending"
                } else {
                    "ascending"
                }
            }
            _ => "none",
        }
    }
}

/// Which figures stand in their table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Filter {
    words: String,
    unit: String,
    kind: Option<Kind>,
}

impl Filter {
    fn lets(&self, sheet: &Sheet, metric: &Metric) -> bool {
        let kind = sheet.mention(metric.mention).map(|mention| mention.kind);
        (self.unit.is_empty() || self.unit == metric.unit.code)
            && (self.kind.is_none() || self.kind == kind)
            && (self.words.is_empty() || said(sheet, metric).contains(&self.words))
    }
}

/// Everything that a row says, in small letters.
fn said(sheet: &Sheet, metric: &Metric) -> String {
    let sentence = sheet.sentence(metric.span).map_or("", |span| sheet.slice(span));
    let subject = metric.subject.and_then(|id| sheet.entity(id)).map_or("", |entity| entity.name.as_str());
    case::lower(&format!("{sentence} {subject} {}", metric.unit.code))
}

/// Dates on a strip, figures over time, and one row a figure.
pub(super) fn view(state: State) -> El {
    let above = slot().live_children(move || match state.sheet.get() {
        Some(sheet) if sheet.metrics.is_empty() => {
            let mut above = timeline::view(state, &sheet);
            above.push(empty(state.words().no_metrics));
            above
        }
        Some(sheet) => [timeline::view(state, &sheet), chart::view(state, &sheet)].concat(),
        None => Vec::new(),
    });
    let body = el("tbody").live_children(move || rows(state));
    let words = state.words();
    let heads = [
        (Column::Value, words.col_value),
        (Column::Measured, words.col_measured),
        (Column::When, words.col_period),
    ];
    let heads = heads.map(|(column, name)| head(state, column, name));
    let table = el("table")
        .class("metrics")
        .child(el("thead").child(el("tr").children(heads.into())))
        .child(body)
        .live_class("absent", move || state.sheet.with(|sheet| count(sheet.as_deref()) == 0));
    el("div").class("figures").child(above).child(filters(state)).child(table)
}

fn count(sheet: Option<&Sheet>) -> usize {
    sheet.map_or(0, |sheet| sheet.metrics.len())
}

fn head(state: State, column: Column, name: &str) -> El {
    let sort = button("sort", name, move || state.order.update(|order| *order = order.after_click(column)));
    el("th")
        .attr("scope", "col")
        .live_attr("aria-sort", move || state.order.get().aria(column).to_owned())
        .child(sort.attr("title", state.words().sort))
}

/// The field of words stays while the lists behind it follow the sheet.
fn filters(state: State) -> El {
    let words = state.words();
    let field = el("input")
        .attr("type", "search")
        .attr("name", "filter")
        .attr("autocomplete", "off")
        .attr("aria-label", words.filter)
        .attr("placeholder", words.filter)
        .on("input", move |event| {
            let words = event.target().map(|field| case::lower(value(&field).trim()));
            state.filter.update(|filter| filter.words = words.unwrap_or_default());
        });
    field.set_value(&state.filter.with_untracked(|filter| filter.words.clone()));
    let lists = slot().live_children(move || match state.sheet.get() {
        Some(sheet) => vec![units(state, &sheet), kinds(state, &sheet)],
        None => Vec::new(),
    });
    let shown = el("span").class("shown").attr("role", "status").live_text(move || told(state));
    el("div")
        .class("filters")
        .live_class("absent", move || state.sheet.with(|sheet| count(sheet.as_deref()) < FEW))
        .children(vec![field, lists, shown])
}

/// How many of the figures a filter leaves.
fn told(state: State) -> String {
    let filter = state.filter.get();
    if filter == Filter::default() {
        return String::new();
    }
    state.sheet.with(|sheet| {
        let Some(sheet) = sheet else { return String::new() };
        let left = sheet.metrics.iter().filter(|metric| filter.lets(sheet, metric)).count();
        let all = nouns::FIGURES.count(state.lang.get(), sheet.metrics.len() as u32);
        format!("{left} {} {all}", state.words().of)
    })
}

fn units(state: State, sheet: &Sheet) -> El {
    let mut codes: Vec<&str> = sheet.metrics.iter().map(|metric| metric.unit.code.as_str()).collect();
    sort::sort(&mut codes);
    codes.dedup();
    let words = state.words();
    let mut options = vec![(String::new(), words.all_units.to_owned())];
    let name = |code: &str| i18n::unit(state.lang.get(), code, Some(MANY)).to_owned();
    options.extend(codes.into_iter().map(|code| (code.to_owned(), name(code))));
    let chosen = state.filter.with_untracked(|filter| filter.unit.clone());
    choice(words.all_units, &options, &chosen, move |unit| state.filter.update(|filter| filter.unit = unit))
}

fn kinds(state: State, sheet: &Sheet) -> El {
    let mut kinds: Vec<Kind> =
        sheet.metrics.iter().filter_map(|metric| Some(sheet.mention(metric.mention)?.kind)).collect();
    sort::sort(&mut kinds);
    kinds.dedup();
    let words = state.words();
    let name = |kind: Kind| (kind.name().to_owned(), i18n::kind_plural(state.lang.get(), kind).to_owned());
    let mut options = vec![(String::new(), words.all_kinds.to_owned())];
    options.extend(kinds.into_iter().map(name));
    let chosen = state.filter.with_untracked(|filter| filter.kind.map_or("", Kind::name));
    choice(words.all_kinds, &options, chosen, move |kind| {
        state.filter.update(|filter| filter.kind = Kind::from_name(&kind));
    })
}

fn rows(state: State) -> Vec<El> {
    let (filter, order) = (state.filter.get(), state.order.get());
    let Some(sheet) = state.sheet.get() else { return Vec::new() };
    let mut metrics: Vec<&Metric> =
        sheet.metrics.iter().filter(|metric| filter.lets(&sheet, metric)).collect();
    if let Some(column) = order.column {
        sort::by(&mut metrics, |a, b| compare(&sheet, column, a, b));
        if order.falling {
            metrics.reverse();
        }
    }
    let rows: Vec<Row> = metrics.into_iter().map(|metric| row(state, &sheet, metric)).collect();
    let all = rows.iter().flat_map(|row| [row.row.clone(), row.sentence.clone()]).collect();
    light(state, rows);
    all
}

/// Follows the chosen figure: one effect for the table, however long it is.
fn light(state: State, rows: Vec<Row>) {
    let mut last: Option<usize> = None;
    effect(move || {
        let chosen = state.at.get();
        let now = rows.iter().position(|row| Some(row.id) == chosen);
        for (at, is_chosen) in [(last, false), (now, true)] {
            let Some(row) = at.and_then(|at| rows.get(at)) else { continue };
            row.row.toggle("lit", is_chosen);
            row.sentence.toggle("absent", !is_chosen);
        }
        last = now;
    });
}

fn compare(sheet: &Sheet, column: Column, a: &Metric, b: &Metric) -> Ordering {
    match column {
        Column::Value => (&a.unit.code, a.amount).cmp(&(&b.unit.code, b.amount)),
        Column::Measured => {
            let measured = |metric: &Metric| metric.measured.map(|span| case::lower(sheet.slice(span)));
            measured(a).cmp(&measured(b))
        }
        Column::When => {
            let when = |metric: &Metric| edtf(sheet, metric.period);
            when(a).cmp(&when(b))
        }
    }
}

/// The date that a mention says, as EDTF writes it, which sorts by time.
pub(super) fn edtf(sheet: &Sheet, id: Option<MentionId>) -> Option<&str> {
    match sheet.mention(id?)?.value.as_ref()? {
        razmetka::document::Value::Date(date) => Some(date.as_ref()?.as_str()),
        _ => None,
    }
}

/// The row of a figure, and the row of its sentence, seen while the figure is chosen.
struct Row {
    id: MentionId,
    row: El,
    sentence: El,
}

fn row(state: State, sheet: &Sheet, metric: &Metric) -> Row {
    let lang = state.lang.get();
    let id = metric.mention;
    let dash = || String::from("—");
    let subject = metric.subject.and_then(|id| sheet.entity(id)).map(|entity| entity.name.as_str());
    let measured = metric.measured.map_or_else(dash, |span| sheet.slice(span).to_owned());
    let base = metric.change.as_ref().and_then(|change| change.base).and_then(|id| date(state, sheet, id));
    let value = button("metric", "", move || state.go_to(id))
        .child(el("span").class("metric-value").text(&format::metric(lang, metric, sheet.counted(id))))
        .child(el("span").class("metric-words").attr("lang", "ru").text(sheet.slice(metric.span)));
    let measured = el("td")
        .attr("lang", "ru")
        .text(&measured)
        .maybe(subject.map(|name| el("span").class("metric-subject").text(name)));
    let when = el("td")
        .text(&metric.period.and_then(|id| date(state, sheet, id)).unwrap_or_else(dash))
        .maybe(base.map(|base| el("span").class("base").text(&format!("{} {base}", lang.pick(["к", "on"])))));
    let row = el("tr").child(el("td").child(value)).child(measured).child(when);
    Row { id, row, sentence: sentence(sheet, metric) }
}

/// The sentence of a figure with the figure in it.
fn sentence(sheet: &Sheet, metric: &Metric) -> El {
    let around = sheet.sentence(metric.span).unwrap_or(metric.span);
    let before = razmetka::Span::new(around.start(), metric.span.start());
    let after = razmetka::Span::new(metric.span.end(), around.end().max(metric.span.end()));
    let words = el("td")
        .attr("colspan", "3")
        .attr("lang", "ru")
        .text(sheet.slice(before).trim_start())
        .child(el("b").text(sheet.slice(metric.span)))
        .text(sheet.slice(after));
    el("tr").class("metric-sentence absent").child(words)
}

/// A date as read, or in the words of the text where it stays open.
pub(super) fn date(state: State, sheet: &Sheet, id: MentionId) -> Option<String> {
    let mention = sheet.mention(id)?;
    let read = mention.value.as_ref().and_then(|value| format::value(state.lang.get(), value));
    Some(read.unwrap_or_else(|| sheet.slice(mention.span).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn a_column_rises_then_falls_then_rests() {
        let mut order = Order::default();
        let mut seen = Vec::new();
        for _ in 0..3 {
            order = order.after_click(Column::When);
            seen.push(order.aria(Column::When));
        }
        assert_eq!(seen, ["ascending", "descending", "none"]);
        assert_eq!(order.after_click(Column::When).after_click(Column::Value).aria(Column::When), "none");
    }
}
