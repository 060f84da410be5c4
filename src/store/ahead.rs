//! Reads the records of a list on all cores while nobody yet knows where each begins. The text ahead
//! is parted at places that look like the beginning of a record; whether one was, the reading of the
//! part before it tells, which ends there or does not.
//!
//! ```text
//! Event(…), Event(…), │ Event(…), Event(…), Ev│ent(…), …
//! known to be one ────┘ looked like one ──────┘ and was none: read again from the record's end
//! ```

use std::collections::VecDeque;
use std::hint::black_box;

use memchr::{memchr, memmem, memrchr};
use rayon::prelude::*;

use super::convert::{Known, Names};
use super::progress::Progress;
use super::quick::Pull;
use super::reads::{Readable, Reads};
use super::records::{self, Record};

/// How much is looked at in the first wave, and at least in each other one.
const MIN_WAVE_LEN: usize = 4 << 20;

/// A wave is so many times as long as what was read before it: what is shown meanwhile is made anew
/// after each, and all these times together cost less than the last.
const GROWTH: usize = 3;

/// The text is parted after so many bytes, at the next place that looks like a record.
pub(super) const PART_LEN: usize = 1 << 18;

/// A record that is not closed after so many bytes is not looked at further.
const MAX_RECORD_LEN: usize = 1 << 20;

/// Records that were read before, and stand as they stood.
#[derive(Debug)]
pub(super) struct Seed<T> {
    pub start: usize,
    pub end: usize,
    pub reads: Reads<T>,
}

/// What reading needs to know.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ahead<'a> {
    pub text: &'a str,
    pub known: &'a Known,
    pub progress: &'a Progress,
    /// See [`PART_LEN`].
    pub part_len: usize,
}

/// What came of a stretch of records.
#[derive(Debug)]
struct Stretch<T> {
    start: usize,
    reads: Reads<T>,
    /// Where the last record ends.
    end: Option<usize>,
    /// Where the next one begins, if a comma leads to one.
    next: Option<usize>,
    /// The furthest byte that was looked at.
    seen: usize,
}

/// How far it went.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    /// Where the last record ends.
    pub end: usize,
    /// The furthest byte that was looked at.
    pub seen: usize,
}

