//! The list beside the timeline: every shown event in the order of its axis, the undated last. The timeline's
//! twin for those who read or listen rather than look.

use egui::{RichText, Ui};

use super::ctx::{self, ViewCtx};
use super::{fonts, widgets};
use crate::app::{Command, Extra, SelectCommand, ViewCommand};
use crate::evidence::printed_phrase;
use crate::model::Item;
use crate::timeline::{Axis, placements_of};

pub(super) fn list_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let order = match ctx.session.axis {
            Axis::Happened => "In time order",
            Axis::Reported => "In order of first report",
        };
        let title = format!("{order} {}", ctx.session.matches().count());
        ui.label(RichText::new(title).font(fonts::bold(12.5)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon_button(ui, super::icons::glyphs::CLOSE, "Close the list").clicked() {
                out.push(Command::View(ViewCommand::Toggle(Extra::List)));
            }
        });
    });
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("list")
        .show(ui, |ui| {
            for &position in ctx.session.in_time_order() {
                let Some(event) = ctx.document().event(position) else {
                    continue;
                };
                let response = match first_printed(ctx, position) {
                    Some(when) => widgets::event_row_saying(ctx, ui, position, event, &when),
                    None => widgets::event_row(ctx, ui, position, event),
                };
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

/// On the axis of reporting: who printed an event first, and when.
fn first_printed(ctx: ViewCtx<'_>, event: usize) -> Option<String> {
    let first = placements_of(ctx.session.placements(), event).first()?;
    let source = ctx.project().sources().get(first.source?)?;
    let printed = printed_phrase(source.published.as_ref());
    Some(format!("{} {printed}", ctx.short_name(source)))
}
