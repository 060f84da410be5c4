//! Replaces a project file so that at every moment its name leads to the whole old or the whole new
//! version, and never overwrites what somebody else wrote meanwhile.
//!
//! ```text
//! follow links ─► may it be written? ─► is it what was loaded? ─► unfinished file beside it, synced
//!   ─► old version set aside ─► rename ─► did another write meanwhile? ─► NAME.previous
//!   ─► folder synced ─► read back
//! ```
//!
//! Each step is a function of its own, and steps touch the disk through [`std::fs`] only.

mod refusals;

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(super) use refusals::changed_on_disk;
use refusals::{Refused, cannot_create, cannot_save, not_as_written, refused};

use super::open::is_content;
use crate::diag::{Diagnostic, printable};

/// What the previous version is called: the project's name, and this behind it.
const PREVIOUS: &str = ".previous";

/// A file's name has at most so many bytes on the systems we know.
const MAX_NAME_LEN: usize = 255;

/// Names to try for an unfinished file: others may have left theirs.
const MAX_TRIES: u32 = 16;

/// An unfinished file of this age is nobody's: saving takes seconds.
const ABANDONED: Duration = Duration::from_mins(10);

/// What came of a save that succeeded.
#[derive(Debug, Default)]
pub struct Saved {
    /// What the person should know nevertheless.
    pub warnings: Vec<Diagnostic>,
}

/// Replaces the file at `path`, which was read as `expected`, by `new`. The version before stays beside
/// it as `NAME.previous`, in place of an older one. Whatever fails, the file is as it was, and nothing
/// unfinished is left beside it.
///
/// # Errors
/// If the file is not as `expected` any more (`changed-on-disk`), if it or its folder may not be
/// written (`read-only`), or if the disk refuses (`cannot-save`).
pub fn save(path: &Path, expected: &[u8], new: &[u8]) -> Result<Saved, Refused> {
    let target = followed(path)?;
    let before = writable(&target)?;
    is_unchanged(&target, expected)?;
    let mut saved = Saved::default();
    let unfinished = written(&target, new)?;
    saved.warnings.extend(keep_owner(&unfinished, &before));
    keep_mode(&unfinished, &before).map_err(|error| cannot_save(&target, &error))?;
    saved.warnings.extend(many_names(&before));
    // Nothing between these two: what another puts in the file's place here would not be noticed.
    let old = set_aside(&target, expected)?;
    replace(unfinished, &target)?;
    if !holds(&old.path, expected) {
        return Err(give_back(old, &target));
    }
    saved.warnings.extend(keep_previous(old, &target));
    saved.warnings.extend(sync_folder(&target));
    sweep(&target);
    if holds(&target, new) {
        Ok(saved)
    } else {
        Err(not_as_written(&previous_path(&target)))
    }
}

/// Where the file really is: a link stays, and what it leads to is replaced.
fn followed(path: &Path) -> Result<PathBuf, Refused> {
    fs::canonicalize(path).map_err(|error| cannot_save(path, &error))
}

/// Renaming would replace a file that may not be written without a word: that is asked first.
fn writable(target: &Path) -> Result<Metadata, Refused> {
    let metadata = fs::metadata(target).map_err(|error| cannot_save(target, &error))?;
    if !metadata.is_file() {
        let message = "this is not a file";
        return Err(refused(
            "cannot-save",
            message,
            "choose a project's `.ron` file",
        ));
    }
    if metadata.permissions().readonly() {
        let message = "the file is read-only";
        let hint = "allow it to be written, or copy it and open the copy; nothing was changed";
        return Err(refused("read-only", message, hint));
    }
    Ok(metadata)
}

fn is_unchanged(target: &Path, expected: &[u8]) -> Result<(), Refused> {
    let file = File::open(target).map_err(|error| cannot_save(target, &error))?;
    let is_same = is_content(file, expected).map_err(|error| cannot_save(target, &error))?;
    if is_same {
        Ok(())
    } else {
        Err(changed_on_disk())
    }
}

/// A file that is removed again unless it came to its name.
#[derive(Debug)]
struct Unfinished {
    path: PathBuf,
    file: File,
    is_finished: bool,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.is_finished {
            // Why it is not finished is what counts, and is told.
            fs::remove_file(&self.path).unwrap_or_default();
        }
    }
}

/// A new file beside `target`, whole and on the disk. For nobody else to read until it has its name.
fn written(target: &Path, bytes: &[u8]) -> Result<Unfinished, Refused> {
    let mut unfinished = created(target)?;
    let file = &mut unfinished.file;
    let done = file.write_all(bytes).and_then(|()| file.sync_all());
    done.map_err(|error| cannot_save(target, &error))?;
    Ok(unfinished)
}

fn created(target: &Path) -> Result<Unfinished, Refused> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut tries = 0;
    loop {
        let path = target.with_file_name(unfinished_name(target, tries));
        match options.open(&path) {
            Ok(file) => {
                return Ok(Unfinished {
                    path,
                    file,
                    is_finished: false,
                });
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists && tries < MAX_TRIES => {
                tries += 1;
            }
            Err(error) => return Err(cannot_create(target, &error)),
        }
    }
}

/// `.case.ron.annals-1234-0`, shortened where the name would be too long.
fn unfinished_name(target: &Path, tries: u32) -> OsString {
    let mark = format!(".annals-{}-{tries}", std::process::id());
    let mut name = OsString::from(".");
    name.push(short_name(target, mark.len() + 1));
    name.push(mark);
    name
}

