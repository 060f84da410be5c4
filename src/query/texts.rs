//! Folded texts of many records behind one another, so that a search runs through memory and not from
//! record to record. In chunks, which threads share out and an edit replaces one of.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::fold::fold_into;

/// Texts in a chunk: so many words of a bitmap.
pub(super) const CHUNK: usize = 64 * CHUNK_WORDS;
pub(super) const CHUNK_WORDS: usize = 16;

/// One chunk: texts by their number in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chunk {
    text: String,
    /// Where each text begins, and where the last ends.
    starts: Vec<u32>,
}

impl Chunk {
    pub(super) fn with_capacity(n_texts: usize) -> Self {
        let mut starts = Vec::with_capacity(n_texts + 1);
        starts.push(0);
        Self {
            text: String::new(),
            starts,
        }
    }

    /// One more text. Its parts are set apart by a line break, which nothing folded holds: no phrase
    /// matches across two.
    pub(super) fn push<'a>(&mut self, parts: impl IntoIterator<Item = &'a str>) {
        for part in parts {
            fold_into(part, &mut self.text);
            self.text.push('\n');
        }
        self.end();
    }

    fn push_folded(&mut self, folded: &[u8]) {
        self.text
            .push_str(str::from_utf8(folded).unwrap_or_default());
        self.end();
    }

    fn end(&mut self) {
        self.starts
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Room for texts of these parts, so that little is moved as they come.
    pub(super) fn reserve<'a>(&mut self, parts: impl Iterator<Item = &'a str>) {
        self.text
            .reserve_exact(parts.map(|part| part.len() + 1).sum());
    }

    pub(super) fn settled(mut self) -> Self {
        if self.text.capacity() - self.text.len() > self.text.len() / 16 {
            self.text.shrink_to_fit();
        }
        self
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// All texts behind one another.
    pub(super) fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    pub(super) fn start(&self, n: usize) -> usize {
        let start = self.starts.get(n).or(self.starts.last());
        start.map_or(0, |start| *start as usize)
    }

    pub(super) fn text(&self, n: usize) -> &[u8] {
        let range = self.start(n)..self.start(n + 1);
        self.bytes().get(range).unwrap_or_default()
    }

    /// The text that holds the byte at `place`, which is not before the text `from`.
    pub(super) fn text_at(&self, place: usize, from: usize) -> usize {
        let ends = self.starts.get(from + 1..).unwrap_or_default();
        from + ends
            .iter()
            .take_while(|end| **end as usize <= place)
            .count()
    }
}

/// Texts by position.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    chunks: Vec<Arc<Chunk>>,
    len: usize,
}

impl Texts {
    /// Of records that are few against the events.
    pub(super) fn of<'a, Parts: IntoIterator<Item = &'a str>>(
        n_texts: usize,
        parts_of: impl Fn(usize) -> Parts + Sync,
    ) -> Self {
        let chunks = (0..n_texts.div_ceil(CHUNK)).into_par_iter();
        let chunks = chunks.map(|chunk| {
            let texts = range_of(chunk, n_texts);
            let mut chunk = Chunk::with_capacity(texts.len());
            texts.for_each(|text| chunk.push(parts_of(text)));
            chunk.settled()
        });
        Self::from_chunks(chunks.collect())
    }

    /// All but the last hold [`CHUNK`] texts.
    pub(super) fn from_chunks(chunks: Vec<Chunk>) -> Self {
        Self {
            len: chunks.iter().map(Chunk::len).sum(),
            chunks: chunks.into_iter().map(Arc::new).collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn chunks(&self) -> &[Arc<Chunk>] {
        &self.chunks
    }

    /// Another text for a position that has one. Costs a chunk.
    pub(super) fn replace<'a>(&mut self, at: usize, parts: impl IntoIterator<Item = &'a str>) {
        let Some(place) = self.chunks.get_mut(at / CHUNK) else {
            return;
        };
        let mut with = Chunk::with_capacity(place.len());
        with.text.reserve(place.text.len() + place.text.len() / 64);
        let (before, after) = (0..at % CHUNK, at % CHUNK + 1..place.len());
        before.for_each(|n| with.push_folded(place.text(n)));
        with.push(parts);
        after.for_each(|n| with.push_folded(place.text(n)));
        *place = Arc::new(with.settled());
    }

    /// Of the heap: the texts, and where each begins.
    pub(super) fn heap_bytes(&self) -> (usize, usize) {
        let chunks = self.chunks.iter();
        let places = chunks
            .clone()
            .map(|chunk| size_of_val(&*chunk.starts) + size_of::<Chunk>());
        (
            chunks.map(|chunk| chunk.text.capacity()).sum(),
            places.sum(),
        )
    }
}

/// The positions of the texts in a chunk.
pub(super) fn range_of(chunk: usize, n_texts: usize) -> Range<usize> {
    chunk * CHUNK..((chunk + 1) * CHUNK).min(n_texts)
}
