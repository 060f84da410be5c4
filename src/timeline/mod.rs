//! The geometry of the timeline, as pure functions: which lanes there are, where each event stands in
//! them, what the ruler says, and what is under the pointer. The painter and the pointer walk the
//! same list of items. Knows no toolkit, no colours, no files.
//!
//! ```text
//! Project ── placements ── Columns ─┬─ Lanes ─┬─ Shown ─┬─ Layouts ── Scene ── hit_test, events_in, threads
//!                                   │         │    ▲    │     ▲
//!                                   │         │  filter │   Scale ── ruler
//!                                   └─────────┴─────────┴─ bins, Stops
//! ```
//!
//! **Spaces.** `x` is in points from the left edge of the lanes' area, `y` in points from the top of
//! the whole, unscrolled stack of lanes; both are `f64`. A point in time is a day number as `f64`:
//! the day `d` covers `d..d + 1`. An event is named by its position in `Project::events`. What stands
//! on a time axis has a *place* in its columns; an event can have several. In every lane in which it stands
//! it has a *slot*.
//!
//! **Cost.** Columns and lanes are made once for a version of the project, in the time of a sort. What
//! passes a filter is a bitmap over them; every count is a difference of two of its ranks. A scene costs
//! what is in view.

mod accounts;
mod columns;
mod density;
mod edge;
mod held;
mod hit;
mod intervals;
mod items;
mod labels;
mod lanes;
mod layout;
mod mark;
mod overview;
mod pack;
mod placement;
mod scale;
mod scene;
mod shown;
mod sieve;
mod sorting;
mod states;
mod step;
#[cfg(test)]
mod testing;
mod thread;
mod ticks;

pub use accounts::account_bars;
pub use columns::{Columns, Marks};
pub use density::{DensityBin, Strip};
pub use hit::{Area, Hit, events_in, hit_test, items_in, lane_at};
pub use lanes::{Lane, LaneBy, LaneKey, Lanes};
pub use layout::{LayoutInput, Layouts, Versions};
pub use mark::Mark;
pub use overview::{Bin, bins, brush_from_span, data_span, span_from_brush};
pub use placement::{Axis, Placement, placements};
pub use scale::Scale;
pub use scene::{
    ClusterItem, Detail, EventItem, Extent, Label, LabelSide, LaneScene, Metrics, Scene, SceneItem,
};
pub use shown::{Count, Shown};
pub use step::{Direction, Spot, Stops};
pub use thread::{Places, Thread, ThreadTick, Tooth, threads};
pub use ticks::{Ruler, Tick, leading_label, ruler, ticks};
