//! The conflicts of a whole project. Each follows from one event and from which places lie in which.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Conflict, Field, Places, conflicts};
use crate::model::{Bounds, Event, Project, Reading, Value, When};

/// The conflicts of every event that has some, by its position.
#[derive(Clone, Debug, Default)]
pub struct Conflicts {
    places: Places,
    by_event: BTreeMap<usize, Vec<Conflict>>,
    /// Of events whose time is in dispute: all days that it or some account of it allows.
    disputed_times: BTreeMap<usize, When>,
}

impl Conflicts {
    pub fn new(project: &Project) -> Self {
        let places = Places::new(project);
        let events = project.events().par_iter().enumerate();
        let found = events.filter_map(|(position, event)| {
            let found = conflicts(&places, event);
            (!found.is_empty()).then_some((position, found))
        });
        let found: Vec<_> = found.collect();
        let mut conflicts = Self {
            places,
            ..Self::default()
        };
        for (position, found) in found {
            conflicts.put(project, position, found);
        }
        conflicts
    }

    /// The events at these positions were edited in place.
    pub fn update(&mut self, project: &Project, events: &[usize]) {
        for &position in events {
            let Some(event) = project.events().get(position) else {
                continue;
            };
            let found = conflicts(&self.places, event);
            self.put(project, position, found);
        }
    }

    fn put(&mut self, project: &Project, position: usize, found: Vec<Conflict>) {
        let event = project.events().get(position);
        match event.and_then(|event| disputed_time(event, &found)) {
            Some(when) => self.disputed_times.insert(position, when),
            None => self.disputed_times.remove(&position),
        };
        if found.is_empty() {
            self.by_event.remove(&position);
        } else {
            self.by_event.insert(position, found);
        }
    }

    /// Where an event whose accounts disagree about its time can stand: on any day that its record or
    /// one of the accounts allows. `None`: its time is not in dispute.
    pub fn disputed_time(&self, event: usize) -> Option<&When> {
        self.disputed_times.get(&event)
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

fn disputed_time(event: &Event, conflicts: &[Conflict]) -> Option<When> {
    let conflict = conflicts.iter().find(|it| it.field == Field::When)?;
    let accounts = conflict.accounts.iter().map(|account| &account.value);
    let accounts = accounts.filter_map(|value| match value {
        Value::When(when) => when.bounds,
        Value::Number(_) | Value::Place(_) | Value::Role(_) => None,
    });
    let own = event.when.as_ref().and_then(|when| when.bounds);
    let bounds = accounts.chain(own).reduce(Bounds::union)?;
    let own = event.when.clone();
    Some(When {
        bounds: Some(bounds),
        reading: Reading::Within,
        ..own.unwrap_or_else(|| When::unresolved(None))
    })
}
