//! Finding how two lists differ.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Hunk;
use crate::model::positions::Named;

/// Lists without ids are compared record by record up to this many pairs; beyond, what differs in the
/// middle is one hunk.
const MAX_PAIRS: usize = 1 << 20;

/// Records of the same id are the same one. What changed its place among the others was taken out and
/// put in again.
pub(super) fn by_id<T: Named + PartialEq>(old: &[Arc<T>], new: &[Arc<T>]) -> Vec<Hunk<T>> {
    let is_match =
        |one: &Arc<T>, other: &Arc<T>| Arc::ptr_eq(one, other) || one.id_text() == other.id_text();
    let ends = Ends::of(old, new, is_match);
    let (old_middle, new_middle) = ends.middles(old, new);
    let positions: BTreeMap<&str, usize> = old_middle
        .iter()
        .enumerate()
        .map(|(at, record)| (record.id_text(), at))
        .collect();
    let common = new_middle.iter().enumerate();
    let common = common.filter_map(|(at, it)| Some((*positions.get(it.id_text())?, at)));
    let pairs = longest_rising(&common.collect::<Vec<_>>());
    hunks(old, new, &ends.all_pairs(pairs, old.len(), new.len()))
}

/// Records that say the same are the same one.
pub(super) fn by_likeness<T: PartialEq>(old: &[Arc<T>], new: &[Arc<T>]) -> Vec<Hunk<T>> {
    let is_match = |one: &Arc<T>, other: &Arc<T>| Arc::ptr_eq(one, other) || one == other;
    let ends = Ends::of(old, new, is_match);
    let (old_middle, new_middle) = ends.middles(old, new);
    let pairs = if old_middle.len().saturating_mul(new_middle.len()) <= MAX_PAIRS {
        longest_common(old_middle, new_middle, is_match)
    } else {
        Vec::new()
    };
    hunks(old, new, &ends.all_pairs(pairs, old.len(), new.len()))
}

/// How many records two lists share at their beginnings and ends.
struct Ends {
    n_first: usize,
    n_last: usize,
}

impl Ends {
    fn of<T>(old: &[T], new: &[T], is_match: impl Fn(&T, &T) -> bool) -> Self {
        let n_same = |pairs: &mut dyn Iterator<Item = (&T, &T)>| {
            pairs.take_while(|(old, new)| is_match(old, new)).count()
        };
        let n_first = n_same(&mut old.iter().zip(new));
        let rest = |list: &[T]| list.len() - n_first;
        let behind = old.iter().rev().zip(new.iter().rev());
        let n_last = n_same(&mut behind.take(rest(old).min(rest(new))));
        Self { n_first, n_last }
    }

    fn middles<'a, T>(&self, old: &'a [T], new: &'a [T]) -> (&'a [T], &'a [T]) {
        let middle = |list: &'a [T]| {
            let end = list.len() - self.n_last;
            list.get(self.n_first..end).unwrap_or_default()
        };
        (middle(old), middle(new))
    }

    /// The pairs of the middle between those of the ends.
    fn all_pairs(
        &self,
        middle: Vec<(usize, usize)>,
        n_old: usize,
        n_new: usize,
    ) -> Vec<(usize, usize)> {
        let first = (0..self.n_first).map(|at| (at, at));
        let middle = middle
            .into_iter()
            .map(|(old, new)| (old + self.n_first, new + self.n_first));
        let last = (0..self.n_last).rev();
        let last = last.map(|behind| (n_old - 1 - behind, n_new - 1 - behind));
        first.chain(middle).chain(last).collect()
    }
}

/// The longest part of these pairs, given by rising second number, in which the first rises too.
/// Patience sorting, O(n log n).
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length, the pair with the lowest first number that a run of that length can end with.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let first_of = |at: &usize| pairs.get(*at).map_or(0, |pair| pair.0);
    for (at, (first, _)) in pairs.iter().enumerate() {
        let len = ends.partition_point(|end| first_of(end) < *first);
        before.push(len.checked_sub(1).and_then(|len| ends.get(len).copied()));
        match ends.get_mut(len) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        run.extend(pairs.get(at).copied());
        next = before.get(at).copied().flatten();
    }
    run.reverse();
    run
}

/// The longest common subsequence, by the table of lengths.
fn longest_common<T>(
    old: &[T],
    new: &[T],
    is_match: impl Fn(&T, &T) -> bool,
) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    // Of the tails that begin at each pair of positions.
    let mut lengths = vec![0_usize; (old.len() + 1) * width];
    let length = |lengths: &[usize], i: usize, j: usize| {
        lengths.get(i * width + j).copied().unwrap_or_default()
    };
    for (i, one) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            let longest = if is_match(one, other) {
                length(&lengths, i + 1, j + 1) + 1
            } else {
                length(&lengths, i + 1, j).max(length(&lengths, i, j + 1))
            };
            if let Some(slot) = lengths.get_mut(i * width + j) {
                *slot = longest;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(one), Some(other)) = (old.get(i), new.get(j)) {
        if is_match(one, other) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if length(&lengths, i + 1, j) >= length(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// What lies between these pairs, and the pairs that do not say the same.
fn hunks<T: PartialEq>(old: &[Arc<T>], new: &[Arc<T>], pairs: &[(usize, usize)]) -> Vec<Hunk<T>> {
    let is_same = |(at, new_at): &&(usize, usize)| match (old.get(*at), new.get(*new_at)) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other) || one == other,
        _ => false,
    };
    let end = (old.len(), new.len());
    let same = pairs.iter().filter(is_same).copied().chain([end]);
    let (mut at, mut new_at) = (0, 0);
    let mut hunks = Vec::new();
    for (same_at, same_new_at) in same {
        if (at, new_at) != (same_at, same_new_at) {
            hunks.push(Hunk {
                at,
                removed: same_at - at,
                put: new.get(new_at..same_new_at).unwrap_or_default().to_vec(),
            });
        }
        (at, new_at) = (same_at + 1, same_new_at + 1);
    }
    hunks
}
