//! A decision that could not be kept in the project's file, or was with a remark: what was decided,
//! why, and what to do. What the person wrote is not lost: it can be copied from here.

use std::path::Path;

use egui::{RichText, Ui};

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::head_ui;
use crate::app::{Command, FileCommand, Origin};
use crate::diag::{Diagnostic, printable};
use crate::edit::Decision;

pub(super) struct Decided<'a> {
    pub(super) path: Option<&'a Path>,
    pub(super) name: &'a str,
    pub(super) decision: &'a Decision,
    pub(super) problem: &'a Diagnostic,
}

impl Decided<'_> {
    pub(super) fn decided_ui(&self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        ui.set_width(520.0);
        let is_kept = !self.problem.is_error();
        let title = if is_kept {
            "Your decision was saved, but"
        } else {
            "Your decision was not saved"
        };
        head_ui(ui, title, out);
        ui.add(egui::Label::new(printable(self.name)).wrap());
        if let Some(path) = self.path {
            let path = printable(&path.display().to_string());
            ui.add(egui::Label::new(RichText::new(path).monospace()).wrap());
        }
        let colour = if is_kept {
            ctx.theme.warning
        } else {
            ctx.theme.error
        };
        let message = RichText::new(printable(&self.problem.message)).color(colour);
        ui.add(egui::Label::new(message).wrap());
        if let Some(hint) = &self.problem.hint {
            widgets::weak(ui, printable(hint));
        }
        if !is_kept {
            widgets::weak(ui, "The project is as it was.");
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| self.buttons_ui(ctx, ui, is_kept, out));
    }

    fn buttons_ui(&self, ctx: ViewCtx<'_>, ui: &mut Ui, is_kept: bool, out: &mut Vec<Command>) {
        let of_open_project = self
            .path
            .filter(|path| ctx.document().origin == Origin::File(path.to_path_buf()));
        if let Some(path) = of_open_project.filter(|_| !is_kept) {
            self.way_on_ui(ui, path, out);
        }
        let note = self.decision.note().filter(|note| !note.trim().is_empty());
        if let Some(note) = note.filter(|_| !is_kept)
            && ui.button("Copy what you wrote").clicked()
        {
            ui.ctx().copy_text(note.to_owned());
        }
        if ui.button("Close").clicked() {
            out.push(Command::Show(None));
        }
    }

    fn way_on_ui(&self, ui: &mut Ui, path: &Path, out: &mut Vec<Command>) {
        if self.problem.code == "changed-on-disk" {
            if ui.button("Open it as it is now").clicked() {
                out.push(Command::File(FileCommand::Open(path.to_owned())));
            }
        } else if ui.button("Try again").clicked() {
            out.push(Command::Show(None));
            let decision = self.decision.clone();
            out.push(Command::File(FileCommand::Decide(decision)));
        }
    }
}
