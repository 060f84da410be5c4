//! Splitting, several events at once, copies, spellings from words, days between events.

use annals::app::{Command, EditCommand, SelectCommand};
use annals::model::{Event, EventId, Item, SourceId, Status};
use egui::{Key, Modifiers};

use super::{
    EVENT, case, edit, edit_event, entity, event, event_id, focus, pick, press, project, run,
    select, type_over, type_text,
};
use crate::common::{TestWindow, activate, has, names_with};

/// The first three events, selected, in their form.
fn three(harness: &mut TestWindow) -> Vec<EventId> {
    let events = &project(harness).events()[..3];
    let ids: Vec<EventId> = events.iter().map(|event| event.id.clone()).collect();
    let positions = Command::Select(SelectCommand::Positions(vec![0, 1, 2]));
    harness.state_mut().session_mut().run([positions]);
    harness.run();
    activate(harness, "Edit all 3 events together…");
    ids
}

fn all(harness: &TestWindow, ids: &[EventId]) -> Vec<Event> {
    let events = ids.iter().map(|id| event(harness, id.as_str()).clone());
    events.collect()
}

#[test]
fn a_person_who_is_two_is_split_and_what_was_ticked_is_the_second_ones() {
    let (_folder, mut harness) = case();
    let taking_part = project(&harness).events().iter().find_map(|event| {
        let part = event.participants.first()?;
        Some((event.id.clone(), event.title.clone(), part.clone()))
    });
    let (id, title, part) = taking_part.expect("one");
    let before = project(&harness).clone();
    edit(&mut harness, Item::Entity(part.who.clone()));
    activate(&mut harness, "Split…");
    type_over(&mut harness, "Name of the second one", "The second one");
    let label = names_with(&harness, &format!("{title} · participant"));
    activate(&mut harness, &label[0]);
    activate(&mut harness, "Split off 1 reference");
    let second = entity(&harness, "the-second-one");
    assert_eq!(second.name, "The second one");
    let event = event(&harness, id.as_str());
    assert_eq!(event.participants[0].who, second.id);
    let name = harness.state().session().undo_name().map(str::to_owned);
    assert!(name.is_some_and(|name| name.starts_with("split of ")));
    run(&mut harness, EditCommand::Undo);
    assert!(project(&harness).says_the_same_as(&before));
}

#[test]
fn several_events_get_and_lose_a_participant_and_a_status_and_are_deleted() {
    let (_folder, mut harness) = case();
    let whole = project(&harness).clone();
    let ids = three(&mut harness);
    let who = project(&harness).entities()[5].clone();
    pick(&mut harness, "Add participant to all", &who.name);
    let takes_part = |event: &Event| event.participants.iter().any(|part| part.who == who.id);
    assert!(all(&harness, &ids).iter().all(takes_part));
    activate(&mut harness, &format!("Take {} out of all", who.name));
    assert!(!all(&harness, &ids).iter().any(takes_part));
    let told = |of: &[Event]| {
        let claims: Vec<_> = of.iter().flat_map(|event| &event.claims).collect();
        let count = |status| claims.iter().filter(|it| it.status == status).count();
        let counts = Status::ALL.map(|status| (status.verb(), count(status)));
        let there = counts.iter().filter(|(_, count)| *count > 0);
        let there: Vec<String> = there
            .map(|(verb, count)| format!("{verb} {count}"))
            .collect();
        format!("now: {}", there.join(", "))
    };
    assert!(has(&harness, &told(&all(&harness, &ids))));
    activate(&mut harness, "Status of all claims: denies");
    let n_claims: usize = all(&harness, &ids).iter().map(|it| it.claims.len()).sum();
    assert!(has(&harness, &format!("now: denies {n_claims}")));
    for event in all(&harness, &ids) {
        assert!(event.claims.iter().all(|it| it.status == Status::Denies));
    }
    activate(&mut harness, "Delete 3 events");
    assert!(ids.iter().all(|id| project(&harness).event(id).is_none()));
    let links = project(&harness).events().iter();
    let mut named = links.flat_map(|event| event.before.iter().chain(&event.after));
    assert!(named.all(|id| project(&harness).event(id).is_some()));
    for _ in 0..4 {
        run(&mut harness, EditCommand::Undo);
    }
    assert!(project(&harness).says_the_same_as(&whole));
}

