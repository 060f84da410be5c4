//! What was edited and is not saved yet, in `.NAME.ron.recovery` beside the project: for every record that
//! differs from the saved version, how it was spelt and how it is. Text that people can read; each part is
//! told by its length and a checksum, so that of a damaged file the undamaged beginning is used and nothing
//! else.
//!
//! ```text
//! annals-recovery 1
//! 171 8c1f0a…                       length and checksum of what follows
//! base 41c0f2…                      the file that was edited, by its content
//! …
//! 96 77ab01…
//! events 17                         in this list, from this position on:
//! - Event(id: "call", …)            what was there, one record a line,
//! + Event(id: "call", …)            and what is there instead
//! ```

mod frames;
mod restore;
#[cfg(test)]
mod tests;

use std::io::{self, ErrorKind, Read as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use super::content::Content;
use super::fs::{Fs, Real};
use super::open::MAX_FILE_LEN;
use super::records::List;
use super::save::{Refused, Saved, cannot_save, write_whole_on};
use super::write::{self, Layout};
use super::{backups, beside, process, stamp};
use crate::diag::{Diagnostic, printable};
use crate::model::{Difference, Hunk, Project};
use frames::{Frames, frame};
pub use restore::{Restored, Sides};

/// The first line of the file: what it is, and how it is spelt.
const MAGIC: &str = "annals-recovery 1\n";

/// What was found beside a project: edits that were not saved.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// The file that was edited.
    pub base: Content,
    /// When this was written.
    pub time: SystemTime,
    /// How many records, and other parts of the project, differ, of those that can be read.
    pub n_changes: usize,
    /// Whether all of it can be read.
    pub is_whole: bool,
    session: String,
    parts: Vec<Part>,
}

/// A stretch that is replaced, as it is spelt.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    field: Field,
    /// The position in the old list.
    at: usize,
    old: Vec<String>,
    new: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    About,
    List(List),
}

impl Field {
    fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::About => "about",
            Self::List(list) => list.field(),
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        match name {
            "title" => Some(Self::Title),
            "about" => Some(Self::About),
            _ => List::from_field(name).map(Self::List),
        }
    }
}

/// Keeps what differs between the saved project and the one that is edited `now`; if nothing does, nothing
/// is kept. `base` is the content of the project's file, from which `saved` was read. What another run of
/// the program left there and nobody decided about goes to the backups first. Not for the thread that
/// draws.
///
/// # Errors
/// If it cannot be written; then the person must be told that their edits are not protected.
pub fn write(
    project: &Path,
    base: Content,
    saved: &Project,
    now: &Project,
) -> Result<Saved, Refused> {
    let target = beside::real_path(&Real, project);
    write_on(&Real, &target, base, (saved, now))
}

fn write_on(
    fs: &dyn Fs,
    project: &Path,
    base: Content,
    (saved, now): (&Project, &Project),
) -> Result<Saved, Refused> {
    let path = path(project);
    let parts = parts(saved, &Difference::between(saved, now));
    let is_others = leftover(fs, &path).map_err(|error| cannot_save(&path, &error))?;
    if is_others {
        let kept = backups::keep_recovery(fs, &path, project, SystemTime::now());
        kept.map_err(|error| cannot_save(&path, &error))?;
    }
    if parts.is_empty() {
        remove(fs, &path).map_err(|error| cannot_save(&path, &error))?;
        return Ok(Saved::default());
    }
    write_whole_on(fs, &path, text(base, &parts).as_bytes())
}

/// What was not saved, if there is anything.
///
/// # Errors
/// If there is something that cannot be read at all.
pub fn read(project: &Path) -> Result<Option<Recovered>, Box<Diagnostic>> {
    let path = path(&beside::real_path(&Real, project));
    let bytes = match bytes(&Real, &path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(&path, &error.to_string())),
        Ok(bytes) => bytes,
    };
    match recovered(&bytes) {
        Some(recovered) => Ok(Some(recovered)),
        None => Err(unreadable(&path, "its beginning is damaged")),
    }
}

/// All was saved: nothing is to be recovered any more.
///
/// # Errors
/// If it cannot be taken away; it does no harm then, as it names the file that it belongs to.
pub fn clear(project: &Path) -> io::Result<()> {
    remove(&Real, &path(&beside::real_path(&Real, project)))
}

/// Nobody wants it; it stays among the backups for thirty days. Tells where.
///
/// # Errors
/// If it cannot be moved.
pub fn discard(project: &Path) -> io::Result<PathBuf> {
    let target = beside::real_path(&Real, project);
    let kept = backups::keep_recovery(&Real, &path(&target), &target, SystemTime::now())?;
    backups::sync(&Real, &target)?;
    Ok(kept)
}

pub(super) fn path(target: &Path) -> PathBuf {
    beside::hidden(target, ".recovery")
}

