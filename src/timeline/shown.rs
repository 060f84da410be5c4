//! What of the lanes passes a filter, and every count that follows from it: each is a difference of two ranks,
//! whatever the number of events. Made anew for a filter in one pass over the columns; knows no
//! points.

use std::cmp::Reverse;

use super::columns::{Columns, number};
use super::intervals::{Edge, IntervalSieves};
use super::lanes::{Lane, Lanes};
use super::scale::day_at;
use super::sieve::{Sieve, gathered};
use super::step::Spot;
use crate::bits::{Bits, Ranked};
use crate::model::DaySpan;

/// The part of an axis and its lanes that is shown.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Of the axis.
    places: Sieve,
    /// Of the axis, where each event first stands; `None`: as `places`.
    first_places: Option<Ranked>,
    /// Of the axis, where both limits are known; `None`: as `places`.
    firm: Option<Ranked>,
    /// The events that stand nowhere.
    undated: Ranked,
    slots: Sieve,
    /// Where each event first stands in its lane; `None`: as `slots`.
    first_slots: Option<Ranked>,
    endless: Sieve,
    intervals: IntervalSieves,
    /// The lanes in which something is shown, from top to bottom.
    order: Vec<u32>,
}

/// What a lane is counted between: the start of a day, as positions in the lane's columns. Depends on the
/// project only, so that it outlives filters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayEdge {
    slot: u32,
    interval: Edge,
}

/// How many events there are between two edges of a lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Those that possibly lie there, by their bounds.
    pub possible: u32,
    /// Those of them that begin there, by the first day that somebody named.
    pub beginning: u32,
}

impl Shown {
    /// `shown` has the events that pass; `None`: all do.
    pub fn new(columns: &Columns, lanes: &Lanes, shown: Option<&Bits>) -> Self {
        let ((places, undated), (slots, (endless, intervals))) = rayon::join(
            || {
                let mut undated = columns.undated().clone();
                if let Some(shown) = shown {
                    undated.keep(shown);
                }
                (Sieve::new(columns.events_column(), shown), undated)
            },
            || {
                let slots = Sieve::new(lanes.events_column(), shown);
                let endless = Sieve::new(lanes.endless().1, shown);
                let intervals = lanes.intervals().sieves(shown, &slots);
                (slots, (endless, intervals))
            },
        );
        let mut made = Self {
            first_places: passing(columns.firsts(), columns.events_column(), shown),
            firm: (!columns.is_all_bounded())
                .then(|| passing(Some(columns.bounded()), columns.events_column(), shown))
                .flatten(),
            first_slots: passing(lanes.firsts(), lanes.events_column(), shown),
            undated: Ranked::new(undated),
            places,
            slots,
            endless,
            intervals,
            order: Vec::new(),
        };
        made.order = made.ordered(lanes);
        made
    }

    fn ordered(&self, lanes: &Lanes) -> Vec<u32> {
        let is_by_count = lanes.by().is_by_count();
        let mut order: Vec<(bool, Reverse<usize>, u32, u32)> = (0..lanes.all().len())
            .filter_map(|lane| {
                let count = self.count(lanes, lane);
                let is_none = lanes.lane(lane)?.key == super::LaneKey::None;
                let by_count = if is_by_count { count } else { 0 };
                (count > 0).then(|| {
                    let number = super::columns::small(lane);
                    (is_none, Reverse(by_count), lanes.rank(lane), number)
                })
            })
            .collect();
        order.sort_unstable();
        order.into_iter().map(|(.., lane)| lane).collect()
    }

    /// The lanes in which something is shown, from top to bottom.
    pub fn lanes(&self) -> &[u32] {
        &self.order
    }

