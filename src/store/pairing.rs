//! Which records of a project are which of another version of it: by their ids, or by what they say.
//! What is left is put in, taken out, or moved.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::align::align;
use super::spelt::{Spelt, Twin};
use super::write::Written;
use crate::model::Hunk;

/// More pairs than this are not looked at for records that only changed their ids.
const MAX_RENAMED_PAIRS: usize = 1 << 10;

/// What becomes of the records of a list. Positions are those of the old list.
#[derive(Debug)]
pub(super) struct Changes<T> {
    /// The record at this position says something else now.
    pub replaced: Vec<(usize, Arc<T>)>,
    pub removed: BTreeSet<usize>,
    /// Before the record at this position.
    pub put: BTreeMap<usize, Vec<New<T>>>,
}

/// A record that comes to stand somewhere.
#[derive(Debug)]
pub(super) struct New<T> {
    /// Where it was, if it stood in the list before.
    pub from: Option<usize>,
    pub record: Arc<T>,
}

/// The hunks between two lists without ids. Where records were only put in or only taken out in one
/// place, the very ones that are meant, although others may say the same.
pub(super) fn unnamed<T>(old: &[Arc<T>], new: &[Arc<T>], found: Vec<Hunk<T>>) -> Vec<Hunk<T>> {
    let is_same = |(old, new): &(&Arc<T>, &Arc<T>)| Arc::ptr_eq(old, new);
    let n_first = old.iter().zip(new).take_while(is_same).count();
    let rest = old.len().min(new.len()) - n_first;
    let behind = old.iter().rev().zip(new.iter().rev()).take(rest);
    let n_last = behind.take_while(is_same).count();
    let removed = old.len() - n_first - n_last;
    let put = new.get(n_first..new.len() - n_last).unwrap_or_default();
    if removed > 0 && !put.is_empty() {
        return found;
    }
    let hunk = Hunk {
        at: n_first,
        removed,
        put: put.to_vec(),
    };
    let is_empty = removed == 0 && put.is_empty();
    if is_empty { Vec::new() } else { vec![hunk] }
}

pub(super) fn changes<T: Written + PartialEq>(
    old: &[Arc<T>],
    hunks: &[Hunk<T>],
) -> Option<Changes<T>> {
    let mut changes = Changes {
        replaced: Vec::new(),
        removed: BTreeSet::new(),
        put: BTreeMap::new(),
    };
    for hunk in hunks {
        let olds = old.get(hunk.at..hunk.at.checked_add(hunk.removed)?)?;
        let pairs = pairs(olds, &hunk.put)?;
        let mut pairs = pairs.into_iter().peekable();
        let mut next = hunk.at;
        for (at, record) in hunk.put.iter().enumerate() {
            let record = Arc::clone(record);
            if let Some((one, _)) = pairs.next_if(|(_, other)| *other == at) {
                let position = hunk.at + one;
                changes.removed.extend(next..position);
                changes.replaced.push((position, record));
                next = position + 1;
            } else {
                let put = changes.put.entry(next).or_default();
                put.push(New { from: None, record });
            }
        }
        changes.removed.extend(next..hunk.at + hunk.removed);
    }
    moved(old, &mut changes);
    Some(changes)
}

/// Pairs that do not cross: of one id first, between them those that are alike.
fn pairs<T: Written + PartialEq>(old: &[Arc<T>], new: &[Arc<T>]) -> Option<Vec<(usize, usize)>> {
    let positions: BTreeMap<&str, usize> = old
        .iter()
        .enumerate()
        .filter_map(|(at, record)| Some((record.id()?, at)))
        .collect();
    let mut pairs = Vec::new();
    let (mut next, mut new_next) = (0, 0);
    let ends = new.iter().enumerate().filter_map(|(at, record)| {
        let position = positions.get(record.id()?)?;
        Some((*position, at))
    });
    for (position, at) in ends.chain([(old.len(), new.len())]) {
        if position < next {
            continue;
        }
        let between = (old.get(next..position)?, new.get(new_next..at)?);
        let alike = alike(between.0, between.1, &positions)?;
        pairs.extend(alike.iter().map(|(i, j)| (i + next, j + new_next)));
        if position < old.len() {
            pairs.push((position, at));
        }
        (next, new_next) = (position + 1, at + 1);
    }
    Some(pairs)
}

