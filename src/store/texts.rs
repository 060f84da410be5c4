//! Attached texts: what the publishers wrote stays outside the project, in the folder `NAME.texts` beside
//! `NAME.ron`, one UTF-8 file `SOURCE-ID.txt` for each held source, its paragraphs the lines that say
//! something. A paragraph is used only if its digest is the recorded one, wherever in the file it stands.
//!
//! A project comes by mail, and its folder with it: nothing but plain files in that very folder is read,
//! no more than so much, and none that the project has no source for.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::decode::{BOM, decode};
use super::progress::Progress;
use crate::diag::Diagnostic;
use crate::evidence::{digest, paragraphs};
use crate::model::{Digest, Item, Project, Source, SourceId};

/// The longest text that is read: 16 MB.
const MAX_TEXT_LEN: u64 = 16 << 20;

/// All texts together: 512 MB.
const MAX_ALL_LEN: u64 = 512 << 20;

/// The texts that are attached to a project.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    texts: BTreeMap<SourceId, Attached>,
}

#[derive(Clone, Debug)]
struct Attached {
    text: String,
    /// Of the project's paragraphs, ascending: what became of each, and where it stands in `text`.
    paragraphs: Vec<(u32, TextState, Range<usize>)>,
}

/// What became of a paragraph in the attached text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextState {
    /// It is there as it was recorded.
    Matched,
    /// Other words stand in its place.
    Changed,
    /// The text ends before it.
    Missing,
}

impl Texts {
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Whether a text is attached to this source, whatever it holds.
    pub fn has(&self, source: &SourceId) -> bool {
        self.texts.contains_key(source)
    }

    /// `None`: no text is attached to the source, or the project has no such paragraph.
    pub fn state(&self, source: &SourceId, n: u32) -> Option<TextState> {
        self.find(source, n).map(|(state, _)| state)
    }

    /// The words of a paragraph, as recorded.
    pub fn paragraph(&self, source: &SourceId, n: u32) -> Option<&str> {
        let (state, text) = self.find(source, n)?;
        (state == TextState::Matched).then_some(text)
    }

    /// The paragraphs of a source that are there as recorded, in order.
    pub fn paragraphs(&self, source: &SourceId) -> impl Iterator<Item = (u32, &str)> {
        let attached = self.texts.get(source).into_iter();
        attached.flat_map(|attached| {
            let matched = attached.paragraphs.iter();
            let matched = matched.filter(|(_, state, _)| *state == TextState::Matched);
            matched.filter_map(|(n, _, range)| Some((*n, attached.text.get(range.clone())?)))
        })
    }

    /// The sources with a text, by their positions in the project, each with its paragraphs.
    pub fn of_sources(&self, project: &Project) -> Vec<(usize, Vec<(u32, &str)>)> {
        let sources = self.texts.keys();
        let mut texts: Vec<_> = sources
            .filter_map(|id| Some((project.source_position(id)?, self.paragraphs(id).collect())))
            .collect();
        texts.sort_by_key(|(position, _)| *position);
        texts
    }

    fn find(&self, source: &SourceId, n: u32) -> Option<(TextState, &str)> {
        let attached = self.texts.get(source)?;
        let paragraphs = &attached.paragraphs;
        let at = paragraphs.binary_search_by_key(&n, |(n, ..)| *n).ok()?;
        let (_, state, range) = paragraphs.get(at)?;
        Some((*state, attached.text.get(range.clone())?))
    }
}

/// The folder with the texts of a project.
pub fn texts_folder(project_file: &Path) -> PathBuf {
    let mut name = OsString::from(project_file.file_stem().unwrap_or_default());
    name.push(".texts");
    project_file.with_file_name(name)
}

