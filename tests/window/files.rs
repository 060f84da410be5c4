//! Projects in, good and bad, and addresses out.

use std::path::{Path, PathBuf};

use annals::app::{Command, Dialog, Document, FileCommand, FilterCommand, Origin, Session};
use egui::Key;

use crate::common::{TestWindow, activate, has, names_with, sample_window, window};

#[test]
fn a_project_with_three_broken_records_shows_three_problems_and_all_the_rest() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad/three-broken-records.ron");
    let mut session = Session::new(Document::sample());
    session.open(&path);
    let mut harness = window(session, 1600.0, 900.0);
    wait_until_open(&mut harness);
    let session = harness.state().session();
    assert_eq!(
        session.document.problems.len(),
        3,
        "{:?}",
        session.document.problems
    );
    assert!(has(&harness, "3 problems"));
    for number in 1..=3 {
        let name = names_with(&harness, &format!("Problem {number}: "));
        let problem = harness.state().session().document.problems[number - 1].clone();
        activate(&mut harness, &name[0]);
        let line = problem.place.position.expect("it has a place").line;
        assert!(
            names_with(&harness, &format!("{line:>5}  ")).len() == 1,
            "line {line} of problem {number} is not shown"
        );
        activate(&mut harness, &name[0]);
    }
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().session().dialog.is_none());
    for event in harness.state().session().document.project.events() {
        assert!(
            !names_with(&harness, &event.title).is_empty(),
            "{} is not to be seen",
            event.id
        );
    }
    assert!(
        !harness
            .state()
            .session()
            .document
            .project
            .events()
            .is_empty()
    );
}

#[test]
fn a_file_that_is_no_project_leaves_the_open_one_and_says_why() {
    let mut harness = sample_window(1600.0, 900.0);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    harness.state_mut().session_mut().open(&path);
    wait_until_open(&mut harness);
    assert!(has(&harness, "This project could not be opened"));
    assert!(has(&harness, "What was open before is still open."));
    assert_eq!(
        harness
            .state()
            .session()
            .document
            .project
            .sources()
            .iter()
            .filter(|s| s.is_held())
            .count(),
        5
    );
}

#[test]
fn an_address_is_opened_only_after_a_question_that_shows_the_host() {
    let mut harness = sample_window(1600.0, 900.0);
    let name = names_with(&harness, "Open original at ");
    activate(&mut harness, &name[0]);
    assert!(has(&harness, "Open this address in the browser?"));
    let host = name[0]
        .trim_start_matches("Open original at ")
        .trim_end_matches('…');
    assert!(has(&harness, host), "the host {host} is not shown");
    activate(&mut harness, "Cancel");
    assert!(!has(&harness, "Open this address in the browser?"));
}

#[test]
fn a_file_dropped_on_the_window_is_opened_and_nothing_of_the_old_project_stays() {
    let mut harness = sample_window(1600.0, 900.0);
    let words = FilterCommand::Words("bombing".to_owned());
    harness
        .state_mut()
        .session_mut()
        .run([Command::Filter(words)]);
    harness.key_press(Key::Period);
    harness.run();
    let dropped = std::sync::Arc::new(Dropped(broken()));
    harness.input_mut().dropped_files.push(dropped);
    harness.step();
    wait_until_open(&mut harness);
    let session = harness.state().session();
    assert_eq!(session.document.origin, Origin::File(broken()));
    assert!(
        !session.filter.is_active(),
        "the filter was the old project's"
    );
    assert_eq!(session.selection.event(), None);
}

#[test]
fn a_path_that_is_typed_opens_on_enter() {
    let mut harness = sample_window(1600.0, 900.0);
    for _ in 0..2 {
        let session = harness.state_mut().session_mut();
        session.run([Command::Show(Some(Dialog::OpenPath))]);
        harness.run();
        // The field has the focus as often as the dialog is opened.
        harness.event(egui::Event::Text(broken().display().to_string()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        let session = harness.state().session();
        assert_ne!(session.dialog, Some(Dialog::OpenPath));
        wait_until_open(&mut harness);
        let origin = &harness.state().session().document.origin;
        assert_eq!(*origin, Origin::File(broken()));
    }
}

#[test]
fn what_was_opened_before_is_in_the_file_menu() {
    let mut session = Session::new(Document::sample());
    session.set_recent(vec![broken()]);
    let mut harness = window(session, 1600.0, 900.0);
    activate(&mut harness, "File");
    activate(&mut harness, "three-broken-records.ron");
    wait_until_open(&mut harness);
    assert_eq!(
        harness.state().session().document.origin,
        Origin::File(broken())
    );
}

#[test]
fn opening_another_project_calls_the_first_opening_off() {
    let mut session = Session::new(Document::sample());
    session.open(&broken());
    let first = session
        .opening
        .as_ref()
        .expect("it is being opened")
        .progress();
    session.open(&broken());
    assert!(first.is_cancelled());
    let second = session
        .opening
        .as_ref()
        .expect("it is being opened")
        .progress();
    assert!(!second.is_cancelled());
    session.run([Command::File(FileCommand::CancelOpening)]);
    assert!(second.is_cancelled());
    assert!(session.opening.is_none());
}

#[test]
fn a_project_of_a_newer_schema_is_shown_as_far_as_it_is_known_and_says_so() {
    let mut session = Session::new(Document::sample());
    session.open(&broken().with_file_name("newer-schema.ron"));
    let mut harness = window(session, 1600.0, 900.0);
    wait_until_open(&mut harness);
    assert!(!names_with(&harness, "of a newer Annals").is_empty());
    assert!(!names_with(&harness, "Ada Ay is held").is_empty());
}

#[test]
fn an_event_is_read_where_it_can_be_and_not_where_it_cites_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gap.ron");
    let digest = "0".repeat(64);
    let text = format!(
        r#"Project(schema: 1, title: "Gap",
    kinds: [Kind(id: "call", label: "Call", icon: Phone, colour: Blue)],
    sources: [Source(id: "a", title: "A", paragraphs: [
        Paragraph(n: 1, digest: "b3:{digest}", gist: "One"), Paragraph(n: 2, digest: "b3:{digest}", gist: "Two")])],
    entities: [Entity(id: "ay", kind: Person, name: "Ay")],
    events: [Event(id: "call", kind: "call", title: "A call", when: When(date: "2015"),
        claims: [Claim(speaker: "ay", status: Alleges, says: "So.", cites: ["a#9", "a#2"])])])"#
    );
    std::fs::write(&path, text).expect("written");
    let mut session = Session::new(Document::sample());
    session.open(&path);
    let mut harness = window(session, 1600.0, 900.0);
    wait_until_open(&mut harness);
    harness.key_press(Key::Escape);
    harness.run();
    harness.key_press(Key::Period);
    harness.run();
    let reading = harness
        .state()
        .session()
        .reading
        .clone()
        .expect("something is read");
    assert_eq!(reading.paragraph, Some(2));
}

fn broken() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad/three-broken-records.ron")
}

/// A file as the system hands it over.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("a test reads no bytes".to_owned())
    }
}

fn wait_until_open(harness: &mut TestWindow) {
    for _ in 0..500 {
        harness.step();
        if harness.state().session().opening.is_none() {
            harness.run();
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("the project was not opened in five seconds");
}
