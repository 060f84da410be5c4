//! The strip above the lanes: how many events start when over the whole span of the data, and the
//! brush on it that stands for the view. Counts are exact. Knows nothing of lanes.

use crate::model::{Day, DaySpan};

use super::placement::Placement;
use super::scale::{Scale, day_at, end_of, start_of};

/// One bar of the histogram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Where in time the bin starts; it ends where the next one starts.
    pub starts: f64,
    /// How many events start in it.
    pub count: usize,
}

/// Counts events by the first day that is known of each of their places, of those that count. An event
/// counts once in every one of the `n_bins` equal parts of `span` in which it stands; what is outside
/// of it is in the first or the last. `placements` are in the order of [`super::placements`].
pub fn bins(
    placements: &[Placement],
    counts: &dyn Fn(&Placement) -> bool,
    span: DaySpan,
    n_bins: usize,
) -> Vec<Bin> {
    let (first, end) = (start_of(span.first), end_of(span.last));
    let n_bins_f64 = u32::try_from(n_bins).map_or(f64::from(u32::MAX), f64::from);
    let days_per_bin = (end - first) / n_bins_f64.max(1.0);
    let mut bins: Vec<Bin> = (0..u32::try_from(n_bins).unwrap_or(u32::MAX))
        .map(|position| Bin {
            starts: first + f64::from(position) * days_per_bin,
            count: 0,
        })
        .collect();
    let mut previous = None;
    for placement in placements.iter().filter(|placement| counts(placement)) {
        // The middle of the day: where a bin is shorter than a day, and never on an edge between
        // days that rounding has moved.
        let time = start_of(placement.mark.known_first()) + 0.5;
        let after = bins.partition_point(|bin| bin.starts <= time);
        // The places of one event follow one another by their first days.
        let place = (placement.event, after.saturating_sub(1));
        if previous.replace(place) == Some(place) {
            continue;
        }
        if let Some(bin) = bins.get_mut(place.1) {
            bin.count += 1;
        }
    }
    bins
}

/// All days that anybody named, and a fiftieth more on either side; `None` where nothing
/// stands.
pub fn data_span(placements: &[Placement]) -> Option<DaySpan> {
    let marks = || placements.iter().map(|placement| placement.mark);
    let first = marks().map(|mark| mark.known_first()).min()?;
    let last = marks().map(|mark| mark.known_last()).max()?;
    let padding_days = (last.number() - first.number()) / 50 + 1;
    Some(DaySpan {
        first: first.plus(-padding_days).unwrap_or(Day::MIN),
        last: last.plus(padding_days).unwrap_or(Day::MAX),
    })
}

/// Where on a strip a span of days lies, left and right.
pub fn brush_from_span(strip: &Scale, span: DaySpan) -> (f64, f64) {
    (
        strip.x_from_day(start_of(span.first)),
        strip.x_from_day(end_of(span.last)),
    )
}

