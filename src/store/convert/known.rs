//! The ids that the records of a project have. A million references to them share their letters, and
//! are not checked again.

use std::cell::RefCell;
use std::collections::HashSet;

use ahash::RandomState;

use crate::model::{Entity, EntityId, EventId, IdError, KindId, Source, SourceId};

type Ids<Id> = HashSet<Id, RandomState>;

/// The ids of entities and sources, once these are read.
#[derive(Debug, Default)]
pub(in crate::store) struct Known {
    entities: Ids<EntityId>,
    sources: Ids<SourceId>,
}

impl Known {
    pub(in crate::store) fn new<'a>(
        entities: impl IntoIterator<Item = &'a Entity>,
        sources: impl IntoIterator<Item = &'a Source>,
    ) -> Self {
        let entities = entities.into_iter().map(|entity| entity.id.clone());
        let sources = sources.into_iter().map(|source| source.id.clone());
        Self {
            entities: entities.collect(),
            sources: sources.collect(),
        }
    }
}

/// The ids that one worker gives out for a stretch of records.
#[derive(Debug)]
pub(in crate::store) struct Names<'a> {
    known: &'a Known,
    /// A few, each used by every other event: shared between workers, they would be a brake.
    kinds: RefCell<Ids<KindId>>,
}

impl<'a> Names<'a> {
    pub(in crate::store) fn new(known: &'a Known) -> Self {
        Self {
            known,
            kinds: RefCell::default(),
        }
    }

    /// Whether the id is a source's and no entity's.
    pub(super) fn source(&self, text: &str) -> Option<&SourceId> {
        let is_entity = self.known.entities.contains(text);
        let source = self.known.sources.get(text);
        source.filter(|_| !is_entity)
    }
}

/// A kind of id.
pub(super) trait Id: Sized {
    /// # Errors
    /// If the text is no id.
    fn of(text: &str, names: &Names<'_>) -> Result<Self, IdError>;
}

impl Id for EntityId {
    fn of(text: &str, names: &Names<'_>) -> Result<Self, IdError> {
        let known = names.known.entities.get(text);
        known.map_or_else(|| Self::new(text), |id| Ok(id.clone()))
    }
}

impl Id for SourceId {
    fn of(text: &str, names: &Names<'_>) -> Result<Self, IdError> {
        let known = names.known.sources.get(text);
        known.map_or_else(|| Self::new(text), |id| Ok(id.clone()))
    }
}

impl Id for KindId {
    fn of(text: &str, names: &Names<'_>) -> Result<Self, IdError> {
        if let Some(id) = names.kinds.borrow().get(text) {
            return Ok(id.clone());
        }
        let id = Self::new(text)?;
        names.kinds.borrow_mut().insert(id.clone());
        Ok(id)
    }
}

impl Id for EventId {
    fn of(text: &str, _names: &Names<'_>) -> Result<Self, IdError> {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EntityKind;

    #[test]
    fn known_ids_are_shared_and_others_made() {
        let entity = Entity {
            id: EntityId::new("can-dundar").expect("an id"),
            kind: EntityKind::Person,
            name: "Can Dündar".to_owned(),
            spellings: Vec::new(),
            same_as: Vec::new(),
            note: None,
        };
        let known = Known::new([&entity], []);
        let names = Names::new(&known);
        let shared = EntityId::of("can-dundar", &names).expect("an id");
        assert_eq!(shared.as_str().as_ptr(), entity.id.as_str().as_ptr());
        assert!(EntityId::of("erdem-gul", &names).is_ok());
        assert!(EntityId::of("Erdem", &names).is_err());
        let kinds = [KindId::of("arrest", &names), KindId::of("arrest", &names)];
        let kinds = kinds.map(|id| id.expect("an id"));
        assert_eq!(kinds[0].as_str().as_ptr(), kinds[1].as_str().as_ptr());
    }
}
