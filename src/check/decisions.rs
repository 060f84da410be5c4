//! What the curator decided, against what is claimed: an account can only be adopted if somebody gives
//! it, and only one of several; what is graded as confirmed by others must have others.

use super::part::{Found, Part};
use super::walk;
use crate::diag::Diagnostic;
use crate::evidence::{Links, Origins, is_claimed, is_instead_of};
use crate::model::{Adopted, Credibility, Event, Grade, Item, Project, Value};

/// A finding at an adopted value, which is found in the file by its reason: what its value says stands
/// in the claims too.
fn at_adopted(finding: Diagnostic, event: &Event, adopted: &Adopted) -> Diagnostic {
    let item = Item::Event(event.id.clone());
    finding.of(item).at(adopted.note.as_str())
}

pub(super) fn unclaimed(part: &Part<'_>, found: &mut Found) {
    for event in part.events {
        for adopted in &event.adopted {
            if is_claimed(event, &adopted.value) || !is_known(part.project, &adopted.value) {
                continue;
            }
            let what = field_name(&adopted.value);
            let message = format!("no claim of event `{}` gives the adopted {what}", event.id);
            let unclaimed = Diagnostic::error("adopted-unclaimed", message).hint(
                "copy the value from the claim that is held for right; what nobody says cannot be adopted",
            );
            found.push(at_adopted(unclaimed, event, adopted));
        }
    }
}

/// An entity that is not there is the concern of a check of its own.
fn is_known(project: &Project, value: &Value) -> bool {
    match value {
        Value::Place(id) => project.entity(id).is_some(),
        Value::Role(role) => project.entity(&role.who).is_some(),
        Value::When(_) | Value::Number(_) => true,
    }
}

pub(super) fn twice(part: &Part<'_>, found: &mut Found) {
    for event in part.events {
        for (position, adopted) in event.adopted.iter().enumerate() {
            let mut earlier = event.adopted.iter().take(position);
            if earlier.any(|earlier| is_instead_of(&earlier.value, &adopted.value)) {
                let what = field_name(&adopted.value);
                let message = format!("event `{}` adopts a second value for the {what}", event.id);
                let twice = Diagnostic::error("adopted-twice", message)
                    .hint("keep the one that is held for right, with one note that says why");
                found.push(at_adopted(twice, event, adopted));
            }
        }
    }
}

fn field_name(value: &Value) -> String {
    match value {
        Value::When(_) => "date".to_owned(),
        Value::Place(_) => "place".to_owned(),
        Value::Number(quantity) => format!("number of “{}”", quantity.of),
        Value::Role(role) => format!("role “{}”", role.role),
    }
}

/// Looks only where some claim is graded so: counting origins costs more than the rest.
pub(super) fn confirmed_by_one_origin(project: &Project, found: &mut Vec<Diagnostic>) {
    let is_confirmed = |grade: Grade| grade.credibility == Credibility::One;
    let mut grades = walk::claims(project).filter_map(|(_, _, claim)| claim.grade);
    if grades.any(is_confirmed) {
        let origins = Origins::new(project, &Links::new(project));
        let count = |event| origins.counts_of_event(event).independent;
        confirmed_by_one(project, &count, found);
    }
}

/// `origins_of` counts the independent origins of the event at a position of the project.
fn confirmed_by_one(
    project: &Project,
    origins_of: &dyn Fn(usize) -> usize,
    found: &mut Vec<Diagnostic>,
) {
    for (event, position, claim) in walk::claims(project) {
        let Some(grade) = claim.grade else {
            continue;
        };
        if grade.credibility != Credibility::One {
            continue;
        }
        let Some(origins) = project.event_position(&event.id).map(origins_of) else {
            continue;
        };
        let rests_on = match origins {
            0 => "no independent origin is known",
            1 => "there is one independent origin only",
            _ => continue,
        };
        let message = format!(
            "the grade {grade} says that others confirm it, but of event `{}` {rests_on}",
            event.id
        );
        let alone = Diagnostic::warning("confirmed-by-one", message).hint(
            "cite what confirms it independently, declare how its sources came about, or grade it 2 or lower",
        );
        let item = Item::Claim(event.id.clone(), position);
        found.push(alone.of(item).at(grade.to_string()));
    }
}

#[cfg(test)]
mod tests;
