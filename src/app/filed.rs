//! How the open project stands to its file: what is in it as far as we know, who else may have it, and
//! what keeps watch.

use std::path::PathBuf;
use std::sync::Arc;

use super::attending::{Attendance, Attending};
use super::recording::Recorder;
use crate::model::Project;
use crate::store::Loaded;

/// A project that has a file.
#[derive(Debug)]
pub struct Filed {
    pub path: PathBuf,
    /// As it was last read from the file or written to it: what a save starts from.
    pub(super) loaded: Arc<Loaded>,
    /// The project of that, or one that says the same.
    saved: Arc<Project>,
    is_dirty: bool,
    pub access: Access,
    /// Before the lock: what it still has to write is written while others are kept out.
    pub(super) recorder: Recorder,
    /// The lock, the look at what a crash left, the watch: on their way, then there.
    pub(super) attending: Option<Attending>,
    pub(super) attendance: Option<Attendance>,
    /// Whose edits the recovery beside the file holds.
    pub(super) recovery: Recovery,
    /// Whether the file itself is gone, or cannot be read any more.
    pub(super) is_gone: bool,
    /// Somebody said that what is not saved is not wanted: it is put aside when the project is let go.
    pub(super) is_given_up: bool,
}

impl Drop for Filed {
    fn drop(&mut self) {
        if self.is_given_up && self.recovery == Recovery::Ours {
            self.recorder.flush();
            self.recorder.put_aside();
        }
    }
}

/// Whose edits may lie beside the file, in the recovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recovery {
    Nobodys,
    /// Of this session.
    Ours,
    /// A crash left them, and nobody decided yet.
    Leftover,
}

/// Whether the project may be changed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    Write,
    /// Another window has it open.
    Held {
        /// Who, in words, if that is known.
        by: String,
    },
    /// It was made by a newer program, or cannot be read as a whole.
    ReadOnly {
        why: String,
    },
}

impl Filed {
    /// A project just read from its file.
    pub(super) fn new(
        path: PathBuf,
        loaded: Arc<Loaded>,
        project: &Arc<Project>,
        recorder: Recorder,
    ) -> Self {
        let newer = loaded
            .diagnostics
            .iter()
            .find(|it| it.code == "newer-schema");
        let access = newer.map_or(Access::Write, |newer| Access::ReadOnly {
            why: newer.message.clone(),
        });
        Self {
            path,
            loaded,
            saved: Arc::clone(project),
            is_dirty: false,
            access,
            recorder,
            attending: None,
            attendance: None,
            recovery: Recovery::Nobodys,
            is_gone: false,
            is_given_up: false,
        }
    }

    /// Whether there is something that the file does not say: edits, or all of it, if the file is gone.
    pub fn is_dirty(&self) -> bool {
        self.is_dirty || self.is_gone
    }

    /// Whether it is still being found out who else has the project, and what a crash left.
    pub fn is_settling(&self) -> bool {
        self.attending.is_some()
    }

    /// The project that the file says.
    pub fn saved(&self) -> &Arc<Project> {
        &self.saved
    }

    /// This is the project now: what of it must outlive a crash is kept beside the file.
    pub(super) fn note_edit(&mut self, project: &Arc<Project>) {
        self.is_dirty = !Arc::ptr_eq(&self.saved, project) && !self.saved.says_the_same_as(project);
        self.is_given_up = false;
        // What lies beside the file is another's, or may be, as long as it is not known to be ours.
        if self.access != Access::Write || self.is_settling() {
            return;
        }
        if self.is_dirty {
            if self.recovery == Recovery::Leftover {
                self.recorder.put_aside();
            }
            self.recorder.note(&self.loaded, &self.saved, project);
            self.recovery = Recovery::Ours;
        } else if self.recovery == Recovery::Ours {
            self.recorder.forget();
            self.recovery = Recovery::Nobodys;
        }
    }

    /// This is what the file says now; `now` is the project as it is edited meanwhile.
    pub(super) fn note_file(
        &mut self,
        loaded: Arc<Loaded>,
        saved: Arc<Project>,
        now: &Arc<Project>,
    ) {
        self.loaded = loaded;
        self.saved = saved;
        self.is_gone = false;
        self.note_edit(now);
    }
}
