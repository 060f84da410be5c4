//! Two people who give one id to different things: an entity here, a source there. Leads and speakers
//! name both by the id alone, so one of the two gets another.

use super::Outcome;
use super::conflict::Side;
use crate::edit::ids::{fresh, is_taken};
use crate::edit::rename::renamed;
use crate::model::{EntityId, EventId, Item, Project, SourceId};

/// A side with another id for a record that a record of another list has in the merged project, though
/// in neither version.
pub(super) fn next(
    base: &Project,
    ours: &Project,
    theirs: &Project,
    merged: &Outcome,
) -> Option<(Side, Project)> {
    let found = merged.added.iter().find_map(|added| {
        let id = id_of(added)?;
        let mut others = all_of(id).into_iter().filter(|item| item != added);
        let other = others.find(|item| merged.project.contains(item))?;
        let is_clash = |version: &Project| version.contains(added) && version.contains(&other);
        (!is_clash(ours) && !is_clash(theirs)).then_some((added, other))
    });
    let (added, other) = found?;
    // What was there before keeps its id; else events before entities before sources.
    let is_last = list_number(added) > list_number(&other);
    let changed = if base.contains(&other) || (is_last && !base.contains(added)) {
        added
    } else {
        &other
    };
    let id = id_of(changed)?;
    let is_used = |id: &str| {
        let versions = [base, ours, theirs, &merged.project];
        versions.into_iter().any(|version| is_taken(version, id))
    };
    let to = match changed {
        Item::Event(_) => Item::Event(fresh(id, is_used, EventId::new)),
        Item::Entity(_) => Item::Entity(fresh(id, is_used, EntityId::new)),
        _ => Item::Source(fresh(id, is_used, SourceId::new)),
    };
    let (side, version) = if ours.contains(changed) {
        (Side::Ours, ours)
    } else {
        (Side::Theirs, theirs)
    };
    let edit = renamed(version, changed, &to).edit("");
    let (next, _) = edit.apply(version).ok()?;
    Some((side, next))
}

fn id_of(item: &Item) -> Option<&str> {
    match item {
        Item::Event(id) => Some(id.as_str()),
        Item::Entity(id) => Some(id.as_str()),
        Item::Source(id) => Some(id.as_str()),
        _ => None,
    }
}

fn all_of(id: &str) -> Vec<Item> {
    let event = EventId::new(id).ok().map(Item::Event);
    let entity = EntityId::new(id).ok().map(Item::Entity);
    let source = SourceId::new(id).ok().map(Item::Source);
    [event, entity, source].into_iter().flatten().collect()
}

fn list_number(item: &Item) -> usize {
    match item {
        Item::Event(_) => 0,
        Item::Entity(_) => 1,
        _ => 2,
    }
}
