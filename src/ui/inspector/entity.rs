//! The page of an entity: its names and which source uses which, its events along a small timeline,
//! who appears together with it, and its relations.

use egui::{Rect, RichText, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::ctx::{self, ViewCtx};
use super::super::{fonts, theme, widgets};
use super::page_head_ui;
use crate::app::Command;
use crate::model::{Entity, EntityId, Item, Relation};
use crate::timeline::{Scale, data_span};

/// How many companions are listed.
const MAX_TOGETHER: usize = 12;

pub(super) fn entity_ui(ctx: ViewCtx<'_>, ui: &mut Ui, position: usize, out: &mut Vec<Command>) {
    let Some(entity) = ctx.project().entities().get(position) else {
        return;
    };
    let look = (widgets::entity_glyph(entity.kind), ctx.theme.weak);
    page_head_ui(ctx, ui, look, entity.kind.label(), &entity.name, out);
    if let Some(note) = &entity.note {
        ui.add(egui::Label::new(note).wrap());
    }
    spellings_ui(ctx, ui, entity, out);
    same_as_ui(ctx, ui, entity, out);
    events_ui(ctx, ui, position, out);
    together_ui(ctx, ui, position, out);
    relations_ui(ctx, ui, &entity.id, out);
}

/// Each spelling with the paragraphs that use it.
fn spellings_ui(ctx: ViewCtx<'_>, ui: &mut Ui, entity: &Entity, out: &mut Vec<Command>) {
    if entity.spellings.is_empty() {
        return;
    }
    widgets::heading(ui, "Spellings");
    for spelling in &entity.spellings {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(format!("“{}”", spelling.text)).font(fonts::bold(theme::BODY)));
            for citation in &spelling.at {
                widgets::citation_link(ctx, ui, citation, out);
            }
        });
    }
}

fn same_as_ui(ctx: ViewCtx<'_>, ui: &mut Ui, entity: &Entity, out: &mut Vec<Command>) {
    if entity.same_as.is_empty() {
        return;
    }
    widgets::heading(ui, "Perhaps the same");
    for same in &entity.same_as {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(same.certainty.phrase()).color(ctx.theme.weak));
            widgets::entity_chip(ctx, ui, &same.entity, out);
        });
        if let Some(note) = &same.note {
            widgets::weak(ui, note);
        }
    }
}

fn events_ui(ctx: ViewCtx<'_>, ui: &mut Ui, position: usize, out: &mut Vec<Command>) {
    let index = &ctx.document().index;
    let own = index.events_of_entity(position);
    widgets::heading(ui, &format!("Events {}", own.len()));
    strip_ui(ctx, ui, own, out);
    for &event in index
        .in_time_order()
        .iter()
        .filter(|event| own.contains(event))
    {
        let Some(record) = ctx.document().event(event) else {
            continue;
        };
        if widgets::event_row(ctx, ui, event, record).clicked() {
            out.push(ctx::select(Item::Event(record.id.clone())));
        }
    }
}

