//! Edits that were never saved: a crash, a power cut, a killed window left them.

use egui::Ui;

use super::super::ctx::ViewCtx;
use super::super::icons::glyphs;
use super::super::widgets;
use super::{head_ui, large_size, scroll_area};
use crate::app::{Command, FileCommand};

/// Whether the list of what was edited is open.
#[derive(Debug, Default)]
pub(super) struct RecoveredDialog {
    is_comparing: bool,
}

impl RecoveredDialog {
    pub(super) fn recovered_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        let Some(left) = ctx.session.left_edits() else {
            return;
        };
        ui.set_width(large_size(ui).x.min(620.0));
        head_ui(ui, "Unsaved edits were found", out);
        widgets::weak(ui, &left.told);
        ui.add_space(6.0);
        if self.is_comparing {
            scroll_area(320.0).show(ui, |ui| {
                for line in &left.lines {
                    line_ui(ui, line);
                }
            });
            ui.add_space(6.0);
        }
        ui.horizontal(|ui| {
            let recover = ui.button("Recover");
            if ui.memory(|memory| memory.focused().is_none()) {
                recover.request_focus();
            }
            if recover.clicked() {
                out.push(Command::File(FileCommand::Recover));
            }
            if ui
                .button(if self.is_comparing { "Hide" } else { "Compare" })
                .clicked()
            {
                self.is_comparing = !self.is_comparing;
            }
            if ui.button("Discard").clicked() {
                out.push(Command::File(FileCommand::DiscardRecovery));
            }
        });
        widgets::weak(
            ui,
            "Discarded edits are kept in the backups folder for thirty days.",
        );
    }
}

/// The arrow of the words is in no font of the window; a caret stands for it, and is read as the arrow.
fn line_ui(ui: &mut Ui, line: &str) {
    let label = ui.add(egui::Label::new(with_glyphs(line)).wrap());
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, line));
}

fn with_glyphs(line: &str) -> String {
    line.replace('→', glyphs::CARET_RIGHT.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrow_that_no_font_has_becomes_a_caret() {
        let shown = with_glyphs("title: “A” → “B”");
        assert_eq!(shown, format!("title: “A” {} “B”", glyphs::CARET_RIGHT));
    }
}
