//! The session without a window: a decision is an edit like others, saved to a real file, and the view goes
//! on where it was.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use annals::app::{
    Command, Dialog, Document, EditCommand, Extra, FileCommand, Filed, FilterCommand,
    SelectCommand, Session, ViewCommand,
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
        while session.filed().is_some_and(Filed::is_settling) {
            session.begin_frame();
            std::thread::sleep(Duration::from_millis(2));
        }
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
        self.run(Command::Edit(EditCommand::Decide(decision)));
    }

    fn save(&mut self) {
        self.run(Command::File(FileCommand::Save));
        assert!(self.session.finish_saving(LONG), "still being saved");
        self.session.begin_frame();
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.path).expect("there")
    }

    /// What the person is told.
    fn told(&self) -> Vec<&'static str> {
        let notices = self.session.notices().iter();
        notices.map(|notice| notice.problem.code).collect()
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
    assert!(case.session.is_dirty() && !case.text().contains("one source only"));
    assert_eq!(
        case.session.document.project.dismissed.len(),
        1,
        "shown at once"
    );
    case.run(Command::File(FileCommand::Save));
    assert!(
        case.session.saving.is_some(),
        "it is written on another thread"
    );
    // As in the window: a frame only looks whether it is done, and is drawn because it was woken.
    for _ in 0..2_000 {
        if case.wakes.swap(0, Ordering::SeqCst) > 0 {
            case.session.begin_frame();
        }
        if case.session.saving.is_none() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(case.session.saving.is_none(), "the window was woken for it");
    assert!(!case.session.is_dirty());
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
    case.save();
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
    case.save();
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
    case.save();
    assert_eq!(adopted(&case), []);
    case.decide(link("free-beacon-2019", "offguardian-2016"));
    case.save();
    let linked = &case.session.document.project;
    let linked = linked.source(&source("free-beacon-2019")).expect("there");
    let last = linked.derives_from.last().expect("linked");
    assert_eq!(last.source, source("offguardian-2016"));
}

#[test]
fn what_is_decided_while_it_is_saved_is_saved_after_it() {
    let mut case = Case::open();
    let ids = case.first_events(4);
    case.decide(dismiss(ids[0].as_str(), "looked at"));
    case.run(Command::File(FileCommand::Save));
    for id in &ids[1..] {
        case.decide(dismiss(id.as_str(), "looked at"));
    }
    case.save();
    let at = |case: &Case| -> Vec<String> {
        let dismissed = case.session.document.project.dismissed.iter();
        dismissed.map(|it| it.at.clone()).collect()
    };
    let all: Vec<_> = ids.iter().map(ToString::to_string).collect();
    assert_eq!(at(&case), all);
    assert_eq!(case.text().matches("looked at").count(), 4);
    assert!(!case.session.is_dirty());
    case.run(Command::Edit(EditCommand::Undo));
    assert_eq!(at(&case), all[..3]);
    assert!(case.session.is_dirty(), "the file says otherwise");
    case.save();
    assert_eq!(case.text().matches("looked at").count(), 3);
    case.run(Command::Edit(EditCommand::Redo));
    assert_eq!(at(&case), all);
}

#[test]
fn what_another_program_wrote_and_what_was_decided_here_are_both_saved() {
    let mut case = Case::open();
    let id = case.event().id.clone();
    let theirs = case
        .text()
        .replace("schema: 1,", "schema: 1, // edited elsewhere");
    fs::write(&case.path, theirs).expect("written");
    case.decide(dismiss(id.as_str(), "looked at"));
    case.save();
    assert!(!case.session.is_dirty());
    assert!(case.text().contains("// edited elsewhere") && case.text().contains("looked at"));
}

#[test]
fn what_cannot_be_read_any_more_is_not_overwritten() {
    let mut case = Case::open();
    let id = case.event().id.clone();
    case.decide(dismiss(id.as_str(), "looked at"));
    fs::write(&case.path, "<html>").expect("written");
    case.save();
    assert_eq!(case.text().as_str(), "<html>");
    assert!(case.session.is_dirty() && !case.told().is_empty());
    // Deleted, and saved again by somebody who wants it: there it is.
    fs::remove_file(&case.path).expect("removed");
    case.save();
    assert!(case.text().contains("looked at") && !case.session.is_dirty());
    case.decide(dismiss(case.first_events(2)[1].as_str(), "looked at"));
    let elsewhere = case.path.with_file_name("elsewhere.ron");
    case.run(Command::File(FileCommand::SaveAs(elsewhere.clone())));
    assert!(case.session.finish_saving(LONG));
    let text = fs::read_to_string(&elsewhere).expect("there");
    assert!(text.contains("looked at") && !case.session.is_dirty());
}

#[test]
fn what_makes_no_sense_is_told_and_changes_nothing() {
    let mut case = Case::open();
    case.decide(dismiss("no-such-event", "looked at"));
    assert_eq!(case.told(), ["unknown-id"]);
    assert!(!case.session.is_dirty());
    let id = case.event().id.clone();
    case.decide(dismiss(id.as_str(), "looked at"));
    assert!(case.told().is_empty(), "what is done settles what was not");
}

#[test]
fn the_bundled_case_stays_as_it_is_and_can_be_made_ones_own() {
    let mut session = Session::new(Document::sample());
    let id = session.document.project.events()[0].id.clone();
    let decide = || Command::Edit(EditCommand::Decide(dismiss(id.as_str(), "looked at")));
    let count = session.project().dismissed.len();
    session.run([decide()]);
    assert_eq!(session.project().dismissed.len(), count);
    assert_eq!(session.notices()[0].problem.code, "read-only");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.ron");
    session.run([Command::File(FileCommand::SaveAs(path.clone()))]);
    assert!(session.finish_saving(LONG));
    assert!(session.notices().is_empty());
    let as_bundled = annals::store::sample_bytes();
    assert_eq!(fs::read(&path).expect("there"), as_bundled);
    session.run([decide(), Command::File(FileCommand::Save)]);
    assert!(session.finish_saving(LONG));
    let text = fs::read_to_string(&path).expect("there");
    assert!(text.contains("looked at"));
}

#[test]
fn nothing_unsaved_is_left_without_a_question() {
    let mut case = Case::open();
    let ids = case.first_events(1);
    case.decide(dismiss(ids[0].as_str(), "looked at"));
    case.run(Command::File(FileCommand::OpenSample));
    let Some(Dialog::Unsaved { then }) = case.session.dialog.clone() else {
        panic!("{:?}", case.session.dialog);
    };
    assert_eq!(case.session.project().dismissed.len(), 1);
    case.run(Command::File(FileCommand::SaveThen(then)));
    assert!(case.session.finish_saving(LONG));
    assert!(case.session.filed().is_none(), "the bundled case");
    assert_eq!(case.text().matches("looked at").count(), 1);

    let mut case = Case::open();
    case.decide(dismiss(ids[0].as_str(), "looked at"));
    case.run(Command::File(FileCommand::Quit));
    assert!(!case.session.quits());
    let then = Box::new(FileCommand::Quit);
    case.run(Command::File(FileCommand::GiveUpThen(then)));
    assert!(case.session.quits() && !case.text().contains("looked at"));
    assert_eq!(event(ids[0].as_str()), ids[0]);
}
