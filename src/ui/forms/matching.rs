//! Fuzzy matching of many names against what is typed, a part of them at a time. Knows no widgets.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::fold::{fold, fold_into};

/// So many names are looked at in one frame: some two milliseconds.
pub(super) const PER_FRAME: usize = 6_000;
/// So many of the best are kept.
pub(super) const MAX_FOUND: usize = 40;

/// Gives every name of the thing at a position.
pub(super) type NamesOf<'a> = dyn FnMut(usize, &mut dyn FnMut(&str)) + 'a;

/// A search that is under way, or done.
pub(super) struct Matching {
    pattern: Pattern,
    matcher: Matcher,
    /// The first one that was not looked at.
    next: usize,
    /// The best so far, the best first; of equals, the earlier.
    found: Vec<Found>,
    folded: String,
    chars: Vec<char>,
}

impl std::fmt::Debug for Matching {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Matching")
            .field("next", &self.next)
            .field("found", &self.found)
            .finish_non_exhaustive()
    }
}

/// Something whose name has what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    /// Less is better.
    rank: (std::cmp::Reverse<u32>, usize),
    position: usize,
}

impl Matching {
    pub(super) fn new(typed: &str) -> Self {
        // Both sides are folded by the house's own table; the matcher changes nothing more.
        let (case, letters) = (CaseMatching::Respect, Normalization::Never);
        Self {
            pattern: Pattern::new(&fold(typed), case, letters, AtomKind::Fuzzy),
            matcher: Matcher::new(Config::DEFAULT),
            next: 0,
            found: Vec::new(),
            folded: String::new(),
            chars: Vec::new(),
        }
    }

    /// Looks at the next few of `count` things; `names` gives every name that one of them has. True when
    /// all were looked at.
    pub(super) fn advance(&mut self, count: usize, names: &mut NamesOf<'_>) -> bool {
        let end = count.min(self.next.saturating_add(PER_FRAME));
        for position in self.next..end {
            let mut best: Option<Found> = None;
            names(position, &mut |name| {
                let found = self.rank(name).map(|rank| Found { rank, position });
                best = [best, found].into_iter().flatten().min();
            });
            if let Some(found) = best {
                self.keep(found);
            }
        }
        self.next = end;
        end == count
    }

    /// The best score first, of equal ones the shorter name.
    fn rank(&mut self, name: &str) -> Option<(std::cmp::Reverse<u32>, usize)> {
        self.folded.clear();
        fold_into(name, &mut self.folded);
        let name = Utf32Str::new(&self.folded, &mut self.chars);
        let score = self.pattern.score(name, &mut self.matcher)?;
        Some((std::cmp::Reverse(score), name.len()))
    }

    fn keep(&mut self, found: Found) {
        let at = self.found.partition_point(|other| *other < found);
        if at < MAX_FOUND {
            self.found.insert(at, found);
            self.found.truncate(MAX_FOUND);
        }
    }

    /// The positions of the best, the best first.
    pub(super) fn found(&self) -> impl Iterator<Item = usize> {
        self.found.iter().map(|found| found.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str], typed: &str) -> Vec<usize> {
        let mut matching = Matching::new(typed);
        while !matching.advance(names.len(), &mut |at, name| name(names[at])) {}
        matching.found().collect()
    }

    #[test]
    fn names_are_found_however_they_are_typed_the_closest_first() {
        let names = [
            "İlhami Balı",
            "Can Dündar",
            "Balıkesir",
            "Erdem Gül",
            "Bali",
        ];
        assert_eq!(found(&names, "bali"), [4, 2, 0]);
        assert_eq!(found(&names, "BALI"), [4, 2, 0]);
        assert_eq!(found(&names, "dundr"), [1]);
        assert_eq!(found(&names, "gul erd"), [3], "words in any order");
        assert_eq!(found(&names, "zz"), [0; 0]);
    }

    #[test]
    fn of_very_many_only_a_part_is_looked_at_in_a_frame_and_the_end_is_the_same() {
        let count = PER_FRAME * 3 + 17;
        let names: Vec<String> = (0..count)
            .map(|at| format!("Person {:x}", at.wrapping_mul(2_654_435_761) % 1_000_003))
            .collect();
        let mut matching = Matching::new("pe 7a");
        let mut frames = 0;
        loop {
            let mut looked_at = 0;
            let is_done = matching.advance(count, &mut |at, name| {
                looked_at += 1;
                name(&names[at]);
            });
            frames += 1;
            assert!(looked_at <= PER_FRAME);
            if is_done {
                break;
            }
        }
        assert_eq!(frames, 4);
        let mut all = Matching::new("pe 7a");
        let mut ranks: Vec<_> = names
            .iter()
            .enumerate()
            .filter_map(|(at, name)| Some((all.rank(name)?, at)))
            .collect();
        ranks.sort_unstable();
        let best: Vec<usize> = ranks.iter().take(MAX_FOUND).map(|(_, at)| *at).collect();
        assert_eq!(best.len(), MAX_FOUND);
        assert_eq!(matching.found().collect::<Vec<_>>(), best);
    }

    #[test]
    fn the_best_of_several_names_counts() {
        let mut matching = Matching::new("daesh");
        let names: [&[&str]; 2] = [&["Islamic State", "Daesh"], &["Dames of Shrewsbury"]];
        matching.advance(2, &mut |at, name| {
            names[at].iter().for_each(|text| name(text));
        });
        assert_eq!(matching.found().next(), Some(0));
    }
}
