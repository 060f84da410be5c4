//! The session without a window: a decision is kept in a real file, and the view goes on where it was.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use annals::app::{
    Command, Dialog, Document, Extra, FileCommand, FilterCommand, SelectCommand, Session,
    ViewCommand,
};
use annals::edit::Decision;
use annals::model::{Event, EventId, Item};
use annals::store::Progress;
use annals::timeline::{LaneBy, Scale};

use crate::{adopt, dismiss, event, link, source, undecided_case};

const LONG: Duration = Duration::from_secs(20);

/// The bundled case as a file of one's own, open, with something selected, filtered and read.
struct Case {
    _folder: tempfile::TempDir,
    path: PathBuf,
    session: Session,
    /// How often the window was woken.
    wakes: Arc<AtomicUsize>,
}

impl Case {
    fn first_events(&self, count: usize) -> Vec<EventId> {
        let events = self.session.document.project.events().iter();
        events.take(count).map(|event| event.id.clone()).collect()
    }

    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("case.ron");
        fs::write(&path, undecided_case()).expect("written");
        let document = Document::open(&path, &Progress::new()).expect("a project");
        let mut session = Session::new(document);
        let wakes = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&wakes);
        session.set_wake(move || {
            counted.fetch_add(1, Ordering::SeqCst);
        });
        session.run([
            Command::View(ViewCommand::LaneBy(LaneBy::Source)),
            Command::Filter(FilterCommand::Words("wiretap".to_owned())),
            Command::View(ViewCommand::Toggle(Extra::List)),
            Command::View(ViewCommand::Scale(Scale::showing(
                16_000.0, 17_000.0, 800.0,
            ))),
        ]);
        let mut case = Self {
            _folder: folder,
            path,
            session,
            wakes,
        };
        let event = case.event();
        case.run(Command::Select(SelectCommand::Item(Item::Event(
            event.id.clone(),
        ))));
        case
    }

    /// One with a value to adopt.
    fn event(&self) -> Arc<Event> {
        let mut events = self.session.document.project.events().iter();
        let has_value = |event: &&Arc<Event>| event.claims.iter().any(|it| !it.values.is_empty());
        Arc::clone(events.find(has_value).expect("one has values"))
    }

    fn run(&mut self, command: Command) {
        self.session.run([command]);
    }

    fn decide(&mut self, decision: Decision) {
        self.run(Command::File(FileCommand::Decide(decision)));
    }

    fn finish(&mut self) {
        assert!(self.session.finish_saving(LONG), "still being saved");
        self.session.begin_frame();
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.path).expect("there")
    }

    /// What was not kept, and why.
    fn refusal(&self) -> &'static str {
        match &self.session.dialog {
            Some(Dialog::Decided { problem, .. }) => problem.code,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_decision_is_in_the_file_and_in_the_window_which_stays_where_it_was() {
    let mut case = Case::open();
    let event = case.event();
    let before = case.session.selection.clone();
    let (filter, reading) = (case.session.filter.clone(), case.session.reading.clone());
    let (scale, version) = (case.session.scale, case.session.document_version());
    assert!(scale.is_some() && reading.is_some() && filter.is_active());
    case.decide(dismiss(event.id.as_str(), "one source only"));
    assert!(
        case.session.saving.is_some(),
        "it is written on another thread"
    );
    // As in the window: a frame only looks whether it is done, and is drawn because it was woken.
    for _ in 0..2_000 {
        if case.wakes.load(Ordering::SeqCst) > 0 {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    case.session.begin_frame();
    assert!(case.session.saving.is_none(), "the window was woken for it");
    assert_eq!(case.session.dialog, None);
    assert!(case.text().contains("note: \"one source only\""));
    let project = &case.session.document.project;
    assert_eq!(project.dismissed.len(), 1);
    assert_eq!(&*case.session.document.loaded.text, case.text());
    assert!(case.session.saving.is_none());
    assert_eq!(case.session.selection, before);
    assert_eq!(case.session.filter, filter);
    assert_eq!(case.session.reading, reading);
    assert_eq!(case.session.scale, scale);
    assert_eq!(case.session.lane_by, LaneBy::Source);
    assert!(case.session.shows(Extra::List));
    assert_ne!(case.session.document_version(), version);

    case.decide(Decision::Restore(0));
    case.finish();
    assert!(case.session.document.project.dismissed.is_empty());
    assert!(!case.text().contains("one source only"));
}

#[test]
fn accounts_are_adopted_and_links_accepted_and_taken_back() {
    let mut case = Case::open();
    let event = case.event();
    let value = event.claims.iter().flat_map(|claim| &claim.values).next();
    let value = value.expect("it has one").clone();
    case.decide(adopt(event.id.as_str(), value.clone(), "the earlier print"));
    case.finish();
    let adopted = |case: &Case| {
        let project = &case.session.document.project;
        project.event(&event.id).expect("there").adopted.clone()
    };
    assert_eq!(adopted(&case).len(), 1);
    assert_eq!(adopted(&case)[0].value, value);
    assert!(case.text().contains("the earlier print"));
    case.decide(Decision::Unadopt {
        event: event.id.clone(),
        position: 0,
    });
    case.finish();
    assert_eq!(adopted(&case), []);
    case.decide(link("free-beacon-2019", "offguardian-2016"));
    case.finish();
    let linked = &case.session.document.project;
    let linked = linked.source(&source("free-beacon-2019")).expect("there");
    let last = linked.derives_from.last().expect("linked");
    assert_eq!(last.source, source("offguardian-2016"));
}

#[test]
fn decisions_made_while_one_is_written_follow_it_in_order() {
    let mut case = Case::open();
    let ids = case.first_events(4);
    for id in &ids {
        case.decide(dismiss(id.as_str(), "looked at"));
    }
    case.finish();
    let at = |case: &Case| -> Vec<String> {
        let dismissed = case.session.document.project.dismissed.iter();
        dismissed.map(|it| it.at.clone()).collect()
    };
    let all: Vec<_> = ids.iter().map(ToString::to_string).collect();
    assert_eq!(at(&case), all);
    // Positions are those that were on the screen.
    case.decide(Decision::Restore(0));
    case.decide(Decision::Restore(2));
    case.decide(Decision::Restore(0));
    case.finish();
    assert_eq!(at(&case), [all[1].clone(), all[3].clone()]);
    assert_eq!(case.session.dialog, None);
}

#[test]
fn what_another_program_wrote_stays_and_the_person_is_told() {
    let mut case = Case::open();
    let id = case.event().id.clone();
    let theirs = case
        .text()
        .replace("schema: 1,", "schema: 1, // edited elsewhere");
    fs::write(&case.path, &theirs).expect("written");
    case.decide(dismiss(id.as_str(), "looked at"));
    case.decide(dismiss("no-such-event", "looked at"));
    case.finish();
    assert_eq!(case.refusal(), "changed-on-disk");
    let Some(Dialog::Decided {
        problem,
        name,
        decision,
        path,
    }) = &case.session.dialog
    else {
        panic!("there is a dialog");
    };
    assert!(
        problem.message.contains("made after it"),
        "{}",
        problem.message
    );
    assert!(name.starts_with("Dismiss “single origin” at “"), "{name}");
    assert_eq!(decision.note(), Some("looked at"));
    assert_eq!(path.as_ref(), Some(&case.path));
    assert_eq!(case.text(), theirs);
    assert!(case.session.document.project.dismissed.is_empty());
    // No more than the file itself is there.
    let folder = case.path.parent().expect("a folder");
    assert_eq!(fs::read_dir(folder).expect("readable").count(), 1);
    // What it became is no project at all, or gone.
    fs::write(&case.path, "<html>").expect("written");
    case.decide(dismiss(id.as_str(), "looked at"));
    case.finish();
    assert_eq!(
        (case.refusal(), case.text().as_str()),
        ("changed-on-disk", "<html>")
    );
    fs::remove_file(&case.path).expect("removed");
    case.decide(dismiss(id.as_str(), "looked at"));
    case.finish();
    assert_eq!(case.refusal(), "cannot-open");
    assert!(!fs::exists(&case.path).expect("readable"));
}

#[test]
fn what_makes_no_sense_is_told_without_a_look_at_the_disk() {
    let mut case = Case::open();
    let before = case.text();
    case.decide(dismiss("no-such-event", "looked at"));
    assert!(case.session.saving.is_none());
    assert_eq!(case.refusal(), "unknown-id");
    assert_eq!(case.text(), before);
}

#[test]
fn the_bundled_case_stays_as_it_is_and_the_way_to_one_of_ones_own_is_told() {
    let mut session = Session::new(Document::sample());
    let id = session.document.project.events()[0].id.clone();
    session.run([Command::File(FileCommand::Decide(dismiss(
        id.as_str(),
        "n",
    )))]);
    assert!(session.saving.is_none());
    let Some(Dialog::Decided {
        path: None,
        problem,
        ..
    }) = &session.dialog
    else {
        panic!("{:?}", session.dialog);
    };
    assert_eq!(problem.code, "read-only");
    assert!(
        problem
            .hint
            .as_ref()
            .is_some_and(|hint| hint.contains("annals sample NEW.ron"))
    );
}

#[test]
fn a_project_that_was_opened_meanwhile_is_not_replaced_and_the_decisions_are_kept() {
    let mut case = Case::open();
    let ids = case.first_events(2);
    for id in &ids {
        case.decide(dismiss(id.as_str(), "looked at"));
    }
    case.run(Command::File(FileCommand::OpenSample));
    case.finish();
    let shown = &case.session.document.project.dismissed;
    assert!(
        shown.iter().all(|dismissed| dismissed.note != "looked at"),
        "the bundled case"
    );
    assert_eq!(case.text().matches("looked at").count(), 2);
    assert_eq!(case.session.dialog, None);
    assert_eq!(event(ids[0].as_str()), ids[0]);
}
