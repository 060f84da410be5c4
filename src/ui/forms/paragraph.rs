//! What is done with a paragraph in the reader: a claim is made of it, its gist is written, and it is
//! marked as read or as no evidence.

use egui::Ui;

use super::desk::Desk;
use super::fields::{Fields, quiet_button};
use super::source::{gist_ui, paragraph_marks_ui};
use crate::app::Command;
use crate::model::{Paragraph, Source};
use crate::ui::ctx::ViewCtx;
use crate::ui::icons::glyphs;

/// What the fields in the reader remember.
#[derive(Debug, Default)]
pub(in crate::ui) struct ParagraphForm {
    fields: Fields,
}

impl ParagraphForm {
    /// True when a claim is to be made of the whole paragraph.
    pub(in crate::ui) fn marks_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        (source, paragraph): (&Source, &Paragraph),
        out: &mut Vec<Command>,
    ) -> bool {
        let open = format!("{}#{}: gist", source.id, paragraph.n);
        let mut desk = Desk::new(ctx, &mut self.fields, out);
        // As it is now: what the reader shows may be a moment behind what is typed.
        let latest = std::sync::Arc::clone(desk.project());
        let latest = latest.source(&source.id);
        let Some(paragraph) = latest.and_then(|source| source.paragraph(paragraph.n)) else {
            return false;
        };
        let mut makes_claim = false;
        ui.horizontal_wrapped(|ui| {
            let label = "Make claim from this paragraph";
            makes_claim = quiet_button(ui, Some(glyphs::PLUS), label).clicked();
            if quiet_button(ui, None, "Edit gist").clicked() {
                desk.fields.toggle(&open);
                desk.fields.focus = Some(format!("Gist of paragraph {}", paragraph.n));
            }
            paragraph_marks_ui(&mut desk, ui, &source.id, paragraph);
        });
        if desk.fields.is_open(&open) {
            gist_ui(&mut desk, ui, &source.id, paragraph);
        }
        makes_claim
    }
}
