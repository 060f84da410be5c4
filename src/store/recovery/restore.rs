//! From what was recovered to the project as it was edited: exactly, if the file is the one that was
//! edited; else as two projects that differ in what the person did, for a merge with what the file is now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Field, Part, Recovered};
use crate::diag::Diagnostic;
use crate::model::{Difference, Hunk, Lists, Project};
use crate::store::content::Content;
use crate::store::convert::{Known, Names};
use crate::store::loaded::Loaded;
use crate::store::reads::{Readable, Reads};
use crate::store::records::Record;
use crate::store::schema::parse;
use crate::store::write;

/// A project with the edits that were recovered.
#[derive(Debug)]
pub struct Restored {
    pub project: Project,
    /// Records that could not be read, as they are spelt: to be shown, so that nothing is lost.
    pub unreadable: Vec<String>,
}

/// What the person did, on top of a file that has changed meanwhile: what both have in common is as it is
/// in that file.
#[derive(Debug)]
pub struct Sides {
    /// With what was edited as it was before.
    pub base: Project,
    /// With what was edited as it is.
    pub ours: Project,
    /// See [`Restored::unreadable`].
    pub unreadable: Vec<String>,
}

impl Recovered {
    /// Whether the file is the one that was edited.
    pub fn is_of(&self, loaded: &Loaded) -> bool {
        Content::of_loaded(loaded) == self.base
    }

    /// The project as it was edited.
    ///
    /// # Errors
    /// If the file is not the one that was edited: see [`sides`](Self::sides).
    pub fn apply(&self, loaded: &Loaded) -> Result<Restored, Box<Diagnostic>> {
        let (difference, unreadable) = self.read_difference(loaded)?;
        let applied = difference.apply(&loaded.project);
        let (project, _back) = applied.map_err(|_misfit| changed_since())?;
        Ok(Restored {
            project,
            unreadable,
        })
    }

    /// The same as the difference to what is saved.
    ///
    /// # Errors
    /// As of [`apply`](Self::apply).
    pub fn difference(&self, loaded: &Loaded) -> Result<Difference, Box<Diagnostic>> {
        self.read_difference(loaded)
            .map(|(difference, _)| difference)
    }

    fn read_difference(
        &self,
        loaded: &Loaded,
    ) -> Result<(Difference, Vec<String>), Box<Diagnostic>> {
        if !self.is_of(loaded) {
            return Err(changed_since());
        }
        let mut reader = Reader::default();
        let mut difference = Difference {
            title: self.title(New),
            about: self.about(New),
            kinds: reader.hunks(self, &Known::default()),
            sources: reader.hunks(self, &Known::default()),
            entities: reader.hunks(self, &Known::default()),
            ..Difference::default()
        };
        // Who speaks in a claim, an entity or a source, is told by what there is of both.
        let named = difference.apply(&loaded.project);
        let (named, _back) = named.map_err(|_misfit| changed_since())?;
        let known = known(&named);
        difference.events = reader.hunks(self, &known);
        difference.relations = reader.hunks(self, &known);
        difference.dismissed = reader.hunks(self, &known);
        Ok((difference, reader.unreadable))
    }

    /// What the person did, for a merge with a file that has changed since: `base`, `ours`, and the
    /// project that was loaded are the three sides of it. Right for a file that has not changed, too.
    pub fn sides(&self, loaded: &Loaded) -> Sides {
        let theirs = &loaded.project;
        let mut reader = Reader::default();
        let none = (&Known::default(), &Known::default());
        let kinds = reader.sides(self, theirs.kinds(), none, |it| it.id.to_string());
        let sources = reader.sides(self, theirs.sources(), none, |it| it.id.to_string());
        let entities = reader.sides(self, theirs.entities(), none, |it| it.id.to_string());
        let known =
            [(&entities.0, &sources.0), (&entities.1, &sources.1)].map(|(entities, sources)| {
                Known::new(
                    entities.iter().map(|it| &**it),
                    sources.iter().map(|it| &**it),
                )
            });
        let [old, new] = &known;
        let events = reader.sides(self, theirs.events(), (old, new), |it| it.id.to_string());
        // What has no id is told by what it says.
        let relations = reader.sides(self, &theirs.relations, (old, new), |it| {
            let mut spelt = String::new();
            write::relation(&mut spelt, it);
            spelt
        });
        let dismissed = reader.sides(self, &theirs.dismissed, (old, new), write::dismissed);
        let project = |side: Side, lists: Lists| {
            let title = self.title(side).unwrap_or_else(|| theirs.title.clone());
            let about = self.about(side).unwrap_or_else(|| theirs.about.clone());
            Project::of(title, about, lists, Some(theirs)).0
        };
        Sides {
            base: project(
                Old,
                Lists {
                    kinds: kinds.0,
                    sources: sources.0,
                    entities: entities.0,
                    events: events.0,
                    relations: relations.0,
                    dismissed: dismissed.0,
                    event_hashes: Vec::new(),
                },
            ),
            ours: project(
                New,
                Lists {
                    kinds: kinds.1,
                    sources: sources.1,
                    entities: entities.1,
                    events: events.1,
                    relations: relations.1,
                    dismissed: dismissed.1,
                    event_hashes: Vec::new(),
                },
            ),
            unreadable: reader.unreadable,
        }
    }

