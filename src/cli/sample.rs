//! `annals sample PATH`: the bundled case, to look at and to start from.

use std::path::PathBuf;

use super::out::{self, Ending};
use crate::store;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The file to write; it must not exist
    path: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let path = &arguments.path;
    match store::create(path, store::sample_bytes()) {
        Ok(()) => Ending::Good,
        Err(error) => out::cannot_write(path, &error),
    }
}
