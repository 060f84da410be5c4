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
    /// Base, ours and theirs.
    versions: [Project; 3],
    /// The project as it was then: edited since, it is merged again.
    project: Arc<Project>,
    merged: Merged,
    after: After,
}

/// What is done with the merged project.
#[derive(Debug)]
pub(super) enum After {
    /// The file is as the others left it; the result is to be saved, or not.
    Foreign {
        theirs: Arc<Loaded>,
        is_saving: bool,
    },
    /// What a crash left is in it.
    Recovery,
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
        if self.looking.is_some() || self.saving.is_some() || self.conflicts.is_some() {
            // A save looks for itself, and somebody is choosing.
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
                if let Some(filed) = &mut self.work.filed {
                    filed.is_gone = true;
                }
                let ways = [Way::SaveAgain, Way::SaveElsewhere, Way::CopyAll];
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
            self.then = None;
            if let Some(filed) = &mut self.work.filed {
                filed.is_gone = true;
            }
            let ways = [Way::LookAgain, Way::SaveElsewhere, Way::CopyAll];
            return self.tell(Notice::new(About::Foreign, problem, &ways));
        }
        let Some(filed) = &self.work.filed else {
            return;
        };
        let base = filed.loaded.project.clone();
        let versions = [
            base,
            Project::clone(&self.work.project),
            theirs.project.clone(),
        ];
        let theirs = Arc::new(theirs);
        self.merge_or_choose(versions, After::Foreign { theirs, is_saving });
    }

    /// Merges; where that needs a choice, asks for it.
    pub(super) fn merge_or_choose(&mut self, versions: [Project; 3], after: After) {
        let [base, ours, theirs] = &versions;
        let merged = merge(base, ours, theirs);
        if merged.conflicts.is_empty() {
            return self.go_on_after(after, &merged.project);
        }
        self.then = None;
        let count = merged.conflicts.len();
        self.conflicts = Some(Conflicts {
            versions,
            project: Arc::clone(&self.work.project),
            merged,
            after,
        });
        self.dialog = Some(crate::app::Dialog::Conflicts);
        let message = match count {
            1 => "in one place the file and your edits differ".to_owned(),
            count => format!("in {count} places the file and your edits differ"),
        };
        let problem =
            Diagnostic::warning("conflicts", message).hint("nothing is written until you choose");
        self.tell(Notice::new(About::Foreign, problem, &[Way::Choose]));
    }

    /// Of each conflict, one side.
    pub(super) fn resolve(&mut self, sides: &[Side]) {
        let Some(conflicts) = self.conflicts.take() else {
            return;
        };
        self.dialog = None;
        self.settle(About::Foreign);
        if !Arc::ptr_eq(&conflicts.project, &self.work.project) {
            // Edited while choosing: both are put together anew.
            let [base, ours, theirs] = conflicts.versions;
            let now = Project::clone(&self.work.project);
            let versions = match conflicts.after {
                After::Foreign { .. } => [base, now, theirs],
                After::Recovery => [base, ours, now],
            };
            return self.merge_or_choose(versions, conflicts.after);
        }
        let mut choices = Choices::all(Side::Ours);
        for (conflict, side) in conflicts.merged.conflicts.iter().zip(sides) {
            choices.take(conflict, *side);
        }
        let [base, ours, theirs] = &conflicts.versions;
        let resolved = merge_choosing(base, ours, theirs, &choices);
        self.go_on_after(conflicts.after, &resolved.project);
    }

    fn go_on_after(&mut self, after: After, merged: &Project) {
        match after {
            After::Foreign { theirs, is_saving } => self.go_on_merged(&theirs, merged, is_saving),
            After::Recovery => self.replace_project("recovery of unsaved edits", merged),
        }
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
