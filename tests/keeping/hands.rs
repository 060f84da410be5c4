//! What busy hands do: two things at once, two windows at once, second thoughts. Found by a second reader; each
//! of these once lost something.

use std::fs;

use annals::app::{Command, Dialog, FileCommand, TextCommand, Way};
use annals::edit::Side;
use annals::model::{Source, SourceId};

use crate::{Case, LONG, edit, save, title, until};

/// How many recoveries lie among the backups.
fn n_kept(case: &Case) -> usize {
    let Ok(entries) = fs::read_dir(case.folder.path().join("case.backups")) else {
        return 0;
    };
    let is_recovery = |entry: &fs::DirEntry| {
        let path = entry.path();
        path.extension().is_some_and(|it| it == "recovery")
    };
    entries.flatten().filter(is_recovery).count()
}

fn create(session: &mut annals::app::Session, id: &str, text: &str) {
    let mut source = Source::clone(&session.project().sources()[0]);
    source.id = SourceId::new(id).expect("a slug");
    session.run([Command::Text(TextCommand::Create {
        source: Box::new(source),
        text: text.to_owned(),
        publisher: None,
    })]);
}

#[test]
fn what_is_opened_while_a_copy_is_written_is_not_taken_for_the_copy() {
    let (case, other) = (Case::new(), Case::new());
    let mut session = case.open();
    edit(&mut session, 3, "Edited");
    save(&mut session);
    let copy = case.folder.path().join("copy.ron");
    session.run([
        Command::File(FileCommand::SaveAs(copy.clone())),
        Command::File(FileCommand::Open(other.path.clone())),
    ]);
    until(&mut session, "the other is open", |session| {
        session
            .filed()
            .is_some_and(|filed| filed.path == other.path)
    });
    save(&mut session);
    let text = fs::read_to_string(&copy).expect("there");
    assert!(text.contains("\"Edited\""));
    assert_eq!(other.text().as_bytes(), annals::store::sample_bytes());
}

#[test]
fn a_window_that_only_reads_leaves_the_recovery_of_the_one_that_writes() {
    let case = Case::new();
    let mut first = case.open();
    let mut second = case.open();
    assert!(second.is_read_only());
    edit(&mut first, 3, "Saved");
    save(&mut first);
    edit(&mut first, 5, "Not saved");
    let recovery = case.folder.path().join(".case.ron.recovery");
    until(&mut first, "it is recorded", |_| recovery.exists());
    until(&mut second, "it is reloaded", |session| {
        title(session, 3) == "Saved"
    });
    for _ in 0..100 {
        second.begin_frame();
        std::thread::sleep(std::time::Duration::from_millis(4));
    }
    assert!(recovery.exists());
}

#[test]
fn what_a_crash_left_stays_when_the_file_changes_before_somebody_decides() {
    let case = Case::new();
    let mut session = case.open();
    edit(&mut session, 3, "Only in the recovery");
    drop(session);
    let mut session = case.open();
    assert_eq!(session.dialog, Some(Dialog::Recovered));
    let other = title(&session, 6).to_owned();
    let theirs = case.text().replace(&other, "Elsewhere");
    fs::write(&case.path, theirs).expect("written");
    until(&mut session, "it is noticed", |session| {
        title(session, 6) == "Elsewhere"
    });
    drop(session);
    let session = case.open();
    assert!(session.dialog == Some(Dialog::Recovered) || n_kept(&case) > 0);
}

#[test]
fn edits_that_are_given_up_are_kept_aside_and_only_once_something_takes_their_place() {
    let case = Case::new();
    let mut session = case.open();
    edit(&mut session, 3, "Given up");
    let missing = FileCommand::Open(case.folder.path().join("missing.ron"));
    session.run([Command::File(FileCommand::GiveUpThen(Box::new(missing)))]);
    until(&mut session, "it cannot be opened", |session| {
        session.opening.is_none()
    });
    assert_eq!(title(&session, 3), "Given up", "it is still here");
    assert!(session.is_dirty());
    let sample = Box::new(FileCommand::OpenSample);
    session.run([Command::File(FileCommand::GiveUpThen(sample))]);
    until(&mut session, "it is put aside", |_| n_kept(&case) == 1);
    drop(session);
    assert_eq!(case.open().dialog, None, "not offered again");
}

