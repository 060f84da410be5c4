//! How each lane is laid out, and what of that is kept from frame to frame. A lane of a moderate number of events is
//! packed as a whole, once for a zoom step. Of a larger one, what is in view decides: labels, marks, or
//! counts in bins.

use std::collections::BTreeMap;

use super::density::{Level, Strip, Tiles};
use super::held::Held;
use super::items::{Visible, visible_items};
use super::layout::{LayoutInput, count_f64};
use super::pack::{Packable, Packing, pack};
use super::scene::{Detail, Metrics, SceneItem};
use super::shown::Shown;

/// Points of a row that a label, and a mark without one, should have, on the average.
const LABEL_POINTS: f64 = 60.0;
const MARK_POINTS: f64 = 6.0;
/// A finer detail is left only when there is so much more than it is taken up at.
const HYSTERESIS: f64 = 1.5;
/// More than so many times what is in view is not kept.
const MAX_HELD: usize = 4;

/// By lane.
#[derive(Debug, Default)]
pub(super) struct States(BTreeMap<usize, LaneState>);

impl States {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn of(&mut self, lane: usize) -> &mut LaneState {
        self.0.entry(lane).or_default()
    }

    /// Forgets what was laid out of lanes other than these, if it has become much.
    pub(super) fn keep_near(&mut self, is_near: impl Fn(usize) -> bool) {
        const MOST: usize = 256;
        let is_laid = |state: &LaneState| state.whole.is_some() || state.held.is_some();
        if self.0.values().filter(|state| is_laid(state)).count() <= MOST {
            return;
        }
        for (lane, state) in &mut self.0 {
            if !is_near(*lane) {
                *state = LaneState {
                    rows_seen: state.rows_seen,
                    ..LaneState::default()
                };
            }
        }
    }

    /// How many rows a lane had when it was last packed.
    pub(super) fn rows_seen(&self, lane: usize) -> Option<usize> {
        self.0.get(&lane)?.rows_seen
    }
}

/// What is drawn of one lane.
pub(super) struct Drawn {
    pub(super) items: Vec<SceneItem>,
    pub(super) strip: Option<Strip>,
    pub(super) detail: Detail,
    pub(super) n_rows: usize,
    pub(super) before: usize,
    pub(super) after: usize,
    /// How much stands in view, events that do so several times as often.
    pub(super) in_view: usize,
}

#[derive(Debug, Default)]
pub(super) struct LaneState {
    whole: Option<Whole>,
    rows_seen: Option<usize>,
    tiles: Tiles,
    detail: Option<Detail>,
    held: Option<(HeldFor, Held)>,
}

/// A lane packed as a whole, and for what.
#[derive(Debug)]
struct Whole {
    zoom: f64,
    shown: u64,
    packables: Vec<Packable>,
    packing: Packing,
}

/// What rows of a large lane hold for.
#[derive(Clone, Copy, Debug, PartialEq)]
struct HeldFor {
    zoom: f64,
    shown: u64,
    detail: Detail,
    /// The days whose events have their rows.
    days: (i32, i32),
}

impl LaneState {
    /// How many rows a lane needs that is packed as a whole.
    pub(super) fn whole_rows(&mut self, input: &LayoutInput<'_>, lane: usize, zoom: f64) -> usize {
        let packing = &self.packed(input, lane, zoom).packing;
        let n_rows = packing.full_rows + usize::from(packing.has_overflow_row);
        self.rows_seen = Some(n_rows);
        n_rows
    }

    pub(super) fn whole(&mut self, input: &LayoutInput<'_>, lane: usize, zoom: f64) -> Drawn {
        let n_rows = self
            .whole_rows(input, lane, zoom)
            .max(input.metrics.min_rows);
        let whole = self.packed(input, lane, zoom);
        let packed = (&*whole.packables, &whole.packing);
        let Visible {
            items,
            before,
            after,
        } = visible_items(&input.scale, &input.metrics, packed, n_rows);
        Drawn {
            in_view: items.iter().map(|item| item.events().len()).sum(),
            items,
            strip: None,
            detail: Detail::Labels,
            n_rows,
            before,
            after,
        }
    }

    fn packed(&mut self, input: &LayoutInput<'_>, lane: usize, zoom: f64) -> &Whole {
        let shown = input.versions.shown;
        #[expect(clippy::float_cmp, reason = "the same step gives the same number")]
        let kept = self
            .whole
            .take()
            .filter(|whole| whole.zoom == zoom && whole.shown == shown);
        self.whole.insert(kept.unwrap_or_else(|| {
            let standing = input.shown.standing(input.lanes, lane);
            let packables: Vec<Packable> = standing
                .filter_map(|slot| packable(input, slot, true))
                .collect();
            let Metrics {
                min_rows, max_rows, ..
            } = input.metrics;
            let max_rows = max_rows.max(min_rows).max(1);
            let packing = pack(&packables, zoom, &input.metrics, max_rows);
            Whole {
                zoom,
                shown,
                packables,
                packing,
            }
        }))
    }

