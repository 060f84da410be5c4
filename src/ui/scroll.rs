//! Scrolling through more than an `f32` can count: places are `f64`, rows are found by their numbers, and only
//! those in the window are made. The first of a million rows and the last are exactly where they belong.

use egui::{Key, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::theme::Theme;

/// The width that a bar takes.
pub(super) const BAR_WIDTH: f32 = 12.0;
const MIN_HANDLE: f64 = 24.0;
/// What a press of an arrow key moves by.
const STEP_POINTS: f64 = 40.0;

/// What is scrolled, in points: how high it is, how high the window, and where that begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scrolled {
    pub content: f64,
    pub window: f64,
    pub top: f64,
}

impl Scrolled {
    fn most(&self) -> f64 {
        (self.content - self.window).max(0.0)
    }

    /// Where the handle begins and how long it is, on a bar of this length.
    fn handle(&self, bar: f64) -> (f64, f64) {
        let length = (bar * self.window / self.content.max(1.0)).clamp(MIN_HANDLE.min(bar), bar);
        let share = if self.most() > 0.0 {
            self.top / self.most()
        } else {
            0.0
        };
        ((bar - length) * share.clamp(0.0, 1.0), length)
    }
}

/// How far the wheel asks to go on, if the pointer is over `rect`; the keys that zoom and pan along time apart.
pub(super) fn wheel_points(ui: &Ui, rect: Rect) -> f64 {
    let (delta, modifiers) = ui.input(|input| (input.smooth_scroll_delta().y, input.modifiers));
    let is_free = !modifiers.command && !modifiers.shift;
    if delta == 0.0 || !is_free || !ui.rect_contains_pointer(rect) {
        return 0.0;
    }
    -f64::from(delta)
}

/// A bar at the right edge of `rect`, called `name`. Where the window is to begin, if somebody drags or uses
/// its keys; `None` also if everything is in the window.
#[expect(clippy::cast_possible_truncation, reason = "points of a bar")]
pub(super) fn scroll_bar_ui(ui: &Ui, rect: Rect, name: &str, at: Scrolled) -> Option<f64> {
    if at.most() <= 0.0 || rect.height() < 1.0 {
        return None;
    }
    let bar = rect.with_min_x(rect.right() - BAR_WIDTH);
    let response = ui.interact(
        bar,
        ui.make_persistent_id(("scroll", name)),
        Sense::click_and_drag(),
    );
    response.widget_info(|| WidgetInfo::labeled(egui::Role::ScrollBar, true, name));
    let length = f64::from(bar.height());
    let (start, handle) = at.handle(length);
    let is_strong = response.hovered() || response.dragged() || response.has_focus();
    let theme = Theme::of(ui);
    let colour = super::theme::faded(theme.weak, if is_strong { 0.8 } else { 0.35 });
    let width = if is_strong { 8.0 } else { 5.0 };
    let centre = pos2(bar.center().x, bar.top() + (start + handle / 2.0) as f32);
    let shape = Rect::from_center_size(centre, vec2(width, handle as f32));
    ui.painter().rect_filled(shape, width / 2.0, colour);
    super::widgets::focus_ring(ui, &response);
    let asked =
        dragged_to(&response, bar, at, (start, handle)).or_else(|| keyed_to(ui, &response, at));
    let asked = asked?.clamp(0.0, at.most());
    #[expect(
        clippy::float_cmp,
        reason = "a place that was not changed is the same number"
    )]
    let has_moved = asked != at.top;
    if has_moved {
        ui.ctx().request_repaint();
    }
    has_moved.then_some(asked)
}

/// The handle goes with the pointer; beside it, a press brings its middle there.
fn dragged_to(
    response: &egui::Response,
    bar: Rect,
    at: Scrolled,
    (start, handle): (f64, f64),
) -> Option<f64> {
    let pointer = response.interact_pointer_pos()?;
    let room = (f64::from(bar.height()) - handle).max(1.0);
    let y = f64::from(pointer.y - bar.top());
    if response.dragged() {
        return Some(at.top + f64::from(response.drag_delta().y) / room * at.most());
    }
    let is_beside = y < start || y > start + handle;
    (response.clicked() && is_beside).then(|| (y - handle / 2.0) / room * at.most())
}

