//! From nothing to a case, by what an editor does and sees: a new project, a pasted article, people, events with
//! claims and citations, an imprecise date, a merge; everything taken back, everything done again; saved.
//! The file is compared with `from_nothing.ron` beside this.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::path::Path;
use std::time::Duration;

use annals::app::{Document, EditCommand, Session};
use annals::model::{Basis, EntityId, Event, EventId, Project, Speaker, Status};
use annals::store::Progress;
use egui::{Key, Modifiers};

use crate::common::{TestWindow, activate, has, names_with, node, sample_window, window};

/// Made up for this test.
const ARTICLE: &str = "Harbour office closed after search
By Ada Ay
In November the harbour master, Deniz Kara, was detained at his office, the port authority said.
Kara's lawyer, Ece Tan, said he denies taking money from the salvage company.
About 40 boats lay idle in the old port after the search, a fisherman said.
D. Kara had run the harbour for two weeks when it began, the authority added.
Read more: What came of it";

const GOLDEN: &str = include_str!("from_nothing.ron");

#[test]
fn a_case_is_made_of_nothing_taken_back_wholly_done_again_and_saved_as_it_should_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("harbour.ron");
    let mut harness = sample_window(1600.0, 2600.0);
    new_project(&mut harness, &path);
    let empty = project(&harness);

    source(&mut harness);
    for name in ["Deniz Kara", "Ece Tan", "D. Kara"] {
        person(&mut harness, name);
    }
    gists(&mut harness);
    events(&mut harness);
    merge(&mut harness, "deniz-kara", "D. Kara");
    let made = project(&harness);
    check(&made);

    let n_steps = undo_all(&mut harness);
    assert!(n_steps > 25, "{n_steps} steps");
    assert!(project(&harness).says_the_same_as(&empty));
    assert!(!harness.state().session().is_dirty());
    let n_redone = redo_all(&mut harness);
    assert_eq!(n_redone, n_steps);
    assert!(project(&harness).says_the_same_as(&made));

    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    wait_until(&mut harness, |session| {
        session.saving.is_none() && !session.is_dirty()
    });
    let saved = std::fs::read_to_string(&path).expect("there");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/window/from_nothing.ron");
        std::fs::write(golden, &saved).expect("written");
    }
    assert_eq!(saved, GOLDEN);
    let document = Document::open(&path, &Progress::new()).expect("a project");
    assert_eq!(document.problems, []);
    assert!(document.project.says_the_same_as(&made));
    let text = std::fs::read_to_string(folder.path().join("harbour.texts/port-gazette-2016.txt"));
    assert_eq!(text.expect("attached").trim_end(), ARTICLE);
}

/// What an editor meant to write.
fn check(project: &Project) {
    assert_eq!((project.sources().len(), project.events().len()), (1, 5));
    let people: Vec<&str> = project
        .entities()
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert!(people.contains(&"Deniz Kara") && people.contains(&"Ece Tan"));
    assert!(!people.contains(&"D. Kara"), "merged: {people:?}");
    let kara = EntityId::new("deniz-kara").expect("a slug");
    let spellings = &project.entity(&kara).expect("there").spellings;
    assert!(spellings.iter().any(|it| it.text == "D. Kara"));
    let event = |id: &str| -> &Event {
        let id = EventId::new(id).expect("a slug");
        project.event(&id).expect("there")
    };
    let detained = event("harbour-master-is-detained");
    let when = detained.when.as_ref().expect("a date");
    assert_eq!(when.words.as_deref(), Some("in November"));
    assert_eq!(when.edtf.as_deref(), Some("2015-11"));
    assert!(matches!(when.basis, Basis::Published(_)));
    // Nobody said how it is said: it is alleged.
    assert_eq!(detained.claims[0].status, Status::Alleges);
    let denial = event("harbour-master-is-said-deny-it");
    assert_eq!(denial.claims[0].status, Status::Denies);
    for event in project.events() {
        assert_eq!(event.claims.len(), 1, "{}", event.id);
        assert_eq!(event.claims[0].cites.len(), 1, "{}", event.id);
        assert!(matches!(event.claims[0].speaker, Speaker::Entity(_)));
    }
    let ran = event("d-kara-runs-harbour");
    assert_eq!(ran.participants[0].who, kara, "every reference follows");
}

fn new_project(harness: &mut TestWindow, path: &Path) {
    menu(harness, "File", "New project…");
    fill(harness, "Title", "The harbour office");
    fill(harness, "Path of the new file", &path.display().to_string());
    // The path was typed last, and Enter makes the file.
    press(harness, Key::Enter);
    let path = path.to_owned();
    wait_until(harness, move |session| {
        session
            .filed()
            .is_some_and(|filed| filed.path == path && !filed.is_settling())
    });
}

