//! Which lanes there are, in which order, and which events stand in each. Knows nothing of points:
//! lanes change with the project and the filter only.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Day, EntityId, Event, KindId, Project, SourceId, When};

use super::placement::Placement;

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

    /// The lanes of one event at one of its places, each once.
    fn keys(self, project: &Project, event: &Event, placement: &Placement) -> Vec<LaneKey> {
        let mut keys = match self {
            Self::Kind => vec![LaneKey::Kind(event.kind.clone())],
            Self::Entity => event.entities().cloned().map(LaneKey::Entity).collect(),
            Self::Source => match placement.source {
                // What stands there for a source stands in that source's lane alone.
                Some(source) => project
                    .sources()
                    .get(source)
                    .map(|source| LaneKey::Source(source.id.clone()))
                    .into_iter()
                    .collect(),
                None => event
                    .citations()
                    .map(|citation| LaneKey::Source(citation.source.clone()))
                    .collect(),
            },
            Self::Place => event.place.iter().cloned().map(LaneKey::Place).collect(),
        };
        keys.sort();
        keys.dedup();
        if keys.is_empty() {
            keys.push(LaneKey::None);
        }
        keys
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
    /// What stands in it, as positions in the list of placements: in the order of
    /// [`Placement::sort_key`], then of the list.
    pub placements: Vec<usize>,
    /// The events among them, each once, where it first stands in the lane.
    pub events: Vec<usize>,
}

