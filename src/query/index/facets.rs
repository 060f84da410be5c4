//! For each value of each facet the events that have it, as bitmaps where many do; and when events and
//! publications were, in columns.

use super::days::Days;
pub(super) use super::printed::in_a_row;
use super::printed::{Exceptions, only_speaking, untitled};
use super::values::{Linked, Ties, Values, bits, count_listed, is_dense};
use crate::bits::Bits;
use crate::evidence::Evidence;
use crate::model::{Event, Project, Status};

/// What filters and counts go by.
#[derive(Clone, Debug, Default)]
pub(in crate::query) struct Facets {
    kinds: Vec<Posting>,
    pub(in crate::query) entities: Values,
    pub(in crate::query) sources: Values,
    /// In the order of [`Status::ALL`].
    statuses: [Bits; Status::ALL.len()],
    pub(in crate::query) days: Days,
    /// When each source was published.
    pub(in crate::query) published: Days,
    pub(in crate::query) only_speaking: Exceptions,
    pub(in crate::query) untitled: Exceptions,
}

/// Which events have a value.
#[derive(Clone, Debug)]
enum Posting {
    Dense(Bits),
    /// Ascending.
    Listed(Vec<u32>),
}

/// The parts of the facets that are read from the events' records, of events that follow one another.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// 64 events to a word.
    statuses: [Vec<u64>; Status::ALL.len()],
    days: Days,
    only_speaking: Vec<(u32, Vec<u32>)>,
    untitled: Vec<(u32, Vec<u32>)>,
}

impl Part {
    /// `events` begin at a multiple of 64.
    pub(super) fn new(
        project: &Project,
        evidence: &Evidence,
        n_in_a_row: &[u32],
        events: std::ops::Range<usize>,
    ) -> Self {
        let mut part = Self {
            days: Days::with_capacity(events.len()),
            ..Self::default()
        };
        for statuses in &mut part.statuses {
            *statuses = vec![0; events.len().div_ceil(64)];
        }
        for (n, event) in events.enumerate() {
            let record = project.events().get(event);
            for (words, status) in part.statuses.iter_mut().zip(Status::ALL) {
                if let Some(word) = words.get_mut(n / 64) {
                    *word |= u64::from(has_status(record.map(AsRef::as_ref), status)) << (n % 64);
                }
            }
            part.days.push(evidence.when(project, event));
            let speaking = only_speaking(&evidence.links, event);
            if !speaking.is_empty() {
                part.only_speaking.push((at(event), speaking));
            }
            let untitled = untitled(project, &evidence.links, n_in_a_row, event);
            if !untitled.is_empty() {
                part.untitled.push((at(event), untitled));
            }
        }
        part
    }
}

impl Facets {
    pub(super) fn new(project: &Project, evidence: &Evidence, parts: Vec<Part>) -> Self {
        let n_events = project.events().len();
        let links = &*evidence.links;
        let ties = |facet| Ties { links, facet };
        let (n_entities, n_sources) = (project.entities().len(), project.sources().len());
        let (entities, sources) = rayon::join(
            || Values::new(ties(Linked::Entities), n_entities),
            || Values::new(ties(Linked::Sources), n_sources),
        );
        let mut facets = Self {
            kinds: kinds(project, evidence),
            entities,
            sources,
            days: Days::with_capacity(n_events),
            published: Days::with_capacity(n_sources),
            ..Self::default()
        };
        for source in project.sources() {
            facets.published.push(source.published.as_ref());
        }
        let mut statuses: [Vec<u64>; Status::ALL.len()] = Default::default();
        for part in parts {
            for (all, own) in statuses.iter_mut().zip(&part.statuses) {
                all.extend_from_slice(own);
            }
            facets.days.append(&part.days);
            for (event, sources) in part.only_speaking {
                facets.only_speaking.add(event, sources);
            }
            for (event, sources) in part.untitled {
                facets.untitled.add(event, sources);
            }
        }
        facets.statuses = statuses.map(|words| Bits::from_words(n_events, words));
        facets
    }

