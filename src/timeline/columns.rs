//! What stands on a time axis, as columns in the order of time: sixteen bytes a place, whatever is known of
//! the event. Marks are not kept: of the few that are drawn they are asked for. Knows no lanes and no
//! filter.

use rayon::prelude::*;

use crate::bits::Bits;
use crate::model::{Day, DaySpan, Limit};

use super::mark::Mark;
use super::placement::Placement;

/// No source: the event stands for itself.
const NONE: u32 = u32::MAX;

/// When each thing on an axis was.
pub trait Marks {
    /// How an event stands in time, for a source or (`None`) for itself.
    fn mark(&self, event: usize, source: Option<usize>) -> Option<Mark>;
}

/// All that stands on an axis. A *place* is a position in these columns: ascending by
/// [`Placement::sort_key`], then by event, then by source.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    events: Vec<u32>,
    sources: Vec<u32>,
    /// The first and the last day that somebody named, as numbers of days.
    first_days: Vec<i32>,
    last_days: Vec<i32>,
    /// Where both limits are known.
    bounded: Bits,
    /// The places of the others, ascending, with their limits.
    unbounded: Vec<(u32, Limit, Limit)>,
    /// For each event where its part of `places` begins; one more for the end.
    offsets: Vec<u32>,
    /// By event, each event's ascending.
    places: Vec<u32>,
    /// Where each event first stands. Empty if no event stands twice: then every place is a first.
    firsts: Option<Bits>,
    /// The events that stand nowhere.
    undated: Bits,
    span: Option<DaySpan>,
}

