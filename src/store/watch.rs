//! Tells when another program writes a project: the system says when something happens in its folder, and a
//! look every two seconds stands behind it, as network shares and other worlds say nothing. What happened is
//! told by the content of the file: our own saves are known by it, and what only looks new is not told.
//!
//! A convenience: a save compares the file itself, whatever was told here.

mod look;

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::beside;
use super::content::Content;
use super::fs::Real;
use look::{Looks, Seen};

/// So long nothing may happen in the folder before the file is looked at: programs write in steps.
const QUIET: Duration = Duration::from_millis(250);

/// But it is looked at after this time, whatever happens.
const LONGEST: Duration = Duration::from_secs(1);

/// Nobody says anything: it is looked at all the same.
const INTERVAL: Duration = Duration::from_secs(2);

/// What became of the file by another's hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It holds something else than what was expected.
    Written,
    /// There is no file any more, or it cannot be read.
    Gone,
}

/// A project file that is watched. Dropping this ends it: then nothing is told any more.
pub struct Watch {
    looks: Arc<Mutex<Looks>>,
    is_over: Arc<AtomicBool>,
    wake: Sender<()>,
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Release);
        // It may have ended by itself.
        self.wake.send(()).ok();
    }
}

impl Watch {
    /// Watches a file that was read as `content`. `on_change` is called once for each change, from another
    /// thread.
    pub fn start(
        project: &Path,
        content: Content,
        on_change: impl FnMut(Change) + Send + 'static,
    ) -> Self {
        let target = beside::real_path(&Real, project);
        let (wake, woken) = mpsc::channel();
        let watch = Self {
            looks: Arc::new(Mutex::new(Looks::new(content))),
            is_over: Arc::default(),
            wake: wake.clone(),
        };
        let watcher = watcher(&target, wake);
        let watching = Watching {
            path: project.to_owned(),
            looks: Arc::clone(&watch.looks),
            is_over: Arc::clone(&watch.is_over),
            woken,
            on_change,
            _watcher: watcher,
        };
        let thread = thread::Builder::new().name("watch".to_owned());
        if let Err(error) = thread.spawn(move || watching.run()) {
            log::warn!("changes by other programs are not noticed before a save: {error}");
        }
        watch
    }

    /// We are about to save this: call it before the save begins. If the save fails, what was there before
    /// is still expected as well.
    pub fn will_hold(&self, content: Content) {
        let mut looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        looks.will_hold(content);
    }
}

/// Wakes when something happens to the file; `None` where the system does not tell.
fn watcher(target: &Path, wake: Sender<()>) -> Option<RecommendedWatcher> {
    let name: Option<OsString> = target.file_name().map(Into::into);
    let is_ours = move |event: &notify::Event| {
        event.need_rescan()
            || event.paths.is_empty()
            || event
                .paths
                .iter()
                .any(|path| path.file_name() == name.as_deref())
    };
    let handler = move |event: notify::Result<notify::Event>| {
        // An event that was lost may have been ours.
        if event
            .as_ref()
            .map_or(true, |event| !event.kind.is_access() && is_ours(event))
        {
            wake.send(()).ok();
        }
    };
    // The folder, not the file: a file that is replaced is another one.
    let started = notify::recommended_watcher(handler).and_then(|mut watcher| {
        watcher.watch(beside::folder_of(target), RecursiveMode::NonRecursive)?;
        Ok(watcher)
    });
    if let Err(error) = &started {
        log::warn!("the folder is looked at every two seconds only: {error}");
    }
    started.ok()
}

struct Watching<F> {
    path: PathBuf,
    looks: Arc<Mutex<Looks>>,
    is_over: Arc<AtomicBool>,
    woken: Receiver<()>,
    on_change: F,
    _watcher: Option<RecommendedWatcher>,
}

impl<F: FnMut(Change)> Watching<F> {
    fn run(mut self) {
        let mut is_missing = false;
        while !self.is_over() {
            let was_told = match self.woken.recv_timeout(INTERVAL) {
                Ok(()) => {
                    self.wait_for_quiet();
                    true
                }
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            if self.is_over() {
                return;
            }
            let mut seen = look::at(&self.path, &self.looks, was_told);
            // Some programs put the file away for a moment while they write.
            if seen == Seen::Gone && !is_missing {
                thread::sleep(QUIET);
                seen = look::at(&self.path, &self.looks, true);
            }
            match seen {
                Seen::Expected => is_missing = false,
                Seen::Other => {
                    is_missing = false;
                    self.tell(Change::Written);
                }
                Seen::Gone if !is_missing => {
                    is_missing = true;
                    self.tell(Change::Gone);
                }
                Seen::Gone => {}
            }
        }
    }

    fn tell(&mut self, change: Change) {
        if !self.is_over() {
            (self.on_change)(change);
        }
    }

    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Acquire)
    }

    fn wait_for_quiet(&self) {
        let start = Instant::now();
        while !self.is_over() && start.elapsed() < LONGEST {
            if self.woken.recv_timeout(QUIET).is_err() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests;
