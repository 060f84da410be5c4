//! The events of an entity or a source: along a small timeline, and as a list in time order.

use egui::{Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::ctx::{self, ViewCtx};
use super::super::timeline::paint_event;
use super::super::{fonts, theme, widgets};
use crate::app::Command;
use crate::model::Item;
use crate::timeline::{
    Axis, Lane, LaneKey, LayoutInput, Metrics, Placement, Scale, Scene, SceneItem, data_span,
    layout,
};

/// `own` are their positions in the project.
pub(super) fn events_ui(ctx: ViewCtx<'_>, ui: &mut Ui, own: &[u32], out: &mut Vec<Command>) {
    widgets::heading(ui, &format!("Events {}", own.len()));
    strip_ui(ctx, ui, own, out);
    let in_time_order = ctx.document().index.in_time_order().iter();
    for &position in in_time_order.filter(|position| own.binary_search(position).is_ok()) {
        let position = position as usize;
        let Some(event) = ctx.document().event(position) else {
            continue;
        };
        if widgets::event_row(ctx, ui, position, event).clicked() {
            out.push(ctx::select(Item::Event(event.id.clone())));
        }
    }
}

/// A small timeline of the whole project with these events on it, as the large one draws them; always
/// by when they happened, as is the list below it. A click selects the nearest.
#[expect(clippy::cast_possible_truncation, reason = "points of a strip")]
fn strip_ui(ctx: ViewCtx<'_>, ui: &mut Ui, events: &[u32], out: &mut Vec<Command>) {
    const TICKS_HEIGHT: f32 = 16.0;
    let placements = ctx.document().placements(Axis::Happened);
    let Some(span) = data_span(placements) else {
        return;
    };
    let width = f64::from(ui.available_width());
    let scale = Scale::fitted(span, width, 8.0);
    let scene = strip_scene(placements, events, &scale);
    let size = vec2(ui.available_width(), TICKS_HEIGHT + scene.height as f32);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 4.0, ctx.theme.canvas);
    paint_years(ctx, &painter, rect, &scale);
    let origin = rect.left_top() + vec2(0.0, TICKS_HEIGHT);
    for item in &scene.items {
        let top = origin.y + item.y() as f32;
        let row = Rect::from_x_y_ranges(rect.x_range(), top..=top + scene.row_height as f32);
        match item {
            SceneItem::Event(item) => paint_event(ctx, &painter, row, (item, &scale), false),
            SceneItem::Cluster(cluster) => {
                let x = rect.left() + cluster.x0.midpoint(cluster.x1) as f32;
                let text = format!("+{}", cluster.events.len());
                let (at, font) = (pos2(x, row.center().y), fonts::regular(10.0));
                painter.text(at, egui::Align2::CENTER_CENTER, text, font, ctx.theme.weak);
            }
        }
    }
    response.widget_info(|| {
        let dated = widgets::counted(scene_events(&scene), "dated event", "dated events");
        WidgetInfo::labeled(egui::Role::Button, true, format!("Small timeline, {dated}"))
    });
    if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
        && let Some(position) = nearest(&scene, at - origin)
        && let Some(event) = ctx.document().event(position)
    {
        out.push(ctx::select(Item::Event(event.id.clone())));
    }
}

/// One lane of low rows without labels.
fn strip_scene(placements: &[Placement], events: &[u32], scale: &Scale) -> Scene {
    let own = placements.iter().enumerate();
    let is_own =
        |event| u32::try_from(event).is_ok_and(|event| events.binary_search(&event).is_ok());
    let own = own.filter(|(_, placement)| is_own(placement.event));
    let (placed, events) = own.map(|(at, placement)| (at, placement.event)).unzip();
    let lane = Lane {
        key: LaneKey::None,
        label: String::new(),
        placements: placed,
        events,
    };
    layout(&LayoutInput {
        placements,
        lanes: &[lane],
        scale: *scale,
        metrics: Metrics {
            row_height: 14.0,
            lane_padding: 2.0,
            min_rows: 1,
            max_rows: 6,
            unknown_points: 24.0,
            item_gap: 3.0,
            ..Metrics::default()
        },
        label_width: &|_| 0.0,
        is_collapsed: &|_| false,
    })
}

fn scene_events(scene: &Scene) -> usize {
    scene.lanes.iter().map(|lane| lane.count).sum()
}

/// The event whose mark's middle is nearest to a point of the scene.
fn nearest(scene: &Scene, at: egui::Vec2) -> Option<usize> {
    let distance = |item: &SceneItem| {
        let (x0, x1) = item.mark_extent();
        let (dx, dy) = (
            x0.midpoint(x1) - f64::from(at.x),
            item.y() - f64::from(at.y),
        );
        dx.hypot(dy)
    };
    let item = scene
        .items
        .iter()
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    item.events().first().copied()
}

#[expect(clippy::cast_possible_truncation, reason = "points of a strip")]
fn paint_years(ctx: ViewCtx<'_>, painter: &egui::Painter, rect: Rect, scale: &Scale) {
    for tick in crate::timeline::ticks(scale, 48.0) {
        let x = rect.left() + tick.x as f32;
        let line = Stroke::new(1.0, theme::faded(ctx.theme.line, 0.7));
        painter.vline(x, rect.y_range(), line);
        let (at, left) = (pos2(x + 3.0, rect.top() + 8.0), egui::Align2::LEFT_CENTER);
        painter.text(
            at,
            left,
            tick.context.as_ref().unwrap_or(&tick.label),
            fonts::regular(10.0),
            ctx.theme.weak,
        );
    }
}
