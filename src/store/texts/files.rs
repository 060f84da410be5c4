//! Which files of the folder are read, and how: plain ones of sources that the project holds, up to so
//! much, in UTF-8.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{MAX_ALL_LEN, MAX_TEXT_LEN};
use crate::diag::Diagnostic;
use crate::model::{Item, Project, Source, SourceId};
use crate::store::decode::{BOM, decode};

/// What the name of a file ends in that holds what was attached before.
const BEFORE: &str = ".before.txt";

/// A file of the folder that is a source's.
pub(super) struct TextFile<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) path: PathBuf,
    /// To people: `case.texts/rt-2016.txt`.
    pub(super) name: String,
    pub(super) len: u64,
    /// What was attached before, if it can be read, and its length.
    pub(super) before: Option<(PathBuf, u64)>,
}

/// The file of a source's text.
pub(super) fn text_path(folder: &Path, source: &SourceId) -> PathBuf {
    folder.join(format!("{source}.txt"))
}

pub(super) fn before_path(folder: &Path, source: &SourceId) -> PathBuf {
    folder.join(format!("{source}{BEFORE}"))
}

/// The files to read, in the order of the project.
pub(super) fn files<'a>(
    folder: &Path,
    project: &'a Project,
    found: &mut Vec<Diagnostic>,
) -> Result<Vec<TextFile<'a>>, Box<Diagnostic>> {
    let folder_name = folder.file_name().unwrap_or_default().to_string_lossy();
    let mut files = Vec::new();
    for path in named(folder, &folder_name)? {
        let file_name = path.file_name().unwrap_or_default().to_string_lossy();
        if file_name.ends_with(BEFORE) {
            continue;
        }
        let name = format!("{folder_name}/{file_name}");
        let position = position_of(project, &path);
        let source = position.and_then(|at| Some((at, project.sources().get(at)?)));
        let Some((at, source)) = source.filter(|(_, source)| source.is_held()) else {
            found.push(of_no_source(&name));
            continue;
        };
        match plain_file_len(&path) {
            Ok(len) => files.push((at, text_file(folder, source, (path, name, len)))),
            Err(why) => found.push(of(source, unreadable(&name, &why))),
        }
    }
    files.sort_by_key(|(at, _)| *at);
    let mut files: Vec<TextFile<'_>> = files.into_iter().map(|(_, file)| file).collect();
    keep_fitting(&mut files, found);
    Ok(files)
}

fn text_file<'a>(
    folder: &Path,
    source: &'a Arc<Source>,
    (path, name, len): (PathBuf, String, u64),
) -> TextFile<'a> {
    let before = before_path(folder, &source.id);
    let before_len = plain_file_len(&before).ok();
    TextFile {
        source,
        path,
        name,
        len: len + before_len.unwrap_or_default(),
        before: before_len.map(|len| (before, len)),
    }
}

/// The files of the folder that are called texts, by name.
fn named(folder: &Path, folder_name: &str) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let refused = |why: &str| Box::new(unreadable(folder_name, why));
    let metadata = match fs::symlink_metadata(folder) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(refused(&error.to_string())),
    };
    if !metadata.is_dir() {
        return Err(refused("it is not a folder, but a file or a link"));
    }
    let entries = fs::read_dir(folder).map_err(|error| refused(&error.to_string()))?;
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let is_text = |path: &PathBuf| path.extension().is_some_and(|it| it == "txt");
    let mut named: Vec<PathBuf> = paths.filter(is_text).collect();
    named.sort();
    Ok(named)
}

/// By the name of the file.
fn position_of(project: &Project, path: &Path) -> Option<usize> {
    let id = SourceId::new(path.file_stem()?.to_str()?).ok()?;
    project.source_position(&id)
}

fn keep_fitting(files: &mut Vec<TextFile<'_>>, found: &mut Vec<Diagnostic>) {
    let mut all_len = 0;
    files.retain(|file| {
        let fits = all_len + file.len <= MAX_ALL_LEN;
        if fits {
            all_len += file.len;
        } else {
            let why = format!(
                "all texts together are longer than {} MB",
                MAX_ALL_LEN >> 20
            );
            found.push(of(file.source, unreadable(&file.name, &why)));
        }
        fits
    });
}

/// Links are not followed, and a pipe or a device is never waited for.
pub(super) fn plain_file_len(path: &Path) -> Result<u64, String> {
    let metadata = fs::symlink_metadata(path).map_err(|error| error.to_string())?;
    if metadata.is_symlink() {
        return Err("it is a link, and may lead out of the folder".to_owned());
    }
    if !metadata.is_file() {
        return Err("it is not a file".to_owned());
    }
    if metadata.len() > MAX_TEXT_LEN {
        return Err(too_long());
    }
    Ok(metadata.len())
}

pub(super) fn too_long() -> String {
    format!("it is longer than {} MB", MAX_TEXT_LEN >> 20)
}

/// The text of a file that was about so long.
pub(super) fn read(path: &Path, len: u64) -> Result<String, String> {
    let opened = File::open(path).map_err(|error| error.to_string())?;
    let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or_default());
    // It may have grown since its length was asked for.
    let mut start = opened.take(MAX_TEXT_LEN + 1);
    start
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    if start.limit() == 0 {
        return Err(too_long());
    }
    let text = decode(&bytes).map_err(|wrong| match wrong.place.position {
        Some(position) => format!("{} (line {})", wrong.message, position.line),
        None => wrong.message,
    })?;
    Ok(text.strip_prefix(BOM).unwrap_or(text).to_owned())
}

pub(super) fn of(source: &Source, found: Diagnostic) -> Diagnostic {
    found.of(Item::Source(source.id.clone()))
}

pub(super) fn unreadable(name: &str, why: &str) -> Diagnostic {
    let message = format!("`{name}` cannot be read: {why}");
    Diagnostic::warning("text-unreadable", message)
        .hint("put a plain UTF-8 file there, as long as an article is, or take it away")
}

fn of_no_source(name: &str) -> Diagnostic {
    let message = format!("`{name}` is the text of no source that the project holds");
    Diagnostic::warning("text-without-source", message)
        .hint("name it after the id of a source that has paragraphs")
}
