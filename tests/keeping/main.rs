//! Working in a project for weeks and losing nothing: what a crash leaves, what other programs write, who else
//! has it open, where it can be saved. The session on real files, without a window.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

mod alone;
mod crash;
mod foreign;
mod hands;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use annals::app::{Command, Document, EditCommand, FileCommand, Session};
use annals::edit::Edit;
use annals::model::{Event, Project};
use annals::store::{Progress, sample_bytes};

const LONG: Duration = Duration::from_secs(20);

/// The bundled case as a file of one's own.
struct Case {
    folder: tempfile::TempDir,
    path: PathBuf,
}

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("case.ron");
        fs::write(&path, sample_bytes()).expect("written");
        Self { folder, path }
    }

    fn open(&self) -> Session {
        open(&self.path)
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.path).expect("there")
    }

    /// The files beside the project, hidden ones included.
    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("readable");
        let mut names: Vec<String> = entries
            .map(|entry| {
                entry
                    .expect("readable")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    }
}

/// Opens a project and waits until the session has settled in beside it.
fn open(path: &Path) -> Session {
    let document = Document::open(path, &Progress::new()).expect("a project");
    let mut session = Session::new(document);
    until(&mut session, "it has settled in", |session| {
        session.filed().is_some_and(|filed| !filed.is_settling())
    });
    session
}

/// Draws frames until something is so.
fn until(session: &mut Session, what: &str, is_so: impl Fn(&Session) -> bool) {
    let start = Instant::now();
    loop {
        session.begin_frame();
        if is_so(session) {
            return;
        }
        assert!(start.elapsed() < LONG, "{what}: never");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// What makes the event at this position be called so.
fn titled(project: &Project, position: usize, title: &str) -> Edit {
    let mut event = Event::clone(&project.events()[position]);
    title.clone_into(&mut event.title);
    let next = project.with_event(event).expect("there");
    Edit::between("change of a title", project, &next)
}

fn edit(session: &mut Session, position: usize, title: &str) {
    let edit = titled(session.project(), position, title);
    session.run([Command::Edit(EditCommand::Do(Box::new(edit)))]);
}

fn title(session: &Session, position: usize) -> &str {
    &session.project().events()[position].title
}

fn save(session: &mut Session) {
    session.run([Command::File(FileCommand::Save)]);
    assert!(session.finish_saving(LONG), "still being saved");
    session.begin_frame();
}

fn told(session: &Session) -> Vec<&'static str> {
    let notices = session.notices().iter();
    notices.map(|notice| notice.problem.code).collect()
}
