//! Steps among a few events, and against a search through all of them.

use proptest::prelude::*;

use super::super::testing::{Draft, own_time, project};
use super::super::{Axis, LaneBy, placements};
use super::*;
use crate::bits::Bits;

struct Made {
    columns: Columns,
    lanes: Lanes,
    shown: Shown,
}

impl Made {
    fn new(drafts: &[Draft<'_>], axis: Axis, by: LaneBy, visible: Option<&Bits>) -> Self {
        let project = project(drafts);
        let found = placements(&project, axis, &own_time(&project));
        let columns = Columns::new(drafts.len(), found);
        let lanes = Lanes::new(&project, by, &columns);
        let shown = Shown::new(&columns, &lanes, visible);
        Self {
            columns,
            lanes,
            shown,
        }
    }

    fn stops(&self) -> Stops<'_> {
        Stops {
            columns: &self.columns,
            lanes: &self.lanes,
            shown: &self.shown,
        }
    }
}

fn deed(when: &str) -> Draft<'_> {
    Draft {
        when,
        ..Draft::default()
    }
}

fn word(when: &str) -> Draft<'_> {
    Draft {
        when,
        kind: "word",
        ..Draft::default()
    }
}

fn at(lane: usize, event: usize) -> Spot {
    Spot { lane, event }
}

#[test]
fn stepping_follows_the_lane_and_stops_at_its_ends() {
    // Words above, deeds below, then the shelf.
    let drafts = [word("2015"), deed("2016"), word("2014"), deed(""), deed("")];
    let made = Made::new(&drafts, Axis::Happened, LaneBy::Kind, None);
    let go = |current, direction| made.stops().next_in_lane(current, direction);
    let forward = |current| go(Some(current), Direction::Forward);
    let back = |current| go(Some(current), Direction::Back);
    assert_eq!(forward(at(0, 2)), Some(at(0, 0)));
    assert_eq!(forward(at(0, 0)), None);
    assert_eq!(back(at(0, 0)), Some(at(0, 2)));
    assert_eq!(back(at(0, 2)), None);
    assert_eq!(go(None, Direction::Forward), Some(at(0, 2)));
    assert_eq!(go(None, Direction::Back), Some(at(0, 0)));
    assert_eq!(forward(at(1, 2)), Some(at(1, 1)), "not of this lane");
    assert_eq!(forward(at(2, 3)), Some(at(2, 4)), "on the shelf");
    assert_eq!(forward(at(2, 4)), None);
    assert_eq!(forward(at(9, 4)), None, "on the shelf now, at its end");
    let none = Made::new(&[], Axis::Happened, LaneBy::Kind, None);
    assert_eq!(none.stops().next_in_lane(None, Direction::Forward), None);
}

#[test]
fn the_neighbour_is_the_nearest_in_time() {
    let drafts = [
        deed("1970-01-01"),
        deed("1970-01-11"),
        word("1970-01-05"),
        word("1970-04-01"),
        deed(""),
        deed(""),
    ];
    let made = Made::new(&drafts, Axis::Happened, LaneBy::Kind, None);
    let down = |current| made.stops().neighbour_lane(current, Direction::Forward);
    let up = |current| made.stops().neighbour_lane(current, Direction::Back);
    assert_eq!(down(at(0, 2)), Some(at(1, 0)));
    assert_eq!(down(at(0, 3)), Some(at(1, 1)));
    assert_eq!(up(at(1, 1)), Some(at(0, 2)));
    assert_eq!(up(at(0, 2)), None);
    assert_eq!(down(at(1, 0)), Some(at(2, 4)), "the shelf's first");
    assert_eq!(down(at(2, 4)), None);
}

/// The lane that the definition names, found by looking at everything.
fn nearest(made: &Made, current: Spot, lane: usize) -> Option<usize> {
    let (number, _) = made.shown.nth_lane(&made.lanes, lane)?;
    let standing = |number: usize| -> Vec<(usize, i64)> {
        made.shown
            .standing(&made.lanes, number)
            .map(|slot| {
                (
                    made.lanes.event(slot),
                    i64::from(made.lanes.first_day(slot)),
                )
            })
            .collect()
    };
    let (own, _) = made.shown.nth_lane(&made.lanes, current.lane)?;
    let here = standing(own)
        .into_iter()
        .find(|(event, _)| *event == current.event);
    let here = here.map_or(0, |(_, day)| day);
    standing(number)
        .into_iter()
        .min_by_key(|(event, day)| ((day - here).abs(), *event != current.event))
        .map(|(event, _)| event)
}

const WHEN: [&str; 8] = [
    "",
    "1970-01-01",
    "1970-01-02",
    "1970-01",
    "1970-01-04",
    "1970-01-09",
    "1970-01-09/1970-02-01",
    "[..1970-01-02]",
];
const SPEAKERS: [&[&str]; 4] = [&[], &["ada"], &["bob"], &["ada", "bob"]];
const SOURCES: [&[&str]; 3] = [&["early"], &["late", "early"], &["unpublished"]];

proptest! {
    #[test]
    fn steps_are_those_of_a_search_through_everything(
        picks in proptest::collection::vec((0..8_usize, 0..4_usize, 0..3_usize, any::<bool>()), 0..25),
        reported in any::<bool>(),
    ) {
        let drafts: Vec<Draft<'_>> = picks
            .iter()
            .map(|(when, speakers, sources, _)| Draft {
                when: WHEN[*when],
                speakers: SPEAKERS[*speakers],
                sources: SOURCES[*sources],
                ..Draft::default()
            })
            .collect();
        let visible = Bits::from_fn(picks.len(), |event| picks[event].3);
        let axis = if reported { Axis::Reported } else { Axis::Happened };
        let made = Made::new(&drafts, axis, LaneBy::Entity, Some(&visible));
        let stops = made.stops();
        for lane in 0..made.shown.lanes().len() {
            let (number, _) = made.shown.nth_lane(&made.lanes, lane).expect("a lane");
            let events: Vec<usize> = made.shown.events_of(&made.lanes, number).collect();
            for (position, event) in events.iter().enumerate() {
                let spot = at(lane, *event);
                prop_assert!(stops.has(spot));
                let next = stops.next_in_lane(Some(spot), Direction::Forward);
                prop_assert_eq!(next.map(|spot| spot.event), events.get(position + 1).copied());
                let last = stops.next_in_lane(Some(spot), Direction::Back);
                let expected = position.checked_sub(1).map(|before| events[before]);
                prop_assert_eq!(last.map(|spot| spot.event), expected);
                for (direction, target) in
                    [(Direction::Forward, Some(lane + 1)), (Direction::Back, lane.checked_sub(1))]
                {
                    let Some(target) = target.filter(|at| *at < made.shown.lanes().len()) else {
                        continue;
                    };
                    let found = stops.neighbour_lane(spot, direction).map(|spot| spot.event);
                    prop_assert_eq!(found, nearest(&made, spot, target));
                }
            }
        }
    }
}
