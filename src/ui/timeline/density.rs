//! Lanes with more than can be shown one by one: counts as bars, or marks without labels. Each lane is one mesh and
//! one node; what is under the pointer is found by arithmetic.

use egui::epaint::Mesh;
use egui::{Color32, CursorIcon, Painter, Rect, Response, Sense, Ui, WidgetInfo, pos2};

use super::super::ctx::{self, ViewCtx};
use super::super::{fonts, theme, widgets};
use super::lanes::Canvas;
use super::paint::clipped;
use super::tip::event_tip_ui;
use crate::app::{Command, Extra, FilterCommand, ViewCommand};
use crate::evidence::{Standing, days_phrase, standing};
use crate::model::{Day, DaySpan, Item};
use crate::timeline::{
    Axis, DensityBin, EventItem, Hit, LaneKey, LaneScene, SceneItem, Strip, hit_test,
};

/// What only possibly lies in a bin.
const POSSIBLE_OPACITY: f32 = 0.35;
const BEGINNING_OPACITY: f32 = 0.9;
/// A bar is never lower: one event is seen among a million.
const MIN_BAR: f32 = 2.0;
const MARK_HEIGHT: f32 = 8.0;

/// The counts of a lane. A click on a bar shows its days.
pub(super) fn strip_ui(
    ctx: ViewCtx<'_>,
    ui: &Ui,
    painter: &Painter,
    lane: &LaneScene,
    canvas: Canvas<'_>,
    out: &mut Vec<Command>,
) {
    let Some(strip) = &lane.strip else { return };
    let rect = lane_rect(lane, canvas);
    painter.add(bars(strip, rect, lane_colour(ctx, lane)));
    // What the full height stands for.
    let (at, font) = (rect.left_top() + egui::vec2(4.0, 2.0), fonts::regular(10.0));
    let most = format!("0–{}", widgets::number(strip.most as usize));
    painter.text(at, egui::Align2::LEFT_TOP, most, font, ctx.theme.weak);
    let response = lane_node(ui, lane, canvas);
    response.widget_info(|| {
        let name = format!(
            "{}, counts of {} in view; zoom in for single events",
            lane.label,
            standing_phrase(ctx, lane.in_view)
        );
        WidgetInfo::labeled(egui::Role::Button, true, name)
    });
    widgets::focus_ring(ui, &response);
    let pointed = response.hover_pos().and_then(|at| {
        let (x, _) = canvas.scene_from_window(at);
        bin_at(strip, x)
    });
    // By keyboard: the fullest, as there is no pointer.
    let fullest = || strip.bins.iter().max_by_key(|bin| bin.count.possible);
    let chosen = pointed.or_else(|| response.has_focus().then(fullest)?);
    if response.clicked() {
        out.extend(chosen.into_iter().flat_map(|bin| closer(ctx, bin)));
    }
    let response = response.on_hover_cursor(CursorIcon::ZoomIn);
    if let Some(bin) = pointed.filter(|_| ctx.session.dialog.is_none()) {
        response.on_hover_text_at_pointer(phrase(ctx, bin));
    }
}

/// A closer look at a bin: its days; of a single day, which has no closer look, the list of its events.
fn closer(ctx: ViewCtx<'_>, bin: &DensityBin) -> Vec<Command> {
    let Some(days) = days_of(bin) else {
        return Vec::new();
    };
    if bin.n_days > 1 {
        return vec![Command::View(ViewCommand::Fit(days))];
    }
    let only = FilterCommand::span_on(ctx.session.axis, Some(days));
    let list = Command::View(ViewCommand::Toggle(Extra::List));
    let list = (!ctx.session.shows(Extra::List)).then_some(list);
    std::iter::once(Command::Filter(only)).chain(list).collect()
}

/// What stands on the axis: events, or printings of events.
fn standing_phrase(ctx: ViewCtx<'_>, count: usize) -> String {
    match ctx.session.axis {
        Axis::Happened => widgets::counted(count, "event", "events"),
        Axis::Reported => widgets::counted(count, "printing", "printings"),
    }
}

/// "1,204 events may lie in 3–9 May 2015; 310 begin there".
fn phrase(ctx: ViewCtx<'_>, bin: &DensityBin) -> String {
    let days = days_of(bin).map_or_else(String::new, |days| days_phrase(days.first, days.last));
    let possible = standing_phrase(ctx, bin.count.possible as usize);
    let beginning = widgets::number(bin.count.beginning as usize);
    let next = if bin.n_days > 1 {
        "Click to go closer"
    } else {
        "Click for the list of this day"
    };
    format!("{possible} may lie in {days}; {beginning} begin there\n{next}")
}

fn days_of(bin: &DensityBin) -> Option<DaySpan> {
    let day = |number: i64| Day::from_number(number.clamp(Day::MIN.number(), Day::MAX.number()));
    DaySpan::new(day(bin.first_day)?, day(bin.first_day + bin.n_days - 1)?)
}

