//! What refers to a record: asked before it is deleted, and before a part of its references moves.

use std::collections::BTreeSet;

use super::names::{listed, numbered};
use super::references::{self, Part};
use crate::model::{Item, Project};

/// One place at which a record is referred to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// What refers to it: a record, or a claim of an event.
    pub by: Item,
    /// Where in that.
    pub part: Part,
}

/// Every place at which a record refers to this one (or to a part of it), in the order of the project.
/// What it says of itself does not count.
pub fn uses(project: &Project, item: &Item) -> Vec<Use> {
    let mut uses: Vec<Use> = Vec::new();
    references::all(project, &mut |record, slot, id| {
        if !id.is_of(item) || record == *item {
            return;
        }
        let by = match (record, slot.claim) {
            (Item::Event(event), Some(position)) => Item::Claim(event, position),
            (record, _) => record,
        };
        let part = slot.part;
        // A link names a source and paragraphs of it.
        if uses
            .last()
            .is_none_or(|last| (&last.by, last.part) != (&by, part))
        {
            uses.push(Use { by, part });
        }
    });
    uses
}

/// By how many records: "3 events and 1 relation"; empty if there are none.
pub fn uses_phrase(uses: &[Use]) -> String {
    let record = |used: &Use| match &used.by {
        Item::Claim(event, _) => Item::Event(event.clone()),
        item => item.clone(),
    };
    let records: BTreeSet<Item> = uses.iter().map(record).collect();
    let count = |is_one: fn(&Item) -> bool| records.iter().filter(|item| is_one(item)).count();
    let counts = [
        (count(|it| matches!(it, Item::Event(_))), "event", "events"),
        (
            count(|it| matches!(it, Item::Relation(_))),
            "relation",
            "relations",
        ),
        (
            count(|it| matches!(it, Item::Entity(_))),
            "entity",
            "entities",
        ),
        (
            count(|it| matches!(it, Item::Source(_))),
            "source",
            "sources",
        ),
        (
            count(|it| matches!(it, Item::Dismissed(_))),
            "dismissed lead",
            "dismissed leads",
        ),
    ];
    let parts = counts.into_iter().filter(|(count, _, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, one, many)| numbered(count, one, many))
        .collect();
    listed(&parts)
}
