//! New files: never over one that is there, and none left behind that could not be finished. And what
//! stands in the file of a new project.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::beside::folder_of;
use super::fs::{COMMON, Fs, Real};
use super::stream::write_project;
use super::unfinished::Unfinished;
use super::write::Layout;
use crate::diag::{Diagnostic, printable};
use crate::model::{Colour, Icon, Kind, KindId, Project, Records};

/// The kinds of events that a new project has: one for each colour, to rename or to take out.
const KINDS: [(&str, &str, Icon, Colour); 10] = [
    ("publication", "Publication", Icon::Page, Colour::Sky),
    ("statement", "Statement", Icon::Quote, Colour::Blue),
    ("meeting", "Meeting", Icon::People, Colour::Pink),
    (
        "investigation",
        "Investigation",
        Icon::Magnifier,
        Colour::Violet,
    ),
    (
        "arrest",
        "Arrest or release",
        Icon::Handcuffs,
        Colour::Vermillion,
    ),
    ("court", "Charges and trial", Icon::Gavel, Colour::Yellow),
    ("attack", "Attack", Icon::Bomb, Colour::Orange),
    ("death", "Death or injury", Icon::Medical, Colour::Grey),
    ("transfer", "Transfer", Icon::Truck, Colour::Olive),
    ("hack", "Hack or leak", Icon::Terminal, Colour::Green),
];

/// The bytes of a new project: nothing in it but kinds of events.
pub fn new_project(title: &str) -> Vec<u8> {
    let kinds = KINDS.iter().filter_map(|(id, label, icon, colour)| {
        Some(Kind {
            // All of them are ids.
            id: KindId::new(id).ok()?,
            label: (*label).to_owned(),
            icon: *icon,
            colour: *colour,
        })
    });
    let records = Records {
        kinds: kinds.collect(),
        ..Records::default()
    };
    let project = Project::new(title.to_owned(), Vec::new(), records);
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    write_project(&mut bytes, &project, None, Layout::RECORD).unwrap_or_default();
    bytes
}

/// Writes a new file.
///
/// # Errors
/// If there is one already, or it cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_with(path, |out| out.write_all(bytes))
}

/// Writes a new project's file.
///
/// # Errors
/// If there is one of this name already, or the disk refuses; says which file, why, and what to do.
pub fn create_project(path: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    create(path, bytes).map_err(|error| {
        let shown = printable(&path.display().to_string());
        let (message, hint) = match error.kind() {
            ErrorKind::AlreadyExists => (
                format!("there is a file {shown} already"),
                "choose another name: nothing is overwritten",
            ),
            ErrorKind::NotFound => (
                format!("the folder of {shown} does not exist"),
                "make it, or choose another",
            ),
            _ => (
                format!("{shown} cannot be written: {error}"),
                "choose a folder that can be written, with room on its disk",
            ),
        };
        Diagnostic::error("cannot-save", message).hint(hint).into()
    })
}

/// Writes a new file piece by piece. It is on the disk, whole, when this comes back; until then nothing
/// has its name.
///
/// # Errors
/// If there is one already, if it cannot be written, or if `write` fails; then there is none. If the disk
/// does not confirm that the name will last, which the message says; then the file is there.
pub fn create_with(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    create_on(&Real, path, write)
}

pub(super) fn create_on(
    fs: &dyn Fs,
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // Told before the work; that it is so is seen to at its end.
    if fs.facts(path).is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let mut unfinished = Unfinished::beside(fs, path, COMMON)?;
    let mut file = unfinished.file();
    write(&mut file)?;
    file.sync()?;
    unfinished.name(path)?;
    fs.sync_folder(folder_of(path)).map_err(|error| {
        let message = format!("written, but the disk did not confirm that it will last: {error}");
        io::Error::new(error.kind(), message)
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_there_stays_and_what_fails_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new.ron");
        create(&path, b"one").expect("written");
        let error = create(&path, b"two").expect_err("there is one");
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("there"), b"one");

        let path = folder.path().join("half.ron");
        let failed = create_with(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more"))
        });
        assert!(failed.is_err() && !path.exists());
    }

    #[test]
    fn what_comes_while_it_is_written_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new.ron");
        let error = create_with(&path, |out| {
            fs::write(&path, "theirs")?;
            out.write_all(b"ours")
        });
        let error = error.expect_err("another was quicker");
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("there"), b"theirs");
        let names = fs::read_dir(folder.path()).expect("readable").count();
        assert_eq!(names, 1);
    }
}
