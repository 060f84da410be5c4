//! Something is about to lose what is not saved.

use egui::Ui;

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::head_ui;
use crate::app::{Command, FileCommand};

pub(super) fn unsaved_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    then: &FileCommand,
    out: &mut Vec<Command>,
) {
    ui.set_width(460.0);
    head_ui(ui, "Save what you changed?", out);
    let title = ctx.document().title();
    widgets::weak(
        ui,
        format!("“{title}” has changes that are in no file yet."),
    );
    ui.add_space(6.0);
    let then = || Box::new(then.clone());
    ui.horizontal(|ui| {
        let save = ui.button("Save");
        if ui.memory(|memory| memory.focused().is_none()) {
            save.request_focus();
        }
        if save.clicked() {
            out.push(Command::File(FileCommand::SaveThen(then())));
        }
        if ui.button("Don’t save").clicked() {
            out.push(Command::File(FileCommand::GiveUpThen(then())));
        }
        if ui.button("Cancel").clicked() {
            out.push(Command::Show(None));
        }
    });
}
