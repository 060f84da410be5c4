//! What a person should know without being stopped: a line each above the panels, with the ways on.

use egui::{Frame, Margin, Panel, RichText, Ui};

use super::ctx::ViewCtx;
use super::icons::glyphs;
use super::{theme, widgets};
use crate::app::{Command, Dialog, EditCommand, FileCommand, Notice, Place, TextCommand, Way};
use crate::diag::printable;

pub(super) fn notices_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    for notice in ctx.session.notices() {
        let colour = if notice.problem.is_error() {
            ctx.theme.error
        } else {
            ctx.theme.warning
        };
        let frame = Frame::NONE
            .fill(theme::over(colour, ctx.theme.panel, 0.14))
            .inner_margin(Margin::symmetric(12, 5));
        Panel::top(egui::Id::unique(("notice", notice.about)))
            .frame(frame)
            .resizable(false)
            .show(ui, |ui| notice_ui(ctx, ui, notice, out));
    }
}

fn notice_ui(ctx: ViewCtx<'_>, ui: &mut Ui, notice: &Notice, out: &mut Vec<Command>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if widgets::icon_button(ui, glyphs::CLOSE, "Put this notice away").clicked() {
            out.push(Command::PutAway(notice.about));
        }
        for way in notice.ways.iter().rev() {
            way_ui(ctx, ui, *way, out);
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let glyph = if notice.problem.is_error() {
                glyphs::WARNING
            } else {
                glyphs::INFO
            };
            ui.label(glyph.to_string());
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let message = printable(&notice.problem.message);
                ui.add(egui::Label::new(RichText::new(first_letter_up(&message))).wrap());
                if let Some(hint) = &notice.problem.hint {
                    let hint = RichText::new(first_letter_up(&printable(hint)));
                    let hint = hint.size(12.0).color(ctx.theme.weak);
                    ui.add(egui::Label::new(hint).wrap());
                }
            });
        });
    });
}

/// Messages are fragments; here they begin a line.
fn first_letter_up(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn way_ui(ctx: ViewCtx<'_>, ui: &mut Ui, way: Way, out: &mut Vec<Command>) {
    let label = match way {
        Way::MakeItMine => "Make it mine…",
        Way::TakeOver => "Take over",
        Way::SaveAgain => "Save again",
        Way::SaveElsewhere => "Save elsewhere…",
        Way::CopyAll => "Copy to clipboard",
        Way::LookAgain => "Look again",
        Way::Choose => "Choose…",
        Way::Recover => "Recover…",
        Way::DiscardRecovery => "Discard",
        Way::AttachAgain => "Try again",
        Way::Undo => "Undo",
    };
    if !ui.button(label).clicked() {
        return;
    }
    let show = |place| Command::Show(Some(Dialog::Place(place)));
    out.push(match way {
        Way::MakeItMine => show(Place::MakeItMine),
        Way::TakeOver => Command::File(FileCommand::TakeOver),
        Way::SaveAgain => Command::File(FileCommand::Save),
        Way::SaveElsewhere => show(Place::SaveAs),
        Way::CopyAll => return ui.ctx().copy_text(ctx.session.project_text()),
        Way::LookAgain => Command::File(FileCommand::Merge),
        Way::Choose => Command::Show(Some(Dialog::Conflicts)),
        Way::Recover => Command::Show(Some(Dialog::Recovered)),
        Way::DiscardRecovery => Command::File(FileCommand::DiscardRecovery),
        Way::AttachAgain => Command::Text(TextCommand::Again),
        Way::Undo => Command::Edit(EditCommand::Undo),
    });
}
