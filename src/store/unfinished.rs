//! Files on their way to a name: written beside it, removed again unless they come to it. And what
//! processes left of them that did not live to do so.
//!
//! ```text
//! .case.ron.annals-4711-a5c3-17f0.half     being written: worth nothing if its writer is gone
//! .case.ron.annals-4711-a5c3-17f0.whole    a whole version: a new one before the two change places,
//!                                          the one before (or another program's) afterwards
//! ```

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use super::beside::{UNFINISHED_MARK as MARK, folder_of, unfinished_prefix};
use super::fs::{Fs, NewFile, Real};
use super::open::is_content;
use super::texts::texts_folder;
use super::{backups, beside, process, recovery};

/// Names to try: others may have left theirs.
const MAX_TRIES: u32 = 16;

/// Of this age, it is nobody's, whatever runs: saving takes seconds.
const ABANDONED: Duration = Duration::from_mins(10);

const HALF: &str = "half";
const WHOLE: &str = "whole";

/// A file that is removed again unless it came to its name.
#[derive(Debug)]
pub(super) struct Unfinished<'a> {
    fs: &'a dyn Fs,
    name: InUse,
    file: Box<dyn NewFile>,
    is_finished: bool,
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if !self.is_finished {
            // Why it is not finished is what counts, and is told.
            self.fs.remove(self.path()).unwrap_or_default();
        }
    }
}

