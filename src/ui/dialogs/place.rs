//! Where a project is to be written: a new one, this one under another name, the bundled case as one's own.

use egui::Ui;

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::head_ui;
use super::path::{Asks, PathField};
use crate::app::{Command, FileCommand, Place};

#[derive(Debug, Default)]
pub(super) struct PlaceDialog {
    title: String,
    path: PathField,
}

impl PlaceDialog {
    pub(super) fn place_ui(
        &mut self,
        _ctx: ViewCtx<'_>,
        ui: &mut Ui,
        place: Place,
        out: &mut Vec<Command>,
    ) {
        ui.set_width(480.0);
        let (head, action, about) = match place {
            Place::New => (
                "New project",
                "Create",
                "The file is written at once, so that nothing you do is without a place to be kept.",
            ),
            Place::SaveAs => (
                "Save as",
                "Save",
                "Attached texts come along; from then on you work in the new file.",
            ),
            Place::MakeItMine => (
                "Make the bundled case mine",
                "Make it mine",
                "A copy in a file of your own, to change as you like.",
            ),
        };
        head_ui(ui, head, out);
        if place == Place::New {
            widgets::text_field(ui, &mut self.title, "What the case is about", "Title");
        }
        let is_entered = self
            .path
            .field_ui(ui, "Path of a new .ron file", "Path of the new file");
        ui.horizontal(|ui| {
            let given = self.path.given();
            let is_ready =
                given.is_some() && (place != Place::New || !self.title.trim().is_empty());
            let button = ui.add_enabled(is_ready, egui::Button::new(action));
            if let Some(path) = given.filter(|_| is_ready && (button.clicked() || is_entered)) {
                out.push(Command::Show(None));
                out.push(Command::File(match place {
                    Place::New => FileCommand::New {
                        path,
                        title: self.title.trim().to_owned(),
                    },
                    Place::SaveAs | Place::MakeItMine => FileCommand::SaveAs(path),
                }));
                *self = Self::default();
                return;
            }
            self.path.browse_ui(ui, Asks::Save { title: head });
            if ui.button("Cancel").clicked() {
                out.push(Command::Show(None));
            }
        });
        widgets::weak(ui, about);
    }
}
