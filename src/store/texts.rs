//! Attached texts: what the publishers wrote stays outside the project, in the folder `NAME.texts` beside
//! `NAME.ron`, one UTF-8 file `SOURCE-ID.txt` for each held source, its paragraphs the lines that say
//! something. A paragraph is used only if its digest is the recorded one, wherever in the file it stands.
//!
//! Beside it, `SOURCE-ID.before.txt` holds the paragraphs that texts attached earlier had and this one
//! has not: with what a paragraph said when it was recorded, one can see what changed.
//!
//! A project comes by mail, and its folder with it: nothing but plain files in that very folder is read,
//! no more than so much, and none that the project has no source for.

mod attach;
mod compare;
mod copy;
mod files;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub use attach::attach_text;
pub use copy::copy_texts;

use super::progress::Progress;
use crate::diag::Diagnostic;
use crate::evidence::{Changes, TextState, changes};
use crate::model::{Project, Source, SourceId};
use files::TextFile;

/// The longest text that is read: 16 MB.
const MAX_TEXT_LEN: u64 = 16 << 20;

/// All texts together: 512 MB.
const MAX_ALL_LEN: u64 = 512 << 20;

/// The texts that are attached to a project.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    texts: BTreeMap<SourceId, Arc<Attached>>,
    /// What is wrong with files of the folder, whatever the project says.
    of_files: Arc<Vec<Diagnostic>>,
}

/// A text, compared with the paragraphs of its source.
#[derive(Clone, Debug)]
struct Attached {
    source: Arc<Source>,
    /// To people: `case.texts/rt-2016.txt`.
    name: String,
    text: Arc<str>,
    /// What texts attached earlier had beyond this one; empty if there was none.
    before: Arc<str>,
    /// Of the source's paragraphs, ascending.
    paragraphs: Vec<Compared>,
}

/// What became of a recorded paragraph.
#[derive(Clone, Debug)]
struct Compared {
    n: u32,
    state: TextState,
    /// Where it or what came in its place stands in the text; empty if neither is there.
    range: Range<usize>,
    /// Where its words as they were recorded stand in what was attached before.
    before: Option<Range<usize>>,
}

impl Texts {
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Whether a text is attached to this source, whatever it holds.
    pub fn has(&self, source: &SourceId) -> bool {
        self.texts.contains_key(source)
    }

    /// The whole text of a source as it lies in its file.
    pub fn text(&self, source: &SourceId) -> Option<&str> {
        Some(&*self.texts.get(source)?.text)
    }

    /// `None`: no text is attached to the source, or the project has no such paragraph.
    pub fn state(&self, source: &SourceId, n: u32) -> Option<TextState> {
        self.find(source, n).map(|(_, compared)| compared.state)
    }

    /// The words of a paragraph, as recorded.
    pub fn paragraph(&self, source: &SourceId, n: u32) -> Option<&str> {
        let (attached, compared) = self.find(source, n)?;
        attached.words(compared)
    }

    /// The words that stand in the place of a paragraph that changed.
    pub fn instead(&self, source: &SourceId, n: u32) -> Option<&str> {
        let (attached, compared) = self.find(source, n)?;
        let is_changed = matches!(compared.state, TextState::Changed(_));
        let words = attached.text.get(compared.range.clone());
        words.filter(|_| is_changed).map(str::trim)
    }

    /// What the words of a paragraph that changed were and are, as far as it is known.
    pub fn changes(&self, source: &SourceId, n: u32) -> Option<Changes> {
        let now = self.instead(source, n)?;
        let (attached, compared) = self.find(source, n)?;
        let before = compared.before.clone();
        let before = before.and_then(|range| attached.before.get(range));
        let locator = attached.source.paragraph(n)?.locator.as_deref();
        Some(changes(before, locator, now))
    }

    /// The paragraphs of a source that are there as recorded, in order.
    pub fn paragraphs(&self, source: &SourceId) -> impl Iterator<Item = (u32, &str)> {
        let attached = self.texts.get(source).into_iter();
        attached.flat_map(|attached| {
            let all = attached.paragraphs.iter();
            all.filter_map(|it| Some((it.n, attached.words(it)?)))
        })
    }

