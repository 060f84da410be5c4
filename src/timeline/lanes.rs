//! Which lanes there are, in which order, and what stands in each, as columns. Knows nothing of points and
//! of no filter: lanes are made once for a version of the project, an axis and a choice of lanes, and
//! [`Shown`](super::Shown) says what of them passes.

use std::ops::Range;

use crate::bits::Bits;
use crate::model::{Day, EntityId, KindId, Project, SourceId, When};

use super::columns::{Columns, small};
use super::intervals::{Interval, Intervals};
use super::sorting::Sorted;

/// What the lanes are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum LaneBy {
    #[default]
    Kind,
    Entity,
    Source,
    Place,
}

impl LaneBy {
    pub const ALL: [Self; 4] = [Self::Kind, Self::Entity, Self::Source, Self::Place];

    pub fn label(self) -> &'static str {
        match self {
            Self::Kind => "Kind",
            Self::Entity => "Entity",
            Self::Source => "Source",
            Self::Place => "Place",
        }
    }

    /// What to call the lane of the events that have none.
    fn none_label(self) -> &'static str {
        match self {
            Self::Kind => "No kind",
            Self::Entity => "No entity",
            Self::Source => "No source",
            Self::Place => "No place",
        }
    }

    /// Whether lanes come in the order of how much is shown in them.
    pub(super) fn is_by_count(self) -> bool {
        matches!(self, Self::Entity | Self::Place)
    }
}

/// What the events of a lane have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LaneKey {
    Kind(KindId),
    Entity(EntityId),
    Source(SourceId),
    Place(EntityId),
    /// Nothing: the events without entity, source or place.
    None,
}

/// One lane. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    pub key: LaneKey,
    pub label: String,
}

/// The lanes of all that stands on an axis, filtered or not. What stands in several lanes has a *slot* in
/// each: a position in columns that hold lane after lane, each in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    by: LaneBy,
    lanes: Vec<Lane>,
    /// The place of each lane in the order that does not depend on counts.
    ranks: Vec<u32>,
    /// Where each lane's slots begin; one more for the end.
    offsets: Vec<u32>,
    places: Vec<u32>,
    events: Vec<u32>,
    first_days: Vec<i32>,
    /// Where an event first stands in its lane; `None` if each does so once in a lane at most.
    firsts: Option<Bits>,
    /// The slots, ascending, and their events, of what is said to have always been: it begins
    /// nowhere.
    endless_slots: Vec<u32>,
    endless_events: Vec<u32>,
    intervals: Intervals,
}

impl Lanes {
    /// Of what stands on an axis. An event stands in every lane that it belongs to, and can do so several
    /// times.
    pub fn new(project: &Project, by: LaneBy, columns: &Columns) -> Self {
        let Sorted {
            keys,
            offsets,
            places,
        } = Sorted::new(project, by, columns);
        let lanes: Vec<Lane> = keys
            .into_iter()
            .map(|key| Lane {
                label: label(project, by, &key),
                key,
            })
            .collect();
        let ranks = ranks(project, &lanes);
        Self::of(by, (lanes, ranks), (offsets, places), columns)
    }

    /// One lane of all that stands on an axis, of no name.
    pub fn single(columns: &Columns) -> Self {
        let places: Vec<u32> = (0..columns.len()).map(small).collect();
        if places.is_empty() {
            return Self::default();
        }
        let lane = Lane {
            key: LaneKey::None,
            label: String::new(),
        };
        let offsets = vec![0, small(places.len())];
        Self::of(
            LaneBy::Kind,
            (vec![lane], vec![0]),
            (offsets, places),
            columns,
        )
    }

    fn of(
        by: LaneBy,
        (lanes, ranks): (Vec<Lane>, Vec<u32>),
        (offsets, places): (Vec<u32>, Vec<u32>),
        columns: &Columns,
    ) -> Self {
        let at = |place: &u32| *place as usize;
        let events: Vec<u32> = places
            .iter()
            .map(|place| small(columns.event(at(place))))
            .collect();
        let mut made = Self {
            by,
            ranks,
            first_days: places
                .iter()
                .map(|place| columns.first_day(at(place)))
                .collect(),
            firsts: columns
                .firsts()
                .map(|_| firsts(&offsets, &events, columns.n_events())),
            lanes,
            offsets,
            places,
            events,
            ..Self::default()
        };
        made.find_intervals(columns);
        made
    }

    fn find_intervals(&mut self, columns: &Columns) {
        let mut intervals = Vec::new();
        for lane in 0..self.lanes.len() {
            for slot in self.slots(lane) {
                let (from, to) = columns.reach(self.place(slot));
                let (Some(event), Ok(small)) = (self.events.get(slot), u32::try_from(slot)) else {
                    continue;
                };
                if from == i32::MIN {
                    self.endless_slots.push(small);
                    self.endless_events.push(*event);
                }
                if from < to {
                    intervals.push(Interval {
                        lane: u32::try_from(lane).unwrap_or(u32::MAX),
                        slot: small,
                        event: *event,
                        from,
                        to,
                    });
                }
            }
        }
        self.intervals = Intervals::new(self.lanes.len(), self.places.len(), intervals);
    }

    pub fn by(&self) -> LaneBy {
        self.by
    }

    /// All lanes, in no order to be seen.
    pub fn all(&self) -> &[Lane] {
        &self.lanes
    }

    pub fn lane(&self, lane: usize) -> Option<&Lane> {
        self.lanes.get(lane)
    }

