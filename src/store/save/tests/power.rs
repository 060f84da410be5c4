//! Power is lost at every step of a save, and comes back to every disk that there may be then. That these
//! tests see anything is shown by saves that are each a little wrong.

use std::path::Path;
use std::rc::Rc;

use super::{NEW, OLD};
use crate::store::create::create_on;
use crate::store::fs::Fs;
use crate::store::fs::tests::meddled::{Meddled, Meddler, Step};
use crate::store::fs::tests::simulated::{Disk, Survivors};
use crate::store::save::{save_on, write_whole_on};
use crate::store::stamp;
use crate::store::unfinished::sweep_on;

const CASE: &str = "/case.ron";
const THIRD: &[u8] = b"Project(schema: 1, title: \"the third of them\")";
const FIRST_BACKUP: &str = "/case.backups/1970-01-02-000000.ron";
const SECOND_BACKUP: &str = "/case.backups/1970-01-02-000000-2.ron";

/// How a save may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    None,
    NoFileSync,
    NoFolderSync,
    NoBackupSync,
    SyncBehindRename,
    InPlace,
}

struct Flawed {
    disk: Disk,
    flaw: Flaw,
}

impl Meddler for Flawed {
    fn before(&self, step: Step, path: &Path) -> bool {
        match (self.flaw, step) {
            (Flaw::NoFileSync | Flaw::SyncBehindRename, Step::SyncFile) => false,
            (Flaw::NoFolderSync, Step::SyncFolder) => path != Path::new("/"),
            (Flaw::NoBackupSync, Step::SyncFolder) => path == Path::new("/"),
            (Flaw::InPlace, Step::Exchange | Step::Rename) if self.disk.facts(path).is_ok() => {
                self.disk.write(path, NEW);
                false
            }
            _ => true,
        }
    }

    fn after(&self, step: Step, path: &Path) {
        if self.flaw == Flaw::SyncBehindRename && matches!(step, Step::Exchange | Step::Rename) {
            self.disk.sync(path).unwrap_or_default();
        }
    }
}

/// What is to be done, and what must hold of every disk that may come back: at any time, and once it is
/// done.
struct Task {
    disk: fn() -> Disk,
    run: fn(&dyn Fs) -> bool,
    at_any_time: fn(&Survivors) -> bool,
    when_done: fn(&Survivors) -> bool,
}

/// The first state that must not be, as the step at which power was lost and what was there then; and how
/// many states there were.
fn first_wrong(task: &Task, flaw: Flaw) -> Result<usize, String> {
    let mut n_states = 0;
    for step in 0.. {
        let disk = (task.disk)();
        disk.lose_power_at(step);
        let meddler = Rc::new(Flawed {
            disk: disk.clone(),
            flaw,
        });
        let fs: &dyn Fs = &disk;
        let is_done = (task.run)(&Meddled { fs, meddler });
        let mut wrong = None;
        disk.after_power_loss(|survivors| {
            n_states += survivors.values().map(Vec::len).product::<usize>();
            let is_right =
                (task.at_any_time)(survivors) && (!is_done || (task.when_done)(survivors));
            if !is_right && wrong.is_none() {
                wrong = Some(format!("step {step}, done: {is_done}: {survivors:?}"));
            }
        });
        if let Some(wrong) = wrong {
            return Err(wrong);
        }
        if disk.n_steps() < step {
            assert!(is_done, "without a fault it is done");
            break;
        }
    }
    Ok(n_states)
}

fn holds(survivors: &Survivors, path: &str, allowed: &[&[u8]]) -> bool {
    let contents = survivors.get(Path::new(path));
    contents.is_some_and(|all| all.iter().all(|it| allowed.contains(&it.as_slice())))
}

fn save(fs: &dyn Fs, expected: &[u8], new: &[u8]) -> bool {
    let saved = save_on(fs, stamp::time(86_400), Path::new(CASE), (expected, new));
    // What is not confirmed promises nothing.
    saved.is_ok_and(|it| it.warnings.is_empty())
}

const SAVE: Task = Task {
    disk: || Disk::with(&[(CASE, OLD)]),
    run: |fs| save(fs, OLD, NEW),
    at_any_time: |it| holds(it, CASE, &[OLD, NEW]),
    when_done: |it| holds(it, CASE, &[NEW]) && holds(it, FIRST_BACKUP, &[OLD]),
};

