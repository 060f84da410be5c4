//! Where the recorded paragraphs of a source stand in a text of it. What is there to the letter holds the
//! rest in place: the longest run of paragraphs that follow one another in both orders. Between two of
//! these, what is left of the one is compared with what is left of the other.
//!
//! ```text
//! recorded   1 2 3 4 5        1, 2, 4 and 5 are the run; what stands between 2 and 4 is compared
//! text       1 2 x 4 5 y      with 3: like it, it is 3 changed; unlike it, 3 is gone and x is new
//! ```

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::digest::normal;
use crate::model::Digest;

/// A paragraph as the project has it.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<'a> {
    /// Counts the paragraphs of the text, from 1.
    pub n: u32,
    pub digest: Digest,
    pub known: Known<'a>,
}

/// What is known of the words of a recorded paragraph.
#[derive(Clone, Copy, Debug)]
pub enum Known<'a> {
    Text(&'a str),
    Locator(&'a str),
    Nothing,
}

/// A paragraph of the text.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    pub digest: Digest,
    pub text: &'a str,
}

/// What became of a recorded paragraph; positions are those in the text, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands there as it was recorded.
    Matched(usize),
    /// Something like it stands where it should.
    Changed(usize),
    /// Nothing like it is there.
    Gone,
}

/// What became of a recorded paragraph in the text that is attached; paragraphs of the text are counted
/// from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextState {
    /// It is there as it was recorded.
    Matched,
    /// The same, as another paragraph of the text: some were added or taken out before it.
    Moved(u32),
    /// Other words stand in its place.
    Changed(u32),
    /// Nothing like it is there.
    Orphan,
}

impl TextState {
    /// Whether its text is there as it was recorded.
    pub fn is_as_recorded(self) -> bool {
        matches!(self, Self::Matched | Self::Moved(_))
    }

    /// To people: "changed".
    pub fn label(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::Moved(_) => "moved",
            Self::Changed(_) => "changed",
            Self::Orphan => "orphan",
        }
    }
}

impl Fate {
    /// Of paragraph `n`.
    pub fn state(self, n: u32) -> TextState {
        let number = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
        match self {
            Self::Matched(at) if number(at) == n => TextState::Matched,
            Self::Matched(at) => TextState::Moved(number(at)),
            Self::Changed(at) => TextState::Changed(number(at)),
            Self::Gone => TextState::Orphan,
        }
    }

    /// Where it or what came in its place stands.
    pub fn position(self) -> Option<usize> {
        match self {
            Self::Matched(at) | Self::Changed(at) => Some(at),
            Self::Gone => None,
        }
    }
}

/// As like as this, two paragraphs are taken for versions of one: half of their words.
const ALIKE: f32 = 0.5;

/// What speaks for a pair of which nothing but the place is known: less than any likeness.
const BY_PLACE: f32 = 0.25;

/// Above so many pairs of equal paragraphs, the first is the first, the second the second.
const MAX_PAIRS: usize = 1 << 20;

/// Above so many pairs, only those of the same rank in a gap are compared.
const MAX_COMPARED: usize = 1 << 16;

/// The words of a paragraph that are compared.
const MAX_WORDS: usize = 400;

/// What became of each recorded paragraph, in their order. Both lists are in the order of reading.
pub fn align(recorded: &[Recorded<'_>], found: &[Found<'_>]) -> Vec<Fate> {
    let places = Places::new(found);
    let run = rising_run(recorded, &places);
    let mut fates = vec![Fate::Gone; recorded.len()];
    let mut is_taken = vec![false; found.len()];
    for &(paragraph, at) in &run {
        fates[paragraph] = Fate::Matched(at);
        is_taken[at] = true;
    }
    for (fate, paragraph) in fates.iter_mut().zip(recorded) {
        if *fate == Fate::Gone
            && let Some(at) = places.out_of_order(paragraph, &is_taken)
        {
            *fate = Fate::Matched(at);
            is_taken[at] = true;
        }
    }
    let end = (recorded.len(), found.len());
    let mut start = (0, 0);
    for &(paragraph, at) in run.iter().chain([&end]) {
        let left: Vec<usize> = (start.0..paragraph)
            .filter(|it| fates[*it] == Fate::Gone)
            .collect();
        let free: Vec<usize> = (start.1..at).filter(|it| !is_taken[*it]).collect();
        for (paragraph, at) in pair_up((recorded, &left), (found, &free)) {
            fates[paragraph] = Fate::Changed(at);
        }
        start = (paragraph + 1, at + 1);
    }
    fates
}

