//! A new source from a text: pasted, dropped, or from a file; then what it is, and which of its paragraphs
//! are furniture. What is typed here stays until a source was made of it.

mod form;

use std::path::PathBuf;

use egui::Ui;

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::path::{Asks, PathField};
use super::{head_ui, large_size};
use crate::app::{Command, ReadingText, TextFrom};
use crate::diag::{Diagnostic, printable};
use form::Form;

#[derive(Debug, Default)]
pub(super) struct NewSourceDialog {
    path: PathField,
    pasted: String,
    reading: Option<ReadingText>,
    /// Why the last one could not be read.
    problem: Option<Box<Diagnostic>>,
    /// What was read, and what a person says of it.
    form: Option<Form>,
}

impl NewSourceDialog {
    pub(super) fn new_source_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        ui.set_width(large_size(ui).x);
        head_ui(ui, "New source from text", out);
        self.take_read();
        self.take_dropped(ui);
        let Some(form) = &mut self.form else {
            return self.text_ui(ctx, ui, out);
        };
        if form.form_ui(ctx, ui, out) {
            *self = Self::default();
        }
    }

    fn take_read(&mut self) {
        let Some(read) = self.reading.as_ref().and_then(ReadingText::take) else {
            return;
        };
        self.reading = None;
        match read {
            Ok(document) => self.form = Some(Form::new(document)),
            Err(problem) => self.problem = Some(problem),
        }
    }

    /// Unless something was read already, which a person may be working on.
    fn take_dropped(&mut self, ui: &Ui) {
        let dropped = ui.input(|input| {
            let mut files = input.raw.dropped_files.iter();
            files.next().map(|file| PathBuf::from(file.path()))
        });
        if let Some(path) = dropped.filter(|_| self.form.is_none()) {
            self.path.path = path.display().to_string();
            self.start(ui, TextFrom::File(path));
        }
    }

    fn start(&mut self, ui: &Ui, from: TextFrom) {
        let ctx = ui.ctx().clone();
        self.problem = None;
        self.reading = Some(ReadingText::start(from, move || ctx.request_repaint()));
    }

    fn text_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        let hint = "Path of a text, a saved page, Markdown or a PDF";
        let is_entered = self.path.field_ui(ui, hint, "Path of the document");
        widgets::weak(ui, "or drop a file here, or paste the text");
        super::scroll_area(large_size(ui).y - 220.0).show(ui, |ui| {
            let field = egui::TextEdit::multiline(&mut self.pasted)
                .hint_text("The text, or the source of a page")
                .desired_width(f32::INFINITY)
                .desired_rows(12);
            ui.add(field).accessible_name("Text of the document");
        });
        if let Some(problem) = &self.problem {
            let message = egui::RichText::new(printable(&problem.message)).color(ctx.theme.error);
            ui.add(egui::Label::new(message).wrap());
            if let Some(hint) = &problem.hint {
                widgets::weak(ui, printable(hint));
            }
        }
        ui.horizontal(|ui| self.buttons_ui(ui, is_entered, out));
    }

    fn buttons_ui(&mut self, ui: &mut Ui, is_entered: bool, out: &mut Vec<Command>) {
        if let Some(reading) = &self.reading {
            ui.add(egui::ProgressBar::new(reading.fraction()).desired_width(160.0));
            if ui.button("Stop reading").clicked() {
                self.reading = None;
            }
            return;
        }
        let from = self.from();
        let read = ui.add_enabled(from.is_some(), egui::Button::new("Read"));
        if let Some(from) = from.filter(|_| read.clicked() || is_entered) {
            self.start(ui, from);
        }
        let title = "A document to make a source of";
        self.path.browse_ui(ui, Asks::Document { title });
        if ui.button("Cancel").clicked() {
            out.push(Command::Show(None));
        }
    }

    /// What is pasted counts before a path.
    fn from(&self) -> Option<TextFrom> {
        if !self.pasted.trim().is_empty() {
            return Some(TextFrom::Pasted(self.pasted.clone()));
        }
        self.path.given().map(|path: PathBuf| TextFrom::File(path))
    }
}
