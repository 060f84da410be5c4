//! The values of each event in a few slots of fixed number, for counting them over a set of events: no
//! list to look up, nothing to guess for the processor. What does not fit is kept beside.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::bits::Bits;

/// Slots an event, at most.
const MAX_SLOTS: usize = 8;
/// Empty slots count into one of so many counters behind the values' own, in turn: one alone would be
/// waited for.
const SPARE: usize = 16;
/// Events below which a second thread is not worth waking.
const ALONE: usize = 1 << 15;

/// Values by event.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    n_values: usize,
    n_events: usize,
    per_event: usize,
    flat: Vec<u16>,
    /// Event and value, where there are more than slots.
    beyond: BTreeSet<(u32, u16)>,
}

impl Slots {
    /// `None` if there are more values than a slot can tell apart.
    pub(super) fn new<'a>(
        n_values: usize,
        n_events: usize,
        values_of: impl Fn(usize) -> &'a [u32] + Sync,
        is_kept: impl Fn(u32) -> bool + Sync,
    ) -> Option<Self> {
        if n_values + SPARE > usize::from(u16::MAX) {
            return None;
        }
        let count = |event| values_of(event).iter().filter(|it| is_kept(**it)).count();
        let mut n_with = [0_usize; MAX_SLOTS + 2];
        for event in 0..n_events {
            if let Some(n) = n_with.get_mut(count(event).min(MAX_SLOTS + 1)) {
                *n += 1;
            }
        }
        let per_event = best(n_events, &n_with);
        let mut slots = Self {
            n_values,
            n_events,
            per_event,
            flat: vec![0; n_events * per_event],
            beyond: BTreeSet::new(),
        };
        for event in 0..n_events {
            slots.fill(event, values_of(event), &is_kept);
        }
        Some(slots)
    }

    /// The event has these values now, of which some are not kept here.
    pub(super) fn replace(&mut self, event: usize, values: &[u32], is_kept: impl Fn(u32) -> bool) {
        let position = at(event);
        let old = self.beyond.range((position, 0)..=(position, u16::MAX));
        for pair in old.copied().collect::<Vec<_>>() {
            self.beyond.remove(&pair);
        }
        if event < self.n_events {
            self.fill(event, values, &is_kept);
        }
    }

    fn fill(&mut self, event: usize, values: &[u32], is_kept: &impl Fn(u32) -> bool) {
        let kept = values.iter().copied().filter(|value| is_kept(*value));
        let mut kept = kept.filter_map(|value| u16::try_from(value).ok());
        let spare = self.n_values + event % SPARE;
        let spare = u16::try_from(spare).unwrap_or(u16::MAX);
        let start = event * self.per_event;
        let own = self.flat.get_mut(start..start + self.per_event);
        for slot in own.unwrap_or_default() {
            *slot = kept.next().unwrap_or(spare);
        }
        let position = at(event);
        self.beyond.extend(kept.map(|value| (position, value)));
    }

    /// What it costs to count over so many events, in steps.
    pub(super) fn steps(&self, n_events: usize) -> usize {
        n_events * self.per_event + 4 * self.beyond.len()
    }

    /// For each value the events that have it: those of a set, or all others.
    pub(super) fn count(&self, set: &Bits, is_outside: bool) -> Vec<u32> {
        let n_words = set.words().len();
        let threads = rayon::current_num_threads();
        let mut counts = if self.n_events <= ALONE || threads < 2 {
            self.count_words(set, is_outside, 0..n_words)
        } else {
            let n_parts = 2 * threads;
            let part = |n| (n * n_words / n_parts)..((n + 1) * n_words / n_parts);
            let parts = (0..n_parts).into_par_iter();
            let parts = parts.map(|n| self.count_words(set, is_outside, part(n)));
            parts.reduce(Vec::new, summed)
        };
        for (event, value) in &self.beyond {
            if set.contains(*event as usize) != is_outside
                && let Some(count) = counts.get_mut(usize::from(*value))
            {
                *count += 1;
            }
        }
        counts.truncate(self.n_values);
        counts
    }

    /// The events that have any of the values that are wanted, in the order of values.
    pub(super) fn with_any(&self, is_wanted: &[bool]) -> Bits {
        let mut wanted = is_wanted.to_vec();
        wanted.resize(self.n_values + SPARE, false);
        let mut events = match self.per_event {
            1 => with_any::<1>(&self.flat, &wanted),
            2 => with_any::<2>(&self.flat, &wanted),
            3 => with_any::<3>(&self.flat, &wanted),
            4 => with_any::<4>(&self.flat, &wanted),
            5 => with_any::<5>(&self.flat, &wanted),
            6 => with_any::<6>(&self.flat, &wanted),
            7 => with_any::<7>(&self.flat, &wanted),
            8 => with_any::<8>(&self.flat, &wanted),
            _ => Vec::new(),
        };
        events.resize(self.n_events.div_ceil(64), 0);
        let mut events = Bits::from_words(self.n_events, events);
        for (event, value) in &self.beyond {
            if wanted.get(usize::from(*value)) == Some(&true) {
                events.insert(*event as usize);
            }
        }
        events
    }

    fn count_words(&self, set: &Bits, is_outside: bool, words: std::ops::Range<usize>) -> Vec<u32> {
        let mut counts = vec![0; self.n_values + SPARE];
        let members = Members {
            first: words.start * 64,
            words: set.words().get(words).unwrap_or_default(),
            flip: if is_outside { u64::MAX } else { 0 },
        };
        match self.per_event {
            1 => members.count::<1>(&self.flat, &mut counts),
            2 => members.count::<2>(&self.flat, &mut counts),
            3 => members.count::<3>(&self.flat, &mut counts),
            4 => members.count::<4>(&self.flat, &mut counts),
            5 => members.count::<5>(&self.flat, &mut counts),
            6 => members.count::<6>(&self.flat, &mut counts),
            7 => members.count::<7>(&self.flat, &mut counts),
            8 => members.count::<8>(&self.flat, &mut counts),
            // No event has a value that is kept.
            _ => {}
        }
        counts
    }

    pub(super) fn heap_bytes(&self) -> usize {
        size_of_val(&*self.flat) + self.beyond.len() * 2 * size_of::<(u32, u16)>()
    }
}

