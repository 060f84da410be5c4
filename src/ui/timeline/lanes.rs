//! The lanes: lays out the scene, gives every visible event a node that pointer, keyboard and screen
//! reader can reach, and turns dragging, wheel and clicks into commands.

use egui::containers::scroll_area::{DragScroll, ScrollSource};
use egui::{
    CursorIcon, Popup, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::super::ctx::{self, ViewCtx};
use super::super::{fonts, theme, widgets};
use super::header::lane_header_ui;
use super::paint::{self, Look};
use super::tip::event_tip_ui;
use crate::app::{Command, FilterCommand, SelectCommand, ViewCommand};
use crate::evidence::{standing, when_phrase};
use crate::model::{Event, Item};
use crate::timeline::{
    Area, ClusterItem, EventItem, LabelSide, LaneBy, LayoutInput, Metrics, Scale, Scene, SceneItem,
    events_in, layout,
};

/// Labels are cut here; the inspector and the tip have the whole title.
const MAX_LABEL_WIDTH: f32 = 330.0;
const ICON_WIDTH: f32 = 18.0;
/// What is not about the entity in the inspector.
const UNRELATED_OPACITY: f32 = 0.35;

#[derive(Debug, Default)]
pub(super) struct LanesState {
    /// Of the labels, at the events' positions; made anew for another document or pixel density.
    label_widths: Vec<f64>,
    measured_for: Option<(u64, u32, LaneBy)>,
    /// Where a selection box began.
    box_from: Option<Pos2>,
}

/// What is laid out, and where in the window.
#[derive(Clone, Copy)]
struct Canvas<'a> {
    scene: &'a Scene,
    scale: &'a Scale,
    /// The left edge of the lanes and the top of the unscrolled scene.
    origin: Pos2,
    /// What is visible of the lanes, headers left out.
    visible: Rect,
    row_height: f32,
}

impl Canvas<'_> {
    #[expect(clippy::cast_possible_truncation, reason = "a scene's rows in points")]
    fn row(&self, y: f64) -> Rect {
        let top = self.origin.y + y as f32;
        Rect::from_x_y_ranges(self.visible.x_range(), top..=top + self.row_height)
    }

    fn scene_from_window(&self, at: Pos2) -> (f64, f64) {
        (
            f64::from(at.x - self.origin.x),
            f64::from(at.y - self.origin.y),
        )
    }
}

