//! Single records: new ones, others in the place of those that are there, copies. Where a new record
//! goes is where a person would put it.

use super::draft::Draft;
use super::ids::{fresh_entity_id, fresh_event_id, fresh_kind_id, fresh_source_id, holder};
use super::names::{called, no_such, quoted, refused};
use super::{Edit, Refused};
use crate::model::{Claim, Day, Entity, Event, EventId, Item, Kind, Project, Relation, Source};

/// A record of any list, or a claim of an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    Kind(Kind),
    Source(Source),
    Entity(Entity),
    Event(Event),
    Relation(Relation),
    Claim(Claim),
}

/// Puts a new record into its list: an event where its time belongs if the events are in time order,
/// all else last.
///
/// # Errors
/// If a record has its id already. A claim is [`add_claim`]'s.
pub fn add(project: &Project, record: Record) -> Result<Edit, Refused> {
    let mut draft = Draft::new(project);
    let name = match record {
        Record::Kind(kind) => {
            if project.kind(&kind.id).is_some() {
                return Err(taken(&Item::Kind(kind.id), "kind"));
            }
            let name = format!("new kind {}", quoted(&kind.label));
            draft.kinds.put_last(kind);
            name
        }
        Record::Source(source) => {
            is_free(project, source.id.as_str())?;
            let name = format!("new source {}", quoted(&source.title));
            draft.sources.put_last(source);
            name
        }
        Record::Entity(entity) => {
            is_free(project, entity.id.as_str())?;
            let noun = entity.kind.label().to_lowercase();
            let name = format!("new {noun} {}", quoted(&entity.name));
            draft.entities.put_last(entity);
            name
        }
        Record::Event(event) => {
            is_free(project, event.id.as_str())?;
            let name = format!("new event {}", quoted(&event.title));
            draft
                .events
                .put_before(place_in_time(project, &event), event);
            name
        }
        Record::Relation(relation) => {
            draft.relations.put_last(relation);
            "new relation".to_owned()
        }
        Record::Claim(_) => {
            let message = "a claim is part of an event";
            return Err(refused("no-event", message, "say which event it is about"));
        }
    };
    Ok(draft.edit(name))
}

/// Puts another version in the place of a record or a claim.
///
/// # Errors
/// If there is no such record, or if the new version has another id: see [`rename`](super::rename).
pub fn put(project: &Project, item: &Item, record: Record) -> Result<Edit, Refused> {
    let mut draft = Draft::new(project);
    let there = || no_such(project, item);
    match (item, record) {
        (Item::Kind(id), Record::Kind(kind)) if *id == kind.id => {
            let at = project.kind_position(id).ok_or_else(there)?;
            draft.kinds.set(at, kind);
        }
        (Item::Source(id), Record::Source(source)) if *id == source.id => {
            let at = project.source_position(id).ok_or_else(there)?;
            draft.sources.set(at, source);
        }
        (Item::Entity(id), Record::Entity(entity)) if *id == entity.id => {
            let at = project.entity_position(id).ok_or_else(there)?;
            draft.entities.set(at, entity);
        }
        (Item::Event(id), Record::Event(event)) if *id == event.id => {
            let at = project.event_position(id).ok_or_else(there)?;
            draft.events.set(at, event);
        }
        (Item::Relation(at), Record::Relation(relation)) if project.contains(item) => {
            draft.relations.set(*at, relation);
        }
        (Item::Claim(id, position), Record::Claim(claim)) => {
            let at = project.event_position(id).ok_or_else(there)?;
            let mut event = project.event(id).ok_or_else(there)?.as_ref().clone();
            *event.claims.get_mut(*position).ok_or_else(there)? = claim;
            draft.events.set(at, event);
        }
        (Item::Relation(_), Record::Relation(_)) => return Err(there()),
        _ => {
            let message = format!("another record cannot stand in the place of {item}");
            let hint = "change the id on its own, so that what refers to it follows";
            return Err(refused("another-record", message, hint));
        }
    }
    Ok(draft.edit(format!("change of {}", called(project, item))))
}

