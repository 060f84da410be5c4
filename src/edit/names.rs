//! How edits call what they are about: "“Two held”", "12 events". Short, since it stands in a menu.

use crate::diag::{Diagnostic, printable};
use crate::model::{EntityId, EventId, Item, KindId, Project, SourceId};
use crate::near;

use super::Refused;

/// Longer titles are cut in a menu, in characters.
const MAX_CHARS: usize = 48;

/// A text of the project between quotation marks, short enough for a menu.
pub(super) fn quoted(text: &str) -> String {
    let shown = printable(text);
    if shown.chars().count() <= MAX_CHARS {
        return format!("“{shown}”");
    }
    let cut: String = shown.chars().take(MAX_CHARS).collect();
    format!("“{}…”", cut.trim_end())
}

/// "event “Two held”".
pub(super) fn called(project: &Project, item: &Item) -> String {
    match item {
        Item::Kind(id) => format!("kind {}", kind(project, id)),
        Item::Source(id) => format!("source {}", source(project, id)),
        Item::Paragraph(id, n) => format!("paragraph {n} of {}", source(project, id)),
        Item::Entity(id) => format!("{} {}", entity_noun(project, id), entity(project, id)),
        Item::Event(id) => format!("event {}", event(project, id)),
        Item::Claim(id, position) => format!("claim {} of {}", position + 1, event(project, id)),
        Item::Relation(position) => match project.relations.get(*position) {
            Some(relation) => format!(
                "relation {} {} {}",
                entity(project, &relation.from),
                printable(&relation.kind),
                entity(project, &relation.to)
            ),
            None => item.to_string(),
        },
        Item::Dismissed(position) => match project.dismissed.get(*position) {
            Some(dismissed) => format!(
                "dismissal of “{}” at {}",
                dismissed.lead.label().to_lowercase(),
                place(project, &dismissed.at)
            ),
            None => item.to_string(),
        },
    }
}

/// What a lead stands at.
pub(super) fn place(project: &Project, at: &str) -> String {
    let event = EventId::new(at).ok().and_then(|id| project.event(&id));
    let entity = EntityId::new(at).ok().and_then(|id| project.entity(&id));
    match (event, entity) {
        (Some(event), _) => quoted(&event.title),
        (None, Some(entity)) => quoted(&entity.name),
        (None, None) => format!("`{}`", printable(at)),
    }
}

pub(super) fn event(project: &Project, id: &EventId) -> String {
    quoted(project.event(id).map_or(id.as_str(), |event| &event.title))
}

pub(super) fn entity(project: &Project, id: &EntityId) -> String {
    quoted(project.entity_name(id))
}

pub(super) fn kind(project: &Project, id: &KindId) -> String {
    quoted(project.kind(id).map_or(id.as_str(), |kind| &kind.label))
}

pub(super) fn source(project: &Project, id: &SourceId) -> String {
    match project.source(id) {
        Some(source) => quoted(&source.title),
        None => quoted(id.as_str()),
    }
}

fn entity_noun(project: &Project, id: &EntityId) -> String {
    let entity = project.entity(id);
    entity.map_or_else(
        || "entity".to_owned(),
        |entity| entity.kind.label().to_lowercase(),
    )
}

/// "two people", "12 events": small numbers as words.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    const WORDS: [&str; 11] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let noun = if count == 1 { one } else { many };
    match WORDS.get(count) {
        Some(word) => format!("{word} {noun}"),
        None => format!("{count} {noun}"),
    }
}

/// "1 event", "12 events".
pub(super) fn numbered(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// "a", "a and b", "a, b and c".
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

pub(super) fn refused(
    code: &'static str,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> Refused {
    Diagnostic::error(code, message).hint(hint).into()
}

/// There is nothing of this id.
pub(super) fn missing<'a>(what: &str, id: &str, ids: impl IntoIterator<Item = &'a str>) -> Refused {
    let hint = match near::nearest(id, ids) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "it may have been renamed or removed meanwhile: look at the project again".to_owned()
        }
    };
    let message = format!("there is no {what} `{}`", printable(id));
    refused("unknown-id", message, hint)
}

/// There is no such record.
pub(super) fn no_such(project: &Project, item: &Item) -> Refused {
    match item {
        Item::Kind(id) => {
            let ids = project.kinds().iter().map(|kind| kind.id.as_str());
            missing("kind", id.as_str(), ids)
        }
        Item::Source(id) => {
            let ids = project.sources().iter().map(|source| source.id.as_str());
            missing("source", id.as_str(), ids)
        }
        Item::Entity(id) => {
            let ids = project.entities().iter().map(|entity| entity.id.as_str());
            missing("entity", id.as_str(), ids)
        }
        Item::Event(id) => {
            let ids = project.events().iter().map(|event| event.id.as_str());
            missing("event", id.as_str(), ids)
        }
        Item::Paragraph(..) | Item::Claim(..) | Item::Relation(_) | Item::Dismissed(_) => refused(
            "unknown-id",
            format!("there is no {item}"),
            "it may have been removed meanwhile: look at the project again",
        ),
    }
}

/// Nothing would change.
pub(super) fn nothing_to_do(message: impl Into<String>) -> Refused {
    refused("nothing-to-do", message, "there is nothing to do")
}
