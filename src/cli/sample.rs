//! `annals sample PATH`: the bundled case, to look at and to start from.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::out::{self, Ending, visible};
use crate::store;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The file to write; it must not exist
    path: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let path = &arguments.path;
    let Err(error) = store::create(path, store::sample_bytes()) else {
        return Ending::Good;
    };
    let file = visible(&path.display().to_string());
    let (message, hint) = match error.kind() {
        ErrorKind::AlreadyExists => (
            "there is such a file already".to_owned(),
            "choose another name; nothing was written",
        ),
        ErrorKind::NotFound => (
            "there is no such folder".to_owned(),
            "make it first, or choose another",
        ),
        _ => (
            format!("the file cannot be written: {error}"),
            "choose a folder that you may write to",
        ),
    };
    out::complain(&format!(
        "{file}: error[cannot-write]: {message}\n  hint: {hint}\n"
    ));
    Ending::CannotRun
}
