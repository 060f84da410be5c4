//! Sets of positions as bitmaps: an eighth of a byte a position, joined and cut 64 positions at a time, and
//! counted between any two positions in a step or two. What passes a filter is such a set, and every
//! count on the screen is a difference of two of its ranks.

use std::ops::Range;

/// Bits to a word.
const WORD: usize = 64;
/// Words whose members are counted in advance, as one block.
const BLOCK_WORDS: usize = 8;
const BLOCK: usize = WORD * BLOCK_WORDS;

/// A set of positions below a fixed length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    /// Nothing is set at and beyond `len`.
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// The empty set.
    pub fn none(len: usize) -> Self {
        Self {
            words: vec![0; len.div_ceil(WORD)],
            len,
        }
    }

    pub fn all(len: usize) -> Self {
        let mut bits = Self {
            words: vec![u64::MAX; len.div_ceil(WORD)],
            len,
        };
        bits.trim();
        bits
    }

    /// The positions for which the answer is yes; asked in their order.
    pub fn from_fn(len: usize, mut is_member: impl FnMut(usize) -> bool) -> Self {
        let mut bits = Self::none(len);
        for (number, word) in bits.words.iter_mut().enumerate() {
            let start = number * WORD;
            for bit in 0..WORD.min(len - start) {
                *word |= u64::from(is_member(start + bit)) << bit;
            }
        }
        bits
    }

    /// These positions; those beyond the length are left out.
    pub fn from_positions(len: usize, positions: impl IntoIterator<Item = usize>) -> Self {
        let mut bits = Self::none(len);
        for position in positions {
            bits.insert(position);
        }
        bits
    }

    /// How many positions there are, members or not.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    pub fn contains(&self, position: usize) -> bool {
        self.words
            .get(position / WORD)
            .is_some_and(|word| word >> (position % WORD) & 1 == 1)
    }

    /// Without effect at or beyond the length.
    pub fn insert(&mut self, position: usize) {
        if position < self.len
            && let Some(word) = self.words.get_mut(position / WORD)
        {
            *word |= 1 << (position % WORD);
        }
    }

    pub fn remove(&mut self, position: usize) {
        if let Some(word) = self.words.get_mut(position / WORD) {
            *word &= !(1 << (position % WORD));
        }
    }

    /// How many members there are.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| ones(*word)).sum()
    }

    /// How many members both have.
    pub fn count_with(&self, other: &Self) -> usize {
        let len = self.words.len().min(other.words.len());
        let words = self.words.get(..len).zip(other.words.get(..len));
        words.map_or(0, |(a, b)| common_ones(a, b))
    }

    /// Keeps what the other has, too.
    pub fn keep(&mut self, other: &Self) {
        for (word, with) in self.words.iter_mut().zip(&other.words) {
            *word &= with;
        }
    }

    /// Adds what the other has.
    pub fn add(&mut self, other: &Self) {
        for (word, with) in self.words.iter_mut().zip(&other.words) {
            *word |= with;
        }
        self.trim();
    }

    /// The positions that are no members.
    #[must_use]
    pub fn complement(&self) -> Self {
        let mut bits = Self {
            words: self.words.iter().map(|word| !word).collect(),
            len: self.len,
        };
        bits.trim();
        bits
    }

    /// The members, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().flat_map(|(number, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    number * WORD + bit
                })
            })
        })
    }

    /// 64 positions to a word, the lowest first; for those who fill or read many at once.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// As [`Bits::words`]. What is set beyond the length is cut off.
    pub fn from_words(len: usize, mut words: Vec<u64>) -> Self {
        words.resize(len.div_ceil(WORD), 0);
        let mut bits = Self { words, len };
        bits.trim();
        bits
    }

    fn trim(&mut self) {
        let beyond = self.len % WORD;
        if beyond > 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << beyond) - 1;
        }
    }

    /// Of the heap.
    pub fn heap_bytes(&self) -> usize {
        size_of_val(&*self.words)
    }
}

/// A set that does not change, and in which members are counted up to any position at once (rank) and
/// the nth member is found by halving (select).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranked {
    bits: Bits,
    /// The number of members before each block, and that of all.
    before: Vec<u32>,
}

impl Ranked {
    pub fn new(bits: Bits) -> Self {
        let blocks = bits.words.chunks(BLOCK_WORDS);
        let mut before = Vec::with_capacity(blocks.len() + 1);
        let mut sum = 0_u32;
        before.push(sum);
        for block in blocks {
            sum += block.iter().map(|word| word.count_ones()).sum::<u32>();
            before.push(sum);
        }
        Self { bits, before }
    }