impl Ahead<'_> {
    /// Reads the record that begins at byte `start`, and those behind it as long as each is closed and
    /// parted from the next by one comma. `look` is shown what there is after each wave. Nothing if
    /// not even the first can be read so.
    pub(super) fn take<T: Readable>(
        &self,
        start: usize,
        seeds: &mut VecDeque<Seed<T>>,
        reads: &mut Reads<T>,
        look: &mut dyn FnMut(&Reads<T>),
    ) -> Option<Taken> {
        let mut taken: Option<Taken> = None;
        let mut next = Some(start);
        while let Some(at) = next {
            let stretch = self.seeded(at, seeds).unwrap_or_else(|| {
                let before_seed = seeds.front().map_or(self.text.len(), |seed| seed.start);
                let len = MIN_WAVE_LEN.max(GROWTH * (at - start));
                self.wave(at, before_seed.min(at.saturating_add(len)))
            });
            next = stretch.next;
            let seen = taken.map_or(start, |taken| taken.seen).max(stretch.seen);
            let end = stretch.end;
            reads.append(stretch.reads);
            let Some(end) = end else {
                break;
            };
            taken = Some(Taken { end, seen });
            if next.is_some() {
                look(reads);
            }
        }
        taken
    }

    /// The records that begin here and were read before.
    fn seeded<T>(&self, at: usize, seeds: &mut VecDeque<Seed<T>>) -> Option<Stretch<T>> {
        while seeds.front().is_some_and(|seed| seed.start < at) {
            seeds.pop_front();
        }
        if seeds.front()?.start != at {
            return None;
        }
        let Seed { start, end, reads } = seeds.pop_front()?;
        Some(Stretch {
            start,
            reads,
            end: Some(end),
            next: next_record(self.text, end),
            seen: end,
        })
    }

    /// The records that begin from `at` to before `stop`.
    fn wave<T: Readable>(&self, at: usize, stop: usize) -> Stretch<T> {
        let starts = self.likely_starts(at, stop);
        let ends = starts.iter().skip(1).copied().chain([stop]);
        let parts: Vec<_> = starts.iter().copied().zip(ends).collect();
        let read = parts
            .par_iter()
            .map(|(start, stop)| self.stretch(*start, *stop));
        let mut whole = Stretch {
            start: at,
            reads: Reads::default(),
            end: None,
            next: Some(at),
            seen: at,
        };
        for (part, (_, stop)) in read.collect::<Vec<_>>().into_iter().zip(parts) {
            whole.seen = whole.seen.max(part.seen);
            if self.progress.is_cancelled() {
                // Of no use, but whoever called off shall not wait until all is dropped.
                whole.reads.append(part.reads);
                continue;
            }
            let Some(next) = whole.next.filter(|next| *next < stop) else {
                continue;
            };
            let part = if part.start == next {
                part
            } else {
                self.stretch(next, stop)
            };
            whole.seen = whole.seen.max(part.seen);
            whole.next = part.next;
            whole.end = part.end.or(whole.end);
            whole.reads.append(part.reads);
        }
        whole
    }

    /// `at`, and a place in each part behind it where a line begins as that of the record at `at` does.
    fn likely_starts(&self, at: usize, stop: usize) -> Vec<usize> {
        let bytes = self.text.as_bytes();
        let mut starts = vec![at];
        let before = bytes.get(..at).unwrap_or_default();
        let Some(line) = memrchr(b'\n', before) else {
            return starts;
        };
        let head = bytes.get(at..).unwrap_or_default();
        let Some(open) = memchr(b'(', head.get(..64).unwrap_or(head)) else {
            return starts;
        };
        let indent = at - line;
        let beginning = bytes.get(line..=at + open).unwrap_or_default();
        let is_first = beginning
            .iter()
            .take(indent)
            .all(|byte| matches!(byte, b'\n' | b' ' | b'\t'));
        if !is_first {
            return starts;
        }
        let finder = memmem::Finder::new(beginning);
        let mut from = at + self.part_len;
        while from < stop {
            let to = stop.min(from + self.part_len);
            let part = bytes.get(from..to).unwrap_or_default();
            starts.extend(finder.find(part).map(|found| from + found + indent));
            from = to;
        }
        starts
    }

    /// The records from the one at `start` to the last that begins before `stop`.
    fn stretch<T: Readable>(&self, start: usize, stop: usize) -> Stretch<T> {
        grow_heap();
        let names = Names::new(self.known);
        let mut stretch = Stretch {
            start,
            reads: Reads::default(),
            end: None,
            next: Some(start),
            seen: start,
        };
        while let Some(at) = stretch.next.filter(|at| *at < stop) {
            if self.progress.is_cancelled() {
                stretch.next = None;
                break;
            }
            let end = stretch
                .reads
                .quick(self.text, at, &names)
                .or_else(|| self.slowly(at, &mut stretch.reads, &names));
            let Some(end) = end else {
                stretch.seen = self.text.len().min(at + MAX_RECORD_LEN);
                stretch.next = None;
                break;
            };
            stretch.end = Some(end);
            stretch.seen = end;
            stretch.next = next_record(self.text, end);
        }
        self.progress.advance_parsing(stretch.seen - start);
        stretch
    }

    /// A record that is spelt in another way, or wrong, if at least it is closed.
    fn slowly<T: Readable>(
        &self,
        at: usize,
        reads: &mut Reads<T>,
        names: &Names<'_>,
    ) -> Option<usize> {
        let limit = self.text.len().min(at + MAX_RECORD_LEN);
        let end = records::end_of_record(self.text, at, limit)?;
        let record = Record {
            list: T::LIST,
            range: at..end,
            fault: None,
        };
        reads.read(self.text, &record, names);
        Some(end)
    }
}

/// Makes room for what is to come. The allocator of glibc grows the heap of a worker by a page at a
/// time, with a call to the system for each; a large request, given back at once, grows it for all.
fn grow_heap() {
    const LEN: usize = 1 << 20;
    drop(black_box(Vec::<u8>::with_capacity(LEN)));
}

/// Where the record behind this one begins, if a comma parts the two.
fn next_record(text: &str, end: usize) -> Option<usize> {
    let mut pull = Pull::new(text, end);
    pull.blank()?;
    pull.open(b',')?;
    pull.blank()?;
    let next = text.as_bytes().get(pull.at())?;
    matches!(next, b'(' | b'A'..=b'Z').then_some(pull.at())
}

/// Reads records that were cut, on all cores, in their order. Nothing if called off.
pub(super) fn all<T: Readable>(
    text: &str,
    cut: &[&Record],
    known: &Known,
    progress: &Progress,
) -> Option<Reads<T>> {
    const AT_ONCE: usize = 256;
    let parts = cut.par_chunks(AT_ONCE).map(|part| {
        let names = Names::new(known);
        let mut reads = Reads::default();
        for record in part {
            if progress.is_cancelled() {
                return None;
            }
            progress.advance_parsing(record.range.len());
            reads.read(text, record, &names);
        }
        Some(reads)
    });
    let parts: Vec<Reads<T>> = parts.while_some().collect();
    if progress.is_cancelled() {
        return None;
    }
    let mut reads = Reads::default();
    for part in parts {
        reads.append(part);
    }
    Some(reads)
}
