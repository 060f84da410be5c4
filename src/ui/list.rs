//! The list beside the timeline: every shown event in the order of its axis, the undated last. The timeline's
//! twin for those who read or listen rather than look.

use egui::{RichText, Ui};

use super::ctx::{self, ViewCtx};
use super::scroll::RowList;
use super::widgets::{LIST_ROW_HEIGHT, ListRow};
use super::{fonts, widgets};
use crate::app::{Command, Extra, SelectCommand, ViewCommand};
use crate::evidence::{printed_phrase, when_phrase};
use crate::model::Item;
use crate::timeline::Axis;

/// The panel's own state.
#[derive(Debug, Default)]
pub(super) struct ListPanel {
    list: RowList,
}

impl ListPanel {
    pub(super) fn list_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        head_ui(ctx, ui, out);
        let session = ctx.session;
        if session.has_new_selection() {
            let selected = session.selection.event();
            let selected = selected.and_then(|id| ctx.shown().event_position(id));
            let row = selected.and_then(|at| session.shown().number_of(session.columns(), at));
            if let Some(row) = row {
                self.list.reveal(row);
            }
        }
        let list = ("list", session.matches().count(), LIST_ROW_HEIGHT);
        self.list.rows_ui(ui, list, |ui, number| {
            if let Some(position) = session.nth_event(number) {
                row_ui(ctx, ui, position, out);
            }
        });
    }
}

fn head_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let order = match ctx.session.axis {
            Axis::Happened => "In time order",
            Axis::Reported => "In order of first report",
        };
        let title = format!("{order} {}", widgets::number(ctx.session.matches().count()));
        ui.label(RichText::new(title).font(fonts::bold(12.5)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon_button(ui, super::icons::glyphs::CLOSE, "Close the list").clicked() {
                out.push(Command::View(ViewCommand::Toggle(Extra::List)));
            }
        });
    });
}

fn row_ui(ctx: ViewCtx<'_>, ui: &mut Ui, position: usize, out: &mut Vec<Command>) {
    let Some(event) = ctx.document().event(position) else {
        return;
    };
    let when = first_printed(ctx, position);
    let when = when.unwrap_or_else(|| when_phrase(ctx.document().when(position)));
    let below = widgets::with_support(ctx, position, &when);
    let (colour, glyph) = widgets::kind_look(ctx.theme, ctx.kind_of(position));
    let row = ListRow {
        icon: Some((glyph, colour)),
        title: &event.title,
        below: &below,
        name: &format!("{}, {below}", event.title),
        is_chosen: ctx.session.selection.contains(&event.id),
    };
    if !row.row_ui(ui).clicked() {
        return;
    }
    out.push(if ui.input(|input| input.modifiers.command) {
        Command::Select(SelectCommand::Toggle(event.id.clone()))
    } else {
        ctx::select(Item::Event(event.id.clone()))
    });
    out.push(Command::View(ViewCommand::Show(event.id.clone())));
}

/// On the axis of reporting: who printed an event first, and when.
fn first_printed(ctx: ViewCtx<'_>, event: usize) -> Option<String> {
    let columns = ctx.session.columns();
    let first = *columns.places_of(event).first()? as usize;
    let source = ctx.shown().sources().get(columns.source(first)?)?;
    let printed = printed_phrase(source.published.as_ref());
    Some(format!("{} {printed}", ctx.short_name(source)))
}
