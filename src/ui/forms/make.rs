//! From a project to the next one: what the forms ask for, as plain functions. Knows no widgets.
//!
//! Thin on purpose: `edit` has the same under its own names.

use std::sync::Arc;

use crate::fold::fold;
use crate::model::{
    Basis, Citation, Claim, Entity, EntityId, EntityKind, Event, EventId, Kind, KindId, Lists,
    Project, Relation, Source, SourceId, SourceKind, Speaker, Value, When,
};

/// No longer than this, so that an id stays a line that people read.
const MAX_SLUG: usize = 60;

/// The project with other lists.
pub(super) fn with(project: &Project, change: impl FnOnce(&mut Lists)) -> Project {
    let mut lists = Lists {
        kinds: project.kinds().to_vec(),
        sources: project.sources().to_vec(),
        entities: project.entities().to_vec(),
        events: project.events().to_vec(),
        relations: project.relations.clone(),
        dismissed: project.dismissed.clone(),
        event_hashes: Vec::new(),
    };
    change(&mut lists);
    let (title, about) = (project.title.clone(), project.about.clone());
    Project::of(title, about, lists, Some(project)).0
}

/// Replaces the event of this id, or adds it at the end.
pub(super) fn put_event(project: &Project, event: Event) -> Project {
    match project.with_event(event.clone()) {
        Some(next) => next,
        None => with(project, |lists| lists.events.push(Arc::new(event))),
    }
}

pub(super) fn put_source(project: &Project, source: Source) -> Project {
    match project.with_source(source.clone()) {
        Some(next) => next,
        None => with(project, |lists| lists.sources.push(Arc::new(source))),
    }
}

pub(super) fn put_entity(project: &Project, entity: Entity) -> Project {
    let position = project.entity_position(&entity.id);
    with(project, |lists| put(&mut lists.entities, position, entity))
}

pub(super) fn put_kind(project: &Project, kind: Kind) -> Project {
    let position = project.kind_position(&kind.id);
    with(project, |lists| put(&mut lists.kinds, position, kind))
}

/// At this position of the relations; behind them if there is none.
pub(super) fn put_relation(project: &Project, position: usize, relation: Relation) -> Project {
    let is_there = position < project.relations.len();
    let mut next = project.clone();
    put(&mut next.relations, is_there.then_some(position), relation);
    next
}

fn put<T>(list: &mut Vec<Arc<T>>, position: Option<usize>, record: T) {
    match position.and_then(|position| list.get_mut(position)) {
        Some(place) => *place = Arc::new(record),
        None => list.push(Arc::new(record)),
    }
}

/// The words of a text as an id that is not taken.
pub(super) fn slug(text: &str, otherwise: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let folded: String = fold(text)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let mut slug = String::new();
    for word in folded.split_whitespace() {
        if !slug.is_empty() && slug.len() + word.len() + 1 > MAX_SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(MAX_SLUG));
    }
    if slug.is_empty() {
        otherwise.clone_into(&mut slug);
    }
    if !is_taken(&slug) {
        return slug;
    }
    let mut numbered = (2..u32::MAX).map(|number| format!("{slug}-{number}"));
    numbered.find(|id| !is_taken(id)).unwrap_or(slug)
}

/// An id for a new event; `None` does not happen.
pub(super) fn event_id(project: &Project, title: &str) -> Option<EventId> {
    let is_taken = |text: &str| EventId::new(text).is_ok_and(|id| project.event(&id).is_some());
    EventId::new(&slug(title, "event", is_taken)).ok()
}

/// Entities and sources are written alike where they speak: no two share an id.
fn is_speaker(project: &Project, text: &str) -> bool {
    EntityId::new(text).is_ok_and(|id| project.entity(&id).is_some())
        || SourceId::new(text).is_ok_and(|id| project.source(&id).is_some())
}

/// With a new entity of this name.
pub(super) fn new_entity(
    project: &Project,
    name: &str,
    kind: EntityKind,
) -> Option<(Project, EntityId)> {
    let name = name.trim();
    let id = EntityId::new(&slug(name, "entity", |text| is_speaker(project, text))).ok()?;
    let entity = Entity {
        id: id.clone(),
        kind,
        name: name.to_owned(),
        spellings: Vec::new(),
        same_as: Vec::new(),
        note: None,
    };
    Some((put_entity(project, entity), id))
}

/// With a new source of this title, known of and not held.
pub(super) fn new_source(project: &Project, title: &str) -> Option<(Project, SourceId)> {
    let title = title.trim();
    let id = SourceId::new(&slug(title, "source", |text| is_speaker(project, text))).ok()?;
    let source = Source {
        id: id.clone(),
        kind: SourceKind::Article,
        title: title.to_owned(),
        publisher: None,
        authors: Vec::new(),
        published: None,
        address: None,
        is_original: false,
        derives_from: Vec::new(),
        paragraphs: Vec::new(),
        note: None,
    };
    Some((put_source(project, source), id))
}

