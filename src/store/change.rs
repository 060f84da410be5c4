//! One change of a project file from beginning to end: read, decide, rewrite, save. Slow, as it waits
//! for a disk; not for the thread that draws.

use std::path::Path;

use super::loaded::Loaded;
use super::open::{Stop, has_content, open};
use super::progress::Progress;
use super::rewrite::rewrite;
use super::save::{changed_on_disk, save};
use crate::diag::Diagnostic;
use crate::model::Project;

/// A file that was changed, as it is now.
#[derive(Debug)]
pub struct Changed {
    pub loaded: Loaded,
    /// What the person should know although the change was saved.
    pub warnings: Vec<Diagnostic>,
}

/// Makes of the project at `path` what `decide` makes of it. `shown` is the project as the person saw
/// it, read from this very file; `None`: whatever is there now. The change is on the disk when this
/// comes back, or nothing was changed.
///
/// # Errors
/// If the file cannot be read, is no project, or is not what was `shown`; if `decide` refuses; if the
/// result cannot be spelt or saved.
pub fn change(
    path: &Path,
    shown: Option<&Loaded>,
    decide: impl FnOnce(&Project) -> Result<Project, Box<Diagnostic>>,
) -> Result<Changed, Box<Diagnostic>> {
    let read;
    let loaded = if let Some(shown) = shown {
        if !has_content(path, shown.text.file_bytes()).map_err(reason)? {
            return Err(changed_on_disk());
        }
        shown
    } else {
        read = open(path, &Progress::new()).map_err(reason)?;
        &read
    };
    let meant = decide(&loaded.project)?;
    let rewritten = rewrite(loaded, &meant)?;
    let saved = save(path, loaded.text.file_bytes(), rewritten.bytes())?;
    Ok(Changed {
        loaded: rewritten.loaded,
        warnings: saved.warnings,
    })
}

fn reason(stop: Stop) -> Box<Diagnostic> {
    match stop {
        Stop::NoFile(problem) | Stop::Refused(problem) => problem,
        Stop::Cancelled => Diagnostic::error("cancelled", "reading was called off").into(),
    }
}
