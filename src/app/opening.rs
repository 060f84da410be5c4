//! Opening a project on another thread, with progress, cancellable.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

use super::Document;
use crate::diag::Diagnostic;
use crate::store::{Progress, Stop};

/// A project that is being read.
#[derive(Debug)]
pub struct Opening {
    pub path: PathBuf,
    progress: Arc<Progress>,
    result: Receiver<Result<Document, Stop>>,
}

impl Opening {
    /// Starts reading. `wake` is called when there is something to take, from the other thread.
    pub fn start(path: &Path, wake: impl FnOnce() + Send + 'static) -> Self {
        let progress = Arc::new(Progress::default());
        let (sender, result) = mpsc::channel();
        let task = {
            let (path, progress) = (path.to_owned(), Arc::clone(&progress));
            move || {
                let outcome = Document::open(&path, &progress);
                // Nobody listens any more if the window closed or another project was chosen.
                sender.send(outcome).ok();
                wake();
            }
        };
        if thread::Builder::new()
            .name("open".to_owned())
            .spawn(task)
            .is_err()
        {
            log::error!("no thread could be started to open a project");
        }
        Self {
            path: path.to_owned(),
            progress,
            result,
        }
    }

    /// Between 0 and 1.
    pub fn fraction(&self) -> f32 {
        self.progress.fraction()
    }

    /// How far it is, for whoever outlives it.
    pub fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    pub fn cancel(&self) {
        self.progress.cancel();
    }

    /// What came of it, once.
    pub fn take(&self) -> Option<Result<Document, Stop>> {
        match self.result.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                let problem =
                    Diagnostic::error("open-failed", "reading stopped before it was done")
                        .hint("try once more; if it happens again, `annals check` may say more");
                Some(Err(Stop::Refused(Box::new(problem))))
            }
        }
    }
}
