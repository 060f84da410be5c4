//! Which lanes there are and what stands in them, by small cases and against a loop over everything.

use proptest::prelude::*;

use super::super::testing::{Draft, own_time, project};
use super::super::{Axis, Placement, Shown, placements};
use super::*;

fn drafts() -> [Draft<'static>; 6] {
    [
        Draft {
            when: "2015-11",
            place: "rome",
            speakers: &["bob", "ada"],
            sources: &["early", "late"],
            ..Draft::default()
        },
        Draft {
            when: "2015-01-01",
            kind: "word",
            speakers: &["ada", "ada"],
            sources: &["unpublished"],
            ..Draft::default()
        },
        Draft::default(),
        Draft {
            when: "2014",
            kind: "unheard-of",
            place: "nowhere",
            ..Draft::default()
        },
        Draft {
            when: "2015-11-01",
            place: "rome",
            speakers: &["bob"],
            sources: &["early"],
            ..Draft::default()
        },
        Draft {
            when: "2015-11",
            ..Draft::default()
        },
    ]
}

/// What stands on an axis, its lanes, and what passes.
struct Made {
    project: Project,
    columns: Columns,
    lanes: Lanes,
    shown: Shown,
}

fn made(drafts: &[Draft<'_>], axis: Axis, by: LaneBy, visible: Option<&Bits>) -> Made {
    let project = project(drafts);
    let columns = Columns::new(
        drafts.len(),
        placements(&project, axis, &own_time(&project)),
    );
    let lanes = Lanes::new(&project, by, &columns);
    let shown = Shown::new(&columns, &lanes, visible);
    Made {
        project,
        columns,
        lanes,
        shown,
    }
}

impl Made {
    /// The shown lanes from top to bottom, with their labels.
    fn in_order(&self) -> impl Iterator<Item = (usize, &Lane)> {
        (0..self.shown.lanes().len()).filter_map(|n| self.shown.nth_lane(&self.lanes, n))
    }
}

/// `label: events` of each lane.
fn check(by: LaneBy, visible: &[usize], expected: &[&str]) {
    let visible = Bits::from_positions(6, visible.iter().copied());
    let made = made(&drafts(), Axis::Happened, by, Some(&visible));
    let lines: Vec<String> = made
        .in_order()
        .map(|(number, lane)| {
            let events: Vec<usize> = made.shown.events_of(&made.lanes, number).collect();
            format!("{}: {events:?}", lane.label)
        })
        .collect();
    assert_eq!(lines, expected, "{by:?}");
}

/// `label: event by source, …` of each lane of what is reported.
fn check_reported(by: LaneBy, expected: &[&str]) {
    let made = made(&drafts(), Axis::Reported, by, None);
    let lines: Vec<String> = made
        .in_order()
        .map(|(number, lane)| {
            let standing: Vec<String> = made
                .shown
                .standing(&made.lanes, number)
                .map(|slot| {
                    let place = made.lanes.place(slot);
                    let source = made.columns.source(place);
                    let source =
                        source.map_or("nobody", |at| made.project.sources()[at].id.as_str());
                    format!("{} by {source}", made.lanes.event(slot))
                })
                .collect();
            format!("{}: {}", lane.label, standing.join(", "))
        })
        .collect();
    assert_eq!(lines, expected, "{by:?}");
}

const ALL: &[usize] = &[0, 1, 2, 3, 4, 5];

#[test]
fn an_event_stands_in_its_lane_once_for_each_publication_in_their_order() {
    let expected = ["Kind deed: 0 by early, 4 by early, 0 by late"];
    check_reported(LaneBy::Kind, &expected);
    let expected = ["Entity rome: 0 by early, 4 by early, 0 by late"];
    check_reported(LaneBy::Place, &expected);
}

#[test]
fn the_lane_of_a_source_holds_what_that_source_printed_and_no_more() {
    check_reported(
        LaneBy::Source,
        &[
            "Source early: 0 by early, 4 by early",
            "Source late: 0 by late",
        ],
    );
}

#[test]
fn kinds_are_in_the_projects_order_and_events_in_that_of_time() {
    let expected = ["Kind word: [1]", "Kind deed: [4, 0, 5]", "unheard-of: [3]"];
    check(LaneBy::Kind, ALL, &expected);
}

#[test]
fn entities_are_in_the_order_of_their_events_then_of_their_names() {
    check(
        LaneBy::Entity,
        ALL,
        &[
            "Entity ada: [1, 0]",
            "Entity bob: [4, 0]",
            "Entity rome: [4, 0]",
            "nowhere: [3]",
            "No entity: [5]",
        ],
    );
    // By what is shown of them.
    check(
        LaneBy::Entity,
        &[3, 4],
        &["Entity bob: [4]", "Entity rome: [4]", "nowhere: [3]"],
    );
}

#[test]
fn sources_are_in_the_order_of_their_publication() {
    check(
        LaneBy::Source,
        ALL,
        &[
            "Source early: [4, 0]",
            "Source late: [0]",
            "Source unpublished: [1]",
            "No source: [3, 5]",
        ],
    );
}

#[test]
fn places_are_in_the_order_of_their_events_and_no_place_is_last() {
    let expected = ["Entity rome: [4, 0]", "nowhere: [3]", "No place: [1, 5]"];
    check(LaneBy::Place, ALL, &expected);
}

#[test]
fn hidden_events_are_left_out_and_lanes_without_visible_ones_too() {
    check(LaneBy::Place, &[0, 2], &["Entity rome: [0]"]);
    check(LaneBy::Kind, &[], &[]);
}

/// The labels that an event's lanes have, each once.
fn labels(project: &Project, by: LaneBy, place: &Placement) -> Vec<String> {
    let event = &project.events()[place.event];
    let entity = |id: &EntityId| project.entity_name(id).to_owned();
    let source = |id: &SourceId| {
        let source = project.source(id);
        source.map_or_else(|| id.to_string(), |source| project.short_name(source))
    };
    let mut labels: Vec<String> = match by {
        LaneBy::Kind => {
            let kind = project.kind(&event.kind);
            vec![kind.map_or(event.kind.to_string(), |kind| kind.label.clone())]
        }
        LaneBy::Entity => event.entities().map(entity).collect(),
        LaneBy::Place => event.place.iter().map(entity).collect(),
        LaneBy::Source => match place.source {
            Some(at) => vec![source(&project.sources()[at].id)],
            None => event.citations().map(|cite| source(&cite.source)).collect(),
        },
    };
    labels.sort();
    labels.dedup();
    if labels.is_empty() {
        labels.push(by.none_label().to_owned());
    }
    labels
}

proptest! {
    #[test]
    fn everything_visible_stands_in_its_lanes_or_on_the_shelf(
        picks in proptest::collection::vec((0..6_usize, any::<bool>()), 0..40),
    ) {
        let templates = drafts();
        let drafts: Vec<Draft<'_>> = picks.iter().map(|(pick, _)| templates[*pick]).collect();
        let visible = Bits::from_fn(picks.len(), |event| picks[event].1);
        for (axis, by) in Axis::ALL.into_iter().flat_map(|axis| LaneBy::ALL.map(|by| (axis, by))) {
            let made = made(&drafts, axis, by, Some(&visible));
            let mut expected: Vec<(String, usize, Option<usize>)> =
                placements(&made.project, axis, &own_time(&made.project))
                    .iter()
                    .filter(|place| visible.contains(place.event))
                    .flat_map(|place| {
                        let labels = labels(&made.project, by, place).into_iter();
                        labels.map(|label| (label, place.event, place.source))
                    })
                    .collect();
            let mut found = Vec::new();
            let mut shelf: Vec<usize> = made.shown.undated().bits().iter().collect();
            for (number, lane) in made.in_order() {
                let slots: Vec<usize> = made.shown.standing(&made.lanes, number).collect();
                prop_assert!(!slots.is_empty());
                let day = |slot: &usize| made.columns.first_day(made.lanes.place(*slot));
                prop_assert!(slots.is_sorted_by_key(day), "in the order of time");
                prop_assert_eq!(made.shown.n_standing(&made.lanes, number), slots.len());
                let events: Vec<usize> = made.shown.events_of(&made.lanes, number).collect();
                let mut distinct: Vec<usize> = slots.iter().map(|at| made.lanes.event(*at)).collect();
                distinct.sort_unstable();
                distinct.dedup();
                let mut once = events.clone();
                once.sort_unstable();
                prop_assert_eq!(once, distinct, "each once");
                prop_assert_eq!(made.shown.count(&made.lanes, number), events.len());
                found.extend(slots.iter().map(|slot| {
                    let source = made.columns.source(made.lanes.place(*slot));
                    (lane.label.clone(), made.lanes.event(*slot), source)
                }));
            }
            found.sort();
            expected.sort();
            shelf.extend(found.iter().map(|(_, event, _)| *event));
            shelf.sort_unstable();
            shelf.dedup();
            prop_assert_eq!(found, expected);
            prop_assert_eq!(shelf, visible.iter().collect::<Vec<_>>());
        }
    }
}
