//! Every count against a loop over all that stands on the axis.

use proptest::prelude::*;

use super::super::columns::day;
use super::super::placement::Placement;
use super::super::testing::{OneLane, any_placements, reach};
use super::*;

proptest! {
    #[test]
    fn counts_between_any_two_days_are_those_of_a_loop(
        placements in any_placements(), modulus in 1..5_usize,
        from in -500..500_i32, length in 0..400_i32,
    ) {
        let n_events = placements.last().map_or(0, |last| last.event + 1);
        let passes = Bits::from_fn(n_events, |event| event.is_multiple_of(modulus));
        let shown = (modulus > 1).then_some(&passes);
        let lane = OneLane::passing(&placements, shown);
        let all: Vec<&Placement> =
            placements.iter().filter(|place| place.event.is_multiple_of(modulus)).collect();
        let to = from + length;
        let [start, end] = [from, to].map(|day| Shown::edge(&lane.lanes, 0, day));
        let count = lane.shown.between(&lane.lanes, 0, start, end);
        let (from, to) = (i64::from(from), i64::from(to));
        let touches = |place: &&&Placement| {
            let (first, last) = reach(place);
            // What begins where the span begins is in it, unless the span is empty.
            first < to && last >= from && (first < from || length > 0)
        };
        let begins = |place: &&&Placement| {
            (from..to).contains(&place.known_span().first.number())
        };
        prop_assert_eq!(count.possible as usize, all.iter().filter(touches).count());
        prop_assert_eq!(count.beginning as usize, all.iter().filter(begins).count());

        let (before, after) = lane.shown.outside(&lane.lanes, 0, start, end);
        prop_assert_eq!(before, all.iter().filter(|place| reach(place).1 < from).count());
        prop_assert_eq!(after, all.iter().filter(|place| reach(place).0 >= to).count());

        let (from, to) = (i32::try_from(from).unwrap(), i32::try_from(to).unwrap());
        let mut slots = lane.shown.slots_between(&lane.lanes, 0, from, to);
        slots.sort_unstable();
        let found: Vec<(usize, Option<usize>)> = slots
            .iter()
            .map(|slot| {
                let place = lane.lanes.place(*slot as usize);
                (lane.columns.event(place), lane.columns.source(place))
            })
            .collect();
        let mut sorted: Vec<&&Placement> = all.iter().filter(touches).collect();
        sorted.sort_by_key(|place| (place.sort_key(), place.event, place.source));
        let expected: Vec<(usize, Option<usize>)> =
            sorted.iter().map(|place| (place.event, place.source)).collect();
        prop_assert_eq!(found, expected);
        let days = DaySpan::new(day(from), day(to.max(from + 1) - 1)).expect("in order");
        let is_anything = all.iter().any(|place| {
            let (first, last) = reach(place);
            first <= days.last.number() && last >= days.first.number()
        });
        prop_assert_eq!(lane.shown.is_anything_in(&lane.lanes, days), is_anything);
    }

    #[test]
    fn the_order_of_the_axis_is_that_of_first_places_with_the_undated_last(
        placements in any_placements(), modulus in 1..4_usize,
    ) {
        let n_events = placements.last().map_or(0, |last| last.event + 1);
        let passes = Bits::from_fn(n_events, |event| event.is_multiple_of(modulus));
        let lane = OneLane::passing(&placements, (modulus > 1).then_some(&passes));
        let mut sorted: Vec<&Placement> = placements.iter().collect();
        sorted.sort_by_key(|place| (place.sort_key(), place.event, place.source));
        let mut expected: Vec<usize> = Vec::new();
        for place in sorted {
            if passes.contains(place.event) && !expected.contains(&place.event) {
                expected.push(place.event);
            }
        }
        prop_assert_eq!(lane.shown.n_dated(&lane.columns), expected.len());
        let undated: Vec<usize> =
            passes.iter().filter(|event| !expected.contains(event)).collect();
        expected.extend(undated);
        let found: Vec<usize> =
            (0..=n_events).map_while(|n| lane.shown.nth_event(&lane.columns, n)).collect();
        prop_assert_eq!(&found, &expected);
        for event in 0..n_events {
            let number = expected.iter().position(|other| *other == event);
            prop_assert_eq!(lane.shown.number_of(&lane.columns, event), number);
        }
    }
}
