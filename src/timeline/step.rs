//! Going from event to event by keyboard: along a lane, and from lane to lane. An event that stands in
//! a lane several times is visited once, where it first stands: a selection is of events. Knows nothing
//! of points, so that stepping works for what is out of view as well, and costs the same among a
//! million.

use super::columns::Columns;
use super::lanes::Lanes;
use super::shown::Shown;

/// An event in one of the shown lanes, by its number from the top. The one below the last lane is the
/// shelf of those that stand nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    pub lane: usize,
    pub event: usize,
}

/// Later, or further down; earlier, or further up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Forward,
    Back,
}

/// What is stepped through: the shown lanes of an axis, and below them the shelf.
#[derive(Clone, Copy, Debug)]
pub struct Stops<'a> {
    pub columns: &'a Columns,
    pub lanes: &'a Lanes,
    pub shown: &'a Shown,
}

impl Stops<'_> {
    fn n_lanes(&self) -> usize {
        self.shown.lanes().len()
    }

    /// The shelf is a stop even if it is empty: then nothing is found there.
    fn is_shelf(&self, lane: usize) -> bool {
        lane >= self.n_lanes()
    }

    /// Whether an event is shown in a lane, or lies on the shelf.
    pub fn has(&self, spot: Spot) -> bool {
        if self.is_shelf(spot.lane) {
            return self.shown.undated().contains(spot.event);
        }
        self.shown.slot_of(self.columns, self.lanes, spot).is_some()
    }

    /// The topmost lane in which an event is shown, or the shelf.
    pub fn lane_with(&self, event: usize) -> Option<usize> {
        (0..=self.n_lanes()).find(|lane| self.has(Spot { lane: *lane, event }))
    }

    /// The event before or after `current` in its lane, and `None` at the lane's end. Without a current
    /// one, or if that has left its lane, the lane's (or first lane's) first or last event.
    pub fn next_in_lane(&self, current: Option<Spot>, direction: Direction) -> Option<Spot> {
        let lane = current.map_or(0, |spot| spot.lane);
        // The lanes can have become fewer since.
        let lane = lane.min(self.n_lanes());
        let from = current.filter(|spot| self.has(Spot { lane, ..*spot }));
        let from = from.map(|spot| spot.event);
        let event = if self.is_shelf(lane) {
            self.next_on_shelf(from, direction)
        } else {
            self.next_slot(lane, from, direction)
        };
        event.map(|event| Spot { lane, event })
    }

    fn next_on_shelf(&self, from: Option<usize>, direction: Direction) -> Option<usize> {
        let undated = self.shown.undated();
        match (from, direction) {
            (Some(event), Direction::Forward) => undated.next(event + 1),
            (Some(event), Direction::Back) => undated.previous(event),
            (None, Direction::Forward) => undated.next(0),
            (None, Direction::Back) => undated.previous(undated.len()),
        }
    }

    fn next_slot(&self, nth: usize, from: Option<usize>, direction: Direction) -> Option<usize> {
        let (lane, _) = self.shown.nth_lane(self.lanes, nth)?;
        let slots = self.lanes.slots(lane);
        let from = from.and_then(|event| {
            let spot = Spot { lane: nth, event };
            self.shown.slot_of(self.columns, self.lanes, spot)
        });
        let slot = match (from, direction) {
            (Some(slot), Direction::Forward) => self.shown.step(self.lanes, lane, slot + 1, true),
            (Some(slot), Direction::Back) => self.shown.step(self.lanes, lane, slot, false),
            (None, Direction::Forward) => self.shown.step(self.lanes, lane, slots.start, true),
            (None, Direction::Back) => self.shown.step(self.lanes, lane, slots.end, false),
        }?;
        Some(self.lanes.event(slot))
    }

    /// The event nearest in time in the next lane down or up, from where the current one first stands in
    /// its lane; `None` past the last lane. The current event itself, if it stands in that lane at that
    /// time too. The shelf has no times: its first.
    pub fn neighbour_lane(&self, current: Spot, direction: Direction) -> Option<Spot> {
        let lane = match direction {
            Direction::Forward => current.lane.checked_add(1)?,
            Direction::Back => current.lane.checked_sub(1)?,
        };
        if self.is_shelf(lane) {
            let event = self.shown.undated().next(0)?;
            return (lane == self.n_lanes()).then_some(Spot { lane, event });
        }
        let (number, _) = self.shown.nth_lane(self.lanes, lane)?;
        let here = self.shown.slot_of(self.columns, self.lanes, current);
        let day = here.map_or(0, |slot| self.lanes.first_day(slot));
        let at = self.lanes.slot_from(number, day);
        let same = self.stands_on(number, current.event, day);
        let [before, after] = self.shown.around(self.lanes, number, at);
        // Of several on the day before, the one that stands first.
        let before = before.map(|slot| self.first_of_its_day(number, slot));
        let distance =
            |slot: &usize| i64::from(self.lanes.first_day(*slot)).abs_diff(i64::from(day));
        let nearest = [before, after].into_iter().flatten().min_by_key(distance);
        let event = same.or_else(|| nearest.map(|slot| self.lanes.event(slot)))?;
        Some(Spot { lane, event })
    }

    /// The event, if it stands in a lane on this day.
    fn stands_on(&self, lane: usize, event: usize, day: i32) -> Option<usize> {
        let places = self.columns.places_of(event).iter();
        let mut slots = places.filter_map(|place| self.lanes.slot_of(lane, *place));
        let stands =
            slots.any(|slot| self.lanes.first_day(slot) == day && self.shown.contains(slot));
        stands.then_some(event)
    }

    fn first_of_its_day(&self, lane: usize, slot: usize) -> usize {
        let start = self.lanes.slot_from(lane, self.lanes.first_day(slot));
        let [_, first] = self.shown.around(self.lanes, lane, start);
        first.unwrap_or(slot)
    }
}

#[cfg(test)]
mod tests;
