//! Entities by kind, with their normal forms; a click goes from mention to mention.

use leptos::prelude::*;
use razmetka::document::{Entity, EntityId, Kind, MentionId};

use super::empty;
use crate::article::family;
use crate::i18n;
use crate::sheet::Sheet;
use crate::state::State;
use crate::views::icon;
use crate::views::icons;

/// Groups of kinds, in the order of display.
pub(super) fn view(state: State, sheet: &Sheet) -> AnyView {
    if sheet.entities.is_empty() {
        return empty(state.words().no_entities);
    }
    let groups = Kind::ALL.into_iter().filter_map(|kind| group(state, sheet, kind));
    view! { <div class="entities">{groups.collect_view()}</div> }.into_any()
}

fn group(state: State, sheet: &Sheet, kind: Kind) -> Option<AnyView> {
    let mut entities: Vec<&Entity> = sheet.entities.iter().filter(|entity| entity.kind == kind).collect();
    entities.sort_by_key(|entity| std::cmp::Reverse(entity.mentions.len()));
    if entities.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = entities.into_iter().map(|entity| row(state, entity)).collect();
    let name = i18n::kind_plural(state.lang.get(), kind);
    let class = format!("group line-{}", family(kind));
    Some(view! { <section class=class><h2><span>{name}</span></h2><ul>{rows}</ul></section> }.into_any())
}

fn row(state: State, entity: &Entity) -> AnyView {
    let (id, mentions) = (entity.id, StoredValue::new(entity.mentions.clone()));
    let words = state.words();
    let is_lit = move || state.lit.get() == Some(id);
    let go = move |by: i64| move |_| mentions.with_value(|mentions| step(state, id, mentions, by));
    view! {
        <li class="entity" class:lit=is_lit>
            <button type="button" class="entity-name" on:click=go(1)
                aria-pressed=move || if is_lit() { "true" } else { "false" }>
                <span>{entity.name.clone()}</span>
                <b>{entity.mentions.len()}</b>
            </button>
            <Show when=is_lit>
                <span class="entity-steps">
                    <span class="position">{move || position(state, mentions)}</span>
                    <button type="button" class="tool" aria-label=words.previous title=words.previous
                        on:click=go(-1)>{icon(icons::UP)}</button>
                    <button type="button" class="tool" aria-label=words.next title=words.next
                        on:click=go(1)>{icon(icons::DOWN)}</button>
                </span>
            </Show>
        </li>
    }
    .into_any()
}

/// "2 / 4".
fn position(state: State, mentions: StoredValue<Vec<MentionId>>) -> Option<String> {
    let at = state.at.get()?;
    mentions.with_value(|mentions| {
        let place = mentions.iter().position(|id| *id == at)? + 1;
        Some(format!("{place}\u{202f}/\u{202f}{}", mentions.len()))
    })
}

/// Goes to the first mention of an entity, or to the next one after where the keyboard stands.
fn step(state: State, entity: EntityId, mentions: &[MentionId], by: i64) {
    let here = state.at.get_untracked().filter(|_| state.lit.get_untracked() == Some(entity));
    let at = here.and_then(|here| mentions.iter().position(|id| *id == here));
    let next = match at {
        Some(at) => (at as i64 + by).rem_euclid(mentions.len() as i64) as usize,
        None => 0,
    };
    if let Some(&id) = mentions.get(next) {
        state.go_to(id);
    }
}
