//! The dates of the text on a strip, the earliest at the left.

use razmetka::document::{Mention, MentionId, Value};
use razmetka::sort;

use crate::dom::{El, button, el};
use crate::format;
use crate::sheet::Sheet;
use crate::state::State;
use crate::views::settings;

/// A date of the text.
struct Moment<'s> {
    date: &'s razmetka::Date,
    /// Days, roughly: months of 31, years of 372; enough to draw by.
    day: i64,
    mentions: Vec<MentionId>,
}

/// The strip, where there are at least two different dates.
pub(super) fn view(state: State, sheet: &Sheet) -> Vec<El> {
    let moments = moments(sheet);
    let (Some(first), Some(last)) = (moments.first(), moments.last()) else { return Vec::new() };
    let span = last.day - first.day;
    if span == 0 {
        return Vec::new();
    }
    let ticks = moments.iter().map(|moment| tick(state, moment, (moment.day - first.day) * 1000 / span));
    let lang = state.lang.get();
    let ends = [first, last].map(|moment| el("span").text(&format::date(lang, moment.date)));
    vec![
        el("div")
            .class("timeline")
            .attr("role", "group")
            .attr("aria-label", state.words().timeline)
            .child(el("div").class("strip").children(ticks.collect()))
            .child(el("p").class("ends").children(ends.into())),
    ]
}

fn moments(sheet: &Sheet) -> Vec<Moment<'_>> {
    let mut moments: Vec<Moment<'_>> = Vec::new();
    for (mention, date) in sheet.mentions.iter().filter_map(dated) {
        let Some(day) = day(date.as_str()) else { continue };
        match moments.iter_mut().find(|moment| moment.date == date) {
            Some(moment) => moment.mentions.push(mention.id),
            None => moments.push(Moment { date, day, mentions: vec![mention.id] }),
        }
    }
    sort::by_key(&mut moments, |moment| moment.day);
    moments
}

fn dated(mention: &Mention) -> Option<(&Mention, &razmetka::Date)> {
    match &mention.value {
        Some(Value::Date(Some(date))) => Some((mention, date)),
        _ => None,
    }
}

/// A dot at so many thousandths; a click goes from mention to mention.
fn tick(state: State, moment: &Moment<'_>, thousandths: i64) -> El {
    let mentions = moment.mentions.clone();
    let (lit, count) = (mentions.clone(), mentions.len());
    let name = format::date(state.lang.get(), moment.date);
    let name = if count > 1 { format!("{name}\u{a0}×\u{a0}{count}") } else { name };
    let tick = button("moment", "", move || {
        let here = state.at.get_untracked().and_then(|at| mentions.iter().position(|id| *id == at));
        let next = here.map_or(0, |here| (here + 1) % mentions.len());
        if let Some(&id) = mentions.get(next) {
            state.go_to(id);
        }
    })
    .named(&name)
    .live_class("lit", move || state.at.get().is_some_and(|at| lit.contains(&at)));
    settings::style(tick.node(), "left", &format!("{}.{}%", thousandths / 10, thousandths % 10));
    tick
}

/// A day in the middle of what an EDTF date says; `None` without a year.
fn day(edtf: &str) -> Option<i64> {
    let start = edtf.split(['/', 'T']).next()?;
    let mut fields = start.split('-');
    let year: i64 = fields.next()?.replace('X', "5").parse().ok()?;
    let month = match fields.next().map(str::parse::<i64>) {
        None => return Some(year * 372 + 186),
        Some(month) => middle_month(month.ok()?),
    };
    let day = fields.next().and_then(|day| day.parse::<i64>().ok()).unwrap_or(16);
    Some(year * 372 + (month - 1) * 31 + day - 1)
}

/// The month in the middle of a month, season, quarter or half-year of EDTF.
fn middle_month(code: i64) -> i64 {
    match code {
        21 => 4,
        22 => 7,
        23 => 10,
        24 => 1,
        33..=36 => (code - 33) * 3 + 2,
        40 => 4,
        41 => 10,
        month => month,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn dates_of_every_precision_have_their_order() {
        let dates = ["199X", "2003", "2023-33", "2023-05-02", "2023-22", "2024-01-29T09:41", "2025/2027"];
        let days: Vec<i64> = dates.iter().map(|date| day(date).unwrap()).collect();
        assert!(days.is_sorted(), "{days:?}");
        assert_eq!((day("--04-01"), day("T09:41")), (None, None));
    }
}
