//! Which events are shown, and the way from one to the next.

use super::Index;
use crate::bits::{Bits, Ranked};

/// Which events are shown, by position in the project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    shown: Bits,
    count: usize,
}

impl Matches {
    pub fn new(shown: Bits) -> Self {
        let count = shown.count();
        Self { shown, count }
    }

    pub fn contains(&self, event: usize) -> bool {
        self.shown.contains(event)
    }

    /// How many are shown.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many the filter hides.
    pub fn hidden(&self) -> usize {
        self.shown.len() - self.count
    }

    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.shown.iter()
    }

    pub fn bits(&self) -> &Bits {
        &self.shown
    }
}

/// A set of events in the order of time, the undated last: made once for a set, by one look at every
/// event; then every step is a search by halves.
#[derive(Clone, Debug)]
pub struct Steps<'a> {
    index: &'a Index,
    /// By place in time.
    places: Ranked,
}

impl<'a> Steps<'a> {
    pub fn new(index: &'a Index, events: &Bits) -> Self {
        let order = index.in_time_order();
        let is_member = |place: usize| {
            let event = order.get(place);
            event.is_some_and(|event| events.contains(*event as usize))
        };
        Self {
            index,
            places: Ranked::new(Bits::from_fn(order.len(), is_member)),
        }
    }

    /// The first event of the set behind `event`, which need not be in it; the first of all if there is
    /// none to start from.
    pub fn next(&self, event: Option<usize>) -> Option<usize> {
        let from = event.and_then(|event| self.index.place_in_time(event));
        self.at(self.places.next(from.map_or(0, |place| place + 1))?)
    }

    /// The last event of the set before `event`; the last of all if there is none to start from.
    pub fn previous(&self, event: Option<usize>) -> Option<usize> {
        let until = event.and_then(|event| self.index.place_in_time(event));
        self.at(self.places.previous(until.unwrap_or(self.places.len()))?)
    }

    /// The number of an event in the set, the first is 0, and how many the set has; "3 of 41".
    pub fn rank(&self, event: usize) -> Option<(usize, usize)> {
        let place = self.index.place_in_time(event)?;
        let rank = self.places.contains(place).then(|| self.places.rank(place));
        Some((rank?, self.places.count()))
    }

    fn at(&self, place: usize) -> Option<usize> {
        let event = self.index.in_time_order().get(place)?;
        Some(*event as usize)
    }
}
