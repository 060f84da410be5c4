//! Texts on their way to the folder beside the project, one after the other, on another thread; and all
//! texts read again when they are there.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, TryRecvError};

use super::background::{self, Queue};
use crate::diag::{Diagnostic, printable};
use crate::exchange::{self, Hint, MAX_DOCUMENT_LEN};
use crate::model::{Project, SourceId};
use crate::store::{self, Progress, Texts};

/// A text that is to be attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextFor {
    /// What a file holds; `None`: for the source whose paragraphs it has.
    File {
        source: Option<SourceId>,
        path: PathBuf,
    },
    /// One line a paragraph.
    Text { source: SourceId, text: String },
}

/// Texts that are being attached to a project.
#[derive(Debug)]
pub struct Attaching {
    pub project_file: PathBuf,
    progress: Arc<Progress>,
    result: Receiver<Attached>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Attached {
    /// All texts of the project, as they are on the disk now.
    pub texts: Texts,
    /// What a person should know: what was not attached, and what was with fewer paragraphs than were
    /// recorded.
    pub problems: Vec<Diagnostic>,
}

impl Attaching {
    /// Starts. `wake` is called when there is something to take, from the other thread.
    pub fn start(
        project_file: &Path,
        project: Arc<Project>,
        texts: Vec<TextFor>,
        wake: impl FnOnce() + Send + 'static,
    ) -> Self {
        let (sender, result) = mpsc::channel();
        let progress = Arc::new(Progress::new());
        let task = {
            let (path, progress) = (project_file.to_owned(), Arc::clone(&progress));
            move || {
                let mut problems = Vec::new();
                for text in texts {
                    if !progress.is_cancelled() {
                        let told = attach(&path, &project, text, &progress);
                        problems.extend(told.unwrap_or_else(|problem| vec![*problem]));
                    }
                }
                let (texts, _) = store::texts(&path, &project, &progress);
                // Nobody listens any more if another project was opened.
                if sender.send(Attached { texts, problems }).is_ok() {
                    wake();
                }
            }
        };
        background::start(Queue::Long, "attach", task);
        Self {
            project_file: project_file.to_owned(),
            progress,
            result,
        }
    }

    /// Between 0 and 1.
    pub fn fraction(&self) -> f32 {
        self.progress.fraction()
    }

    /// What is not begun yet is not attached.
    pub fn cancel(&self) {
        self.progress.cancel();
    }

    /// What came of it, once; an error if it stopped without a word.
    pub fn take(&self) -> Option<Result<Attached, Box<Diagnostic>>> {
        match self.result.try_recv() {
            Ok(attached) => Some(Ok(attached)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(stopped())),
        }
    }
}

/// What is to be said of it.
fn attach(
    project_file: &Path,
    project: &Project,
    text: TextFor,
    progress: &Progress,
) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
    match text {
        TextFor::Text { source, text } => {
            let saved = store::attach_text(project_file, &source, &text)?;
            Ok(saved.warnings)
        }
        TextFor::File { source, path } => {
            let is_wanted = || !progress.is_cancelled();
            let given = store::given(&path, MAX_DOCUMENT_LEN, &is_wanted)?;
            let readings = exchange::readings(&given.bytes, Hint::Name(&given.name))?;
            let found = exchange::belonging(project, &readings, source.as_ref());
            let found = found.ok_or_else(|| of_no_source(&given.name))?;
            let saved = store::attach_text(project_file, &found.source, &found.text)?;
            let mut told = saved.warnings;
            if found.n_matched < found.n_recorded {
                told.push(in_part(&found));
            }
            Ok(told)
        }
    }
}

fn of_no_source(name: &str) -> Box<Diagnostic> {
    let name = printable(name);
    let message = format!("no source of the project has a paragraph of `{name}` as recorded");
    Diagnostic::error("text-of-no-source", message)
        .hint("choose the source whose text it is, or make a new source of it")
        .into()
}

fn in_part(found: &exchange::Belonging) -> Diagnostic {
    let exchange::Belonging {
        source,
        n_matched,
        n_recorded,
        ..
    } = found;
    let message = format!(
        "of `{source}`, {n_matched} of {n_recorded} paragraphs are in the text as recorded"
    );
    Diagnostic::warning("text-in-part", message).hint("the reader shows what became of the others")
}

fn stopped() -> Box<Diagnostic> {
    Diagnostic::error("attach-failed", "attaching stopped before it was done")
        .hint("try once more")
        .into()
}

#[cfg(test)]
mod tests {
    use std::thread::sleep;
    use std::time::Duration;

    use super::*;

    fn wait(attaching: &Attaching) -> Attached {
        for _ in 0..1_000 {
            if let Some(attached) = attaching.take() {
                return attached.expect("attached");
            }
            sleep(Duration::from_millis(10));
        }
        panic!("it was not attached in ten seconds");
    }

    #[test]
    fn what_can_be_attached_is_and_the_rest_is_told_of() {
        let folder = tempfile::tempdir().expect("a folder");
        let project_file = folder.path().join("case.ron");
        let project = super::super::Document::sample().project;
        let id = project.sources().iter().find(|it| it.is_held());
        let id = id.expect("one is held").id.clone();
        let stray = folder.path().join("stray.txt");
        std::fs::write(&stray, "Nobody's words").expect("written");
        let texts = vec![
            TextFor::File {
                source: None,
                path: stray.clone(),
            },
            TextFor::File {
                source: Some(id.clone()),
                path: stray,
            },
            TextFor::File {
                source: None,
                path: folder.path().join("nowhere.txt"),
            },
        ];
        let attaching = Attaching::start(&project_file, project, texts, || {});
        let attached = wait(&attaching);
        assert_eq!(attached.texts.text(&id), Some("Nobody's words\n"));
        let codes: Vec<_> = attached.problems.iter().map(|it| it.code).collect();
        assert_eq!(
            codes,
            ["text-of-no-source", "text-in-part", "document-unreadable"]
        );
    }
}