/// The lanes of what stands on an axis, where its event is visible. An event stands in every lane that
/// it belongs to, and can do so several times.
pub fn lanes(
    project: &Project,
    by: LaneBy,
    placements: &[Placement],
    visible: &dyn Fn(usize) -> bool,
) -> Vec<Lane> {
    let mut shown: Vec<(usize, &Placement)> = placements
        .iter()
        .enumerate()
        .filter(|(_, placement)| visible(placement.event))
        .collect();
    // Stable, so that what has one key stays in the list's order.
    shown.sort_by_cached_key(|(_, placement)| placement.sort_key());

    let mut grouped: BTreeMap<LaneKey, Vec<usize>> = BTreeMap::new();
    for (position, placement) in shown {
        let Some(event) = project.events().get(placement.event) else {
            continue;
        };
        for key in by.keys(project, event, placement) {
            grouped.entry(key).or_default().push(position);
        }
    }
    // The number of the last lane in which an event was seen: quicker than a set for each lane.
    let mut seen_in = vec![0; project.events().len()];
    let mut lanes = Vec::with_capacity(grouped.len());
    for (number, (key, standing)) in (1..).zip(grouped) {
        let is_new = |event: &usize| {
            let seen = seen_in.get_mut(*event);
            seen.is_some_and(|seen| std::mem::replace(seen, number) != number)
        };
        let events = standing
            .iter()
            .filter_map(|at| Some(placements.get(*at)?.event));
        lanes.push(Lane {
            label: label(project, by, &key),
            key,
            events: events.filter(is_new).collect(),
            placements: standing,
        });
    }
    // Stable again: what is equal in rank stays in the order of the ids.
    lanes.sort_by_cached_key(|lane| rank(project, lane));
    lanes
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
enum Rank {
    /// As in the project; what it has no record of comes last.
    Position(usize),
    Published((Day, Day, Day), usize),
    Count(Reverse<usize>, String),
    None,
}

fn rank(project: &Project, lane: &Lane) -> Rank {
    let or_last = |position: Option<usize>| position.unwrap_or(usize::MAX);
    match &lane.key {
        LaneKey::Kind(id) => Rank::Position(or_last(project.kind_position(id))),
        LaneKey::Source(id) => {
            let published = project
                .source(id)
                .and_then(|source| source.published.as_ref());
            let sort_key = published.map_or((Day::MAX, Day::MAX, Day::MAX), When::sort_key);
            Rank::Published(sort_key, or_last(project.source_position(id)))
        }
        LaneKey::Entity(_) | LaneKey::Place(_) => {
            Rank::Count(Reverse(lane.events.len()), lane.label.clone())
        }
        LaneKey::None => Rank::None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{Draft, own_time, project};
    use super::super::{Axis, placements, undated};
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

    /// `label: events` of each lane.
    fn check(by: LaneBy, visible: &dyn Fn(usize) -> bool, expected: &[&str]) {
        let project = project(&drafts());
        let placements = placements(&project, Axis::Happened, &own_time(&project));
        let lines: Vec<String> = lanes(&project, by, &placements, visible)
            .iter()
            .map(|lane| format!("{}: {:?}", lane.label, lane.events))
            .collect();
        assert_eq!(lines, expected, "{by:?}");
    }

    /// `label: event by source, …` of each lane of what is reported.
    fn check_reported(by: LaneBy, expected: &[&str]) {
        let project = project(&drafts());
        let placements = placements(&project, Axis::Reported, &own_time(&project));
        let lines: Vec<String> = lanes(&project, by, &placements, &|_| true)
            .iter()
            .map(|lane| {
                let standing: Vec<String> = lane
                    .placements
                    .iter()
                    .map(|at| {
                        let Placement { event, source, .. } = placements[*at];
                        let source =
                            source.map_or("nobody", |at| project.sources()[at].id.as_str());
                        format!("{event} by {source}")
                    })
                    .collect();
                format!("{}: {}", lane.label, standing.join(", "))
            })
            .collect();
        assert_eq!(lines, expected, "{by:?}");
    }

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
        check(LaneBy::Kind, &|_| true, &expected);
    }

    #[test]
    fn entities_are_in_the_order_of_their_events_then_of_their_names() {
        check(
            LaneBy::Entity,
            &|_| true,
            &[
                "Entity ada: [1, 0]",
                "Entity bob: [4, 0]",
                "Entity rome: [4, 0]",
                "nowhere: [3]",
                "No entity: [5]",
            ],
        );
    }

    #[test]
    fn sources_are_in_the_order_of_their_publication() {
        check(
            LaneBy::Source,
            &|_| true,
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
        check(LaneBy::Place, &|_| true, &expected);
    }

    #[test]
    fn hidden_events_are_left_out_and_lanes_without_visible_ones_too() {
        check(
            LaneBy::Place,
            &|event| event == 0 || event == 2,
            &["Entity rome: [0]"],
        );
        check(LaneBy::Kind, &|_| false, &[]);
    }

    proptest! {
        #[test]
        fn every_visible_event_is_in_a_lane_or_on_the_shelf(
            picks in proptest::collection::vec((0..6_usize, any::<bool>()), 0..40),
        ) {
            let templates = drafts();
            let drafts: Vec<Draft<'_>> = picks
                .iter()
                .map(|(pick, _)| Draft { ..templates[*pick] })
                .collect();
            let project = project(&drafts);
            let visible = |event: usize| picks[event].1;
            let expected: Vec<usize> = (0..picks.len()).filter(|event| visible(*event)).collect();
            for (axis, by) in Axis::ALL.into_iter().flat_map(|axis| LaneBy::ALL.map(|by| (axis, by))) {
                let placements = placements(&project, axis, &own_time(&project));
                let lanes = lanes(&project, by, &placements, &visible);
                let shelf = undated(picks.len(), &placements, &visible);
                let mut found: Vec<usize> =
                    lanes.iter().flat_map(|lane| lane.events.clone()).collect();
                found.sort_unstable();
                found.dedup();
                prop_assert!(shelf.iter().all(|event| !found.contains(event)), "in both");
                found.extend(shelf);
                found.sort_unstable();
                prop_assert_eq!(&found, &expected);
                for lane in &lanes {
                    prop_assert!(!lane.events.is_empty());
                    let key = |at: &usize| (placements[*at].sort_key(), *at);
                    prop_assert!(lane.placements.is_sorted_by_key(key));
                    let mut events: Vec<usize> =
                        lane.placements.iter().map(|at| placements[*at].event).collect();
                    let mut distinct = lane.events.clone();
                    events.sort_unstable();
                    events.dedup();
                    distinct.sort_unstable();
                    prop_assert_eq!(distinct, events, "each once");
                }
                // All that stands on the axis stands in some lane.
                let mut standing: Vec<usize> =
                    lanes.iter().flat_map(|lane| lane.placements.clone()).collect();
                standing.sort_unstable();
                standing.dedup();
                let n_visible = placements.iter().filter(|placement| visible(placement.event)).count();
                prop_assert_eq!(standing.len(), n_visible);
            }
        }
    }
}
