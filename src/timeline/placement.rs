//! What stands on a time axis, and where: on the one axis each event when it happened, on the other
//! each event once for every source that prints it. Both are lists of placements, and nothing after
//! this module tells them apart.

use std::collections::HashSet;

use rayon::prelude::*;

use crate::model::{Day, DaySpan, Event, Project, When};

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

/// All that stands on an axis, event by event. `when_of` is when an event happened, as far as it is known.
pub fn placements<'a>(
    project: &'a Project,
    axis: Axis,
    when_of: &(dyn Fn(usize) -> Option<&'a When> + Sync),
) -> Vec<Placement> {
    let place = |event: usize, source: Option<usize>, when: Option<&When>| {
        let mark = when.and_then(Mark::from_when)?;
        Some(Placement {
            event,
            source,
            mark,
        })
    };
    let events = project.events().par_iter().enumerate();
    match axis {
        Axis::Happened => events
            .filter_map(|(position, _)| place(position, None, when_of(position)))
            .collect(),
        Axis::Reported => events
            .flat_map_iter(|(position, event)| {
                printed_by(project, event)
                    .into_iter()
                    .filter_map(move |source| {
                        let published = project.sources().get(source)?.published.as_ref();
                        place(position, Some(source), published)
                    })
            })
            .collect(),
    }
}

/// The sources that print an event, as [`publications`](crate::evidence::publications) has them, in no order.
fn printed_by(project: &Project, event: &Event) -> Vec<usize> {
    let cited = event.citations();
    let mut sources: Vec<usize> = cited
        .filter_map(|citation| project.source_position(&citation.source))
        .collect();
    sources.sort_unstable();
    sources.dedup();
    sources
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

#[cfg(test)]
mod tests {
    use super::super::Columns;
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
        let mut placements = placements(&project, axis, &own_time(&project));
        placements.sort_by_key(|place| (place.event, place.sort_key()));
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
        let undated: Vec<usize> = Columns::new(4, placements).undated().iter().collect();
        assert_eq!(undated, expected_shelf, "{axis:?}");
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
}
