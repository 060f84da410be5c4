//! Who has a project open: a lock on a file beside it (`.NAME.ron.lock`), held as long as the project is
//! open, which the system itself gives up when its holder ends. Never on the project, which others must be
//! able to read and to replace.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::fs::Real;
use super::{beside, process, stamp};
use crate::diag::{Diagnostic, printable};

/// What it says is longer than nobody's note.
const MAX_NOTE_LEN: u64 = 4096;

/// Another may take the file away just when it is opened.
const MAX_TRIES: u32 = 16;

/// A project is open here. Dropping it lets others have it.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

/// Who has it, as far as they say: for people to read, as machines may lie about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub process: u32,
    pub machine: String,
    pub since: SystemTime,
    pub program: String,
}

/// Why there is no lock.
#[derive(Debug)]
pub enum NoLock {
    /// Another program, or another window of this one, has the project open.
    Held { who: Option<Holder> },
    /// Here is no way to tell: the folder cannot be written, or the disk (a network share) has no locks.
    Unsupported(Box<Diagnostic>),
}

impl Lock {
    /// Takes the lock of a project, if nobody has it. Comes back at once.
    ///
    /// # Errors
    /// If somebody has it, or if there are no locks here; then the project may be edited all the same, and
    /// what others write meanwhile is noticed when it is saved.
    pub fn acquire(project: &Path) -> Result<Self, NoLock> {
        let target = beside::real_path(&Real, project);
        let path = beside::hidden(&target, ".lock");
        for _ in 0..MAX_TRIES {
            let (file, may_write) = opened(&path).map_err(|error| unsupported(&path, &error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(NoLock::Held { who: holder(file) });
                }
                Err(TryLockError::Error(error)) => return Err(unsupported(&path, &error)),
            }
            if !may_write {
                return Err(unsupported(&path, &ErrorKind::PermissionDenied.into()));
            }
            // The file of a holder that let go in this moment is not the one that others look at.
            if is_at(&file, &path) {
                note(&file).unwrap_or_default();
                return Ok(Self { path, file });
            }
        }
        Err(NoLock::Held { who: None })
    }
}

impl Drop for Lock {
    /// Takes the file away before the lock goes with its handle: whoever opened it meanwhile sees, once
    /// they have the lock, that it is not the one at this place any more.
    fn drop(&mut self) {
        if cfg!(unix) && is_at(&self.file, &self.path) {
            fs::remove_file(&self.path).unwrap_or_default();
        }
    }
}

/// To read and write; where only reading is allowed, to look whether another has it.
fn opened(path: &Path) -> io::Result<(File, bool)> {
    // Nobody else's link is followed.
    if fs::symlink_metadata(path).is_ok_and(|it| !it.is_file()) {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a file"));
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, super::fs::OWN);
    match options.open(path) {
        Ok(file) => Ok((file, true)),
        Err(error) => match File::open(path) {
            Ok(file) => Ok((file, false)),
            Err(_) => Err(error),
        },
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let there = fs::symlink_metadata(path).map(identity).ok();
    there.is_some() && file.metadata().map(identity).ok() == there
}

/// Elsewhere a file that is open is not taken away.
#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}

fn unsupported(path: &Path, error: &io::Error) -> NoLock {
    let shown = printable(&path.display().to_string());
    let message = format!("others are not told that the project is open here: {shown}: {error}");
    let hint =
        "edit it in one place at a time; what another program writes is noticed when you save";
    NoLock::Unsupported(Diagnostic::warning("no-lock", message).hint(hint).into())
}

/// Says who has it.
fn note(mut file: &File) -> io::Result<()> {
    let text = format!(
        "process: {}\nmachine: {}\nsince: {}\nprogram: annals {}\n",
        process::own_id(),
        process::host_name(),
        stamp::stamp(stamp::seconds(SystemTime::now())),
        env!("CARGO_PKG_VERSION"),
    );
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(text.as_bytes())
}

fn holder(file: File) -> Option<Holder> {
    let mut text = String::new();
    file.take(MAX_NOTE_LEN).read_to_string(&mut text).ok()?;
    let said = |name: &str| {
        let lines = text.lines().filter_map(|line| line.split_once(": "));
        let mut found = lines.filter(|(key, _)| *key == name);
        found.next().map(|(_, value)| value)
    };
    let (second, _) = stamp::of_name(said("since")?)?;
    Some(Holder {
        process: said("process")?.parse().ok()?,
        machine: printable(said("machine")?),
        since: stamp::time(second),
        program: printable(said("program")?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("case.ron");
        fs::write(&path, "Project()").expect("written");
        (folder, path)
    }

    #[test]
    fn one_has_it_the_others_are_told_who_and_it_is_free_afterwards() {
        let (folder, path) = project();
        let lock = Lock::acquire(&path).expect("free");
        for _ in 0..2 {
            let Err(NoLock::Held { who: Some(who) }) = Lock::acquire(&path) else {
                panic!("it is held");
            };
            assert_eq!(who.process, process::own_id());
            assert_eq!(who.machine, process::host_name());
            assert!(who.program.starts_with("annals "));
            let age = SystemTime::now().duration_since(who.since).expect("past");
            assert!(age.as_secs() < 3600);
        }
        drop(lock);
        let again = Lock::acquire(&path).expect("free again");
        drop(again);
        let names = fs::read_dir(folder.path()).expect("readable").count();
        assert!(cfg!(not(unix)) || names == 1, "nothing is left");
    }

    #[test]
    #[cfg(unix)]
    fn two_names_of_one_project_have_one_lock() {
        let (folder, path) = project();
        let link = folder.path().join("link.ron");
        std::os::unix::fs::symlink(&path, &link).expect("linked");
        let _lock = Lock::acquire(&link).expect("free");
        assert!(matches!(Lock::acquire(&path), Err(NoLock::Held { .. })));
    }

    #[test]
    #[cfg(unix)]
    fn who_opened_the_file_before_it_was_taken_away_does_not_have_the_lock() {
        let (_folder, path) = project();
        let lock = Lock::acquire(&path).expect("free");
        let (late, _) = opened(&lock.path).expect("there");
        let lock_path = lock.path.clone();
        drop(lock);
        late.try_lock().expect("of a file without a name");
        assert!(!is_at(&late, &lock_path));
        let _next = Lock::acquire(&path).expect("free");
        assert!(matches!(Lock::acquire(&path), Err(NoLock::Held { .. })));
    }

    #[test]
    fn a_note_of_nonsense_is_nobodys_and_what_stands_in_the_way_is_told_of() {
        let (folder, path) = project();
        let lock = Lock::acquire(&path).expect("free");
        fs::write(&lock.path, "process: many\n\u{202e}").expect("written");
        assert!(matches!(
            Lock::acquire(&path),
            Err(NoLock::Held { who: None })
        ));
        drop(lock);
        fs::create_dir(folder.path().join(".case.ron.lock")).expect("made");
        let Err(NoLock::Unsupported(problem)) = Lock::acquire(&path) else {
            panic!("it is no file");
        };
        assert_eq!(problem.code, "no-lock");
        assert!(problem.message.contains(".case.ron.lock"));
    }
}