    /// What is in view of a lane that is too large to be packed as a whole.
    pub(super) fn large(
        &mut self,
        input: &LayoutInput<'_>,
        lane: usize,
        (zoom, level): (f64, Level),
    ) -> Drawn {
        let n_rows = input.metrics.large_rows;
        let tiles = level.tiles(&input.scale);
        let days = level.days(&tiles);
        let [from, to] = [days.0, days.1].map(|day| Shown::edge(input.lanes, lane, day));
        let in_tiles = input.shown.between(input.lanes, lane, from, to).possible as usize;
        let detail = self.detail_for(in_tiles, n_rows, &input.scale);
        self.detail = Some(detail);
        let visible = input.scale.visible_span();
        let [from, to] = [visible.first.number(), visible.last.number() + 1]
            .map(|day| Shown::edge(input.lanes, lane, i32::try_from(day).unwrap_or_default()));
        let (before, after) = input.shown.outside(input.lanes, lane, from, to);
        let in_view = input.shown.between(input.lanes, lane, from, to).possible as usize;
        let (items, strip) = if detail == Detail::Density {
            let own = (input.lanes, input.shown, lane);
            let version = input.versions.shown;
            let strip = self.tiles.strip(own, &input.scale, level, version);
            (chosen_items(input, lane, zoom), Some(strip))
        } else {
            let wanted = HeldFor {
                zoom,
                shown: input.versions.shown,
                detail,
                days,
            };
            (self.held_items(input, lane, wanted, in_tiles), None)
        };
        Drawn {
            items,
            strip,
            detail,
            n_rows,
            before,
            after,
            in_view,
        }
    }

    /// By how much there is in the tiles in view, which come and go one by one; what is there is kept
    /// longer than it would be taken up.
    fn detail_for(&self, count: usize, n_rows: usize, scale: &super::Scale) -> Detail {
        let fits = |detail: Detail, points: f64| {
            let room = count_f64(n_rows) * scale.width_points() / points;
            let is_kept = self.detail.is_some_and(|before| before >= detail);
            let factor = if is_kept { HYSTERESIS } else { 1.0 };
            count_f64(count) <= room * factor
        };
        if fits(Detail::Labels, LABEL_POINTS) {
            Detail::Labels
        } else if fits(Detail::Marks, MARK_POINTS) {
            Detail::Marks
        } else {
            Detail::Density
        }
    }

    fn held_items(
        &mut self,
        input: &LayoutInput<'_>,
        lane: usize,
        wanted: HeldFor,
        in_tiles: usize,
    ) -> Vec<SceneItem> {
        let metrics = held_metrics(&input.metrics, wanted.detail);
        let mut kept = self.held.take().filter(|(held_for, held)| {
            let is_same = HeldFor {
                days: wanted.days,
                ..*held_for
            } == wanted;
            is_same && held.len() <= MAX_HELD * in_tiles.max(64)
        });
        let is_complete = kept
            .as_ref()
            .is_some_and(|(held_for, _)| held_for.days == wanted.days);
        let (_, mut held) = kept
            .take()
            .unwrap_or_else(|| (wanted, Held::new(wanted.zoom, input.metrics.large_rows)));
        if !is_complete {
            let (from, to) = wanted.days;
            let slots = input.shown.slots_between(input.lanes, lane, from, to);
            held.add(&slots, &metrics, |slot| {
                packable(input, slot as usize, wanted.detail == Detail::Labels)
            });
        }
        let visible = visible_items(
            &input.scale,
            &metrics,
            held.packed(),
            input.metrics.large_rows,
        );
        self.held = Some((wanted, held));
        visible.items
    }
}

/// The chosen events of a lane that shows counts, on top of them.
fn chosen_items(input: &LayoutInput<'_>, lane: usize, zoom: f64) -> Vec<SceneItem> {
    let places = input
        .chosen
        .iter()
        .flat_map(|event| input.columns.places_of(*event));
    let slots = places.filter_map(|place| input.lanes.slot_of(lane, *place));
    let packables: Vec<Packable> = slots
        .filter(|slot| input.shown.contains(*slot))
        .filter_map(|slot| packable(input, slot, true))
        .collect();
    let n_rows = input.metrics.large_rows;
    let packing = pack(&packables, zoom, &input.metrics, n_rows);
    visible_items(&input.scale, &input.metrics, (&packables, &packing), n_rows).items
}

/// Without labels marks can be smaller, and stand closer.
fn held_metrics(metrics: &Metrics, detail: Detail) -> Metrics {
    if detail == Detail::Labels {
        return *metrics;
    }
    Metrics {
        min_mark_width: metrics.min_mark_width / 2.0,
        item_gap: metrics.item_gap / 4.0,
        ..*metrics
    }
}

fn packable(input: &LayoutInput<'_>, slot: usize, has_label: bool) -> Option<Packable> {
    let place = input.lanes.place(slot);
    let placement = input.columns.placement(place, input.marks)?;
    let width = if has_label {
        (input.label_width)(&placement)
    } else {
        0.0
    };
    Some(Packable {
        placement,
        label_width: if width.is_finite() {
            width.max(0.0)
        } else {
            0.0
        },
    })
}

#[cfg(test)]
mod tests;