    /// What stands in a lane, in the order of time.
    pub fn slots(&self, lane: usize) -> Range<usize> {
        let bound = |lane: usize| self.offsets.get(lane).map_or(0, |offset| *offset as usize);
        bound(lane)..bound(lane + 1)
    }

    /// A place in the columns of the axis.
    pub fn place(&self, slot: usize) -> usize {
        self.places
            .get(slot)
            .map_or(usize::MAX, |place| *place as usize)
    }

    pub fn event(&self, slot: usize) -> usize {
        self.events
            .get(slot)
            .map_or(usize::MAX, |event| *event as usize)
    }

    pub(super) fn rank(&self, lane: usize) -> u32 {
        self.ranks.get(lane).copied().unwrap_or(u32::MAX)
    }

    /// The first slot of a lane that begins on a day or later.
    pub(super) fn slot_from(&self, lane: usize, day: i32) -> usize {
        let Range { start, end } = self.slots(lane);
        let days = self.first_days.get(start..end).unwrap_or_default();
        start + days.partition_point(|first| *first < day)
    }

    /// The slot in which a place stands in a lane.
    pub(super) fn slot_of(&self, lane: usize, place: u32) -> Option<usize> {
        let Range { start, end } = self.slots(lane);
        // Places are in the order of time, and so are slots.
        let places = self.places.get(start..end)?;
        places.binary_search(&place).ok().map(|at| start + at)
    }

    pub(super) fn first_day(&self, slot: usize) -> i32 {
        self.first_days.get(slot).copied().unwrap_or_default()
    }

    pub(super) fn events_column(&self) -> &[u32] {
        &self.events
    }

    pub(super) fn firsts(&self) -> Option<&Bits> {
        self.firsts.as_ref()
    }

    pub(super) fn endless(&self) -> (&[u32], &[u32]) {
        (&self.endless_slots, &self.endless_events)
    }

    pub(super) fn intervals(&self) -> &Intervals {
        &self.intervals
    }

    /// Of the heap, labels left out.
    pub fn heap_bytes(&self) -> usize {
        let lists = [
            &self.ranks,
            &self.offsets,
            &self.places,
            &self.events,
            &self.endless_slots,
            &self.endless_events,
        ];
        lists.map(|list| size_of_val(&**list)).iter().sum::<usize>()
            + size_of_val(&*self.first_days)
            + self.firsts.as_ref().map_or(0, Bits::heap_bytes)
            + self.intervals.heap_bytes()
    }
}

/// Where an event first stands in its lane.
fn firsts(offsets: &[u32], events: &[u32], n_events: usize) -> Bits {
    // The number of the last lane in which an event was seen: quicker than a set for each lane.
    let mut seen_in = vec![0; n_events];
    let mut firsts = Bits::none(events.len());
    for (number, pair) in (1_u32..).zip(offsets.windows(2)) {
        let range = pair.first().zip(pair.last());
        let Some((start, end)) = range.map(|(start, end)| (*start as usize, *end as usize)) else {
            continue;
        };
        for slot in start..end {
            let event = events.get(slot).map_or(usize::MAX, |event| *event as usize);
            let seen = seen_in.get_mut(event);
            if seen.is_some_and(|seen| std::mem::replace(seen, number) != number) {
                firsts.insert(slot);
            }
        }
    }
    firsts
}

fn label(project: &Project, by: LaneBy, key: &LaneKey) -> String {
    match key {
        LaneKey::Kind(id) => project
            .kind(id)
            .map_or(id.as_str(), |kind| &kind.label)
            .to_owned(),
        LaneKey::Entity(id) | LaneKey::Place(id) => project.entity_name(id).to_owned(),
        LaneKey::Source(id) => project
            .source(id)
            .map_or_else(|| id.to_string(), |source| project.short_name(source)),
        LaneKey::None => by.none_label().to_owned(),
    }
}

/// What lanes are ordered by; the variants in this order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank<'a> {
    /// As in the project; what it has no record of comes last.
    Position(usize, &'a LaneKey),
    Published((Day, Day, Day), usize, &'a LaneKey),
    Label(&'a str, &'a LaneKey),
    None,
}

/// The place of each lane among all.
fn ranks(project: &Project, lanes: &[Lane]) -> Vec<u32> {
    let or_last = |position: Option<usize>| position.unwrap_or(usize::MAX);
    let mut order: Vec<(Rank<'_>, u32)> = lanes
        .iter()
        .zip(0..)
        .map(|(lane, number)| {
            let key = &lane.key;
            let rank = match key {
                LaneKey::Kind(id) => Rank::Position(or_last(project.kind_position(id)), key),
                LaneKey::Source(id) => {
                    let published = project
                        .source(id)
                        .and_then(|source| source.published.as_ref());
                    let sort_key = published.map_or((Day::MAX, Day::MAX, Day::MAX), When::sort_key);
                    Rank::Published(sort_key, or_last(project.source_position(id)), key)
                }
                LaneKey::Entity(_) | LaneKey::Place(_) => Rank::Label(&lane.label, key),
                LaneKey::None => Rank::None,
            };
            (rank, number)
        })
        .collect();
    order.sort();
    let mut ranks = vec![0; lanes.len()];
    for (rank, (_, number)) in (0..).zip(order) {
        if let Some(place) = ranks.get_mut(number as usize) {
            *place = rank;
        }
    }
    ranks
}

#[cfg(test)]
mod tests;
