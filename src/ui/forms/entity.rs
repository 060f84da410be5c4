//! The form of an entity.

use egui::{Align, Layout, RichText, Ui};

use super::cite::cites_ui;
use super::desk::{Desk, Step};
use super::drafts::begun_ui;
use super::event::removable_ui;
use super::fields::{
    card_ui, choice_ui, filled, label_ui, line_ui, prose_ui, quiet_button, remove_ui, warning_ui,
    wrapped_ui,
};
use super::fresh::sorts;
use super::picker::{Ask, Creates, picker_ui};
use super::pool::Pool;
use super::relation::{Pending, relations_ui};
use crate::model::{Certainty, Entity, EntityId, SameAs, Spelling};
use crate::ui::icons::glyphs;
use crate::ui::{fonts, theme, widgets};

pub(super) fn entity_form_ui(desk: &mut Desk<'_>, ui: &mut Ui, entity: &Entity) {
    let id = &entity.id;
    label_ui(ui, "Name");
    if let Some(name) = line_ui(
        desk.fields,
        ui,
        ("Name", "As it is best known"),
        &entity.name,
    ) {
        let step = Step::typing("name of an entity", "name");
        desk.change_entity(id, &step, |entity| entity.name = name);
    }
    if entity.name.trim().is_empty() {
        warning_ui(ui, "It has no name");
    }
    label_ui(ui, "What it is");
    if let Some(kind) = choice_ui(ui, "Sort", &sorts(), Some(entity.kind)) {
        desk.change_entity(id, &Step::of("sort of an entity"), |it| it.kind = kind);
    }
    label_ui(ui, "Spellings, and where each stands");
    for (position, spelling) in entity.spellings.iter().enumerate() {
        ui.push_id(("spelling card", position), |ui| {
            card_ui(ui, |ui| spelling_ui(desk, ui, (id, position), spelling));
        });
    }
    add_spelling_ui(desk, ui, entity);
    same_as_ui(desk, ui, entity);
    label_ui(ui, "Note");
    let note = entity.note.as_deref().unwrap_or_default();
    if let Some(note) = prose_ui(desk.fields, ui, ("Note", "For yourself"), note) {
        let step = Step::typing("note of an entity", "note");
        desk.change_entity(id, &step, |entity| entity.note = filled(note));
    }
    label_ui(ui, "Relations");
    relations_ui(desk, ui, id);
    add_relation_ui(desk, ui, id);
}

fn spelling_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    (id, position): (&EntityId, usize),
    spelling: &Spelling,
) {
    let name = format!("Spelling {}", position + 1);
    let change = |desk: &mut Desk<'_>, step: &Step, change: &mut dyn FnMut(&mut Spelling)| {
        desk.change_entity(id, step, |entity| {
            if let Some(spelling) = entity.spellings.get_mut(position) {
                change(spelling);
            }
        });
    };
    let mut typed = None;
    if removable_ui(ui, &format!("Delete spelling {}", position + 1), |ui| {
        typed = line_ui(desk.fields, ui, (&name, "As it is printed"), &spelling.text);
    }) {
        desk.change_entity(id, &Step::of("deletion of a spelling"), |entity| {
            entity.spellings.remove(position);
        });
        return;
    }
    if let Some(typed) = typed {
        let step = Step::typing("spelling of a name", name.clone());
        change(desk, &step, &mut |spelling| {
            spelling.text.clone_from(&typed);
        });
    }
    if let Some(cites) = cites_ui(desk, ui, &name, &spelling.at) {
        let step = Step::of("citation of a spelling");
        change(desk, &step, &mut |spelling| spelling.at.clone_from(&cites));
    }
}

