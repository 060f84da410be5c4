//! Writing the open project to its file, on another thread.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use super::background::{self, Queue};
use crate::diag::{Diagnostic, printable};
use crate::model::Project;
use crate::store::{self, Loaded, LostComment, Progress, Stop};

/// A project that is being written.
#[derive(Debug)]
pub struct Saving {
    pub path: PathBuf,
    /// What is written.
    pub(super) project: Arc<Project>,
    /// To a new file, which is to be the open one.
    pub(super) is_elsewhere: bool,
    /// The number of the work that is saved.
    pub(super) work: u64,
    result: Receiver<Outcome>,
}

/// What came of it; an error means that the file is as it was.
pub(super) type Outcome = Result<Written, Box<Diagnostic>>;

#[derive(Debug)]
pub(super) enum Written {
    /// The file says what was meant, and what the person should know nevertheless.
    Saved(Box<Loaded>, Vec<Diagnostic>),
    /// Nothing was written: somebody else wrote the file meanwhile. This is what it says.
    Foreign(Box<Loaded>),
}

impl Saving {
    /// Starts writing `project` over what was `loaded` from the same file. `wake` is called when there is
    /// something to take, from the other thread.
    pub(super) fn start(
        path: &Path,
        loaded: &Arc<Loaded>,
        project: &Arc<Project>,
        wake: impl FnOnce() + Send + 'static,
    ) -> Self {
        let (loaded, meant) = (Arc::clone(loaded), Arc::clone(project));
        let task = move |path: &Path| save(path, &loaded, &meant);
        Self::run((path, false), project, task, wake)
    }

    /// Starts writing `project` to a new file, with the texts that are attached to it.
    pub(super) fn start_elsewhere(
        (path, from): (&Path, Option<&Path>),
        loaded: &Arc<Loaded>,
        project: &Arc<Project>,
        wake: impl FnOnce() + Send + 'static,
    ) -> Self {
        let (loaded, meant) = (Arc::clone(loaded), Arc::clone(project));
        let from = from.map(Path::to_owned);
        let task = move |path: &Path| save_elsewhere(path, from.as_deref(), (&loaded, &meant));
        Self::run((path, true), project, task, wake)
    }

    fn run(
        (path, is_elsewhere): (&Path, bool),
        project: &Arc<Project>,
        save: impl FnOnce(&Path) -> Outcome + Send + 'static,
        wake: impl FnOnce() + Send + 'static,
    ) -> Self {
        let (sender, result) = mpsc::channel();
        let task = {
            let path = path.to_owned();
            move || {
                // Nobody listens any more if the window closed.
                sender.send(save(&path)).ok();
                wake();
            }
        };
        background::start(Queue::Long, "save", task);
        Self {
            path: path.to_owned(),
            project: Arc::clone(project),
            is_elsewhere,
            work: 0,
            result,
        }
    }

    /// As part of the work of this number.
    pub(super) fn of_work(mut self, number: u64) -> Self {
        self.work = number;
        self
    }

    /// What came of it, once.
    pub(super) fn take(&self) -> Option<Outcome> {
        match self.result.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(stopped())),
        }
    }

    /// The same, but waits for it.
    pub(super) fn take_within(&self, limit: Duration) -> Option<Outcome> {
        match self.result.recv_timeout(limit) {
            Ok(outcome) => Some(outcome),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Err(stopped())),
        }
    }
}

fn save(path: &Path, loaded: &Loaded, meant: &Project) -> Outcome {
    if !store::is_there(path) {
        // Deleted by somebody, and asked for again.
        return save_elsewhere(path, None, (loaded, meant));
    }
    if !store::has_content(path, loaded.text.file_bytes()).map_err(reason)? {
        return foreign(path);
    }
    let rewritten = store::rewrite(loaded, meant)?;
    match store::save(path, loaded.text.file_bytes(), rewritten.bytes()) {
        Ok(saved) => {
            let mut warnings = saved.warnings;
            warnings.extend(lost(&rewritten.lost_comments));
            Ok(Written::Saved(Box::new(rewritten.loaded), warnings))
        }
        // Between the look and the writing.
        Err(problem) if problem.code == "changed-on-disk" => foreign(path),
        Err(problem) => Err(problem),
    }
}

/// A comment within a value that was replaced has no place any more.
fn lost(comments: &[LostComment]) -> Option<Diagnostic> {
    let first = comments.first()?;
    let more = match comments.len() - 1 {
        0 => String::new(),
        n => format!(", and {n} more"),
    };
    let (line, text) = (first.line, printable(&first.text));
    let message = format!(
        "a comment within what you changed is not in the file any more: “{text}” of line {line}{more}"
    );
    let hint = "the version before is among the backups; Undo and Save bring it back as it was";
    Some(Diagnostic::warning("comment-lost", message).hint(hint))
}

fn foreign(path: &Path) -> Outcome {
    let theirs = store::open(path, &Progress::default()).map_err(reason)?;
    Ok(Written::Foreign(Box::new(theirs)))
}

fn save_elsewhere(
    path: &Path,
    from: Option<&Path>,
    (loaded, meant): (&Loaded, &Project),
) -> Outcome {
    let rewritten = store::rewrite(loaded, meant)?;
    store::create_project(path, rewritten.bytes())?;
    let warnings = match from {
        Some(from) => store::copy_texts(from, path, meant),
        None => Vec::new(),
    };
    Ok(Written::Saved(Box::new(rewritten.loaded), warnings))
}

pub(super) fn reason(stop: Stop) -> Box<Diagnostic> {
    match stop {
        Stop::NoFile(problem) | Stop::Refused(problem) => problem,
        Stop::Cancelled => Diagnostic::error("cancelled", "reading was called off").into(),
    }
}

fn stopped() -> Box<Diagnostic> {
    Diagnostic::error("save-failed", "saving stopped before it was done")
        .hint("open the project again to see what was written; if it happens again, `annals check` may say more")
        .into()
}
