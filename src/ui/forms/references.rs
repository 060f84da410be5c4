//! Every place that names an entity, in one order: to count them, to move them to another entity, or to
//! take them out. Knows no widgets.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::make::{change_all, with};
use crate::model::{
    Entity, EntityId, Event, Lists, Project, Relation, SameAs, Source, Speaker, Spelling, Value,
};
use crate::ui::widgets::counted;

/// How an entity is named at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Naming {
    Participation,
    Place,
    Speaker,
    Value,
    Relation,
    Publisher,
    Author,
    SameAs,
}

impl Naming {
    const ALL: [(Self, &'static str, &'static str); 8] = [
        (Self::Participation, "participation", "participations"),
        (Self::Place, "event there", "events there"),
        (Self::Speaker, "claim it makes", "claims it makes"),
        (Self::Value, "value of a claim", "values of claims"),
        (Self::Relation, "relation", "relations"),
        (
            Self::Publisher,
            "source it published",
            "sources it published",
        ),
        (Self::Author, "source it wrote", "sources it wrote"),
        (Self::SameAs, "note of likeness", "notes of likeness"),
    ];
}

/// A place that names the entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub naming: Naming,
    /// Where it is: the title of an event, and the role.
    pub place: String,
}

/// "12 participations", "3 claims it makes".
pub(super) fn phrases(references: &[Reference]) -> Vec<String> {
    let count = |naming| references.iter().filter(|it| it.naming == naming).count();
    Naming::ALL
        .iter()
        .map(|(naming, one, many)| (count(*naming), one, many))
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect()
}

/// In the order of the file.
pub(super) fn references(project: &Project, id: &EntityId) -> Vec<Reference> {
    let mut found = Vec::new();
    with(project, |lists| {
        visit(lists, id, &mut |naming, place| {
            let place = place();
            found.push(Reference { naming, place });
            None
        });
    });
    found
}

/// The references at these places of [`references`] name another entity.
pub(super) fn moved(
    project: &Project,
    id: &EntityId,
    to: &EntityId,
    places: Option<&BTreeSet<usize>>,
) -> Project {
    let mut number = 0;
    with(project, |lists| {
        visit(lists, id, &mut |_, _| {
            let is_moved = places.is_none_or(|places| places.contains(&number));
            number += 1;
            is_moved.then(|| to.clone())
        });
    })
}

/// The visitor gets how a place names the entity and where it is; what it gives is named instead.
type Visitor<'a> = dyn FnMut(Naming, &dyn Fn() -> String) -> Option<EntityId> + 'a;

fn visit(lists: &mut Lists, id: &EntityId, visitor: &mut Visitor<'_>) {
    change_all(
        &mut lists.sources,
        |it| names_in_source(it, id),
        |source| {
            visit_source(source, id, visitor);
        },
    );
    let same = |entity: &Entity| entity.same_as.iter().any(|same| same.entity == *id);
    change_all(&mut lists.entities, same, |entity| {
        let name = entity.name.clone();
        for same in entity.same_as.iter_mut().filter(|same| same.entity == *id) {
            swap(&mut same.entity, visitor(Naming::SameAs, &|| name.clone()));
        }
    });
    change_all(
        &mut lists.events,
        |event| names_in_event(event, id),
        |event| {
            visit_event(event, id, visitor);
        },
    );
    let related = |relation: &Relation| relation.from == *id || relation.to == *id;
    change_all(&mut lists.relations, related, |relation| {
        let kind = relation.kind.clone();
        for end in [&mut relation.from, &mut relation.to] {
            if *end == *id {
                swap(end, visitor(Naming::Relation, &|| kind.clone()));
            }
        }
    });
}

fn swap(place: &mut EntityId, other: Option<EntityId>) {
    if let Some(other) = other {
        *place = other;
    }
}

fn names_in_source(source: &Source, id: &EntityId) -> bool {
    source.publisher.as_ref() == Some(id) || source.authors.contains(id)
}

fn visit_source(source: &mut Source, id: &EntityId, visitor: &mut Visitor<'_>) {
    let title = source.title.clone();
    for publisher in source.publisher.iter_mut().filter(|it| *it == id) {
        swap(publisher, visitor(Naming::Publisher, &|| title.clone()));
    }
    for author in source.authors.iter_mut().filter(|it| *it == id) {
        swap(author, visitor(Naming::Author, &|| title.clone()));
    }
}

