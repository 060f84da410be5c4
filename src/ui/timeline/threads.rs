//! What ties a selected event to its other places in time: thin lines, hollow ticks where it was printed
//! (or where it happened), and an arrow where that is out of view. Of the last few that are selected.

use egui::{
    CursorIcon, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo,
};
use egui::{pos2, vec2};

use super::super::ctx::ViewCtx;
use super::super::theme;
use super::lanes::Canvas;
use super::scale_showing;
use super::tip::printed_sentence;
use crate::app::{Command, SelectCommand, ViewCommand};
use crate::evidence::when_phrase;
use crate::model::Limit;
use crate::timeline::{Axis, Metrics, Placement, Places, Thread, ThreadTick, threads};

/// More lines than those of so many events are a tangle.
const MAX_EVENTS: usize = 5;
const TICK_HEIGHT: f32 = 7.0;
/// A circle drawn out to more is no circle.
const WIDE: f32 = 12.0;
/// Around a tick, to be hit.
const REACH: f32 = 2.0;
const ARROW: f32 = 4.5;

pub(super) fn threads_of_selection(
    ctx: ViewCtx<'_>,
    canvas: Canvas<'_>,
    metrics: &Metrics,
) -> Vec<Thread> {
    let session = ctx.session;
    let document = ctx.document();
    let latest = session.selection.events.iter().rev().take(MAX_EVENTS);
    latest
        .filter_map(|id| ctx.shown().event_position(id))
        .flat_map(|event| {
            let places = Places {
                event,
                here: &document.placements_of(session.axis, event),
                other: &document.placements_of(session.axis.other(), event),
            };
            threads(canvas.scene, canvas.scale, metrics, &places)
        })
        .collect()
}

/// The lines, to lie under the marks.
pub(super) fn paint_threads(
    ctx: ViewCtx<'_>,
    painter: &Painter,
    canvas: Canvas<'_>,
    threads: &[Thread],
) {
    let stroke = Stroke::new(1.0, theme::faded(ctx.theme.accent, 0.75));
    for thread in threads {
        let row = canvas.row(thread.y);
        let y = row.top();
        let x = |x: f64| x_in(row, x);
        painter.hline(x(thread.x0)..=x(thread.x1), y, stroke);
        for tooth in &thread.teeth {
            let own = canvas.row(tooth.y);
            let end = if tooth.y > thread.y {
                own.top()
            } else {
                own.bottom()
            };
            painter.vline(x(tooth.x), y.min(end)..=y.max(end), stroke);
        }
    }
}

/// The ticks and arrows: what each says, and where a click on it leads.
pub(super) fn ticks_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    painter: &Painter,
    canvas: Canvas<'_>,
    threads: &[Thread],
    out: &mut Vec<Command>,
) {
    for thread in threads {
        let row = canvas.row(thread.y);
        if !canvas.visible.expand(TICK_HEIGHT).contains(row.left_top()) {
            continue;
        }
        for tick in &thread.ticks {
            tick_ui(ctx, ui, painter, canvas, (thread, tick), out);
        }
        for (is_later, places) in [(false, &thread.before), (true, &thread.after)] {
            if !places.is_empty() {
                arrow_ui(ctx, ui, painter, canvas, (thread, is_later, places), out);
            }
        }
    }
}

fn tick_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    painter: &Painter,
    canvas: Canvas<'_>,
    (thread, tick): (&Thread, &ThreadTick),
    out: &mut Vec<Command>,
) {
    let row = canvas.row(thread.y);
    let x = x_in(row, tick.x0)..=x_in(row, tick.x1);
    let rect = Rect::from_x_y_ranges(
        x,
        row.top() - TICK_HEIGHT / 2.0..=row.top() + TICK_HEIGHT / 2.0,
    );
    let salt = ("tick", thread.lane, thread.event, tick.placement.source);
    let hit = rect.expand(REACH).intersect(canvas.visible);
    let response = ui.interact(hit, ui.make_persistent_id(salt), Sense::click());
    let name = place_phrase(ctx, &tick.placement);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    paint_tick(ctx, painter, rect, tick, is_pointed_at(&response));
    // Where several lie upon one another, one tip speaks for all.
    let is_over = |other: &&ThreadTick| other.x0 <= tick.x1 && tick.x0 <= other.x1;
    let told: Vec<String> = thread
        .ticks
        .iter()
        .filter(is_over)
        .map(|other| place_phrase(ctx, &other.placement))
        .collect();
    if answer(ctx, response, &told).clicked() {
        out.extend(lead_to(ctx, &tick.placement));
    }
}

