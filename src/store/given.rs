//! A document that a person gives to be read: the bytes of its file, or the text of a PDF. Unlike what
//! lies beside a project, it may be anywhere, and links to it are followed.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use super::pdf::pdf_text;
use crate::diag::{Diagnostic, printable};

/// A document as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub bytes: Vec<u8>,
    /// The name of its file; that of a PDF ends in `.txt`, as its text is what was read.
    pub name: String,
}

/// Reads a document of at most so many bytes. `is_wanted` is asked now and then whether to go on.
///
/// # Errors
/// If there is no such file or it cannot be read (`document-unreadable`), is too long
/// (`document-too-long`), or is a PDF of which no text comes (`no-pdf-text`).
pub fn given(
    path: &Path,
    max_len: usize,
    is_wanted: &dyn Fn() -> bool,
) -> Result<Given, Box<Diagnostic>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let bytes = bytes(path, max_len)?;
    if bytes.starts_with(b"%PDF-") {
        let bytes = pdf_text(path, max_len, is_wanted)?.into_bytes();
        let name = format!("{name}.txt");
        return Ok(Given { bytes, name });
    }
    let name = name.into_owned();
    Ok(Given { bytes, name })
}

fn bytes(path: &Path, max_len: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let unreadable = |why: &dyn std::fmt::Display| {
        let shown = printable(&path.display().to_string());
        let message = format!("{shown} cannot be read: {why}");
        Diagnostic::error("document-unreadable", message)
            .hint("choose a text, a saved web page or a PDF that you may read")
    };
    let metadata = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        // A pipe or a device would be waited for without end.
        return Err(unreadable(&"it is not a file").into());
    }
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let mut bytes = Vec::new();
    // It may have grown since its length was asked for.
    let mut start = file.take(max_len as u64 + 1);
    start
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    if bytes.len() > max_len {
        let message = format!("the document is longer than {} MB", max_len >> 20);
        return Err(Diagnostic::error("document-too-long", message)
            .hint("take the part of it that is needed")
            .into());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_wherever_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("two held.html");
        fs::write(&path, "<p>x").expect("written");
        let read = given(&path, 4, &|| true).expect("read");
        assert_eq!(
            (read.bytes, read.name.as_str()),
            (b"<p>x".to_vec(), "two held.html")
        );
        let long = given(&path, 3, &|| true).expect_err("too long");
        assert_eq!(long.code, "document-too-long");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["nothing.txt", ""] {
            let refused = given(&folder.path().join(name), 9, &|| true).expect_err("no file");
            assert_eq!(refused.code, "document-unreadable");
            assert!(refused.message.contains(name) && refused.hint.is_some());
        }
    }
}
