//! Saving, on real folders. On simulated disks: `power`, `faults`; against other programs: `rivals`.

mod faults;
mod power;
mod rivals;

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write as _};

use super::*;

const OLD: &[u8] = b"Project(schema: 1, title: \"old\")";
const NEW: &[u8] = b"Project(schema: 1, title: \"new\")";

fn folder_with(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("written");
    (folder, path)
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let name = |entry: io::Result<fs::DirEntry>| entry.expect("readable").file_name();
    entries
        .map(|entry| name(entry).to_string_lossy().into_owned())
        .collect()
}

fn set<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.map(str::to_owned).into()
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).expect("there")
}

/// The versions before, newest first.
fn kept(project: &Path) -> Vec<Vec<u8>> {
    let backups = backups(project);
    backups.iter().map(|backup| read(&backup.path)).collect()
}

#[test]
fn the_new_version_has_the_name_and_the_one_before_stays_beside_it() {
    let (folder, path) = folder_with("case.ron", OLD);
    let saved = save(&path, OLD, NEW).expect("saved");
    assert_eq!(saved.warnings, []);
    assert_eq!(read(&path), NEW);
    assert_eq!(kept(&path), [OLD]);
    save(&path, NEW, b"third").expect("saved");
    assert_eq!(read(&path), b"third");
    assert_eq!(kept(&path), [NEW, OLD]);
    assert_eq!(names(folder.path()), set(["case.backups", "case.ron"]));
}

#[test]
fn what_another_wrote_meanwhile_is_left_alone() {
    // The same length, as by a program that sets the time back too.
    let theirs = b"Project(schema: 1, title: \"odd\")";
    let (folder, path) = folder_with("case.ron", OLD);
    let time = fs::metadata(&path)
        .and_then(|it| it.modified())
        .expect("a time");
    let file = fs::File::create(&path).expect("opened");
    (&file).write_all(theirs).expect("written");
    file.set_modified(time).expect("set");
    let problem = save(&path, OLD, NEW).expect_err("it is not what was loaded");
    assert_eq!(problem.code, "changed-on-disk");
    assert_eq!(read(&path), theirs);
    assert_eq!(names(folder.path()), set(["case.ron"]));
}

#[test]
fn a_read_only_file_is_refused_before_anything_is_written() {
    let (folder, path) = folder_with("case.ron", OLD);
    let mut permissions = fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("set");
    let problem = save(&path, OLD, NEW).expect_err("read-only");
    assert_eq!(problem.code, "read-only");
    assert!(problem.message.contains("the file is read-only"));
    assert!(problem.message.contains("case.ron"));
    assert_eq!(read(&path), OLD);
    assert_eq!(names(folder.path()), set(["case.ron"]));
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written_is_named_with_the_cause() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, path) = folder_with("case.ron", OLD);
    let mode = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode));
    mode(0o555).expect("set");
    let is_bound = fs::write(folder.path().join("probe"), "").is_err();
    let outcome = save(&path, OLD, NEW);
    mode(0o755).expect("set");
    if is_bound {
        let problem = outcome.expect_err("the folder is read-only");
        assert_eq!(problem.code, "read-only");
        assert!(
            problem.message.contains("in the folder"),
            "{}",
            problem.message
        );
        assert_eq!(read(&path), OLD);
        assert_eq!(names(folder.path()), set(["case.ron"]));
    } else {
        // Whoever may do everything is not bound by modes; then it is simply saved.
        outcome.expect("saved");
    }
    // Where no file can be made at all, whoever one is.
    let nowhere = Path::new("/proc/self/case.ron");
    let error = cannot_create(nowhere, &io::Error::from(ErrorKind::ReadOnlyFilesystem));
    assert_eq!(error.code, "read-only");
    assert!(error.message.contains("/proc/self"), "{}", error.message);
    assert!(write_whole(nowhere, NEW).is_err());
}

#[test]
fn every_failure_names_its_cause_and_a_remedy() {
    let path = Path::new("case.ron");
    for (kind, said) in [
        (ErrorKind::StorageFull, "no room"),
        (ErrorKind::QuotaExceeded, "no room"),
        (ErrorKind::PermissionDenied, "may not write"),
        (ErrorKind::NotFound, "no such file"),
        (ErrorKind::TimedOut, "cannot be saved"),
    ] {
        let problem = cannot_save(path, &io::Error::from(kind));
        assert!(
            problem.message.contains(said) && problem.message.contains("case.ron"),
            "{problem:?}"
        );
        assert!(problem.hint.is_some_and(|hint| !hint.is_empty()));
    }
    let problem = save(Path::new("no/such/case.ron"), OLD, NEW).expect_err("it is not there");
    assert!(problem.message.contains("no such file"), "{problem:?}");
}