    pub fn bits(&self) -> &Bits {
        &self.bits
    }

    pub fn len(&self) -> usize {
        self.bits.len
    }

    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    pub fn contains(&self, position: usize) -> bool {
        self.bits.contains(position)
    }

    /// How many members there are.
    pub fn count(&self) -> usize {
        self.before.last().map_or(0, |count| *count as usize)
    }

    /// How many members stand before a position.
    pub fn rank(&self, position: usize) -> usize {
        let position = position.min(self.bits.len);
        let block = position / BLOCK;
        let mut rank = self.before.get(block).map_or(0, |before| *before as usize);
        let word = position / WORD;
        let whole = self.bits.words.get(block * BLOCK_WORDS..word);
        rank += whole
            .unwrap_or_default()
            .iter()
            .map(|word| ones(*word))
            .sum::<usize>();
        if let Some(part) = self.bits.words.get(word) {
            rank += ones(part & ((1 << (position % WORD)) - 1));
        }
        rank
    }

    /// How many members a range holds.
    pub fn count_in(&self, range: Range<usize>) -> usize {
        self.rank(range.end).saturating_sub(self.rank(range.start))
    }

    /// The member before which `n` others stand.
    pub fn select(&self, n: usize) -> Option<usize> {
        if n >= self.count() {
            return None;
        }
        let block = self.before.partition_point(|before| *before as usize <= n) - 1;
        let mut left = n - self.before.get(block).map_or(0, |before| *before as usize);
        let first = block * BLOCK_WORDS;
        for (number, word) in self.bits.words.iter().enumerate().skip(first) {
            if left < ones(*word) {
                let mut rest = *word;
                for _ in 0..left {
                    rest &= rest - 1;
                }
                return Some(number * WORD + rest.trailing_zeros() as usize);
            }
            left -= ones(*word);
        }
        None
    }

    /// The first member at or behind a position.
    pub fn next(&self, position: usize) -> Option<usize> {
        self.select(self.rank(position))
    }

    /// The last member before a position.
    pub fn previous(&self, position: usize) -> Option<usize> {
        self.select(self.rank(position).checked_sub(1)?)
    }

    /// The members of a range, ascending.
    pub fn members_in(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let words = range.start / WORD..range.end.min(self.bits.len).div_ceil(WORD);
        let first = words.start;
        let words = self.bits.words.get(words).unwrap_or_default().iter();
        words.enumerate().flat_map(move |(number, word)| {
            let start = (first + number) * WORD;
            let mut rest = *word & mask(start, &range);
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    start + bit
                })
            })
        })
    }

    /// Of the heap.
    pub fn heap_bytes(&self) -> usize {
        self.bits.heap_bytes() + size_of_val(&*self.before)
    }
}

/// The bits of the word that begins at `start` which lie in a range.
fn mask(start: usize, range: &Range<usize>) -> u64 {
    let below = |position: usize| match position.saturating_sub(start) {
        n if n >= WORD => u64::MAX,
        n => (1 << n) - 1,
    };
    below(range.end) & !below(range.start)
}

fn ones(word: u64) -> usize {
    word.count_ones() as usize
}

/// Words that are added up side by side.
const LANES: usize = 4;
type Lanes = [u64; LANES];

