//! What is wrong with the open project. Each finding leads to its place: the record in the window if
//! it could be read, and the lines of the file in any case.

use egui::{RichText, Sense, Ui, WidgetInfo};

use super::super::ctx::{self, ViewCtx};
use super::super::{fonts, widgets};
use super::{head_ui, large_size, scroll_area};
use crate::app::Command;
use crate::diag::{Diagnostic, is_hidden, printable};
use crate::model::Item;

/// Nobody mends more at a time, and a frame must not lay out thousands.
const MAX_ROWS: usize = 200;

#[derive(Debug, Default)]
pub(super) struct ProblemsDialog {
    /// The finding whose lines are shown, by position.
    chosen: Option<usize>,
}

impl ProblemsDialog {
    pub(super) fn problems_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        let size = large_size(ui);
        ui.set_width(size.x);
        let problems = &ctx.document().problems;
        head_ui(
            ui,
            &widgets::counted(problems.len(), "problem", "problems"),
            out,
        );
        if problems.is_empty() {
            ui.label("Nothing is wrong with this project.");
            return;
        }
        widgets::weak(
            ui,
            "What could be read is shown. Choose a problem to see its place in the file.",
        );
        ui.add_space(4.0);
        scroll_area(size.y - 90.0).show(ui, |ui| {
            for (position, problem) in problems.iter().enumerate().take(MAX_ROWS) {
                self.problem_ui(ctx, ui, position, problem, out);
            }
        });
    }

    fn problem_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        position: usize,
        problem: &Diagnostic,
        out: &mut Vec<Command>,
    ) {
        let is_chosen = self.chosen == Some(position);
        let line = problem.place.position.as_ref().map(|at| at.line);
        let colour = if problem.is_error() {
            ctx.theme.error
        } else {
            ctx.theme.warning
        };
        let fill = if is_chosen {
            ctx.theme.fill
        } else {
            egui::Color32::TRANSPARENT
        };
        let inner = widgets::row_frame(ui, fill, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(
                    RichText::new(problem.severity.label())
                        .font(fonts::bold(12.5))
                        .color(colour),
                );
                // An empty label would be drawn over.
                if let Some(line) = line {
                    let place = format!("line {line}");
                    ui.label(RichText::new(place).size(12.0).color(ctx.theme.weak));
                }
                ui.label(printable(&problem.message));
            });
            if let Some(hint) = &problem.hint {
                widgets::weak(ui, printable(hint));
            }
        });
        let response = ui.interact(
            inner.response.rect,
            ui.make_persistent_id(("problem", position)),
            Sense::click(),
        );
        widgets::focus_ring(ui, &response);
        let name = format!("Problem {}: {}", position + 1, printable(&problem.message));
        response.widget_info(|| WidgetInfo::selected(egui::Role::ListItem, true, is_chosen, &name));
        if response
            .on_hover_cursor(egui::CursorIcon::PointingHand)
            .clicked()
        {
            self.chosen = if is_chosen { None } else { Some(position) };
        }
        if is_chosen {
            place_ui(ctx, ui, problem, out);
        }
    }
}

fn place_ui(ctx: ViewCtx<'_>, ui: &mut Ui, problem: &Diagnostic, out: &mut Vec<Command>) {
    if let Some((first_line, lines)) = ctx.document().excerpt(problem) {
        excerpt_ui(ctx, ui, problem, first_line, lines);
    }
    if let Some(item) = shown_item(ctx, problem)
        && ui.button(format!("Show {item}")).clicked()
    {
        out.push(ctx::select(item));
        out.push(Command::Show(None));
    }
    ui.add_space(4.0);
}

fn excerpt_ui(ctx: ViewCtx<'_>, ui: &mut Ui, problem: &Diagnostic, first_line: usize, lines: &str) {
    let at = problem.place.position.as_ref().map(|at| at.line);
    widgets::row_frame(ui, ctx.theme.panel, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (offset, line) in lines.lines().enumerate() {
            let number = first_line + offset;
            let is_it = at == Some(number);
            let colour = if is_it {
                ctx.theme.error
            } else {
                ctx.theme.weak
            };
            // A stranger's file: on one line, and nothing that could reorder what stands around it.
            let shown: String = line
                .chars()
                .take(200)
                .map(|c| if is_hidden(c) { '\u{fffd}' } else { c })
                .collect();
            let text = RichText::new(format!("{number:>5}  {shown}"))
                .monospace()
                .color(colour);
            ui.add(egui::Label::new(text).truncate());
        }
    });
}

/// The record that a finding is about, if the project has it.
fn shown_item(ctx: ViewCtx<'_>, problem: &Diagnostic) -> Option<Item> {
    let item = problem.place.item.clone()?;
    let has_page = matches!(
        item,
        Item::Event(_) | Item::Claim(..) | Item::Entity(_) | Item::Source(_) | Item::Paragraph(..)
    );
    (has_page && ctx.project().contains(&item)).then_some(item)
}
