//! The ruler: dates from days to centuries, and the brush that narrows what is shown to a span.

use egui::{Align2, CursorIcon, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::ctx::ViewCtx;
use super::super::icons::glyphs;
use super::super::{fonts, theme, widgets};
use crate::app::{Command, FilterCommand, ViewCommand};
use crate::evidence::days_phrase;
use crate::model::DaySpan;
use crate::timeline::{Axis, Scale, brush_from_span, ruler, span_from_brush};

const MIN_TICK_SPACING: f64 = 64.0;
/// A shorter drag is a slip of the hand.
const MIN_BRUSH_POINTS: f32 = 4.0;

/// A brush that is being drawn: where it began, in points from the left edge.
#[derive(Debug, Default)]
pub(super) struct RulerState {
    brush_from: Option<f32>,
}

impl RulerState {
    pub(super) fn ruler_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        rect: Rect,
        scale: &Scale,
        out: &mut Vec<Command>,
    ) {
        let axis = rect.with_min_x(rect.left() + theme::LANE_LABEL_WIDTH);
        let id = ui.make_persistent_id("ruler");
        let response = ui.interact(axis, id, Sense::click_and_drag());
        if response.drag_started() {
            // Where it was pressed, not where it was first seen to move.
            let origin = ui.input(|input| input.pointer.press_origin());
            self.brush_from = origin.map(|at| at.x - axis.left());
        }
        let brush = self
            .brush_from
            .zip(response.interact_pointer_pos())
            .map(|(from, to)| (from, to.x - axis.left()));
        if response.drag_stopped() {
            self.brush_from = None;
            if let Some((from, to)) =
                brush.filter(|(from, to)| (to - from).abs() >= MIN_BRUSH_POINTS)
            {
                let span = span_from_brush(scale, f64::from(from), f64::from(to));
                out.push(Command::Filter(FilterCommand::span_on(
                    ctx.session.axis,
                    Some(span),
                )));
            }
        }
        if response.double_clicked()
            && let Some(span) = ctx.session.axis_span()
        {
            out.push(Command::View(ViewCommand::Fit(span)));
        }
        let visible = scale.visible_span();
        response.widget_info(|| {
            let shown = days_phrase(visible.first, visible.last);
            WidgetInfo::labeled(egui::Role::Slider, true, format!("Ruler, {shown}"))
        });
        paint(ctx, ui, rect, axis, scale, brush);
        corner_ui(ctx, ui, rect, out);
        let tip = match ctx.session.axis {
            Axis::Happened => "Drag to show only what happened in a span of days",
            Axis::Reported => "Drag to show only what was printed in a span of days",
        };
        response
            .on_hover_cursor(CursorIcon::ResizeHorizontal)
            .on_hover_text(tip);
    }
}

/// Left of the ruler: which time it shows; or the span of it that is shown, and the way out of that.
fn corner_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, out: &mut Vec<Command>) {
    let place = Rect::from_min_size(
        rect.min + vec2(4.0, 3.0),
        vec2(theme::LANE_LABEL_WIDTH - 8.0, rect.height() - 6.0),
    );
    let mut ui = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(place)
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    if let Some(span) = ctx.session.axis_span() {
        span_chip_ui(ctx, &mut ui, span, out);
        return;
    }
    let text = match ctx.session.axis {
        Axis::Happened => "When it happened",
        Axis::Reported => "When it was reported",
    };
    ui.add_space(8.0);
    ui.label(egui::RichText::new(text).font(fonts::bold(12.0)))
        .on_hover_text("Which time the timeline shows; T switches");
}

fn span_chip_ui(ctx: ViewCtx<'_>, ui: &mut Ui, span: DaySpan, out: &mut Vec<Command>) {
    let axis = ctx.session.axis;
    let is_certain = ctx.session.filter.is_certain;
    if widgets::icon_button(ui, glyphs::CLOSE, "Show all days again").clicked() {
        out.push(Command::Filter(FilterCommand::span_on(axis, None)));
    }
    let surely = if is_certain { "certainly" } else { "possibly" };
    let label = match axis {
        Axis::Happened => format!("{surely} happened in"),
        Axis::Reported => format!("{surely} reported in"),
    };
    let tip = format!(
        "Shown: what {label} {}. Click to switch between certainly and possibly",
        days_phrase(span.first, span.last)
    );
    let link = ui.link(egui::RichText::new(&label).size(12.0));
    if link.on_hover_text(tip).clicked() {
        out.push(Command::Filter(FilterCommand::Certain(!is_certain)));
    }
}

