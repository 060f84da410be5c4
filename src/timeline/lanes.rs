//! Which lanes there are, in which order, and which events stand in each. Knows nothing of points:
//! lanes change with the project and the filter only.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Day, EntityId, Event, KindId, Project, SourceId, When};

use super::mark::Mark;

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

    /// The lanes of one event, each once.
    fn keys(self, event: &Event) -> Vec<LaneKey> {
        let mut keys = match self {
            Self::Kind => vec![LaneKey::Kind(event.kind.clone())],
            Self::Entity => event.entities().cloned().map(LaneKey::Entity).collect(),
            Self::Source => event
                .citations()
                .map(|citation| LaneKey::Source(citation.source.clone()))
                .collect(),
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

/// One lane: never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    pub key: LaneKey,
    pub label: String,
    /// In the order of [`Mark::sort_key`], then of the project.
    pub events: Vec<usize>,
}

/// The lanes of the dated events that are visible. `marks` runs beside the project's events and says
/// which are dated. An event stands in every lane that it belongs to.
pub fn lanes(
    project: &Project,
    by: LaneBy,
    marks: &[Option<Mark>],
    visible: &dyn Fn(usize) -> bool,
) -> Vec<Lane> {
    let mut dated: Vec<(usize, &Event, (Day, Day, Day))> = project
        .events()
        .iter()
        .zip(marks)
        .enumerate()
        .filter(|(position, _)| visible(*position))
        .filter_map(|(position, (event, mark))| {
            Some((position, &**event, mark.as_ref()?.sort_key()))
        })
        .collect();
    // Stable, so that events with one key stay in the project's order.
    dated.sort_by_key(|(_, _, sort_key)| *sort_key);

    let mut grouped: BTreeMap<LaneKey, Vec<usize>> = BTreeMap::new();
    for (position, event, _) in dated {
        for key in by.keys(event) {
            grouped.entry(key).or_default().push(position);
        }
    }
    let mut lanes: Vec<Lane> = grouped
        .into_iter()
        .map(|(key, events)| Lane {
            label: label(project, by, &key),
            key,
            events,
        })
        .collect();
    // Stable again: what is equal in rank stays in the order of the ids.
    lanes.sort_by_cached_key(|lane| rank(project, lane));
    lanes
}

/// The visible events without a mark, in the project's order: the shelf.
pub fn undated(marks: &[Option<Mark>], visible: &dyn Fn(usize) -> bool) -> Vec<usize> {
    marks
        .iter()
        .enumerate()
        .filter(|(position, mark)| mark.is_none() && visible(*position))
        .map(|(position, _)| position)
        .collect()
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

    use super::super::marks;
    use super::super::testing::{Draft, project};
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
        let lines: Vec<String> = lanes(&project, by, &marks(&project), visible)
            .iter()
            .map(|lane| format!("{}: {:?}", lane.label, lane.events))
            .collect();
        assert_eq!(lines, expected, "{by:?}");
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

    #[test]
    fn the_shelf_holds_what_is_visible_and_has_no_mark() {
        let project = project(&drafts());
        let marks = marks(&project);
        assert_eq!(undated(&marks, &|_| true), [2]);
        assert_eq!(undated(&marks, &|event| event != 2), Vec::<usize>::new());
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
            let marks = marks(&project);
            let visible = |event: usize| picks[event].1;
            for by in LaneBy::ALL {
                let lanes = lanes(&project, by, &marks, &visible);
                let mut found: Vec<usize> =
                    lanes.iter().flat_map(|lane| lane.events.clone()).collect();
                found.extend(undated(&marks, &visible));
                found.sort_unstable();
                found.dedup();
                let expected: Vec<usize> = (0..picks.len()).filter(|event| visible(*event)).collect();
                prop_assert_eq!(found, expected);
                for lane in lanes {
                    prop_assert!(!lane.events.is_empty());
                    let key = |event: &usize| (marks[*event].map(|mark| mark.sort_key()), *event);
                    prop_assert!(lane.events.is_sorted_by_key(key));
                }
            }
        }
    }
}