impl LanesState {
    pub(super) fn lanes_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        rect: Rect,
        scale: &Scale,
        out: &mut Vec<Command>,
    ) {
        if ctx.session.lanes().is_empty() {
            return nothing_ui(ctx, ui, rect, out);
        }
        self.measure_labels(ctx, ui);
        let scene = self.scene(ctx, scale);
        let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        let wheel_only = ScrollSource {
            drag: DragScroll::Never,
            ..ScrollSource::default()
        };
        egui::ScrollArea::vertical()
            .id_salt("lanes")
            .auto_shrink(false)
            .scroll_source(wheel_only)
            .show_viewport(&mut ui, |ui, viewport| {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "a scene's height in points"
                )]
                ui.set_min_height(scene.height as f32);
                let top_left = ui.max_rect().min;
                let visible =
                    Rect::from_min_size(top_left + viewport.min.to_vec2(), viewport.size())
                        .intersect(rect);
                let canvas = Canvas {
                    scene: &scene,
                    scale,
                    origin: pos2(rect.left() + theme::LANE_LABEL_WIDTH, top_left.y),
                    visible: visible.with_min_x(rect.left() + theme::LANE_LABEL_WIDTH),
                    row_height: theme::ROW_HEIGHT,
                };
                self.canvas_ui(ctx, ui, canvas, out);
                for lane in &scene.lanes {
                    lane_header_ui(ctx, ui, lane, pos2(rect.left(), top_left.y), visible, out);
                }
            });
    }

    fn scene(&self, ctx: ViewCtx<'_>, scale: &Scale) -> Scene {
        layout(&LayoutInput {
            marks: &ctx.document().marks,
            lanes: ctx.session.lanes(),
            scale: *scale,
            metrics: Metrics {
                row_height: f64::from(theme::ROW_HEIGHT),
                lane_padding: f64::from(theme::LANE_PADDING),
                min_rows: 1,
                ..Metrics::default()
            },
            label_width: &|event| self.label_widths.get(event).copied().unwrap_or(0.0),
            is_collapsed: &|_| false,
        })
    }

    fn measure_labels(&mut self, ctx: ViewCtx<'_>, ui: &Ui) {
        let lane_by = ctx.session.lane_by;
        let key = (
            ctx.session.document_version(),
            ui.pixels_per_point().to_bits(),
            lane_by,
        );
        if self.measured_for == Some(key) {
            return;
        }
        self.measured_for = Some(key);
        let icon_width = if shows_icons(lane_by) {
            ICON_WIDTH
        } else {
            0.0
        };
        let events = ctx.project().events().iter();
        self.label_widths = events
            .map(|event| {
                f64::from(
                    label_galley(ui, &event.title, MAX_LABEL_WIDTH, ctx.theme.text)
                        .size()
                        .x
                        + icon_width,
                )
            })
            .collect();
    }

    fn canvas_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        canvas: Canvas<'_>,
        out: &mut Vec<Command>,
    ) {
        let id = ui.make_persistent_id("canvas");
        let response = ui.interact(canvas.visible, id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Group, true, "Timeline"));
        paint_lanes(ctx, ui, canvas);
        let painter = ui.painter_at(canvas.visible);
        for item in &canvas.scene.items {
            let row = canvas.row(item.y());
            if !row.intersects(canvas.visible) && !is_asked_for(ctx, item) {
                continue;
            }
            match item {
                SceneItem::Event(item) => event_ui(ctx, ui, &painter, item, canvas, out),
                SceneItem::Cluster(cluster) => cluster_ui(ctx, ui, &painter, cluster, canvas, out),
            }
        }
        self.pointer(ui, &response, canvas, out);
    }

    /// Drag pans, Shift-drag boxes, Ctrl-wheel and pinch zoom at the pointer, Shift-wheel pans, a click
    /// on nothing selects nothing.
    fn pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        canvas: Canvas<'_>,
        out: &mut Vec<Command>,
    ) {
        let scale = canvas.scale;
        let show = |scale| Command::View(ViewCommand::Scale(scale));
        let is_shift = ui.input(|input| input.modifiers.shift);
        if response.drag_started() && is_shift {
            self.box_from = ui.input(|input| input.pointer.press_origin());
        }
        if let (Some(from), Some(to)) = (self.box_from, response.interact_pointer_pos()) {
            let area = Rect::from_two_pos(from, to);
            let stroke = Stroke::new(1.0, ui.visuals().selection.stroke.color);
            ui.painter_at(canvas.visible)
                .rect_stroke(area, 0.0, stroke, StrokeKind::Inside);
            if response.drag_stopped() {
                self.box_from = None;
                let corners = (canvas.scene_from_window(from), canvas.scene_from_window(to));
                let events = events_in(canvas.scene, &Area::between(corners.0, corners.1));
                out.push(Command::Select(SelectCommand::Positions(events)));
            }
        } else if response.dragged() {
            let delta = response.drag_delta();
            if delta.x != 0.0 {
                out.push(show(scale.panned(-f64::from(delta.x))));
            }
            if delta.y != 0.0 {
                ui.scroll_with_delta(vec2(0.0, delta.y));
            }
        } else if response.clicked() {
            out.push(Command::Select(SelectCommand::Clear));
        }
        let Some(pointer) = ui
            .input(|input| input.pointer.hover_pos())
            .filter(|at| canvas.visible.contains(*at))
        else {
            return;
        };
        if !response.contains_pointer() && !ui.rect_contains_pointer(canvas.visible) {
            return;
        }
        let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta().x));
        #[expect(clippy::float_cmp, reason = "exactly 1 when nothing was zoomed")]
        if zoom != 1.0 {
            let (x, _) = canvas.scene_from_window(pointer);
            out.push(show(scale.zoomed_at(x, f64::from(zoom))));
        } else if scroll != 0.0 {
            out.push(show(scale.panned(-f64::from(scroll))));
        }
    }
}

