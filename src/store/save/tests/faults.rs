//! Every step of a save fails, one after the other, in every way that systems know.

use std::io;
use std::path::Path;

use super::{NEW, OLD};
use crate::store::fs::tests::simulated::Disk;
use crate::store::save::{Refused, Saved, save_on, write_whole_on};
use crate::store::stamp;

const CASE: &str = "/case.ron";

/// By their numbers on Linux: EIO, ENOSPC, EDQUOT, EACCES, EROFS, EBUSY, EXDEV, ESTALE, EINTR, EMFILE.
const ERRORS: [i32; 10] = [5, 28, 122, 13, 30, 16, 18, 116, 4, 24];

fn save(disk: &Disk) -> Result<Saved, Refused> {
    save_on(disk, stamp::time(0), Path::new(CASE), (OLD, NEW))
}

fn disks() -> [Disk; 3] {
    let new = || Disk::with(&[(CASE, OLD)]);
    let one_name = new().without_exchange().without_links();
    [new(), new().without_exchange(), one_name]
}

fn litter(disk: &Disk) -> Vec<String> {
    let names = disk.names().into_iter();
    names.filter(|it| it.contains(".annals-")).collect()
}

/// What failed, as the system calls it.
fn cause(error: i32) -> String {
    io::Error::from_raw_os_error(error).to_string()
}

#[test]
#[cfg(target_os = "linux")]
fn whatever_fails_the_project_is_the_old_or_the_new_one_and_the_cause_is_told() {
    let (mut n_refused, mut n_warned) = (0, 0);
    for kind in 0..disks().len() {
        let n_steps = {
            let disk = &disks()[kind];
            save(disk).expect("saved");
            disk.n_steps()
        };
        for step in 0..n_steps {
            for error in ERRORS {
                let disk = &disks()[kind];
                disk.fail_at(step, error);
                let outcome = save(disk);
                let context = format!("disk {kind}, step {step}: {}", cause(error));
                assert_eq!(litter(disk), Vec::<String>::new(), "{context}");
                assert!(
                    disk.max_syncs() <= 1,
                    "{context}: synced again after a failure"
                );
                let bytes = disk.bytes(CASE).expect("never without a file");
                match outcome {
                    Ok(saved) => {
                        assert_eq!(bytes, NEW, "{context}");
                        assert_eq!(disk.mode(CASE), Some(0o640), "{context}");
                        for warning in saved.warnings {
                            n_warned += 1;
                            let codes = ["not-confirmed", "backup-not-kept"];
                            assert!(codes.contains(&warning.code), "{context}: {warning:?}");
                            assert!(warning.message.starts_with("saved, but"), "{context}");
                            assert!(warning.message.contains(&cause(error)), "{warning:?}");
                        }
                    }
                    Err(problem) => {
                        n_refused += 1;
                        assert_eq!(bytes, OLD, "{context}");
                        assert!(problem.message.contains(&cause(error)), "{problem:?}");
                        let place = if problem.code == "read-only" {
                            "folder /"
                        } else {
                            CASE
                        };
                        assert!(problem.message.contains(place), "{context}: {problem:?}");
                        let hint = problem.hint.expect("a remedy");
                        assert!(hint.contains("nothing was changed"), "{context}: {hint}");
                    }
                }
            }
        }
    }
    assert!(n_refused > 300 && n_warned > 100, "{n_refused} {n_warned}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_does_not_confirm_makes_a_save_that_is_not_confirmed() {
    let n_steps = {
        let [disk, ..] = disks();
        save(&disk).expect("saved");
        disk.n_steps()
    };
    let warned = (0..n_steps).filter(|step| {
        let [disk, ..] = disks();
        disk.fail_at(*step, 5);
        let saved = save(&disk).ok();
        let warnings = saved.map_or_else(Vec::new, |it| it.warnings);
        let is_told = |it: &crate::diag::Diagnostic| {
            it.message
                .starts_with("saved, but the disk did not confirm")
        };
        disk.bytes(CASE).as_deref() == Some(NEW) && warnings.iter().any(is_told)
    });
    assert_eq!(warned.count(), 2, "one of each folder");
}

#[test]
#[cfg(target_os = "linux")]
fn what_lies_beside_a_project_is_the_old_or_the_new_too() {
    let path = Path::new(CASE);
    let n_steps = {
        let [disk, ..] = disks();
        write_whole_on(&disk, path, NEW).expect("written");
        disk.n_steps()
    };
    for step in 0..n_steps {
        for error in ERRORS {
            let [disk, ..] = disks();
            disk.fail_at(step, error);
            let outcome = write_whole_on(&disk, path, NEW);
            let expected = if outcome.is_ok() { NEW } else { OLD };
            assert_eq!(
                disk.bytes(CASE).as_deref(),
                Some(expected),
                "{step} {error}"
            );
            assert_eq!(litter(&disk), Vec::<String>::new(), "{step} {error}");
            assert!(disk.max_syncs() <= 1);
            let told = match outcome {
                Ok(saved) => saved.warnings.into_iter().next().map(|it| it.message),
                Err(problem) => Some(problem.message),
            };
            // A write that is interrupted is simply done again.
            let is_told = told.is_some_and(|it| it.contains(&cause(error)));
            assert!(is_told || error == 4, "{step} {error}");
        }
    }
}
