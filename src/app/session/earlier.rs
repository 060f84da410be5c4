//! Earlier versions of the open project: listed, and restored as a step that can be taken back.

use std::path::Path;

use super::{Session, Wake};
use crate::app::Dialog;
use crate::app::earlier::{Earlier, Restoring};
use crate::app::notice::{About, Notice};
use crate::diag::Diagnostic;

impl Session {
    /// The earlier versions that were asked for.
    pub fn earlier(&self) -> Option<&Earlier> {
        self.earlier.as_ref()
    }

    /// Lists the earlier versions of the project at this path.
    pub(super) fn list_earlier(&mut self, path: &Path) {
        let Wake(wake) = self.wake.clone();
        self.earlier = Some(Earlier::start(path, move || wake()));
        self.dialog = Some(Dialog::Versions);
    }

    /// Makes the open project say what it said in this earlier version.
    pub(super) fn restore(&mut self, path: &Path) {
        if let Some(notice) = self.reason_not_to_edit() {
            return self.tell(notice);
        }
        self.dialog = None;
        let Wake(wake) = self.wake.clone();
        self.restoring = Some(Restoring::start(path, move || wake()));
    }

    pub(super) fn take_earlier(&mut self) {
        if let Some(earlier) = &mut self.earlier {
            earlier.take();
        }
        let Some(read) = self.restoring.as_ref().and_then(Restoring::take) else {
            return;
        };
        self.restoring = None;
        let problem = match read {
            Err(problem) => problem,
            Ok(loaded) => match loaded.diagnostics.iter().find(|it| it.is_error()) {
                None => return self.replace_project("restore of an earlier version", &loaded.project),
                // What cannot be read would be gone.
                Some(broken) => Diagnostic::error("cannot-restore", broken.message.clone())
                    .hint("this version cannot be read as a whole; open the file to see what it holds")
                    .into(),
            },
        };
        self.tell(Notice::new(About::Edit, *problem, &[]));
    }
}
