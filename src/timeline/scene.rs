//! What stands where: the lanes from top to bottom, and in each the marks, labels and clusters that are
//! in view. The painter and the pointer walk the same list. Knows nothing of colours or selection, and
//! not how it was laid out.

use std::ops::Range;
use std::sync::Arc;

use crate::model::Limit;

use super::density::Strip;
use super::lanes::LaneKey;
use super::mark::Mark;
use super::placement::Placement;

/// Sizes in points, and rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    pub row_height: f64,
    /// Above the first row and below the last.
    pub lane_padding: f64,
    /// A mark is at least so wide, to be seen and hit.
    pub min_mark_width: f64,
    /// The same for the ticks of what ties an event to its other places.
    pub min_tick_width: f64,
    /// Between a mark and its label.
    pub label_gap: f64,
    /// Between two events of a row, labels included.
    pub item_gap: f64,
    pub cluster_width: f64,
    /// A label is not shortened to less.
    pub min_label_width: f64,
    /// How far a mark reaches towards a limit that nobody names.
    pub unknown_points: f64,
    /// Room that a lane has even if it needs less.
    pub min_rows: usize,
    /// Where a lane would need more, neighbours become clusters in its last row.
    pub max_rows: usize,
    /// A lane in which more is shown is laid out for what is in view, in a fixed number of rows.
    pub max_whole: usize,
    pub large_rows: usize,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            row_height: 18.0,
            lane_padding: 6.0,
            min_mark_width: 12.0,
            min_tick_width: 8.0,
            label_gap: 7.0,
            item_gap: 8.0,
            cluster_width: 44.0,
            min_label_width: 60.0,
            unknown_points: 72.0,
            min_rows: 2,
            max_rows: 24,
            max_whole: 2_000,
            large_rows: 5,
        }
    }
}

/// A laid out timeline: the lanes that were asked for, and how high all of them are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    pub lanes: Vec<LaneScene>,
    /// By lane, then row, then from left to right. What is out of view is left out, but counted in
    /// its lane.
    pub items: Vec<SceneItem>,
    pub row_height: f64,
    /// Of all shown lanes, laid out or not; of those that never were, an estimate.
    pub height: f64,
    /// Where the window begins.
    pub top: f64,
}

/// A lane from edge to edge.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneScene {
    /// From the top, among all that are shown.
    pub number: usize,
    pub key: LaneKey,
    pub label: String,
    pub detail: Detail,
    /// Visible dated events, in and out of view, each once.
    pub count: usize,
    /// How many of them stand somewhere wholly to the left of the view; those that stand several
    /// times perhaps in it as well. In a lane that is laid out for what is in view, each as often as it
    /// stands there.
    pub before: usize,
    /// How many of them stand somewhere wholly to the right of the view.
    pub after: usize,
    /// How much stands in view, in clusters and counts too; an event as often as it stands there.
    pub in_view: usize,
    pub y: f64,
    pub height: f64,
    pub n_rows: usize,
    /// The lane's part of [`Scene::items`].
    pub items: Range<usize>,
    /// Counts instead of items, of [`Detail::Density`] only.
    pub strip: Option<Strip>,
}

/// How much of single events a lane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// Counts in bins.
    Density,
    /// Marks without labels.
    Marks,
    /// Marks, with labels as far as there is room.
    Labels,
}

/// What is drawn in a row, and hit as one.
#[derive(Clone, Debug, PartialEq)]
pub enum SceneItem {
    Event(EventItem),
    Cluster(ClusterItem),
}

/// One event at one of its places. Known ends can be far out of view; the painter clips.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventItem {
    /// Position in the project.
    pub event: usize,
    /// The position of the source that it stands here for, if it stands here for one.
    pub source: Option<usize>,
    /// Position in the scene.
    pub lane: usize,
    pub row: usize,
    /// The mark with the least width that it is given; open ends reach to the edge of the view.
    pub x0: f64,
    pub x1: f64,
    /// The top of the row.
    pub y: f64,
    pub mark: Mark,
    pub extent: Extent,
    pub label: Label,
}

/// Where a mark may start, is, and may end, in points. Never descending.
///
/// ```text
///   start_x0   start_x1     end_x0     end_x1
///      ├┄┄┄┄┄┄┄┄┄┄┤━━━━━━━━━━━━├┄┄┄┄┄┄┄┄┄┄┤
///       may start       is         may end
/// ```
///
/// Where nothing is certain, as in anything *within*, the middle part is empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    pub start_x0: f64,
    pub start_x1: f64,
    pub end_x0: f64,
    pub end_x1: f64,
    /// [`Limit::Open`] calls for an arrow, [`Limit::Unknown`] for fading out.
    pub from: Limit,
    pub to: Limit,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// The left edge.
    pub x: f64,
    pub width: f64,
    pub side: LabelSide,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelSide {
    Right,
    Left,
    /// On a bar that leaves no room beside it, at the first visible place of the bar.
    Inside,
    /// There is no room, or no label.
    None,
}

/// What is too much for the rows of their lane, where they start.
#[derive(Clone, Debug, PartialEq)]
pub struct ClusterItem {
    pub lane: usize,
    pub row: usize,
    pub x0: f64,
    pub x1: f64,
    pub y: f64,
    /// At least one; in the order of the lane as far as they start on different days.
    pub placements: Arc<[Placement]>,
    /// The events among them, each once, in the same order.
    pub events: Arc<[usize]>,
}

impl SceneItem {
    pub fn lane(&self) -> usize {
        match self {
            Self::Event(item) => item.lane,
            Self::Cluster(item) => item.lane,
        }
    }

    pub fn row(&self) -> usize {
        match self {
            Self::Event(item) => item.row,
            Self::Cluster(item) => item.row,
        }
    }

    /// The top of the row.
    pub fn y(&self) -> f64 {
        match self {
            Self::Event(item) => item.y,
            Self::Cluster(item) => item.y,
        }
    }

    /// Left and right edge of the mark alone.
    pub fn mark_extent(&self) -> (f64, f64) {
        match self {
            Self::Event(item) => (item.x0, item.x1),
            Self::Cluster(item) => (item.x0, item.x1),
        }
    }

    /// Left and right edge of all that is drawn.
    pub fn extent_with_label(&self) -> (f64, f64) {
        match self {
            Self::Event(item) => item.extent_with_label(),
            Self::Cluster(item) => (item.x0, item.x1),
        }
    }

    /// Whether an event stands for a source (or, for `None`, for itself) in it.
    pub fn holds(&self, event: usize, source: Option<usize>) -> bool {
        match self {
            Self::Event(item) => (item.event, item.source) == (event, source),
            Self::Cluster(item) => item
                .placements
                .iter()
                .any(|placement| (placement.event, placement.source) == (event, source)),
        }
    }

    /// The event, or all events of the cluster, each once.
    pub fn events(&self) -> &[usize] {
        match self {
            Self::Event(item) => std::slice::from_ref(&item.event),
            Self::Cluster(item) => &item.events,
        }
    }
}

impl EventItem {
    pub fn placement(&self) -> Placement {
        Placement {
            event: self.event,
            source: self.source,
            mark: self.mark,
        }
    }

    /// Left and right edge of mark and label together.
    pub fn extent_with_label(&self) -> (f64, f64) {
        match self.label.side {
            LabelSide::None => (self.x0, self.x1),
            _ => (
                self.x0.min(self.label.x),
                self.x1.max(self.label.x + self.label.width),
            ),
        }
    }
}
