//! Keeping the open project: saving, saving elsewhere, a new one, the bundled case as one's own; and what came
//! of it.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Leaving, Session, Wake, Work};
use crate::app::background::discard;
use crate::app::crash;
use crate::app::filed::{Access, Filed};
use crate::app::notice::{About, Notice, Way};
use crate::app::recording::Recorder;
use crate::app::saving::{Outcome, Written};
use crate::app::{Dialog, FileCommand, Origin, Saving};
use crate::diag::Diagnostic;
use crate::edit::Edit;
use crate::model::Project;
use crate::store::{self, Loaded};

/// So long the end of the program waits before it looks again.
const MOMENT: Duration = Duration::from_millis(2);

impl Session {
    /// How the open project stands to its file; `None` for the bundled case, and while it is being opened.
    pub fn filed(&self) -> Option<&Filed> {
        self.work.filed.as_ref()
    }

    /// Whether something was edited that no file says.
    pub fn is_dirty(&self) -> bool {
        self.filed().is_some_and(Filed::is_dirty)
    }

    /// Writes what was edited to the project's file.
    pub(super) fn save(&mut self) {
        // What is chosen of is merged again when the file is met.
        self.conflicts = None;
        let Some(filed) = &self.work.filed else {
            self.then = None;
            return self.tell(Notice::of_sample());
        };
        if let Some(notice) = reason_of(&filed.access) {
            self.then = None;
            return self.tell(notice);
        }
        if self.saving.is_some() || filed.is_settling() {
            // Then once more, with what was edited meanwhile.
            self.saves_again = true;
            return;
        }
        if !filed.is_dirty() {
            return self.after_save();
        }
        self.work.history.end_burst();
        let Wake(wake) = self.wake.clone();
        let project = &self.work.project;
        let saving = Saving::start(&filed.path, &filed.loaded, project, move || wake());
        self.saving = Some(saving.of_work(self.work.number));
    }

    /// Writes the project to a new file, which is the open one from then on.
    pub(super) fn save_as(&mut self, path: &Path) {
        if self.attaching.is_some() {
            // With the texts that are on their way.
            self.then = Some(Box::new(FileCommand::SaveAs(path.to_owned())));
            return;
        }
        if self.saving.is_some() {
            let problem = Diagnostic::warning("busy", "the project is being written");
            let problem = problem.hint("try again in a moment");
            return self.tell(Notice::new(About::Save, problem, &[Way::SaveElsewhere]));
        }
        self.dialog = None;
        let from = self.filed().map(|filed| filed.path.clone());
        let loaded = self
            .filed()
            .map_or(&self.document.loaded, |filed| &filed.loaded);
        let Wake(wake) = self.wake.clone();
        let saving = Saving::start_elsewhere(
            (path, from.as_deref()),
            loaded,
            &self.work.project,
            move || wake(),
        );
        self.saving = Some(saving.of_work(self.work.number));
    }

    /// A new project in a file of its own.
    pub(super) fn create(&mut self, path: &Path, title: &str) {
        let bytes = store::new_project(title);
        // A few hundred bytes: the one time that a frame waits for a disk, and no longer than for them.
        match store::create_project(path, &bytes) {
            Ok(()) => self.open(path),
            Err(problem) => self.tell(Notice::new(About::Save, *problem, &[])),
        }
    }

    /// Back to what the file says, as a step that can be taken back.
    pub(super) fn revert(&mut self) {
        let Some(filed) = &self.work.filed else {
            return;
        };
        let saved = Arc::clone(filed.saved());
        self.replace_project("revert to what is saved", &saved);
    }

    /// Another version of the project as one step.
    pub(super) fn replace_project(&mut self, name: &str, next: &Project) {
        let edit = Edit::between(name, &self.work.project, next);
        if edit.difference.is_empty() {
            return;
        }
        let project = Arc::clone(&self.work.project);
        match self.work.history.run(&project, edit, Instant::now()) {
            Ok(next) => self.go_on_edited(Arc::new(next)),
            Err(refused) => self.tell(Notice::new(About::Edit, *refused, &[])),
        }
    }

    /// Takes in what came of a save.
    pub(super) fn take_saved(&mut self) {
        if let Some(outcome) = self.saving.as_ref().and_then(Saving::take) {
            self.finish_save(outcome);
        }
    }

