//! Opens a project file. Whatever the path leads to, the answer comes soon and is a project or a
//! sentence; a pipe or a device is never waited for.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use super::load::{self, Loaded};
use super::progress::Progress;
use crate::diag::Diagnostic;

/// The longest file that is opened: 512 MB.
pub const MAX_FILE_LEN: u64 = 512 << 20;

/// Between two looks at whether the reading was called off.
const CHUNK_LEN: u64 = 4 << 20;

/// Why there is no project.
#[derive(Debug)]
pub enum Stop {
    /// Somebody called the opening off.
    Cancelled,
    /// There is no file, or it cannot be read.
    NoFile(Box<Diagnostic>),
    /// The file as a whole cannot be read as a project.
    Refused(Box<Diagnostic>),
}

/// # Errors
/// If there is no such file, if it cannot be read, or if it is no project; see [`load::read`] for
/// files that are. A mistake in a record is not an error: it is among [`Loaded::diagnostics`].
pub fn open(path: &Path, progress: &Progress) -> Result<Loaded, Stop> {
    let bytes = read_file(path, progress)?;
    load::read(&bytes, progress)
}

fn read_file(path: &Path, progress: &Progress) -> Result<Vec<u8>, Stop> {
    let metadata = fs::metadata(path).map_err(|error| cannot_open(&error))?;
    if metadata.is_dir() {
        return Err(no_file(
            "not-a-file",
            "this is a folder, not a file",
            "choose the project's `.ron` file in it",
        ));
    }
    if !metadata.is_file() {
        return Err(no_file(
            "not-a-file",
            "this is a device or a pipe, not a file",
            "choose a project's `.ron` file",
        ));
    }
    if metadata.len() > MAX_FILE_LEN {
        return Err(too_long());
    }
    let file = File::open(path).map_err(|error| cannot_open(&error))?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    // The file may grow while it is read.
    let mut rest = file.take(MAX_FILE_LEN + 1);
    loop {
        if progress.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        let chunk = rest.by_ref().take(CHUNK_LEN).read_to_end(&mut bytes);
        if chunk.map_err(|error| cannot_open(&error))? == 0 {
            break;
        }
    }
    if rest.limit() == 0 {
        return Err(too_long());
    }
    Ok(bytes)
}

fn no_file(code: &'static str, message: &str, hint: &str) -> Stop {
    Stop::NoFile(Box::new(Diagnostic::error(code, message).hint(hint)))
}

fn too_long() -> Stop {
    no_file(
        "too-long",
        "the file is longer than 512 MB",
        "split the project, or check that this is a project at all",
    )
}

fn cannot_open(error: &io::Error) -> Stop {
    let (message, hint) = match error.kind() {
        ErrorKind::NotFound => (
            "there is no such file".to_owned(),
            "check the spelling of the path",
        ),
        ErrorKind::PermissionDenied => (
            "you may not read this file".to_owned(),
            "ask its owner for permission, or copy it to a folder of yours",
        ),
        _ => (
            format!("the file cannot be read: {error}"),
            "check the disk or the connection, then try again",
        ),
    };
    no_file("cannot-open", &message, hint)
}
