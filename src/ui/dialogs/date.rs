//! Go to a day, month or year.

use egui::{Key, Response, RichText, Ui};

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::head_ui;
use crate::app::{Command, ViewCommand};
use crate::evidence::when_phrase;
use crate::model::{DaySpan, EdtfError, When};

#[derive(Debug, Default)]
pub(super) struct DateDialog {
    text: String,
}

impl DateDialog {
    pub(super) fn date_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        ui.set_width(360.0);
        head_ui(ui, "Go to date", out);
        let found = field_ui(ui, &mut self.text, "Date to go to");
        let days = found
            .as_ref()
            .ok()
            .and_then(|when| when.bounds)
            .map(|bounds| bounds.span());
        match (&found, self.text.is_empty()) {
            (Ok(when), false) => widgets::weak(ui, when_phrase(Some(when))),
            (Err(error), false) => hint_ui(ctx, ui, &error.hint),
            (_, true) => widgets::weak(ui, " "),
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

/// A field for a date, which has the keyboard, and what is in it.
pub(super) fn field_ui(ui: &mut Ui, text: &mut String, name: &str) -> Result<When, EdtfError> {
    let hint = "2015-11-13, 2015-11 or 2015";
    widgets::text_field(ui, text, hint, name).request_focus();
    When::from_edtf(text.trim())
}

/// What to write instead.
pub(super) fn hint_ui(ctx: ViewCtx<'_>, ui: &mut Ui, hint: &str) -> Response {
    ui.label(RichText::new(hint).size(12.0).color(ctx.theme.warning))
}
