//! What was written and is in no record stays until it is finished or cleared.

use annals::model::{EventId, Item, SourceId, Value};
use egui::Key;

use super::{
    EVENT, case, edit, edit_event, entity, event, event_id, focus, pick, press, project, select,
    select_all, type_over, type_text,
};
use crate::common::{TestWindow, activate, has, names_with};

fn unfinished(harness: &TestWindow) -> Vec<String> {
    names_with(harness, "Not finished: ")
}

/// An event with a number in its first claim.
fn with_number(harness: &mut TestWindow) -> f64 {
    edit_event(harness, EVENT);
    activate(harness, "Duplicate claim 1");
    activate(harness, "Claim 1: add a number");
    type_text(harness, "1,400");
    press(harness, Key::Enter);
    number(harness)
}

fn number(harness: &TestWindow) -> f64 {
    let values = &event(harness, EVENT).claims[0].values;
    let last = values.last().cloned();
    let Some(Value::Number(quantity)) = last else {
        panic!("{values:?}");
    };
    quantity.value
}

fn last_value(harness: &TestWindow) -> String {
    let count = event(harness, EVENT).claims[0].values.len();
    format!("Claim 1, value {count}: number")
}

#[test]
fn a_number_that_is_none_leaves_the_record_as_it_was_and_waits_in_its_field() {
    let (_folder, mut harness) = case();
    let before = with_number(&mut harness);
    let field = last_value(&harness);
    type_over(&mut harness, &field, "14");
    assert!((number(&harness) - 14.0).abs() < f64::EPSILON);
    type_text(&mut harness, "x");
    assert!((number(&harness) - before).abs() < f64::EPSILON, "not 14");
    assert!(!names_with(&harness, "Not a number; the record keeps “1400”").is_empty());
    press(&mut harness, Key::F3);
    assert!(unfinished(&harness)[0].contains("“14x”"));
    select(&mut harness, Item::Event(event_id(EVENT)));
    press(&mut harness, Key::F2);
    assert!(unfinished(&harness).is_empty(), "it is on the page");
    focus(&mut harness, &field);
    press(&mut harness, Key::End);
    press(&mut harness, Key::Backspace);
    type_text(&mut harness, "5");
    assert!((number(&harness) - 145.0).abs() < f64::EPSILON);
    press(&mut harness, Key::F3);
    assert!(unfinished(&harness).is_empty());
}

#[test]
fn paragraphs_that_are_none_are_cleared_by_a_click() {
    let (_folder, mut harness) = case();
    let sources = project(&harness).sources().iter();
    let linked = sources.filter(|source| !source.derives_from.is_empty());
    let id = linked.map(|source| source.id.clone()).next().expect("one");
    let links = |harness: &TestWindow, id: &SourceId| {
        let source = project(harness).source(id).expect("there");
        source.derives_from.clone()
    };
    let before = links(&harness, &id);
    edit(&mut harness, Item::Source(id.clone()));
    type_over(&mut harness, "Link 1: paragraphs", "3-");
    assert_eq!(links(&harness, &id), before, "not paragraph 3");
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    assert!(unfinished(&harness)[0].contains("“3-” in Link 1: paragraphs"));
    activate(&mut harness, "Clear it");
    assert!(unfinished(&harness).is_empty());
    press(&mut harness, Key::F2);
    assert!(names_with(&harness, "Not understood as paragraphs").is_empty());
}

#[test]
fn a_spelling_that_was_not_entered_waits_and_is_entered_or_cleared() {
    let (_folder, mut harness) = case();
    let id = project(&harness).entities()[0].id.clone();
    let n_spellings = entity(&harness, id.as_str()).spellings.len();
    edit(&mut harness, Item::Entity(id.clone()));
    focus(&mut harness, "Add spelling");
    type_text(&mut harness, "A. Nother");
    press(&mut harness, Key::F3);
    assert!(unfinished(&harness)[0].contains("“A. Nother” in Add spelling"));
    edit(&mut harness, Item::Entity(id.clone()));
    let spellings = |harness: &TestWindow| entity(harness, id.as_str()).spellings;
    assert_eq!(spellings(&harness).len(), n_spellings, "not by itself");
    activate(&mut harness, "Add spelling: enter");
    assert_eq!(spellings(&harness).last().expect("one").text, "A. Nother");
    focus(&mut harness, "Add spelling");
    type_text(&mut harness, "Wrong");
    activate(&mut harness, "Clear “Add spelling”");
    press(&mut harness, Key::F3);
    assert!(unfinished(&harness).is_empty());
    assert_eq!(spellings(&harness).len(), n_spellings + 1);
}

