//! Replaces a project file so that at every moment its name leads to the whole old or the whole new
//! version, and never overwrites what somebody else wrote meanwhile.
//!
//! ```text
//! follow links ─► may it be written? ─► is it what was loaded? ─► unfinished file beside it, synced
//!   ─► the two change places ─► did another write meanwhile? ─► old version to NAME.backups, synced
//!   ─► folder synced ─► read back
//! ```
//!
//! Each step is a function of its own, and steps touch the disk through an [`Fs`] only: the tests put one
//! in its place that loses its power, or fails, at any step.

mod refusals;
#[cfg(test)]
mod tests;
mod whole;

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub(super) use refusals::{Refused, cannot_save, changed_on_disk};
use refusals::{
    backup_not_kept, cannot_create, changed_while_saved, not_a_file, not_as_written, not_confirmed,
    not_read_back, read_only,
};
pub(super) use whole::{write_whole, write_whole_on};

use super::backups;
use super::beside::folder_of;
use super::fs::{Facts, Fs, OWN, Real, is_unsupported};
use super::open::is_content;
use super::unfinished::{Held, Unfinished, sweep_on};
use crate::diag::Diagnostic;

/// What came of a save that succeeded.
#[derive(Debug, Default)]
pub struct Saved {
    /// What the person should know nevertheless.
    pub warnings: Vec<Diagnostic>,
}

/// Replaces the file at `path`, which was read as `expected`, by `new`. The version before goes to
/// `NAME.backups` beside it. Whatever fails, the file is as it was, and nothing unfinished is left beside
/// it.
///
/// # Errors
/// If the file is not as `expected` any more (`changed-on-disk`), if it or its folder may not be
/// written (`read-only`), or if the disk refuses (`cannot-save`).
pub fn save(path: &Path, expected: &[u8], new: &[u8]) -> Result<Saved, Refused> {
    save_on(&Real, SystemTime::now(), path, (expected, new))
}

pub(super) fn save_on(
    fs: &dyn Fs,
    now: SystemTime,
    path: &Path,
    (expected, new): (&[u8], &[u8]),
) -> Result<Saved, Refused> {
    let target = followed(fs, path)?;
    let before = writable(fs, &target)?;
    is_unchanged(fs, &target, expected)?;
    let mut saved = Saved::default();
    let (unfinished, owner) = written(fs, &target, new, &before)?;
    saved.warnings.extend(owner);
    saved.warnings.extend(many_names(&before));
    let old = exchanged(fs, unfinished, &target, expected)?;
    match holds(fs, old.path(), expected) {
        Ok(true) => {}
        // Somebody wrote between the look at the file and its replacement.
        Ok(false) => {
            let given = give_back(fs, &old, (&target, new), now);
            return Err(given.err().unwrap_or_else(changed_on_disk));
        }
        // Whose version it is cannot be told.
        Err(error) => {
            let given = give_back(fs, &old, (&target, new), now);
            return Err(given.err().unwrap_or_else(|| cannot_save(&target, &error)));
        }
    }
    saved.warnings.extend(keep_old(fs, &old, &target, now));
    // Without this, a power cut may bring the old version back.
    let synced = fs.sync_folder(folder_of(&target));
    saved
        .warnings
        .extend(synced.err().map(|error| not_confirmed(&error)));
    sweep_on(fs, &target, now);
    match holds(fs, &target, new) {
        Ok(true) => Ok(saved),
        Ok(false) => Err(not_as_written(&target)),
        Err(error) => {
            saved.warnings.push(not_read_back(&error));
            Ok(saved)
        }
    }
}

/// Where the file really is: a link stays, and what it leads to is replaced.
fn followed(fs: &dyn Fs, path: &Path) -> Result<PathBuf, Refused> {
    let real = fs.real_path(path);
    real.map_err(|error| cannot_save(path, &error))
}

/// Renaming would replace a file that may not be written without a word: that is asked first.
fn writable(fs: &dyn Fs, target: &Path) -> Result<Facts, Refused> {
    let facts = fs.facts(target);
    let facts = facts.map_err(|error| cannot_save(target, &error))?;
    if !facts.is_file {
        return Err(not_a_file(target));
    }
    if facts.is_read_only() {
        return Err(read_only(target));
    }
    Ok(facts)
}

fn is_unchanged(fs: &dyn Fs, target: &Path, expected: &[u8]) -> Result<(), Refused> {
    match holds(fs, target, expected) {
        Ok(true) => Ok(()),
        Ok(false) => Err(changed_on_disk()),
        Err(error) => Err(cannot_save(target, &error)),
    }
}

