//! A disk between which and its user somebody stands: who acts before and after each step, or keeps it
//! from being done. For tests.

use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::store::fs::{Entry, Facts, Fs, NewFile};

pub(in crate::store) trait Meddler {
    /// Whether the step is to be done; if not, it seems to have been.
    fn before(&self, _step: Step, _path: &Path) -> bool {
        true
    }

    fn after(&self, _step: Step, _path: &Path) {}
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Step {
    Link,
    Rename,
    Exchange,
    SyncFile,
    SyncFolder,
}

/// Meddlers are told the file or folder that a step is about; of a renaming and of a change of places, the
/// second.
pub(in crate::store) struct Meddled<'a> {
    pub fs: &'a dyn Fs,
    pub meddler: Rc<dyn Meddler>,
}

impl fmt::Debug for Meddled<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Meddled({:?})", self.fs)
    }
}

fn meddled(
    meddler: &Rc<dyn Meddler>,
    (step, path): (Step, &Path),
    act: impl FnOnce() -> io::Result<()>,
) -> io::Result<()> {
    if meddler.before(step, path) {
        act()?;
    }
    meddler.after(step, path);
    Ok(())
}

impl Fs for Meddled<'_> {
    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        self.fs.real_path(path)
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        self.fs.facts(path)
    }

    fn own_facts(&self, path: &Path) -> io::Result<Facts> {
        self.fs.own_facts(path)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        self.fs.open(path)
    }

    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn NewFile>> {
        Ok(Box::new(MeddledFile {
            file: self.fs.create_new(path, mode)?,
            path: path.to_owned(),
            meddler: Rc::clone(&self.meddler),
        }))
    }

    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        let act = || self.fs.link(file, name);
        meddled(&self.meddler, (Step::Link, file), act)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let act = || self.fs.rename(from, to);
        meddled(&self.meddler, (Step::Rename, to), act)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.fs.rename_new(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        let act = || self.fs.exchange(one, other);
        meddled(&self.meddler, (Step::Exchange, other), act)
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        self.fs.remove(file)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.fs.make_folder(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let act = || self.fs.sync_folder(path);
        meddled(&self.meddler, (Step::SyncFolder, path), act)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.fs.list(folder)
    }
}

struct MeddledFile {
    file: Box<dyn NewFile>,
    path: PathBuf,
    meddler: Rc<dyn Meddler>,
}

impl fmt::Debug for MeddledFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MeddledFile({})", self.path.display())
    }
}

impl Write for MeddledFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl NewFile for MeddledFile {
    fn sync(&mut self) -> io::Result<()> {
        let file = &mut self.file;
        meddled(&self.meddler, (Step::SyncFile, &self.path), || file.sync())
    }

    fn facts(&self) -> io::Result<Facts> {
        self.file.facts()
    }

    fn set_mode(&mut self, mode: u32) -> io::Result<()> {
        self.file.set_mode(mode)
    }

    fn set_owner(&mut self, user: Option<u32>, group: u32) -> io::Result<()> {
        self.file.set_owner(user, group)
    }
}
