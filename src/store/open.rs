//! Opens a project file. Whatever the path leads to, the answer comes soon and is a project or a
//! sentence; a pipe or a device is never waited for.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;
use std::thread;

use super::decode::BOM;
use super::load;
use super::loaded::Loaded;
use super::progress::Progress;
use super::reading::Seeds;
use super::text::{Gathered, Gathering, Outcome};
use crate::diag::Diagnostic;
use crate::model::Project;

/// The longest file that is opened: 512 MB.
pub const MAX_FILE_LEN: u64 = 512 << 20;

/// So much of a long file is read before anything is made of it: enough for kinds, sources, entities
/// and the first events.
const MIN_HEAD_LEN: usize = 32 << 20;

/// So much is compared at once: it stays in the processor's cache.
const COMPARED_LEN: usize = 1 << 18;

/// A head is at least this part of its file: making records of the one takes as long as reading the
/// rest of the other.
const HEAD_SHARE: usize = 5;

/// Why there is no project.
#[derive(Debug)]
pub enum Stop {
    /// Somebody called the opening off.
    Cancelled,
    /// There is no file, or it cannot be read.
    NoFile(Box<Diagnostic>),
    /// The file as a whole cannot be read as a project.
    Refused(Box<Diagnostic>),
}

/// # Errors
/// If there is no such file, if it cannot be read, or if it is no project; see [`load::read`] for
/// files that are. A mistake in a record is not an error: it is among [`Loaded::diagnostics`].
pub fn open(path: &Path, progress: &Progress) -> Result<Loaded, Stop> {
    open_in_parts(path, progress, &mut |_| {})
}

/// The same; meanwhile `show` is given what there is: kinds, sources, entities, and ever more of the
/// events, at first a few thousand. Their records are those of the whole. A part may be of a file that
/// turns out to be no project, or say of a claim that an entity speaks where it is a source: only the
/// whole is right.
pub fn open_in_parts(
    path: &Path,
    progress: &Progress,
    show: &mut dyn FnMut(Project),
) -> Result<Loaded, Stop> {
    open_from_head(path, MIN_HEAD_LEN, progress, show)
}

fn open_from_head(
    path: &Path,
    min_head_len: usize,
    progress: &Progress,
    show: &mut dyn FnMut(Project),
) -> Result<Loaded, Stop> {
    let mut file = Source::open(path, MAX_FILE_LEN)?;
    progress.start(file.len);
    let head_len = file.len.min(min_head_len.max(file.len / HEAD_SHARE));
    let mut gathering = Gathering::with_capacity(head_len);
    let mut outcome = file.read(&mut gathering, head_len, progress)?;
    let mut seeds = Seeds::default();
    if outcome == Outcome::More {
        let head = gathering;
        (gathering, outcome) = thread::scope(|scope| {
            let whole = scope.spawn(|| {
                let mut whole = head.begun(file.len);
                let outcome = file.read(&mut whole, usize::MAX, progress)?;
                Ok((whole, outcome))
            });
            let text = head.text();
            let text = text.strip_prefix(BOM).unwrap_or(text);
            seeds = load::begin(text, progress, show);
            let called_off = |_panic| Ok((Gathering::default(), Outcome::CalledOff));
            whole.join().unwrap_or_else(called_off)
        })?;
    }
    if progress.is_cancelled() {
        load::let_go((gathering, seeds));
        return Err(Stop::Cancelled);
    }
    let gathered = file.finish(gathering, outcome)?;
    let outcome = load::read_text(&gathered, seeds, progress, show);
    if matches!(outcome, Err(Stop::Cancelled)) {
        load::let_go(gathered);
    }
    outcome
}

/// Whether a path leads to anything. Says nothing about whether that can be opened.
pub fn is_there(path: &Path) -> bool {
    path.exists()
}

/// Whether a file holds exactly these bytes.
pub(super) fn has_content(path: &Path, expected: &[u8]) -> Result<bool, Stop> {
    let file = Source::open(path, MAX_FILE_LEN)?;
    is_content(file.file, expected).map_err(|error| cannot_open(&error))
}

/// Whether what is read is exactly these bytes. A little at a time: nothing is kept of it.
pub(super) fn is_content(mut file: impl io::Read, expected: &[u8]) -> io::Result<bool> {
    let mut rest = expected;
    let mut chunk = Vec::with_capacity(COMPARED_LEN);
    loop {
        chunk.clear();
        let wanted = u64::try_from(COMPARED_LEN).unwrap_or(u64::MAX);
        if file.by_ref().take(wanted).read_to_end(&mut chunk)? == 0 {
            return Ok(rest.is_empty());
        }
        match rest.strip_prefix(chunk.as_slice()) {
            Some(behind) => rest = behind,
            None => return Ok(false),
        }
    }
}

/// A file that is being read. It may grow meanwhile: no more than its limit is taken, whatever its
/// length was.
#[derive(Debug)]
struct Source<R> {
    /// In bytes, when it was opened.
    len: usize,
    max_len: u64,
    file: io::Take<R>,
}

impl Source<File> {
    fn open(path: &Path, max_len: u64) -> Result<Self, Stop> {
        let metadata = fs::metadata(path).map_err(|error| cannot_open(&error))?;
        if metadata.is_dir() {
            return Err(no_file(
                "not-a-file",
                "this is a folder, not a file",
                "choose the project's `.ron` file in it",
            ));
        }
        if !metadata.is_file() {
            return Err(no_file(
                "not-a-file",
                "this is a device or a pipe, not a file",
                "choose a project's `.ron` file",
            ));
        }
        if metadata.len() > max_len {
            return Err(too_long(max_len));
        }
        let file = File::open(path).map_err(|error| cannot_open(&error))?;
        let len = usize::try_from(metadata.len()).unwrap_or_default();
        Ok(Self::new(file, len, max_len))
    }
}

