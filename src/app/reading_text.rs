//! Reading a document on another thread, with progress, cancellable: one becomes a source.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc::{self, Receiver, TryRecvError};

use super::background::{self, Queue};
use crate::diag::Diagnostic;
use crate::exchange::{Document, Hint, MAX_DOCUMENT_LEN, read_watched};
use crate::store;

/// Where a document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextFrom {
    File(PathBuf),
    /// From the clipboard, or typed.
    Pasted(String),
}

/// What came of it.
pub type ReadText = Result<Document, Box<Diagnostic>>;

/// A document that is being read.
#[derive(Debug)]
pub struct ReadingText {
    state: Arc<State>,
    result: Receiver<ReadText>,
}

#[derive(Debug, Default)]
struct State {
    /// Of a hundred.
    percent: AtomicU8,
    is_cancelled: AtomicBool,
}

impl State {
    fn is_wanted(&self) -> bool {
        !self.is_cancelled.load(Ordering::Relaxed)
    }
}

impl ReadingText {
    /// Starts. `wake` is called when there is something to take, from the other thread.
    pub fn start(from: TextFrom, wake: impl FnOnce() + Send + 'static) -> Self {
        let state = Arc::new(State::default());
        let (sender, result) = mpsc::channel();
        let task = {
            let state = Arc::clone(&state);
            move || {
                // Nobody listens any more if the dialog was closed.
                if sender.send(read(from, &state)).is_ok() {
                    wake();
                }
            }
        };
        background::start(Queue::Long, "read text", task);
        Self { state, result }
    }

    /// Between 0 and 1.
    pub fn fraction(&self) -> f32 {
        f32::from(self.state.percent.load(Ordering::Relaxed)) / 100.0
    }

    pub fn cancel(&self) {
        self.state.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// What came of it, once.
    pub fn take(&self) -> Option<ReadText> {
        match self.result.try_recv() {
            Ok(read) => Some(read),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(stopped())),
        }
    }
}

/// Whoever drops it does not want it any more.
impl Drop for ReadingText {
    fn drop(&mut self) {
        self.cancel();
    }
}

fn read(from: TextFrom, state: &State) -> ReadText {
    let go_on = |share: f32| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most a hundred"
        )]
        let percent = (share.clamp(0.0, 1.0) * 100.0) as u8;
        state.percent.store(percent, Ordering::Relaxed);
        state.is_wanted()
    };
    match from {
        TextFrom::File(path) => {
            let given = store::given(&path, MAX_DOCUMENT_LEN, &|| state.is_wanted())?;
            read_watched(&given.bytes, Hint::Name(&given.name), &go_on)
        }
        TextFrom::Pasted(text) => read_watched(text.as_bytes(), Hint::Nothing, &go_on),
    }
}

fn stopped() -> Box<Diagnostic> {
    let problem = Diagnostic::error("read-failed", "reading stopped before it was done");
    problem
        .hint("copy the text in its own program and paste it here")
        .into()
}

#[cfg(test)]
mod tests {
    use std::thread::sleep;
    use std::time::Duration;

    use super::*;

    fn wait(reading: &ReadingText) -> ReadText {
        for _ in 0..1_000 {
            if let Some(read) = reading.take() {
                return read;
            }
            sleep(Duration::from_millis(10));
        }
        panic!("it was not read in ten seconds");
    }

    #[test]
    fn what_is_pasted_and_what_a_file_holds_are_read_alike() {
        let (sender, woken) = mpsc::channel();
        let pasted = ReadingText::start(TextFrom::Pasted("One\nTwo".to_owned()), move || {
            sender.send(()).expect("heard");
        });
        let pasted = wait(&pasted).expect("read");
        assert_eq!(pasted.paragraphs.len(), 2);
        woken.recv().expect("woken");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "One\nTwo").expect("written");
        let reading = ReadingText::start(TextFrom::File(path), || {});
        assert_eq!(wait(&reading).expect("read"), pasted);
        assert!(reading.fraction() > 0.5);
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let reading = ReadingText::start(TextFrom::Pasted(" ".to_owned()), || {});
        assert_eq!(wait(&reading).expect_err("nothing").code, "no-paragraphs");
        let nowhere = TextFrom::File("no such file".into());
        let reading = ReadingText::start(nowhere, || {});
        assert_eq!(
            wait(&reading).expect_err("no file").code,
            "document-unreadable"
        );
    }

    #[test]
    fn what_is_called_off_is_not_read_to_the_end() {
        let state = State::default();
        state.is_cancelled.store(true, Ordering::Relaxed);
        let read = read(TextFrom::Pasted("One".to_owned()), &state);
        assert_eq!(read.expect_err("called off").code, "cancelled");
    }
}