/// Where each digest stands, ascending.
struct Places(HashMap<Digest, Vec<usize>>);

impl Places {
    fn new(found: &[Found<'_>]) -> Self {
        let mut places = HashMap::<Digest, Vec<usize>>::with_capacity(found.len());
        for (at, line) in found.iter().enumerate() {
            places.entry(line.digest).or_default().push(at);
        }
        Self(places)
    }

    fn of(&self, paragraph: &Recorded<'_>) -> &[usize] {
        self.0.get(&paragraph.digest).map_or(&[], Vec::as_slice)
    }

    /// Where a paragraph stands that is not in the run: its own place, else the first that no other has,
    /// else the first.
    fn out_of_order(&self, paragraph: &Recorded<'_>, is_taken: &[bool]) -> Option<usize> {
        let all = self.of(paragraph);
        let own = usize::try_from(paragraph.n).ok()?.checked_sub(1);
        let mut all_free = all.iter().filter(|at| !is_taken[**at]);
        let own = own.filter(|own| all.contains(own));
        own.or_else(|| all_free.next().copied())
            .or_else(|| all.first().copied())
    }
}

/// The longest run of equal paragraphs that rises in both lists, as positions in them.
fn rising_run(recorded: &[Recorded<'_>], places: &Places) -> Vec<(usize, usize)> {
    let n_pairs: usize = recorded.iter().map(|it| places.of(it).len()).sum();
    let mut seen = BTreeMap::<[u8; 32], usize>::new();
    let mut run = Run::default();
    for (paragraph, record) in recorded.iter().enumerate() {
        let all = places.of(record);
        if n_pairs <= MAX_PAIRS {
            // From the last to the first: a paragraph never follows itself.
            all.iter().rev().for_each(|at| run.push(paragraph, *at));
        } else {
            let rank = seen.entry(record.digest.0).or_default();
            all.get(*rank)
                .into_iter()
                .for_each(|at| run.push(paragraph, *at));
            *rank += 1;
        }
    }
    run.longest()
}

/// The longest rising run so far, of every length the one that ends soonest.
#[derive(Default)]
struct Run {
    pairs: Vec<Pair>,
    /// By length, from 1: the last pair of the run.
    last: Vec<usize>,
}

struct Pair {
    paragraph: usize,
    at: usize,
    before: Option<usize>,
}

impl Run {
    fn push(&mut self, paragraph: usize, at: usize) {
        let length = self.last.partition_point(|pair| self.pairs[*pair].at < at);
        let before = length.checked_sub(1).map(|length| self.last[length]);
        let pair = self.pairs.len();
        self.pairs.push(Pair {
            paragraph,
            at,
            before,
        });
        match self.last.get_mut(length) {
            Some(last) => *last = pair,
            None => self.last.push(pair),
        }
    }

    fn longest(&self) -> Vec<(usize, usize)> {
        let mut run = Vec::with_capacity(self.last.len());
        let mut next = self.last.last().copied();
        while let Some(pair) = next.and_then(|next| self.pairs.get(next)) {
            run.push((pair.paragraph, pair.at));
            next = pair.before;
        }
        run.reverse();
        run
    }
}

/// Which of the paragraphs left are which of the free lines: in order, and as like as can be.
fn pair_up(
    (recorded, left): (&[Recorded<'_>], &[usize]),
    (found, free): (&[Found<'_>], &[usize]),
) -> Vec<(usize, usize)> {
    if left.is_empty() || free.is_empty() {
        return Vec::new();
    }
    let known: Vec<Words> = left
        .iter()
        .map(|at| Words::known(recorded[*at].known))
        .collect();
    let lines: Vec<Vec<u64>> = free.iter().map(|at| words(found[*at].text)).collect();
    let weight = |one: usize, other: usize| known[one].likeness(&lines[other], one == other);
    let pairs = if left.len() * free.len() <= MAX_COMPARED {
        heaviest(left.len(), free.len(), weight)
    } else {
        let same_rank = (0..left.len().min(free.len())).filter(|at| weight(*at, *at).is_some());
        same_rank.map(|at| (at, at)).collect()
    };
    let pairs = pairs.into_iter();
    pairs.map(|(one, other)| (left[one], free[other])).collect()
}

/// The pairs of so many and so many, in order in both, that weigh most together.
fn heaviest(
    n_rows: usize,
    n_columns: usize,
    weight: impl Fn(usize, usize) -> Option<f32>,
) -> Vec<(usize, usize)> {
    let width = n_columns + 1;
    let weights: Vec<Option<f32>> = (0..n_rows * n_columns)
        .map(|cell| weight(cell / n_columns, cell % n_columns))
        .collect();
    let mut best = vec![0.0_f32; (n_rows + 1) * width];
    let paired_at = |best: &[f32], row: usize, column: usize| {
        let weight = weights[row * n_columns + column]?;
        Some(best[(row + 1) * width + column + 1] + weight)
    };
    let unpaired_at = |best: &[f32], row: usize, column: usize| {
        best[(row + 1) * width + column].max(best[row * width + column + 1])
    };
    for row in (0..n_rows).rev() {
        for column in (0..n_columns).rev() {
            let paired = paired_at(&best, row, column).unwrap_or(0.0);
            best[row * width + column] = paired.max(unpaired_at(&best, row, column));
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while row < n_rows && column < n_columns {
        let paired = paired_at(&best, row, column);
        if paired.is_some_and(|paired| paired >= unpaired_at(&best, row, column)) {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if best[(row + 1) * width + column] >= best[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// Words of a recorded paragraph, as they are compared.
enum Words {
    /// Sorted.
    All(Vec<u64>),
    /// In order.
    First(Vec<u64>),
    None,
}

impl Words {
    fn known(known: Known<'_>) -> Self {
        match known {
            Known::Text(text) => Self::All(sorted(words(text))),
            Known::Locator(text) if !text.trim().is_empty() => Self::First(words(text)),
            Known::Locator(_) | Known::Nothing => Self::None,
        }
    }

    /// How like a line is, from [`ALIKE`] to 1; `None` if it is not. Where no words are known, the place
    /// speaks for it.
    fn likeness(&self, line: &[u64], is_in_place: bool) -> Option<f32> {
        let likeness = match self {
            Self::All(words) => {
                let line = sorted(line.to_vec());
                let n_common = n_common(words, &line);
                share(2 * n_common, words.len() + line.len())
            }
            Self::First(words) => {
                let start = line.get(..2 * words.len()).unwrap_or(line);
                share(n_in_order(words, start), words.len())
            }
            Self::None => return is_in_place.then_some(BY_PLACE),
        };
        (likeness >= ALIKE).then_some(likeness)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share of some hundred words")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// The words of a text, each as a number; typography and case do not count.
fn words(text: &str) -> Vec<u64> {
    let words = text.split_whitespace().take(MAX_WORDS);
    let hash = |word: &str| {
        let mut hasher = DefaultHasher::new();
        normal(word).to_lowercase().hash(&mut hasher);
        hasher.finish()
    };
    words.map(hash).collect()
}

fn sorted(mut words: Vec<u64>) -> Vec<u64> {
    words.sort_unstable();
    words
}

/// How many of two sorted lists are in both.
fn n_common(one: &[u64], other: &[u64]) -> usize {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut n_common = 0;
    while let (Some(a), Some(b)) = (one.peek(), other.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(one.next()),
            std::cmp::Ordering::Greater => drop(other.next()),
            std::cmp::Ordering::Equal => {
                n_common += 1;
                one.next();
                other.next();
            }
        }
    }
    n_common
}

/// How many words of one list stand in the other in the same order, at most.
fn n_in_order(one: &[u64], other: &[u64]) -> usize {
    let weight = |a: usize, b: usize| (one[a] == other[b]).then_some(1.0);
    heaviest(one.len(), other.len(), weight).len()
}

#[cfg(test)]
mod tests;
