//! Projects in: opening on another thread, and showing what came of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Leaving, Session, Wake, Work};
use crate::app::background::discard;
use crate::app::opening::Step;
use crate::app::{Arrangement, Dialog, Document, FileCommand, Opening, Origin, Selection, Stage};
use crate::diag::Diagnostic;
use crate::query::Filter;
use crate::store::{self, Stop};
use crate::timeline::Axis;

impl Session {
    pub(super) fn run_file(&mut self, command: FileCommand) {
        match command {
            FileCommand::OpenSample => self.unless_dirty(FileCommand::OpenSample, |session| {
                session.call_off_opening();
                session.show(Document::sample());
            }),
            FileCommand::Open(path) => {
                let then = FileCommand::Open(path.clone());
                self.unless_dirty(then, |session| session.open(&path));
            }
            FileCommand::New { path, title } => {
                let (then_path, then_title) = (path.clone(), title.clone());
                let then = FileCommand::New {
                    path: then_path,
                    title: then_title,
                };
                self.unless_dirty(then, |session| session.create(&path, &title));
            }
            FileCommand::CancelOpening => self.call_off_opening(),
            FileCommand::Save => self.save(),
            FileCommand::SaveAs(path) => self.save_as(&path),
            FileCommand::Revert => self.revert(),
            FileCommand::Versions(path) => self.list_earlier(&path),
            FileCommand::Restore(path) => self.restore(&path),
            FileCommand::Merge => self.look_at_file(),
            FileCommand::Resolve(sides) => self.resolve(&sides),
            FileCommand::TakeOver => self.take_over(),
            FileCommand::Recover => self.recover(),
            FileCommand::DiscardRecovery => self.discard_recovery(),
            FileCommand::SaveThen(then) => {
                self.dialog = None;
                self.then = Some(then);
                self.save();
            }
            FileCommand::GiveUpThen(then) => self.give_up_edits(*then),
            FileCommand::Quit => self.unless_dirty(FileCommand::Quit, |session| {
                session.leaving = Leaving::Quits;
            }),
        }
    }

    /// What was open before is shown again.
    fn call_off_opening(&mut self) {
        let Some(opening) = self.opening.take() else {
            return;
        };
        opening.cancel();
        self.take_back();
    }

    /// Instead of a part of a project that will not come, what was open before.
    fn take_back(&mut self) {
        if let Some((document, work)) = self.before.take() {
            self.replace(document);
            // With what was edited in it.
            self.work = work;
            self.derive_document();
        }
    }

    /// Shows what there is of the project that is being read, or why there is none.
    pub(super) fn take_opened(&mut self) {
        let Some(opening) = &mut self.opening else {
            return;
        };
        let Some(step) = opening.take() else {
            return;
        };
        let path = opening.path.clone();
        if let Step::Shown(document) = &step {
            opening.has_records = document.stage >= Stage::Records;
        } else {
            self.opening = None;
        }
        match step {
            Step::Shown(document) | Step::Ended(Ok(document)) => self.show(document),
            Step::Ended(Err(Stop::Refused(problem) | Stop::NoFile(problem))) => {
                self.take_back();
                self.dialog = Some(Dialog::Failed { path, problem });
            }
            Step::Ended(Err(Stop::Cancelled)) => self.take_back(),
        }
    }

    /// Starts reading a project; the open one stays until there is something of the new one.
    pub fn open(&mut self, path: &Path) {
        self.call_off_opening();
        self.dialog = None;
        let Wake(wake) = self.wake.clone();
        let wanted = Arrangement {
            axis: Axis::Happened,
            lane_by: self.lane_by,
        };
        self.opening = Some(Opening::start(path, wanted, move || wake()));
    }

    /// Replaces the open project, or what was there of it.
    fn show(&mut self, document: Document) {
        let is_whole = document.stage == Stage::Whole;
        // What is incomplete is for the leads; what could not be read must be seen.
        let has_errors = document.loaded.diagnostics.iter().any(Diagnostic::is_error);
        let origin = document.origin.clone();
        let is_next = self.document.stage < Stage::Whole && self.document.origin == origin;
        let document = Arc::new(document);
        if is_next {
            self.work = Work::on(&document);
            self.continue_with(document);
        } else {
            if !is_whole {
                let work = std::mem::take(&mut self.work);
                self.before = Some((Arc::clone(&self.document), work));
            }
            self.replace(document);
        }
        if is_whole {
            self.before.take().into_iter().for_each(discard);
            self.start_work();
            self.dialog = self
                .dialog
                .take()
                .or(has_errors.then_some(Dialog::Problems));
            if let Origin::File(path) = origin {
                self.note_recent(path);
            }
        }
    }

    pub(super) fn note_recent(&mut self, path: PathBuf) {
        self.recent.retain(|other| *other != path);
        self.recent.insert(0, path.clone());
        if self.keeps_recent {
            remember(path);
        }
    }

    /// The view starts afresh; nothing of the old project is selected.
    fn replace(&mut self, document: Arc<Document>) {
        let wanted = Arrangement {
            axis: Axis::Happened,
            lane_by: self.lane_by,
        };
        discard(std::mem::replace(&mut self.document, document));
        self.document_version += 1;
        let work = Work::on(&self.document);
        discard(std::mem::replace(&mut self.work, work));
        self.notices.clear();
        self.deriving = None;
        self.looking = None;
        self.restoring = None;
        self.conflicts = None;
        self.left = None;
        self.dialog = None;
        self.filter = Filter::default();
        self.search_again();
        self.selection = Selection::default();
        self.reading = None;
        self.scale = None;
        self.start_reading_something();
        self.arrange_document(wanted);
    }

    /// Another version of the same project: selection, filters, scale and reading place stay.
    pub(super) fn continue_with(&mut self, document: Arc<Document>) {
        let wanted = self.arranging().unwrap_or(self.arrangement());
        discard(std::mem::replace(&mut self.document, document));
        self.document_version += 1;
        self.search_again();
        self.arrange_document(wanted);
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
