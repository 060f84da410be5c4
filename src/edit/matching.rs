//! Which items of two or three versions of a list are the same thing. Whichever version comes first,
//! the answer is the same.

use std::collections::BTreeMap;

use super::fields::Listed;

/// Beyond so many pairs, only items that are equal are the same.
const MAX_PAIRS: usize = 1 << 20;

/// One thing in three versions of a list, by its positions there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub base: Option<usize>,
    pub ours: Option<usize>,
    pub theirs: Option<usize>,
}

/// For each item of `old` the position of its later version in `new`.
pub(super) fn matched<T: Listed>(old: &[T], new: &[T]) -> Vec<Option<usize>> {
    let old: Vec<&T> = old.iter().collect();
    let new: Vec<&T> = new.iter().collect();
    pairs(&old, &new, T::likeness)
}

/// Everything that is in any of three versions: first what was there before, in its order, then what
/// is new.
pub(super) fn rows<T: Listed>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<Row> {
    let (to_ours, to_theirs) = (matched(base, ours), matched(base, theirs));
    let mut rows: Vec<Row> = to_ours
        .iter()
        .zip(&to_theirs)
        .enumerate()
        .map(|(at, (ours, theirs))| Row {
            base: Some(at),
            ours: *ours,
            theirs: *theirs,
        })
        .collect();
    let new_ours = unmatched(&to_ours, ours.len());
    let new_theirs = unmatched(&to_theirs, theirs.len());
    let added_ours: Vec<&T> = new_ours.iter().filter_map(|at| ours.get(*at)).collect();
    let added_theirs: Vec<&T> = new_theirs.iter().filter_map(|at| theirs.get(*at)).collect();
    let is_same = |one: &T, other: &T| u32::from(one.is_same_addition(other));
    let both = pairs(&added_ours, &added_theirs, is_same);
    let mut is_paired = vec![false; new_theirs.len()];
    for (own, pair) in new_ours.iter().zip(&both) {
        if let Some(paired) = pair.and_then(|at| is_paired.get_mut(at)) {
            *paired = true;
        }
        rows.push(Row {
            base: None,
            ours: Some(*own),
            theirs: pair.and_then(|at| new_theirs.get(at).copied()),
        });
    }
    let alone = new_theirs.iter().zip(is_paired);
    rows.extend(
        alone
            .filter(|(_, is_paired)| !is_paired)
            .map(|(at, _)| Row {
                base: None,
                ours: None,
                theirs: Some(*at),
            }),
    );
    rows
}

/// The positions that nothing leads to.
fn unmatched(matches: &[Option<usize>], count: usize) -> Vec<usize> {
    let mut is_matched = vec![false; count];
    for at in matches.iter().flatten() {
        if let Some(matched) = is_matched.get_mut(*at) {
            *matched = true;
        }
    }
    (0..count)
        .filter(|at| !is_matched.get(*at).copied().unwrap_or_default())
        .collect()
}

/// Those at the ends that are equal are the same; between these, by id, or the likeliest first.
fn pairs<T: Listed>(
    old: &[&T],
    new: &[&T],
    likeness: impl Fn(&T, &T) -> u32,
) -> Vec<Option<usize>> {
    let is_same = |one: &T, other: &T| match (one.id(), other.id()) {
        (Some(one), Some(other)) => one == other,
        _ => one.is_equal(other),
    };
    let n_first = old
        .iter()
        .zip(new)
        .take_while(|(one, other)| is_same(one, other))
        .count();
    let rest = (old.len() - n_first).min(new.len() - n_first);
    let behind = old.iter().rev().zip(new.iter().rev()).take(rest);
    let n_last = behind
        .take_while(|(one, other)| is_same(one, other))
        .count();
    let mut pairs: Vec<Option<usize>> = vec![None; old.len()];
    let mut put = |old: usize, new: usize| {
        if let Some(slot) = pairs.get_mut(old) {
            *slot = Some(new);
        }
    };
    (0..n_first).for_each(|at| put(at, at));
    (1..=n_last).for_each(|at| put(old.len() - at, new.len() - at));
    let middle = |list: &[&T]| n_first..list.len() - n_last;
    let one = old.get(middle(old)).unwrap_or_default();
    let other = new.get(middle(new)).unwrap_or_default();
    for (old, new) in between(one, other, likeness) {
        put(n_first + old, n_first + new);
    }
    pairs
}

