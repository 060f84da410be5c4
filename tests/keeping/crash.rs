//! What a crash leaves, and what becomes of it.

use std::fs;
use std::time::{Duration, Instant};

use annals::app::{Command, Dialog, EditCommand, FileCommand};

use crate::{Case, edit, save, title, until};

const RECOVERY: &str = ".case.ron.recovery";

#[test]
fn what_was_edited_lies_beside_the_project_within_a_second_for_its_owner_alone() {
    let case = Case::new();
    let mut session = case.open();
    edit(&mut session, 3, "Edited");
    let start = Instant::now();
    let path = case.folder.path().join(RECOVERY);
    while !path.exists() {
        assert!(start.elapsed() < Duration::from_secs(20), "never written");
        std::thread::sleep(Duration::from_millis(5));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(case.text().as_bytes(), annals::store::sample_bytes());
    save(&mut session);
    until(&mut session, "the recovery is gone", |_| !path.exists());
}

#[test]
fn the_next_session_offers_it_and_recovers_it_as_one_step() {
    let case = Case::new();
    let mut session = case.open();
    let before = title(&session, 3).to_owned();
    edit(&mut session, 3, "Edited");
    edit(&mut session, 5, "Edited too");
    let edited = std::sync::Arc::clone(session.project());
    // As good as a crash: nothing was saved.
    drop(session);
    assert!(
        case.beside().contains(&RECOVERY.to_owned()),
        "{:?}",
        case.beside()
    );

    let mut session = case.open();
    assert_eq!(session.dialog, Some(Dialog::Recovered));
    let left = session.left_edits().expect("offered");
    assert!(left.told.contains("2 changes"), "{}", left.told);
    assert!(
        left.lines.iter().any(|line| line.contains("Edited too")),
        "{:?}",
        left.lines
    );
    assert_eq!(title(&session, 3), before, "nothing is done by itself");
    session.run([Command::File(FileCommand::Recover)]);
    assert!(session.project().says_the_same_as(&edited) && session.is_dirty());
    session.run([Command::Edit(EditCommand::Undo)]);
    assert_eq!(title(&session, 3), before);
    session.run([Command::Edit(EditCommand::Redo)]);
    save(&mut session);
    assert!(case.text().contains("Edited too"));
    drop(session);
    let session = case.open();
    assert_eq!(session.dialog, None, "nothing is left to recover");
}

#[test]
fn what_is_discarded_or_not_decided_is_kept_among_the_backups() {
    let case = Case::new();
    for is_decided in [true, false] {
        let mut session = case.open();
        edit(&mut session, 3, "Edited");
        drop(session);
        let mut session = case.open();
        assert_eq!(session.dialog, Some(Dialog::Recovered));
        if is_decided {
            session.run([Command::File(FileCommand::DiscardRecovery)]);
        } else {
            session.run([Command::Show(None)]);
            edit(&mut session, 4, "Something else");
        }
        assert_ne!(title(&session, 3), "Edited");
        save(&mut session);
        drop(session);
        let session = case.open();
        assert_eq!(session.dialog, None);
    }
    let backups = fs::read_dir(case.folder.path().join("case.backups")).expect("there");
    let kept = backups.filter(|entry| {
        let path = entry.as_ref().expect("readable").path();
        path.extension().is_some_and(|it| it == "recovery")
    });
    assert_eq!(kept.count(), 2);
}

#[test]
fn what_was_edited_on_a_file_that_changed_since_is_merged_into_it() {
    let case = Case::new();
    let mut session = case.open();
    edit(&mut session, 3, "Edited here");
    let other = title(&session, 6).to_owned();
    drop(session);
    let theirs = case.text().replace(
        &format!("title: \"{other}\""),
        "title: \"Edited elsewhere\"",
    );
    fs::write(&case.path, theirs).expect("written");
    let mut session = case.open();
    let left = session.left_edits().expect("offered");
    assert!(left.told.contains("changed since"), "{}", left.told);
    session.run([Command::File(FileCommand::Recover)]);
    assert_eq!(title(&session, 3), "Edited here");
    assert_eq!(title(&session, 6), "Edited elsewhere");
}
