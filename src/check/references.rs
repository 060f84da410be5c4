//! Ids that lead nowhere, to the wrong kind of thing, or back to where they stand.

use std::collections::BTreeSet;

use super::recent::Recent;
use super::suspects::Suspect;
use super::walk::{self, At};
use crate::diag::Diagnostic;
use crate::model::{
    Basis, EntityId, EntityKind, Event, EventId, Item, Project, SourceId, Speaker, Value,
};
use crate::near;

/// Beyond so many candidates, nothing is suggested: every unknown id would be compared with each.
const MAX_CANDIDATES: usize = 20_000;

pub(super) fn unknown(project: &Project, suspects: &[Suspect<'_>], found: &mut Vec<Diagnostic>) {
    let mut look = Look {
        project,
        found,
        entities: Recent::new(),
        sources: Recent::new(),
        kinds: Recent::new(),
    };
    for source in project.sources() {
        let at = At::Source(source);
        source.publisher.iter().for_each(|id| look.entity(at, id));
        source.authors.iter().for_each(|id| look.entity(at, id));
        source
            .derives_from
            .iter()
            .for_each(|link| look.source(at, &link.source));
    }
    for entity in project.entities() {
        let same_as = entity.same_as.iter();
        same_as.for_each(|same| look.entity(At::Entity(entity), &same.entity));
    }
    project.events().iter().for_each(|event| look.event(event));
    for (position, relation) in project.relations.iter().enumerate() {
        look.entity(At::Relation(position), &relation.from);
        look.entity(At::Relation(position), &relation.to);
    }
    for (position, dismissed) in project.dismissed.iter().enumerate() {
        look.lead_place(position, &dismissed.at);
    }
    for suspect in suspects.iter().filter(|it| it.source.is_none()) {
        let citation = suspect.citation;
        look.missing_source(suspect.at, citation.source.as_str(), &citation.to_string());
    }
    for (at, when) in walk::whens(project) {
        match &when.basis {
            Basis::Published(source) => look.source(at, source),
            Basis::Event(event, _) => look.event_id(at, event),
            Basis::Stated | Basis::Judged(_) => {}
        }
    }
}

struct Look<'a, 'b> {
    project: &'a Project,
    found: &'b mut Vec<Diagnostic>,
    /// Whether there is such a record.
    entities: Recent<'a, bool>,
    sources: Recent<'a, bool>,
    kinds: Recent<'a, bool>,
}

impl<'a> Look<'a, '_> {
    fn is_entity(&mut self, id: &'a EntityId) -> bool {
        let project = self.project;
        let find = || project.entity(id).is_some();
        self.entities.get(id.as_str(), find)
    }

    fn is_source(&mut self, id: &'a SourceId) -> bool {
        let project = self.project;
        let find = || project.source(id).is_some();
        self.sources.get(id.as_str(), find)
    }

    fn event(&mut self, event: &'a Event) {
        let at = At::Event(event);
        let project = self.project;
        let find = || project.kind(&event.kind).is_some();
        if !self.kinds.get(event.kind.as_str(), find) {
            let kinds = project.kinds().iter().map(|kind| kind.id.as_str());
            self.missing(at, "kind", "kinds", event.kind.as_str(), kinds);
        }
        event.place.iter().for_each(|id| self.entity(at, id));
        for part in &event.participants {
            self.entity(at, &part.who);
        }
        let order = event.before.iter().chain(&event.after);
        let order = order.chain(event.near.iter().map(|near| &near.event));
        order.for_each(|id| self.event_id(at, id));
        for (position, claim) in event.claims.iter().enumerate() {
            let at = At::Claim(event, position);
            self.speaker(at, &claim.speaker);
            for value in &claim.values {
                self.value(at, value);
            }
        }
        for adopted in &event.adopted {
            self.value(At::Event(event), &adopted.value);
        }
    }

    fn value(&mut self, at: At<'_>, value: &'a Value) {
        match value {
            Value::Place(id) => self.entity(at, id),
            Value::Role(role) => self.entity(at, &role.who),
            Value::Number(_) | Value::When(_) => {}
        }
    }

    fn entity(&mut self, at: At<'_>, id: &'a EntityId) {
        if !self.is_entity(id) {
            self.missing(
                at,
                "entity",
                "entities",
                id.as_str(),
                entity_ids(self.project),
            );
        }
    }

    fn source(&mut self, at: At<'_>, id: &'a SourceId) {
        if !self.is_source(id) {
            self.missing_source(at, id.as_str(), id.as_str());
        }
    }

    fn missing_source(&mut self, at: At<'_>, id: &str, literal: &str) {
        self.missing(at, "source", "sources", id, source_ids(self.project));
        if let Some(last) = self.found.last_mut() {
            last.place.literal = Some(literal.to_owned());
        }
    }

    fn event_id(&mut self, at: At<'_>, id: &EventId) {
        if self.project.event(id).is_none() {
            let events = self.project.events().iter().map(|event| event.id.as_str());
            self.missing(at, "event", "events", id.as_str(), events);
        }
    }

    fn speaker(&mut self, at: At<'_>, speaker: &'a Speaker) {
        let is_known = match speaker {
            Speaker::Entity(id) => self.is_entity(id),
            Speaker::Source(id) => self.is_source(id),
        };
        if !is_known {
            let ids = entity_ids(self.project).chain(source_ids(self.project));
            let lists = "entities, or to sources where a document speaks for itself";
            self.missing(at, "entity or source", lists, speaker.as_str(), ids);
        }
    }

    /// Where a lead was set aside: an event, an entity, a source, or a paragraph of one.
    fn lead_place(&mut self, position: usize, place: &str) {
        let project = self.project;
        let source = place.split('#').next().unwrap_or_default();
        let is_known = EventId::new(place).is_ok_and(|id| project.event(&id).is_some())
            || EntityId::new(place).is_ok_and(|id| project.entity(&id).is_some())
            || SourceId::new(source).is_ok_and(|id| project.source(&id).is_some());
        if !is_known {
            let events = project.events().iter().map(|event| event.id.as_str());
            let ids = events.chain(entity_ids(project)).chain(source_ids(project));
            let what = "event, entity or source";
            self.missing(At::Dismissed(position), what, "the project", place, ids);
        }
    }

    fn missing<'c>(
        &mut self,
        at: At<'_>,
        what: &str,
        lists: &str,
        id: &str,
        candidates: impl Iterator<Item = &'c str>,
    ) {
        let candidates: Vec<_> = candidates.take(MAX_CANDIDATES + 1).collect();
        let near = (candidates.len() <= MAX_CANDIDATES)
            .then(|| near::nearest(id, candidates))
            .flatten();
        let hint = match near {
            Some(near) => format!("did you mean `{near}`? If not, add it to {lists}"),
            None => format!("correct the id, or add it to {lists}"),
        };
        let unknown = Diagnostic::error("unknown-reference", format!("there is no {what} `{id}`"));
        self.found.push(unknown.hint(hint).of(at.item()).at(id));
    }
}

