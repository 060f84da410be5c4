//! Which row of its lane each placement stands in. Decided for the whole lane from days and label widths,
//! at one of a few zoom steps, and never from what is in view: so panning moves nothing to another
//! row, and zooming does so only from step to step.

use super::mark::Mark;
use super::placement::Placement;
use super::scale::{end_of, start_of};
use super::scene::Metrics;
use crate::model::Limit;

/// Zoom steps to a doubling. Between two steps everything keeps its row.
const STEPS_PER_DOUBLING: f64 = 4.0;

/// What is to be packed.
pub(super) struct Packable {
    pub(super) placement: Placement,
    pub(super) label_width: f64,
}

pub(super) struct Packing {
    pub(super) singles: Vec<Single>,
    pub(super) clusters: Vec<PackedCluster>,
    /// Rows in which labels have room; an overflow row comes below them.
    pub(super) full_rows: usize,
    pub(super) has_overflow_row: bool,
}

/// One with a row. `item` is its position among those packed.
pub(super) struct Single {
    pub(super) item: usize,
    pub(super) row: usize,
    /// Whether the row is kept free for a label to the right of the mark.
    pub(super) has_label_room: bool,
}

/// What no row had room for, in the overflow row, one cell of it for each cluster.
pub(super) struct PackedCluster {
    pub(super) placements: Vec<Placement>,
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
            let extent = extent_points(
                &packable.placement.mark,
                |day| day * zoom,
                metrics.unknown_points,
            );
            let (x0, x1) = widened(extent, metrics.min_mark_width);
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
        let mut free_from: Vec<f64> = Vec::new();
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
            let row = match free_from.iter().position(|free| *free <= extent.x0) {
                Some(row) => row,
                None if free_from.len() < max_rows => {
                    free_from.push(f64::NEG_INFINITY);
                    free_from.len() - 1
                }
                None => {
                    overflow.push(*extent);
                    continue;
                }
            };
            if let Some(free) = free_from.get_mut(row) {
                *free = next_free;
            }
            singles.push(Single {
                item: extent.item,
                row,
                has_label_room: true,
            });
        }
        (singles, overflow, free_from.len())
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
            clusters.push(PackedCluster {
                placements: cell
                    .extents
                    .iter()
                    .filter_map(|extent| Some(self.items.get(extent.item)?.placement))
                    .collect(),
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

/// A part of the overflow row as wide as a cluster.
struct Cell {
    start_x: f64,
    extents: Vec<ItemExtent>,
}