    /// What became of each recorded paragraph of a source, in order; nothing if no text is attached.
    pub fn states(&self, source: &SourceId) -> impl Iterator<Item = (u32, TextState)> {
        let attached = self.texts.get(source).into_iter();
        attached.flat_map(|attached| attached.paragraphs.iter().map(|it| (it.n, it.state)))
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

    /// The paragraphs that are not as they were recorded, by the positions of their sources, ascending.
    pub fn lost(&self, project: &Project) -> Vec<(usize, u32)> {
        let mut lost = Vec::new();
        for (id, attached) in &self.texts {
            let Some(position) = project.source_position(id) else {
                continue;
            };
            let others = attached.paragraphs.iter();
            let others = others.filter(|it| !it.state.is_as_recorded());
            lost.extend(others.map(|it| (position, it.n)));
        }
        lost.sort_unstable();
        lost
    }

    /// The same texts beside another version of the project: where a source has other paragraphs, they are
    /// compared anew.
    #[must_use]
    pub fn beside(&self, project: &Project) -> Self {
        let texts = self.texts.iter().map(|(id, attached)| {
            let same = || (id.clone(), Arc::clone(attached));
            match project.source(id) {
                Some(source) if !attached.is_of(source) => {
                    (id.clone(), Arc::new(attached.beside(source)))
                }
                // One that is taken out may come back.
                Some(_) | None => same(),
            }
        });
        Self {
            texts: texts.collect(),
            of_files: Arc::clone(&self.of_files),
        }
    }

    /// Whether these are the very same texts, compared with the same paragraphs.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let mut pairs = self.texts.iter().zip(&other.texts);
        self.texts.len() == other.texts.len()
            && pairs.all(|(one, other)| one.0 == other.0 && Arc::ptr_eq(one.1, other.1))
    }

    /// What is wrong with the texts: with their files, then in the order of the project's sources.
    pub fn problems(&self, project: &Project) -> Vec<Diagnostic> {
        let sources = project.sources().iter();
        let attached = sources.filter_map(|source| self.texts.get(&source.id));
        let of_words = attached.flat_map(|attached| compare::problems(attached));
        self.of_files.iter().cloned().chain(of_words).collect()
    }

    fn find(&self, source: &SourceId, n: u32) -> Option<(&Attached, &Compared)> {
        let attached = self.texts.get(source)?;
        let paragraphs = &attached.paragraphs;
        let at = paragraphs.binary_search_by_key(&n, |it| it.n).ok()?;
        Some((attached, paragraphs.get(at)?))
    }
}

impl Attached {
    /// Whether it was compared with the paragraphs of this version of its source.
    fn is_of(&self, source: &Arc<Source>) -> bool {
        Arc::ptr_eq(source, &self.source) || source.paragraphs == self.source.paragraphs
    }

    /// The words of a paragraph, if they are as recorded.
    fn words(&self, compared: &Compared) -> Option<&str> {
        let words = self.text.get(compared.range.clone());
        words.filter(|_| compared.state.is_as_recorded())
    }
}

/// The folder with the texts of a project.
pub fn texts_folder(project_file: &Path) -> PathBuf {
    let mut name = OsString::from(project_file.file_stem().unwrap_or_default());
    name.push(".texts");
    project_file.with_file_name(name)
}

/// The texts attached to a project, and [what is wrong with them](Texts::problems). Without a folder there are none, and nothing is wrong. When called off,
/// what was read until then.
pub fn texts(
    project_file: &Path,
    project: &Project,
    progress: &Progress,
) -> (Texts, Vec<Diagnostic>) {
    let folder = texts_folder(project_file);
    let mut of_files = Vec::new();
    let mut texts = BTreeMap::new();
    match files::files(&folder, project, &mut of_files) {
        Ok(files) => {
            for (file, read) in files.iter().zip(read_all(&files, progress)) {
                match read {
                    Some(Ok(attached)) => {
                        texts.insert(file.source.id.clone(), Arc::new(attached));
                    }
                    Some(Err(unreadable)) => of_files.push(*unreadable),
                    None => {}
                }
            }
        }
        Err(unreadable) => of_files.push(*unreadable),
    }
    let texts = Texts {
        texts,
        of_files: Arc::new(of_files),
    };
    let problems = texts.problems(project);
    (texts, problems)
}

/// `None` for those that nobody waits for any more.
fn read_all(
    files: &[TextFile<'_>],
    progress: &Progress,
) -> Vec<Option<Result<Attached, Unreadable>>> {
    progress.count(files.iter().map(|file| file.len).sum());
    let read = files.par_iter().map(|file| {
        if progress.is_cancelled() {
            return None;
        }
        let attached = attached(file);
        progress.advance(file.len);
        Some(attached)
    });
    read.collect()
}

type Unreadable = Box<Diagnostic>;

fn attached(file: &TextFile<'_>) -> Result<Attached, Unreadable> {
    let why = |why: String| files::of(file.source, files::unreadable(&file.name, &why));
    let text = files::read(&file.path, file.len).map_err(why)?;
    // What was there before only helps; without it, less can be shown.
    let before = file.before.as_ref();
    let before = before.and_then(|(path, len)| files::read(path, *len).ok());
    let text = text.into();
    let before = before.unwrap_or_default().into();
    Ok(Attached::new(
        file.source,
        file.name.clone(),
        (text, before),
    ))
}

#[cfg(test)]
mod tests;
