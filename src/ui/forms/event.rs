//! The form of an event.

use egui::{Ui, vec2};

use super::claim::{cited_sources, claims_ui};
use super::date::{AskDate, DateAt, date_form_ui, number_ui};
use super::desk::{Desk, Step};
use super::fields::{
    choice_ui, filled, label_ui, prose_ui, quiet_button, remove_ui, warning_ui, wrapped_ui,
};
use super::picker::{Ask, Creates, Picked, picker_ui};
use super::pool::{Pool, WordsOf};
use super::value::word_of;
use crate::model::{Citation, Event, EventId, Kind, Near, Participant};
use crate::ui::{fonts, widgets};

/// Everything of an event that is typed or chosen.
pub(super) fn event_form_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &Event) {
    let id = &event.id;
    label_ui(ui, "Title");
    if let Some(title) = wrapped_ui(desk.fields, ui, ("Title", "What happened"), &event.title) {
        let step = Step::typing("title of an event", "title");
        desk.change_event(id, &step, |event| event.title = title);
    }
    kind_ui(desk, ui, event);
    label_ui(ui, "When");
    let cites: Vec<Citation> = event.citations().cloned().collect();
    let sources = cited_sources(&cites);
    let ask = AskDate {
        name: "When",
        cited: &sources,
        event: Some(id),
        at: DateAt::Event(id),
    };
    if let Some(new) = date_form_ui(desk, ui, ask, event.when.as_ref()) {
        let step = Step::of_field("date of an event", "when", new.is_typing);
        desk.change_event(id, &step, |event| event.when = new.when);
    }
    label_ui(ui, "Summary");
    let summary = event.summary.as_deref().unwrap_or_default();
    let hint = "In your own words";
    if let Some(summary) = prose_ui(desk.fields, ui, ("Summary", hint), summary) {
        let step = Step::typing("summary of an event", "summary");
        desk.change_event(id, &step, |event| event.summary = filled(summary));
    }
    participants_ui(desk, ui, event);
    place_ui(desk, ui, event);
    claims_ui(desk, ui, event);
    order_ui(desk, ui, event);
    tags_ui(desk, ui, event);
    label_ui(ui, "Note");
    let note = event.note.as_deref().unwrap_or_default();
    if let Some(note) = prose_ui(desk.fields, ui, ("Note", "For yourself"), note) {
        let step = Step::typing("note of an event", "note");
        desk.change_event(id, &step, |event| event.note = filled(note));
    }
}

/// A line with something on it and a cross behind it. True when that was clicked.
pub(super) fn removable_ui(ui: &mut Ui, name: &str, add_contents: impl FnOnce(&mut Ui)) -> bool {
    let mut removed = false;
    ui.horizontal(|ui| {
        let size = vec2(ui.available_width() - 26.0, ui.spacing().interact_size.y);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(size, layout, add_contents);
        removed = remove_ui(ui, name);
    });
    removed
}

fn kind_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &Event) {
    let project = std::sync::Arc::clone(desk.project());
    let kind = project.kind(&event.kind).map(AsRef::as_ref);
    label_ui(ui, "Kind");
    let picked = kind_picker_ui(desk, ui, "Kind", (event.kind.as_str(), kind));
    if let Some(kind) = picked.and_then(|picked| desk.kind_of(picked)) {
        let step = Step::of("kind of an event");
        desk.change_event(&event.id, &step, |event| event.kind = kind);
    }
    if kind.is_none() {
        warning_ui(ui, "There is no such kind");
    }
}

/// The icon of the kind, and the field to pick another. `otherwise` is shown where there is none.
pub(super) fn kind_picker_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    name: &str,
    (otherwise, kind): (&str, Option<&Kind>),
) -> Option<Picked> {
    ui.horizontal(|ui| {
        let (colour, glyph) = widgets::kind_look(desk.ctx.theme, kind);
        let text = egui::RichText::new(glyph).font(fonts::regular(16.0));
        ui.label(text.color(colour));
        picker_ui(
            desk,
            ui,
            &Ask {
                name,
                hint: "Kind of event",
                shown: kind.map_or(otherwise, |kind| &kind.label),
                pool: Pool::Kinds,
                creates: Creates::Named,
            },
        )
    })
    .inner
}

