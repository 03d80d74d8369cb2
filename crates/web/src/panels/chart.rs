//! Figures of one subject in one unit over several periods, as bars. Nothing is added up.

use razmetka::case;
use razmetka::document::{EntityId, MentionId, Metric};
use razmetka::sort;

use super::metrics::{MANY, date, edtf};
use crate::dom::{El, el, svg};
use crate::format;
use crate::i18n::{self, Lang};
use crate::sheet::Sheet;
use crate::state::State;

/// Measures of a drawing, in its own units.
const WIDTH: u32 = 340;
const ROW: u32 = 24;
const LABEL: u32 = 118;
const LONGEST: f64 = 110.0;

/// What the figures of a chart have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Topic {
    subject: Option<EntityId>,
    /// What is measured, in small letters; figures without subject and measure are not compared.
    measured: Option<String>,
    unit: String,
    is_change: bool,
}

impl Topic {
    fn of(sheet: &Sheet, metric: &Metric) -> Option<Self> {
        let measured = metric.measured.map(|span| case::lower(sheet.slice(span)));
        let subject = metric.subject;
        (subject.is_some() || measured.is_some()).then(|| Self {
            subject,
            // Of one subject, the noun may be told in other words the second time.
            measured: if subject.is_some() { None } else { measured },
            unit: metric.unit.code.clone(),
            is_change: metric.change.is_some(),
        })
    }
}

/// The figures of a topic.
#[derive(Debug)]
struct Series<'s> {
    topic: Topic,
    metrics: Vec<&'s Metric>,
}

/// A drawing for each topic with at least two periods.
pub(super) fn view(state: State, sheet: &Sheet) -> Vec<El> {
    series(sheet).iter().map(|series| drawing(state, sheet, series)).collect()
}

fn series(sheet: &Sheet) -> Vec<Series<'_>> {
    let mut all: Vec<Series<'_>> = Vec::new();
    for metric in sheet.metrics.iter().filter(|metric| edtf(sheet, metric.period).is_some()) {
        let Some(topic) = Topic::of(sheet, metric) else { continue };
        match all.iter_mut().find(|series| series.topic == topic) {
            Some(series) => series.metrics.push(metric),
            None => all.push(Series { topic, metrics: vec![metric] }),
        }
    }
    for series in &mut all {
        sort::by_key(&mut series.metrics, |metric| edtf(sheet, metric.period));
    }
    all.retain(|series| {
        let mut periods: Vec<_> = series.metrics.iter().map(|metric| edtf(sheet, metric.period)).collect();
        periods.dedup();
        // Two figures for one period are two statements, not a course of time.
        periods.len() > 1 && periods.len() == series.metrics.len()
    });
    all
}

fn drawing(state: State, sheet: &Sheet, series: &Series<'_>) -> El {
    let most = series.metrics.iter().map(|metric| size(metric)).fold(0.0, f64::max);
    let rows = (0..).zip(&series.metrics).flat_map(|(at, metric)| bar(state, sheet, metric, at, most));
    let height = ROW * series.metrics.len() as u32;
    let name = name(state.lang.get(), sheet, series);
    let drawing = svg("svg")
        .attr("viewBox", &format!("0 0 {WIDTH} {height}"))
        .attr("role", "img")
        .attr("aria-label", &name)
        .children(rows.collect());
    el("figure").class("chart").child(el("figcaption").text(&name)).child(drawing)
}

/// Whose figures these are, and of what.
fn name(lang: Lang, sheet: &Sheet, series: &Series<'_>) -> String {
    let subject = series.topic.subject.and_then(|id| sheet.entity(id)).map(|entity| entity.name.as_str());
    let measured = series.metrics.iter().find_map(|metric| metric.measured).map(|span| sheet.slice(span));
    let parts = [subject, measured].into_iter().flatten().collect::<Vec<_>>();
    format!("{} ({})", parts.join(": "), i18n::unit(lang, &series.topic.unit, Some(MANY)))
}

/// One period: its name, a bar, the figure. A click goes to the words.
fn bar(state: State, sheet: &Sheet, metric: &Metric, at: u32, most: f64) -> [El; 3] {
    let id: MentionId = metric.mention;
    let length = if most > 0.0 { (size(metric) / most * LONGEST).round() as u32 } else { 0 }.max(1);
    let (top, base) = (at * ROW + 5, at * ROW + 17);
    let text = |x: u32, class: &str, words: &str| {
        svg("text").attr("x", &x.to_string()).attr("y", &base.to_string()).class(class).text(words)
    };
    let period = metric.period.and_then(|id| date(state, sheet, id)).unwrap_or_default();
    let bar = svg("rect")
        .attr("x", &LABEL.to_string())
        .attr("y", &top.to_string())
        .attr("width", &length.to_string())
        .attr("height", "14")
        .on("click", move |_| state.go_to(id));
    let value = format::metric(state.lang.get(), metric, None);
    [text(0, "period", &period), bar, text(LABEL + length + 6, "value", &value)]
}

/// How long the bar of a figure is, by comparison: only drawn, never shown as a number.
fn size(metric: &Metric) -> f64 {
    let amount = metric.amount;
    amount.mantissa().unsigned_abs() as f64 / 10_f64.powi(amount.scale() as i32)
}
