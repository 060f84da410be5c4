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
    let bytes = read_file(path, progress, MAX_FILE_LEN)?;
    load::read(&bytes, progress)
}

/// Whether a path leads to anything. Says nothing about whether that can be opened.
pub fn is_there(path: &Path) -> bool {
    path.exists()
}

pub(super) fn read_file(path: &Path, progress: &Progress, max_len: u64) -> Result<Vec<u8>, Stop> {
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
    if metadata.len() > max_len {
        return Err(too_long(max_len));
    }
    let file = File::open(path).map_err(|error| cannot_open(&error))?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    read_into(&mut bytes, file, progress, max_len)?;
    Ok(bytes)
}

/// The file may grow while it is read: no more than `max_len` is taken, whatever its length was.
fn read_into(
    bytes: &mut Vec<u8>,
    file: impl io::Read,
    progress: &Progress,
    max_len: u64,
) -> Result<(), Stop> {
    let mut rest = file.take(max_len + 1);
    loop {
        if progress.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        let chunk = rest.by_ref().take(CHUNK_LEN).read_to_end(bytes);
        if chunk.map_err(|error| cannot_open(&error))? == 0 {
            break;
        }
    }
    if rest.limit() == 0 {
        return Err(too_long(max_len));
    }
    Ok(())
}

fn no_file(code: &'static str, message: &str, hint: &str) -> Stop {
    Stop::NoFile(Box::new(Diagnostic::error(code, message).hint(hint)))
}

fn too_long(max_len: u64) -> Stop {
    no_file(
        "too-long",
        &format!("the file is longer than {} MB", max_len >> 20),
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

#[cfg(test)]
mod tests {
    use super::*;

    const PROJECT: &str = "Project(schema: 1, title: \"A\")";

    fn cancelled() -> Progress {
        let progress = Progress::new();
        progress.cancel();
        progress
    }

    #[test]
    fn an_opening_that_was_called_off_gives_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("case.ron");
        fs::write(&path, PROJECT).expect("written");
        assert!(open(&path, &Progress::new()).is_ok());
        let stop = open(&path, &cancelled()).expect_err("called off");
        assert!(matches!(stop, Stop::Cancelled), "{stop:?}");
        let stop = read_file(&path, &cancelled(), MAX_FILE_LEN).expect_err("called off");
        assert!(matches!(stop, Stop::Cancelled), "{stop:?}");
        let stop = load::read(PROJECT.as_bytes(), &cancelled()).expect_err("called off");
        assert!(matches!(stop, Stop::Cancelled), "{stop:?}");
    }

    #[track_caller]
    fn assert_too_long(stop: &Stop, message: &str) {
        let Stop::NoFile(found) = stop else {
            panic!("{stop:?}");
        };
        assert_eq!((found.code, found.message.as_str()), ("too-long", message));
    }

    #[test]
    fn no_more_than_the_longest_file_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("long.ron");
        let progress = Progress::new();
        let limit = 1 << 20;
        fs::write(&path, vec![b' '; 1 << 20]).expect("written");
        let bytes = read_file(&path, &progress, limit).expect("just short enough");
        assert_eq!(bytes.len(), 1 << 20);
        fs::write(&path, vec![b' '; (1 << 20) + 1]).expect("written");
        let stop = read_file(&path, &progress, limit).expect_err("too long");
        assert_too_long(&stop, "the file is longer than 1 MB");
    }

    #[test]
    fn a_file_that_grows_without_end_is_given_up() {
        let mut bytes = Vec::new();
        let stop = read_into(&mut bytes, io::repeat(b' '), &Progress::new(), 5 << 20)
            .expect_err("it never ends");
        assert_too_long(&stop, "the file is longer than 5 MB");
        assert_eq!(bytes.len(), (5 << 20) + 1);
    }
}
