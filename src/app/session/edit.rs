//! Edits: done, taken back, done again. What follows from the project is worked out anew: of a small one at
//! once, of a large one on another thread.

use std::sync::Arc;
use std::time::Instant;

use super::{Session, Wake};
use crate::app::background::discard;
use crate::app::deriving::{Basis, Derived, Deriving};
use crate::app::notice::{About, Notice, Way};
use crate::app::{Document, EditCommand, Origin, Stage};
use crate::diag::Diagnostic;
use crate::model::Project;

/// A project of so many events and paragraphs is derived within a frame.
const SMALL: usize = 1_500;

impl Session {
    /// The project as it is edited, which what is shown may be a moment behind.
    pub fn project(&self) -> &Arc<Project> {
        &self.work.project
    }

    /// Whether an edit would be refused, whatever it is.
    pub fn is_read_only(&self) -> bool {
        self.reason_not_to_edit().is_some()
    }

    /// What an undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.work.history.undo_name()
    }

    pub fn redo_name(&self) -> Option<&str> {
        self.work.history.redo_name()
    }

    /// Whether what is shown is behind what was edited.
    pub fn is_deriving(&self) -> bool {
        self.deriving.is_some()
    }

    pub(super) fn run_edit(&mut self, command: EditCommand) {
        if let Some(notice) = self.reason_not_to_edit() {
            return self.tell(notice);
        }
        self.settle(About::Edit);
        // Nobody chose what to do with it, and what is edited now would take its place.
        if self.left.is_some() {
            self.discard_recovery();
        }
        let project = Arc::clone(self.project());
        let history = &mut self.work.history;
        let next = match command {
            EditCommand::Do(edit) => Some(history.run(&project, *edit, Instant::now())),
            EditCommand::Decide(decision) => {
                let edit = decision.edit(&project);
                Some(edit.and_then(|edit| history.run(&project, edit, Instant::now())))
            }
            EditCommand::Undo => history.undo(&project),
            EditCommand::Redo => history.redo(&project),
            EditCommand::EndBurst => {
                history.end_burst();
                None
            }
        };
        match next {
            Some(Ok(next)) => {
                self.tell_deleted(&project, &next);
                self.go_on_edited(Arc::new(next));
                self.follow_renamed(&project);
            }
            Some(Err(refused)) => self.tell(Notice::new(About::Edit, *refused, &[])),
            None => {}
        }
    }

    /// What is taken out of a project is gone from the screen: it is said, with the way back.
    fn tell_deleted(&mut self, before: &Project, next: &Project) {
        let count = |project: &Project| project.events().len() + project.sources().len();
        let name = self.undo_name().unwrap_or_default();
        if count(next) < count(before) && name.starts_with("deletion") {
            let problem =
                Diagnostic::warning("deleted", name.to_owned()).hint("Undo brings all of it back");
            self.tell(Notice::new(About::Edit, problem, &[Way::Undo]));
        }
    }

    /// Why an edit would be refused, whatever it is.
    pub fn reason_not_to_edit(&self) -> Option<Notice> {
        let Some(filed) = &self.work.filed else {
            return match self.document.origin {
                Origin::Sample => Some(Notice::of_sample()),
                Origin::File(_) => Some(Notice::of_busy()),
            };
        };
        // What is opened will take the place of this one.
        if self.document.stage < Stage::Whole || self.opening.is_some() {
            return Some(Notice::of_busy());
        }
        super::keep::reason_of(&filed.access)
    }

    /// This is the project now.
    pub(super) fn go_on_edited(&mut self, project: Arc<Project>) {
        discard(std::mem::replace(&mut self.work.project, project));
        if let Some(filed) = &mut self.work.filed {
            filed.note_edit(&self.work.project);
        }
        self.derive_document();
    }

    /// What follows from the project as it is now, or soon.
    pub(super) fn derive_document(&mut self) {
        let basis = self.basis();
        if is_small(&basis.project) {
            self.deriving = None;
            self.show_derived(basis.document());
        } else if self.deriving.is_some() {
            // The running one is of an older version: another follows it.
            self.derives_again = true;
        } else {
            let Wake(wake) = self.wake.clone();
            self.deriving = Some(Deriving::start(basis, move || wake()));
        }
    }

    fn basis(&self) -> Basis {
        let (origin, loaded) = match &self.work.filed {
            Some(filed) => (Origin::File(filed.path.clone()), &filed.loaded),
            None => (self.document.origin.clone(), &self.document.loaded),
        };
        Basis {
            before: Arc::clone(&self.document),
            origin,
            project: Arc::clone(&self.work.project),
            loaded: Arc::clone(loaded),
            texts: self.work.texts.clone(),
            wanted: self.arranging().unwrap_or(self.arrangement()),
        }
    }

    /// Shows what was derived on another thread.
    pub(super) fn take_derived(&mut self) {
        let Some(derived) = self.deriving.as_ref().and_then(Deriving::take) else {
            return;
        };
        self.deriving = None;
        let Derived::Document(document) = derived else {
            let message = "what follows from the last edit could not be worked out";
            let problem = Diagnostic::error("panicked", message)
                .hint("the edit itself is kept; save, and take it back with Undo if this stays");
            return self.tell(Notice::new(About::Edit, problem, &[Way::SaveAgain]));
        };
        self.show_derived(*document);
        if std::mem::take(&mut self.derives_again) {
            self.derive_document();
        }
    }

    /// Shows the next version of the open project: selection, filters, scale and reading place stay.
    fn show_derived(&mut self, mut document: Document) {
        let chosen = self.document.evidence.leads.silence_days();
        if document.evidence.leads.silence_days() != chosen {
            document.choose_silence(chosen);
        }
        self.continue_with(Arc::new(document));
    }
}

fn is_small(project: &Project) -> bool {
    let paragraphs = project.sources().iter();
    let n_paragraphs: usize = paragraphs.map(|source| source.paragraphs.len()).sum();
    project.events().len() + project.entities().len() + n_paragraphs <= SMALL
}
