//! What was publicly known on a day: narrows to what some source had printed by its end.

use egui::{Key, Ui};

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::date::{field_ui, hint_ui};
use super::head_ui;
use crate::app::{Command, FilterCommand};
use crate::evidence::day_phrase;
use crate::model::{Day, When};

#[derive(Debug, Default)]
pub(super) struct KnownDialog {
    text: String,
}

impl KnownDialog {
    pub(super) fn known_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        ui.set_width(360.0);
        head_ui(ui, "What was known on a day", out);
        widgets::weak(
            ui,
            "Shows the events that at least one of their sources had printed by the end of the day.",
        );
        let found = field_ui(ui, &mut self.text, "Day to look back from");
        // Of a month or a year, its last day.
        let day = found.as_ref().ok().and_then(When::latest);
        match (&found, day) {
            _ if self.text.is_empty() => widgets::weak(ui, " "),
            (_, Some(day)) => widgets::weak(ui, format!("known by {}", day_phrase(day))),
            (Err(error), None) => hint_ui(ctx, ui, &error.hint),
            (Ok(_), None) => hint_ui(ctx, ui, "write a date that has a last day"),
        };
        let is_entered = ui.input(|input| input.key_pressed(Key::Enter));
        ui.horizontal(|ui| {
            let show = ui.add_enabled(day.is_some(), egui::Button::new("Show"));
            if (show.clicked() || is_entered)
                && let Some(day) = day
            {
                self.narrow(Some(day), out);
            }
            let is_narrowed = ctx.session.filter.known_by.is_some();
            if is_narrowed && ui.button("Show all").clicked() {
                self.narrow(None, out);
            }
            if ui.button("Cancel").clicked() {
                out.push(Command::Show(None));
            }
        });
    }

    fn narrow(&mut self, day: Option<Day>, out: &mut Vec<Command>) {
        self.text.clear();
        out.push(Command::Filter(FilterCommand::KnownBy(day)));
        out.push(Command::Show(None));
    }
}