fn place_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &Event) {
    let project = std::sync::Arc::clone(desk.project());
    label_ui(ui, "Place");
    let mut picked = None;
    let shown = event
        .place
        .as_ref()
        .map_or("", |place| project.entity_name(place));
    let ask = Ask {
        name: "Place",
        hint: "Where it was",
        shown,
        pool: Pool::Entities,
        creates: Creates::Entity,
    };
    let step = Step::of("place of an event");
    if event.place.is_none() {
        picked = picker_ui(desk, ui, &ask);
    } else if removable_ui(ui, "Take out the place", |ui| {
        picked = picker_ui(desk, ui, &ask);
    }) {
        desk.change_event(&event.id, &step, |event| event.place = None);
    }
    if let Some(place) = picked.and_then(|picked| desk.entity_of(picked)) {
        desk.change_event(&event.id, &step, |event| event.place = Some(place));
    }
}

fn participants_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &Event) {
    label_ui(ui, "Participants");
    for (position, part) in event.participants.iter().enumerate() {
        ui.push_id(("participant", position), |ui| {
            participant_ui(desk, ui, (event, position), part);
        });
    }
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: "Add participant",
            hint: "Add who took part",
            shown: "",
            pool: Pool::Entities,
            creates: Creates::Entity,
        },
    );
    if let Some(who) = picked.and_then(|picked| desk.entity_of(picked)) {
        let role = String::new();
        desk.change_event(&event.id, &Step::of("new participant"), |event| {
            event.participants.push(Participant { who, role });
        });
        let position = event.participants.len() + 1;
        desk.fields.focus = Some(format!("Role of participant {position}"));
    }
}

fn participant_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    (event, position): (&Event, usize),
    part: &Participant,
) {
    let project = std::sync::Arc::clone(desk.project());
    let name = project.entity_name(&part.who).to_owned();
    let mut picked = None;
    let removed = removable_ui(ui, &format!("Take out {name}"), |ui| {
        let ctx = desk.ctx;
        let width = ui.available_width();
        let size = vec2(width * 0.55, ui.spacing().interact_size.y);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_width(size.x);
            widgets::entity_chip(ctx, ui, &part.who, desk.out());
        });
        let field = format!("Role of participant {}", position + 1);
        picked = picker_ui(
            desk,
            ui,
            &Ask {
                name: &field,
                hint: "role",
                shown: &part.role,
                pool: Pool::Words(WordsOf::Roles),
                creates: Creates::Word,
            },
        );
    });
    if removed {
        let step = Step::of("removal of a participant");
        desk.change_event(&event.id, &step, |event| {
            event.participants.remove(position);
        });
    } else if let Some(role) = picked.and_then(|it| word_of(desk, it, WordsOf::Roles)) {
        let step = Step::of("role of a participant");
        desk.change_event(&event.id, &step, |event| {
            if let Some(part) = event.participants.get_mut(position) {
                part.role = role;
            }
        });
    }
}

/// Where an event stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Near,
}

const SIDES: [(Side, Option<char>, &str); 3] = [
    (Side::Before, None, "before"),
    (Side::After, None, "after"),
    (Side::Near, None, "within days of"),
];

/// What is known of the order of events, whatever their dates.
fn order_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &Event) {
    label_ui(ui, "Order: this was");
    let before = event.before.iter().map(|id| (Side::Before, id));
    let after = event.after.iter().map(|id| (Side::After, id));
    let near = event.near.iter().map(|near| (Side::Near, &near.event));
    let mut removed = None;
    for (side, other) in before.chain(after).chain(near) {
        let (side_name, title) = (side_phrase(event, side, other), title_of(desk, other));
        let name = format!("Take out {side_name} {title}");
        let is_removed = removable_ui(ui, &name, |ui| {
            widgets::weak(ui, side_name);
            let title = egui::Label::new(&title).truncate();
            ui.add(title);
        });
        if is_removed {
            removed = Some((side, other.clone()));
        }
        if side == Side::Near {
            days_ui(desk, ui, event, other);
        }
    }
    if let Some((side, other)) = removed {
        let step = Step::of("order of events");
        desk.change_event(&event.id, &step, |event| match side {
            Side::Before => event.before.retain(|id| *id != other),
            Side::After => event.after.retain(|id| *id != other),
            Side::Near => event.near.retain(|near| near.event != other),
        });
    }
    add_order_ui(desk, ui, event);
}

