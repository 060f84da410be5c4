//! Open a project.

use egui::Ui;

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::head_ui;
use super::path::{Asks, PathField};
use crate::app::{Command, FileCommand};

#[derive(Debug, Default)]
pub(super) struct OpenDialog {
    path: PathField,
}

impl OpenDialog {
    pub(super) fn open_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        ui.set_width(480.0);
        head_ui(ui, "Open a project", out);
        let is_entered = self
            .path
            .field_ui(ui, "Path of a .ron file", "Path of the project");
        ui.horizontal(|ui| {
            let given = self.path.given();
            let open = ui.add_enabled(given.is_some(), egui::Button::new("Open"));
            if let Some(path) = given.filter(|_| open.clicked() || is_entered) {
                self.path.path.clear();
                out.push(Command::Show(None));
                out.push(Command::File(FileCommand::Open(path)));
            }
            self.path.browse_ui(
                ui,
                Asks::Open {
                    title: "Open a project",
                },
            );
            if ui.button("Cancel").clicked() {
                out.push(Command::Show(None));
            }
        });
        for recent in ctx.session.recent() {
            let name = recent
                .file_name()
                .map_or_else(|| recent.to_string_lossy(), |name| name.to_string_lossy());
            let link = ui.link(&*name).on_hover_text(recent.display().to_string());
            if link.clicked() {
                out.push(Command::Show(None));
                out.push(Command::File(FileCommand::Open(recent.clone())));
            }
        }
        widgets::weak(ui, "A file can also be dropped on the window.");
    }
}