fn source(harness: &mut TestWindow) {
    menu(harness, "Edit", "New source from text…");
    fill(harness, "Text of the document", ARTICLE);
    activate(harness, "Read");
    wait_until_has(harness, "Create source");
    fill(harness, "Publisher", "Port Gazette");
    fill(harness, "Published", "4 March 2016");
    activate(harness, "Mark what may be furniture (2)");
    activate(harness, "Create source");
    wait_until(harness, |session| session.attaching().is_none());
    assert!(
        has(harness, ARTICLE.lines().nth(3).expect("a line")),
        "read"
    );
}

fn person(harness: &mut TestWindow, name: &str) {
    menu(harness, "Edit", "New entity");
    type_text(harness, name);
    activate(harness, "Create entity");
    press(harness, Key::Escape);
    press(harness, Key::Escape);
}

/// What the paragraphs that are evidence say, in the editor's words.
const GISTS: [(u32, &str); 5] = [
    (1, "Headline: the harbour office is closed after a search."),
    (
        3,
        "The port authority says the harbour master was detained in November.",
    ),
    (4, "His lawyer says that he denies having taken money."),
    (5, "A fisherman says some forty boats lay idle."),
    (
        6,
        "The authority says he had run the harbour for a fortnight.",
    ),
];

fn gists(harness: &mut TestWindow) {
    for (n, gist) in GISTS {
        let paragraphs = names_with(harness, &format!("Paragraph {n} of "));
        activate(harness, &paragraphs[0]);
        activate(harness, "Edit gist");
        type_into(harness, &format!("Gist of paragraph {n}"), gist);
    }
}

/// What an editor makes of a paragraph.
struct Told {
    title: &'static str,
    kind: &'static str,
    when: &'static str,
    who: &'static str,
    role: &'static str,
    speaker: &'static str,
    status: Option<&'static str>,
    says: &'static str,
    paragraph: &'static str,
}

const EVENTS: [Told; 5] = [
    Told {
        title: "Harbour master is detained",
        kind: "Arrest",
        when: "in November",
        who: "Deniz",
        role: "detained",
        speaker: "Port authority",
        status: None,
        says: "He was detained at his office.",
        paragraph: "3",
    },
    Told {
        title: "Harbour office is searched",
        kind: "Investigation",
        when: "2015-11",
        who: "Deniz",
        role: "head of the office",
        speaker: "Port Gazette",
        status: None,
        says: "The office was closed after a search.",
        paragraph: "1",
    },
    Told {
        title: "Harbour master is said to deny it",
        kind: "Statement",
        when: "before 4 March 2016",
        who: "Ece",
        role: "lawyer",
        speaker: "Ece",
        status: Some("denies"),
        says: "He took no money.",
        paragraph: "4",
    },
    Told {
        title: "Boats are said to lie idle",
        kind: "Statement",
        when: "2015-11/2015-12",
        who: "Deniz",
        role: "harbour master",
        speaker: "A fisherman",
        status: Some("alleges"),
        says: "Some forty boats lay idle.",
        paragraph: "5",
    },
    Told {
        title: "D. Kara runs the harbour",
        kind: "Statement",
        when: "",
        who: "D. Kara",
        role: "harbour master",
        speaker: "Port authority",
        status: None,
        says: "He had run it for a fortnight.",
        paragraph: "6",
    },
];

fn events(harness: &mut TestWindow) {
    for told in &EVENTS {
        press(harness, Key::N);
        type_text(harness, told.title);
        pick(harness, "New event: kind", told.kind);
        activate(harness, "Create event");
        pick(harness, "Add participant", told.who);
        type_into(harness, "Role of participant 1", told.role);
        claim(harness, told);
        // What the words mean follows from the source that is cited.
        type_into(harness, "When", told.when);
        press(harness, Key::Escape);
        press(harness, Key::Escape);
        press(harness, Key::Escape);
    }
}

fn claim(harness: &mut TestWindow, told: &Told) {
    let speaker = told.speaker;
    focus(harness, "Add claim");
    press(harness, Key::Enter);
    type_text(harness, speaker);
    let create = format!("Create “{speaker}”");
    if names_with(harness, speaker)
        .iter()
        .filter(|name| **name != create)
        .count()
        == 0
    {
        activate(harness, &create);
        activate(harness, "Create as organisation");
    } else {
        press(harness, Key::Enter);
    }
    type_text(harness, told.says);
    if let Some(status) = told.status {
        activate(harness, &format!("Claim 1: status: {status}"));
    }
    focus(harness, "Claim 1: cite a paragraph");
    press(harness, Key::Enter);
    type_text(harness, told.paragraph);
    press(harness, Key::Enter);
}

