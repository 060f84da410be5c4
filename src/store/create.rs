//! New files: never over one that is there, and none left behind that could not be finished. And what
//! stands in the file of a new project.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::stream::write_project;
use super::write::Layout;
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

/// Writes a new file piece by piece. It is on the disk, whole, when this comes back.
///
/// # Errors
/// If there is one already, if it cannot be written, or if `write` fails; then there is none.
pub fn create_with(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = write(&mut file).and_then(|()| file.sync_all());
    if written.is_err() {
        drop(file);
        // Why it could not be written is what counts, and is told.
        fs::remove_file(path).unwrap_or_default();
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_stays_and_what_fails_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new.ron");
        create(&path, b"one").expect("written");
        let error = create(&path, b"two").expect_err("there is one");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("there"), b"one");

        let path = folder.path().join("half.ron");
        let failed = create_with(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more"))
        });
        assert!(failed.is_err() && !path.exists());
    }
}
