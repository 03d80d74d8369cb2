//! Figures as a table that an editor checks in ten seconds.

use leptos::prelude::*;
use razmetka::document::{MentionId, Metric, UnitKind};

use super::empty;
use crate::format;
use crate::sheet::Sheet;
use crate::state::State;

/// One row a figure.
pub(super) fn view(state: State, sheet: &Sheet) -> AnyView {
    if sheet.metrics.is_empty() {
        return empty(state.words().no_metrics);
    }
    let words = state.words();
    let rows = sheet.metrics.iter().map(|metric| row(state, sheet, metric)).collect_view();
    view! {
        <table class="metrics">
            <thead><tr>
                <th scope="col">{words.col_value}</th>
                <th scope="col">{words.col_measured}</th>
                <th scope="col">{words.col_period}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(state: State, sheet: &Sheet, metric: &Metric) -> AnyView {
    let lang = state.lang.get();
    let id = metric.mention;
    let subject = metric.subject.and_then(|id| sheet.entity(id)).map(|entity| entity.name.clone());
    let measured = metric.measured.map(|span| sheet.slice(span).to_owned());
    // Without words of the text, a count still says what it counts.
    let counted = (metric.unit.kind == UnitKind::Count).then(|| metric.unit.code.clone());
    let period = metric.period.and_then(|id| date(state, sheet, id));
    view! {
        <tr class:lit=move || state.at.get() == Some(id)>
            <td>
                <button type="button" class="metric" on:click=move |_| state.go_to(id)>
                    <span class="metric-value">{format::metric(lang, metric)}</span>
                    <span class="metric-words" lang="ru">{sheet.slice(metric.span).to_owned()}</span>
                </button>
            </td>
            <td lang="ru">
                {measured.or(counted).unwrap_or_else(|| String::from("—"))}
                {subject.map(|name| view! { <span class="metric-subject">{name}</span> })}
            </td>
            <td>
                {period.unwrap_or_else(|| String::from("—"))}
                {base(state, sheet, metric)}
            </td>
        </tr>
    }
    .into_any()
}

/// What a change is counted from: "к 2023".
fn base(state: State, sheet: &Sheet, metric: &Metric) -> Option<AnyView> {
    let base = date(state, sheet, metric.change.as_ref()?.base?)?;
    let to = state.lang.get().pick(["к", "on"]);
    Some(view! { <span class="base">{to}" "{base}</span> }.into_any())
}

/// A date as read, or in the words of the text where it stays open.
fn date(state: State, sheet: &Sheet, id: MentionId) -> Option<String> {
    let mention = sheet.mention(id)?;
    let read = mention.value.as_ref().and_then(|value| format::value(state.lang.get(), value));
    Some(read.unwrap_or_else(|| sheet.slice(mention.span).to_owned()))
}