impl<'a> Unfinished<'a> {
    /// An empty file beside `target`.
    pub(super) fn beside(fs: &'a dyn Fs, target: &Path, mode: u32) -> io::Result<Self> {
        let mut tries = 0;
        loop {
            let name = InUse::new(new_name(target, HALF));
            match fs.create_new(&name.0, mode) {
                Ok(file) => {
                    return Ok(Self {
                        fs,
                        name,
                        file,
                        is_finished: false,
                    });
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists && tries < MAX_TRIES => {
                    tries += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.name.0
    }

    pub(super) fn file(&mut self) -> &mut dyn NewFile {
        self.file.as_mut()
    }

    /// Puts the file, synced, in the place of `target`.
    pub(super) fn replace(mut self, target: &Path) -> io::Result<()> {
        self.fs.rename(self.path(), target)?;
        self.is_finished = true;
        Ok(())
    }

    /// Gives the file, synced, a name that nothing has.
    pub(super) fn name(mut self, target: &Path) -> io::Result<()> {
        self.fs.rename_new(self.path(), target)?;
        self.is_finished = true;
        Ok(())
    }

    /// From now on, whoever finds it left behind keeps it.
    pub(super) fn call_whole(&mut self) -> io::Result<()> {
        let whole = InUse::new(self.path().with_extension(WHOLE));
        self.fs.rename_new(self.path(), &whole.0)?;
        self.name = whole;
        Ok(())
    }

    /// Another file has its name now.
    pub(super) fn let_go(mut self) -> Held {
        self.is_finished = true;
        Held(InUse::new(self.path().to_owned()))
    }
}

/// A whole version under the name of an unfinished file, which nobody else takes away while this is
/// there. It stays when this is dropped.
#[derive(Debug)]
pub(super) struct Held(InUse);

impl Held {
    /// A name for a version that is to be set aside.
    pub(super) fn beside(target: &Path) -> Self {
        Self(InUse::new(new_name(target, WHOLE)))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0.0
    }
}

/// `.case.ron.annals-4711-a5c3-17f0.half`.
fn new_name(target: &Path, state: &str) -> PathBuf {
    let (id, host) = (process::own_id(), process::host_mark());
    let mut name = unfinished_prefix(target);
    name.push(format!("{id}-{host:04x}-{:x}.{state}", serial()));
    target.with_file_name(name)
}

/// Never given twice in a process, nor by one that had the same number before.
fn serial() -> u64 {
    static FIRST: OnceLock<u64> = OnceLock::new();
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let first = FIRST.get_or_init(|| {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let nanoseconds = since.unwrap_or_default().as_nanos();
        u64::try_from(nanoseconds & 0xff_ffff_ffff).unwrap_or_default()
    });
    first + NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The name of an unfinished file of this process.
#[derive(Debug)]
struct InUse(PathBuf);

impl InUse {
    fn new(path: PathBuf) -> Self {
        *in_use().entry(path.clone()).or_default() += 1;
        Self(path)
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        let mut in_use = in_use();
        if let Some(count) = in_use.get_mut(&self.0) {
            *count -= 1;
            if *count == 0 {
                in_use.remove(&self.0);
            }
        }
    }
}

/// How many hold each name.
fn in_use() -> MutexGuard<'static, BTreeMap<PathBuf, usize>> {
    static PATHS: Mutex<BTreeMap<PathBuf, usize>> = Mutex::new(BTreeMap::new());
    PATHS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whose a file is, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    process: u32,
    host: u16,
    is_whole: bool,
}

/// What stands behind the prefix.
fn mark(rest: &str) -> Option<Mark> {
    let (marks, state) = rest.rsplit_once('.')?;
    let mut parts = marks.split('-');
    let mark = Mark {
        process: parts.next()?.parse().ok()?,
        host: u16::from_str_radix(parts.next()?, 16).ok()?,
        is_whole: state == WHOLE,
    };
    let has_serial = parts.next().is_some() && parts.next().is_none();
    (has_serial && (mark.is_whole || state == HALF)).then_some(mark)
}

/// Clears away what processes that were killed left beside a project, and among its texts. A whole version
/// of the project that is not the present one goes to the backups, as it may be the only copy.
pub fn sweep(project: &Path) {
    let (fs, now) = (&Real, SystemTime::now());
    let target = beside::real_path(fs, project);
    sweep_on(fs, &target, now);
    sweep_on(fs, &recovery::path(&target), now);
    for (path, mark) in left(fs, &texts_folder(&target), now) {
        if !mark.is_whole {
            fs.remove(&path).unwrap_or_default();
        }
    }
}

/// The same of one file.
pub(super) fn sweep_on(fs: &dyn Fs, target: &Path, now: SystemTime) {
    let prefix = unfinished_prefix(target);
    for (path, mark) in left(fs, folder_of(target), now) {
        let name = path.file_name().unwrap_or_default();
        let name = name.as_encoded_bytes();
        if !name.starts_with(prefix.as_encoded_bytes()) {
            continue;
        }
        if mark.is_whole && !is_same(fs, &path, target) {
            if let Err(error) = backups::keep(fs, &path, target, now) {
                log::warn!("an unfinished version was not moved: {error}");
            }
        } else {
            // One that cannot be removed does no harm.
            fs.remove(&path).unwrap_or_default();
        }
    }
}

/// The unfinished files in a folder whose writers are gone.
fn left(fs: &dyn Fs, folder: &Path, now: SystemTime) -> Vec<(PathBuf, Mark)> {
    let mut left = Vec::new();
    for entry in fs.list(folder).unwrap_or_default() {
        let name = entry.name.to_string_lossy();
        let rest = name.strip_prefix('.').and_then(|it| it.rsplit_once(MARK));
        let Some(mark) = rest.and_then(|(_, rest)| mark(rest)) else {
            continue;
        };
        let path = folder.join(&entry.name);
        let modified = entry.facts.modified;
        let age = modified.and_then(|it| now.duration_since(it).ok());
        if entry.facts.is_file && !in_use().contains_key(&path) && is_left(mark, age) {
            left.push((path, mark));
        }
    }
    left
}

/// A process of our own number that is not this one had it before.
fn is_left(mark: Mark, age: Option<Duration>) -> bool {
    let is_own = mark.process == process::own_id();
    let is_here = mark.host == process::host_mark();
    (is_here && (is_own || !process::may_run(mark.process)))
        || age.is_some_and(|age| age > ABANDONED)
}

/// A little at a time would be kinder to memory; versions left behind are few.
fn is_same(fs: &dyn Fs, path: &Path, other: &Path) -> bool {
    let read = |path| {
        let mut bytes = Vec::new();
        fs.open(path)?.read_to_end(&mut bytes)?;
        Ok::<_, io::Error>(bytes)
    };
    let compared = read(path).and_then(|bytes| is_content(fs.open(other)?, &bytes));
    compared.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::backups;

    #[test]
    fn the_owner_of_a_file_is_told_by_its_name() {
        let path = new_name(Path::new("case.ron"), HALF);
        let name = path.to_string_lossy();
        let rest = name.strip_prefix(".case.ron.annals-").expect("ours");
        let expected = Mark {
            process: process::own_id(),
            host: process::host_mark(),
            is_whole: false,
        };
        assert_eq!(mark(rest), Some(expected));
        for other in [
            "1-2.half",
            "1-2-3",
            "a-2-3.half",
            "1-2-3.ron",
            "1-2-3-4.half",
            "",
        ] {
            assert_eq!(mark(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_whole_goes_to_the_backups_and_what_is_not_goes() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = folder.path().join("case.ron");
        let write = |path: &Path, text: &str| std::fs::write(path, text).expect("written");
        write(&project, "now");
        let [half, same, other] = [HALF, WHOLE, WHOLE].map(|state| new_name(&project, state));
        write(&half, "ha");
        write(&same, "now");
        write(&other, "theirs");
        let another = folder.path().join(".other.ron.annals-1-0000-1.half");
        write(&another, "of another project");
        let mut held = Unfinished::beside(&Real, &project, 0o600).expect("made");
        held.file().write_all(b"being written").expect("written");
        let texts = texts_folder(&project);
        std::fs::create_dir(&texts).expect("made");
        let text = new_name(&texts.join("rt.txt"), HALF);
        write(&text, "half a text");
        let recovery = new_name(&recovery::path(&project), HALF);
        write(&recovery, "half a recovery");
        sweep(&project);
        assert!(!text.exists() && !recovery.exists());
        assert!(!half.exists() && !same.exists() && !other.exists());
        assert!(another.exists() && held.path().exists());
        let kept = backups(&project);
        let [kept] = kept.as_slice() else {
            panic!("{kept:?}");
        };
        assert_eq!(std::fs::read(&kept.path).expect("kept"), b"theirs");
    }

    #[test]
    fn another_machine_has_ten_minutes() {
        let mark = Mark {
            process: 1,
            host: process::host_mark() ^ 1,
            is_whole: false,
        };
        assert!(!is_left(mark, Some(ABANDONED)));
        assert!(is_left(mark, Some(ABANDONED + Duration::from_secs(1))));
        let here = Mark {
            host: process::host_mark(),
            ..mark
        };
        assert!(
            !is_left(here, Some(Duration::ZERO)),
            "the first process runs"
        );
    }
}
