//! Saving, on real folders.

use std::collections::BTreeSet;

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

#[test]
fn the_new_version_has_the_name_and_the_one_before_stays_beside_it() {
    let (folder, path) = folder_with("case.ron", OLD);
    let saved = save(&path, OLD, NEW).expect("saved");
    assert_eq!(saved.warnings, []);
    assert_eq!(read(&path), NEW);
    let previous = folder.path().join("case.ron.previous");
    assert_eq!(read(&previous), OLD);
    save(&path, NEW, b"third").expect("saved");
    assert_eq!(
        (read(&path), read(&previous)),
        (b"third".to_vec(), NEW.to_vec())
    );
    assert_eq!(names(folder.path()), set(["case.ron", "case.ron.previous"]));
}

#[test]
fn what_another_wrote_meanwhile_is_left_alone() {
    // The same length, as by a program that sets the time back too.
    let theirs = b"Project(schema: 1, title: \"odd\")";
    let (folder, path) = folder_with("case.ron", theirs);
    let problem = save(&path, OLD, NEW).expect_err("it is not what was loaded");
    assert_eq!(problem.code, "changed-on-disk");
    assert_eq!(read(&path), theirs);
    assert_eq!(names(folder.path()), set(["case.ron"]));
}

#[test]
fn what_another_wrote_between_the_look_and_the_replacement_gets_its_name_back() {
    let (folder, path) = folder_with("case.ron", OLD);
    is_unchanged(&path, OLD).expect("so far");
    fs::write(&path, b"theirs").expect("written");
    let unfinished = written(&path, NEW).expect("written");
    let old = set_aside(&path, OLD).expect("set aside");
    replace(unfinished, &path).expect("replaced");
    assert!(!holds(&old.path, OLD), "this is how it is noticed");
    assert_eq!(give_back(old, &path).code, "changed-on-disk");
    assert_eq!(read(&path), b"theirs");
    assert_eq!(names(folder.path()), set(["case.ron"]));
}

#[test]
fn a_read_only_file_is_refused_before_anything_is_written() {
    let (folder, path) = folder_with("case.ron", OLD);
    let mut permissions = fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("set");
    let problem = save(&path, OLD, NEW).expect_err("read-only");
    assert_eq!(
        (problem.code, problem.message.as_str()),
        ("read-only", "the file is read-only")
    );
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
    assert!(written(nowhere, NEW).is_err());
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
fn a_step_that_fails_leaves_nothing_unfinished() {
    let (folder, path) = folder_with("case.ron", OLD);
    // A folder of the name under which the version before should be kept.
    let previous = folder.path().join("case.ron.previous");
    fs::create_dir(&previous).expect("made");
    let saved = save(&path, OLD, NEW).expect("saved");
    let codes: Vec<_> = saved.warnings.iter().map(|it| it.code).collect();
    assert_eq!(codes, ["previous-not-kept"]);
    assert_eq!(read(&path), NEW);
    assert_eq!(names(folder.path()), set(["case.ron", "case.ron.previous"]));
    // A folder in the way of the last step.
    let unfinished = written(&path, NEW).expect("written");
    replace(unfinished, &previous).expect_err("a folder is in the way");
    assert_eq!(names(folder.path()), set(["case.ron", "case.ron.previous"]));
}

#[test]
fn an_unfinished_file_of_another_is_neither_used_nor_removed() {
    let (folder, path) = folder_with("case.ron", OLD);
    let others = folder.path().join(unfinished_name(&path, 0));
    fs::write(&others, "theirs").expect("written");
    save(&path, OLD, NEW).expect("saved");
    assert_eq!(read(&path), NEW);
    assert_eq!(read(&others), b"theirs");
}

#[test]
fn what_a_killed_save_left_is_removed_by_a_later_one() {
    let (folder, path) = folder_with("case.ron", OLD);
    let other = folder.path().join(".other.ron.annals-1-0");
    for left in [&folder.path().join(".case.ron.annals-1-0"), &other] {
        fs::write(left, "half").expect("written");
        let file = OpenOptions::new().write(true).open(left).expect("there");
        let long_ago = std::time::SystemTime::now() - 2 * ABANDONED;
        file.set_modified(long_ago).expect("set");
    }
    save(&path, OLD, NEW).expect("saved");
    let expected = set([".other.ron.annals-1-0", "case.ron", "case.ron.previous"]);
    assert_eq!(names(folder.path()), expected);
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
        assert_eq!(mode(&folder.path().join("case.ron.previous")), kept);
    }
    assert_eq!(names(elsewhere.path()), set(["link.ron"]));
    fs::remove_file(&path).expect("removed");
    let problem = save(&link, OLD, NEW).expect_err("it leads nowhere");
    assert!(problem.message.contains("no such file"), "{problem:?}");
}

#[test]
#[cfg(unix)]
fn where_a_file_cannot_have_two_names_a_copy_of_it_is_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, path) = folder_with("case.ron", OLD);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
    let previous = previous_path(&path);
    fs::write(&previous, "older").expect("written");
    let copy = copied(&path, OLD).expect("copied");
    assert_eq!(keep_previous(copy, &path), None);
    let mode = fs::metadata(&previous).expect("there").permissions().mode();
    assert_eq!((read(&previous), mode & 0o777), (OLD.to_vec(), 0o640));
    assert_eq!(names(folder.path()).len(), 2);
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
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, path) = folder_with("case.ron", OLD);
    let unfinished = written(&path, NEW).expect("written");
    let mode = fs::metadata(&unfinished.path)
        .expect("there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}
