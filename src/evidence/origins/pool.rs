//! What every event rests on, in one long list of numbers: three counts, then the positions. An event
//! takes some thirty bytes; an edited one moves to the end, and now and then the holes are closed.

use rayon::prelude::*;

use super::sets::{Ends, at, position};
use super::{Counts, Found, Gathering, Lineages};
use crate::evidence::Links;

/// Events that one thread takes at a time.
const CHUNK: usize = 4096;

#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    /// Where each event's numbers begin.
    starts: Vec<usize>,
    numbers: Vec<u32>,
    /// How many of the numbers belong to no event any more.
    spare: usize,
}

impl Pool {
    pub(super) fn new(n_events: usize, links: &Links, lineages: &Lineages) -> Self {
        let firsts = (0..n_events)
            .step_by(CHUNK)
            .collect::<Vec<_>>()
            .into_par_iter();
        let chunks = firsts.map(|first| {
            let mut pool = Self::default();
            let mut gathering = Gathering::new(lineages);
            for event in first..n_events.min(first + CHUNK) {
                pool.push(gathering.event(links, event));
            }
            pool
        });
        let mut pool = Self {
            starts: Vec::with_capacity(n_events),
            ..Self::default()
        };
        for chunk in chunks.collect::<Vec<_>>() {
            let before = pool.numbers.len();
            pool.starts
                .extend(chunk.starts.iter().map(|start| before + start));
            pool.numbers.extend(chunk.numbers);
        }
        pool
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    fn push(&mut self, found: &Found) {
        self.starts.push(self.numbers.len());
        self.write(found);
    }

    fn write(&mut self, found: &Found) {
        let lists = [&found.cited, &found.ends.independent, &found.ends.unknown];
        self.numbers.extend(lists.map(|list| position(list.len())));
        for list in lists {
            self.numbers.extend_from_slice(list);
        }
    }

    fn from(&self, event: usize) -> &[u32] {
        let start = self.starts.get(event).copied();
        start
            .and_then(|start| self.numbers.get(start..))
            .unwrap_or_default()
    }

    pub(super) fn counts(&self, event: usize) -> Counts {
        let &[cited, independent, unknown, ..] = self.from(event) else {
            return Counts::default();
        };
        Counts {
            cited: at(cited),
            independent: at(independent),
            unknown: at(unknown),
        }
    }

    fn cited(&self, event: usize) -> &[u32] {
        let Some((&[cited, ..], rest)) = self.from(event).split_first_chunk::<3>() else {
            return &[];
        };
        rest.get(..at(cited)).unwrap_or_default()
    }

    pub(super) fn get(&self, event: usize) -> Found {
        let counts = self.counts(event);
        let lists = self.from(event).get(3..).unwrap_or_default();
        let mut lists = lists.iter().copied();
        let mut take = |count| lists.by_ref().take(count).collect();
        Found {
            cited: take(counts.cited),
            ends: Ends {
                independent: take(counts.independent),
                unknown: take(counts.unknown),
            },
        }
    }

    pub(super) fn put(&mut self, event: usize, found: &Found) {
        let old = self.counts(event);
        let old_len = 3 + old.cited + old.independent + old.unknown;
        let end = self.numbers.len();
        let Some(start) = self.starts.get_mut(event) else {
            return;
        };
        *start = end;
        self.spare += old_len;
        self.write(found);
        if self.spare > self.numbers.len() / 2 {
            self.close_holes();
        }
    }

    fn close_holes(&mut self) {
        let mut closed = Self::default();
        (0..self.len()).for_each(|event| closed.push(&self.get(event)));
        *self = closed;
    }

    /// The events that cite any of these sources, ascending.
    pub(super) fn citing(&self, is_wanted: &[bool]) -> Vec<usize> {
        let is_wanted = |source: &u32| is_wanted.get(at(*source)).copied().unwrap_or_default();
        let events = 0..self.len();
        events
            .filter(|event| self.cited(*event).iter().any(is_wanted))
            .collect()
    }
}
