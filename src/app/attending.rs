//! Settling in beside a project that was just opened: who else has it, what a crash left, and watching over
//! it. On another thread, as each of these asks the disk.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvError, TryRecvError};
use std::time::Duration;

use super::background::{self, Queue};
use crate::diag::Diagnostic;
use crate::store::recovery::{self, Recovered};
use crate::store::{self, Content, Loaded, Lock, NoLock, Watch};

/// How often, and after which pauses, our own lock is waited for.
const MAX_TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(25);

/// What is held as long as a project is open here.
#[derive(Debug)]
pub(super) struct Attendance {
    /// `None` where another has it, or where there are no locks.
    #[expect(dead_code, reason = "held as long as the project is open")]
    lock: Option<Lock>,
    #[expect(dead_code, reason = "watches as long as the project is open")]
    watch: Watch,
    /// Another program may have written the file.
    is_stirred: Arc<AtomicBool>,
}

/// What was found on the way in.
#[derive(Debug)]
pub(super) struct Found {
    pub attendance: Attendance,
    /// Somebody else has the project open, or there are no locks here.
    pub no_lock: Option<NoLock>,
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
    pub(super) fn start(
        path: &Path,
        loaded: &Arc<Loaded>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let (sender, result) = mpsc::channel();
        let (path, loaded) = (path.to_owned(), Arc::clone(loaded));
        let task = move || {
            let wake = Arc::new(wake);
            let found = attend(&path, &loaded, Arc::clone(&wake));
            // Nobody listens any more if another project was opened.
            if sender.send(found).is_ok() {
                wake();
            }
        };
        background::start(Queue::Search, "attend", task);
        Self { result }
    }

    /// What was found, once; `Err` if nobody will ever tell.
    pub(super) fn take(&self) -> Option<Result<Found, RecvError>> {
        match self.result.try_recv() {
            Ok(found) => Some(Ok(found)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(RecvError)),
        }
    }
}

impl Attendance {
    /// Whether the file may have changed since this was last asked.
    pub(super) fn is_stirred(&self) -> bool {
        self.is_stirred.swap(false, Ordering::Relaxed)
    }
}

fn attend(path: &Path, loaded: &Loaded, wake: Arc<impl Fn() + Send + Sync + 'static>) -> Found {
    // Beside a file that is not there, nothing is left lying.
    let locked = store::is_there(path).then(|| lock(path));
    let (lock, no_lock) = match locked {
        Some(Ok(lock)) => (Some(lock), None),
        Some(Err(no_lock)) => (None, Some(no_lock)),
        None => (None, None),
    };
    // Another's edits are not a crash's.
    let left = if let Some(NoLock::Held { .. }) = no_lock {
        Ok(None)
    } else {
        store::sweep(path);
        recovery::read(path)
    };
    let is_stirred = Arc::new(AtomicBool::new(false));
    let watch = {
        let is_stirred = Arc::clone(&is_stirred);
        Watch::start(path, Content::of_loaded(loaded), move |_change| {
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
        no_lock,
        left,
    }
}

/// The window may just have let go of it itself: a project that is opened again.
fn lock(path: &Path) -> Result<Lock, NoLock> {
    let mut tries = 0;
    loop {
        match Lock::acquire(path) {
            Err(NoLock::Held { who })
                if tries < MAX_TRIES
                    && who
                        .as_ref()
                        .is_none_or(|who| who.process == std::process::id()) =>
            {
                tries += 1;
                std::thread::sleep(PAUSE);
            }
            other => return other,
        }
    }
}
