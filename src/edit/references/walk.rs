//! What a record refers to, in the order of its fields.

use super::{Id, Part, Slot, lead_place};
use crate::model::{
    Basis, Citation, Dismissed, Entity, EntityId, Event, EventId, Item, LeadKind, Project,
    Relation, Source, SourceId, Speaker, Value, When,
};

/// Is told of each reference.
pub(super) type Visit<'v> = &'v mut dyn FnMut(Slot, Id<'_>);

pub(in crate::edit) fn of_event(event: &Event, visit: Visit<'_>) {
    visit(Part::Kind.into(), Id::Kind(&event.kind));
    basis(Part::Basis.into(), event.when.as_ref(), visit);
    if let Some(place) = &event.place {
        visit(Part::Place.into(), Id::Entity(place));
    }
    for (at, participant) in event.participants.iter().enumerate() {
        visit(Part::Participant(at).into(), Id::Entity(&participant.who));
    }
    for (at, id) in event.before.iter().enumerate() {
        visit(Part::Before(at).into(), Id::Event(id));
    }
    for (at, id) in event.after.iter().enumerate() {
        visit(Part::After(at).into(), Id::Event(id));
    }
    for (at, near) in event.near.iter().enumerate() {
        visit(Part::Near(at).into(), Id::Event(&near.event));
    }
    for (position, claim) in event.claims.iter().enumerate() {
        let slot = |part| Slot {
            claim: Some(position),
            part,
        };
        match &claim.speaker {
            Speaker::Entity(id) => visit(slot(Part::Speaker), Id::Entity(id)),
            Speaker::Source(id) => visit(slot(Part::Speaker), Id::Source(id)),
        }
        cites(|at| slot(Part::Cite(at)), &claim.cites, visit);
        for (at, it) in claim.values.iter().enumerate() {
            value(slot(Part::Value(at)), it, visit);
        }
    }
    for (at, adopted) in event.adopted.iter().enumerate() {
        value(Part::Adopted(at).into(), &adopted.value, visit);
    }
}

pub(in crate::edit) fn of_entity(entity: &Entity, visit: Visit<'_>) {
    for (spelling, it) in entity.spellings.iter().enumerate() {
        cites(|at| Part::Spelling(spelling, at).into(), &it.at, visit);
    }
    for (at, same) in entity.same_as.iter().enumerate() {
        visit(Part::SameAs(at).into(), Id::Entity(&same.entity));
    }
}

pub(in crate::edit) fn of_source(source: &Source, visit: Visit<'_>) {
    if let Some(publisher) = &source.publisher {
        visit(Part::Publisher.into(), Id::Entity(publisher));
    }
    for (at, author) in source.authors.iter().enumerate() {
        visit(Part::Author(at).into(), Id::Entity(author));
    }
    basis(Part::Basis.into(), source.published.as_ref(), visit);
    for (at, link) in source.derives_from.iter().enumerate() {
        let slot = Part::Link(at).into();
        visit(slot, Id::Source(&link.source));
        let ends = |ranges: &[(u32, u32)]| -> Vec<u32> {
            ranges
                .iter()
                .flat_map(|&(first, last)| [first, last])
                .collect()
        };
        for n in ends(&link.paragraphs) {
            visit(slot, Id::Paragraph(&source.id, n));
        }
        for n in ends(&link.of) {
            visit(slot, Id::Paragraph(&link.source, n));
        }
    }
}

pub(in crate::edit) fn of_relation(relation: &Relation, visit: Visit<'_>) {
    visit(Part::From.into(), Id::Entity(&relation.from));
    visit(Part::To.into(), Id::Entity(&relation.to));
    basis(Part::Basis.into(), relation.when.as_ref(), visit);
    cites(|at| Part::Cite(at).into(), &relation.cites, visit);
}

pub(in crate::edit) fn of_dismissed(project: &Project, dismissed: &Dismissed, visit: Visit<'_>) {
    match lead_place(project, dismissed) {
        Some(Item::Event(id)) => visit(Part::Lead.into(), Id::Event(&id)),
        Some(Item::Entity(id)) => visit(Part::Lead.into(), Id::Entity(&id)),
        Some(Item::Source(id) | Item::Paragraph(id, _)) => {
            // Whether the paragraph is there may be just what the lead is about.
            visit(Part::Lead.into(), Id::Source(&id));
        }
        _ => {}
    }
    let Some(about) = &dismissed.about else {
        return;
    };
    match about_ids(dismissed.lead, about) {
        AboutIds::Entity(id) => visit(Part::About.into(), Id::Entity(&id)),
        AboutIds::Events(before, after) => {
            visit(Part::About.into(), Id::Event(&before));
            visit(Part::About.into(), Id::Event(&after));
        }
        AboutIds::Source(id) | AboutIds::Citation(id, _) => {
            visit(Part::About.into(), Id::Source(&id));
        }
        AboutIds::None => {}
    }
}

/// What the `about` of a dismissed lead names, by the kind of the lead.
pub(super) enum AboutIds<'a> {
    Entity(EntityId),
    Source(SourceId),
    Events(EventId, EventId),
    /// A source, and what stands behind it: `#12`.
    Citation(SourceId, &'a str),
    /// A field, a measure, words: no id.
    None,
}

pub(super) fn about_ids(lead: LeadKind, about: &str) -> AboutIds<'_> {
    let ids = match lead {
        LeadKind::NearCopy => SourceId::new(about).ok().map(AboutIds::Source),
        LeadKind::UnlinkedMention | LeadKind::CloseSpelling => {
            EntityId::new(about).ok().map(AboutIds::Entity)
        }
        LeadKind::OrphanedCitation => about.find('#').and_then(|at| {
            let (source, rest) = about.split_at_checked(at)?;
            Some(AboutIds::Citation(SourceId::new(source).ok()?, rest))
        }),
        LeadKind::Silence => about.split_once("..").and_then(|(before, after)| {
            let (before, after) = (EventId::new(before).ok()?, EventId::new(after).ok()?);
            Some(AboutIds::Events(before, after))
        }),
        LeadKind::OpenConflict
        | LeadKind::SingleOrigin
        | LeadKind::UnknownLineage
        | LeadKind::Undated
        | LeadKind::UnresolvedWords
        | LeadKind::UnreadParagraph => None,
    };
    ids.unwrap_or(AboutIds::None)
}

fn basis(slot: Slot, when: Option<&When>, visit: Visit<'_>) {
    match when.map(|when| &when.basis) {
        Some(Basis::Published(source)) => visit(slot, Id::Source(source)),
        Some(Basis::Event(event, _)) => visit(slot, Id::Event(event)),
        Some(Basis::Stated | Basis::Judged(_)) | None => {}
    }
}

fn cites(slot: impl Fn(usize) -> Slot, cites: &[Citation], visit: Visit<'_>) {
    for (at, citation) in cites.iter().enumerate() {
        visit(
            slot(at),
            Id::Paragraph(&citation.source, citation.paragraph),
        );
    }
}

fn value(slot: Slot, value: &Value, visit: Visit<'_>) {
    match value {
        Value::Number(_) => {}
        Value::When(when) => basis(slot, Some(when), visit),
        Value::Place(place) => visit(slot, Id::Entity(place)),
        Value::Role(role) => visit(slot, Id::Entity(&role.who)),
    }
}