    /// The lane that is the `n`th from the top, with its number.
    pub fn nth_lane<'a>(&self, lanes: &'a Lanes, n: usize) -> Option<(usize, &'a Lane)> {
        let lane = *self.order.get(n)? as usize;
        Some((lane, lanes.lane(lane)?))
    }

    /// The shown events that stand nowhere on the axis, in the project's order.
    pub fn undated(&self) -> &Ranked {
        &self.undated
    }

    /// How many shown events stand on the axis, each once.
    pub fn n_dated(&self, columns: &Columns) -> usize {
        match &self.first_places {
            Some(firsts) => firsts.count(),
            None => self.places.rank(columns.len()),
        }
    }

    /// The `n`th shown event in the order of the axis by where it first stands, then those that stand
    /// nowhere.
    pub fn nth_event(&self, columns: &Columns, n: usize) -> Option<usize> {
        let n_dated = self.n_dated(columns);
        if n >= n_dated {
            return self.undated.select(n - n_dated);
        }
        let place = match &self.first_places {
            Some(firsts) => firsts.select(n),
            None => self.places.nth_from(0, n),
        };
        place.map(|place| columns.event(place))
    }

    /// Where [`Shown::nth_event`] gives an event; `None` if it is not shown.
    pub fn number_of(&self, columns: &Columns, event: usize) -> Option<usize> {
        let Some(place) = columns.places_of(event).first() else {
            let is_shown = self.undated.contains(event);
            return is_shown.then(|| self.n_dated(columns) + self.undated.rank(event));
        };
        let place = *place as usize;
        match &self.first_places {
            Some(firsts) => firsts.contains(place).then(|| firsts.rank(place)),
            None => self.places.contains(place).then(|| self.places.rank(place)),
        }
    }

    /// How many events are shown in a lane, each once.
    pub fn count(&self, lanes: &Lanes, lane: usize) -> usize {
        let slots = lanes.slots(lane);
        match &self.first_slots {
            Some(firsts) => firsts.count_in(slots),
            None => self.slots.count_in(slots),
        }
    }

    /// How much stands in a lane, events that do so several times as often.
    pub fn n_standing(&self, lanes: &Lanes, lane: usize) -> usize {
        self.slots.count_in(lanes.slots(lane))
    }

    /// What stands in a lane, in the order of time.
    pub fn standing<'a>(&'a self, lanes: &Lanes, lane: usize) -> impl Iterator<Item = usize> + 'a {
        lanes.slots(lane).filter(|slot| self.slots.contains(*slot))
    }

    /// The events of a lane, each once, where it first stands in it.
    pub fn events_of<'a>(
        &'a self,
        lanes: &'a Lanes,
        lane: usize,
    ) -> impl Iterator<Item = usize> + 'a {
        let slots = lanes.slots(lane);
        let is_first = move |slot: &usize| match &self.first_slots {
            Some(firsts) => firsts.contains(*slot),
            None => self.slots.contains(*slot),
        };
        slots.filter(is_first).map(|slot| lanes.event(slot))
    }

    /// The start of a day in a lane.
    pub fn edge(lanes: &Lanes, lane: usize, day: i32) -> DayEdge {
        DayEdge {
            slot: super::columns::small(lanes.slot_from(lane, day)),
            interval: lanes.intervals().edge(lane, day),
        }
    }

    /// What is shown of a lane from one edge to a later one.
    pub fn between(&self, lanes: &Lanes, lane: usize, from: DayEdge, to: DayEdge) -> Count {
        let slots = from.slot as usize..to.slot as usize;
        let beginning = self.slots.count_in(slots.clone());
        let (endless, _) = lanes.endless();
        // What has always been begins nowhere, whatever day was named for it.
        let always = if endless.is_empty() {
            0
        } else {
            let before = |slot: u32| endless.partition_point(|other| *other < slot);
            self.endless.count_in(before(from.slot)..before(to.slot))
        };
        let reaching = lanes
            .intervals()
            .reaching(&self.intervals, lane, from.interval);
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Count {
            possible: count(beginning - always + reaching),
            beginning: count(beginning),
        }
    }

    /// The slots of what is shown of a lane and possibly lies in the days from `from` to before `to`, in no
    /// order. Costs as much as there is of it, and little more.
    pub fn slots_between(&self, lanes: &Lanes, lane: usize, from: i32, to: i32) -> Vec<u32> {
        let mut found = lanes
            .intervals()
            .slots_reaching(&self.intervals, lane, from);
        let (endless, _) = lanes.endless();
        let mut slot = lanes.slot_from(lane, from);
        let end = lanes.slot_from(lane, to);
        while let Some(next) = self.slots.first_in(slot..end) {
            let small = super::columns::small(next);
            if endless.is_empty() || endless.binary_search(&small).is_err() {
                found.push(small);
            }
            slot = next + 1;
        }
        found
    }

    /// How many in a lane end before the first day, and how many begin after the last of a view.
    pub fn outside(
        &self,
        lanes: &Lanes,
        lane: usize,
        from: DayEdge,
        to: DayEdge,
    ) -> (usize, usize) {
        let all = self.n_standing(lanes, lane);
        let within = self.between(lanes, lane, from, to).possible as usize;
        let slots = lanes.slots(lane);
        let begun_later = self.slots.count_in(to.slot as usize..slots.end);
        let (endless, _) = lanes.endless();
        let later = if endless.is_empty() {
            begun_later
        } else {
            let before = |slot: usize| endless.partition_point(|other| (*other as usize) < slot);
            begun_later
                - self
                    .endless
                    .count_in(before(to.slot as usize)..before(slots.end))
        };
        (all.saturating_sub(within + later), later)
    }

    /// Whether an event is shown in a lane, and the slot where it first stands there.
    pub fn slot_of(&self, columns: &Columns, lanes: &Lanes, spot: Spot) -> Option<usize> {
        let lane = *self.order.get(spot.lane)? as usize;
        let places = columns.places_of(spot.event);
        let first = places
            .iter()
            .find_map(|place| lanes.slot_of(lane, *place))?;
        self.slots.contains(first).then_some(first)
    }

    /// The nearest slot after (before) one in which an event first stands in its lane.
    pub(super) fn step(
        &self,
        lanes: &Lanes,
        lane: usize,
        slot: usize,
        is_forward: bool,
    ) -> Option<usize> {
        let slots = lanes.slots(lane);
        match (&self.first_slots, is_forward) {
            (Some(firsts), true) => firsts.next(slot).filter(|next| *next < slots.end),
            (Some(firsts), false) => firsts.previous(slot).filter(|last| *last >= slots.start),
            (None, true) => self.slots.first_in(slot..slots.end),
            (None, false) => self.slots.last_in(slots.start..slot),
        }
    }

    /// The shown slot of a lane nearest to a slot on either side, itself included.
    pub(super) fn around(&self, lanes: &Lanes, lane: usize, slot: usize) -> [Option<usize>; 2] {
        let slots = lanes.slots(lane);
        [
            self.slots.last_in(slots.start..slot),
            self.slots.first_in(slot..slots.end),
        ]
    }

    /// Whether anything is shown that possibly lies in these days.
    pub fn is_anything_in(&self, lanes: &Lanes, days: DaySpan) -> bool {
        let (from, to) = (number(days.first), number(days.last).saturating_add(1));
        self.order.iter().any(|lane| {
            let lane = *lane as usize;
            let [from, to] = [from, to].map(|day| Self::edge(lanes, lane, day));
            self.between(lanes, lane, from, to).possible > 0
        })
    }

    pub(super) fn contains(&self, slot: usize) -> bool {
        self.slots.contains(slot)
    }

    /// How many things on the axis begin before a place in time: shown, shown with both limits known, and
    /// shown or not. A day counts by its middle, so that it is in one of two parts of a day.
    pub(super) fn begun_before(&self, columns: &Columns, time_days: f64) -> [usize; 3] {
        let all = if time_days == f64::INFINITY {
            columns.len()
        } else {
            columns.places_before(number(day_at((time_days - 0.5).ceil())))
        };
        let shown = self.places.rank(all);
        let firm = self.firm.as_ref().map_or(shown, |firm| firm.rank(all));
        [shown, firm, all]
    }

    /// Of the heap.
    pub fn heap_bytes(&self) -> usize {
        let ranked = [&self.first_places, &self.first_slots, &self.firm];
        self.places.heap_bytes()
            + self.slots.heap_bytes()
            + self.endless.heap_bytes()
            + self.intervals.heap_bytes()
            + self.undated.heap_bytes()
            + size_of_val(&*self.order)
            + ranked
                .iter()
                .map(|it| it.as_ref().map_or(0, Ranked::heap_bytes))
                .sum::<usize>()
    }
}

/// Of some entries of a list, those whose events pass.
fn passing(some: Option<&Bits>, events: &[u32], shown: Option<&Bits>) -> Option<Ranked> {
    let mut passing = some?.clone();
    if let Some(shown) = shown {
        passing.keep(&gathered(events, shown));
    }
    Some(Ranked::new(passing))
}

#[cfg(test)]
mod tests;