/// In lanes by kind the lane says the kind; elsewhere each label has its icon.
fn shows_icons(lane_by: LaneBy) -> bool {
    lane_by != LaneBy::Kind
}

/// Whether an item was just selected from elsewhere, so that it must be scrolled to even from out of
/// view.
fn is_asked_for(ctx: ViewCtx<'_>, item: &SceneItem) -> bool {
    ctx.session.has_new_selection()
        && item
            .events()
            .iter()
            .filter_map(|&event| ctx.document().event(event))
            .any(|event| ctx.session.selection.event() == Some(&event.id))
}

fn label_galley(
    ui: &Ui,
    title: &str,
    width: f32,
    colour: egui::Color32,
) -> std::sync::Arc<egui::Galley> {
    let mut job =
        egui::text::LayoutJob::simple_singleline(title.to_owned(), fonts::regular(12.5), colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.min(MAX_LABEL_WIDTH) + 1.0);
    ui.painter().layout_job(job)
}

fn paint_lanes(ctx: ViewCtx<'_>, ui: &Ui, canvas: Canvas<'_>) {
    let painter = ui.painter_at(canvas.visible);
    for (position, lane) in canvas.scene.lanes.iter().enumerate() {
        #[expect(clippy::cast_possible_truncation, reason = "a scene's lanes in points")]
        let (top, height) = (canvas.origin.y + lane.y as f32, lane.height as f32);
        let rect = Rect::from_x_y_ranges(canvas.visible.x_range(), top..=top + height);
        if position % 2 == 0 {
            painter.rect_filled(rect, 0.0, ctx.theme.stripe);
        }
        painter.hline(
            rect.x_range(),
            rect.bottom() - 0.5,
            Stroke::new(1.0, ctx.theme.line),
        );
    }
}

fn event_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    painter: &egui::Painter,
    item: &EventItem,
    canvas: Canvas<'_>,
    out: &mut Vec<Command>,
) {
    let Some(event) = ctx.document().event(item.event) else {
        return;
    };
    let row = canvas.row(item.y);
    let mark = paint::mark_rect(row, item);
    let label = label_rect(item, row);
    let whole = label
        .map_or(mark, |label| mark.union(label))
        .intersect(row.expand(1.0));
    let id = ui.make_persistent_id(("event", item.lane, item.event));
    let response = ui.interact(whole.intersect(canvas.visible), id, Sense::click());
    let is_selected = ctx.session.selection.contains(&event.id);
    if is_selected && ctx.session.has_new_selection() {
        ui.scroll_to_rect(row.intersect(whole).expand(30.0), None);
    }
    let mut painter = painter.clone();
    if !is_selected && !is_related(ctx, item.event) {
        painter.multiply_opacity(UNRELATED_OPACITY);
    }
    let (colour, glyph) = widgets::kind_look(ctx.theme, ctx.kind_of(item.event));
    let look = Look {
        theme: ctx.theme,
        colour,
        standing: standing(event),
        is_selected,
        is_hovered: response.hovered() || response.has_focus(),
    };
    paint::mark(&painter, row, item, look);
    if let Some(label) = label {
        let mut at = label.left_center();
        if shows_icons(ctx.session.lane_by) {
            painter.text(
                at + vec2(7.0, 0.0),
                egui::Align2::CENTER_CENTER,
                glyph,
                fonts::regular(14.0),
                colour,
            );
            at.x += ICON_WIDTH;
        }
        let galley = label_galley(ui, &event.title, label.right() - at.x, ctx.theme.text);
        painter.galley(
            at - vec2(0.0, galley.size().y / 2.0),
            galley,
            ctx.theme.text,
        );
    }
    describe(event, &response);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        out.push(click(ui, event));
    }
    response.on_hover_ui(|ui| event_tip_ui(ctx, ui, event));
}

