//! Which items of a list are which of an earlier version of it: pairs that do not cross. Knows how
//! alike two items are, not what they mean.

/// How alike two items are that say the same.
pub(super) const SAME: usize = 1 << 20;

/// More pairs than this are not compared with each other: then items are paired by their places.
const MAX_PAIRS: usize = 1 << 16;

/// The pairs, in order, that are most alike taken together. `likeness` 0: never a pair.
pub(super) fn align<T>(
    old: &[T],
    new: &[T],
    likeness: impl Fn(&T, &T) -> usize,
) -> Vec<(usize, usize)> {
    let is_same = |(one, other): &(&T, &T)| likeness(one, other) == SAME;
    let n_first = old.iter().zip(new).take_while(is_same).count();
    let rest = old.len().min(new.len()) - n_first;
    let behind = old.iter().rev().zip(new.iter().rev()).take(rest);
    let n_last = behind.take_while(is_same).count();
    let middle = |list: usize| n_first..list - n_last;
    let old_middle = old.get(middle(old.len())).unwrap_or_default();
    let new_middle = new.get(middle(new.len())).unwrap_or_default();
    let pairs = if old_middle.len().saturating_mul(new_middle.len()) <= MAX_PAIRS {
        best(old_middle, new_middle, &likeness)
    } else {
        by_place(old_middle, new_middle, &likeness)
    };
    let first = (0..n_first).map(|at| (at, at));
    let pairs = pairs
        .into_iter()
        .map(|(one, other)| (one + n_first, other + n_first));
    let last = (0..n_last).rev();
    let last = last.map(|behind| (old.len() - 1 - behind, new.len() - 1 - behind));
    first.chain(pairs).chain(last).collect()
}

fn by_place<T>(old: &[T], new: &[T], likeness: &impl Fn(&T, &T) -> usize) -> Vec<(usize, usize)> {
    let pairs = old.iter().zip(new).enumerate();
    let alike = pairs.filter(|(_, (one, other))| likeness(one, other) > 0);
    alike.map(|(at, _)| (at, at)).collect()
}

/// By the table of what can be had of the tails that begin at each pair of places.
fn best<T>(old: &[T], new: &[T], likeness: &impl Fn(&T, &T) -> usize) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut alike = vec![0_usize; (old.len() + 1) * width];
    let mut totals = alike.clone();
    let of =
        |table: &[usize], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or_default();
    for (i, one) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            let likeness = likeness(one, other);
            let paired = match likeness {
                0 => 0,
                some => some + of(&totals, i + 1, j + 1),
            };
            let apart = of(&totals, i + 1, j).max(of(&totals, i, j + 1));
            if let (Some(total), Some(slot)) =
                (totals.get_mut(i * width + j), alike.get_mut(i * width + j))
            {
                (*total, *slot) = (paired.max(apart), likeness);
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        let total = of(&totals, i, j);
        let likeness = of(&alike, i, j);
        if likeness > 0 && total == likeness + of(&totals, i + 1, j + 1) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if total == of(&totals, i + 1, j) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same word, or at least the same first letter.
    fn likeness(one: &&str, other: &&str) -> usize {
        if one == other {
            SAME
        } else {
            usize::from(one.get(..1) == other.get(..1))
        }
    }

    #[test]
    fn what_is_alike_is_paired_and_pairs_do_not_cross() {
        type Row<'a> = (&'a [&'a str], &'a [&'a str], &'a [(usize, usize)]);
        let table: [Row<'_>; 6] = [
            (
                &["a", "b", "c"],
                &["a", "x", "b", "c"],
                &[(0, 0), (1, 2), (2, 3)],
            ),
            (
                &["a", "b", "c"],
                &["a", "b2", "c"],
                &[(0, 0), (1, 1), (2, 2)],
            ),
            (&["a", "b"], &["b", "a"], &[(1, 0)]),
            (&["a1", "a2"], &["a2"], &[(1, 0)]),
            (&["a"], &["x", "y"], &[]),
            (&[], &["x"], &[]),
        ];
        for (old, new, expected) in table {
            assert_eq!(align(old, new, likeness), expected, "{old:?} {new:?}");
        }
        let old = vec!["a"; 600];
        let new = vec!["ab"; 500];
        assert_eq!(align(&old, &new, likeness).len(), 500);
    }
}
