//! One change of a project file from beginning to end: read, decide, rewrite, save. Slow, as it waits
//! for a disk; not for the thread that draws.

use std::path::Path;

use super::decide::{Rewritten, rewrite};
use super::load;
use super::loaded::Loaded;
use super::open::{MAX_FILE_LEN, Stop, read_file};
use super::progress::Progress;
use super::reading::Seeds;
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

/// Makes of the project at `path` what `decide` makes of it. `shown` is the text in which the person
/// saw what they decided about; `None`: whatever is there now. The change is on the disk when this
/// comes back, or nothing was changed.
///
/// # Errors
/// If the file cannot be read, is no project, or is not what was `shown`; if `decide` refuses; if the
/// result cannot be spelt or saved.
pub fn change(
    path: &Path,
    shown: Option<&str>,
    decide: impl FnOnce(&Project) -> Result<Project, Box<Diagnostic>>,
) -> Result<Changed, Box<Diagnostic>> {
    let progress = Progress::new();
    let file = read_file(path, &progress, MAX_FILE_LEN).map_err(reason)?;
    let loaded = match load::read_text(&file, Seeds::default(), &progress, &mut |_| {}) {
        Ok(loaded) => loaded,
        // Whatever it is by now, it is not what was shown.
        Err(_) if shown.is_some() => return Err(changed_on_disk()),
        Err(stop) => return Err(reason(stop)),
    };
    if shown.is_some_and(|shown| shown != &*loaded.text) {
        return Err(changed_on_disk());
    }
    let meant = decide(&loaded.project)?;
    let Rewritten { bytes: new, loaded } = rewrite(&loaded, &meant)?;
    let saved = save(path, file.text.file_bytes(), &new)?;
    Ok(Changed {
        loaded,
        warnings: saved.warnings,
    })
}

fn reason(stop: Stop) -> Box<Diagnostic> {
    match stop {
        Stop::NoFile(problem) | Stop::Refused(problem) => problem,
        Stop::Cancelled => Diagnostic::error("cancelled", "reading was called off").into(),
    }
}
