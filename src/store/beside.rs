//! The names of what lies beside a project: earlier versions, the lock, what was not saved yet,
//! unfinished files. Only names: nothing here touches the disk, but to follow a link.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::fs::Fs;

/// A file's name has at most so many bytes on the systems we know.
const MAX_NAME_LEN: usize = 255;

/// Behind the project's name in that of an unfinished file.
pub(super) const UNFINISHED_MARK: &str = ".annals-";

/// More than stands before and behind the project's own name in that of an unfinished file.
const UNFINISHED_ROOM: usize = 64;

/// Where a project really is; where that cannot be told, where it is said to be.
pub(super) fn real_path(fs: &dyn Fs, path: &Path) -> PathBuf {
    let absolute = || std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    fs.real_path(path).unwrap_or_else(|_| absolute())
}

/// The folder that `path` is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().unwrap_or(path);
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

/// `.case.ron` and `suffix`, shortened where the name would be too long.
pub(super) fn hidden(project: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    let own = project.file_name().unwrap_or_default();
    name.push(short(own, suffix.len() + 1));
    name.push(suffix);
    project.with_file_name(name)
}

/// What the names of unfinished files begin with: `.case.ron.annals-`.
pub(super) fn unfinished_prefix(project: &Path) -> OsString {
    let mut name = OsString::from(".");
    name.push(short(
        project.file_name().unwrap_or_default(),
        UNFINISHED_ROOM,
    ));
    name.push(UNFINISHED_MARK);
    name
}

/// `case` and `suffix`.
pub(super) fn named(project: &Path, suffix: &str) -> PathBuf {
    let own = project.file_stem().unwrap_or_default();
    let mut name = short(own, suffix.len());
    name.push(suffix);
    project.with_file_name(name)
}

/// Earlier versions.
pub(super) fn backups_folder(project: &Path) -> PathBuf {
    named(project, ".backups")
}

/// The name, with room for so many bytes more.
fn short(name: &OsStr, room: usize) -> OsString {
    if name.len() + room <= MAX_NAME_LEN {
        return name.to_owned();
    }
    let name = name.to_string_lossy();
    let mut len = name.len().min(MAX_NAME_LEN.saturating_sub(room));
    while !name.is_char_boundary(len) {
        len -= 1;
    }
    name.get(..len).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beside_a_project_are_told_by_its_own() {
        let project = Path::new("folder/case.ron");
        let lock = hidden(project, ".lock");
        assert_eq!(lock, Path::new("folder/.case.ron.lock"));
        assert_eq!(backups_folder(project), Path::new("folder/case.backups"));
        assert_eq!(folder_of(Path::new("case.ron")), Path::new("."));
    }

    #[test]
    fn no_name_is_longer_than_a_name_may_be() {
        for name in ["é".repeat(127), "x".repeat(255), "x".repeat(240)] {
            for path in [
                hidden(Path::new(&name), ".recovery"),
                named(Path::new(&name), ".backups"),
            ] {
                let len = path.file_name().expect("a name").len();
                assert!((240..=255).contains(&len), "{len}");
            }
        }
    }
}
