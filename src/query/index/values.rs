//! The values of one facet, by value and by event: which events have a value, and how many events of a
//! set have each.

use rayon::prelude::*;

use super::slots::Slots;
use crate::bits::Bits;
use crate::evidence::Links;

/// Where the links of one facet are: from values to events and back.
#[derive(Clone, Copy, Debug)]
pub(in crate::query) struct Ties<'a> {
    pub(in crate::query) links: &'a Links,
    pub(in crate::query) facet: Linked,
}

/// A facet whose values events link, any number of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum Linked {
    Entities,
    Sources,
}

impl<'a> Ties<'a> {
    /// The events that have a value, ascending.
    pub(in crate::query) fn events_of(self, value: usize) -> &'a [u32] {
        match self.facet {
            Linked::Entities => self.links.events_of_entity(value),
            Linked::Sources => self.links.events_of_source(value),
        }
    }

    /// The values that an event has, ascending.
    pub(in crate::query) fn values_of(self, event: usize) -> &'a [u32] {
        match self.facet {
            Linked::Entities => self.links.entities_of(event),
            Linked::Sources => self.links.sources_of(event),
        }
    }
}

/// Beside the links: bitmaps of the values that many events have, and slots for all others.
#[derive(Clone, Debug, Default)]
pub(in crate::query) struct Values {
    /// Beside the values; where a bitmap is smaller than the list.
    dense: Vec<Option<Bits>>,
    /// `None`: too many values; the links are walked.
    slots: Option<Slots>,
}

impl Values {
    pub(super) fn new(ties: Ties<'_>, n_values: usize) -> Self {
        let n_events = ties.links.n_events();
        let values = (0..n_values).into_par_iter();
        let dense: Vec<Option<Bits>> = values
            .map(|value| {
                let events = ties.events_of(value);
                is_dense(events.len(), n_events).then(|| bits(n_events, events))
            })
            .collect();
        let is_sparse = |value| !has(&dense, value);
        let slots = Slots::new(n_values, n_events, |event| ties.values_of(event), is_sparse);
        Self { dense, slots }
    }

    /// The event's links changed to what they are now.
    pub(super) fn update(&mut self, ties: Ties<'_>, event: usize) {
        let values = ties.values_of(event);
        for (value, bits) in self.dense.iter_mut().enumerate() {
            let Some(bits) = bits else { continue };
            if values.iter().any(|it| *it as usize == value) {
                bits.insert(event);
            } else {
                bits.remove(event);
            }
        }
        if let Some(slots) = &mut self.slots {
            let dense = &self.dense;
            slots.replace(event, values, |value| !has(dense, value));
        }
    }

    /// Adds the events that have a value.
    fn add_events(&self, ties: Ties<'_>, value: usize, to: &mut Bits) {
        match self.dense.get(value) {
            Some(Some(bits)) => to.add(bits),
            _ => ties
                .events_of(value)
                .iter()
                .for_each(|event| to.insert(*event as usize)),
        }
    }

    /// The events that have any of these values.
    pub(in crate::query) fn with_any(&self, ties: Ties<'_>, values: &[usize]) -> Bits {
        let n_events = ties.links.n_events();
        let is_sparse = |value: &&usize| !self.dense.get(**value).is_some_and(Option::is_some);
        let sparse = values.iter().filter(is_sparse);
        let n_listed: usize = sparse.map(|value| ties.events_of(*value).len()).sum();
        let Some(slots) = self
            .slots
            .as_ref()
            .filter(|it| it.steps(n_events) < 2 * n_listed)
        else {
            return self.with_any_listed(ties, values);
        };
        let mut is_wanted = vec![false; self.dense.len()];
        for value in values {
            if let Some(is_wanted) = is_wanted.get_mut(*value) {
                *is_wanted = true;
            }
        }
        let mut events = slots.with_any(&is_wanted);
        for value in values {
            if let Some(Some(bits)) = self.dense.get(*value) {
                events.add(bits);
            }
        }
        events
    }

