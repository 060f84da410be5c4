//! A project that could not be opened at all: why, where, and what to do.

use std::path::Path;

use egui::{RichText, Ui};

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::head_ui;
use crate::app::{Command, Dialog, FileCommand};
use crate::diag::{Diagnostic, printable};

pub(super) fn failed_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    path: &Path,
    problem: &Diagnostic,
    out: &mut Vec<Command>,
) {
    ui.set_width(520.0);
    head_ui(ui, "This project could not be opened", out);
    ui.add(
        egui::Label::new(RichText::new(printable(&path.display().to_string())).monospace()).wrap(),
    );
    let place = problem
        .place
        .position
        .as_ref()
        .map_or_else(String::new, |at| {
            format!("Line {}, column {}: ", at.line, at.column)
        });
    let message = format!("{place}{}", printable(&problem.message));
    ui.add(egui::Label::new(RichText::new(message).color(ctx.theme.error)).wrap());
    if let Some(hint) = &problem.hint {
        widgets::weak(ui, printable(hint));
    }
    widgets::weak(ui, "What was open before is still open.");
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if ui.button("Try again").clicked() {
            out.push(Command::File(FileCommand::Open(path.to_owned())));
        }
        if ui.button("Earlier versions…").clicked() {
            out.push(Command::File(FileCommand::Versions(path.to_owned())));
        }
        if ui.button("Open another…").clicked() {
            out.push(Command::Show(Some(Dialog::OpenPath)));
        }
        if ui.button("Close").clicked() {
            out.push(Command::Show(None));
        }
    });
}
