//! What follows from an edited project, worked out on another thread; what is shown stays until then.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};

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

    /// The document, once.
    pub(super) fn take(&self) -> Option<Document> {
        self.result.try_recv().ok()
    }
}
