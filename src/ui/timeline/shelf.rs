//! The shelf: events that are shown but have no date, with their number. Nothing is dropped for want
//! of a date.

use egui::containers::scroll_area::ScrollBarVisibility;
use egui::{Popup, Rect, RichText, Stroke, Ui, WidgetInfo};

use super::super::ctx::{self, ViewCtx};
use super::super::icons::glyphs;
use super::super::{fonts, widgets};
use super::items::event_rows_ui;
use crate::app::Command;
use crate::evidence::when_phrase;
use crate::model::Item;
use crate::timeline::Axis;

/// More chips than that are not scrolled through sideways; all are in the list.
const MAX_CHIPS: usize = 200;

pub(super) fn shelf_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, out: &mut Vec<Command>) {
    ui.painter().rect_filled(rect, 0.0, ctx.theme.panel);
    ui.painter()
        .hline(rect.x_range(), rect.top(), Stroke::new(1.0, ctx.theme.line));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut ui = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(egui::vec2(10.0, 0.0)))
            .layout(layout),
    );
    let undated = ctx.session.shown().undated();
    let is_reported = ctx.session.axis == Axis::Reported;
    let title = if is_reported {
        format!("No day of printing {}", widgets::number(undated.count()))
    } else {
        format!("Undated {}", widgets::number(undated.count()))
    };
    let text = RichText::new(format!("{title} {}", glyphs::CARET_UP)).font(fonts::bold(12.5));
    let button = ui.button(text);
    button.widget_info(|| {
        WidgetInfo::labeled(egui::Role::Button, true, format!("{title}, show all"))
    });
    Popup::menu(&button).show(|ui| {
        egui::ScrollArea::vertical()
            .max_height(420.0)
            .show(ui, |ui| {
                ui.set_width(380.0);
                let events = undated.bits().iter();
                event_rows_ui(ctx, ui, (events, undated.count()), out);
            });
    });
    ui.add_space(8.0);
    // The wheel goes the only way there is.
    ui.style_mut().always_scroll_the_only_direction = true;
    egui::ScrollArea::horizontal()
        .id_salt("shelf")
        .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden)
        .show(&mut ui, |ui| {
            ui.horizontal_centered(|ui| {
                for position in undated.bits().iter().take(MAX_CHIPS) {
                    let Some(event) = ctx.document().event(position) else {
                        continue;
                    };
                    let (_, glyph) = widgets::kind_look(ctx.theme, ctx.kind_of(position));
                    let is_selected = ctx.session.selection.contains(&event.id);
                    let response = widgets::chip(ui, Some(glyph), &event.title, is_selected);
                    if is_selected && ctx.session.has_new_selection() {
                        response.scroll_to_me(Some(egui::Align::Center));
                    }
                    let when = when_phrase(ctx.document().when(position));
                    let response = response.on_hover_text(if is_reported {
                        format!("No source of it has a day of publication. Said to have happened: {when}")
                    } else {
                        when
                    });
                    if response.clicked() {
                        out.push(ctx::select(Item::Event(event.id.clone())));
                    }
                }
            });
        });
}
