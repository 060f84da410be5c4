//! The project: all records, in the order of the file, and the way from an id to its record.

use std::collections::HashMap;
use std::sync::Arc;

use ahash::RandomState;

use super::{
    Citation, Dismissed, Entity, EntityId, Event, EventId, Item, Kind, KindId, Paragraph, Relation,
    Source, SourceId, Speaker,
};

/// A whole project. Records are behind `Arc`, so a snapshot for another thread or for undo costs a
/// pointer a record.
#[derive(Clone, Debug, Default)]
pub struct Project {
    pub title: String,
    /// Paragraphs of prose.
    pub about: Vec<String>,
    kinds: Table<KindId, Kind>,
    sources: Table<SourceId, Source>,
    entities: Table<EntityId, Entity>,
    events: Table<EventId, Event>,
    pub relations: Vec<Arc<Relation>>,
    pub dismissed: Vec<Arc<Dismissed>>,
}

/// The lists of a project, as read.
#[derive(Clone, Debug, Default)]
pub struct Records {
    pub kinds: Vec<Kind>,
    pub sources: Vec<Source>,
    pub entities: Vec<Entity>,
    pub events: Vec<Event>,
    pub relations: Vec<Relation>,
    pub dismissed: Vec<Dismissed>,
}

impl Project {
    /// Records whose id an earlier one of the same list has are left out: the caller has told so.
    pub fn new(title: String, about: Vec<String>, records: Records) -> Self {
        Self {
            title,
            about,
            kinds: Table::new(records.kinds, |kind| kind.id.clone()),
            sources: Table::new(records.sources, |source| source.id.clone()),
            entities: Table::new(records.entities, |entity| entity.id.clone()),
            events: Table::new(records.events, |event| event.id.clone()),
            relations: records.relations.into_iter().map(Arc::new).collect(),
            dismissed: records.dismissed.into_iter().map(Arc::new).collect(),
        }
    }

    pub fn kinds(&self) -> &[Arc<Kind>] {
        &self.kinds.records
    }

    pub fn sources(&self) -> &[Arc<Source>] {
        &self.sources.records
    }

    pub fn entities(&self) -> &[Arc<Entity>] {
        &self.entities.records
    }

    pub fn events(&self) -> &[Arc<Event>] {
        &self.events.records
    }

    pub fn kind(&self, id: &KindId) -> Option<&Arc<Kind>> {
        self.kinds.find(id)
    }

    pub fn source(&self, id: &SourceId) -> Option<&Arc<Source>> {
        self.sources.find(id)
    }

    pub fn entity(&self, id: &EntityId) -> Option<&Arc<Entity>> {
        self.entities.find(id)
    }

    pub fn event(&self, id: &EventId) -> Option<&Arc<Event>> {
        self.events.find(id)
    }

    /// The position of a record in its list, for tables that run beside it.
    pub fn kind_position(&self, id: &KindId) -> Option<usize> {
        self.kinds.position(id)
    }

    pub fn source_position(&self, id: &SourceId) -> Option<usize> {
        self.sources.position(id)
    }

    pub fn entity_position(&self, id: &EntityId) -> Option<usize> {
        self.entities.position(id)
    }

    pub fn event_position(&self, id: &EventId) -> Option<usize> {
        self.events.position(id)
    }

    /// The source and the paragraph that a citation leads to, if both exist.
    pub fn cited(&self, citation: &Citation) -> Option<(&Arc<Source>, &Paragraph)> {
        let source = self.source(&citation.source)?;
        Some((source, source.paragraph(citation.paragraph)?))
    }

    /// How to call an entity: its name, or its id where there is no such record.
    pub fn entity_name<'a>(&'a self, id: &'a EntityId) -> &'a str {
        self.entity(id).map_or(id.as_str(), |entity| &entity.name)
    }

    pub fn speaker_name<'a>(&'a self, speaker: &'a Speaker) -> &'a str {
        match speaker {
            Speaker::Entity(id) => self.entity_name(id),
            Speaker::Source(id) => self.source(id).map_or(id.as_str(), |source| &source.title),
        }
    }

    /// A short name to cite a source by: publisher and year, "RT 2016"; else its title.
    pub fn short_name(&self, source: &Source) -> String {
        let when = source.published.as_ref();
        let day = when.and_then(|when| when.earliest().or_else(|| when.latest()));
        match (&source.publisher, day) {
            (Some(publisher), Some(day)) => {
                format!("{} {}", self.entity_name(publisher), day.ymd().0)
            }
            (Some(publisher), None) => self.entity_name(publisher).to_owned(),
            (None, _) => source.title.clone(),
        }
    }

    /// The project with another version of the event of this id; `None` if it has no such event. Only
    /// pointers are copied.
    pub fn with_event(&self, event: Event) -> Option<Self> {
        Some(Self {
            events: self.events.with(&event.id.clone(), event)?,
            ..self.clone()
        })
    }

    /// The same for a source.
    pub fn with_source(&self, source: Source) -> Option<Self> {
        Some(Self {
            sources: self.sources.with(&source.id.clone(), source)?,
            ..self.clone()
        })
    }

    pub fn contains(&self, item: &Item) -> bool {
        match item {
            Item::Kind(id) => self.kind(id).is_some(),
            Item::Source(id) => self.source(id).is_some(),
            Item::Paragraph(id, n) => self
                .source(id)
                .is_some_and(|source| source.paragraph(*n).is_some()),
            Item::Entity(id) => self.entity(id).is_some(),
            Item::Event(id) => self.event(id).is_some(),
            Item::Claim(id, position) => self
                .event(id)
                .is_some_and(|event| *position < event.claims.len()),
            Item::Relation(position) => *position < self.relations.len(),
            Item::Dismissed(position) => *position < self.dismissed.len(),
        }
    }
}

/// Records in file order with a way from id to position. The hash order is never seen.
#[derive(Clone, Debug)]
struct Table<Id, Record> {
    records: Vec<Arc<Record>>,
    /// Shared by every version of a project that has the same ids.
    positions: Arc<HashMap<Id, usize, RandomState>>,
}

impl<Id, Record> Default for Table<Id, Record> {
    fn default() -> Self {
        Self {
            records: Vec::new(),
            positions: Arc::default(),
        }
    }
}

impl<Id: Eq + std::hash::Hash, Record> Table<Id, Record> {
    fn new(items: Vec<Record>, id_of: impl Fn(&Record) -> Id) -> Self {
        let mut records = Vec::with_capacity(items.len());
        let mut positions = HashMap::with_capacity_and_hasher(items.len(), RandomState::new());
        for record in items {
            if let std::collections::hash_map::Entry::Vacant(entry) =
                positions.entry(id_of(&record))
            {
                entry.insert(records.len());
                records.push(Arc::new(record));
            }
        }
        Self {
            records,
            positions: Arc::new(positions),
        }
    }

    /// With `record` in the place of the one of this id, which it has too.
    fn with(&self, id: &Id, record: Record) -> Option<Self> {
        let position = self.position(id)?;
        let mut records = self.records.clone();
        *records.get_mut(position)? = Arc::new(record);
        Some(Self {
            records,
            positions: Arc::clone(&self.positions),
        })
    }

    fn position(&self, id: &Id) -> Option<usize> {
        self.positions.get(id).copied()
    }

    fn find(&self, id: &Id) -> Option<&Arc<Record>> {
        self.records.get(self.position(id)?)
    }
}
