//! Decisions: into the file on another thread, then the window goes on where it was.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Session, Wake};
use crate::app::saving::Outcome;
use crate::app::{Dialog, Document, Origin, Saving, Stage};
use crate::diag::Diagnostic;
use crate::edit::Decision;
use crate::store::Loaded;

impl Session {
    /// Keeps a decision about the open project in its file: at once, or after those that are being
    /// written.
    pub(super) fn decide(&mut self, decision: Decision) {
        let Origin::File(path) = &self.document.origin else {
            let message = "the bundled case is part of the program and stays as it is";
            let hint = "write it to a file of your own: `annals sample NEW.ron`, then open that";
            let problem = Diagnostic::error("read-only", message).hint(hint);
            return self.tell(None, decision, problem.into());
        };
        let path = path.clone();
        if self.document.stage < Stage::Whole {
            let message = "the project is still being opened";
            let problem = Diagnostic::error("busy", message).hint("try again in a moment");
            return self.tell(Some(&path), decision, problem.into());
        }
        match &mut self.saving {
            Some(saving) if saving.path == path => saving.wait(decision),
            Some(_) => {
                let message = "another project is being saved";
                let problem = Diagnostic::error("busy", message).hint("try again in a moment");
                self.tell(Some(&path), decision, problem.into());
            }
            // What cannot be decided is told at once, without a look at the disk.
            None => match decision.apply(&self.document.project) {
                Ok(_) => {
                    let shown = Arc::clone(&self.document.loaded);
                    self.start_saving(&path, &shown, decision, VecDeque::new());
                }
                Err(problem) => self.tell(Some(&path), decision, problem),
            },
        }
    }

    fn start_saving(
        &mut self,
        path: &Path,
        shown: &Arc<Loaded>,
        decision: Decision,
        waiting: VecDeque<Decision>,
    ) {
        let Wake(wake) = self.wake.clone();
        let wanted = self.arranging().unwrap_or(self.arrangement());
        let saving = Saving::start(path, shown, (decision, wanted), move || wake());
        self.saving = Some(saving.with_waiting(waiting));
    }

    /// Shows the project with the decision that was being written, once it is, or why it is not.
    pub(super) fn take_saved(&mut self) {
        if let Some(outcome) = self.saving.as_ref().and_then(Saving::take) {
            self.finish_one(outcome);
        }
    }

    /// Waits until every decision is written, but no longer than this. For the end of the program: a
    /// frame never waits. False if something is still being written.
    pub fn finish_saving(&mut self, limit: Duration) -> bool {
        let deadline = Instant::now() + limit;
        while let Some(saving) = &self.saving {
            let left = deadline.saturating_duration_since(Instant::now());
            let Some(outcome) = saving.take_within(left) else {
                return false;
            };
            self.finish_one(outcome);
        }
        true
    }

    fn finish_one(&mut self, outcome: Outcome) {
        let Some(saving) = self.saving.take() else {
            return;
        };
        let path = saving.path.clone();
        match outcome {
            Ok((document, warnings)) => {
                let decision = saving.decision.clone();
                if let Some((next, waiting)) = saving.next() {
                    self.start_saving(&path, &document.loaded, next, waiting);
                }
                self.go_on_with(document);
                if let Some(warning) = warnings.into_iter().next() {
                    self.tell(Some(&path), decision, warning.into());
                }
            }
            Err(problem) => {
                let n_waiting = saving.n_waiting();
                let problem = with_those_behind(*problem, n_waiting);
                self.tell(Some(&path), saving.decision, problem.into());
            }
        }
    }

    /// What became of a decision that was not kept, or not quite as it should.
    fn tell(&mut self, path: Option<&Path>, decision: Decision, problem: Box<Diagnostic>) {
        self.dialog = Some(Dialog::Decided {
            path: path.map(Path::to_owned),
            name: decision.name(&self.document.project),
            decision: Box::new(decision),
            problem,
        });
    }

    /// Shows the next version of the open project: selection, filters, scale and reading place stay.
    fn go_on_with(&mut self, mut document: Document) {
        let opening = self.opening.as_ref().map(|opening| opening.path.clone());
        if let Some(path) = opening.filter(|path| document.origin == Origin::File(path.clone())) {
            // What is being opened may have been read before it was written.
            self.open(&path);
        }
        // Another project was opened meanwhile.
        if document.origin != self.document.origin {
            return;
        }
        let chosen = self.document.evidence.leads.silence_days();
        if document.evidence.leads.silence_days() != chosen {
            document.choose_silence(chosen);
        }
        self.continue_with(Arc::new(document));
    }
}

/// Those behind a decision that failed rest on it, and are given up with it.
fn with_those_behind(mut problem: Diagnostic, n_waiting: usize) -> Diagnostic {
    if n_waiting > 0 {
        let more = match n_waiting {
            1 => "the decision made after it was not kept either".to_owned(),
            n => format!("the {n} decisions made after it were not kept either"),
        };
        problem.message = format!("{}; {more}", problem.message);
    }
    problem
}
