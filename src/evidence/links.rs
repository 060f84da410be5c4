//! What is tied to what: which events name an entity, cite a source or rest on a paragraph. Everything
//! by position in the project's lists, so that nothing is looked up twice.

use std::collections::BTreeMap;

use crate::model::{Event, Project, SourceId};

/// Made once for a project, and kept up to date event by event.
#[derive(Clone, Debug, Default)]
pub struct Links {
    events: Vec<EventLinks>,
    /// Ascending, as are the lists below.
    events_of_entity: Vec<Vec<usize>>,
    events_of_source: Vec<Vec<usize>>,
    /// Beside the sources: by the number of the paragraph.
    uses: Vec<BTreeMap<u32, Vec<Use>>>,
    /// How many citations of relations lead there.
    relation_uses: BTreeMap<(usize, u32), usize>,
    sources: BTreeMap<SourceId, usize>,
}

#[derive(Clone, Debug, Default)]
struct EventLinks {
    kind: Option<usize>,
    entities: Vec<usize>,
    sources: Vec<usize>,
    /// Paragraphs that its claims cite, with the claim.
    cited: Vec<Cited>,
}

#[derive(Clone, Copy, Debug)]
struct Cited {
    source: usize,
    paragraph: u32,
    claim: usize,
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
        let mut links = Self {
            events: Vec::with_capacity(project.events().len()),
            events_of_entity: vec![Vec::new(); project.entities().len()],
            events_of_source: vec![Vec::new(); project.sources().len()],
            uses: vec![BTreeMap::new(); project.sources().len()],
            relation_uses: BTreeMap::new(),
            sources: BTreeMap::new(),
        };
        for (position, event) in project.events().iter().enumerate() {
            let own = EventLinks::new(project, event);
            links.add(position, &own);
            links.events.push(own);
        }
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
        let sources = project.sources().iter().enumerate();
        links.sources = sources
            .map(|(position, source)| (source.id.clone(), position))
            .collect();
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
            let Some(paragraphs) = self.uses.get_mut(cited.source) else {
                continue;
            };
            let claim = cited.claim;
            let uses = paragraphs.entry(cited.paragraph).or_default();
            if let Err(at) = uses.binary_search(&Use { event, claim }) {
                uses.insert(at, Use { event, claim });
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
            let uses = self.uses.get_mut(cited.source);
            let uses = uses.and_then(|paragraphs| paragraphs.get_mut(&cited.paragraph));
            if let Some(uses) = uses {
                uses.retain(|one| one.event != event);
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

    /// The paragraphs that an event's claims cite, as source and number, in the order of the claims.
    pub fn paragraphs_of(&self, event: usize) -> impl Iterator<Item = (usize, u32)> {
        let cited = self.events.get(event).map_or(&[][..], |own| &own.cited);
        cited.iter().map(|cited| (cited.source, cited.paragraph))
    }

    pub fn events_of_entity(&self, entity: usize) -> &[usize] {
        self.events_of_entity.get(entity).map_or(&[], Vec::as_slice)
    }

    pub fn events_of_source(&self, source: usize) -> &[usize] {
        self.events_of_source.get(source).map_or(&[], Vec::as_slice)
    }

    /// The claims that cite a paragraph, in the order of events and claims.
    pub fn uses_of(&self, source: &SourceId, paragraph: u32) -> &[Use] {
        let position = self.sources.get(source);
        position.map_or(&[], |&source| self.uses_at(source, paragraph))
    }

    /// The same by the source's position.
    pub fn uses_at(&self, source: usize, paragraph: u32) -> &[Use] {
        let paragraphs = self.uses.get(source);
        let uses = paragraphs.and_then(|paragraphs| paragraphs.get(&paragraph));
        uses.map_or(&[], Vec::as_slice)
    }

    /// How often a paragraph is cited: by claims, and by relations.
    pub fn use_count(&self, source: usize, paragraph: u32) -> usize {
        let by_relations = self.relation_uses.get(&(source, paragraph));
        self.uses_at(source, paragraph).len() + by_relations.copied().unwrap_or(0)
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
            let places = record.cites.iter().filter_map(|citation| {
                let source = project.source_position(&citation.source)?;
                Some(Cited {
                    source,
                    paragraph: citation.paragraph,
                    claim,
                })
            });
            cited.extend(places);
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

/// In order, each once.
fn ascending(positions: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut positions: Vec<usize> = positions.collect();
    positions.sort_unstable();
    positions.dedup();
    positions
}

#[cfg(test)]
mod tests {
    use super::super::testing::{claim, event, project};
    use super::*;
    use crate::model::{Records, SourceId, Status};

    #[test]
    fn a_paragraph_knows_the_claims_that_cite_it() {
        let project = project();
        let article = SourceId::new("article").expect("a slug");
        let links = Links::new(&project);
        assert_eq!(links.uses_of(&article, 1), [Use { event: 0, claim: 0 }]);
        assert_eq!(links.uses_of(&article, 2).len(), 2);
        assert_eq!(links.uses_of(&article, 3), []);
    }

    #[test]
    fn speakers_count_as_entities_of_their_events() {
        let links = Links::new(&project());
        assert_eq!(links.events_of_entity(0), [0]);
        assert_eq!(links.events_of_entity(1), [1]);
        assert_eq!(links.together_with(0), []);
    }

    #[test]
    fn companions_are_listed_by_how_often_they_appear() {
        let project = project();
        let with = |id: &str, who: &[&str]| {
            event(
                id,
                "call",
                "A call",
                None,
                who,
                claim("bali", Status::Alleges, 2),
            )
        };
        let events = vec![
            with("one", &["bali", "dundar"]),
            with("two", &["bali", "is-group"]),
            with("three", &["bali", "is-group"]),
        ];
        let records = Records {
            entities: project
                .entities()
                .iter()
                .map(|entity| (**entity).clone())
                .collect(),
            events,
            ..Records::default()
        };
        let links = Links::new(&Project::new(String::new(), Vec::new(), records));
        assert_eq!(links.together_with(1), [(2, 2), (0, 1)]);
    }

    #[test]
    fn an_edited_event_is_linked_as_if_it_had_always_been_so() {
        let events = |ids: [&[&str]; 3], paragraph| {
            let event = |position: usize| {
                let claim = claim("dundar", Status::Alleges, paragraph);
                event("e", "call", "A call", None, ids[position], claim)
            };
            (0..3)
                .map(|position| Event {
                    id: crate::model::EventId::new(&format!("e{position}")).expect("a slug"),
                    ..event(position)
                })
                .collect()
        };
        let with = |events| {
            let project = project();
            let sources = project.sources().iter().map(|source| (**source).clone());
            let entities = project.entities().iter().map(|entity| (**entity).clone());
            let records = Records {
                sources: sources.collect(),
                entities: entities.collect(),
                events,
                ..Records::default()
            };
            Project::new(String::new(), Vec::new(), records)
        };
        let before = with(events([&["bali"], &["bali", "is-group"], &[]], 1));
        let after = with(events([&[], &["is-group"], &["bali"]], 2));
        let mut links = Links::new(&before);
        links.update(&after, &[0, 1, 2]);
        let fresh = Links::new(&after);
        for entity in 0..3 {
            let updated = links.events_of_entity(entity);
            assert_eq!(updated, fresh.events_of_entity(entity));
        }
        assert_eq!(links.events_of_entity(1), [2]);
        assert_eq!((links.use_count(0, 1), links.use_count(0, 2)), (0, 3));
        assert_eq!(links.uses_at(0, 2), fresh.uses_at(0, 2));
    }
}
