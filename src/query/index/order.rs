//! The events in the order of time.

use rayon::prelude::*;

use crate::evidence::Evidence;
use crate::model::{Day, Project, When};

/// By earliest day, the undated last; what is equal in the order of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct TimeOrder {
    events: Vec<u32>,
    /// Where each event stands among them.
    places: Vec<u32>,
}

/// [`When::sort_key`], the undated behind all, and the position in the file, in one number.
pub(super) type Key = u128;

pub(super) fn key(event: usize, when: Option<&When>) -> Key {
    const DAY_BITS: u32 = 24;
    let day = |day: Day| u128::from((day.number() - Day::MIN.number()).unsigned_abs());
    // What has no record of a time stands before what has one without days.
    let class = match when {
        None => 1,
        Some(when) if when.is_dated() => 0,
        Some(_) => 2,
    };
    let (first, last, precision) = when.map_or((Day::MIN, Day::MIN, Day::MIN), When::sort_key);
    let days = [first, last, precision].map(day);
    let key = days
        .iter()
        .fold(class, |key: u128, day| key << DAY_BITS | day);
    key << u32::BITS | u128::from(position(event))
}

impl TimeOrder {
    pub(super) fn new(mut keys: Vec<Key>) -> Self {
        keys.par_sort_unstable();
        let event_of = |key: &Key| u32::try_from(key & u128::from(u32::MAX)).unwrap_or(u32::MAX);
        let events: Vec<u32> = keys.iter().map(event_of).collect();
        let mut order = Self {
            places: vec![0; events.len()],
            events,
        };
        order.place(0..order.events.len());
        order
    }

    pub(super) fn events(&self) -> &[u32] {
        &self.events
    }

    pub(super) fn place_of(&self, event: usize) -> Option<usize> {
        self.places.get(event).map(|place| *place as usize)
    }

    /// These events, ascending, may have moved. Costs what they moved past.
    pub(super) fn update(&mut self, project: &Project, evidence: &Evidence, moved: &[usize]) {
        let key_of = |event: usize| key(event, evidence.when(project, event));
        let is_moved = |event: u32| moved.binary_search(&(event as usize)).is_ok();
        let moved_with_keys = moved.iter().filter(|event| **event < self.events.len());
        let mut come: Vec<(Key, u32)> = moved_with_keys
            .map(|event| (key_of(*event), position(*event)))
            .collect();
        come.sort_unstable();
        let mut window: Option<std::ops::Range<usize>> = None;
        for (key, event) in &come {
            let from = self.place_of(*event as usize).unwrap_or_default();
            let to = self.place_for(*key, key_of, is_moved);
            let (start, end) = (from.min(to), to.max(from + 1));
            window = Some(window.map_or(start..end, |all| all.start.min(start)..all.end.max(end)));
        }
        let Some(window) = window else { return };
        let inside = self.events.get(window.clone()).unwrap_or_default();
        let mut inside: Vec<u32> = inside.iter().copied().filter(|it| !is_moved(*it)).collect();
        for (key, event) in come {
            let at = inside.partition_point(|other| key_of(*other as usize) < key);
            inside.insert(at, event);
        }
        for (place, event) in self.events.iter_mut().skip(window.start).zip(inside) {
            *place = event;
        }
        self.place(window);
    }

    /// The first place behind which nothing that stays belongs before `key`.
    fn place_for(
        &self,
        key: Key,
        key_of: impl Fn(usize) -> Key,
        is_moved: impl Fn(u32) -> bool,
    ) -> usize {
        let is_before = |place: usize| {
            let until = self.events.get(..=place).unwrap_or_default();
            let stays = until.iter().rev().find(|event| !is_moved(**event));
            stays.is_none_or(|event| key_of(*event as usize) < key)
        };
        let (mut low, mut high) = (0, self.events.len());
        while low < high {
            let middle = low.midpoint(high);
            if is_before(middle) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn place(&mut self, window: std::ops::Range<usize>) {
        let events = self.events.get(window.clone()).unwrap_or_default();
        for (place, event) in window.zip(events) {
            if let Some(known) = self.places.get_mut(*event as usize) {
                *known = position(place);
            }
        }
    }

    pub(super) fn heap_bytes(&self) -> usize {
        size_of_val(&*self.events) + size_of_val(&*self.places)
    }
}

fn position(event: usize) -> u32 {
    u32::try_from(event).unwrap_or(u32::MAX)
}
