//! Numbers that look random and are the same in every run, on every system: whole numbers only, since
//! what a machine makes of logarithms may differ in the last digit. For test data and nothing else.

/// Xorshift (Marsaglia 2003), started from a well-mixed seed (Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Seeds that are next to each other give sequences that have nothing in common.
    pub fn new(seed: u64) -> Self {
        // Xorshift never leaves zero.
        Self(mixed(seed).max(1))
    }

    /// One of many independent sequences of a seed.
    pub fn of(seed: u64, sequence: u64) -> Self {
        Self::new(mixed(seed).wrapping_add(sequence))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// From 0 to `end`, without it; 0 if there is nothing below it.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end as u64).max(1)).unwrap_or_default()
    }

    /// Both included; `first` if `last` is less.
    pub fn within(&mut self, first: i64, last: i64) -> i64 {
        let count = last.saturating_sub(first).saturating_add(1).max(1);
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        first.saturating_add(i64::try_from(self.below(count)).unwrap_or_default())
    }

    /// Whether something happens that does in so many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Nothing of an empty list.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        choices.get(self.below(choices.len()))
    }

    /// A place among `weights`, as often as its weight says.
    pub fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut left = self.below(weights.iter().sum());
        let is_here = |weight: &usize| {
            let is_here = left < *weight;
            left = left.saturating_sub(*weight);
            is_here
        };
        weights.iter().position(is_here).unwrap_or_default()
    }

    /// Normally distributed around 0, in thousandths of the standard deviation: the sum of twelve
    /// equal chances, which ends at six deviations.
    fn bell(&mut self) -> i64 {
        let sum: i64 = (0..12).map(|_| self.within(0, 1_000)).sum();
        sum - 6_000
    }

    /// Log-normally distributed: half of them up to `median`, the typical one `doublings` (in
    /// thousandths) away from it. Between powers of two the curve is a straight line.
    pub fn log_normal(&mut self, median: i64, doublings: i64) -> i64 {
        let exponent = self.bell() * doublings / 1_000;
        let (whole, rest) = (exponent.div_euclid(1_000), exponent.rem_euclid(1_000));
        let scaled = median * (1_000 + rest);
        let whole = whole.clamp(-20, 20);
        if whole < 0 {
            (scaled >> -whole) / 1_000
        } else {
            (scaled << whole) / 1_000
        }
    }
}

fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Ranks of which the second is drawn half as often as the first, the third a third as often, and so
/// on (Zipf's law).
#[derive(Clone, Debug)]
pub struct Zipf {
    /// The sum of the weights up to and with each rank.
    sums: Vec<u64>,
}

impl Zipf {
    pub fn new(count: usize) -> Self {
        let mut sum = 0;
        let weights = (1..=count as u64).map(|rank| (1_u64 << 32) / rank);
        let sums = weights.map(|weight| {
            sum += weight;
            sum
        });
        Self {
            sums: sums.collect(),
        }
    }

    /// A rank from 0; 0 if there are none.
    pub fn draw(&self, random: &mut Random) -> usize {
        let total = self.sums.last().copied().unwrap_or_default().max(1);
        let at = random.next() % total;
        self.sums.partition_point(|sum| *sum <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_for_ever_and_zero_is_one() {
        let mut random = Random::new(0);
        let numbers: Vec<_> = (0..4).map(|_| random.below(1_000)).collect();
        assert_eq!(numbers, [812, 519, 387, 804]);
        let mut other = Random::of(0, 1);
        assert_ne!(
            numbers,
            (0..4).map(|_| other.below(1_000)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn limits_are_kept_where_there_is_nothing_to_choose() {
        let mut random = Random::new(1);
        assert_eq!(random.below(0), 0);
        assert_eq!(random.within(5, 5), 5);
        assert_eq!(random.within(5, 4), 5);
        assert_eq!(random.pick::<u8>(&[]), None);
        assert_eq!(random.weighted(&[0, 3, 0]), 1);
        assert_eq!(Zipf::new(0).draw(&mut random), 0);
        assert_eq!(Zipf::new(1).draw(&mut random), 0);
    }

    #[test]
    fn ranks_are_drawn_by_their_share() {
        let (mut random, zipf) = (Random::new(2), Zipf::new(100));
        let mut counts = [0_i64; 100];
        for _ in 0..100_000 {
            counts[zipf.draw(&mut random)] += 1;
        }
        // The harmonic number of 100 is 5.187.
        for (rank, count) in (1..).zip(counts) {
            let expected = 100_000 * 1_000 / 5_187 / rank;
            assert!(
                (count - expected).abs() < 60 + expected / 10,
                "{rank}: {count}"
            );
        }
    }

    #[test]
    fn half_of_the_log_normal_lies_below_its_median_and_its_tail_is_long() {
        let mut random = Random::new(3);
        let mut drawn: Vec<i64> = (0..10_001).map(|_| random.log_normal(64, 2_000)).collect();
        drawn.sort_unstable();
        let at = |percent: usize| drawn[percent * 100];
        assert!((55..75).contains(&at(50)), "{}", at(50));
        // One deviation is two doublings, two are four.
        assert!((13..21).contains(&at(16)), "{}", at(16));
        assert!((210..310).contains(&at(84)), "{}", at(84));
        assert!((780..1_300).contains(&at(98)), "{}", at(98));
    }
}
