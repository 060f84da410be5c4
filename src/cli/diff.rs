//! `annals diff A B`: how two versions of a project differ, in words.

use std::path::{Path, PathBuf};

use super::json;
use super::out::{self, Ending, visible};
use crate::diag::Diagnostic;
use crate::edit::describe;
use crate::store::{self, Loaded, Progress, Stop};

#[derive(Debug, clap::Args)]
#[command(after_help = "Exits with 0 if both say the same, with 1 if they differ.")]
pub(super) struct Arguments {
    /// The file of the earlier version
    old: PathBuf,
    /// The file of the later version
    new: PathBuf,
    /// Give the differences as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let (Some(old), Some(new)) = (open(&arguments.old), open(&arguments.new)) else {
        return Ending::CannotRun;
    };
    let lines = describe(&old.project, &new.project);
    let ending = if lines.is_empty() {
        Ending::Good
    } else {
        Ending::Errors
    };
    if arguments.json {
        let lines: Vec<_> = lines.iter().map(json::difference).collect();
        return out::put_json(&lines, ending);
    }
    let mut text = String::new();
    for line in &lines {
        text.push_str(&visible(&line.to_string()));
        text.push('\n');
    }
    out::put(&text, ending)
}

/// A project of which everything could be read; told if there is none. What could not be read would look
/// as if it were not there.
pub(super) fn open(path: &Path) -> Option<Loaded> {
    let read = read(path);
    read.map_err(|problems| out::tell(path, &problems)).ok()
}

/// The same; else why there is none.
pub(super) fn read(path: &Path) -> Result<Loaded, Vec<Diagnostic>> {
    match store::open(path, &Progress::new()) {
        Ok(loaded) => {
            let all = loaded.diagnostics.iter();
            let in_the_way: Vec<_> = all.filter(|it| is_in_the_way(it)).cloned().collect();
            if in_the_way.is_empty() {
                Ok(loaded)
            } else {
                Err(in_the_way)
            }
        }
        Err(Stop::NoFile(problem) | Stop::Refused(problem)) => Err(vec![*problem]),
        // Nobody calls this opening off.
        Err(Stop::Cancelled) => Err(Vec::new()),
    }
}

/// Of a newer schema, only a part is understood.
fn is_in_the_way(found: &Diagnostic) -> bool {
    found.is_error() || found.code == "newer-schema"
}