fn entity_ids(project: &Project) -> impl Iterator<Item = &str> {
    project.entities().iter().map(|entity| entity.id.as_str())
}

fn source_ids(project: &Project) -> impl Iterator<Item = &str> {
    project.sources().iter().map(|source| source.id.as_str())
}

pub(super) fn to_itself(project: &Project, found: &mut Vec<Diagnostic>) {
    let mut report = |item: Item, id: &str, does: &str| {
        let message = format!("{item} {does} itself");
        let itself = Diagnostic::error("self-reference", message);
        found.push(itself.hint("name another, or take it out").of(item).at(id));
    };
    for source in project.sources() {
        if source
            .derives_from
            .iter()
            .any(|link| link.source == source.id)
        {
            report(
                Item::Source(source.id.clone()),
                source.id.as_str(),
                "derives from",
            );
        }
    }
    for entity in project.entities() {
        if entity.same_as.iter().any(|same| same.entity == entity.id) {
            report(
                Item::Entity(entity.id.clone()),
                entity.id.as_str(),
                "is said to be the same as",
            );
        }
    }
    for event in project.events() {
        let id = &event.id;
        let near = event.near.iter().map(|near| &near.event);
        let own_basis = event.when.iter().filter_map(|when| match &when.basis {
            Basis::Event(event, _) => Some(event),
            Basis::Stated | Basis::Published(_) | Basis::Judged(_) => None,
        });
        let mut others = event
            .before
            .iter()
            .chain(&event.after)
            .chain(near)
            .chain(own_basis);
        if others.any(|other| other == id) {
            report(Item::Event(id.clone()), id.as_str(), "is placed in time by");
        }
    }
    for (position, relation) in project.relations.iter().enumerate() {
        if relation.from == relation.to {
            report(
                Item::Relation(position),
                relation.from.as_str(),
                "relates an entity to",
            );
        }
    }
}

pub(super) fn ambiguous_speaker(project: &Project, found: &mut Vec<Diagnostic>) {
    let is_entity = |id: &&str| EntityId::new(id).is_ok_and(|id| project.entity(&id).is_some());
    let both: BTreeSet<&str> = source_ids(project).filter(is_entity).collect();
    if both.is_empty() {
        return;
    }
    for (event, position, claim) in walk::claims(project) {
        let id = claim.speaker.as_str();
        if both.contains(id) {
            let message = format!("`{id}` is both an entity and a source: who speaks?");
            let ambiguous = Diagnostic::error("ambiguous-speaker", message)
                .hint("give one of the two another id, such as `…-paper` for the source");
            found.push(ambiguous.of(Item::Claim(event.id.clone(), position)).at(id));
        }
    }
}

pub(super) fn not_a_place(project: &Project, found: &mut Vec<Diagnostic>) {
    let of_events = project.events().iter().filter_map(|event| {
        let place = event.place.as_ref()?;
        Some((At::Event(event), place))
    });
    let of_claims = walk::claims(project).flat_map(|(event, position, claim)| {
        claim.values.iter().filter_map(move |value| match value {
            Value::Place(place) => Some((At::Claim(event, position), place)),
            Value::Number(_) | Value::When(_) | Value::Role(_) => None,
        })
    });
    for (at, place) in of_events.chain(of_claims) {
        let Some(entity) = project.entity(place) else {
            continue;
        };
        if entity.kind != EntityKind::Place {
            let kind = entity.kind.label().to_lowercase();
            let message = format!("`{place}` is not a place: its kind is {kind}");
            let wrong = Diagnostic::error("place-not-a-place", message)
                .hint("name a place here, and the others among the participants");
            found.push(wrong.of(at.item()).at(place.as_str()));
        }
    }
}
