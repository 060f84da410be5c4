//! Two or more records that turn out to be one: the kept one takes over what the others say, and
//! everything that named them names it. Nothing that a person wrote is dropped: what cannot stand in
//! a field of the kept one stands in its note.

mod entities;
mod events;
mod sources;

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::names::{counted, no_such, nothing_to_do};
use super::references::{Fate, Follow, Id, Slot, follow_all};
use super::{Edit, Refused};
use crate::model::{Item, KindId, Project, SourceId};

pub use entities::merge_entities;
pub use events::merge_events;
pub use sources::merge_sources;

/// Gives the events of other kinds this one, and takes those kinds out.
///
/// # Errors
/// If one of them is not there, or if there is no other.
pub fn merge_kinds(project: &Project, keep: &KindId, others: &[KindId]) -> Result<Edit, Refused> {
    let others = others.iter().cloned().map(Item::Kind);
    let merger = Merger::new(project, Item::Kind(keep.clone()), others)?;
    let name = format!("merge of {}", counted(merger.count(), "kind", "kinds"));
    Ok(merger.edit(Draft::new(project), name))
}

/// The others become the kept one.
struct Merger<'a> {
    project: &'a Project,
    keep: Item,
    others: BTreeSet<Item>,
    /// Paragraphs of other sources that have another number in the kept one.
    paragraphs: BTreeMap<(SourceId, u32), u32>,
}

impl<'a> Merger<'a> {
    fn new(
        project: &'a Project,
        keep: Item,
        others: impl Iterator<Item = Item>,
    ) -> Result<Self, Refused> {
        let others: BTreeSet<Item> = others.filter(|item| *item != keep).collect();
        if others.is_empty() {
            return Err(nothing_to_do("one alone cannot be merged"));
        }
        let mut all = std::iter::once(&keep).chain(&others);
        if let Some(missing) = all.find(|item| !project.contains(item)) {
            return Err(no_such(project, missing));
        }
        Ok(Self {
            project,
            keep,
            others,
            paragraphs: BTreeMap::new(),
        })
    }

    /// How many become one.
    fn count(&self) -> usize {
        self.others.len() + 1
    }

    /// `draft` holds what the kept record takes over; the rest follows.
    fn edit(&self, mut draft: Draft<'a>, name: String) -> Edit {
        let project = self.project;
        for item in &self.others {
            match item {
                Item::Kind(id) => {
                    if let Some(at) = project.kind_position(id) {
                        draft.kinds.take_out(at);
                    }
                }
                Item::Source(id) => {
                    if let Some(at) = project.source_position(id) {
                        draft.sources.take_out(at);
                    }
                }
                Item::Entity(id) => {
                    if let Some(at) = project.entity_position(id) {
                        draft.entities.take_out(at);
                    }
                }
                Item::Event(id) => {
                    if let Some(at) = project.event_position(id) {
                        draft.events.take_out(at);
                    }
                }
                _ => {}
            }
        }
        follow_all(&mut draft, self);
        draft.edit(name)
    }
}

impl Follow for Merger<'_> {
    fn project(&self) -> &Project {
        self.project
    }

    fn fate(&self, _slot: Slot, id: Id<'_>) -> Fate {
        if let (Id::Paragraph(source, n), Item::Source(keep)) = (id, &self.keep) {
            let number = self.paragraphs.get(&(source.clone(), n));
            return match number {
                Some(number) => Fate::Becomes(Item::Paragraph(keep.clone(), *number)),
                None if self.others.contains(&Item::Source(source.clone())) => {
                    Fate::Becomes(self.keep.clone())
                }
                None => Fate::Same,
            };
        }
        if self.others.contains(&id.item()) {
            Fate::Becomes(self.keep.clone())
        } else {
            Fate::Same
        }
    }

    fn reason(&self) -> &'static str {
        "now one with this"
    }
}

/// What one of the others says as if the kept one said it: what it says of the kept one it would say
/// of itself.
struct AsKept<'a, 'b>(&'b Merger<'a>);

impl Follow for AsKept<'_, '_> {
    fn project(&self) -> &Project {
        self.0.project
    }

    fn fate(&self, slot: Slot, id: Id<'_>) -> Fate {
        match self.0.fate(slot, id) {
            Fate::Same if id.item() == self.0.keep => Fate::Becomes(self.0.keep.clone()),
            fate => fate,
        }
    }

    fn reason(&self) -> &'static str {
        self.0.reason()
    }
}

/// What both say, each once.
fn add_missing<T: PartialEq + Clone>(to: &mut Vec<T>, from: &[T]) {
    for item in from {
        if !to.contains(item) {
            to.push(item.clone());
        }
    }
}

/// Behind what is there, unless it is said there already.
fn add_prose(to: &mut Option<String>, from: Option<&str>) {
    let Some(from) = from.filter(|from| !from.trim().is_empty()) else {
        return;
    };
    match to {
        Some(there) if there.contains(from) => {}
        Some(there) if !there.trim().is_empty() => {
            there.push(' ');
            there.push_str(from);
        }
        _ => *to = Some(from.to_owned()),
    }
}
