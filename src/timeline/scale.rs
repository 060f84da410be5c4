//! The one value that maps days to points and back. Panning and zooming return a new scale; the
//! caller decides whether to show it. Knows nothing of events.
//!
//! Everything is `f64`: a day number near 700,000 times hundreds of points a day leaves an `f32` no
//! precision for single points.

use crate::model::{Day, DaySpan};

/// The fewest days that a view shows: closer in there is nothing to see, as events have no hours.
const MIN_VISIBLE_DAYS: f64 = 2.0;

/// How far beyond the calendar's ends a view can reach, as a part of the view.
const OVERHANG: f64 = 0.05;

/// The most that a view shows, in whole calendars. At most `1 / (1 - 2 * OVERHANG)`, or a view could
/// not keep to both ends' overhang at once.
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

    /// Moved and zoomed in as far as needed not to get lost in empty time: the view is at most half as
    /// long again as `data`, and a fifth of it, or all of the data, lies in the data.
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

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "small whole numbers are exact")]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{day, ymd};
    use super::*;

    fn any_scale() -> impl Strategy<Value = Scale> {
        (-4.4e6..3e6, -12.0..9.0, 1.0..4000.0).prop_map(
            |(first_day, zoom, width): (f64, f64, f64)| Scale::new(first_day, zoom.exp2(), width),
        )
    }

    fn is_near(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
    }

    #[test]
    fn a_point_a_day_reads_as_arithmetic() {
        let scale = Scale::new(0.0, 1.0, 100.0);
        assert_eq!(scale.x_from_day(7.0), 7.0);
        assert_eq!(scale.day_from_x(7.0), 7.0);
        assert_eq!(scale.visible_days(), (0.0, 100.0));
        let span = scale.visible_span();
        assert_eq!((span.first, span.last), (day(0), day(99)));
        assert_eq!(scale.panned(10.0).visible_days(), (10.0, 110.0));
        assert_eq!(scale.zoomed_at(50.0, 2.0).visible_days(), (25.0, 75.0));
        assert_eq!(scale.resized(50.0).visible_days(), (0.0, 50.0));
        assert_eq!(
            Scale::showing(20.0, 10.0, 100.0).visible_days(),
            (10.0, 20.0)
        );
    }

    #[test]
    fn a_fitted_span_has_its_padding_on_either_side() {
        let span = DaySpan {
            first: day(0),
            last: day(79),
        };
        let scale = Scale::fitted(span, 100.0, 10.0);
        assert_eq!(scale.points_per_day(), 1.0);
        assert_eq!(
            (scale.x_from_day(0.0), scale.x_from_day(80.0)),
            (10.0, 90.0)
        );
        let one_day = Scale::fitted(DaySpan::day(day(5)), 100.0, 10.0);
        assert_eq!(
            one_day.visible_days(),
            (4.5, 6.5),
            "no closer than two days"
        );
        let narrow = Scale::fitted(span, 8.0, 10.0);
        assert!(narrow.x_from_day(0.0) > 0.0 && narrow.x_from_day(80.0) < 8.0);
    }

    #[test]
    fn the_whole_calendar_fits_and_nothing_leaves_it() {
        let all = Scale::fitted(DaySpan::ALL, 1000.0, 20.0);
        let (first, end) = (start_of(Day::MIN), end_of(Day::MAX));
        assert!(is_near(all.x_from_day(first), 20.0) && is_near(all.x_from_day(end), 980.0));
        assert_eq!(all.visible_span(), DaySpan::ALL);
        let out = all.zoomed_at(500.0, 1e-9);
        assert!(out.x_from_day(first) < 60.0 && out.x_from_day(end) > 940.0);
        let lost = Scale::new(0.0, 1.0, 100.0).panned(1e300).panned(1e300);
        assert_eq!(lost.visible_span().last, Day::MAX);
        assert!(lost.visible_span().first < Day::MAX);
    }

    #[test]
    fn numbers_that_are_not_finite_give_a_scale_that_is() {
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -1.0] {
            let scale = Scale::new(bad, bad, bad);
            let scale = scale.panned(bad).zoomed_at(bad, bad).resized(bad);
            let scale = scale.towards(&Scale::fitted(DaySpan::ALL, bad, bad), bad);
            assert!(
                scale.x_from_day(0.0).is_finite() && scale.points_per_day() > 0.0,
                "{bad}"
            );
            assert!(scale.visible_span().len_days() >= 1);
        }
    }

    #[test]
    fn a_lost_view_is_brought_back_to_the_data() {
        let data = DaySpan {
            first: ymd(2014, 1, 1),
            last: ymd(2019, 12, 31),
        };
        let near = Scale::new(start_of(ymd(2015, 1, 1)), 1.0, 1000.0);
        assert_eq!(near.kept_near(data), near, "what is near stays");
        for year in [-5000, 2013, 2022, 9999] {
            let lost = Scale::new(start_of(ymd(year, 1, 1)), 5.0, 1000.0);
            let (first, end) = lost.kept_near(data).visible_days();
            let in_view = end.min(end_of(data.last)) - first.max(start_of(data.first));
            assert!(in_view >= 39.9, "{year}: {in_view} days of data in view");
        }
        let far = Scale::fitted(DaySpan::ALL, 1000.0, 0.0).kept_near(data);
        assert!(far.visible_span().overlaps(data));
        assert!(far.visible_span().len_days() < 2 * data.len_days());
    }

    #[test]
    fn the_way_to_a_target_is_geometric_in_zoom() {
        let (near, far) = (Scale::new(0.0, 4.0, 100.0), Scale::new(0.0, 1.0, 100.0));
        assert!(is_near(near.towards(&far, 0.5).points_per_day(), 2.0));
        let beside = Scale::new(100.0, 4.0, 100.0);
        assert!(is_near(near.towards(&beside, 0.25).first_day(), 25.0));
    }

    proptest! {
        #[test]
        fn every_point_survives_the_way_to_its_day_and_back(scale in any_scale(), x in -1e4..1e4) {
            let back = scale.x_from_day(scale.day_from_x(x));
            // Days near the calendar's ends are known to 1e-9; a day is up to 2,000 points.
            prop_assert!((back - x).abs() < 1e-5, "{} became {}", x, back);
        }

        #[test]
        fn zooming_keeps_the_day_under_the_pointer(
            scale in any_scale(), part in 0.0..1.0, factor in 0.25..4.0,
        ) {
            let x = part * scale.width_points();
            let zoomed = scale.zoomed_at(x, factor);
            let (first, end) = zoomed.visible_days();
            let is_inside = first > start_of(Day::MIN) && end < end_of(Day::MAX);
            prop_assert!(!is_inside || is_near(scale.day_from_x(x), zoomed.day_from_x(x)));
        }

        #[test]
        fn panning_there_and_back_ends_where_it_began(
            first_day in -1e6..1e6, zoom in -2.0..6.0, points in -500.0..500.0,
        ) {
            let scale = Scale::new(first_day, f64::exp2(zoom), 500.0);
            let back = scale.panned(points).panned(-points);
            prop_assert!(is_near(back.first_day(), scale.first_day()));
        }

        #[test]
        fn the_way_to_a_target_begins_here_ends_there_and_does_not_turn_back(
            from in any_scale(), to in any_scale(), t in 0.0..1.0,
        ) {
            prop_assert_eq!(from.towards(&to, 0.0), from);
            prop_assert_eq!(from.towards(&to, 1.0), to);
            let zoom = from.resized(to.width_points()).towards(&to, t).points_per_day();
            let start = from.resized(to.width_points()).points_per_day();
            let (low, high) = (start.min(to.points_per_day()), start.max(to.points_per_day()));
            prop_assert!(low * 0.999 <= zoom && zoom <= high * 1.001);
        }

        #[test]
        fn fitted_days_are_in_view(first in -4_000_000..2_900_000_i64, n in 0..30_000_i64) {
            let span = DaySpan { first: day(first), last: day(first + n) };
            let scale = Scale::fitted(span, 900.0, 12.0);
            prop_assert!(scale.visible_span().contains(span));
        }
    }
}
