//! The right panel: the page of whatever is selected. Of an event, who claims what; of an entity, its
//! names and where it appears; of a source, what of it is used.

mod conflicts;
mod entity;
mod event;
mod events;
mod origins;
mod project;
mod source;

pub(super) use source::{address_ui, coverage_phrase, ranges};

use egui::{RichText, Ui};

use super::ctx::ViewCtx;
use super::forms::{self, Forms};
use super::icons::glyphs;
use super::{fonts, theme, widgets};
use crate::app::{Command, Origin, SelectCommand};
use crate::diag::printable;
use crate::model::Item;

/// The panel's own state.
#[derive(Debug, Default)]
pub(super) struct InspectorPanel {
    adopting: Option<conflicts::Adopting>,
    events: events::EventsOf,
    pub(super) forms: Forms,
}

impl InspectorPanel {
    pub(super) fn inspector_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        if self.forms.page_ui(ctx, ui, out) {
            return;
        }
        self.selected_ui(ctx, ui, out);
        let mut edits = false;
        let Some(item) = &ctx.session.selection.focus else {
            if project::project_ui(ctx, ui, out) {
                self.forms.begin(ctx.session, out);
            }
            return;
        };
        egui::ScrollArea::vertical()
            .auto_shrink(false)
            .id_salt(item)
            .show(ui, |ui| {
                match item {
                    Item::Event(id) | Item::Claim(id, _) => {
                        if let Some(position) = ctx.shown().event_position(id) {
                            edits = self.event_ui(ctx, ui, position, out);
                        }
                    }
                    Item::Entity(id) => {
                        if let Some(position) = ctx.shown().entity_position(id) {
                            let events = &mut self.events;
                            edits = entity::entity_ui(ctx, ui, (position, events), out);
                        }
                    }
                    Item::Source(id) | Item::Paragraph(id, _) => {
                        if let Some(position) = ctx.shown().source_position(id) {
                            let events = &mut self.events;
                            edits = source::source_ui(ctx, ui, (position, events), out);
                        }
                    }
                    Item::Kind(_) | Item::Relation(_) | Item::Dismissed(_) => {}
                }
                ui.add_space(16.0);
            });
        if edits {
            self.forms.begin(ctx.session, out);
        }
    }

    /// How many are selected beside the one whose page it is.
    fn selected_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        let count = ctx.session.selection.events.len();
        if count < 2 || forms::is_read_only(ctx.session) {
            return;
        }
        let label = format!(
            "Edit all {} together…",
            widgets::counted(count, "event", "events")
        );
        if ui.link(RichText::new(label).size(12.5)).clicked() {
            self.forms.edit_selected(ctx.session, out);
        }
    }
}

/// The way to the form of a page. True when it is asked for.
pub(super) fn edit_button_ui(ctx: ViewCtx<'_>, ui: &mut Ui) -> bool {
    let session = ctx.session;
    let is_sample = session.document.origin == Origin::Sample;
    let can = is_sample || !forms::is_read_only(session);
    let button = egui::Button::new(RichText::new("Edit").size(12.5));
    let button = ui.add_enabled(can, button);
    widgets::focus_ring(ui, &button);
    let role = egui::Role::Button;
    button.widget_info(|| egui::WidgetInfo::labeled(role, can, "Edit this page"));
    let tip = if is_sample {
        "The bundled case stays as it is: make a copy of your own, and change that (F2)"
    } else {
        "Change what this page says (F2)"
    };
    let button = button.on_hover_text(tip);
    if can {
        return button.clicked();
    }
    button.on_disabled_hover_ui(|ui| {
        if let Some(reason) = session.reason_not_to_edit() {
            ui.label(printable(&reason.problem.message));
            ui.label(printable(&reason.problem.hint.unwrap_or_default()));
        }
    });
    false
}

/// Icon and sort of the page; edit, back and close on the right; below, its title. True when the page is to
/// be edited.
fn page_head_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (glyph, colour): (char, egui::Color32),
    sort: &str,
    title: &str,
    out: &mut Vec<Command>,
) -> bool {
    let mut edits = false;
    ui.horizontal(|ui| {
        ui.label(
            RichText::new(glyph)
                .font(fonts::regular(16.0))
                .color(colour),
        );
        ui.label(RichText::new(sort).size(12.5).color(ctx.theme.weak));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon_button(ui, glyphs::CLOSE, "Close this page").clicked() {
                out.push(Command::Select(SelectCommand::Clear));
            }
            if ctx.session.selection.can_go_back()
                && widgets::icon_button(ui, glyphs::CARET_LEFT, "Back to the page before").clicked()
            {
                out.push(Command::Select(SelectCommand::Back));
            }
            edits = edit_button_ui(ctx, ui);
        });
    });
    ui.add(
        egui::Label::new(RichText::new(title).font(fonts::bold(theme::TITLE)))
            .wrap()
            .selectable(true),
    );
    edits
}
