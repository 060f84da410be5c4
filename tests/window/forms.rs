//! Forms, by the names of their fields: what is typed is an edit at once, what is not understood stays,
//! and all of it goes without a pointer.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

mod dates;
mod drafts;
mod keyboard;
mod many;
mod reader;
mod records;

use std::path::Path;

use annals::app::{Command, Dialog, Document, EditCommand, Place, SelectCommand, Session};
use annals::model::{
    Entity, EntityId, EntityKind, Event, EventId, Item, Project, Speaker, Status, Value,
};
use annals::store::{Progress, sample_bytes};
use egui::{Key, Modifiers};

use crate::common::{TestWindow, activate, has, names_with, node, sample_window, window};

fn own_case(folder: &Path, height: f32) -> TestWindow {
    let path = folder.join("case.ron");
    std::fs::write(&path, sample_bytes()).expect("written");
    let document = Document::open(&path, &Progress::new()).expect("a project");
    window(Session::new(document), 1600.0, height)
}

/// A case of one's own, in a window so high that everything is drawn.
fn case() -> (tempfile::TempDir, TestWindow) {
    let folder = tempfile::tempdir().expect("a folder");
    let harness = own_case(folder.path(), 2600.0);
    (folder, harness)
}

fn project(harness: &TestWindow) -> &Project {
    harness.state().session().project()
}

fn event_id(text: &str) -> EventId {
    EventId::new(text).expect("a slug")
}

fn event<'a>(harness: &'a TestWindow, id: &str) -> &'a Event {
    project(harness).event(&event_id(id)).expect("an event")
}

fn entity(harness: &TestWindow, id: &str) -> Entity {
    let id = EntityId::new(id).expect("a slug");
    Entity::clone(project(harness).entity(&id).expect("an entity"))
}

fn select(harness: &mut TestWindow, item: Item) {
    let select = Command::Select(SelectCommand::Item(item));
    harness.state_mut().session_mut().run([select]);
    harness.run();
}

fn edit(harness: &mut TestWindow, item: Item) {
    select(harness, item);
    press(harness, Key::F2);
}

fn edit_event(harness: &mut TestWindow, id: &str) {
    edit(harness, Item::Event(event_id(id)));
    assert!(has(harness, "Editing an event"));
}

fn press(harness: &mut TestWindow, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn tab_back(harness: &mut TestWindow) {
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    harness.run();
}

fn run(harness: &mut TestWindow, command: EditCommand) {
    harness
        .state_mut()
        .session_mut()
        .run([Command::Edit(command)]);
    harness.run();
}

/// As if typed: letter by letter.
fn type_text(harness: &mut TestWindow, text: &str) {
    for letter in text.chars() {
        harness.event(egui::Event::Text(letter.to_string()));
        harness.run();
    }
}

fn focus(harness: &mut TestWindow, field: &str) {
    node(harness, field).focus();
    harness.run();
}

fn select_all(harness: &mut TestWindow) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
}

fn type_over(harness: &mut TestWindow, field: &str, text: &str) {
    focus(harness, field);
    select_all(harness);
    type_text(harness, text);
}

/// Picks the first that is found.
fn pick(harness: &mut TestWindow, field: &str, text: &str) {
    focus(harness, field);
    type_text(harness, text);
    press(harness, Key::Enter);
}

const EVENT: &str = "courts-authorise-wiretaps";

#[test]
fn typing_a_title_is_one_step_that_is_taken_back_at_once() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    let before = event(&harness, EVENT).clone();
    type_over(&mut harness, "Title", "Courts allow it");
    assert_eq!(event(&harness, EVENT).title, "Courts allow it");
    // Somebody looks at the form again after the undo: the field has the old title.
    run(&mut harness, EditCommand::Undo);
    assert_eq!(*event(&harness, EVENT), before);
    type_text(&mut harness, "!");
    assert!(event(&harness, EVENT).title.contains(&before.title[..5]));
}