impl<R: io::Read> Source<R> {
    fn new(file: R, len: usize, max_len: u64) -> Self {
        let file = file.take(max_len + 1);
        Self { len, max_len, file }
    }

    fn read(
        &mut self,
        gathering: &mut Gathering,
        len: usize,
        progress: &Progress,
    ) -> Result<Outcome, Stop> {
        let outcome = gathering.read(&mut self.file, len, progress);
        outcome.map_err(|error| cannot_open(&error))
    }

    fn finish(mut self, mut gathering: Gathering, outcome: Outcome) -> Result<Gathered, Stop> {
        if outcome == Outcome::CalledOff {
            return Err(Stop::Cancelled);
        }
        if outcome == Outcome::NoText {
            let rest = gathering.read_the_rest(&mut self.file);
            rest.map_err(|error| cannot_open(&error))?;
        }
        if self.file.limit() == 0 {
            return Err(too_long(self.max_len));
        }
        gathering.finish(outcome != Outcome::NoText)
    }
}

fn no_file(code: &'static str, message: &str, hint: &str) -> Stop {
    Stop::NoFile(Box::new(Diagnostic::error(code, message).hint(hint)))
}

fn too_long(max_len: u64) -> Stop {
    no_file(
        "too-long",
        &format!("the file is longer than {} MB", max_len >> 20),
        "split the project, or check that this is a project at all",
    )
}

fn cannot_open(error: &io::Error) -> Stop {
    let (message, hint) = match error.kind() {
        ErrorKind::NotFound => (
            "there is no such file".to_owned(),
            "check the spelling of the path",
        ),
        ErrorKind::PermissionDenied => (
            "you may not read this file".to_owned(),
            "ask its owner for permission, or copy it to a folder of yours",
        ),
        _ => (
            format!("the file cannot be read: {error}"),
            "check the disk or the connection, then try again",
        ),
    };
    no_file("cannot-open", &message, hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::text::Text;

    const PROJECT: &str = "Project(schema: 1, title: \"A\")";

    fn cancelled() -> Progress {
        let progress = Progress::new();
        progress.cancel();
        progress
    }

    #[test]
    fn an_opening_that_was_called_off_gives_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("case.ron");
        fs::write(&path, PROJECT).expect("written");
        assert!(open(&path, &Progress::new()).is_ok());
        let stop = open(&path, &cancelled()).expect_err("called off");
        assert!(matches!(stop, Stop::Cancelled), "{stop:?}");
        let stop = load::read(PROJECT.as_bytes(), &cancelled()).expect_err("called off");
        assert!(matches!(stop, Stop::Cancelled), "{stop:?}");
    }

    fn read_file(path: &Path, max_len: u64) -> Result<Text, Stop> {
        let mut file = Source::open(path, max_len)?;
        let mut gathering = Gathering::default();
        let outcome = file.read(&mut gathering, usize::MAX, &Progress::new())?;
        file.finish(gathering, outcome)
            .map(|gathered| gathered.text)
    }

    #[test]
    fn a_file_read_from_its_beginning_on_is_read_as_a_whole() {
        let events = (0..60_000).map(|n| {
            format!("        Event(id: \"v{n}\", kind: \"k\", title: \"A title of some length, with ü\"),\n")
        });
        let text = format!(
            "{BOM}Project(\n    schema: 1,\n    title: \"T\",\n    events: [\n{}    ],\n)\n",
            events.collect::<String>()
        );
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("case.ron");
        fs::write(&path, &text).expect("written");
        let whole = load::read(text.as_bytes(), &Progress::new()).expect("a project");
        for min_head_len in [1, 2 << 20, 6 << 20] {
            let progress = Progress::new();
            let mut told = vec![0.0];
            let mut show = |_| told.push(progress.fraction());
            let loaded = open_from_head(&path, min_head_len, &progress, &mut show);
            let loaded = loaded.expect("a project");
            assert_eq!(loaded.project.events(), whole.project.events());
            assert_eq!(loaded.spans.events, whole.spans.events);
            assert_eq!(loaded.text.file_bytes(), text.as_bytes());
            told.push(progress.fraction());
            assert!(told.is_sorted() && told.len() > 2, "{told:?}");
            assert!(told.last() >= Some(&0.999), "{told:?}");
        }
    }

    #[track_caller]
    fn assert_too_long(stop: &Stop, message: &str) {
        let Stop::NoFile(found) = stop else {
            panic!("{stop:?}");
        };
        assert_eq!((found.code, found.message.as_str()), ("too-long", message));
    }

    #[test]
    fn no_more_than_the_longest_file_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("long.ron");
        let limit = 1 << 20;
        fs::write(&path, vec![b' '; 1 << 20]).expect("written");
        let text = read_file(&path, limit).expect("just short enough");
        assert_eq!(text.len(), 1 << 20);
        fs::write(&path, vec![b' '; (1 << 20) + 1]).expect("written");
        let stop = read_file(&path, limit).expect_err("too long");
        assert_too_long(&stop, "the file is longer than 1 MB");
    }

    #[test]
    fn a_file_that_grows_without_end_is_given_up() {
        let mut gathering = Gathering::default();
        let mut file = Source::new(io::repeat(b' '), 0, 5 << 20);
        let outcome = file.read(&mut gathering, usize::MAX, &Progress::new());
        assert_eq!(outcome.ok(), Some(Outcome::AtEnd));
        assert_eq!(gathering.text().len(), (5 << 20) + 1);
        let stop = file
            .finish(gathering, Outcome::AtEnd)
            .expect_err("it never ends");
        assert_too_long(&stop, "the file is longer than 5 MB");
    }
}
