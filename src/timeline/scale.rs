//! The one value that maps days to points and back. Panning and zooming return a new scale; the
//! caller decides whether to show it. Knows nothing of events.
//!
//! Everything is `f64`: a day number near 700,000 times hundreds of points a day leaves an `f32` no
//! precision for single points.

use crate::model::{Day, DaySpan};

/// The fewest days that a view shows: closer in there is nothing to see, as events have no hours.
const MIN_VISIBLE_DAYS: f64 = 2.0;

/// How far beyond the calendar's ends a view can reach, as a part of the view. Must be less than half
/// of `MAX_VISIBLE_CALENDARS - 1` allows, or the two ends' limits cross.
const OVERHANG: f64 = 0.05;

/// The most that a view shows, in whole calendars.
const MAX_VISIBLE_CALENDARS: f64 = 1.1;

/// Between a day's number as an integer and a place in time. Exact: days fit 23 bits.
pub(super) fn start_of(day: Day) -> f64 {
    i32::try_from(day.number()).map_or(0.0, f64::from)
}

/// Where a day ends and the next begins.
pub(super) fn end_of(day: Day) -> f64 {
    start_of(day) + 1.0
}

/// The day that covers a place in time; the calendar's nearest if it is outside.
pub(super) fn day_at(time_days: f64) -> Day {
    let clamped = time_days
        .floor()
        .clamp(start_of(Day::MIN), start_of(Day::MAX));
    #[expect(
        clippy::cast_possible_truncation,
        reason = "clamped to the calendar; not-a-number becomes 0, a day like any other"
    )]
    let number = clamped as i64;
    Day::from_number(number).unwrap_or(Day::MIN)
}

/// A window on time: `width_points` wide, with `first_day` at `x = 0`.
///
/// ```text
///      x = 0                              x = width_points
///        ├──────────────────────────────────┤
///    first_day                first_day + width_points / points_per_day
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    first_day: f64,
    points_per_day: f64,
    width_points: f64,
}

impl Scale {
    /// Clamped: shows at least two days and at most a little more than the calendar, and does not
    /// leave the calendar. Numbers that are not finite are replaced.
    pub fn new(first_day: f64, points_per_day: f64, width_points: f64) -> Self {
        let width_points = if width_points.is_finite() {
            width_points.max(1.0)
        } else {
            1.0
        };
        let calendar_days = end_of(Day::MAX) - start_of(Day::MIN);
        let least = width_points / (calendar_days * MAX_VISIBLE_CALENDARS);
        let most = width_points / MIN_VISIBLE_DAYS;
        let points_per_day = if points_per_day.is_finite() {
            points_per_day.clamp(least, most)
        } else {
            most
        };
        let visible_days = width_points / points_per_day;
        let overhang_days = visible_days * OVERHANG;
        let earliest = start_of(Day::MIN) - overhang_days;
        let latest = end_of(Day::MAX) + overhang_days - visible_days;
        let first_day = if first_day.is_finite() {
            first_day.min(latest).max(earliest)
        } else {
            0.0
        };
        Self {
            first_day,
            points_per_day,
            width_points,
        }
    }

    /// Shows the time from `first_day` to `end_day`, edge to edge.
    pub fn showing(first_day: f64, end_day: f64, width_points: f64) -> Self {
        let (first_day, end_day) = (first_day.min(end_day), first_day.max(end_day));
        let days = (end_day - first_day).max(MIN_VISIBLE_DAYS);
        let middle = first_day.midpoint(end_day);
        Self::new(
            middle - days / 2.0,
            width_points.max(1.0) / days,
            width_points,
        )
    }

    /// Shows all of `span`, with `padding_points` free on either side.
    pub fn fitted(span: DaySpan, width_points: f64, padding_points: f64) -> Self {
        // Padding gives way in a window too narrow for it.
        let padding_points = padding_points.clamp(0.0, width_points.max(1.0) / 4.0);
        let inner_points = width_points.max(1.0) - 2.0 * padding_points;
        let (first, end) = (start_of(span.first), end_of(span.last));
        let points_per_day = inner_points / (end - first).max(1.0);
        let half_view_days = width_points.max(1.0) / points_per_day / 2.0;
        let middle = first.midpoint(end);
        Self::showing(
            middle - half_view_days,
            middle + half_view_days,
            width_points,
        )
    }

