//! Making other lanes of a large project on another thread; the ones that are shown stay until then.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};

use super::background::{self, Queue};
use super::{Arrangement, Document};
use crate::timeline::Lanes;

/// Lanes that are being made.
#[derive(Debug)]
pub struct Arranging {
    /// What they are of.
    pub wanted: Arrangement,
    result: Receiver<Lanes>,
}

impl Arranging {
    /// Starts making them. `wake` is called when they are there, from the other thread.
    pub(super) fn start(
        document: Arc<Document>,
        wanted: Arrangement,
        wake: impl FnOnce() + Send + 'static,
    ) -> Self {
        let (sender, result) = mpsc::channel();
        let task = move || {
            let lanes = document.arranged(wanted);
            // Not the last to hold it where somebody draws.
            drop(document);
            // Nobody listens any more if something else was chosen.
            if sender.send(lanes).is_ok() {
                wake();
            }
        };
        background::start(Queue::Long, "lanes", task);
        Self { wanted, result }
    }

    /// The lanes, once.
    pub(super) fn take(&self) -> Option<Lanes> {
        self.result.try_recv().ok()
    }
}
