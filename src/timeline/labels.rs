//! Where each label stands in the view: to the right of its mark where that fits, else to the left,
//! else inside a long bar, kept in sight. A label that would go nowhere makes its event change rows;
//! only then is it shortened, or left out. Knows rows and extents, not days.

use super::scene::{EventItem, Label, LabelSide, Metrics};

/// The view that labels must stay in, and the lane's gaps.
pub(super) struct Placer<'a> {
    pub(super) metrics: &'a Metrics,
    pub(super) width_points: f64,
    /// Rows that an event may move to.
    pub(super) n_rows: usize,
}

/// An event in its packed row, whose label is to be placed.
pub(super) struct Unplaced {
    pub(super) item: EventItem,
    pub(super) has_label_room: bool,
}

impl Placer<'_> {
    /// Places the labels of one lane's events; `taken` says what else is in which row.
    pub(super) fn place(
        &self,
        unplaced: Vec<Unplaced>,
        taken: &[(usize, f64, f64)],
    ) -> Vec<EventItem> {
        let mut rows = Rows(vec![Vec::new(); self.n_rows]);
        for (row, x0, x1) in taken {
            rows.take(*row, *x0, *x1);
        }
        let mut waiting = Vec::new();
        let mut placed = Vec::with_capacity(unplaced.len());
        // What stays where it was packed comes first: it has the older right.
        for Unplaced {
            mut item,
            has_label_room,
        } in unplaced
        {
            let right_x = item.x1 + self.metrics.label_gap;
            let fits = right_x + item.label.width <= self.width_points;
            if item.label.width <= 0.0 || !has_label_room {
                item.label.side = LabelSide::None;
            } else if fits {
                item.label.side = LabelSide::Right;
                item.label.x = right_x;
            }
            let (x0, x1) = item.extent_with_label();
            rows.take(item.row, x0, x1);
            if item.label.width > 0.0 && has_label_room && !fits {
                waiting.push(placed.len());
            }
            placed.push(item);
        }
        for position in waiting {
            if let Some(item) = placed.get_mut(position) {
                self.place_elsewhere(item, &mut rows);
            }
        }
        placed
    }

    fn place_elsewhere(&self, item: &mut EventItem, rows: &mut Rows) {
        let gap = self.metrics.label_gap;
        let left_x = item.x0 - gap - item.label.width;
        let has_left = left_x >= 0.0;
        let apart = self.metrics.item_gap;
        if has_left && rows.is_free(item.row, left_x - apart, item.x0, Some((item.x0, item.x1))) {
            item.label.side = LabelSide::Left;
            item.label.x = left_x;
            rows.take(item.row, left_x, item.x0);
            return;
        }
        let (visible_x0, visible_x1) = (item.x0.max(0.0), item.x1.min(self.width_points));
        if visible_x1 - visible_x0 >= item.label.width + 2.0 * gap {
            item.label.side = LabelSide::Inside;
            item.label.x = visible_x0 + gap;
            return;
        }
        let free_row = (0..self.n_rows)
            .find(|row| has_left && rows.is_free(*row, left_x - apart, item.x1 + apart, None));
        if let Some(row) = free_row {
            rows.give_back(item.row, item.x0, item.x1);
            rows.take(row, left_x, item.x1);
            item.row = row;
            item.label.side = LabelSide::Left;
            item.label.x = left_x;
            return;
        }
        self.shorten(item, rows);
    }

    /// What is left of the view to the right of the mark, if it is enough for a word.
    fn shorten(&self, item: &mut EventItem, rows: &mut Rows) {
        let x = item.x1 + self.metrics.label_gap;
        let apart = self.metrics.item_gap;
        let room = self.width_points - apart - x;
        let is_free = rows.is_free(
            item.row,
            item.x1,
            self.width_points + apart,
            Some((item.x0, item.x1)),
        );
        if room >= self.metrics.min_label_width && is_free {
            item.label = Label {
                x,
                width: room,
                side: LabelSide::Right,
            };
            rows.take(item.row, item.x1, self.width_points);
        }
    }
}

/// What is taken in each row, in no order.
struct Rows(Vec<Vec<(f64, f64)>>);

impl Rows {
    fn take(&mut self, row: usize, x0: f64, x1: f64) {
        if let Some(row) = self.0.get_mut(row) {
            row.push((x0, x1));
        }
    }

    fn give_back(&mut self, row: usize, x0: f64, x1: f64) {
        if let Some(row) = self.0.get_mut(row) {
            row.retain(|taken| *taken != (x0, x1));
        }
    }

    /// Whether nothing but `own` reaches into the open range.
    fn is_free(&self, row: usize, x0: f64, x1: f64, own: Option<(f64, f64)>) -> bool {
        self.0.get(row).is_some_and(|taken| {
            taken
                .iter()
                .all(|range| Some(*range) == own || range.1 <= x0 || x1 <= range.0)
        })
    }
}
