//! The page of an entity: its names and which source uses which, its events along a small timeline,
//! who appears together with it, and its relations.

use egui::{RichText, Ui};

use super::super::ctx::ViewCtx;
use super::super::{fonts, theme, widgets};
use super::events::EventsOf;
use super::page_head_ui;
use crate::app::Command;
use crate::model::{Entity, EntityId, Item, Relation};

/// How many companions are listed.
const MAX_TOGETHER: usize = 12;

/// True when the entity is to be edited.
pub(super) fn entity_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (position, events): (usize, &mut EventsOf),
    out: &mut Vec<Command>,
) -> bool {
    let Some(entity) = ctx.shown().entities().get(position) else {
        return false;
    };
    let look = (widgets::entity_glyph(entity.kind), ctx.theme.weak);
    let edits = page_head_ui(ctx, ui, look, entity.kind.label(), &entity.name, out);
    if let Some(note) = &entity.note {
        ui.add(egui::Label::new(note).wrap());
    }
    spellings_ui(ctx, ui, entity, out);
    same_as_ui(ctx, ui, entity, out);
    let page = Item::Entity(entity.id.clone());
    let own = ctx.document().evidence.links.events_of_entity(position);
    events.events_ui(ctx, ui, &page, own, out);
    together_ui(ctx, ui, events.together(), out);
    relations_ui(ctx, ui, &entity.id, out);
    edits
}

/// Each spelling with the paragraphs that use it.
fn spellings_ui(ctx: ViewCtx<'_>, ui: &mut Ui, entity: &Entity, out: &mut Vec<Command>) {
    if entity.spellings.is_empty() {
        return;
    }
    widgets::heading(ui, "Spellings");
    for spelling in &entity.spellings {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(format!("“{}”", spelling.text)).font(fonts::bold(theme::BODY)));
            for citation in &spelling.at {
                widgets::citation_link(ctx, ui, citation, out);
            }
        });
    }
}

fn same_as_ui(ctx: ViewCtx<'_>, ui: &mut Ui, entity: &Entity, out: &mut Vec<Command>) {
    if entity.same_as.is_empty() {
        return;
    }
    widgets::heading(ui, "Perhaps the same");
    for same in &entity.same_as {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(same.certainty.phrase()).color(ctx.theme.weak));
            widgets::entity_chip(ctx, ui, &same.entity, out);
        });
        if let Some(note) = &same.note {
            widgets::weak(ui, note);
        }
    }
}

fn together_ui(ctx: ViewCtx<'_>, ui: &mut Ui, together: &[(usize, usize)], out: &mut Vec<Command>) {
    if together.is_empty() {
        return;
    }
    widgets::heading(ui, "Appears together with");
    for (other, count) in together.iter().take(MAX_TOGETHER) {
        let Some(entity) = ctx.shown().entities().get(*other) else {
            continue;
        };
        ui.horizontal_wrapped(|ui| {
            widgets::entity_chip(ctx, ui, &entity.id, out);
            ui.label(
                RichText::new(widgets::counted(*count, "event", "events"))
                    .size(12.0)
                    .color(ctx.theme.weak),
            );
        });
    }
    if together.len() > MAX_TOGETHER {
        widgets::weak(ui, format!("and {} more", together.len() - MAX_TOGETHER));
    }
}

fn relations_ui(ctx: ViewCtx<'_>, ui: &mut Ui, id: &EntityId, out: &mut Vec<Command>) {
    let concerns = |relation: &&Relation| relation.from == *id || relation.to == *id;
    let relations: Vec<&Relation> = ctx
        .shown()
        .relations
        .iter()
        .map(AsRef::as_ref)
        .filter(concerns)
        .collect();
    if relations.is_empty() {
        return;
    }
    widgets::heading(ui, &format!("Relations {}", relations.len()));
    for relation in relations {
        ui.horizontal_wrapped(|ui| {
            widgets::entity_chip(ctx, ui, &relation.from, out);
            ui.label(RichText::new(&relation.kind).color(ctx.theme.weak));
            widgets::entity_chip(ctx, ui, &relation.to, out);
        });
        ui.horizontal_wrapped(|ui| {
            if let Some(when) = &relation.when {
                widgets::weak(ui, crate::evidence::when_phrase(Some(when)));
            }
            for citation in &relation.cites {
                widgets::citation_link(ctx, ui, citation, out);
            }
        });
        if let Some(note) = &relation.note {
            widgets::weak(ui, note);
        }
        ui.add_space(3.0);
    }
}
