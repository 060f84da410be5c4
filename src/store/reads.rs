//! Reads single records: each on its own, so that a mistake in one never hides another. The quick
//! reader is asked first; what it leaves is for the `ron` crate.

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::convert::{self, Findings, Names};
use super::explain;
use super::lines::byte_at;
use super::locate;
use super::quick::{self, Pull, Quick};
use super::records::{self, Fault, List, Record};
use super::schema::{parse, v1};
use crate::diag::Diagnostic;
use crate::model::{Dismissed, Entity, Event, Item, Kind, Relation, Source, id_hash};

/// What records become.
pub(super) trait Readable: Sized + Send + Sync {
    const LIST: List;

    /// As it is spelt.
    type Wire<'a>: Quick<'a> + DeserializeOwned;

    fn convert(wire: Self::Wire<'_>, found: &mut Findings<'_>) -> Option<Self>;

    /// Of its id, if there may be a million of them.
    fn hash(&self) -> Option<u64>;
}

macro_rules! readable {
    ($($model:ident in $list:ident by $convert:ident, $hash:expr;)+) => {
        $(impl Readable for $model {
            const LIST: List = List::$list;

            type Wire<'a> = v1::$model<'a>;

            fn convert(wire: Self::Wire<'_>, found: &mut Findings<'_>) -> Option<Self> {
                convert::$convert(wire, found)
            }

            fn hash(&self) -> Option<u64> {
                let hash: fn(&Self) -> Option<u64> = $hash;
                hash(self)
            }
        })+
    };
}

readable! {
    Kind in Kinds by kind, |_| None;
    Source in Sources by source, |_| None;
    Entity in Entities by entity, |_| None;
    Event in Events by event, |event| Some(id_hash(event.id.as_str()));
    Relation in Relations by relation, |_| None;
    Dismissed in Dismissed by dismissed, |_| None;
}

/// Something wrong, and where.
#[derive(Debug)]
pub(super) struct Problem {
    /// The byte to point at.
    pub at: usize,
    /// The record it is in, or what could not be read as one.
    pub record: Range<usize>,
    pub what: What,
}

#[derive(Debug)]
pub(super) enum What {
    Found(Diagnostic),
    /// Put into words where lines are known.
    Fault(Fault),
}

/// What became of some records of one list.
#[derive(Debug)]
pub(super) struct Reads<T> {
    /// Those that could be read.
    pub records: Vec<Arc<T>>,
    /// Their bytes.
    pub ranges: Vec<Range<usize>>,
    /// See [`Readable::hash`]; of all records or not to be used.
    pub hashes: Vec<u64>,
    pub problems: Vec<Problem>,
    /// Ids, and `source#paragraph`, that the text has but the project has not.
    pub unreadable: Vec<String>,
    /// The records, or parts of them, that were kept although something of them was not.
    pub damaged: Vec<Item>,
}

impl<T> Default for Reads<T> {
    fn default() -> Self {
        Self {
            records: Vec::new(),
            ranges: Vec::new(),
            hashes: Vec::new(),
            problems: Vec::new(),
            unreadable: Vec::new(),
            damaged: Vec::new(),
        }
    }
}

impl<T> Reads<T> {
    /// Puts what others read behind this.
    pub(super) fn append(&mut self, mut others: Self) {
        self.records.append(&mut others.records);
        self.ranges.append(&mut others.ranges);
        self.hashes.append(&mut others.hashes);
        self.problems.append(&mut others.problems);
        self.unreadable.append(&mut others.unreadable);
        self.damaged.append(&mut others.damaged);
    }

    /// Puts what others read where it stands in the text.
    pub(super) fn merge(&mut self, others: Self) {
        self.append(others);
        self.hashes.clear();
        let ranges = std::mem::take(&mut self.ranges).into_iter();
        let mut pairs: Vec<_> = ranges.zip(std::mem::take(&mut self.records)).collect();
        pairs.sort_by_key(|(range, _)| range.start);
        (self.ranges, self.records) = pairs.into_iter().unzip();
    }
}

impl<T: Readable> Reads<T> {
    /// Reads the record that begins at byte `at`, if it is spelt as usual; tells where it ends.
    pub(super) fn quick(&mut self, text: &str, at: usize, names: &Names<'_>) -> Option<usize> {
        let mut pull = Pull::new(text, at);
        let wire = T::Wire::pull(&mut pull)?;
        let end = pull.at();
        self.converted(text, at..end, wire, names);
        Some(end)
    }

    /// Reads a record, whatever there is to be said of it.
    pub(super) fn read(&mut self, text: &str, record: &Record, names: &Names<'_>) {
        let range = record.range.clone();
        if let Some(fault) = &record.fault {
            let problem = Problem {
                at: fault.at,
                record: range.clone(),
                what: What::Fault((**fault).clone()),
            };
            return self.unread(text, &range, problem);
        }
        let slice = text.get(range.clone()).unwrap_or_default();
        let parsed = quick::whole(slice).map_or_else(|| parse::<T::Wire<'_>>(slice), Ok);
        match parsed {
            Ok(wire) => self.converted(text, range, wire, names),
            Err(error) => match records::cut_again(text, record.list, &range) {
                // It had swallowed others.
                Some(parts) => parts.iter().for_each(|part| self.read(text, part, names)),
                None => self.unread(text, &range, refused(text, record, &error)),
            },
        }
    }

    fn unread(&mut self, text: &str, range: &Range<usize>, problem: Problem) {
        self.unreadable.extend(locate::ids_of(text, range));
        self.problems.push(problem);
    }

    fn converted(&mut self, text: &str, range: Range<usize>, wire: T::Wire<'_>, names: &Names<'_>) {
        let mut found = Findings::new(names);
        let value = T::convert(wire, &mut found);
        self.unreadable.extend(found.lost);
        if value.is_none() {
            self.unreadable.extend(locate::ids_of(text, &range));
        }
        let mut finder = locate::Finder::new(text);
        for diagnostic in found.diagnostics {
            let place = &diagnostic.place;
            self.damaged.extend(place.item.clone());
            self.problems.push(Problem {
                at: finder.byte_of(&range, place.item.as_ref(), place.literal.as_deref()),
                record: range.clone(),
                what: What::Found(diagnostic),
            });
        }
        if let Some(value) = value {
            self.hashes.extend(value.hash());
            self.records.push(Arc::new(value));
            self.ranges.push(range);
        }
    }
}

/// What the `ron` crate says about a record.
fn refused(text: &str, record: &Record, error: &ron::error::SpannedError) -> Problem {
    let slice = text.get(record.range.clone()).unwrap_or_default();
    let at = record.range.start + byte_at(slice, error.span.start.line, error.span.start.col);
    let culprit = explain::is_syntax(&error.code)
        .then(|| records::first_text_over_lines(text, &record.range, at))
        .flatten();
    let is_missing = matches!(error.code, ron::error::Error::MissingStructField { .. });
    let (at, diagnostic) = if let Some(start) = culprit {
        (start, explain::unclosed_text())
    } else {
        let at = if is_missing {
            locate::start_of_fields(text, &record.range, at)
        } else {
            at
        };
        (at, explain::ron(&error.code, Some(record.list)))
    };
    Problem {
        at,
        record: record.range.clone(),
        what: What::Found(diagnostic),
    }
}
