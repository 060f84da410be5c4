//! Events and clusters in the lanes: each a node that pointer, keyboard and screen reader can reach,
//! painted as it stands.

use egui::{CursorIcon, Popup, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::super::ctx::{self, ViewCtx};
use super::super::{fonts, theme, widgets};
use super::accounts::{account_looks, paint_accounts};
use super::lanes::Canvas;
use super::paint::{self, Look};
use super::support::{SUPPORT_WIDTH, paint_support, support_text};
use super::tip::event_tip_ui;
use super::titles::Words;
use crate::app::{Command, SelectCommand};
use crate::evidence::{printed_phrase, standing, when_phrase};
use crate::model::{Event, Item, Source};
use crate::timeline::{ClusterItem, Detail, EventItem, LabelSide, LaneBy, Scale};

/// Labels are cut here; the inspector and the tip have the whole title.
pub(super) const MAX_LABEL_WIDTH: f32 = 420.0;
pub(super) const ICON_WIDTH: f32 = 18.0;
/// Of a list that opens under something in the timeline.
const MAX_ROWS: usize = 100;
/// What is not about the entity in the inspector.
const UNRELATED_OPACITY: f32 = 0.35;

/// In lanes by kind the lane says the kind; elsewhere each label has its icon.
pub(super) fn shows_icons(lane_by: LaneBy) -> bool {
    lane_by != LaneBy::Kind
}

/// Between the name of a source and the title after it.
pub(super) const SOURCE_GAP: f32 = 7.0;

/// The most of a label that is given to the name, where the title needs the rest.
const MAX_SOURCE_SHARE: f32 = 0.4;
/// Less of a name says nothing.
const MIN_SOURCE_WIDTH: f32 = 48.0;

/// What stands for a source says whose it is, unless the lane does.
pub(super) fn names_source(lane_by: LaneBy) -> bool {
    lane_by != LaneBy::Source
}

pub(super) fn event_ui(
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
    let id = ui.make_persistent_id(("event", item.lane, item.event, item.source));
    let response = ui.interact(whole.intersect(canvas.visible), id, Sense::click());
    let is_selected = ctx.session.selection.contains(&event.id);
    let mut painter = painter.clone();
    if !is_selected && !is_related(ctx, item.event) {
        painter.multiply_opacity(UNRELATED_OPACITY);
    }
    let is_pointed_at = response.hovered() || response.has_focus();
    paint_event(ctx, &painter, row, (item, canvas.scale()), is_pointed_at);
    if let Some(label) = label {
        let mut at = label.left_center();
        let lane = canvas.scene.lanes.get(item.lane);
        let is_on_counts = lane.is_some_and(|lane| lane.detail == Detail::Density);
        if item.label.side == LabelSide::Inside || is_on_counts {
            // On a bar: the words need a ground of their own.
            let ground = label.expand2(vec2(3.0, -1.0));
            painter.rect_filled(ground, 3.0, theme::faded(ctx.theme.canvas, 0.85));
        }
        if shows_icons(ctx.session.lane_by) {
            let (colour, glyph) = widgets::kind_look(ctx.theme, ctx.kind_of(item.event));
            painter.text(
                at + vec2(7.0, 0.0),
                egui::Align2::CENTER_CENTER,
                glyph,
                fonts::regular(14.0),
                colour,
            );
            at.x += ICON_WIDTH;
        }
        if let Some(source) = source_of(ctx, item).filter(|_| names_source(ctx.session.lane_by)) {
            let room = label.right() - at.x;
            let own = (source, item.source.unwrap_or_default());
            if let Some(galley) = source_galley(ctx, ui, canvas, own, &event.title, room) {
                let width = galley.size().x;
                let top = at - vec2(0.0, galley.size().y / 2.0);
                painter.galley(top, galley, ctx.theme.weak);
                at.x += width + SOURCE_GAP;
            }
        }
        let support = support_of(ctx, item.event);
        let support_width = support.as_ref().map_or(0.0, |_| SUPPORT_WIDTH);
        let width = label.right() - at.x - support_width;
        let (words, look) = (Words::Title(item.event), (width, ctx.theme.text));
        if let Some(galley) = canvas.labels.galley(ui, words, &event.title, look) {
            let end = at.x + galley.size().x;
            painter.galley(
                at - vec2(0.0, galley.size().y / 2.0),
                galley,
                ctx.theme.text,
            );
            if let Some(text) = support {
                paint_support(&painter, ctx.theme, (end, at.y), &text);
            }
        }
    }
    describe(ctx, event, item, &response);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        out.push(click(ui, event));
    }
    // A tip would stay above a dialog and hide its buttons.
    if ctx.session.dialog.is_none() {
        response.on_hover_ui(|ui| event_tip_ui(ctx, ui, (item.event, event), source_of(ctx, item)));
    }
}

