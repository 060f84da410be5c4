//! What is done to all selected events at once: kind, tags, participants, status, deleting.

use std::collections::BTreeSet;

use egui::Ui;

use super::desk::Desk;
use super::fields::{choice_ui, label_ui, quiet_button};
use super::picker::{Ask, Creates, Picked, picker_ui};
use super::pool::{Pool, WordsOf};
use super::value::word_of;
use crate::edit::Bulk;
use crate::model::{Event, EventId, Participant, Project, Status};
use crate::ui::widgets::{self, counted, status_glyph};

/// The form. True when there is nothing selected any more.
pub(super) fn bulk_form_ui(desk: &mut Desk<'_>, ui: &mut Ui) -> bool {
    let selected: BTreeSet<EventId> = desk.ctx.session.selection.events.iter().cloned().collect();
    let count = counted(selected.len(), "event", "events");
    widgets::strong(ui, &count);
    widgets::weak(
        ui,
        "Each choice changes all of them, and is one step to undo",
    );
    kind_ui(desk, ui, &selected);
    tags_ui(desk, ui, &selected);
    participants_ui(desk, ui, &selected);
    label_ui(ui, "Status of all their claims");
    widgets::weak(ui, statuses_phrase(desk.project(), &selected));
    let statuses = Status::ALL.map(|status| (status, Some(status_glyph(status)), status.verb()));
    if let Some(status) = choice_ui(ui, "Status of all claims", &statuses, None) {
        change(desk, &selected, &Bulk::Status { status, of: None });
    }
    delete_ui(desk, ui, &selected);
    selected.is_empty()
}

/// "now: reports 4, denies 1".
fn statuses_phrase(project: &Project, selected: &BTreeSet<EventId>) -> String {
    let events = selected.iter().filter_map(|id| project.event(id));
    let statuses: Vec<Status> = events
        .flat_map(|event| event.claims.iter().map(|claim| claim.status))
        .collect();
    if statuses.is_empty() {
        return "none of them has a claim".to_owned();
    }
    let counts = Status::ALL.into_iter().filter_map(|status| {
        let count = statuses.iter().filter(|it| **it == status).count();
        (count > 0).then(|| format!("{} {count}", status.verb()))
    });
    format!("now: {}", counts.collect::<Vec<_>>().join(", "))
}

/// Does it to every selected event, as one step.
fn change(desk: &mut Desk<'_>, selected: &BTreeSet<EventId>, bulk: &Bulk) {
    let events: Vec<EventId> = selected.iter().cloned().collect();
    desk.carry_out(|project| bulk.edit(project, &events));
}

fn kind_ui(desk: &mut Desk<'_>, ui: &mut Ui, selected: &BTreeSet<EventId>) {
    let project = std::sync::Arc::clone(desk.project());
    label_ui(ui, "Kind");
    let events = selected.iter().filter_map(|id| project.event(id));
    let kinds: BTreeSet<_> = events.map(|event| &event.kind).collect();
    let shown = match kinds.first() {
        Some(only) if kinds.len() == 1 => project.kind(only).map_or("", |kind| &kind.label),
        _ => "",
    };
    let several = counted(kinds.len(), "kind", "different kinds");
    let hint = if kinds.len() > 1 {
        several.as_str()
    } else {
        "Kind"
    };
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: "Kind of all",
            hint,
            shown,
            pool: Pool::Kinds,
            creates: Creates::Named,
        },
    );
    if let Some(kind) = picked.and_then(|picked| desk.kind_of(picked)) {
        change(desk, selected, &Bulk::Kind(kind));
    }
}

/// The words that some selected events have, each with how many do, the most frequent first.
fn counts<T: Ord + Clone>(
    project: &Project,
    selected: &BTreeSet<EventId>,
    of: impl Fn(&Event) -> Vec<T>,
) -> Vec<(T, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for event in selected.iter().filter_map(|id| project.event(id)) {
        let own: BTreeSet<T> = of(event).into_iter().collect();
        for word in own {
            *counts.entry(word).or_insert(0) += 1;
        }
    }
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// How many of what the selected events have are listed to be taken out.
const MAX_LISTED: usize = 12;

fn tags_ui(desk: &mut Desk<'_>, ui: &mut Ui, selected: &BTreeSet<EventId>) {
    label_ui(ui, "Tags");
    let tags = counts(desk.project(), selected, |event| event.tags.clone());
    let mut removed = None;
    for (tag, count) in tags.iter().take(MAX_LISTED) {
        let name = format!("Take the tag {tag} out of all");
        let is_removed = super::event::removable_ui(ui, &name, |ui| {
            widgets::badge(ui, tag);
            widgets::weak(ui, format!("on {count}"));
        });
        if is_removed {
            removed = Some(tag.clone());
        }
    }
    if let Some(removed) = removed {
        change(desk, selected, &Bulk::RemoveTag(removed));
        return;
    }
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: "Add tag to all",
            hint: "Add a tag to all",
            shown: "",
            pool: Pool::Words(WordsOf::Tags),
            creates: Creates::Word,
        },
    );
    if let Some(tag) = picked.and_then(|it| word_of(desk, it, WordsOf::Tags)) {
        change(desk, selected, &Bulk::AddTag(tag));
    }
}

fn participants_ui(desk: &mut Desk<'_>, ui: &mut Ui, selected: &BTreeSet<EventId>) {
    label_ui(ui, "Participants");
    let project = std::sync::Arc::clone(desk.project());
    let parts = counts(&project, selected, |event| {
        let parts = event.participants.iter();
        parts.map(|part| part.who.clone()).collect()
    });
    let mut removed = None;
    for (who, count) in parts.iter().take(MAX_LISTED) {
        let name = format!("Take {} out of all", project.entity_name(who));
        let ctx = desk.ctx;
        let is_removed = super::event::removable_ui(ui, &name, |ui| {
            widgets::entity_chip(ctx, ui, who, desk.out());
            widgets::weak(ui, format!("in {count}"));
        });
        if is_removed {
            removed = Some(who.clone());
        }
    }
    if let Some(removed) = removed {
        let (who, role) = (removed, None);
        change(desk, selected, &Bulk::RemoveParticipant { who, role });
        return;
    }
    let picked: Option<Picked> = picker_ui(
        desk,
        ui,
        &Ask {
            name: "Add participant to all",
            hint: "Add who took part in all",
            shown: "",
            pool: Pool::Entities,
            creates: Creates::Entity,
        },
    );
    if let Some(who) = picked.and_then(|picked| desk.entity_of(picked)) {
        let role = String::new();
        let participant = Participant { who, role };
        change(desk, selected, &Bulk::AddParticipant(participant));
    }
}

fn delete_ui(desk: &mut Desk<'_>, ui: &mut Ui, selected: &BTreeSet<EventId>) {
    ui.add_space(10.0);
    let count = counted(selected.len(), "event", "events");
    if quiet_button(ui, None, &format!("Delete {count}")).clicked() {
        change(desk, selected, &Bulk::Delete);
    }
}
