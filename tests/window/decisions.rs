//! Decisions in the window: what is said while they are saved, and what where they cannot be.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::path::Path;
use std::time::Duration;

use annals::app::{Command, Document, FileCommand, Session};
use annals::edit::Decision;
use annals::model::{Dismissed, LeadKind};
use annals::store::{Progress, sample_bytes};

use crate::common::{TestWindow, activate, has, names_with, sample_window, window};

fn dismiss(session: &Session, event: usize) -> Command {
    let at = session.document.project.events()[event].id.to_string();
    Command::File(FileCommand::Decide(Decision::Dismiss(Dismissed {
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
fn the_status_line_says_that_a_decision_is_being_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = own_case(folder.path());
    assert!(!has(&harness, "Saving…"));
    // Of three, a frame takes in at most one.
    decide(&mut harness, 0..3);
    harness.step();
    assert!(has(&harness, "Saving…"));
    wait_until_saved(&mut harness);
    assert!(!has(&harness, "Saving…"));
    let dismissed = &harness.state().session().document.project.dismissed;
    let ours = dismissed.iter().filter(|it| it.note == "looked at");
    assert_eq!(ours.count(), 3);
}

#[test]
fn a_decision_that_meets_a_changed_file_says_so_and_leads_to_what_is_there_now() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = own_case(folder.path());
    let path = folder.path().join("case.ron");
    let theirs = String::from_utf8(sample_bytes().to_vec()).expect("text");
    let theirs = theirs.replace("title: \"Turkey", "title: \"Edited elsewhere: Turkey");
    std::fs::write(&path, &theirs).expect("written");
    decide(&mut harness, 0..1);
    wait_until_saved(&mut harness);
    assert!(has(&harness, "Your decision was not saved"));
    assert!(has(&harness, "Copy what you wrote"));
    assert!(!has(&harness, "Try again"));
    activate(&mut harness, "Open it as it is now");
    for _ in 0..500 {
        harness.step();
        if harness.state().session().opening.is_none() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let document = &harness.state().session().document;
    assert!(document.title().starts_with("Edited elsewhere"));
    assert_eq!(std::fs::read_to_string(&path).expect("there"), theirs);
    // Now it can be decided.
    decide(&mut harness, 0..1);
    wait_until_saved(&mut harness);
    assert!(!has(&harness, "Your decision was not saved"));
    let written = std::fs::read_to_string(&path).expect("there");
    assert!(written.contains("Edited elsewhere") && written.contains("looked at"));
}

#[test]
fn the_bundled_case_takes_no_decision_and_says_how_to_have_one_that_does() {
    let mut harness = sample_window(1600.0, 900.0);
    decide(&mut harness, 0..1);
    harness.run();
    assert!(has(&harness, "Your decision was not saved"));
    assert!(!names_with(&harness, "annals sample NEW.ron").is_empty());
    activate(&mut harness, "Copy what you wrote");
    activate(&mut harness, "Close");
    assert!(harness.state().session().dialog.is_none());
}