/// How many bits two lists of one length have in common. Sixteen words are added up bit by bit before
/// anything is counted (Harley and Seal), which needs no instruction that an old processor lacks and
/// takes half the time.
fn common_ones(a: &[u64], b: &[u64]) -> usize {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    let ((a, a_tail), (b, b_tail)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let (mut sum1, mut sum2, mut sum4) = ([0; LANES], [0; LANES], [0; LANES]);
    let mut eights = 0;
    for (a, b) in a.iter().zip(b) {
        let [w0, w1, w2, w3, w4, w5, w6, w7] = std::array::from_fn(|n| both(&a[n], &b[n]));
        let twos = [add(&mut sum1, w0, w1), add(&mut sum1, w2, w3)];
        let low = add(&mut sum2, twos[0], twos[1]);
        let twos = [add(&mut sum1, w4, w5), add(&mut sum1, w6, w7)];
        let high = add(&mut sum2, twos[0], twos[1]);
        eights += lane_ones(add(&mut sum4, low, high));
    }
    let tail = a_tail.iter().zip(b_tail);
    let rest = a_rest.iter().zip(b_rest);
    8 * eights
        + 4 * lane_ones(sum4)
        + 2 * lane_ones(sum2)
        + lane_ones(sum1)
        + tail.map(|(a, b)| lane_ones(both(a, b))).sum::<usize>()
        + rest.map(|(a, b)| ones(a & b)).sum::<usize>()
}

fn both(a: &Lanes, b: &Lanes) -> Lanes {
    std::array::from_fn(|lane| a[lane] & b[lane])
}

/// Adds two bits to each of the sum's; what is carried over.
fn add(sum: &mut Lanes, a: Lanes, b: Lanes) -> Lanes {
    let mut carried = [0; LANES];
    for lane in 0..LANES {
        let either = sum[lane] ^ a[lane];
        carried[lane] = (sum[lane] & a[lane]) | (either & b[lane]);
        sum[lane] = either ^ b[lane];
    }
    carried
}

fn lane_ones(lanes: Lanes) -> usize {
    lanes.iter().map(|word| ones(*word)).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_set() -> impl Strategy<Value = Vec<bool>> {
        let dense = proptest::collection::vec(any::<bool>(), 0..1400);
        let sparse = proptest::collection::vec(proptest::bool::weighted(0.02), 0..1400);
        prop_oneof![dense, sparse]
    }

    fn bits(members: &[bool]) -> Bits {
        Bits::from_fn(members.len(), |position| members[position])
    }

    fn positions(members: &[bool]) -> Vec<usize> {
        (0..members.len()).filter(|at| members[*at]).collect()
    }

    #[test]
    fn nothing_lies_beyond_the_length() {
        for len in [0, 1, 63, 64, 65, 511, 512, 513] {
            assert_eq!(Bits::all(len).count(), len);
            assert_eq!(Bits::none(len).complement(), Bits::all(len));
            assert_eq!(Bits::all(len).complement().count(), 0);
            let mut set = Bits::none(len);
            set.insert(len);
            assert!(set.is_empty());
            assert_eq!(
                Bits::from_words(len, vec![u64::MAX; 9]).count(),
                len.min(9 * 64)
            );
            let ranked = Ranked::new(Bits::all(len));
            assert_eq!((ranked.rank(len + 70), ranked.select(len)), (len, None));
        }
    }

    proptest! {
        #[test]
        fn a_set_holds_what_was_put_into_it(members in any_set()) {
            let set = bits(&members);
            let expected = positions(&members);
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), expected.clone());
            prop_assert_eq!(set.count(), expected.len());
            prop_assert_eq!(&Bits::from_positions(members.len(), expected), &set);
            prop_assert!((0..members.len()).all(|at| set.contains(at) == members[at]));
            let rebuilt = Bits::from_words(set.len(), set.words().to_vec());
            prop_assert_eq!(rebuilt, set);
        }

        #[test]
        fn joining_and_cutting_are_those_of_sets(
            pairs in proptest::collection::vec((any::<bool>(), any::<bool>()), 0..5000),
        ) {
            let side = |take: fn(&(bool, bool)) -> bool| {
                bits(&pairs.iter().map(take).collect::<Vec<_>>())
            };
            let (a, b) = (side(|pair| pair.0), side(|pair| pair.1));
            let (mut both, mut either) = (a.clone(), a.clone());
            both.keep(&b);
            either.add(&b);
            prop_assert_eq!(&both, &side(|pair| pair.0 && pair.1));
            prop_assert_eq!(&either, &side(|pair| pair.0 || pair.1));
            prop_assert_eq!(a.count_with(&b), both.count());
            prop_assert_eq!(a.complement(), side(|pair| !pair.0));
        }

        #[test]
        fn ranks_are_counts_and_selection_undoes_them(
            members in any_set(), from in 0..1500_usize, length in 0..1500_usize,
        ) {
            let ranked = Ranked::new(bits(&members));
            let expected = positions(&members);
            let counted = |position: usize| expected.iter().filter(|at| **at < position).count();
            for position in 0..=members.len() {
                prop_assert_eq!(ranked.rank(position), counted(position));
            }
            for (n, position) in expected.iter().enumerate() {
                prop_assert_eq!(ranked.select(n), Some(*position));
            }
            prop_assert_eq!(ranked.select(expected.len()), None);
            prop_assert_eq!(ranked.next(from), expected.iter().copied().find(|at| *at >= from));
            let previous = expected.iter().copied().rfind(|at| *at < from);
            prop_assert_eq!(ranked.previous(from), previous);
            let range = from..from + length;
            let inside: Vec<usize> =
                expected.iter().copied().filter(|at| range.contains(at)).collect();
            prop_assert_eq!(ranked.count_in(range.clone()), inside.len());
            prop_assert_eq!(ranked.members_in(range).collect::<Vec<_>>(), inside);
        }
    }
}
