//! Reads single records: each on its own, so that a mistake in one never hides another, and in
//! parallel, so that a million of them take a moment.

use std::ops::Range;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::convert::Findings;
use super::explain;
use super::lines::byte_at;
use super::locate;
use super::progress::Progress;
use super::records::{self, Fault, List, Record};
use super::schema::parse;
use crate::diag::Diagnostic;
use crate::model::Item;

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

/// What became of one record.
#[derive(Debug)]
pub(super) struct Read<T> {
    pub range: Range<usize>,
    pub value: Option<T>,
    pub problems: Vec<Problem>,
    /// Ids, and `source#paragraph`, that the text has but the project has not.
    pub unreadable: Vec<String>,
    /// The record, or parts of it, that were kept although something of them was not.
    pub damaged: Vec<Item>,
    /// Records that this one had swallowed.
    pub swallowed: Vec<Read<T>>,
}

/// Reads the records of one list, in their order. Stops early, with what it has, if called off.
pub(super) fn all<W: DeserializeOwned, T: Send>(
    text: &str,
    records: &[&Record],
    progress: &Progress,
    convert: impl Fn(W, &mut Findings) -> Option<T> + Sync,
) -> Vec<Read<T>> {
    let reads = records.par_iter().map(|record| {
        if progress.is_cancelled() {
            return None;
        }
        progress.advance(record.range.len());
        Some(one(text, record, &convert))
    });
    reads.while_some().collect()
}

fn one<W: DeserializeOwned, T>(
    text: &str,
    record: &Record,
    convert: &impl Fn(W, &mut Findings) -> Option<T>,
) -> Read<T> {
    let range = record.range.clone();
    if let Some(fault) = &record.fault {
        let problem = Problem {
            at: fault.at,
            record: range.clone(),
            what: What::Fault((**fault).clone()),
        };
        return unread(text, range, problem);
    }
    let slice = text.get(range.clone()).unwrap_or_default();
    match parse::<W>(slice) {
        Ok(wire) => converted(text, range, wire, convert),
        Err(error) => {
            if let Some(parts) = records::cut_again(text, record.list, &range) {
                let mut parts = parts.iter().map(|part| one(text, part, convert));
                if let Some(mut first) = parts.next() {
                    first.swallowed = parts.collect();
                    return first;
                }
            }
            let problem = refused(text, record, &error);
            unread(text, range, problem)
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

fn unread<T>(text: &str, range: Range<usize>, problem: Problem) -> Read<T> {
    Read {
        unreadable: locate::ids_of(text, &range),
        range,
        value: None,
        problems: vec![problem],
        damaged: Vec::new(),
        swallowed: Vec::new(),
    }
}

fn converted<W, T>(
    text: &str,
    range: Range<usize>,
    wire: W,
    convert: &impl Fn(W, &mut Findings) -> Option<T>,
) -> Read<T> {
    let mut found = Findings::default();
    let value = convert(wire, &mut found);
    let mut unreadable = found.lost;
    if value.is_none() {
        unreadable.extend(locate::ids_of(text, &range));
    }
    let items = found.diagnostics.iter();
    let damaged = items.filter_map(|found| found.place.item.clone()).collect();
    let mut finder = locate::Finder::new(text);
    let problems = found.diagnostics.into_iter().map(|diagnostic| {
        let place = &diagnostic.place;
        Problem {
            at: finder.byte_of(&range, place.item.as_ref(), place.literal.as_deref()),
            record: range.clone(),
            what: What::Found(diagnostic),
        }
    });
    Read {
        problems: problems.collect(),
        range: range.clone(),
        value,
        unreadable,
        damaged,
        swallowed: Vec::new(),
    }
}

/// The records that were swallowed, put behind those that swallowed them.
pub(super) fn flattened<T>(reads: Vec<Read<T>>) -> impl Iterator<Item = Read<T>> {
    reads.into_iter().flat_map(|mut read| {
        let swallowed = std::mem::take(&mut read.swallowed);
        std::iter::once(read).chain(swallowed)
    })
}

/// The records of one list.
pub(super) fn of_list(records: &[Record], list: List) -> Vec<&Record> {
    records
        .iter()
        .filter(|record| record.list == list)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::schema::v1;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_reading_that_is_called_off_ends_within_a_few_records() {
        let text = format!(
            "Project(events: [{}])",
            "Event(id: \"a\", kind: \"b\", title: \"c\"),".repeat(5_000)
        );
        let cut = records::cut(&text).expect("a project");
        let (progress, count) = (Progress::new(), AtomicUsize::new(0));
        let reads = all(
            &text,
            &of_list(&cut.records, List::Events),
            &progress,
            |_: v1::Event, _: &mut Findings| {
                progress.cancel();
                count.fetch_add(1, Ordering::Relaxed);
                Some(())
            },
        );
        let count = count.into_inner();
        assert!(
            (1..=rayon::current_num_threads()).contains(&count),
            "{count}"
        );
        assert!(reads.len() < 5_000, "{}", reads.len());
    }
}
