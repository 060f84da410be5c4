//! The strip above the lanes: how many events start when over the whole span of the data, and the
//! brush on it that stands for the view. Counts are exact. Knows nothing of lanes.

use crate::model::{Day, DaySpan};

use super::columns::Columns;
use super::scale::{Scale, day_at, end_of, start_of};
use super::shown::Shown;

/// One bar of the histogram: what begins in a part of the whole span, by the first day that somebody
/// named. What stands at several places counts at each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Where in time the bin starts; it ends where the next one starts.
    pub starts: f64,
    pub shown: usize,
    /// Of the shown, those with a limit on both sides: the others could be far from here.
    pub firm: usize,
    /// Whether they are shown or not.
    pub all: usize,
}

/// Counts what stands on an axis in `n_bins` equal parts of `span`; what is outside of it is in the first or
/// the last. Costs a search a bin.
pub fn bins(columns: &Columns, shown: &Shown, span: DaySpan, n_bins: usize) -> Vec<Bin> {
    let n_bins = u32::try_from(n_bins).unwrap_or(u32::MAX);
    let (first, end) = (start_of(span.first), end_of(span.last));
    let days_per_bin = (end - first) / f64::from(n_bins.max(1));
    let starts = |position: u32| first + f64::from(position) * days_per_bin;
    let mut before = [0; 3];
    let bins = (0..n_bins).map(|position| {
        let is_last = position + 1 == n_bins;
        let edge = if is_last {
            f64::INFINITY
        } else {
            starts(position + 1)
        };
        let until = shown.begun_before(columns, edge);
        let [shown, firm, all] = std::array::from_fn(|at| until[at] - before[at]);
        before = until;
        Bin {
            starts: starts(position),
            shown,
            firm,
            all,
        }
    });
    bins.collect()
}

/// All days that anybody named, and a fiftieth more on either side; `None` where nothing
/// stands.
pub fn data_span(columns: &Columns) -> Option<DaySpan> {
    let DaySpan { first, last } = columns.span()?;
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
    use proptest::prelude::*;

    use super::super::mark::Mark;
    use super::super::placement::Placement;
    use super::super::testing::{OneLane, any_placements, day, mark, once_each, point, within};
    use super::*;
    use crate::bits::Bits;
    use crate::model::Limit;

    fn span(first: i64, last: i64) -> DaySpan {
        DaySpan {
            first: day(first),
            last: day(last),
        }
    }

    fn read(placements: &[Placement], span: DaySpan, n_bins: usize) -> Vec<(f64, usize)> {
        let lane = OneLane::new(placements);
        let bins = bins(&lane.columns, &lane.shown, span, n_bins);
        bins.iter().map(|bin| (bin.starts, bin.shown)).collect()
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
        let read = read(&once_each(&marks), span(0, 39), 4);
        assert_eq!(read, [(0.0, 3), (10.0, 1), (20.0, 0), (30.0, 2)]);
    }

    #[test]
    fn the_calendars_last_day_is_in_the_last_bin() {
        let marks = [Day::MIN, Day::MAX].map(|day| Some(Mark::Point { day }));
        let counts: Vec<usize> = read(&once_each(&marks), DaySpan::ALL, 3)
            .into_iter()
            .map(|(_, count)| count)
            .collect();
        assert_eq!(counts, [1, 0, 1]);
    }

    fn span_of(marks: &[Option<Mark>]) -> Option<DaySpan> {
        data_span(&Columns::new(marks.len(), once_each(marks)))
    }

    #[test]
    fn the_span_of_the_data_has_room_around_it_and_no_endless_ends() {
        assert_eq!(data_span(&Columns::default()), None);
        assert_eq!(
            span_of(&[Some(point(0)), None, Some(within(50, 100))]),
            Some(span(-3, 103))
        );
        let open = ["1970-01-01/..", "[..1970-04-11]"].map(mark);
        assert_eq!(span_of(&open), Some(span(-3, 103)));
        let ends = [Day::MIN, Day::MAX].map(|day| Some(Mark::Point { day }));
        assert_eq!(span_of(&ends), Some(DaySpan::ALL));
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
        fn a_bin_holds_what_division_gives_it(
            placements in any_placements(), first in -500..500_i64, n_bins in 1..99_i64, bin_days in 1..9_i64,
        ) {
            let n_events = placements.last().map_or(0, |last| last.event + 1);
            let passes = Bits::from_fn(n_events, |event| !event.is_multiple_of(3));
            let span = span(first, first + n_bins * bin_days - 1);
            let mut expected = vec![[0; 3]; usize::try_from(n_bins).unwrap()];
            for Placement { event, mark, .. } in &placements {
                let bin = (mark.known_first().number() - first).div_euclid(bin_days);
                let counts = &mut expected[usize::try_from(bin.clamp(0, n_bins - 1)).unwrap()];
                let is_firm = mark.limits() == (Limit::Known, Limit::Known);
                counts[0] += usize::from(passes.contains(*event));
                counts[1] += usize::from(passes.contains(*event) && is_firm);
                counts[2] += 1;
            }
            let lane = OneLane::passing(&placements, Some(&passes));
            let found: Vec<[usize; 3]> = bins(&lane.columns, &lane.shown, span, expected.len())
                .iter()
                .map(|bin| [bin.shown, bin.firm, bin.all])
                .collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn bins_of_any_width_sum_up_to_what_there_is(
            placements in any_placements(), first in -500..500_i64, length in 0..900_i64, n_bins in 1..300_usize,
        ) {
            let lane = OneLane::new(&placements);
            let found = bins(&lane.columns, &lane.shown, span(first, first + length), n_bins);
            prop_assert_eq!(found.iter().map(|bin| bin.shown).sum::<usize>(), placements.len());
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
