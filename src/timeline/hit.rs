//! What is under the pointer, or inside a box drawn with it: arithmetic on the items of a scene.

use std::collections::BTreeSet;

use super::scene::{Scene, SceneItem};

/// How far from an item the pointer can be, in points, and still mean it.
const TOLERANCE_POINTS: f64 = 4.0;

/// What the pointer is on. `item` is a position in `Scene::items`, `lane` in `Scene::lanes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    Event {
        item: usize,
        lane: usize,
        /// Position in the project.
        event: usize,
    },
    Cluster {
        item: usize,
        lane: usize,
    },
}

/// A box in the scene's points, edges included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
}

impl Area {
    /// Between any two opposite corners.
    pub fn between(a: (f64, f64), b: (f64, f64)) -> Self {
        Self {
            x0: a.0.min(b.0),
            y0: a.1.min(b.1),
            x1: a.0.max(b.0),
            y1: a.1.max(b.1),
        }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.x0 <= other.x1 && other.x0 <= self.x1 && self.y0 <= other.y1 && other.y0 <= self.y1
    }

    /// The square of the distance of a place from the box; 0 inside.
    fn distance_squared(&self, x: f64, y: f64) -> f64 {
        let dx = (self.x0 - x).max(x - self.x1).max(0.0);
        let dy = (self.y0 - y).max(y - self.y1).max(0.0);
        dx * dx + dy * dy
    }
}

/// The lane at a height; `None` above the first and below the last.
pub fn lane_at(scene: &Scene, y: f64) -> Option<usize> {
    let position = scene
        .lanes
        .partition_point(|lane| lane.y + lane.height <= y);
    scene
        .lanes
        .get(position)
        .filter(|lane| lane.y <= y)
        .map(|_| position)
}

/// The nearest event or cluster within a few points, its label included.
pub fn hit_test(scene: &Scene, x: f64, y: f64) -> Option<Hit> {
    // A lane more on either side: its items are within reach across the border.
    let here = scene
        .lanes
        .partition_point(|lane| lane.y + lane.height < y - TOLERANCE_POINTS);
    let mut nearest: Option<(f64, Hit)> = None;
    for (position, lane) in scene.lanes.iter().enumerate().skip(here) {
        if lane.y > y + TOLERANCE_POINTS {
            break;
        }
        let items = scene.items.get(lane.items.clone()).unwrap_or_default();
        for (offset, item) in items.iter().enumerate() {
            let (x0, x1) = item.extent_with_label();
            let distance = area(scene, item, x0, x1).distance_squared(x, y);
            let is_nearer = nearest.is_none_or(|(best, _)| distance < best);
            if distance <= TOLERANCE_POINTS * TOLERANCE_POINTS && is_nearer {
                nearest = Some((distance, hit(item, lane.items.start + offset, position)));
            }
        }
    }
    nearest.map(|(_, hit)| hit)
}

/// The items whose marks an area touches, as positions in `Scene::items`. Labels do not count: a box
/// means places in time.
pub fn items_in(scene: &Scene, wanted: &Area) -> Vec<usize> {
    scene
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| {
            let (x0, x1) = item.mark_extent();
            area(scene, item, x0, x1).overlaps(wanted)
        })
        .map(|(position, _)| position)
        .collect()
}

/// The events whose marks or clusters an area touches, each once, in the project's order.
pub fn events_in(scene: &Scene, wanted: &Area) -> Vec<usize> {
    let events: BTreeSet<usize> = items_in(scene, wanted)
        .into_iter()
        .filter_map(|position| scene.items.get(position))
        .flat_map(SceneItem::events)
        .copied()
        .collect();
    events.into_iter().collect()
}

fn area(scene: &Scene, item: &SceneItem, x0: f64, x1: f64) -> Area {
    Area {
        x0,
        y0: item.y(),
        x1,
        y1: item.y() + scene.row_height,
    }
}

fn hit(item: &SceneItem, position: usize, lane: usize) -> Hit {
    match item {
        SceneItem::Event(event) => Hit::Event {
            item: position,
            lane,
            event: event.event,
        },
        SceneItem::Cluster(_) => Hit::Cluster {
            item: position,
            lane,
        },
    }
}
