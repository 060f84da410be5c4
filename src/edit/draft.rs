//! A project while it is being changed: which records of which lists become what. Ends as one edit;
//! costs what was touched, not what the project holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Edit;
use crate::model::{Difference, Dismissed, Entity, Event, Hunk, Kind, Project, Relation, Source};

#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub project: &'a Project,
    pub title: Option<String>,
    pub about: Option<Vec<String>>,
    pub kinds: Changes<'a, Kind>,
    pub sources: Changes<'a, Source>,
    pub entities: Changes<'a, Entity>,
    pub events: Changes<'a, Event>,
    pub relations: Changes<'a, Relation>,
    pub dismissed: Changes<'a, Dismissed>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(project: &'a Project) -> Self {
        Self {
            project,
            title: None,
            about: None,
            kinds: Changes::new(project.kinds()),
            sources: Changes::new(project.sources()),
            entities: Changes::new(project.entities()),
            events: Changes::new(project.events()),
            relations: Changes::new(&project.relations),
            dismissed: Changes::new(&project.dismissed),
        }
    }

    pub(super) fn edit(self, name: impl Into<String>) -> Edit {
        let Self { project, .. } = self;
        let difference = Difference {
            title: self.title.filter(|title| *title != project.title),
            about: self.about.filter(|about| *about != project.about),
            kinds: self.kinds.hunks(),
            sources: self.sources.hunks(),
            entities: self.entities.hunks(),
            events: self.events.hunks(),
            relations: self.relations.hunks(),
            dismissed: self.dismissed.hunks(),
        };
        Edit::of(name, difference)
    }
}

/// What becomes of the records of a list. Positions are those in the list as it was.
#[derive(Debug)]
pub(super) struct Changes<'a, T> {
    old: &'a [Arc<T>],
    /// What stands in the place of a record; `None`: nothing.
    instead: BTreeMap<usize, Option<Arc<T>>>,
    /// What is put before a record; at the length of the list: last.
    before: BTreeMap<usize, Vec<Arc<T>>>,
}

impl<'a, T: PartialEq> Changes<'a, T> {
    fn new(old: &'a [Arc<T>]) -> Self {
        Self {
            old,
            instead: BTreeMap::new(),
            before: BTreeMap::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.old.len()
    }

    /// The record at this position as it is now; `None` if it was taken out.
    pub(super) fn get(&self, at: usize) -> Option<&Arc<T>> {
        match self.instead.get(&at) {
            Some(instead) => instead.as_ref(),
            None => self.old.get(at),
        }
    }

    /// Those that were there before and still are.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Arc<T>)> {
        (0..self.old.len()).filter_map(|at| Some((at, self.get(at)?)))
    }

    pub(super) fn set(&mut self, at: usize, record: T) {
        match self.old.get(at) {
            Some(old) if **old == record => {
                self.instead.remove(&at);
            }
            Some(_) => {
                self.instead.insert(at, Some(Arc::new(record)));
            }
            None => {}
        }
    }

    pub(super) fn take_out(&mut self, at: usize) {
        if at < self.old.len() {
            self.instead.insert(at, None);
        }
    }

    /// Behind what was put there already.
    pub(super) fn put_before(&mut self, at: usize, record: T) {
        let at = at.min(self.old.len());
        self.before.entry(at).or_default().push(Arc::new(record));
    }

    pub(super) fn put_last(&mut self, record: T) {
        self.put_before(self.old.len(), record);
    }

    /// In order, without two that touch.
    fn hunks(self) -> Vec<Hunk<T>> {
        let mut hunks: Vec<Hunk<T>> = Vec::new();
        let Self {
            mut before,
            mut instead,
            ..
        } = self;
        let places: BTreeSet<usize> = before.keys().chain(instead.keys()).copied().collect();
        for at in places {
            let before = before.remove(&at).unwrap_or_default();
            let instead = instead.remove(&at);
            let removed = usize::from(instead.is_some());
            let put = before.into_iter().chain(instead.flatten());
            match hunks.last_mut().filter(|last| last.at + last.removed == at) {
                Some(last) => {
                    last.put.extend(put);
                    last.removed += removed;
                }
                None => hunks.push(Hunk {
                    at,
                    removed,
                    put: put.collect(),
                }),
            }
        }
        hunks
    }
}
