//! What is done when something panics: a report without content beside the project, and nothing else; the
//! window comes back by itself.

use std::cell::Cell;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::store::report::{self, Crash};

/// The open project's file.
static PROJECT: Mutex<Option<PathBuf>> = Mutex::new(None);

thread_local! {
    /// A panic within the hook must not call it again.
    static IS_REPORTING: Cell<bool> = const { Cell::new(false) };
}

/// From now on a panic leaves a report. What was done before, a line on standard error, is still done.
pub fn install() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if IS_REPORTING.replace(true) {
            return;
        }
        let project = PROJECT.try_lock().map(|it| it.clone()).unwrap_or_default();
        match report::write(project.as_deref(), &Crash::of_panic(info)) {
            Ok(path) => log::error!("a report is at {}", path.display()),
            Err(error) => log::error!("no report could be written: {error}"),
        }
        before(info);
        IS_REPORTING.set(false);
    }));
}

/// Where reports are written from now on.
pub(super) fn note_project(path: Option<&Path>) {
    *PROJECT.lock().unwrap_or_else(PoisonError::into_inner) = path.map(Path::to_owned);
}
