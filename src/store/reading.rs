//! What was read of the lists of a project while its text was cut, and what need not be read again.

use std::collections::VecDeque;
use std::ops::Range;

use super::ahead::{self, Ahead, Seed, Taken};
use super::convert::Known;
use super::progress::Progress;
use super::reads::{Readable, Reads};
use super::records::{Cut, Record};
use crate::model::{Dismissed, Entity, Event, Kind, Project, Relation, Source};

/// Records that were read before, list by list, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Seeds<'a> {
    /// The project that most of them are of.
    pub like: Option<&'a Project>,
    pub kinds: VecDeque<Seed<Kind>>,
    pub sources: VecDeque<Seed<Source>>,
    pub entities: VecDeque<Seed<Entity>>,
    pub events: VecDeque<Seed<Event>>,
    pub relations: VecDeque<Seed<Relation>>,
    pub dismissed: VecDeque<Seed<Dismissed>>,
}

/// What was read of one list.
#[derive(Debug)]
pub(super) struct Reading<T> {
    pub reads: Reads<T>,
    seeds: VecDeque<Seed<T>>,
    /// From the first record to the last one, each time that the list was come to.
    runs: Vec<Range<usize>>,
}

impl<T: Readable> Reading<T> {
    pub(super) fn new(seeds: VecDeque<Seed<T>>) -> Self {
        Self {
            reads: Reads::default(),
            seeds,
            runs: Vec::new(),
        }
    }

    pub(super) fn take(
        &mut self,
        ahead: &Ahead<'_>,
        start: usize,
        look: &mut dyn FnMut(&Reads<T>),
    ) -> Option<Taken> {
        let taken = ahead.take(start, &mut self.seeds, &mut self.reads, look)?;
        self.runs.push(start..taken.end);
        Some(taken)
    }

    /// For another reading of the same text.
    pub(super) fn into_seeds(self) -> VecDeque<Seed<T>> {
        match *self.runs.as_slice() {
            [Range { start, end }] => VecDeque::from([Seed {
                start,
                end,
                reads: self.reads,
            }]),
            _ => VecDeque::new(),
        }
    }

    /// With the records that were cut. Nothing if called off.
    pub(super) fn with_cut(
        self,
        text: &str,
        cut: &Cut,
        known: &Known,
        progress: &Progress,
    ) -> Option<Reads<T>> {
        let mut reads = self.reads;
        let records = cut.records.iter();
        let left: Vec<&Record> = records.filter(|it| it.list == T::LIST).collect();
        if !left.is_empty() {
            reads.merge(ahead::all(text, &left, known, progress)?);
        }
        Some(reads)
    }
}
