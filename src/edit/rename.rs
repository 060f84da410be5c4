//! Another id for a record, with everything that names it following.

use super::draft::Draft;
use super::ids::holder;
use super::names::{called, no_such, nothing_to_do, refused};
use super::record::taken;
use super::references::{Fate, Follow, Id, Slot, follow_all};
use super::{Edit, Refused};
use crate::diag::printable;
use crate::model::{EntityId, EventId, IdError, Item, KindId, Project, SourceId};

/// Gives a kind, a source, an entity or an event another id.
///
/// # Errors
/// If there is no such record, if `id` is no slug, or if another record has it.
pub fn rename(project: &Project, item: &Item, id: &str) -> Result<Edit, Refused> {
    if !project.contains(item) {
        return Err(no_such(project, item));
    }
    let not_an_id = |error: IdError| {
        let message = format!("`{}` cannot be an id: {error}", printable(id));
        let hint = "write lower-case words joined by hyphens: `2015-11-arrest`";
        refused("bad-id", message, hint)
    };
    let to = match item {
        Item::Kind(_) => Item::Kind(KindId::new(id).map_err(not_an_id)?),
        Item::Source(_) => Item::Source(SourceId::new(id).map_err(not_an_id)?),
        Item::Entity(_) => Item::Entity(EntityId::new(id).map_err(not_an_id)?),
        Item::Event(_) => Item::Event(EventId::new(id).map_err(not_an_id)?),
        Item::Paragraph(..) | Item::Claim(..) | Item::Relation(_) | Item::Dismissed(_) => {
            let message = format!("{item} has no id");
            return Err(refused("no-id", message, "it is found by its place"));
        }
    };
    if to == *item {
        return Err(nothing_to_do("this is its id already"));
    }
    let other = match &to {
        Item::Kind(_) => Some(&to).filter(|to| project.contains(to)).cloned(),
        _ => holder(project, id),
    };
    if let Some(other) = other {
        return Err(taken(&other, "one"));
    }
    let name = format!("new id of {}", called(project, item));
    Ok(renamed(project, item, &to).edit(name))
}

/// The draft of it, for records that are there and ids that are free.
pub(super) fn renamed<'a>(project: &'a Project, from: &Item, to: &Item) -> Draft<'a> {
    let mut draft = Draft::new(project);
    match (from, to) {
        (Item::Kind(from), Item::Kind(to)) => {
            if let (Some(at), Some(kind)) = (project.kind_position(from), project.kind(from)) {
                let mut next = kind.as_ref().clone();
                next.id = to.clone();
                draft.kinds.set(at, next);
            }
        }
        (Item::Source(from), Item::Source(to)) => {
            if let (Some(at), Some(source)) = (project.source_position(from), project.source(from))
            {
                let mut next = source.as_ref().clone();
                next.id = to.clone();
                draft.sources.set(at, next);
            }
        }
        (Item::Entity(from), Item::Entity(to)) => {
            if let (Some(at), Some(entity)) = (project.entity_position(from), project.entity(from))
            {
                let mut next = entity.as_ref().clone();
                next.id = to.clone();
                draft.entities.set(at, next);
            }
        }
        (Item::Event(from), Item::Event(to)) => {
            if let (Some(at), Some(event)) = (project.event_position(from), project.event(from)) {
                let mut next = event.as_ref().clone();
                next.id = to.clone();
                draft.events.set(at, next);
            }
        }
        _ => {}
    }
    follow_all(&mut draft, &Renamed { project, from, to });
    draft
}

struct Renamed<'a> {
    project: &'a Project,
    from: &'a Item,
    to: &'a Item,
}

impl Follow for Renamed<'_> {
    fn project(&self) -> &Project {
        self.project
    }

    fn fate(&self, _slot: Slot, id: Id<'_>) -> Fate {
        if id.is_of(self.from) {
            Fate::Becomes(self.to.clone())
        } else {
            Fate::Same
        }
    }
}