impl Columns {
    /// Of a project of `n_events`, what stands on an axis, in any order.
    pub fn new(n_events: usize, placements: Vec<Placement>) -> Self {
        let mut sorted: Vec<Standing> = placements.into_par_iter().map(Standing::of).collect();
        sorted.par_sort_unstable();
        let events: Vec<u32> = sorted.iter().map(|it| it.event).collect();
        let unbounded: Vec<(u32, Limit, Limit)> = (0..)
            .zip(&sorted)
            .filter(|(_, it)| it.limits != (0, 0))
            .map(|(place, it)| (place, limit(it.limits.0), limit(it.limits.1)))
            .collect();
        let without_limit = unbounded.iter().map(|(place, ..)| *place as usize);
        let bounded = Bits::from_positions(sorted.len(), without_limit).complement();
        let (offsets, places) = by_event(n_events, &events);
        let last = sorted.iter().map(|it| it.last.max(it.first)).max();
        let span = sorted.first().zip(last);
        Self {
            sources: sorted.iter().map(|it| it.source).collect(),
            first_days: sorted.iter().map(|it| it.first).collect(),
            last_days: sorted.iter().map(|it| it.last.max(it.first)).collect(),
            firsts: firsts(&offsets, &places, events.len()),
            undated: undated(&offsets),
            span: span.and_then(|(first, last)| DaySpan::new(day(first.first), day(last))),
            events,
            bounded,
            unbounded,
            offsets,
            places,
        }
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Of the project, whether they stand somewhere or not.
    pub fn n_events(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// The event that stands at a place; that of no place for one beyond the end.
    pub fn event(&self, place: usize) -> usize {
        self.events
            .get(place)
            .map_or(usize::MAX, |event| *event as usize)
    }

    /// The source that an event stands at a place for; `None` where it stands for itself.
    pub fn source(&self, place: usize) -> Option<usize> {
        let source = self.sources.get(place).copied()?;
        (source != NONE).then_some(source as usize)
    }

    /// The first day that somebody named for a place, as a number of days.
    pub fn first_day(&self, place: usize) -> i32 {
        self.first_days.get(place).copied().unwrap_or_default()
    }

    /// The days that somebody named for a place, from the first to the last.
    pub fn known_span(&self, place: usize) -> DaySpan {
        let of = |days: &[i32]| days.get(place).map_or(Day::MIN, |number| day(*number));
        let first = of(&self.first_days);
        DaySpan {
            first,
            last: of(&self.last_days).max(first),
        }
    }

    /// The days that a place can take up, as numbers of days: from the first to the last that somebody named,
    /// and for ever towards a side that is said to be open.
    pub(super) fn reach(&self, place: usize) -> (i32, i32) {
        let of = |days: &[i32]| days.get(place).copied().unwrap_or_default();
        let (first, last) = (of(&self.first_days), of(&self.last_days));
        if self.bounded.contains(place) {
            return (first, last);
        }
        let found = self
            .unbounded
            .binary_search_by_key(&small(place), |(place, ..)| *place);
        let limits = found.ok().and_then(|at| self.unbounded.get(at));
        let (from, to) = limits.map_or((Limit::Known, Limit::Known), |(_, from, to)| (*from, *to));
        (
            if from == Limit::Open { i32::MIN } else { first },
            if to == Limit::Open { i32::MAX } else { last },
        )
    }

    /// The places of an event, ascending.
    pub fn places_of(&self, event: usize) -> &[u32] {
        let bound = |event: usize| self.offsets.get(event).map(|offset| *offset as usize);
        let range = bound(event).zip(bound(event + 1));
        range
            .and_then(|(start, end)| self.places.get(start..end))
            .unwrap_or_default()
    }

    /// What stands at a place.
    pub fn placement(&self, place: usize, marks: &dyn Marks) -> Option<Placement> {
        let (event, source) = (self.event(place), self.source(place));
        let mark = marks.mark(event, source)?;
        Some(Placement {
            event,
            source,
            mark,
        })
    }

    /// Where an event stands, in the order of time.
    pub fn placements_of(&self, event: usize, marks: &dyn Marks) -> Vec<Placement> {
        let places = self.places_of(event).iter();
        places
            .filter_map(|place| self.placement(*place as usize, marks))
            .collect()
    }

    /// From the first day to the last that somebody named; `None` where nothing stands.
    pub fn span(&self) -> Option<DaySpan> {
        self.span
    }

    /// The first place that begins on a day or later.
    pub fn place_from(&self, day: Day) -> usize {
        self.places_before(number(day))
    }

    /// The number of places that begin before a day: by the first day that somebody named.
    pub(super) fn places_before(&self, day: i32) -> usize {
        self.first_days.partition_point(|first| *first < day)
    }

    pub(super) fn events_column(&self) -> &[u32] {
        &self.events
    }

    /// Where both limits are known: what has one only could be far from it.
    pub(super) fn bounded(&self) -> &Bits {
        &self.bounded
    }

    pub(super) fn is_all_bounded(&self) -> bool {
        self.unbounded.is_empty()
    }

    /// Where each event first stands; `None` if each does so once at most.
    pub(super) fn firsts(&self) -> Option<&Bits> {
        self.firsts.as_ref()
    }

    /// The events that stand nowhere: the shelf.
    pub fn undated(&self) -> &Bits {
        &self.undated
    }

    /// Of the heap.
    pub fn heap_bytes(&self) -> usize {
        let columns = [&self.events, &self.sources, &self.offsets, &self.places];
        let days = [&self.first_days, &self.last_days];
        let bits = self.undated.heap_bytes()
            + self.bounded.heap_bytes()
            + self.firsts.as_ref().map_or(0, Bits::heap_bytes);
        columns
            .map(|column| size_of_val(&**column))
            .iter()
            .sum::<usize>()
            + days
                .map(|column| size_of_val(&**column))
                .iter()
                .sum::<usize>()
            + size_of_val(&*self.unbounded)
            + bits
    }
}

/// What is sorted: the parts of [`Placement::sort_key`], then event and source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    first: i32,
    last: i32,
    last_start: i32,
    event: u32,
    source: u32,
    limits: (u8, u8),
}

impl Standing {
    fn of(place: Placement) -> Self {
        let (first, last, last_start) = place.sort_key();
        let (from, to) = place.mark.limits();
        Self {
            first: number(first),
            last: number(last),
            last_start: number(last_start),
            event: small(place.event),
            source: place.source.map_or(NONE, small),
            limits: (code(from), code(to)),
        }
    }
}

fn code(limit: Limit) -> u8 {
    match limit {
        Limit::Known => 0,
        Limit::Open => 1,
        Limit::Unknown => 2,
    }
}

fn limit(code: u8) -> Limit {
    match code {
        0 => Limit::Known,
        1 => Limit::Open,
        _ => Limit::Unknown,
    }
}

/// For each event the places it stands at, as one list with offsets.
fn by_event(n_events: usize, events: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut offsets = vec![0_u32; n_events + 1];
    for event in events {
        if let Some(count) = offsets.get_mut(*event as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for offset in &mut offsets {
        sum += *offset;
        *offset = sum;
    }
    let mut next = offsets.clone();
    let mut places = vec![0_u32; events.len()];
    for (place, event) in (0_u32..).zip(events) {
        let Some(at) = next.get_mut(*event as usize) else {
            continue;
        };
        if let Some(slot) = places.get_mut(*at as usize) {
            *slot = place;
        }
        *at += 1;
    }
    (offsets, places)
}

fn undated(offsets: &[u32]) -> Bits {
    let n_events = offsets.len().saturating_sub(1);
    Bits::from_fn(n_events, |event| {
        offsets.get(event) == offsets.get(event + 1)
    })
}

fn firsts(offsets: &[u32], places: &[u32], len: usize) -> Option<Bits> {
    let ranges = || {
        offsets
            .windows(2)
            .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
    };
    let stands_twice = ranges().any(|(start, end)| end > start + 1);
    stands_twice.then(|| {
        let standing = ranges().filter(|(start, end)| start < end);
        let first = standing.filter_map(|(start, _)| places.get(start as usize));
        Bits::from_positions(len, first.map(|place| *place as usize))
    })
}

/// Positions in a project fit: its file would be longer than any that is opened.
pub(super) fn small(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(NONE)
}

pub(super) fn number(day: Day) -> i32 {
    i32::try_from(day.number()).unwrap_or_default()
}

/// The day of a number; the calendar's nearest if it has none.
pub(super) fn day(number: i32) -> Day {
    let nearest = if number < 0 { Day::MIN } else { Day::MAX };
    Day::from_number(i64::from(number)).unwrap_or(nearest)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::testing::{Drawn, any_placements};
    use super::*;

    proptest! {
        #[test]
        fn columns_hold_every_place_once_in_the_order_of_time(placements in any_placements()) {
            let n_events = placements.last().map_or(3, |last| last.event + 3);
            let columns = Columns::new(n_events, placements.clone());
            let marks = Drawn(placements.clone());
            let mut sorted = placements.clone();
            sorted.sort_by_key(|place| (place.sort_key(), place.event, place.source));
            let read: Vec<Placement> = (0..columns.len())
                .filter_map(|place| columns.placement(place, &marks))
                .collect();
            prop_assert_eq!(&read, &sorted);
            for (place, placement) in sorted.iter().enumerate() {
                prop_assert_eq!(columns.known_span(place), placement.known_span());
                let is_bounded = placement.mark.limits() == (Limit::Known, Limit::Known);
                prop_assert_eq!(columns.bounded().contains(place), is_bounded);
                let is_first = !sorted[..place].iter().any(|other| other.event == placement.event);
                prop_assert_eq!(columns.firsts().is_none_or(|firsts| firsts.contains(place)), is_first);
            }
            let mut standing = BTreeSet::new();
            for event in 0..n_events {
                let own: Vec<Placement> =
                    sorted.iter().copied().filter(|place| place.event == event).collect();
                prop_assert_eq!(&columns.placements_of(event, &marks), &own);
                if !own.is_empty() {
                    standing.insert(event);
                }
            }
            let undated: Vec<usize> = columns.undated().iter().collect();
            let expected: Vec<usize> = (0..n_events).filter(|at| !standing.contains(at)).collect();
            prop_assert_eq!(undated, expected);
            let first = placements.iter().map(|place| place.known_span().first).min();
            let last = placements.iter().map(|place| place.known_span().last).max();
            prop_assert_eq!(columns.span(), first.zip(last).map(|(first, last)| DaySpan { first, last }));
        }
    }
}
