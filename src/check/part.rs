//! A part of a project, for checks that look at one event after the other: all of these look at some
//! events before the next are fetched from memory, which costs more than the looking.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::model::{Dismissed, Entity, Event, Kind, Project, Relation, Source};

/// Some of the events; with the first of them, all other records.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    pub project: &'a Project,
    pub events: &'a [Arc<Event>],
    is_first: bool,
}

/// So many events stay in a core's own cache.
const EVENTS_AT_ONCE: usize = 512;

impl<'a> Part<'a> {
    pub(super) fn whole(project: &'a Project) -> Self {
        Self {
            project,
            events: project.events(),
            is_first: true,
        }
    }

    /// The parts of a project; at least one.
    pub(super) fn all(project: &'a Project) -> Vec<Self> {
        let parts = project.events().chunks(EVENTS_AT_ONCE);
        let parts = parts.enumerate().map(|(position, events)| Self {
            project,
            events,
            is_first: position == 0,
        });
        let parts: Vec<_> = parts.collect();
        if parts.is_empty() {
            return vec![Self::whole(project)];
        }
        parts
    }

    fn if_first<T>(&self, records: &'a [T]) -> &'a [T] {
        if self.is_first { records } else { &[] }
    }

    pub(super) fn kinds(&self) -> &'a [Arc<Kind>] {
        self.if_first(self.project.kinds())
    }

    pub(super) fn sources(&self) -> &'a [Arc<Source>] {
        self.if_first(self.project.sources())
    }

    pub(super) fn entities(&self) -> &'a [Arc<Entity>] {
        self.if_first(self.project.entities())
    }

    pub(super) fn relations(&self) -> &'a [Arc<Relation>] {
        self.if_first(&self.project.relations)
    }

    pub(super) fn dismissed(&self) -> &'a [Arc<Dismissed>] {
        self.if_first(&self.project.dismissed)
    }
}

/// What a check finds. A check that goes through a project more than once tells of its second round
/// after all of the first, whatever the parts.
#[derive(Debug, Default)]
pub(super) struct Found {
    round: u8,
    found: Vec<(u8, Diagnostic)>,
}

impl Found {
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push((self.round, diagnostic));
    }

    /// From here on it is another round; to be said in every part.
    pub(super) fn next_round(&mut self) {
        self.round += 1;
    }

    /// What was found in the parts, in the order of rounds, and within them of parts.
    pub(super) fn joined(parts: impl IntoIterator<Item = Self>) -> Vec<Diagnostic> {
        let mut found: Vec<_> = parts.into_iter().flat_map(|part| part.found).collect();
        found.sort_by_key(|(round, _)| *round);
        found
            .into_iter()
            .map(|(_, diagnostic)| diagnostic)
            .collect()
    }
}
