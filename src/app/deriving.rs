//! What follows from an edited project, worked out on another thread; what is shown stays until then.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, TryRecvError};

use super::background::{self, Queue};
use super::{Arrangement, Document, Origin};
use crate::model::Project;
use crate::store::{Loaded, Texts};

/// What a document is derived from.
#[derive(Clone, Debug)]
pub(super) struct Basis {
    /// The version before, which what did not change is taken from.
    pub before: Arc<Document>,
    pub origin: Origin,
    pub project: Arc<Project>,
    pub loaded: Arc<Loaded>,
    pub texts: Texts,
    pub wanted: Arrangement,
}

impl Basis {
    pub(super) fn document(self) -> Document {
        let read = (self.loaded, self.texts);
        self.before
            .edited(self.origin, self.project, read, self.wanted)
    }
}

/// What came of deriving.
#[derive(Debug)]
pub(super) enum Derived {
    Document(Box<Document>),
    /// The thread ended early; a report tells where.
    Failed,
}

/// A document that is being derived.
#[derive(Debug)]
pub(super) struct Deriving {
    result: Receiver<Document>,
}

impl Deriving {
    /// Starts. `wake` is called when it is there, from the other thread.
    pub(super) fn start(basis: Basis, wake: impl FnOnce() + Send + 'static) -> Self {
        let (sender, result) = mpsc::channel();
        let task = move || {
            let document = basis.document();
            // Nobody listens any more if another project was opened.
            if sender.send(document).is_ok() {
                wake();
            }
        };
        background::start(Queue::Long, "derive", task);
        Self { result }
    }

    /// What came of it, once.
    pub(super) fn take(&self) -> Option<Derived> {
        match self.result.try_recv() {
            Ok(document) => Some(Derived::Document(Box::new(document))),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Derived::Failed),
        }
    }
}
