//! Puts a project together from its text: all that can be read of it, and everything that is wrong
//! with it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::ahead::{Ahead, PART_LEN, Taken};
use super::convert::Known;
use super::lines::Lines;
use super::loaded::{Loaded, Spans, placed};
use super::locate;
use super::open::Stop;
use super::past::Past;
use super::progress::Progress;
use super::reading::{Reading, Seeds};
use super::reads::{Problem, Reads, What};
use super::records::{self, Cut, Fault, List, Scout};
use super::text::{self, Gathered};
use super::whole;
use crate::diag::Diagnostic;
use crate::model::{
    Dismissed, Entity, Event, Item, Kind, Lists, Project, Relation, Repeated, Source,
};

/// Reads a project from the bytes of its file.
///
/// # Errors
/// If the opening was called off, or if the bytes are not a project at all: another encoding, nothing,
/// something else, a merge that nobody finished. Of a newer schema, what this one knows is read.
pub fn read(bytes: &[u8], progress: &Progress) -> Result<Loaded, Stop> {
    progress.start(bytes.len());
    let gathered = text::of_bytes(bytes, progress)?;
    read_text(&gathered, Seeds::default(), progress, &mut |_| {})
}

/// Reads a project from its text. What was read of it before is not read again; `show` is given what
/// there is while there is more to come.
pub(super) fn read_text(
    gathered: &Gathered,
    seeds: Seeds<'_>,
    progress: &Progress,
    show: &mut dyn FnMut(Project),
) -> Result<Loaded, Stop> {
    read_in_parts(PART_LEN, gathered, seeds, progress, show)
}

/// See [`Ahead::part_len`].
fn read_in_parts(
    part_len: usize,
    gathered: &Gathered,
    seeds: Seeds<'_>,
    progress: &Progress,
    show: &mut dyn FnMut(Project),
) -> Result<Loaded, Stop> {
    let text = &*gathered.text;
    whole::refuse(text, gathered.notes).map_err(Stop::Refused)?;
    let mut reader = Reader::new(text, seeds, progress, show);
    reader.part_len = part_len;
    let outcome = records::cut_scouted(text, &mut reader);
    if progress.is_cancelled() {
        let Reader {
            sources,
            entities,
            events,
            ..
        } = reader;
        let_go((sources, entities, events));
        return Err(Stop::Cancelled);
    }
    match outcome {
        Ok(cut) if !reader.is_disordered(&cut) => reader.finish(gathered, &cut),
        // Who speaks in a claim cannot be told before all sources and entities are read.
        Ok(_) => read_in_order(gathered, progress),
        Err(fault) => Err(reader.refusal(fault)),
    }
}

/// Drops what an opening that was called off leaves, on another thread: to let go of a million records
/// takes longer than anybody wants to wait.
pub(super) fn let_go(rest: impl Send + 'static) {
    rayon::spawn(move || drop(rest));
}

/// Cuts first and reads then, list by list, whatever their order in the text.
fn read_in_order(gathered: &Gathered, progress: &Progress) -> Result<Loaded, Stop> {
    let text = &*gathered.text;
    let mut ignored = |_| {};
    let reader = Reader::new(text, Seeds::default(), progress, &mut ignored);
    match records::cut(text) {
        Ok(cut) => reader.finish(gathered, &cut),
        Err(fault) => Err(reader.refusal(fault)),
    }
}

/// What was read of the beginning of a text.
pub(super) fn begin(
    head: &str,
    progress: &Progress,
    show: &mut dyn FnMut(Project),
) -> Seeds<'static> {
    let mut reader = Reader::new(head, Seeds::default(), progress, show);
    reader.extent = Extent::Head;
    // What is wrong at the end of a beginning says nothing.
    let _unfinished = records::cut_scouted(head, &mut reader);
    Seeds {
        kinds: reader.kinds.into_seeds(),
        sources: reader.sources.into_seeds(),
        entities: reader.entities.into_seeds(),
        events: reader.events.into_seeds(),
        ..Seeds::default()
    }
}

/// How much of a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    Whole,
    /// The text is the beginning of one: nothing is wanted behind the first run of events.
    Head,
    HeadRead,
}

/// Reads records while the text is cut.
struct Reader<'a> {
    text: &'a str,
    progress: &'a Progress,
    part_len: usize,
    show: &'a mut dyn FnMut(Project),
    like: Option<&'a Project>,
    /// How many events were shown already.
    n_shown: usize,
    extent: Extent,
    /// Made when the first event is met.
    known: Option<Known>,
    /// Sources or entities are broken: events wait until all of them are read.
    is_waiting: bool,
    /// Sources or entities were met behind events.
    is_late: bool,
    /// No look ahead before this byte: an earlier one went so far.
    not_before: usize,
    kinds: Reading<Kind>,
    sources: Reading<Source>,
    entities: Reading<Entity>,
    events: Reading<Event>,
    relations: Reading<Relation>,
    dismissed: Reading<Dismissed>,
}