/// Some of the events of a set.
struct Members<'a> {
    first: usize,
    words: &'a [u64],
    /// All ones: those that are in no set.
    flip: u64,
}

impl Members<'_> {
    fn count<const PER_EVENT: usize>(&self, flat: &[u16], counts: &mut [u32]) {
        let (slots, _) = flat.as_chunks::<PER_EVENT>();
        let slots = slots.get(self.first..).unwrap_or_default();
        for (word, own) in self.words.iter().zip(slots.chunks(64)) {
            let mut rest = word ^ self.flip;
            while rest != 0 {
                // Beyond the last event there are no slots.
                let Some(slots) = own.get(rest.trailing_zeros() as usize) else {
                    break;
                };
                for value in slots {
                    if let Some(count) = counts.get_mut(usize::from(*value)) {
                        *count += 1;
                    }
                }
                rest &= rest - 1;
            }
        }
    }
}

/// As words of a bitmap.
fn with_any<const PER_EVENT: usize>(flat: &[u16], wanted: &[bool]) -> Vec<u64> {
    let (slots, _) = flat.as_chunks::<PER_EVENT>();
    let is_wanted = |value: &u16| wanted.get(usize::from(*value)).copied().unwrap_or(false);
    let word = |events: &[[u16; PER_EVENT]]| {
        let bits = events.iter().enumerate().map(|(bit, values)| {
            // All are looked up: a guess would be wrong too often.
            let is_any = values
                .iter()
                .fold(false, |any, value| any | is_wanted(value));
            u64::from(is_any) << bit
        });
        bits.sum::<u64>()
    };
    if slots.len() <= ALONE {
        return slots.chunks(64).map(word).collect();
    }
    slots.par_chunks(64).with_min_len(1024).map(word).collect()
}

/// The number of slots at which slots and what does not fit together cost least. One that does not fit
/// is worth six slots.
fn best(n_events: usize, n_with: &[usize; MAX_SLOTS + 2]) -> usize {
    let cost = |slots: usize| {
        let beyond = n_with.iter().enumerate().skip(slots + 1);
        let beyond: usize = beyond.map(|(n, events)| (n - slots) * events).sum();
        slots * n_events + 6 * beyond
    };
    (0..=MAX_SLOTS)
        .min_by_key(|slots| cost(*slots))
        .unwrap_or(0)
}

fn summed(mut a: Vec<u32>, b: Vec<u32>) -> Vec<u32> {
    if a.is_empty() {
        return b;
    }
    for (a, b) in a.iter_mut().zip(b) {
        *a += b;
    }
    a
}

fn at(event: usize) -> u32 {
    u32::try_from(event).unwrap_or(u32::MAX)
}
