//! What is tied to what: which events name an entity, cite a source or rest on a paragraph. Everything
//! by position in the project's lists, so that nothing is looked up twice; in flat lists of 32-bit
//! positions, so that a million events cost some hundred bytes each.

mod read;
mod rows;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::Project;
use read::{CHUNK, EventLinks, Part};
use rows::{Rows, at};

/// Made once for a project, and kept up to date event by event.
#[derive(Clone, Debug, Default)]
pub struct Links {
    own: Part,
    /// Ascending, as are the lists below.
    events_of_entity: Rows<u32>,
    events_of_source: Rows<u32>,
    /// Beside the sources.
    uses: Vec<Uses>,
    /// How many citations of relations lead there.
    relation_uses: BTreeMap<(usize, u32), usize>,
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

    fn remove(&mut self, paragraph: u32, event: u32) {
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
    pub event: u32,
    /// The claim's position in the event.
    pub claim: u32,
}

impl Links {
    pub fn new(project: &Project) -> Self {
        let chunks = project.events().par_chunks(CHUNK);
        let parts: Vec<Part> = chunks.map(|events| Part::new(project, events)).collect();
        let own = Part::joined(&parts);
        let entities = project.entities().len();
        let sources = project.sources().len();
        let ((events_of_entity, events_of_source), uses) = rayon::join(
            || (own.entities.turned(entities), own.sources.turned(sources)),
            || uses(&own, sources),
        );
        let mut links = Self {
            own,
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

    /// The events at these positions were edited in place. Costs what they link, and moves lists of
    /// events that others share only where a link came or went.
    pub fn update(&mut self, project: &Project, events: &[usize]) {
        for &position in events {
            let Some(event) = project.events().get(position) else {
                continue;
            };
            if position >= self.n_events() {
                continue;
            }
            let before = self.own.event(position);
            let own = EventLinks::new(project, event);
            relink(
                &mut self.events_of_entity,
                position,
                (&before.entities, &own.entities),
            );
            relink(
                &mut self.events_of_source,
                position,
                (&before.sources, &own.sources),
            );
            if before.cited != own.cited {
                self.cite_anew(position, &before, &own);
            }
            self.own.replace(position, &before, own);
        }
    }

    fn cite_anew(&mut self, event: usize, before: &EventLinks, own: &EventLinks) {
        let event = at(event);
        for cited in &before.cited {
            if let Some(uses) = self.uses.get_mut(cited.source as usize) {
                uses.remove(cited.paragraph, event);
            }
        }
        for cited in &own.cited {
            if let Some(uses) = self.uses.get_mut(cited.source as usize) {
                let claim = cited.claim();
                uses.insert(cited.paragraph, Use { event, claim });
            }
        }
    }

    /// How many citations the claims of all events had when they were linked.
    pub fn n_citations(&self) -> usize {
        self.own.cited.n_items()
    }

    /// How many events were linked.
    pub fn n_events(&self) -> usize {
        self.own.kinds.len()
    }

    pub fn kind_of(&self, event: usize) -> Option<usize> {
        let kind = self.own.kinds.get(event)?;
        (*kind != read::NO_KIND).then_some(*kind as usize)
    }

    /// The entities that an event names, by position, ascending, each once.
    pub fn entities_of(&self, event: usize) -> &[u32] {
        self.own.entities.row(event)
    }

    /// The sources that an event's claims cite, or that speak in them, by position, ascending, each
    /// once.
    pub fn sources_of(&self, event: usize) -> &[u32] {
        self.own.sources.row(event)
    }

    /// The citations of an event's claims, in order.
    pub fn cited_by(&self, event: usize) -> impl Iterator<Item = Cited> {
        let cited = self.own.cited.row(event).iter();
        cited.map(|packed| packed.unpacked())
    }

    /// The events that name an entity, by position, ascending.
    pub fn events_of_entity(&self, entity: usize) -> &[u32] {
        self.events_of_entity.row(entity)
    }

    /// The events whose claims cite a source, or in which it speaks, by position, ascending.
    pub fn events_of_source(&self, source: usize) -> &[u32] {
        self.events_of_source.row(source)
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

    /// Of the heap, without what was edited since: of the events' own lists, and of the lists that lead
    /// back to them.
    pub fn heap_bytes(&self) -> (usize, usize) {
        let uses = self.uses.iter().map(|uses| {
            size_of_val(&*uses.paragraphs) + size_of_val(&*uses.claims) + size_of::<Uses>()
        });
        let back = self.events_of_entity.heap_bytes() + self.events_of_source.heap_bytes();
        (self.own.heap_bytes(), back + uses.sum::<usize>())
    }

    /// Who appears in the same events as an entity, and in how many, most often first.
    pub fn together_with(&self, entity: usize) -> Vec<(usize, usize)> {
        let mut counts = BTreeMap::<usize, usize>::new();
        for &event in self.events_of_entity(entity) {
            for &other in self.entities_of(event as usize) {
                if other as usize != entity {
                    *counts.entry(other as usize).or_default() += 1;
                }
            }
        }
        let mut together: Vec<(usize, usize)> = counts.into_iter().collect();
        together.sort_by_key(|&(other, count)| (std::cmp::Reverse(count), other));
        together
    }
}

/// An event's row of keys was the one and is the other.
fn relink(events_of: &mut Rows<u32>, event: usize, (before, after): (&[u32], &[u32])) {
    let event = at(event);
    let gone = before.iter().filter(|key| !after.contains(key));
    for &key in gone {
        if let Ok(place) = events_of.row(key as usize).binary_search(&event)
            && let Some(events) = events_of.edit(key as usize)
        {
            events.remove(place);
        }
    }
    let come = after.iter().filter(|key| !before.contains(key));
    for &key in come {
        if let Err(place) = events_of.row(key as usize).binary_search(&event)
            && let Some(events) = events_of.edit(key as usize)
        {
            events.insert(place, event);
        }
    }
}

/// For each of so many sources the claims that cite its paragraphs.
fn uses(own: &Part, n_sources: usize) -> Vec<Uses> {
    let mut all: Vec<Vec<(u32, Use)>> = vec![Vec::new(); n_sources];
    for event in 0..own.kinds.len() {
        for cited in own.cited.row(event) {
            if let Some(uses) = all.get_mut(cited.source as usize) {
                let (event, claim) = (at(event), cited.claim());
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

#[cfg(test)]
mod tests;