fn keyed_to(ui: &Ui, response: &egui::Response, at: Scrolled) -> Option<f64> {
    if !response.has_focus() {
        return None;
    }
    let page = (at.window - STEP_POINTS).max(STEP_POINTS);
    let keys = [
        (Key::ArrowDown, at.top + STEP_POINTS),
        (Key::ArrowUp, at.top - STEP_POINTS),
        (Key::PageDown, at.top + page),
        (Key::PageUp, at.top - page),
        (Key::Home, 0.0),
        (Key::End, at.most()),
    ];
    let pressed = |(key, _): &(Key, f64)| {
        ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, *key))
    };
    keys.into_iter().find(pressed).map(|(_, top)| top)
}

/// A list of rows of one height: its own state.
#[derive(Debug, Default)]
pub(super) struct RowList {
    top: f64,
    /// A row that is to be brought into the window.
    asked: Option<usize>,
}

impl RowList {
    /// Brings a row into the window, moving as little as is needed.
    pub(super) fn reveal(&mut self, row: usize) {
        self.asked = Some(row);
    }

    /// Fills what is left of `ui`; `add_row` makes the row of a number in the space that it is given.
    pub(super) fn rows_ui(
        &mut self,
        ui: &mut Ui,
        (name, n_rows, row_height): (&str, usize, f32),
        mut add_row: impl FnMut(&mut Ui, usize),
    ) {
        let rect = ui.available_rect_before_wrap();
        let height = f64::from(row_height);
        let mut at = Scrolled {
            content: rows_f64(n_rows) * height,
            window: f64::from(rect.height()),
            top: self.top,
        };
        let wheel = wheel_points(ui, rect);
        at.top += wheel;
        if let Some(row) = self.asked.take() {
            let y = rows_f64(row) * height;
            at.top = at.top.min(y).max(y + height - at.window);
        }
        at.top = at.top.clamp(0.0, at.most());
        let first = index((at.top / height).floor());
        let last = index(((at.top + at.window) / height).ceil()).min(n_rows);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
        child.set_clip_rect(rect.intersect(ui.clip_rect()));
        for row in first..last {
            #[expect(clippy::cast_possible_truncation, reason = "a place in the window")]
            let top = rect.top() + (rows_f64(row) * height - at.top) as f32;
            let place = Rect::from_min_size(
                pos2(rect.left(), top),
                vec2(rect.width() - BAR_WIDTH, row_height),
            );
            let mut row_ui = child.new_child(UiBuilder::new().max_rect(place).id_salt((name, row)));
            add_row(&mut row_ui, row);
        }
        let asked = scroll_bar_ui(&child, rect, &format!("Scroll {name}"), at);
        self.top = asked.unwrap_or(at.top);
        ui.allocate_rect(rect, Sense::hover());
    }
}

/// Exact for as many rows as there can be.
fn rows_f64(rows: usize) -> f64 {
    u32::try_from(rows).map_or(f64::from(u32::MAX), f64::from)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of rows that is not negative; cut off where there are no more"
)]
fn index(rows: f64) -> usize {
    rows.max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(content: f64, window: f64, top: f64) -> Scrolled {
        Scrolled {
            content,
            window,
            top,
        }
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "small whole numbers are exact")]
    fn the_handle_stands_for_the_window() {
        assert_eq!(at(1000.0, 100.0, 0.0).handle(500.0), (0.0, 50.0));
        assert_eq!(at(1000.0, 100.0, 900.0).handle(500.0), (450.0, 50.0));
        assert_eq!(at(1e9, 100.0, 0.0).handle(500.0).1, MIN_HANDLE);
        assert_eq!(at(50.0, 100.0, 0.0).handle(500.0), (0.0, 500.0));
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "whole numbers are exact")]
    fn the_last_of_a_hundred_million_rows_is_exactly_at_the_end() {
        let (rows, height) = (100_000_000_usize, 38.0_f64);
        let content = rows_f64(rows) * height;
        let top = content - 500.0;
        let last = rows_f64(rows - 1) * height - top;
        assert_eq!(last, 462.0);
        assert_eq!(index((top / height).floor()), rows - 14);
    }
}