    pub fn first_day(&self) -> f64 {
        self.first_day
    }

    pub fn points_per_day(&self) -> f64 {
        self.points_per_day
    }

    pub fn width_points(&self) -> f64 {
        self.width_points
    }

    pub fn x_from_day(&self, day: f64) -> f64 {
        (day - self.first_day) * self.points_per_day
    }

    pub fn day_from_x(&self, x: f64) -> f64 {
        self.first_day + x / self.points_per_day
    }

    /// The time at the left and at the right edge.
    pub fn visible_days(&self) -> (f64, f64) {
        (self.first_day, self.day_from_x(self.width_points))
    }

    /// The days of which any part is in view.
    pub fn visible_span(&self) -> DaySpan {
        let (first, end) = self.visible_days();
        let (first, last) = (day_at(first), day_at(end.ceil() - 1.0));
        DaySpan {
            first,
            last: last.max(first),
        }
    }

    /// Moved along time: positive `points` bring what is later into view.
    #[must_use]
    pub fn panned(&self, points: f64) -> Self {
        let first_day = self.day_from_x(if points.is_finite() { points } else { 0.0 });
        Self::new(first_day, self.points_per_day, self.width_points)
    }

    /// Zoomed in (`factor` above 1) or out, with the day under `x` staying where it is, unless that
    /// would leave the calendar.
    #[must_use]
    pub fn zoomed_at(&self, x: f64, factor: f64) -> Self {
        if !(x.is_finite() && factor.is_finite() && factor > 0.0) {
            return *self;
        }
        let day = self.day_from_x(x);
        // The clamped zoom comes first: with the wished one, the day would slip at the limits.
        let points_per_day = Self::new(
            self.first_day,
            self.points_per_day * factor,
            self.width_points,
        )
        .points_per_day;
        Self::new(day - x / points_per_day, points_per_day, self.width_points)
    }

    /// The same zoom and left edge in a wider or narrower window.
    #[must_use]
    pub fn resized(&self, width_points: f64) -> Self {
        Self::new(self.first_day, self.points_per_day, width_points)
    }

    /// Moved and zoomed in as far as needed to show only `data` and a little beyond, so that nobody
    /// gets lost in empty time: at least a fifth of the view, or all of the data, stays in view.
    #[must_use]
    pub fn kept_near(&self, data: DaySpan) -> Self {
        let (first, end) = (start_of(data.first), end_of(data.last));
        let most_days = ((end - first) * 1.5).max(30.0);
        let days = (self.width_points / self.points_per_day).min(most_days);
        let (old_first, old_end) = self.visible_days();
        let wished = old_first.midpoint(old_end) - days / 2.0;
        let kept_days = (days / 5.0).min(end - first);
        let first_day = wished.max(first + kept_days - days).min(end - kept_days);
        Self::new(first_day, self.width_points / days, self.width_points)
    }

    /// On the way to `target`: `t` goes from 0 (here) to 1 (there). Zoom is geometric and one day
    /// stays still, so that the eye can follow.
    #[must_use]
    pub fn towards(&self, target: &Self, t: f64) -> Self {
        if t <= 0.0 {
            return *self;
        }
        if t >= 1.0 || !t.is_finite() {
            return *target;
        }
        let (from_days, to_days) = (1.0 / self.points_per_day, 1.0 / target.points_per_day);
        let days = from_days * (to_days / from_days).powf(t);
        let change = from_days - to_days;
        // Where the zoom stays the same, the limit of the other expression.
        let part = if change.abs() < from_days * 1e-6 {
            t
        } else {
            (from_days - days) / change
        };
        let first_day = self.first_day + (target.first_day - self.first_day) * part;
        let width_points = self.width_points + (target.width_points - self.width_points) * t;
        Self::new(first_day, 1.0 / days, width_points)
    }
}
