//! What saving needs of a disk, as a trait: so that a test can put one in its place that fails at any
//! step, or loses its power. Knows no projects.

mod real;
#[cfg(test)]
pub(super) mod tests;

use std::ffi::OsString;
use std::fmt::Debug;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub(super) use real::Real;

/// For nobody else to read.
pub(super) const OWN: u32 = 0o600;

/// For all whom the person's own settings allow it.
pub(super) const COMMON: u32 = 0o666;

/// Files and folders by their names.
pub(super) trait Fs: Debug {
    /// Where a path really leads: without links.
    fn real_path(&self, path: &Path) -> io::Result<PathBuf>;

    /// Of what a path leads to.
    fn facts(&self, path: &Path) -> io::Result<Facts>;

    /// Of a link itself.
    fn own_facts(&self, path: &Path) -> io::Result<Facts>;

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read>>;

    /// Fails if the name is taken, if only by a link that leads nowhere.
    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn NewFile>>;

    /// A second name for a file.
    fn link(&self, file: &Path, name: &Path) -> io::Result<()>;

    /// What had the name `to` loses it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// The same, but fails if the name is taken.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives each of two files the name of the other, in one step. [`is_unsupported`] where there is no
    /// such thing.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    fn remove(&self, file: &Path) -> io::Result<()>;

    /// For its owner only; fails if there is anything of the name.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Returns when the names in the folder are on the disk. Nothing where folders cannot be told so.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// What is in a folder, by name; links are not followed.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;
}

/// A file that was just made.
pub(super) trait NewFile: Write + Debug {
    /// Returns when its bytes are on the disk. Never again after it failed: what was to be written may
    /// be forgotten then, and a second call say that all is well.
    fn sync(&mut self) -> io::Result<()>;

    fn facts(&self) -> io::Result<Facts>;

    fn set_mode(&mut self, mode: u32) -> io::Result<()>;

    fn set_owner(&mut self, user: Option<u32>, group: u32) -> io::Result<()>;
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    pub is_file: bool,
    pub is_folder: bool,
    pub len: u64,
    /// As on Unix; elsewhere only whether it may be written.
    pub mode: u32,
    /// User and group, where there are such.
    pub owner: Option<(u32, u32)>,
    pub n_names: u64,
    pub modified: Option<SystemTime>,
    /// Of the device and of the file on it; nought where there is none.
    pub identity: (u64, u64),
}

impl Facts {
    pub(super) fn is_read_only(&self) -> bool {
        self.mode & 0o222 == 0
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub name: OsString,
    pub facts: Facts,
}

/// Whether the disk has no such operation at all.
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, Unsupported};
    matches!(error.kind(), Unsupported | InvalidInput)
}
