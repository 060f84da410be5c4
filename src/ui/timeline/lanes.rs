//! The lanes: lays out the scene, gives every visible event a node that pointer, keyboard and screen
//! reader can reach, and turns dragging, wheel and clicks into commands.

use egui::containers::scroll_area::{DragScroll, ScrollSource};
use egui::{Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::super::ctx::ViewCtx;
use super::super::{theme, widgets};
use super::header::lane_header_ui;
use super::items::{
    ICON_WIDTH, MAX_LABEL_WIDTH, SOURCE_GAP, cluster_ui, event_ui, is_asked_for, label_galley,
    names_source, shows_icons, support_of,
};
use super::ruler::known_by_x;
use super::support::SUPPORT_WIDTH;
use super::threads::{paint_threads, threads_of_selection, ticks_ui};
use crate::app::{Command, Dialog, FileCommand, FilterCommand, SelectCommand, ViewCommand};
use crate::timeline::{
    Area, Axis, LaneBy, LayoutInput, Metrics, Placement, Scale, Scene, SceneItem, events_in, layout,
};

#[derive(Debug, Default)]
pub(super) struct LanesState {
    /// Of the events' titles with what stands before them whatever the axis, at the events'
    /// positions; made anew for another document, pixel density or choice of lanes.
    title_widths: Vec<f64>,
    /// Of the sources' short names, at the sources' positions.
    source_widths: Vec<f64>,
    measured_for: Option<(u64, u32, LaneBy)>,
    /// Where a selection box began.
    box_from: Option<Pos2>,
}

/// What is laid out, and where in the window.
#[derive(Clone, Copy)]
pub(super) struct Canvas<'a> {
    pub scene: &'a Scene,
    pub scale: &'a Scale,
    /// The left edge of the lanes and the top of the unscrolled scene.
    pub origin: Pos2,
    /// What is visible of the lanes, headers left out.
    pub visible: Rect,
    row_height: f32,
}

impl Canvas<'_> {
    #[expect(clippy::cast_possible_truncation, reason = "a scene's rows in points")]
    pub(super) fn row(&self, y: f64) -> Rect {
        let top = self.origin.y + y as f32;
        Rect::from_x_y_ranges(self.visible.x_range(), top..=top + self.row_height)
    }

    pub(super) fn scale(&self) -> &Scale {
        self.scale
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
            placements: ctx.session.placements(),
            lanes: ctx.session.lanes(),
            scale: *scale,
            metrics: metrics(),
            label_width: &|placement| self.label_width(placement, ctx.session.lane_by),
            is_collapsed: &|_| false,
        })
    }

    fn label_width(&self, placement: &Placement, lane_by: LaneBy) -> f64 {
        let width = |widths: &[f64], at: usize| widths.get(at).copied().unwrap_or(0.0);
        let title = width(&self.title_widths, placement.event);
        let source = placement.source.filter(|_| names_source(lane_by));
        let source = source.map_or(0.0, |source| {
            width(&self.source_widths, source) + f64::from(SOURCE_GAP)
        });
        (title + source).min(f64::from(MAX_LABEL_WIDTH))
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
        let width = |text: &str| {
            label_galley(ui, text, MAX_LABEL_WIDTH, ctx.theme.text)
                .size()
                .x
        };
        let events = ctx.project().events().iter().enumerate();
        self.title_widths = events
            .map(|(position, event)| {
                let support = support_of(ctx, position).map_or(0.0, |_| SUPPORT_WIDTH);
                f64::from(width(&event.title) + icon_width + support)
            })
            .collect();
        let sources = ctx.project().sources().iter();
        self.source_widths = sources
            .map(|source| f64::from(width(&ctx.short_name(source))))
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
        let threads = threads_of_selection(ctx, canvas, &metrics());
        paint_threads(ctx, &painter, canvas, &threads);
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
        ticks_ui(ctx, ui, &painter, canvas, &threads, out);
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
    if let Some(x) = known_by_x(ctx, canvas.scale) {
        let line = Stroke::new(1.0, theme::faded(ctx.theme.accent, 0.6));
        painter.vline(canvas.origin.x + x, canvas.visible.y_range(), line);
    }
}

/// What stands where the lanes would be.
fn nothing_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, out: &mut Vec<Command>) {
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
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
