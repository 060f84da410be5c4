//! The way through a project, for checks that look at one thing wherever it occurs. A place becomes an
//! [`Item`] only where there is something to say about it.

use std::sync::Arc;

use crate::model::{Citation, Claim, Entity, Event, Item, Project, Relation, Source, Value, When};

/// Where something was met.
#[derive(Clone, Copy)]
pub(super) enum At<'a> {
    Source(&'a Source),
    Entity(&'a Entity),
    Event(&'a Event),
    Claim(&'a Event, usize),
    Relation(usize),
    Dismissed(usize),
}

impl At<'_> {
    pub(super) fn item(self) -> Item {
        match self {
            Self::Source(source) => Item::Source(source.id.clone()),
            Self::Entity(entity) => Item::Entity(entity.id.clone()),
            Self::Event(event) => Item::Event(event.id.clone()),
            Self::Claim(event, position) => Item::Claim(event.id.clone(), position),
            Self::Relation(position) => Item::Relation(position),
            Self::Dismissed(position) => Item::Dismissed(position),
        }
    }
}

pub(super) fn claims(project: &Project) -> impl Iterator<Item = (&Event, usize, &Claim)> {
    claims_of(project.events())
}

pub(super) fn claims_of(events: &[Arc<Event>]) -> impl Iterator<Item = (&Event, usize, &Claim)> {
    events.iter().flat_map(|event| {
        let claims = event.claims.iter().enumerate();
        claims.map(move |(position, claim)| (&**event, position, claim))
    })
}

/// Every citation of spellings.
pub(super) fn of_entities(project: &Project) -> impl Iterator<Item = (At<'_>, &Citation)> {
    project.entities().iter().flat_map(|entity| {
        let cites = entity.spellings.iter().flat_map(|spelling| &spelling.at);
        cites.map(move |citation| (At::Entity(entity), citation))
    })
}

/// Every citation of the claims of these events.
pub(super) fn of_events(events: &[Arc<Event>]) -> impl Iterator<Item = (At<'_>, &Citation)> {
    claims_of(events).flat_map(|(event, position, claim)| {
        let cites = claim.cites.iter();
        cites.map(move |citation| (At::Claim(event, position), citation))
    })
}

/// Every citation of relations.
pub(super) fn of_relations(project: &Project) -> impl Iterator<Item = (At<'_>, &Citation)> {
    let relations = project.relations.iter().enumerate();
    relations.flat_map(|(position, relation)| {
        let cites = relation.cites.iter();
        cites.map(move |citation| (At::Relation(position), citation))
    })
}

/// Every date: of publications, events, claims and relations.
pub(super) fn whens(project: &Project) -> impl Iterator<Item = (At<'_>, &When)> {
    let of_events = whens_of(project.events());
    let of_claims = claimed_whens_of(project.events());
    let of_relations = relations_whens(&project.relations);
    publications(project.sources())
        .chain(of_events)
        .chain(of_claims)
        .chain(of_relations)
}

pub(super) fn publications(sources: &[Arc<Source>]) -> impl Iterator<Item = (At<'_>, &When)> {
    sources.iter().filter_map(|source| {
        let published = source.published.as_ref()?;
        Some((At::Source(source), published))
    })
}

/// The dates of events.
pub(super) fn whens_of(events: &[Arc<Event>]) -> impl Iterator<Item = (At<'_>, &When)> {
    let events = events.iter();
    events.filter_map(|event| Some((At::Event(event), event.when.as_ref()?)))
}

/// The dates that claims fix.
pub(super) fn claimed_whens_of(events: &[Arc<Event>]) -> impl Iterator<Item = (At<'_>, &When)> {
    claims_of(events).flat_map(|(event, position, claim)| {
        claim.values.iter().filter_map(move |value| match value {
            Value::When(when) => Some((At::Claim(event, position), when)),
            Value::Number(_) | Value::Place(_) | Value::Role(_) => None,
        })
    })
}

pub(super) fn relations_whens(
    relations: &[Arc<Relation>],
) -> impl Iterator<Item = (At<'_>, &When)> {
    let relations = relations.iter().enumerate();
    relations
        .filter_map(|(position, relation)| Some((At::Relation(position), relation.when.as_ref()?)))
}
