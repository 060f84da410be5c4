//! Projects in, good and bad, and addresses out.

use annals::app::{Document, Session};
use egui::Key;

use crate::common::{TestWindow, activate, has, names_with, sample_window, window};

#[test]
fn a_project_with_three_broken_records_shows_three_problems_and_all_the_rest() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad/three-broken-records.ron");
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
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
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
