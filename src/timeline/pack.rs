//! Which row of its lane each placement stands in. Decided for the whole lane from days and label widths,
//! at one of a few zoom steps, and never from what is in view: so panning moves nothing to another
//! row, and zooming does so only from step to step.

use std::sync::Arc;

use super::mark::Mark;
use super::placement::{Placement, distinct_events};
use super::scale::{end_of, start_of};
use super::scene::Metrics;
use crate::model::Limit;

/// Zoom steps to a doubling. Between two steps everything keeps its row.
const STEPS_PER_DOUBLING: f64 = 4.0;

/// What is to be packed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packable {
    pub(super) placement: Placement,
    pub(super) label_width: f64,
}

#[derive(Debug, Default)]
pub(super) struct Packing {
    pub(super) singles: Vec<Single>,
    pub(super) clusters: Vec<PackedCluster>,
    /// Rows in which labels have room; an overflow row comes below them.
    pub(super) full_rows: usize,
    pub(super) has_overflow_row: bool,
}

/// One with a row. `item` is its position among those packed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Single {
    pub(super) item: usize,
    pub(super) row: usize,
    /// Whether the row is kept free for a label to the right of the mark.
    pub(super) has_label_room: bool,
}

/// What no row had room for, in the overflow row, one cell of it for each cluster.
#[derive(Debug)]
pub(super) struct PackedCluster {
    pub(super) placements: Arc<[Placement]>,
    /// The events among them, each once, in the same order.
    pub(super) events: Arc<[usize]>,
    pub(super) start_day: f64,
    pub(super) end_day: f64,
}

/// The zoom that rows are decided at: the next step below. What is apart there is further apart at the
/// real zoom, since marks and gaps between them only grow with it.
pub(super) fn packing_zoom(points_per_day: f64) -> f64 {
    ((points_per_day.log2() * STEPS_PER_DOUBLING).floor() / STEPS_PER_DOUBLING).exp2()
}

/// A mark's extent in points, widened about its middle to be seen and hit.
pub(super) fn widened((x0, x1): (f64, f64), min_width: f64) -> (f64, f64) {
    let missing = min_width - (x1 - x0);
    if missing > 0.0 {
        (x0 - missing / 2.0, x1 + missing / 2.0)
    } else {
        (x0, x1)
    }
}

/// Where a mark begins and ends. Towards a limit that nobody names it reaches a fixed way, since
/// nothing is said of how far; towards an open one, for ever.
pub(super) fn extent_points(
    mark: &Mark,
    x_from_day: impl Fn(f64) -> f64,
    unknown_points: f64,
) -> (f64, f64) {
    let (start, end) = mark.extent_days();
    let (from, to) = mark.limits();
    let x0 = match from {
        Limit::Unknown => x_from_day(start_of(mark.known_first())) - unknown_points,
        Limit::Known | Limit::Open => x_from_day(start),
    };
    let x1 = match to {
        Limit::Unknown => x_from_day(end_of(mark.known_last())) + unknown_points,
        Limit::Known | Limit::Open => x_from_day(end),
    };
    (x0, x1)
}

/// Puts every item into a row or a cluster; `max_rows` counts the overflow row.
pub(super) fn pack(
    items: &[Packable],
    points_per_day: f64,
    metrics: &Metrics,
    max_rows: usize,
) -> Packing {
    let zoom = packing_zoom(points_per_day);
    let mut extents: Vec<ItemExtent> = items
        .iter()
        .enumerate()
        .map(|(item, packable)| {
            let (x0, x1) = packed_extent(&packable.placement.mark, zoom, metrics);
            ItemExtent { item, x0, x1 }
        })
        .collect();
    // Stable: what begins at one place stays in the lane's order.
    extents.sort_by(|a, b| a.x0.total_cmp(&b.x0));

    let packer = Packer {
        items,
        metrics,
        zoom,
    };
    let (singles, overflow, full_rows) = packer.rows(&extents, max_rows.max(1));
    if overflow.is_empty() {
        return Packing {
            singles,
            clusters: Vec::new(),
            full_rows,
            has_overflow_row: false,
        };
    }
    let (mut singles, overflow, full_rows) = packer.rows(&extents, max_rows.max(1) - 1);
    let clusters = packer.overflow_row(overflow, full_rows, &mut singles);
    Packing {
        singles,
        clusters,
        full_rows,
        has_overflow_row: true,
    }
}

/// Where a mark begins and ends at the zoom that rows are decided at, in points from the day 0.
pub(super) fn packed_extent(mark: &Mark, zoom: f64, metrics: &Metrics) -> (f64, f64) {
    let extent = extent_points(mark, |day| day * zoom, metrics.unknown_points);
    widened(extent, metrics.min_mark_width)
}

/// Makes clusters, in the row `row`, of the items at these positions, which have no row; what is alone there
/// joins `singles`.
pub(super) fn clustered(
    items: &[Packable],
    without_row: &[usize],
    zoom: f64,
    metrics: &Metrics,
    (row, singles): (usize, &mut Vec<Single>),
) -> Vec<PackedCluster> {
    let extents = without_row.iter().filter_map(|item| {
        let (x0, x1) = packed_extent(&items.get(*item)?.placement.mark, zoom, metrics);
        Some(ItemExtent {
            item: *item,
            x0,
            x1,
        })
    });
    let packer = Packer {
        items,
        metrics,
        zoom,
    };
    packer.overflow_row(extents.collect(), row, singles)
}