/// A spelling is added once it is entered.
fn add_spelling_ui(desk: &mut Desk<'_>, ui: &mut Ui, entity: &Entity) {
    const FIELD: &str = "Add spelling";
    let hint = "Add a spelling, then Enter";
    let Some(text) = begun_ui(desk.fields, ui, (FIELD, hint)) else {
        return;
    };
    desk.fields.finish(FIELD);
    let text = text.trim();
    let mut spellings = entity.spellings.iter();
    if spellings.all(|spelling| spelling.text != text) {
        let (text, at) = (text.to_owned(), Vec::new());
        desk.change_entity(&entity.id, &Step::of("new spelling"), |entity| {
            entity.spellings.push(Spelling { text, at });
        });
    }
}

const CERTAINTIES: [(Certainty, Option<char>, &str); 3] = [
    (Certainty::Certain, None, "certainly"),
    (Certainty::Likely, None, "likely"),
    (Certainty::Possible, None, "possibly"),
];

fn same_as_ui(desk: &mut Desk<'_>, ui: &mut Ui, entity: &Entity) {
    label_ui(ui, "Perhaps the same as");
    let id = &entity.id;
    for (position, same) in entity.same_as.iter().enumerate() {
        let name = desk.project().entity_name(&same.entity).to_owned();
        let mut new: Option<SameAs> = None;
        let mut typing = None;
        let mut removed = false;
        card_ui(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(RichText::new(&name).font(fonts::bold(theme::BODY)));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    removed = remove_ui(ui, &format!("Not the same as {name}"));
                });
            });
            let field = format!("Same as {name}");
            if let Some(certainty) = choice_ui(ui, &field, &CERTAINTIES, Some(same.certainty)) {
                new = Some(SameAs {
                    certainty,
                    ..same.clone()
                });
            }
            let note = same.note.as_deref().unwrap_or_default();
            let field = format!("Same as {name}: why");
            if let Some(note) = wrapped_ui(desk.fields, ui, (&field, "Why"), note) {
                typing = Some(field);
                new = Some(SameAs {
                    note: filled(note),
                    ..same.clone()
                });
            }
        });
        if removed {
            let step = Step::of("removal of a likeness");
            desk.change_entity(id, &step, |entity| {
                entity.same_as.remove(position);
            });
            return;
        }
        if let Some(new) = new {
            let step = match typing {
                Some(field) => Step::typing("likeness of two entities", field),
                None => Step::of("likeness of two entities"),
            };
            desk.change_entity(id, &step, |entity| {
                if let Some(same) = entity.same_as.get_mut(position) {
                    *same = new;
                }
            });
        }
    }
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: "Add likeness",
            hint: "Another entity that it may be",
            shown: "",
            pool: Pool::Entities,
            creates: Creates::Nothing,
        },
    );
    let other = picked.and_then(|picked| desk.entity_of(picked));
    let is_new =
        |other: &EntityId| other != id && entity.same_as.iter().all(|same| same.entity != *other);
    if let Some(other) = other.filter(is_new) {
        let same = SameAs {
            entity: other,
            certainty: Certainty::Possible,
            note: None,
        };
        desk.change_entity(id, &Step::of("likeness of two entities"), |entity| {
            entity.same_as.push(same);
        });
    }
}

/// A new relation from this entity to another.
fn add_relation_ui(desk: &mut Desk<'_>, ui: &mut Ui, id: &EntityId) {
    const OPEN: &str = "New relation here";
    if !desk.fields.is_open(OPEN) {
        if quiet_button(ui, Some(glyphs::PLUS), "Add relation").clicked() {
            desk.fields.toggle(OPEN);
            desk.fields.focus = Some("Add relation: kind".to_owned());
        }
        return;
    }
    let mut pending = desk.fields.relation.take().unwrap_or(Pending {
        from: Some(id.clone()),
        kind: None,
        to: None,
    });
    let mut is_cleared = false;
    let made = card_ui(ui, |ui| {
        widgets::strong(ui, "New relation");
        let made = pending.pending_ui(desk, ui, "Add relation");
        is_cleared = quiet_button(ui, None, "No relation").clicked();
        made
    });
    if made.is_none() && !is_cleared {
        desk.fields.relation = Some(pending);
        return;
    }
    desk.fields.toggle(OPEN);
    if let Some(relation) = made {
        desk.add_relation(relation);
    }
}