fn arrow_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    painter: &Painter,
    canvas: Canvas<'_>,
    (thread, is_later, places): (&Thread, bool, &[Placement]),
    out: &mut Vec<Command>,
) {
    let row = canvas.row(thread.y);
    let (x, towards) = if is_later {
        (canvas.visible.right() - 3.0, -ARROW)
    } else {
        (canvas.visible.left() + 3.0, ARROW)
    };
    let tip = pos2(x, row.top());
    let hit = Rect::from_center_size(tip + vec2(towards, 0.0), vec2(16.0, 12.0));
    let salt = ("arrow", thread.lane, thread.event, is_later);
    let hit = hit.intersect(canvas.visible);
    let response = ui.interact(hit, ui.make_persistent_id(salt), Sense::click());
    let told: Vec<String> = places
        .iter()
        .map(|place| place_phrase(ctx, place))
        .collect();
    let side = if is_later {
        "Later than shown"
    } else {
        "Earlier than shown"
    };
    let name = format!("{side}: {}", told.join("; "));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    let width = if is_pointed_at(&response) { 2.5 } else { 1.5 };
    let stroke = Stroke::new(width, ctx.theme.accent);
    let ends: [Pos2; 2] = [-ARROW, ARROW].map(|up| tip + vec2(towards, up));
    painter.line(vec![ends[0], tip, ends[1]], stroke);
    let response = answer(ctx, response, &[vec![side.to_owned()], told].concat());
    // The nearest of them is the first that comes into view.
    let nearest = if is_later {
        places.iter().min_by_key(|place| place.sort_key())
    } else {
        places.iter().max_by_key(|place| place.sort_key())
    };
    if response.clicked()
        && let Some(nearest) = nearest
    {
        let scale = scale_showing(ctx, canvas.scale, nearest.known_span());
        out.extend(scale.map(|scale| Command::View(ViewCommand::Scale(scale))));
    }
}

/// Hollow: a place, and not a mark. Where it can have been on any of many days, dotted between its
/// bounds, as marks are; a side that nobody names a limit for has no end.
fn paint_tick(ctx: ViewCtx<'_>, painter: &Painter, rect: Rect, tick: &ThreadTick, is_strong: bool) {
    let width = if is_strong { 2.0 } else { 1.3 };
    let stroke = Stroke::new(width, ctx.theme.accent);
    let (from, to) = tick.placement.mark.limits();
    if rect.width() <= WIDE && (from, to) == (Limit::Known, Limit::Known) {
        let radius = TICK_HEIGHT / 2.0;
        painter.rect(rect, radius, ctx.theme.canvas, stroke, StrokeKind::Inside);
        return;
    }
    painter.rect_filled(rect.shrink2(vec2(0.0, 2.0)), 0.0, ctx.theme.canvas);
    let line = [rect.left_center(), rect.right_center()];
    painter.extend(Shape::dotted_line(
        &line,
        ctx.theme.accent,
        4.0,
        width / 1.3,
    ));
    for (limit, x) in [(from, rect.left()), (to, rect.right())] {
        if limit == Limit::Known {
            painter.vline(x, rect.y_range(), stroke);
        }
    }
}

fn is_pointed_at(response: &Response) -> bool {
    response.hovered() || response.has_focus()
}

fn answer(ctx: ViewCtx<'_>, response: Response, lines: &[String]) -> Response {
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    // A tip would stay above a dialog and hide its buttons.
    if ctx.session.dialog.is_some() {
        return response;
    }
    response.on_hover_text(lines.join("\n"))
}

/// What a place of an event says: who printed it when, or when it happened.
fn place_phrase(ctx: ViewCtx<'_>, placement: &Placement) -> String {
    let source = placement
        .source
        .and_then(|source| ctx.shown().sources().get(source));
    if let Some(source) = source {
        return printed_sentence(ctx, source);
    }
    let when = ctx.document().when(placement.event);
    format!("Said to have happened: {}", when_phrase(when))
}

/// From where it was printed to the paragraph; from where it happened to the axis that shows it.
fn lead_to(ctx: ViewCtx<'_>, placement: &Placement) -> Option<Command> {
    let Some(source) = placement.source else {
        return Some(Command::View(ViewCommand::Axis(Axis::Happened)));
    };
    let source = ctx.shown().sources().get(source)?;
    let event = ctx.document().event(placement.event)?;
    let citation = event
        .citations()
        .find(|citation| citation.source == source.id)?;
    Some(Command::Select(SelectCommand::Cite(citation.clone())))
}

/// Ends can be centuries out of view: f32 is asked for nothing beyond the window's edge.
#[expect(clippy::cast_possible_truncation, reason = "clamped to the window")]
fn x_in(row: Rect, x: f64) -> f32 {
    const BEYOND: f64 = 20.0;
    row.left() + x.clamp(-BEYOND, f64::from(row.width()) + BEYOND) as f32
}
