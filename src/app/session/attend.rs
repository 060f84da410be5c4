//! Beside an open project: the lock, the watch, and what a crash left.

use std::time::Duration;

use super::foreign::After;
use super::{Session, Wake};
use crate::app::Dialog;
use crate::app::attending::{Attendance, Attending, Found};
use crate::app::filed::{Access, Recovery};
use crate::app::notice::{About, Notice, Way};
use crate::diag::{Diagnostic, printable};
use crate::edit::describe;
use crate::model::Project;
use crate::store::recovery::Recovered;
use crate::store::{Holder, NoLock};

/// Edits that were never saved, and their base.
#[derive(Debug)]
pub struct LeftEdits {
    base: Project,
    ours: Project,
    /// When, and how many.
    pub told: String,
    /// What was edited, a line each.
    pub lines: Vec<String>,
}

/// When, how much, and on what.
fn left_phrase(recovered: &Recovered, is_same_file: bool) -> String {
    let (changes, are) = match recovered.n_changes {
        1 => ("One change".to_owned(), "is"),
        count => (format!("{count} changes"), "are"),
    };
    let ago = recovered.time.elapsed().unwrap_or_default();
    let file = if is_same_file {
        "The file is as it was then."
    } else {
        "The file was changed since; both will be merged."
    };
    let damage = if recovered.is_whole {
        ""
    } else {
        " The end of it is damaged and left out."
    };
    format!(
        "{changes}, made {} ago, {are} in no file yet. {file}{damage}",
        duration_phrase(ago)
    )
}

fn duration_phrase(duration: Duration) -> String {
    let minutes = duration.as_secs() / 60;
    match minutes {
        0 => "less than a minute".to_owned(),
        1..120 => format!("{minutes} min"),
        120..2_880 => format!("{} hours", minutes / 60),
        _ => format!("{} days", minutes / 1_440),
    }
}

/// "by process 12 on desk", to put behind "another window".
fn holder_phrase(holder: Option<&Holder>) -> String {
    holder.map_or_else(String::new, |holder| {
        let since = holder.since.elapsed().unwrap_or_default();
        format!(
            " ({} on {}, process {}, for {})",
            printable(&holder.program),
            printable(&holder.machine),
            holder.process,
            duration_phrase(since)
        )
    })
}

impl Session {
    /// Settles in beside the open project.
    pub(super) fn attend(&mut self) {
        let Wake(wake) = self.wake.clone();
        if let Some(filed) = &mut self.work.filed {
            filed.attending = Some(Attending::start(&filed.path, &filed.loaded, move || wake()));
        }
    }

    /// Takes in what was found, and what stirred since.
    pub(super) fn take_attended(&mut self) {
        self.take_looked();
        let Some(filed) = &mut self.work.filed else {
            return;
        };
        if let Some(found) = filed.attending.as_ref().and_then(Attending::take) {
            filed.attending = None;
            match found {
                Ok(found) => self.note_found(found),
                Err(_ended) => {
                    let message =
                        "it could not be found out whether another window has this project";
                    let problem = Diagnostic::warning("no-lock", message)
                        .hint("what others write is noticed when you save");
                    self.tell(Notice::new(About::Access, problem, &[]));
                }
            }
            // What was edited and asked for while nobody knew.
            if let Some(filed) = &mut self.work.filed {
                filed.note_edit(&self.work.project);
            }
            if self.saving.is_none() && std::mem::take(&mut self.saves_again) {
                self.save();
            }
            return;
        }
        // A save looks for itself, and what stirs meanwhile is looked at after it.
        let is_free = self.saving.is_none() && self.looking.is_none();
        let attendance = filed.attendance.as_ref().filter(|_| is_free);
        let is_stirred = attendance.is_some_and(Attendance::is_stirred);
        let unprotected = filed.recorder.problem();
        if is_stirred {
            self.look_at_file();
        }
        self.note_protection(unprotected);
    }

    fn note_found(&mut self, found: Found) {
        let Some(filed) = &mut self.work.filed else {
            return;
        };
        filed.attendance = Some(found.attendance);
        let mut unsupported = None;
        match found.no_lock {
            Some(NoLock::Held { who }) => {
                filed.access = Access::Held {
                    by: holder_phrase(who.as_ref()),
                };
            }
            other => {
                if matches!(filed.access, Access::Held { .. }) {
                    filed.access = Access::Write;
                }
                if let Some(NoLock::Unsupported(problem)) = other {
                    unsupported = Some(problem);
                }
            }
        }
        if !matches!(found.left, Ok(None)) {
            filed.recovery = Recovery::Leftover;
        }
        match super::keep::reason_of(&filed.access) {
            Some(notice) => self.tell(notice),
            None => self.settle(About::Access),
        }
        if let Some(problem) = unsupported {
            // Said once: a save looks for others all the same.
            self.tell(Notice::new(About::Access, *problem, &[]));
        }
        match found.left {
            Ok(None) => {}
            Ok(Some(recovered)) => self.offer(&recovered),
            Err(problem) => self.tell(Notice::new(About::Recovery, *problem, &[])),
        }
    }

    /// The other window may be closed.
    pub(super) fn take_over(&mut self) {
        self.attend();
    }

    fn offer(&mut self, recovered: &Recovered) {
        let Some(filed) = &self.work.filed else {
            return;
        };
        let sides = recovered.sides(&filed.loaded);
        let mut lines: Vec<String> = describe(&sides.base, &sides.ours)
            .iter()
            .map(ToString::to_string)
            .collect();
        lines.extend(
            sides
                .unreadable
                .iter()
                .map(|it| format!("cannot be read: {it}")),
        );
        let told = left_phrase(recovered, recovered.is_of(&filed.loaded));
        self.left = Some(LeftEdits {
            base: sides.base,
            ours: sides.ours,
            told,
            lines,
        });
        self.dialog = Some(Dialog::Recovered);
        let message = "edits of an earlier session were never saved";
        let problem = Diagnostic::warning("left-edits", message)
            .hint("the next edit puts them among the backups");
        let ways = [Way::Recover, Way::DiscardRecovery];
        self.tell(Notice::new(About::Recovery, problem, &ways));
    }

    /// What a crash left, while somebody decides.
    pub fn left_edits(&self) -> Option<&LeftEdits> {
        self.left.as_ref()
    }

    /// The edits that a crash left are done again, as one step.
    pub(super) fn recover(&mut self) {
        let Some(left) = self.left.take() else { return };
        self.dialog = None;
        self.settle(About::Recovery);
        let versions = [left.base, left.ours, Project::clone(&self.work.project)];
        self.merge_or_choose(versions, After::Recovery);
    }

    pub(super) fn discard_recovery(&mut self) {
        self.left = None;
        self.dialog = None;
        self.settle(About::Recovery);
        if let Some(filed) = &mut self.work.filed {
            filed.recovery = Recovery::Nobodys;
            filed.recorder.put_aside();
        }
    }

    fn note_protection(&mut self, unprotected: Option<Box<Diagnostic>>) {
        match unprotected {
            Some(problem) => {
                let message = format!("unsaved changes are not protected: {}", problem.message);
                let told = Diagnostic::warning("unprotected", message)
                    .hint("save now; if that fails too, save elsewhere");
                self.tell(Notice::new(
                    About::Recovery,
                    told,
                    &[Way::SaveAgain, Way::SaveElsewhere],
                ));
            }
            None => self
                .notices
                .retain(|notice| notice.problem.code != "unprotected"),
        }
    }
}
