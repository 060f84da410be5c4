//! Real disks that are too small, and files and folders that may not be written. Needs a system on which a
//! process may have disks of its own, and one that is not the system's owner; elsewhere it says so.

#![cfg(target_os = "linux")]
#![expect(clippy::expect_used, reason = "all of this is a test")]

use std::env;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use annals::diag::Diagnostic;
use annals::store::{self, Content, Progress, recovery};

const FOLDER: &str = "ANNALS_FULL_FOLDER";
const ROLE: &str = "ANNALS_FULL_ROLE";

/// Somebody who owns nothing.
const NOBODY: u32 = 65_534;

/// Not a test of its own: what a process does that the others start.
#[test]
fn child() {
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    match env::var(ROLE).as_deref() {
        Ok("full") => on_small_disks(&folder),
        Ok("bound") => where_nothing_may_be_written(&folder),
        _ => {}
    }
}

/// Starts this program again behind another one; `None` if the system does not allow it.
fn started(before: &[&str], role: &str, folder: &Path) -> Option<Output> {
    let program = env::current_exe().expect("this program");
    let (first, rest) = before.split_first().expect("a command");
    let probe = Command::new(first).args(rest).arg("true").output();
    if !probe.is_ok_and(|it| it.status.success()) {
        return None;
    }
    let mut command = Command::new(first);
    command.args(rest).arg(program);
    command.args(["--exact", "child", "--nocapture"]);
    let output = command.env(ROLE, role).env(FOLDER, folder).output();
    Some(output.expect("started"))
}

#[track_caller]
fn assert_done(output: &Output, said: &str) {
    let (out, error) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        output.status.success() && out.contains(said),
        "{out}\n{error}"
    );
}

#[test]
fn a_disk_that_is_full_at_any_step_leaves_the_project_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(output) = started(&["unshare", "-Urm"], "full", folder.path()) else {
        eprintln!("not tested: this system gives no process a disk of its own");
        return;
    };
    if String::from_utf8_lossy(&output.stdout).contains("no disk was given") {
        eprintln!("not tested: this system lets no process mount a disk");
        return;
    }
    assert_done(&output, "all disks were tried");
}

#[test]
fn what_may_not_be_written_is_named_with_the_cause() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    fs::write(&path, "old").expect("written");
    let own =
        chown(&path, Some(NOBODY), None).and_then(|()| chown(folder.path(), Some(NOBODY), None));
    let as_nobody = ["setpriv", "--reuid=65534", "--clear-groups"];
    let output = match own {
        Ok(()) => started(&as_nobody, "bound", folder.path()),
        // Somebody like that already.
        Err(_) => started(&["env"], "bound", folder.path()),
    };
    let output =
        output.filter(|it| !String::from_utf8_lossy(&it.stderr).contains("Permission denied (os"));
    let Some(output) = output else {
        eprintln!("not tested: this system lets nobody be somebody else");
        return;
    };
    assert_done(&output, "nothing was written");
}

fn mounted(folder: &Path, options: &str) -> bool {
    let mut command = Command::new("mount");
    command
        .args(["-t", "tmpfs", "-o", options, "none"])
        .arg(folder);
    command.status().is_ok_and(|it| it.success())
}

