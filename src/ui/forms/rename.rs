//! Another id for the record of a page.

use egui::Ui;

use super::desk::Desk;
use super::drafts::{Draft, is_entered};
use super::fields::{line_response, own_undo, quiet_button, warning_ui};
use crate::edit;
use crate::model::{EntityId, EventId, Item, KindId, SourceId};

/// Gives the record under its new id once that is entered. The reason stays below the field where it
/// cannot be.
pub(super) fn rename_ui(desk: &mut Desk<'_>, ui: &mut Ui, item: &Item) -> Option<Item> {
    const FIELD: &str = "Id";
    const OPEN: &str = "Rename id";
    let id = match item {
        Item::Kind(id) => id.as_str(),
        Item::Source(id) => id.as_str(),
        Item::Entity(id) => id.as_str(),
        Item::Event(id) => id.as_str(),
        _ => return None,
    };
    if quiet_button(ui, None, "Rename id…").clicked() {
        desk.fields.toggle(OPEN);
        desk.fields.finish(FIELD);
        desk.fields.id_refused = None;
        desk.fields.focus = Some(FIELD.to_owned());
    }
    if !desk.fields.is_open(OPEN) {
        return None;
    }
    let draft = desk.fields.drafts.get(FIELD);
    let text = draft.map_or_else(|| id.to_owned(), |draft| draft.text.clone());
    let hint = "lower-case words joined by hyphens, then Enter";
    let (response, typed) = line_response(desk.fields, ui, (FIELD, hint), &text);
    own_undo(ui, &response);
    if let Some(typed) = typed {
        desk.fields.id_refused = None;
        let draft = Draft::begun(typed);
        desk.fields.drafts.insert(FIELD.to_owned(), draft);
    }
    if let Some(reason) = &desk.fields.id_refused {
        warning_ui(ui, reason);
    }
    let to = text.trim();
    if to == id || !is_entered(ui, &response) {
        return None;
    }
    if !desk.carry_out(|project| edit::rename(project, item, to)) {
        desk.fields.id_refused = desk.fields.refused.take();
        return None;
    }
    desk.fields.finish(FIELD);
    desk.fields.toggle(OPEN);
    match item {
        Item::Kind(_) => KindId::new(to).ok().map(Item::Kind),
        Item::Source(_) => SourceId::new(to).ok().map(Item::Source),
        Item::Entity(_) => EntityId::new(to).ok().map(Item::Entity),
        Item::Event(_) => EventId::new(to).ok().map(Item::Event),
        _ => None,
    }
}