#[test]
fn what_stands_in_the_place_of_the_backups_is_left_alone_and_told_of() {
    let (folder, path) = folder_with("case.ron", OLD);
    let in_the_way = folder.path().join("case.backups");
    fs::write(&in_the_way, "notes").expect("written");
    let saved = save(&path, OLD, NEW).expect("saved");
    let codes: Vec<_> = saved.warnings.iter().map(|it| it.code).collect();
    assert_eq!(codes, ["backup-not-kept"]);
    assert_eq!(
        (read(&path), read(&in_the_way)),
        (NEW.to_vec(), b"notes".to_vec())
    );
    assert_eq!(names(folder.path()), set(["case.backups", "case.ron"]));
}

#[test]
fn an_unfinished_file_of_another_project_is_neither_used_nor_removed() {
    let (folder, path) = folder_with("case.ron", OLD);
    let others = folder.path().join(".other.ron.annals-1-0000-1.half");
    fs::write(&others, "theirs").expect("written");
    save(&path, OLD, NEW).expect("saved");
    assert_eq!(read(&others), b"theirs");
}

#[test]
fn what_a_killed_save_left_is_removed_by_a_later_one() {
    let (folder, path) = folder_with("case.ron", OLD);
    let left = folder.path().join(".case.ron.annals-1-0000-1.half");
    fs::write(&left, "half").expect("written");
    let file = fs::OpenOptions::new()
        .write(true)
        .open(&left)
        .expect("there");
    let long_ago = SystemTime::now() - std::time::Duration::from_hours(1);
    file.set_modified(long_ago).expect("set");
    save(&path, OLD, NEW).expect("saved");
    assert_eq!(names(folder.path()), set(["case.backups", "case.ron"]));
}

#[test]
fn names_beside_a_long_name_are_no_longer_than_a_name_may_be() {
    for name in ["é".repeat(127), "x".repeat(255), "x".repeat(240)] {
        let (folder, path) = folder_with(&name, OLD);
        save(&path, OLD, NEW).expect("saved");
        assert_eq!(read(&path), NEW, "{name}");
        assert_eq!(names(folder.path()).len(), 2, "{name}");
    }
}

#[test]
#[cfg(unix)]
fn a_symbolic_link_stays_and_what_it_leads_to_is_replaced_with_its_mode() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (folder, path) = folder_with("case.ron", OLD);
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o7777;
    let elsewhere = tempfile::tempdir().expect("a folder");
    let link = elsewhere.path().join("link.ron");
    symlink(&path, &link).expect("linked");
    for (kept, old, new) in [(0o600, OLD, NEW), (0o664, NEW, OLD)] {
        fs::set_permissions(&path, fs::Permissions::from_mode(kept)).expect("set");
        save(&link, old, new).expect("saved");
        assert_eq!(fs::read_link(&link).expect("still a link"), path);
        assert_eq!((read(&path), mode(&path)), (new.to_vec(), kept));
        assert_eq!(mode(&backups(&link)[0].path), kept);
    }
    assert_eq!(names(folder.path()), set(["case.backups", "case.ron"]));
    for looping in ["one.ron", "two.ron"] {
        let other = ["two.ron", "one.ron"][usize::from(looping == "two.ron")];
        symlink(other, folder.path().join(looping)).expect("linked");
    }
    for looping in ["one.ron", "two.ron"] {
        let looping = folder.path().join(looping);
        let problem = save(&looping, OLD, NEW).expect_err("it leads nowhere");
        assert_eq!(problem.code, "cannot-save");
        fs::remove_file(&looping).expect("still there");
        symlink("none.ron", &looping).expect("linked");
    }
    assert_eq!(names(elsewhere.path()), set(["link.ron"]));
    fs::remove_file(&path).expect("removed");
    let problem = save(&link, OLD, NEW).expect_err("it leads nowhere");
    assert!(problem.message.contains("no such file"), "{problem:?}");
}

#[test]
#[cfg(unix)]
fn a_second_name_of_the_file_is_told_of_once() {
    let (folder, path) = folder_with("case.ron", OLD);
    let other = folder.path().join("other.ron");
    fs::hard_link(&path, &other).expect("linked");
    let saved = save(&path, OLD, NEW).expect("saved");
    let codes: Vec<_> = saved.warnings.iter().map(|it| it.code).collect();
    assert_eq!(codes, ["many-names"]);
    assert_eq!((read(&path), read(&other)), (NEW.to_vec(), OLD.to_vec()));
    let again = save(&path, NEW, OLD).expect("saved");
    assert_eq!(again.warnings, []);
    assert_eq!(names(folder.path()).len(), 3);
}

#[test]
#[cfg(unix)]
fn nobody_else_can_read_an_unfinished_file() {
    let (_folder, path) = folder_with("case.ron", OLD);
    let unfinished = Unfinished::beside(&Real, &path, OWN).expect("made");
    let facts = Real.facts(unfinished.path()).expect("there");
    assert_eq!(facts.mode, 0o600);
}
