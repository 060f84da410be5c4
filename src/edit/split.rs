//! Two people who were taken for one: a new entity takes over those references that a person chooses.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::ids::holder;
use super::names::{called, no_such, quoted, refused};
use super::record::taken;
use super::references::{
    Fate, Follow, Id, Part, Slot, entity_following, event_following, relation_following,
    source_following,
};
use super::uses::{Use, uses};
use super::{Edit, Refused};
use crate::model::{Entity, EntityId, Item, Project};

/// What a split makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// The new one, under an id that no record has.
    pub entity: Entity,
    /// Which of the [`uses`] of the old one are of the new one from now on.
    pub moves: Vec<Use>,
    /// Which spellings of the old one, by position, are the new one's.
    pub spellings: Vec<usize>,
}

/// Makes two of an entity. The new one stands directly behind the old one.
///
/// # Errors
/// If there is no such entity, if the new one has a taken id, or if what is to move does not refer to
/// the old one.
pub fn split_entity(project: &Project, from: &EntityId, split: Split) -> Result<Edit, Refused> {
    let item = Item::Entity(from.clone());
    let there = || no_such(project, &item);
    let at = project.entity_position(from).ok_or_else(there)?;
    let mut old = project.entity(from).ok_or_else(there)?.as_ref().clone();
    if let Some(other) = holder(project, split.entity.id.as_str()) {
        return Err(taken(&other, "entity"));
    }
    let known: BTreeSet<Use> = uses(project, &item).into_iter().collect();
    if let Some(other) = split.moves.iter().find(|it| !known.contains(it)) {
        let message = format!("{} does not name {}", other.by, quoted(&old.name));
        let hint = "look at the project as it is now, then try again";
        return Err(refused("does-not-fit", message, hint));
    }
    let mut new = split.entity;
    let moved: BTreeSet<usize> = split.spellings.into_iter().collect();
    for position in &moved {
        let spelling = old.spellings.get(*position).cloned();
        new.spellings
            .extend(spelling.filter(|it| !new.spellings.contains(it)));
    }
    let mut position = 0;
    old.spellings.retain(|_| {
        let is_kept = !moved.contains(&position);
        position += 1;
        is_kept
    });
    let name = format!("split of {}", called(project, &item));
    let mut draft = Draft::new(project);
    draft.entities.set(at, old);
    let to = new.id.clone();
    draft.entities.put_before(at + 1, new);
    move_uses(&mut draft, from, &to, &split.moves);
    Ok(draft.edit(name))
}

/// Each record on its own: only some of its references move.
fn move_uses(draft: &mut Draft<'_>, from: &EntityId, to: &EntityId, moves: &[Use]) {
    let project = draft.project;
    let mut by_record: BTreeMap<Item, BTreeSet<Slot>> = BTreeMap::new();
    for it in moves {
        let (record, claim) = match &it.by {
            Item::Claim(event, position) => (Item::Event(event.clone()), Some(*position)),
            item => (item.clone(), None),
        };
        let slot = Slot {
            claim,
            part: it.part,
        };
        by_record.entry(record).or_default().insert(slot);
    }
    for (record, slots) in by_record {
        let rule = Moved {
            project,
            from,
            to,
            slots,
        };
        match record {
            Item::Event(id) => {
                let at = project.event_position(&id);
                if let Some((at, event)) = at.and_then(|at| Some((at, draft.events.get(at)?))) {
                    let next = event_following(event, &rule);
                    draft.events.set(at, next);
                }
            }
            Item::Entity(id) => {
                let at = project.entity_position(&id);
                if let Some((at, entity)) = at.and_then(|at| Some((at, draft.entities.get(at)?))) {
                    let next = entity_following(entity, &rule);
                    draft.entities.set(at, next);
                }
            }
            Item::Source(id) => {
                let at = project.source_position(&id);
                if let Some((at, source)) = at.and_then(|at| Some((at, draft.sources.get(at)?))) {
                    let next = source_following(source, &rule);
                    draft.sources.set(at, next);
                }
            }
            Item::Relation(at) => {
                let relation = draft.relations.get(at);
                if let Some(next) = relation.and_then(|it| relation_following(it, &rule)) {
                    draft.relations.set(at, next);
                }
            }
            Item::Dismissed(at) => {
                if let Some(dismissed) = draft.dismissed.get(at) {
                    let mut next = dismissed.as_ref().clone();
                    if rule.slots.contains(&Part::Lead.into()) {
                        next.at = to.to_string();
                    }
                    if rule.slots.contains(&Part::About.into()) {
                        next.about = Some(to.to_string());
                    }
                    draft.dismissed.set(at, next);
                }
            }
            Item::Kind(_) | Item::Paragraph(..) | Item::Claim(..) => {}
        }
    }
}

struct Moved<'a> {
    project: &'a Project,
    from: &'a EntityId,
    to: &'a EntityId,
    slots: BTreeSet<Slot>,
}

impl Follow for Moved<'_> {
    fn project(&self) -> &Project {
        self.project
    }

    fn fate(&self, slot: Slot, id: Id<'_>) -> Fate {
        if id == Id::Entity(self.from) && self.slots.contains(&slot) {
            Fate::Becomes(Item::Entity(self.to.clone()))
        } else {
            Fate::Same
        }
    }
}
