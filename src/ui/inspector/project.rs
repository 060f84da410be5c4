//! The page of the project, when nothing is selected: what it is, and what it holds.

use egui::{RichText, Ui};

use super::super::ctx::{self, ViewCtx};
use super::super::{fonts, theme, widgets};
use crate::app::{Command, ViewCommand};
use crate::model::Item;

/// More are no overview.
const MAX_SOURCES: usize = 40;

/// True when the project itself is to be edited.
pub(super) fn project_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) -> bool {
    let mut edits = false;
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("project")
        .show(ui, |ui| {
            let project = ctx.shown();
            ui.add_space(4.0);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                edits = super::edit_button_ui(ctx, ui);
            });
            ui.add(
                egui::Label::new(
                    RichText::new(ctx.document().title()).font(fonts::bold(theme::TITLE)),
                )
                .wrap(),
            );
            for paragraph in &project.about {
                ui.add(egui::Label::new(paragraph).wrap());
                ui.add_space(2.0);
            }
            findings_ui(ctx, ui, out);
            widgets::weak(
                ui,
                format!(
                    "{} · {} · {} · {}",
                    widgets::counted(project.events().len(), "event", "events"),
                    widgets::counted(ctx.document().n_claims(), "claim", "claims"),
                    widgets::counted(project.entities().len(), "entity", "entities"),
                    widgets::counted(project.sources().len(), "source", "sources"),
                ),
            );
            let mut held = project.sources().iter().filter(|source| source.is_held());
            if held.clone().next().is_some() {
                widgets::heading(ui, "Held sources");
            }
            for source in held.by_ref().take(MAX_SOURCES) {
                if ui
                    .link(ctx.short_name(source))
                    .on_hover_text(&source.title)
                    .clicked()
                {
                    out.push(ctx::select(Item::Source(source.id.clone())));
                }
                widgets::weak(ui, super::source::coverage_phrase(ctx, source));
            }
            let more = held.count();
            if more > 0 {
                let more = widgets::counted(more, "more source", "more sources");
                widgets::weak(ui, format!("and {more}; all are in the panel on the left"));
            }
            legend_ui(ctx, ui);
        });
    edits
}

/// The most telling places, each a way in.
fn findings_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    let findings = &ctx.document().findings;
    if findings.is_empty() {
        return;
    }
    widgets::heading(ui, "Look at this");
    for finding in findings {
        if ui.link(finding.kind.label()).clicked() {
            out.push(ctx::select(finding.item.clone()));
            if let Item::Event(id) = &finding.item {
                out.push(Command::View(ViewCommand::Show(id.clone())));
            }
        }
        widgets::weak(ui, &finding.phrase);
        ui.add_space(2.0);
    }
}

/// What the shapes on the timeline mean.
fn legend_ui(ctx: ViewCtx<'_>, ui: &mut Ui) {
    widgets::heading(ui, "How to read the marks");
    super::super::timeline::legend_ui(ctx.theme, ui);
}