fn remove(fs: &dyn Fs, path: &Path) -> io::Result<()> {
    match fs.remove(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

fn bytes(fs: &dyn Fs, path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = fs.open(path)?;
    file.take(MAX_FILE_LEN).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether another run of the program wrote it.
fn leftover(fs: &dyn Fs, path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    match fs.open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
        Ok(file) => file.take(MAX_HEAD_LEN).read_to_end(&mut head)?,
    };
    Ok(recovered(&head).is_none_or(|it| it.session != session()))
}

/// More than the header takes.
const MAX_HEAD_LEN: u64 = 1024;

/// This run of the program.
fn session() -> &'static str {
    static SESSION: OnceLock<String> = OnceLock::new();
    SESSION.get_or_init(|| {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let start = since.unwrap_or_default().as_nanos();
        format!("{}-{start:x}", process::own_id())
    })
}

fn unreadable(path: &Path, why: &str) -> Box<Diagnostic> {
    let shown = printable(&path.display().to_string());
    let message = format!("what was not saved cannot be recovered from {shown}: {why}");
    Diagnostic::error("recovery-unreadable", message)
        .hint("it is plain text: look into it before you discard it")
        .into()
}

// --- from a difference to text ------------------------------------------------------------------------

fn parts(saved: &Project, difference: &Difference) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(title) = &difference.title {
        parts.push(Part {
            field: Field::Title,
            at: 0,
            old: vec![string(&saved.title)],
            new: vec![string(title)],
        });
    }
    if let Some(about) = &difference.about {
        parts.push(Part {
            field: Field::About,
            at: 0,
            old: saved.about.iter().map(|it| string(it)).collect(),
            new: about.iter().map(|it| string(it)).collect(),
        });
    }
    let mut put = Parts(&mut parts);
    put.of(List::Kinds, (saved.kinds(), &difference.kinds), write::kind);
    let line = Layout::OneLine;
    put.of(
        List::Sources,
        (saved.sources(), &difference.sources),
        |out, it| {
            write::source(out, it, line);
        },
    );
    put.of(
        List::Entities,
        (saved.entities(), &difference.entities),
        |out, it| {
            write::entity(out, it, line);
        },
    );
    put.of(
        List::Events,
        (saved.events(), &difference.events),
        |out, it| {
            write::event(out, it, line);
        },
    );
    put.of(
        List::Relations,
        (&saved.relations, &difference.relations),
        write::relation,
    );
    put.of(
        List::Dismissed,
        (&saved.dismissed, &difference.dismissed),
        |out, it| out.push_str(&write::dismissed(it)),
    );
    parts
}

fn string(said: &str) -> String {
    let mut spelt = String::new();
    write::text(&mut spelt, said);
    spelt
}

struct Parts<'a>(&'a mut Vec<Part>);

impl Parts<'_> {
    fn of<T>(
        &mut self,
        list: List,
        (saved, hunks): (&[Arc<T>], &[Hunk<T>]),
        spell: impl Fn(&mut String, &T),
    ) {
        let text = |record: &Arc<T>| {
            let mut text = String::new();
            spell(&mut text, record);
            text
        };
        for hunk in hunks {
            let removed: Range<usize> = hunk.at..hunk.at.saturating_add(hunk.removed);
            let old = saved.get(removed).unwrap_or_default();
            self.0.push(Part {
                field: Field::List(list),
                at: hunk.at,
                old: old.iter().map(text).collect(),
                new: hunk.put.iter().map(text).collect(),
            });
        }
    }
}

fn text(base: Content, parts: &[Part]) -> String {
    let mut text = String::from(MAGIC);
    let seconds = stamp::seconds(SystemTime::now());
    let (session, count) = (session(), parts.len());
    let header = format!("base {base}\nsession {session}\ntime {seconds}\nparts {count}");
    frame(&mut text, &header);
    for part in parts {
        let mut payload = format!("{} {}", part.field.name(), part.at);
        for (sign, records) in [("\n- ", &part.old), ("\n+ ", &part.new)] {
            for record in records {
                payload.push_str(sign);
                payload.push_str(record);
            }
        }
        frame(&mut text, &payload);
    }
    text
}

// --- and back -----------------------------------------------------------------------------------------

fn recovered(bytes: &[u8]) -> Option<Recovered> {
    let mut frames = Frames::new(bytes.strip_prefix(MAGIC.as_bytes())?);
    let header = frames.next()?;
    let said = |name: &str| {
        let mut lines = header.lines().filter_map(|line| line.split_once(' '));
        lines.find(|(key, _)| *key == name).map(|(_, value)| value)
    };
    let n_parts: usize = said("parts")?.parse().ok()?;
    // One that cannot be understood ends it, as a damaged one does.
    let parts: Vec<Part> = frames.map_while(part).collect();
    let n_changes = parts.iter().map(|it| it.old.len().max(it.new.len()));
    Some(Recovered {
        base: Content::parse(said("base")?)?,
        time: stamp::time(said("time")?.parse().ok()?),
        n_changes: n_changes.sum(),
        is_whole: parts.len() == n_parts,
        session: said("session")?.to_owned(),
        parts,
    })
}

fn part(payload: &str) -> Option<Part> {
    let mut lines = payload.split('\n');
    let (name, at) = lines.next()?.split_once(' ')?;
    let mut part = Part {
        field: Field::from_name(name)?,
        at: at.parse().ok()?,
        old: Vec::new(),
        new: Vec::new(),
    };
    for line in lines {
        match line.split_at_checked(2)? {
            ("- ", record) => part.old.push(record.to_owned()),
            ("+ ", record) => part.new.push(record.to_owned()),
            _ => return None,
        }
    }
    Some(part)
}
