//! A look at the project's file, on another thread: whether it is as it was loaded, and what it says if not.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, TryRecvError};

use super::background::{self, Queue};
use super::saving::reason;
use crate::diag::Diagnostic;
use crate::store::{self, Loaded, Progress};

/// A look that is under way.
#[derive(Debug)]
pub(super) struct Looking {
    result: Receiver<Looked>,
}

/// What the file says.
#[derive(Debug)]
pub(super) enum Looked {
    Same,
    Changed(Box<Loaded>),
    /// It cannot be read, or is not there any more.
    Gone(Box<Diagnostic>),
}

impl Looking {
    pub(super) fn start(
        path: &Path,
        loaded: &Arc<Loaded>,
        wake: impl FnOnce() + Send + 'static,
    ) -> Self {
        let (sender, result) = mpsc::channel();
        let (path, loaded) = (path.to_owned(), Arc::clone(loaded));
        let task = move || {
            let looked = look(&path, &loaded);
            // Nobody listens any more if another project was opened.
            if sender.send(looked).is_ok() {
                wake();
            }
        };
        background::start(Queue::Long, "look", task);
        Self { result }
    }

    /// What was seen, once.
    pub(super) fn take(&self) -> Option<Looked> {
        match self.result.try_recv() {
            Ok(looked) => Some(looked),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Looked::Same),
        }
    }
}

fn look(path: &Path, loaded: &Loaded) -> Looked {
    match store::has_content(path, loaded.text.file_bytes()) {
        Ok(true) => Looked::Same,
        Ok(false) => match store::open(path, &Progress::default()) {
            Ok(theirs) => Looked::Changed(Box::new(theirs)),
            Err(stop) => Looked::Gone(reason(stop)),
        },
        Err(stop) => Looked::Gone(reason(stop)),
    }
}
