//! Which lanes each thing on an axis belongs to, sorted into lanes. By position where the project has a
//! record; an id that it has none of is a lane of its own.

use rayon::prelude::*;

use crate::model::{EntityId, Event, KindId, Project, SourceId};

use super::columns::Columns;
use super::lanes::{LaneBy, LaneKey};

/// Places to a piece of work.
const CHUNK: usize = 8_192;

/// The places of an axis, lane by lane.
pub(super) struct Sorted {
    /// One for each lane that anything stands in.
    pub(super) keys: Vec<LaneKey>,
    /// Where each lane's part of `places` begins; one more for the end.
    pub(super) offsets: Vec<u32>,
    /// Ascending in each lane.
    pub(super) places: Vec<u32>,
}

/// The number of a lane: that of a record, of the lane of nothing, or of an id without record.
type Number = u32;

/// What stands in which lane, in the order of the places.
#[derive(Default)]
struct Found {
    standing: Vec<(Number, u32)>,
    /// What belongs to an id that the project has no record of.
    strange: Vec<(LaneKey, u32)>,
}

impl Sorted {
    pub(super) fn new(project: &Project, by: LaneBy, columns: &Columns) -> Self {
        let sorter = Sorter { project, by };
        let starts = (0..columns.len()).into_par_iter().step_by(CHUNK);
        let found: Vec<Found> = starts
            .map(|start| sorter.lanes_of(columns, start..(start + CHUNK).min(columns.len())))
            .collect();
        let mut strange: Vec<&LaneKey> = found
            .iter()
            .flat_map(|found| found.strange.iter().map(|(key, _)| key))
            .collect();
        strange.sort();
        strange.dedup();
        let none = sorter.n_records();
        let number_of = |key: &LaneKey| none + 1 + strange.partition_point(|other| *other < key);
        let standing: Vec<(Number, u32)> = found
            .iter()
            .flat_map(|found| {
                let strange = found.strange.iter();
                let strange =
                    strange.map(|(key, place)| (super::columns::small(number_of(key)), *place));
                found.standing.iter().copied().chain(strange)
            })
            .collect();
        let n_numbers = none + 1 + strange.len();
        let key_of = |number: usize| match number.checked_sub(none + 1) {
            Some(at) => strange.get(at).map_or(LaneKey::None, |key| (*key).clone()),
            None => sorter.key(number),
        };
        counted(&standing, n_numbers, key_of)
    }
}

/// A stable sort by counting; numbers that nothing has are left out.
fn counted(
    standing: &[(Number, u32)],
    n_numbers: usize,
    key_of: impl Fn(usize) -> LaneKey,
) -> Sorted {
    let mut counts = vec![0_u32; n_numbers];
    for (number, _) in standing {
        if let Some(count) = counts.get_mut(*number as usize) {
            *count += 1;
        }
    }
    let (mut keys, mut offsets) = (Vec::new(), vec![0_u32]);
    let mut next = vec![0_u32; n_numbers];
    let mut sum = 0;
    for (number, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        keys.push(key_of(number));
        if let Some(next) = next.get_mut(number) {
            *next = sum;
        }
        sum += count;
        offsets.push(sum);
    }
    let mut places = vec![0_u32; standing.len()];
    for (number, place) in standing {
        let Some(at) = next.get_mut(*number as usize) else {
            continue;
        };
        if let Some(slot) = places.get_mut(*at as usize) {
            *slot = *place;
        }
        *at += 1;
    }
    Sorted {
        keys,
        offsets,
        places,
    }
}

struct Sorter<'a> {
    project: &'a Project,
    by: LaneBy,
}

impl Sorter<'_> {
    fn n_records(&self) -> usize {
        match self.by {
            LaneBy::Kind => self.project.kinds().len(),
            LaneBy::Entity | LaneBy::Place => self.project.entities().len(),
            LaneBy::Source => self.project.sources().len(),
        }
    }

    /// The lane of a record, or that of nothing.
    fn key(&self, number: usize) -> LaneKey {
        let project = self.project;
        let key = match self.by {
            LaneBy::Kind => {
                let kind = project.kinds().get(number);
                kind.map(|kind| LaneKey::Kind(kind.id.clone()))
            }
            LaneBy::Entity => {
                let entity = project.entities().get(number);
                entity.map(|entity| LaneKey::Entity(entity.id.clone()))
            }
            LaneBy::Place => {
                let entity = project.entities().get(number);
                entity.map(|entity| LaneKey::Place(entity.id.clone()))
            }
            LaneBy::Source => {
                let source = project.sources().get(number);
                source.map(|source| LaneKey::Source(source.id.clone()))
            }
        };
        key.unwrap_or(LaneKey::None)
    }

    fn lanes_of(&self, columns: &Columns, places: std::ops::Range<usize>) -> Found {
        let mut found = Found::default();
        let none = super::columns::small(self.n_records());
        let (mut known, mut strange) = (Vec::new(), Vec::new());
        for place in places {
            let Some(event) = self.project.events().get(columns.event(place)) else {
                continue;
            };
            self.numbers(event, columns.source(place), &mut known, &mut strange);
            // Each lane once.
            known.sort_unstable();
            known.dedup();
            strange.sort();
            strange.dedup();
            let place = super::columns::small(place);
            if known.is_empty() && strange.is_empty() {
                known.push(none);
            }
            found
                .standing
                .extend(known.drain(..).map(|number| (number, place)));
            found
                .strange
                .extend(strange.drain(..).map(|key| (key, place)));
        }
        found
    }

    /// The lanes of one event where it stands for a source or for itself, repetitions included.
    fn numbers(
        &self,
        event: &Event,
        source: Option<usize>,
        known: &mut Vec<Number>,
        strange: &mut Vec<LaneKey>,
    ) {
        let project = self.project;
        let mut add = |position: Option<usize>, key: &dyn Fn() -> LaneKey| match position {
            Some(position) => known.push(super::columns::small(position)),
            None => strange.push(key()),
        };
        match self.by {
            LaneBy::Kind => {
                let kind: &KindId = &event.kind;
                add(project.kind_position(kind), &|| LaneKey::Kind(kind.clone()));
            }
            LaneBy::Entity => {
                for id in event.entities() {
                    add(project.entity_position(id), &|| LaneKey::Entity(id.clone()));
                }
            }
            LaneBy::Place => {
                if let Some(id) = &event.place {
                    let id: &EntityId = id;
                    add(project.entity_position(id), &|| LaneKey::Place(id.clone()));
                }
            }
            // What stands there for a source stands in that source's lane alone.
            LaneBy::Source if source.is_some() => known.extend(source.map(super::columns::small)),
            LaneBy::Source => {
                for citation in event.citations() {
                    let id: &SourceId = &citation.source;
                    add(project.source_position(id), &|| LaneKey::Source(id.clone()));
                }
            }
        }
    }
}