    fn with_any_listed(&self, ties: Ties<'_>, values: &[usize]) -> Bits {
        let n_events = ties.links.n_events();
        let listed = |values: &[usize]| {
            let mut events = Bits::none(n_events);
            for value in values {
                self.add_events(ties, *value, &mut events);
            }
            events
        };
        if values.len() < 2 {
            return listed(values);
        }
        let (some, others) = values.split_at(values.len() / 2);
        let (mut some, others) = rayon::join(|| listed(some), || listed(others));
        some.add(&others);
        some
    }

    /// For each value, how many events of a set have it.
    pub(in crate::query) fn count(&self, ties: Ties<'_>, set: &Bits, n_set: usize) -> Vec<usize> {
        let n_events = set.len();
        let all = || (0..self.dense.len()).map(|value| ties.events_of(value).len());
        if n_set == n_events {
            return all().collect();
        }
        let sparse = self.sparse_counts(ties, set, n_set);
        let values = self.dense.par_iter().zip(sparse).with_min_len(1024.min(
            // A bitmap is worth a thread, a number is not.
            (1 << 24) / n_events.max(1) + 1,
        ));
        let counts = values.map(|(bits, sparse)| match bits {
            Some(bits) => bits.count_with(set),
            None => sparse,
        });
        counts.collect()
    }

    /// The same for the values without a bitmap: by the walk that is shortest.
    fn sparse_counts(&self, ties: Ties<'_>, set: &Bits, n_set: usize) -> Vec<usize> {
        let n_outside = set.len() - n_set;
        let is_outside = n_outside < n_set;
        let Some(slots) = &self.slots else {
            return self.counts_by_value(ties, set);
        };
        let lens = || {
            let values = self.dense.iter().enumerate();
            values.map(|(value, bits)| match bits {
                Some(_) => 0,
                None => ties.events_of(value).len(),
            })
        };
        if lens().sum::<usize>() <= slots.steps(n_set.min(n_outside)) {
            return self.counts_by_value(ties, set);
        }
        let counted = slots.count(set, is_outside).into_iter();
        let counted = counted.map(|count| count as usize);
        if is_outside {
            let inside = lens().zip(counted);
            return inside
                .map(|(all, outside)| all.saturating_sub(outside))
                .collect();
        }
        counted.collect()
    }

    fn counts_by_value(&self, ties: Ties<'_>, set: &Bits) -> Vec<usize> {
        let values = self.dense.par_iter().enumerate().with_min_len(256);
        let counts = values.map(|(value, bits)| match bits {
            Some(_) => 0,
            None => count_listed(ties.events_of(value), set),
        });
        counts.collect()
    }

    /// Of the heap: the bitmaps, and the slots.
    pub(super) fn heap_bytes(&self) -> (usize, usize) {
        let dense = self.dense.iter().flatten().map(Bits::heap_bytes);
        let slots = self.slots.as_ref().map_or(0, Slots::heap_bytes);
        (dense.sum::<usize>() + size_of_val(&*self.dense), slots)
    }
}

fn has(dense: &[Option<Bits>], value: u32) -> bool {
    dense.get(value as usize).is_some_and(Option::is_some)
}

/// How many of these events are in a set.
pub(super) fn count_listed(events: &[u32], set: &Bits) -> usize {
    let words = set.words();
    let is_member = |event: u32| {
        let word = words.get(event as usize / 64).copied().unwrap_or_default();
        (word >> (event % 64)) & 1
    };
    let count: u64 = events.iter().map(|event| is_member(*event)).sum();
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// Whether a bitmap takes less than a list.
pub(super) fn is_dense(n_members: usize, n_events: usize) -> bool {
    n_members * 32 > n_events
}

pub(super) fn bits(n_events: usize, events: &[u32]) -> Bits {
    Bits::from_positions(n_events, events.iter().map(|event| *event as usize))
}
