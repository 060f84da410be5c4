//! Keeping decisions in the project's file, one after the other, on another thread.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use super::background::{self, Queue};
use super::{Arrangement, Document};
use crate::diag::Diagnostic;
use crate::edit::Decision;
use crate::store::{self, Loaded, Progress};

/// A decision that is being written, and those that wait for it.
#[derive(Debug)]
pub struct Saving {
    pub path: PathBuf,
    pub decision: Decision,
    /// In the order in which they were made.
    waiting: VecDeque<Decision>,
    result: Receiver<Outcome>,
}

/// The project as it is in the file now, and what the person should know; or why nothing was written.
pub(super) type Outcome = Result<(Document, Vec<Diagnostic>), Box<Diagnostic>>;

impl Saving {
    /// Starts writing. `shown` is the project in which the person saw what they decided about. `wake` is called when there is something to take, from the other thread.
    pub(super) fn start(
        path: &Path,
        shown: &Arc<Loaded>,
        (decision, wanted): (Decision, Arrangement),
        wake: impl FnOnce() + Send + 'static,
    ) -> Self {
        let (sender, result) = mpsc::channel();
        let task = {
            let (path, shown, decision) = (path.to_owned(), Arc::clone(shown), decision.clone());
            move || {
                let changed = store::change(&path, Some(&shown), |it| decision.apply(it));
                let outcome = changed.map(|changed| {
                    let progress = Progress::default();
                    let document = Document::of_file(&path, changed.loaded, (&progress, wanted));
                    (document, changed.warnings)
                });
                // Nobody listens any more if the window closed.
                sender.send(outcome).ok();
                wake();
            }
        };
        background::start(Queue::Long, "save", task);
        Self {
            path: path.to_owned(),
            decision,
            waiting: VecDeque::new(),
            result,
        }
    }

    /// Written after those before it.
    pub(super) fn wait(&mut self, decision: Decision) {
        self.waiting.push_back(decision);
    }

    /// How many wait for the one that is being written.
    pub fn n_waiting(&self) -> usize {
        self.waiting.len()
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

    /// The decision to write after this one, and those behind it, with what this one moved.
    pub(super) fn next(self) -> Option<(Decision, VecDeque<Decision>)> {
        let done = &self.decision;
        let rest = self.waiting.iter();
        let mut rest: VecDeque<_> = rest.filter_map(|waiting| waiting.after(done)).collect();
        Some((rest.pop_front()?, rest))
    }

    pub(super) fn with_waiting(mut self, waiting: VecDeque<Decision>) -> Self {
        self.waiting = waiting;
        self
    }
}

fn stopped() -> Box<Diagnostic> {
    Diagnostic::error("save-failed", "saving stopped before it was done")
        .hint("open the project again to see what was written; if it happens again, `annals check` may say more")
        .into()
}
