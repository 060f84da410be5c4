//! Projects in: opening on another thread, and showing what came of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Session, Wake};
use crate::app::{Dialog, Document, FileCommand, Opening, Origin, Selection};
use crate::diag::Diagnostic;
use crate::query::Filter;
use crate::store::{self, Stop};
use crate::timeline::Axis;

impl Session {
    pub(super) fn run_file(&mut self, command: FileCommand) {
        match command {
            FileCommand::OpenSample => self.show(Document::sample()),
            FileCommand::Open(path) => self.open(&path),
            FileCommand::Decide(decision) => self.decide(decision),
            FileCommand::CancelOpening => {
                if let Some(opening) = self.opening.take() {
                    opening.cancel();
                }
            }
        }
    }

    /// Shows the project that was being read, once it is there, or why there is none.
    pub(super) fn take_opened(&mut self) {
        let Some(opening) = &self.opening else { return };
        let Some(outcome) = opening.take() else {
            return;
        };
        let path = opening.path.clone();
        self.opening = None;
        match outcome {
            Ok(document) => self.show(document),
            Err(Stop::Refused(problem) | Stop::NoFile(problem)) => {
                self.dialog = Some(Dialog::Failed { path, problem });
            }
            Err(Stop::Cancelled) => {}
        }
    }

    /// Starts reading a project; the open one stays until the new one is there.
    pub fn open(&mut self, path: &Path) {
        if let Some(previous) = self.opening.take() {
            previous.cancel();
        }
        self.dialog = None;
        let Wake(wake) = self.wake.clone();
        self.opening = Some(Opening::start(path, move || wake()));
    }

    /// Replaces the open project. The view starts afresh; nothing of the old one is selected.
    fn show(&mut self, document: Document) {
        if let Origin::File(path) = &document.origin {
            self.recent.retain(|other| other != path);
            self.recent.insert(0, path.clone());
            if self.keeps_recent {
                remember(path.clone());
            }
        }
        self.dialog = document
            .problems
            .iter()
            .any(Diagnostic::is_error)
            .then_some(Dialog::Problems);
        self.document = Arc::new(document);
        self.document_version += 1;
        self.filter = Filter::default();
        self.search_again();
        self.selection = Selection::default();
        self.reading = None;
        self.scale = None;
        self.axis = Axis::Happened;
        self.start_reading_something();
        self.arrange();
    }

    /// The reader is never empty if there is something to read: at first, the first held source.
    pub(super) fn start_reading_something(&mut self) {
        let first = self
            .document
            .project
            .sources()
            .iter()
            .find(|source| source.is_held());
        if let Some(source) = first.map(|source| source.id.clone()) {
            self.read(source, None);
        }
    }
}

/// Writes the recent list, off this thread: a frame never waits for a disk.
fn remember(path: PathBuf) {
    let task = move || {
        if let Err(error) = store::remember(&path) {
            log::warn!("the recent list was not written: {error}");
        }
    };
    if let Err(error) = std::thread::Builder::new()
        .name("recent".to_owned())
        .spawn(task)
    {
        log::warn!("no thread could be started for the recent list: {error}");
    }
}
