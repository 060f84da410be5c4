//! The texts of a project go along when it is saved elsewhere.

use std::fs;
use std::path::Path;

use super::attach::ready_folder;
use super::files::{before_path, plain_file_len, read, text_path};
use super::texts_folder;
use crate::diag::{Diagnostic, printable};
use crate::model::Project;
use crate::store::save::write_whole;

/// Copies what is attached to the sources of `project` from beside one file to beside another. What cannot be
/// copied is told, each with its reason.
pub fn copy_texts(from: &Path, to: &Path, project: &Project) -> Vec<Diagnostic> {
    let (from, to) = (texts_folder(from), texts_folder(to));
    let mut problems = Vec::new();
    for source in project.sources() {
        for place in [text_path, before_path] {
            let (old, new) = (place(&from, &source.id), place(&to, &source.id));
            if fs::symlink_metadata(&old).is_err() {
                continue;
            }
            if fs::symlink_metadata(&new).is_ok() {
                problems.push(not_copied(&old, "there is one of this name already"));
                continue;
            }
            let text = plain_file_len(&old).and_then(|len| read(&old, len));
            let copied = text.and_then(|text| {
                let ready = ready_folder(&to).and_then(|()| write_whole(&new, text.as_bytes()));
                ready.map_err(|refused| refused.message.clone())
            });
            problems.extend(copied.err().map(|why| not_copied(&old, &why)));
        }
    }
    problems
}

fn not_copied(old: &Path, why: &str) -> Diagnostic {
    let shown = printable(&old.display().to_string());
    let message = format!("the text {shown} was not copied: {why}");
    Diagnostic::warning("text-not-copied", message)
        .hint("compare the two, and copy it into the texts folder of the new file yourself")
}
