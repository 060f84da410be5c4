//! The strip above the lanes: how many events start when over the whole span of the data, and the
//! brush on it that stands for the view. Counts are exact. Knows nothing of lanes.

use crate::model::{Day, DaySpan};

use super::mark::Mark;
use super::scale::{Scale, day_at, end_of, start_of};

/// One bar of the histogram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Where in time the bin starts; it ends where the next one starts.
    pub starts: f64,
    /// How many events start in it.
    pub count: usize,
}

/// Counts the visible dated events by the first day that is known of each. Every one is in exactly one
/// of the `n_bins` equal parts of `span`; those outside of it are in the first or the last.
pub fn bins(
    marks: &[Option<Mark>],
    visible: &dyn Fn(usize) -> bool,
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
    for (position, mark) in marks.iter().enumerate() {
        let Some(mark) = mark.as_ref().filter(|_| visible(position)) else {
            continue;
        };
        // The middle of the day: where a bin is shorter than a day, and never on an edge between
        // days that rounding has moved.
        let time = start_of(mark.known_first()) + 0.5;
        let after = bins.partition_point(|bin| bin.starts <= time);
        if let Some(bin) = bins.get_mut(after.saturating_sub(1)) {
            bin.count += 1;
        }
    }
    bins
}

/// All days that anybody named, and a fiftieth more on either side; `None` without a dated event.
pub fn data_span(marks: &[Option<Mark>]) -> Option<DaySpan> {
    let first = marks.iter().flatten().map(Mark::known_first).min()?;
    let last = marks.iter().flatten().map(Mark::known_last).max()?;
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