#[test]
fn two_fields_are_two_steps() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    let before = event(&harness, EVENT).clone();
    type_over(&mut harness, "Title", "One");
    type_over(&mut harness, "Summary", "Two");
    assert_eq!(event(&harness, EVENT).summary.as_deref(), Some("Two"));
    run(&mut harness, EditCommand::Undo);
    let now = event(&harness, EVENT);
    assert_eq!((now.title.as_str(), &now.summary), ("One", &before.summary));
    run(&mut harness, EditCommand::Undo);
    assert_eq!(*event(&harness, EVENT), before);
    run(&mut harness, EditCommand::Redo);
    run(&mut harness, EditCommand::Redo);
    assert_eq!(event(&harness, EVENT).summary.as_deref(), Some("Two"));
}

/// An event that cites this source first and whose date was not judged, and the source.
#[test]
fn an_entity_that_is_not_there_is_made_in_the_picker() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    let before = event(&harness, EVENT).clone();
    let n_entities = project(&harness).entities().len();
    focus(&mut harness, "Add participant");
    type_text(&mut harness, "Zeynep Örnek");
    activate(&mut harness, "Create “Zeynep Örnek”");
    activate(&mut harness, "Create as organisation");
    let made = entity(&harness, "zeynep-ornek");
    assert_eq!(made.kind, EntityKind::Organisation);
    let part = event(&harness, EVENT).participants.last().cloned();
    assert_eq!(part.expect("one more").who, made.id);
    // The entity and its part in the event are one step.
    run(&mut harness, EditCommand::Undo);
    assert_eq!(*event(&harness, EVENT), before);
    assert_eq!(project(&harness).entities().len(), n_entities);
}

#[test]
fn a_claim_with_its_citation_goes_in_without_a_pointer() {
    let (_folder, mut harness) = case();
    press(&mut harness, Key::N);
    type_text(&mut harness, "A wall is built");
    press(&mut harness, Key::Enter);
    let id = "wall-is-built";
    assert_eq!(event(&harness, id).title, "A wall is built");
    // The keyboard is in the field for the date.
    type_text(&mut harness, "2016-04");
    let when = event(&harness, id).when.clone().expect("a date");
    assert_eq!(when.edtf.as_deref(), Some("2016-04"));
    focus(&mut harness, "Add claim");
    press(&mut harness, Key::Enter);
    type_text(&mut harness, "erdogan");
    press(&mut harness, Key::Enter);
    let says = "It was finished.";
    type_text(&mut harness, says);
    focus(&mut harness, "Claim 1: cite a paragraph");
    press(&mut harness, Key::Enter);
    type_text(&mut harness, "2");
    press(&mut harness, Key::Enter);
    let claim = event(&harness, id).claims[0].clone();
    let Speaker::Entity(speaker) = &claim.speaker else {
        panic!("{claim:?}");
    };
    assert!(entity(&harness, speaker.as_str()).name.contains("Erdoğan"));
    assert_eq!((claim.says.as_str(), claim.status), (says, Status::Alleges));
    assert_eq!(claim.cites.len(), 1);
    assert!(project(&harness).cited(&claim.cites[0]).is_some());
    // Escape leaves the field, then the form, then the event.
    press(&mut harness, Key::Escape);
    assert!(has(&harness, "Editing an event"));
    press(&mut harness, Key::Escape);
    assert!(!has(&harness, "Editing an event"));
    assert!(harness.state().session().selection.focus.is_some());
    press(&mut harness, Key::Escape);
    assert!(harness.state().session().selection.focus.is_none());
}