fn values(event: &Event) -> impl Iterator<Item = &Value> {
    let claimed = event.claims.iter().flat_map(|claim| &claim.values);
    claimed.chain(event.adopted.iter().map(|adopted| &adopted.value))
}

fn names_in_event(event: &Event, id: &EntityId) -> bool {
    let in_value = |value: &Value| match value {
        Value::Place(place) => place == id,
        Value::Role(role) => role.who == *id,
        Value::Number(_) | Value::When(_) => false,
    };
    event.entities().any(|other| other == id) || values(event).any(in_value)
}

fn visit_event(event: &mut Event, id: &EntityId, visitor: &mut Visitor<'_>) {
    let title = event.title.clone();
    for part in event.participants.iter_mut().filter(|it| it.who == *id) {
        let place = || match part.role.as_str() {
            "" => title.clone(),
            role => format!("{title} · {role}"),
        };
        let other = visitor(Naming::Participation, &place);
        swap(&mut part.who, other);
    }
    for place in event.place.iter_mut().filter(|it| *it == id) {
        swap(place, visitor(Naming::Place, &|| title.clone()));
    }
    for claim in &mut event.claims {
        if claim.speaker == Speaker::Entity(id.clone())
            && let Some(other) = visitor(Naming::Speaker, &|| title.clone())
        {
            claim.speaker = Speaker::Entity(other);
        }
    }
    let claimed = event.claims.iter_mut().flat_map(|claim| &mut claim.values);
    let adopted = event.adopted.iter_mut().map(|adopted| &mut adopted.value);
    for value in claimed.chain(adopted) {
        let named = match value {
            Value::Place(place) => place,
            Value::Role(role) => &mut role.who,
            Value::Number(_) | Value::When(_) => continue,
        };
        if named == id {
            swap(named, visitor(Naming::Value, &|| title.clone()));
        }
    }
}

/// One entity of two: whatever names `from` names `into`, which gets its names and notes.
pub(super) fn merged(project: &Project, from: &EntityId, into: &EntityId) -> Option<Project> {
    let gone = Entity::clone(project.entity(from)?);
    let mut kept = Entity::clone(project.entity(into)?);
    let next = moved(project, from, into, None);
    let mut spellings = gone.spellings;
    if spellings.iter().all(|spelling| spelling.text != gone.name) {
        let (text, at) = (gone.name, Vec::new());
        spellings.insert(0, Spelling { text, at });
    }
    for spelling in spellings {
        match kept
            .spellings
            .iter_mut()
            .find(|it| it.text == spelling.text)
        {
            Some(same) => {
                let new = spelling.at.into_iter().filter(|it| !same.at.contains(it));
                let new: Vec<_> = new.collect();
                same.at.extend(new);
            }
            None if spelling.text == kept.name && spelling.at.is_empty() => {}
            None => kept.spellings.push(spelling),
        }
    }
    let others = gone.same_as.into_iter();
    let is_new =
        |same: &SameAs, kept: &Entity| kept.same_as.iter().all(|other| other.entity != same.entity);
    for same in others {
        if is_new(&same, &kept) {
            kept.same_as.push(same);
        }
    }
    kept.same_as
        .retain(|same| same.entity != *from && same.entity != *into);
    kept.note = match (kept.note, gone.note) {
        (Some(own), Some(other)) if own != other => Some(format!("{own}\n{other}")),
        (own, other) => own.or(other),
    };
    Some(with(&next, |lists| {
        lists.entities.retain(|entity| entity.id != *from);
        let same = |entity: &Entity| entity.id == *into;
        change_all(&mut lists.entities, same, |entity| *entity = kept.clone());
        let takes_part = |event: &Event| event.participants.iter().any(|it| it.who == *into);
        change_all(&mut lists.events, takes_part, |event: &mut Event| {
            let mut seen = Vec::new();
            event.participants.retain(|part| {
                let is_new = part.who != *into || !seen.contains(part);
                seen.push(part.clone());
                is_new
            });
        });
    }))
}

