//! What is tied to what: which events name an entity, cite a source or rest on a paragraph. Everything
//! by position in the project's lists, so that nothing is looked up twice.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::{Event, Project};

/// Made once for a project, and kept up to date event by event.
#[derive(Clone, Debug, Default)]
pub struct Links {
    events: Vec<EventLinks>,
    /// Ascending, as are the lists below.
    events_of_entity: Vec<Vec<usize>>,
    events_of_source: Vec<Vec<usize>>,
    /// Beside the sources.
    uses: Vec<Uses>,
    /// How many citations of relations lead there.
    relation_uses: BTreeMap<(usize, u32), usize>,
}

#[derive(Clone, Debug, Default)]
struct EventLinks {
    kind: Option<usize>,
    entities: Vec<usize>,
    sources: Vec<usize>,
    cited: Vec<Cited>,
}

/// A citation of an event's claim, where its source is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The source's position in the project.
    pub source: usize,
    pub paragraph: u32,
    /// The claim's position in the event, and the citation's in the claim.
    pub claim: usize,
    pub cite: usize,
    /// The claim says that the event took place: it alleges, reports or confirms.
    pub is_carrying: bool,
    /// It keeps the digest that the paragraph had when it was cited.
    pub has_digest: bool,
}

/// The claims that cite the paragraphs of a source: by paragraph, event and claim, the numbers beside.
#[derive(Clone, Debug, Default)]
struct Uses {
    paragraphs: Vec<u32>,
    claims: Vec<Use>,
}

impl Uses {
    fn range(&self, paragraph: u32) -> std::ops::Range<usize> {
        let start = self.paragraphs.partition_point(|other| *other < paragraph);
        let end = self.paragraphs.partition_point(|other| *other <= paragraph);
        start..end
    }

    fn of(&self, paragraph: u32) -> &[Use] {
        self.claims.get(self.range(paragraph)).unwrap_or_default()
    }

    fn insert(&mut self, paragraph: u32, one: Use) {
        let range = self.range(paragraph);
        if let Err(at) = self.of(paragraph).binary_search(&one) {
            self.paragraphs.insert(range.start, paragraph);
            self.claims.insert(range.start + at, one);
        }
    }

    fn remove(&mut self, paragraph: u32, event: usize) {
        let range = self.range(paragraph);
        let is_kept = |one: &Use| one.event != event;
        let kept: Vec<Use> = self.of(paragraph).iter().copied().filter(is_kept).collect();
        self.paragraphs.drain(range.start + kept.len()..range.end);
        self.claims.splice(range, kept);
    }
}

/// A claim that cites a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// The event's position in the project.
    pub event: usize,
    /// The claim's position in the event.
    pub claim: usize,
}

impl Links {
    pub fn new(project: &Project) -> Self {
        let records = project.events().par_iter();
        let events: Vec<EventLinks> = records
            .map(|event| EventLinks::new(project, event))
            .collect();
        let entities = project.entities().len();
        let sources = project.sources().len();
        let ((events_of_entity, events_of_source), uses) = rayon::join(
            || {
                rayon::join(
                    || turned(&events, entities, |own| &own.entities),
                    || turned(&events, sources, |own| &own.sources),
                )
            },
            || uses(&events, sources),
        );
        let mut links = Self {
            events,
            events_of_entity,
            events_of_source,
            uses,
            relation_uses: BTreeMap::new(),
        };
        for citation in project
            .relations
            .iter()
            .flat_map(|relation| &relation.cites)
        {
            if let Some(source) = project.source_position(&citation.source) {
                let place = (source, citation.paragraph);
                *links.relation_uses.entry(place).or_default() += 1;
            }
        }
        links
    }

    /// The events at these positions were edited in place.
    pub fn update(&mut self, project: &Project, events: &[usize]) {
        for &position in events {
            let Some(event) = project.events().get(position) else {
                continue;
            };
            let own = EventLinks::new(project, event);
            let Some(place) = self.events.get_mut(position) else {
                continue;
            };
            let before = std::mem::replace(place, own.clone());
            self.remove(position, &before);
            self.add(position, &own);
        }
    }

    fn add(&mut self, event: usize, own: &EventLinks) {
        for (lists, keys) in [
            (&mut self.events_of_entity, &own.entities),
            (&mut self.events_of_source, &own.sources),
        ] {
            for &key in keys {
                if let Some(list) = lists.get_mut(key)
                    && let Err(at) = list.binary_search(&event)
                {
                    list.insert(at, event);
                }
            }
        }
        for cited in &own.cited {
            if let Some(uses) = self.uses.get_mut(cited.source) {
                let claim = cited.claim;
                uses.insert(cited.paragraph, Use { event, claim });
            }
        }
    }