/// The days that a brush from `x0` to `x1` touches, whichever is on the left. At least one.
pub fn span_from_brush(strip: &Scale, x0: f64, x1: f64) -> DaySpan {
    // An edge drawn at midnight must not touch the day on its other side for a rounding error.
    const SLACK_DAYS: f64 = 1e-6;
    let first = day_at(strip.day_from_x(x0.min(x1)) + SLACK_DAYS);
    let last = day_at((strip.day_from_x(x0.max(x1)) - SLACK_DAYS).ceil() - 1.0);
    DaySpan {
        first,
        last: last.max(first),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::mark::Mark;
    use super::super::testing::{any_placements, day, mark, once_each, placed, point, within};
    use super::*;

    fn span(first: i64, last: i64) -> DaySpan {
        DaySpan {
            first: day(first),
            last: day(last),
        }
    }

    #[test]
    fn an_event_counts_where_it_starts_and_outliers_at_the_ends() {
        let marks = [
            point(0),
            point(9),
            within(10, 35),
            point(39),
            point(-5),
            point(99),
        ]
        .map(Some);
        let bins = bins(&once_each(&marks), &|_| true, span(0, 39), 4);
        let read: Vec<_> = bins.iter().map(|bin| (bin.starts, bin.count)).collect();
        assert_eq!(read, [(0.0, 3), (10.0, 1), (20.0, 0), (30.0, 2)]);
    }

    #[test]
    fn an_event_counts_once_in_each_bin_in_which_it_stands() {
        let placements = [
            placed(0, 0, point(2)),
            placed(0, 1, point(7)),
            placed(0, 2, point(15)),
            placed(1, 0, point(19)),
            placed(2, 0, point(-9)),
            placed(2, 1, point(3)),
        ];
        let counts = |span| {
            let bins = bins(&placements, &|_| true, span, 2);
            bins.iter().map(|bin| bin.count).collect::<Vec<_>>()
        };
        assert_eq!(counts(span(0, 19)), [2, 2]);
        assert_eq!(counts(span(20, 39)), [3, 0]);
    }

    #[test]
    fn the_span_of_the_data_has_room_around_it_and_no_endless_ends() {
        assert_eq!(data_span(&[]), None);
        assert_eq!(
            data_span(&once_each(&[Some(point(0)), None, Some(within(50, 100))])),
            Some(span(-3, 103))
        );
        let open = ["1970-01-01/..", "[..1970-04-11]"].map(mark);
        assert_eq!(data_span(&once_each(&open)), Some(span(-3, 103)));
        let ends = [Day::MIN, Day::MAX].map(|day| Some(Mark::Point { day }));
        assert_eq!(data_span(&once_each(&ends)), Some(DaySpan::ALL));
    }

    #[test]
    fn a_brush_takes_the_days_that_it_touches() {
        let strip = Scale::new(0.0, 10.0, 100.0);
        assert_eq!(span_from_brush(&strip, 25.0, 41.0), span(2, 4));
        assert_eq!(span_from_brush(&strip, 40.0, 20.0), span(2, 3));
        assert_eq!(span_from_brush(&strip, 30.0, 30.0), span(3, 3));
    }

    proptest! {
        #[test]
        fn a_bin_holds_the_visible_events_that_division_gives_it_each_once(
            placements in any_placements(), first in -500..500_i64, n_bins in 1..99_i64, bin_days in 1..9_i64,
        ) {
            let visible = |event: usize| !event.is_multiple_of(3);
            let span = span(first, first + n_bins * bin_days - 1);
            let mut expected = vec![BTreeSet::new(); usize::try_from(n_bins).unwrap()];
            for Placement { event, mark, .. } in &placements {
                if visible(*event) {
                    let bin = (mark.known_first().number() - first).div_euclid(bin_days);
                    expected[usize::try_from(bin.clamp(0, n_bins - 1)).unwrap()].insert(*event);
                }
            }
            let expected: Vec<usize> = expected.iter().map(BTreeSet::len).collect();
            let counts = |placement: &Placement| visible(placement.event);
            let found: Vec<usize> = bins(&placements, &counts, span, expected.len())
                .iter()
                .map(|bin| bin.count)
                .collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn bins_of_any_width_sum_up_to_no_fewer_than_the_events_and_no_more_than_their_places(
            placements in any_placements(), first in -500..500_i64, length in 0..900_i64, n_bins in 1..300_usize,
        ) {
            let counts = |placement: &Placement| !placement.event.is_multiple_of(3);
            let found = bins(&placements, &counts, span(first, first + length), n_bins);
            let sum = found.iter().map(|bin| bin.count).sum::<usize>();
            let counted: Vec<&Placement> = placements.iter().filter(|placement| counts(placement)).collect();
            let events: BTreeSet<usize> = counted.iter().map(|placement| placement.event).collect();
            prop_assert!(events.len() <= sum && sum <= counted.len());
            if n_bins == 1 {
                prop_assert_eq!(sum, events.len());
            }
        }

        #[test]
        fn a_brush_over_a_span_gives_that_span(
            first in -4_000_000..2_000_000_i64, length in 0..900_000_i64, zoom in -10.0..8.0,
        ) {
            let strip = Scale::new(f64::from(-1_000_000), f64::exp2(zoom), 800.0);
            let span = span(first, first + length);
            let (x0, x1) = brush_from_span(&strip, span);
            prop_assert_eq!(span_from_brush(&strip, x0, x1), span);
        }
    }
}
