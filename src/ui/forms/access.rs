//! Whether anything can be changed, and the way to where it can.

use egui::Ui;

use crate::app::{Command, Dialog, EditCommand, Origin, Place, Session};
use crate::diag::printable;
use crate::ui::ctx::ViewCtx;
use crate::ui::widgets;

/// Whether nothing can be changed: the bundled case, a project that another window holds, one of a newer
/// version of the program.
pub(in crate::ui) fn is_read_only(session: &Session) -> bool {
    session.is_read_only()
}

/// Where something cannot be decided: why not, and the way to where it can. Nothing where it can.
pub(in crate::ui) fn read_only_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    own: &str,
    out: &mut Vec<Command>,
) {
    let Some(reason) = ctx.session.reason_not_to_edit() else {
        return;
    };
    if ctx.session.document.origin == Origin::Sample {
        widgets::weak(ui, format!("The bundled case is read-only. {own}"));
        if ui.link("Make it mine…").clicked() {
            out.push(Command::Show(Some(Dialog::Place(Place::MakeItMine))));
        }
    } else {
        widgets::weak(
            ui,
            format!("Read-only: {}", printable(&reason.problem.message)),
        );
    }
}

/// Whether a form can be opened. If not, the way to where it can is shown, or the reason.
pub(super) fn may_edit(session: &Session, out: &mut Vec<Command>) -> bool {
    if !is_read_only(session) {
        return true;
    }
    out.push(if session.document.origin == Origin::Sample {
        Command::Show(Some(Dialog::Place(Place::MakeItMine)))
    } else {
        // An edit that does nothing is refused like any other, with its notice.
        Command::Edit(EditCommand::EndBurst)
    });
    false
}
