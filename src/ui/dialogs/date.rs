//! Go to a day, month or year.

use egui::{Key, RichText, Ui};

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::head_ui;
use crate::app::{Command, ViewCommand};
use crate::evidence::when_phrase;
use crate::model::{DaySpan, When};

#[derive(Debug, Default)]
pub(super) struct DateDialog {
    text: String,
}

impl DateDialog {
    pub(super) fn date_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        ui.set_width(360.0);
        head_ui(ui, "Go to date", out);
        let hint = "2015-11-13, 2015-11 or 2015";
        let response = widgets::text_field(ui, &mut self.text, hint, "Date to go to");
        response.request_focus();
        let found = When::from_edtf(self.text.trim());
        let days = found
            .as_ref()
            .ok()
            .and_then(|when| when.bounds)
            .map(|bounds| bounds.span());
        match (&found, self.text.is_empty()) {
            (_, true) => widgets::weak(ui, " "),
            (Ok(when), _) => widgets::weak(ui, when_phrase(Some(when))),
            (Err(error), _) => ui.label(
                RichText::new(&error.hint)
                    .size(12.0)
                    .color(ctx.theme.warning),
            ),
        };
        let is_entered = ui.input(|input| input.key_pressed(Key::Enter));
        ui.horizontal(|ui| {
            let go = ui.add_enabled(days.is_some(), egui::Button::new("Go"));
            if (go.clicked() || is_entered)
                && let Some(days) = days
            {
                self.go(days, out);
            }
            if ui.button("Cancel").clicked() {
                out.push(Command::Show(None));
            }
        });
    }

    fn go(&mut self, days: DaySpan, out: &mut Vec<Command>) {
        self.text.clear();
        out.push(Command::View(ViewCommand::Fit(days)));
        out.push(Command::Show(None));
    }
}
