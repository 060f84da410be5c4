//! Two events that are one: the claims of both are claims of it.

use super::{AsKept, Merger, add_missing, add_prose};
use crate::edit::draft::Draft;
use crate::edit::names::{counted, no_such};
use crate::edit::references::event_following;
use crate::edit::{Edit, Refused};
use crate::evidence::{is_instead_of, value_phrase, when_phrase};
use crate::model::{Event, EventId, Item, Project};

/// Makes one of several events. Title, kind, date and place of the kept one stay; what the others had
/// there is told in the note where it says something else.
///
/// # Errors
/// If one of them is not there, or if there is no other.
pub fn merge_events(
    project: &Project,
    keep: &EventId,
    others: &[EventId],
) -> Result<Edit, Refused> {
    let items = others.iter().cloned().map(Item::Event);
    let merger = Merger::new(project, Item::Event(keep.clone()), items)?;
    let there = || no_such(project, &merger.keep);
    let at = project.event_position(keep).ok_or_else(there)?;
    let mut kept = project.event(keep).ok_or_else(there)?.as_ref().clone();
    let mut done = vec![keep];
    for id in others {
        let Some(other) = project.event(id).filter(|_| !done.contains(&id)) else {
            continue;
        };
        done.push(id);
        let mut other = other.as_ref().clone();
        other.id = keep.clone();
        take_over(
            project,
            &mut kept,
            &event_following(&other, &AsKept(&merger)),
        );
    }
    let mut draft = Draft::new(project);
    draft.events.set(at, kept);
    let name = format!("merge of {}", counted(merger.count(), "event", "events"));
    Ok(merger.edit(draft, name))
}

fn take_over(project: &Project, kept: &mut Event, other: &Event) {
    let told = differing(project, kept, other);
    if kept.when.is_none() {
        kept.when.clone_from(&other.when);
    }
    if kept.place.is_none() {
        kept.place.clone_from(&other.place);
    }
    add_prose(&mut kept.summary, other.summary.as_deref());
    add_missing(&mut kept.participants, &other.participants);
    add_missing(&mut kept.before, &other.before);
    add_missing(&mut kept.after, &other.after);
    add_missing(&mut kept.near, &other.near);
    add_missing(&mut kept.claims, &other.claims);
    let mut told = told;
    for adopted in &other.adopted {
        let mut there = kept.adopted.iter();
        if there.any(|it| is_instead_of(&it.value, &adopted.value)) {
            let value = value_phrase(project, &adopted.value);
            told.push(format!("adopted there: {value} ({})", adopted.note));
        } else {
            add_missing(&mut kept.adopted, std::slice::from_ref(adopted));
        }
    }
    add_missing(&mut kept.tags, &other.tags);
    add_prose(&mut kept.note, other.note.as_deref());
    if !told.is_empty() {
        let told = format!("Merged with another record of it: {}.", told.join("; "));
        add_prose(&mut kept.note, Some(&told));
    }
}

/// What the other has in fields that hold one thing, where it is not what the kept one has.
fn differing(project: &Project, kept: &Event, other: &Event) -> Vec<String> {
    let mut told = Vec::new();
    if other.title != kept.title {
        told.push(format!("“{}”", other.title));
    }
    if other.kind != kept.kind {
        let kind = project.kind(&other.kind);
        let label = kind.map_or(other.kind.as_str(), |kind| &kind.label);
        told.push(format!("of the kind “{label}”"));
    }
    if kept.when.is_some() && other.when.is_some() && kept.when != other.when {
        told.push(format!("dated {}", when_phrase(other.when.as_ref())));
    }
    if let (Some(own), Some(place)) = (&kept.place, &other.place)
        && own != place
    {
        told.push(format!("in {}", project.entity_name(place)));
    }
    told
}
