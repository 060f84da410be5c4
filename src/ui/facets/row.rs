//! One value of a facet as a row: its box ticks, its name opens its page, and its count stands beside it.

use egui::{Align2, CursorIcon, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::ctx::{self, ViewCtx};
use super::super::icons::glyphs;
use super::super::widgets::{self, count_bar, focus_ring, number};
use super::super::{fonts, theme};
use crate::app::{Command, FilterCommand};
use crate::model::Item;

pub(super) const ROW_HEIGHT: f32 = 21.0;
const BAR_WIDTH: f32 = 26.0;
/// For a count of up to three digits, and for each digit or comma more.
const COUNT_WIDTH: f32 = 24.0;
const DIGIT_WIDTH: f32 = 7.0;
const BARS_FROM_WIDTH: f32 = 205.0;

/// One value of a facet, as a row.
pub(super) struct Row<'a> {
    pub name: &'a str,
    pub glyph: char,
    pub colour: egui::Color32,
    pub count: usize,
    pub most: usize,
    pub is_ticked: bool,
    /// What the name opens; `None`: the name ticks, too.
    pub opens: Option<Item>,
}

/// Box, icon, name, bar, count. The box ticks; the name opens, or ticks where there is no page.
pub(super) fn row_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    row: &Row<'_>,
    toggle: FilterCommand,
    out: &mut Vec<Command>,
) {
    let (rect, whole) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::hover());
    let box_rect = Rect::from_min_size(rect.min, vec2(20.0, ROW_HEIGHT));
    let name_rect = Rect::from_min_max(pos2(box_rect.right(), rect.top()), rect.max);
    let salt = (row.name, whole.id);
    let tick = ui.interact(
        box_rect,
        ui.make_persistent_id((salt, "tick")),
        Sense::click(),
    );
    let name = ui.interact(
        name_rect,
        ui.make_persistent_id((salt, "name")),
        Sense::click(),
    );
    tick.widget_info(|| {
        let label = format!("Only {}, {}", row.name, row.count);
        WidgetInfo::selected(egui::Role::CheckBox, true, row.is_ticked, label)
    });
    let name_label = match &row.opens {
        Some(_) => format!("Open {}", row.name),
        None => format!("{}, {}", row.name, row.count),
    };
    name.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name_label));
    if ui.is_rect_visible(rect) {
        paint_row(ctx, ui, row, rect, [&tick, &name]);
    }
    let is_toggled = tick.clicked() || row.opens.is_none() && name.clicked();
    if is_toggled {
        out.push(Command::Filter(toggle));
    } else if name.clicked()
        && let Some(item) = &row.opens
    {
        out.push(ctx::select(item.clone()));
    }
    let tip = format!(
        "{} · {}",
        row.name,
        widgets::counted(row.count, "event", "events")
    );
    name.on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(tip);
    tick.on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(if row.is_ticked {
            "Shown only; click to show the others too"
        } else {
            "Show only this"
        });
}

/// As wide as the longest count of the facet needs.
fn count_width(most: usize) -> f32 {
    let digits = number(most).len().saturating_sub(3);
    COUNT_WIDTH + DIGIT_WIDTH * f32::from(u8::try_from(digits).unwrap_or(u8::MAX))
}

fn paint_row(
    ctx: ViewCtx<'_>,
    ui: &Ui,
    row: &Row<'_>,
    rect: Rect,
    [tick, name]: [&egui::Response; 2],
) {
    let theme = ctx.theme;
    let painter = ui.painter();
    let is_focused = row
        .opens
        .as_ref()
        .is_some_and(|item| ctx.session.selection.focus.as_ref() == Some(item));
    if is_focused {
        painter.rect_filled(rect, 4.0, theme.accent_fill);
    } else if tick.hovered() || name.hovered() {
        painter.rect_filled(rect, 4.0, theme.fill);
    }
    focus_ring(ui, tick);
    focus_ring(ui, name);
    let text = if row.count == 0 {
        theme.weak
    } else {
        theme.text
    };
    let middle = rect.center().y;
    let box_glyph = if row.is_ticked {
        glyphs::CHECK
    } else {
        glyphs::SQUARE
    };
    let box_colour = if row.is_ticked {
        theme.accent
    } else {
        theme::faded(theme.weak, 0.55)
    };
    painter.text(
        pos2(rect.left() + 9.0, middle),
        Align2::CENTER_CENTER,
        box_glyph,
        fonts::regular(12.0),
        box_colour,
    );
    painter.text(
        pos2(rect.left() + 29.0, middle),
        Align2::CENTER_CENTER,
        row.glyph,
        fonts::regular(14.0),
        row.colour,
    );
    let right = rect.right() - 4.0;
    painter.text(
        pos2(right, middle),
        Align2::RIGHT_CENTER,
        number(row.count),
        fonts::regular(12.0),
        theme.weak,
    );
    let mut name_right = right - count_width(row.most.max(row.count));
    // In a narrow panel the name has the room.
    if rect.width() >= BARS_FROM_WIDTH {
        let x = name_right - BAR_WIDTH..=name_right;
        let bar = Rect::from_x_y_ranges(x, rect.y_range());
        count_bar(ui, bar, row.count, row.most, theme::faded(theme.weak, 0.45));
        name_right = bar.left();
    }
    let name_width = name_right - rect.left() - 46.0;
    let font = if row.is_ticked {
        fonts::bold(12.5)
    } else {
        fonts::regular(12.5)
    };
    let mut job = egui::text::LayoutJob::simple_singleline(row.name.to_owned(), font, text);
    job.wrap = egui::text::TextWrapping::truncate_at_width(name_width);
    let galley = painter.layout_job(job);
    painter.galley(
        pos2(rect.left() + 42.0, middle - galley.size().y / 2.0),
        galley,
        text,
    );
}