fn between<T: Listed>(
    old: &[&T],
    new: &[&T],
    likeness: impl Fn(&T, &T) -> u32,
) -> Vec<(usize, usize)> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    if old.first().is_some_and(|it| it.id().is_some()) {
        let ids = new.iter().enumerate();
        let places: BTreeMap<_, usize> = ids.map(|(at, it)| (it.id(), at)).collect();
        let pairs = old.iter().enumerate();
        return pairs
            .filter_map(|(at, it)| Some((at, *places.get(&it.id())?)))
            .collect();
    }
    if old.len().saturating_mul(new.len()) > MAX_PAIRS {
        return equal(old, new);
    }
    let mut scored = Vec::new();
    for (at, one) in old.iter().enumerate() {
        for (new_at, other) in new.iter().enumerate() {
            let score = if one.is_equal(other) {
                u32::MAX
            } else {
                likeness(one, other)
            };
            if score > 0 {
                scored.push((score, at, new_at));
            }
        }
    }
    // Those that moved least first. Nothing here tells the two lists apart.
    scored.sort_by_key(|(score, at, new_at)| {
        (std::cmp::Reverse(*score), at.abs_diff(*new_at), at + new_at)
    });
    let (mut is_old, mut is_new) = (vec![false; old.len()], vec![false; new.len()]);
    let mut pairs = Vec::new();
    for (_, at, new_at) in scored {
        if let (Some(one @ false), Some(other @ false)) =
            (is_old.get_mut(at), is_new.get_mut(new_at))
        {
            (*one, *other) = (true, true);
            pairs.push((at, new_at));
        }
    }
    pairs
}

/// Of those that say the same, the first with the first.
fn equal<T: Listed>(old: &[&T], new: &[&T]) -> Vec<(usize, usize)> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, it) in new.iter().enumerate().rev() {
        places.entry(it.order_text()).or_default().push(at);
    }
    let pairs = old.iter().enumerate();
    pairs
        .filter_map(|(at, it)| Some((at, places.get_mut(&it.order_text())?.pop()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn alike(one: &str, other: &str) -> u32 {
        u32::from(one.get(..1) == other.get(..1))
    }

    fn pairs_of(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
        let old: Vec<&String> = old.iter().collect();
        let new: Vec<&String> = new.iter().collect();
        let pairs = pairs(&old, &new, |one, other| alike(one, other))
            .into_iter()
            .enumerate();
        pairs.filter_map(|(at, new)| Some((at, new?))).collect()
    }

    fn words() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[ab][12]", 0..8)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_does_not_matter_which_version_comes_first(one in words(), other in words()) {
            let there = pairs_of(&one, &other);
            let back = pairs_of(&other, &one).into_iter().map(|(at, new)| (new, at));
            let mut back: Vec<_> = back.collect();
            back.sort_unstable();
            prop_assert_eq!(there, back);
        }

        #[test]
        fn nothing_is_left_alone_that_has_a_likely_partner(one in words(), other in words()) {
            let pairs = pairs_of(&one, &other);
            let left = |count: usize, taken: Vec<usize>| (0..count).filter(move |at| !taken.contains(at));
            let old = left(one.len(), pairs.iter().map(|pair| pair.0).collect());
            for at in old {
                let new = left(other.len(), pairs.iter().map(|pair| pair.1).collect());
                for new_at in new {
                    prop_assert_eq!(alike(&one[at], &other[new_at]), 0);
                }
            }
        }

        #[test]
        fn what_is_equal_goes_before_what_is_only_like_it(one in words(), other in words()) {
            let pairs = pairs_of(&one, &other);
            let n_equal = pairs.iter().filter(|(at, new)| one[*at] == other[*new]).count();
            let count = |words: &[String], word: &str| words.iter().filter(|it| *it == word).count();
            let all = ["a1", "a2", "b1", "b2"];
            let most: usize = all.iter().map(|word| count(&one, word).min(count(&other, word))).sum();
            prop_assert_eq!(n_equal, most);
        }
    }
}