/// Without an entity. A claim that it makes, and a relation to it, cannot be without it: what says
/// nothing without its speaker keeps its name, and the checks point at that.
pub(super) fn without_entity(project: &Project, id: &EntityId) -> Project {
    with(project, |lists| {
        lists.entities.retain(|entity| entity.id != *id);
        lists
            .relations
            .retain(|relation| relation.from != *id && relation.to != *id);
        change_all(
            &mut lists.sources,
            |it| names_in_source(it, id),
            |source| {
                source.publisher.take_if(|it| it == id);
                source.authors.retain(|it| it != id);
            },
        );
        let same = |entity: &Entity| entity.same_as.iter().any(|same| same.entity == *id);
        change_all(&mut lists.entities, same, |entity: &mut Entity| {
            entity.same_as.retain(|same| same.entity != *id);
        });
        let is_of = |value: &Value| match value {
            Value::Place(place) => place == id,
            Value::Role(role) => role.who == *id,
            Value::Number(_) | Value::When(_) => false,
        };
        change_all(
            &mut lists.events,
            |it| names_in_event(it, id),
            |event| {
                event.participants.retain(|part| part.who != *id);
                event.place.take_if(|place| place == id);
                for claim in &mut event.claims {
                    claim.values.retain(|value| !is_of(value));
                }
                event.adopted.retain(|adopted| !is_of(&adopted.value));
            },
        );
    })
}

/// A second entity of the same name and sort, which the chosen references name.
pub(super) fn split(
    project: &Project,
    id: &EntityId,
    name: &str,
    places: &BTreeSet<usize>,
) -> Option<(Project, EntityId)> {
    let entity = Arc::clone(project.entity(id)?);
    let (next, new) = super::make::new_entity(project, name, entity.kind)?;
    Some((moved(&next, id, &new, Some(places)), new))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Document;

    fn case() -> Arc<Project> {
        Document::sample().project
    }

    fn id(text: &str) -> EntityId {
        EntityId::new(text).expect("a slug")
    }

    fn most_named(project: &Project) -> EntityId {
        let entities = project.entities().iter();
        let most = entities.max_by_key(|entity| references(project, &entity.id).len());
        most.expect("there are some").id.clone()
    }

    #[test]
    fn after_a_merge_nothing_names_the_one_and_everything_the_other() {
        let project = case();
        let from = most_named(&project);
        let others = project.entities().iter().filter(|it| it.id != from);
        for into in others.take(8) {
            let before = references(&project, &from).len() + references(&project, &into.id).len();
            let next = merged(&project, &from, &into.id).expect("both are there");
            assert!(next.entity(&from).is_none());
            assert_eq!(references(&next, &from), []);
            assert!(references(&next, &into.id).len() <= before);
            let names: Vec<&str> = next.entity(&into.id).expect("kept").names().collect();
            for name in project.entity(&from).expect("there").names() {
                assert!(names.contains(&name), "{name} is still known");
            }
            // Every claim still has its speaker.
            for event in next.events() {
                assert!(event.entities().all(|it| next.entity(it).is_some()));
            }
        }
    }

    #[test]
    fn a_split_moves_what_was_ticked_and_nothing_else() {
        let project = case();
        let one = most_named(&project);
        let all = references(&project, &one);
        assert!(all.len() > 4, "{all:?}");
        let ticked: BTreeSet<usize> = [0, 2, all.len() - 1].into();
        let (next, new) = split(&project, &one, "The other one", &ticked).expect("there");
        assert_eq!(new, id("the-other-one"));
        let (stay, went) = (references(&next, &one), references(&next, &new));
        assert_eq!(went.len(), ticked.len());
        let expected: Vec<&Reference> = ticked.iter().map(|at| &all[*at]).collect();
        assert_eq!(went.iter().collect::<Vec<_>>(), expected);
        assert_eq!(stay.len() + went.len(), all.len());
    }

    #[test]
    fn a_deleted_entity_is_named_by_those_claims_only_that_it_makes() {
        let project = case();
        let one = most_named(&project);
        let next = without_entity(&project, &one);
        let left = references(&next, &one);
        assert!(
            left.iter().all(|it| it.naming == Naming::Speaker),
            "{left:?}"
        );
        let speaks = |project: &Project| {
            let all = references(project, &one).into_iter();
            all.filter(|it| it.naming == Naming::Speaker).count()
        };
        assert_eq!(left.len(), speaks(&project), "no claim is lost");
    }
}