/// A click selects; with Ctrl it adds.
fn click(ui: &Ui, event: &Event) -> Command {
    if ui.input(|input| input.modifiers.command) {
        Command::Select(SelectCommand::Toggle(event.id.clone()))
    } else {
        ctx::select(Item::Event(event.id.clone()))
    }
}

/// The name by which screen readers and tests know an event: all that its shape says.
fn describe(event: &Event, response: &Response) {
    response.widget_info(|| {
        let when = when_phrase(event.when.as_ref());
        let name = format!("{}, {when}, {}", event.title, standing(event).label());
        WidgetInfo::labeled(egui::Role::Button, true, name)
    });
}

/// While an entity's page is open, its events stand out.
fn is_related(ctx: ViewCtx<'_>, event: usize) -> bool {
    match &ctx.session.selection.focus {
        Some(Item::Entity(id)) => ctx
            .project()
            .entity_position(id)
            .is_none_or(|entity| ctx.document().index.entities_of(event).contains(&entity)),
        _ => true,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "labels are in view")]
fn label_rect(item: &EventItem, row: Rect) -> Option<Rect> {
    if item.label.side == LabelSide::None {
        return None;
    }
    let left = row.left() + item.label.x as f32;
    Some(Rect::from_x_y_ranges(
        left..=left + item.label.width as f32,
        row.y_range(),
    ))
}

/// Events too many for their lane's rows: their number, and on a click their list.
fn cluster_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    painter: &egui::Painter,
    cluster: &ClusterItem,
    canvas: Canvas<'_>,
    out: &mut Vec<Command>,
) {
    let row = canvas.row(cluster.y);
    #[expect(clippy::cast_possible_truncation, reason = "clusters are in view")]
    let range = row.left() + cluster.x0 as f32..=row.left() + cluster.x1 as f32;
    let rect = Rect::from_x_y_ranges(range, row.shrink2(vec2(0.0, 1.0)).y_range());
    let id = ui.make_persistent_id(("cluster", cluster.lane, cluster.events.first()));
    let response = ui
        .interact(rect, id, Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    let name = widgets::counted(cluster.events.len(), "more event here", "more events here");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    let stroke = if response.hovered() || response.has_focus() {
        ctx.theme.accent
    } else {
        ctx.theme.line
    };
    painter.rect(
        rect,
        8.0,
        ctx.theme.fill,
        Stroke::new(1.0, stroke),
        StrokeKind::Inside,
    );
    let text = format!("+{}", cluster.events.len());
    painter.text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        text,
        fonts::bold(11.5),
        ctx.theme.text,
    );
    Popup::menu(&response).show(|ui| {
        egui::ScrollArea::vertical()
            .max_height(320.0)
            .show(ui, |ui| {
                ui.set_width(340.0);
                for &position in &cluster.events {
                    let Some(event) = ctx.document().event(position) else {
                        continue;
                    };
                    if widgets::event_row(ctx, ui, position, event).clicked() {
                        out.push(ctx::select(Item::Event(event.id.clone())));
                        ui.close();
                    }
                }
            });
    });
}

/// What stands where the lanes would be.
fn nothing_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, out: &mut Vec<Command>) {
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    ui.vertical_centered(|ui| {
        ui.add_space(rect.height() * 0.35);
        let hidden = ctx.session.matches().hidden();
        if hidden == 0 {
            widgets::weak(ui, "No dated event in this project");
        } else {
            let number = widgets::counted(hidden, "event is", "events are");
            widgets::weak(
                ui,
                format!("No dated event is shown; {number} hidden by filters"),
            );
            if ui.button("Clear all filters").clicked() {
                out.push(Command::Filter(FilterCommand::Clear));
            }
        }
    });
}