/// With a new kind of this label, of the colour that the fewest kinds have.
pub(super) fn new_kind(project: &Project, label: &str) -> Option<(Project, KindId)> {
    use crate::model::{Colour, Icon};
    let label = label.trim();
    let is_taken = |text: &str| KindId::new(text).is_ok_and(|id| project.kind(&id).is_some());
    let id = KindId::new(&slug(label, "kind", is_taken)).ok()?;
    let uses = |colour: &Colour| {
        let kinds = project.kinds().iter();
        kinds.filter(|kind| kind.colour == *colour).count()
    };
    let colour = Colour::ALL.iter().copied().min_by_key(uses)?;
    let kind = Kind {
        id: id.clone(),
        label: label.to_owned(),
        icon: Icon::Dot,
        colour,
    };
    Some((put_kind(project, kind), id))
}

/// With a new event of this title and kind; with a kind, too, if there is none yet.
pub(super) fn new_event(
    project: &Project,
    title: &str,
    kind: Option<&KindId>,
) -> Option<(Project, EventId)> {
    let known = kind.filter(|kind| project.kind(kind).is_some());
    let first = || project.kinds().first().map(|kind| kind.id.clone());
    let (project, kind) = match known.cloned().or_else(first) {
        Some(kind) => (project.clone(), kind),
        None => new_kind(project, "Event")?,
    };
    let id = event_id(&project, title)?;
    let event = Event {
        id: id.clone(),
        kind,
        title: title.trim().to_owned(),
        summary: None,
        when: None,
        place: None,
        participants: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
        near: Vec::new(),
        claims: Vec::new(),
        adopted: Vec::new(),
        tags: Vec::new(),
        note: None,
    };
    Some((put_event(&project, event), id))
}

/// A copy of an event with an id of its own, right behind it.
pub(super) fn duplicate_event(project: &Project, id: &EventId) -> Option<(Project, EventId)> {
    let position = project.event_position(id)?;
    let event = project.event(id)?;
    let new = event_id(project, &event.title)?;
    let copy = Event {
        id: new.clone(),
        ..Event::clone(event)
    };
    let next = with(project, |lists| {
        lists.events.insert(position + 1, Arc::new(copy));
    });
    Some((next, new))
}

pub(super) fn duplicate_entity(project: &Project, id: &EntityId) -> Option<(Project, EntityId)> {
    let entity = project.entity(id)?;
    let new = slug(&entity.name, "entity", |text| is_speaker(project, text));
    let new = EntityId::new(&new).ok()?;
    let copy = Entity {
        id: new.clone(),
        ..Entity::clone(entity)
    };
    Some((put_entity(project, copy), new))
}

/// Without an event; others no longer name it, and a date that rested on it says so in words.
pub(super) fn without_event(project: &Project, id: &EventId) -> Project {
    let title = project.event(id).map_or(id.as_str(), |event| &event.title);
    let reason = format!("Counted from “{title}”, which was deleted.");
    let rebased = |basis: &mut Basis| {
        if matches!(basis, Basis::Event(other, _) if other == id) {
            *basis = Basis::Judged(reason.clone());
        }
    };
    with(project, |lists| {
        lists.events.retain(|event| event.id != *id);
        change_all(&mut lists.events, names_event(id), |event: &mut Event| {
            event.before.retain(|other| other != id);
            event.after.retain(|other| other != id);
            event.near.retain(|near| near.event != *id);
            whens(event).for_each(|when| rebased(&mut when.basis));
        });
    })
}

fn names_event(id: &EventId) -> impl Fn(&Event) -> bool {
    move |event| {
        let links = event.before.iter().chain(&event.after);
        let mut links = links.chain(event.near.iter().map(|near| &near.event));
        let is_based = |when: &When| matches!(&when.basis, Basis::Event(other, _) if other == id);
        links.any(|other| other == id) || dates(event).any(is_based)
    }
}

/// How many other events name this one.
pub(super) fn uses_of_event(project: &Project, id: &EventId) -> usize {
    let names = names_event(id);
    let others = project.events().iter().filter(|event| event.id != *id);
    others.filter(|event| names(event)).count()
}

/// Every date of an event and its claims.
fn dates(event: &Event) -> impl Iterator<Item = &When> {
    let values = event.claims.iter().flat_map(|claim| &claim.values);
    event
        .when
        .iter()
        .chain(values.filter_map(|value| match value {
            Value::When(when) => Some(when),
            _ => None,
        }))
}

fn whens(event: &mut Event) -> impl Iterator<Item = &mut When> {
    let values = event.claims.iter_mut().flat_map(|claim| &mut claim.values);
    let dates = values.filter_map(|value| match value {
        Value::When(when) => Some(when),
        _ => None,
    });
    event.when.iter_mut().chain(dates)
}

/// Changes the records that it concerns; the others stay the very same.
pub(super) fn change_all<T: Clone>(
    list: &mut [Arc<T>],
    concerns: impl Fn(&T) -> bool,
    mut change: impl FnMut(&mut T),
) {
    for record in list.iter_mut().filter(|record| concerns(record)) {
        let mut changed = T::clone(record);
        change(&mut changed);
        *record = Arc::new(changed);
    }
}