/// The texts attached to a project, and what is wrong with them: in the order of the project's sources,
/// after what concerns the folder. Without a folder there are none, and nothing is wrong. When called off,
/// what was read until then.
pub fn texts(
    project_file: &Path,
    project: &Project,
    progress: &Progress,
) -> (Texts, Vec<Diagnostic>) {
    let folder = texts_folder(project_file);
    let mut found = Vec::new();
    let files = match files(&folder, project, &mut found) {
        Ok(files) => files,
        Err(unreadable) => return (Texts::default(), vec![*unreadable]),
    };
    let total: u64 = files.iter().map(|file| file.len).sum();
    progress.count(total);
    let read = files.par_iter().map(|file| {
        if progress.is_cancelled() {
            return (None, Vec::new());
        }
        let mut found = Vec::new();
        let attached = attach(file, &mut found);
        progress.advance(file.len);
        (attached, found)
    });
    let mut texts = Texts::default();
    for (file, (attached, told)) in files.iter().zip(read.collect::<Vec<_>>()) {
        found.extend(told);
        let attached = attached.map(|attached| (file.source.id.clone(), attached));
        texts.texts.extend(attached);
    }
    (texts, found)
}

/// A file of the folder that is a source's.
struct TextFile<'a> {
    source: &'a Source,
    path: PathBuf,
    /// To people: `case.texts/rt-2016.txt`.
    name: String,
    len: u64,
}

/// The files to read, in the order of the project.
fn files<'a>(
    folder: &Path,
    project: &'a Project,
    found: &mut Vec<Diagnostic>,
) -> Result<Vec<TextFile<'a>>, Box<Diagnostic>> {
    let folder_name = folder.file_name().unwrap_or_default().to_string_lossy();
    let metadata = match fs::symlink_metadata(folder) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(&folder_name, &error.to_string()).into()),
    };
    if !metadata.is_dir() {
        let why = "it is not a folder, but a file or a link";
        return Err(unreadable(&folder_name, why).into());
    }
    let entries = fs::read_dir(folder)
        .map_err(|error| Box::new(unreadable(&folder_name, &error.to_string())))?;
    let mut named = Vec::new();
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            named.push(path);
        }
    }
    named.sort();
    let mut files = Vec::new();
    for path in named {
        let file_name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{folder_name}/{file_name}");
        let position = position_of(project, &path);
        let source = position.and_then(|at| Some((at, project.sources().get(at)?)));
        match source.filter(|(_, source)| source.is_held()) {
            Some((at, source)) => match plain_file_len(&path) {
                Ok(len) => files.push((
                    at,
                    TextFile {
                        source,
                        path,
                        name,
                        len,
                    },
                )),
                Err(why) => found.push(of(source, unreadable(&name, &why))),
            },
            None => found.push(of_no_source(&name)),
        }
    }
    files.sort_by_key(|(at, _)| *at);
    let mut files: Vec<TextFile<'_>> = files.into_iter().map(|(_, file)| file).collect();
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
    Ok(files)
}

/// By the name of the file.
fn position_of(project: &Project, path: &Path) -> Option<usize> {
    let id = SourceId::new(path.file_stem()?.to_str()?).ok()?;
    project.source_position(&id)
}