/// A copy directly behind the original, under an id of its own, and what it is called.
///
/// # Errors
/// If there is no such record, or if it is of a kind of which there is only one: a paragraph, a
/// dismissed lead.
pub fn duplicate(project: &Project, item: &Item) -> Result<(Edit, Item), Refused> {
    let mut draft = Draft::new(project);
    let there = || no_such(project, item);
    let copy = match item {
        Item::Kind(id) => {
            let mut kind = project.kind(id).ok_or_else(there)?.as_ref().clone();
            kind.id = fresh_kind_id(project, &kind.label);
            let copy = Item::Kind(kind.id.clone());
            let at = project.kind_position(id).ok_or_else(there)?;
            draft.kinds.put_before(at + 1, kind);
            copy
        }
        Item::Source(id) => {
            let mut source = project.source(id).ok_or_else(there)?.as_ref().clone();
            let publisher = source.publisher.as_ref();
            let when = source.published.as_ref();
            source.id = fresh_source_id(project, &source.title, publisher, when);
            let copy = Item::Source(source.id.clone());
            let at = project.source_position(id).ok_or_else(there)?;
            draft.sources.put_before(at + 1, source);
            copy
        }
        Item::Entity(id) => {
            let mut entity = project.entity(id).ok_or_else(there)?.as_ref().clone();
            entity.id = fresh_entity_id(project, &entity.name);
            let copy = Item::Entity(entity.id.clone());
            let at = project.entity_position(id).ok_or_else(there)?;
            draft.entities.put_before(at + 1, entity);
            copy
        }
        Item::Event(id) => {
            let mut event = project.event(id).ok_or_else(there)?.as_ref().clone();
            event.id = fresh_event_id(project, &event.title, event.when.as_ref());
            let copy = Item::Event(event.id.clone());
            let at = project.event_position(id).ok_or_else(there)?;
            draft.events.put_before(at + 1, event);
            copy
        }
        Item::Relation(at) => {
            let relation = project.relations.get(*at).ok_or_else(there)?;
            draft
                .relations
                .put_before(at + 1, relation.as_ref().clone());
            Item::Relation(at + 1)
        }
        Item::Claim(id, position) => {
            let at = project.event_position(id).ok_or_else(there)?;
            let mut event = project.event(id).ok_or_else(there)?.as_ref().clone();
            let claim = event.claims.get(*position).ok_or_else(there)?.clone();
            event.claims.insert(position + 1, claim);
            draft.events.set(at, event);
            Item::Claim(id.clone(), position + 1)
        }
        Item::Paragraph(..) | Item::Dismissed(_) => {
            let message = format!("there cannot be two of {item}");
            return Err(refused("only-one", message, "change the one that is there"));
        }
    };
    let name = format!("copy of {}", called(project, item));
    Ok((draft.edit(name), copy))
}

/// Puts a new claim last among those of an event.
///
/// # Errors
/// If there is no such event.
pub fn add_claim(project: &Project, id: &EventId, claim: Claim) -> Result<Edit, Refused> {
    let there = || no_such(project, &Item::Event(id.clone()));
    let at = project.event_position(id).ok_or_else(there)?;
    let mut event = project.event(id).ok_or_else(there)?.as_ref().clone();
    event.claims.push(claim);
    let name = format!("new claim of {}", quoted(&event.title));
    let mut draft = Draft::new(project);
    draft.events.set(at, event);
    Ok(draft.edit(name))
}

/// Moves a claim to another position among those of its event. The first is the one that the title
/// rests on.
///
/// # Errors
/// If there is no such claim or position.
pub fn move_claim(
    project: &Project,
    id: &EventId,
    from: usize,
    to: usize,
) -> Result<Edit, Refused> {
    let there = |position| no_such(project, &Item::Claim(id.clone(), position));
    let at = project.event_position(id).ok_or_else(|| there(from))?;
    let event = project.event(id).ok_or_else(|| there(from))?;
    for position in [from, to] {
        if position >= event.claims.len() {
            return Err(there(position));
        }
    }
    let mut event = event.as_ref().clone();
    let claim = event.claims.remove(from);
    event.claims.insert(to, claim);
    let name = format!(
        "move of {}",
        called(project, &Item::Claim(id.clone(), from))
    );
    let mut draft = Draft::new(project);
    draft.events.set(at, event);
    Ok(draft.edit(name))
}

pub fn set_title(project: &Project, title: impl Into<String>) -> Edit {
    let mut draft = Draft::new(project);
    draft.title = Some(title.into());
    draft.edit("change of the project’s title")
}

/// `about` as paragraphs of prose.
pub fn set_about(project: &Project, about: Vec<String>) -> Edit {
    let mut draft = Draft::new(project);
    draft.about = Some(about);
    draft.edit("change of what the project is about")
}

/// Before which event of the list a new one goes. Behind all that begin no later, if those that are
/// dated are in the order of their beginnings; else, and without a date, last.
fn place_in_time(project: &Project, event: &Event) -> usize {
    let events = project.events();
    let start = |event: &Event| -> Option<Day> {
        let when = event.when.as_ref().filter(|when| when.is_dated())?;
        Some(when.sort_key().0)
    };
    let Some(own) = start(event) else {
        return events.len();
    };
    let mut latest = Day::MIN;
    let (mut place, mut first_dated) = (None, None);
    for (at, other) in events.iter().enumerate() {
        let Some(start) = start(other) else { continue };
        if start < latest {
            return events.len();
        }
        latest = start;
        first_dated.get_or_insert(at);
        if start <= own {
            place = Some(at + 1);
        }
    }
    place.or(first_dated).unwrap_or(events.len())
}

fn is_free(project: &Project, id: &str) -> Result<(), Refused> {
    match holder(project, id) {
        None => Ok(()),
        Some(item) => Err(taken(&item, "record")),
    }
}

pub(super) fn taken(item: &Item, what: &str) -> Refused {
    let message = format!("there is {item} already");
    let hint = format!("give the new {what} another id; ids tell records apart");
    refused("id-taken", message, hint).at_item(item)
}

/// Says which record a refusal is about.
trait AtItem {
    fn at_item(self, item: &Item) -> Self;
}

impl AtItem for Refused {
    fn at_item(mut self, item: &Item) -> Self {
        self.place.item = Some(item.clone());
        self
    }
}
