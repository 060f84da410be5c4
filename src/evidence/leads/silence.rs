//! Silence: nothing is told of an entity for longer than a chosen span, between two of its events. Only
//! certain silence counts: from the latest day of what came before to the earliest of what came after,
//! whichever account of their times is right. What is undated may lie anywhere, and is left out.

use rayon::prelude::*;

use super::{About, Grounds, Lead, Place};
use crate::model::{Day, DaySpan, LeadKind};

/// In ascending order.
pub(super) fn all(grounds: Grounds<'_>, longer_than_days: Option<u32>) -> Vec<Lead> {
    let Some(longer_than_days) = longer_than_days else {
        return Vec::new();
    };
    // Each event is met under all its entities, and records lie far apart.
    let events = (0..grounds.project.events().len()).into_par_iter();
    let spans: Vec<Option<DaySpan>> = events.map(|event| span(grounds, event)).collect();
    let span_of = |event: usize| spans.get(event).copied().flatten();
    let entities = (0..grounds.project.entities().len()).into_par_iter();
    entities
        .flat_map_iter(|entity| of_entity(grounds, longer_than_days, entity, span_of))
        .collect()
}

/// In ascending order.
pub(super) fn of(grounds: Grounds<'_>, longer_than_days: Option<u32>, entity: usize) -> Vec<Lead> {
    let span_of = |event| span(grounds, event);
    longer_than_days.map_or_else(Vec::new, |longer_than_days| {
        of_entity(grounds, longer_than_days, entity, span_of)
    })
}

/// All days on which an event can have been, by any account of it.
pub(super) fn span(grounds: Grounds<'_>, event: usize) -> Option<DaySpan> {
    grounds.times.when(grounds.project, event)?.possible_days()
}

fn of_entity(
    grounds: Grounds<'_>,
    longer_than_days: u32,
    entity: usize,
    span_of: impl Fn(usize) -> Option<DaySpan>,
) -> Vec<Lead> {
    let events = grounds.links.events_of_entity(entity).iter();
    let events = events.map(|event| *event as usize);
    let spans = events.filter_map(|event| Some((event, span_of(event)?)));
    let gaps = gaps(spans.collect(), longer_than_days).into_iter();
    let mut leads: Vec<Lead> = gaps
        .map(|(before, after)| Lead {
            kind: LeadKind::Silence,
            place: Place::Entity(entity),
            about: About::Gap(before, after),
        })
        .collect();
    leads.sort_unstable();
    leads
}

/// Pairs of events with more than so many days between them that no event reaches into.
fn gaps(mut spans: Vec<(usize, DaySpan)>, longer_than_days: u32) -> Vec<(usize, usize)> {
    spans.sort_unstable_by_key(|(event, span)| (span.first, span.last, *event));
    let mut gaps = Vec::new();
    // What reaches farthest so far.
    let mut reached: Option<(usize, Day)> = None;
    for (event, span) in spans {
        if let Some((before, last)) = reached {
            let silent_days = span.first.number() - last.number() - 1;
            if silent_days > i64::from(longer_than_days) {
                gaps.push((before, event));
            }
        }
        if reached.is_none_or(|(_, last)| last < span.last) {
            reached = Some((event, span.last));
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn span(first: i64, last: i64) -> DaySpan {
        let day = |number| Day::from_number(number).expect("in the calendar");
        DaySpan::new(day(first), day(last)).expect("in order")
    }

    #[test]
    fn only_certain_silence_counts() {
        let table = [
            (vec![span(0, 0), span(10, 10)], vec![]),
            (vec![span(0, 0), span(11, 11)], vec![(0, 1)]),
            (vec![span(0, 5), span(11, 11)], vec![]),
            (vec![span(0, 30), span(5, 6), span(50, 50)], vec![(0, 2)]),
            (vec![span(50, 50), span(0, 0)], vec![(1, 0)]),
            (vec![span(0, 0)], vec![]),
        ];
        for (spans, expected) in table {
            let found = gaps(spans.iter().copied().enumerate().collect(), 9);
            assert_eq!(found, expected, "{spans:?}");
        }
    }

    proptest! {
        #[test]
        fn a_gap_is_a_run_of_days_that_no_event_can_touch(
            ends in proptest::collection::vec((0..60_i64, 0..12_i64), 0..8),
            longer_than in 0..10_u32,
        ) {
            let spans: Vec<DaySpan> = ends.iter().map(|&(at, len)| span(at, at + len)).collect();
            let found = gaps(spans.iter().copied().enumerate().collect(), longer_than);
            let is_silent = |day: i64| {
                !spans.iter().any(|it| it.first.number() <= day && day <= it.last.number())
            };
            // Runs of silent days between the first and the last that are not.
            let mut runs = 0;
            let mut run = 0_u32;
            let last = spans.iter().map(|it| it.last.number()).max().unwrap_or(0);
            let first = spans.iter().map(|it| it.first.number()).min().unwrap_or(0);
            for day in first..=last {
                if is_silent(day) {
                    run += 1;
                } else {
                    runs += usize::from(run > longer_than);
                    run = 0;
                }
            }
            prop_assert_eq!(found.len(), runs);
            for (before, after) in found {
                let silent = spans[before].last.number() + 1..spans[after].first.number();
                prop_assert!(silent.clone().all(is_silent));
                prop_assert!(silent.count() > longer_than as usize);
            }
        }
    }
}