impl Scout for Reader<'_> {
    fn take(&mut self, list: List, start: usize, cut: &Cut) -> Option<usize> {
        if start < self.not_before {
            return None;
        }
        let nothing_known = Known::default();
        let known = self.known.as_ref().unwrap_or(&nothing_known);
        let ahead = Ahead {
            text: self.text,
            known,
            progress: self.progress,
            part_len: self.part_len,
        };
        self.is_late |= self.known.is_some() && is_of_speakers(list);
        let taken = match list {
            List::Kinds => self.kinds.take(&ahead, start, &mut |_| {}),
            List::Sources => self.sources.take(&ahead, start, &mut |_| {}),
            List::Entities => self.entities.take(&ahead, start, &mut |_| {}),
            List::Events => self.take_events(start, cut),
            List::Relations => self.relations.take(&ahead, start, &mut |_| {}),
            List::Dismissed => self.dismissed.take(&ahead, start, &mut |_| {}),
        };
        let taken = taken?;
        self.not_before = taken.seen;
        Some(taken.end)
    }

    fn is_called_off(&self) -> bool {
        self.extent == Extent::HeadRead || self.progress.is_cancelled()
    }
}

/// Who speaks in a claim is one of these.
fn is_of_speakers(list: List) -> bool {
    matches!(list, List::Sources | List::Entities)
}

impl<'a> Reader<'a> {
    fn new(
        text: &'a str,
        seeds: Seeds<'a>,
        progress: &'a Progress,
        show: &'a mut dyn FnMut(Project),
    ) -> Self {
        let seeded = seeds.events.front();
        Self {
            text,
            progress,
            part_len: PART_LEN,
            show,
            like: seeds.like,
            n_shown: seeded.map_or(0, |seed| seed.reads.records.len()),
            extent: Extent::Whole,
            known: None,
            is_waiting: false,
            is_late: false,
            not_before: 0,
            kinds: Reading::new(seeds.kinds),
            sources: Reading::new(seeds.sources),
            entities: Reading::new(seeds.entities),
            events: Reading::new(seeds.events),
            relations: Reading::new(seeds.relations),
            dismissed: Reading::new(seeds.dismissed),
        }
    }

    /// Events are shown while there are more to come, each time when there are twice as many.
    fn take_events(&mut self, start: usize, cut: &Cut) -> Option<Taken> {
        if self.known.is_none() {
            self.is_waiting |= cut.records.iter().any(|it| is_of_speakers(it.list));
        }
        if self.is_waiting {
            return None;
        }
        let (entities, sources) = (&self.entities.reads, &self.sources.reads);
        let known = self.known.get_or_insert_with(|| known(entities, sources));
        let ahead = Ahead {
            text: self.text,
            known,
            progress: self.progress,
            part_len: self.part_len,
        };
        let lists = || Lists {
            kinds: self.kinds.reads.records.clone(),
            sources: sources.records.clone(),
            entities: entities.records.clone(),
            ..Lists::default()
        };
        let (show, n_shown, text) = (&mut *self.show, &mut self.n_shown, self.text);
        let mut look = |events: &Reads<Event>| {
            if events.records.len() < 2 * *n_shown || events.records.is_empty() {
                return;
            }
            *n_shown = events.records.len();
            let header = whole::shown_header(text, cut);
            let lists = Lists {
                events: events.records.clone(),
                event_hashes: events.hashes.clone(),
                ..lists()
            };
            show(Project::of(header.title, header.about, lists, None).0);
        };
        let taken = self.events.take(&ahead, start, &mut look);
        if self.extent == Extent::Head {
            look(&self.events.reads);
            self.extent = Extent::HeadRead;
        }
        taken
    }

    /// Sources or entities were met too late for the events.
    fn is_disordered(&self, cut: &Cut) -> bool {
        let mut left = cut.records.iter();
        self.is_late || self.known.is_some() && left.any(|it| is_of_speakers(it.list))
    }

    /// Refuses the file.
    fn refusal(&self, fault: Fault) -> Stop {
        let first = placed(self.text, vec![problem_of(fault)])
            .into_iter()
            .next();
        let unnamed = || Diagnostic::error("not-a-project", "this is not an Annals project");
        Stop::Refused(Box::new(first.unwrap_or_else(unnamed)))
    }