fn run(command: &mut Command) {
    let output = command.output().expect("started");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let names = entries.map(|it| {
        it.expect("readable")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[track_caller]
fn assert_no_room(problem: &Diagnostic, path: &Path) {
    let message = &problem.message;
    assert!(message.contains("No space left on device"), "{message}");
    assert!(message.contains(&path.display().to_string()), "{message}");
    assert!(
        problem
            .hint
            .as_deref()
            .is_some_and(|it| it.contains("make room"))
    );
}

const KILOBYTE: usize = 1024;

/// By space, from too little for anything to enough; then by the number of files.
fn on_small_disks(folder: &Path) {
    let old = vec![b'o'; 200 * KILOBYTE];
    let new = vec![b'n'; 210 * KILOBYTE];
    let sizes = (208..=440).step_by(8).map(|size| format!("size={size}k"));
    let counts = (2..=6).map(|count| format!("size=1m,nr_inodes={count}"));
    let (mut n_refused, mut n_saved, mut n_without_backup) = (0, 0, 0);
    for options in sizes.chain(counts) {
        if !mounted(folder, &options) {
            println!("no disk was given");
            return;
        }
        let path = folder.join("case.ron");
        fs::write(&path, &old).expect("written");
        match store::save(&path, &old, &new) {
            Err(problem) => {
                n_refused += 1;
                assert_no_room(&problem, &path);
                assert_eq!(fs::read(&path).expect("there"), old, "{options}");
                assert_eq!(names(folder), ["case.ron"], "{options}");
                run(Command::new("mount")
                    .args(["-o", "remount,size=2m,nr_inodes=99"])
                    .arg(folder));
                let saved = store::save(&path, &old, &new).expect("there is room now");
                assert_eq!(saved.warnings, []);
            }
            Ok(saved) => {
                n_saved += 1;
                for warning in saved.warnings {
                    n_without_backup += 1;
                    assert_eq!(warning.code, "backup-not-kept");
                    assert!(
                        warning.message.contains("No space left"),
                        "{}",
                        warning.message
                    );
                }
            }
        }
        assert_eq!(fs::read(&path).expect("there"), new, "{options}");
        assert!(names(folder).iter().all(|it| !it.contains(".annals-")));
        run(Command::new("umount").arg(folder));
    }
    assert!(n_refused > 20 && n_saved > 2, "{n_refused} {n_saved}");
    assert!(n_without_backup > 0, "a folder is a file too");
    recovery_without_room(folder);
    println!("all disks were tried");
}

/// What is not saved yet cannot be protected: that is told, and nothing is damaged by it.
fn recovery_without_room(folder: &Path) {
    assert!(mounted(folder, "size=512k"));
    let path = folder.join("case.ron");
    fs::write(&path, store::sample_bytes()).expect("written");
    let loaded = store::open(&path, &Progress::new()).expect("a project");
    let base = Content::of_loaded(&loaded);
    let mut first = loaded.project.clone();
    first.title.push('!');
    recovery::write(&path, base, &loaded.project, &first).expect("written");
    let room = vec![b'x'; 512 * KILOBYTE];
    fs::write(folder.join("others"), room).expect_err("it takes all there is");
    let mut second = first.clone();
    second.about.push("x".repeat(20 * KILOBYTE));
    let problem = recovery::write(&path, base, &loaded.project, &second).expect_err("no room");
    assert_no_room(&problem, &folder.join(".case.ron.recovery"));
    let kept = recovery::read(&path).expect("readable").expect("there");
    let kept = kept.apply(&loaded).expect("of this file");
    assert_eq!(kept.project.title, first.title);
    assert_eq!(names(folder), [".case.ron.recovery", "case.ron", "others"]);
    run(Command::new("umount").arg(folder));
}

fn where_nothing_may_be_written(folder: &Path) {
    let path = folder.join("case.ron");
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    let refused = || store::save(&path, b"old", b"new").expect_err("it may not be written");
    set(&path, 0o444).expect("set");
    let problem = refused();
    assert_eq!(problem.code, "read-only");
    assert!(
        problem.message.contains(&path.display().to_string()),
        "{}",
        problem.message
    );
    set(&path, 0o644).expect("set");
    set(folder, 0o555).expect("set");
    let problem = refused();
    assert_eq!(problem.code, "read-only");
    assert!(
        problem.message.contains("in the folder"),
        "{}",
        problem.message
    );
    assert!(
        problem.message.contains("Permission denied"),
        "{}",
        problem.message
    );
    assert!(problem.message.contains(&folder.display().to_string()));
    assert!(
        problem
            .hint
            .is_some_and(|it| it.contains("elsewhere") || it.contains("folder of yours"))
    );
    // Nor is a lock to be had there; that is told, and no more.
    let lock = store::Lock::acquire(&path);
    assert!(
        matches!(lock, Err(store::NoLock::Unsupported(_))),
        "{lock:?}"
    );
    assert_eq!(names(folder), ["case.ron"]);
    assert_eq!(fs::read(&path).expect("there"), b"old");
    set(folder, 0o755).expect("set");
    println!("nothing was written");
}
