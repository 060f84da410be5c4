//! Opening a project on another thread, with progress, cancellable.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, TryRecvError};

use super::background::{self, Queue, discard};
use super::{Arrangement, Document};
use crate::diag::Diagnostic;
use crate::store::{Progress, Stop};

/// A project that is being read.
#[derive(Debug)]
pub struct Opening {
    pub path: PathBuf,
    progress: Arc<Progress>,
    steps: Receiver<Step>,
    /// All records are shown; what follows from them is being worked out.
    pub(super) has_records: bool,
}

/// What came of it, so far or in the end.
#[derive(Debug)]
pub(super) enum Step {
    /// Something to look at; more is to come.
    Shown(Document),
    Ended(Result<Document, Stop>),
}

impl Opening {
    /// Starts reading. `wake` is called whenever there is something to take, from the other thread.
    pub fn start(path: &Path, wanted: Arrangement, wake: impl Fn() + Send + 'static) -> Self {
        let progress = Arc::new(Progress::default());
        let (sender, steps) = mpsc::channel();
        let task = {
            let (path, progress) = (path.to_owned(), Arc::clone(&progress));
            move || {
                let send = |step| {
                    // Nobody listens any more if the window closed or another project was chosen.
                    if sender.send(step).is_ok() {
                        wake();
                    }
                };
                let outcome = Document::open_in_stages(&path, &progress, wanted, &mut |document| {
                    send(Step::Shown(document));
                });
                send(Step::Ended(outcome));
            }
        };
        background::start(Queue::Long, "open", task);
        Self {
            path: path.to_owned(),
            progress,
            steps,
            has_records: false,
        }
    }

    /// Between 0 and 1.
    pub fn fraction(&self) -> f32 {
        self.progress.fraction()
    }

    /// Whether all records are there and shown.
    pub fn has_records(&self) -> bool {
        self.has_records
    }

    /// How far it is, for whoever outlives it.
    pub fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    pub fn cancel(&self) {
        self.progress.cancel();
    }

    /// The latest that came of it since the last time.
    pub(super) fn take(&self) -> Option<Step> {
        let mut latest = None;
        loop {
            match self.steps.try_recv() {
                Ok(Step::Shown(document)) => {
                    if let Some(Step::Shown(before)) = latest.replace(Step::Shown(document)) {
                        discard(before);
                    }
                }
                Ok(ended) => return Some(ended),
                Err(TryRecvError::Empty) => return latest,
                Err(TryRecvError::Disconnected) => {
                    let problem =
                        Diagnostic::error("open-failed", "reading stopped before it was done")
                            .hint(
                                "try once more; if it happens again, `annals check` may say more",
                            );
                    return Some(Step::Ended(Err(Stop::Refused(Box::new(problem)))));
                }
            }
        }
    }
}