/// Without a source: nothing cites it or comes from it any more; a date that rested on its publication
/// says so in words. A claim in which it speaks keeps its name, and the checks point at that.
pub(super) fn without_source(project: &Project, id: &SourceId) -> Project {
    let title = project
        .source(id)
        .map_or(id.as_str(), |source| &source.title);
    let reason = format!("As printed in “{title}”, which was deleted.");
    let is_based = |when: &When| matches!(&when.basis, Basis::Published(other) if other == id);
    let rebase = |when: &mut When| {
        if is_based(when) {
            when.basis = Basis::Judged(reason.clone());
        }
    };
    let is_of = |citation: &Citation| citation.source == *id;
    with(project, |lists| {
        lists.sources.retain(|source| source.id != *id);
        let derives = |source: &Source| {
            source.derives_from.iter().any(|link| link.source == *id)
                || source.published.as_ref().is_some_and(is_based)
        };
        change_all(&mut lists.sources, derives, |source: &mut Source| {
            source.derives_from.retain(|link| link.source != *id);
            source.published.iter_mut().for_each(rebase);
        });
        let cites = |event: &Event| event.citations().any(is_of) || dates(event).any(is_based);
        change_all(&mut lists.events, cites, |event: &mut Event| {
            for claim in &mut event.claims {
                claim.cites.retain(|citation| !is_of(citation));
            }
            whens(event).for_each(rebase);
        });
        let spells = |entity: &Entity| entity.spellings.iter().any(|it| it.at.iter().any(is_of));
        change_all(&mut lists.entities, spells, |entity: &mut Entity| {
            for spelling in &mut entity.spellings {
                spelling.at.retain(|citation| !is_of(citation));
            }
        });
        let cites = |relation: &Relation| relation.cites.iter().any(is_of);
        change_all(&mut lists.relations, cites, |relation: &mut Relation| {
            relation.cites.retain(|citation| !is_of(citation));
        });
    })
}

/// How many events, other sources, entities and relations name a source.
pub(super) fn uses_of_source(project: &Project, id: &SourceId) -> [usize; 4] {
    let is_of = |citation: &Citation| citation.source == *id;
    let events = project.events().iter().filter(|event| {
        event.citations().any(is_of) || event.speaking_sources().any(|source| source == id)
    });
    let derives = |source: &&Arc<Source>| source.derives_from.iter().any(|it| it.source == *id);
    let spells = |entity: &&Arc<Entity>| {
        let mut places = entity.spellings.iter().flat_map(|spelling| &spelling.at);
        places.any(is_of)
    };
    let cites = |relation: &&Arc<Relation>| relation.cites.iter().any(is_of);
    [
        events.count(),
        project.sources().iter().filter(derives).count(),
        project.entities().iter().filter(spells).count(),
        project.relations.iter().filter(cites).count(),
    ]
}

/// Without a kind; its events have another.
pub(super) fn without_kind(project: &Project, id: &KindId, instead: Option<&KindId>) -> Project {
    with(project, |lists| {
        lists.kinds.retain(|kind| kind.id != *id);
        if let Some(instead) = instead {
            change_all(
                &mut lists.events,
                |event: &Event| event.kind == *id,
                |event: &mut Event| event.kind = instead.clone(),
            );
        }
    })
}

pub(super) fn uses_of_kind(project: &Project, id: &KindId) -> usize {
    let events = project.events().iter();
    events.filter(|event| event.kind == *id).count()
}

pub(super) fn without_relation(project: &Project, position: usize) -> Project {
    let mut next = project.clone();
    if position < next.relations.len() {
        next.relations.remove(position);
    }
    next
}

/// A place in a source, as it is cited.
pub(super) fn citation(source: &SourceId, paragraph: u32) -> Citation {
    Citation {
        source: source.clone(),
        paragraph,
        digest: None,
    }
}

/// A claim without words yet.
pub(super) fn claim(speaker: Speaker, cites: Vec<Citation>) -> Claim {
    Claim {
        speaker,
        status: crate::model::Status::Reports,
        says: String::new(),
        cites,
        values: Vec::new(),
        grade: None,
        note: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_words_of_a_name_and_never_taken() {
        let table = [
            ("Can Dündar", "can-dundar"),
            ("İlhami Balı", "ilhami-bali"),
            ("  The “call” – 2015/11 ", "the-call-2015-11"),
            ("شام", "event"),
            ("", "event"),
        ];
        for (text, expected) in table {
            assert_eq!(slug(text, "event", |_| false), expected, "{text}");
        }
        let taken = ["a", "a-2"];
        assert_eq!(slug("A", "event", |text| taken.contains(&text)), "a-3");
        let long = slug(&"word ".repeat(40), "event", |_| false);
        assert!(
            long.len() <= MAX_SLUG && EventId::new(&long).is_ok(),
            "{long}"
        );
        assert!(EventId::new(&slug(&"x".repeat(300), "event", |_| false)).is_ok());
    }
}