/// What the box behind the title says.
pub(super) fn support_of(ctx: ViewCtx<'_>, position: usize) -> Option<String> {
    let origins = &ctx.document().evidence.origins;
    support_text(origins.counts_of_event(position))
}

/// The name of the source before a title. A long one leaves the title room to be known by; one of which
/// too little would be left is left out.
fn source_galley(
    ctx: ViewCtx<'_>,
    ui: &Ui,
    canvas: Canvas<'_>,
    (source, position): (&Source, usize),
    title: &str,
    room: f32,
) -> Option<std::sync::Arc<egui::Galley>> {
    let name = ctx.short_name(source);
    let title_width = canvas.letters.width(title);
    let name_room = room - SOURCE_GAP - title_width.min(room * (1.0 - MAX_SOURCE_SHARE));
    let is_legible = name_room >= canvas.letters.width(&name).min(MIN_SOURCE_WIDTH);
    let look = (name_room, ctx.theme.weak);
    is_legible.then(|| {
        canvas
            .labels
            .galley(ui, Words::Source(position), &name, look)
    })?
}

/// An event's mark alone, without label or node.
pub(in crate::ui) fn paint_event(
    ctx: ViewCtx<'_>,
    painter: &egui::Painter,
    row: Rect,
    (item, scale): (&EventItem, &Scale),
    is_hovered: bool,
) {
    let Some(event) = ctx.document().event(item.event) else {
        return;
    };
    let look = Look {
        theme: ctx.theme,
        colour: widgets::kind_look(ctx.theme, ctx.kind_of(item.event)).0,
        standing: standing(event),
        is_selected: ctx.session.selection.contains(&event.id),
        is_hovered,
    };
    // Where it was printed is not in dispute.
    let accounts = if item.source.is_none() {
        account_looks(ctx, item.event, event)
    } else {
        Vec::new()
    };
    if accounts.is_empty() {
        paint::mark(painter, row, item, look);
    } else {
        paint_accounts(painter, row, (item, scale), look, &accounts);
    }
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
fn describe(ctx: ViewCtx<'_>, event: &Event, item: &EventItem, response: &Response) {
    response.widget_info(|| {
        let when = match source_of(ctx, item) {
            Some(source) => {
                let printed = printed_phrase(source.published.as_ref());
                format!("reported by {} {printed}", ctx.short_name(source))
            }
            None => when_phrase(ctx.document().when(item.event)),
        };
        let evidence = &ctx.document().evidence;
        let mut name = format!("{}, {when}, {}", event.title, standing(event).label());
        if evidence.origins.counts_of_event(item.event).cited > 0 {
            let support = evidence.origins.of_event(item.event);
            name = format!("{name}, {}", support.phrase(ctx.shown()));
        }
        if !evidence.conflicts.of(item.event).is_empty() {
            name += ", accounts disagree";
        }
        WidgetInfo::labeled(egui::Role::Button, true, name)
    });
}

/// The source that a mark stands for.
fn source_of<'a>(ctx: ViewCtx<'a>, item: &EventItem) -> Option<&'a Source> {
    let source = ctx.shown().sources().get(item.source?)?;
    Some(source)
}

/// While an entity's page is open, its events stand out.
fn is_related(ctx: ViewCtx<'_>, event: usize) -> bool {
    match &ctx.session.selection.focus {
        Some(Item::Entity(id)) => ctx.shown().entity_position(id).is_none_or(|entity| {
            ctx.document()
                .evidence
                .links
                .entities_of(event)
                .iter()
                .any(|other| *other as usize == entity)
        }),
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

/// The first of some events, and how many more there are: a list that is longer is no list.
pub(super) fn event_rows_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (events, count): (impl Iterator<Item = usize>, usize),
    out: &mut Vec<Command>,
) {
    for position in events.take(MAX_ROWS) {
        let Some(event) = ctx.document().event(position) else {
            continue;
        };
        if widgets::event_row(ctx, ui, position, event).clicked() {
            out.push(ctx::select(Item::Event(event.id.clone())));
            ui.close();
        }
    }
    if count > MAX_ROWS {
        let more = widgets::counted(count - MAX_ROWS, "more event", "more events");
        widgets::weak(
            ui,
            format!("and {more}; all are in the list beside the timeline"),
        );
    }
}

/// Events too many for their lane's rows: their number, and on a click their list.
pub(super) fn cluster_ui(
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
    let id = ui.make_persistent_id((
        "cluster",
        cluster.lane,
        cluster.events.first(),
        cluster.x0.to_bits(),
    ));
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
    let text = format!("+{}", widgets::number(cluster.events.len()));
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
                let events = cluster.events.iter().copied();
                event_rows_ui(ctx, ui, (events, cluster.events.len()), out);
            });
    });
}