fn merge(harness: &mut TestWindow, keep: &str, other: &str) {
    let id = EntityId::new(keep).expect("a slug");
    let name = project(harness).entity(&id).expect("there").name.clone();
    menu(harness, "Find", "Go to anything…");
    type_text(harness, &name);
    press(harness, Key::Enter);
    press(harness, Key::F2);
    activate(harness, "Merge with…");
    pick(harness, "Merge with", other);
    activate(harness, &format!("Merge “{other}” into “{name}”"));
    press(harness, Key::Escape);
}

fn undo_all(harness: &mut TestWindow) -> usize {
    step_all(harness, &EditCommand::Undo, Modifiers::COMMAND)
}

fn redo_all(harness: &mut TestWindow) -> usize {
    step_all(
        harness,
        &EditCommand::Redo,
        Modifiers::COMMAND | Modifiers::SHIFT,
    )
}

/// With the keyboard, until there is nothing more; how often.
fn step_all(harness: &mut TestWindow, command: &EditCommand, modifiers: Modifiers) -> usize {
    let mut count = 0;
    loop {
        let session = harness.state().session();
        let name = match command {
            EditCommand::Undo => session.undo_name(),
            _ => session.redo_name(),
        };
        if name.is_none() {
            return count;
        }
        harness.key_press_modifiers(modifiers, Key::Z);
        harness.run();
        count += 1;
        assert!(count < 500, "it does not end");
    }
}

fn menu(harness: &mut TestWindow, menu: &str, entry: &str) {
    activate(harness, menu);
    if !has(harness, entry) {
        // It was still open.
        activate(harness, menu);
    }
    activate(harness, entry);
}

fn project(harness: &TestWindow) -> Project {
    Project::clone(harness.state().session().project())
}

fn fill(harness: &mut TestWindow, field: &str, text: &str) {
    focus(harness, field);
    harness.event(egui::Event::Paste(text.to_owned()));
    harness.run();
}

fn focus(harness: &mut TestWindow, field: &str) {
    node(harness, field).focus();
    harness.run();
}

fn press(harness: &mut TestWindow, key: Key) {
    harness.key_press(key);
    harness.run();
}

/// As if typed: letter by letter.
fn type_text(harness: &mut TestWindow, text: &str) {
    for letter in text.chars() {
        harness.event(egui::Event::Text(letter.to_string()));
        harness.run();
    }
}

fn type_into(harness: &mut TestWindow, field: &str, text: &str) {
    focus(harness, field);
    type_text(harness, text);
    press(harness, Key::Tab);
}

/// Picks the first that is found.
fn pick(harness: &mut TestWindow, field: &str, text: &str) {
    focus(harness, field);
    type_text(harness, text);
    press(harness, Key::Enter);
}

fn wait_until_has(harness: &mut TestWindow, label: &str) {
    for _ in 0..1_000 {
        harness.step();
        if has(harness, label) {
            harness.run();
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("{label:?} never came");
}

fn wait_until(harness: &mut TestWindow, holds: impl Fn(&Session) -> bool) {
    for _ in 0..1_000 {
        harness.step();
        if holds(harness.state().session()) {
            harness.run();
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it never came");
}

/// A frame that panics midway does not take the work with it.
#[test]
fn a_frame_that_panics_leaves_the_window_on_the_edited_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    std::fs::write(&path, annals::store::sample_bytes()).expect("written");
    let document = Document::open(&path, &Progress::new()).expect("a project");
    let mut harness = window(Session::new(document), 1600.0, 900.0);
    press(&mut harness, Key::N);
    type_text(&mut harness, "What was typed");
    press(&mut harness, Key::Enter);
    let edited = project(&harness);
    let mut harness = broken(harness);
    harness.run();
    let session = harness.state().session();
    assert!(session.project().says_the_same_as(&edited) && session.is_dirty());
    assert_eq!(session.notices()[0].problem.code, "panicked");
    assert!(has(&harness, "case.ron · not saved yet"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    wait_until(&mut harness, |session| !session.is_dirty());
    assert!(
        std::fs::read_to_string(&path)
            .expect("there")
            .contains("What was typed")
    );
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert!(
        harness.state().session().is_dirty(),
        "the history is there too"
    );
}

/// The same window, of which one frame panicked after it had drawn.
fn broken(mut harness: TestWindow) -> TestWindow {
    let mut other = Session::new(Document::empty());
    std::mem::swap(harness.state_mut().session_mut(), &mut other);
    let mut is_broken = false;
    let mut harness = crate::common::builder(1600.0, 900.0).build_ui_state(
        move |ui, window: &mut annals::ui::Window| {
            if std::mem::replace(&mut is_broken, true) {
                return window.window_ui(ui);
            }
            window.guarded_ui(ui, |window, ui| {
                window.window_ui(ui);
                panic!("for the test");
            });
        },
        annals::ui::Window::new(other),
    );
    harness.run();
    harness
}
