//! The card of a mention: what it is, what it says, where else it stands, why it was marked.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use razmetka::document::{Kind, Mention, MentionId, Origin};
use razmetka::edit::Correction;
use web_sys::HtmlElement;

use super::icons::{self, icon};
use super::marking::KindChoice;
use super::{settings, window_size};
use crate::article::family;
use crate::sheet::Sheet;
use crate::state::State;
use crate::{format, i18n};

/// Other mentions that a card lists.
const MOST_OTHERS: usize = 6;

/// The card of the chosen mention.
#[component]
pub(crate) fn Card() -> impl IntoView {
    let state = expect_context::<State>();
    move || {
        let id = state.card.get()?;
        state.lang.track();
        let sheet = state.sheet.get()?;
        let mention = sheet.mention(id)?.clone();
        Some(view! { <Open sheet=sheet mention=mention/> })
    }
}

#[component]
fn Open(sheet: Arc<Sheet>, mention: Mention) -> impl IntoView {
    let state = expect_context::<State>();
    let lang = state.lang.get_untracked();
    let words = lang.words();
    let card = NodeRef::<html::Div>::new();
    let id = mention.id;
    card.on_load(move |card| {
        place(state, id, &card);
        settings::focus_quietly(&card);
    });
    let value = mention_value(state, &sheet, &mention);
    view! {
        <div class="card" role="dialog" tabindex="-1" aria-label=words.card node_ref=card>
            <p class=format!("card-kind tint-{}", family(mention.kind))>{i18n::kind(lang, mention.kind)}</p>
            <button type="button" class="tool close" aria-label=words.close
                on:click=move |_| state.card.set(None)>{icon(icons::CLOSE)}</button>
            <p class="card-name">{sheet.name(&mention).to_owned()}</p>
            {value.map(|value| view! { <p class="card-value"><span>{words.read_as}": "</span>{value}</p> })}
            {others(state, &sheet, &mention)}
            <p class="card-why"><span>{words.why}": "</span>{why(state, &mention.origin)}</p>
            <Actions id=id kind=mention.kind/>
        </div>
    }
}

/// What can be done about the mark.
#[component]
fn Actions(id: MentionId, kind: Kind) -> impl IntoView {
    let state = expect_context::<State>();
    let words = state.words_now();
    let retype = Callback::new(move |kind| {
        state.correct_mention(id, |target| Correction::Retype { target, kind });
    });
    let remove = move |_| state.correct_mention(id, |target| Correction::Remove { target });
    view! {
        <div class="card-actions">
            <KindChoice label=words.change_kind chosen=Some(kind) choose=retype/>
            <button type="button" class="quiet remove-mark" on:click=remove>
                {words.remove_mark}<kbd>"Del"</kbd>
            </button>
        </div>
    }
}

fn mention_value(state: State, sheet: &Sheet, mention: &Mention) -> Option<String> {
    let lang = state.lang.get_untracked();
    match sheet.metric(mention.id) {
        Some(metric) => Some(format::metric(lang, metric)),
        None => mention.value.as_ref().and_then(|value| format::value(lang, value)),
    }
}

/// Where else the entity is mentioned, with a word of context on either side.
fn others(state: State, sheet: &Sheet, mention: &Mention) -> Option<AnyView> {
    let entity = sheet.entity(mention.entity?)?;
    let others: Vec<_> = entity
        .mentions
        .iter()
        .filter(|id| **id != mention.id)
        .filter_map(|id| sheet.mention(*id))
        .take(MOST_OTHERS)
        .map(|other| place_line(state, sheet, other))
        .collect();
    let words = state.words_now();
    (!others.is_empty()).then(|| {
        view! { <p class="card-heading">{words.elsewhere}</p><ul class="card-others">{others}</ul> }
            .into_any()
    })
}

fn place_line(state: State, sheet: &Sheet, mention: &Mention) -> AnyView {
    let id = mention.id;
    let (before, after) = context(sheet, mention);
    let (before, after) = (before.to_owned(), after.to_owned());
    let text = sheet.slice(mention.span).to_owned();
    view! {
        <li><button type="button" class="quiet" on:click=move |_| { state.card.set(None); state.go_to(id) }>
            {before}<b>{text}</b>{after}
        </button></li>
    }
    .into_any()
}

/// The words on either side of a mention, two before and three after, with the spaces between.
fn context<'s>(sheet: &'s Sheet, mention: &Mention) -> (&'s str, &'s str) {
    let text = sheet.text.clean();
    let before = text.get(..mention.span.range().start).unwrap_or_default();
    let after = text.get(mention.span.range().end..).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let left = before.trim_end().rmatch_indices(' ').nth(1).map_or(0, |(at, _)| at + 1);
    let right = after.trim_start().match_indices(' ').nth(2).map_or(after.len(), |(at, _)| at + 1);
    (before.get(left..).unwrap_or_default(), after.get(..right).unwrap_or_default())
}

fn why(state: State, origin: &Origin) -> String {
    let words = state.words_now();
    let percent = |score: f32| format::percent(score.into());
    match origin {
        Origin::Rule { name, score } => {
            format!("{} {name}, {} {}", words.by_rule, words.right_in, percent(*score))
        }
        Origin::Model { score, .. } => format!("{}, {}", words.by_model, percent(*score)),
        Origin::Editor => words.by_editor.to_owned(),
    }
}

/// Sets the card below the mark, or above it where there is more room; on a narrow page it lies at the bottom.
fn place(state: State, id: MentionId, card: &HtmlElement) {
    let mark = state.pane().and_then(|pane| pane.mark(id));
    let Some(mark) = mark.filter(|_| !settings::is_narrow()) else { return };
    let (mark, own) = (mark.get_bounding_client_rect(), card.get_bounding_client_rect());
    let (width, height) = window_size();
    let left = mark.left().min(width - own.width() - 16.0).max(16.0);
    let below = mark.bottom() + 8.0;
    let fits = below + own.height() < height - 64.0;
    let top = if fits { below } else { (mark.top() - own.height() - 8.0).max(72.0) };
    settings::place(card, left, top);
}