#[test]
fn a_relation_that_was_begun_goes_on_where_it_was_left() {
    let (_folder, mut harness) = case();
    let id = project(&harness).entities()[0].id.clone();
    let other = project(&harness).entities()[3].clone();
    edit(&mut harness, Item::Entity(id.clone()));
    activate(&mut harness, "Add relation");
    type_text(&mut harness, "cousin of");
    activate(&mut harness, "Use “cousin of”");
    press(&mut harness, Key::F3);
    assert!(unfinished(&harness)[0].contains("a relation"));
    activate(&mut harness, "Go on with it");
    pick(&mut harness, "Add relation: to", &other.name);
    activate(&mut harness, "Create relation");
    let made = project(&harness).relations.last().cloned().expect("one");
    assert_eq!(made.kind, "cousin of");
    assert_eq!((&made.from, &made.to), (&id, &other.id));
    assert!(unfinished(&harness).is_empty());
}

#[test]
fn a_new_event_and_a_new_claim_that_were_begun_are_told_of() {
    let (_folder, mut harness) = case();
    press(&mut harness, Key::N);
    type_text(&mut harness, "Half");
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    assert!(unfinished(&harness)[0].contains("a new event “Half”"));
    activate(&mut harness, "Go on with it");
    activate(&mut harness, "Clear what was begun");
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    assert!(unfinished(&harness).is_empty());

    select(&mut harness, Item::Event(event_id(EVENT)));
    activate(&mut harness, "Make claim from this paragraph");
    activate(&mut harness, "A new event");
    type_text(&mut harness, "It ended");
    press(&mut harness, Key::F3);
    assert!(unfinished(&harness)[0].contains("a new claim about “It ended”"));
    let focused = harness.state().session().selection.focus.clone();
    assert_ne!(focused, Some(Item::Event(event_id(EVENT))));
    activate(&mut harness, "Go on with it");
    activate(&mut harness, "Create claim");
    let made: EventId = event_id("it-ended");
    assert_eq!(event(&harness, made.as_str()).claims.len(), 1);
    assert!(unfinished(&harness).is_empty());
}

#[test]
fn what_was_begun_in_one_project_is_not_shown_in_another() {
    let (folder, mut harness) = case();
    let path = folder.path().join("other.ron");
    std::fs::write(&path, annals::store::sample_bytes()).expect("written");
    press(&mut harness, Key::N);
    type_text(&mut harness, "Half");
    let open = |harness: &mut TestWindow, path| {
        let open = annals::app::FileCommand::Open(path);
        let session = harness.state_mut().session_mut();
        session.run([annals::app::Command::File(open)]);
        while harness.state().session().opening.is_some() {
            harness.run();
        }
        harness.run();
    };
    open(&mut harness, path);
    assert!(!has(&harness, "New event: title"));
    assert!(unfinished(&harness).is_empty());
    open(&mut harness, folder.path().join("case.ron"));
    assert!(unfinished(&harness)[0].contains("a new event “Half”"));
}

#[test]
fn an_id_is_changed_on_enter_and_says_why_it_cannot_be() {
    let (_folder, mut harness) = case();
    let other = project(&harness).events()[0].id.clone();
    edit_event(&mut harness, EVENT);
    activate(&mut harness, "Rename id…");
    type_over(&mut harness, "Id", other.as_str());
    assert!(
        project(&harness).event(&event_id(EVENT)).is_some(),
        "not yet"
    );
    press(&mut harness, Key::Enter);
    assert!(!names_with(&harness, "already").is_empty());
    focus(&mut harness, "Id");
    select_all(&mut harness);
    type_text(&mut harness, "Not an id");
    press(&mut harness, Key::Enter);
    assert!(!names_with(&harness, "cannot be an id").is_empty());
    type_over(&mut harness, "Id", "renamed");
    press(&mut harness, Key::Enter);
    assert!(project(&harness).event(&event_id(EVENT)).is_none());
    assert!(has(&harness, "Editing an event"), "its page stays");
    let focus = harness.state().session().selection.focus.clone();
    assert_eq!(focus, Some(Item::Event(event_id("renamed"))));
}