/// Records that have another id, or none, and say much the same.
fn alike<T: Written>(
    old: &[Arc<T>],
    new: &[Arc<T>],
    known: &BTreeMap<&str, usize>,
) -> Option<Vec<(usize, usize)>> {
    if old.is_empty() || new.is_empty() || old.len() * new.len() > MAX_RENAMED_PAIRS {
        return Some(Vec::new());
    }
    let spelt = |records: &[Arc<T>]| -> Option<Vec<Spelt>> {
        records.iter().map(|record| Spelt::of(&**record)).collect()
    };
    let (old_spelt, new_spelt) = (spelt(old)?, spelt(new)?);
    let twins = |spelt: &'_ [Spelt]| -> Vec<usize> { (0..spelt.len()).collect() };
    let likeness = |one: &usize, other: &usize| {
        let is_moved = new
            .get(*other)
            .and_then(|it| it.id())
            .is_some_and(|id| known.contains_key(id));
        let twin = old_spelt.get(*one).map(Spelt::whole);
        let other = new_spelt.get(*other).map(Spelt::whole);
        match (twin, other) {
            (Some(twin), Some(other)) if !is_moved => renamed(&twin, &other),
            _ => 0,
        }
    };
    Some(align(&twins(&old_spelt), &twins(&new_spelt), likeness))
}

/// Half of what they say is the same.
fn renamed(one: &Twin<'_>, other: &Twin<'_>) -> usize {
    let (own, others) = (one.fields(), other.fields());
    let is_same = |(name, twin): &&(&str, Twin<'_>)| {
        let other = other.field(name);
        other.is_some_and(|other| other.text() == twin.text())
    };
    let shared = own.iter().filter(is_same).count();
    if 2 * shared >= own.len().max(others.len()) {
        1 + shared
    } else {
        0
    }
}

/// What was taken out at one place and put in at another stood there before.
fn moved<T: Written + PartialEq>(old: &[Arc<T>], changes: &mut Changes<T>) {
    if changes.removed.is_empty() || changes.put.is_empty() {
        return;
    }
    let record = |at: &usize| old.get(*at);
    let by_id: BTreeMap<&str, usize> = changes
        .removed
        .iter()
        .filter_map(|at| Some((record(at)?.id()?, *at)))
        .collect();
    let mut left: Vec<usize> = if by_id.is_empty() {
        changes.removed.iter().copied().collect()
    } else {
        Vec::new()
    };
    for new in changes.put.values_mut().flatten() {
        new.from = if let Some(id) = new.record.id() {
            by_id.get(id).copied()
        } else {
            let is_it = |at: &usize| record(at).is_some_and(|it| *it == new.record);
            let place = left.iter().position(is_it);
            let place = place.or_else(|| most_alike(&left, old, &new.record));
            place.map(|place| left.remove(place))
        };
    }
}

/// Which of these records says at least half of what this one says.
fn most_alike<T: Written>(left: &[usize], old: &[Arc<T>], record: &T) -> Option<usize> {
    if left.len() > MAX_RENAMED_PAIRS {
        return None;
    }
    let new = Spelt::of(record)?;
    let alike = left.iter().enumerate().filter_map(|(place, at)| {
        let old = Spelt::of(&**old.get(*at)?)?;
        Some((renamed(&old.whole(), &new.whole()), place))
    });
    let (_, place) = alike.filter(|(likeness, _)| *likeness > 0).max()?;
    Some(place)
}