/// A new file beside `target`, whole and on the disk, as `before` was. For nobody else to read until it
/// is whole.
fn written<'a>(
    fs: &'a dyn Fs,
    target: &Path,
    bytes: &[u8],
    before: &Facts,
) -> Result<(Unfinished<'a>, Option<Diagnostic>), Refused> {
    let unfinished = Unfinished::beside(fs, target, OWN);
    let mut unfinished = unfinished.map_err(|error| cannot_create(target, &error))?;
    let file = unfinished.file();
    let done = file.write_all(bytes);
    let owner = done.map(|()| keep_owner(&mut unfinished, before));
    let done = owner.and_then(|owner| {
        unfinished.file().set_mode(before.mode)?;
        unfinished.file().sync()?;
        Ok(owner)
    });
    let owner = done.map_err(|error| cannot_save(target, &error))?;
    Ok((unfinished, owner))
}

/// Owner and group, as far as this person may give files away.
fn keep_owner(unfinished: &mut Unfinished<'_>, before: &Facts) -> Option<Diagnostic> {
    let now = unfinished.file().facts().ok()?;
    let (user, group) = before.owner.filter(|owner| now.owner != Some(*owner))?;
    let file = unfinished.file();
    let given = file.set_owner(Some(user), group);
    given.or_else(|_| file.set_owner(None, group)).err()?;
    let message = "the file belongs to another owner or group now";
    let hint = "give it back if others must be able to write it";
    Some(Diagnostic::warning("owner-changed", message).hint(hint))
}

/// A file with two names: only one of them leads to the new version.
fn many_names(before: &Facts) -> Option<Diagnostic> {
    (before.n_names > 1).then(|| {
        let message = "the file had another name as well (a hard link), which still leads to the version before";
        Diagnostic::warning("many-names", message).hint("use a symbolic link instead")
    })
}

/// From here on the new version is the one. Gives what had its name until then, whatever it was: in one
/// step, so that nothing can come between.
fn exchanged(
    fs: &dyn Fs,
    mut unfinished: Unfinished<'_>,
    target: &Path,
    expected: &[u8],
) -> Result<Held, Refused> {
    let done = unfinished.call_whole();
    let done = done.and_then(|()| fs.exchange(unfinished.path(), target));
    match done {
        Ok(()) => Ok(unfinished.let_go()),
        Err(error) if is_unsupported(&error) => in_two_steps(fs, unfinished, target, expected),
        Err(error) => Err(cannot_save(target, &error)),
    }
}

/// Where files cannot change places: the present one gets a second name, or where files have one each a
/// copy is made of it; then it loses the first. What another renames into its place just between these
/// two would not be noticed.
fn in_two_steps(
    fs: &dyn Fs,
    unfinished: Unfinished<'_>,
    target: &Path,
    expected: &[u8],
) -> Result<Held, Refused> {
    let old = Held::beside(target);
    if fs.link(target, old.path()).is_err() {
        copy(fs, target, old.path(), expected)?;
    }
    let is_expected = is_unchanged(fs, target, expected);
    let done = is_expected.and_then(|()| {
        let replaced = unfinished.replace(target);
        replaced.map_err(|error| cannot_save(target, &error))
    });
    if done.is_err() {
        // The file still has its own name.
        fs.remove(old.path()).unwrap_or_default();
    }
    done.map(|()| old)
}

fn copy(fs: &dyn Fs, target: &Path, to: &Path, expected: &[u8]) -> Result<(), Refused> {
    let before = writable(fs, target)?;
    let (copy, _owner) = written(fs, target, expected, &before)?;
    let named = copy.name(to);
    named.map_err(|error| cannot_save(target, &error))
}

/// The version before gets its lasting name.
fn keep_old(fs: &dyn Fs, old: &Held, target: &Path, now: SystemTime) -> Option<Diagnostic> {
    match backups::keep(fs, old.path(), target, now) {
        Ok(_) => {
            let synced = backups::sync(fs, target);
            synced.err().map(|error| not_confirmed(&error))
        }
        Err(error) => {
            // The new version is there, and whole.
            fs.remove(old.path()).unwrap_or_default();
            Some(backup_not_kept(target, &error))
        }
    }
}

/// The version that was replaced gets its name back; what was to be saved is in memory still.
///
/// # Errors
/// If it does not, or if another was put there meanwhile: then it stays under a name that is told.
fn give_back(
    fs: &dyn Fs,
    theirs: &Held,
    (target, new): (&Path, &[u8]),
    now: SystemTime,
) -> Result<(), Refused> {
    let given = match fs.exchange(theirs.path(), target) {
        // What is not ours was put there by the other program in the meantime.
        Ok(()) if holds(fs, theirs.path(), new).unwrap_or_default() => {
            fs.remove(theirs.path()).unwrap_or_default();
            return Ok(());
        }
        Err(error) if is_unsupported(&error) => match fs.rename(theirs.path(), target) {
            Ok(()) => return Ok(()),
            given => given,
        },
        given => given,
    };
    let kept = backups::keep(fs, theirs.path(), target, now);
    Err(changed_while_saved(
        &kept.unwrap_or(theirs.path().to_owned()),
        given.err(),
    ))
}

fn holds(fs: &dyn Fs, path: &Path, bytes: &[u8]) -> io::Result<bool> {
    is_content(fs.open(path)?, bytes)
}
