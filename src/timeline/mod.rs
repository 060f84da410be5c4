//! The geometry of the timeline, as pure functions: which lanes there are, where each event stands in
//! them, what the ruler says, and what is under the pointer. The painter and the pointer walk the
//! same list of items. Knows no toolkit, no colours, no files.
//!
//! ```text
//! Project ── placements ──┬── lanes ──┬── layout ── Scene ── hit_test, events_in, threads
//!                         │           │     ▲
//!                         └── bins    │   Scale ── ruler
//!                                     └── next_in_lane, neighbour_lane
//! ```
//!
//! **Spaces.** `x` is in points from the left edge of the lanes' area, `y` in points from the top of
//! the whole, unscrolled stack of lanes; both are `f64`. A point in time is a day number as `f64`:
//! the day `d` covers `d..d + 1`. An event is named by its position in `Project::events`. What stands
//! on a time axis is a list of placements; an event can have several.

mod accounts;
mod hit;
mod labels;
mod lanes;
mod layout;
mod mark;
mod overview;
mod pack;
mod placement;
mod scale;
mod scene;
mod step;
#[cfg(test)]
mod testing;
mod thread;
mod ticks;

pub use accounts::account_bars;
pub use hit::{Area, Hit, events_in, hit_test, items_in, lane_at};
pub use lanes::{Lane, LaneBy, LaneKey, lanes};
pub use layout::{LayoutInput, layout};
pub use mark::Mark;
pub use overview::{Bin, bins, brush_from_span, data_span, span_from_brush};
pub use placement::{Axis, Placement, in_time_order, placements, placements_of, undated};
pub use scale::Scale;
pub use scene::{
    ClusterItem, EventItem, Extent, Label, LabelSide, LaneScene, Metrics, Scene, SceneItem,
};
pub use step::{Direction, Spot, neighbour_lane, next_in_lane};
pub use thread::{Places, Thread, ThreadTick, Tooth, threads};
pub use ticks::{Ruler, Tick, leading_label, ruler, ticks};
