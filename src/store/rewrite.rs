//! From a project in memory back to its file: rewrites exactly the bytes of what differs, and refuses
//! what would not read back as it was meant. Knows how the result is judged; what has to be done to the
//! text is for `lists` to say, and why it changed for nobody here.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::decode::BOM;
use super::kept::kept;
use super::lines::Lines;
use super::lists::{self, Edits};
use super::load;
use super::loaded::Loaded;
use super::past;
use super::progress::Progress;
use super::splice::Splices;
use super::text::Gathered;
use super::write::{Layout, Written};
use crate::diag::Diagnostic;
use crate::model::Project;

/// A file's next version.
#[derive(Debug)]
pub struct Rewritten {
    /// As read back from its bytes; of records whose bytes are as they were, the bytes were compared.
    pub loaded: Loaded,
    /// Comments within a value that was replaced as a whole: they are in the old version only.
    pub lost_comments: Vec<LostComment>,
}

/// A comment that the next version has no place for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostComment {
    /// From 1, in the old version.
    pub line: usize,
    /// With its marks.
    pub text: String,
}

impl Rewritten {
    pub fn bytes(&self) -> &[u8] {
        self.loaded.text.file_bytes()
    }
}

/// The file of `loaded` as it must be to say `meant`, whatever the two differ in. Only what says
/// something else gets new bytes; a record that is taken out takes the comments along that belong to
/// it. A project that an earlier version of this file said gets the very bytes of that version.
///
/// # Errors
/// If the project is of a newer schema, if what is to be changed was not understood when it was read,
/// or if the result does not read back as `meant`: then the file is damaged at the place in question.
pub fn rewrite(loaded: &Loaded, meant: &Project) -> Result<Rewritten, Box<Diagnostic>> {
    if loaded
        .diagnostics
        .iter()
        .any(|it| it.code == "newer-schema")
    {
        let message = "the project was made by a newer Annals, which may know more than this one";
        return Err(Diagnostic::error("newer-schema", message)
            .hint("open it with that one to change it")
            .into());
    }
    if let Some(rewritten) = past::returned(loaded, meant) {
        return Ok(rewritten);
    }
    let Edits { splices, lost } = lists::edits(loaded, meant).ok_or_else(cannot_spell)?;
    let mut read = spliced(loaded, &splices, meant).ok_or_else(cannot_spell)?;
    read.past = loaded.past.grown(loaded, &splices);
    Ok(Rewritten {
        loaded: read,
        lost_comments: lost_comments(&loaded.text, &lost),
    })
}

/// The next version, read back; nothing if it does not say what is meant.
pub(super) fn spliced(loaded: &Loaded, splices: &Splices, meant: &Project) -> Option<Loaded> {
    let bom = if loaded.text.has_bom() { BOM } else { "" };
    let new = Gathered::new(splices.applied(bom, &loaded.text));
    let mut kept = kept(loaded, splices, &new.text);
    if !speakers_stay(&loaded.project, meant) {
        kept.events.clear();
    }
    let read = load::read_text(&new, kept, &Progress::new(), &mut |_| {}).ok()?;
    let is_meant = is_same(&read.project, meant) && !has_new_problems(loaded, &read);
    is_meant.then_some(read)
}

fn lost_comments(text: &str, lost: &[Range<usize>]) -> Vec<LostComment> {
    if lost.is_empty() {
        return Vec::new();
    }
    let lines = Lines::new(text);
    let mut lost: Vec<_> = lost.iter().collect();
    lost.sort_by_key(|range| range.start);
    let lost = lost.into_iter().map(|range| LostComment {
        line: lines.line(range.start),
        text: text.get(range.clone()).unwrap_or_default().to_owned(),
    });
    lost.collect()
}

/// Whether nobody who speaks in a claim became, or ceased to be, an entity or a source: who speaks is
/// told by the id alone.
fn speakers_stay(old: &Project, meant: &Project) -> bool {
    fn ids<'a, T: Written>(old: &'a [Arc<T>], new: &'a [Arc<T>]) -> BTreeSet<&'a str> {
        let is_same =
            |(old, new): (&Arc<T>, &Arc<T>)| Arc::ptr_eq(old, new) || old.id() == new.id();
        if old.len() == new.len() && old.iter().zip(new).all(is_same) {
            return BTreeSet::new();
        }
        let of = |list: &'a [Arc<T>]| -> BTreeSet<&'a str> {
            list.iter().filter_map(|record| record.id()).collect()
        };
        of(old).symmetric_difference(&of(new)).copied().collect()
    }
    let mut changed = ids(old.sources(), meant.sources());
    changed.extend(ids(old.entities(), meant.entities()));
    if changed.is_empty() {
        return true;
    }
    let mut claims = meant.events().iter().flat_map(|event| &event.claims);
    !claims.any(|claim| changed.contains(claim.speaker.as_str()))
}

fn cannot_spell() -> Box<Diagnostic> {
    let message = "this cannot be written into the file without touching what stands around it";
    Diagnostic::error("cannot-spell", message)
        .hint("mend what `annals check` tells of the file, then try again")
        .into()
}

/// Whether something is wrong, wherever it is, that was not wrong before.
fn has_new_problems(before: &Loaded, after: &Loaded) -> bool {
    let count = |loaded: &Loaded, code| {
        let all = loaded.diagnostics.iter();
        all.filter(|it| it.code == code).count()
    };
    let mut codes: Vec<_> = after.diagnostics.iter().map(|it| it.code).collect();
    codes.dedup();
    codes
        .into_iter()
        .any(|code| count(after, code) > count(before, code))
}

pub(super) fn is_same(one: &Project, other: &Project) -> bool {
    one.title == other.title
        && one.about == other.about
        && are_same(one.kinds(), other.kinds())
        && are_same(one.sources(), other.sources())
        && are_same(one.entities(), other.entities())
        && are_same(one.events(), other.events())
        && are_same(&one.relations, &other.relations)
        && are_same(&one.dismissed, &other.dismissed)
}

/// Records that are written alike are the same to a file.
fn are_same<T: Written + PartialEq>(one: &[Arc<T>], other: &[Arc<T>]) -> bool {
    let spelt = |record: &T| {
        let mut spelt = String::new();
        record.write(&mut spelt, Layout::OneLine);
        spelt
    };
    let mut pairs = one.iter().zip(other);
    one.len() == other.len()
        && pairs.all(|(one, other)| {
            Arc::ptr_eq(one, other) || one == other || spelt(one) == spelt(other)
        })
}
