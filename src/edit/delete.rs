//! Taking records out, with everything that rests on them only by naming them: nothing is left that
//! leads nowhere. What a person wrote about something else stays.

use std::collections::BTreeSet;

use super::draft::Draft;
use super::names::{called, kind, no_such, nothing_to_do, numbered, refused};
use super::references::{Fate, Follow, Id, Slot, follow_all};
use super::{Edit, Refused};
use crate::model::{Item, Project};

/// Takes these out, and of all other records what names them: participants, places, neighbours in
/// time, citations, links, values, dismissals; a claim of somebody who is deleted; a relation with a
/// side that is. A date that rested on them stays, judged.
///
/// # Errors
/// If one of them is not there, or if a kind is still that of an event.
pub fn delete(project: &Project, items: &[Item]) -> Result<Edit, Refused> {
    let items: BTreeSet<&Item> = items.iter().collect();
    if let Some(missing) = items.iter().find(|item| !project.contains(item)) {
        return Err(no_such(project, missing));
    }
    if items.is_empty() {
        return Err(nothing_to_do("nothing is chosen"));
    }
    are_unused(project, &items)?;
    let mut draft = Draft::new(project);
    take_out(&mut draft, &items)?;
    follow_all(
        &mut draft,
        &Gone {
            project,
            items: &items,
        },
    );
    Ok(draft.edit(name(project, &items)))
}

/// "deletion of event “Two held”", "deletion of 3 events", "deletion of 5 records".
fn name(project: &Project, items: &BTreeSet<&Item>) -> String {
    let mut all = items.iter();
    let (first, others) = (all.next(), items.len() - 1);
    let Some(first) = first.filter(|_| others > 0) else {
        let called = first.map(|item| called(project, item));
        return format!("deletion of {}", called.unwrap_or_default());
    };
    let is_alike = all.all(|item| std::mem::discriminant(*item) == std::mem::discriminant(*first));
    let (one, many) = if is_alike {
        nouns(first)
    } else {
        ("record", "records")
    };
    format!("deletion of {}", numbered(items.len(), one, many))
}

pub(super) fn nouns(item: &Item) -> (&'static str, &'static str) {
    match item {
        Item::Kind(_) => ("kind", "kinds"),
        Item::Source(_) => ("source", "sources"),
        Item::Paragraph(..) => ("paragraph", "paragraphs"),
        Item::Entity(_) => ("entity", "entities"),
        Item::Event(_) => ("event", "events"),
        Item::Claim(..) => ("claim", "claims"),
        Item::Relation(_) => ("relation", "relations"),
        Item::Dismissed(_) => ("dismissed lead", "dismissed leads"),
    }
}

/// An event cannot be without a kind.
fn are_unused(project: &Project, items: &BTreeSet<&Item>) -> Result<(), Refused> {
    for item in items {
        let Item::Kind(id) = item else { continue };
        let events = project.events().iter().filter(|event| event.kind == *id);
        let left = events.filter(|event| !items.contains(&Item::Event(event.id.clone())));
        let count = left.count();
        if count > 0 {
            let events = numbered(count, "event is", "events are");
            let message = format!("{events} of the kind {}", kind(project, id));
            let hint = "give them another kind first, or merge the kind with another";
            return Err(refused("kind-in-use", message, hint));
        }
    }
    Ok(())
}

fn take_out(draft: &mut Draft<'_>, items: &BTreeSet<&Item>) -> Result<(), Refused> {
    let project = draft.project;
    // Descending, so that the positions of claims hold.
    for item in items.iter().rev() {
        let there = || no_such(project, item);
        match item {
            Item::Kind(id) => {
                let at = project.kind_position(id).ok_or_else(there)?;
                draft.kinds.take_out(at);
            }
            Item::Source(id) => {
                let at = project.source_position(id).ok_or_else(there)?;
                draft.sources.take_out(at);
            }
            Item::Entity(id) => {
                let at = project.entity_position(id).ok_or_else(there)?;
                draft.entities.take_out(at);
            }
            Item::Event(id) => {
                let at = project.event_position(id).ok_or_else(there)?;
                draft.events.take_out(at);
            }
            Item::Claim(id, position) => {
                let at = project.event_position(id).ok_or_else(there)?;
                if let Some(event) = draft.events.get(at) {
                    let mut event = event.as_ref().clone();
                    event.claims.remove(*position);
                    draft.events.set(at, event);
                }
            }
            Item::Relation(at) => draft.relations.take_out(*at),
            Item::Dismissed(at) => draft.dismissed.take_out(*at),
            Item::Paragraph(..) => {
                let message = "a paragraph is part of a text and is not deleted alone";
                let hint = "mark it as page furniture if it is none of the article";
                return Err(refused("part-of-a-text", message, hint));
            }
        }
    }
    Ok(())
}

/// These are gone.
pub(super) struct Gone<'a> {
    pub project: &'a Project,
    pub items: &'a BTreeSet<&'a Item>,
}

impl Follow for Gone<'_> {
    fn project(&self) -> &Project {
        self.project
    }

    fn fate(&self, _slot: Slot, id: Id<'_>) -> Fate {
        let is_gone = match id {
            // A deleted paragraph takes its citations along, a deleted source all of its own.
            Id::Paragraph(source, _) => {
                self.items.contains(&id.item())
                    || self.items.contains(&Item::Source(source.clone()))
            }
            Id::Kind(_) => false,
            _ => self.items.contains(&id.item()),
        };
        if is_gone { Fate::Gone } else { Fate::Same }
    }
}