/// A small timeline of the whole project with these events on it; a click selects the nearest.
#[expect(clippy::cast_possible_truncation, reason = "points of a strip")]
pub(super) fn strip_ui(ctx: ViewCtx<'_>, ui: &mut Ui, events: &[usize], out: &mut Vec<Command>) {
    const HEIGHT: f32 = 34.0;
    let marks = &ctx.document().marks;
    let Some(span) = data_span(marks) else { return };
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    let scale = Scale::fitted(span, f64::from(rect.width()), 6.0);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 4.0, ctx.theme.canvas);
    painter.hline(
        rect.shrink(6.0).x_range(),
        rect.center().y + 4.0,
        Stroke::new(1.0, ctx.theme.line),
    );
    for tick in crate::timeline::ticks(&scale, 48.0) {
        let x = rect.left() + tick.x as f32;
        painter.vline(
            x,
            rect.y_range(),
            Stroke::new(1.0, theme::faded(ctx.theme.line, 0.7)),
        );
        let label = tick
            .context
            .as_ref()
            .filter(|_| tick.label.is_empty())
            .unwrap_or(&tick.label);
        painter.text(
            pos2(x + 3.0, rect.top() + 7.0),
            egui::Align2::LEFT_CENTER,
            label,
            fonts::regular(10.0),
            ctx.theme.weak,
        );
    }
    let x_of = |event: usize| {
        let span = ctx.document().event(event)?.known_span()?;
        let middle = crate::timeline::brush_from_span(&scale, span);
        Some((
            event,
            rect.left() + middle.0 as f32,
            rect.left() + middle.1 as f32,
        ))
    };
    let drawn: Vec<_> = events.iter().filter_map(|&event| x_of(event)).collect();
    for (event, x0, x1) in &drawn {
        let (colour, _) = widgets::kind_look(ctx.theme, ctx.kind_of(*event));
        let y = rect.center().y + 4.0;
        let bar = Rect::from_x_y_ranges(*x0..=x1.max(x0 + 5.0), y - 4.0..=y + 4.0);
        painter.rect_filled(bar, 3.0, theme::faded(colour, 0.75));
    }
    response.widget_info(|| {
        let dated = widgets::counted(drawn.len(), "dated event", "dated events");
        WidgetInfo::labeled(egui::Role::Button, true, format!("Small timeline, {dated}"))
    });
    if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
        && let Some((event, ..)) = drawn.iter().min_by(|a, b| {
            let distance = |x0: f32, x1: f32| (f32::midpoint(x0, x1) - at.x).abs();
            distance(a.1, a.2).total_cmp(&distance(b.1, b.2))
        })
        && let Some(record) = ctx.document().event(*event)
    {
        out.push(ctx::select(Item::Event(record.id.clone())));
    }
}

fn together_ui(ctx: ViewCtx<'_>, ui: &mut Ui, position: usize, out: &mut Vec<Command>) {
    let together = ctx.document().index.together_with(position);
    if together.is_empty() {
        return;
    }
    widgets::heading(ui, "Appears together with");
    for (other, count) in together.iter().take(MAX_TOGETHER) {
        let Some(entity) = ctx.project().entities().get(*other) else {
            continue;
        };
        ui.horizontal(|ui| {
            widgets::entity_chip(ctx, ui, &entity.id, out);
            ui.label(
                RichText::new(widgets::counted(*count, "event", "events"))
                    .size(12.0)
                    .color(ctx.theme.weak),
            );
        });
    }
    if together.len() > MAX_TOGETHER {
        widgets::weak(ui, format!("and {} more", together.len() - MAX_TOGETHER));
    }
}

fn relations_ui(ctx: ViewCtx<'_>, ui: &mut Ui, id: &EntityId, out: &mut Vec<Command>) {
    let concerns = |relation: &&Relation| relation.from == *id || relation.to == *id;
    let relations: Vec<&Relation> = ctx
        .project()
        .relations
        .iter()
        .map(AsRef::as_ref)
        .filter(concerns)
        .collect();
    if relations.is_empty() {
        return;
    }
    widgets::heading(ui, &format!("Relations {}", relations.len()));
    for relation in relations {
        ui.horizontal_wrapped(|ui| {
            widgets::entity_chip(ctx, ui, &relation.from, out);
            ui.label(RichText::new(&relation.kind).color(ctx.theme.weak));
            widgets::entity_chip(ctx, ui, &relation.to, out);
        });
        ui.horizontal_wrapped(|ui| {
            if let Some(when) = &relation.when {
                widgets::weak(ui, crate::evidence::when_phrase(Some(when)));
            }
            for citation in &relation.cites {
                widgets::citation_link(ctx, ui, citation, out);
            }
        });
        if let Some(note) = &relation.note {
            widgets::weak(ui, note);
        }
        ui.add_space(3.0);
    }
}
