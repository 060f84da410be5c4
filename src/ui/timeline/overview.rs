//! The strip over everything: where the events are, and which part of it the lanes show. Dragging the
//! part moves it; a click elsewhere brings it there.

use egui::epaint::Mesh;
use egui::{CursorIcon, Painter, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2};

use super::super::ctx::ViewCtx;
use super::super::{fonts, theme};
use super::ruler::whole_text;
use super::{FIT_PADDING_POINTS, whole_span};
use crate::app::{Command, ViewCommand};
use crate::evidence::days_phrase;
use crate::model::DaySpan;
use crate::timeline::{Axis, Bin, Scale, Versions, bins, brush_from_span, ticks};

const BIN_POINTS: f32 = 5.0;
const MIN_TICK_SPACING: f64 = 70.0;

/// The panel's own state: the histogram, until something else is shown or it has another width.
#[derive(Debug, Default)]
pub(super) struct Overview {
    bins: Vec<Bin>,
    counted_for: Option<(Versions, usize, DaySpan)>,
}

impl Overview {
    pub(super) fn overview_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        rect: Rect,
        view: &Scale,
        out: &mut Vec<Command>,
    ) {
        let strip = Scale::fitted(whole_span(ctx), f64::from(rect.width()), FIT_PADDING_POINTS);
        self.count(ctx, rect, &strip);
        strip_ui(ctx, ui, rect, (&strip, view), &self.bins, out);
    }

    fn count(&mut self, ctx: ViewCtx<'_>, rect: Rect, strip: &Scale) {
        #[expect(
            clippy::cast_sign_loss,
            clippy::cast_possible_truncation,
            reason = "at least one, and no more than points of a window"
        )]
        let n_bins = (rect.width() / BIN_POINTS).max(1.0) as usize;
        let key = (ctx.session.versions(), n_bins, strip.visible_span());
        if self.counted_for != Some(key) {
            self.counted_for = Some(key);
            let (columns, shown) = (ctx.session.columns(), ctx.session.shown());
            self.bins = bins(columns, shown, strip.visible_span(), n_bins);
        }
    }
}

fn strip_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    rect: Rect,
    (strip, view): (&Scale, &Scale),
    bins: &[Bin],
    out: &mut Vec<Command>,
) {
    let id = ui.make_persistent_id("overview");
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let window = window_rect(rect, strip, view);
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
    paint(ctx, ui, rect, (strip, bins), window);
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

#[expect(clippy::cast_possible_truncation, reason = "points of a strip")]
fn paint(ctx: ViewCtx<'_>, ui: &Ui, rect: Rect, (strip, bins): (&Scale, &[Bin]), window: Rect) {
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
    paint_bins(ctx, &painter, rect, strip, bins);
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

/// How much begins where, pale what has a limit on one side only; a line below where filters hide something.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "points and counts of a strip"
)]
fn paint_bins(ctx: ViewCtx<'_>, painter: &Painter, rect: Rect, strip: &Scale, bins: &[Bin]) {
    let (first, end) = strip.visible_days();
    let most = bins.iter().map(|bin| bin.shown).max().unwrap_or(0).max(1);
    let available = rect.height() - 26.0;
    let bottom = rect.bottom() - 6.0;
    let mut mesh = Mesh::default();
    for bin in bins {
        let share = (bin.starts - first) / (end - first);
        let left = rect.left() + rect.width() * share as f32;
        let mut bar = |bottom: f32, height: f32, opacity: f32| {
            let x = left..=left + BIN_POINTS - 1.0;
            let bar = Rect::from_x_y_ranges(x, bottom - height..=bottom);
            mesh.add_colored_rect(bar, theme::faded(ctx.theme.weak, opacity));
        };
        if bin.all > bin.shown {
            bar(bottom + 2.0, 1.0, 0.6);
        }
        for (count, opacity) in [(bin.shown, 0.3), (bin.firm, 0.8)] {
            if count > 0 {
                bar(
                    bottom,
                    (available * count as f32 / most as f32).max(2.5),
                    opacity,
                );
            }
        }
    }
    painter.add(mesh);
}