    fn of(&self, field: Field) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.field == field)
    }

    fn title(&self, side: Side) -> Option<String> {
        let part = self.of(Field::Title).next()?;
        parse(side.of(part).first()?).ok()
    }

    fn about(&self, side: Side) -> Option<Vec<String>> {
        let part = self.of(Field::About).next()?;
        let lines = side.of(part).iter();
        lines.map(|line| parse(line).ok()).collect()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Old,
    New,
}
use Side::{New, Old};

impl Side {
    fn of(self, part: &Part) -> &[String] {
        match self {
            Old => &part.old,
            New => &part.new,
        }
    }
}

fn changed_since() -> Box<Diagnostic> {
    let message = "the file was changed since these edits were made";
    Diagnostic::error("changed-on-disk", message)
        .hint("merge them with what it is now")
        .into()
}

fn known(project: &Project) -> Known {
    let entities = project.entities().iter().map(|it| &**it);
    Known::new(entities, project.sources().iter().map(|it| &**it))
}

/// Reads records, and keeps what it could not.
#[derive(Debug, Default)]
struct Reader {
    unreadable: Vec<String>,
}

/// A list as it was, and as it is.
type Both<T> = (Vec<Arc<T>>, Vec<Arc<T>>);

impl Reader {
    fn records<T: Readable>(&mut self, spelt: &[String], known: &Known) -> Vec<Arc<T>> {
        let names = Names::new(known);
        let mut records = Vec::with_capacity(spelt.len());
        for text in spelt {
            let mut reads = Reads::<T>::default();
            let record = Record {
                list: T::LIST,
                range: 0..text.len(),
                fault: None,
            };
            reads.read(text, &record, &names);
            match reads.records.as_slice() {
                [record] => records.push(Arc::clone(record)),
                _ => self.unreadable.push(text.clone()),
            }
        }
        records
    }

    fn hunks<T: Readable>(&mut self, recovered: &Recovered, known: &Known) -> Vec<Hunk<T>> {
        let parts = recovered.of(Field::List(T::LIST));
        let hunks = parts.map(|part| Hunk {
            at: part.at,
            removed: part.old.len(),
            put: self.records(&part.new, known),
        });
        hunks.collect()
    }

    fn sides<T: Readable>(
        &mut self,
        recovered: &Recovered,
        theirs: &[Arc<T>],
        known: (&Known, &Known),
        key: impl Fn(&T) -> String,
    ) -> Both<T> {
        let mut edited = Edited::default();
        for part in recovered.of(Field::List(T::LIST)) {
            for old in self.records(&part.old, known.0) {
                edited.old.insert(key(&old), (part.at, old));
            }
            for new in self.records(&part.new, known.1) {
                edited.new.insert(key(&new), (part.at, new));
            }
        }
        let base = replaced(theirs, &edited.old, &edited.new, &key);
        let ours = replaced(&base, &edited.new, &edited.old, &key);
        (base, ours)
    }
}

/// The records of a list that were edited, each with the position of its stretch.
struct Edited<T> {
    old: BTreeMap<String, (usize, Arc<T>)>,
    new: BTreeMap<String, (usize, Arc<T>)>,
}

impl<T> Default for Edited<T> {
    fn default() -> Self {
        Self {
            old: BTreeMap::new(),
            new: BTreeMap::new(),
        }
    }
}

/// `list` with these records: in the place of those of the same key, or else at the position they had.
/// Those that are only among the `others` are taken out.
fn replaced<T>(
    list: &[Arc<T>],
    put: &BTreeMap<String, (usize, Arc<T>)>,
    others: &BTreeMap<String, (usize, Arc<T>)>,
    key: impl Fn(&T) -> String,
) -> Vec<Arc<T>> {
    if put.is_empty() && others.is_empty() {
        return list.to_vec();
    }
    let keys: Vec<String> = list.iter().map(|it| key(it)).collect();
    let there: BTreeSet<&String> = keys.iter().collect();
    let added = put.iter().filter(|(key, _)| !there.contains(key));
    let mut added: Vec<_> = added.map(|(_, added)| added).collect();
    added.sort_by_key(|(at, _)| *at);
    let mut added = added.into_iter().peekable();
    let mut result = Vec::with_capacity(list.len() + added.len());
    for (key, record) in keys.iter().zip(list) {
        while let Some((_, record)) = added.next_if(|(at, _)| *at <= result.len()) {
            result.push(Arc::clone(record));
        }
        match (put.get(key), others.contains_key(key)) {
            (Some((_, record)), _) => result.push(Arc::clone(record)),
            (None, true) => {}
            (None, false) => result.push(Arc::clone(record)),
        }
    }
    result.extend(added.map(|(_, record)| Arc::clone(record)));
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_put_where_they_stood() {
        let record = |text: &str| Arc::new(text.to_owned());
        let edited = |records: &[(usize, &str)]| {
            let records = records.iter();
            let keyed = records.map(|(at, text)| (text[..1].to_owned(), (*at, record(text))));
            keyed.collect::<BTreeMap<_, _>>()
        };
        let list = ["a", "b", "c", "d"].map(record);
        let old = edited(&[(1, "b"), (3, "d")]);
        let new = edited(&[(1, "b2"), (1, "x"), (9, "y")]);
        let key = |text: &String| text[..1].to_owned();
        let result = replaced(&list, &new, &old, key);
        let texts: Vec<&str> = result.iter().map(|it| it.as_str()).collect();
        assert_eq!(texts, ["a", "x", "b2", "c", "y"]);
    }
}
