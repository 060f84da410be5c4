//! What follows from claims, in the window: where to look first, leads and setting them aside, accounts
//! side by side and adopting one, the way to the origins, tightened bounds, grades.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use annals::app::{Command, Document, Extra, FileCommand, SelectCommand, Session, ViewCommand};
use annals::evidence::FindingKind;
use annals::model::{EventId, Item};
use annals::store::{Progress, sample_bytes};
use annals::timeline::Axis;
use egui::Key;
use egui_kittest::kittest::Queryable as _;

use crate::common::{TestWindow, activate, has, names_with, node, sample_window, window};

fn own_case(folder: &Path) -> (TestWindow, PathBuf) {
    let path = folder.join("case.ron");
    std::fs::write(&path, sample_bytes()).expect("written");
    let document = Document::open(&path, &Progress::new()).expect("a project");
    (window(Session::new(document), 1600.0, 2400.0), path)
}

fn select(harness: &mut TestWindow, id: &str) {
    let id = EventId::new(id).expect("a slug");
    let select = Command::Select(SelectCommand::Item(Item::Event(id)));
    harness.state_mut().session_mut().run([select]);
    harness.run();
}

fn press(harness: &mut TestWindow, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn saved(harness: &mut TestWindow, path: &Path) -> String {
    let session = harness.state_mut().session_mut();
    session.run([Command::File(FileCommand::Save)]);
    assert!(session.finish_saving(Duration::from_secs(20)));
    harness.run();
    assert_eq!(harness.state().session().dialog, None);
    std::fs::read_to_string(path).expect("there")
}

fn type_into(harness: &mut TestWindow, field: &str, text: &str) {
    node(harness, field).focus();
    harness.run();
    node(harness, field).type_text(text);
    harness.run();
}

#[test]
fn where_to_look_first_leads_to_five_places() {
    let mut harness = sample_window(1600.0, 2400.0);
    let findings = harness.state().session().document.findings.clone();
    assert_eq!(findings.len(), FindingKind::ALL.len());
    for finding in findings {
        activate(&mut harness, finding.kind.label());
        let selection = &harness.state().session().selection;
        assert_eq!(selection.focus.as_ref(), Some(&finding.item));
        press(&mut harness, Key::Escape);
    }
}

#[test]
fn leads_open_by_key_each_leads_to_its_place_and_says_why() {
    let mut harness = sample_window(1600.0, 2400.0);
    press(&mut harness, Key::I);
    let document = &harness.state().session().document;
    let evidence = &document.evidence;
    let lead = *evidence.leads.all_open().next().expect("a lead");
    let item = lead.item(&document.project).expect("a place");
    let phrase = lead.phrase(evidence.grounds(&document.project));
    let title = lead.title(&document.project);
    activate(
        &mut harness,
        &format!("{}: {title}, {phrase}", lead.kind.label()),
    );
    assert_eq!(
        harness.state().session().selection.focus.as_ref(),
        Some(&item)
    );
    assert!(has(&harness, &phrase), "{phrase}");
    let is_told = !names_with(&harness, "The bundled case is read-only").is_empty();
    assert!(
        is_told,
        "there is no way to set it aside here, and it says so"
    );
    assert!(!has(&harness, "Set aside"));
}

#[test]
fn a_lead_is_set_aside_with_a_note_in_the_file_and_can_be_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, path) = own_case(folder.path());
    press(&mut harness, Key::I);
    let count = |harness: &TestWindow| {
        let leads = &harness.state().session().document.evidence.leads;
        (leads.open_count(), leads.set_aside().count())
    };
    let before = count(&harness);
    let first = names_with(&harness, "Open conflict: ")[0].clone();
    activate(&mut harness, &first);
    type_into(&mut harness, "Note", "Looked at with the editor");
    activate(&mut harness, "Set aside");
    let text = saved(&mut harness, &path);
    assert!(
        text.contains("note: \"Looked at with the editor\""),
        "it is in the file"
    );
    assert_eq!(count(&harness), (before.0 - 1, before.1 + 1));
    assert!(!has(&harness, &first), "it is gone from the list");

    activate(&mut harness, &format!("Set aside {}", before.1 + 1));
    activate(&mut harness, &first);
    assert!(has(&harness, "Set aside: Looked at with the editor"));
    activate(&mut harness, "Take back");
    let text = saved(&mut harness, &path);
    assert!(!text.contains("Looked at with the editor"));
    assert_eq!(count(&harness), before);
}

