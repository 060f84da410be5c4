//! Who has a project open, where it is saved, and the ways back.

use std::fs;

use annals::app::{Access, Command, EditCommand, FileCommand, Way};
use annals::model::{Item, SourceId};

use crate::{Case, LONG, edit, open, save, title, told, until};

#[test]
fn a_second_window_reads_until_the_first_lets_go() {
    let case = Case::new();
    let first = case.open();
    let mut second = case.open();
    let Access::Held { by } = &second.filed().expect("a file").access else {
        panic!("{:?}", second.filed());
    };
    assert!(by.contains(&std::process::id().to_string()), "{by}");
    let before = title(&second, 3).to_owned();
    edit(&mut second, 3, "Edited");
    assert_eq!(title(&second, 3), before);
    assert_eq!(told(&second), ["held"]);
    assert!(second.notices()[0].ways.contains(&Way::TakeOver));
    second.run([Command::File(FileCommand::TakeOver)]);
    until(&mut second, "it was tried", |session| {
        session.filed().is_some_and(|filed| !filed.is_settling())
    });
    assert!(second.is_read_only(), "it is still held");
    drop(first);
    second.run([Command::File(FileCommand::TakeOver)]);
    until(&mut second, "it is free", |session| !session.is_read_only());
    assert!(told(&second).is_empty());
    edit(&mut second, 3, "Edited");
    save(&mut second);
    assert!(case.text().contains("\"Edited\""));
    drop(second);
    assert!(
        case.beside().iter().all(|name| name != ".case.ron.lock"),
        "{:?}",
        case.beside()
    );
}

#[test]
fn every_save_keeps_the_version_before() {
    let case = Case::new();
    let first = case.text();
    let mut session = case.open();
    edit(&mut session, 3, "Edited");
    save(&mut session);
    let second = case.text();
    edit(&mut session, 3, "Edited again");
    save(&mut session);
    let backups = annals::store::backups(&case.path);
    let kept: Vec<String> = backups
        .iter()
        .map(|backup| fs::read_to_string(&backup.path).expect("there"))
        .collect();
    assert_eq!(kept.len(), 2);
    assert!(kept.contains(&first) && kept.contains(&second));
    // One of them is restored as a step.
    session.run([Command::File(FileCommand::Versions(case.path.clone()))]);
    until(&mut session, "they are listed", |session| {
        session
            .earlier()
            .and_then(|it| it.list())
            .is_some_and(|it| it.len() == 2)
    });
    let position = kept.iter().position(|text| *text == first).expect("there");
    let path = backups[position].path.clone();
    session.run([Command::File(FileCommand::Restore(path))]);
    until(&mut session, "it is restored", |session| {
        title(session, 3) != "Edited again"
    });
    assert_eq!(session.undo_name(), Some("restore of an earlier version"));
    save(&mut session);
    assert_eq!(case.text(), first);
}

#[test]
fn reverting_is_a_step_that_can_be_taken_back() {
    let case = Case::new();
    let mut session = case.open();
    let before = title(&session, 3).to_owned();
    edit(&mut session, 3, "Edited");
    edit(&mut session, 4, "Edited too");
    session.run([Command::File(FileCommand::Revert)]);
    assert_eq!(title(&session, 3), before);
    assert!(!session.is_dirty());
    assert_eq!(session.undo_name(), Some("revert to what is saved"));
    session.run([Command::Edit(EditCommand::Undo)]);
    assert_eq!(
        (title(&session, 3), title(&session, 4)),
        ("Edited", "Edited too")
    );
}

#[test]
fn undoing_everything_after_a_save_gives_the_first_bytes_again() {
    let case = Case::new();
    let first = case.text();
    let mut session = case.open();
    for position in 0..10 {
        edit(&mut session, position, &format!("Title {position}"));
        save(&mut session);
    }
    assert_ne!(case.text(), first);
    for _ in 0..10 {
        session.run([Command::Edit(EditCommand::Undo)]);
    }
    assert_eq!(session.undo_name(), None);
    save(&mut session);
    assert_eq!(case.text(), first);
}

#[test]
fn a_new_project_has_a_place_from_the_start_and_no_file_is_overwritten() {
    let case = Case::new();
    let mut session = case.open();
    let path = case.folder.path().join("new.ron");
    let new = |path: &std::path::Path| {
        Command::File(FileCommand::New {
            path: path.to_owned(),
            title: "A new case".to_owned(),
        })
    };
    session.run([new(&case.path)]);
    assert_eq!(told(&session), ["cannot-save"]);
    assert_eq!(case.text().as_bytes(), annals::store::sample_bytes());
    session.run([new(&path)]);
    until(&mut session, "it is open", |session| {
        session.filed().is_some_and(|filed| filed.path == path)
    });
    assert_eq!(session.document.title(), "A new case");
    assert!(session.document.problems.is_empty());
    assert!(
        !session.project().kinds().is_empty(),
        "there is something to start with"
    );
    assert!(session.document.project.events().is_empty());
}

#[test]
fn a_folder_that_cannot_be_written_leaves_three_ways_and_the_project_as_it_was() {
    let case = Case::new();
    let mut session = case.open();
    edit(&mut session, 3, "Edited");
    let mut read_only = fs::metadata(&case.path).expect("there").permissions();
    read_only.set_readonly(true);
    fs::set_permissions(&case.path, read_only).expect("set");
    save(&mut session);
    let notice = session
        .notices()
        .iter()
        .find(|it| it.problem.code == "read-only");
    let notice = notice.expect("told");
    assert!(
        notice.problem.message.contains("case.ron"),
        "{}",
        notice.problem.message
    );
    assert_eq!(
        notice.ways,
        [Way::SaveAgain, Way::SaveElsewhere, Way::CopyAll]
    );
    assert!(session.is_dirty() && !case.text().contains("\"Edited\""));
    let text = session.project_text();
    assert!(text.contains("\"Edited\""));
    let copy = case.folder.path().join("copy.ron");
    fs::write(&copy, text).expect("written");
    let pasted = open(&copy);
    assert!(pasted.project().says_the_same_as(session.project()));
    session.run([Command::File(FileCommand::SaveAs(case.path.clone()))]);
    assert!(session.finish_saving(LONG));
    assert!(
        session.is_dirty(),
        "a file that is there is not overwritten"
    );
}

#[test]
fn a_source_that_is_renamed_keeps_its_text_there_and_back() {
    let case = Case::new();
    let session = case.open();
    let source = session.project().sources().iter().find(|it| it.is_held());
    let id = source.expect("one").id.clone();
    drop(session);
    annals::store::attach_text(&case.path, &id, "What was printed.").expect("attached");
    let mut session = case.open();
    let rename = annals::edit::rename(session.project(), &Item::Source(id.clone()), "another-name");
    let rename = Box::new(rename.expect("free"));
    session.run([Command::Edit(EditCommand::Do(rename))]);
    let new = SourceId::new("another-name").expect("a slug");
    until(&mut session, "the text followed", |session| {
        session.document.texts.text(&new) == Some("What was printed.")
    });
    session.run([Command::Edit(EditCommand::Undo)]);
    until(&mut session, "and went back", |session| {
        session.document.texts.text(&id) == Some("What was printed.")
    });
}
