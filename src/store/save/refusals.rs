//! Why a file was not saved, in words: the true cause, where, and what to do.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::diag::{Diagnostic, printable};

pub(in crate::store) type Refused = Box<Diagnostic>;

fn refused(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Refused {
    Diagnostic::error(code, message).hint(hint).into()
}

fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}

pub(in crate::store) fn changed_on_disk() -> Refused {
    let message = "the file was changed by another program since it was opened";
    let hint = "open it again to see what changed, then decide anew; nothing was written";
    refused("changed-on-disk", message, hint)
}

/// Theirs is at `kept`, and something of theirs under the file's name if no `error` kept it from there.
pub(super) fn changed_while_saved(kept: &Path, error: Option<io::Error>) -> Refused {
    let mut message = "another program wrote the file while it was saved".to_owned();
    if let Some(error) = error {
        message = format!("{message}, and its version did not get its name back: {error}");
    }
    let hint = format!("a version of that program is kept as {}", shown(kept));
    refused("changed-on-disk", message, hint)
}

pub(super) fn not_a_file(target: &Path) -> Refused {
    let message = format!("this is not a file: {}", shown(target));
    refused("cannot-save", message, "choose a project's `.ron` file")
}

pub(super) fn read_only(target: &Path) -> Refused {
    let message = format!("the file is read-only: {}", shown(target));
    let hint = "allow it to be written, or save the project elsewhere; nothing was changed";
    refused("read-only", message, hint)
}

pub(super) fn not_as_written(target: &Path) -> Refused {
    let message = format!(
        "what stands in the file is not what was just written to it: {}",
        shown(target)
    );
    let hint = "another program wrote it, or the disk fails: open it again to compare, and save elsewhere; the version before is among the backups";
    refused("not-as-written", message, hint)
}

pub(super) fn not_confirmed(error: &io::Error) -> Diagnostic {
    let message = format!("saved, but the disk did not confirm that it will last: {error}");
    Diagnostic::warning("not-confirmed", message).hint("check the disk, and keep a copy elsewhere")
}

pub(super) fn not_read_back(error: &io::Error) -> Diagnostic {
    let message = format!("saved, but it could not be read back to compare it: {error}");
    Diagnostic::warning("not-confirmed", message).hint("check the disk, and keep a copy elsewhere")
}

pub(super) fn backup_not_kept(target: &Path, error: &io::Error) -> Diagnostic {
    let folder = super::super::beside::backups_folder(target);
    let message = format!(
        "saved, but the version before could not be kept in {}: {error}",
        shown(&folder)
    );
    Diagnostic::warning("backup-not-kept", message)
        .hint("make room there, or take away what stands in its place")
}

/// No new file can be made beside `target`.
pub(in crate::store) fn cannot_create(target: &Path, error: &io::Error) -> Refused {
    let folder = super::super::beside::folder_of(target);
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            let message = format!(
                "no file can be made in the folder {}: {error}",
                shown(folder)
            );
            let hint = "allow it to be written, or save the project in a folder of yours; nothing was changed";
            refused("read-only", message, hint)
        }
        _ => cannot_save(target, error),
    }
}

/// Names the true cause.
pub(in crate::store) fn cannot_save(path: &Path, error: &io::Error) -> Refused {
    let shown = shown(path);
    let (message, hint) = match error.kind() {
        ErrorKind::NotFound => (
            format!("there is no such file any more: {shown}"),
            "it may have been moved or renamed: open it where it is now, or save elsewhere",
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => (
            format!("there is no room for {shown}: {error}"),
            "make room on the disk, then try again, or save elsewhere; nothing was changed",
        ),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => (
            format!("you may not write {shown}: {error}"),
            "ask its owner, or save the project in a folder of yours; nothing was changed",
        ),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => (
            format!("the system holds {shown}: {error}"),
            "close it in the other program, then try again, or save elsewhere; nothing was changed",
        ),
        ErrorKind::CrossesDevices => (
            format!("{shown} and its folder are on different disks: {error}"),
            "save elsewhere; nothing was changed",
        ),
        ErrorKind::StaleNetworkFileHandle => (
            format!("the network share of {shown} went away: {error}"),
            "connect it again, then try again, or save elsewhere; nothing was changed",
        ),
        _ => (
            format!("{shown} cannot be saved: {error}"),
            "check the disk or the connection, then try again, or save elsewhere; nothing was changed",
        ),
    };
    refused("cannot-save", message, hint)
}
