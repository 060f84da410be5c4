//! From lanes, placements and a scale to a scene: packs each lane, leaves out what is out of view, and places
//! the labels of the rest. Knows nothing of fonts: the width of a label is asked for.

use crate::model::Limit;

use super::labels::{Placer, Unplaced};
use super::lanes::{Lane, LaneKey};
use super::mark::Mark;
use super::pack::{Packable, Packing, extent_points, pack, widened};
use super::placement::{Placement, distinct_events};
use super::scale::{Scale, end_of, start_of};
use super::scene::{
    ClusterItem, EventItem, Extent, Label, LabelSide, LaneScene, Metrics, Scene, SceneItem,
};

/// What a scene is laid out from.
#[derive(Clone, Copy)]
#[expect(
    missing_debug_implementations,
    reason = "holds functions of the caller's"
)]
pub struct LayoutInput<'a> {
    /// All that stands on the axis; lanes name their part by position.
    pub placements: &'a [Placement],
    pub lanes: &'a [Lane],
    pub scale: Scale,
    pub metrics: Metrics,
    /// The width in points of a short label with its badges; 0 for none. Must not change with the
    /// view, or marks would change rows on panning.
    pub label_width: &'a dyn Fn(&Placement) -> f64,
    /// Whether a lane is folded into a single row.
    pub is_collapsed: &'a dyn Fn(&LaneKey) -> bool,
}

/// Lays out all lanes. All that stands in a lane is in one item or out of view on one side.
pub fn layout(input: &LayoutInput<'_>) -> Scene {
    let mut scene = Scene {
        row_height: input.metrics.row_height,
        ..Scene::default()
    };
    for (position, lane) in input.lanes.iter().enumerate() {
        let first_item = scene.items.len();
        let mut lane_scene = lane_layout(input, position, lane, scene.height, &mut scene.items);
        lane_scene.items = first_item..scene.items.len();
        scene.height += lane_scene.height;
        scene.lanes.push(lane_scene);
    }
    scene
}

fn lane_layout(
    input: &LayoutInput<'_>,
    position: usize,
    lane: &Lane,
    y: f64,
    items: &mut Vec<SceneItem>,
) -> LaneScene {
    let Metrics {
        row_height,
        lane_padding,
        min_rows,
        max_rows,
        ..
    } = input.metrics;
    let is_collapsed = (input.is_collapsed)(&lane.key);
    let (min_rows, max_rows) = if is_collapsed {
        (1, 1)
    } else {
        (min_rows.clamp(1, max_rows.max(1)), max_rows.max(1))
    };
    let packables = packables(input, lane);
    let packing = pack(
        &packables,
        input.scale.points_per_day(),
        &input.metrics,
        max_rows,
    );
    let overflow_rows = usize::from(packing.has_overflow_row);
    let n_rows = (packing.full_rows + overflow_rows).max(min_rows);
    let mut lane_scene = LaneScene {
        key: lane.key.clone(),
        label: lane.label.clone(),
        count: lane.events.len(),
        before: 0,
        after: 0,
        y,
        height: 2.0 * lane_padding + row_height * count_f64(n_rows),
        n_rows,
        items: 0..0,
    };
    let mut drawn = visible_items(input, &packables, packing, &mut lane_scene);
    for item in &mut drawn {
        let item_y = y + lane_padding + row_height * count_f64(item.row());
        match item {
            SceneItem::Event(item) => (item.lane, item.y) = (position, item_y),
            SceneItem::Cluster(item) => (item.lane, item.y) = (position, item_y),
        }
    }
    drawn.sort_by(|a, b| {
        let x0 = |item: &SceneItem| item.mark_extent().0;
        a.row().cmp(&b.row()).then(x0(a).total_cmp(&x0(b)))
    });
    items.append(&mut drawn);
    lane_scene
}

fn packables(input: &LayoutInput<'_>, lane: &Lane) -> Vec<Packable> {
    lane.placements
        .iter()
        .filter_map(|position| {
            let placement = *input.placements.get(*position)?;
            let width = (input.label_width)(&placement);
            Some(Packable {
                placement,
                label_width: if width.is_finite() {
                    width.max(0.0)
                } else {
                    0.0
                },
            })
        })
        .collect()
}