#[derive(Clone, Copy)]
struct ItemExtent {
    item: usize,
    x0: f64,
    x1: f64,
}

struct Packer<'a> {
    items: &'a [Packable],
    metrics: &'a Metrics,
    zoom: f64,
}

impl Packer<'_> {
    /// Each into the first row that is free from its start on, in the order given; the others back.
    /// Also the number of rows in use.
    fn rows(
        &self,
        extents: &[ItemExtent],
        max_rows: usize,
    ) -> (Vec<Single>, Vec<ItemExtent>, usize) {
        let mut singles = Vec::with_capacity(extents.len());
        let mut overflow = Vec::new();
        let mut rows = FreeRows::new(max_rows);
        for extent in extents {
            let label_width = self
                .items
                .get(extent.item)
                .map_or(0.0, |item| item.label_width);
            let label_end = if label_width > 0.0 {
                extent.x1 + self.metrics.label_gap + label_width
            } else {
                extent.x1
            };
            let next_free = label_end + self.metrics.item_gap;
            let Some(row) = rows.take(extent.x0, next_free) else {
                overflow.push(*extent);
                continue;
            };
            singles.push(Single {
                item: extent.item,
                row,
                has_label_room: true,
            });
        }
        (singles, overflow, rows.used)
    }

    /// Cuts the overflow row into cells and makes a cluster of what starts in each. What
    /// is alone in its cell and reaches into no other in use is drawn as itself.
    fn overflow_row(
        &self,
        overflow: Vec<ItemExtent>,
        row: usize,
        singles: &mut Vec<Single>,
    ) -> Vec<PackedCluster> {
        let cells = self.cells(overflow);
        let mut clusters = Vec::new();
        let mut free_from = f64::NEG_INFINITY;
        for (position, cell) in cells.iter().enumerate() {
            let next_x = cells
                .get(position + 1)
                .map_or(f64::INFINITY, |next| next.start_x);
            if let [only] = *cell.extents
                && free_from <= only.x0
                && only.x1 + self.metrics.item_gap <= next_x
            {
                free_from = only.x1 + self.metrics.item_gap;
                singles.push(Single {
                    item: only.item,
                    row,
                    has_label_room: false,
                });
                continue;
            }
            free_from = cell.start_x + self.metrics.cluster_width;
            let items = cell.extents.iter();
            let placements: Vec<Placement> = items
                .filter_map(|extent| Some(self.items.get(extent.item)?.placement))
                .collect();
            clusters.push(PackedCluster {
                events: distinct_events(placements.iter()).into(),
                placements: placements.into(),
                start_day: cell.start_x / self.zoom,
                end_day: (free_from - self.metrics.item_gap) / self.zoom,
            });
        }
        clusters
    }

    /// The cells of the overflow row that are in use, ascending.
    fn cells(&self, overflow: Vec<ItemExtent>) -> Vec<Cell> {
        let width = self.metrics.cluster_width;
        let mut starts: Vec<(f64, ItemExtent)> = overflow
            .into_iter()
            .map(|extent| {
                // Not the extent's own start, which can be infinite.
                let day = self
                    .items
                    .get(extent.item)
                    .map_or(0.0, |item| start_of(item.placement.mark.known_first()));
                ((day * self.zoom / width).floor() * width, extent)
            })
            .collect();
        starts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut cells: Vec<Cell> = Vec::new();
        for (start_x, extent) in starts {
            match cells.last_mut() {
                Some(cell) if cell.start_x >= start_x => cell.extents.push(extent),
                _ => cells.push(Cell {
                    start_x,
                    extents: vec![extent],
                }),
            }
        }
        cells
    }
}

/// From where on each of some rows is free: a tree of minima, so that the first free row is found in as many
/// steps as the number of rows has digits.
struct FreeRows {
    /// A heap: the children of `n` are `2 n` and `2 n + 1`, and the leaves come last.
    least: Vec<f64>,
    n_leaves: usize,
    used: usize,
}

impl FreeRows {
    fn new(n_rows: usize) -> Self {
        let n_leaves = n_rows.next_power_of_two();
        let mut rows = Self {
            least: vec![f64::INFINITY; 2 * n_leaves],
            n_leaves,
            used: 0,
        };
        for row in 0..n_rows {
            rows.set(row, f64::NEG_INFINITY);
        }
        rows
    }

    fn least(&self, node: usize) -> f64 {
        self.least.get(node).copied().unwrap_or(f64::INFINITY)
    }

    fn set(&mut self, row: usize, free_from: f64) {
        let mut node = self.n_leaves + row;
        if let Some(leaf) = self.least.get_mut(node) {
            *leaf = free_from;
        }
        while node > 1 {
            node /= 2;
            let least = self.least(2 * node).min(self.least(2 * node + 1));
            if let Some(inner) = self.least.get_mut(node) {
                *inner = least;
            }
        }
    }

    /// The first row that is free at `x`; it is taken until `until`.
    fn take(&mut self, x: f64, until: f64) -> Option<usize> {
        if self.least(1) > x {
            return None;
        }
        let mut node = 1;
        while node < self.n_leaves {
            node *= 2;
            if self.least(node) > x {
                node += 1;
            }
        }
        let row = node - self.n_leaves;
        self.set(row, until);
        self.used = self.used.max(row + 1);
        Some(row)
    }
}

/// A part of the overflow row as wide as a cluster.
struct Cell {
    start_x: f64,
    extents: Vec<ItemExtent>,
}
