//! The head of a lane: its colour, its name, how many events it has, and how many of them are out of
//! view on either side.

use egui::{Align2, CursorIcon, Pos2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::ctx::{self, ViewCtx};
use super::super::icons::glyphs;
use super::super::widgets::number;
use super::super::{fonts, theme, widgets};
use crate::app::Command;
use crate::model::Item;
use crate::timeline::{LaneKey, LaneScene};

/// `top_left` is where the head begins, `visible` the part of the lanes in the window.
pub(super) fn lane_header_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    lane: &LaneScene,
    top_left: Pos2,
    visible: Rect,
    out: &mut Vec<Command>,
) {
    #[expect(clippy::cast_possible_truncation, reason = "a lane's height in points")]
    let size = vec2(theme::LANE_LABEL_WIDTH, lane.height as f32);
    let rect = Rect::from_min_size(top_left, size);
    if !rect.intersects(visible) {
        return;
    }
    let item = page_of(&lane.key);
    let id = ui.make_persistent_id(("lane", &lane.key));
    let sense = if item.is_some() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui.interact(rect.intersect(visible), id, sense);
    let tip = description(lane);
    response
        .widget_info(|| WidgetInfo::labeled(egui::Role::RowHeader, true, format!("Lane {tip}")));
    paint(ctx, ui, lane, rect, visible, &response);
    let Some(item) = item else {
        response.on_hover_text(tip);
        return;
    };
    if response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(tip)
        .clicked()
    {
        out.push(ctx::select(item));
    }
}

fn page_of(key: &LaneKey) -> Option<Item> {
    match key {
        LaneKey::Entity(id) | LaneKey::Place(id) => Some(Item::Entity(id.clone())),
        LaneKey::Source(id) => Some(Item::Source(id.clone())),
        LaneKey::Kind(_) | LaneKey::None => None,
    }
}

fn description(lane: &LaneScene) -> String {
    let count = widgets::counted(lane.count, "event", "events");
    let out_of_view = [
        (lane.before, "earlier than shown"),
        (lane.after, "later than shown"),
    ];
    let out_of_view = out_of_view.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = out_of_view
        .map(|(count, where_)| format!("{} {where_}", number(*count)))
        .collect();
    [vec![lane.label.clone(), count], parts].concat().join(", ")
}

fn paint(
    ctx: ViewCtx<'_>,
    ui: &Ui,
    lane: &LaneScene,
    rect: Rect,
    visible: Rect,
    response: &egui::Response,
) {
    let theme = ctx.theme;
    let painter = ui.painter_at(rect.intersect(visible));
    painter.rect_filled(
        rect,
        0.0,
        if response.sense.senses_click() && response.hovered() {
            theme.fill
        } else {
            theme.canvas
        },
    );
    painter.hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, theme.line),
    );
    let (colour, glyph) = match &lane.key {
        LaneKey::Kind(id) => widgets::kind_look(theme, ctx.shown().kind(id).map(AsRef::as_ref)),
        LaneKey::Entity(id) | LaneKey::Place(id) => {
            let kind = ctx.shown().entity(id).map(|entity| entity.kind);
            (
                theme.weak,
                kind.map_or(glyphs::PLACE, widgets::entity_glyph),
            )
        }
        LaneKey::Source(_) => (theme.weak, glyphs::SOURCE),
        LaneKey::None => (theme.weak, glyphs::QUESTION),
    };
    painter.rect_filled(
        Rect::from_min_size(rect.min, vec2(3.0, rect.height())),
        0.0,
        colour,
    );
    widgets::focus_ring(ui, response);
    let middle = rect.top() + (rect.height() / 2.0).min(24.0);
    let is_tall = rect.height() >= 2.0 * theme::ROW_HEIGHT;
    let name_y = if is_tall { middle - 7.0 } else { middle };
    painter.text(
        pos2(rect.left() + 16.0, name_y),
        Align2::CENTER_CENTER,
        glyph,
        fonts::regular(15.0),
        colour,
    );
    let counts = counts_text(lane);
    let font = fonts::regular(11.0);
    let counts_left = if is_tall {
        painter.text(
            pos2(rect.left() + 29.0, middle + 9.0),
            Align2::LEFT_CENTER,
            counts,
            font,
            theme.weak,
        );
        rect.right()
    } else {
        let drawn = painter.text(
            pos2(rect.right() - 6.0, name_y),
            Align2::RIGHT_CENTER,
            counts,
            font,
            theme.weak,
        );
        drawn.left()
    };
    let width = counts_left - rect.left() - 29.0 - 5.0;
    let mut job = egui::text::LayoutJob::simple_singleline(
        lane.label.clone(),
        fonts::regular(12.5),
        theme.text,
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(20.0));
    let galley = painter.layout_job(job);
    let at = pos2(rect.left() + 29.0, name_y - galley.size().y / 2.0);
    painter.galley(at, galley, theme.text);
}

/// "‹3  11  5›": earlier than shown, in all, later than shown.
fn counts_text(lane: &LaneScene) -> String {
    let mut text = number(lane.count);
    if lane.before > 0 {
        text = format!("‹{}  {text}", number(lane.before));
    }
    if lane.after > 0 {
        text = format!("{text}  {}›", number(lane.after));
    }
    text
}
