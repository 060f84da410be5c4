//! The projects opened last, newest first: a list of paths in the platform's own place for such
//! things, never in a project. It is a convenience, so nobody may fail because of it.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// How many are kept.
pub(super) const MAX_RECENT: usize = 12;

/// The list of this machine's user; empty where there is none or it cannot be read.
pub fn recent() -> Vec<PathBuf> {
    list_file().map_or_else(Vec::new, |file| read(&file))
}

/// Puts a project first in the list.
///
/// # Errors
/// If there is no place for the list, or it cannot be written.
pub fn remember(project: &Path) -> io::Result<()> {
    let file = list_file()
        .ok_or_else(|| io::Error::new(ErrorKind::NotFound, "there is no place for settings"))?;
    remember_in(&file, project)
}

fn list_file() -> Option<PathBuf> {
    let places = directories::ProjectDirs::from("", "", "annals")?;
    let folder = places
        .state_dir()
        .unwrap_or_else(|| places.data_local_dir());
    Some(folder.join("recent.txt"))
}

fn read(file: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.map(PathBuf::from).take(MAX_RECENT).collect()
}

fn remember_in(file: &Path, project: &Path) -> io::Result<()> {
    let project = std::path::absolute(project)?;
    // One path a line: one that is not a line of text cannot be kept.
    let is_line = |path: &Path| {
        path.to_str()
            .is_some_and(|path| !path.contains(['\n', '\r']))
    };
    if !is_line(&project) {
        return Err(io::Error::new(
            ErrorKind::InvalidInput,
            "the path cannot be written on a line",
        ));
    }
    let others = read(file).into_iter().filter(|path| *path != project);
    let paths = std::iter::once(project.clone()).chain(others);
    let text: String = paths
        .take(MAX_RECENT)
        .filter_map(|path| Some(format!("{}\n", path.to_str()?)))
        .collect();
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let unfinished = file.with_extension(format!("{}.tmp", std::process::id()));
    let written = fs::write(&unfinished, text).and_then(|()| fs::rename(&unfinished, file));
    if written.is_err() {
        // Whether it can be removed or not, the failure to write is what counts.
        drop(fs::remove_file(&unfinished));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_short_newest_first_and_without_repetitions() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("state/recent.txt");
        assert_eq!(read(&file), Vec::<PathBuf>::new());
        for name in (0..15).chain([14, 3]) {
            let project = folder.path().join(format!("{name}.ron"));
            remember_in(&file, &project).expect("written");
        }
        let names: Vec<_> = read(&file)
            .iter()
            .filter_map(|path| path.file_stem()?.to_str().map(str::to_owned))
            .collect();
        let expected = [
            "3", "14", "13", "12", "11", "10", "9", "8", "7", "6", "5", "4",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_path_over_two_lines_is_refused_and_the_list_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("recent.txt");
        remember_in(&file, &folder.path().join("a.ron")).expect("written");
        assert!(remember_in(&file, Path::new("b\nc.ron")).is_err());
        assert_eq!(read(&file).len(), 1);
    }
}