/// Where the day ends by which what is shown was known, on the axis of reporting: in points from the
/// left edge, if it is in view.
#[expect(clippy::cast_possible_truncation, reason = "points in view")]
pub(super) fn known_by_x(ctx: ViewCtx<'_>, scale: &Scale) -> Option<f32> {
    let day = ctx.session.filter.known_by?;
    let (_, x) = brush_from_span(scale, DaySpan::day(day));
    let is_shown = ctx.session.axis == Axis::Reported && (0.0..scale.width_points()).contains(&x);
    is_shown.then_some(x as f32)
}

#[expect(clippy::cast_possible_truncation, reason = "points in view")]
fn paint(
    ctx: ViewCtx<'_>,
    ui: &Ui,
    rect: Rect,
    axis: Rect,
    scale: &Scale,
    brush: Option<(f32, f32)>,
) {
    let theme = ctx.theme;
    // The days of reporting look like another ruler, so that none is taken for the other.
    let (fill, line) = match ctx.session.axis {
        Axis::Happened => (theme.panel, Stroke::new(1.0, theme.line)),
        Axis::Reported => (theme.fill, Stroke::new(2.0, theme.link)),
    };
    ui.painter().rect_filled(rect, 0.0, fill);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - line.width / 2.0, line);
    let painter = ui.painter_at(axis);
    let filtered = ctx
        .session
        .axis_span()
        .map(|span| brush_from_span(scale, span));
    let filtered = filtered.map(|(x0, x1)| (x0 as f32, x1 as f32));
    if let Some((x0, x1)) = brush.or(filtered) {
        let range = axis.left() + x0.min(x1)..=axis.left() + x0.max(x1);
        let span = Rect::from_x_y_ranges(range, axis.y_range());
        painter.rect_filled(span, 2.0, theme.accent_fill);
        painter.hline(
            span.x_range(),
            axis.bottom() - 1.5,
            Stroke::new(3.0, theme.accent),
        );
    }
    if let Some(x) = known_by_x(ctx, scale) {
        let line = Stroke::new(2.0, theme.accent);
        painter.vline(axis.left() + x, axis.y_range(), line);
    }
    let ruler = ruler(scale, MIN_TICK_SPACING);
    let middle = axis.center().y;
    for tick in &ruler.ticks {
        let x = axis.left() + tick.x as f32;
        painter.vline(
            x,
            axis.bottom() - 7.0..=axis.bottom(),
            Stroke::new(1.0, theme::faded(theme.weak, 0.6)),
        );
        let mut at = pos2(x + 4.0, middle - 1.0);
        if !tick.label.is_empty() {
            let font = fonts::regular(12.0);
            at.x = whole_text(&painter, at, &tick.label, (font, theme.weak)) + 6.0;
        }
        if let Some(context) = &tick.context {
            let font = fonts::bold(12.0);
            whole_text(&painter, at, context, (font, theme.text));
        }
    }
    if let Some(leading) = &ruler.leading {
        painter.text(
            pos2(axis.left() + 4.0, middle - 1.0),
            Align2::LEFT_CENTER,
            leading,
            fonts::bold(12.0),
            theme.text,
        );
    }
}

/// A label left-aligned at a point, where it ends. One that would be cut off is left out: half a year
/// reads as another.
pub(super) fn whole_text(
    painter: &egui::Painter,
    at: egui::Pos2,
    text: &str,
    (font, colour): (egui::FontId, egui::Color32),
) -> f32 {
    let galley = painter.layout_no_wrap(text.to_owned(), font, colour);
    let right = at.x + galley.size().x;
    if right <= painter.clip_rect().right() {
        painter.galley(at - vec2(0.0, galley.size().y / 2.0), galley, colour);
    }
    right
}
