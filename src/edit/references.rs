//! Every way in which one record refers to another, told once: to be listed, to be asked for, and to
//! be followed where what is referred to changes. A reference that is not here would be left behind
//! by every merge, rename and deletion.

mod follow;
mod following;
mod walk;

use std::sync::Arc;

use crate::model::{
    Dismissed, EntityId, EventId, Item, KindId, LeadKind, Project, Relation, SourceId,
};

pub(super) use follow::{Fate, Follow, follow_all};
pub(super) use following::{
    entity_following, event_following, relation_following, source_following,
};
pub(super) use walk::{of_dismissed, of_entity, of_event, of_relation, of_source};

/// What is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Id<'a> {
    Kind(&'a KindId),
    Source(&'a SourceId),
    /// A paragraph of a source, and so the source too.
    Paragraph(&'a SourceId, u32),
    Entity(&'a EntityId),
    Event(&'a EventId),
}

impl Id<'_> {
    pub(super) fn item(self) -> Item {
        match self {
            Self::Kind(id) => Item::Kind(id.clone()),
            Self::Source(id) => Item::Source(id.clone()),
            Self::Paragraph(id, n) => Item::Paragraph(id.clone(), n),
            Self::Entity(id) => Item::Entity(id.clone()),
            Self::Event(id) => Item::Event(id.clone()),
        }
    }

    /// Whether it is this record, or a part of it.
    pub(super) fn is_of(self, item: &Item) -> bool {
        match (self, item) {
            (Self::Kind(id), Item::Kind(of)) => id == of,
            (Self::Source(id) | Self::Paragraph(id, _), Item::Source(of)) => id == of,
            (Self::Paragraph(id, n), Item::Paragraph(of, number)) => id == of && n == *number,
            (Self::Entity(id), Item::Entity(of)) => id == of,
            (Self::Event(id), Item::Event(of)) => id == of,
            _ => false,
        }
    }
}

/// Where in a record a reference stands. Positions are from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The kind of an event.
    Kind,
    Participant(usize),
    Place,
    Before(usize),
    After(usize),
    Near(usize),
    /// What a date rests on: of an event, a publication or a relation.
    Basis,
    /// An adopted value.
    Adopted(usize),
    Speaker,
    /// A value of a claim.
    Value(usize),
    /// A citation of a claim or a relation.
    Cite(usize),
    /// Where a spelling stands, by its position and the citation's.
    Spelling(usize, usize),
    SameAs(usize),
    Publisher,
    Author(usize),
    /// A link of a source.
    Link(usize),
    /// The left side of a relation.
    From,
    To,
    /// Where a dismissed lead stands.
    Lead,
    /// What tells a dismissed lead from others.
    About,
}

/// A place in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    /// The claim of an event, by its position.
    pub claim: Option<usize>,
    pub part: Part,
}

impl From<Part> for Slot {
    fn from(part: Part) -> Self {
        Self { claim: None, part }
    }
}

/// The record that a dismissed lead stands at: ids are unique only within their list, so the kind of
/// the lead has the first word. If there is none of the id, what such a lead would stand at.
pub(super) fn lead_place(project: &Project, dismissed: &Dismissed) -> Option<Item> {
    let at = dismissed.at.as_str();
    if let Some((source, n)) = at.split_once('#') {
        return Some(Item::Paragraph(
            SourceId::new(source).ok()?,
            n.parse().ok()?,
        ));
    }
    let event = || EventId::new(at).ok().map(Item::Event);
    let entity = || EntityId::new(at).ok().map(Item::Entity);
    let source = || SourceId::new(at).ok().map(Item::Source);
    let usual = match dismissed.lead {
        LeadKind::OpenConflict
        | LeadKind::OrphanedCitation
        | LeadKind::SingleOrigin
        | LeadKind::UnknownLineage
        | LeadKind::Undated
        | LeadKind::UnresolvedWords => event(),
        LeadKind::CloseSpelling | LeadKind::Silence => entity(),
        LeadKind::NearCopy | LeadKind::UnreadParagraph | LeadKind::UnlinkedMention => source(),
    };
    let is_there = |item: &Item| project.contains(item);
    let all = [usual.clone(), event(), entity(), source()];
    all.into_iter().flatten().find(is_there).or(usual)
}

/// Everything that any record of the project refers to, with the record and the place in it.
pub(super) fn all<'a>(project: &'a Project, visit: &mut dyn FnMut(Item, Slot, Id<'_>)) {
    for source in project.sources() {
        of_source(source, &mut |slot, id| {
            visit(Item::Source(source.id.clone()), slot, id);
        });
    }
    for entity in project.entities() {
        of_entity(entity, &mut |slot, id| {
            visit(Item::Entity(entity.id.clone()), slot, id);
        });
    }
    for event in project.events() {
        of_event(event, &mut |slot, id| {
            visit(Item::Event(event.id.clone()), slot, id);
        });
    }
    let relations: &'a [Arc<Relation>] = &project.relations;
    for (position, relation) in relations.iter().enumerate() {
        of_relation(relation, &mut |slot, id| {
            visit(Item::Relation(position), slot, id);
        });
    }
    for (position, dismissed) in project.dismissed.iter().enumerate() {
        of_dismissed(project, dismissed, &mut |slot, id| {
            visit(Item::Dismissed(position), slot, id);
        });
    }
}
