//! One term at work: where it occurs in words that belong to many events, and in a chunk of their own.

use memchr::memchr;
use memchr::memmem::Finder;
use rayon::prelude::*;

use super::ChunkBits;
use crate::bits::Bits;
use crate::evidence::Links;
use crate::query::Index;
use crate::query::index::{Linked, Ties};
use crate::query::texts::{CHUNK, CHUNK_WORDS, Chunk, Texts};

/// One in so many events, or fewer, are asked one by one.
const FEW: usize = 48;
/// What asking one event for all it links costs, in events that a value leads to.
const ASKED: usize = 32;

/// Finds a term in bytes.
#[derive(Debug)]
enum Finds<'a> {
    /// One that is a byte is there so often that what a search costs to begin counts.
    Byte(u8),
    Bytes(Box<Finder<'a>>),
}

impl<'a> Finds<'a> {
    fn new(term: &'a str) -> Self {
        match term.as_bytes() {
            [byte] => Self::Byte(*byte),
            bytes => Self::Bytes(Box::new(Finder::new(bytes))),
        }
    }

    fn find(&self, within: &[u8]) -> Option<usize> {
        match self {
            Self::Byte(byte) => memchr(*byte, within),
            Self::Bytes(finder) => finder.find(within),
        }
    }
}

/// A term, and where it occurs beside the events' own words.
#[derive(Debug)]
pub(super) struct Needle<'a> {
    finder: Finds<'a>,
    index: &'a Index,
    links: &'a Links,
    shared: Shared,
    /// The events of all that is in `shared`; `None` if it leads to too many, and is met from the events.
    events: Option<Bits>,
}

/// In which words that events share a term occurs, each set by position in its list.
#[derive(Debug)]
struct Shared {
    kinds: Bits,
    entities: Bits,
    sources: Bits,
    gists: Bits,
}

impl<'a> Needle<'a> {
    /// `None` if it was told not to go on.
    pub(super) fn new(
        term: &'a str,
        index: &'a Index,
        links: &'a Links,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        let finder = Finds::new(term);
        let shared = Shared {
            kinds: occurrences(&finder, &index.labels, go_on)?,
            entities: occurrences(&finder, &index.names, go_on)?,
            sources: occurrences(&finder, &index.titles, go_on)?,
            gists: occurrences(&finder, &index.gists.texts, go_on)?,
        };
        let mut needle = Self {
            finder,
            index,
            links,
            shared,
            events: None,
        };
        if needle.n_events() <= ASKED * needle.n_left() {
            needle.events = Some(needle.all_events());
        }
        Some(needle)
    }

    /// About how many events the shared words lead to, each counted as often as it is led to.
    fn n_events(&self) -> usize {
        let Shared {
            kinds,
            entities,
            sources,
            gists,
        } = &self.shared;
        // To look up each gist's would take longer than to guess wrong.
        let n_gists = gists.len().max(1);
        let of_gists = gists.count() * self.links.n_citations() / n_gists;
        let of_kinds = kinds.iter().map(|kind| self.index.facets.n_of_kind(kind));
        let of_entities = entities
            .iter()
            .map(|it| self.links.events_of_entity(it).len());
        let of_sources = sources
            .iter()
            .map(|it| self.links.events_of_source(it).len());
        of_gists + of_kinds.chain(of_entities).chain(of_sources).sum::<usize>()
    }

    /// About how many events do not have the term in their own words, from a look at the first.
    fn n_left(&self) -> usize {
        let n_events = self.index.n_events();
        let Some(chunk) = self.index.own.chunks().first() else {
            return 0;
        };
        let all = first_bits(chunk.len());
        let own = self.own_hits(chunk, &all);
        let n_left = chunk.len() - n_ones(&own);
        // Never none: the others may be different.
        n_events * (n_left + 1) / (chunk.len() + 1)
    }

    fn all_events(&self) -> Bits {
        let (index, links) = (self.index, self.links);
        let none = || Bits::none(index.n_events());
        let ties = |facet| Ties { links, facet };
        let entities = || {
            let entities: Vec<usize> = self.shared.entities.iter().collect();
            index
                .facets
                .entities
                .with_any(ties(Linked::Entities), &entities)
        };
        let titled = || {
            let sources: Vec<usize> = self.shared.sources.iter().collect();
            let mut events = index
                .facets
                .sources
                .with_any(ties(Linked::Sources), &sources);
            for event in index.facets.untitled.of_any(&sources) {
                if !self.is_titled(event as usize) {
                    events.remove(event as usize);
                }
            }
            events
        };
        let rest = || {
            let mut events = none();
            for kind in self.shared.kinds.iter() {
                index.facets.add_kind(kind, &mut events);
            }
            events.add(&entities());
            events.add(&titled());
            events
        };
        let gists: Vec<usize> = self.shared.gists.iter().collect();
        let (half, other_half) = gists.split_at(gists.len() / 2);
        let cited = |gists: &[usize]| {
            let mut events = none();
            for one in gists.iter().flat_map(|gist| self.uses_of(*gist)) {
                events.insert(one.event as usize);
            }
            events
        };
        let ((mut events, half), other_half) =
            rayon::join(|| (rest(), cited(half)), || cited(other_half));
        events.add(&half);
        events.add(&other_half);
        events
    }

