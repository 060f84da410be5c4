//! Search as you type: the events in which all terms occur, found chunk by chunk, so that the first are
//! there at once, a newer keystroke need not wait, and what was found before is not looked for again.
//!
//! A term occurs in an event's own words, or in words that belong to it through what it links: names,
//! titles, gists, the label of its kind. Those are searched once for each term, and lead to their events
//! or, where they lead to more events than are left to be asked, are met from there.

mod needle;

use std::ops::Range;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::texts::{CHUNK, CHUNK_WORDS, range_of};
use super::{Corpus, Index, Terms};
use crate::bits::Bits;
use crate::evidence::Links;
use needle::Needle;

/// How long a slice of the search takes, about, at least and at most.
const SLICE: Range<Duration> = Duration::from_millis(1)..Duration::from_millis(3);
/// Chunks of the first slice.
const FIRST_CHUNKS: usize = 16;

/// What came of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    terms: Terms,
    hits: Bits,
}

impl Found {
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The events in which all terms occur.
    pub fn hits(&self) -> &Bits {
        &self.hits
    }

    /// Whether nothing can match these terms that does not match its own: each of its own is part of one
    /// of them.
    pub fn holds_all_of(&self, terms: &Terms) -> bool {
        let mut own = self.terms.iter();
        own.all(|own| terms.iter().any(|term| term.contains(own)))
    }
}

/// What to search for.
#[derive(Clone, Debug)]
pub struct Search<'a> {
    pub index: &'a Index,
    pub links: &'a Links,
    pub terms: &'a Terms,
    /// Events that are asked first: those on the screen.
    pub first: Range<usize>,
    /// An earlier search of the same index. Only what it found is asked, if it
    /// [holds all](Found::holds_all_of) that there can be.
    pub previous: Option<&'a Found>,
}

/// All events in which the terms occur, at once; `None` if there are no terms.
pub fn search_now(corpus: Corpus<'_>, terms: &Terms) -> Option<Bits> {
    if terms.is_empty() {
        return None;
    }
    let search = Search {
        index: corpus.index,
        links: &corpus.evidence.links,
        terms,
        first: 0..0,
        previous: None,
    };
    let found = search.run(&|| true, &mut |_, _| ());
    Some(found.map_or_else(|| Bits::none(corpus.index.n_events()), |found| found.hits))
}

/// The answers of one chunk.
type ChunkBits = [u64; CHUNK_WORDS];

impl Search<'_> {
    /// Searches, and tells of what it has so far, with the share of the events that were asked, after
    /// every slice of a few milliseconds. `None` if it was told not to `go_on`, which is asked many times
    /// in a slice.
    pub fn run(
        &self,
        go_on: &(dyn Fn() -> bool + Sync),
        publish: &mut dyn FnMut(&Bits, f32),
    ) -> Option<Found> {
        let n_events = self.index.n_events();
        let previous = self
            .previous
            .filter(|it| it.hits.len() == n_events && it.holds_all_of(self.terms));
        let candidates = previous.map_or_else(|| Bits::all(n_events), |it| it.hits.clone());
        let known =
            |term: &&str| previous.is_some_and(|it| it.terms.iter().any(|old| old == *term));
        let mut terms: Vec<&str> = self.terms.iter().filter(|term| !known(term)).collect();
        // The longest first: it is likely to leave the fewest for the others.
        terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
        let mut needles = Vec::new();
        for term in terms {
            needles.push(Needle::new(term, self.index, self.links, go_on)?);
        }
        self.run_slices(&candidates, &needles, go_on, publish)
    }

    fn run_slices(
        &self,
        candidates: &Bits,
        needles: &[Needle<'_>],
        go_on: &(dyn Fn() -> bool + Sync),
        publish: &mut dyn FnMut(&Bits, f32),
    ) -> Option<Found> {
        let order = self.order_of_chunks();
        let mut words = vec![0; candidates.words().len()];
        let (mut done, mut n_next) = (0, self.first_chunks().len().max(1));
        while let Some(rest) = order.get(done..).filter(|rest| !rest.is_empty()) {
            let slice = rest.get(..n_next).unwrap_or(rest);
            let started = Instant::now();
            let found = slice.par_iter().map(|chunk| {
                let hits = go_on().then(|| self.chunk_hits(*chunk, candidates, needles))?;
                Some((*chunk, hits))
            });
            for (chunk, hits) in found.collect::<Option<Vec<_>>>()? {
                let places = words.iter_mut().skip(chunk * CHUNK_WORDS);
                places.zip(hits).for_each(|(word, hit)| *word = hit);
            }
            done += slice.len();
            if done < order.len() {
                #[expect(clippy::cast_precision_loss, reason = "a share to draw")]
                let share = done as f32 / order.len() as f32;
                publish(&Bits::from_words(candidates.len(), words.clone()), share);
            }
            n_next = next_slice(slice.len(), started.elapsed());
        }
        go_on().then(|| Found {
            terms: self.terms.clone(),
            hits: Bits::from_words(candidates.len(), words),
        })
    }

    fn first_chunks(&self) -> Range<usize> {
        let n_chunks = self.index.own.chunks().len();
        let end = self.first.end.div_ceil(CHUNK).min(n_chunks);
        (self.first.start / CHUNK).min(end)..end
    }

    /// Those with the events to be asked first, then the others.
    fn order_of_chunks(&self) -> Vec<usize> {
        let first = self.first_chunks();
        let all = 0..self.index.own.chunks().len();
        let others = all.filter(|chunk| !first.contains(chunk));
        first.clone().chain(others).collect()
    }

    fn chunk_hits(&self, chunk: usize, candidates: &Bits, needles: &[Needle<'_>]) -> ChunkBits {
        let mut alive = [0; CHUNK_WORDS];
        let words = candidates.words().iter().skip(chunk * CHUNK_WORDS);
        alive
            .iter_mut()
            .zip(words)
            .for_each(|(to, from)| *to = *from);
        let Some(texts) = self.index.own.chunks().get(chunk) else {
            return alive;
        };
        let events = range_of(chunk, self.index.n_events());
        for needle in needles {
            if alive == [0; CHUNK_WORDS] {
                break;
            }
            alive = needle.hits(texts, events.start, alive);
        }
        alive
    }
}

/// How many chunks the next slice takes, after this many took so long.
fn next_slice(n_chunks: usize, took: Duration) -> usize {
    if took < SLICE.start {
        (n_chunks * 2).max(FIRST_CHUNKS)
    } else if took > SLICE.end {
        (n_chunks / 2).max(1)
    } else {
        n_chunks
    }
}

#[cfg(test)]
mod tests;
