//! The events of an entity or a source: along a small timeline, and as a list in time order.

use egui::{Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::ctx::{self, ViewCtx};
use super::super::timeline::{bars, paint_event};
use super::super::{fonts, theme, widgets};
use crate::app::{Command, Extra, FilterCommand, ViewCommand};
use crate::model::Item;
use crate::timeline::{
    Axis, Columns, EventItem, Lanes, LayoutInput, Layouts, Mark, Marks, Metrics, Placement, Scale,
    Scene, SceneItem, Shown, Versions, data_span,
};

/// More rows than that are read beside the timeline.
const MAX_ROWS: usize = 100;

/// The events of the page that is open, as a little timeline of their own; made anew for another page.
#[derive(Debug, Default)]
pub(super) struct EventsOf {
    made_for: Option<(u64, Item)>,
    /// Their positions in the project, ascending. In what follows each is known by its position here.
    own: Vec<usize>,
    columns: Columns,
    lanes: Lanes,
    shown: Shown,
    layouts: Layouts,
    version: u64,
    /// Of an entity, who appears together with it: positions, and in how many events.
    together: Vec<(usize, usize)>,
}

/// The times of the events of a page.
struct OwnMarks<'a> {
    ctx: ViewCtx<'a>,
    own: &'a [usize],
}

impl Marks for OwnMarks<'_> {
    fn mark(&self, event: usize, _source: Option<usize>) -> Option<Mark> {
        self.ctx.document().mark(*self.own.get(event)?, None)
    }
}

impl EventsOf {
    /// `page` is whose events these are; `own` are their positions in the project, ascending.
    pub(super) fn events_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        page: &Item,
        own: &[u32],
        out: &mut Vec<Command>,
    ) {
        self.keep_up(ctx, page, own);
        widgets::heading(ui, &format!("Events {}", widgets::number(own.len())));
        self.strip_ui(ctx, ui, out);
        let in_order = (0..MAX_ROWS).map_while(|n| self.shown.nth_event(&self.columns, n));
        for position in in_order.filter_map(|event| self.own.get(event)) {
            let Some(event) = ctx.document().event(*position) else {
                continue;
            };
            if widgets::event_row(ctx, ui, *position, event).clicked() {
                out.push(ctx::select(Item::Event(event.id.clone())));
            }
        }
        if own.len() > MAX_ROWS {
            let text = format!("Show all {} in the list", widgets::number(own.len()));
            if ui.link(egui::RichText::new(text).size(12.0)).clicked() {
                out.extend(only(page).map(Command::Filter));
                if !ctx.session.shows(Extra::List) {
                    out.push(Command::View(ViewCommand::Toggle(Extra::List)));
                }
            }
        }
    }

    /// Who appears together with the entity of the page, by how often.
    pub(super) fn together(&self) -> &[(usize, usize)] {
        &self.together
    }

    fn keep_up(&mut self, ctx: ViewCtx<'_>, page: &Item, own: &[u32]) {
        let key = (ctx.session.document_version(), page.clone());
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.made_for = Some(key);
        self.own = own.iter().map(|position| *position as usize).collect();
        let standing = self.own.iter().enumerate().filter_map(|(event, position)| {
            Some(Placement {
                event,
                source: None,
                mark: ctx.document().mark(*position, None)?,
            })
        });
        self.columns = Columns::new(own.len(), standing.collect());
        self.lanes = Lanes::single(&self.columns);
        self.shown = Shown::new(&self.columns, &self.lanes, None);
        let entity = match page {
            Item::Entity(id) => ctx.shown().entity_position(id),
            _ => None,
        };
        let links = &ctx.document().evidence.links;
        self.together = entity.map_or_else(Vec::new, |entity| links.together_with(entity));
        self.version += 1;
    }

    /// A small timeline of the whole project with these events on it, as the large one draws them; always
    /// by when they happened, as is the list below it. A click selects the nearest.
    #[expect(clippy::cast_possible_truncation, reason = "points of a strip")]
    fn strip_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        const TICKS_HEIGHT: f32 = 16.0;
        let Some(span) = data_span(ctx.document().columns(Axis::Happened)) else {
            return;
        };
        let width = f64::from(ui.available_width());
        let scale = Scale::fitted(span, width, 8.0);
        let scene = self.scene(ctx, &scale);
        let size = vec2(ui.available_width(), TICKS_HEIGHT + scene.height as f32);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, 4.0, ctx.theme.canvas);
        paint_years(ctx, &painter, rect, &scale);
        let origin = rect.left_top() + vec2(0.0, TICKS_HEIGHT);
        for strip in scene.lanes.iter().filter_map(|lane| lane.strip.as_ref()) {
            let lane = Rect::from_min_max(origin, rect.max);
            painter.add(bars(strip, lane, ctx.theme.link));
        }
        for item in &scene.items {
            let top = origin.y + item.y() as f32;
            let row = Rect::from_x_y_ranges(rect.x_range(), top..=top + scene.row_height as f32);
            match item {
                SceneItem::Event(item) => {
                    let event = self.own.get(item.event).copied().unwrap_or(usize::MAX);
                    let item = EventItem { event, ..*item };
                    paint_event(ctx, &painter, row, (&item, &scale), false);
                }
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
            && let Some(event) = nearest(&scene, at - origin)
            && let Some(position) = self.own.get(event)
            && let Some(event) = ctx.document().event(*position)
        {
            out.push(ctx::select(Item::Event(event.id.clone())));
        }
    }

    /// One lane of low rows without labels.
    fn scene(&mut self, ctx: ViewCtx<'_>, scale: &Scale) -> Scene {
        self.layouts.layout(&LayoutInput {
            columns: &self.columns,
            lanes: &self.lanes,
            shown: &self.shown,
            marks: &OwnMarks {
                ctx,
                own: &self.own,
            },
            scale: *scale,
            metrics: Metrics {
                row_height: 14.0,
                lane_padding: 2.0,
                min_rows: 1,
                max_rows: 6,
                large_rows: 6,
                unknown_points: 24.0,
                item_gap: 3.0,
                ..Metrics::default()
            },
            label_width: &|_| 0.0,
            versions: Versions {
                lanes: self.version,
                shown: self.version,
            },
            chosen: &[],
            window_height: None,
        })
    }
}

/// What narrows everything to the events of a page.
fn only(page: &Item) -> Option<FilterCommand> {
    match page {
        Item::Entity(id) => Some(FilterCommand::OnlyEntity(id.clone())),
        Item::Source(id) | Item::Paragraph(id, _) => Some(FilterCommand::OnlySource(id.clone())),
        _ => None,
    }
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
