//! Other programs write the file too: what they changed and what was edited here become one project, and
//! where both changed the same, a person chooses. Nothing foreign is overwritten unseen.

use std::sync::Arc;

use super::{Session, Wake};
use crate::app::looking::{Looked, Looking};
use crate::app::notice::{About, Notice, Way};
use crate::diag::Diagnostic;
use crate::edit::{Choices, Merged, Side, merge, merge_choosing};
use crate::model::Project;
use crate::store::Loaded;

/// A merge that waits for somebody to choose.
#[derive(Debug)]
pub(super) struct Conflicts {
    /// The file as the others left it.
    theirs: Arc<Loaded>,
    /// The version that it was merged into: edited since, it is merged again.
    ours: Arc<Project>,
    merged: Merged,
    /// The result is to be saved.
    is_saving: bool,
}

impl Session {
    /// What both changed, while somebody is choosing.
    pub fn conflicts(&self) -> Option<&Merged> {
        self.conflicts.as_ref().map(|conflicts| &conflicts.merged)
    }

    /// Another program may have written the file: looks at it on another thread.
    pub(super) fn look_at_file(&mut self) {
        let Some(filed) = &self.work.filed else {
            return;
        };
        if self.looking.is_some() || self.saving.is_some() {
            // A save looks for itself.
            return;
        }
        let Wake(wake) = self.wake.clone();
        self.looking = Some(Looking::start(&filed.path, &filed.loaded, move || wake()));
    }

    /// The window has the focus again: who knows what was done elsewhere.
    pub fn note_focus(&mut self) {
        self.look_at_file();
    }

    pub(super) fn take_looked(&mut self) {
        let Some(looked) = self.looking.as_ref().and_then(Looking::take) else {
            return;
        };
        self.looking = None;
        match looked {
            Looked::Same => self.settle(About::Foreign),
            Looked::Changed(theirs) => self.meet(*theirs, false),
            Looked::Gone(problem) => {
                let ways = [Way::SaveElsewhere, Way::CopyAll];
                self.tell(Notice::new(About::Foreign, *problem, &ways));
            }
        }
    }

    /// The file says something else than when it was loaded: into the project with it.
    pub(super) fn meet(&mut self, theirs: Loaded, is_saving: bool) {
        if let Some(broken) = theirs.diagnostics.iter().find(|it| it.is_error()) {
            // What cannot be read would look as if it had been deleted.
            let message = format!(
                "another program wrote the file, and it cannot be read: {}",
                broken.message
            );
            let problem = Diagnostic::error("changed-on-disk", message)
                .hint("mend the file, or save what you have elsewhere; nothing was overwritten");
            let ways = [Way::Merge, Way::SaveElsewhere, Way::CopyAll];
            return self.tell(Notice::new(About::Foreign, problem, &ways));
        }
        let Some(filed) = &self.work.filed else {
            return;
        };
        let ours = Arc::clone(&self.work.project);
        let merged = merge(&filed.loaded.project, &ours, &theirs.project);
        let theirs = Arc::new(theirs);
        if merged.conflicts.is_empty() {
            self.go_on_merged(&theirs, &merged.project, is_saving);
        } else {
            self.conflicts = Some(Conflicts {
                theirs,
                ours,
                merged,
                is_saving,
            });
            self.dialog = Some(crate::app::Dialog::Conflicts);
        }
    }

    /// Of each conflict, one side.
    pub(super) fn resolve(&mut self, sides: &[Side]) {
        let Some(conflicts) = self.conflicts.take() else {
            return;
        };
        self.dialog = None;
        if !Arc::ptr_eq(&conflicts.ours, &self.work.project) {
            // Edited while choosing.
            return self.look_at_file();
        }
        let Some(filed) = &self.work.filed else {
            return;
        };
        let mut choices = Choices::all(Side::Ours);
        for (conflict, side) in conflicts.merged.conflicts.iter().zip(sides) {
            choices.take(conflict, *side);
        }
        let (base, theirs) = (&filed.loaded.project, &conflicts.theirs);
        let resolved = merge_choosing(base, &conflicts.ours, &theirs.project, &choices);
        self.go_on_merged(theirs, &resolved.project, conflicts.is_saving);
    }

    fn go_on_merged(&mut self, theirs: &Arc<Loaded>, merged: &Project, is_saving: bool) {
        let was_dirty = self.is_dirty();
        if let Some(filed) = &mut self.work.filed {
            let saved = Arc::new(theirs.project.clone());
            filed.note_file(Arc::clone(theirs), saved, &self.work.project);
        }
        self.settle(About::Foreign);
        self.replace_project("changes by another program", merged);
        self.derive_document();
        let message = if was_dirty {
            "another program changed the file: its changes and yours are one project now"
        } else {
            "another program changed the file: this is what it says now"
        };
        let problem = Diagnostic::warning("changed-on-disk", message)
            .hint("Undo takes its changes out again");
        self.tell(Notice::new(About::Foreign, problem, &[]));
        if is_saving {
            self.save();
        }
    }
}
