//! What two people changed in the same place, side by side, to choose from.

use egui::{RichText, Ui, WidgetInfo};

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::{head_ui, large_size, scroll_area};
use crate::app::{Command, FileCommand};
use crate::edit::{Conflict, Side};

/// What is chosen so far.
#[derive(Debug, Default)]
pub(super) struct ConflictsDialog {
    sides: Vec<Side>,
}

impl ConflictsDialog {
    pub(super) fn conflicts_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        let Some(merged) = ctx.session.conflicts() else {
            return;
        };
        let size = large_size(ui);
        ui.set_width(size.x);
        head_ui(ui, "Both changed the same", out);
        widgets::weak(
            ui,
            "Another program changed the file while you edited. All else is merged; choose here. Nothing is overwritten until you do.",
        );
        ui.add_space(6.0);
        self.sides.resize(merged.conflicts.len(), Side::Ours);
        scroll_area(size.y - 140.0).show(ui, |ui| {
            for (conflict, side) in merged.conflicts.iter().zip(&mut self.sides) {
                conflict_ui(ctx, ui, conflict, side);
                ui.add_space(8.0);
            }
        });
        ui.horizontal(|ui| {
            if ui.button("Go on with these").clicked() {
                out.push(Command::File(FileCommand::Resolve(std::mem::take(
                    &mut self.sides,
                ))));
            }
            if ui.button("All mine").clicked() {
                self.sides.fill(Side::Ours);
            }
            if ui.button("All theirs").clicked() {
                self.sides.fill(Side::Theirs);
            }
        });
    }
}

fn conflict_ui(ctx: ViewCtx<'_>, ui: &mut Ui, conflict: &Conflict, side: &mut Side) {
    widgets::strong(ui, &conflict.place());
    widgets::weak(ui, format!("Was: {}", conflict.was()));
    ui.columns(2, |columns| {
        let sides = [
            (Side::Ours, "Mine", conflict.said(Side::Ours)),
            (Side::Theirs, "Theirs", conflict.said(Side::Theirs)),
        ];
        for (column, (own, label, said)) in columns.iter_mut().zip(sides) {
            let is_chosen = *side == own;
            let response = column.radio(is_chosen, label);
            let name = format!("{label}: {}", conflict.place());
            response.widget_info(|| {
                WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &name)
            });
            if response.clicked() {
                *side = own;
            }
            let colour = if is_chosen {
                ctx.theme.text
            } else {
                ctx.theme.weak
            };
            column.add(egui::Label::new(RichText::new(said).color(colour)).wrap());
        }
    });
}