/// What of a packed lane is in view, with its labels; the rest is counted.
fn visible_items(
    input: &LayoutInput<'_>,
    packables: &[Packable],
    packing: Packing,
    lane: &mut LaneScene,
) -> Vec<SceneItem> {
    let scale = &input.scale;
    let overflow_row = packing.full_rows;
    let mut items = Vec::new();
    let mut taken = Vec::new();
    let mut out_of_view = OutOfView::default();
    for cluster in packing.clusters {
        let item = ClusterItem {
            lane: 0,
            row: overflow_row,
            x0: scale.x_from_day(cluster.start_day),
            x1: scale.x_from_day(cluster.end_day),
            y: 0.0,
            events: distinct_events(cluster.placements.iter()),
            placements: cluster.placements,
        };
        if out_of_view.takes(scale, (item.x0, item.x1), &item.events) {
            continue;
        }
        taken.push((item.row, item.x0, item.x1));
        items.push(SceneItem::Cluster(item));
    }
    let mut unplaced = Vec::new();
    for single in packing.singles {
        let Some(packable) = packables.get(single.item) else {
            continue;
        };
        let item = event_item(packable, single.row, scale, &input.metrics);
        if out_of_view.takes(scale, (item.x0, item.x1), &[item.event]) {
            continue;
        }
        unplaced.push(Unplaced {
            item,
            has_label_room: single.has_label_room,
        });
    }
    (lane.before, lane.after) = out_of_view.counts();
    let placer = Placer {
        metrics: &input.metrics,
        width_points: scale.width_points(),
        n_rows: if packing.has_overflow_row {
            packing.full_rows
        } else {
            lane.n_rows
        },
    };
    items.extend(
        placer
            .place(unplaced, &taken)
            .into_iter()
            .map(SceneItem::Event),
    );
    items
}

/// The events of a lane that stand on either side of the view, repetitions included.
#[derive(Default)]
struct OutOfView {
    before: Vec<usize>,
    after: Vec<usize>,
}

impl OutOfView {
    /// Whether something is out of view, and if so, keeps it.
    fn takes(&mut self, scale: &Scale, (x0, x1): (f64, f64), events: &[usize]) -> bool {
        if x1 <= 0.0 {
            self.before.extend(events);
        } else if x0 >= scale.width_points() {
            self.after.extend(events);
        } else {
            return false;
        }
        true
    }

    /// How many events there are on each side.
    fn counts(self) -> (usize, usize) {
        let count = |mut events: Vec<usize>| {
            events.sort_unstable();
            events.dedup();
            events.len()
        };
        (count(self.before), count(self.after))
    }
}

fn event_item(packable: &Packable, row: usize, scale: &Scale, metrics: &Metrics) -> EventItem {
    let Placement {
        event,
        source,
        mark,
    } = packable.placement;
    let extent = extent(&mark, scale, metrics.unknown_points);
    let x_from_day = |day| scale.x_from_day(day);
    let in_points = extent_points(&mark, x_from_day, metrics.unknown_points);
    let (x0, x1) = widened(in_points, metrics.min_mark_width);
    EventItem {
        event,
        source,
        lane: 0,
        row,
        x0: if x0.is_finite() { x0 } else { extent.start_x0 },
        x1: if x1.is_finite() { x1 } else { extent.end_x1 },
        y: 0.0,
        mark,
        extent,
        label: Label {
            x: 0.0,
            width: packable.label_width,
            side: LabelSide::None,
        },
    }
}

fn extent(mark: &Mark, scale: &Scale, unknown_points: f64) -> Extent {
    let (first, last, end_first, end_last) = mark.bounds();
    let (from, to) = mark.limits();
    let x = |day: f64| scale.x_from_day(day);
    let end_x1 = match to {
        Limit::Known => x(end_of(end_last)),
        Limit::Open => scale.width_points().max(x(end_of(mark.known_last()))),
        Limit::Unknown => x(end_of(mark.known_last())) + unknown_points,
    };
    let start_x0 = match from {
        Limit::Known => x(start_of(first)),
        Limit::Open => x(start_of(mark.known_first())).min(0.0),
        Limit::Unknown => x(start_of(mark.known_first())) - unknown_points,
    };
    // What has always been, or goes on, is so up to the edge.
    let start_x1 = if from == Limit::Open {
        start_x0
    } else {
        x(start_of(last))
    };
    let end_x0 = if to == Limit::Open {
        end_x1
    } else {
        x(end_of(end_first))
    };
    let (start_x1, end_x0) = match mark {
        // Nothing is certain: both meet in the middle of where they could.
        Mark::Within { .. } => (f64::INFINITY, f64::NEG_INFINITY),
        _ => (start_x1, end_x0),
    };
    let (start_x1, end_x0) = if start_x1 <= end_x0 {
        (start_x1, end_x0)
    } else {
        let (low, high) = (end_x0.max(start_x0), start_x1.min(end_x1));
        let middle = low.midpoint(high);
        (middle, middle)
    };
    Extent {
        start_x0,
        start_x1,
        end_x0,
        end_x1,
        from,
        to,
    }
}

/// Exact for every number of rows that fits a screen.
fn count_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
