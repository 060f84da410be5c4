//! What was edited and not saved, kept beside the project within a second: on a thread of its own, so
//! that neither a frame nor a long save keeps it waiting.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::diag::Diagnostic;
use crate::model::Project;
use crate::store::recovery;
use crate::store::{Content, Loaded, Pacing};

/// A full disk may have room again.
const AGAIN: Duration = Duration::from_millis(500);

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
                    pacing: Pacing::default(),
                    edited: None,
                    base: None,
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

    /// Waits until everything noted is on the disk; not for ever.
    pub(super) fn flush(&self) {
        let (sender, done) = mpsc::channel();
        self.send(Message::Flush(sender));
        // Too late or never: the file is as good as it gets.
        done.recv_timeout(LAST).ok();
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
        self.flush();
    }
}

/// The other thread's side.
struct Keeper {
    path: PathBuf,
    state: Arc<Mutex<State>>,
    wake: Box<dyn Fn() + Send>,
    pacing: Pacing,
    /// What is to be written.
    edited: Option<Edited>,
    /// The last one's file, with its digest: of a large file that takes a while.
    base: Option<(Arc<Loaded>, Content)>,
}

impl Keeper {
    fn run(&mut self, messages: &Receiver<Message>) {
        loop {
            let message = match self.pacing.due() {
                None => messages
                    .recv()
                    .map_err(|_closed| RecvTimeoutError::Disconnected),
                Some(due) => messages.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match message {
                Ok(Message::Edited(edited)) => {
                    self.edited = Some(edited);
                    self.pacing.edited(Instant::now());
                }
                Ok(Message::Forget) => {
                    self.edited = None;
                    self.pacing.begun();
                    self.say(recovery::clear(&self.path).err().as_ref().map(unkept));
                }
                Ok(Message::PutAside) => {
                    let put_aside = recovery::discard(&self.path);
                    self.say(put_aside.err().as_ref().map(unkept));
                }
                Ok(Message::Flush(done)) => {
                    self.write();
                    // Nobody waits any more if it took too long.
                    done.send(()).ok();
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return self.write(),
            }
            if self.pacing.is_due(Instant::now()) {
                self.write();
            }
        }
    }

    fn write(&mut self) {
        self.pacing.begun();
        let Some(edited) = self.edited.take() else {
            return;
        };
        let base = self.content(&edited.loaded);
        let written = recovery::write(&self.path, base, &edited.saved, &edited.now);
        let problem = written.err();
        if problem.is_some() {
            // Until something newer comes, this is tried again.
            self.edited = Some(edited);
            self.pacing.edited(Instant::now());
            thread::sleep(AGAIN);
        }
        self.say(problem);
    }

    fn content(&mut self, loaded: &Arc<Loaded>) -> Content {
        match &self.base {
            Some((known, content)) if Arc::ptr_eq(known, loaded) => *content,
            _ => {
                let content = Content::of_loaded(loaded);
                self.base = Some((Arc::clone(loaded), content));
                content
            }
        }
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

fn unkept(error: &std::io::Error) -> Box<Diagnostic> {
    Diagnostic::warning(
        "recovery",
        format!("what a crash left stays where it is: {error}"),
    )
    .into()
}
