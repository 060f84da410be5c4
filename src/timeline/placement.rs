//! What stands on a time axis, and where: on the one axis each event when it happened, on the other
//! each event once for every source that prints it. Both are lists of placements, and nothing after
//! this module tells them apart.

use std::collections::HashSet;

use crate::evidence::publications;
use crate::model::{Day, DaySpan, Project, When};

use super::mark::Mark;

/// Which time events stand at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Axis {
    /// When it happened, or is said to have happened.
    #[default]
    Happened,
    /// When each source that prints it was published.
    Reported,
}

impl Axis {
    pub const ALL: [Self; 2] = [Self::Happened, Self::Reported];

    pub fn label(self) -> &'static str {
        match self {
            Self::Happened => "Happened",
            Self::Reported => "Reported",
        }
    }

    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Happened => Self::Reported,
            Self::Reported => Self::Happened,
        }
    }
}

/// An event at one place on an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Position in the project.
    pub event: usize,
    /// The position of the source that it stands there for; `None` where it stands for itself.
    pub source: Option<usize>,
    pub mark: Mark,
}

impl Placement {
    /// The days that somebody named for it, from the first to the last.
    pub fn known_span(&self) -> DaySpan {
        let first = self.mark.known_first();
        DaySpan {
            first,
            last: self.mark.known_last().max(first),
        }
    }

    /// As [`When::sort_key`]; for lists, and to say which of several places of an event is its first.
    pub fn sort_key(&self) -> (Day, Day, Day) {
        self.mark.sort_key()
    }
}

/// All that stands on an axis, by event, then in the order of [`Placement::sort_key`], then by source.
/// `when_of` is when an event happened, as far as it is known.
pub fn placements<'a>(
    project: &'a Project,
    axis: Axis,
    when_of: &dyn Fn(usize) -> Option<&'a When>,
) -> Vec<Placement> {
    let mut placements = Vec::with_capacity(project.events().len());
    for (position, event) in project.events().iter().enumerate() {
        let mut place = |source, when: Option<&When>| {
            placements.extend(when.and_then(Mark::from_when).map(|mark| Placement {
                event: position,
                source,
                mark,
            }));
        };
        match axis {
            Axis::Happened => place(None, when_of(position)),
            Axis::Reported => {
                for publication in publications(project, event) {
                    let published = publication.source.published.as_ref();
                    place(Some(publication.position), published);
                }
            }
        }
    }
    placements.sort_by_key(|placement| (placement.event, placement.sort_key()));
    placements
}

/// Where one event stands, of the list that [`placements`] gives.
pub fn placements_of(placements: &[Placement], event: usize) -> &[Placement] {
    let start = placements.partition_point(|placement| placement.event < event);
    let end = placements.partition_point(|placement| placement.event <= event);
    placements.get(start..end).unwrap_or_default()
}

/// The events of these, each once, in the order of their first.
pub(super) fn distinct_events<'a>(placements: impl Iterator<Item = &'a Placement>) -> Vec<usize> {
    // Asked for membership only: its order is never seen.
    let mut known = HashSet::new();
    placements
        .map(|placement| placement.event)
        .filter(|event| known.insert(*event))
        .collect()
}

/// The events of these, each once, by where it first stands.
pub fn in_time_order(placements: &[Placement]) -> Vec<usize> {
    let mut firsts: Vec<&Placement> = placements
        .chunk_by(|a, b| a.event == b.event)
        .filter_map(<[Placement]>::first)
        .collect();
    // Stable: what has one key stays in the project's order.
    firsts.sort_by_key(|placement| placement.sort_key());
    firsts.iter().map(|placement| placement.event).collect()
}

/// The visible events of a project of `n_events` that stand nowhere on an axis, in the project's order:
/// its shelf.
pub fn undated(
    n_events: usize,
    placements: &[Placement],
    visible: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let mut placed = placements
        .iter()
        .map(|placement| placement.event)
        .peekable();
    let mut is_placed = |event: usize| {
        while placed.next_if(|placed| *placed < event).is_some() {}
        placed.peek() == Some(&event)
    };
    (0..n_events)
        .filter(|event| !is_placed(*event) && visible(*event))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Draft, own_time, project};
    use super::*;

    /// An event printed twice, one printed in a source of no date, one printed by nobody, and one
    /// without a time of its own.
    fn drafts() -> [Draft<'static>; 4] {
        [
            Draft {
                when: "2014",
                speakers: &["ada", "bob"],
                sources: &["late", "unpublished", "early", "late"],
                ..Draft::default()
            },
            Draft {
                when: "2014-05-06",
                speakers: &["ada"],
                sources: &["unpublished"],
                ..Draft::default()
            },
            Draft {
                when: "2013",
                ..Draft::default()
            },
            Draft {
                speakers: &["ada"],
                sources: &["late"],
                ..Draft::default()
            },
        ]
    }

    /// `event by source first..last` of each.
    fn check(axis: Axis, expected: &[&str], expected_shelf: &[usize]) {
        let project = project(&drafts());
        let placements = placements(&project, axis, &own_time(&project));
        let lines: Vec<String> = placements
            .iter()
            .map(|placement| {
                let source = placement.source.map(|at| project.sources()[at].id.as_str());
                let days = placement.known_span();
                let by = source.unwrap_or("itself");
                format!("{} by {by} {}..{}", placement.event, days.first, days.last)
            })
            .collect();
        assert_eq!(lines, expected, "{axis:?}");
        assert_eq!(
            undated(4, &placements, &|_| true),
            expected_shelf,
            "{axis:?}"
        );
        for event in 0..4 {
            let own: Vec<Placement> = placements
                .iter()
                .copied()
                .filter(|placement| placement.event == event)
                .collect();
            assert_eq!(placements_of(&placements, event), own);
        }
    }

    #[test]
    fn lists_are_in_the_order_of_the_axis() {
        let project = project(&drafts());
        let order = |axis| in_time_order(&placements(&project, axis, &own_time(&project)));
        assert_eq!(order(Axis::Happened), [2, 0, 1]);
        assert_eq!(order(Axis::Reported), [0, 3]);
    }

    #[test]
    fn what_happened_stands_once_at_its_own_time() {
        check(
            Axis::Happened,
            &[
                "0 by itself 2014-01-01..2014-12-31",
                "1 by itself 2014-05-06..2014-05-06",
                "2 by itself 2013-01-01..2013-12-31",
            ],
            &[3],
        );
    }

    #[test]
    fn what_is_reported_stands_once_for_each_dated_source_that_prints_it() {
        check(
            Axis::Reported,
            &[
                "0 by early 2015-01-01..2015-12-31",
                "0 by late 2016-01-01..2016-12-31",
                "3 by late 2016-01-01..2016-12-31",
            ],
            &[1, 2],
        );
    }

    #[test]
    fn another_time_can_be_given_for_when_events_happened() {
        let project = project(&drafts());
        let later = When::from_edtf("2020-01-01").expect("a date");
        let when_of = |event: usize| (event == 3).then_some(&later);
        let found = placements(&project, Axis::Happened, &when_of);
        let events: Vec<usize> = found.iter().map(|placement| placement.event).collect();
        assert_eq!(events, [3]);
    }

    #[test]
    fn hidden_events_are_not_on_the_shelf() {
        assert_eq!(undated(3, &[], &|event| event != 1), [0, 2]);
    }
}
