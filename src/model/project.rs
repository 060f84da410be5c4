//! The project: all records, in the order of the file, and the way from an id to its record.

use std::sync::Arc;

use super::difference::{Hunk, Misfit, by_id, replace};
use super::positions::{Named, Positions, Repeated};
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
    pub(super) kinds: Table<Kind>,
    pub(super) sources: Table<Source>,
    pub(super) entities: Table<Entity>,
    pub(super) events: Table<Event>,
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

/// The lists of a project, their records as several projects may share them.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    pub kinds: Vec<Arc<Kind>>,
    pub sources: Vec<Arc<Source>>,
    pub entities: Vec<Arc<Entity>>,
    pub events: Vec<Arc<Event>>,
    pub relations: Vec<Arc<Relation>>,
    pub dismissed: Vec<Arc<Dismissed>>,
    /// By [`id_hash`](super::id_hash), of every event; worked out if they are not given.
    pub event_hashes: Vec<u64>,
}

impl From<Records> for Lists {
    fn from(records: Records) -> Self {
        fn shared<Record>(records: Vec<Record>) -> Vec<Arc<Record>> {
            records.into_iter().map(Arc::new).collect()
        }
        Self {
            kinds: shared(records.kinds),
            sources: shared(records.sources),
            entities: shared(records.entities),
            events: shared(records.events),
            relations: shared(records.relations),
            dismissed: shared(records.dismissed),
            event_hashes: Vec::new(),
        }
    }
}

/// The records that are not in the project because earlier ones of their list have their ids, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    pub kinds: Vec<Repeated>,
    pub sources: Vec<Repeated>,
    pub entities: Vec<Repeated>,
    pub events: Vec<Repeated>,
}

impl Project {
    /// Records whose id an earlier one of the same list has are left out.
    pub fn new(title: String, about: Vec<String>, records: Records) -> Self {
        Self::of(title, about, records.into(), None).0
    }

    /// The same of records that others may have too, telling which were left out. What has the ids of
    /// `like` shares its way to them.
    pub fn of(
        title: String,
        about: Vec<String>,
        lists: Lists,
        like: Option<&Self>,
    ) -> (Self, LeftOut) {
        let unhashed = Vec::new();
        let like_kinds = like.map(|like| &like.kinds);
        let (kinds, repeated_kinds) = Table::new(lists.kinds, unhashed.clone(), like_kinds);
        let like_sources = like.map(|like| &like.sources);
        let (sources, repeated_sources) = Table::new(lists.sources, unhashed.clone(), like_sources);
        let like_entities = like.map(|like| &like.entities);
        let (entities, repeated_entities) = Table::new(lists.entities, unhashed, like_entities);
        let like_events = like.map(|like| &like.events);
        let (events, repeated_events) = Table::new(lists.events, lists.event_hashes, like_events);
        let project = Self {
            title,
            about,
            kinds,
            sources,
            entities,
            events,
            relations: lists.relations,
            dismissed: lists.dismissed,
        };
        let left_out = LeftOut {
            kinds: repeated_kinds,
            sources: repeated_sources,
            entities: repeated_entities,
            events: repeated_events,
        };
        (project, left_out)
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
        self.kinds.find(id.as_str())
    }

    pub fn source(&self, id: &SourceId) -> Option<&Arc<Source>> {
        self.sources.find(id.as_str())
    }

    pub fn entity(&self, id: &EntityId) -> Option<&Arc<Entity>> {
        self.entities.find(id.as_str())
    }

    pub fn event(&self, id: &EventId) -> Option<&Arc<Event>> {
        self.events.find(id.as_str())
    }

    /// The position of a record in its list, for tables that run beside it.
    pub fn kind_position(&self, id: &KindId) -> Option<usize> {
        self.kinds.position(id.as_str())
    }

    pub fn source_position(&self, id: &SourceId) -> Option<usize> {
        self.sources.position(id.as_str())
    }

    pub fn entity_position(&self, id: &EntityId) -> Option<usize> {
        self.entities.position(id.as_str())
    }

