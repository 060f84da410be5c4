//! The strip over everything: where the events are, and which part of it the lanes show. Dragging the
//! part moves it; a click elsewhere brings it there.

use egui::{CursorIcon, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2};

use super::super::ctx::ViewCtx;
use super::super::{fonts, theme};
use super::ruler::whole_text;
use super::{FIT_PADDING_POINTS, whole_span};
use crate::app::{Command, ViewCommand};
use crate::evidence::days_phrase;
use crate::model::Limit;
use crate::timeline::{Axis, Placement, Scale, bins, brush_from_span, ticks};

const BIN_POINTS: f32 = 5.0;
const MIN_TICK_SPACING: f64 = 70.0;

pub(super) fn overview_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    rect: Rect,
    view: &Scale,
    out: &mut Vec<Command>,
) {
    let strip = Scale::fitted(whole_span(ctx), f64::from(rect.width()), FIT_PADDING_POINTS);
    let id = ui.make_persistent_id("overview");
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let window = window_rect(rect, &strip, view);
    if let Some(pointer) = response.interact_pointer_pos() {
        let moved_days = if response.drag_started() || response.clicked() {
            // Grabbed outside: brought there. Grabbed inside: kept under the pointer.
            let is_outside = !window.expand(3.0).contains(pointer);
            let centre = strip.day_from_x(f64::from(pointer.x - rect.left()));
            let (first, end) = view.visible_days();
            if is_outside {
                centre - first.midpoint(end)
            } else {
                0.0
            }
        } else {
            f64::from(response.drag_delta().x) / strip.points_per_day()
        };
        if moved_days != 0.0 {
            out.push(Command::View(ViewCommand::Scale(
                view.panned(moved_days * view.points_per_day()),
            )));
        }
    }
    let visible = view.visible_span();
    response.widget_info(|| {
        let shown = days_phrase(visible.first, visible.last);
        WidgetInfo::labeled(
            egui::Role::Slider,
            true,
            format!("Overview, showing {shown}"),
        )
    });
    paint(ctx, ui, rect, &strip, window);
    let what = match ctx.session.axis {
        Axis::Happened => "Where events begin",
        Axis::Reported => "Where events were printed",
    };
    response
        .on_hover_cursor(CursorIcon::Grab)
        .on_hover_text(format!(
            "{what}; pale where only one limit is known. Drag to move the view"
        ));
}

/// The part of the strip that the lanes show.
fn window_rect(rect: Rect, strip: &Scale, view: &Scale) -> Rect {
    let (first, end) = view.visible_days();
    let x = |day: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "clamped to the strip")]
        let x = strip.x_from_day(day).clamp(1.0, strip.width_points() - 1.0) as f32;
        rect.left() + x
    };
    let (left, right) = (x(first), x(end));
    Rect::from_min_max(
        pos2(left, rect.top() + 3.0),
        pos2(right.max(left + 4.0), rect.bottom() - 3.0),
    )
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "points and counts of a strip"
)]
fn paint(ctx: ViewCtx<'_>, ui: &Ui, rect: Rect, strip: &Scale, window: Rect) {
    let theme = ctx.theme;
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0.0, theme.panel);
    let is_everything = window.width() > rect.width() - 8.0;
    if !is_everything {
        painter.rect_filled(window, 3.0, theme.accent_fill);
    }
    let ticks = ticks(strip, MIN_TICK_SPACING);
    let has_years = ticks.iter().any(|tick| tick.context.is_some());
    for tick in ticks {
        // Years where there are years; the finer unit only in a project of less.
        let Some(text) = tick
            .context
            .as_ref()
            .or((!tick.label.is_empty()).then_some(&tick.label))
        else {
            continue;
        };
        let x = rect.left() + tick.x as f32;
        painter.vline(x, rect.y_range(), Stroke::new(1.0, theme.line));
        if tick.context.is_some() || !has_years {
            let at = pos2(x + 4.0, rect.top() + 11.0);
            whole_text(&painter, at, text, (fonts::regular(11.0), theme.weak));
        }
    }
    #[expect(clippy::cast_sign_loss, reason = "at least one")]
    let n_bins = (rect.width() / BIN_POINTS).max(1.0) as usize;
    let (first, end) = strip.visible_days();
    let span = strip.visible_span();
    let placements = ctx.session.placements();
    let visible = |placement: &Placement| ctx.session.matches().contains(placement.event);
    // What has a limit on one side only could be far from it.
    let bounded = |placement: &Placement| {
        visible(placement) && placement.mark.limits() == (Limit::Known, Limit::Known)
    };
    let counts = bins(placements, &visible, span, n_bins);
    let firm = bins(placements, &bounded, span, n_bins);
    let most = counts.iter().map(|bin| bin.count).max().unwrap_or(0).max(1);
    let available = rect.height() - 26.0;
    for (bins, share_of_opacity) in [(&counts, 0.3), (&firm, 0.8)] {
        for bin in bins.iter().filter(|bin| bin.count > 0) {
            let share = (bin.starts - first) / (end - first);
            let left = rect.left() + rect.width() * share as f32;
            let height = (available * bin.count as f32 / most as f32).max(2.5);
            let bar = Rect::from_min_max(
                pos2(left, rect.bottom() - 6.0 - height),
                pos2(left + BIN_POINTS - 1.0, rect.bottom() - 6.0),
            );
            painter.rect_filled(bar, 1.0, theme::faded(theme.weak, share_of_opacity));
        }
    }
    if !is_everything {
        painter.rect_stroke(
            window,
            3.0,
            Stroke::new(1.5, theme.accent),
            StrokeKind::Inside,
        );
    }
    if let Some(filter) = ctx.session.axis_span() {
        let (x0, x1) = brush_from_span(strip, filter);
        let y = rect.bottom() - 3.0;
        let range = rect.left() + x0 as f32..=rect.left() + x1 as f32;
        painter.hline(range, y, Stroke::new(3.0, theme.accent));
    }
    painter.hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, theme.line),
    );
}