    fn remove(&mut self, event: usize, own: &EventLinks) {
        for (lists, keys) in [
            (&mut self.events_of_entity, &own.entities),
            (&mut self.events_of_source, &own.sources),
        ] {
            for &key in keys {
                if let Some(list) = lists.get_mut(key)
                    && let Ok(at) = list.binary_search(&event)
                {
                    list.remove(at);
                }
            }
        }
        for cited in &own.cited {
            if let Some(uses) = self.uses.get_mut(cited.source) {
                uses.remove(cited.paragraph, event);
            }
        }
    }

    pub fn kind_of(&self, event: usize) -> Option<usize> {
        self.events.get(event)?.kind
    }

    /// The entities that an event names, ascending, each once.
    pub fn entities_of(&self, event: usize) -> &[usize] {
        self.events.get(event).map_or(&[], |own| &own.entities)
    }

    /// The sources that an event's claims cite, or that speak in them, ascending, each once.
    pub fn sources_of(&self, event: usize) -> &[usize] {
        self.events.get(event).map_or(&[], |own| &own.sources)
    }

    /// The citations of an event's claims, in order.
    pub fn cited_by(&self, event: usize) -> &[Cited] {
        self.events.get(event).map_or(&[], |own| &own.cited)
    }

    pub fn events_of_entity(&self, entity: usize) -> &[usize] {
        self.events_of_entity.get(entity).map_or(&[], Vec::as_slice)
    }

    pub fn events_of_source(&self, source: usize) -> &[usize] {
        self.events_of_source.get(source).map_or(&[], Vec::as_slice)
    }

    /// The claims that cite a paragraph of the source at this position, in the order of events and
    /// claims.
    pub fn uses_of(&self, source: usize, paragraph: u32) -> &[Use] {
        self.uses.get(source).map_or(&[], |uses| uses.of(paragraph))
    }

    /// How often a paragraph is cited: by claims, and by relations.
    pub fn use_count(&self, source: usize, paragraph: u32) -> usize {
        let by_relations = self.relation_uses.get(&(source, paragraph));
        self.uses_of(source, paragraph).len() + by_relations.copied().unwrap_or(0)
    }

    /// Who appears in the same events as an entity, and in how many, most often first.
    pub fn together_with(&self, entity: usize) -> Vec<(usize, usize)> {
        let mut counts = BTreeMap::<usize, usize>::new();
        for &event in self.events_of_entity(entity) {
            for &other in self.entities_of(event) {
                if other != entity {
                    *counts.entry(other).or_default() += 1;
                }
            }
        }
        let mut together: Vec<(usize, usize)> = counts.into_iter().collect();
        together.sort_by_key(|&(other, count)| (std::cmp::Reverse(count), other));
        together
    }
}

impl EventLinks {
    fn new(project: &Project, event: &Event) -> Self {
        let entities = event
            .entities()
            .filter_map(|id| project.entity_position(id));
        let mut cited = Vec::new();
        for (claim, record) in event.claims.iter().enumerate() {
            let is_carrying = record.status.is_carrying();
            for (cite, citation) in record.cites.iter().enumerate() {
                if let Some(source) = project.source_position(&citation.source) {
                    cited.push(Cited {
                        source,
                        paragraph: citation.paragraph,
                        claim,
                        cite,
                        is_carrying,
                        has_digest: citation.digest.is_some(),
                    });
                }
            }
        }
        let speaking = event.speaking_sources();
        let speaking = speaking.filter_map(|source| project.source_position(source));
        let sources = cited.iter().map(|cited| cited.source).chain(speaking);
        Self {
            kind: project.kind_position(&event.kind),
            entities: ascending(entities),
            sources: ascending(sources),
            cited,
        }
    }
}

/// For each of so many keys the events that have it, ascending.
fn turned(
    events: &[EventLinks],
    n_keys: usize,
    keys_of: impl Fn(&EventLinks) -> &[usize],
) -> Vec<Vec<usize>> {
    let mut turned = vec![Vec::new(); n_keys];
    for (event, own) in events.iter().enumerate() {
        for &key in keys_of(own) {
            if let Some(list) = turned.get_mut(key) {
                list.push(event);
            }
        }
    }
    turned
}

/// For each of so many sources the claims that cite its paragraphs.
fn uses(events: &[EventLinks], n_sources: usize) -> Vec<Uses> {
    let mut all: Vec<Vec<(u32, Use)>> = vec![Vec::new(); n_sources];
    for (event, own) in events.iter().enumerate() {
        for cited in &own.cited {
            if let Some(uses) = all.get_mut(cited.source) {
                let claim = cited.claim;
                uses.push((cited.paragraph, Use { event, claim }));
            }
        }
    }
    let uses = all.into_par_iter().map(|mut uses| {
        uses.sort_unstable();
        uses.dedup();
        let (paragraphs, claims) = uses.into_iter().unzip();
        Uses { paragraphs, claims }
    });
    uses.collect()
}

/// In order, each once.
fn ascending(positions: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut positions: Vec<usize> = positions.collect();
    positions.sort_unstable();
    positions.dedup();
    positions
}

#[cfg(test)]
mod tests;
