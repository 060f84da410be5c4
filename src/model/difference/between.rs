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
pub(in crate::model) fn by_id<T: Named + PartialEq>(
    old: &[Arc<T>],
    new: &[Arc<T>],
) -> Vec<Hunk<T>> {
    between(old, new, |old, new| {
        let positions = old.iter().enumerate();
        let positions: BTreeMap<&str, usize> = positions
            .map(|(at, record)| (record.id_text(), at))
            .collect();
        let common = new.iter().enumerate();
        let common = common.filter_map(|(at, it)| Some((*positions.get(it.id_text())?, at)));
        longest_rising(&common.collect::<Vec<_>>())
    })
}

/// Records that say the same are the same one.
pub(super) fn by_likeness<T: PartialEq>(old: &[Arc<T>], new: &[Arc<T>]) -> Vec<Hunk<T>> {
    between(old, new, |old, new| {
        if old.len().saturating_mul(new.len()) > MAX_PAIRS {
            return Vec::new();
        }
        longest_common(old, new, is_same)
    })
}

fn is_same<T: PartialEq>(one: &Arc<T>, other: &Arc<T>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

/// What `pairs` are the same records in what is left when the lists' like beginnings and ends are put aside: of a
/// single edit, a single record.
fn between<T: PartialEq>(
    old: &[Arc<T>],
    new: &[Arc<T>],
    pairs: impl FnOnce(&[Arc<T>], &[Arc<T>]) -> Vec<(usize, usize)>,
) -> Vec<Hunk<T>> {
    let n_same = |pairs: &mut dyn Iterator<Item = (&Arc<T>, &Arc<T>)>| {
        pairs.take_while(|(old, new)| is_same(old, new)).count()
    };
    let n_first = n_same(&mut old.iter().zip(new));
    let shortest = old.len().min(new.len()) - n_first;
    let n_last = n_same(&mut old.iter().rev().zip(new.iter().rev()).take(shortest));
    let middle = |list: &'_ [Arc<T>]| n_first..list.len() - n_last;
    let (old, new) = (
        old.get(middle(old)).unwrap_or_default(),
        new.get(middle(new)).unwrap_or_default(),
    );
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    let mut hunks = hunks(old, new, &pairs(old, new));
    for hunk in &mut hunks {
        hunk.at += n_first;
    }
    hunks
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
    let says_the_same = |(at, new_at): &&(usize, usize)| match (old.get(*at), new.get(*new_at)) {
        (Some(one), Some(other)) => is_same(one, other),
        _ => false,
    };
    let end = (old.len(), new.len());
    let same = pairs.iter().filter(says_the_same).copied().chain([end]);
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