#[test]
fn claims_are_copied_moved_and_deleted_and_their_values_typed() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    let before = event(&harness, EVENT).claims.clone();
    activate(&mut harness, "Duplicate claim 1");
    assert_eq!(event(&harness, EVENT).claims.len(), before.len() + 1);
    activate(&mut harness, "Claim 1: status: denies");
    assert_eq!(event(&harness, EVENT).claims[0].status, Status::Denies);
    activate(&mut harness, "Move claim 1 down");
    let claims = &event(&harness, EVENT).claims;
    assert_eq!(
        (claims[0].status, claims[1].status),
        (before[0].status, Status::Denies)
    );
    activate(&mut harness, "Claim 2: add a number");
    type_text(&mut harness, "1,400");
    press(&mut harness, Key::Tab);
    let value = event(&harness, EVENT).claims[1].values.last().cloned();
    let Some(Value::Number(quantity)) = value else {
        panic!("{value:?}");
    };
    assert!((quantity.value - 1400.0).abs() < f64::EPSILON);
    activate(&mut harness, "Delete claim 2");
    assert_eq!(event(&harness, EVENT).claims, before);
}

#[test]
fn a_tag_that_is_typed_and_left_is_there() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    focus(&mut harness, "Add tag");
    type_text(&mut harness, "to check");
    press(&mut harness, Key::Tab);
    assert_eq!(
        event(&harness, EVENT).tags.last().map(String::as_str),
        Some("to check")
    );
    activate(&mut harness, "Take out the tag to check");
    assert!(!event(&harness, EVENT).tags.contains(&"to check".to_owned()));
}

#[test]
fn what_is_typed_for_a_new_event_stays_until_it_is_made() {
    let (_folder, mut harness) = case();
    let n_events = project(&harness).events().len();
    press(&mut harness, Key::N);
    type_text(&mut harness, "Half a tit");
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    assert!(!has(&harness, "New event: title"));
    assert_eq!(project(&harness).events().len(), n_events);
    press(&mut harness, Key::N);
    type_text(&mut harness, "le");
    activate(&mut harness, "Create event");
    assert_eq!(event(&harness, "half-title").title, "Half a title");
    // It has no claim: nobody alleges it.
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    assert!(!names_with(&harness, " · nobody claims this yet").is_empty());
    assert!(names_with(&harness, " · alleged only").is_empty());
    run(&mut harness, EditCommand::Undo);
    assert_eq!(project(&harness).events().len(), n_events);
}

/// A paragraph whose gist has these words and the name of somebody known.
#[test]
fn a_picker_goes_by_arrows_and_closes_by_escape_without_a_choice() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    let kind = event(&harness, EVENT).kind.clone();
    focus(&mut harness, "Kind");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::Enter);
    let second = project(&harness).kinds()[1].id.clone();
    assert_eq!(event(&harness, EVENT).kind, second);
    focus(&mut harness, "Place");
    type_text(&mut harness, "x");
    press(&mut harness, Key::Escape);
    assert!(has(&harness, "Editing an event"), "only the list is closed");
    tab_back(&mut harness);
    run(&mut harness, EditCommand::Undo);
    assert_eq!(event(&harness, EVENT).kind, kind);
}

#[test]
fn the_bundled_case_offers_to_be_made_ones_own_where_it_would_be_changed() {
    let mut harness = sample_window(1600.0, 900.0);
    select(&mut harness, Item::Event(event_id(EVENT)));
    for key in [Key::F2, Key::N, Key::Delete] {
        press(&mut harness, key);
        assert!(!has(&harness, "Done"));
        leave_dialog(&mut harness, key);
    }
    activate(&mut harness, "Edit this page");
    leave_dialog(&mut harness, Key::E);
    assert!(event(&harness, EVENT).title.len() > 3);
}

/// The dialog of the copy, which is closed again.
fn leave_dialog(harness: &mut TestWindow, after: Key) {
    let dialog = harness.state().session().dialog.clone();
    let expected = Some(Dialog::Place(Place::MakeItMine));
    assert_eq!(dialog, expected, "after {after:?}");
    let close = Command::Show(None);
    harness.state_mut().session_mut().run([close]);
    harness.run();
}