fn side_phrase(event: &Event, side: Side, other: &EventId) -> String {
    let near = event.near.iter().find(|near| near.event == *other);
    match (side, near) {
        (Side::Before, _) => "before".to_owned(),
        (Side::After, _) => "after".to_owned(),
        (Side::Near, near) => {
            let days = near.map_or(0, |near| near.days as usize);
            format!("within {} of", widgets::counted(days, "day", "days"))
        }
    }
}

fn title_of(desk: &Desk<'_>, id: &EventId) -> String {
    let event = desk.project().event(id);
    event.map_or_else(|| format!("{id} (no such event)"), |it| it.title.clone())
}

/// How near.
fn days_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &Event, other: &EventId) {
    let Some(near) = event.near.iter().find(|near| near.event == *other) else {
        return;
    };
    let name = format!("Days from {}", title_of(desk, other));
    if let Some(days) = number_ui(desk.fields, ui, &name, near.days) {
        let step = Step::typing("order of events", format!("near {other}"));
        desk.change_event(&event.id, &step, |event| {
            for near in event.near.iter_mut().filter(|near| near.event == *other) {
                near.days = days;
            }
        });
    }
}

fn add_order_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &Event) {
    const NEAR_DAYS: u32 = 7;
    let open = ["Order: before", "Order: after", "Order: near"];
    let current = SIDES
        .iter()
        .zip(open)
        .find(|(_, open)| desk.fields.is_open(open))
        .map(|((side, ..), _)| *side);
    if let Some(chosen) = choice_ui(ui, "Order", &SIDES, current) {
        for (name, (side, ..)) in open.iter().zip(SIDES) {
            desk.fields.open.remove(*name);
            if side == chosen {
                desk.fields.toggle(name);
            }
        }
        desk.fields.focus = Some("Order: which event".to_owned());
        return;
    }
    let Some(side) = current else { return };
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: "Order: which event",
            hint: "Which event",
            shown: "",
            pool: Pool::Events,
            creates: Creates::Nothing,
        },
    );
    let other = picked.and_then(|picked| desk.event_of(&picked));
    let Some(other) = other.filter(|other| *other != event.id) else {
        return;
    };
    for name in open {
        desk.fields.open.remove(name);
    }
    desk.change_event(
        &event.id,
        &Step::of("order of events"),
        |event| match side {
            Side::Before if !event.before.contains(&other) => event.before.push(other),
            Side::After if !event.after.contains(&other) => event.after.push(other),
            Side::Near if event.near.iter().all(|near| near.event != other) => {
                event.near.push(Near {
                    event: other,
                    days: NEAR_DAYS,
                });
            }
            _ => {}
        },
    );
}

fn tags_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &Event) {
    label_ui(ui, "Tags");
    let mut removed = None;
    let add_tags = |ui: &mut Ui| {
        for (position, tag) in event.tags.iter().enumerate() {
            widgets::badge(ui, tag);
            if remove_ui(ui, &format!("Take out the tag {tag}")) {
                removed = Some(position);
            }
        }
    };
    if !event.tags.is_empty() {
        ui.horizontal_wrapped(add_tags);
    }
    let step = Step::of("tags of an event");
    if let Some(position) = removed {
        desk.change_event(&event.id, &step, |event| {
            event.tags.remove(position);
        });
        return;
    }
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: "Add tag",
            hint: "Add a tag",
            shown: "",
            pool: Pool::Words(WordsOf::Tags),
            creates: Creates::Word,
        },
    );
    if let Some(tag) = picked.and_then(|it| word_of(desk, it, WordsOf::Tags))
        && !event.tags.contains(&tag)
    {
        desk.change_event(&event.id, &step, |event| event.tags.push(tag));
    }
}

/// Copying and deleting, at the end of every form.
pub(super) fn record_acts_ui(ui: &mut Ui, sort: &str, can_duplicate: bool) -> (bool, bool) {
    let (mut duplicates, mut deletes) = (false, false);
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        if can_duplicate {
            duplicates = quiet_button(ui, None, &format!("Duplicate this {sort}")).clicked();
        }
        deletes = quiet_button(ui, None, &format!("Delete this {sort}…")).clicked();
    });
    (duplicates, deletes)
}
