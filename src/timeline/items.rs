//! What of a packed lane is in view: marks and clusters with their places in points, and their labels. The rest is
//! counted. Knows nothing of the lane beyond what it is given.

use std::sync::Arc;

use crate::model::Limit;

use super::edge::{at_left_edge, reaching};
use super::labels::{Placer, Unplaced};
use super::mark::Mark;
use super::pack::{Packable, Packing, extent_points, widened};
use super::placement::Placement;
use super::scale::{Scale, end_of, start_of};
use super::scene::{ClusterItem, EventItem, Extent, Label, LabelSide, Metrics, SceneItem};

/// The items in view, in no order, and how many events are out of it on either side.
pub(super) struct Visible {
    pub(super) items: Vec<SceneItem>,
    pub(super) before: usize,
    pub(super) after: usize,
}

/// What of a packed lane is in view, with its labels; the rest is counted.
pub(super) fn visible_items(
    scale: &Scale,
    metrics: &Metrics,
    (packables, packing): (&[Packable], &Packing),
    n_rows: usize,
) -> Visible {
    let overflow_row = packing.full_rows;
    let mut items = Vec::new();
    let mut taken = Vec::new();
    let mut at_edge = Vec::new();
    let mut out_of_view = OutOfView::default();
    for cluster in &packing.clusters {
        let item = ClusterItem {
            lane: 0,
            row: overflow_row,
            x0: scale.x_from_day(cluster.start_day),
            x1: scale.x_from_day(cluster.end_day),
            y: 0.0,
            events: Arc::clone(&cluster.events),
            placements: Arc::clone(&cluster.placements),
        };
        let reaching = reaching(&cluster.placements, scale);
        if out_of_view.takes_cluster(scale, &item, &reaching) {
            at_edge.extend(reaching);
            continue;
        }
        taken.push((item.row, item.x0, item.x1));
        items.push(SceneItem::Cluster(item));
    }
    let mut unplaced = Vec::new();
    for single in &packing.singles {
        let Some(packable) = packables.get(single.item) else {
            continue;
        };
        let item = event_item(packable, single.row, scale, metrics);
        if out_of_view.takes(scale, (item.x0, item.x1), &[item.event]) {
            continue;
        }
        unplaced.push(Unplaced {
            item,
            has_label_room: single.has_label_room,
        });
    }
    let placer = Placer {
        metrics,
        width_points: scale.width_points(),
        n_rows: if packing.has_overflow_row {
            packing.full_rows
        } else {
            n_rows
        },
    };
    items.extend(
        placer
            .place(unplaced, &taken)
            .into_iter()
            .map(SceneItem::Event),
    );
    let (before, after) = out_of_view.counts();
    Visible {
        items: at_left_edge(items, at_edge, overflow_row, metrics),
        before,
        after,
    }
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

    /// The same for a cluster; what of it reaches into the view is told there.
    fn takes_cluster(&mut self, scale: &Scale, item: &ClusterItem, reaching: &[Placement]) -> bool {
        let own: Vec<usize> = if reaching.is_empty() {
            item.events.to_vec()
        } else {
            let hidden = item
                .placements
                .iter()
                .filter(|place| !reaching.contains(place));
            hidden.map(|place| place.event).collect()
        };
        self.takes(scale, (item.x0, item.x1), &own)
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

pub(super) fn extent(mark: &Mark, scale: &Scale, unknown_points: f64) -> Extent {
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
