//! Edits in the window: what is said of them until they are saved, and where they cannot be made.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::path::Path;
use std::time::Duration;

use annals::app::{Command, Document, EditCommand, Session};
use annals::edit::Decision;
use annals::model::{Dismissed, LeadKind};
use annals::store::{Progress, sample_bytes};

use crate::common::{TestWindow, activate, has, names_with, node, sample_window, window};

fn dismiss(session: &Session, event: usize) -> Command {
    let at = session.document.project.events()[event].id.to_string();
    Command::Edit(EditCommand::Decide(Decision::Dismiss(Dismissed {
        lead: LeadKind::SingleOrigin,
        at,
        about: None,
        note: "looked at".to_owned(),
    })))
}

fn own_case(folder: &Path) -> TestWindow {
    let path = folder.join("case.ron");
    std::fs::write(&path, sample_bytes()).expect("written");
    let document = Document::open(&path, &Progress::new()).expect("a project");
    window(Session::new(document), 1600.0, 900.0)
}

fn decide(harness: &mut TestWindow, events: std::ops::Range<usize>) {
    let session = harness.state_mut().session_mut();
    let commands: Vec<_> = events.map(|event| dismiss(session, event)).collect();
    session.run(commands);
}

fn wait_until_saved(harness: &mut TestWindow) {
    for _ in 0..1_000 {
        harness.step();
        if harness.state().session().saving.is_none() {
            harness.run();
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it was not saved in ten seconds");
}

#[test]
fn the_status_line_says_how_what_is_shown_stands_to_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = own_case(folder.path());
    assert!(has(&harness, "case.ron · saved"));
    decide(&mut harness, 0..3);
    harness.run();
    assert!(has(&harness, "case.ron · not saved yet"));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::S);
    harness.step();
    harness.step();
    wait_until_saved(&mut harness);
    assert!(!has(&harness, "Saving…") && has(&harness, "case.ron · saved"));
    let written = std::fs::read_to_string(folder.path().join("case.ron")).expect("there");
    assert_eq!(written.matches("looked at").count(), 3);
}

#[test]
fn undo_and_redo_say_what_they_do_and_do_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = own_case(folder.path());
    let count = |harness: &TestWindow| harness.state().session().project().dismissed.len();
    let before = count(&harness);
    decide(&mut harness, 0..1);
    harness.run();
    activate(&mut harness, "Edit");
    let undo = names_with(&harness, "Undo ");
    assert!(
        undo.iter().any(|name| name.contains("single origin")),
        "{undo:?}"
    );
    harness.key_press(egui::Key::Escape);
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    harness.run();
    assert_eq!(count(&harness), before);
    harness.key_press_modifiers(
        egui::Modifiers::COMMAND | egui::Modifiers::SHIFT,
        egui::Key::Z,
    );
    harness.run();
    assert_eq!(count(&harness), before + 1);
}

#[test]
fn the_bundled_case_takes_no_edit_and_leads_to_one_that_does() {
    let mut harness = sample_window(1600.0, 900.0);
    decide(&mut harness, 0..1);
    harness.run();
    assert!(!names_with(&harness, "stays as it is").is_empty());
    activate(&mut harness, "Make it mine…");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.ron");
    node(&harness, "Path of the new file").focus();
    harness.run();
    node(&harness, "Path of the new file").type_text(&path.display().to_string());
    harness.run();
    activate(&mut harness, "Make it mine");
    wait_until_saved(&mut harness);
    assert!(has(&harness, "mine.ron · saved"));
    decide(&mut harness, 0..1);
    harness.run();
    assert!(has(&harness, "mine.ron · not saved yet"));
}
