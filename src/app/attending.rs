//! Settling in beside a project that was just opened: who else has it, what a crash left, and watching over
//! it. On another thread, as each of these asks the disk.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};

use super::background::{self, Queue};
use crate::diag::Diagnostic;
use crate::store::{self, Held, Lock, Recovered, Watch};

/// What is held as long as a project is open here.
#[derive(Debug)]
pub(super) struct Attendance {
    /// `None` where another has it, or where there are no locks.
    #[expect(dead_code, reason = "held as long as the project is open")]
    lock: Option<Lock>,
    #[expect(dead_code, reason = "watches as long as the project is open")]
    watch: Option<Watch>,
    /// Another program may have written the file.
    is_stirred: Arc<AtomicBool>,
}

/// What was found on the way in.
#[derive(Debug)]
pub(super) struct Found {
    pub attendance: Attendance,
    /// Who has the project open, if somebody else does.
    pub held: Option<Held>,
    /// Edits that a crash left, or why they cannot be read.
    pub left: Result<Option<Recovered>, Box<Diagnostic>>,
}

/// Settling in that is under way.
#[derive(Debug)]
pub(super) struct Attending {
    result: Receiver<Found>,
}

impl Attending {
    /// Starts. `wake` is called when it is done, and whenever the file may have changed.
    pub(super) fn start(path: &Path, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, result) = mpsc::channel();
        let path = path.to_owned();
        let task = move || {
            let wake = Arc::new(wake);
            let found = attend(&path, Arc::clone(&wake));
            // Nobody listens any more if another project was opened.
            if sender.send(found).is_ok() {
                wake();
            }
        };
        background::start(Queue::Search, "attend", task);
        Self { result }
    }

    /// What was found, once.
    pub(super) fn take(&self) -> Option<Found> {
        self.result.try_recv().ok()
    }
}

impl Attendance {
    /// Whether the file may have changed since this was last asked.
    pub(super) fn is_stirred(&self) -> bool {
        self.is_stirred.swap(false, Ordering::Relaxed)
    }
}

fn attend(path: &Path, wake: Arc<impl Fn() + Send + Sync + 'static>) -> Found {
    let (lock, held) = match Lock::acquire(path) {
        Ok(lock) => (lock, None),
        Err(held) => (None, Some(held)),
    };
    // Another's edits are not a crash's.
    let left = if held.is_none() {
        store::sweep(path);
        store::read_recovery(path)
    } else {
        Ok(None)
    };
    let is_stirred = Arc::new(AtomicBool::new(false));
    let watch = {
        let is_stirred = Arc::clone(&is_stirred);
        Watch::start(path, move || {
            is_stirred.store(true, Ordering::Relaxed);
            wake();
        })
    };
    Found {
        attendance: Attendance {
            lock,
            watch,
            is_stirred,
        },
        held,
        left,
    }
}
