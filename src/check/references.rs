//! Ids that lead nowhere, to the wrong kind of thing, or back to where they stand.

use std::collections::BTreeSet;

use super::part::{Found, Part};
use super::recent::Recent;
use super::suspects::Suspect;
use super::walk::{self, At};
use crate::diag::Diagnostic;
use crate::model::{
    Basis, EntityId, EntityKind, Event, EventId, Item, Project, SourceId, Speaker, Value, When,
};
use crate::near;

/// Beyond so many candidates, nothing is suggested: every unknown id would be compared with each.
const MAX_CANDIDATES: usize = 20_000;

pub(super) fn unknown(part: &Part<'_>, suspects: &[Suspect<'_>], found: &mut Found) {
    let mut look = Look {
        project: part.project,
        found,
        entities: Recent::new(),
        sources: Recent::new(),
        kinds: Recent::new(),
    };
    for source in part.sources() {
        let at = At::Source(source);
        source.publisher.iter().for_each(|id| look.entity(at, id));
        source.authors.iter().for_each(|id| look.entity(at, id));
        source
            .derives_from
            .iter()
            .for_each(|link| look.source(at, &link.source));
    }
    for entity in part.entities() {
        let same_as = entity.same_as.iter();
        same_as.for_each(|same| look.entity(At::Entity(entity), &same.entity));
    }
    part.events.iter().for_each(|event| look.event(event));
    look.found.next_round();
    for (position, relation) in part.relations().iter().enumerate() {
        look.entity(At::Relation(position), &relation.from);
        look.entity(At::Relation(position), &relation.to);
    }
    for (position, dismissed) in part.dismissed().iter().enumerate() {
        look.lead_place(position, &dismissed.at);
    }
    for suspect in suspects.iter().filter(|it| it.source.is_none()) {
        let citation = suspect.citation;
        look.missing_source(suspect.at, citation.source.as_str(), &citation.to_string());
    }
    walk::publications(part.sources()).for_each(|(at, when)| look.basis(at, when));
    walk::whens_of(part.events).for_each(|(at, when)| look.basis(at, when));
    look.found.next_round();
    walk::claimed_whens_of(part.events).for_each(|(at, when)| look.basis(at, when));
    look.found.next_round();
    walk::relations_whens(part.relations()).for_each(|(at, when)| look.basis(at, when));
}

struct Look<'a, 'b> {
    project: &'a Project,
    found: &'b mut Found,
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

    fn basis(&mut self, at: At<'_>, when: &'a When) {
        match &when.basis {
            Basis::Published(source) => self.source(at, source),
            Basis::Event(event, _) => self.event_id(at, event),
            Basis::Stated | Basis::Judged(_) => {}
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
        let ids = source_ids(self.project);
        self.missing_at(at, ("source", "sources"), id, literal, ids);
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
        self.missing_at(at, (what, lists), id, id, candidates);
    }

    fn missing_at<'c>(
        &mut self,
        at: At<'_>,
        (what, lists): (&str, &str),
        id: &str,
        literal: &str,
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
        self.found
            .push(unknown.hint(hint).of(at.item()).at(literal));
    }
}

fn entity_ids(project: &Project) -> impl Iterator<Item = &str> {
    project.entities().iter().map(|entity| entity.id.as_str())
}

fn source_ids(project: &Project) -> impl Iterator<Item = &str> {
    project.sources().iter().map(|source| source.id.as_str())
}

pub(super) fn to_itself(part: &Part<'_>, found: &mut Found) {
    let report = |found: &mut Found, item: Item, id: &str, does: &str| {
        let message = format!("{item} {does} itself");
        let itself = Diagnostic::error("self-reference", message);
        found.push(itself.hint("name another, or take it out").of(item).at(id));
    };
    for source in part.sources() {
        if source
            .derives_from
            .iter()
            .any(|link| link.source == source.id)
        {
            report(
                found,
                Item::Source(source.id.clone()),
                source.id.as_str(),
                "derives from",
            );
        }
    }
    for entity in part.entities() {
        if entity.same_as.iter().any(|same| same.entity == entity.id) {
            report(
                found,
                Item::Entity(entity.id.clone()),
                entity.id.as_str(),
                "is said to be the same as",
            );
        }
    }
    for event in part.events {
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
            report(
                found,
                Item::Event(id.clone()),
                id.as_str(),
                "is placed in time by",
            );
        }
    }
    found.next_round();
    for (position, relation) in part.relations().iter().enumerate() {
        if relation.from == relation.to {
            report(
                found,
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

pub(super) fn not_a_place(part: &Part<'_>, found: &mut Found) {
    let project = part.project;
    let mut kinds = Recent::new();
    let of_events = part.events.iter().filter_map(|event| {
        let place = event.place.as_ref()?;
        Some((At::Event(event), place))
    });
    let of_claims = walk::claims_of(part.events).flat_map(|(event, position, claim)| {
        claim.values.iter().filter_map(move |value| match value {
            Value::Place(place) => Some((At::Claim(event, position), place)),
            Value::Number(_) | Value::When(_) | Value::Role(_) => None,
        })
    });
    let mut wrong = |(at, place)| wrong_place(project, &mut kinds, at, place);
    of_events
        .filter_map(&mut wrong)
        .for_each(|it| found.push(it));
    found.next_round();
    of_claims
        .filter_map(&mut wrong)
        .for_each(|it| found.push(it));
}

fn wrong_place<'a>(
    project: &'a Project,
    kinds: &mut Recent<'a, Option<EntityKind>>,
    at: At<'_>,
    place: &'a EntityId,
) -> Option<Diagnostic> {
    let find = || project.entity(place).map(|entity| entity.kind);
    let kind = kinds.get(place.as_str(), find)?;
    if kind == EntityKind::Place {
        return None;
    }
    let kind = kind.label().to_lowercase();
    let message = format!("`{place}` is not a place: its kind is {kind}");
    let wrong = Diagnostic::error("place-not-a-place", message)
        .hint("name a place here, and the others among the participants");
    Some(wrong.of(at.item()).at(place.as_str()))
}
