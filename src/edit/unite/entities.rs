//! Two people who are one: all their names stay, as spellings.

use super::{AsKept, Merger, add_missing, add_prose};
use crate::edit::draft::Draft;
use crate::edit::names::{counted, no_such};
use crate::edit::references::entity_following;
use crate::edit::{Edit, Refused};
use crate::model::{Entity, EntityId, EntityKind, Item, Project, Spelling};

/// Makes one of several entities. The names of the others become spellings of the kept one.
///
/// # Errors
/// If one of them is not there, or if there is no other.
pub fn merge_entities(
    project: &Project,
    keep: &EntityId,
    others: &[EntityId],
) -> Result<Edit, Refused> {
    let items = others.iter().cloned().map(Item::Entity);
    let merger = Merger::new(project, Item::Entity(keep.clone()), items)?;
    let there = || no_such(project, &merger.keep);
    let at = project.entity_position(keep).ok_or_else(there)?;
    let mut kept = project.entity(keep).ok_or_else(there)?.as_ref().clone();
    let mut kinds = vec![kept.kind];
    // In the order in which they were given, each once.
    let mut done = vec![keep];
    for id in others {
        let Some(other) = project.entity(id).filter(|_| !done.contains(&id)) else {
            continue;
        };
        done.push(id);
        kinds.push(other.kind);
        let mut other = other.as_ref().clone();
        other.id = keep.clone();
        take_over(&mut kept, &entity_following(&other, &AsKept(&merger)));
    }
    let mut draft = Draft::new(project);
    draft.entities.set(at, kept);
    let (one, many) = nouns(&kinds);
    let name = format!("merge of {}", counted(merger.count(), one, many));
    Ok(merger.edit(draft, name))
}

fn take_over(kept: &mut Entity, other: &Entity) {
    add_spelling(
        kept,
        &Spelling {
            text: other.name.clone(),
            at: Vec::new(),
        },
    );
    for spelling in &other.spellings {
        add_spelling(kept, spelling);
    }
    add_missing(&mut kept.same_as, &other.same_as);
    add_prose(&mut kept.note, other.note.as_deref());
}

fn add_spelling(kept: &mut Entity, spelling: &Spelling) {
    let known = kept.spellings.iter_mut();
    match known.into_iter().find(|it| it.text == spelling.text) {
        Some(known) => add_missing(&mut known.at, &spelling.at),
        // Its own name need not be listed, unless to say where it stands.
        None if spelling.text == kept.name && spelling.at.is_empty() => {}
        None => kept.spellings.push(spelling.clone()),
    }
}

fn nouns(kinds: &[EntityKind]) -> (&'static str, &'static str) {
    let first = kinds.first().copied();
    match first.filter(|first| kinds.iter().all(|kind| kind == first)) {
        Some(EntityKind::Person) => ("person", "people"),
        Some(EntityKind::Organisation) => ("organisation", "organisations"),
        Some(EntityKind::Place) => ("place", "places"),
        Some(EntityKind::Group) => ("group", "groups"),
        Some(EntityKind::Work) => ("work", "works"),
        Some(EntityKind::Case) => ("case", "cases"),
        None => ("entity", "entities"),
    }
}