/// Removes what saves of this file that were killed left beside it. A young one may be in use.
fn sweep(target: &Path) {
    let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else {
        return;
    };
    let mark = format!(".{}.annals-", name.to_string_lossy());
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(&mark);
        let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if is_ours && age().is_some_and(|age| age > ABANDONED) {
            // One that cannot be removed does no harm.
            fs::remove_file(entry.path()).unwrap_or_default();
        }
    }
}

fn previous_path(target: &Path) -> PathBuf {
    let mut name = short_name(target, PREVIOUS.len());
    name.push(PREVIOUS);
    target.with_file_name(name)
}

/// The file's name, with room for so many bytes more.
fn short_name(target: &Path, room: usize) -> OsString {
    let name = target.file_name().unwrap_or_default();
    if name.len() + room <= MAX_NAME_LEN {
        return name.to_owned();
    }
    let name = name.to_string_lossy();
    let mut len = name.len().min(MAX_NAME_LEN.saturating_sub(room));
    while !name.is_char_boundary(len) {
        len -= 1;
    }
    name.get(..len).unwrap_or_default().into()
}

fn keep_mode(unfinished: &Unfinished, before: &Metadata) -> io::Result<()> {
    unfinished.file.set_permissions(before.permissions())
}

/// Owner and group, as far as this person may give files away.
#[cfg(unix)]
fn keep_owner(unfinished: &Unfinished, before: &Metadata) -> Option<Diagnostic> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let now = unfinished.file.metadata().ok()?;
    let (uid, gid) = (before.uid(), before.gid());
    if (now.uid(), now.gid()) == (uid, gid) {
        return None;
    }
    let file = &unfinished.file;
    fchown(file, Some(uid), Some(gid))
        .or_else(|_| fchown(file, None, Some(gid)))
        .err()?;
    let message = "the file belongs to another owner or group now";
    let hint = "give it back if others must be able to write it";
    Some(Diagnostic::warning("owner-changed", message).hint(hint))
}

#[cfg(not(unix))]
fn keep_owner(_unfinished: &Unfinished, _before: &Metadata) -> Option<Diagnostic> {
    None
}

/// A file with two names: only one of them leads to the new version.
#[cfg(unix)]
fn many_names(before: &Metadata) -> Option<Diagnostic> {
    use std::os::unix::fs::MetadataExt as _;
    (before.nlink() > 1).then(|| {
        let message = "the file had another name as well (a hard link), which still leads to the version before";
        Diagnostic::warning("many-names", message).hint("use a symbolic link instead")
    })
}

#[cfg(not(unix))]
fn many_names(_before: &Metadata) -> Option<Diagnostic> {
    None
}

/// Gives the present file a second name, so that whatever it holds when it is replaced stays; where
/// files cannot have two names, a copy of what was loaded.
fn set_aside(target: &Path, expected: &[u8]) -> Result<Unfinished, Refused> {
    let path = target.with_file_name(unfinished_name(target, MAX_TRIES + 1));
    // Left by a process of the same number.
    fs::remove_file(&path).unwrap_or_default();
    if fs::hard_link(target, &path).is_err() {
        return copied(target, expected);
    }
    match File::open(&path) {
        Ok(file) => Ok(Unfinished {
            path,
            file,
            is_finished: false,
        }),
        Err(error) => {
            fs::remove_file(&path).unwrap_or_default();
            Err(cannot_save(target, &error))
        }
    }
}

fn copied(target: &Path, expected: &[u8]) -> Result<Unfinished, Refused> {
    let copy = written(target, expected)?;
    let mode = fs::metadata(target).and_then(|before| keep_mode(&copy, &before));
    mode.map_err(|error| cannot_save(target, &error))?;
    Ok(copy)
}

/// The version before gets its lasting name.
fn keep_previous(old: Unfinished, target: &Path) -> Option<Diagnostic> {
    let path = old.path.clone();
    let kept = replace(old, &previous_path(target));
    // Renaming does nothing where both names are of one file already.
    fs::remove_file(path).unwrap_or_default();
    let problem = kept.err()?;
    let message = format!("the version before could not be kept: {}", problem.message);
    Some(
        Diagnostic::warning("previous-not-kept", message)
            .hint("take away what stands in its place"),
    )
}

/// From here on the new version is the one.
fn replace(mut unfinished: Unfinished, target: &Path) -> Result<(), Refused> {
    fs::rename(&unfinished.path, target).map_err(|error| cannot_save(target, &error))?;
    unfinished.is_finished = true;
    Ok(())
}

/// Somebody wrote between the look at the file and its replacement: theirs gets its name back.
fn give_back(mut theirs: Unfinished, target: &Path) -> Refused {
    let given = fs::rename(&theirs.path, target);
    // Under one name or the other it stays.
    theirs.is_finished = true;
    match given {
        Ok(()) => changed_on_disk(),
        Err(error) => {
            let shown = printable(&theirs.path.display().to_string());
            let message = format!("another program wrote the file while it was saved: {error}");
            let hint = format!("its version is kept as {shown}");
            refused("changed-on-disk", message, hint)
        }
    }
}

/// Without this, a power cut may bring the old version back.
#[cfg(unix)]
fn sync_folder(target: &Path) -> Option<Diagnostic> {
    let folder = target.parent()?;
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    let error = synced.err()?;
    let message = format!("saved, but the disk did not confirm that it will last: {error}");
    Some(
        Diagnostic::warning("not-confirmed", message)
            .hint("check the disk, and keep a copy elsewhere"),
    )
}

#[cfg(not(unix))]
fn sync_folder(_target: &Path) -> Option<Diagnostic> {
    None
}

fn holds(path: &Path, bytes: &[u8]) -> bool {
    let compared = File::open(path).and_then(|file| is_content(file, bytes));
    compared.unwrap_or_default()
}

#[cfg(test)]
mod tests;
