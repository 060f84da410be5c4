//! The texts of sources: new sources from them, attaching, taking what stands there now as the paragraph.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Session, Wake};
use crate::app::attaching::{Attached, TextFor};
use crate::app::notice::{About, Notice, Way};
use crate::app::{Attaching, EditCommand, SelectCommand, TextCommand};
use crate::diag::Diagnostic;
use crate::model::{Item, Project, Source, SourceId};

impl Session {
    pub(super) fn run_text(&mut self, command: TextCommand) {
        if let Some(notice) = self.reason_not_to_edit() {
            return self.tell(notice);
        }
        let project = Arc::clone(self.project());
        match command.edit(&project) {
            Some(Ok(edit)) => self.run_edit(EditCommand::Do(Box::new(edit))),
            Some(Err(refused)) => return self.tell(Notice::new(About::Edit, *refused, &[])),
            None => {}
        }
        match command {
            TextCommand::Create { source, text, .. } => {
                let id = source.id;
                self.attach(TextFor::Text {
                    source: id.clone(),
                    text,
                });
                self.run_select(SelectCommand::Item(Item::Source(id)));
            }
            TextCommand::Attach { source, path } => self.attach(TextFor::File { source, path }),
            TextCommand::Reanchor(_) => {}
            TextCommand::Again => {
                self.settle(About::Texts);
                let again = std::mem::take(&mut self.unattached);
                self.to_attach.extend(again);
                self.attach_next();
            }
        }
    }

    /// A source that is renamed keeps its text: under the old name it stays for an undo.
    pub(super) fn follow_renamed(&mut self, before: &Project) {
        let renamed = renamed(before, self.project());
        for (old, new) in renamed {
            let text = self.work.texts.text(&old).map(str::to_owned);
            if let Some(text) = text.filter(|_| !self.work.texts.has(&new)) {
                self.attach(TextFor::Text { source: new, text });
            }
        }
    }

    /// Texts that are on their way to the disk.
    pub fn attaching(&self) -> Option<&Attaching> {
        self.attaching.as_ref()
    }

    /// Those asked for while others are on their way follow them.
    fn attach(&mut self, text: TextFor) {
        if let Some(filed) = &self.work.filed {
            self.to_attach.push(ToAttach {
                path: filed.path.clone(),
                project: Arc::clone(&self.work.project),
                text,
            });
            self.attach_next();
        }
    }

    /// All that wait for the project of the first of them: whichever is open by now.
    fn attach_next(&mut self) {
        if self.attaching.is_some() {
            return;
        }
        let Some(first) = self.to_attach.first() else {
            return;
        };
        let path = first.path.clone();
        let waiting = std::mem::take(&mut self.to_attach);
        let (now, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|it| it.path == path);
        self.to_attach = later;
        let Some(last) = now.last() else { return };
        let is_open = self.filed().is_some_and(|filed| filed.path == path);
        let project = if is_open {
            Arc::clone(&self.work.project)
        } else {
            Arc::clone(&last.project)
        };
        let texts = now.iter().map(|it| it.text.clone()).collect();
        let Wake(wake) = self.wake.clone();
        self.attaching = Some(Attaching::start(&path, project, texts, move || wake()));
        self.being_attached = now;
    }

    /// Shows the texts that came.
    pub(super) fn take_attached(&mut self) {
        let Some(attaching) = &self.attaching else {
            return;
        };
        let Some(result) = attaching.take() else {
            return;
        };
        let filed = self.work.filed.as_ref();
        let is_of_open = filed.is_some_and(|filed| filed.path == attaching.project_file);
        self.attaching = None;
        let texts = std::mem::take(&mut self.being_attached);
        match result {
            Ok(attached) => {
                // What was pasted is nowhere else.
                let lost = texts.into_iter().filter(|it| !it.is_among(&attached));
                self.unattached.extend(lost);
                self.show_attached(attached, is_of_open);
            }
            Err(problem) => {
                self.unattached.extend(texts);
                self.tell(Notice::new(About::Texts, *problem, &[Way::AttachAgain]));
            }
        }
        self.attach_next();
        if self.attaching.is_none() && self.saving.is_none() {
            self.after_save();
        }
    }

    fn show_attached(&mut self, attached: Attached, is_of_open: bool) {
        self.settle(About::Texts);
        if let Some(problem) = told(&attached.problems) {
            let ways: &[Way] = if self.unattached.is_empty() {
                &[]
            } else {
                &[Way::AttachAgain]
            };
            self.tell(Notice::new(About::Texts, problem, ways));
        }
        if !is_of_open {
            return;
        }
        self.work.texts = attached.texts;
        self.derive_document();
    }
}

/// A text on its way to the folder beside a project.
#[derive(Clone, Debug)]
pub(super) struct ToAttach {
    path: PathBuf,
    project: Arc<Project>,
    text: TextFor,
}

impl ToAttach {
    /// Whether it came there. A file that was read is still where it was.
    fn is_among(&self, attached: &Attached) -> bool {
        match &self.text {
            TextFor::Text { source, .. } => attached.texts.has(source),
            TextFor::File { .. } => true,
        }
    }
}

/// The sources that have another id in the next version, and are the same in all else.
fn renamed(project: &Project, next: &Project) -> Vec<(SourceId, SourceId)> {
    let pairs = project.sources().iter().zip(next.sources());
    let is_renamed = |(old, new): &(&Arc<Source>, &Arc<Source>)| {
        old.id != new.id
            && next.source(&old.id).is_none()
            && project.source(&new.id).is_none()
            && old.paragraphs == new.paragraphs
    };
    let renamed = pairs.filter(is_renamed);
    renamed
        .map(|(old, new)| (old.id.clone(), new.id.clone()))
        .collect()
}

/// The gravest, with how many there are beside it.
fn told(problems: &[Diagnostic]) -> Option<Diagnostic> {
    let mut errors = problems.iter().filter(|it| it.is_error());
    let mut problem = errors.next().or(problems.first())?.clone();
    if let n @ 1.. = problems.len() - 1 {
        problem.message = format!("{} (and {n} more)", problem.message);
    }
    Some(problem)
}
