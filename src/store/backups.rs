//! Earlier versions of a project, in `NAME.backups/` beside it: each save puts the one before there, and
//! takes away those that are too many.

mod thin;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::beside::{self, backups_folder};
use super::fs::{Facts, Fs, Real};
use super::stamp::{self, DAY_SECONDS};
use thin::{Version, surplus};

/// What a version is called behind its time.
const VERSION: &str = "ron";

/// What a recovery is called that was set aside.
const RECOVERY: &str = "recovery";

/// How long a recovery is kept that nobody wanted.
const RECOVERY_DAYS: u64 = 30;

/// Names to try: another may make one at the same time.
const MAX_TRIES: u32 = 16;

/// An earlier version of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    /// When it was replaced.
    pub time: SystemTime,
    /// In bytes.
    pub len: u64,
}

/// The earlier versions of a project, newest first; none if they cannot be read.
pub fn backups(project: &Path) -> Vec<Backup> {
    let folder = backups_folder(&beside::real_path(&Real, project));
    let listed = listed(&Real, &folder, VERSION).unwrap_or_default();
    let backups = listed.into_iter().rev().map(|kept| Backup {
        path: kept.path,
        time: stamp::time(kept.second),
        len: kept.facts.len,
    });
    backups.collect()
}

/// Moves a whole version that lies beside the project to its backups, and takes away what is too much.
/// The names are not on the disk yet: see [`sync`].
pub(super) fn keep(
    fs: &dyn Fs,
    version: &Path,
    project: &Path,
    now: SystemTime,
) -> io::Result<PathBuf> {
    let kept = put(fs, version, project, (VERSION, now))?;
    thin_out(fs, project, &kept, now);
    Ok(kept)
}

/// The same of a recovery.
pub(super) fn keep_recovery(
    fs: &dyn Fs,
    recovery: &Path,
    project: &Path,
    now: SystemTime,
) -> io::Result<PathBuf> {
    let kept = put(fs, recovery, project, (RECOVERY, now))?;
    let oldest = stamp::seconds(now).saturating_sub(RECOVERY_DAYS * DAY_SECONDS);
    for old in listed(fs, &backups_folder(project), RECOVERY).unwrap_or_default() {
        if old.second < oldest && old.path != kept {
            // One too many does no harm.
            fs.remove(&old.path).unwrap_or_default();
        }
    }
    Ok(kept)
}

/// Returns when what was put there is on the disk under its name, as far as the folder goes.
pub(super) fn sync(fs: &dyn Fs, project: &Path) -> io::Result<()> {
    fs.sync_folder(&backups_folder(project))
}

fn put(
    fs: &dyn Fs,
    file: &Path,
    project: &Path,
    (extension, now): (&str, SystemTime),
) -> io::Result<PathBuf> {
    let folder = backups_folder(project);
    match fs.make_folder(&folder) {
        Ok(()) => {}
        // A link may lead out of this folder, to where others look.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            if !fs.own_facts(&folder)?.is_folder {
                return Err(ErrorKind::NotADirectory.into());
            }
        }
        Err(error) => return Err(error),
    }
    let second = stamp::seconds(now);
    let mut tries = 0;
    loop {
        let there = listed(fs, &folder, extension)?;
        let same = there.iter().filter(|it| it.second == second);
        // Behind the last one, even where earlier ones are gone: names are in the order of time.
        let number = same.map(|it| it.number).max().unwrap_or_default() + 1;
        let path = folder.join(name(second, number + tries, extension));
        match fs.rename_new(file, &path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && tries < MAX_TRIES => {
                tries += 1;
            }
            Err(error) => return Err(error),
        }
    }
}

/// `2026-03-01-174502-2.ron`.
fn name(second: u64, number: u32, extension: &str) -> String {
    let stamp = stamp::stamp(second);
    match number {
        0 | 1 => format!("{stamp}.{extension}"),
        _ => format!("{stamp}-{number}.{extension}"),
    }
}

