//! What single events link, as read from their records, and the same of many in flat lists.

use super::Cited;
use super::rows::{Rows, at};
use crate::model::{Event, Project};
use std::sync::Arc;

/// Events that are read in one go.
pub(super) const CHUNK: usize = 4096;

/// In place of a kind that the project does not have.
pub(super) const NO_KIND: u32 = u32::MAX;

/// As [`Cited`], in sixteen bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PackedCite {
    pub(super) source: u32,
    pub(super) paragraph: u32,
    /// The lowest bit: whether it is carrying. No claim has two milliards of others before it.
    claim: u32,
    /// The lowest bit: whether it has a digest.
    cite: u32,
}

impl PackedCite {
    fn new(cited: &Cited) -> Self {
        Self {
            source: at(cited.source),
            paragraph: cited.paragraph,
            claim: at(cited.claim) << 1 | u32::from(cited.is_carrying),
            cite: at(cited.cite) << 1 | u32::from(cited.has_digest),
        }
    }

    pub(super) fn claim(self) -> u32 {
        self.claim >> 1
    }

    pub(super) fn unpacked(self) -> Cited {
        Cited {
            source: self.source as usize,
            paragraph: self.paragraph,
            claim: self.claim() as usize,
            cite: (self.cite >> 1) as usize,
            is_carrying: self.claim & 1 == 1,
            has_digest: self.cite & 1 == 1,
        }
    }
}

/// What one event links.
#[derive(Clone, Debug, Default)]
pub(super) struct EventLinks {
    pub(super) kind: u32,
    pub(super) entities: Vec<u32>,
    pub(super) sources: Vec<u32>,
    pub(super) cited: Vec<PackedCite>,
}

impl EventLinks {
    pub(super) fn new(project: &Project, event: &Event) -> Self {
        let mut links = Self::default();
        links.read(project, event);
        links
    }

    /// Takes the place of what was read before.
    fn read(&mut self, project: &Project, event: &Event) {
        self.kind = project.kind_position(&event.kind).map_or(NO_KIND, at);
        self.cited.clear();
        for (claim, record) in event.claims.iter().enumerate() {
            let is_carrying = record.status.is_carrying();
            for (cite, citation) in record.cites.iter().enumerate() {
                if let Some(source) = project.source_position(&citation.source) {
                    self.cited.push(PackedCite::new(&Cited {
                        source,
                        paragraph: citation.paragraph,
                        claim,
                        cite,
                        is_carrying,
                        has_digest: citation.digest.is_some(),
                    }));
                }
            }
        }
        let entities = event.entities();
        let entities = entities.filter_map(|id| project.entity_position(id));
        settle(&mut self.entities, entities.map(at));
        let speaking = event.speaking_sources();
        let speaking = speaking.filter_map(|source| project.source_position(source));
        let cited = self.cited.iter().map(|cited| cited.source);
        settle(&mut self.sources, cited.chain(speaking.map(at)));
    }
}

/// In order, each once.
fn settle(list: &mut Vec<u32>, positions: impl Iterator<Item = u32>) {
    list.clear();
    list.extend(positions);
    list.sort_unstable();
    list.dedup();
}

/// What events that follow one another link.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub(super) kinds: Vec<u32>,
    pub(super) entities: Rows<u32>,
    pub(super) sources: Rows<u32>,
    pub(super) cited: Rows<PackedCite>,
}

impl Part {
    pub(super) fn new(project: &Project, events: &[Arc<Event>]) -> Self {
        let mut part = Self::with_capacity(events.len(), [events.len() * 4; 3]);
        let mut own = EventLinks::default();
        for event in events {
            own.read(project, event);
            part.kinds.push(own.kind);
            part.entities.push(&own.entities);
            part.sources.push(&own.sources);
            part.cited.push(&own.cited);
        }
        part
    }

    pub(super) fn joined(parts: &[Self]) -> Self {
        let sum = |of: fn(&Self) -> usize| parts.iter().map(of).sum();
        let items = [
            sum(|part| part.entities.n_items()),
            sum(|part| part.sources.n_items()),
            sum(|part| part.cited.n_items()),
        ];
        let mut all = Self::with_capacity(sum(|part| part.kinds.len()), items);
        for part in parts {
            all.kinds.extend_from_slice(&part.kinds);
            all.entities.append(&part.entities);
            all.sources.append(&part.sources);
            all.cited.append(&part.cited);
        }
        all
    }

    fn with_capacity(events: usize, [entities, sources, cited]: [usize; 3]) -> Self {
        Self {
            kinds: Vec::with_capacity(events),
            entities: Rows::with_capacity(events, entities),
            sources: Rows::with_capacity(events, sources),
            cited: Rows::with_capacity(events, cited),
        }
    }

    pub(super) fn event(&self, event: usize) -> EventLinks {
        EventLinks {
            kind: self.kinds.get(event).copied().unwrap_or(NO_KIND),
            entities: self.entities.row(event).to_vec(),
            sources: self.sources.row(event).to_vec(),
            cited: self.cited.row(event).to_vec(),
        }
    }

    /// The event linked `before` and links `own` now.
    pub(super) fn replace(&mut self, event: usize, before: &EventLinks, own: EventLinks) {
        if let Some(kind) = self.kinds.get_mut(event) {
            *kind = own.kind;
        }
        if before.entities != own.entities {
            self.entities.replace(event, own.entities);
        }
        if before.sources != own.sources {
            self.sources.replace(event, own.sources);
        }
        if before.cited != own.cited {
            self.cited.replace(event, own.cited);
        }
    }

    pub(super) fn heap_bytes(&self) -> usize {
        size_of_val(&*self.kinds)
            + self.entities.heap_bytes()
            + self.sources.heap_bytes()
            + self.cited.heap_bytes()
    }
}
