//! The lanes: lays out the scene, gives every visible event a node that pointer, keyboard and screen
//! reader can reach, and turns dragging, wheel and clicks into commands.

use egui::{Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2};

use super::super::ctx::ViewCtx;
use super::super::scroll::{BAR_WIDTH, Scrolled, scroll_bar_ui, wheel_points};
use super::super::{theme, widgets};
use super::density::{marks_ui, strip_ui};
use super::header::lane_header_ui;
use super::items::{cluster_ui, event_ui};
use super::ruler::known_by_x;
use super::threads::{paint_threads, threads_of_selection, ticks_ui};
use super::titles::{Labels, Letters, label_width};
use crate::app::{Command, Dialog, FileCommand, FilterCommand, SelectCommand, ViewCommand};
use crate::timeline::{
    Area, Axis, Detail, LayoutInput, Layouts, Metrics, Scale, Scene, SceneItem, events_in,
    span_from_brush,
};

/// So many selected events are drawn where a lane shows counts.
const MAX_CHOSEN: usize = 12;

#[derive(Debug, Default)]
pub(super) struct LanesState {
    letters: Letters,
    labels: Labels,
    hand: Hand,
}

/// What the pointer moves.
#[derive(Debug, Default)]
struct Hand {
    layouts: Layouts,
    /// Where a selection box began.
    box_from: Option<Pos2>,
}

/// What is laid out, and where in the window.
#[derive(Clone, Copy)]
pub(super) struct Canvas<'a> {
    pub scene: &'a Scene,
    pub scale: &'a Scale,
    /// What is visible of the lanes, headers left out.
    pub visible: Rect,
    pub letters: &'a Letters,
    pub labels: &'a Labels,
    row_height: f32,
}

impl Canvas<'_> {
    /// Where something in the scene is in the window.
    #[expect(clippy::cast_possible_truncation, reason = "places in the window")]
    pub(super) fn y(&self, y: f64) -> f32 {
        self.visible.top() + (y - self.scene.top) as f32
    }

    pub(super) fn row(&self, y: f64) -> Rect {
        let top = self.y(y);
        Rect::from_x_y_ranges(self.visible.x_range(), top..=top + self.row_height)
    }

    pub(super) fn scale(&self) -> &Scale {
        self.scale
    }

    /// Days are asked for in points from the left edge of the lanes.
    pub(super) fn scene_from_window(&self, at: Pos2) -> (f64, f64) {
        (
            f64::from(at.x - self.visible.left()),
            f64::from(at.y - self.visible.top()) + self.scene.top,
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
        if ctx.session.shown().lanes().is_empty() {
            return nothing_ui(ctx, ui, rect, out);
        }
        self.letters.measure(ui);
        self.labels.begin_frame(ui, ctx.session.document_version());
        let wheel = wheel_points(ui, rect);
        if wheel != 0.0 {
            self.hand.layouts.scroll_by(wheel);
        }
        let scene = self.scene(ctx, scale, rect.height());
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        let visible = rect
            .with_min_x(rect.left() + theme::LANE_LABEL_WIDTH)
            .with_max_x(rect.right() - BAR_WIDTH);
        let canvas = Canvas {
            scene: &scene,
            scale,
            visible,
            letters: &self.letters,
            labels: &self.labels,
            row_height: theme::ROW_HEIGHT,
        };
        let response = canvas_ui(ctx, &mut ui, canvas, out);
        self.hand.pointer(&ui, &response, canvas, out);
        for lane in &scene.lanes {
            let top_left = pos2(rect.left(), canvas.y(lane.y));
            lane_header_ui(ctx, &mut ui, lane, top_left, rect, out);
        }
        let at = Scrolled {
            content: scene.height,
            window: f64::from(rect.height()),
            top: scene.top,
        };
        if let Some(top) = scroll_bar_ui(&ui, rect, "Scroll lanes", at) {
            self.hand.layouts.scroll_to(top);
        }
    }

    /// The lanes in the window, with what was just selected elsewhere brought into it.
    fn scene(&mut self, ctx: ViewCtx<'_>, scale: &Scale, height: f32) -> Scene {
        let letters = &self.letters;
        let latest = ctx.session.selection.events.iter().rev().take(MAX_CHOSEN);
        let chosen: Vec<usize> = latest
            .filter_map(|id| ctx.shown().event_position(id))
            .collect();
        let input = LayoutInput {
            columns: ctx.session.columns(),
            lanes: ctx.session.lanes(),
            shown: ctx.session.shown(),
            marks: ctx.document(),
            scale: *scale,
            metrics: metrics(),
            label_width: &|placement| label_width(ctx, letters, placement),
            versions: ctx.session.versions(),
            chosen: &chosen,
            window_height: Some(f64::from(height)),
        };
        let scene = self.hand.layouts.layout(&input);
        let is_new = ctx.session.has_new_selection();
        let Some(spot) = is_new.then(|| ctx.session.selected_spot()).flatten() else {
            return scene;
        };
        // First its lane, so that it is laid out; then its row.
        let is_there = scene.lanes.iter().any(|lane| lane.number == spot.lane);
        let scene = if is_there {
            scene
        } else {
            self.hand
                .layouts
                .reveal(spot.lane, 0.0, f64::from(theme::ROW_HEIGHT));
            self.hand.layouts.layout(&input)
        };
        let Some(lane) = scene.lanes.iter().find(|lane| lane.number == spot.lane) else {
            return scene;
        };
        let items = scene.items.get(lane.items.clone()).unwrap_or_default();
        let Some(item) = items
            .iter()
            .find(|item| item.events().contains(&spot.event))
        else {
            return scene;
        };
        // A little of what is around it, too.
        let margin = f64::from(theme::ROW_HEIGHT);
        let (y, number) = (item.y() - lane.y, lane.number);
        self.hand
            .layouts
            .reveal(number, (y - margin).max(0.0), 3.0 * margin);
        self.hand.layouts.layout(&input)
    }
}

