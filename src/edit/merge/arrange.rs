//! The order of a merged list. If one side moved things, they are moved; what is new goes behind what
//! it stood behind; where both put something in one place, neither side is the first by right.
//!
//! ```text
//! both have    a     b   c          the skeleton, in the order of whoever moved something
//! ours         a x   b   c          x and y stand in gaps of it
//! theirs       a   y b   c
//! ```

use std::cmp::Ordering;

use super::conflict::Side;
use crate::edit::matching::Row;

pub(super) struct Arranging<'a> {
    pub rows: &'a [Row],
    /// Which of the rows are in the merged list.
    pub is_kept: &'a [bool],
    /// Alone puts two rows in order where nothing else does.
    pub order_text: &'a dyn Fn(Row) -> String,
}

/// The positions of the kept rows, in order. `decide` is asked if both moved things, each in another
/// way, and is given both orders, by positions in the base.
pub(super) fn arranged(
    arranging: &Arranging<'_>,
    decide: impl FnOnce([Vec<Option<usize>>; 2]) -> Side,
) -> Vec<usize> {
    let ours = arranging.ordered(|row| row.ours);
    let theirs = arranging.ordered(|row| row.theirs);
    let skeleton = arranging.skeleton(&ours, &theirs, decide);
    let mut in_gaps = vec![[Vec::new(), Vec::new()]; skeleton.len() + 1];
    let mut places = vec![None; arranging.rows.len()];
    for (place, row) in skeleton.iter().enumerate() {
        if let Some(slot) = places.get_mut(*row) {
            *slot = Some(place);
        }
    }
    for (side, order) in [&ours, &theirs].into_iter().enumerate() {
        let mut gap = 0;
        for row in order {
            if let Some(place) = places.get(*row).copied().flatten() {
                gap = place + 1;
                continue;
            }
            let runs = in_gaps.get_mut(gap);
            if let Some(run) = runs.and_then(|runs| runs.get_mut(side)) {
                run.push(*row);
            }
        }
    }
    let mut order = Vec::with_capacity(arranging.rows.len());
    for (gap, runs) in in_gaps.into_iter().enumerate() {
        let [ours, theirs] = runs;
        let is_ours_first = ours.is_empty()
            || theirs.is_empty()
            || arranging.compared(&ours, &theirs) != Ordering::Greater;
        let (first, second) = if is_ours_first {
            (ours, theirs)
        } else {
            (theirs, ours)
        };
        order.extend(first.into_iter().chain(second));
        order.extend(skeleton.get(gap));
    }
    order
}

impl Arranging<'_> {
    fn row(&self, position: usize) -> Option<Row> {
        self.rows.get(position).copied()
    }

    /// The kept rows that a version has, in its order.
    fn ordered(&self, position: impl Fn(&Row) -> Option<usize>) -> Vec<usize> {
        let kept = self.rows.iter().zip(self.is_kept).enumerate();
        let kept = kept.filter(|(_, (_, is_kept))| **is_kept);
        let mut own: Vec<(usize, usize)> = kept
            .filter_map(|(at, (row, _))| Some((position(row)?, at)))
            .collect();
        own.sort_unstable();
        own.into_iter().map(|(_, at)| at).collect()
    }

    /// What both have, in order.
    fn skeleton(
        &self,
        ours: &[usize],
        theirs: &[usize],
        decide: impl FnOnce([Vec<Option<usize>>; 2]) -> Side,
    ) -> Vec<usize> {
        let is_common = |at: &usize| {
            self.row(*at)
                .is_some_and(|it| it.ours.is_some() && it.theirs.is_some())
        };
        let common =
            |order: &[usize]| -> Vec<usize> { order.iter().copied().filter(is_common).collect() };
        let (ours, theirs) = (common(ours), common(theirs));
        if ours == theirs {
            return ours;
        }
        let base = |order: &[usize]| -> Vec<usize> {
            let rows = order.iter().filter_map(|at| self.row(*at)?.base);
            rows.collect()
        };
        let (our_base, their_base) = (base(&ours), base(&theirs));
        let side = match (our_base.is_sorted(), their_base.is_sorted()) {
            (false, true) => Side::Ours,
            (true, false) => Side::Theirs,
            (false, false) if our_base != their_base => {
                let orders = [&ours, &theirs].map(|order| {
                    order
                        .iter()
                        .map(|at| self.row(*at).and_then(|row| row.base))
                        .collect()
                });
                decide(orders)
            }
            // They differ only in where both put something new.
            (true, true) | (false, false) => {
                if self.compared(&ours, &theirs) == Ordering::Greater {
                    Side::Theirs
                } else {
                    Side::Ours
                }
            }
        };
        match side {
            Side::Ours => ours,
            Side::Theirs => theirs,
        }
    }

    /// Which of two stretches comes first, whoever made them.
    fn compared(&self, one: &[usize], other: &[usize]) -> Ordering {
        let text = |at: &usize| self.row(*at).map(|row| (self.order_text)(row));
        one.iter().map(text).cmp(other.iter().map(text))
    }
}
