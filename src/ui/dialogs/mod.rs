//! What stands before the window until it is answered or closed. Escape closes every dialog.

mod attach_text;
mod conflicts;
mod date;
mod failed;
mod help;
mod known;
mod link;
mod new_source;
mod open;
mod palette;
mod path;
mod place;
mod problems;
mod recovered;
mod unsaved;
mod versions;

use egui::{Id, Modal, RichText, Ui};

use super::actions::Action;
use super::ctx::ViewCtx;
use super::icons::glyphs;
use super::{fonts, theme, widgets};
use crate::app::{Command, Dialog};

/// The dialogs' own state.
#[derive(Debug, Default)]
pub(super) struct Dialogs {
    open: open::OpenDialog,
    date: date::DateDialog,
    known: known::KnownDialog,
    problems: problems::ProblemsDialog,
    palette: palette::Palette,
    place: place::PlaceDialog,
    conflicts: conflicts::ConflictsDialog,
    recovered: recovered::RecoveredDialog,
    new_source: new_source::NewSourceDialog,
    attach_text: attach_text::AttachTextDialog,
}

impl Dialogs {
    /// The action that was chosen in the palette, if one was.
    pub(super) fn dialogs_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &Ui,
        out: &mut Vec<Command>,
    ) -> Option<Action> {
        let dialog = ctx.session.dialog.as_ref()?;
        let mut action = None;
        let response = Modal::new(Id::unique("dialog")).show(ui.ctx(), |ui| match dialog {
            Dialog::Help => help::help_ui(ctx, ui, out),
            Dialog::About => help::about_ui(ctx, ui, out),
            Dialog::Palette => action = self.palette.palette_ui(ctx, ui, out),
            Dialog::Problems => self.problems.problems_ui(ctx, ui, out),
            Dialog::OpenPath => self.open.open_ui(ctx, ui, out),
            Dialog::GoToDate => self.date.date_ui(ctx, ui, out),
            Dialog::KnownBy => self.known.known_ui(ctx, ui, out),
            Dialog::FollowLink(link) => link::link_ui(ctx, ui, link, out),
            Dialog::Place(place) => self.place.place_ui(ctx, ui, *place, out),
            Dialog::Unsaved { then } => unsaved::unsaved_ui(ctx, ui, then, out),
            Dialog::Conflicts => self.conflicts.conflicts_ui(ctx, ui, out),
            Dialog::Versions => versions::versions_ui(ctx, ui, out),
            Dialog::Recovered => self.recovered.recovered_ui(ctx, ui, out),
            Dialog::NewSource => self.new_source.new_source_ui(ctx, ui, out),
            Dialog::AttachText(source) => self.attach_text.attach_text_ui(ctx, ui, source, out),
            Dialog::Failed { path, problem } => failed::failed_ui(ctx, ui, path, problem, out),
        });
        if response.should_close() {
            out.push(Command::Show(None));
        }
        action
    }
}

/// The title of a dialog, and the way out of it.
fn head_ui(ui: &mut Ui, title: &str, out: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).font(fonts::bold(theme::TITLE)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon_button(ui, glyphs::CLOSE, "Close").clicked() {
                out.push(Command::Show(None));
            }
        });
    });
    ui.add_space(4.0);
}

/// The size of a large dialog: most of the window, but no wider than lines can be read.
fn large_size(ui: &Ui) -> egui::Vec2 {
    let window = ui.ctx().content_rect().size();
    egui::vec2((window.x - 120.0).min(900.0), (window.y * 0.85).min(820.0))
}

/// As high as its contents, and at most so high. A dialog has no height of its own to fill: without a
/// least height the area would be a slit.
fn scroll_area(max_height: f32) -> egui::ScrollArea {
    egui::ScrollArea::vertical()
        .max_height(max_height)
        .min_scrolled_height(max_height)
}
