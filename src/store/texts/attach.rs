//! A text is put into the folder of a project: a whole new file under its name or the old one, at every
//! moment, and never anywhere else. What the text before had beyond the new one is kept beside it.
//!
//! ```text
//! folder, made 0700 ─► what stands there? ─► SOURCE-ID.before.txt ─► SOURCE-ID.txt
//!                                            each: unfinished file, synced ─► rename ─► folder synced
//! ```

use std::collections::HashSet;
use std::fmt;
use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::files::{before_path, plain_file_len, read, text_path};
use super::{MAX_TEXT_LEN, texts_folder};
use crate::diag::{Diagnostic, printable};
use crate::evidence::{digest, paragraphs};
use crate::model::SourceId;
use crate::store::beside::folder_of;
use crate::store::fs::{Fs as _, Real};
use crate::store::save::{Saved, write_whole};

type Refused = Box<Diagnostic>;

/// Makes `text` the text of a source of the project in this file: each of its lines that says something is
/// a paragraph. It is on the disk when this comes back, or a warning says that this is not certain;
/// whatever fails, the text before is there.
///
/// # Errors
/// If the folder of the project's texts, or the file in it, is a link or something else that is not
/// ours (`text-place`); if the text is too long or no text (`text-refused`), or the disk refuses
/// (`cannot-save`).
pub fn attach_text(project_file: &Path, source: &SourceId, text: &str) -> Result<Saved, Refused> {
    if text.len() as u64 > MAX_TEXT_LEN {
        let message = format!("the text is longer than {} MB", MAX_TEXT_LEN >> 20);
        return Err(refused("text-refused", message, "attach a part of it"));
    }
    if text.contains('\0') || paragraphs(text).next().is_none() {
        let message = "the text has no paragraphs, or holds zero bytes";
        let hint = "see whether it is a text at all";
        return Err(refused("text-refused", message, hint));
    }
    let folder = texts_folder(project_file);
    ready_folder(&folder)?;
    let (path, before) = (text_path(&folder, source), before_path(&folder, source));
    let old = present(&path)?;
    if old.as_deref() == Some(text) {
        return Ok(Saved::default());
    }
    let older = present(&before)?;
    let kept = kept(text, &[old.as_deref(), older.as_deref()]);
    if kept != older.unwrap_or_default() {
        write_whole(&before, kept.as_bytes())?;
    }
    write_whole(&path, text.as_bytes())
}

/// The paragraphs that earlier texts had and the new one has not, the latest first, each once; as many as
/// fit.
fn kept(new: &str, earlier: &[Option<&str>]) -> String {
    let mut seen: HashSet<[u8; 32]> = paragraphs(new).map(|(_, line)| digest(line).0).collect();
    let mut kept = String::new();
    for (_, line) in earlier.iter().flatten().flat_map(|text| paragraphs(text)) {
        let len = (kept.len() + line.len()) as u64;
        // A line ends in one byte more.
        if len < MAX_TEXT_LEN && seen.insert(digest(line).0) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

pub(super) fn ready_folder(folder: &Path) -> Result<(), Refused> {
    match fs::symlink_metadata(folder) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => Err(not_ours(folder, "it is not a folder, but a file or a link")),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let mut builder = DirBuilder::new();
            // What is quoted for research is not for everybody on the machine.
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder
                .create(folder)
                .and_then(|()| Real.sync_folder(folder_of(folder)))
                .map_err(|error| cannot_save(folder, &error))
        }
        Err(error) => Err(cannot_save(folder, &error)),
    }
}

/// The text under this name, if there is one. What is no text is nobody's to replace.
fn present(path: &Path) -> Result<Option<String>, Refused> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(cannot_save(path, &error)),
        Ok(_) => {}
    }
    let text = plain_file_len(path).and_then(|len| read(path, len));
    text.map(Some).map_err(|why| not_ours(path, &why))
}

fn refused(code: &'static str, message: impl Into<String>, hint: &str) -> Refused {
    Diagnostic::error(code, message).hint(hint).into()
}

fn shown(path: &Path) -> impl fmt::Display {
    printable(&path.display().to_string())
}

fn not_ours(path: &Path, why: &str) -> Refused {
    let message = format!("no text can be put at {}: {why}", shown(path));
    refused("text-place", message, "take away what stands there")
}

/// Names the true cause.
fn cannot_save(path: &Path, error: &io::Error) -> Refused {
    let message = format!("{} cannot be written: {error}", shown(path));
    let hint = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "make room on the disk, then try again"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "allow the folder to be written, or copy the project to a folder of yours"
        }
        _ => "check the disk or the connection, then try again",
    };
    refused("cannot-save", message, hint)
}

#[cfg(test)]
mod tests;