fn thin_out(fs: &dyn Fs, project: &Path, kept: &Path, now: SystemTime) {
    let there = listed(fs, &backups_folder(project), VERSION).unwrap_or_default();
    let versions: Vec<Version> = there
        .iter()
        .map(|it| Version {
            second: it.second,
            len: it.facts.len,
        })
        .collect();
    for position in surplus(&versions, stamp::seconds(now)) {
        if let Some(old) = there.get(position).filter(|old| old.path != kept) {
            // One too many does no harm.
            fs.remove(&old.path).unwrap_or_default();
        }
    }
}

/// A file in the folder.
#[derive(Debug)]
struct Kept {
    path: PathBuf,
    second: u64,
    /// Among those of one second, from 1.
    number: u32,
    facts: Facts,
}

/// The files of our own making, oldest first.
fn listed(fs: &dyn Fs, folder: &Path, extension: &str) -> io::Result<Vec<Kept>> {
    let entries = match fs.list(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let kept = entries.into_iter().filter_map(|entry| {
        let name = entry.name.to_str()?;
        let (second, rest) = stamp::of_name(name)?;
        let number = rest.strip_suffix(extension)?.strip_suffix('.')?;
        let number = match number.strip_prefix('-') {
            Some(number) => number.parse().ok()?,
            None if number.is_empty() => 1,
            None => return None,
        };
        entry.facts.is_file.then(|| Kept {
            path: folder.join(name),
            second,
            number,
            facts: entry.facts,
        })
    });
    let mut kept: Vec<Kept> = kept.collect();
    kept.sort_by_key(|it| (it.second, it.number));
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_one_second_are_numbered_behind_the_last_and_others_are_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = folder.path().join("case.ron");
        let put = |text: &str, second| {
            let version = folder.path().join("version");
            std::fs::write(&version, text).expect("written");
            keep(&Real, &version, &project, stamp::time(second)).expect("kept")
        };
        for n in 0..25 {
            put(&format!("version {n}"), 86_400);
        }
        let others = backups_folder(&project).join("my own notes.ron");
        std::fs::write(&others, "mine").expect("written");
        let found = backups(&project);
        assert_eq!(found.len(), 10, "{found:?}");
        let texts = found
            .iter()
            .map(|it| std::fs::read_to_string(&it.path).expect("there"));
        let expected: Vec<_> = (15..25).rev().map(|n| format!("version {n}")).collect();
        assert_eq!(texts.collect::<Vec<_>>(), expected);
        let last = found[0].path.file_name().and_then(|it| it.to_str());
        assert_eq!(last, Some("1970-01-02-000000-25.ron"));
        assert!(others.exists());
    }

    #[test]
    fn a_recovery_nobody_wanted_stays_thirty_days() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = folder.path().join("case.ron");
        let put = |day: u64| {
            let file = folder.path().join("recovery");
            std::fs::write(&file, "").expect("written");
            keep_recovery(&Real, &file, &project, stamp::time(day * DAY_SECONDS)).expect("kept")
        };
        let [first, second] = [put(100), put(101)];
        put(130);
        assert!(first.exists() && second.exists());
        put(131);
        assert!(!first.exists() && second.exists());
        assert_eq!(backups(&project), []);
    }

    #[test]
    #[cfg(unix)]
    fn a_link_in_the_place_of_the_backups_is_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let elsewhere = tempfile::tempdir().expect("a folder");
        let project = folder.path().join("case.ron");
        let version = folder.path().join("version");
        std::fs::write(&version, "").expect("written");
        let link = backups_folder(&project);
        std::os::unix::fs::symlink(elsewhere.path(), link).expect("linked");
        let error = keep(&Real, &version, &project, SystemTime::now()).expect_err("a link");
        assert_eq!(error.kind(), ErrorKind::NotADirectory);
        let names = std::fs::read_dir(elsewhere.path()).expect("there").count();
        assert!(names == 0 && version.exists());
    }

    #[test]
    #[cfg(unix)]
    fn nobody_else_can_look_into_the_backups() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = folder.path().join("case.ron");
        let version = folder.path().join("version");
        std::fs::write(&version, "").expect("written");
        keep(&Real, &version, &project, SystemTime::now()).expect("kept");
        let facts = Real.facts(&backups_folder(&project)).expect("there");
        assert_eq!(facts.mode, 0o700);
    }
}
