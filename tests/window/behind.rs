//! A project so large that what follows from an edit comes a moment later: meanwhile the panels draw the
//! version before, and every row still leads to the event that it names.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use annals::app::{Command, Document, EditCommand, Extra, SelectCommand, Session, ViewCommand};
use annals::edit::{self, Edit, Record};
use annals::model::{Event, EventId, Item, When};
use annals::store::{self, Progress};
use annals::synthetic::{Family, Plan};

use crate::common::{TestWindow, has, names_with, node, window};

/// Above what is derived within a frame.
const EVENTS: usize = 4_000;

fn large_case() -> (tempfile::TempDir, TestWindow) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.ron");
    let plan = Plan {
        family: Family::Curated,
        events: EVENTS,
        seed: 7,
    };
    store::create_with(&path, |out| {
        store::write_project(out, &plan.head(), plan.events(), store::Layout::OneLine)
    })
    .expect("written");
    let document = Document::open(&path, &Progress::new()).expect("a project");
    (folder, window(Session::new(document), 1600.0, 900.0))
}

fn run(harness: &mut TestWindow, command: Command) {
    harness.state_mut().session_mut().run([command]);
}

fn edit(harness: &mut TestWindow, edit: Edit) {
    run(harness, Command::Edit(EditCommand::Do(Box::new(edit))));
    // Taken in no earlier than with the next frame.
    assert!(harness.state().session().is_deriving());
}

/// Another event before all others, so that every position moves.
fn add_first(harness: &mut TestWindow, number: u32) -> EventId {
    let project = std::sync::Arc::clone(harness.state().session().project());
    let id = EventId::new(&format!("added-{number}")).expect("a slug");
    let event = Event {
        id: id.clone(),
        title: format!("Added {number}"),
        when: Some(When::from_edtf("0900-01-01").expect("a date")),
        claims: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
        near: Vec::new(),
        adopted: Vec::new(),
        ..Event::clone(&project.events()[0])
    };
    let add = edit::add(&project, Record::Event(event)).expect("a free id");
    edit(harness, add);
    id
}

fn delete(harness: &mut TestWindow, items: &[Item]) {
    let project = std::sync::Arc::clone(harness.state().session().project());
    let delete = edit::delete(&project, items).expect("there");
    edit(harness, delete);
}

fn settle(harness: &mut TestWindow) {
    while harness.state().session().is_deriving() {
        std::thread::sleep(std::time::Duration::from_millis(2));
        harness.step();
    }
    harness.run();
}

/// Clicks what the third row of the list names, and gives its title.
fn click_third_row(harness: &mut TestWindow) -> Option<String> {
    let session = harness.state().session();
    let events = (0..12).filter_map(|number| session.nth_event(number));
    let titles: Vec<String> = events
        .map(|at| session.document.project.events()[at].title.clone())
        .collect();
    let title = titles.get(2)?.clone();
    let name = names_with(harness, &title).into_iter().next()?;
    node(harness, &name).click_accesskit();
    Some(title)
}

#[test]
fn rows_lead_to_what_they_name_while_the_document_is_behind() {
    let (_folder, mut harness) = large_case();
    run(
        &mut harness,
        Command::View(ViewCommand::Toggle(Extra::List)),
    );
    run(
        &mut harness,
        Command::View(ViewCommand::Toggle(Extra::Leads)),
    );
    harness.run();
    let mut n_led = 0;
    for round in 0..12 {
        // Either a new first event or none of the first five: positions move both ways.
        if round % 3 == 2 {
            let events = &harness.state().session().project().events()[..5];
            let first: Vec<Item> = events.iter().map(|it| Item::Event(it.id.clone())).collect();
            delete(&mut harness, &first);
        } else {
            add_first(&mut harness, round);
        }
        let clicked = click_third_row(&mut harness);
        harness.step();
        let session = harness.state().session();
        if let (Some(title), Some(Item::Event(id))) = (clicked, &session.selection.focus) {
            let known = session.project().event(id);
            let shown = session.document.project.event(id);
            let event = known.or(shown).expect("an event");
            assert_eq!(event.title, title);
            n_led += 1;
        }
        harness.step();
    }
    assert!(n_led > 6, "{n_led} rows led somewhere");
    settle(&mut harness);
    let session = harness.state().session();
    assert!(session.document.project.says_the_same_as(session.project()));
}

#[test]
fn forms_see_the_latest_project_and_no_letter_is_lost_meanwhile() {
    let (_folder, mut harness) = large_case();
    let id = harness.state().session().project().events()[1_000]
        .id
        .clone();
    run(
        &mut harness,
        Command::Select(SelectCommand::Item(Item::Event(id.clone()))),
    );
    harness.run();
    harness.key_press(egui::Key::F2);
    harness.step();
    harness.step();
    assert!(has(&harness, "Editing an event"));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.step();
    let text = "Typed faster than it is derived";
    for (number, letter) in (0..).zip(text.chars()) {
        // Positions move below the form.
        if number % 5 == 4 {
            add_first(&mut harness, number);
        }
        harness.event(egui::Event::Text(letter.to_string()));
        harness.step();
    }
    let title = |harness: &TestWindow| {
        let event = harness.state().session().project().event(&id);
        event.expect("there").title.clone()
    };
    assert_eq!(title(&harness), text);
    // What the form is of is taken out: it closes, and nothing else is shown for it.
    delete(&mut harness, &[Item::Event(id.clone())]);
    harness.step();
    assert!(!has(&harness, "Editing an event"));
    assert!(harness.state().session().selection.focus.is_none());
    // One that the document does not know yet can be edited at once.
    let new = add_first(&mut harness, 999);
    run(
        &mut harness,
        Command::Select(SelectCommand::Item(Item::Event(new.clone()))),
    );
    harness.step();
    harness.key_press(egui::Key::F2);
    harness.step();
    harness.step();
    assert!(has(&harness, "Editing an event"));
    settle(&mut harness);
    assert!(
        harness
            .state()
            .session()
            .document
            .project
            .event(&new)
            .is_some()
    );
}
