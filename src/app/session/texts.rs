//! The texts of sources: new sources from them, attaching, taking what stands there now as the paragraph.

use std::sync::Arc;

use super::{Session, Wake};
use crate::app::attaching::{Attached, TextFor};
use crate::app::notice::{About, Notice};
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
            self.to_attach.push((filed.path.clone(), text));
            self.attach_next();
        }
    }

    fn attach_next(&mut self) {
        let Some(filed) = self
            .work
            .filed
            .as_ref()
            .filter(|_| self.attaching.is_none())
        else {
            return;
        };
        // Another project may be open by now.
        let waiting = std::mem::take(&mut self.to_attach).into_iter();
        let of_open = waiting.filter(|(path, _)| *path == filed.path);
        let texts: Vec<TextFor> = of_open.map(|(_, text)| text).collect();
        if texts.is_empty() {
            return;
        }
        let project = Arc::clone(&self.work.project);
        let Wake(wake) = self.wake.clone();
        let attaching = Attaching::start(&filed.path, project, texts, move || wake());
        self.attaching = Some(attaching);
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
        match result {
            Ok(attached) if is_of_open => self.show_attached(attached),
            Ok(_) => {}
            Err(problem) => self.tell(Notice::new(About::Texts, *problem, &[])),
        }
        self.attach_next();
    }

    fn show_attached(&mut self, attached: Attached) {
        self.settle(About::Texts);
        if let Some(problem) = told(&attached.problems) {
            self.tell(Notice::new(About::Texts, problem, &[]));
        }
        self.work.texts = attached.texts;
        self.derive_document();
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
