//! `annals fmt PROJECT`: the project's file in the one layout that Annals writes, with every comment.

use std::path::{Path, PathBuf};

use super::out::{self, Ending};
use crate::diag::Diagnostic;
use crate::store::{self, Loaded, Progress, Stop};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The project's file
    project: PathBuf,
    /// Change nothing; tell whether the file is laid out otherwise, and from which line on
    #[arg(long, conflicts_with = "stdout")]
    check: bool,
    /// Write to standard output instead of the file
    #[arg(long)]
    stdout: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let path = &arguments.project;
    match laid_out(path) {
        Ok((loaded, bytes)) if arguments.check => checked(path, loaded.text.file_bytes(), &bytes),
        Ok((_, bytes)) if arguments.stdout => {
            out::put(&String::from_utf8_lossy(&bytes), Ending::Good)
        }
        Ok((loaded, bytes)) => saved(path, &loaded, &bytes),
        Err(problem) => {
            out::tell(path, std::slice::from_ref(&*problem));
            Ending::CannotRun
        }
    }
}

fn laid_out(path: &Path) -> Result<(Loaded, Vec<u8>), Box<Diagnostic>> {
    let loaded = store::open(path, &Progress::new()).map_err(|stop| match stop {
        Stop::NoFile(problem) | Stop::Refused(problem) => problem,
        // Nobody calls this opening off.
        Stop::Cancelled => Diagnostic::error("cancelled", "reading was called off").into(),
    })?;
    let bytes = store::formatted(&loaded)?;
    Ok((loaded, bytes))
}

fn checked(path: &Path, old: &[u8], new: &[u8]) -> Ending {
    if old == new {
        return Ending::Good;
    }
    let same = old
        .split(|byte| *byte == b'\n')
        .zip(new.split(|byte| *byte == b'\n'));
    let line = 1 + same.take_while(|(old, new)| old == new).count();
    let file = out::visible(&path.display().to_string());
    let told = format!("{file}:{line}: the file is laid out otherwise from this line on\n");
    out::put(&told, Ending::Errors)
}

fn saved(path: &Path, loaded: &Loaded, bytes: &[u8]) -> Ending {
    let old = loaded.text.file_bytes();
    if old == bytes {
        return Ending::Good;
    }
    match store::save(path, old, bytes) {
        Ok(saved) => {
            out::tell(path, &saved.warnings);
            Ending::Good
        }
        Err(problem) => {
            out::tell(path, std::slice::from_ref(&*problem));
            Ending::CannotRun
        }
    }
}