#[test]
fn accounts_stand_side_by_side_and_one_is_adopted_with_a_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, path) = own_case(folder.path());
    press(&mut harness, Key::C);
    assert!(has(
        &harness,
        "Accounts disagree: proceedings that the wiretap records come from"
    ));
    for value in ["1", "more than 1"] {
        assert!(has(&harness, value), "{value}");
    }
    let adopt = harness
        .query_all_by_label("Adopt…")
        .next()
        .expect("a button");
    adopt.click_accesskit();
    harness.run();
    // What is typed now is a reason, not a command.
    press(&mut harness, Key::T);
    assert_eq!(harness.state().session().axis, Axis::Happened);
    type_into(
        &mut harness,
        "Reason for adopting",
        "The report itself says so",
    );
    activate(&mut harness, "Adopt");
    let text = saved(&mut harness, &path);
    assert!(text.contains("note: \"The report itself says so\""));
    assert!(has(&harness, "Adopted"));
    assert!(has(&harness, "more than 1"), "the other account stays");
    let evidence = &harness.state().session().document.evidence;
    assert_eq!(
        evidence
            .conflicts
            .events()
            .filter(|at| evidence.conflicts.is_open(*at))
            .count(),
        1
    );
    activate(&mut harness, "Take back");
    let text = saved(&mut harness, &path);
    assert!(!text.contains("The report itself says so"));
}

#[test]
fn a_denial_stands_beside_what_it_denies() {
    let mut harness = sample_window(1600.0, 2400.0);
    select(&mut harness, "call-bali-eighteen");
    assert!(has(&harness, "Balı's unknown interlocutor"));
    assert!(has(&harness, "Not Balı's unknown interlocutor"));
    let name = names_with(&harness, "Transcript: Balı confronts a man over arrests, ");
    assert!(
        name.iter().any(|name| name.ends_with("accounts disagree")),
        "{name:?}"
    );
}

#[test]
fn the_key_goes_from_conflict_to_conflict() {
    let mut harness = sample_window(1600.0, 900.0);
    let selected = |harness: &TestWindow| {
        let selection = &harness.state().session().selection;
        selection.event().expect("an event").to_string()
    };
    let mut found = Vec::new();
    for _ in 0..3 {
        press(&mut harness, Key::C);
        found.push(selected(&harness));
    }
    let (first, second) = ("2014-ankara-isil-investigation", "call-bali-eighteen");
    assert_eq!(found, [first, second, first]);
}

#[test]
fn an_event_says_on_how_much_it_rests_and_shows_the_way_there() {
    let mut harness = sample_window(1600.0, 2400.0);
    select(&mut harness, "courts-authorise-wiretaps");
    assert!(has(&harness, "2 articles · 1 origin"));
    let sentence = "Printed by iOTW Report and Washington Free Beacon; as linked here, both lead back to one origin: Wiretap records of the Ankara prosecution";
    assert!(has(&harness, sentence));
    assert!(!has(&harness, "an origin"));
    activate(&mut harness, "From each paragraph to its origin");
    assert!(has(&harness, "an origin"));
    assert!(has(&harness, "copy of"));
    activate(&mut harness, "Wiretap records of the Ankara prosecution");
    let focus = harness.state().session().selection.focus.clone();
    assert!(matches!(focus, Some(Item::Source(id)) if id.as_str() == "ankara-wiretap-records"));
}

#[test]
fn a_tightened_bound_says_why_and_leads_to_the_neighbour() {
    let mut harness = sample_window(1600.0, 2400.0);
    let document = &harness.state().session().document;
    let events = 0..document.project.events().len();
    let mut derived = events.filter(|at| document.evidence.times.is_derived(*at));
    let position = derived.next().expect("one is derived");
    let tightening = document.evidence.times.tightenings(position)[0].clone();
    let phrase = tightening.phrase(&document.project);
    let id = document.project.events()[position].id.to_string();
    let neighbour = document.project.events()[tightening.from].id.clone();
    select(&mut harness, &id);
    assert!(has(&harness, &phrase), "{phrase}");
    activate(&mut harness, "Show");
    assert_eq!(
        harness.state().session().selection.event(),
        Some(&neighbour)
    );
}

#[test]
fn grades_are_shown_on_request_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    let text = std::str::from_utf8(sample_bytes()).expect("text");
    let graded = text.replacen("status: Alleges,", "status: Alleges, grade: \"B3\",", 1);
    std::fs::write(&path, graded).expect("written");
    let document = Document::open(&path, &Progress::new()).expect("a project");
    let graded = document
        .project
        .events()
        .iter()
        .find(|event| event.claims.iter().any(|claim| claim.grade.is_some()));
    let id = graded.expect("one").id.to_string();
    let mut harness = window(Session::new(document), 1600.0, 2400.0);
    select(&mut harness, &id);
    let words = "Graded B3: usually reliable; possibly true";
    assert!(!has(&harness, words));
    let show = Command::View(ViewCommand::Toggle(Extra::Grades));
    harness.state_mut().session_mut().run([show]);
    harness.run();
    assert!(has(&harness, words));
}