    /// Saves what is not saved, and waits until it is, but no longer than this. For the end of the program: a
    /// frame never waits. False if something is still being written.
    pub fn finish_saving(&mut self, limit: Duration) -> bool {
        let deadline = Instant::now() + limit;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let is_settling = self.filed().is_some_and(Filed::is_settling);
            if let Some(saving) = &self.saving {
                let Some(outcome) = saving.take_within(left) else {
                    return false;
                };
                self.finish_save(outcome);
            } else if is_settling || self.attaching.is_some() {
                if left.is_zero() {
                    return false;
                }
                std::thread::sleep(MOMENT);
                self.take_attended();
                self.take_attached();
            } else {
                return true;
            }
        }
    }

    fn finish_save(&mut self, outcome: Outcome) {
        let Some(saving) = self.saving.take() else {
            return;
        };
        match outcome {
            // Another project was opened meanwhile: this one is as it should be, and not the open one.
            Ok(_) if saving.work != self.work.number => {}
            Ok(Written::Saved(loaded, warnings)) => self.note_saved(&saving, *loaded, warnings),
            Ok(Written::Foreign(theirs)) => {
                self.saves_again = false;
                self.meet(*theirs, true);
            }
            Err(problem) => {
                self.saves_again = false;
                self.then = None;
                self.tell(Notice::of_unsaved(named(*problem, &saving.path)));
            }
        }
    }

    fn note_saved(&mut self, saving: &Saving, loaded: Loaded, warnings: Vec<Diagnostic>) {
        let loaded = Arc::new(loaded);
        if saving.is_elsewhere {
            self.move_to(saving, loaded);
        } else if let Some(filed) = &mut self.work.filed {
            let saved = Arc::clone(&saving.project);
            filed.note_file(loaded, saved, &self.work.project);
        }
        self.settle(About::Save);
        self.settle(About::Foreign);
        if let Some(warning) = warnings.into_iter().next() {
            self.tell(Notice::new(About::Save, warning, &[]));
        }
        // Problems and excerpts point into the file as it is now.
        self.derive_document();
        if std::mem::take(&mut self.saves_again) {
            self.save();
        } else {
            self.after_save();
        }
    }

    /// The open project has another file from here on.
    fn move_to(&mut self, saving: &Saving, loaded: Arc<Loaded>) {
        let mut filed = self.new_filed(&saving.path, loaded, &saving.project);
        filed.note_edit(&self.work.project);
        if let Some(before) = &mut self.work.filed {
            // What was edited in the other file is in this one.
            before.is_given_up = true;
        }
        discard(self.work.filed.replace(filed));
        self.notices.clear();
        self.note_recent(saving.path.clone());
        self.attend();
    }

    fn new_filed(&self, path: &Path, loaded: Arc<Loaded>, saved: &Arc<Project>) -> Filed {
        crash::note_project(Some(path));
        let Wake(wake) = self.wake.clone();
        let recorder = Recorder::start(path, move || wake());
        Filed::new(path.to_owned(), loaded, saved, recorder)
    }

    /// Does what was to be done once all is saved.
    pub(super) fn after_save(&mut self) {
        if let Some(then) = self.then.take() {
            self.run_file(*then);
        }
    }

    /// Does something that would lose what is not saved: at once if nothing is, or once it was asked.
    pub(super) fn unless_dirty(&mut self, then: FileCommand, go: impl FnOnce(&mut Self)) {
        if self.saving.is_some() {
            self.then = Some(Box::new(then));
        } else if self.is_dirty() && self.leaving != Leaving::GivingUp {
            self.dialog = Some(Dialog::Unsaved {
                then: Box::new(then),
            });
        } else {
            go(self);
        }
    }

    /// Edits that were not saved are given up once something else takes their place; they are kept aside for a
    /// while.
    pub(super) fn give_up_edits(&mut self, then: FileCommand) {
        self.dialog = None;
        if let Some(filed) = &mut self.work.filed {
            filed.is_given_up = true;
        }
        self.leaving = Leaving::GivingUp;
        self.run_file(then);
        if self.leaving == Leaving::GivingUp {
            self.leaving = Leaving::No;
        }
    }

    pub(super) fn tell(&mut self, notice: Notice) {
        crate::app::notice::tell(&mut self.notices, notice);
    }

    pub(super) fn settle(&mut self, about: About) {
        crate::app::notice::settle(&mut self.notices, about);
    }

    /// Nothing of it is edited yet.
    pub(super) fn start_work(&mut self) {
        let document = Arc::clone(&self.document);
        self.n_works += 1;
        self.work = Work {
            number: self.n_works,
            ..Work::on(&document)
        };
        self.notices.clear();
        self.deriving = None;
        if let (Origin::File(path), super::Stage::Whole) = (&document.origin, document.stage) {
            self.work.filed =
                Some(self.new_filed(path, Arc::clone(&document.loaded), &document.project));
            self.attend();
        }
    }

    /// The session after a frame that panicked: the project as it was edited, its history and its file stay; what
    /// was selected, filtered and asked for may have had to do with it, and starts afresh.
    #[must_use]
    pub fn after_panic(self) -> Self {
        let document = Arc::clone(&self.document);
        let mut next = Self::on(document);
        next.work = self.work;
        next.n_works = self.n_works;
        next.saving = self.saving;
        next.attaching = self.attaching;
        next.to_attach = self.to_attach;
        next.being_attached = self.being_attached;
        next.unattached = self.unattached;
        next.left = self.left;
        next.recent = self.recent;
        next.keeps_recent = self.keeps_recent;
        next.wake = self.wake;
        let problem = Diagnostic::error("panicked", "something went wrong in the window, and it started afresh")
            .hint("your work is as it was; a report without its content lies beside the project. Save now");
        next.tell(Notice::new(
            About::Save,
            problem,
            &[Way::SaveAgain, Way::CopyAll],
        ));
        next.derive_document();
        next
    }

    /// The whole project as the text of a file.
    pub fn project_text(&self) -> String {
        let mut bytes = Vec::new();
        let written = store::write_project(&mut bytes, self.project(), [], store::Layout::RECORD);
        if let Err(error) = written {
            log::error!("the project could not be spelt: {error}");
        }
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// Why a project may not be changed here.
pub(super) fn reason_of(access: &Access) -> Option<Notice> {
    match access {
        Access::Write => None,
        Access::Held { by } => {
            let message = format!("this project is open in another window{by}");
            let problem = Diagnostic::warning("held", message)
                .hint("close it there, then take over here; until then it can be read");
            Some(Notice::new(
                About::Access,
                problem,
                &[Way::TakeOver, Way::SaveElsewhere],
            ))
        }
        Access::ReadOnly { why } => {
            let problem =
                Diagnostic::warning("read-only", why.clone()).hint("save a copy to change it");
            Some(Notice::new(About::Access, problem, &[Way::SaveElsewhere]))
        }
    }
}

/// A problem says which file it is about.
fn named(mut problem: Diagnostic, path: &Path) -> Diagnostic {
    let shown = crate::diag::printable(&path.display().to_string());
    if !problem.message.contains(&shown) {
        problem.message = format!("{shown} was not saved: {}", problem.message);
    }
    problem
}