/// The lanes' marks and counts. What the pointer did between them is in the response.
fn canvas_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    canvas: Canvas<'_>,
    out: &mut Vec<Command>,
) -> Response {
    let id = ui.make_persistent_id("canvas");
    let response = ui.interact(canvas.visible, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Group, true, "Timeline"));
    paint_lanes(ctx, ui, canvas);
    let painter = ui.painter_at(canvas.visible);
    let threads = threads_of_selection(ctx, canvas, &metrics());
    paint_threads(ctx, &painter, canvas, &threads);
    for (position, lane) in canvas.scene.lanes.iter().enumerate() {
        match lane.detail {
            Detail::Density => strip_ui(ctx, ui, &painter, lane, canvas, out),
            Detail::Marks => marks_ui(ctx, ui, &painter, (position, lane), canvas, out),
            Detail::Labels => {}
        }
        let items = canvas.scene.items.get(lane.items.clone());
        for item in items.unwrap_or_default() {
            if canvas.row(item.y()).intersects(canvas.visible) && is_node(ctx, lane.detail, item) {
                item_ui(ctx, ui, &painter, item, canvas, out);
            }
        }
    }
    ticks_ui(ctx, ui, &painter, canvas, &threads, out);
    response
}

impl Hand {
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
                let area = Area::between(corners.0, corners.1);
                let events = events_in(canvas.scene, &area);
                // Counts cannot be selected: a box over them goes closer.
                out.push(
                    if events.is_empty() && touches_counts(canvas.scene, &area) {
                        let days = span_from_brush(canvas.scale, area.x0, area.x1);
                        Command::View(ViewCommand::Fit(days))
                    } else {
                        Command::Select(SelectCommand::Positions(events))
                    },
                );
            }
        } else if response.dragged() {
            let delta = response.drag_delta();
            if delta.x != 0.0 {
                out.push(show(scale.panned(-f64::from(delta.x))));
            }
            if delta.y != 0.0 {
                self.layouts.scroll_by(-f64::from(delta.y));
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

fn touches_counts(scene: &Scene, area: &Area) -> bool {
    let mut lanes = scene.lanes.iter();
    lanes.any(|lane| {
        lane.detail == Detail::Density && lane.y <= area.y1 && lane.y + lane.height >= area.y0
    })
}

/// Single marks without labels are too many to be reached one by one; the selected ones always can.
fn is_node(ctx: ViewCtx<'_>, detail: Detail, item: &SceneItem) -> bool {
    match item {
        SceneItem::Cluster(_) => true,
        SceneItem::Event(_) if detail == Detail::Labels => true,
        SceneItem::Event(item) => ctx
            .document()
            .event(item.event)
            .is_some_and(|event| ctx.session.selection.contains(&event.id)),
    }
}

fn item_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    painter: &egui::Painter,
    item: &SceneItem,
    canvas: Canvas<'_>,
    out: &mut Vec<Command>,
) {
    match item {
        SceneItem::Event(item) => event_ui(ctx, ui, painter, item, canvas, out),
        SceneItem::Cluster(cluster) => cluster_ui(ctx, ui, painter, cluster, canvas, out),
    }
}

fn metrics() -> Metrics {
    Metrics {
        row_height: f64::from(theme::ROW_HEIGHT),
        lane_padding: f64::from(theme::LANE_PADDING),
        min_rows: 1,
        ..Metrics::default()
    }
}

fn paint_lanes(ctx: ViewCtx<'_>, ui: &Ui, canvas: Canvas<'_>) {
    let painter = ui.painter_at(canvas.visible);
    for lane in &canvas.scene.lanes {
        #[expect(clippy::cast_possible_truncation, reason = "a lane's height in points")]
        let (top, height) = (canvas.y(lane.y), lane.height as f32);
        let rect = Rect::from_x_y_ranges(canvas.visible.x_range(), top..=top + height);
        if lane.number % 2 == 0 {
            painter.rect_filled(rect, 0.0, ctx.theme.stripe);
        }
        painter.hline(
            rect.x_range(),
            rect.bottom() - 0.5,
            Stroke::new(1.0, ctx.theme.line),
        );
    }
    if let Some(x) = known_by_x(ctx, canvas.scale) {
        let line = Stroke::new(1.0, theme::faded(ctx.theme.accent, 0.6));
        painter.vline(canvas.visible.left() + x, canvas.visible.y_range(), line);
    }
}

/// What stands where the lanes would be.
fn nothing_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, out: &mut Vec<Command>) {
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
    ui.vertical_centered(|ui| {
        ui.add_space(rect.height() * 0.35);
        let hidden = ctx.session.matches().hidden();
        if ctx.session.axis == Axis::Reported {
            widgets::weak(ui, "No source of the events shown has a day of publication");
            if ui.button("Show when they happened").clicked() {
                out.push(Command::View(ViewCommand::Axis(Axis::Happened)));
            }
        } else if hidden == 0 {
            widgets::weak(ui, "No dated event in this project");
            if ui.button("Open…").clicked() {
                out.push(Command::Show(Some(Dialog::OpenPath)));
            }
            if ui.button("Open the bundled case").clicked() {
                out.push(Command::File(FileCommand::OpenSample));
            }
        }
        if hidden > 0 {
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
