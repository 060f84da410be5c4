//! What was edited and not saved, kept beside the project within a second: on a thread of its own, so
//! that neither a frame nor a long save keeps it waiting.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::diag::Diagnostic;
use crate::model::Project;
use crate::store::{self, Loaded};

/// Quiet for so long, and what was edited is written.
const QUIET: Duration = Duration::from_millis(250);

/// Never quiet: written all the same after so long. With the writing itself, less than a second.
const LONGEST: Duration = Duration::from_millis(700);

/// A disk that takes longer than this at the end is not waited for.
const LAST: Duration = Duration::from_secs(3);

/// Keeps the recovery file of one project. Dropping it writes what is still to be written.
#[derive(Debug)]
pub(super) struct Recorder {
    sender: Sender<Message>,
    state: Arc<Mutex<State>>,
}

/// What the thread is told.
enum Message {
    Edited(Edited),
    /// All is in the file.
    Forget,
    /// Nobody wants them now, but may later.
    PutAside,
    /// Writes what is to be written, then answers.
    Flush(Sender<()>),
}

struct Edited {
    loaded: Arc<Loaded>,
    saved: Arc<Project>,
    now: Arc<Project>,
}

#[derive(Debug, Default)]
struct State {
    /// Why what was edited is not kept beside the project.
    problem: Option<Box<Diagnostic>>,
}

impl Recorder {
    /// For the project in this file. `wake` is called from the other thread when something went wrong, or well
    /// again.
    pub(super) fn start(path: &Path, wake: impl Fn() + Send + 'static) -> Self {
        let (sender, messages) = mpsc::channel();
        let state = Arc::new(Mutex::new(State::default()));
        let task = {
            let (path, state) = (path.to_owned(), Arc::clone(&state));
            move || {
                let mut keeper = Keeper {
                    path,
                    state,
                    wake: Box::new(wake),
                };
                keeper.run(&messages);
            }
        };
        let thread = thread::Builder::new()
            .name("recovery".to_owned())
            .spawn(task);
        if let Err(error) = &thread {
            log::error!("what is edited is not kept for a recovery: {error}");
        }
        Self { sender, state }
    }

    /// This is how the project was edited since it was saved.
    pub(super) fn note(&self, loaded: &Arc<Loaded>, saved: &Arc<Project>, now: &Arc<Project>) {
        self.send(Message::Edited(Edited {
            loaded: Arc::clone(loaded),
            saved: Arc::clone(saved),
            now: Arc::clone(now),
        }));
    }

    /// Nothing is left that a crash could lose.
    pub(super) fn forget(&self) {
        self.send(Message::Forget);
    }

    /// What a crash left is not wanted: out of the way, and kept for a while.
    pub(super) fn put_aside(&self) {
        self.send(Message::PutAside);
    }

    /// Waits until everything noted is on the disk, at most so long.
    fn flush(&self, limit: Duration) {
        let (sender, done) = mpsc::channel();
        self.send(Message::Flush(sender));
        // Too late or never: the file is as good as it gets.
        done.recv_timeout(limit).ok();
    }

    /// Why what is edited is not safe from a crash.
    pub(super) fn problem(&self) -> Option<Box<Diagnostic>> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.problem.clone()
    }

    fn send(&self, message: Message) {
        // Without a thread nothing is kept; that was told when it could not be started.
        self.sender.send(message).ok();
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.flush(LAST);
    }
}

/// The other thread's side.
struct Keeper {
    path: PathBuf,
    state: Arc<Mutex<State>>,
    wake: Box<dyn Fn() + Send>,
}

impl Keeper {
    fn run(&mut self, messages: &Receiver<Message>) {
        let mut waiting: Option<(Edited, Instant)> = None;
        loop {
            let message = match &waiting {
                None => messages
                    .recv()
                    .map_err(|_closed| RecvTimeoutError::Disconnected),
                Some((_, since)) => {
                    let left = LONGEST.saturating_sub(since.elapsed());
                    messages.recv_timeout(QUIET.min(left))
                }
            };
            match message {
                Ok(Message::Edited(edited)) => {
                    let since = waiting.map_or_else(Instant::now, |(_, since)| since);
                    waiting = Some((edited, since));
                    if since.elapsed() < LONGEST {
                        continue;
                    }
                    self.write(waiting.take());
                }
                Ok(Message::Forget) => {
                    waiting = None;
                    self.say(store::clear_recovery(&self.path).err());
                }
                Ok(Message::PutAside) => {
                    waiting = None;
                    self.say(store::discard_recovery(&self.path).err());
                }
                Ok(Message::Flush(done)) => {
                    self.write(waiting.take());
                    done.send(()).ok();
                }
                Err(RecvTimeoutError::Timeout) => self.write(waiting.take()),
                Err(RecvTimeoutError::Disconnected) => return self.write(waiting.take()),
            }
        }
    }

    fn write(&self, edited: Option<(Edited, Instant)>) {
        let Some((edited, _)) = edited else { return };
        let written = store::write_recovery(&self.path, &edited.loaded, &edited.saved, &edited.now);
        self.say(written.err());
    }

    fn say(&self, problem: Option<Box<Diagnostic>>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let is_news = state.problem.is_some() != problem.is_some();
        state.problem = problem;
        drop(state);
        if is_news {
            (self.wake)();
        }
    }
}
