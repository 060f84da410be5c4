//! Why a file was not saved, in words: the true cause, where, and what to do.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::diag::{Diagnostic, printable};

pub(super) type Refused = Box<Diagnostic>;

pub(super) fn refused(
    code: &'static str,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> Refused {
    Diagnostic::error(code, message).hint(hint).into()
}

pub(in crate::store) fn changed_on_disk() -> Refused {
    let message = "the file was changed by another program since it was opened";
    let hint = "open it again to see what changed, then decide anew; nothing was written";
    refused("changed-on-disk", message, hint)
}

pub(super) fn not_as_written(previous: &Path) -> Refused {
    let shown = printable(&previous.display().to_string());
    let message = "what the disk gives back is not what was written";
    refused(
        "not-as-written",
        message,
        format!("the version before is kept as {shown}; check the disk"),
    )
}

pub(super) fn cannot_create(target: &Path, error: &io::Error) -> Refused {
    let folder = target.parent().unwrap_or(target).display().to_string();
    let folder = printable(&folder);
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            let message = format!("no file can be made in the folder {folder}: {error}");
            let hint = "allow it to be written, or copy the project to a folder of yours; nothing was changed";
            refused("read-only", message, hint)
        }
        _ => cannot_save(target, error),
    }
}

/// Names the true cause.
pub(super) fn cannot_save(path: &Path, error: &io::Error) -> Refused {
    let shown = printable(&path.display().to_string());
    let (message, hint) = match error.kind() {
        ErrorKind::NotFound => (
            format!("there is no such file any more: {shown}"),
            "it may have been moved or renamed: open it where it is now",
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => (
            format!("there is no room for {shown}: {error}"),
            "make room on the disk, then try again; nothing was changed",
        ),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => (
            format!("you may not write {shown}: {error}"),
            "ask its owner, or copy the project to a folder of yours; nothing was changed",
        ),
        _ => (
            format!("{shown} cannot be saved: {error}"),
            "check the disk or the connection, then try again; nothing was changed",
        ),
    };
    refused("cannot-save", message, hint)
}