#[test]
fn what_was_to_follow_a_save_that_met_a_conflict_does_not_follow_a_later_one() {
    let case = Case::new();
    let mut session = case.open();
    let before = title(&session, 3).to_owned();
    edit(&mut session, 3, "Here");
    let theirs = case.text().replace(&before, "Elsewhere");
    fs::write(&case.path, theirs).expect("written");
    let quit = Box::new(FileCommand::Quit);
    session.run([Command::File(FileCommand::SaveThen(quit))]);
    assert!(session.finish_saving(LONG));
    assert_eq!(session.dialog, Some(Dialog::Conflicts));
    session.run([Command::Show(None)]);
    assert!(
        session
            .notices()
            .iter()
            .any(|notice| notice.ways.contains(&Way::Choose))
    );
    edit(&mut session, 4, "Going on");
    save(&mut session);
    assert_eq!(session.dialog, Some(Dialog::Conflicts), "it is asked again");
    session.run([Command::File(FileCommand::Resolve(vec![Side::Ours]))]);
    assert!(session.finish_saving(LONG));
    assert!(!session.quits() && !session.is_dirty());
    assert!(case.text().contains("Going on") && case.text().contains("\"Here\""));
}

#[test]
fn a_pasted_text_that_cannot_be_put_beside_the_project_can_be_tried_again() {
    let case = Case::new();
    let in_the_way = case.folder.path().join("case.texts");
    fs::write(&in_the_way, "no folder").expect("written");
    let mut session = case.open();
    create(&mut session, "one", "Words that somebody pasted.");
    until(&mut session, "it is refused", |session| {
        session.attaching().is_none()
    });
    assert!(
        session
            .notices()
            .iter()
            .any(|notice| notice.ways == [Way::AttachAgain])
    );
    fs::remove_file(&in_the_way).expect("removed");
    session.run([Command::Text(TextCommand::Again)]);
    let id = SourceId::new("one").expect("a slug");
    until(&mut session, "it is there", |session| {
        session.document.texts.has(&id)
    });
}

#[test]
fn texts_that_are_on_their_way_come_along_when_the_project_is_saved_elsewhere() {
    let case = Case::new();
    let mut session = case.open();
    create(&mut session, "one", "First text.");
    create(&mut session, "two", "Other text.");
    let copy = case.folder.path().join("copy.ron");
    session.run([Command::File(FileCommand::SaveAs(copy.clone()))]);
    assert!(session.finish_saving(LONG));
    for text in ["one.txt", "two.txt"] {
        assert!(
            case.folder.path().join("copy.texts").join(text).exists(),
            "{text}"
        );
    }
}

#[test]
fn a_recovery_against_a_changed_file_is_chosen_like_any_conflict() {
    let case = Case::new();
    let mut session = case.open();
    let before = title(&session, 3).to_owned();
    edit(&mut session, 3, "Here");
    drop(session);
    let theirs = case.text().replace(&before, "Elsewhere");
    fs::write(&case.path, theirs).expect("written");
    let mut session = case.open();
    session.run([Command::File(FileCommand::Recover)]);
    assert_eq!(session.dialog, Some(Dialog::Conflicts));
    assert_eq!(title(&session, 3), "Elsewhere", "nothing is chosen yet");
    session.run([Command::File(FileCommand::Resolve(vec![Side::Theirs]))]);
    assert_eq!(title(&session, 3), "Elsewhere");
}

#[test]
fn a_project_that_was_deleted_elsewhere_is_not_left_without_a_question_and_can_be_saved_again() {
    let case = Case::new();
    let mut session = case.open();
    fs::remove_file(&case.path).expect("removed");
    until(
        &mut session,
        "it is noticed",
        annals::app::Session::is_dirty,
    );
    session.run([Command::File(FileCommand::Quit)]);
    assert!(!session.quits() && matches!(session.dialog, Some(Dialog::Unsaved { .. })));
    session.run([Command::Show(None)]);
    save(&mut session);
    assert_eq!(case.text().as_bytes(), annals::store::sample_bytes());
    session.run([Command::File(FileCommand::Quit)]);
    assert!(session.quits());
}
