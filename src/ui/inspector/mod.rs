//! The right panel: the page of whatever is selected. Of an event, who claims what; of an entity, its
//! names and where it appears; of a source, what of it is used.

mod conflicts;
mod entity;
mod event;
mod events;
mod origins;
mod project;
mod source;

pub(super) use source::{address_ui, coverage_phrase};

use egui::{RichText, Ui};

use super::ctx::ViewCtx;
use super::icons::glyphs;
use super::{fonts, theme, widgets};
use crate::app::{Command, SelectCommand};
use crate::model::Item;

/// The panel's own state.
#[derive(Debug, Default)]
pub(super) struct InspectorPanel {
    adopting: Option<conflicts::Adopting>,
    events: events::EventsOf,
}

impl InspectorPanel {
    pub(super) fn inspector_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        let Some(item) = &ctx.session.selection.focus else {
            return project::project_ui(ctx, ui, out);
        };
        egui::ScrollArea::vertical()
            .auto_shrink(false)
            .id_salt(item)
            .show(ui, |ui| {
                match item {
                    Item::Event(id) | Item::Claim(id, _) => {
                        if let Some(position) = ctx.project().event_position(id) {
                            self.event_ui(ctx, ui, position, out);
                        }
                    }
                    Item::Entity(id) => {
                        if let Some(position) = ctx.project().entity_position(id) {
                            entity::entity_ui(ctx, ui, (position, &mut self.events), out);
                        }
                    }
                    Item::Source(id) | Item::Paragraph(id, _) => {
                        if let Some(position) = ctx.project().source_position(id) {
                            source::source_ui(ctx, ui, (position, &mut self.events), out);
                        }
                    }
                    Item::Kind(_) | Item::Relation(_) | Item::Dismissed(_) => {}
                }
                ui.add_space(16.0);
            });
    }
}

/// Icon and sort of the page, back and close on the right; below, its title.
fn page_head_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (glyph, colour): (char, egui::Color32),
    sort: &str,
    title: &str,
    out: &mut Vec<Command>,
) {
    ui.horizontal(|ui| {
        ui.label(
            RichText::new(glyph)
                .font(fonts::regular(16.0))
                .color(colour),
        );
        ui.label(RichText::new(sort).size(12.5).color(ctx.theme.weak));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon_button(ui, glyphs::CLOSE, "Close this page").clicked() {
                out.push(Command::Select(SelectCommand::Clear));
            }
            if ctx.session.selection.can_go_back()
                && widgets::icon_button(ui, glyphs::CARET_LEFT, "Back to the page before").clicked()
            {
                out.push(Command::Select(SelectCommand::Back));
            }
        });
    });
    ui.add(
        egui::Label::new(RichText::new(title).font(fonts::bold(theme::TITLE)))
            .wrap()
            .selectable(true),
    );
}
