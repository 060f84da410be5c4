//! What of a list passes a filter: all of it, at no cost, or a set with ranks. Made by looking up the event
//! of each entry in the set of events that pass, 64 entries at a time and on all cores.

use std::ops::Range;

use rayon::prelude::*;

use crate::bits::{Bits, Ranked};

/// Fewer words are not worth another thread.
const MIN_WORDS: usize = 512;

/// Which entries of a list pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sieve {
    All(usize),
    Some(Ranked),
}

impl Default for Sieve {
    fn default() -> Self {
        Self::All(0)
    }
}

impl Sieve {
    /// `events` has the event of each entry; `shown` the events that pass, `None` for all.
    pub(super) fn new(events: &[u32], shown: Option<&Bits>) -> Self {
        match shown {
            None => Self::All(events.len()),
            Some(shown) => Self::Some(Ranked::new(gathered(events, shown))),
        }
    }

    /// How many pass before a position.
    pub(super) fn rank(&self, position: usize) -> usize {
        match self {
            Self::All(len) => position.min(*len),
            Self::Some(ranked) => ranked.rank(position),
        }
    }

    pub(super) fn count_in(&self, range: Range<usize>) -> usize {
        self.rank(range.end).saturating_sub(self.rank(range.start))
    }

    pub(super) fn contains(&self, position: usize) -> bool {
        match self {
            Self::All(len) => position < *len,
            Self::Some(ranked) => ranked.contains(position),
        }
    }

    /// The first that passes in a range.
    pub(super) fn first_in(&self, range: Range<usize>) -> Option<usize> {
        let first = match self {
            Self::All(_) => Some(range.start),
            Self::Some(ranked) => ranked.next(range.start),
        };
        first.filter(|first| range.contains(first))
    }

    /// The last that passes in a range.
    pub(super) fn last_in(&self, range: Range<usize>) -> Option<usize> {
        let last = match self {
            Self::All(_) => range.end.checked_sub(1),
            Self::Some(ranked) => ranked.previous(range.end),
        };
        last.filter(|last| range.contains(last))
    }

    /// The `n`th that passes at or after `start`, from 0.
    pub(super) fn nth_from(&self, start: usize, n: usize) -> Option<usize> {
        match self {
            Self::All(len) => (start + n < *len).then_some(start + n),
            Self::Some(ranked) => ranked.select(ranked.rank(start) + n),
        }
    }

    /// Those of the 64 entries from `64 * word` on that pass, the first in the lowest bit.
    pub(super) fn word(&self, word: usize) -> u64 {
        match self {
            Self::All(_) => u64::MAX,
            Self::Some(ranked) => ranked.bits().words().get(word).copied().unwrap_or_default(),
        }
    }

    pub(super) fn heap_bytes(&self) -> usize {
        match self {
            Self::All(_) => 0,
            Self::Some(ranked) => ranked.heap_bytes(),
        }
    }
}

/// Whether the event of each entry is one of those that pass.
pub(super) fn gathered(events: &[u32], shown: &Bits) -> Bits {
    let chunks = events.par_chunks(64).with_min_len(MIN_WORDS);
    let words = chunks.map(|chunk| {
        let mut word = 0;
        for (bit, event) in chunk.iter().enumerate() {
            word |= u64::from(shown.contains(*event as usize)) << bit;
        }
        word
    });
    Bits::from_words(events.len(), words.collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_sieve_answers_as_a_loop_over_its_list(
            events in proptest::collection::vec(0..40_u32, 0..400),
            shown in proptest::option::of(proptest::collection::vec(any::<bool>(), 40)),
            from in 0..420_usize, length in 0..420_usize, n in 0..200_usize,
        ) {
            let bits = shown.as_ref().map(|shown| Bits::from_fn(40, |event| shown[event]));
            let sieve = Sieve::new(&events, bits.as_ref());
            let passes = |at: usize| {
                at < events.len() && shown.as_ref().is_none_or(|shown| shown[events[at] as usize])
            };
            let range = from..(from + length).min(events.len()).max(from);
            let inside: Vec<usize> = range.clone().filter(|at| passes(*at)).collect();
            if range.end <= events.len() {
                prop_assert_eq!(sieve.count_in(range.clone()), inside.len());
                prop_assert_eq!(sieve.first_in(range.clone()), inside.first().copied());
                prop_assert_eq!(sieve.last_in(range.clone()), inside.last().copied());
            }
            let rest: Vec<usize> = (from..events.len()).filter(|at| passes(*at)).collect();
            prop_assert_eq!(sieve.nth_from(from, n), rest.get(n).copied());
            prop_assert!((0..events.len()).all(|at| sieve.contains(at) == passes(at)));
            prop_assert!((0..events.len()).all(|at| (sieve.word(at / 64) >> (at % 64) & 1 == 1) == passes(at)));
        }
    }
}
