//! Which sources only speak in an event, and which titles do not belong to it: the few links between
//! events and sources that count for less than the others.

use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::Links;
use crate::model::{Project, Speaker};

/// Links of events and sources, by source.
#[derive(Clone, Debug, Default)]
pub(in crate::query) struct Exceptions {
    events_of_source: BTreeMap<u32, BTreeSet<u32>>,
}

impl Exceptions {
    pub(super) fn add(&mut self, event: u32, sources: impl IntoIterator<Item = u32>) {
        for source in sources {
            self.events_of_source
                .entry(source)
                .or_default()
                .insert(event);
        }
    }

    /// The event has these exceptions now.
    pub(super) fn replace(&mut self, event: u32, sources: impl IntoIterator<Item = u32>) {
        self.events_of_source.retain(|_, events| {
            events.remove(&event);
            !events.is_empty()
        });
        self.add(event, sources);
    }

    /// The events with which the source is linked so.
    fn of_source(&self, source: u32) -> Option<&BTreeSet<u32>> {
        self.events_of_source.get(&source)
    }

    /// The events that any of these sources is linked with so.
    pub(in crate::query) fn of_any(&self, sources: &[usize]) -> BTreeSet<u32> {
        if self.events_of_source.is_empty() {
            return BTreeSet::new();
        }
        let sources = sources
            .iter()
            .filter_map(|source| u32::try_from(*source).ok());
        let events = sources.filter_map(|source| self.of_source(source));
        events.flatten().copied().collect()
    }

    pub(in crate::query) fn contains(&self, event: u32, source: u32) -> bool {
        !self.events_of_source.is_empty()
            && self
                .of_source(source)
                .is_some_and(|events| events.contains(&event))
    }

    /// About: of the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        let events = self.events_of_source.values().map(BTreeSet::len);
        events.map(|events| 64 + 6 * events).sum()
    }
}

/// The sources that speak in an event and are not cited by it: they have not printed it.
pub(super) fn only_speaking(links: &Links, event: usize) -> Vec<u32> {
    let is_cited = |source: u32| {
        let mut cited = links.cited_by(event);
        cited.any(|cited| cited.source == source as usize)
    };
    let sources = links.sources_of(event).iter().copied();
    sources.filter(|source| !is_cited(*source)).collect()
}

/// The sources of an event of which it cites no paragraph that is there, and that do not speak in it:
/// nothing of theirs belongs to its words.
/// `n_in_a_row`: of the sources' paragraphs, see [`in_a_row`]; or nothing, where there is little to ask.
pub(super) fn untitled(
    project: &Project,
    links: &Links,
    n_in_a_row: &[u32],
    event: usize,
) -> Vec<u32> {
    let has_paragraph = |source: usize, paragraph: u32| {
        let source = project.sources().get(source);
        source.is_some_and(|source| source.paragraph(paragraph).is_some())
    };
    let is_there = |source: usize, paragraph: u32| {
        n_in_a_row
            .get(source)
            .is_some_and(|n| (1..=*n).contains(&paragraph))
            || has_paragraph(source, paragraph)
    };
    let is_held = |source: u32| {
        let cited = links.cited_by(event);
        let mut own = cited.filter(|cited| cited.source == source as usize);
        own.any(|cited| is_there(cited.source, cited.paragraph))
    };
    let speaks = |source: u32| {
        let claims = project.events().get(event).map(|event| &event.claims);
        let mut speakers = claims.into_iter().flatten().map(|claim| &claim.speaker);
        speakers.any(|speaker| match speaker {
            Speaker::Source(id) => project.source_position(id) == Some(source as usize),
            Speaker::Entity(_) => false,
        })
    };
    let sources = links.sources_of(event).iter().copied();
    sources
        .filter(|source| !is_held(*source) && !speaks(*source))
        .collect()
}

/// For each source how many paragraphs it has, if they are numbered from one on and none is left out.
pub(super) fn in_a_row(project: &Project) -> Vec<u32> {
    let in_a_row = project.sources().iter().map(|source| {
        let n = u32::try_from(source.paragraphs.len()).unwrap_or(u32::MAX);
        let ends = source.paragraphs.first().zip(source.paragraphs.last());
        let is_whole = ends.is_some_and(|(first, last)| (first.n, last.n) == (1, n));
        if is_whole { n } else { 0 }
    });
    in_a_row.collect()
}
