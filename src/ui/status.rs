//! The line at the bottom: how much is shown, how much is hidden and by what, what is wrong, and what
//! is being opened or saved.

use std::path::Path;

use egui::{RichText, Ui, WidgetInfo};

use super::ctx::ViewCtx;
use super::icons::glyphs;
use super::widgets::{counted, icon_button, number, weak};
use crate::app::{
    Access, Command, Dialog, Extra, FileCommand, FilterCommand, Opening, Origin, Stage, ViewCommand,
};
use crate::evidence::{day_phrase, days_phrase};
use crate::timeline::Axis;

/// The one line for a person's first steps, and the width it needs in points.
const HINT: &str = "Drag to move · Ctrl-wheel to zoom · click an event · ? for keys";
const HINT_WIDTH: f32 = 400.0;

pub(super) fn status_ui(ctx: ViewCtx<'_>, ui: &mut Ui, shows_hint: bool, out: &mut Vec<Command>) {
    ui.horizontal_centered(|ui| {
        let session = ctx.session;
        let matches = session.matches();
        let all = ctx.shown().events().len();
        let so_far = if ctx.document().stage == Stage::Part {
            " so far"
        } else {
            ""
        };
        weak(
            ui,
            format!(
                "{} of {}{so_far}",
                number(matches.count()),
                counted(all, "event", "events")
            ),
        );
        if matches.hidden() > 0 {
            let hidden = format!("{} hidden by filters", number(matches.hidden()));
            let text = RichText::new(&hidden).size(12.0).color(ctx.theme.accent);
            if ui.link(text).on_hover_text(filter_phrase(ctx)).clicked() {
                out.push(Command::Filter(FilterCommand::Clear));
            }
        }
        known_ui(ctx, ui, out);
        let undated = number(session.shown().undated().count());
        weak(
            ui,
            match session.axis {
                Axis::Happened => format!("{undated} undated"),
                Axis::Reported => format!("{undated} without a day of printing"),
            },
        );
        if session.selection.events.len() > 1 {
            weak(
                ui,
                format!("{} selected", number(session.selection.events.len())),
            );
        }
        leads_ui(ctx, ui, out);
        problems_ui(ctx, ui, out);
        if session.saving.is_some() {
            // The other thread wakes the window when it is done.
            weak(ui, "Saving…");
        }
        if session.is_deriving() {
            weak(ui, "Working out what follows…");
        }
        if session.arranging().is_some() {
            weak(ui, "Arranging lanes…");
        }
        if session.is_searching() {
            weak(ui, "Searching…");
        }
        if let Some(opening) = &session.opening {
            opening_ui(ui, opening, out);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            match &ctx.document().origin {
                Origin::Sample if !shows_hint => {
                    weak(ui, "Bundled case, read-only");
                }
                Origin::Sample => {}
                Origin::File(path) => {
                    weak(ui, format!("{} · {}", name_of(path), kept_phrase(ctx)));
                }
            }
            if shows_hint && ui.available_width() > HINT_WIDTH {
                weak(ui, HINT);
            }
        });
    });
}

/// The file's name.
fn name_of(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// How what is shown stands to its file.
fn kept_phrase(ctx: ViewCtx<'_>) -> &'static str {
    match ctx.session.filed() {
        None => "opening",
        Some(filed) if filed.access != Access::Write => "read-only",
        Some(filed) if filed.is_dirty() => "not saved yet",
        Some(_) => "saved",
    }
}

/// How much there is to look at, and the way to it.
fn leads_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    let count = ctx.document().evidence.leads.open_count();
    if count == 0 {
        return;
    }
    let label = counted(count, "lead", "leads");
    let text = RichText::new(&label).size(12.0);
    let response = ui.link(text).on_hover_text("Show what to look at");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &label));
    if response.clicked() {
        out.push(Command::View(ViewCommand::Toggle(Extra::Leads)));
    }
}

/// The day by which what is shown was known, how surely, and the way out of it.
fn known_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    let filter = &ctx.session.filter;
    let Some(day) = filter.known_by else { return };
    let surely = if filter.is_certain {
        "certainly"
    } else {
        "possibly"
    };
    let label = format!("{surely} known by {}", day_phrase(day));
    let text = RichText::new(&label).size(12.0).color(ctx.theme.accent);
    let tip = format!(
        "Shown: what a source had {surely} printed by then. Click to switch between certainly and possibly"
    );
    if ui.link(text).on_hover_text(tip).clicked() {
        let certain = FilterCommand::Certain(!filter.is_certain);
        out.push(Command::Filter(certain));
    }
    if icon_button(ui, glyphs::CLOSE, "Show what was known later too").clicked() {
        out.push(Command::Filter(FilterCommand::KnownBy(None)));
    }
}

/// By what events are hidden, and the way out of it.
fn filter_phrase(ctx: ViewCtx<'_>) -> String {
    let (filter, project) = (&ctx.session.filter, ctx.shown());
    let mut parts = Vec::new();
    if !filter.words.trim().is_empty() {
        parts.push(format!("words: {}", filter.words.trim()));
    }
    parts.extend(filter.kinds.iter().map(|id| {
        let label = project.kind(id).map_or(id.as_str(), |kind| &kind.label);
        format!("kind: {label}")
    }));
    parts.extend(
        filter
            .entities
            .iter()
            .map(|id| format!("entity: {}", project.entity_name(id))),
    );
    parts.extend(filter.sources.iter().filter_map(|id| {
        let source = project.source(id)?;
        Some(format!("source: {}", project.short_name(source)))
    }));
    parts.extend(
        filter
            .statuses
            .iter()
            .map(|status| format!("status: {}", status.verb())),
    );
    parts.extend(
        filter
            .span
            .map(|span| format!("days: {}", days_phrase(span.first, span.last))),
    );
    parts.extend(filter.reported.map(|span| {
        let days = days_phrase(span.first, span.last);
        format!("days of reporting: {days}")
    }));
    parts.extend(
        filter
            .known_by
            .map(|day| format!("known by {}", day_phrase(day))),
    );
    format!(
        "Shown only: {}. Click to clear all filters",
        parts.join("; ")
    )
}

fn problems_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    let problems = &ctx.document().problems;
    if problems.is_empty() {
        return;
    }
    let has_errors = problems.iter().any(crate::diag::Diagnostic::is_error);
    let colour = if has_errors {
        ctx.theme.error
    } else {
        ctx.theme.warning
    };
    let label = counted(problems.len(), "problem", "problems");
    let text = RichText::new(format!("{} {label}", glyphs::WARNING))
        .size(12.0)
        .color(colour);
    let response = ui.link(text);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &label));
    if response
        .on_hover_text("Show what is wrong and where")
        .clicked()
    {
        out.push(Command::Show(Some(Dialog::Problems)));
    }
}

fn opening_ui(ui: &mut Ui, opening: &Opening, out: &mut Vec<Command>) {
    let name = name_of(&opening.path);
    if opening.has_records() {
        // The other thread wakes the window when it is done.
        weak(ui, "Working out order, origins, conflicts and leads…");
        return;
    }
    weak(ui, format!("Opening {name}"));
    let bar = egui::ProgressBar::new(opening.fraction())
        .desired_width(120.0)
        .desired_height(8.0);
    let response = ui.add(bar);
    response.widget_info(|| {
        WidgetInfo::labeled(
            egui::Role::ProgressIndicator,
            true,
            format!("Opening {name}"),
        )
    });
    if ui.small_button("Cancel").clicked() {
        out.push(Command::File(FileCommand::CancelOpening));
    }
    // The bar moves on its own; when nothing is opened, nothing is repainted.
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_millis(200));
}
