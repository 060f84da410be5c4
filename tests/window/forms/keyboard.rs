//! Undoing while a field has the keyboard, and keys on the buttons of a form.

use annals::app::EditCommand;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;

use super::{
    EVENT, case, edit_event, event, focus, own_case, pick, press, project, run, select_all,
    type_over, type_text,
};
use crate::common::{TestWindow, activate, has, node};

fn undo(harness: &mut TestWindow) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
}

fn redo(harness: &mut TestWindow) {
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.run();
}

#[test]
fn in_a_field_of_a_record_undo_takes_our_step_back_and_the_field_shows_the_record() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    let before = event(&harness, EVENT).title.clone();
    type_over(&mut harness, "Title", "Other");
    undo(&mut harness);
    assert_eq!(event(&harness, EVENT).title, before);
    let shown = node(&harness, "Title").accesskit_node().value();
    assert_eq!(shown.as_deref(), Some(before.as_str()));
    redo(&mut harness);
    assert_eq!(event(&harness, EVENT).title, "Other");
}

#[test]
fn what_was_picked_is_taken_back_where_it_was_picked() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    let before = event(&harness, EVENT).kind.clone();
    let kinds = project(&harness).kinds().iter();
    let other = kinds.rev().find(|kind| kind.id != before).cloned();
    pick(&mut harness, "Kind", &other.expect("another").label);
    assert_ne!(event(&harness, EVENT).kind, before);
    undo(&mut harness);
    assert_eq!(event(&harness, EVENT).kind, before);
}

#[test]
fn a_field_that_is_left_ends_its_step() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    type_over(&mut harness, "Title", "One");
    focus(&mut harness, "Summary");
    type_over(&mut harness, "Title", "Two");
    run(&mut harness, EditCommand::Undo);
    assert_eq!(event(&harness, EVENT).title, "One");
}

#[test]
fn text_that_is_in_no_record_has_the_undo_of_its_field() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    type_over(&mut harness, "Title", "Done before");
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::N);
    type_text(&mut harness, "Not there yet");
    undo(&mut harness);
    assert_eq!(
        event(&harness, EVENT).title,
        "Done before",
        "no step of ours"
    );
    let shown = node(&harness, "New event: title").accesskit_node().value();
    assert_ne!(shown.as_deref(), Some("Not there yet"));
}

#[test]
fn an_unclear_draft_gives_way_to_the_record_when_a_step_is_taken_back() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    type_over(&mut harness, "When", "2014-03-05");
    activate(&mut harness, "When: basis and doubts");
    type_over(&mut harness, "When: days", "2014-x");
    undo(&mut harness);
    let shown = node(&harness, "When: days").accesskit_node().value();
    let when = event(&harness, EVENT).when.clone();
    let stored = when.and_then(|when| when.edtf).unwrap_or_default();
    assert_eq!(shown.unwrap_or_default(), stored);
}

#[test]
fn letters_on_a_button_of_a_form_ask_for_nothing() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    focus(&mut harness, "Claim 1: status: denies");
    let n_events = project(&harness).events().len();
    for key in [Key::N, Key::L, Key::C, Key::Delete, Key::Backspace] {
        press(&mut harness, key);
        assert!(has(&harness, "Editing an event"), "{key:?}");
    }
    assert_eq!(project(&harness).events().len(), n_events);
    select_all(&mut harness);
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    assert!(!has(&harness, "Editing an event"));
}

#[test]
fn a_form_begins_at_its_top_wherever_the_one_before_was_scrolled_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = own_case(folder.path(), 720.0);
    edit_event(&mut harness, EVENT);
    // The words of the copy are typed next, so it is scrolled to.
    activate(&mut harness, "Duplicate claim 1");
    let head = node(&harness, "Editing an event").rect().bottom();
    assert!(node(&harness, "Title").rect().bottom() < head, "scrolled");
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::N);
    let head = node(&harness, "New event").rect().bottom();
    assert!(node(&harness, "New event: title").rect().top() > head);
}
