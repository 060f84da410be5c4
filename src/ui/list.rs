//! The list beside the timeline: every shown event in time order, the undated last. The timeline's
//! twin for those who read or listen rather than look.

use egui::{RichText, Ui};

use super::ctx::{self, ViewCtx};
use super::{fonts, widgets};
use crate::app::{Command, SelectCommand, ViewCommand};
use crate::model::Item;

pub(super) fn list_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let title = format!("In time order {}", ctx.session.matches().count());
        ui.label(RichText::new(title).font(fonts::bold(12.5)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon_button(ui, super::icons::glyphs::CLOSE, "Close the list").clicked() {
                out.push(Command::View(ViewCommand::ToggleList));
            }
        });
    });
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("list")
        .show(ui, |ui| {
            for &position in ctx.document().index.in_time_order() {
                if !ctx.session.matches().contains(position) {
                    continue;
                }
                let Some(event) = ctx.document().event(position) else {
                    continue;
                };
                let response = widgets::event_row(ctx, ui, position, event);
                let is_current = ctx.session.selection.event() == Some(&event.id);
                if is_current && ctx.session.has_new_selection() {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    out.push(if ui.input(|input| input.modifiers.command) {
                        Command::Select(SelectCommand::Toggle(event.id.clone()))
                    } else {
                        ctx::select(Item::Event(event.id.clone()))
                    });
                    out.push(Command::View(ViewCommand::Show(event.id.clone())));
                }
            }
        });
}
