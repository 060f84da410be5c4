//! The conflicts of a whole project. Each follows from one event and from which places lie in which.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Conflict, Places, conflicts};
use crate::model::Project;

/// The conflicts of every event that has some, by its position.
#[derive(Clone, Debug, Default)]
pub struct Conflicts {
    places: Places,
    by_event: BTreeMap<usize, Vec<Conflict>>,
}

impl Conflicts {
    pub fn new(project: &Project) -> Self {
        let places = Places::new(project);
        let events = project.events().par_iter().enumerate();
        let found = events.filter_map(|(position, event)| {
            let found = conflicts(&places, event);
            (!found.is_empty()).then_some((position, found))
        });
        let by_event = found.collect();
        Self { places, by_event }
    }

    /// The events at these positions were edited in place.
    pub fn update(&mut self, project: &Project, events: &[usize]) {
        for &position in events {
            let Some(event) = project.events().get(position) else {
                continue;
            };
            let found = conflicts(&self.places, event);
            self.put(position, found);
        }
    }

    fn put(&mut self, position: usize, found: Vec<Conflict>) {
        if found.is_empty() {
            self.by_event.remove(&position);
        } else {
            self.by_event.insert(position, found);
        }
    }

    pub fn of(&self, event: usize) -> &[Conflict] {
        self.by_event.get(&event).map_or(&[], Vec::as_slice)
    }

    /// Whether accounts of the event disagree and none is adopted.
    pub fn is_open(&self, event: usize) -> bool {
        self.of(event).iter().any(Conflict::is_open)
    }

    /// Events with conflicts, ascending.
    pub fn events(&self) -> impl Iterator<Item = usize> {
        self.by_event.keys().copied()
    }
}