/// Links are not followed, and a pipe or a device is never waited for.
fn plain_file_len(path: &Path) -> Result<u64, String> {
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

fn too_long() -> String {
    format!("it is longer than {} MB", MAX_TEXT_LEN >> 20)
}

fn attach(file: &TextFile<'_>, found: &mut Vec<Diagnostic>) -> Option<Attached> {
    match read(file) {
        Ok(text) => Some(compare(file, text, found)),
        Err(why) => {
            found.push(of(file.source, unreadable(&file.name, &why)));
            None
        }
    }
}

fn read(file: &TextFile<'_>) -> Result<String, String> {
    let opened = File::open(&file.path).map_err(|error| error.to_string())?;
    let mut bytes = Vec::with_capacity(usize::try_from(file.len).unwrap_or_default());
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

/// Finds each paragraph of the project by its digest.
fn compare(file: &TextFile<'_>, text: String, found: &mut Vec<Diagnostic>) -> Attached {
    let lines = Lines::new(&text);
    let recorded = file.source.paragraphs.iter().map(|paragraph| {
        let (state, at) = lines.find(paragraph.n, &paragraph.digest);
        (paragraph.n, state, at)
    });
    let recorded: Vec<_> = recorded.collect();
    let is_matched = |(_, state, _): &(u32, TextState, usize)| *state == TextState::Matched;
    if recorded.iter().any(is_matched) {
        for (n, state, at) in &recorded {
            let line = lines.lines.get(*at).map_or(0, |line| line.number);
            found.extend(complaint(file, *n, *state, line));
        }
    } else {
        found.push(of(file.source, of_another(file)));
    }
    let range = |at: usize| lines.lines.get(at).map_or(0..0, |line| line.range.clone());
    let paragraphs = recorded.into_iter();
    let paragraphs = paragraphs.map(|(n, state, at)| (n, state, range(at)));
    let paragraphs = paragraphs.collect();
    Attached { text, paragraphs }
}

/// The lines of a text that say something.
struct Lines {
    lines: Vec<Line>,
    /// The position of the first line with a digest.
    first: HashMap<Digest, usize>,
}

struct Line {
    /// In the file, from 1.
    number: usize,
    range: Range<usize>,
    digest: Digest,
}

impl Lines {
    fn new(text: &str) -> Self {
        let numbers = (1..).zip(text.lines());
        let numbers = numbers.filter(|(_, line)| !line.trim().is_empty());
        let lines = paragraphs(text).zip(numbers);
        let lines = lines.map(|((_, words), (number, _))| {
            // Both are parts of one text.
            let start = words.as_ptr().addr() - text.as_ptr().addr();
            Line {
                number,
                range: start..start + words.len(),
                digest: digest(words),
            }
        });
        let lines: Vec<Line> = lines.collect();
        let mut first = HashMap::with_capacity(lines.len());
        for (at, line) in lines.iter().enumerate() {
            first.entry(line.digest).or_insert(at);
        }
        Self { lines, first }
    }

    /// What became of paragraph `n`, and the position of its line: where it should stand, if that has the
    /// digest; else the first that has, since a line may have been added above.
    fn find(&self, n: u32, wanted: &Digest) -> (TextState, usize) {
        let own = usize::try_from(n).unwrap_or(usize::MAX).saturating_sub(1);
        let own_line = self.lines.get(own);
        if own_line.is_some_and(|line| line.digest == *wanted) {
            return (TextState::Matched, own);
        }
        match self.first.get(wanted) {
            Some(at) => (TextState::Matched, *at),
            None if own_line.is_some() => (TextState::Changed, own),
            None => (TextState::Missing, usize::MAX),
        }
    }
}

fn of(source: &Source, found: Diagnostic) -> Diagnostic {
    found.of(Item::Source(source.id.clone()))
}

fn unreadable(name: &str, why: &str) -> Diagnostic {
    let message = format!("`{name}` cannot be read: {why}");
    Diagnostic::warning("text-unreadable", message)
        .hint("put a plain UTF-8 file there, as long as an article is, or take it away")
}

fn of_no_source(name: &str) -> Diagnostic {
    let message = format!("`{name}` is the text of no source that the project holds");
    Diagnostic::warning("text-without-source", message)
        .hint("name it after the id of a source that has paragraphs")
}

fn of_another(file: &TextFile<'_>) -> Diagnostic {
    let (name, id) = (&file.name, &file.source.id);
    let message = format!("`{name}` has no paragraph of `{id}` as it was recorded");
    Diagnostic::warning("text-changed", message)
        .hint("see whether it is the text of this source, and one line for each paragraph")
}

/// What is to be said of a paragraph.
fn complaint(file: &TextFile<'_>, n: u32, state: TextState, line: usize) -> Option<Diagnostic> {
    let (name, id) = (&file.name, &file.source.id);
    let message = match state {
        TextState::Matched => return None,
        TextState::Changed => {
            format!("`{name}`, line {line}, is not paragraph {n} of `{id}` as it was recorded")
        }
        TextState::Missing => format!("`{name}` ends before paragraph {n} of `{id}`"),
    };
    let changed = Diagnostic::warning("text-changed", message).hint(
        "the text is not shown; compare it, then cite the paragraph anew or restore the file",
    );
    Some(changed.of(Item::Paragraph(id.clone(), n)))
}

#[cfg(test)]
mod tests;