/// A second save, which puts a second version beside the first.
const SAVE_AGAIN: Task = Task {
    disk: || {
        let disk = Disk::with(&[(CASE, OLD)]);
        assert!(save(&disk, OLD, THIRD));
        disk
    },
    run: |fs| save(fs, THIRD, NEW),
    at_any_time: |it| holds(it, CASE, &[THIRD, NEW]) && holds(it, FIRST_BACKUP, &[OLD]),
    when_done: |it| holds(it, CASE, &[NEW]) && holds(it, SECOND_BACKUP, &[THIRD]),
};

#[test]
fn whenever_power_is_lost_the_name_leads_to_the_whole_old_or_the_whole_new_version() {
    let two_steps = Task {
        disk: || Disk::with(&[(CASE, OLD)]).without_exchange(),
        ..SAVE
    };
    let copied = Task {
        disk: || {
            let disk = Disk::with(&[(CASE, OLD)]);
            disk.without_exchange().without_links()
        },
        ..SAVE
    };
    for task in [&SAVE, &two_steps, &copied] {
        let n_states = first_wrong(task, Flaw::None).expect("no state that must not be");
        assert!(n_states > 250, "{n_states} states are not many");
    }
}

#[test]
fn the_next_save_keeps_the_versions_of_those_before() {
    first_wrong(&SAVE_AGAIN, Flaw::None).expect("no state that must not be");
}

#[test]
fn each_save_that_is_a_little_wrong_is_found_out() {
    for flaw in [
        Flaw::NoFileSync,
        Flaw::NoFolderSync,
        Flaw::NoBackupSync,
        Flaw::SyncBehindRename,
        Flaw::InPlace,
    ] {
        assert!(
            first_wrong(&SAVE, flaw).is_err(),
            "{flaw:?} loses something"
        );
    }
}

#[test]
fn killed_at_any_step_and_started_again_there_are_both_versions_and_nothing_else() {
    let disk = || Disk::with(&[(CASE, OLD)]);
    let n_steps = {
        let disk = disk();
        assert!(save(&disk, OLD, NEW));
        disk.n_steps()
    };
    let mut n_moved = 0;
    let in_two_steps = || Disk::with(&[(CASE, OLD)]).without_exchange();
    for disk in [disk as fn() -> Disk, in_two_steps] {
        for step in 0..n_steps + 12 {
            let disk = disk();
            disk.lose_power_at(step);
            save(&disk, OLD, NEW);
            disk.lose_power_at(usize::MAX);
            let now = stamp::time(86_400);
            let was_kept = disk.bytes(FIRST_BACKUP).is_some();
            sweep_on(&disk, Path::new(CASE), now);
            let names = disk.names();
            let is_known = |name: &String| name == CASE || name.starts_with("/case.backups");
            assert!(names.iter().all(is_known), "step {step}: {names:?}");
            let kept = disk.bytes(FIRST_BACKUP);
            match disk.bytes(CASE).as_deref() {
                Some(NEW) => assert_eq!(kept.as_deref(), Some(OLD), "step {step}"),
                // Whole, and so kept, although it never came to its name.
                Some(OLD) => assert!(kept.is_none_or(|it| it == NEW), "step {step}"),
                other => panic!("step {step}: {other:?}"),
            }
            n_moved += usize::from(!was_kept && disk.bytes(FIRST_BACKUP).is_some());
        }
    }
    assert!(n_moved > 2, "{n_moved}");
}

/// What is not saved yet, and other files that only this program writes.
const WHOLE: Task = Task {
    disk: || Disk::with(&[(CASE, OLD)]),
    run: |fs| write_whole_on(fs, Path::new(CASE), NEW).is_ok_and(|it| it.warnings.is_empty()),
    at_any_time: |it| holds(it, CASE, &[OLD, NEW]),
    when_done: |it| holds(it, CASE, &[NEW]),
};

const CREATE: Task = Task {
    disk: || Disk::with(&[]),
    run: |fs| create_on(fs, Path::new(CASE), |out| out.write_all(NEW)).is_ok(),
    at_any_time: |it| !it.contains_key(Path::new(CASE)) || holds(it, CASE, &[NEW]),
    when_done: |it| holds(it, CASE, &[NEW]),
};

#[test]
fn files_beside_a_project_and_new_ones_are_whole_too() {
    for task in [WHOLE, CREATE] {
        first_wrong(&task, Flaw::None).expect("no state that must not be");
        first_wrong(&task, Flaw::NoFileSync).expect_err("the bytes may be missing");
    }
    for flaw in [Flaw::NoFolderSync, Flaw::SyncBehindRename, Flaw::InPlace] {
        first_wrong(&WHOLE, flaw).expect_err("this loses something");
    }
    first_wrong(&CREATE, Flaw::NoFolderSync).expect_err("the name may be missing");
}
