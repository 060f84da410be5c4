//! Earlier versions of a project, from its backups: which there are, and one of them read. On another thread.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};

use super::background::{self, Queue};
use super::saving::reason;
use crate::diag::Diagnostic;
use crate::store::{self, Backup, Loaded, Progress};

/// The earlier versions of the project at a path, once they are known.
#[derive(Debug)]
pub struct Earlier {
    pub path: PathBuf,
    list: Option<Vec<Backup>>,
    coming: Receiver<Vec<Backup>>,
}

impl Earlier {
    pub(super) fn start(path: &Path, wake: impl FnOnce() + Send + 'static) -> Self {
        let (sender, coming) = mpsc::channel();
        let task = {
            let path = path.to_owned();
            move || {
                // Nobody listens any more if the dialog was closed.
                if sender.send(store::backups(&path)).is_ok() {
                    wake();
                }
            }
        };
        background::start(Queue::Search, "earlier", task);
        Self {
            path: path.to_owned(),
            list: None,
            coming,
        }
    }

    /// The newest first; `None` until they are known.
    pub fn list(&self) -> Option<&[Backup]> {
        self.list.as_deref()
    }

    pub(super) fn take(&mut self) {
        if let Ok(list) = self.coming.try_recv() {
            self.list = Some(list);
        }
    }
}

/// An earlier version that is being read.
#[derive(Debug)]
pub(super) struct Restoring {
    result: Receiver<Result<Box<Loaded>, Box<Diagnostic>>>,
}

impl Restoring {
    pub(super) fn start(path: &Path, wake: impl FnOnce() + Send + 'static) -> Self {
        let (sender, result) = mpsc::channel();
        let path = path.to_owned();
        let task = move || {
            let read = store::open(&path, &Progress::default());
            // Nobody listens any more if another project was opened.
            if sender.send(read.map(Box::new).map_err(reason)).is_ok() {
                wake();
            }
        };
        background::start(Queue::Long, "restore", task);
        Self { result }
    }

    /// The version, once, or why it cannot be read.
    pub(super) fn take(&self) -> Option<Result<Box<Loaded>, Box<Diagnostic>>> {
        self.result.try_recv().ok()
    }
}