    /// Puts together what was read, and reads what was only cut.
    fn finish(self, gathered: &Gathered, cut: &Cut) -> Result<Loaded, Stop> {
        let (progress, like) = (self.progress, self.like);
        let mut lists = self.lists(cut).ok_or(Stop::Cancelled)?;
        let mut problems = Problems {
            text: &gathered.text,
            problems: Vec::new(),
            unreadable: BTreeSet::new(),
            damaged: BTreeSet::new(),
        };
        let (header, of_header) = whole::header(&gathered.text, cut, gathered.notes);
        problems.problems.extend(of_header);
        let faults = cut.faults.iter().cloned();
        problems.problems.extend(faults.map(problem_of));
        let mut spans = Spans::default();
        let event_hashes = std::mem::take(&mut lists.events.hashes);
        let records = Lists {
            kinds: problems.of(lists.kinds, &mut spans.kinds),
            sources: problems.of(lists.sources, &mut spans.sources),
            entities: problems.of(lists.entities, &mut spans.entities),
            events: problems.of(lists.events, &mut spans.events),
            relations: problems.of(lists.relations, &mut spans.relations),
            dismissed: problems.of(lists.dismissed, &mut spans.dismissed),
            event_hashes,
        };
        let (project, left_out) = Project::of(header.title, header.about, records, like);
        problems.leave_out(List::Kinds, &left_out.kinds, &mut spans.kinds);
        problems.leave_out(List::Sources, &left_out.sources, &mut spans.sources);
        problems.leave_out(List::Entities, &left_out.entities, &mut spans.entities);
        problems.leave_out(List::Events, &left_out.events, &mut spans.events);
        progress.finish();
        Ok(Loaded {
            project,
            text: gathered.text.clone(),
            spans,
            diagnostics: placed(&gathered.text, problems.problems),
            unreadable: problems.unreadable,
            damaged: problems.damaged,
            past: Past::default(),
        })
    }

    /// Sources and entities come first: who speaks in a claim may be either.
    fn lists(self, cut: &Cut) -> Option<AllReads> {
        let (text, progress) = (self.text, self.progress);
        let nothing_known = Known::default();
        let kinds = self.kinds.with_cut(text, cut, &nothing_known, progress)?;
        let sources = self.sources.with_cut(text, cut, &nothing_known, progress)?;
        let entities = self
            .entities
            .with_cut(text, cut, &nothing_known, progress)?;
        let known = self.known.unwrap_or_else(|| known(&entities, &sources));
        let events = self.events.with_cut(text, cut, &known, progress)?;
        let relations = self.relations.with_cut(text, cut, &known, progress)?;
        let dismissed = self.dismissed.with_cut(text, cut, &known, progress)?;
        Some(AllReads {
            kinds,
            sources,
            entities,
            events,
            relations,
            dismissed,
        })
    }
}

struct AllReads {
    kinds: Reads<Kind>,
    sources: Reads<Source>,
    entities: Reads<Entity>,
    events: Reads<Event>,
    relations: Reads<Relation>,
    dismissed: Reads<Dismissed>,
}

fn known(entities: &Reads<Entity>, sources: &Reads<Source>) -> Known {
    let entities = entities.records.iter().map(|it| &**it);
    Known::new(entities, sources.records.iter().map(|it| &**it))
}

fn problem_of(fault: Fault) -> Problem {
    Problem {
        at: fault.at,
        record: fault.at..fault.at,
        what: What::Fault(fault),
    }
}

/// What is wrong, collected from all lists.
struct Problems<'a> {
    text: &'a str,
    problems: Vec<Problem>,
    unreadable: BTreeSet<String>,
    damaged: BTreeSet<Item>,
}

impl Problems<'_> {
    /// The records and their places, the problems noted.
    fn of<T>(&mut self, reads: Reads<T>, spans: &mut Vec<Range<usize>>) -> Vec<Arc<T>> {
        self.problems.extend(reads.problems);
        self.unreadable.extend(reads.unreadable);
        self.damaged.extend(reads.damaged);
        *spans = reads.ranges;
        reads.records
    }

    /// Tells of records whose ids earlier ones have, and takes their places out.
    fn leave_out(&mut self, list: List, repeated: &[Repeated], spans: &mut Vec<Range<usize>>) {
        if repeated.is_empty() {
            return;
        }
        let lines = Lines::new(self.text);
        let span = |position: usize| spans.get(position).cloned().unwrap_or_default();
        let found = repeated.iter().map(|repeated| {
            let line = lines.line(span(repeated.first).start);
            self.duplicate(list, &repeated.id, line, span(repeated.position))
        });
        let found: Vec<_> = found.collect();
        self.problems.extend(found);
        let mut left_out = repeated.iter().map(|it| it.position).peekable();
        let mut position = 0;
        spans.retain(|_| {
            let is_kept = left_out.next_if_eq(&position).is_none();
            position += 1;
            is_kept
        });
    }

    fn duplicate(&self, list: List, id: &str, line: usize, range: Range<usize>) -> Problem {
        let record = list.record().to_lowercase();
        let message = format!(
            "there is already {} {record} `{id}`, in line {line}",
            article(&record)
        );
        Problem {
            at: locate::Finder::new(self.text).byte_of(&range, None, Some(id)),
            record: range,
            what: What::Found(
                Diagnostic::error("duplicate-id", message)
                    .hint("give one of the two another id, or remove one")
                    .at(id),
            ),
        }
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}

#[cfg(test)]
mod tests;