#[test]
fn a_copy_of_an_event_stands_behind_it_and_is_shown() {
    let (_folder, mut harness) = case();
    select(&mut harness, Item::Event(event_id(EVENT)));
    let before = event(&harness, EVENT).clone();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    let at = project(&harness).event_position(&before.id).expect("there");
    let copy = project(&harness).events()[at + 1].clone();
    let expected = Event {
        id: copy.id.clone(),
        ..before
    };
    assert_eq!(*copy, expected);
    let focus = harness.state().session().selection.focus.clone();
    assert_eq!(focus, Some(Item::Event(copy.id.clone())));
}

#[test]
fn a_few_words_of_a_paragraph_are_kept_as_a_spelling_where_they_stand() {
    let (_folder, mut harness) = case();
    let source = SourceId::new("rt-2016").expect("a slug");
    select(&mut harness, Item::Paragraph(source.clone(), 4));
    activate(&mut harness, "Edit gist");
    type_over(&mut harness, "Gist of paragraph 4", "Mr Nobody");
    press(&mut harness, Key::Escape);
    let rect = crate::common::node(&harness, "Mr Nobody").rect();
    let words = (
        rect.left_center(),
        rect.left_center() + egui::vec2(400.0, 0.0),
    );
    super::reader::drag(&mut harness, words.0, words.1);
    activate(&mut harness, "Make claim…");
    let whose = project(&harness).entities()[2].clone();
    pick(&mut harness, "Spelling of", &whose.name);
    let now = entity(&harness, whose.id.as_str());
    let spelling = now.spellings.last().expect("one");
    assert_eq!(spelling.text, "Mr Nobody");
    assert_eq!(
        (&spelling.at[0].source, spelling.at[0].paragraph),
        (&source, 4)
    );
}

#[test]
fn an_event_within_days_of_another_keeps_them_while_the_number_is_none() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    let other = project(&harness).events()[0].clone();
    activate(&mut harness, "Order: within days of");
    pick(&mut harness, "Order: which event", &other.title);
    let days = |harness: &TestWindow| {
        let near = event(harness, EVENT).near.last().cloned().expect("one");
        assert_eq!(near.event, other.id);
        near.days
    };
    assert_eq!(days(&harness), 7);
    type_over(&mut harness, &format!("Days from {}", other.title), "12");
    assert_eq!(days(&harness), 12);
    type_text(&mut harness, "x");
    assert_eq!(days(&harness), 7, "as it was before");
    assert!(!names_with(&harness, "Not a whole number of days").is_empty());
    focus(&mut harness, "Title");
    assert!(has(&harness, "Editing an event"));
}

#[test]
fn deleting_a_person_says_what_goes_with_it_and_leaves_nothing_dangling() {
    let (_folder, mut harness) = case();
    let speaker = project(&harness).events().iter().find_map(|event| {
        event.claims.iter().find_map(|claim| match &claim.speaker {
            annals::model::Speaker::Entity(id) => Some(id.clone()),
            annals::model::Speaker::Source(_) => None,
        })
    });
    let id = speaker.expect("one");
    let before = project(&harness).clone();
    select(&mut harness, Item::Entity(id.clone()));
    press(&mut harness, Key::Delete);
    assert!(!names_with(&harness, "Deleted with it: ").is_empty());
    activate(&mut harness, "Delete it");
    assert!(project(&harness).entity(&id).is_none());
    for event in project(&harness).events() {
        assert!(
            event
                .entities()
                .all(|id| project(&harness).entity(id).is_some())
        );
    }
    run(&mut harness, EditCommand::Undo);
    assert!(project(&harness).says_the_same_as(&before));
}