/// The bin at a place; the next one to it where it is empty is not meant.
fn bin_at(strip: &Strip, x: f64) -> Option<&DensityBin> {
    let at = strip.bins.partition_point(|bin| bin.x1 <= x);
    strip.bins.get(at).filter(|bin| bin.x0 <= x)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "shares to draw, not to count with"
)]
pub(in crate::ui) fn bars(strip: &Strip, rect: Rect, colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.reserve_vertices(strip.bins.len() * 8);
    mesh.reserve_triangles(strip.bins.len() * 4);
    let room = rect.height() - 2.0 * theme::LANE_PADDING;
    let bottom = (rect.bottom() - theme::LANE_PADDING).round();
    let most = strip.most.max(1) as f32;
    let height = |count: u32| (room * count as f32 / most).max(MIN_BAR);
    for bin in &strip.bins {
        let (left, right) = (clipped(rect, bin.x0), clipped(rect, bin.x1));
        // A hairline between bars, as long as there is room for one.
        let gap = if right - left > 3.0 { 1.0 } else { 0.0 };
        let mut bar = |count: u32, opacity: f32| {
            let top = bottom - height(count);
            let bar =
                Rect::from_min_max(pos2(left, top), pos2((right - gap).max(left + 1.0), bottom));
            mesh.add_colored_rect(bar, theme::faded(colour, opacity));
        };
        if bin.count.possible > bin.count.beginning {
            bar(bin.count.possible, POSSIBLE_OPACITY);
        }
        if bin.count.beginning > 0 {
            bar(bin.count.beginning, BEGINNING_OPACITY);
        }
    }
    mesh
}

/// The marks of a lane, without labels. The pointer tells one, and a click selects it.
pub(super) fn marks_ui(
    ctx: ViewCtx<'_>,
    ui: &Ui,
    painter: &Painter,
    (position, lane): (usize, &LaneScene),
    canvas: Canvas<'_>,
    out: &mut Vec<Command>,
) {
    let items = canvas.scene.items.get(lane.items.clone());
    let items = items.unwrap_or_default();
    painter.add(marks(ctx, items, canvas));
    let response = lane_node(ui, lane, canvas);
    response.widget_info(|| {
        let number = items.iter().map(|item| item.events().len()).sum();
        let name = format!(
            "{}, {}; zoom in for their titles, or go from one to the next by full stop and comma",
            lane.label,
            widgets::counted(number, "event in view", "events in view")
        );
        WidgetInfo::labeled(egui::Role::Button, true, name)
    });
    widgets::focus_ring(ui, &response);
    let hit = response.hover_pos().and_then(|at| {
        let (x, y) = canvas.scene_from_window(at);
        hit_test(canvas.scene, x, y)
    });
    let Some(Hit::Event { item, lane, .. }) = hit.filter(|_| ctx.session.dialog.is_none()) else {
        return;
    };
    let Some(SceneItem::Event(item)) = canvas.scene.items.get(item).filter(|_| lane == position)
    else {
        return;
    };
    let Some(event) = ctx.document().event(item.event) else {
        return;
    };
    let row = canvas.row(item.y);
    let ring = super::paint::mark_rect(row, item).expand(2.0);
    let stroke = egui::Stroke::new(1.0, ctx.theme.text);
    painter.rect_stroke(ring, 3.0, stroke, egui::StrokeKind::Outside);
    if response.clicked() {
        out.push(ctx::select(Item::Event(event.id.clone())));
    }
    let source = item
        .source
        .and_then(|source| ctx.shown().sources().get(source));
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    response.on_hover_ui_at_pointer(|ui| {
        event_tip_ui(ctx, ui, (item.event, event), source.map(AsRef::as_ref));
    });
}

fn marks(ctx: ViewCtx<'_>, items: &[SceneItem], canvas: Canvas<'_>) -> Mesh {
    let mut mesh = Mesh::default();
    for item in items {
        if let SceneItem::Event(item) = item {
            mark(ctx, &mut mesh, item, canvas.row(item.y));
        }
    }
    mesh
}

/// Filled where it is reported; otherwise pale between two lines.
fn mark(ctx: ViewCtx<'_>, mesh: &mut Mesh, item: &EventItem, row: Rect) {
    let Some(event) = ctx.document().event(item.event) else {
        return;
    };
    let colour = widgets::kind_look(ctx.theme, ctx.kind_of(item.event)).0;
    let (left, right) = (clipped(row, item.x0), clipped(row, item.x1));
    let (top, bottom) = (
        row.center().y - MARK_HEIGHT / 2.0,
        row.center().y + MARK_HEIGHT / 2.0,
    );
    let mut quad = |top: f32, bottom: f32, opacity: f32| {
        let rect = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        mesh.add_colored_rect(rect, theme::faded(colour, opacity));
    };
    if standing(event) == Standing::Reported {
        return quad(top, bottom, 0.85);
    }
    quad(top, bottom, 0.25);
    quad(top, top + 1.0, 1.0);
    quad(bottom - 1.0, bottom, 1.0);
}

/// One node for a whole lane.
fn lane_node(ui: &Ui, lane: &LaneScene, canvas: Canvas<'_>) -> Response {
    let rect = lane_rect(lane, canvas).intersect(canvas.visible);
    let id = ui.make_persistent_id(("lane's events", &lane.key));
    ui.interact(rect, id, Sense::click())
}

#[expect(clippy::cast_possible_truncation, reason = "a lane's height in points")]
fn lane_rect(lane: &LaneScene, canvas: Canvas<'_>) -> Rect {
    let top = canvas.y(lane.y);
    Rect::from_x_y_ranges(canvas.visible.x_range(), top..=top + lane.height as f32)
}

/// In lanes by kind the kind's; elsewhere none says more than another.
fn lane_colour(ctx: ViewCtx<'_>, lane: &LaneScene) -> Color32 {
    match &lane.key {
        LaneKey::Kind(id) => {
            let kind = ctx.shown().kind(id).map(AsRef::as_ref);
            widgets::kind_look(ctx.theme, kind).0
        }
        _ => ctx.theme.link,
    }
}
