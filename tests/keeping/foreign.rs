//! Other programs write the file too.

use std::fs;

use annals::app::{Command, Dialog, EditCommand, FileCommand, SelectCommand};
use annals::edit::Side;
use annals::model::Item;

use crate::{Case, edit, save, title, told, until};

impl Case {
    /// Another program calls an event something else.
    fn retitle(&self, old: &str, new: &str) {
        let text = self.text();
        let theirs = text.replace(&format!("title: \"{old}\""), &format!("title: \"{new}\""));
        assert_ne!(theirs, text);
        fs::write(&self.path, theirs).expect("written");
    }
}

#[test]
fn what_another_program_wrote_is_shown_at_once_if_nothing_was_edited_and_can_be_taken_back() {
    let case = Case::new();
    let mut session = case.open();
    let before = title(&session, 3).to_owned();
    let selected = session.project().events()[7].id.clone();
    session.run([Command::Select(SelectCommand::Item(Item::Event(
        selected.clone(),
    )))]);
    case.retitle(&before, "Edited elsewhere");
    until(&mut session, "it is noticed", |session| {
        title(session, 3) == "Edited elsewhere"
    });
    assert_eq!(session.selection.event(), Some(&selected));
    assert!(!session.is_dirty());
    assert_eq!(told(&session), ["changed-on-disk"]);
    session.run([Command::Edit(EditCommand::Undo)]);
    assert_eq!(title(&session, 3), before);
    assert!(session.is_dirty(), "the file says otherwise");
}

#[test]
fn what_both_changed_in_different_places_is_merged_and_saved() {
    let case = Case::new();
    let mut session = case.open();
    let before = title(&session, 3).to_owned();
    edit(&mut session, 5, "Edited here");
    case.retitle(&before, "Edited elsewhere");
    save(&mut session);
    assert!(session.finish_saving(crate::LONG));
    assert_eq!(
        (title(&session, 3), title(&session, 5)),
        ("Edited elsewhere", "Edited here")
    );
    let text = case.text();
    assert!(text.contains("Edited elsewhere") && text.contains("Edited here"));
    assert!(!session.is_dirty());
}

#[test]
fn where_both_changed_the_same_a_person_chooses_and_nothing_is_written_until_then() {
    for side in [Side::Ours, Side::Theirs] {
        let case = Case::new();
        let mut session = case.open();
        let before = title(&session, 3).to_owned();
        edit(&mut session, 3, "Edited here");
        case.retitle(&before, "Edited elsewhere");
        let theirs = case.text();
        save(&mut session);
        assert_eq!(session.dialog, Some(Dialog::Conflicts));
        let n_conflicts = session.conflicts().expect("shown").conflicts.len();
        assert_eq!(n_conflicts, 1);
        assert_eq!(case.text(), theirs, "nothing foreign is overwritten unseen");
        session.run([Command::File(FileCommand::Resolve(vec![side]))]);
        assert!(session.finish_saving(crate::LONG));
        let expected = match side {
            Side::Ours => "Edited here",
            Side::Theirs => "Edited elsewhere",
        };
        assert_eq!(title(&session, 3), expected);
        assert!(case.text().contains(expected));
        assert!(!session.is_dirty());
    }
}

#[test]
fn a_change_of_the_same_size_and_time_is_noticed_before_a_save() {
    let case = Case::new();
    let mut session = case.open();
    let before = title(&session, 3).to_owned();
    let same_size: String = before.chars().rev().collect();
    edit(&mut session, 3, "Edited here");
    let time = fs::metadata(&case.path)
        .and_then(|it| it.modified())
        .expect("a time");
    case.retitle(&before, &same_size);
    let file = fs::File::options()
        .write(true)
        .open(&case.path)
        .expect("there");
    file.set_modified(time).expect("set");
    let theirs = case.text();
    save(&mut session);
    assert_eq!(session.dialog, Some(Dialog::Conflicts));
    assert_eq!(case.text(), theirs);
}

#[test]
fn a_file_that_was_broken_elsewhere_is_not_merged_and_not_overwritten() {
    let case = Case::new();
    let mut session = case.open();
    edit(&mut session, 3, "Edited here");
    let id = session.project().events()[4].id.clone();
    let theirs = case
        .text()
        .replace(&format!("id: \"{id}\""), &format!("idd: \"{id}\""));
    fs::write(&case.path, &theirs).expect("written");
    save(&mut session);
    assert_eq!(told(&session), ["changed-on-disk"]);
    assert_eq!(case.text(), theirs);
    assert!(session.is_dirty() && session.project().event(&id).is_some());
}

#[test]
fn a_file_that_is_gone_is_told_and_what_was_edited_stays() {
    let case = Case::new();
    let mut session = case.open();
    edit(&mut session, 3, "Edited here");
    fs::remove_file(&case.path).expect("removed");
    until(&mut session, "it is noticed", |session| {
        !told(session).is_empty()
    });
    assert_eq!(title(&session, 3), "Edited here");
    let elsewhere = case.folder.path().join("other.ron");
    session.run([Command::File(FileCommand::SaveAs(elsewhere.clone()))]);
    assert!(session.finish_saving(crate::LONG));
    assert!(
        fs::read_to_string(&elsewhere)
            .expect("there")
            .contains("Edited here")
    );
    assert_eq!(session.filed().expect("a file").path, elsewhere);
}