    /// Whether a title that has the term belongs to an event's words.
    fn is_titled(&self, event: usize) -> bool {
        let untitled = &self.index.facets.untitled;
        let position = u32::try_from(event).unwrap_or(u32::MAX);
        let mut sources = self.links.sources_of(event).iter();
        sources.any(|source| {
            self.shared.sources.contains(*source as usize) && !untitled.contains(position, *source)
        })
    }

    fn uses_of(&self, gist: usize) -> &[crate::evidence::Use] {
        let place = self.index.gists.places.get(gist);
        place.map_or(&[], |(source, n)| self.links.uses_of(*source as usize, *n))
    }

    /// Which of the events in a chunk that are still `alive` have the term. `start`: the first event's
    /// position.
    pub(super) fn hits(&self, chunk: &Chunk, start: usize, alive: ChunkBits) -> ChunkBits {
        let mut hits = [0; CHUNK_WORDS];
        if let Some(events) = &self.events {
            let words = events.words().iter().skip(start / 64);
            for ((hit, word), alive) in hits.iter_mut().zip(words).zip(alive) {
                *hit = word & alive;
            }
        }
        let own = self.own_hits(chunk, &without(&alive, &hits));
        join(&mut hits, &own);
        if self.events.is_none() {
            for n in members(&without(&alive, &hits)) {
                if self.is_met_from(start + n) {
                    insert(&mut hits, n);
                }
            }
        }
        hits
    }

    /// Which of these events have the term in their own words.
    fn own_hits(&self, chunk: &Chunk, asked: &ChunkBits) -> ChunkBits {
        let mut hits = [0; CHUNK_WORDS];
        if n_ones(asked) * FEW <= CHUNK {
            for n in members(asked) {
                if self.finder.find(chunk.text(n)).is_some() {
                    insert(&mut hits, n);
                }
            }
            return hits;
        }
        let bytes = chunk.bytes();
        let mut next = next_member(asked, 0);
        while let Some(n) = next {
            let from = chunk.start(n);
            let rest = bytes.get(from..).unwrap_or_default();
            let Some(at) = self.finder.find(rest) else {
                break;
            };
            let hit = chunk.text_at(from + at, n);
            if asked[hit / 64] >> (hit % 64) & 1 == 1 {
                insert(&mut hits, hit);
            }
            next = next_member(asked, hit + 1);
        }
        hits
    }

    /// Whether the term occurs in any words that an event shares with others.
    fn is_met_from(&self, event: usize) -> bool {
        let Shared {
            kinds,
            entities,
            sources,
            gists,
        } = &self.shared;
        let (links, all_gists) = (self.links, &self.index.gists);
        let has_gist = |source: usize, n: u32| {
            let gist = all_gists.position(source, n);
            gist.is_some_and(|gist| gists.contains(gist))
        };
        let is_kind = |kind| kinds.contains(kind);
        let is_named = |entity: &u32| entities.contains(*entity as usize);
        links.kind_of(event).is_some_and(is_kind)
            || links.entities_of(event).iter().any(is_named)
            || (!sources.is_empty() && self.is_titled(event))
            || links
                .cited_by(event)
                .any(|cited| has_gist(cited.source, cited.paragraph))
    }
}

/// The texts in which a term occurs; `None` if it was told not to go on.
fn occurrences(
    finder: &Finds<'_>,
    texts: &Texts,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Option<Bits> {
    let words_of = |chunk: &Chunk| {
        let mut hits = [0; CHUNK_WORDS];
        let mut n = 0;
        while n < chunk.len() {
            let from = chunk.start(n);
            let rest = chunk.bytes().get(from..).unwrap_or_default();
            let Some(at) = finder.find(rest) else { break };
            n = chunk.text_at(from + at, n);
            insert(&mut hits, n);
            n += 1;
        }
        hits
    };
    let chunks = texts.chunks().par_iter();
    let words = chunks.map(|chunk| go_on().then(|| words_of(chunk)));
    let words = words.collect::<Option<Vec<ChunkBits>>>()?.concat();
    Some(Bits::from_words(texts.len(), words))
}

fn first_bits(len: usize) -> ChunkBits {
    std::array::from_fn(|word| match len.saturating_sub(64 * word) {
        n if n >= 64 => u64::MAX,
        n => (1 << n) - 1,
    })
}

fn n_ones(bits: &ChunkBits) -> usize {
    bits.iter().map(|word| word.count_ones() as usize).sum()
}

fn without(bits: &ChunkBits, others: &ChunkBits) -> ChunkBits {
    std::array::from_fn(|word| bits[word] & !others[word])
}

fn join(bits: &mut ChunkBits, others: &ChunkBits) {
    bits.iter_mut()
        .zip(others)
        .for_each(|(to, from)| *to |= from);
}

fn insert(bits: &mut ChunkBits, n: usize) {
    if let Some(word) = bits.get_mut(n / 64) {
        *word |= 1 << (n % 64);
    }
}

fn members(bits: &ChunkBits) -> impl Iterator<Item = usize> {
    let mut next = next_member(bits, 0);
    std::iter::from_fn(move || {
        let n = next?;
        next = next_member(bits, n + 1);
        Some(n)
    })
}

/// The first member at or behind `from`.
fn next_member(bits: &ChunkBits, from: usize) -> Option<usize> {
    let start = from / 64;
    for (number, word) in bits.iter().enumerate().skip(start) {
        let skipped = if number == start { from % 64 } else { 0 };
        let rest = word & (u64::MAX << skipped);
        if rest != 0 {
            return Some(64 * number + rest.trailing_zeros() as usize);
        }
    }
    None
}
