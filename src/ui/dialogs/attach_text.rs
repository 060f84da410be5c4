//! The text of a source that is held, from a file.

use egui::Ui;

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::head_ui;
use super::path::{Asks, PathField};
use crate::app::{Command, TextCommand};
use crate::model::SourceId;

#[derive(Debug, Default)]
pub(super) struct AttachTextDialog {
    path: PathField,
}

impl AttachTextDialog {
    pub(super) fn attach_text_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        source: &SourceId,
        out: &mut Vec<Command>,
    ) {
        ui.set_width(480.0);
        let name = ctx.project().source(source);
        let name = name.map_or(source.to_string(), |source| ctx.short_name(source));
        head_ui(ui, &format!("Attach the text of {name}"), out);
        let hint = "Path of a text, a saved page or a PDF";
        let is_entered = self.path.field_ui(ui, hint, "Path of the text");
        ui.horizontal(|ui| {
            let given = self.path.given();
            let attach = ui.add_enabled(given.is_some(), egui::Button::new("Attach"));
            if let Some(path) = given.filter(|_| attach.clicked() || is_entered) {
                self.path.path.clear();
                let source = Some(source.clone());
                out.push(Command::Show(None));
                out.push(Command::Text(TextCommand::Attach { source, path }));
            }
            let title = "The text of a source";
            self.path.browse_ui(ui, Asks::Document { title });
            if ui.button("Cancel").clicked() {
                out.push(Command::Show(None));
            }
        });
        widgets::weak(
            ui,
            "It is copied beside the project, not into it. What an earlier text had beyond this one is kept.",
        );
    }
}
