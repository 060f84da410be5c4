//! The events of an entity or a source: along a small timeline, and as a list in time order.

use egui::{Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::ctx::{self, ViewCtx};
use super::super::{fonts, theme, widgets};
use crate::app::Command;
use crate::model::Item;
use crate::timeline::{Scale, data_span};

/// `own` are their positions in the project.
pub(super) fn events_ui(ctx: ViewCtx<'_>, ui: &mut Ui, own: &[usize], out: &mut Vec<Command>) {
    widgets::heading(ui, &format!("Events {}", own.len()));
    strip_ui(ctx, ui, own, out);
    let in_time_order = ctx.document().index.in_time_order().iter();
    for &position in in_time_order.filter(|position| own.contains(position)) {
        let Some(event) = ctx.document().event(position) else {
            continue;
        };
        if widgets::event_row(ctx, ui, position, event).clicked() {
            out.push(ctx::select(Item::Event(event.id.clone())));
        }
    }
}

/// A small timeline of the whole project with these events on it; a click selects the nearest.
#[expect(clippy::cast_possible_truncation, reason = "points of a strip")]
fn strip_ui(ctx: ViewCtx<'_>, ui: &mut Ui, events: &[usize], out: &mut Vec<Command>) {
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
