//! What takes up more than a day, so that it can reach into a time it did not begin in. By begin and by end,
//! lane by lane: how many reach over a day is a difference of two ranks, and which ones is found
//! without a look at most of the others, from the latest end of each 64 and of each 4,096.

use std::ops::Range;

use rayon::prelude::*;

use super::sieve::Sieve;

/// Entries to a block, and blocks to a large one.
const BLOCK: usize = 64;

/// The intervals of all lanes. An entry is a position in the order of lane and begin.
#[derive(Clone, Debug, Default)]
pub(super) struct Intervals {
    /// For each lane where its part begins, in both orders; one more for the end.
    offsets: Vec<u32>,
    /// By lane, then by begin.
    from_days: Vec<i32>,
    to_days: Vec<i32>,
    slots: Vec<u32>,
    events: Vec<u32>,
    /// By lane, then by end.
    ends: Vec<i32>,
    events_by_end: Vec<u32>,
    /// Every slot is an interval, and they are in the order of the slots: then the same of them pass.
    mirrors_slots: bool,
    /// The latest end of each block of entries, and of each block of blocks.
    latest: Vec<i32>,
    latest_of_many: Vec<i32>,
}

/// One of them: where it stands in its lane, whose it is, and from when to when it reaches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interval {
    pub(super) lane: u32,
    pub(super) slot: u32,
    pub(super) event: u32,
    pub(super) from: i32,
    pub(super) to: i32,
}

/// Which intervals pass a filter, in both orders.
#[derive(Clone, Debug, Default)]
pub(super) struct IntervalSieves {
    begins: Sieve,
    ends: Sieve,
}

/// How many intervals of a lane begin, and how many end, before a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) begun: u32,
    pub(super) ended: u32,
}

impl Intervals {
    pub(super) fn new(n_lanes: usize, n_slots: usize, mut intervals: Vec<Interval>) -> Self {
        let mut offsets = vec![0_u32; n_lanes + 1];
        for interval in &intervals {
            if let Some(count) = offsets.get_mut(interval.lane as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for offset in &mut offsets {
            sum += *offset;
            *offset = sum;
        }
        intervals.par_sort_unstable_by_key(|it| (it.lane, it.to, it.slot));
        let ends = intervals.iter().map(|it| it.to).collect();
        let events_by_end = intervals.iter().map(|it| it.event).collect();
        intervals.par_sort_unstable_by_key(|it| (it.lane, it.from, it.slot));
        let is_in_order = intervals
            .iter()
            .zip(0_u32..)
            .all(|(it, slot)| it.slot == slot);
        let to_days: Vec<i32> = intervals.iter().map(|it| it.to).collect();
        let latest = maxima(&to_days);
        Self {
            offsets,
            mirrors_slots: intervals.len() == n_slots && is_in_order,
            from_days: intervals.iter().map(|it| it.from).collect(),
            slots: intervals.iter().map(|it| it.slot).collect(),
            events: intervals.iter().map(|it| it.event).collect(),
            ends,
            events_by_end,
            latest_of_many: maxima(&latest),
            latest,
            to_days,
        }
    }

    /// `of_slots` is what passes of the slots of the lanes.
    pub(super) fn sieves(
        &self,
        shown: Option<&crate::bits::Bits>,
        of_slots: &Sieve,
    ) -> IntervalSieves {
        let (begins, ends) = rayon::join(
            || {
                if self.mirrors_slots {
                    of_slots.clone()
                } else {
                    Sieve::new(&self.events, shown)
                }
            },
            || Sieve::new(&self.events_by_end, shown),
        );
        IntervalSieves { begins, ends }
    }

    fn range(&self, lane: usize) -> Range<usize> {
        let bound = |lane: usize| self.offsets.get(lane).map_or(0, |offset| *offset as usize);
        bound(lane)..bound(lane + 1)
    }

    /// How many begin and end before a day; positions in the lane, whatever passes.
    pub(super) fn edge(&self, lane: usize, day: i32) -> Edge {
        let range = self.range(lane);
        let before = |days: &[i32]| {
            let own = days.get(range.clone()).unwrap_or_default();
            u32::try_from(own.partition_point(|other| *other < day)).unwrap_or(u32::MAX)
        };
        Edge {
            begun: before(&self.from_days),
            ended: before(&self.ends),
        }
    }

    /// How many of a lane's that pass began before the day of an edge and had not ended by it.
    pub(super) fn reaching(&self, sieves: &IntervalSieves, lane: usize, edge: Edge) -> usize {
        let Range { start, .. } = self.range(lane);
        let begun = sieves.begins.count_in(start..start + edge.begun as usize);
        let ended = sieves.ends.count_in(start..start + edge.ended as usize);
        begun.saturating_sub(ended)
    }

    /// The slots of a lane's intervals that pass, began before a day and had not ended by it.
    pub(super) fn slots_reaching(
        &self,
        sieves: &IntervalSieves,
        lane: usize,
        day: i32,
    ) -> Vec<u32> {
        let range = self.range(lane);
        let end = range.start + self.edge(lane, day).begun as usize;
        let range = range.start..end;
        let mut found = Vec::new();
        let mut block = range.start / BLOCK;
        while block * BLOCK < range.end {
            let many = block / BLOCK;
            if block.is_multiple_of(BLOCK)
                && self.latest_of_many.get(many).is_some_and(|to| *to < day)
            {
                block += BLOCK;
                continue;
            }
            let passing = sieves.begins.word(block);
            if passing != 0 && self.latest.get(block).is_some_and(|to| *to >= day) {
                let entries =
                    (block * BLOCK).max(range.start)..((block + 1) * BLOCK).min(range.end);
                found.extend(entries.filter_map(|entry| {
                    let reaches = *self.to_days.get(entry)? >= day;
                    let passes = passing >> (entry % BLOCK) & 1 == 1;
                    (reaches && passes).then(|| self.slots.get(entry).copied())?
                }));
            }
            block += 1;
        }
        found
    }

    pub(super) fn heap_bytes(&self) -> usize {
        let positions = [
            &self.offsets,
            &self.slots,
            &self.events,
            &self.events_by_end,
        ];
        let days = [
            &self.from_days,
            &self.to_days,
            &self.ends,
            &self.latest,
            &self.latest_of_many,
        ];
        positions
            .map(|list| size_of_val(&**list))
            .iter()
            .sum::<usize>()
            + days.map(|list| size_of_val(&**list)).iter().sum::<usize>()
    }
}

impl IntervalSieves {
    pub(super) fn heap_bytes(&self) -> usize {
        self.begins.heap_bytes() + self.ends.heap_bytes()
    }
}

fn maxima(days: &[i32]) -> Vec<i32> {
    let blocks = days.chunks(BLOCK);
    blocks
        .map(|block| block.iter().copied().max().unwrap_or(i32::MIN))
        .collect()
}
