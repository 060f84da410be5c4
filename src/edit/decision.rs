//! What a person decides about the evidence: to set a lead aside, to hold one of several accounts for
//! right, to accept that one source rests on another; and to take such a decision back.

use std::sync::Arc;

use super::names::{missing, refused};
use super::{Edit, Refused};
use crate::diag::printable;
use crate::evidence::{is_claimed, is_instead_of};
use crate::model::{
    Adopted, DerivesFrom, Dismissed, EntityId, Event, EventId, Item, Project, Source, SourceId,
};

/// Something a person decided about the evidence of a project.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    Dismiss(Dismissed),
    /// The dismissed lead at this position is open again.
    Restore(usize),
    Adopt {
        event: EventId,
        adopted: Adopted,
    },
    /// The adopted value at this position of the event is no longer adopted.
    Unadopt {
        event: EventId,
        position: usize,
    },
    Link {
        source: SourceId,
        link: DerivesFrom,
    },
}

impl Decision {
    /// What it does, for messages: "Dismiss a lead of “A meeting”".
    pub fn name(&self, project: &Project) -> String {
        match self {
            Self::Dismiss(dismissed) => {
                let lead = dismissed.lead.label().to_lowercase();
                format!("Dismiss “{lead}” at {}", place_name(project, &dismissed.at))
            }
            Self::Restore(position) => match project.dismissed.get(*position) {
                Some(dismissed) => {
                    let lead = dismissed.lead.label().to_lowercase();
                    format!("Reopen “{lead}” at {}", place_name(project, &dismissed.at))
                }
                None => "Reopen a dismissed lead".to_owned(),
            },
            Self::Adopt { event, .. } => {
                format!("Adopt an account of {}", event_name(project, event))
            }
            Self::Unadopt { event, .. } => {
                format!(
                    "No longer adopt an account of {}",
                    event_name(project, event)
                )
            }
            Self::Link { source, link } => format!(
                "Link {} to {}",
                source_name(project, source),
                source_name(project, &link.source)
            ),
        }
    }

    /// What the person wrote with it.
    pub fn note(&self) -> Option<&str> {
        match self {
            Self::Dismiss(dismissed) => Some(&dismissed.note),
            Self::Adopt { adopted, .. } => Some(&adopted.note),
            Self::Link { link, .. } => link.note.as_deref(),
            Self::Restore(_) | Self::Unadopt { .. } => None,
        }
    }

    /// The project once this is decided. The records it does not concern are the same ones.
    ///
    /// # Errors
    /// If it cannot be decided of this project: what it is about is not there, it was decided already,
    /// or the reason is missing.
    pub fn apply(&self, project: &Project) -> Result<Project, Refused> {
        match self {
            Self::Dismiss(dismissed) => dismiss(project, dismissed),
            Self::Restore(position) => restore(project, *position),
            Self::Adopt { event, adopted } => adopt(project, event, adopted),
            Self::Unadopt { event, position } => unadopt(project, event, *position),
            Self::Link { source, link } => link_to(project, source, link),
        }
    }

    /// The same as an edit, to be taken back by its name.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn edit(&self, project: &Project) -> Result<Edit, Refused> {
        let next = self.apply(project)?;
        let name = self.name(project);
        let mut letters = name.chars();
        let first = letters.next().into_iter().flat_map(char::to_lowercase);
        let name: String = first.chain(letters).collect();
        Ok(Edit::between(name, project, &next))
    }
}

fn already(message: &str) -> Refused {
    refused("already-decided", message, "there is nothing to do")
}

/// A decision without a reason is none that others can follow.
fn check_note(note: &str) -> Result<(), Refused> {
    if note.trim().is_empty() {
        let hint = "say in a few words why: whoever reads the project later will ask";
        return Err(refused("note-missing", "the reason is missing", hint));
    }
    Ok(())
}

fn dismiss(project: &Project, dismissed: &Dismissed) -> Result<Project, Refused> {
    check_note(&dismissed.note)?;
    check_place(project, &dismissed.at)?;
    let about = dismissed.about.as_deref();
    let is_same = |other: &Arc<Dismissed>| other.is_of(dismissed.lead, &dismissed.at, about);
    if project.dismissed.iter().any(is_same) {
        return Err(already("this lead is dismissed already"));
    }
    let mut next = project.clone();
    next.dismissed.push(Arc::new(dismissed.clone()));
    Ok(next)
}

fn restore(project: &Project, position: usize) -> Result<Project, Refused> {
    if position >= project.dismissed.len() {
        return Err(already("this lead is open already"));
    }
    let mut next = project.clone();
    next.dismissed.remove(position);
    Ok(next)
}

