//! Which places lie in which, and which entities may be one: what keeps two places, or two holders of
//! a role, from being a conflict.

use std::collections::{HashMap, HashSet};

use super::text::same_words;
use crate::model::{EntityId, EntityKind, Project, Relation};

/// Relations that say so of any two entities.
const WITHIN: [&str; 4] = ["in", "part of", "located in", "lies in"];

/// What a project says about where places lie, prepared once for all its events. It holds only what
/// some relation or suspicion ties to another, so that it is small and quick to make.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// One entity for all that may be one with it; itself where missing.
    heads: HashMap<EntityId, EntityId>,
    /// What the heads lie in, as heads.
    within: HashMap<EntityId, Vec<EntityId>>,
}

impl Places {
    pub fn new(project: &Project) -> Self {
        let mut places = Self::default();
        for entity in project.entities() {
            for same in &entity.same_as {
                places.tie(&entity.id, &same.entity);
            }
        }
        places.shorten(project);
        for relation in &project.relations {
            if says_within(project, relation) {
                let inner = places.head(&relation.from).clone();
                let outer = places.head(&relation.to).clone();
                places.within.entry(inner).or_default().push(outer);
            }
        }
        places
    }

    fn head<'a>(&'a self, id: &'a EntityId) -> &'a EntityId {
        let mut head = id;
        while let Some(next) = self.heads.get(head) {
            head = next;
        }
        head
    }

    fn tie(&mut self, a: &EntityId, b: &EntityId) {
        let heads = (self.head(a).clone(), self.head(b).clone());
        // Those met on the way lead straight there from now on, or long chains would be walked again
        // and again.
        for (met, head) in [(a, &heads.0), (b, &heads.1)] {
            if met != head {
                self.heads.insert(met.clone(), head.clone());
            }
        }
        let (a, b) = heads;
        if a != b {
            self.heads.insert(b, a);
        }
    }

    /// Leads every entity to its head in one step.
    fn shorten(&mut self, project: &Project) {
        for entity in project.entities() {
            if self.heads.contains_key(&entity.id) {
                let head = self.head(&entity.id).clone();
                self.heads.insert(entity.id.clone(), head);
            }
        }
    }

    /// Whether the project holds it possible, with whatever certainty, that the two are one.
    pub fn may_be_one(&self, a: &EntityId, b: &EntityId) -> bool {
        a == b || self.head(a) == self.head(b)
    }

    /// Whether `inner` lies in `outer`, or may be it: directly or through others.
    pub fn lies_in(&self, inner: &EntityId, outer: &EntityId) -> bool {
        let (inner, outer) = (self.head(inner), self.head(outer));
        let mut seen = HashSet::from([inner]);
        let mut ahead = vec![inner];
        while let Some(place) = ahead.pop() {
            if place == outer {
                return true;
            }
            let next = self.within.get(place).into_iter().flatten();
            ahead.extend(next.filter(|next| seen.insert(next)));
        }
        false
    }
}

/// Of two places, also "border town in" and the like.
fn says_within(project: &Project, relation: &Relation) -> bool {
    if WITHIN.iter().any(|kind| same_words(kind, &relation.kind)) {
        return true;
    }
    let is_place = |id: &EntityId| {
        let entity = project.entity(id);
        entity.is_some_and(|entity| entity.kind == EntityKind::Place)
    };
    let mut words = relation.kind.split_whitespace();
    words.next_back().is_some_and(|word| same_words(word, "in"))
        && !words.any(|word| same_words(word, "not"))
        && is_place(&relation.from)
        && is_place(&relation.to)
}
