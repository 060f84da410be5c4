//! Which texts share words: shingles and containment after Broder, *On the resemblance and containment of
//! documents* (1997). Nothing is sampled: the pairs that share enough are found through an index with
//! prefix filtering (Chaudhuri, Ganti, Kaushik 2006), and each is then counted exactly.
//!
//! Two texts of which the smaller has `n` shingles share three tenths of it only if they share one that is
//! not among the `0.3 n` most frequent of the smaller: what stands in every article of a site, an appeal
//! or an address, is never looked up.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher as _};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// Words in a row. Shorter runs are shared by chance (names with titles, set phrases); longer ones break
/// at every word that an editor changed.
const WORDS: usize = 5;

/// The shingles of a paragraph or of a whole text, ascending, each once, by their hashes.
pub(super) type Shingles = Vec<u64>;

/// What is compared of a text: case, punctuation, and how its characters are composed, are left aside.
pub(super) fn shingles(paragraph: &str) -> Shingles {
    let composed: String = paragraph.nfc().collect();
    let words: Vec<u64> = composed.unicode_words().map(word).collect();
    let mut shingles: Shingles = if words.len() < WORDS {
        // A headline of three words can be copied too.
        let all = Some(words).filter(|words| !words.is_empty());
        all.iter().map(hash).collect()
    } else {
        words.windows(WORDS).map(|words| hash(&words)).collect()
    };
    settle(&mut shingles);
    shingles
}

fn word(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    for c in letters
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
    {
        hasher.write_u32(u32::from(c));
    }
    hasher.finish()
}

fn hash(words: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

fn settle(shingles: &mut Shingles) {
    shingles.sort_unstable();
    shingles.dedup();
}

/// How many both have.
fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut count = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                count += 1;
                a.next();
                b.next();
            }
        }
    }
    count
}

/// Whether so much is shared of the smaller that it is worth a look: three tenths, and more than one
/// shingle, which may be a headline and nothing else.
pub(super) fn is_much(shared: usize, smaller: usize) -> bool {
    shared >= least(smaller)
}

fn least(smaller: usize) -> usize {
    (3 * smaller).div_ceil(10).max(2)
}

/// Every pair of texts that share much, with how many shingles: the first position is the lower.
pub(super) fn pairs(texts: &[Shingles]) -> Vec<(usize, usize, usize)> {
    let texts = ranked(texts);
    let index = Index::new(&texts);
    let each = texts.par_iter().enumerate();
    let found = each.flat_map_iter(|(at, text)| {
        let is_smaller = |other: usize| {
            let other_len = texts.get(other).map_or(0, Vec::len);
            (text.len(), at) < (other_len, other)
        };
        // Who shares the least that is needed shares one of all but so many of the most frequent.
        let prefix = (text.len() + 1).saturating_sub(least(text.len()));
        let prefix = text.get(..prefix).unwrap_or_default();
        let mut candidates: Vec<usize> = prefix
            .iter()
            .flat_map(|rank| index.texts(*rank))
            .filter(|other| is_smaller(*other))
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let counted = candidates.into_iter().map(|other| {
            let shared = texts.get(other).map_or(0, |other| shared(text, other));
            (at.min(other), at.max(other), shared)
        });
        let much: Vec<_> = counted
            .filter(|(_, _, shared)| is_much(*shared, text.len()))
            .collect();
        much
    });
    let mut found: Vec<_> = found.collect();
    found.sort_unstable();
    found
}

/// Each shingle as its rank, the rarest first.
fn ranked(texts: &[Shingles]) -> Vec<Vec<u32>> {
    let mut all: Vec<u64> = texts.iter().flatten().copied().collect();
    all.par_sort_unstable();
    let mut counted: Vec<(usize, u64)> = all
        .chunk_by(|a, b| a == b)
        .filter_map(|same| Some((same.len(), *same.first()?)))
        .collect();
    counted.par_sort_unstable();
    let ranks: HashMap<u64, u32> = counted
        .iter()
        .map(|(_, shingle)| *shingle)
        .zip(0..)
        .collect();
    let rank = |shingle: &u64| ranks.get(shingle).copied();
    let texts = texts.par_iter().map(|text| {
        let mut ranks: Vec<u32> = text.iter().filter_map(rank).collect();
        ranks.sort_unstable();
        ranks
    });
    texts.collect()
}

/// For each rank the texts that have it, ascending.
struct Index {
    starts: Vec<usize>,
    texts: Vec<u32>,
}

impl Index {
    fn new(texts: &[Vec<u32>]) -> Self {
        let mut all: Vec<(u32, u32)> = (0..)
            .zip(texts)
            .flat_map(|(text, ranks)| ranks.iter().map(move |rank| (*rank, text)))
            .collect();
        all.par_sort_unstable();
        let mut starts = Vec::new();
        for (at, (rank, _)) in all.iter().enumerate() {
            let rank = usize::try_from(*rank).unwrap_or(usize::MAX);
            // Ranks have no gaps: a new one is one more than those before.
            if starts.len() <= rank {
                starts.push(at);
            }
        }
        Self {
            starts,
            texts: all.into_iter().map(|(_, text)| text).collect(),
        }
    }

    fn texts(&self, rank: u32) -> impl Iterator<Item = usize> {
        let rank = usize::try_from(rank).unwrap_or(usize::MAX);
        let start = self.starts.get(rank).copied().unwrap_or(self.texts.len());
        let next = self.starts.get(rank.saturating_add(1));
        let end = next.copied().unwrap_or(self.texts.len());
        let texts = self.texts.get(start..end).unwrap_or_default();
        texts
            .iter()
            .map(|text| usize::try_from(*text).unwrap_or(usize::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_site_does_to_its_typography_leaves_the_shingles_alone() {
        let plain = shingles("It's \"Dündar\" - he said, twice: 1,400 people.");
        assert_eq!(plain.len(), 3);
        let dressed = shingles("IT’S “DU\u{308}NDAR” — he said\u{a0}twice 1,400 people");
        assert_eq!(plain, dressed);
        assert_ne!(
            plain,
            shingles("It's \"Dundar\" - he said, twice: 1,400 people.")
        );
        assert_eq!(shingles("İlhami Balı"), shingles("ilhami balı!"));
        assert_eq!(shingles("three words only").len(), 1);
        assert_eq!(shingles(" … — !"), Shingles::new());
    }

    #[test]
    fn three_tenths_are_much() {
        let table = [
            (0, 0, false),
            (1, 1, false),
            (2, 2, true),
            (2, 6, true),
            (2, 7, false),
            (3, 10, true),
        ];
        for (shared, smaller, expected) in table {
            assert_eq!(is_much(shared, smaller), expected, "{shared} of {smaller}");
        }
    }
}