fn adopt(project: &Project, id: &EventId, adopted: &Adopted) -> Result<Project, Refused> {
    check_note(&adopted.note)?;
    let event = event(project, id)?;
    if event
        .adopted
        .iter()
        .any(|other| other.value == adopted.value)
    {
        return Err(already("this account is adopted already"));
    }
    if !is_claimed(event, &adopted.value) {
        let message = format!("no claim of event `{id}` gives this value");
        let hint = "adopt a value as one of the claims has it; what nobody says cannot be adopted";
        return Err(refused("not-an-account", message, hint));
    }
    let mut earlier = event.adopted.iter();
    if earlier.any(|earlier| is_instead_of(&earlier.value, &adopted.value)) {
        let message = format!("another account of event `{id}` is adopted for this");
        let hint = "take that back first: only one of them can be held for right";
        return Err(refused("adopted-twice", message, hint));
    }
    let mut next = event.clone();
    next.adopted.push(adopted.clone());
    project
        .with_event(next)
        .ok_or_else(|| no_event(project, id))
}

fn unadopt(project: &Project, id: &EventId, position: usize) -> Result<Project, Refused> {
    let event = event(project, id)?;
    if position >= event.adopted.len() {
        return Err(already("this account is not adopted"));
    }
    let mut next = event.clone();
    next.adopted.remove(position);
    project
        .with_event(next)
        .ok_or_else(|| no_event(project, id))
}

fn link_to(project: &Project, id: &SourceId, link: &DerivesFrom) -> Result<Project, Refused> {
    let source = source(project, id)?;
    if link.source == *id {
        let message = format!("source `{id}` cannot rest on itself");
        return Err(refused("circular-sources", message, "link it to another"));
    }
    let _on: &Source = self::source(project, &link.source)?;
    let is_same = |other: &DerivesFrom| {
        *other
            == DerivesFrom {
                note: other.note.clone(),
                ..link.clone()
            }
    };
    if source.derives_from.iter().any(is_same) {
        return Err(already("there is such a link already"));
    }
    let mut next = Source::clone(source);
    next.derives_from.push(link.clone());
    project
        .with_source(next)
        .ok_or_else(|| no_source(project, id))
}

fn event<'a>(project: &'a Project, id: &EventId) -> Result<&'a Event, Refused> {
    let event = project.event(id).map(Arc::as_ref);
    event.ok_or_else(|| no_event(project, id))
}

fn source<'a>(project: &'a Project, id: &SourceId) -> Result<&'a Source, Refused> {
    let source = project.source(id).map(Arc::as_ref);
    source.ok_or_else(|| no_source(project, id))
}

fn no_event(project: &Project, id: &EventId) -> Refused {
    let events = project.events().iter().map(|event| event.id.as_str());
    missing("event", id.as_str(), events)
}

fn no_source(project: &Project, id: &SourceId) -> Refused {
    let sources = project.sources().iter().map(|source| source.id.as_str());
    missing("source", id.as_str(), sources)
}

/// Leads stand at an event, an entity, a source or a paragraph. The paragraph need not be there: that
/// may be just what the lead is about.
fn check_place(project: &Project, at: &str) -> Result<(), Refused> {
    let (id, number) = match at.split_once('#') {
        Some((source, number)) => (source, Some(number)),
        None => (at, None),
    };
    let is_source = item_of(project, SourceId::new(id).ok().map(Item::Source));
    let is_number = |number: &str| number.parse::<u32>().is_ok_and(|number| number > 0);
    let is_known = match number {
        Some(number) => is_source && is_number(number),
        None => {
            is_source
                || item_of(project, EventId::new(id).ok().map(Item::Event))
                || item_of(project, EntityId::new(id).ok().map(Item::Entity))
        }
    };
    if is_known {
        return Ok(());
    }
    let events = project.events().iter().map(|event| event.id.as_str());
    let entities = project.entities().iter().map(|entity| entity.id.as_str());
    let sources = project.sources().iter().map(|source| source.id.as_str());
    let what = "event, entity, source or paragraph";
    Err(missing(what, at, events.chain(entities).chain(sources)))
}

fn item_of(project: &Project, item: Option<Item>) -> bool {
    item.is_some_and(|item| project.contains(&item))
}

fn event_name(project: &Project, id: &EventId) -> String {
    let event = project.event(id);
    event.map_or_else(|| format!("`{id}`"), |event| format!("“{}”", event.title))
}

fn source_name(project: &Project, id: &SourceId) -> String {
    let source = project.source(id);
    source.map_or_else(|| format!("`{id}`"), |source| project.short_name(source))
}

/// How to call what a lead stands at.
fn place_name(project: &Project, at: &str) -> String {
    let event = EventId::new(at).ok().and_then(|id| project.event(&id));
    let entity = EntityId::new(at).ok().and_then(|id| project.entity(&id));
    match (event, entity) {
        (Some(event), _) => format!("“{}”", event.title),
        (None, Some(entity)) => format!("“{}”", entity.name),
        (None, None) => format!("`{}`", printable(at)),
    }
}
