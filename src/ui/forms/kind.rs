//! The kinds of events: label, icon and colour of each, one of them unfolded.

use egui::{RichText, Ui, vec2};

use super::desk::{Desk, Step};
use super::fields::{glyph_cell, label_ui, line_ui, warning_ui};
use crate::model::{Colour, Icon, Item, Kind, KindId, Project};
use crate::ui::{fonts, icons, widgets};

/// All kinds as rows; the chosen one with its fields.
pub(super) fn kinds_form_ui(desk: &mut Desk<'_>, ui: &mut Ui, chosen: &KindId) {
    let project = std::sync::Arc::clone(desk.project());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for kind in project.kinds() {
            let (_, glyph) = widgets::kind_look(desk.ctx.theme, Some(kind));
            if widgets::chip(ui, Some(glyph), &kind.label, kind.id == *chosen).clicked() {
                desk.select(Item::Kind(kind.id.clone()));
            }
        }
    });
    ui.add_space(6.0);
    if let Some(kind) = project.kind(chosen) {
        kind_ui(desk, ui, kind);
    }
}

fn kind_ui(desk: &mut Desk<'_>, ui: &mut Ui, kind: &Kind) {
    let id = &kind.id;
    let (colour, glyph) = widgets::kind_look(desk.ctx.theme, Some(kind));
    ui.horizontal(|ui| {
        let text = RichText::new(glyph).font(fonts::regular(22.0));
        ui.label(text.color(colour));
        let project = std::sync::Arc::clone(desk.project());
        let uses = &mut desk.fields.kind_uses;
        let uses = uses.get(&project, id, || events_of(&project, id));
        widgets::weak(ui, widgets::counted(*uses, "event", "events"));
    });
    label_ui(ui, "Label");
    if let Some(label) = line_ui(
        desk.fields,
        ui,
        ("Kind label", "Such as Arrest"),
        &kind.label,
    ) {
        let step = Step::typing("label of a kind", "label");
        desk.change_kind(id, &step, |kind| kind.label = label);
    }
    if kind.label.trim().is_empty() {
        warning_ui(ui, "It has no label");
    }
    label_ui(ui, "Icon");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        for icon in Icon::ALL {
            let is_chosen = *icon == kind.icon;
            let name = format!("Icon {}", icon.name().to_lowercase());
            let colour = if is_chosen {
                colour
            } else {
                desk.ctx.theme.text
            };
            if glyph_cell(ui, icons::glyph(*icon), colour, (&name, is_chosen)).clicked() {
                desk.change_kind(id, &Step::of("icon of a kind"), |it| it.icon = *icon);
            }
        }
    });
    label_ui(ui, "Colour");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        for other in Colour::ALL {
            let is_chosen = *other == kind.colour;
            let name = format!("Colour {}", other.name().to_lowercase());
            let shade = desk.ctx.theme.colour(*other);
            if glyph_cell(ui, icons::glyph(Icon::Dot), shade, (&name, is_chosen)).clicked() {
                desk.change_kind(id, &Step::of("colour of a kind"), |it| it.colour = *other);
            }
        }
    });
}

fn events_of(project: &Project, id: &KindId) -> usize {
    let events = project.events().iter();
    events.filter(|event| event.kind == *id).count()
}
