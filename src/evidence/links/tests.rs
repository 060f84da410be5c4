//! Links against a fresh look at the project, edit by edit.

use super::super::testing::{claim, event, project};
use super::*;
use crate::model::{Event, Records, Status};

#[test]
fn a_paragraph_knows_the_claims_that_cite_it() {
    let project = project();
    let links = Links::new(&project);
    assert_eq!(links.uses_of(0, 1), [Use { event: 0, claim: 0 }]);
    assert_eq!(links.uses_of(0, 2).len(), 2);
    assert_eq!(links.uses_of(0, 3), []);
}

#[test]
fn speakers_count_as_entities_of_their_events() {
    let links = Links::new(&project());
    assert_eq!(links.events_of_entity(0), [0]);
    assert_eq!(links.events_of_entity(1), [1]);
    assert_eq!(links.together_with(0), []);
}

#[test]
fn companions_are_listed_by_how_often_they_appear() {
    let project = project();
    let with = |id: &str, who: &[&str]| {
        event(
            id,
            "call",
            "A call",
            None,
            who,
            claim("bali", Status::Alleges, 2),
        )
    };
    let events = vec![
        with("one", &["bali", "dundar"]),
        with("two", &["bali", "is-group"]),
        with("three", &["bali", "is-group"]),
    ];
    let records = Records {
        entities: project
            .entities()
            .iter()
            .map(|entity| (**entity).clone())
            .collect(),
        events,
        ..Records::default()
    };
    let links = Links::new(&Project::new(String::new(), Vec::new(), records));
    assert_eq!(links.together_with(1), [(2, 2), (0, 1)]);
}

#[test]
fn an_edited_event_is_linked_as_if_it_had_always_been_so() {
    let events = |ids: [&[&str]; 3], paragraph| {
        let event = |position: usize| {
            let claim = claim("dundar", Status::Alleges, paragraph);
            event("e", "call", "A call", None, ids[position], claim)
        };
        (0..3)
            .map(|position| Event {
                id: crate::model::EventId::new(&format!("e{position}")).expect("a slug"),
                ..event(position)
            })
            .collect()
    };
    let with = |events| {
        let project = project();
        let sources = project.sources().iter().map(|source| (**source).clone());
        let entities = project.entities().iter().map(|entity| (**entity).clone());
        let records = Records {
            sources: sources.collect(),
            entities: entities.collect(),
            events,
            ..Records::default()
        };
        Project::new(String::new(), Vec::new(), records)
    };
    let before = with(events([&["bali"], &["bali", "is-group"], &[]], 1));
    let after = with(events([&[], &["is-group"], &["bali"]], 2));
    let mut links = Links::new(&before);
    links.update(&after, &[0, 1, 2]);
    let fresh = Links::new(&after);
    for entity in 0..3 {
        let updated = links.events_of_entity(entity);
        assert_eq!(updated, fresh.events_of_entity(entity));
    }
    assert_eq!(links.events_of_entity(1), [2]);
    assert_eq!((links.use_count(0, 1), links.use_count(0, 2)), (0, 3));
    assert_eq!(links.uses_of(0, 2), fresh.uses_of(0, 2));
}