    /// These events were edited in place, or their times moved.
    pub(super) fn update(&mut self, project: &Project, evidence: &Evidence, events: &[usize]) {
        let links = &*evidence.links;
        let ties = |facet| Ties { links, facet };
        for &event in events {
            let record = project.events().get(event).map(AsRef::as_ref);
            for (bits, status) in self.statuses.iter_mut().zip(Status::ALL) {
                put(bits, event, has_status(record, status));
            }
            let kind = links.kind_of(event);
            for (other, posting) in self.kinds.iter_mut().enumerate() {
                posting.put(event, kind == Some(other));
            }
            self.entities.update(ties(Linked::Entities), event);
            self.sources.update(ties(Linked::Sources), event);
            self.days.replace(event, evidence.when(project, event));
            let position = at(event);
            self.only_speaking
                .replace(position, only_speaking(links, event));
            self.untitled
                .replace(position, untitled(project, links, &[], event));
        }
    }

    pub(in crate::query) fn add_kind(&self, kind: usize, to: &mut Bits) {
        match self.kinds.get(kind) {
            Some(Posting::Dense(bits)) => to.add(bits),
            Some(Posting::Listed(events)) => {
                for event in events {
                    to.insert(*event as usize);
                }
            }
            None => {}
        }
    }

    /// How many events have a kind.
    pub(in crate::query) fn n_of_kind(&self, kind: usize) -> usize {
        match self.kinds.get(kind) {
            Some(Posting::Dense(bits)) => bits.count(),
            Some(Posting::Listed(events)) => events.len(),
            None => 0,
        }
    }

    /// For each kind, how many events of a set are of it.
    pub(in crate::query) fn count_kinds(&self, set: &Bits) -> Vec<usize> {
        let count = |posting: &Posting| match posting {
            Posting::Dense(bits) => bits.count_with(set),
            Posting::Listed(events) => count_listed(events, set),
        };
        self.kinds.iter().map(count).collect()
    }

    /// The events with a claim of a status.
    pub(in crate::query) fn with_status(&self, status: Status) -> Option<&Bits> {
        let at = Status::ALL.iter().position(|other| *other == status)?;
        self.statuses.get(at)
    }

    /// Of the heap, by what it is for.
    pub(super) fn heap_bytes(&self) -> Vec<(&'static str, usize)> {
        let kinds = self.kinds.iter().map(|posting| match posting {
            Posting::Dense(bits) => bits.heap_bytes(),
            Posting::Listed(events) => events.capacity() * size_of::<u32>(),
        });
        let statuses = self.statuses.iter().map(Bits::heap_bytes);
        let (entities, entity_slots) = self.entities.heap_bytes();
        let (sources, source_slots) = self.sources.heap_bytes();
        vec![
            ("kinds and statuses", kinds.chain(statuses).sum()),
            ("bitmaps of entities and sources", entities + sources),
            ("slots of entities and sources", entity_slots + source_slots),
            (
                "columns of days",
                self.days.heap_bytes() + self.published.heap_bytes(),
            ),
            (
                "links that count for less",
                self.only_speaking.heap_bytes() + self.untitled.heap_bytes(),
            ),
        ]
    }
}

impl Posting {
    fn put(&mut self, event: usize, is_member: bool) {
        match self {
            Self::Dense(bits) => put(bits, event, is_member),
            Self::Listed(events) => match (events.binary_search(&at(event)), is_member) {
                (Ok(place), false) => {
                    events.remove(place);
                }
                (Err(place), true) => events.insert(place, at(event)),
                _ => {}
            },
        }
    }
}

fn kinds(project: &Project, evidence: &Evidence) -> Vec<Posting> {
    let n_events = project.events().len();
    let mut lists = vec![Vec::new(); project.kinds().len()];
    for event in 0..n_events {
        let kind = evidence.links.kind_of(event);
        if let Some(list) = kind.and_then(|kind| lists.get_mut(kind)) {
            list.push(at(event));
        }
    }
    let posting = |mut list: Vec<u32>| {
        if is_dense(list.len(), n_events) {
            Posting::Dense(bits(n_events, &list))
        } else {
            list.shrink_to_fit();
            Posting::Listed(list)
        }
    };
    lists.into_iter().map(posting).collect()
}

fn has_status(event: Option<&Event>, status: Status) -> bool {
    let claims = event.map(|event| &event.claims);
    claims
        .into_iter()
        .flatten()
        .any(|claim| claim.status == status)
}

fn put(bits: &mut Bits, at: usize, is_member: bool) {
    if is_member {
        bits.insert(at);
    } else {
        bits.remove(at);
    }
}

fn at(event: usize) -> u32 {
    u32::try_from(event).unwrap_or(u32::MAX)
}