    pub fn event_position(&self, id: &EventId) -> Option<usize> {
        self.events.position(id.as_str())
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
            events: self.events.with(event.id.clone().as_str(), event)?,
            ..self.clone()
        })
    }

    /// The same for a source.
    pub fn with_source(&self, source: Source) -> Option<Self> {
        Some(Self {
            sources: self.sources.with(source.id.clone().as_str(), source)?,
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

/// Records in file order with a way from id to position.
#[derive(Clone, Debug)]
pub(super) struct Table<Record> {
    /// Shared by all versions of a project that have the same ones.
    records: Arc<Vec<Arc<Record>>>,
    /// Shared by every version of a project that has the same ids.
    positions: Arc<Positions>,
}

impl<Record> Default for Table<Record> {
    fn default() -> Self {
        Self {
            records: Arc::default(),
            positions: Arc::default(),
        }
    }
}

impl<Record: Named + Send + Sync> Table<Record> {
    fn new(
        mut records: Vec<Arc<Record>>,
        hashes: Vec<u64>,
        like: Option<&Self>,
    ) -> (Self, Vec<Repeated>) {
        if let Some(like) = like.filter(|like| has_ids_of(&like.records, &records)) {
            let positions = Arc::clone(&like.positions);
            let records = Arc::new(records);
            return (Self { records, positions }, Vec::new());
        }
        let (mut positions, repeated) = Positions::new(&records, hashes);
        if !repeated.is_empty() {
            let mut left_out = repeated.iter().map(|it| it.position).peekable();
            let mut position = 0;
            records.retain(|_| {
                let is_kept = left_out.next_if_eq(&position).is_none();
                position += 1;
                is_kept
            });
            positions = Positions::new(&records, Vec::new()).0;
        }
        let table = Self {
            records: Arc::new(records),
            positions: Arc::new(positions),
        };
        (table, repeated)
    }

    /// With `record` in the place of the one of this id, which it has too.
    fn with(&self, id: &str, record: Record) -> Option<Self> {
        let position = self.position(id)?;
        let mut records = self.records.to_vec();
        *records.get_mut(position)? = Arc::new(record);
        Some(Self {
            records: Arc::new(records),
            positions: Arc::clone(&self.positions),
        })
    }

    /// How another version of the list differs.
    pub(super) fn between(&self, new: &Self) -> Vec<Hunk<Record>>
    where
        Record: PartialEq,
    {
        if Arc::ptr_eq(&self.records, &new.records) {
            return Vec::new();
        }
        by_id(&self.records, &new.records)
    }

    /// Replaces stretches of the list, and gives what puts them back. Ids are looked up anew unless
    /// they are the same ones in the same places.
    pub(super) fn replace(&mut self, hunks: &[Hunk<Record>]) -> Result<Vec<Hunk<Record>>, Misfit> {
        if hunks.is_empty() {
            return Ok(Vec::new());
        }
        let mut records = self.records.to_vec();
        let back = replace(&mut records, hunks)?;
        if hunks
            .iter()
            .zip(&back)
            .all(|(hunk, back)| has_ids_of(&hunk.put, &back.put))
        {
            self.records = Arc::new(records);
            return Ok(back);
        }
        let (positions, repeated) = Positions::new(&records, Vec::new());
        if let Some(repeated) = repeated.into_iter().next() {
            return Err(Misfit::Repeated(repeated.id));
        }
        *self = Self {
            records: Arc::new(records),
            positions: Arc::new(positions),
        };
        Ok(back)
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.positions.find(&self.records, id)
    }

    fn find(&self, id: &str) -> Option<&Arc<Record>> {
        self.records.get(self.position(id)?)
    }
}

/// Whether two lists have the same ids in the same order.
fn has_ids_of<Record: Named>(one: &[Arc<Record>], other: &[Arc<Record>]) -> bool {
    let is_same = |(one, other): (&Arc<Record>, &Arc<Record>)| {
        Arc::ptr_eq(one, other) || one.id_text() == other.id_text()
    };
    let mut pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.all(is_same)
}

impl Named for Kind {
    fn id_text(&self) -> &str {
        self.id.as_str()
    }
}

impl Named for Source {
    fn id_text(&self) -> &str {
        self.id.as_str()
    }
}

impl Named for Entity {
    fn id_text(&self) -> &str {
        self.id.as_str()
    }
}

impl Named for Event {
    fn id_text(&self) -> &str {
        self.id.as_str()
    }
}
