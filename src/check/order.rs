//! Dates against the order between events.

use crate::diag::Diagnostic;
use crate::evidence::{Circle, Stated, Times};
use crate::model::{Basis, Event, Item, Project, When};

pub(super) fn impossible(project: &Project, found: &mut Vec<Diagnostic>) {
    if !project.events().iter().any(|event| states_order(event)) {
        return;
    }
    for circle in Times::new(project).circles() {
        let Some(first) = project.events().get(circle.first.event) else {
            continue;
        };
        let impossible = Diagnostic::error("impossible-order", message(project, circle))
            .hint("correct one of the two dates, or take out one of the links")
            .of(Item::Event(first.id.clone()));
        // Where this record itself states the first link, that is the place to point at.
        let literal = circle
            .links
            .first()
            .filter(|link| link.stated_by == link.from);
        let literal = literal.and_then(|link| project.events().get(link.to));
        found.push(match literal {
            Some(next) => impossible.at(next.id.as_str()),
            None => impossible,
        });
    }
}

/// What no record says of order, no date contradicts.
fn states_order(event: &Event) -> bool {
    let is_relative = |when: &When| matches!(when.basis, Basis::Event(..));
    let has_neighbours = [event.before.len(), event.after.len(), event.near.len()] != [0; 3];
    has_neighbours || event.when.as_ref().is_some_and(is_relative)
}

/// Every link of a circle, from the date that is too late to the one that is too early.
fn message(project: &Project, circle: &Circle) -> String {
    let id = |event: usize| {
        let event = project.events().get(event);
        event.map_or("?", |event| event.id.as_str())
    };
    let bound = |stated: &Stated| {
        let side = stated.bound.phrase(stated.is_one_day);
        format!("({side} {})", stated.day)
    };
    let links = circle.links.iter();
    let links = links.map(|link| format!(" {} `{}`", link.rule.phrase(), id(link.to)));
    format!(
        "cannot all hold: `{}` {}{} {}",
        id(circle.first.event),
        bound(&circle.first),
        links.collect::<String>(),
        bound(&circle.last)
    )
}
