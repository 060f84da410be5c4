//! How one thing stands in time, ready to be drawn: a day, a range that it fills, or a range that it
//! lies somewhere in. Made from day bounds, whether stated, derived from neighbours, or of another
//! time axis; knows nothing of points.

use crate::model::{Bounds, Day, Limit, Reading, When};

use super::scale::{end_of, start_of};

/// A place in time: of an event, or of a source that prints it. Pairs and limits are as in [`Bounds`]: all days are included, and
/// where `from` (`to`) is not known, the first (last) day is the calendar's own end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Exactly one day.
    Point { day: Day },
    /// On every day from one of `start.0..=start.1` to one of `end.0..=end.1`.
    Throughout {
        start: (Day, Day),
        end: (Day, Day),
        from: Limit,
        to: Limit,
    },
    /// On some day of `first..=last`.
    Within {
        first: Day,
        last: Day,
        from: Limit,
        to: Limit,
    },
}

impl Mark {
    /// `None` if it is not dated, or if its bounds name no day at all.
    pub fn from_when(when: &When) -> Option<Self> {
        Self::from_bounds(&when.bounds?, when.reading)
    }

    /// `None` if the bounds name no day at all: such an event has no place on a timeline.
    pub fn from_bounds(bounds: &Bounds, reading: Reading) -> Option<Self> {
        let Bounds { from, to, .. } = *bounds;
        let mark = if bounds.is_single_day() {
            Self::Point { day: bounds.first }
        } else if reading == Reading::Within {
            Self::Within {
                first: bounds.first,
                last: bounds.end_last,
                from,
                to,
            }
        } else {
            Self::Throughout {
                start: (bounds.first, bounds.last),
                end: (bounds.end_first, bounds.end_last),
                from,
                to,
            }
        };
        mark.known_days().next().is_some().then_some(mark)
    }

    /// Why there is, or is no, day on either side.
    pub fn limits(&self) -> (Limit, Limit) {
        match *self {
            Self::Point { .. } => (Limit::Known, Limit::Known),
            Self::Throughout { from, to, .. } | Self::Within { from, to, .. } => (from, to),
        }
    }

    /// The time that it can take up: infinite towards a side that is not known.
    pub fn extent_days(&self) -> (f64, f64) {
        let (from, to) = self.limits();
        let (first, _, _, last) = self.bounds();
        let start = if from == Limit::Known {
            start_of(first)
        } else {
            f64::NEG_INFINITY
        };
        let end = if to == Limit::Known {
            end_of(last)
        } else {
            f64::INFINITY
        };
        (start, end)
    }

    /// The earliest day that somebody named.
    pub fn known_first(&self) -> Day {
        self.known_days().min().unwrap_or(Day::MIN)
    }

    /// The latest day that somebody named.
    pub fn known_last(&self) -> Day {
        self.known_days().max().unwrap_or(Day::MAX)
    }

    /// As [`When::sort_key`]: what starts earlier, then what is more precise. Says nothing about
    /// which came first.
    pub fn sort_key(&self) -> (Day, Day, Day) {
        let (_, last_start, _, _) = self.bounds();
        (self.known_first(), self.known_last(), last_start)
    }

    /// First and last day of the start, first and last day of the end.
    pub(super) fn bounds(&self) -> (Day, Day, Day, Day) {
        match *self {
            Self::Point { day } => (day, day, day, day),
            Self::Throughout { start, end, .. } => (start.0, start.1, end.0, end.1),
            Self::Within { first, last, .. } => (first, last, first, last),
        }
    }

    /// The bounds without the calendar's ends that stand in for what nobody knows.
    fn known_days(&self) -> impl Iterator<Item = Day> {
        let (from, to) = self.limits();
        let (first, last, end_first, end_last) = self.bounds();
        let is_known = move |day: Day| {
            (day != Day::MIN || from == Limit::Known) && (day != Day::MAX || to == Limit::Known)
        };
        [first, last, end_first, end_last]
            .into_iter()
            .filter(move |day| is_known(*day))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{day, mark, ymd};
    use super::*;

    /// The mark's sort, known days and extent.
    fn read(edtf: &str) -> String {
        let Some(mark) = mark(edtf) else {
            return "none".to_owned();
        };
        let sort = match mark {
            Mark::Point { .. } => "point",
            Mark::Throughout { .. } => "throughout",
            Mark::Within { .. } => "within",
        };
        let (start, end) = mark.extent_days();
        let (first, last) = (mark.known_first(), mark.known_last());
        format!("{sort} {first} {last} {start}..{end}")
    }

    #[test]
    fn every_date_has_its_mark() {
        let table = [
            ("1970-01-02", "point 1970-01-02 1970-01-02 1..2"),
            ("1970-01", "within 1970-01-01 1970-01-31 0..31"),
            (
                "1970-01-01/1970-02",
                "throughout 1970-01-01 1970-02-28 0..59",
            ),
            ("1970-01/..", "throughout 1970-01-01 1970-01-31 0..inf"),
            ("1970-01-05/", "throughout 1970-01-05 1970-01-05 4..inf"),
            ("../1970-01", "throughout 1970-01-01 1970-01-31 -inf..31"),
            ("[..1970-01-02]", "within 1970-01-02 1970-01-02 -inf..2"),
            ("[1970-01-02..]", "within 1970-01-02 1970-01-02 1..inf"),
            ("[..1970,2015..]", "none"),
        ];
        for (edtf, expected) in table {
            assert_eq!(read(edtf), expected, "{edtf}");
        }
    }

    #[test]
    fn the_sort_key_is_that_of_the_date_where_both_ends_are_known() {
        for edtf in [
            "2015",
            "2015-11",
            "2015-11-13",
            "2015/2016",
            "2015-01-05/..",
            "2014/",
        ] {
            let when = When::from_edtf(edtf).expect("a date");
            let mark = Mark::from_when(&when).expect("dated");
            assert_eq!(mark.sort_key(), when.sort_key(), "{edtf}");
        }
    }

    #[test]
    fn a_stated_day_at_the_calendars_end_is_a_day_like_any_other() {
        assert_eq!(
            read("9999-12-31"),
            "point 9999-12-31 9999-12-31 2932896..2932897"
        );
        assert_eq!(ymd(1970, 1, 1), day(0));
        assert_eq!(Mark::from_when(&When::unresolved(None)), None);
    }
}
