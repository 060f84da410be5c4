//! The disk itself, through [`std::fs`]; what that lacks, through `rustix`.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::{Entry, Facts, Fs, NewFile};

#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Real;

impl Fs for Real {
    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        fs::metadata(path).map(|it| facts(&it))
    }

    fn own_facts(&self, path: &Path) -> io::Result<Facts> {
        fs::symlink_metadata(path).map(|it| facts(&it))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(File::open(path)?))
    }

    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn NewFile>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
        #[cfg(not(unix))]
        let _ = mode;
        Ok(Box::new(RealFile(options.open(path)?)))
    }

    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        fs::hard_link(file, name)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        patiently(|| fs::rename(from, to))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        match rename_without_replacing(from, to) {
            Err(error) if super::is_unsupported(&error) => {}
            outcome => return outcome,
        }
        match fs::hard_link(from, to) {
            Ok(()) => return fs::remove_file(from),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            // A disk where files have one name each.
            Err(_) => {}
        }
        if fs::symlink_metadata(to).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        patiently(|| fs::rename(from, to))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        exchange(one, other)
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        fs::remove_file(file)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(false).create(path)
    }

    #[cfg(unix)]
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            // One that is gone since is not there.
            let Ok(metadata) = entry.metadata() else {
                continue;
            };
            entries.push(Entry {
                name: entry.file_name(),
                facts: facts(&metadata),
            });
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }
}

#[derive(Debug)]
struct RealFile(File);

impl Write for RealFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl NewFile for RealFile {
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }

    fn facts(&self) -> io::Result<Facts> {
        self.0.metadata().map(|it| facts(&it))
    }

    #[cfg(unix)]
    fn set_mode(&mut self, mode: u32) -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt as _;
        self.0.set_permissions(fs::Permissions::from_mode(mode))
    }

    #[cfg(not(unix))]
    fn set_mode(&mut self, mode: u32) -> io::Result<()> {
        let mut permissions = self.0.metadata()?.permissions();
        permissions.set_readonly(mode & 0o222 == 0);
        self.0.set_permissions(permissions)
    }

    #[cfg(unix)]
    fn set_owner(&mut self, user: Option<u32>, group: u32) -> io::Result<()> {
        std::os::unix::fs::fchown(&self.0, user, Some(group))
    }

    #[cfg(not(unix))]
    fn set_owner(&mut self, _user: Option<u32>, _group: u32) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(unix)]
fn facts(metadata: &Metadata) -> Facts {
    use std::os::unix::fs::MetadataExt as _;
    Facts {
        is_file: metadata.is_file(),
        is_folder: metadata.is_dir(),
        len: metadata.len(),
        mode: metadata.mode() & 0o7777,
        owner: Some((metadata.uid(), metadata.gid())),
        n_names: metadata.nlink(),
        modified: metadata.modified().ok(),
        identity: (metadata.dev(), metadata.ino()),
    }
}

#[cfg(not(unix))]
fn facts(metadata: &Metadata) -> Facts {
    let is_read_only = metadata.permissions().readonly();
    Facts {
        is_file: metadata.is_file(),
        is_folder: metadata.is_dir(),
        len: metadata.len(),
        mode: if is_read_only { 0o444 } else { 0o644 },
        owner: None,
        n_names: 1,
        modified: metadata.modified().ok(),
        identity: (0, 0),
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn rename_without_replacing(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn rename_without_replacing(_from: &Path, _to: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(windows))]
fn patiently(rename: impl Fn() -> io::Result<()>) -> io::Result<()> {
    rename()
}

/// Virus scanners and synchronising programs hold a file for a moment after it was written.
#[cfg(windows)]
fn patiently(rename: impl Fn() -> io::Result<()>) -> io::Result<()> {
    let mut pause = std::time::Duration::from_millis(10);
    loop {
        match rename() {
            // Access denied, shared otherwise, locked.
            Err(error)
                if matches!(error.raw_os_error(), Some(5 | 32 | 33)) && pause.as_millis() < 700 =>
            {
                std::thread::sleep(pause);
                pause *= 2;
            }
            outcome => return outcome,
        }
    }
}
